/** Roundings that the law and the agency use. Each rule says which of them is its own. */
import { Dec } from './quantity.ts'

/** Down to whole hundreds. */
export const hundredsDown = (value: Dec): Dec => value.div(100).floor().times(100)
/** To the nearest hundred, halves away from zero. */
export const nearestHundred = (value: Dec): Dec => value.toNearest(100, Dec.ROUND_HALF_UP)
/** To the nearest whole krona, halves up. */
export const wholeKronor = (value: Dec): Dec => value.plus(0.5).floor()
/** A yearly amount of whole kronor a month, halves up. */
export const wholeKronorPerMonth = (yearly: Dec): Dec => wholeKronor(yearly.div(12)).times(12)
/** A yearly amount of whole kronor a month, downwards but for what lacks at most 0.49 kr a year. */
export const kronorPerMonthDown = (yearly: Dec): Dec => yearly.plus(0.49).div(12).floor().times(12)
/** A yearly amount of whole kronor a month, to the nearest, but halves and a little more downwards. */
export const kronorPerMonthHalfDown = (yearly: Dec): Dec => yearly.div(12).plus(0.49).floor().times(12)
/** Two decimals, halves to even: points. */
export const points = (value: Dec): Dec => value.toDecimalPlaces(2, Dec.ROUND_HALF_EVEN)
