/**
 * Utbetalning: what a capital gives per month, and what is left of it while it is paid.
 *
 * Law:     agreement with the insurer; actuarial standard, with mortality in parameters/dodlighet.ts.
 * Formula: capital / (12 · annuity factor), the factor by duration and återbetalningsskydd:
 *          for life, or for a time while the person lives, without återbetalningsskydd: life annuity;
 *          for a time with återbetalningsskydd: annuity-certain, since what is left goes to the survivors;
 *          for life with återbetalningsskydd: annuity-certain over remaining life + livslängdspåslag.
 *          Net rate = (1 + prognosränta)(1 − fee − avkastningsskatt) − 1.
 *          Left after k months = 12 · amount · the factor of the months that are left (0 when a term that stands for
 *          a life is over). Funds: ./fund.ts.
 * In:      capital at the start, SEK; age in months; yearly rate, net of fee and tax.
 * Out:     SEK/month, whole öre, halves up.
 * Outside: two-stage prognosränta; payouts that rise or fall by agreement.
 */
import type { Kronor, KronorPerMonth, Share } from '../../model/quantity.ts'
import { Dec, kronorPerMonth, share } from '../../model/quantity.ts'
import { toOre } from '../../model/rounding.ts'
import type { PayoutStart, PayoutTerms } from './terms.ts'
import { payoutFactor } from './terms.ts'

export { annuityCertain, continuousAnnuity, lifelongAnnuity, remainingLife, temporaryAnnuity } from './annuity.ts'
export { recomputedShares } from './fund.ts'
export { publishedPrognosranta } from './provider-rate.ts'
export type { PayoutStart, PayoutTerms } from './terms.ts'
export { payoutFactor, payoutTerms, termOf } from './terms.ts'
export { lastAgeInMonths, survivors, survivorsMidMonth } from './survival.ts'

export function netRate(rates: { readonly prognosranta: Share; readonly fee: Share; readonly tax: Share }): Share {
  return share(rates.prognosranta.plus(1).times(new Dec(1).minus(rates.fee).minus(rates.tax)).minus(1))
}

export function calculatePayout(capital: Kronor, terms: PayoutTerms, start: PayoutStart): KronorPerMonth {
  return kronorPerMonth(toOre(capital.div(new Dec(payoutFactor(terms, start) * 12))))
}
