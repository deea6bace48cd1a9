import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import type { ContractHolding, Fee, Kollektivavtal, PayoutDuration, Premium } from '../../model/holding.ts'
import { Dec, kronor, kronorPerMonth, kronorPerYear, share } from '../../model/quantity.ts'
import type { YearMonth } from '../../model/year-month.ts'
import { addMonths, formatYearMonth, isoDateOf, yearMonth } from '../../model/year-month.ts'
import { dodlighet } from '../../parameters/dodlighet.ts'
import { capitalOf, contract, forecast } from '../../testing/holdings.ts'
import { survivors, survivorsMidMonth } from '../payout/index.ts'
import type { PaySpan, PremiumSpan, Saving, SavingPath } from './index.ts'
import {
  adjustedBenefit,
  ageFactors,
  benefitAgeOf,
  capitalAtStart,
  capitalInDoubles,
  defaultDurationOf,
  durationRuleOf,
  earliestAgeOf,
  feesOf,
  inDoubles,
  isDurationAllowed,
  lastPremiumOf,
  latestAgeOf,
  monthlyGrowth,
  premiumOn,
  premiumSpans,
  aterbetalningsskyddOf,
  runningPremium,
} from './index.ts'

const today = isoDateOf('2026-11-22')
const law = new LawReader()
const born = isoDateOf('1970-05-15')
const january = (year: number) => yearMonth(year, 1)

