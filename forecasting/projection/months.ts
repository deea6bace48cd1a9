/** From payments and pay to months: what comes in before tax, what is left after, in unbroken runs. */
import type { KronorPerMonth } from '../model/quantity.ts'
import { Dec, kronorPerMonth } from '../model/quantity.ts'
import { toOre } from '../model/rounding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths, yearMonth, yearOf } from '../model/year-month.ts'
import type { MonthRun, PaymentRun } from './types.ts'

/** Pay for work, or a benefit in its place, over whole months. */
export interface PayRun {
  readonly from: YearMonth
  readonly to: YearMonth
  /** Both together, before tax. */
  readonly amount: KronorPerMonth
  /** Of `amount`, the benefit. */
  readonly benefit: KronorPerMonth
}

/** Incomes of a month that are taxed. */
export interface TaxedIncomes {
  readonly pension: KronorPerMonth
  /** Pay, and benefits in its place. */
  readonly work: KronorPerMonth
  /** Of `work`, the benefits: no jobbskatteavdrag is given on them. */
  readonly benefit: KronorPerMonth
}

/**
 * Tax of a month in whole kronor, as if all months of the calendar year were like it; null where no Swedish tax is
 * calculated.
 */
export type TaxOfMonth = (year: number, incomes: TaxedIncomes) => KronorPerMonth | null

interface Sums {
  readonly gross: Dec
  readonly taxed: Dec
  readonly work: Dec
  readonly benefit: Dec
}

const nothing: Sums = { gross: new Dec(0), taxed: new Dec(0), work: new Dec(0), benefit: new Dec(0) }
const add = (a: Sums, b: Sums): Sums => ({
  gross: a.gross.plus(b.gross),
  taxed: a.taxed.plus(b.taxed),
  work: a.work.plus(b.work),
  benefit: a.benefit.plus(b.benefit),
})
const negated = ({ gross, taxed, work, benefit }: Sums): Sums => ({
  gross: gross.neg(),
  taxed: taxed.neg(),
  work: work.neg(),
  benefit: benefit.neg(),
})

/** What the sums change by at the start of each month in which something begins or ends. */
function changesOf(runs: readonly PaymentRun[], pay: readonly PayRun[], first: YearMonth): Map<YearMonth, Sums> {
  const changes = new Map<YearMonth, Sums>()
  const change = (month: YearMonth, by: Sums): void => {
    changes.set(month, add(changes.get(month) ?? nothing, by))
  }
  const enter = (from: YearMonth, to: YearMonth | 'lifelong', sums: Sums): void => {
    if (to !== 'lifelong' && to < first) return
    change(Math.max(from, first) as YearMonth, sums)
    if (to !== 'lifelong') change(addMonths(to, 1), negated(sums))
  }
  for (const { from, to, amount, taxed } of runs) {
    enter(from, to, { ...nothing, gross: amount, taxed: taxed ? amount : nothing.taxed })
  }
  for (const { from, to, amount, benefit } of pay) enter(from, to, { ...nothing, work: amount, benefit })
  return changes
}

/**
 * The months from `first` to `last`. Tax is counted on twelve times the month's income by the rules of the calendar
 * year: what is left of an ordinary month, not the final tax of a year in which something begins or ends.
 */
export function monthRunsOf(
  runs: readonly PaymentRun[],
  pay: readonly PayRun[],
  { first, last }: { readonly first: YearMonth; readonly last: YearMonth },
  taxOf: TaxOfMonth,
): readonly MonthRun[] {
  const changes = changesOf(runs, pay, first)
  const starts = new Set<YearMonth>([first, ...changes.keys()])
  for (let year = yearOf(first) + 1; year <= yearOf(last); year++) starts.add(yearMonth(year, 1))
  const ordered = [...starts].filter((month) => month <= last).sort((a, b) => a - b)
  const months: MonthRun[] = []
  let sums = nothing
  for (const [index, from] of ordered.entries()) {
    sums = add(sums, changes.get(from) ?? nothing)
    const next = ordered[index + 1]
    const to = next === undefined ? last : addMonths(next, -1)
    const month = monthOf(sums, taxOf, { from, to })
    const before = months.at(-1)
    if (before !== undefined && isSame(before, month)) months[months.length - 1] = { ...before, to }
    else months.push(month)
  }
  return months
}

