import { describe, expect, test } from 'vitest'
import type { Age } from '../model/age.ts'
import { age } from '../model/age.ts'
import type { ContractHolding, Fee, PaymentPeriod, Premium, PublicHolding } from '../model/holding.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '../model/quantity.ts'
import { formatYearMonth, isoDateOf } from '../model/year-month.ts'
import type { GivenBasis } from '../testing/basis.ts'
import { askedOf, basisOf } from '../testing/basis.ts'
import { benefitOf, capitalOf, contract, forecast, publicPension, right } from '../testing/holdings.ts'
import { prepareContract } from './contract.ts'
import type { Outcome } from './prepared.ts'
import type { HoldingChoice, WorkPeriod } from './types.ts'

const tenYears = { months: 120 }
const salary = (amount: number) => ({ value: kronorPerYear(amount), date: isoDateOf('2026-06-30') })
const monthly = (amount: number): Premium => ({ amount: kronor(amount), interval: 'month', paidUntil: 'not-reported' })
/** 1.9 % − 0.38 % − 1.52 % = 0: what is saved neither grows nor shrinks, and is paid out so. */
const still: readonly Fee[] = [{ kind: 'management', applies: 'contract', amount: { variable: share('0.0152') } }]
/** 600,000 saved under ITP 1 on 600,000 a year: 4.5 % of 50,000 are 2,250 a month. */
const saved = (given: Partial<ContractHolding> = {}): ContractHolding =>
  contract({
    kollektivavtal: 'ITP1',
    capital: capitalOf(600_000),
    fees: still,
    aterbetalningsskydd: true,
    premium: monthly(2250),
    reportedSalary: salary(600_000),
    ...given,
  })
const paidUp: Premium = { amount: kronor(1), interval: 'single', paidUntil: 'not-reported' }

interface Given extends GivenBasis {
  readonly at?: Age
  readonly choice?: HoldingChoice
  readonly periods?: readonly WorkPeriod[]
  readonly beside?: readonly PublicHolding[]
}

/** What the first of the holdings answers; born 15 May 1965, so that 67 is June 2032. */
function answered(holdings: readonly ContractHolding[], given: Given = {}): Outcome {
  const { at = age(67), choice = {}, periods = [], beside = [], ...about } = given
  const basis = basisOf([...holdings, ...beside], about)
  const [first] = holdings
  if (first === undefined) throw new Error('No holding')
  return prepareContract('h0', first, basis).outcome(askedOf(basis, at, choice, periods))
}
const inWords = ({ runs }: Outcome): readonly string[] =>
  runs.map(
    ({ from, to, amount }) =>
      `${formatYearMonth(from)}–${to === 'lifelong' ? 'life' : formatYearMonth(to)} ${amount.toFixed()}`,
  )
const overTenYears = (holdings: readonly ContractHolding[], given: Given = {}): number =>
  answered(holdings, { choice: { duration: tenYears }, ...given }).runs[0]?.amount.toNumber() ?? 0

