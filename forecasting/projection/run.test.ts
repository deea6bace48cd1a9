import { describe, expect, test } from 'vitest'
import { ForecastInputError } from '../model/errors.ts'
import type { Age } from '../model/age.ts'
import { age } from '../model/age.ts'
import type { Holding, PaymentPeriod } from '../model/holding.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '../model/quantity.ts'
import type { IsoDate, YearMonth } from '../model/year-month.ts'
import { formatYearMonth, isoDateOf } from '../model/year-month.ts'
import { benefitOf, capitalOf, contract, forecast, publicPayment, publicPension, right } from '../testing/holdings.ts'
import { demandAllowed, prepare } from './prepare.ts'
import { project } from './run.ts'
import type { Assumptions, Choices, PaymentRun, Person, Projection, ProjectionInput } from './types.ts'

const born1965 = isoDateOf('1965-05-15')

function projected(
  holdings: readonly Holding[],
  given: {
    birthDate?: string
    at?: Age
    today?: string
    perHolding?: Choices['perHolding']
    assumptions?: Assumptions
  } = {},
): Projection {
  const { birthDate = born1965, at = age(67), today = '2026-11-22', perHolding, assumptions } = given
  return project({
    person: { birthDate: isoDateOf(birthDate) },
    holdings: holdings.map((holding, i) => ({ id: `h${i}`, holding })),
    choices: { retirementAge: at, ...(perHolding && { perHolding }) },
    today: isoDateOf(today),
    ...(assumptions && { assumptions }),
  })
}

const inWords = (run: PaymentRun): string => {
  const to = run.to === 'lifelong' ? 'life' : formatYearMonth(run.to)
  return `${run.holdingId} ${run.component} ${formatYearMonth(run.from)}–${to} ${run.amount.toFixed()} ${run.calculatedBy}`
}
const runsOf = (projection: Projection): readonly string[] => projection.runs.map(inWords)
const paying = (given: Partial<PaymentPeriod> = {}): PaymentPeriod => ({
  from: isoDateOf('2024-06-01'),
  to: 'lifelong',
  amount: kronorPerMonth(4321),
  state: 'running',
  ...given,
})
const day = isoDateOf

test.each<[Partial<Person>, readonly string[]]>([
  [{}, ['municipality-average', 'no-housing-supplement']],
  [{ municipality: '1280' }, ['no-housing-supplement']],
  [{ housing: { cost: kronorPerMonth(7000), wealth: kronor(0) } }, ['municipality-average']],
  [{ resident: 'abroad' }, []],
])('what is taken for granted about the person %o', (said, codes) => {
  const person = { birthDate: day('1965-05-10'), ...said }
  const input = { person, holdings: [], choices: { retirementAge: age(67) }, today: day('2026-11-22') }
  expect(project(input).assumptions).toEqual(codes)
})

test.each([
  ['2026-12-31', false],
  ['2099-01-01', true],
])('on %s it is said that figures of the year are missing: %s', (today, said) => {
  const person = { birthDate: day(`${Number(today.slice(0, 4)) - 60}-05-10`), resident: 'abroad' as const }
  const input = { person, holdings: [], choices: { retirementAge: age(70) }, today: day(today) }
  expect(project(input).assumptions).toEqual(said ? ['figures-of-year-missing'] : [])
})

