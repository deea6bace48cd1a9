/** What our own calculation of a contract answers, from capital or from a defined benefit. */
import type { Age } from '../model/age.ts'
import type { PayoutDuration } from '../model/holding.ts'
import type { Dec, Kronor, KronorPerMonth } from '../model/quantity.ts'
import type { YearMonth } from '../model/year-month.ts'
import type { PayoutStart, PayoutTerms } from '../rules/payout/index.ts'
import type { AssumptionCode, CalculatedBy, Step } from './types.ts'
import type { WorkPath } from './work.ts'

/** One way to draw a contract. */
export interface Drawing extends PayoutStart {
  readonly at: Age
  readonly month: YearMonth
  readonly duration: PayoutDuration
  readonly work: WorkPath
}

/** A second payout, of what is paid in after the first has begun. */
export interface LaterPayout {
  readonly at: Age
  readonly month: YearMonth
  readonly capital: Kronor
  readonly amount: KronorPerMonth
}

export interface Calculation {
  /** The first monthly amount, not rounded. */
  exact(drawing: Drawing): Dec
  /** The same in doubles, for grids and searches. */
  inDoubles(drawing: Drawing): number
  /** What no market can lower; null when nothing is. */
  guaranteed(drawing: Drawing): KronorPerMonth | null
  /** The amount from each January on, of the first; the first alone when it is level. */
  shares(drawing: Drawing): readonly number[]
  /** What premiums after the start give when they end, for as long as the first; null where there are none. */
  later(drawing: Drawing): LaterPayout | null
  calculatedBy(drawing: Drawing): CalculatedBy
  assumptions(drawing: Drawing): readonly AssumptionCode[]
  steps(drawing: Drawing, amount: KronorPerMonth): readonly Step[]
  /** What would be saved in a month, if it is drawn no sooner; null where there is no capital. */
  saved(month: YearMonth, work: WorkPath): Kronor | null
  /** What is paid in until a month from the day of the capital, before the fee on it; null where there is no capital. */
  paidIn(month: YearMonth, work: WorkPath): Kronor | null
  /** How capital becomes payments; null where there is none. */
  readonly terms: PayoutTerms | null
  /** Whether anything is paid in or earned after today: else work changes nothing. */
  readonly growsByWork: boolean
  readonly restsOnProjectedLaw: boolean
}

/** Months from a first month of payment to the first January after it. */
export const monthsToJanuary = (month: YearMonth): number => 12 - (month % 12)
