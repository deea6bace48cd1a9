import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { typfallsmodellen } from '../../departures.ts'
import { LawReader } from '../../law.ts'
import { Dec } from '../../model/quantity.ts'
import type { Household } from './index.ts'
import { calculateBostadstillagg } from './index.ts'

const rounded = (value: Dec): number => value.toDecimalPlaces(1).toNumber()
const support = (own: {
  birthYear: number
  year: number
  income: number
  garantipension?: number
  tjanstepension?: number
  rent?: number
  grundavdrag?: number
}) => {
  const household: Household = {
    birthYear: own.birthYear,
    year: own.year,
    income: new Dec(own.income),
    garantipension: new Dec(own.garantipension ?? 0),
    tjanstepension: new Dec(own.tjanstepension ?? 0),
    rent: new Dec((own.rent ?? 6300) * 12),
    grundavdrag: new Dec(own.grundavdrag ?? 30_000),
  }
  const { ordinary, sarskilt, aldreforsorjningsstod, paid } = calculateBostadstillagg(household, new LawReader())
  return {
    ordinary: rounded(ordinary),
    sarskilt: rounded(sarskilt),
    support: rounded(aldreforsorjningsstod),
    monthly: paid.div(12).toNumber(),
  }
}

// Born 1960 in 2027 (worked case of the agency's model): 16,296 + 0.93 · 267,432 − 143,856 = 121,151.8; (5,710 + 840) ·
// 12 = 78,600 − 62 % of it = 3,485.9 → 290 a month.
test('from 2020: garantipension whole, 93 % of the rest', () => {
  expect(support({ birthYear: 1960, year: 2027, income: 283_728, garantipension: 16_296 })).toEqual({
    ordinary: 3485.9,
    sarskilt: 0,
    support: 0,
    monthly: 290,
  })
})

// Covered per month in full when income is below fribelopp. 2026: 3,000 + 1,800 + 1,400 + 250 = 6,450, and 840 more. 2020:
// to 7,000 without the last step: 6,200 + 340. 2022: 6,450 and (7 · 540 + 5 · 840) / 12 = 665. 2018: 4,800 + 420 + 340.
// 2015: 5,000 · 93.6667 % + 340. 2010: 4,650. 2003: 4,095.
test.each([
  [1959, 2026, 9000, (6450 + 840) * 12],
  [1953, 2020, 9000, (6200 + 340) * 12],
  [1953, 2022, 9000, (6450 + 665) * 12],
  [1950, 2018, 9000, (5220 + 340) * 12],
  [1950, 2015, 9000, 60_280],
  [1940, 2010, 9000, 4650 * 12],
  [1938, 2003, 9000, 4095 * 12],
  [1959, 2026, 4000, (3900 + 840) * 12],
  [1959, 2026, 2000, (2000 + 840) * 12],
])('covered, born %i in %i with a rent of %i', (birthYear, year, rent, ordinary) => {
  expect(support({ birthYear, year, rent, income: 50_000 }).ordinary).toBe(ordinary)
})

// 2010, PBB 42,400: 100,000 and 50,000 of tjänstepension: 100,000 + 40,000 − 92,008 = 47,992, of which 5,592 above one
// PBB: 55,800 − 62 % · 42,400 − 50 % · 5,592 = 26,716.
test('to 2019: tjänstepension at 80 %, and half above one prisbasbelopp', () => {
  expect(support({ birthYear: 1940, year: 2010, income: 150_000, tjanstepension: 50_000 }).ordinary).toBe(26_716)
})

// 2026, no income at all. λ = 1.5357 · 59,200 → 90,912; rent 75,600, ordinary 78,600. Floor: 143,856 − (143,856 −
// 30,000) · 32.38 % → 106,989: nothing lacks. Äldreförsörjningsstöd: 0 + 78,600 − 75,600 = 3,000: 87,912 lack.
// In all 166,512: 13,876 a month: the level and the rent.
test('äldreförsörjningsstöd fills up to skälig levnadsnivå', () => {
  expect(support({ birthYear: 1959, year: 2026, income: 0 })).toEqual({
    ordinary: 78_600,
    sarskilt: 0,
    support: 87_912,
    monthly: 13_876,
  })
})

// 2020, PBB 47,300: λ 70,284. 80,000 with 20,000 of allowance taxed: older 66: c / PBB 1.691: 0.225 + 0.338 + 0.6 +
// 0.096 = 1.2597 → 59,600; T 20,400 → 6,585 tax, 204 fee; 73,211 against the floor 76,316. 76,316 − 90,000 + 78,480 =
// 64,796: 5,488. Then 80,000 − 6,585 + 78,480 + 5,488 − 90,000 = 67,383: 2,901.
test('särskilt bostadstillägg counts at least the guarantee level after tax', () => {
  expect(support({ birthYear: 1953, year: 2020, income: 80_000, rent: 9000, grundavdrag: 20_000 })).toEqual({
    ordinary: 78_480,
    sarskilt: 5488,
    support: 2901,
    monthly: Math.floor((78_480 + 5488 + 2901) / 12 + 0.5),
  })
})