describe('premiums by agreement on the path of pay', () => {
  test('are none where the saver says that there is no pay, whatever the contract reports', () => {
    const earning = saved({ premium: monthly(2_000), reportedSalary: salary(500_000) })
    const without = overTenYears([earning], { salary: kronorPerYear(0) })
    expect(without).toBe(overTenYears([saved({ premium: paidUp })]))
    expect(overTenYears([earning], { salary: kronorPerYear(100_000) })).toBeGreaterThan(without)
    // Nobody's pay is behind what one saves oneself.
    const own = { ...earning, skatteklass: 'P', kollektivavtal: 'none' } as const
    expect(overTenYears([own], { salary: kronorPerYear(0) })).toBe(overTenYears([own]))
  })

  // January 2026 to April 2031, the month before 66, are 64 months · 2,250 = 144,000: 744,000 / 120 = 6,200.
  test('are paid to the month before the agreement’s last age', () => {
    expect(overTenYears([saved()])).toBe(6200)
    expect(answered([saved()]).result.assumptions).toContain('premiums-by-agreement')
  })

  // To May 2029, the month before work ends at 64: 41 · 2,250 = 92,250: 692,250 / 120 = 5,768.75.
  test('end with work', () => {
    expect(overTenYears([saved()], { at: age(64), choice: { start: age(67), duration: tenYears } })).toBe(5768.75)
  })

  // Half pay from 62, June 2027: 17 · 2,250 + 47 · 1,125 = 91,125: 691,125 / 120 = 5,759.375.
  test('follow part-time', () => {
    const periods = [{ from: age(62), to: age(67), salary: kronorPerYear(300_000) }]
    expect(overTenYears([saved()], { periods })).toBe(5759.38)
  })

  // A year without pay from 62: 64 − 12 = 52 months · 2,250 = 117,000: 717,000 / 120 = 5,975.
  test('are not asked for long before today, of years that an agreement’s figures do not reach', () => {
    const old = { birthDate: '1958-05-15', at: age(70) }
    const akapKr = [saved({ kollektivavtal: 'AKAP-KR' })]
    const asBefore = [{ from: age(69), to: age(70), salary: kronorPerYear(600_000) }]
    expect(overTenYears(akapKr, { ...old, periods: asBefore })).toBe(overTenYears(akapKr, old))
  })

  test('stop while there is no pay', () => {
    const periods = [{ from: age(62), to: age(63), salary: kronorPerYear(0), benefit: kronorPerYear(300_000) }]
    expect(overTenYears([saved()], { periods })).toBe(5975)
  })

  // Work at half pay from 64 to 66 beside the pension that begins at 64: 41 · 2,250 + 23 · 1,125 = 118,125: 718,125 / 120 =
  // 5,984.375.
  test('go on with work beside the pension', () => {
    const periods = [{ from: age(64), to: age(66), salary: kronorPerYear(300_000) }]
    expect(overTenYears([saved()], { at: age(64), periods, choice: { start: age(67), duration: tenYears } })).toBe(
      5984.38,
    )
  })

  // Drawn at 64 itself, June 2029: 692,250 / 120 = 5,768.75. The 23 premiums from then to April 2031 are 25,875, drawn from
  // May 2031 for as long: 215.63. In January 2032 89 payments of the first are left, and 112 of the second. A fixed fee of
  // 10 a month is taken 41 times before: 410 / 120 = 3.42 less a month.
  test('after the contract is drawn are saved apart and drawn when they end', () => {
    const periods = [{ from: age(64), to: age(66), salary: kronorPerYear(300_000) }]
    const outcome = answered([saved()], { at: age(64), periods, choice: { duration: tenYears } })
    expect(inWords(outcome)).toEqual(['2029-06–2039-05 5768.75', '2031-05–2041-04 215.63'])
    // A fixed fee is taken once, from the first.
    const fees: readonly Fee[] = [
      ...still,
      { kind: 'administration', applies: 'contract', amount: { fixed: kronorPerYear(120) } },
    ]
    const charged = answered([saved({ fees })], { at: age(64), periods, choice: { duration: tenYears } })
    expect(charged.runs.map(({ amount }) => amount.toNumber())).toEqual([expect.closeTo(5765.33, 2), 215.63])
    expect(outcome.result.assumptions).toContain('premiums-after-start-drawn-later')
    expect(outcome.result.steps.map(({ rule }) => rule)).toContain('payout.later-premiums')
    const left = outcome.result.capitalLeft.find(({ month }) => formatYearMonth(month) === '2032-01')
    expect(left?.amount.toNumber()).toBeCloseTo(89 * 5768.75 + 112 * 215.63, 6)
    expect(outcome.result.capitalLeft).toHaveLength(12)
    expect(answered([saved()], { at: age(64) }).result.assumptions).not.toContain('premiums-after-start-drawn-later')
  })

  // 60,000 a month: 4.5 % · 52,125 + 30 % · 7,875 = 4,708 in whole kronor, 64 months: 901,312 / 120 = 7,510.93.
  test('follow the pay that the saver says', () => {
    expect(overTenYears([saved()], { salary: kronorPerYear(720_000) })).toBe(7510.93)
  })

  // 1,125 of 2,250: half the premium is somebody else's, answered or not: 72,000: 672,000 / 120 = 5,600.
  test('are the part that the contract reports', () => {
    expect(overTenYears([saved({ premium: monthly(1125) })])).toBe(5600)
    // On more pay the part stays: half of 4,708 · 64: 750,656 / 120 = 6,255.47.
    expect(overTenYears([saved({ premium: monthly(1125) })], { salary: kronorPerYear(720_000) })).toBe(6255.47)
  })

  // PGI 150,000 is an income of 161,300, on which ITP 1 gives 605 a month (4.5 % of 13,441.67, to the krona), but 2,250 are
  // reported: the year was not a whole one. The agreement gives 1,125 on 300,000 and 2,250 on 600,000: 744,000 / 120 = 6,200;
  // on 720,000 it gives 4,708: 7,510.93. On half of 161,300 it gives 302: 2,250 · 302 / 605 · 64 = 71,881: 5,599.01.
  test.each([
    [undefined, 6200],
    [300_000, 6200],
    [600_000, 6200],
    [720_000, 7510.93],
    [80_650, 5599.01],
  ])('reported beyond what the pensionable income explains are not multiplied: pay %s, %f a month', (pay, amount) => {
    const beside = [publicPension({ rights: [right(2025, 150_000)] })]
    const given = { beside, ...(pay !== undefined && { salary: kronorPerYear(pay) }) }
    expect(overTenYears([saved({ reportedSalary: 'not-reported' })], given)).toBe(amount)
  })

  test('of two contracts that both report the whole are one whole together', () => {
    expect(overTenYears([saved(), saved()])).toBe(5600)
  })

  test('go to the contract that is paid into, not to the paid-up one of the same agreement', () => {
    expect(overTenYears([saved(), saved({ premium: paidUp })])).toBe(6200)
    expect(overTenYears([saved({ premium: paidUp }), saved()])).toBe(5000)
  })

  test('go to contracts that report pay but no premium, shared alike, only where no premium is reported', () => {
    const silent = saved({ premium: 'not-reported' })
    expect(overTenYears([silent])).toBe(6200)
    expect(overTenYears([silent, silent])).toBe(5600)
    expect(overTenYears([silent, saved()])).toBe(5000)
    const old = { value: kronorPerYear(600_000), date: isoDateOf('2020-12-31') }
    expect(overTenYears([saved({ premium: 'not-reported', reportedSalary: old })])).toBe(5000)
  })

  // No rule for the agreement: 1,000 a month to the month before 65, April 2030: 52,000: 652,000 / 120 = 5,433.33.
  test('without a rule go on as reported to 65, and that is said', () => {
    const other = saved({ kollektivavtal: 'other', premium: monthly(1000) })
    expect(overTenYears([other])).toBe(5433.33)
    expect(answered([other]).result.assumptions).toEqual(expect.arrayContaining(['premiums-continue', 'agreed-age-65']))
  })

  // A private contract is paid into without employment; an occupational one is not: none from 62 to 63 is 12 less.
  test('of private contracts do not follow the pay', () => {
    const periods = [{ from: age(62), to: age(63), salary: kronorPerYear(0) }]
    const of = (given: Partial<ContractHolding>) =>
      overTenYears([saved({ ...given, premium: monthly(1000) })], { periods })
    expect(of({ kollektivavtal: 'none', skatteklass: 'P' })).toBe(5433.33)
    expect(of({ kollektivavtal: 'other', skatteklass: 'T' })).toBe(5333.33)
  })
})

