/**
 * Avtal: an occupational or private contract, from what its provider has delivered.
 *
 * Law:     the contract and its kollektivavtal; Standard för pensionsprognoser; inkomstskattelagen 58 kap. for ages.
 * Formula: capital at start = capital · g^n + Σ premium · g^(months left), g = 1 + avkastning − avkastningsskatt −
 *          fee, premiums in the middle of their month until work or the agreement's last age ends them; then
 *          ../payout. Defined benefit: earned benefit · (1 − 0.5 % per month early, + 0.6 % per month late).
 * In:      the contract; start in months of age; the month work ends.
 * Out:     SEK; SEK/month, whole öre, halves up.
 * Outside: inheritance gains before the start (some per cent too little without återbetalningsskydd); guarantees; the
 *          higher yield tax of a kapitalförsäkring. The agreements' own premiums: ./premium-for.ts; service to come in
 *          a defined benefit: ./future-benefit.ts.
 */
export { adjustedBenefit, benefitAgeOf } from './benefit.ts'
export { capitalAtStart, feesOf } from './capital.ts'
export type { ContractFees } from './capital.ts'
export { benefitAtAge, pensionablePay } from './future-benefit.ts'
export { premiumFor } from './premium-for.ts'
export { defaultDurationOf, earliestAgeOf, premiumEnd, runningPremium } from './terms.ts'
