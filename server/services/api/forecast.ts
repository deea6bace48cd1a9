/** The forecast page: what stands still while choices change, and what one choice gives. */
import type { AssumptionCode, CalculatedBy, NotProjectedReason, Supplement } from '#forecasting/projection/types.ts'
import type { AgeView, ContractPayment, FallView, PillarCode, SourceCount, StepDown, YearColumn } from '../api.ts'
import type { ForecastChoices } from './choices.ts'
import type { LowerTaxView } from './contract.ts'
import type { SaverFacts } from './facts.ts'

export interface ForecastView {
  readonly frame: ForecastFrame
  readonly answer: ForecastAnswer
}

export interface ForecastFrame {
  readonly name: string
  readonly age: Omit<AgeView, 'chosen' | 'moved'>
  /** Next month. */
  readonly ageNow: number
  /** By family, those with anything left to draw: the lowest age, and what may be drawn then. */
  readonly earliest: readonly { readonly pillar: PillarCode; readonly age: number; readonly label: string }[]
  readonly items: readonly ForecastItem[]
  /** Pay before tax as last reported or said; null when none is known or work has ended. */
  readonly salary: { readonly monthly: number; readonly date: string } | null
  readonly facts: Pick<
    SaverFacts,
    'maritalStatus' | 'churchMember' | 'resident' | 'residenceYears' | 'housing' | 'agreement'
  >
  /** By name; null: not said. */
  readonly municipality: string | null
  readonly count: SourceCount
  readonly oldestFigures: string | null
  readonly collectionUnderWay: boolean
}

/** A contract, the public pension or an own entry. */
export interface ForecastItem {
  readonly id: string
  readonly pillar: PillarCode
  readonly label: string
  readonly providerName: string
  /** What its rules let the saver choose; null when nothing is left to choose. */
  readonly choice: {
    readonly earliest: number
    readonly latest: number
    /** Months, or for life; the default first. */
    readonly durations: readonly (number | 'lifelong')[]
  } | null
}

export interface ForecastAnswer {
  /** As they were asked. */
  readonly choices: ForecastChoices
  readonly age: number
  readonly firstMonth: string
  /** Choices that could not be followed, and were left out. */
  readonly notFollowed: {
    readonly age: boolean
    readonly work: boolean
    readonly withdrawal: boolean
    /** Ids, also of contracts that are no longer there. */
    readonly contracts: readonly string[]
  }
  /** In `firstMonth`, per month, whole hundreds, in the money asked for. */
  readonly outcomes: Readonly<Record<MarketCode, OutcomeView>>
  /** Late in life, before tax, as `years` has it; null where that is near, nothing is paid then, or no market moves it. */
  readonly later: LaterOutcomes | null
  readonly lowerTax: LowerTaxView | null
  readonly byPillar: readonly { readonly pillar: PillarCode; readonly monthly: number }[]
  /** Pay beside the pension in `firstMonth`; null when there is none. */
  readonly work: { readonly monthly: number; readonly net: number | null } | null
  readonly supplements: readonly SupplementView[]
  readonly years: readonly YearColumn[]
  readonly falls: readonly FallView[]
  readonly stepsDown: readonly StepDown[]
  readonly items: readonly ItemAnswer[]
  readonly assumptions: readonly AssumptionCode[]
  readonly restsOnProjectedLaw: boolean
}

export type MarketCode = 'low' | 'expected' | 'high'

export interface OutcomeView {
  readonly gross: number
  /** The pension's own part after tax; null where no Swedish tax is calculated. */
  readonly net: number | null
  /** Of `gross`, what contracts guarantee whatever the market; the public pension guarantees nothing. */
  readonly guaranteed: number
}

export interface LaterOutcomes extends Readonly<Record<MarketCode, number>> {
  /** Whole years. */
  readonly age: number
}

/** What the saver may have a right to on top, and must in part apply for. */
export interface SupplementView {
  readonly kind: Supplement | 'garantipension'
  readonly monthly: number
  readonly from: string
}

export interface ItemAnswer {
  readonly id: string
  readonly payments: readonly ContractPayment[]
  /** Completed months of age in the first month paid; null when nothing is. */
  readonly start: number | null
  /** Months in all, or for life; null when nothing is paid. */
  readonly duration: number | 'lifelong' | null
  readonly calculatedBy: CalculatedBy | null
  readonly notProjected: NotProjectedReason | null
  /** Per month, whole hundreds; null: nothing is, or it is not reported. */
  readonly guaranteed: number | null
  readonly assumptions: readonly AssumptionCode[]
}

export interface ForecastServices {
  /** @returns null before the first collection. */
  view(choices: ForecastChoices): Promise<ForecastView | null>
  /**
   * The answer, and those at each month of age up to `around` before and after it that may be chosen.
   * @returns null before the first collection.
   */
  answers(choices: ForecastChoices, around: number): Promise<readonly ForecastAnswer[] | null>
}