describe('contracts in payment', () => {
  test('run as their provider says, whatever is chosen', () => {
    const ending = paying({ to: day('2029-05-31'), amount: kronorPerMonth('1234.50') })
    const coming = paying({ from: day('2029-06-01'), amount: kronorPerMonth(900), state: 'planned' })
    const result = projected([contract({ payments: [ending, coming], capital: capitalOf(1_000_000) })])
    expect(runsOf(result)).toEqual([
      'h0 avtal 2024-06–2029-05 1234.5 in-payment',
      'h0 avtal 2029-06–life 900 in-payment',
    ])
    expect(result.holdings[0]).toMatchObject({ calculatedBy: 'in-payment', notProjected: null })
  })

  test('that say something we do not understand are said to be so, and nothing else is made of them', () => {
    const unknownCodes = [{ field: 'utbetalning/status', code: 'VILANDE-2' }]
    const unclear = contract({ unknownCodes, capital: capitalOf(1_000_000) })
    const elsewhere = contract({
      unknownCodes: [{ field: 'kollektivavtal', code: 'X' }],
      capital: capitalOf(1_000_000),
    })
    const partly = publicPension({
      inkomstpensionBalance: capitalOf(1_500_000),
      premiepensionBalance: capitalOf(300_000),
      payments: [publicPayment('premiepension', 1_500)],
      unknownCodes: [{ field: 'utbetalning/slag', code: 'NY' }],
    })
    const result = projected([unclear, elsewhere, partly])
    expect(result.runs.filter(({ holdingId }) => holdingId === 'h0')).toEqual([])
    expect(result.holdings[0]).toMatchObject({ calculatedBy: null, notProjected: 'not-understood' })
    expect(result.holdings[1]).toMatchObject({ notProjected: null })
    const paid = result.runs.filter(({ holdingId }) => holdingId === 'h2')
    expect(new Set(paid.map(({ component, calculatedBy }) => `${component} ${calculatedBy}`))).toEqual(
      new Set(['premiepension in-payment']),
    )
    expect(projected([{ ...partly, payments: [] }]).holdings[0]).toMatchObject({ notProjected: 'not-understood' })
  })

  test('that have ended or are paused are said to be so', () => {
    const ended = contract({ payments: [paying({ state: 'ended', to: day('2025-01-31') })] })
    const past = contract({ payments: [paying({ to: day('2026-10-31') })] })
    const paused = contract({ payments: [paying({ state: 'paused' })] })
    const result = projected([ended, past, paused])
    expect(result.runs).toEqual([])
    expect(result.holdings.map((holding) => holding.notProjected)).toEqual(['ended', 'ended', 'paused'])
  })

  // 48 payments are left in January 2026, at 1.9 − 0.38 − 1.52 = 0 %: 240,000. Of the year from then ten months are past,
  // at 1.9 %, and two to come, at −46.4529 % a year: 1.019^(10/12) · 0.5354707^(2/12) = 0.9153794, less tax and fee.
  test('in funds are counted anew each January, on what the funds are worth; others stand', () => {
    const period = paying({ from: day('2025-01-01'), to: day('2029-12-31'), amount: kronorPerMonth(5000) })
    const fees = [{ kind: 'management', applies: 'fund', amount: { variable: share('0.0152') } }] as const
    const held = contract({ payments: [period], fees, aterbetalningsskydd: true, capital: capitalOf(240_000) })
    const low = { assumptions: { market: 'low' } } as const
    const year = 0.9153794 - 0.0038 - 0.0152
    const payments = Array.from({ length: 12 }, (_, k) => 5000 * year ** ((12 - k) / 12))
    const capital = 240_000 * year - payments.reduce((sum, paid) => sum + paid, 0)
    const result = projected([held], low)
    expect(runsOf(result)[0]).toBe('h0 avtal 2025-01–2026-12 5000 in-payment')
    expect(runsOf(result).map((run) => run.split(' ')[2])).toEqual([
      '2025-01–2026-12',
      '2027-01–2027-12',
      '2028-01–2028-12',
      '2029-01–2029-12',
    ])
    expect(result.runs[1]?.amount.toNumber()).toBeCloseTo(capital / 36, 1)
    expect(result.holdings[0]?.assumptions).toEqual([
      'return-1.9',
      'default-payout-rate',
      'market-low',
      'payment-indexation-level',
    ])
    expect(result.holdings[0]?.steps.map(({ rule }) => rule)).toEqual(['avtal.in-payment', 'payout.recounted'])
    expect(result.falls.map(({ month, reason }) => [formatYearMonth(month), reason])).toEqual([
      ['2030-01', 'payment-ends'],
    ])
    expect(result.holdings[0]?.restsOnProjectedLaw).toBe(true)
    // What is left follows: 48 payments then, and 36 of the new amount.
    const left = result.holdings[0]?.capitalLeft[0]
    expect(left?.amount.toNumber()).toBeCloseTo(capital, -1)
    const level = 'h0 avtal 2025-01–2029-12 5000 in-payment'
    const expected = projected([held])
    expect(runsOf(expected)).toEqual([level])
    expect(expected.holdings[0]?.restsOnProjectedLaw).toBe(false)
    for (const other of [
      { forvaltningsform: 'traditionell' },
      { formanstyp: 'formansbestamd', earnedBenefit: benefitOf(5000) },
    ] as const) {
      expect(runsOf(projected([{ ...held, ...other }], low))).toEqual([level])
    }
    const second = paying({ from: day('2026-01-01'), to: day('2030-12-31'), amount: kronorPerMonth(100) })
    expect(runsOf(projected([{ ...held, payments: [period, second] }], low))).toHaveLength(2)
  })

  test('in funds for life, to the last January that is projected', () => {
    const held = contract({ payments: [paying()] })
    const result = projected([held], { birthDate: '1965-01-10', assumptions: { market: 'low' } })
    expect(formatYearMonth(result.runs.at(-1)?.from as YearMonth)).toBe('2070-01')
  })

  test('the last month paid is still shown in that month', () => {
    expect(projected([contract({ payments: [paying({ to: day('2026-11-30') })] })]).runs).toHaveLength(1)
  })
})

