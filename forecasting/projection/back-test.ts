/**
 * Past forecasts against what came: how far off, and why as far as is known.
 *
 * Formula: what came − what was forecast = rules + contributions + return:
 *          rules = the forecast made again on the old figures by today's rules − the forecast as it was made;
 *          contributions = premiums paid since − premiums counted with; return = the rest, with fees and arvsvinst.
 *          Between two forecast days the forecast is a straight line; never extrapolated.
 * In:      forecasts as they were stored; holdings as delivered later.
 * Out:     SEK, or SEK/month for what is paid; a part that is not known is null, and then stands in the rest.
 */
import type { ContractHolding, Holding, Reported } from '../model/holding.ts'
import type { Kronor } from '../model/quantity.ts'
import { Dec } from '../model/quantity.ts'
import type { IsoDate } from '../model/year-month.ts'
import { monthOfDate } from '../model/year-month.ts'
import { livePeriods } from './start.ts'
import type { HeldPension } from './types.ts'

/** What a forecast said of one day. */
export interface ForecastPoint {
  readonly date: IsoDate
  /** Of all capital or balances then, or of what is paid a month. */
  readonly amount: Dec
  /** Premiums counted with, from the same day on as `premiumsPaid`. */
  readonly contributions: Kronor
}

export interface PastForecast {
  readonly madeOn: IsoDate
  readonly holdingId: string
  readonly of: 'capital' | 'monthly-amount'
  /** In order of date. */
  readonly points: readonly ForecastPoint[]
  /** All premiums paid by the day of the figures that the forecast was made of. */
  readonly premiumsPaid: Reported<Kronor>
  /** The same figures forecast again by today's rules, when the caller has done so. */
  readonly madeAgain?: readonly ForecastPoint[]
}

export interface ForecastError {
  readonly holdingId: string
  readonly of: PastForecast['of']
  readonly madeOn: IsoDate
  /** The day of what came. */
  readonly date: IsoDate
  readonly forecast: Dec
  readonly came: Dec
  /** What came less the forecast; the parts sum to it. */
  readonly difference: Dec
  readonly rules: Dec | null
  readonly contributions: Dec | null
  /** What neither rules nor contributions explain. */
  readonly rest: Dec
}

interface Came {
  readonly date: IsoDate
  readonly amount: Dec
  readonly premiumsPaid: Reported<Kronor>
}

const sum = (amounts: readonly Dec[]): Dec => amounts.reduce((total, amount) => total.plus(amount), new Dec(0))

/** All capital of one day; null where none is reported, or balances of different days. */
export function capitalOf(holding: Holding): Came | null {
  if (holding.kind === 'avtal') {
    if (holding.capital === 'not-reported') return null
    return { date: holding.capital.date, amount: holding.capital.value, premiumsPaid: premiumsPaidOf(holding) }
  }
  const { inkomstpensionBalance, premiepensionBalance } = holding
  const balances = [inkomstpensionBalance, premiepensionBalance].flatMap((one) => (one === 'not-reported' ? [] : [one]))
  const [first] = balances
  if (first === undefined || balances.some(({ date }) => date !== first.date)) return null
  return { date: first.date, amount: sum(balances.map(({ value }) => value)), premiumsPaid: 'not-reported' }
}

/** As of the capital's day, near enough; a sum of another day would not be of the same premiums. */
function premiumsPaidOf({ totalPremiumsPaid: paid, capital }: ContractHolding): Reported<Kronor> {
  if (paid === 'not-reported' || capital === 'not-reported') return 'not-reported'
  return monthOfDate(paid.date) === monthOfDate(capital.date) ? paid.value : 'not-reported'
}

/** What runs on a day. */
export function paidOf(holding: Holding, today: IsoDate): Came | null {
  const running = livePeriods(holding.payments, today).filter(({ state, from }) => state === 'running' && from <= today)
  if (running.length === 0) return null
  return { date: today, amount: sum(running.map(({ amount }) => amount)), premiumsPaid: 'not-reported' }
}

/** The point of a day: by a straight line between the points around it, by months. */
function pointAt(points: readonly ForecastPoint[], date: IsoDate): Omit<ForecastPoint, 'date'> | null {
  const below = points.findLast((point) => point.date <= date)
  const above = points.find((point) => point.date >= date)
  if (below === undefined || above === undefined) return null
  const months = monthOfDate(above.date) - monthOfDate(below.date)
  if (months === 0) return below
  const share = new Dec(monthOfDate(date) - monthOfDate(below.date)).div(months)
  const between = (from: Dec, to: Dec): Dec => from.plus(to.minus(from).times(share))
  return {
    amount: between(below.amount, above.amount),
    contributions: between(below.contributions, above.contributions) as Kronor,
  }
}

/**
 * @param later the holdings as delivered later, by the same ids
 * @param today the day on which `later` holds for payments
 * @returns one error per forecast that can be compared; those that cannot are left out
 */
export function backTest(
  past: readonly PastForecast[],
  later: readonly HeldPension[],
  today: IsoDate,
): readonly ForecastError[] {
  const byId = new Map(later.map(({ id, holding }) => [id, holding]))
  return past.flatMap((forecast) => {
    const holding = byId.get(forecast.holdingId)
    if (holding === undefined) return []
    const came = forecast.of === 'capital' ? capitalOf(holding) : paidOf(holding, today)
    if (came === null || came.date <= forecast.madeOn) return []
    const error = errorOf(forecast, came)
    return error === null ? [] : [error]
  })
}

function errorOf(forecast: PastForecast, came: Came): ForecastError | null {
  const made = pointAt(forecast.points, came.date)
  if (made === null) return null
  const again = forecast.madeAgain === undefined ? null : pointAt(forecast.madeAgain, came.date)
  const rules = again && again.amount.minus(made.amount)
  const paid =
    came.premiumsPaid === 'not-reported' || forecast.premiumsPaid === 'not-reported'
      ? null
      : came.premiumsPaid.minus(forecast.premiumsPaid)
  const contributions = paid && paid.minus((again ?? made).contributions)
  const difference = came.amount.minus(made.amount)
  return {
    holdingId: forecast.holdingId,
    of: forecast.of,
    madeOn: forecast.madeOn,
    date: came.date,
    forecast: made.amount,
    came: came.amount,
    difference,
    rules,
    contributions,
    rest: difference.minus(rules ?? 0).minus(contributions ?? 0),
  }
}
