/** Reading a projection's runs of payments, in exact amounts. */
import { Dec } from '#forecasting/model/quantity.ts'
import type { YearMonth } from '#forecasting/model/year-month.ts'
import type { PaymentRun } from '#forecasting/projection/types.ts'

export const sum = (amounts: readonly Dec[]): Dec => amounts.reduce((total, amount) => total.plus(amount), new Dec(0))

export const isPaidIn = ({ from, to }: PaymentRun, month: YearMonth): boolean =>
  from <= month && (to === 'lifelong' || month <= to)

/** The exact mean per month over the months `from` to `to`, for each contract in the order given. */
export function amountsIn(
  runs: readonly PaymentRun[],
  order: readonly string[],
  from: YearMonth,
  to: YearMonth,
): Dec[] {
  const months = to - from + 1
  const covered = (run: PaymentRun): number => {
    const last = run.to === 'lifelong' ? to : Math.min(run.to, to)
    return Math.max(0, last - Math.max(run.from, from) + 1)
  }
  return order.map((contractId) =>
    runs
      .filter((run) => run.holdingId === contractId && covered(run) > 0)
      .reduce((total, run) => total.plus(run.amount.times(covered(run))), new Dec(0))
      .div(months),
  )
}