describe('the provider’s own forecast', () => {
  const forecasts = [forecast(age(65), 5000), forecast(age(67), 6000), forecast(age(70), 9000)]

  test.each([
    [age(65), '2030-06', '5000'],
    [age(66), '2031-06', '5500'],
    [age(68), '2033-06', '7000'],
  ])('counts at %i months of age', (at, from, amount) => {
    const result = projected([contract({ forecasts, capital: capitalOf(1) })], { at })
    expect(runsOf(result)).toEqual([`h0 avtal ${from}–life ${amount} provider-forecast`])
  })

  test('is never extrapolated: outside its ages the capital counts, and without capital nothing', () => {
    const with_ = projected([contract({ forecasts, capital: capitalOf(1_000_000) })], { at: age(72) })
    expect(with_.runs[0]?.calculatedBy).toBe('standard-assumptions')
    const without = projected([contract({ forecasts })], { at: age(72) })
    expect(without.runs).toEqual([])
    expect(without.holdings[0]?.notProjected).toBe('outside-forecast-ages')
  })

  test('that counts on premiums beyond the end of work is not used', () => {
    const premium = { amount: kronor(1000), interval: 'month', paidUntil: 'not-reported' } as const
    const held = contract({ forecasts, capital: capitalOf(500_000), premium })
    const usual = projected([held], { at: age(66) })
    const later = projected([held], { at: age(60), perHolding: { h0: { start: age(66) } } })
    expect(usual.runs[0]?.calculatedBy).toBe('provider-forecast')
    expect(later.runs[0]?.calculatedBy).toBe('standard-assumptions')
    expect(later.runs[0]?.from).toBe(usual.runs[0]?.from)
  })

  test('of a paid-up contract counts either way', () => {
    const premium = { amount: kronor(1000), interval: 'single', paidUntil: 'not-reported' } as const
    const result = projected([contract({ forecasts, premium })], {
      at: age(60),
      perHolding: { h0: { start: age(66) } },
    })
    expect(runsOf(result)).toEqual(['h0 avtal 2031-06–life 5500 provider-forecast'])
  })

  test('on its own basis, in nominal prices or after tax is left out of the total', () => {
    for (const other of [{ basis: 'own' }, { prices: 'nominal' }, { tax: 'after' }] as const) {
      const result = projected([contract({ forecasts: [forecast(age(67), 99_000, other)], capital: capitalOf(1000) })])
      expect(result.runs[0]?.amount.toNumber()).toBeLessThan(10)
    }
  })

  test('over the contract’s only allowed number of years ends with them', () => {
    const fiveYears = { months: 60 }
    const held = contract({
      forecasts: [forecast(age(65), 8000, { duration: fiveYears })],
      payoutTerms: { ...contract().payoutTerms, durations: [fiveYears] },
    })
    const result = projected([held], { at: age(65) })
    expect(runsOf(result)).toEqual(['h0 avtal 2030-06–2035-05 8000 provider-forecast'])
    expect(result.falls).toMatchObject([{ holdingId: 'h0', reason: 'temporary-payout-ends' }])
    expect(result.falls.map((fall) => [formatYearMonth(fall.month), fall.amount.toFixed()])).toEqual([
      ['2035-06', '8000'],
    ])
  })
})