describe('premiums where no pay is known', () => {
  const given = { periods: [{ from: age(64), to: age(67), salary: kronorPerYear(300_000) }] }
  const unknown = saved({ premium: monthly(1000), reportedSalary: 'not-reported' })

  // 1,000 from January 2026 to April 2031, the month before 66: 64,000: 664,000 / 120 = 5,533.33.
  test('go on as reported, also before the years of which the saver says something', () => {
    expect(overTenYears([unknown])).toBe(5533.33)
    expect(overTenYears([unknown], given)).toBe(5533.33)
  })

  // None from June 2029 to May 2030: twelve less.
  test('stop for the months without pay', () => {
    const leave = { periods: [{ from: age(64), to: age(65), salary: kronorPerYear(0) }] }
    expect(overTenYears([unknown], leave)).toBe(5433.33)
  })
})

describe('who calculates', () => {
  const forecasts = [forecast(age(65), 5000), forecast(age(67), 6000)]
  const by = (outcome: Outcome) => [outcome.result.calculatedBy, outcome.runs[0]?.amount.toNumber()]

  test('the provider’s forecast while work goes on to the start on unchanged pay', () => {
    expect(by(answered([saved({ forecasts })], { at: age(66) }))).toEqual(['provider-forecast', 5500])
  })

  test.each<[string, Given]>([
    ['other pay', { salary: kronorPerYear(620_000) }],
    ['part-time', { periods: [{ from: age(62), to: age(63), salary: kronorPerYear(300_000) }] }],
    ['work that ends before the start', { at: age(64), choice: { start: age(66) } }],
  ])('our own calculation on %s, and it is said', (_, given) => {
    const outcome = answered([saved({ forecasts })], given)
    expect(outcome.result.calculatedBy).toBe('provider-values')
    expect(outcome.result.assumptions).toContain('provider-forecast-set-aside')
  })

  test('the provider’s forecast where the saver says the pay that is reported, by this contract or another', () => {
    const said = { salary: kronorPerYear(600_000) }
    expect(by(answered([saved({ forecasts })], said))).toEqual(['provider-forecast', 6000])
    const silent = saved({ forecasts, reportedSalary: 'not-reported' })
    expect(by(answered([silent, saved()], said))).toEqual(['provider-forecast', 6000])
    expect(answered([silent], said).result.calculatedBy).toBe('provider-values')
  })

  test('the provider’s forecast for a paid-up contract, whatever the pay', () => {
    const held = saved({ forecasts, premium: paidUp })
    expect(by(answered([held], { salary: kronorPerYear(620_000) }))).toEqual(['provider-forecast', 6000])
    expect(by(answered([held], { at: age(60), choice: { start: age(66) } }))).toEqual(['provider-forecast', 5500])
  })

  // 600,000 that neither grows nor shrinks, over ten years: 5,000. The forecast counts on premiums that have ended.
  test('our own calculation where the saver has no pay, unless the forecast is without further premiums', () => {
    const noPay = { salary: kronorPerYear(0), choice: { duration: tenYears } }
    const overTen = forecasts.map((one) => ({ ...one, duration: tenYears }))
    const outcome = answered([saved({ forecasts: overTen })], noPay)
    expect(by(outcome)).toEqual(['provider-values', 5000])
    expect(outcome.result.assumptions).toContain('provider-forecast-set-aside')
    expect(by(answered([saved({ forecasts: overTen, premium: 'not-reported' })], noPay))).toEqual([
      'provider-values',
      5000,
    ])
    const without = forecast(age(67), 4500, { premiums: 'paid-up', duration: tenYears })
    expect(by(answered([saved({ forecasts: [...overTen, without] })], noPay))).toEqual(['provider-forecast', 4500])
  })

  test('the provider’s forecast of a contract of which nothing else is known, when it is paid up', () => {
    const only = contract({ forecasts, premium: paidUp })
    const outcome = answered([only], { at: age(60), choice: { start: age(66) } })
    expect(by(outcome)).toEqual(['provider-forecast', 5500])
    expect(outcome.result.assumptions).not.toContain('forecast-on-other-pay')
  })

  test('a forecast without further premiums, where work ends before the start and nothing is said of premiums', () => {
    const both = [...forecasts, forecast(age(66), 4000, { premiums: 'paid-up' })]
    const held = saved({ forecasts: both, premium: 'not-reported', reportedSalary: 'not-reported' })
    expect(by(answered([held], { at: age(60), choice: { start: age(66) } }))).toEqual(['provider-forecast', 4000])
    expect(by(answered([held], { at: age(66) }))).toEqual(['provider-forecast', 5500])
  })

  test('the provider’s forecast when there is nothing else, though on other pay, and it is said', () => {
    const outcome = answered([saved({ forecasts, capital: 'not-reported' })], { salary: kronorPerYear(620_000) })
    expect(by(outcome)).toEqual(['provider-forecast', 6000])
    expect(outcome.result.assumptions).toContain('forecast-on-other-pay')
  })

  test('forecasts on other bases stand beside and never in the total', () => {
    const own = forecast(age(67), 99_000, { basis: 'own' })
    const outcome = answered([saved({ forecasts: [own] })])
    expect(outcome.result.otherForecasts).toEqual([own])
    expect(outcome.result.calculatedBy).toBe('provider-values')
  })

  test('by standard assumptions where no fee is reported', () => {
    expect(answered([saved({ fees: 'not-reported' })]).result.calculatedBy).toBe('standard-assumptions')
  })
})

