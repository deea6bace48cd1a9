/**
 * The seam between a whole person and the holdings: what is prepared once, what one choice asks, what a holding
 * answers. The public pension, the contracts and the own entries all have this one shape.
 */
import type { LawReader } from '../law.ts'
import type { Age } from '../model/age.ts'
import type { PayoutDuration } from '../model/holding.ts'
import type { Kronor, KronorPerMonth } from '../model/quantity.ts'
import type { YearMonth } from '../model/year-month.ts'
import type { Income } from './assumptions.ts'
import type { HoldingForSurvivors } from './contract-survivors.ts'
import type { FallReason, HoldingChoice, HoldingResult, Known, PaymentRun, PublicWithdrawal } from './types.ts'
import type { WorkPath } from './work.ts'

/** What every holding of a person is prepared from. */
export interface Basis {
  readonly known: Known
  readonly birthYear: number
  /** Pay as it goes on when nothing else is chosen; null when nobody has reported any. */
  readonly income: Income | null
  readonly law: LawReader
  /** The first month that a pension applied for today is paid. */
  readonly nextMonth: YearMonth
  /** The month in which the projection ends. */
  readonly lastMonth: YearMonth
}

/** One choice, as one holding is asked. */
export interface Asked {
  /** When work ends and what is not yet in payment is drawn, within the ages that may be chosen. */
  readonly retirementAge: Age
  readonly choice: HoldingChoice
  /** In order of age; null: everything from the start. */
  readonly publicWithdrawal: readonly PublicWithdrawal[] | null
  readonly work: WorkPath
}

export interface Outcome {
  readonly runs: readonly PaymentRun[]
  readonly result: HoldingResult
  /** Months in which a rule or a choice lowers what goes on being paid, and why. */
  readonly lowered?: readonly { readonly month: YearMonth; readonly reason: FallReason }[]
  /** Months in which what is paid is counted anew as the markets have gone: it is less without having ended. */
  readonly recounted?: ReadonlySet<YearMonth>
  /** Of the public pension: whether all of it is drawn in a month, without which no bostadstillägg is paid. */
  readonly drawnInFull?: (month: YearMonth) => boolean
}

export interface SavedCapital {
  /** In today's money. */
  readonly amount: Kronor
  /** What of it is paid in after the day of the delivered capital; null: not told apart. */
  readonly contributions: Kronor | null
}

/** Who answers for a holding; one who asks the same many times may remember. */
export type OutcomeOf = (holding: PreparedHolding, asked: Asked) => Outcome

export const ownOutcome: OutcomeOf = (holding, asked) => holding.outcome(asked)

export interface PreparedHolding {
  readonly id: string
  /** The lowest age it may be drawn at; null when nothing is left to draw, or when it may be drawn at any age. */
  readonly earliest: Age | null
  /** Null: none but the highest age that may be chosen. */
  readonly latest: Age | null
  /** What its rules allow, the default among them. */
  readonly durations: readonly PayoutDuration[]
  readonly defaultDuration: PayoutDuration
  /** @throws ForecastInputError for a choice that its rules do not allow */
  outcome(asked: Asked): Outcome
  /**
   * What is paid before tax in the first month when drawn at `start`, as `outcome` has it but without its explanation:
   * for grids and searches. Null when nothing is left to draw or the start or the duration is not allowed.
   */
  amountAt(start: Age, duration: PayoutDuration, work: WorkPath): KronorPerMonth | null
  /** As `amountAt` in whole öre, which a double holds exactly, and faster; NaN where that is null. */
  oreAt?(start: Age, duration: PayoutDuration, work: WorkPath): number
  /** As `oreAt` in kronor, not rounded and in doubles alone: the reference that exactness is measured against. */
  inDoublesAt?(start: Age, duration: PayoutDuration, work: WorkPath): number
  /** What is saved in a month when nothing is drawn before it; null where there is no capital, left out: not calculated. */
  savedIn?(month: YearMonth, work: WorkPath): SavedCapital | null
  /** What survivors are paid when the person has died before a month; left out: not calculated. */
  forSurvivors?(asked: Asked, month: YearMonth): HoldingForSurvivors
}