describe('from capital', () => {
  // 600,000 on 2025-12-31, reported fee 1.52 %, so growth 1.9 − 0.38 − 1.52 = 0; with repayment cover over 10 years at
  // the net rate 1.02 · (1 − 0.0152 − 0.0038) − 1 = 0.062 %, annuity-certain 9.96933 years:
  // 600,000 / 12 / 9.96933 = 5,015.38.
  const fees = [{ kind: 'management', applies: 'fund', amount: { variable: share('0.0152') } }] as const
  const tenYears = { months: 120 }
  const held = contract({
    capital: capitalOf(600_000),
    fees,
    aterbetalningsskydd: true,
    payoutTerms: { ...contract().payoutTerms, durations: ['lifelong', tenYears] },
  })

  // The fee takes all of the return, so a fund is spread evenly: 600,000 / 120.
  test('over ten years with repayment cover', () => {
    const result = projected([held], { perHolding: { h0: { duration: tenYears } } })
    expect(runsOf(result)).toEqual(['h0 avtal 2032-06–2042-05 5000 provider-values'])
  })

  test('says what it took for granted', () => {
    expect(projected([held]).holdings[0]?.assumptions).toEqual([
      'return-1.9',
      'default-payout-rate',
      'payment-indexation-level',
    ])
    const bare = contract({
      capital: capitalOf(1),
      aterbetalningsskydd: 'not-reported',
      premium: { amount: kronor(1), interval: 'month', paidUntil: 'not-reported' },
    })
    expect(projected([bare], { at: age(50) }).holdings[0]).toMatchObject({
      calculatedBy: 'standard-assumptions',
      assumptions: [
        'return-1.9',
        'premiums-continue',
        'agreed-age-65',
        'default-fee',
        'default-payout-rate',
        'no-repayment-cover',
        'payment-indexation-level',
      ],
      restsOnProjectedLaw: true,
    })
  })

  test('a duration that the contract does not allow is refused by name', () => {
    expect(() => projected([held], { perHolding: { h0: { duration: { months: 60 } } } })).toThrow(
      'duration-not-allowed: choices.perHolding.h0.duration',
    )
  })
})

describe('defined benefit', () => {
  const benefit = contract({ kollektivavtal: 'ITP2', formanstyp: 'formansbestamd', earnedBenefit: benefitOf(12_000) })

  test.each([
    [age(65), '12000', ['benefit-earned-so-far']],
    [age(63), '10560', ['benefit-earned-so-far', 'benefit-adjusted-for-age']], // − 24 · 0.5 % = − 12 %
    [age(67), '13728', ['benefit-earned-so-far', 'benefit-adjusted-for-age']], // + 24 · 0.6 % = + 14.4 %
  ])('12,000 from 65, at %i months of age', (at, amount, assumptions) => {
    const result = projected([benefit], { at })
    expect(result.runs[0]?.amount.toFixed()).toBe(amount)
    expect(result.holdings[0]).toMatchObject({ calculatedBy: 'provider-values' })
    expect(result.holdings[0]?.assumptions).toEqual([...assumptions, 'payment-indexation-level'])
  })

  test('counts before a capital that is reported beside it: never both', () => {
    expect(projected([{ ...benefit, capital: capitalOf(2_000_000) }], { at: age(65) }).runs).toHaveLength(1)
    const unknown = contract({ earnedBenefit: benefitOf(12_000), capital: capitalOf(600_000) })
    expect(projected([unknown], { at: age(65) }).holdings[0]?.steps.map((step) => step.rule)).toContain('payout')
  })

  test('without any age to count from is not projected', () => {
    const result = projected([contract({ formanstyp: 'formansbestamd', earnedBenefit: benefitOf(1000) })])
    expect(result.holdings[0]?.notProjected).toBe('benefit-without-start-age')
  })

  test('over ten years instead of for life is more a month, and worth the same', () => {
    const tenYears = { months: 120 }
    const result = projected([benefit], { at: age(65), perHolding: { h0: { duration: tenYears } } })
    const ratio = (result.runs[0]?.amount.toNumber() ?? 0) / 12_000
    expect(ratio).toBeGreaterThan(1.8)
    expect(ratio).toBeLessThan(2.4)
  })
})

