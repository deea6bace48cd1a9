/**
 * What is known of why a provider's own forecast is another than before.
 *
 * The forecast's message has an amount for each age, its day, and at times the yearly return behind it; not by which
 * rate capital becomes a pension, nor how much of the amount is premiums to come. So the difference in kronor is not
 * split: whatever share we gave the capital or the return would be ours, not the provider's. What did change is told
 * beside it.
 */
import type { Holding } from '#forecasting/model/holding.ts'
import type { Share } from '#forecasting/model/quantity.ts'
import type { ProviderForecastFacts } from '../api/changes.ts'
import { factStep, roundTo } from '../overview/rounding.ts'
import { capitalOf, paidIn } from './holding-change.ts'

export function factsOfForecasts(before: Holding, after: Holding): ProviderForecastFacts {
  const [from, to] = [capitalOf(before), capitalOf(after)]
  const moved = from !== null && to !== null && !from.value.eq(to.value)
  const paid = moved ? paidIn(before, after) : null
  const returns = { before: returnOf(before), after: returnOf(after) }
  return {
    capital: moved ? { before: roundTo(factStep, from.value), after: roundTo(factStep, to.value) } : null,
    // An estimate of ours is no fact of the provider's.
    paidIn: paid === null || paid.estimated || paid.amount.isZero() ? null : roundTo(factStep, paid.amount),
    returnPercent:
      returns.before === null || returns.after === null
        ? null
        : { before: inPercent(returns.before), after: inPercent(returns.after) },
  }
}

const inPercent = (share: Share): number => share.times(100).toNumber()

/** The one return behind all forecasts on the standard's basis; null when it is not told, or not one. */
function returnOf({ forecasts }: Holding): Share | null {
  const told = forecasts.filter(({ basis }) => basis === 'standard').map(({ returnPerYear }) => returnPerYear)
  const [first] = told
  if (first === undefined || first === 'not-reported') return null
  return told.every((one) => one !== 'not-reported' && one.eq(first)) ? first : null
}