describe('capital at the start', () => {
  const covered: Saving = {
    capital: capitalOf(100_000, '2025-12-31'),
    fees: { ofPremium: share(0), fixed: kronorPerYear(0) },
    birthDate: born,
    mortality: null,
  }
  const nothing = { ...covered, capital: capitalOf(0) }
  /** Growth of a month at 1.9 % − 0.38 % − a fee. */
  const growth = (fee: string) => monthlyGrowth(new Dec('0.0152').minus(fee))
  const path = (given: Partial<SavingPath> = {}): SavingPath => ({
    premiums: [],
    until: january(2060),
    start: january(2036),
    monthly: growth('0.004'),
    ...given,
  })
  const paying = (yearly: number, from = january(2020), to = january(2099)) => ({
    from,
    to,
    yearly: kronorPerYear(yearly),
  })
  const of = (saving: Saving, given: Partial<SavingPath> = {}): number => capitalAtStart(saving, path(given)).toNumber()

  // 1.9 % − 0.38 % − 0.40 % = 1.12 % a year over ten years: 100,000 · 1.0112^10 = 111,781.67.
  test('grows by return less yield tax and fee', () => {
    expect(of(covered)).toBeCloseTo(100_000 * 1.0112 ** 10, 6)
    expect(of(covered).toFixed(0)).toBe('111782')
  })

  // 12,000 a year in the middle of twelve months, at 1.52 % a year, after one year: Σ 1,000 · 1.0152^((12 − i − ½)/12),
  // summed by hand here month by month.
  test('premiums are paid in the middle of each month', () => {
    const q = 1.0152 ** (1 / 12)
    let expected = 0
    for (let i = 0; i < 12; i += 1) expected += 1000 * q ** (12 - i - 0.5)
    const given = { premiums: [paying(12_000)], start: january(2027), monthly: growth('0') }
    expect(of(nothing, given)).toBeCloseTo(expected, 6)
    expect(expected).toBeGreaterThan(12_000)
  })

  // No growth at all: 1.9 − 0.38 − 1.52 = 0, so 12 months of 1,000 stay 12,000.
  test('premiums count from the day of the capital to their end; a share of each goes to the premium fee', () => {
    const still = { start: january(2030), monthly: growth('0.0152') }
    const premiums = [paying(12_000)]
    expect(of(nothing, { ...still, premiums, until: january(2027) })).toBeCloseTo(12_000, 8)
    expect(of(nothing, { ...still, premiums, until: january(2028) })).toBeCloseTo(24_000, 8)
    expect(of(nothing, { ...still, premiums: [paying(12_000, january(2020), january(2028))] })).toBeCloseTo(24_000, 8)
    const fees = { ofPremium: share('0.05'), fixed: kronorPerYear(0) }
    expect(of({ ...nothing, fees }, { ...still, premiums, until: january(2027) })).toBeCloseTo(11_400, 8)
    const inYear = path({ ...still, premiums, until: january(2027) })
    expect(capitalInDoubles(inDoubles({ ...nothing, fees }), inYear, [12_000])).toBeCloseTo(11_400, 8)
    // A year at 12,000 and two at 6,000.
    const two = [paying(12_000, january(2026), january(2027)), paying(6_000, january(2028), january(2030))]
    expect(of(nothing, { ...still, premiums: two })).toBeCloseTo(24_000, 8)
  })

  // Without återbetalningsskydd what the dead leave is shared: l(55 years 7 months) / l(65 years 7 months), the ages in
  // January 2026 and January 2036, and for each premium from the middle of its month.
  test('without repayment cover the capital grows by survival too', () => {
    const mortality = law.mortality(dodlighet, 1970)
    const l = survivors(mortality)
    const [now, then] = [l[55 * 12 + 7] ?? 0, l[65 * 12 + 7] ?? 0]
    expect(of({ ...covered, mortality })).toBeCloseTo(100_000 * 1.0112 ** 10 * (now / then), 6)
    expect(now / then).toBeGreaterThan(1.03)
    const middle = survivorsMidMonth(mortality)[65 * 12 + 6] ?? 0
    const last = { premiums: [paying(12_000, addMonths(january(2036), -1))] }
    expect(of({ ...nothing, mortality }, last)).toBeCloseTo(1000 * growth('0.004') ** 0.5 * (middle / then), 8)
  })

  // The growth factors are doubles; the same sum in 40-digit decimals differs by less than 1e-9 of itself.
  test.each([
    ['0.004', 2, 40],
    ['0.0151999', 300, 600],
    ['0.02', 480, 480],
  ])('fee %s, %i premiums, %i months: within 1e-9 of 40-digit decimals', (fee, paid, months) => {
    const start = addMonths(january(2026), months)
    const saving = { ...covered, fees: { ofPremium: share(0), fixed: kronorPerYear(120) } }
    const until = addMonths(january(2026), paid)
    const given = path({ premiums: [paying(36_000)], until, start, monthly: growth(fee) })
    const monthly = new Dec('1.0152').minus(fee).pow(new Dec(1).div(12))
    const worth = (count: number) =>
      Array.from({ length: count }, (_, i) => monthly.pow(new Dec(months - i).minus('0.5'))).reduce(
        (sum, one) => sum.plus(one),
        new Dec(0),
      )
    const exact = monthly.pow(months).times(100_000).plus(worth(paid).times(3000)).minus(worth(months).times(10))
    const error = (ours: Dec) => ours.minus(exact).div(exact).abs().toNumber()
    expect(error(capitalAtStart(saving, given))).toBeLessThan(1e-9)
    expect(error(new Dec(capitalInDoubles(inDoubles(saving), given, [36_000])))).toBeLessThan(1e-9)
  })

  test('a fixed fee eats a small capital to nothing, never below', () => {
    const fees = { ofPremium: share(0), fixed: kronorPerYear(300) }
    expect(of({ ...covered, capital: capitalOf(500), fees })).toBe(0)
    // Without growth, 1,000 − 2 · 300.
    const two = { start: january(2028), monthly: growth('0.0152') }
    expect(of({ ...covered, capital: capitalOf(1000), fees }, two)).toBeCloseTo(400, 8)
  })

  test('a value dated after the start is taken as it is; a loss of all leaves nothing, not less', () => {
    expect(of(covered, { start: january(2025) })).toBe(100_000)
    expect(of(covered, { monthly: monthlyGrowth(new Dec('-1.2')) })).toBeCloseTo(0, 6)
  })

  test('more capital and more premium never give less', () => {
    const amounts = fc.integer({ min: 0, max: 5_000_000 })
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 0, max: 39 }), (capital, more, years) => {
        const at = (value: number, premium: number) =>
          of(
            { ...covered, capital: capitalOf(value), mortality: law.mortality(dodlighet, 1970) },
            { premiums: [paying(premium)], start: january(2026 + years) },
          )
        expect(at(capital + more, 1000)).toBeGreaterThanOrEqual(at(capital, 1000))
        expect(at(capital, 1000 + more)).toBeGreaterThanOrEqual(at(capital, 1000))
      }),
    )
  })
})

