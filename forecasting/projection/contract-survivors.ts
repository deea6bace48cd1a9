/** What a contract's own covers give the survivors, and what is not known of them. */
import type { ContractHolding, Reported } from '../model/holding.ts'
import type { Kronor, KronorPerMonth } from '../model/quantity.ts'
import type { YearMonth } from '../model/year-month.ts'

export type SurvivorCover = 'aterbetalningsskydd' | 'efterlevandepension' | 'familjeskydd'

/** An unbroken run of equal monthly payments to survivors, before tax, in today's money. */
export interface SurvivorPayment {
  readonly from: YearMonth
  readonly to: YearMonth
  readonly amount: KronorPerMonth
  readonly taxed: boolean
}

export interface HoldingForSurvivors {
  readonly holdingId: string
  /**
   * `paid`: the amounts stand beside. `amount-unknown`: there is cover, of a size nobody reports. `none`: there is no
   * cover, or nothing is left. `unknown`: whether there is cover is not reported. `not-calculated`: the public pension.
   */
  readonly status: 'paid' | 'amount-unknown' | 'none' | 'unknown' | 'not-calculated'
  readonly covers: readonly SurvivorCover[]
  readonly payments: readonly SurvivorPayment[]
  /** What is paid at once, or what the payments are worth at the death; null where it is not known or nothing. */
  readonly capital: Kronor | null
  /** Whether beneficiaries are named with the provider. */
  readonly beneficiariesNamed: Reported<boolean>
}

/** What repayment cover gives; null where the contract has none or nothing is left. */
export interface Repaid {
  readonly payments: readonly SurvivorPayment[]
  readonly capital: Kronor
}

/**
 * A contract's answer, from what its covers are and what its repayment cover gives.
 *
 * @param repaid `unknown`: there is such cover, but what is left is not known
 */
export function contractForSurvivors(
  holdingId: string,
  contract: ContractHolding,
  repaid: Repaid | null | 'unknown',
): HoldingForSurvivors {
  const covers: readonly (readonly [SurvivorCover, Reported<boolean>])[] = [
    ['aterbetalningsskydd', repaid === null ? contract.aterbetalningsskydd : true],
    ['efterlevandepension', contract.survivorsPension],
    ['familjeskydd', contract.familyCover],
  ]
  const held = covers.flatMap(([kind, has]) => (has === true ? [kind] : []))
  const common = { holdingId, covers: held, beneficiariesNamed: contract.beneficiariesNamed }
  if (repaid !== null && repaid !== 'unknown') return { ...common, status: 'paid', ...repaid }
  const ofUnknownSize = repaid === 'unknown' || held.some((kind) => kind !== 'aterbetalningsskydd')
  const notSaid = covers.some(([, has]) => has === 'not-reported')
  const status = ofUnknownSize ? 'amount-unknown' : notSaid ? 'unknown' : 'none'
  return { ...common, status, payments: [], capital: null }
}
