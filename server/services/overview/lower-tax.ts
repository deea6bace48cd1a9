/** When much the same pension is taxed less, for age alone: from the year after the one in which the age of the higher grundavdrag is reached. */
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { formatYearMonth, yearOf } from '#forecasting/model/year-month.ts'
import type { MonthRun, Projection } from '#forecasting/projection/types.ts'
import type { LowerTaxView } from '../api/contract.ts'
import type { Money } from '../forecast/money.ts'
import { isMinor } from './minor-fall.ts'
import { forecastStep, roundTo } from './rounding.ts'

/**
 * @param month the month whose amount after tax is shown
 * @returns null where nothing is left out by telling of that month alone: no lower tax comes, or what is paid changes before
 */
export function lowerTaxAfter(
  { months }: Pick<Projection, 'months'>,
  month: YearMonth,
  money: Money,
): LowerTaxView | null {
  const at = months.findIndex(({ to }) => month <= to)
  const [shown, ...following] = at < 0 ? [] : months.slice(at)
  if (!shown || shown.netPayments === null) return null
  const before = shown.netPayments
  const isTaxedOnTheSame = ({ taxed, work }: MonthRun) =>
    isMinor(taxed.minus(shown.taxed).abs(), shown.taxed) && work.equals(shown.work)
  const changed = following.findIndex((run) => !isTaxedOnTheSame(run))
  const lower = (changed < 0 ? following : following.slice(0, changed)).find(
    ({ netPayments }) => netPayments?.minus(before).gte(forecastStep) === true,
  )
  if (!lower?.netPayments) return null
  return {
    from: formatYearMonth(lower.from),
    monthly: roundTo(forecastStep, lower.netPayments.times(money(yearOf(lower.from)))),
  }
}
