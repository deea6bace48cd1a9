/**
 * Rounding of what is shown, in one place.
 *
 * Forecasts are shown to 100 kr, facts to whole kronor, halves up. A family (public, occupational, private, own) is the
 * sum of its exact amounts, rounded once; the total is the sum of the families as they are shown. So a family in which
 * one contract pays shows what that contract shows, families add up to the total, and both are the same on every page;
 * the price is a total that may lie 200 kr, half a step for each of the four families, from the exact sum.
 *
 * A contract is rounded by itself, so that it has one amount wherever it stands; those of a family need not add up to
 * it, and the pages say so where they stand. Only what is told as the whole of something is shared out so that it adds
 * up (`shareOut`).
 */
import type { Pillar } from '#forecasting/model/holding.ts'
import { pillars } from '#forecasting/model/holding.ts'
import type { Dec } from '#forecasting/model/quantity.ts'
import { sum } from './runs.ts'

export const forecastStep = 100
export const factStep = 1

/** @returns the amount to the nearest step, as a number that may be shown. */
export const roundTo = (step: number, amount: Dec): number => amount.div(step).round().times(step).toNumber()

export interface OfFamily {
  readonly pillar: Pillar
  readonly amount: Dec
}

/** The families of which there is a part, even one of nothing, bottom to top. */
export const familiesOf = (parts: readonly OfFamily[]): { pillar: Pillar; monthly: number }[] =>
  pillars.flatMap((pillar) => {
    const own = parts.filter((part) => part.pillar === pillar)
    return own.length === 0 ? [] : [{ pillar, monthly: roundTo(forecastStep, sum(own.map(({ amount }) => amount))) }]
  })

/** What they come to as they are shown. */
export const totalOf = (families: readonly { readonly monthly: number }[]): number =>
  families.reduce((total, { monthly }) => total + monthly, 0)

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
