/**
 * BTP 1: the premium scheme of those employed in banking.
 *
 * Law:     BTP-planen avdelning 1; premiums in parameters/premier-btp1.ts.
 * Formula: 6.5 % of pay up to 7.5 inkomstbasbelopp, 32 % above it up to 30, ages 25 to 65.
 * In:      pay, SEK/year; year; birth year.
 * Out:     SEK/year, unrounded.
 * Outside: rates before 2023; the part that must be saved with a guarantee; repayment cover. Ages and payout are taken
 *          as ITP 1, since the agreement's own are not found: status assumed.
 */
import type { LawReader } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { premierBtp1 } from '../../parameters/premier-btp1.ts'
import type { PremiumYear } from '../tjanstepension/index.ts'
import { calculatePremium } from '../tjanstepension/index.ts'

export function premiumBtp1(year: PremiumYear, law: LawReader): KronorPerYear {
  return calculatePremium(premierBtp1, year, law)
}
