/** Which falls of the total are hardly felt, and are told quietly. */
import { Dec } from '#forecasting/model/quantity.ts'
import { addMonths } from '#forecasting/model/year-month.ts'
import type { Fall, PaymentRun } from '#forecasting/projection/types.ts'
import { isPaidIn, sum } from './runs.ts'

/** A change below both: so much of what was paid before, so many kronor. */
const minorShare = new Dec('0.02')
const minorAmount = 300

export const isMinor = (change: Dec, before: Dec): boolean =>
  change.lt(minorAmount) && change.lt(before.times(minorShare))

export function isMinorFall({ amount, month }: Pick<Fall, 'amount' | 'month'>, runs: readonly PaymentRun[]): boolean {
  const before = addMonths(month, -1)
  const paid = sum(runs.filter((run) => isPaidIn(run, before)).map((run) => run.amount))
  return isMinor(amount, paid)
}