test('a contract without any value says so, and is not zero', () => {
  const result = projected([contract()])
  expect(result.runs).toEqual([])
  expect(result.holdings).toMatchObject([{ calculatedBy: null, notProjected: 'no-value-reported' }])
})

describe('a start outside the contract’s ages', () => {
  const limits = { ...contract().payoutTerms, earliestAge: age(62), latestAge: age(70) }
  const held = contract({ capital: capitalOf(1_000_000), payoutTerms: limits })

  test.each([
    [age(57), '2027-06', 'start-moved-to-earliest'],
    [age(72), '2035-06', 'start-moved-to-latest'],
  ])('is moved and said so: %i months of age', (at, from, code) => {
    // A second contract makes 55 choosable.
    const result = projected([held, contract({ capital: capitalOf(1) })], {
      at,
      birthDate: '1965-05-15',
      today: '2022-11-22',
    })
    expect(formatYearMonth(result.runs[0]?.from as YearMonth)).toBe(from)
    expect(result.holdings[0]?.assumptions).toContain(code)
  })

  test('a latest age that has passed means next month', () => {
    const result = projected([held], { birthDate: '1950-05-15', at: age(75) })
    expect(formatYearMonth(result.runs[0]?.from as YearMonth)).toBe('2026-12')
  })
})

describe('ages', () => {
  const ip = publicPension({ inkomstpensionBalance: capitalOf(1_000_000) })
  const agesOf = (holdings: readonly Holding[], birthDate: string, today = '2026-11-22') =>
    projected(holdings, { birthDate, today }).ages

  test('run from the earliest of any holding to 75', () => {
    expect(agesOf([ip], '1990-06-01')).toEqual({
      earliest: age(66),
      publicEarliest: age(66),
      riktalder: age(69),
      latest: age(75),
      riktalderStatus: 'projected',
    })
    expect(agesOf([ip, contract({ capital: capitalOf(1) })], '1990-06-01').earliest).toBe(age(55))
    expect(agesOf([ip], '1963-06-01')).toMatchObject({
      earliest: age(64),
      riktalder: age(67),
      riktalderStatus: 'decided',
    })
  })

  test('begin next month for who has passed the earliest', () => {
    // Born 1 June 1960: in December 2026 the age at the start of the month is 66 years and 5 months.
    expect(agesOf([ip], '1960-06-01').earliest).toBe(age(66, 5))
  })

  test('of who is past riktålder or past 75 stay in order', () => {
    expect(agesOf([ip], '1955-06-01')).toMatchObject({ earliest: age(71, 5), riktalder: age(65), latest: age(75) })
    expect(agesOf([ip], '1945-06-01')).toMatchObject({ earliest: age(81, 5), latest: age(81, 5) })
  })

  test('when all is in payment or nothing is held begin with today’s, or the public pension’s lowest', () => {
    const now = age(66, 5)
    expect(agesOf([contract({ payments: [paying()], capital: capitalOf(1) })], '1960-06-01').earliest).toBe(now)
    expect(agesOf([contract()], '1960-06-01').earliest).toBe(now)
    expect(agesOf([], '1960-06-01').earliest).toBe(now)
    expect(agesOf([], '1997-06-01').earliest).toBe(age(66))
    const anyAge = contract({ skatteklass: 'K', capital: capitalOf(1) })
    expect(agesOf([anyAge], '1997-06-01').earliest).toBe(age(66))
  })

  test('a chosen age outside them is moved to the nearest', () => {
    expect(projected([ip], { at: age(50) })).toMatchObject({ retirementAge: age(64) })
    expect(formatYearMonth(projected([ip], { at: age(50) }).firstMonth)).toBe('2029-06')
    expect(projected([ip], { at: age(80) }).retirementAge).toBe(age(75))
  })
})

