/**
 * Fondutbetalning: a payout that is re-computed each January on what the funds are then worth.
 *
 * Law:     the insurers' terms; premiepension is re-computed the same way (SFB 64 kap.).
 * Formula: K' = (K · l(x) − Σ_{k<m} b · v^k · l(x + k)) / (v^m · l(x + m)) over the m months to January, v = 1 / (growth of
 *          a month), l = 1 with återbetalningsskydd; b' = K' / (12 · factor of the months left). The first b is 1.
 *          Level when the funds grow by the rate of the payout.
 * In:      terms and start of the payout; months from the start in which the amount was set, and from there to January;
 *          growth of each stretch, as a monthly factor.
 * Out:     b of each stretch from there: a double, of the amount of the first.
 * Outside: a term that stands for a life and is nearly over: the last amount goes on.
 */
import type { PayoutStart, PayoutTerms } from './terms.ts'
import { payoutFactor, termOf } from './terms.ts'
import { lastAgeInMonths, survivors } from './survival.ts'

interface Recomputing {
  readonly terms: PayoutTerms
  readonly start: PayoutStart
  /** Months from the first payment to the one whose amount is known; left out: that is the first. */
  readonly since?: number
  /** Months from that one to the first January after it, 1 to 12. */
  readonly toJanuary: number
  /** Payments counted, of the lifelong too. */
  readonly months: number
  /** The monthly growth of the funds after fee and tax, by months since the start. */
  readonly growthAt: (elapsed: number) => number
}

/** Below this many months left of a term that stands for a life, the amount is not changed any more. */
const lastMonthsOfTerm = 12

export function recomputedShares({
  terms,
  start,
  since = 0,
  toJanuary,
  months,
  growthAt,
}: Recomputing): readonly number[] {
  const l = survivors(terms.mortality)
  const living = (elapsed: number): number =>
    terms.aterbetalningsskydd ? 1 : (l[Math.min(start.at + elapsed, lastAgeInMonths)] ?? 0)
  const term = start.duration === 'lifelong' ? termOf(terms, start) : null
  const shares = [1]
  let amount = 1
  let capital = 12 * payoutFactor(terms, start, since)
  let elapsed = since
  for (let stretch = toJanuary; elapsed + stretch < months; stretch = 12) {
    const v = 1 / growthAt(elapsed)
    let [paid, discount] = [0, 1]
    for (let k = 0; k < stretch; k += 1) {
      paid += amount * discount * living(elapsed + k)
      discount *= v
    }
    const left = (capital * living(elapsed) - paid) / (discount * living(elapsed + stretch))
    elapsed += stretch
    const over = term !== null && term - elapsed < lastMonthsOfTerm
    const factor = over ? 0 : payoutFactor(terms, start, elapsed)
    if (factor > 0 && Number.isFinite(left)) amount = Math.max(0, left) / (12 * factor)
    capital = Math.max(0, left)
    shares.push(amount)
  }
  return shares
}