function monthOf(
  { gross, taxed, work, benefit }: Sums,
  taxOf: TaxOfMonth,
  span: { readonly from: YearMonth; readonly to: YearMonth },
): MonthRun {
  const sums = {
    ...span,
    gross: kronorPerMonth(gross),
    taxed: kronorPerMonth(taxed),
    work: kronorPerMonth(work),
    benefit: kronorPerMonth(benefit),
  }
  const tax = taxOf(yearOf(span.from), { pension: sums.taxed, work: sums.work, benefit: sums.benefit })
  if (tax === null) return { ...sums, tax: null, net: null, netPayments: null }
  if (work.isZero()) {
    const net = kronorPerMonth(gross.minus(tax))
    return { ...sums, tax, net, netPayments: net }
  }
  const onPayments = tax.times(taxed).div(taxed.plus(work))
  return {
    ...sums,
    tax,
    net: kronorPerMonth(gross.plus(work).minus(tax)),
    netPayments: kronorPerMonth(gross.minus(onPayments)),
  }
}

const sameAmount = (a: Dec | null, b: Dec | null): boolean => (a === null || b === null ? a === b : a.eq(b))
const isSame = (a: MonthRun, b: MonthRun): boolean =>
  a.gross.eq(b.gross) && a.taxed.eq(b.taxed) && a.work.eq(b.work) && a.benefit.eq(b.benefit) && sameAmount(a.tax, b.tax)

/** What two people have together, month by month; null where it is not calculated for one of them. */
export function householdMonths(one: readonly MonthRun[], other: readonly MonthRun[]): readonly MonthRun[] {
  const starts = [...new Set([...one, ...other].flatMap(({ from, to }) => [from, addMonths(to, 1)]))].sort(
    (a, b) => a - b,
  )
  return starts.flatMap((from, index) => {
    const next = starts[index + 1]
    if (next === undefined) return []
    const both = [one, other].map((months) => months.find((run) => run.from <= from && from <= run.to))
    const [a, b] = both
    if (a === undefined && b === undefined) return []
    const sum = (amountOf: (run: MonthRun) => Dec | null): KronorPerMonth | null =>
      both.reduce<KronorPerMonth | null>((total, run) => {
        const amount = run === undefined ? new Dec(0) : amountOf(run)
        return total === null || amount === null ? null : kronorPerMonth(total.plus(amount))
      }, kronorPerMonth(0))
    return [
      {
        from,
        to: addMonths(next, -1),
        gross: sum((run) => run.gross) ?? kronorPerMonth(0),
        taxed: sum((run) => run.taxed) ?? kronorPerMonth(0),
        work: sum((run) => run.work) ?? kronorPerMonth(0),
        benefit: sum((run) => run.benefit) ?? kronorPerMonth(0),
        tax: sum((run) => run.tax),
        net: sum((run) => run.net),
        netPayments: sum((run) => run.netPayments),
      },
    ]
  })
}

/** The months of one calendar year each, in the money of that year. */
export interface NominalYear {
  readonly year: number
  /** Means over the year's months: payments, pay and benefits in its place before tax, and all after it. Whole öre. */
  readonly gross: KronorPerMonth
  readonly work: KronorPerMonth
  readonly net: KronorPerMonth | null
}

/**
 * The same months in the money of their own year: amounts of this year's money grown by the inflation of each year
 * between.
 * @param inflation yearly, 0.02 is 2 %
 */
export function nominalYears(months: readonly MonthRun[], thisYear: number, inflation: Dec): readonly NominalYear[] {
  const first = months[0]
  const last = months.at(-1)
  if (first === undefined || last === undefined) return []
  return Array.from({ length: yearOf(last.to) - yearOf(first.from) + 1 }, (_, i) => {
    const year = yearOf(first.from) + i
    const [begin, end] = [yearMonth(year, 1), yearMonth(year, 12)]
    const parts = months.flatMap((run) => {
      const count = Math.min(run.to, end) - Math.max(run.from, begin) + 1
      return count > 0 ? [{ run, count }] : []
    })
    const count = parts.reduce((sum, part) => sum + part.count, 0)
    const growth = inflation.plus(1).pow(year - thisYear)
    const mean = (amountOf: (run: MonthRun) => Dec): KronorPerMonth =>
      kronorPerMonth(
        toOre(
          parts
            .reduce((sum, part) => sum.plus(amountOf(part.run).times(part.count)), new Dec(0))
            .div(count)
            .times(growth),
        ),
      )
    const untaxed = parts.some(({ run }) => run.net === null)
    const sums = { gross: mean((run) => run.gross), work: mean((run) => run.work) }
    return { year, ...sums, net: untaxed ? null : mean((run) => run.net ?? run.gross) }
  })
}
