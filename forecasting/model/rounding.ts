/** Roundings that the law and the agency use. Each rule says which of them is its own. */
import { Dec } from './quantity.ts'

/**
 * Divisions leave noise about the 30th decimal, so that what is a whole krona by the rule may come out as 0.999… of it,
 * and half an öre as a little less. No rounding may see that.
 */
const settled = (value: Dec): Dec => value.toDecimalPlaces(25)

/** Down to a whole number. */
export const wholeDown = (value: Dec): Dec => settled(value).floor()
/** Two decimals, halves up. */
export const toOre = (value: Dec): Dec => settled(value).toDecimalPlaces(2)
/** Down to whole hundreds. */
export const hundredsDown = (value: Dec): Dec => wholeDown(value.div(100)).times(100)
/** To the nearest hundred, halves away from zero. */
export const nearestHundred = (value: Dec): Dec => settled(value).toNearest(100, Dec.ROUND_HALF_UP)
/** To the nearest whole krona, halves up. */
export const wholeKronor = (value: Dec): Dec => wholeDown(value.plus(0.5))
/** A yearly amount of whole kronor a month, halves up. */
export const wholeKronorPerMonth = (yearly: Dec): Dec => wholeKronor(yearly.div(12)).times(12)
/** A yearly amount of whole kronor a month, downwards but for what lacks at most 0.49 kr a year. */
export const kronorPerMonthDown = (yearly: Dec): Dec => wholeDown(yearly.plus(0.49).div(12)).times(12)
/** A yearly amount of whole kronor a month, to the nearest, but halves and a little more downwards. */
export const kronorPerMonthHalfDown = (yearly: Dec): Dec => wholeDown(yearly.div(12).plus(0.49)).times(12)
/** Two decimals, halves to even: points. */
export const points = (value: Dec): Dec => settled(value).toDecimalPlaces(2, Dec.ROUND_HALF_EVEN)
