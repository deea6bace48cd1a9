import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import type { Kollektivavtal } from '../../model/holding.ts'
import { kollektivavtal } from '../../model/holding.ts'
import { kronorPerMonth } from '../../model/quantity.ts'
import type { YearMonth } from '../../model/year-month.ts'
import { addMonths, isoDateOf, yearMonth } from '../../model/year-month.ts'
import { premiumFor } from './index.ts'
import { changesWithin } from './premium-for.ts'

const monthly = (agreement: Kollektivavtal, salary: number, month: YearMonth, born = '1980-05-15'): number | null =>
  premiumFor(
    agreement,
    { salary: kronorPerMonth(salary), month, birthDate: isoDateOf(born) },
    new LawReader(),
  )?.toNumber() ?? null

// inkomstbasbelopp 2026: 83,400: 7.5 are 52,125 a month, 30 are 208,500. 2025: 80,600: 50,375. 2024: 76,200: 47,625.
test.each<[string, Kollektivavtal, number, YearMonth, number]>([
  ['ITP 1: 4.5 % · 52,125 + 30 % · 7,875 = 4,708.1', 'ITP1', 60_000, yearMonth(2026, 3), 4708],
  ['ITP 1 to 30: 2,345.6 + 30 % · 156,375', 'ITP1', 300_000, yearMonth(2026, 3), 49_258],
  ['ITPK: 2 % of all', 'ITPK', 60_000, yearMonth(2026, 3), 1200],
  ['EX-AVT1 SAF-LO: 4.5 % of 30,000', 'SAF-LO', 30_000, yearMonth(2025, 3), 1350],
  ['EX-AKAP1 AKAP-KR: 6 % · 47,625 + 31.5 % · 2,375', 'AKAP-KR', 50_000, yearMonth(2024, 3), 3605.63],
  ['KAP-KL: 4.5 %', 'KAP-KL', 40_000, yearMonth(2026, 3), 1800],
  ['PA 16 avdelning 1 to September 2026: 6.1 %', 'PA16-1', 40_000, yearMonth(2026, 9), 2440],
  ['and from October: 6.2 %', 'PA16-1', 40_000, yearMonth(2026, 10), 2480],
  ['above 7.5: 6.2 % · 52,125 + 31.7 % · 7,875', 'PA16-1', 60_000, yearMonth(2026, 12), 5728],
  ['PA 16 avdelning 2: 2 + 4 %', 'PA16-2', 40_000, yearMonth(2025, 12), 2400],
  ['from 2026 2 + 4.1 %', 'PA16-2', 40_000, yearMonth(2026, 1), 2440],
  ['from October 2026 2 + 4.2 %', 'PA16-2', 40_000, yearMonth(2026, 10), 2480],
  ['PA 03 the same', 'PA03', 40_000, yearMonth(2027, 1), 2480],
  ['BTP 1: 6.5 % · 52,125 + 32 % · 7,875', 'BTP1', 60_000, yearMonth(2026, 3), 5908.13],
])('%s', (_, agreement, salary, month, expected) => {
  expect(monthly(agreement, salary, month)).toBe(expected)
})

// Born 15 May: the age is reached in May. ITP 1 from the month of 25 to the month before 66.
test.each<[Kollektivavtal, string, YearMonth, boolean]>([
  ['ITP1', '2001-05-15', yearMonth(2026, 4), false],
  ['ITP1', '2001-05-15', yearMonth(2026, 5), true],
  ['ITP1', '1960-05-15', yearMonth(2026, 4), true],
  ['ITP1', '1960-05-15', yearMonth(2026, 5), false],
  ['ITPK', '1961-05-15', yearMonth(2026, 4), true],
  ['ITPK', '1961-05-15', yearMonth(2026, 5), false],
  ['SAF-LO', '2004-05-15', yearMonth(2026, 4), false],
  ['SAF-LO', '2004-05-15', yearMonth(2026, 5), true],
  ['SAF-LO', '1961-05-15', yearMonth(2026, 4), true],
  ['SAF-LO', '1961-05-15', yearMonth(2026, 5), false],
  ['KAP-KL', '1959-05-15', yearMonth(2026, 4), true],
  ['KAP-KL', '1959-05-15', yearMonth(2026, 5), false],
  ['PA16-1', '1957-05-15', yearMonth(2026, 4), true],
  ['PA16-1', '1957-05-15', yearMonth(2026, 5), false],
  ['PA16-2', '1957-05-15', yearMonth(2026, 5), false],
  ['BTP1', '2001-05-15', yearMonth(2026, 5), true],
  ['BTP1', '1960-05-15', yearMonth(2026, 5), false],
])('ages are half-open by month: %s, born %s, month %i: %s', (agreement, born, month, isPaid) => {
  expect(Number(monthly(agreement, 30_000, month, born)) > 0).toBe(isPaid)
})

