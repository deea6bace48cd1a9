import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dec, kronorPerMonth } from '../model/quantity.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths, formatYearMonth, yearMonth } from '../model/year-month.ts'
import type { TaxOfMonth } from './months.ts'
import { householdMonths, monthRunsOf, nominalYears } from './months.ts'
import type { MonthRun, PaymentRun } from './types.ts'

const run = (from: YearMonth, to: YearMonth | 'lifelong', amount: number, taxed = true): PaymentRun => ({
  holdingId: 'h',
  pillar: 'tjanstepension',
  component: 'avtal',
  from,
  to,
  amount: kronorPerMonth(amount),
  taxed,
  calculatedBy: 'provider-values',
})
const pay = (from: YearMonth, to: YearMonth, amount: number, benefit = 0) => ({
  from,
  to,
  amount: kronorPerMonth(amount),
  benefit: kronorPerMonth(benefit),
})

/** A tenth on pensions, a fifth on work, half on benefits; a new rate each year would split the months. */
const tenth: TaxOfMonth = (_year, { pension, work, benefit }) =>
  kronorPerMonth(pension.div(10).plus(work.minus(benefit).div(5)).plus(benefit.div(2)))
const untaxed: TaxOfMonth = () => null
const span = { first: yearMonth(2026, 12), last: yearMonth(2031, 6) }

const shown = ({ from, to, gross, work, tax, net, netPayments }: MonthRun) =>
  [
    `${formatYearMonth(from)}–${formatYearMonth(to)}`,
    gross.toFixed(),
    work.toFixed(),
    tax?.toFixed() ?? null,
    net?.toFixed() ?? null,
    netPayments?.toFixed() ?? null,
  ] as const

