/**
 * What a forecast said of a later day, as it is held against what came (./back-test.ts).
 *
 * Formula: capital: what the forecast has in the month that begins nearest to the day, as long as nothing is drawn;
 *          payments: what is in payment when it is made, and still to be paid then. Both in the money of that day by
 *          the standard's inflation, since what is delivered then is in that day's money.
 * Outside: what is drawn after the forecast was made, defined benefits not yet in payment, own entries.
 */
import { LawReader } from '../law.ts'
import type { Age } from '../model/age.ts'
import type { Holding } from '../model/holding.ts'
import { Dec, kronor } from '../model/quantity.ts'
import type { IsoDate, YearMonth } from '../model/year-month.ts'
import { monthOfDate, nearestMonthStart } from '../model/year-month.ts'
import { standardinflation } from '../parameters/standardinflation.ts'
import type { PastForecast } from './back-test.ts'
import { capitalOf, paidOf } from './back-test.ts'
import type { Prepared } from './prepare.ts'
import { workUntil } from './prepare.ts'
import type { HeldPension, PaymentRun } from './types.ts'

const none = kronor(0)

/** What one krona of a month is called in a later one. */
function inLaterMoney(from: YearMonth, to: YearMonth, { basis }: Prepared): Dec {
  const yearly = new LawReader().value(standardinflation, basis.known.today).plus(1)
  return yearly.pow(new Dec(to - from).div(12))
}

/**
 * The forecast of one holding's capital.
 *
 * @param later the same holding as delivered later: its day is the one that is asked for
 * @returns null where there is no capital to compare, or the later one is not of a later day than the forecast
 */
export function pastCapital(
  prepared: Prepared,
  retirementAge: Age,
  { id, holding }: HeldPension,
  later: Holding,
): PastForecast | null {
  const [delivered, came] = [capitalOf(holding), capitalOf(later)]
  const madeOn = prepared.basis.known.today
  if (delivered === null || came === null || came.date <= madeOn || !sameParts(holding, later)) return null
  const [from, to] = [nearestMonthStart(delivered.date), nearestMonthStart(came.date)]
  const saved = prepared.holdings.find((one) => one.id === id)?.savedIn?.(to, workUntil(prepared, retirementAge))
  if (!saved) return null
  const { amount, contributions } = saved
  return {
    madeOn,
    holdingId: id,
    of: 'capital',
    points: [
      { date: came.date, amount: amount.times(inLaterMoney(from, to, prepared)), contributions: contributions ?? none },
    ],
    premiumsPaid: contributions === null ? 'not-reported' : delivered.premiumsPaid,
  }
}

/** Of the public pension, the balance that was reported then and the one that is now must be of the same parts. */
function sameParts(before: Holding, after: Holding): boolean {
  if (before.kind === 'avtal' || after.kind === 'avtal')
    return before.kind === after.kind && after.payments.length === 0
  const isReported = (holding: typeof before, part: 'inkomstpensionBalance' | 'premiepensionBalance'): boolean =>
    holding[part] !== 'not-reported'
  return (
    after.payments.length === 0 &&
    (['inkomstpensionBalance', 'premiepensionBalance'] as const).every(
      (part) => isReported(before, part) === isReported(after, part),
    )
  )
}

/**
 * The forecast of what one holding pays in the month of a later day.
 *
 * @returns null where nothing was in payment when it was made
 */
export function pastPayment(
  prepared: Prepared,
  runs: readonly PaymentRun[],
  { id, holding }: HeldPension,
  day: IsoDate,
): PastForecast | null {
  const madeOn = prepared.basis.known.today
  if (paidOf(holding, madeOn) === null || day <= madeOn) return null
  const month = monthOfDate(day)
  const paid = runs.filter(
    (run) =>
      run.holdingId === id &&
      run.calculatedBy === 'in-payment' &&
      run.from <= month &&
      (run.to === 'lifelong' || run.to >= month),
  )
  const sum = paid.reduce((total, { amount }) => total.plus(amount), new Dec(0))
  const amount = sum.times(inLaterMoney(monthOfDate(madeOn), month, prepared))
  return {
    madeOn,
    holdingId: id,
    of: 'monthly-amount',
    points: [{ date: day, amount, contributions: none }],
    premiumsPaid: 'not-reported',
  }
}
