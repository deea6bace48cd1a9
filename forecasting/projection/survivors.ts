/**
 * What is paid to the survivors, holding by holding, when the person dies in a month.
 *
 * Law:     the contracts; Inkomstskattelagen 58 kap. for how long; parameters/tid-till-efterlevande.ts.
 * Formula: återbetalningsskydd: before the payout, the capital then saved over the time to survivors, annuity-certain at
 *          the contract's net rate; during it, the payments that are left of its term. Own savings: what is left.
 * Outside: the public pension's survivors' benefits; the amounts of efterlevandepension and familjeskydd, which no
 *          provider reports: that there is such cover is said, never a figure.
 */
import type { Age } from '../model/age.ts'
import { firstMonthAtAge } from '../model/age.ts'
import type { ContractHolding, Reported } from '../model/holding.ts'
import type { Kronor, KronorPerMonth } from '../model/quantity.ts'
import type { YearMonth } from '../model/year-month.ts'
import type { Asked, Basis, PreparedHolding } from './prepared.ts'

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

/** Of every holding, when the person dies at an age: paid from the month after. */
export function survivorsOfHoldings(
  holdings: readonly PreparedHolding[],
  askedOf: (holdingId: string) => Asked,
  deathAge: Age,
  { known, nextMonth }: Basis,
): readonly HoldingForSurvivors[] {
  const month = Math.max(nextMonth, firstMonthAtAge(known.person.birthDate, deathAge)) as YearMonth
  return holdings.map(
    (holding): HoldingForSurvivors =>
      holding.forSurvivors?.(askedOf(holding.id), month) ?? {
        holdingId: holding.id,
        status: 'not-calculated',
        covers: [],
        payments: [],
        capital: null,
        beneficiariesNamed: 'not-reported',
      },
  )
}