describe('months of one person', () => {
  test('a payment that ends, pay that ends, and what is free of tax', () => {
    const runs = [
      run(yearMonth(2027, 3), 'lifelong', 10_000),
      run(yearMonth(2027, 3), yearMonth(2028, 2), 4_000),
      run(yearMonth(2029, 1), 'lifelong', 1_000, false),
    ]
    const months = monthRunsOf(runs, [pay(yearMonth(2026, 1), yearMonth(2027, 5), 30_000)], span, tenth)
    expect(months.map(shown)).toEqual([
      ['2026-12–2027-02', '0', '30000', '6000', '24000', '0'],
      // 14,000 / 10 + 30,000 / 5 = 7,400, of which 14/44 on the payments.
      [
        '2027-03–2027-05',
        '14000',
        '30000',
        '7400',
        '36600',
        new Dec(14_000).minus(new Dec(7_400).times(14_000).div(44_000)).toFixed(),
      ],
      ['2027-06–2028-02', '14000', '0', '1400', '12600', '12600'],
      ['2028-03–2028-12', '10000', '0', '1000', '9000', '9000'],
      ['2029-01–2031-06', '11000', '0', '1000', '10000', '10000'],
    ])
  })

  test('a benefit in place of pay is part of it, taxed by its own rule', () => {
    const work = [
      pay(yearMonth(2026, 1), yearMonth(2027, 5), 30_000),
      pay(yearMonth(2027, 6), yearMonth(2028, 2), 30_000, 10_000),
    ]
    const months = monthRunsOf([], work, span, tenth)
    expect(months.map(shown)).toEqual([
      ['2026-12–2027-05', '0', '30000', '6000', '24000', '0'],
      // 20,000 / 5 + 10,000 / 2.
      ['2027-06–2028-02', '0', '30000', '9000', '21000', '0'],
      ['2028-03–2031-06', '0', '0', '0', '0', '0'],
    ])
    expect(months.map(({ benefit }) => benefit.toNumber())).toEqual([0, 10_000, 0])
    const [, both] = householdMonths(months, months)
    expect([both?.work.toNumber(), both?.benefit.toNumber()]).toEqual([60_000, 20_000])
    // Also where no tax tells them apart.
    expect(monthRunsOf([], work, span, untaxed)).toHaveLength(3)
  })

  test('a tax that changes with the year splits the months in January', () => {
    const byYear: TaxOfMonth = (year, { pension }) => kronorPerMonth(pension.times(year >= 2029 ? '0.3' : '0.2'))
    const months = monthRunsOf([run(yearMonth(2020, 1), 'lifelong', 10_000)], [], span, byYear)
    expect(months.map(shown)).toEqual([
      ['2026-12–2028-12', '10000', '0', '2000', '8000', '8000'],
      ['2029-01–2031-06', '10000', '0', '3000', '7000', '7000'],
    ])
  })

  test('without Swedish tax nothing is said of what is left', () => {
    const months = monthRunsOf([run(yearMonth(2020, 1), 'lifelong', 10_000)], [], span, untaxed)
    expect(months.map(shown)).toEqual([['2026-12–2031-06', '10000', '0', null, null, null]])
  })

  test('what ended before the first month is not there', () => {
    const months = monthRunsOf([run(yearMonth(2020, 1), yearMonth(2026, 11), 5_000)], [], span, tenth)
    expect(months.map(shown)).toEqual([['2026-12–2031-06', '0', '0', '0', '0', '0']])
  })

  test('every month is covered once, and its sum is that of what is paid in it', () => {
    const months = fc.integer({ min: 0, max: 70 }).map((n) => addMonths(yearMonth(2026, 6), n))
    const runs = fc.array(
      fc
        .tuple(months, fc.option(fc.integer({ min: 0, max: 40 })), fc.integer({ min: 1, max: 90_000 }), fc.boolean())
        .map(([from, length, amount, taxed]) =>
          run(from, length === null ? 'lifelong' : addMonths(from, length), amount, taxed),
        ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(runs, (paid) => {
        const result = monthRunsOf(paid, [], span, tenth)
        let expected = span.first
        for (const { from, to, gross, netPayments } of result) {
          expect(from).toBe(expected)
          expected = addMonths(to, 1)
          for (const month of [from, to]) {
            const sum = paid
              .filter((each) => each.from <= month && (each.to === 'lifelong' || month <= each.to))
              .reduce((total, each) => total.plus(each.amount), new Dec(0))
            expect(gross.eq(sum)).toBe(true)
          }
          expect(netPayments?.lte(gross)).toBe(true)
        }
        expect(expected).toBe(addMonths(span.last, 1))
      }),
      { numRuns: 100 },
    )
  })
})

describe('months of two', () => {
  const one = monthRunsOf([run(yearMonth(2020, 1), yearMonth(2028, 12), 10_000)], [], span, tenth)

  test('are added where both have them, and go on where one has', () => {
    const other = monthRunsOf(
      [run(yearMonth(2027, 1), 'lifelong', 7_000)],
      [],
      { first: span.first, last: yearMonth(2032, 1) },
      tenth,
    )
    expect(householdMonths(one, other).map(shown)).toEqual([
      ['2026-12–2026-12', '10000', '0', '1000', '9000', '9000'],
      ['2027-01–2028-12', '17000', '0', '1700', '15300', '15300'],
      ['2029-01–2031-06', '7000', '0', '700', '6300', '6300'],
      ['2031-07–2032-01', '7000', '0', '700', '6300', '6300'],
    ])
  })

  test('what is not calculated for one is not for both', () => {
    const other = monthRunsOf([run(yearMonth(2020, 1), 'lifelong', 1_000)], [], span, untaxed)
    const [first] = householdMonths(one, other)
    expect(first && shown(first)).toEqual(['2026-12–2028-12', '11000', '0', null, null, null])
  })
})

test('in the money of each year: the mean of its months, grown by inflation', () => {
  const months = monthRunsOf([run(yearMonth(2027, 7), 'lifelong', 10_000)], [], span, tenth)
  const years = nominalYears(months, 2026, new Dec('0.02'))
  expect(years.map(({ year }) => year)).toEqual([2026, 2027, 2028, 2029, 2030, 2031])
  expect(years[0]?.gross.toFixed()).toBe('0')
  // Half of 2027 at 10,000 × 1.02.
  expect(years[1]?.gross.toFixed()).toBe('5100')
  // 10,000 × 1.02² = 10,404, a tenth of it tax.
  expect(years[2]?.gross.toFixed()).toBe('10404')
  expect(years[2]?.net?.toFixed()).toBe('9363.6')
  expect(years[5]?.gross.toFixed()).toBe(new Dec('1.02').pow(5).times(10_000).toFixed(2))
})