// Born 15 May 1985; inkomstbasbelopp 83,400 in 2026 and after. ITP 1 on 600,000: 50,000 a month, 4.5 % = 2,250: 27,000.
describe('premiums on a path of pay', () => {
  const earner = { agreement: 'ITP1', birthDate: isoDateOf('1985-05-15') } as const
  const pay = (from: YearMonth, to: YearMonth, salary: number): PaySpan => ({ from, to, salary: kronorPerYear(salary) })
  const inWords = (spans: readonly PremiumSpan[]) =>
    spans.map(({ from, to, yearly }) => `${formatYearMonth(from)}–${formatYearMonth(to)} ${yearly.toFixed()}`)

  test('unchanged pay is one stretch, to the month before 66', () => {
    const spans = premiumSpans(earner, [pay(january(2026), january(2070), 600_000)], law)
    expect(inWords(spans)).toEqual(['2026-01–2051-05 27000'])
  })

  test('an agreement without a rule for premiums gives none', () => {
    const without = { ...earner, agreement: 'FTP' } as const
    expect(premiumOn(without, january(2026), kronorPerYear(600_000), law).toNumber()).toBe(0)
    expect(premiumSpans(without, [pay(january(2026), january(2030), 600_000)], law)).toEqual([])
  })

  // Half the pay: 13,500. None: a gap.
  test('part-time gives less, a year off gives none', () => {
    const path = [
      pay(january(2026), january(2028), 600_000),
      pay(january(2028), january(2030), 300_000),
      pay(january(2030), january(2031), 0),
      pay(january(2031), january(2032), 600_000),
    ]
    expect(inWords(premiumSpans(earner, path, law))).toEqual([
      '2026-01–2028-01 27000',
      '2028-01–2030-01 13500',
      '2031-01–2032-01 27000',
    ])
  })

  // PA 16 avdelning 1 on 480,000: 6.1 % = 29,280 to September 2026, then 6.2 % = 29,760.
  test('shares that change within a year change the premium in that month', () => {
    const state = { ...earner, agreement: 'PA16-1' } as const
    expect(inWords(premiumSpans(state, [pay(january(2026), january(2028), 480_000)], law))).toEqual([
      '2026-01–2026-10 29280',
      '2026-10–2028-01 29760',
    ])
  })

  // Each stretch has the premium of each of its months.
  test('is month by month what the agreement gives', () => {
    const agreements = fc.constantFrom<Kollektivavtal>('ITP1', 'ITPK', 'SAF-LO', 'AKAP-KR', 'KAP-KL', 'PA16-1', 'BTP1')
    fc.assert(
      fc.property(agreements, fc.integer({ min: 0, max: 1_500_000 }), fc.nat(600), (agreement, salary, later) => {
        const of = { ...earner, agreement }
        const month = addMonths(january(2025), later)
        const spans = premiumSpans(of, [pay(january(2025), january(2080), salary)], law)
        const span = spans.find(({ from, to }) => from <= month && month < to)
        expect(span?.yearly.toNumber() ?? 0).toBe(premiumOn(of, month, kronorPerYear(salary), law).toNumber())
      }),
    )
  })
})

describe('fees', () => {
  const variable = (kind: Fee['kind'], applies: Fee['applies'], amount: string): Fee => ({
    kind,
    applies,
    amount: { variable: share(amount) },
  })
  const fees: readonly Fee[] = [
    variable('administration', 'contract', '0.002'),
    variable('management', 'fund', '0.003'),
    variable('management', 'traditional', '0.0005'),
    variable('premium', 'contract', '0.01'),
    { kind: 'administration', applies: 'contract', amount: { fixed: kronorPerYear(65) } },
  ]

  test.each([
    ['fond', '0.005'],
    ['traditionell', '0.0025'],
    ['not-reported', '0.0055'],
  ] as const)('of a contract managed as %s: %s of the capital', (forvaltningsform, ofCapital) => {
    const found = feesOf(contract({ fees, forvaltningsform }), today, law)
    expect(found.ofCapital.toFixed()).toBe(ofCapital)
    expect([found.ofPremium.toFixed(), found.fixed.toFixed(), found.assumed]).toEqual(['0.01', '65', false])
  })

  test('that are not reported are the standard fee, and said so', () => {
    expect(feesOf(contract(), today, law)).toMatchObject({ assumed: true })
    expect(feesOf(contract(), today, law).ofCapital.toFixed()).toBe('0.004')
    expect(feesOf(contract({ fees: [variable('premium', 'contract', '0.01')] }), today, law).assumed).toBe(true)
  })

  test('reported as zero are zero', () => {
    const found = feesOf(contract({ fees: [variable('management', 'fund', '0')] }), today, law)
    expect([found.ofCapital.toFixed(), found.assumed]).toEqual(['0', false])
  })
})