describe('markets', () => {
  const atOnce = saved({
    premium: paidUp,
    fees: [{ kind: 'management', applies: 'contract', amount: { variable: share(0) } }],
  })
  const years = (2032 * 12 + 5 - (2026 * 12 + 10)) / 12
  // The capital is of the turn of 2025: ten months to November have given the expected 1.9 % a year.
  const past = 10 / 12
  const grown = (yearly: number) => {
    const mean = Math.pow(1.019 ** past * (1 + yearly) ** years, 1 / (past + years)) - 1
    return 600_000 * Math.pow(1 + mean - 0.0038, past + years)
  }
  const spread = (1.645 * 0.12) / Math.sqrt(years)
  const capitalIn = (market: 'low' | 'expected' | 'high', given: Partial<ContractHolding> = {}) => {
    const { result } = answered([{ ...atOnce, ...given }], { assumptions: { market }, choice: { duration: tenYears } })
    return Number(result.steps.find(({ rule }) => rule === 'avtal.capital-at-start')?.result)
  }

  // November 2026 to June 2032 are 67 months: 5.58 years: 1.645 · 12 % / √5.58 = 8.354 %.
  test('low and high are the 5th and 95th percentile of the mean over the time that remains', () => {
    expect(spread).toBeCloseTo(0.08354, 5)
    expect(capitalIn('expected')).toBeCloseTo(grown(0.019), 3)
    expect(capitalIn('low')).toBeCloseTo(grown(0.019 - spread), 3)
    expect(capitalIn('high')).toBeCloseTo(grown(0.019 + spread), 3)
  })

  // Two months to January 2027: 1.9 % − 19.74 % · √6 = −46.4529 % a year, 0.5354707^(1/6) = 0.9011338. Ten months before at
  // 1.9 %: 1.0158084; together 0.9153794 in a year, less 0.38 %: 0.9115794 · 600,000 = 546,947.61.
  test('what is past is not uncertain: a value of long ago, drawn soon, loses no more than two months may take', () => {
    const soon = answered([atOnce], { at: age(61, 7), assumptions: { market: 'low' }, choice: { duration: tenYears } })
    const capital = Number(soon.result.steps.find(({ rule }) => rule === 'avtal.capital-at-start')?.result)
    expect(inWords(soon)[0]).toMatch(/^2027-01/)
    expect(capital).toBeCloseTo(546_947.6, 0)
  })

  test('a guarantee of traditional insurance does not move, and the capital is never below it', () => {
    const guarded = { forvaltningsform: 'traditionell', guaranteedCapital: capitalOf(580_000) } as const
    expect(capitalIn('low', guarded)).toBe(580_000)
    expect(capitalIn('high', guarded)).toBeCloseTo(capitalIn('high'), 3)
    // Funds guarantee nothing.
    expect(capitalIn('low', { ...guarded, forvaltningsform: 'fond' })).toBeLessThan(500_000)
    const parts = (['low', 'expected', 'high'] as const).map(
      (market) => answered([{ ...atOnce, ...guarded }], { assumptions: { market } }).result.guaranteed,
    )
    expect(parts[0]?.gt(2000)).toBe(true)
    expect(parts[1]).toEqual(parts[0])
    expect(parts[2]).toEqual(parts[0])
    expect(answered([atOnce]).result.guaranteed).toBeNull()
  })

  test('a payout from funds is level in the expected market and re-computed each January in another', () => {
    expect(answered([atOnce]).runs).toHaveLength(1)
    const low = answered([atOnce], { assumptions: { market: 'low' }, choice: { duration: tenYears } })
    expect(low.runs.slice(1).every(({ from }) => from % 12 === 0)).toBe(true)
    expect(low.runs).toHaveLength(11)
    expect(inWords(low)[1]).toMatch(/^2033-01–2033-12 /)
    const traditional = answered([{ ...atOnce, forvaltningsform: 'traditionell' }], { assumptions: { market: 'low' } })
    expect(traditional.runs).toHaveLength(1)
  })

  test('the provider’s forecast moves as our own calculation does, to its guarantee and no further', () => {
    const forecasts = [forecast(age(67), 6000)]
    const ratio = (market: 'low' | 'high') => {
      const [own, expected] = [market, 'expected' as const].map(
        (one) => answered([atOnce], { assumptions: { market: one } }).runs[0]?.amount.toNumber() ?? 0,
      )
      const moved = answered([{ ...atOnce, forecasts }], { assumptions: { market } })
      expect(moved.result.assumptions).toContain(`market-${market}`)
      expect(moved.runs[0]?.amount.toNumber()).toBeCloseTo((6000 * (own ?? 0)) / (expected ?? 1), 1)
      return (own ?? 0) / (expected ?? 1)
    }
    expect(ratio('low')).toBeLessThan(0.7)
    expect(ratio('high')).toBeGreaterThan(1.4)
  })

  test('a forecast that sinks stops at what is guaranteed', () => {
    const guarded = { forvaltningsform: 'traditionell', guaranteedCapital: capitalOf(580_000) } as const
    const held = { ...atOnce, ...guarded, forecasts: [forecast(age(67), 2500)] }
    const low = answered([held], { assumptions: { market: 'low' } })
    expect(low.result.guaranteed?.gt(2000)).toBe(true)
    expect(low.runs[0]?.amount).toEqual(low.result.guaranteed)
  })

  test('a forecast without capital cannot be moved, and that is said', () => {
    const held = contract({ forecasts: [forecast(age(67), 6000)] })
    const outcome = answered([held], { assumptions: { market: 'low' } })
    expect(outcome.runs[0]?.amount.toNumber()).toBe(6000)
    expect(outcome.result.assumptions).toContain('market-not-applied')
  })

  test('a defined benefit does not move: all of it is guaranteed', () => {
    const held = contract({ kollektivavtal: 'ITP2', formanstyp: 'formansbestamd', earnedBenefit: benefitOf(12_000) })
    const outcome = answered([held], { at: age(65), assumptions: { market: 'low' } })
    expect([outcome.runs[0]?.amount.toNumber(), outcome.result.guaranteed?.toNumber()]).toEqual([12_000, 12_000])
  })
})

