/** Amounts in today's money, or in that of the month of payment. */
import { LawReader } from '#forecasting/law.ts'
import { Dec } from '#forecasting/model/quantity.ts'
import type { IsoDate, YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, yearMonth, yearOf } from '#forecasting/model/year-month.ts'
import { standardinflation } from '#forecasting/parameters/standardinflation.ts'
import type { PaymentRun } from '#forecasting/projection/types.ts'
import { amountsIn } from '../overview/runs.ts'

/** What an amount of today's money is called in a year. */
export type Money = (year: number) => Dec

const asToday = new Dec(1)
export const todaysMoney: Money = () => asToday

export function moneyOfTheYear(today: IsoDate): Money {
  const growth = new LawReader().value(standardinflation, today).plus(1)
  const thisYear = Number(today.slice(0, 4))
  const known = new Map<number, Dec>()
  return (year) => {
    const before = known.get(year) ?? growth.pow(Math.max(0, year - thisYear))
    known.set(year, before)
    return before
  }
}

/** As `amountsIn`, each calendar year in its own money. */
export function amountsInMoney(
  runs: readonly PaymentRun[],
  order: readonly string[],
  [from, to]: readonly [YearMonth, YearMonth],
  money: Money,
): Dec[] {
  if (money === todaysMoney) return amountsIn(runs, order, from, to)
  const sums = order.map(() => new Dec(0))
  for (let year = yearOf(from); year <= yearOf(to); year++) {
    const first = Math.max(from, yearMonth(year, 1)) as YearMonth
    const last = Math.min(to, yearMonth(year, 12)) as YearMonth
    const months = last - first + 1
    for (const [index, amount] of amountsIn(runs, order, first, last).entries()) {
      sums[index] = (sums[index] ?? new Dec(0)).plus(amount.times(months).times(money(year)))
    }
  }
  return sums.map((sum) => sum.div(addMonths(to, 1) - from))
}