describe('terms', () => {
  const terms = contract().payoutTerms

  test.each([
    ['ITP1', 55],
    ['AKAP-KR', 62],
    ['PA16-1', 64],
    ['other', 55],
    ['none', 55],
  ] as [Kollektivavtal, number][])('the lowest age under %s is %i', (kollektivavtal, years) => {
    expect(earliestAgeOf(contract({ kollektivavtal }), 1970, today, law)).toBe(age(years))
  })

  test('the contract’s own lowest age comes first; a kapitalförsäkring has none', () => {
    const own = contract({ kollektivavtal: 'ITP1', payoutTerms: { ...terms, earliestAge: age(62, 6) } })
    expect(earliestAgeOf(own, 1970, today, law)).toBe(age(62, 6))
    expect(earliestAgeOf(contract({ skatteklass: 'K' }), 1970, today, law)).toBe(0)
  })

  test.each([
    [['lifelong', { months: 120 }], 'lifelong'],
    [[{ months: 60 }], { months: 60 }],
    [[{ months: 60 }, { months: 240 }], { months: 240 }],
  ] as [PayoutDuration[], PayoutDuration][])('of %o the usual duration is %o', (durations, usual) => {
    expect(defaultDurationOf(contract({ payoutTerms: { ...terms, durations } }))).toEqual(usual)
  })

  test('without durations it is for life, unless the provider only forecasts a number of years', () => {
    expect(defaultDurationOf(contract())).toBe('lifelong')
    const fiveYears = forecast(age(65), 1, { duration: { months: 60 } })
    expect(defaultDurationOf(contract({ forecasts: [fiveYears] }))).toEqual({ months: 60 })
    expect(defaultDurationOf(contract({ forecasts: [fiveYears, forecast(age(65), 1)] }))).toBe('lifelong')
  })

  test.each([
    ['month', 12],
    ['quarter', 4],
    ['half-year', 2],
    ['year', 1],
  ] as const)('a premium of 1,000 by the %s is %i thousand a year', (interval, times) => {
    const premium: Premium = { amount: kronor(1000), interval, paidUntil: 'not-reported' }
    expect(runningPremium(contract({ premium }), today)?.toNumber()).toBe(1000 * times)
  })

  test('a single premium, none, and one paid until long before the value date do not run', () => {
    const premium: Premium = { amount: kronor(1000), interval: 'month', paidUntil: isoDateOf('2025-09-30') }
    const capital = capitalOf(1, '2026-10-31')
    expect(runningPremium(contract({ premium, capital }), today)?.toNumber()).toBe(12_000)
    const lapsed = { ...premium, paidUntil: isoDateOf('2025-06-30') }
    expect(runningPremium(contract({ premium: lapsed, capital }), today)).toBeNull()
    expect(runningPremium(contract({ premium: { ...premium, interval: 'single' } }), today)).toBeNull()
    expect(runningPremium(contract({ premium: { ...premium, amount: kronor(0) } }), today)).toBeNull()
    expect(runningPremium(contract(), today)).toBeNull()
  })

  test('PA 16 avdelning 2 is open earlier for those born before 1966', () => {
    const state = contract({ kollektivavtal: 'PA16-2' })
    expect([1965, 1966].map((year) => earliestAgeOf(state, year, today, law))).toEqual([age(61), age(63)])
  })

  test('the latest age is the contract’s, else the one at which the agreement pays unasked, else none', () => {
    expect(latestAgeOf(contract({ kollektivavtal: 'AKAP-KR' }), today, law)).toBe(age(70))
    expect(latestAgeOf(contract({ kollektivavtal: 'ITP1' }), today, law)).toBeNull()
    const own = contract({ kollektivavtal: 'AKAP-KR', payoutTerms: { ...terms, latestAge: age(68) } })
    expect(latestAgeOf(own, today, law)).toBe(age(68))
  })

  // Born 15 May 1970: 65 and 66 are reached in May 2035 and May 2036, 69 in May 2039.
  test.each([
    ['ITP1', 2036, 5, false],
    ['SAF-LO', 2035, 5, false],
    ['PA16-1', 2039, 5, false],
    ['other', 2035, 5, true],
  ] as [Kollektivavtal, number, number, boolean][])(
    'under %s the reported premium ends in %i-%i',
    (kollektivavtal, year, month, agreedAgeAssumed) => {
      expect(lastPremiumOf(contract({ kollektivavtal }), born, today, law)).toEqual({
        month: yearMonth(year, month),
        agreedAgeAssumed,
      })
    },
  )

  test.each([
    [{ aterbetalningsskydd: true, kollektivavtal: 'ITP1' }, true, 'reported'],
    [{ aterbetalningsskydd: false, kollektivavtal: 'AKAP-KR' }, false, 'reported'],
    [{ aterbetalningsskydd: 'not-reported', kollektivavtal: 'AKAP-KR' }, true, 'agreement'],
    [{ aterbetalningsskydd: 'not-reported', kollektivavtal: 'ITP1' }, false, 'agreement'],
    [{ aterbetalningsskydd: 'not-reported', kollektivavtal: 'other' }, false, 'assumed'],
    [{ aterbetalningsskydd: 'not-reported', skatteklass: 'K' }, true, 'form'],
    [{ aterbetalningsskydd: 'not-reported', forvaltningsform: 'deposition' }, true, 'form'],
    [{ aterbetalningsskydd: false, skatteklass: 'K' }, false, 'reported'],
  ] as [Partial<ContractHolding>, boolean, string][])('of %o repayment cover is %s, %s', (given, covered, from) => {
    expect(aterbetalningsskyddOf(contract(given), today, law)).toEqual({ covered, from })
  })
})

