import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import { calculatePgb } from './index.ts'

type Credited = Parameters<typeof calculatePgb>[0]
const pgb = (own: Omit<Credited, 'pgi'> & { readonly pgi?: number }): Readonly<Record<string, number>> =>
  Object.fromEntries(
    calculatePgb({ ...own, pgi: kronorPerYear(own.pgi ?? 0) }, new LawReader()).map(({ kind, amount }) => [
      kind,
      amount.toNumber(),
    ]),
  )

// 2025, 20,460 a term: two terms · 1.38 = 56,469.6 → 56,400; one: 28,234.8 → 28,200. None before 1995.
test.each([
  [2025, 2, { studier: 56_400 }],
  [2025, 1, { studier: 28_200 }],
  [1995, 1, { studier: 12_000 }], // 8,707 · 1.38 = 12,015.7
  [1994, 2, {}],
  [2031, 2, { studier: 56_800 }], // 20,600 · 2 · 1.38 = 56,856
])('studies in %i, %i terms', (year, terms, expected) => {
  expect(pgb({ year, terms })).toEqual(expected)
})

// 2024, mean PGI 367,376: half of it · 300 / 365 = 150,977.3 → 150,900. 119 days in all: none. 600 days served before: 130
// are left of 730: 65,423.1 → 65,400. 2015 nothing counts.
test('conscription: at least 120 days, at most 730 in all, not 2011 to 2017', () => {
  const of = (year: number, days: number, daysBefore = 0, daysInAll = days + daysBefore) =>
    pgb({ year, plikttjanst: { days, daysBefore, daysInAll } })
  expect(of(2024, 300)).toEqual({ plikttjanst: 150_900 })
  expect(of(2024, 119)).toEqual({})
  expect(of(2024, 120)).toEqual({ plikttjanst: 60_300 }) // 60,390.9
  expect(of(2024, 119, 0, 240)).toEqual({ plikttjanst: 59_800 })
  expect(of(2024, 300, 600)).toEqual({ plikttjanst: 65_400 })
  expect(of(2024, 300, 730)).toEqual({})
  expect(of(2015, 300)).toEqual({})
  expect(of(2010, 300).plikttjanst).toBeGreaterThan(0)
  expect(of(1994, 300)).toEqual({})
  expect(of(1995, 300).plikttjanst).toBeGreaterThan(0)
})

// 2024: inkomstbasbelopp 76,200; 75 % of 367,376 = 275,532.
test.each([
  ['400,000 before, 100,000 now: the loss', 100_000, 400_000, 300_000],
  ['none before, none now: 75 % of the mean', 0, 0, 275_532],
  ['200,000 before and now: 275,532 − 200,000 is less than one base amount', 200_000, 200_000, 76_200],
  ['300,000 before, 250,000 now: one base amount', 250_000, 300_000, 76_200],
  ['550,000 now: to the ceiling 571,500', 550_000, 550_000, 21_500],
])('a child year: %s', (_, pgi, before, expected) => {
  expect(pgb({ year: 2024, pgi, childYear: { pgiBeforeBirth: kronorPerYear(before) } })).toEqual({ barnar: expected })
})

// 2022: 75 % of 335,646 = 251,734.5.
test('a child year in whole kronor downwards', () => {
  const childYear = { pgiBeforeBirth: kronorPerYear(0) }
  expect(pgb({ year: 2022, childYear })).toEqual({ barnar: 251_734 })
})

// 2024, ceiling 571,500: 300,000 of PGI leaves 271,500: sickness 150,000, conscription 59,800, studies 19,940 · 1.38 =
// 27,517 → 27,500, and 34,200 for the child.
test('all of it together with PGI is at most 7.5 inkomstbasbelopp', () => {
  const year = {
    year: 2024,
    pgi: 300_000,
    sjukersattning: kronorPerYear(150_000),
    plikttjanst: { days: 119, daysBefore: 0, daysInAll: 240 },
    terms: 1,
    childYear: { pgiBeforeBirth: kronorPerYear(400_000) },
  }
  expect(pgb(year)).toEqual({ sjukersattning: 150_000, plikttjanst: 59_800, studier: 27_500, barnar: 34_200 })
  expect(pgb({ ...year, pgi: 571_500 })).toEqual({})
})

test('for all: never above the ceiling, and more income never gives less of both together', () => {
  const years = fc.record({
    year: fc.integer({ min: 1995, max: 2060 }),
    pgi: fc.integer({ min: 0, max: 500_000 }),
    terms: fc.integer({ min: 0, max: 2 }),
    sjukersattning: fc.integer({ min: 0, max: 300_000 }).map(kronorPerYear),
    childYear: fc.integer({ min: 0, max: 600_000 }).map((amount) => ({ pgiBeforeBirth: kronorPerYear(amount) })),
  })
  fc.assert(
    fc.property(years, fc.integer({ min: 0, max: 100_000 }), (of, more) => {
      const sum = (pgi: number) => pgi + Object.values(pgb({ ...of, pgi })).reduce((total, amount) => total + amount, 0)
      expect(sum(of.pgi + more)).toBeGreaterThanOrEqual(sum(of.pgi))
      const ceiling = new LawReader().ofYear(inkomstbasbelopp, of.year).times(7.5).toNumber()
      expect(sum(of.pgi)).toBeLessThanOrEqual(Math.max(of.pgi, ceiling))
    }),
  )
})
