import { expect, it } from 'vitest'
import { kronorPerMonth } from '#forecasting/model/quantity.ts'
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { yearMonth, yearOf } from '#forecasting/model/year-month.ts'
import type { MonthRun } from '#forecasting/projection/types.ts'
import { todaysMoney } from '../forecast/money.ts'
import { lowerTaxAfter } from './lower-tax.ts'

const [begins, lower, ends] = [yearMonth(2036, 2), yearMonth(2037, 1), yearMonth(2073, 1)]

const run = (from: YearMonth, to: YearMonth, taxed: number, netPayments: number | null, work = 0): MonthRun => ({
  from,
  to,
  gross: kronorPerMonth(taxed),
  taxed: kronorPerMonth(taxed),
  work: kronorPerMonth(work),
  benefit: kronorPerMonth(0),
  tax: null,
  net: null,
  netPayments: netPayments === null ? null : kronorPerMonth(netPayments),
})
const after = (months: readonly MonthRun[], money = todaysMoney) => lowerTaxAfter({ months }, begins, money)

it('tells from when the same pension is taxed less, and what is left then', () => {
  const months = [
    run(yearMonth(2026, 11), (begins - 1) as YearMonth, 0, 0),
    run(begins, (lower - 1) as YearMonth, 49_600, 33_910),
    run(lower, ends, 49_410, 35_140),
  ]
  expect(after(months)).toEqual({ from: '2037-01', monthly: 35_100 })
  // In the money of its own year.
  expect(after(months, (year) => kronorPerMonth(yearOf(lower) === year ? 2 : 1))).toMatchObject({ monthly: 70_300 })
})

it.each<[string, readonly MonthRun[]]>([
  ['the tax stays', [run(begins, ends, 49_600, 33_910)]],
  [
    'it is lower by less than what is shown',
    [run(begins, (lower - 1) as YearMonth, 49_600, 33_910), run(lower, ends, 49_600, 33_990)],
  ],
  ['another amount is paid', [run(begins, (lower - 1) as YearMonth, 49_600, 33_910), run(lower, ends, 51_000, 35_140)]],
  ['work ends', [run(begins, (lower - 1) as YearMonth, 49_600, 33_910, 9000), run(lower, ends, 49_600, 35_140)]],
  ['no tax is calculated', [run(begins, (lower - 1) as YearMonth, 49_600, null), run(lower, ends, 49_600, null)]],
  ['nothing is paid', []],
])('says nothing where %s', (_, months) => {
  expect(after(months)).toBeNull()
})

it('says nothing of a lower tax on what comes after another amount', () => {
  const between = yearMonth(2036, 8)
  expect(
    after([
      run(begins, (between - 1) as YearMonth, 49_600, 33_910),
      run(between, (lower - 1) as YearMonth, 41_000, 29_000),
      run(lower, ends, 49_600, 35_140),
    ]),
  ).toBeNull()
})
