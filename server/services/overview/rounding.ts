/**
 * Rounding on the overview, in one place.
 *
 * Forecasts are shown to 100 kr, facts to whole kronor, halves up. A sum is the sum of the exact amounts, rounded
 * once. Its parts are then shared out so that they add up to it as shown (largest remainder): every part is its exact
 * amount rounded down or up, those nearest the next step are rounded up until the whole is reached, and a part that is
 * nothing stays nothing. Ties go to the part that stands first.
 */
import type { Dec } from '#forecasting/model/quantity.ts'

export const forecastStep = 100
export const factStep = 1

/** @returns the amount to the nearest step, as a number that may be shown. */
export const roundTo = (step: number, amount: Dec): number => amount.div(step).round().times(step).toNumber()

/**
 * @param whole the sum of `amounts` rounded down or up to a multiple of `step`; a share from an earlier sharing is one
 * @param amounts none below zero
 * @returns one multiple of `step` per amount; together exactly `whole`
 */
export function shareOut(whole: number, amounts: readonly Dec[], step: number): number[] {
  const exact = amounts.map((amount) => amount.div(step))
  const shares = exact.map((steps) => steps.floor().toNumber())
  const left = whole / step - shares.reduce((total, share) => total + share, 0)
  const largestRemainderFirst = exact
    .map((steps, index) => ({ index, remainder: steps.minus(steps.floor()) }))
    .sort((a, b) => b.remainder.cmp(a.remainder) || a.index - b.index)
  for (const { index } of largestRemainderFirst.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1
  return shares.map((share) => share * step)
}