describe('how long a payout may last', () => {
  const years = (count: number): PayoutDuration => ({ months: count * 12 })
  const allowed = (given: Partial<ContractHolding>, duration: PayoutDuration, start = age(66), benefit = false) =>
    isDurationAllowed(durationRuleOf(contract(given), benefit, today, law), start, duration)

  test.each([
    ['ITP1', 5, 20],
    ['ITPK', 2, 20],
    ['SAF-LO', 5, 20],
    ['AKAP-KR', 10, 40],
    ['KAP-KL', 10, 40],
    ['PA16-1', 5, 20],
    ['FTP', 5, 30],
    ['other', 5, 40],
  ] as [Kollektivavtal, number, number][])('under %s from %i to %i years, and for life', (kollektivavtal, from, to) => {
    expect(allowed({ kollektivavtal }, 'lifelong')).toBe(true)
    expect([from, to].map((count) => allowed({ kollektivavtal }, years(count)))).toEqual([true, true])
    expect(allowed({ kollektivavtal }, { months: from * 12 - 1 })).toBe(false)
    // 40 stands for no limit.
    if (to < 40) expect(allowed({ kollektivavtal }, { months: to * 12 + 1 })).toBe(false)
  })

  test('ITP 1 allows three years that end at 65', () => {
    expect(allowed({ kollektivavtal: 'ITP1' }, years(3), age(62))).toBe(true)
    expect(allowed({ kollektivavtal: 'ITP1' }, years(3), age(63))).toBe(false)
  })

  test('the contract’s own list is the rule where there is one', () => {
    const payoutTerms = { ...contract().payoutTerms, durations: [{ months: 36 }] }
    expect(allowed({ kollektivavtal: 'ITP1', payoutTerms }, years(3))).toBe(true)
    expect(allowed({ kollektivavtal: 'ITP1', payoutTerms }, years(5))).toBe(false)
    expect(allowed({ kollektivavtal: 'ITP1', payoutTerms }, 'lifelong')).toBe(false)
  })

  test('a defined benefit is for life, but ITP 2 may be temporary; a kapitalförsäkring may be a month', () => {
    expect(allowed({ kollektivavtal: 'KAP-KL' }, years(10), age(65), true)).toBe(false)
    expect(allowed({ kollektivavtal: 'ITP2' }, years(10), age(65), true)).toBe(true)
    expect(allowed({ skatteklass: 'K' }, { months: 1 })).toBe(true)
    expect(allowed({ skatteklass: 'P' }, { months: 59 })).toBe(false)
    expect(allowed({ skatteklass: 'P' }, { months: 60.5 })).toBe(false)
  })
})

describe('defined benefit', () => {
  const drawn = (years: number, months = 0) =>
    adjustedBenefit(
      kronorPerMonth(10_000),
      { countedFrom: age(65), at: age(years, months) },
      ageFactors(today, law),
    ).toFixed()

  test.each([
    [65, 0, '10000'],
    [64, 0, '9400'], // − 12 · 0.5 %
    [62, 3, '8350'], // − 33 · 0.5 %
    [66, 0, '10720'], // + 12 · 0.6 %
    [70, 0, '13600'], // + 60 · 0.6 %
    [72, 0, '13600'], // no more after 60 months
  ])('10,000 from 65 drawn at %i years %i months is %s', (years, months, expected) => {
    expect(drawn(years, months)).toBe(expected)
  })

  test('is counted from the contract’s age, else the agreement’s, else unknown', () => {
    const terms = { ...contract().payoutTerms, agreedAge: age(60) }
    expect(benefitAgeOf(contract({ payoutTerms: terms, kollektivavtal: 'ITP2' }), today, law)).toBe(age(60))
    expect(benefitAgeOf(contract({ kollektivavtal: 'ITP2' }), today, law)).toBe(age(65))
    expect(benefitAgeOf(contract({ kollektivavtal: 'other' }), today, law)).toBeNull()
  })
})
