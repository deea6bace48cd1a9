/**
 * Utbetalning: what a capital gives per month.
 *
 * Law:     agreement with the insurer; actuarial standard, with mortality in parameters/dodlighet.ts.
 * Formula: capital / (12 · annuity factor), the factor by duration and återbetalningsskydd:
 *          for life, or for a time while the person lives, without återbetalningsskydd: life annuity;
 *          for a time with återbetalningsskydd: annuity-certain, since what is left goes to the survivors;
 *          for life with återbetalningsskydd: annuity-certain over remaining life + livslängdspåslag.
 *          Net rate = (1 + prognosränta)(1 − fee − avkastningsskatt) − 1.
 * In:      capital at the start, SEK; age in months; yearly rate, net of fee and tax.
 * Out:     SEK/month, whole öre, halves up.
 * Outside: fund payout re-computed yearly, two-stage forecast rates, shares paid to survivors.
 */
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import type { PayoutDuration } from '../../model/holding.ts'
import type { Kronor, KronorPerMonth, Share } from '../../model/quantity.ts'
import { Dec, kronorPerMonth, share } from '../../model/quantity.ts'
import type { IsoDate } from '../../model/year-month.ts'
import { dodlighet } from '../../parameters/dodlighet.ts'
import { livslangdspaslag } from '../../parameters/livslangdspaslag.ts'
import { annuityCertain, lifelongAnnuity, remainingLife, temporaryAnnuity } from './annuity.ts'

export { annuityCertain, continuousAnnuity, lifelongAnnuity, remainingLife, temporaryAnnuity } from './annuity.ts'

export function netRate(rates: { readonly prognosranta: Share; readonly fee: Share; readonly tax: Share }): Share {
  return share(rates.prognosranta.plus(1).times(new Dec(1).minus(rates.fee).minus(rates.tax)).minus(1))
}

interface Payout {
  readonly capital: Kronor
  readonly birthYear: number
  readonly at: Age
  readonly duration: PayoutDuration
  readonly aterbetalningsskydd: boolean
  readonly rate: Share
  readonly today: IsoDate
}

/** Worth of 1 krona a year under the payout's terms. */
export function payoutFactor(payout: Omit<Payout, 'capital'>, law: LawReader): number {
  const { birthYear, at, duration, aterbetalningsskydd, today } = payout
  const rate = payout.rate.toNumber()
  if (aterbetalningsskydd) {
    if (duration !== 'lifelong') return annuityCertain(rate, duration.months)
    const life = remainingLife(law.mortality(dodlighet, birthYear), at)
    const months = Math.round((life + law.value(livslangdspaslag, today).toNumber()) * 12)
    return annuityCertain(rate, months)
  }
  const life = { mortality: law.mortality(dodlighet, birthYear), at, rate }
  return duration === 'lifelong' ? lifelongAnnuity(life) : temporaryAnnuity(life, duration.months)
}

export function calculatePayout(payout: Payout, law: LawReader): KronorPerMonth {
  const yearly = payout.capital.div(new Dec(payoutFactor(payout, law)))
  return kronorPerMonth(yearly.div(12).toDecimalPlaces(2))
}
