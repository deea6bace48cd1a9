/**
 * "Så räknade vi": the steps behind a figure. Amounts are whole öre here, and the parts of every sum add up to it
 * exactly; what the head figure is rounded by stands as a part of its own.
 */
import type { NotProjectedReason, PaymentRun } from '#forecasting/projection/types.ts'
import type { AssumptionCode } from '#forecasting/projection/types.ts'
import type { CalculatedByCode, PillarCode, Standing } from '../api.ts'
import type { ForecastChoices } from './choices.ts'

export interface ExplanationServices {
  /**
   * @param month `2048-03`: the sum in that month beside the one before; `null`: in the first month at the chosen age
   * @param contractId whose steps are told; `null`: none's
   * @returns null before the first collection
   */
  read(choices: ForecastChoices, month: string | null, contractId: string | null): Promise<ExplanationView | null>
}

export interface ExplanationView {
  readonly standing: Standing
  readonly month: string
  /** Completed months in that month. */
  readonly age: number
  /** The chosen age, in completed months. */
  readonly retirementAge: number
  readonly total: ExplainedAmount
  /** As the overview shows the total: whole hundreds of kronor. */
  readonly shown: number
  /** `shown` less the total. */
  readonly rounding: number
  readonly families: readonly ExplainedFamily[]
  /** `null` where no Swedish tax is calculated. */
  readonly tax: ExplainedTax | null
  /** `null` when no contract is asked for, or the saver has none of that id. */
  readonly contract: ContractSteps | null
  readonly assumptions: readonly AssumptionCode[]
  /** Whether some choice in the address could not be followed. */
  readonly notAllFollowed: boolean
}

export interface ExplainedAmount {
  /** Öre a month. */
  readonly amount: number
  /** The month before; `null` when no month was asked for. */
  readonly before: number | null
}

export interface ExplainedFamily extends ExplainedAmount {
  readonly pillar: PillarCode
  readonly contracts: readonly ExplainedContract[]
}

export interface ExplainedContract extends ExplainedAmount {
  readonly contractId: string
  readonly label: string
  /** `null` for what the saver has added. */
  readonly providerName: string | null
  readonly parts: readonly ExplainedPart[]
}

export interface ExplainedPart extends ExplainedAmount {
  readonly component: PaymentRun['component']
  readonly calculatedBy: CalculatedByCode
}

/** `gross` less `tax` is `net`, to the öre. */
export interface ExplainedTax {
  readonly gross: number
  /** The payments' own part of the tax. */
  readonly tax: number
  readonly net: number
  readonly on: 'municipality' | 'average'
  readonly steps: readonly StepView[]
}

export interface ContractSteps {
  readonly contractId: string
  readonly label: string
  readonly providerName: string | null
  readonly pillar: PillarCode
  readonly calculatedBy: CalculatedByCode | null
  readonly notProjected: NotProjectedReason | null
  readonly assumptions: readonly AssumptionCode[]
  readonly steps: readonly StepView[]
}

/** One rule: what went in, what came out, and on which figures of law. */
export interface StepView {
  readonly rule: RuleCode
  /** From when the result holds, where the step says so. */
  readonly month: string | null
  readonly inputs: readonly StepInput[]
  readonly result: StepValue
  readonly figures: readonly FigureView[]
}

export interface StepInput {
  readonly name: InputCode
  /** Of what belongs to one year: `right`. */
  readonly year: number | null
  readonly value: StepValue
}

export type StepValue =
  /** Kronor with öre. */
  | { readonly kind: 'kronor'; readonly amount: number; readonly per: 'once' | 'month' | 'year' }
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'years'; readonly years: number }
  | { readonly kind: 'age'; readonly months: number }
  | { readonly kind: 'month'; readonly month: string }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'start'; readonly months: number; readonly month: string }
  | { readonly kind: 'duration'; readonly months: number }
  | { readonly kind: 'word'; readonly word: StepWord }
  /** Kronor a year between months; `to` is the first month without it. */
  | { readonly kind: 'spans'; readonly spans: readonly { yearly: number; from: string; to: string }[] }

