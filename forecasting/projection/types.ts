/** What a projection takes and gives. `project` in ./run.ts does the work. */
import type { Age } from '../model/age.ts'
import type { Holding, PayoutDuration, Pillar, PublicComponent } from '../model/holding.ts'
import type { KronorPerMonth, KronorPerYear } from '../model/quantity.ts'
import type { IsoDate, YearMonth } from '../model/year-month.ts'

export interface HeldPension {
  /** Ours, stable within one projection; results refer to it. */
  readonly id: string
  readonly holding: Holding
}

export interface Person {
  readonly birthDate: IsoDate
}

export interface HoldingChoice {
  readonly start?: Age
  readonly duration?: PayoutDuration
}

export interface Choices {
  /** The age at which work ends and everything not yet in payment is drawn, as soon as each contract allows. */
  readonly retirementAge: Age
  /** Overrides per holding id. */
  readonly perHolding?: Readonly<Record<string, HoldingChoice>>
}

export interface ProjectionInput {
  readonly person: Person
  readonly holdings: readonly HeldPension[]
  readonly choices: Choices
  /** The day the projection is made; amounts are in this day's money. */
  readonly today: IsoDate
}

/** Who calculated a figure: said beside every contract. */
export type CalculatedBy = 'in-payment' | 'provider-forecast' | 'provider-values' | 'standard-assumptions'

/** One unbroken run of equal monthly payments, before tax, in today's money. */
export interface PaymentRun {
  readonly holdingId: string
  readonly pillar: Pillar
  /** `allman-pension`: the agency's own forecast of the whole, which is not split. */
  readonly component: PublicComponent | 'allman-pension' | 'avtal'
  readonly from: YearMonth
  /** Last month paid. */
  readonly to: YearMonth | 'lifelong'
  readonly amount: KronorPerMonth
  readonly calculatedBy: CalculatedBy
}

/** Why a holding has no payments in the projection: shown, never silently left out. */
export type NotProjectedReason =
  'no-value-reported' | 'not-understood' | 'ended' | 'benefit-without-start-age' | 'outside-forecast-ages' | 'paused'

/** A line "vi har antagit …" on the page. */
export type AssumptionCode =
  | 'return-1.9'
  | 'premiums-continue'
  | 'default-fee'
  | 'default-payout-rate'
  | 'agreed-age-65'
  | 'salary-unchanged'
  | 'divisor-projected'
  | 'payment-indexation-level'
  | 'start-moved-to-earliest'
  | 'start-moved-to-latest'
  /** The contract does not say whether it has återbetalningsskydd; taken as without. */
  | 'no-repayment-cover'
  /** A defined benefit is shown as earned so far, without future service. */
  | 'benefit-earned-so-far'
  /** A defined benefit is drawn early or late by assumed factors. */
  | 'benefit-adjusted-for-age'

export interface FigureOfLaw {
  readonly term: string
  readonly value: string
  readonly from: IsoDate
  readonly status: 'decided' | 'derived' | 'projected' | 'assumed'
  readonly source: string
}

/** One line of "så räknade vi": a rule, what went in, what came out. */
export interface Step {
  readonly rule: string
  readonly inputs: Readonly<Record<string, string>>
  readonly result: string
  readonly figures: readonly FigureOfLaw[]
}

export interface HoldingResult {
  readonly holdingId: string
  readonly calculatedBy: CalculatedBy | null
  readonly notProjected: NotProjectedReason | null
  readonly assumptions: readonly AssumptionCode[]
  readonly steps: readonly Step[]
  /** Whether the result rests on a figure of law that is projected or assumed. */
  readonly restsOnProjectedLaw: boolean
}

/** A month in which the total sinks because a payment ended. */
export interface Fall {
  readonly month: YearMonth
  readonly amount: KronorPerMonth
  readonly holdingId: string
  readonly reason: 'temporary-payout-ends' | 'payment-ends'
}

export interface Projection {
  readonly runs: readonly PaymentRun[]
  readonly holdings: readonly HoldingResult[]
  readonly falls: readonly Fall[]
  /** Ages in completed months. */
  readonly ages: {
    /**
     * The earliest at which anything not yet in payment may be drawn, never below the person's age next month and
     * never above `latest`. Where nothing is left to draw, or what is can be drawn at any age, `publicEarliest`.
     */
    readonly earliest: Age
    /** The cohort's lowest age for the public pension, even when the person has passed it. */
    readonly publicEarliest: Age
    /** The cohort's riktålder, even when the person has passed it: then it lies below `earliest`. */
    readonly riktalder: Age
    /** 75, or the age next month for those who are older. */
    readonly latest: Age
    readonly riktalderStatus: 'decided' | 'projected'
  }
  /** The chosen age, moved to the nearest of `ages.earliest` and `ages.latest` when it lies outside. */
  readonly retirementAge: Age
  /** First month at `retirementAge`. */
  readonly firstMonth: YearMonth
  /** Newest reported yearly salary, with its day, or null when nobody reported one. */
  readonly salary: { readonly amount: KronorPerYear; readonly date: IsoDate } | null
}