describe('a defined benefit', () => {
  const employed = contract({
    kollektivavtal: 'ITP2',
    formanstyp: 'formansbestamd',
    earnedBenefit: benefitOf(2500),
    reportedSalary: salary(600_000),
  })

  // The whole benefit is 10 % of 600,000 / 12 = 5,000. January 2026 to April 2030, the month before 65, are 52 months:
  // 2,500 + 5,000 · 52 / 360 = 3,222.22. To 63, June 2028, 29 months: 2,902.78 · 0.88 = 2,554.44.
  test('grows with service to its age, and is lessened when drawn early', () => {
    expect(inWords(answered([employed], { at: age(65) }))).toEqual(['2030-06–life 3222.22'])
    expect(inWords(answered([employed], { at: age(63) }))).toEqual(['2028-06–life 2554.44'])
    expect(answered([employed], { at: age(63) }).result.assumptions).toEqual([
      'service-continues',
      'service-from-benefit',
      'benefit-adjusted-for-age',
      'payment-indexation-level',
    ])
  })

  // To 62, June 2027, when work ends: 17 months: 2,736.11 paid up, from 65.
  test('stops growing when work ends: a paid-up value from its age', () => {
    expect(inWords(answered([employed], { at: age(62), choice: { start: age(65) } }))).toEqual(['2030-06–life 2736.11'])
  })

  // 17 months of 5,000 / 360 and 35 on half the pay, of which a chosen pay counts 12.2 months a year: 10 % of 305,000 / 12 =
  // 2,541.67: 2,500 + 236.11 + 247.11 = 2,983.22.
  test('follows part-time', () => {
    const periods = [{ from: age(62), to: age(65), salary: kronorPerYear(300_000) }]
    expect(inWords(answered([employed], { at: age(65), periods }))).toEqual(['2030-06–life 2983.22'])
  })

  test('of an earlier employment stays as it is', () => {
    const left = { ...employed, premium: paidUp }
    expect(inWords(answered([left], { at: age(65) }))).toEqual(['2030-06–life 2500'])
    expect(answered([left], { at: age(65) }).result.assumptions).toEqual(['payment-indexation-level'])
    const unsaid: ContractHolding = { ...employed, reportedSalary: 'not-reported' }
    expect(answered([unsaid], { at: age(65) }).result.assumptions).toContain('benefit-earned-so-far')
  })

  test('of an agreement without a rule is shown as earned so far', () => {
    const other = answered([{ ...employed, kollektivavtal: 'BTP2' }], { at: age(65) })
    expect(inWords(other)).toEqual(['2030-06–life 2500'])
    expect(other.result.assumptions).toContain('benefit-earned-so-far')
  })
})