export type StepWord =
  | 'lifelong'
  | 'yes'
  | 'no'
  | 'none'
  | 'stated'
  | 'reported-salary'
  | 'pgi'
  | 'continue'
  | 'paid-up'
  | 'low'
  | 'expected'
  | 'high'

export interface FigureView {
  /** In Swedish, as law and agreement have it. */
  readonly term: string
  readonly english: string
  readonly value: FigureValue
  readonly from: string
  readonly status: 'decided' | 'derived' | 'projected' | 'assumed'
  readonly source: { readonly sv: string; readonly en: string }
}

export type FigureValue =
  /** Several when the figure is one of several pieces, as a premium below and above a limit. */
  | { readonly kind: 'percent'; readonly values: readonly number[] }
  | { readonly kind: 'unit'; readonly unit: FigureUnit; readonly value: number }
  /** A curve or the like, as it stands. */
  | { readonly kind: 'text'; readonly text: string }

export type FigureUnit =
  'kronor' | 'kronor-month' | 'kronor-year' | 'years' | 'months' | 'prisbasbelopp' | 'inkomstbasbelopp' | 'number'

/** The engine's rules, with `-` for its dots. */
export type RuleCode =
  | 'allman-pension-start'
  | 'allman-pension-balance-rebuilt'
  | 'pensionsratt-pay'
  | 'inkomstpension'
  | 'inkomstpension-account'
  | 'inkomstpension-in-payment'
  | 'inkomstpension-later-right'
  | 'inkomstpension-payment-indexation'
  | 'inkomstpension-withdrawal-lowered'
  | 'inkomstpension-divisor-recomputed'
  | 'inkomstpension-divisor-worth'
  | 'premiepension'
  | 'premiepension-account'
  | 'premiepension-in-payment'
  | 'premiepension-recounted'
  | 'premiepension-withdrawal-lowered'
  | 'tillaggspension'
  | 'tillaggspension-in-payment'
  | 'tillaggspension-payment-indexation'
  | 'garantipension'
  | 'garantipension-in-payment'
  | 'inkomstpensionstillagg'
  | 'bostadstillagg'
  | 'prognos'
  | 'prognos-market'
  | 'avtal-start'
  | 'avtal-in-payment'
  | 'avtal-service'
  | 'avtal-benefit'
  | 'avtal-capital-at-start'
  | 'payout'
  | 'payout-other-duration'
  | 'payout-recounted'
  | 'payout-later-premiums'
  | 'eget-income'
  | 'eget-saving'
  | 'skatt'

/** What goes into a rule, by the engine's names. */
export type InputCode =
  | 'aterbetalningsskydd'
  | 'at'
  | 'allmanPensionsavgift'
  | 'balance'
  | 'base'
  | 'before'
  | 'begravningsavgift'
  | 'benefit'
  | 'capital'
  | 'chosen'
  | 'cost'
  | 'countedFrom'
  | 'credited'
  | 'date'
  | 'delningstal'
  | 'duration'
  | 'earned'
  | 'factor'
  | 'feeOfCapital'
  | 'feeOfPremium'
  | 'firstRight'
  | 'fixedFeePerYear'
  | 'forecast'
  | 'from'
  | 'garantipension'
  | 'grundavdrag'
  | 'guaranteed'
  | 'income'
  | 'incomeYear'
  | 'inheritanceGains'
  | 'inkomstpension'
  | 'jobbskatteavdrag'
  | 'kommunalskatt'
  | 'kyrkoavgift'
  | 'lowest'
  | 'market'
  | 'married'
  | 'moved'
  | 'pension'
  | 'placed'
  | 'premiepension'
  | 'premiums'
  | 'premiumsPerYear'
  | 'publicServiceAvgift'
  | 'rate'
  | 'residenceYears'
  | 'return'
  | 'returned'
  | 'right'
  | 'savedPerMonth'
  | 'savedUntil'
  | 'share'
  | 'shareDrawn'
  | 'skattereduktionForvarvsinkomst'
  | 'skattereduktionPensionsavgift'
  | 'start'
  | 'statligInkomstskatt'
  | 'taxable'
  | 'to'
  | 'value'
  | 'wealth'
  | 'work'
  | 'yearsWithIncome'
  | 'yieldTax'
