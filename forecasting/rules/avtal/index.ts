/**
 * Avtal: an occupational or private contract, from what its provider has delivered.
 *
 * Law:     the contract and its kollektivavtal; Standard för pensionsprognoser; inkomstskattelagen 58 kap. for ages.
 * Formula: capital at start = (capital · Q(now) + Σ premium · (1 − fee) · Q(middle of its month) − Σ fixed fee · Q) /
 *          Q(start), Q(t) = l(t) / g^t, g = 1 + avkastning − avkastningsskatt − fee a year; l = 1 with
 *          återbetalningsskydd, else survival (arvsvinst are credited); then ../payout.
 *          Premium by agreement: ./premium-for.ts, of which a contract has the part that it reports; without a rule
 *          the reported premium goes on to the contract's pension age.
 *          Defined benefit: (earned + service to come, ./future-benefit.ts) · (1 − 0.5 % per month early, + 0.6 % late).
 * In:      the contract; the path of pay; start in months of age.
 * Out:     SEK; SEK/month, not rounded before ../payout.
 * Outside: flexpension and other local extra premiums beyond the reported.
 */
export { adjustedBenefit, ageFactors, benefitAgeOf } from './benefit.ts'
export { capitalAtStart, capitalInDoubles, feesOf, inDoubles, monthlyGrowth } from './capital.ts'
export type { ContractFees, Saving, SavingPath } from './capital.ts'
export { benefitWithService, pensionablePay, serviceRule, serviceSpans } from './future-benefit.ts'
export type { ServiceSpan } from './future-benefit.ts'
export { hasPremiumRule, premiumFor } from './premium-for.ts'
export { premiumOn, premiumSpans } from './premiums.ts'
export type { PaySpan, PremiumSpan } from './premiums.ts'
export {
  agreementOf,
  defaultDurationOf,
  durationRuleOf,
  earliestAgeOf,
  isDurationAllowed,
  lastPremiumOf,
  latestAgeOf,
  aterbetalningsskyddOf,
  runningPremium,
} from './terms.ts'
