/**
 * Avtal: an occupational or private contract, from what its provider has delivered.
 *
 * Law:     the contract and its kollektivavtal; Standard för pensionsprognoser; inkomstskattelagen 58 kap. for ages.
 * Formula: capital at start = capital · g^n + Σ premium · g^(months left), g = 1 + avkastning − avkastningsskatt −
 *          fee, premiums in the middle of their month until work or the agreement's last age ends them; then
 *          ../payout. Defined benefit: earned benefit · (1 − 0.5 % per month early, + 0.6 % per month late).
 * In:      the contract; start in months of age; the month work ends.
 * Out:     SEK; SEK/month, whole öre, halves up.
 * Outside: the agreements' own premium rates (the reported premium goes on unchanged); inheritance gains before the
 *          start (some per cent too little without återbetalningsskydd); future service in a defined benefit (what is
 *          earned so far is shown, so those still earning see too little); guarantees; the higher yield tax of a
 *          kapitalförsäkring.
 */
export { adjustedBenefit, benefitAgeOf } from './benefit.ts'
export { capitalAtStart, feesOf } from './capital.ts'
export type { ContractFees } from './capital.ts'
export { defaultDurationOf, earliestAgeOf, premiumEnd, runningPremium } from './terms.ts'