describe('capital left', () => {
  const leftOf = (outcome: Outcome, count: number) =>
    outcome.result.capitalLeft
      .slice(0, count)
      .map(({ month, amount }) => `${formatYearMonth(month)} ${amount.toFixed()}`)

  // 600,000 over 120 months from June 2032 at 0 %: 5,000 a month; seven are paid by January 2033: 113 · 5,000 = 565,000.
  test('each January what the payments that are left are worth', () => {
    const outcome = answered([saved({ premium: paidUp })], { choice: { duration: tenYears } })
    expect(leftOf(outcome, 2)).toEqual(['2033-01 565000', '2034-01 505000'])
    expect(outcome.result.capitalLeft).toHaveLength(10)
    expect(outcome.result.capitalLeft.at(-1)?.amount.toNumber()).toBe(25_000)
  })

  test('of a defined benefit there is none', () => {
    const held = contract({ kollektivavtal: 'ITP2', formanstyp: 'formansbestamd', earnedBenefit: benefitOf(12_000) })
    expect(answered([held], { at: age(65) }).result.capitalLeft).toEqual([])
  })

  // In payment over 60 months from January 2025 at a net rate of 2 % · … − 1.52 % − 0.38 %: by the worth of the months left.
  test('in payment the reported capital shrinks with the payments that are left', () => {
    const period: PaymentPeriod = {
      from: isoDateOf('2025-01-01'),
      to: isoDateOf('2029-12-31'),
      amount: kronorPerMonth(5000),
      state: 'running',
    }
    const outcome = answered([saved({ payments: [period], capital: capitalOf(180_000, '2026-12-31') })])
    expect(outcome.result.capitalLeft.map(({ month }) => formatYearMonth(month))).toEqual([
      '2027-01',
      '2028-01',
      '2029-01',
    ])
    const [first, second] = outcome.result.capitalLeft.map(({ amount }) => amount.toNumber())
    expect((second ?? 0) / (first ?? 1)).toBeCloseTo(24 / 36, 2)
  })
})

describe('what is paid tax-free', () => {
  test('a kapitalförsäkring, at any age, with the yield tax of its own', () => {
    const held = saved({ skatteklass: 'K', kollektivavtal: 'none', premium: paidUp })
    const outcome = answered([held], { choice: { duration: { months: 24 } } })
    expect(outcome.runs[0]).toMatchObject({ taxed: false, pillar: 'privat-sparande' })
    // 600,000 · (1 + 1.9 % − 1.05 % − 1.52 %)^(77/12), drawn over 24 months at the same rate.
    const rate = 0.019 - 0.0105 - 0.0152
    let factor = 0
    for (let k = 0; k < 24; k += 1) factor += (1 + rate) ** (-k / 12)
    expect(outcome.runs[0]?.amount.toNumber()).toBeCloseTo((600_000 * (1 + rate) ** (77 / 12)) / factor, 2)
  })
})
