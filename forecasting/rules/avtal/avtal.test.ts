import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import type { Fee, Kollektivavtal, PayoutDuration, Premium } from '../../model/holding.ts'
import { Dec, kronor, kronorPerMonth, kronorPerYear, share } from '../../model/quantity.ts'
import { addMonths, isoDateOf, yearMonth } from '../../model/year-month.ts'
import { capitalOf, contract, forecast } from '../../testing/holdings.ts'
import type { ContractFees } from './index.ts'
import {
  adjustedBenefit,
  benefitAgeOf,
  capitalAtStart,
  defaultDurationOf,
  earliestAgeOf,
  feesOf,
  premiumEnd,
  runningPremium,
} from './index.ts'

const today = isoDateOf('2026-11-22')
const law = new LawReader()
const free: ContractFees = { ofCapital: share(0), ofPremium: share(0), fixed: kronorPerYear(0), assumed: false }

describe('capital at the start', () => {
  const saving = {
    capital: capitalOf(100_000, '2025-12-31'),
    premium: null,
    premiumEnd: yearMonth(2036, 1),
    start: yearMonth(2036, 1),
    fees: { ...free, ofCapital: share('0.004') },
    today,
  }

  // 1.9 % − 0.38 % − 0.40 % = 1.12 % a year over ten years: 100,000 · 1.0112^10 = 111,781.67.
  test('grows by return less yield tax and fee', () => {
    expect(capitalAtStart(saving, law).toFixed(0)).toBe((100_000 * 1.0112 ** 10).toFixed(0))
    expect(capitalAtStart(saving, law).toFixed(0)).toBe('111782')
  })

  // 12,000 a year in the middle of twelve months, at 1.52 % a year, after one year: Σ 1,000 · 1.0152^((12 − i − ½)/12),
  // summed by hand here month by month.
  test('premiums are paid in the middle of each month', () => {
    const q = 1.0152 ** (1 / 12)
    let expected = 0
    for (let i = 0; i < 12; i += 1) expected += 1000 * q ** (12 - i - 0.5)
    const capital = capitalAtStart(
      { ...saving, capital: capitalOf(0), premium: kronorPerYear(12_000), start: yearMonth(2027, 1), fees: free },
      law,
    )
    expect(capital.toNumber()).toBeCloseTo(expected, 6)
    expect(expected).toBeGreaterThan(12_000)
  })

  test('premiums end before the start; a share of each goes to the premium fee', () => {
    const capital = (premiumEnd: ReturnType<typeof yearMonth>, fee: string) =>
      capitalAtStart(
        {
          ...saving,
          capital: capitalOf(0),
          premium: kronorPerYear(12_000),
          premiumEnd,
          start: yearMonth(2030, 1),
          fees: { ...free, ofPremium: share(fee), ofCapital: share('0.0152') },
        },
        law,
      ).toNumber()
    // No growth at all: 1.9 − 0.38 − 1.52 = 0, so 12 months of 1,000 stay 12,000.
    expect(capital(yearMonth(2027, 1), '0')).toBeCloseTo(12_000, 8)
    expect(capital(yearMonth(2028, 1), '0')).toBeCloseTo(24_000, 8)
    expect(capital(yearMonth(2027, 1), '0.05')).toBeCloseTo(11_400, 8)
  })

  // The growth factors are doubles; the same sum in 40-digit decimals differs by less than 1e-9 of itself.
  test.each([
    ['0.004', 2, 40],
    ['0.0151999', 300, 600],
    ['0.02', 480, 480],
  ])('fee %s, %i premiums, %i months: within 1e-9 of 40-digit decimals', (fee, paid, months) => {
    const start = addMonths(yearMonth(2026, 1), months)
    const premiumEnd = addMonths(yearMonth(2026, 1), paid)
    const fees = { ...free, ofCapital: share(fee), fixed: kronorPerYear(120) }
    const ours = capitalAtStart({ ...saving, premium: kronorPerYear(36_000), premiumEnd, start, fees }, law)
    const monthly = new Dec('1.0152').minus(fee).pow(new Dec(1).div(12))
    const worth = (count: number) =>
      Array.from({ length: count }, (_, i) => monthly.pow(new Dec(months - i).minus('0.5'))).reduce(
        (sum, one) => sum.plus(one),
        new Dec(0),
      )
    const exact = monthly.pow(months).times(100_000).plus(worth(paid).times(3000)).minus(worth(months).times(10))
    expect(ours.minus(exact).div(exact).abs().toNumber()).toBeLessThan(1e-9)
  })

  test('a fixed fee eats a small capital to nothing, never below', () => {
    const fees = { ...free, fixed: kronorPerYear(300) }
    expect(capitalAtStart({ ...saving, capital: capitalOf(500), fees }, law).toNumber()).toBe(0)
    // Without growth, 1,000 − 2 · 300.
    const flat = { ...fees, ofCapital: share('0.0152') }
    const two = { ...saving, capital: capitalOf(1000), fees: flat, start: yearMonth(2028, 1) }
    expect(capitalAtStart(two, law).toNumber()).toBeCloseTo(400, 8)
  })

  test('a value dated after the start is taken as it is', () => {
    expect(capitalAtStart({ ...saving, start: yearMonth(2025, 1) }, law).toNumber()).toBe(100_000)
  })

  test('more capital and more premium never give less', () => {
    const amounts = fc.integer({ min: 0, max: 5_000_000 })
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 0, max: 300 }), (capital, more, years) => {
        const of = (value: number, premium: number) =>
          capitalAtStart(
            {
              ...saving,
              capital: capitalOf(value),
              premium: kronorPerYear(premium),
              start: yearMonth(2026, 1 + years),
            },
            law,
          )
        expect(of(capital + more, 1000).gte(of(capital, 1000))).toBe(true)
        expect(of(capital, 1000 + more).gte(of(capital, 1000))).toBe(true)
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
    expect(earliestAgeOf(contract({ kollektivavtal }), today, law)).toBe(age(years))
  })

  test('the contract’s own lowest age comes first; a kapitalförsäkring has none', () => {
    const own = contract({ kollektivavtal: 'ITP1', payoutTerms: { ...terms, earliestAge: age(62, 6) } })
    expect(earliestAgeOf(own, today, law)).toBe(age(62, 6))
    expect(earliestAgeOf(contract({ skatteklass: 'K' }), today, law)).toBe(0)
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

  // Born 15 May 1970. Retirement at 67 → June 2037. 65 and 66 are reached in May 2035 and May 2036.
  test.each([
    ['ITP1', 67, 2036, 5, false],
    ['SAF-LO', 67, 2035, 5, false],
    ['PA16-1', 67, 2037, 6, false],
    ['ITP1', 63, 2033, 6, false],
    ['other', 67, 2035, 5, true],
  ] as [Kollektivavtal, number, number, number, boolean][])(
    'under %s with work to %i the first month without a premium is %i-%i',
    (kollektivavtal, years, year, month, agreedAgeAssumed) => {
      const at = { birthDate: isoDateOf('1970-05-15'), retirement: yearMonth(1970 + years, 6), today }
      expect(premiumEnd(contract({ kollektivavtal }), at, law)).toEqual({
        month: yearMonth(year, month),
        agreedAgeAssumed,
      })
    },
  )
})

describe('defined benefit', () => {
  const drawn = (years: number, months = 0) =>
    adjustedBenefit(
      { benefit: kronorPerMonth(10_000), countedFrom: age(65), at: age(years, months), today },
      law,
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
