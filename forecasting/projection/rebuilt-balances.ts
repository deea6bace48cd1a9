/**
 * The balances of a public pension of which only the rights of each year are known.
 *
 * Each account is gone through by its own rules from the first right on: inkomstpension with index, inheritance gain
 * and cost, premiepension with what its funds have returned on average. Years without a right, and all before the
 * first, are taken to have given none.
 */
import type { Steps } from '../explanation/steps.ts'
import type { LawReader } from '../law.ts'
import type { PublicHolding } from '../model/holding.ts'
import { kronor } from '../model/quantity.ts'
import { isoDateOf, monthOfDate, yearOf } from '../model/year-month.ts'
import { inkomstpensionYear, stepInkomstpension } from '../rules/inkomstpension/index.ts'
import { stepPremiepension } from '../rules/premiepension/index.ts'
import type { Basis } from './prepared.ts'

const nothing = kronor(0)

/**
 * The holding with both balances as they were at the last turn of a year; the holding itself where a balance is
 * reported, something is in payment, which has left the accounts, or the rights give nothing.
 *
 * @param steps where the explanation is written, or null
 */
export function withRebuiltBalances(
  holding: PublicHolding,
  { birthYear, known }: Pick<Basis, 'birthYear' | 'known'>,
  law: LawReader,
  steps: Steps | null = null,
): PublicHolding {
  const { inkomstpensionBalance, premiepensionBalance, payments, rights } = holding
  const isReported = inkomstpensionBalance !== 'not-reported' || premiepensionBalance !== 'not-reported'
  if (isReported || payments.length > 0) return holding
  const ofYear = new Map(rights.map((right) => [right.incomeYear, right]))
  const first = Math.min(...ofYear.keys())
  const last = yearOf(monthOfDate(known.today)) - 1
  let [income, premium] = [nothing, nothing]
  // A right is credited in the year after the one it is earned in.
  for (let year = first + 1; year <= last; year++) {
    const { inkomstpension = nothing, premiepension = nothing } = ofYear.get(year - 1) ?? {}
    const factors = inkomstpensionYear({ birthYear, year }, law)
    income = stepInkomstpension({ balance: income, right: inkomstpension }, factors)
    premium = stepPremiepension({ balance: premium, right: premiepension, birthYear, year }, law)
  }
  if (income.isZero()) return holding
  const date = isoDateOf(`${last}-12-31`)
  const inputs = { firstRight: first, date, inkomstpension: income, premiepension: premium }
  steps?.add('allman-pension.balance-rebuilt', inputs, income.plus(premium))
  return {
    ...holding,
    inkomstpensionBalance: { value: income, date },
    premiepensionBalance: { value: premium, date },
  }
}
