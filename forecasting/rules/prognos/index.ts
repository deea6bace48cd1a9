/**
 * Prognos: the provider's own forecast, used where it answers the very question asked.
 *
 * Law:     Standard för pensionsprognoser; the standard's basis is fixed prices, before tax.
 * Formula: linear by months between the two delivered ages around the start; the newest forecast of each age.
 * In:      delivered forecasts; age at the start in months; duration asked for; whether premiums continue.
 * Out:     SEK/month, whole öre, halves up; null when no delivered ages lie around the start: never extrapolated.
 * Outside: forecasts on other bases, after tax or in nominal prices: never part of a total.
 */
import type { Age } from '../../model/age.ts'
import type { PayoutDuration, ProviderForecast } from '../../model/holding.ts'
import type { KronorPerMonth } from '../../model/quantity.ts'
import { kronorPerMonth } from '../../model/quantity.ts'
import { toOre } from '../../model/rounding.ts'

export const sameDuration = (a: PayoutDuration, b: PayoutDuration): boolean =>
  a === 'lifelong' || b === 'lifelong' ? a === b : a.months === b.months

const onStandardBasis = ({ basis, prices, tax }: ProviderForecast): boolean =>
  basis === 'standard' && prices === 'fixed' && tax === 'before'

/** The forecasts on the standard's basis: what may stand in a total. */
export const standardForecasts = (
  forecasts: readonly ProviderForecast[],
  premiums: ProviderForecast['premiums'],
): readonly ProviderForecast[] =>
  forecasts.filter((forecast) => onStandardBasis(forecast) && forecast.premiums === premiums)

/** The forecasts on other bases: shown beside, with their basis. */
export const otherForecasts = (forecasts: readonly ProviderForecast[]): readonly ProviderForecast[] =>
  forecasts.filter((forecast) => !onStandardBasis(forecast))

/** The newest forecast of each age for a duration, youngest age first. */
export function forecastsFor(
  forecasts: readonly ProviderForecast[],
  duration: PayoutDuration,
): readonly ProviderForecast[] {
  const newest = new Map<Age, ProviderForecast>()
  for (const forecast of forecasts) {
    if (!sameDuration(forecast.duration, duration)) continue
    const known = newest.get(forecast.age)
    if (known === undefined || known.date < forecast.date) newest.set(forecast.age, forecast)
  }
  return [...newest.values()].sort((a, b) => a.age - b.age)
}

/** @param byAge from `forecastsFor` */
export function interpolated(byAge: readonly ProviderForecast[], at: Age): KronorPerMonth | null {
  const below = byAge.findLast((forecast) => forecast.age <= at)
  const above = byAge.find((forecast) => forecast.age >= at)
  if (below === undefined || above === undefined) return null
  if (below.age === above.age) return below.amount
  const rise = above.amount.minus(below.amount).times(at - below.age)
  return kronorPerMonth(toOre(below.amount.plus(rise.div(above.age - below.age))))
}

export const forecastAt = (
  forecasts: readonly ProviderForecast[],
  { at, duration }: { readonly at: Age; readonly duration: PayoutDuration },
): KronorPerMonth | null => interpolated(forecastsFor(forecasts, duration), at)