describe('falls', () => {
  const until = (to: string, amount: number) =>
    contract({ payments: [paying({ to: day(to), amount: kronorPerMonth(amount) })] })
  const fallsOf = (holdings: readonly Holding[], at = age(67)) =>
    projected(holdings, { at }).falls.map((fall) => [
      formatYearMonth(fall.month),
      fall.holdingId,
      fall.amount.toFixed(),
      fall.reason,
    ])

  test('name month, holding and amount', () => {
    expect(fallsOf([until('2030-12-31', 4200), until('2028-03-31', 1000)])).toEqual([
      ['2028-04', 'h1', '1000', 'payment-ends'],
      ['2031-01', 'h0', '4200', 'payment-ends'],
    ])
  })

  test('two the same month are two', () => {
    expect(fallsOf([until('2030-12-31', 4200), until('2030-12-31', 1000)])).toEqual([
      ['2031-01', 'h0', '4200', 'payment-ends'],
      ['2031-01', 'h1', '1000', 'payment-ends'],
    ])
  })

  // 105 years in May 2070.
  test('none is told of what ends with the projection', () => {
    expect(fallsOf([until('2070-05-31', 4200), until('2070-04-30', 1000)])).toEqual([
      ['2070-05', 'h1', '1000', 'payment-ends'],
    ])
  })

  test('a change within one holding is the difference, a rise none', () => {
    const [high, low] = [kronorPerMonth(3000), kronorPerMonth(1000)]
    const steps = (first: typeof high, then: typeof high) =>
      contract({
        payments: [
          paying({ to: day('2030-12-31'), amount: first }),
          paying({ from: day('2031-01-01'), amount: then, state: 'planned' }),
        ],
      })
    expect(fallsOf([steps(high, low)])).toEqual([['2031-01', 'h0', '2000', 'payment-ends']])
    expect(fallsOf([steps(low, high)])).toEqual([])
  })

  test('what begins the same month is counted: no fall where the total does not sink', () => {
    // 67 years in May 2032, so the second contract is paid from June.
    const begins = (amount: number) => contract({ forecasts: [forecast(age(67), amount)] })
    expect(fallsOf([until('2032-05-31', 4200), begins(5000)])).toEqual([])
    expect(fallsOf([until('2032-05-31', 4200), begins(1200)])).toEqual([['2032-06', 'h0', '3000', 'payment-ends']])
  })
})

describe.each(['2026-11-22', '2027-01-01', '2031-07-01'])('on %s', (today) => {
  test('a forecast is made, and rests on projected law where it must', () => {
    const held = publicPension({
      inkomstpensionBalance: capitalOf(500_000),
      premiepensionBalance: capitalOf(100_000),
      rights: [right(2025, 400_000)],
    })
    const result = projected([held, contract({ capital: capitalOf(100_000) })], { birthDate: '1990-04-30', today })
    expect(new Set(result.runs.map(({ component }) => component))).toEqual(
      new Set(['inkomstpension', 'premiepension', 'garantipension', 'avtal']),
    )
    for (const run of result.runs) expect(run.amount.toNumber()).toBeGreaterThan(100)
    expect(result.holdings.map((holding) => holding.restsOnProjectedLaw)).toEqual([true, true])
  })

  test('a reported salary gives rights by the base amounts of the year, decided or projected', () => {
    const reportedSalary = { value: kronorPerYear(500_000), date: day('2025-12-31') }
    const held = publicPension({ inkomstpensionBalance: capitalOf(500_000) })
    const [first] = projected([held, contract({ reportedSalary })], { birthDate: '1990-04-30', today }).holdings
    const account = first?.steps.find((step) => step.rule === 'inkomstpension.account')
    // PGI of 500,000: 465,000; right 74,400.
    expect(account?.inputs['right 2031']).toBe('74400')
    const base = account?.figures.filter(({ term, from }) => term === 'inkomstbasbelopp' && from.startsWith('2031'))
    expect(base?.map(({ status }) => status)).toEqual(['projected'])
  })
})

