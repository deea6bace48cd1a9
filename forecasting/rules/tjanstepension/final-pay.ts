/**
 * The pensionable pay of a final-salary benefit: the mean of the last five years, raised by prisbasbelopp.
 *
 * Law:     ITP-planen avdelning 2; PA 03.
 * Formula: floor((w1 + Σ_{i = 2..5} w_i · prisbasbelopp_1 / prisbasbelopp_i) / 5 + ½), i years before the benefit's
 *          age, w limited first as the agreement says.
 * In:      pay of the last years, newest first, and the year of each.
 * Out:     SEK/year, whole kronor.
 * Outside: parts of a year; pay that is not monthly.
 */
import type { LawReader } from '../../law.ts'
import { Dec } from '../../model/quantity.ts'
import { wholeKronor } from '../../model/rounding.ts'
import { prisbasbelopp } from '../../parameters/prisbasbelopp.ts'

export interface PayYear {
  readonly year: number
  readonly pay: Dec
}

/** @param last the last five years, newest first */
export function finalPay(last: readonly PayYear[], law: LawReader): Dec {
  const [newest] = last
  if (newest === undefined) return new Dec(0)
  const price = law.ofYear(prisbasbelopp, newest.year)
  const raised = last.map(({ year, pay }) => pay.times(price).div(law.ofYear(prisbasbelopp, year)))
  return wholeKronor(raised.reduce((sum, pay) => sum.plus(pay), new Dec(0)).div(last.length))
}