// 2010: 55,800 − 62 % · 42,400 − 50 % · 58,624 = 200 a year, below 25 kr a month.
test('before 2014 less than 25 kr a month was not paid; nothing before riktålder', () => {
  const low = support({ birthYear: 1940, year: 2010, income: 92_008 + 42_400 + 58_624 })
  expect(low).toMatchObject({ ordinary: 200, sarskilt: 0, support: 0, monthly: 0 })
  // 2013, PBB 44,500: 96,565 free, 55,800 − 62 % · 44,500 − 50 % · 64,081 = 169.5.
  const last = support({ birthYear: 1940, year: 2013, income: 96_565 + 44_500 + 64_081 })
  expect(last).toMatchObject({ sarskilt: 0, support: 0, monthly: 0 })
  expect(last.ordinary).toBeGreaterThan(0)
  // 2014, PBB 44,400: 59,880 − 62 % · 44,400 − 50 % · 64,304 = 200.
  expect(support({ birthYear: 1945, year: 2014, income: 205_052 })).toMatchObject({ ordinary: 200, monthly: 17 })
  expect(support({ birthYear: 1960, year: 2026, income: 0 }).monthly).toBe(0)
})

// 2026 at 67, born 1959: the raised allowance counts here from 68. 110,000: 0.225 + 0.2 · 1.858 = 0.5966 · 59,200 →
// 35,400; T 74,600, tax 24,155. 110,000 − 24,155 + 78,600 − 75,600 = 88,845: 2,067 lack to 90,912.
test('äldreförsörjningsstöd counts tax by the riktålder of the year', () => {
  expect(support({ birthYear: 1959, year: 2026, income: 110_000 })).toMatchObject({ sarskilt: 0, support: 2067 })
  expect(support({ birthYear: 1958, year: 2026, income: 110_000 })).toMatchObject({ sarskilt: 0, support: 0 })
})

// 2008, PBB 41,000: λ 1.294 · 41,000 → 53,052; covered 55,800; rent at most 6,050 · 12 = 72,600. Born 1938: 2.13 · 41,000
// − (87,330 − 30,000) · 31.45 % → 69,299: 69,299 − 72,600 + 55,800 = 52,499: 553. Born 1937, 2.17: 70,423: nothing lacks.
test('särskilt bostadstillägg counts the guarantee level of the cohort', () => {
  expect(support({ birthYear: 1938, year: 2008, income: 10_000 }).sarskilt).toBe(553)
  expect(support({ birthYear: 1937, year: 2008, income: 10_000 }).sarskilt).toBe(0)
})

// 2020, PBB 47,300: 93 % of 200,000 − 103,161.3 = 82,838.7; 78,480 − 62 % of it = 27,120.
test('from 2020 tjänstepension counts as other pension', () => {
  const of = { birthYear: 1953, year: 2020, income: 200_000, tjanstepension: 50_000, rent: 9000 }
  expect(support(of).ordinary).toBe(27_120)
})

// 2020: 2.13 kept for those born 1938, 7,121 as for those born 1953; born 1937 have 2.221 in any case: 2.221 · 47,300 =
// 105,053.3 less 85,053.3 · 32.28 % → 77,598 − 90,000 + 78,480 = 66,078: 4,206.
test('the floor that the model keeps is for those born from 1938', () => {
  const special = (birthYear: number): number => {
    const none = { garantipension: new Dec(0), tjanstepension: new Dec(0) }
    const of = { birthYear, year: 2020, income: new Dec(50_000), rent: new Dec(108_000), grundavdrag: new Dec(20_000) }
    return calculateBostadstillagg({ ...of, ...none }, new LawReader(), typfallsmodellen).sarskilt.toNumber()
  }
  expect([special(1937), special(1938)]).toEqual([4206, 7121])
})

// 2020: 85,000 after tax 7,779 and fee 241 is 76,980, above the floor 76,316: − 90,000 + 78,480 = 65,460: 4,824 lack.
test('särskilt bostadstillägg counts income after tax and public service fee', () => {
  const of = { birthYear: 1953, year: 2020, income: 85_000, rent: 9000, grundavdrag: 20_000 }
  expect(support(of)).toMatchObject({ sarskilt: 4824, support: 0 })
})

