/** "Om jag dör": what survivors are paid, contract by contract. */
import type { PillarCode, Standing } from '../api.ts'

export interface FamilyServices {
  /**
   * @param deathAge completed months; null: tomorrow. Outside the bounds it is moved to the nearest, and said so.
   * @returns null before the first collection
   */
  survivors(deathAge: number | null): Promise<SurvivorsView | null>
}

/** Amounts before tax, in today's money, whole hundreds; months `2027-06`. */
export interface SurvivorsView {
  readonly standing: Standing
  readonly deathAge: number
  /** The saver's age now: a death before it cannot be asked for. */
  readonly youngest: number
  readonly oldest: number
  /** The age asked for lay outside and was moved. */
  readonly moved: boolean
  /** Until the death everything goes as if work ended at this age. */
  readonly retirementAge: number
  /** The first month that survivors are paid for. */
  readonly firstMonth: string
  /** Of what has a known amount, in `firstMonth`. */
  readonly monthly: number
  /** One column per calendar year from `firstMonth` until nothing more is known to be paid. */
  readonly years: readonly SurvivorsYear[]
  readonly contracts: readonly SurvivorsContract[]
}

export interface SurvivorsYear {
  readonly year: number
  /** Months of this year covered, 1–12: the first begins with `firstMonth`. */
  readonly months: number
  /** Mean per month over those months. */
  readonly total: number
  readonly parts: readonly { readonly pillar: PillarCode; readonly monthly: number }[]
}

export type SurvivorsCoverCode = 'aterbetalningsskydd' | 'efterlevandepension' | 'familjeskydd'

export interface SurvivorsContract {
  readonly contractId: string
  readonly pillar: PillarCode
  readonly label: string
  readonly providerName: string
  /**
   * `amount-unknown`: there is cover, of a size nobody reports. `unknown`: whether there is any is not reported.
   * `outside`: the public pension, whose survivors' benefits are not calculated here.
   */
  /** `assumed`: no contract yet, so nothing can be covered. */
  readonly status: 'paid' | 'amount-unknown' | 'none' | 'unknown' | 'assumed' | 'outside'
  readonly covers: readonly SurvivorsCoverCode[]
  readonly payments: readonly { readonly monthly: number; readonly from: string; readonly to: string }[]
  /** What is paid at once, or what the payments are worth at the death. */
  readonly capital: number | null
  readonly beneficiaries: 'named' | 'not-named' | 'not-reported'
}
