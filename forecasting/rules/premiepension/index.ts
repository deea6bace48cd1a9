/**
 * Premiepension: the funded part of the public pension, as fund insurance.
 *
 * Law:     SFB 64 kap.; delningstal in parameters/delningstal-premiepension.ts; return by the projection standard.
 * Formula: floor(capital / delningstal / 12 + ½); the account before it in ./account.ts; no avkastningsskatt.
 * In:      the account's capital, SEK; birth year; age at the start in months.
 * Out:     SEK/month, whole kronor, for the first year: by law it is counted anew each January
 *          (projection/public-drawing.ts).
 * Outside: survivor's cover, fixed payout; in product mode the fee of administration, at most 100 kr a year.
 */
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import type { PremiepensionFund } from '../../model/holding.ts'
import type { Kronor, KronorPerMonth, KronorPerYear, Share } from '../../model/quantity.ts'
import { kronorPerMonthDown, wholeKronor } from '../../model/rounding.ts'
import { Dec, kronorPerMonth, kronorPerYear, share } from '../../model/quantity.ts'
import type { IsoDate } from '../../model/year-month.ts'
import { delningstalPremiepension } from '../../parameters/delningstal-premiepension.ts'
import { standardfondavgift } from '../../parameters/standardfondavgift.ts'
import { calculateDelningstal } from '../delningstal/index.ts'

export type { PremiepensionYear } from './account.ts'
export { movePremiepension, premiepensionGain, premiepensionYear, stepPremiepension } from './account.ts'

/**
 * The account's yearly fee: that of the funds weighted by value, the standard fee where none is reported.
 * @returns `assumed` when any part of it is the standard fee.
 */
export function fundFee(
  funds: readonly PremiepensionFund[],
  today: IsoDate,
  law: LawReader,
): { readonly fee: Share; readonly assumed: boolean } {
  const assumed = funds.length === 0 || funds.some((fund) => fund.fee === 'not-reported')
  const standard = assumed ? law.value(standardfondavgift, today) : share(0)
  const feeOf = (fund: PremiepensionFund) => (fund.fee === 'not-reported' ? standard : fund.fee)
  const total = funds.reduce((sum, fund) => sum.plus(fund.value), new Dec(0))
  if (total.isZero()) return { fee: funds[0] ? feeOf(funds[0]) : standard, assumed }
  const weighted = funds.reduce((sum, fund) => sum.plus(fund.value.times(feeOf(fund))), new Dec(0))
  return { fee: share(weighted.div(total)), assumed }
}

export function calculatePremiepension(
  account: { readonly capital: Kronor; readonly birthYear: number; readonly at: Age },
  law: LawReader,
): KronorPerMonth {
  return kronorPerMonth(
    wholeKronor(account.capital.div(calculateDelningstal(delningstalPremiepension, account, law)).div(12)),
  )
}

/** A pension with a right placed later, at the delningstal of the age: whole kronor a month downwards. */
export function premiepensionWithLaterRight(
  pension: KronorPerMonth,
  { right, birthYear, at }: { readonly right: Dec; readonly birthYear: number; readonly at: Age },
  law: LawReader,
): KronorPerYear {
  const added = right.div(calculateDelningstal(delningstalPremiepension, { birthYear, at }, law))
  return kronorPerYear(kronorPerMonthDown(pension.times(12).plus(added)))
}