describe('couples, work and wealth', () => {
  const each = (own: Partial<Household>, partner: Partial<Household> | null = {}) => {
    const means = { birthYear: 1955, income: new Dec(0), garantipension: new Dec(0), tjanstepension: new Dec(0) }
    const household = { ...means, year: 2026, rent: new Dec(12 * 9000), grundavdrag: new Dec(59_200), ...own }
    return calculateBostadstillagg(
      partner === null ? household : { ...household, partner: { ...means, ...partner } },
      new LawReader(),
    )
  }

  // 2026, PBB 59,200, rent 9,000: (6,450 + 840) · 12 / 2 = 43,740 each. 150,000 and 250,000 of pension: 93 % of 200,000 −
  // 2.2 · 59,200 = 55,760: 43,740 − 62 % of it = 9,168.8 each.
  test('rent, limits and addition are halved, income is half of both’s, the level that of a married person', () => {
    const low = each({ income: new Dec(150_000) }, { income: new Dec(250_000) })
    const high = each({ income: new Dec(250_000) }, { income: new Dec(150_000) })
    expect(low.ordinary.toNumber()).toBe(9168.8)
    expect(high.ordinary.toNumber()).toBe(9168.8)
    expect(low.paid.div(12).toNumber()).toBe(764)
    // Alone the same person has 93 % of 150,000 below 2.43 · 59,200: everything, 6,450 + 840 a month.
    expect(each({ income: new Dec(150_000) }, null).ordinary.toNumber()).toBe(7290 * 12)
  })

  // λ = 1.2552 · 59,200 = 74,307.8, by whole months 74,304. No income, 9,000 of rent: half is 4,500, 3,750 of it counts.
  // Särskilt counts 2.2 · 59,200 = 130,240 − (130,240 − 59,200) · 32.38 % = 107,237 → 107,237 − 45,000 + 43,740: nothing
  // lacks. Äldreförsörjningsstöd: 43,740 − 45,000 is below nothing, so the whole level lacks.
  test('äldreförsörjningsstöd fills up to the level of a married person', () => {
    const { ordinary, sarskilt, aldreforsorjningsstod } = each({})
    expect([ordinary, sarskilt, aldreforsorjningsstod].map(Number)).toEqual([43_740, 0, 74_304])
  })

  // 2026, alone, 200,000 of pension: 186,000 − 143,856 = 42,144. Work of 44,000: half of 20,000 more; wealth of 300,000:
  // 30,000.
  test('half of work above 24,000 and 15 % of wealth above 100,000 count', () => {
    const of = (own: Partial<Household>) => each({ income: new Dec(200_000), ...own }, null).ordinary.toNumber()
    expect(of({})).toBeCloseTo(87_480 - 0.62 * 42_144, 6)
    expect(of({ work: new Dec(24_000), wealth: new Dec(100_000) })).toBe(of({}))
    expect(of({ work: new Dec(44_000) })).toBeCloseTo(87_480 - 0.62 * 52_144, 6)
    expect(of({ wealth: new Dec(300_000) })).toBeCloseTo(87_480 - 0.62 * 72_144, 6)
  })

  // 87,912 is what lacks to one without anything; 15 % of 400,000 is 60,000 of it, work of 44,000 is 20,000.
  test('work and wealth count in äldreförsörjningsstöd too, work above 24,000 whole', () => {
    const of = (own: Partial<Household>) =>
      each({ ...own, rent: new Dec(75_600) }, null).aldreforsorjningsstod.toNumber()
    expect([of({}), of({ wealth: new Dec(500_000) }), of({ work: new Dec(44_000) })]).toEqual([87_912, 27_912, 67_912])
  })

  test('more of anything never gives more support, and more rent never less', () => {
    const amounts = fc.integer({ min: 0, max: 500_000 }).map((amount) => new Dec(amount))
    const means = fc.record({ income: amounts, work: amounts, wealth: amounts })
    const rents = fc.integer({ min: 0, max: 15_000 }).map((rent) => new Dec(rent * 12))
    fc.assert(
      fc.property(means, means, rents, fc.integer({ min: 1000, max: 100_000 }), (own, partner, rent, more) => {
        const before = each({ ...own, rent }, partner)
        for (const key of ['work', 'wealth', 'income'] as const) {
          const after = each({ ...own, rent, [key]: own[key].plus(more) }, partner)
          expect(after.ordinary.lte(before.ordinary)).toBe(true)
        }
        expect(each({ ...own, rent: rent.plus(more) }, partner).ordinary.gte(before.ordinary)).toBe(true)
        expect(before.paid.gte(0)).toBe(true)
        // Both of the same age and allowance have the same.
        expect(each({ ...partner, rent }, own).paid.toNumber()).toBe(before.paid.toNumber())
      }),
    )
  })
})