test('AKAP-KR pays 6 % on all pay from the month of LAS-åldern, and goes on', () => {
  const of = (month: YearMonth) => monthly('AKAP-KR', 60_000, month, '1957-05-15')
  // 6 % · 52,125 + 31.5 % · 7,875 = 5,608.13 to April 2026, when 69 is still to come.
  expect([of(yearMonth(2026, 4)), of(yearMonth(2026, 5)), of(yearMonth(2031, 5))]).toEqual([5608.13, 3600, 3600])
})

// inkomstbasbelopp 2019: 64,400: 7.5 are 40,250 a month. LAS-åldern was 67, reached in May 2018 by those born in May 1951.
test('PA 16 avdelning 1 pays the higher share after LAS-åldern too', () => {
  // 4.5 % · 40,250 + 30 % · 9,750 = 1,811.25 + 2,925, in whole kronor.
  expect(monthly('PA16-1', 50_000, yearMonth(2019, 3), '1951-05-15')).toBe(4736)
})

test('an agreement without a rule has none, not nothing', () => {
  const without = kollektivavtal.filter((agreement) => monthly(agreement, 30_000, yearMonth(2026, 3)) === null)
  expect(without).toEqual(['ITP2', 'BTP2', 'FTP', 'KTP', 'other'])
})

// PA 16 changes in October 2026 and in no other year; avdelning 2 has two premiums, its shares by birth year.
test('the shares change within 2026 only, in October', () => {
  const after = (agreement: Kollektivavtal, year: number) =>
    changesWithin(agreement, year).filter((month) => month !== yearMonth(year, 1))
  expect(after('PA16-1', 2026)).toEqual([yearMonth(2026, 10)])
  expect(new Set(after('PA16-2', 2026))).toEqual(new Set([yearMonth(2026, 10)]))
  for (const year of [2025, 2027]) expect([...after('PA16-1', year), ...after('PA16-2', year)]).toEqual([])
  expect([...after('ITP1', 2026), ...after('FTP', 2026)]).toEqual([])
})

describe('for all agreements, ages and pay', () => {
  const agreements = fc.constantFrom<Kollektivavtal>(
    'ITP1',
    'ITPK',
    'SAF-LO',
    'AKAP-KR',
    'KAP-KL',
    'PA16-1',
    'PA16-2',
    'PA03',
    'BTP1',
  )
  const months = fc.integer({ min: 0, max: 50 * 12 }).map((later) => addMonths(yearMonth(2025, 1), later))
  const pays = fc.integer({ min: 0, max: 400_000 })

  test('more pay never gives a lower premium, above 30 inkomstbasbelopp nothing more where it is capped', () => {
    fc.assert(
      fc.property(agreements, months, pays, fc.integer({ min: 0, max: 50_000 }), (agreement, month, salary, more) => {
        const low = Number(monthly(agreement, salary, month))
        const high = Number(monthly(agreement, salary + more, month))
        expect(high).toBeGreaterThanOrEqual(low)
        expect(low).toBeGreaterThanOrEqual(0)
        if (!['ITPK', 'SAF-LO'].includes(agreement)) {
          expect(monthly(agreement, 250_000 + more, month)).toBe(monthly(agreement, 250_000, month))
        }
      }),
    )
  })

  test('a steady pay gives no less later in the year', () => {
    fc.assert(
      fc.property(agreements, fc.integer({ min: 2025, max: 2040 }), pays, (agreement, year, salary) => {
        const of = (month: number) => Number(monthly(agreement, salary, yearMonth(year, month), '1985-01-01'))
        for (let month = 2; month <= 12; month += 1) expect(of(month)).toBeGreaterThanOrEqual(of(month - 1))
      }),
    )
  })
})
