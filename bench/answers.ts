/** The answers that are measured: the same contract of an ordinary insurer, as often as wanted. */
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding } from '#forecasting/model/holding.ts'
import { kronor, kronorPerMonth, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { misVersions } from '#providers/testing/messages.ts'
import { contract } from '#providers/testing/messages.ts'

export type MisVocabulary = (typeof misVersions)[number]

const forecastFrom = (years: number): ContractHolding['forecasts'][number] => ({
  age: age(years),
  duration: 'lifelong',
  amount: kronorPerMonth('4321'),
  basis: 'standard',
  prices: 'fixed',
  returnPerYear: share('0.019'),
  premiums: 'continue',
  tax: 'before',
  date: isoDateOf('2026-10-31'),
})

/** As an insurer reports one: half of what the profile has. */
const typical: ContractHolding = {
  ...contract,
  premium: { amount: kronor('2350.5'), interval: 'month', paidUntil: isoDateOf('2026-10-31') },
  fees: [{ kind: 'management', applies: 'fund', amount: { variable: share('0.0041') } }],
}

/** @param forecasts of each contract, at as many ages: they decide how large it is */
export const typicalContracts = (count: number, forecasts = 1): readonly ContractHolding[] =>
  Array.from({ length: count }, (_, index) => ({
    ...typical,
    forecasts: Array.from({ length: forecasts }, (_forecast, later) => forecastFrom(67 + later)),
    identity: { ...typical.identity, contractNumber: `NL-${100_200 + index}` },
  }))

/** One row of a Markdown table. */
export const row = (...cells: readonly (string | number)[]): void => {
  console.log(`| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)).join(' | ')} |`)
}