describe('input that cannot be meant is refused with the field’s name', () => {
  const ip = publicPension({ inkomstpensionBalance: capitalOf(1) })
  const error = (run: () => unknown): string => {
    try {
      run()
    } catch (caught) {
      if (caught instanceof ForecastInputError) return `${caught.code} ${caught.field}`
      throw caught
    }
    return 'nothing thrown'
  }
  const negative = kronor(-1)
  const infinite = kronor(Infinity)

  test.each([
    ['bad-age choices.retirementAge', () => projected([ip], { at: 800.5 as Age })],
    ['bad-age choices.retirementAge', () => projected([ip], { at: -1 as Age })],
    ['bad-age choices.perHolding.h0.start', () => projected([ip], { perHolding: { h0: { start: NaN as Age } } })],
    ['unknown-holding choices.perHolding.h9', () => projected([ip], { perHolding: { h9: {} } })],
    ['bad-date person.birthDate', () => projected([ip], { birthDate: '2030-01-01' })],
    [
      'negative-amount holdings.h0.capital',
      () => projected([contract({ capital: { value: negative, date: day('2025-12-31') } })]),
    ],
    [
      'negative-amount holdings.h0.capital',
      () => projected([contract({ capital: { value: infinite, date: day('2025-12-31') } })]),
    ],
    [
      'negative-amount holdings.h0.inkomstpensionBalance',
      () => projected([publicPension({ inkomstpensionBalance: capitalOf(-5) })]),
    ],
    [
      'negative-amount holdings.h0.forecasts.1.amount',
      () => projected([contract({ forecasts: [forecast(age(65), 1), forecast(age(66), -1)] })]),
    ],
    [
      'negative-amount holdings.h0.payments.0.amount',
      () => projected([contract({ payments: [paying({ amount: kronorPerMonth(NaN) })] })]),
    ],
    [
      'negative-amount holdings.h0.premium.amount',
      () => projected([contract({ premium: { amount: negative, interval: 'month', paidUntil: 'not-reported' } })]),
    ],
    [
      'amount-too-large holdings.h0.capital',
      () => projected([contract({ capital: { value: kronor('1e13'), date: day('2025-12-31') } })]),
    ],
    [
      'bad-share holdings.h0.fees.0.amount.variable',
      () =>
        projected([contract({ fees: [{ kind: 'management', applies: 'fund', amount: { variable: share(0.4) } }] })]),
    ],
    [
      'bad-share holdings.h0.premiepensionFunds.0.fee',
      () => projected([publicPension({ premiepensionFunds: [{ name: 'a', value: kronor(1), fee: share(0.9) }] })]),
    ],
    [
      'out-of-order holdings.h0.payoutTerms.latestAge',
      () =>
        projected([
          contract({ payoutTerms: { ...contract({}).payoutTerms, earliestAge: age(70), latestAge: age(69) } }),
        ]),
    ],
    ['duplicate-holding holdings', () => projected([ip, ip])],
    ['age-too-high choices.perHolding.h0.start', () => projected([ip], { perHolding: { h0: { start: age(105) } } })],
  ])('%s', (expected, run) => {
    expect(error(run)).toBe(expected)
  })

  test('a holding given twice', () => {
    const twice = { id: 'a', holding: ip }
    const input = { person: { birthDate: born1965 }, choices: { retirementAge: age(67) }, today: day('2026-11-22') }
    expect(error(() => project({ ...input, holdings: [twice, twice] }))).toBe('duplicate-holding holdings')
  })

  const period = (from: number, to: number, salary = 1) => ({
    from: age(from),
    to: age(to),
    salary: kronorPerYear(salary),
  })
  const drawn = (from: number, value: number) => ({
    from: age(from),
    inkomstpension: share(value),
    premiepension: share(1),
  })
  const asked = (given: Partial<ProjectionInput>) => () =>
    project({
      person: { birthDate: born1965 },
      holdings: [{ id: 'h0', holding: ip }],
      choices: { retirementAge: age(67) },
      today: day('2026-11-22'),
      ...given,
    })
  const chosen = (choices: Partial<Choices>) => asked({ choices: { retirementAge: age(67), ...choices } })

  test.each([
    ['bad-date today', asked({ today: '2026-02-30' as IsoDate })],
    ['unknown-municipality person.municipality', asked({ person: { birthDate: born1965, municipality: '9999' } })],
    ['bad-number person.residenceYears', asked({ person: { birthDate: born1965, residenceYears: -1 } })],
    ['bad-share person.churchFee', asked({ person: { birthDate: born1965, churchFee: share(0.9) } })],
    ['age-too-high choices.work.0.to', chosen({ work: [period(67, 106)] })],
    ['age-too-high choices.publicWithdrawal.0.from', chosen({ publicWithdrawal: [drawn(105, 1)] })],
    ['bad-date person.birthDate', asked({ person: { birthDate: day('1900-12-31') } })],
    ['bad-share person.churchFee', asked({ person: { birthDate: born1965, churchFee: share(2) } })],
    ['negative-amount salary', asked({ salary: kronorPerYear(-1) })],
    ['overlapping choices.work.1.from', chosen({ work: [period(60, 63), period(62, 64)] })],
    ['out-of-order choices.work.1.from', chosen({ work: [period(62, 64), period(60, 61)] })],
    ['out-of-order choices.work.0.to', chosen({ work: [period(62, 62)] })],
    ['negative-amount choices.work.0.salary', chosen({ work: [period(62, 63, -1)] })],
    ['bad-share choices.publicWithdrawal.0.inkomstpension', chosen({ publicWithdrawal: [drawn(67, 0.3)] })],
    ['out-of-order choices.publicWithdrawal.1.from', chosen({ publicWithdrawal: [drawn(67, 1), drawn(66, 0)] })],
    ['age-too-low choices.publicWithdrawal.0.from', chosen({ publicWithdrawal: [drawn(63, 1)] })],
    [
      'out-of-order entries.e0.to',
      asked({
        entries: [
          {
            id: 'e0',
            entry: {
              kind: 'inkomst',
              name: 'Hyra',
              amount: kronorPerMonth(1),
              from: age(60),
              to: age(60),
              taxed: true,
            },
          },
        ],
      }),
    ],
  ])('%s', (expected, run) => {
    expect(error(run)).toBe(expected)
  })

  test('who asks from outside is told of an age that may not be chosen, where others are moved', () => {
    const prepared = prepare({
      person: { birthDate: born1965 },
      holdings: [{ id: 'h0', holding: ip }],
      today: day('2026-11-22'),
    })
    const demand = (choices: Choices) =>
      error(() => {
        demandAllowed(prepared, choices)
      })
    expect(demand({ retirementAge: age(63) })).toBe('age-too-low choices.retirementAge')
    expect(demand({ retirementAge: age(76) })).toBe('age-too-high choices.retirementAge')
    const early = { retirementAge: age(67), perHolding: { h0: { start: age(60) } } }
    expect(demand(early)).toBe('age-too-low choices.perHolding.h0.start')
    const tooLate = { retirementAge: age(67), perHolding: { h0: { start: age(76) } } }
    expect(demand(tooLate)).toBe('age-too-high choices.perHolding.h0.start')
    const overYears = { retirementAge: age(67), perHolding: { h0: { duration: { months: 60 } } } }
    expect(demand(overYears)).toBe('duration-not-allowed choices.perHolding.h0.duration')
    expect(demand({ retirementAge: age(67) })).toBe('nothing thrown')
  })

  test('past the latest age there is nothing left to choose: the age of the retirement may be said, no later one', () => {
    const prepared = prepare({ person: { birthDate: day('1945-05-10') }, holdings: [], today: day('2026-11-22') })
    const demand = (retirementAge: Age) =>
      error(() => {
        demandAllowed(prepared, { retirementAge })
      })
    expect(demand(age(65))).toBe('nothing thrown')
    expect(demand(age(83))).toBe('age-too-high choices.retirementAge')
  })

  test('the message has no amount in it', () => {
    expect(() => projected([contract({ capital: capitalOf(-98_765) })])).toThrow(
      /^negative-amount: holdings\.h0\.capital$/,
    )
  })
})
