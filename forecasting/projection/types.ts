/**
 * What a projection takes and gives.
 *
 * `prepare` (./prepare.ts) does once what does not depend on a choice; `forecast` (./forecast.ts) answers one choice;
 * `project` (./run.ts) is both after each other.
 */
import type { Age } from '../model/age.ts'
import type { Holding, PayoutDuration, Pillar, ProviderForecast, PublicComponent } from '../model/holding.ts'
import type { OwnEntry } from '../model/own-entry.ts'
import type { Kronor, KronorPerMonth, KronorPerYear, Share } from '../model/quantity.ts'
import type { IsoDate, YearMonth } from '../model/year-month.ts'

export interface HeldPension {
  /** Ours, stable within one projection; results refer to it. */
  readonly id: string
  readonly holding: Holding
  /** Nobody reports it: it is assumed to come, by what the saver says of their work. */
  readonly assumed?: true
}

export interface HeldEntry {
  /** Ours; no holding has the same. */
  readonly id: string
  readonly entry: OwnEntry
}

/** The pensions of the one who shares the home, before tax. */
export interface HousingPartner {
  readonly birthDate: IsoDate
  readonly pension: KronorPerMonth
  /** Of `pension`. */
  readonly garantipension: KronorPerMonth
}

export interface Housing {
  /** Rent or the like, of the whole household. */
  readonly cost: KronorPerMonth
  /** Of the person, for a couple half of both's; the own home left out. */
  readonly wealth: Kronor
  /** Of a couple; without it no bostadstillägg is calculated for one who is married. */
  readonly partner?: HousingPartner
}

/** Each thing left out is taken for granted, and said so. */
export interface Person {
  readonly birthDate: IsoDate
  /** Left out: single. Sammanboende is `married` where the law treats them alike. */
  readonly maritalStatus?: 'single' | 'married'
  /** SCB's four digits; left out: the average municipality. */
  readonly municipality?: string
  /** Kyrkoavgift as a share of taxable income; left out: no member. */
  readonly churchFee?: Share
  /** `abroad`: no Swedish tax is calculated. Left out: Sweden. */
  readonly resident?: 'sweden' | 'abroad'
  /** Whole years that count for garantipension; left out: as the agency says, else from the first pension right or 25. */
  readonly residenceYears?: number
  /** Left out: no bostadstillägg is calculated. */
  readonly housing?: Housing
}

/** Part of a life at work, in today's money. Half-open: `to` is the first age that is not in it. */
export interface WorkPeriod {
  readonly from: Age
  readonly to: Age
  /** Pay, per year; 0 for none. Part-time is a lower pay. */
  readonly salary: KronorPerYear
  /** Pensionable benefits in place of pay (föräldrapenning, sjukpenning), per year. */
  readonly benefit?: KronorPerYear
}

export interface HoldingChoice {
  readonly start?: Age
  readonly duration?: PayoutDuration
}

/** How much of the public pension is drawn from an age on, until the next such choice. */
export interface PublicWithdrawal {
  readonly from: Age
  /** Of the whole: 0, 0.25, 0.5, 0.75 or 1. */
  readonly inkomstpension: Share
  readonly premiepension: Share
}

export interface Choices {
  /** The age at which work ends and everything not yet in payment is drawn, as soon as each contract allows. */
  readonly retirementAge: Age
  /** Overrides per holding id. */
  readonly perHolding?: Readonly<Record<string, HoldingChoice>>
  /** Left out: everything, from the start. In order of age; no share below the lowest age for the public pension. */
  readonly publicWithdrawal?: readonly PublicWithdrawal[]
  /**
   * Overrides the unchanged salary in the ages named, and may go on beyond `retirementAge` (work beside the pension).
   * In order, not overlapping.
   */
  readonly work?: readonly WorkPeriod[]
}

export interface Assumptions {
  /** Left out: `expected`. The income pension and what is guaranteed do not move. */
  readonly market?: 'low' | 'expected' | 'high'
  /** Of income and supplementary pension in payment, in today's money; left out: `level`. */
  readonly paymentIndexation?: 'level' | 'law-at-zero-growth'
  /**
   * Of an inkomstpension drawn before riktålder: as published when it is drawn, or counted anew at riktålder, when the
   * cohort's is set for good; left out: as published. What it is worth is said in the steps either way.
   */
  readonly delningstal?: 'published' | 'final'
}

/** All that is known before a choice is made. */
export interface Known {
  readonly person: Person
  readonly holdings: readonly HeldPension[]
  readonly entries?: readonly HeldEntry[]
  /** The newest yearly salary as the saver says it, in place of what was reported. */
  readonly salary?: KronorPerYear
  readonly assumptions?: Assumptions
  /** The day the projection is made; amounts are in this day's money. */
  readonly today: IsoDate
}

export interface ProjectionInput extends Known {
  readonly choices: Choices
}

/** Who calculated a figure: said beside every contract. */
export type CalculatedBy = 'in-payment' | 'provider-forecast' | 'provider-values' | 'standard-assumptions' | 'own-entry'

/** What comes on top of the public pension, by law. */
export type Supplement = 'inkomstpensionstillagg' | 'bostadstillagg' | 'aldreforsorjningsstod'

/** One unbroken run of equal monthly payments, before tax, in today's money. */
export interface PaymentRun {
  /** Of the public holding for supplements too. */
  readonly holdingId: string
  readonly pillar: Pillar
  /** `allman-pension`: the agency's own forecast of the whole, which is not split. */
  readonly component: PublicComponent | Supplement | 'allman-pension' | 'avtal' | 'eget'
  readonly from: YearMonth
  /** Last month paid. */
  readonly to: YearMonth | 'lifelong'
  readonly amount: KronorPerMonth
  readonly taxed: boolean
  readonly calculatedBy: CalculatedBy
}

/** An unbroken run of months with the same sums, in today's money. */
export interface MonthRun {
  readonly from: YearMonth
  /** Last month; the whole ends with the month in which the person turns 105. */
  readonly to: YearMonth
  /** All payments before tax. */
  readonly gross: KronorPerMonth
  /** Of `gross`, what is taxed. */
  readonly taxed: KronorPerMonth
  /** Pay for work, and benefits in its place (`WorkPeriod.benefit`), before tax. */
  readonly work: KronorPerMonth
  /** Of `work`, the benefits: taxed as it, without jobbskatteavdrag. */
  readonly benefit: KronorPerMonth
  /** On payments and work together, as if the month's income were that of the whole year; null: not calculated. */
  readonly tax: KronorPerMonth | null
  /** Payments and work after tax. */
  readonly net: KronorPerMonth | null
  /** The payments' own part of `net`: the tax is shared in proportion to what is taxed. */
  readonly netPayments: KronorPerMonth | null
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
  /** Income and supplementary pension in payment lose the norm, 1.6 %, a year against incomes. */
  | 'payment-indexation-by-law'
  /** Of an inkomstpension drawn before riktålder: counted anew there. */
  | 'divisor-recomputed'
  /** Garantipension and inkomstpensionstillägg are our own calculation, beside what the agency forecasts. */
  | 'supplements-own-calculation'
  /** How the base of garantipension would be if everything were inkomstpension is taken from the balance alone. */
  | 'guarantee-base-from-balance'
  /** No balance of the public pension is reported: both are rebuilt from the rights of each year, as if no year lacked. */
  | 'balance-rebuilt-from-rights'
  /** Years in Sweden, from the first pension right or 25, since nobody has said how many count. */
  | 'residence-years-assumed'
  | 'single-assumed'
  /** Tax by the mean of the country's municipalities, since nobody has said which. */
  | 'municipality-average'
  /** The decided figures of law that we have end before this year; see year-figures.ts. */
  | 'figures-of-year-missing'
  /** The home's cost is not known. */
  | 'no-housing-supplement'
  /** Bostadstillägg of one who is married is not calculated without knowing of the other. */
  | 'housing-supplement-needs-partner'
  | 'start-moved-to-earliest'
  | 'start-moved-to-latest'
  /** The contract does not say whether it has återbetalningsskydd; taken as without. */
  | 'no-repayment-cover'
  /** A defined benefit is shown as earned so far, without future service. */
  | 'benefit-earned-so-far'
  /** A defined benefit is drawn early or late by assumed factors. */
  | 'benefit-adjusted-for-age'
  /** The agreement's premium follows the pay until work ends or its last age. */
  | 'premiums-by-agreement'
  /** Premiums that are paid after the contract is drawn are saved apart and drawn when they end, for as long. */
  | 'premiums-after-start-drawn-later'
  /** The contract does not say whether it has återbetalningsskydd; taken as its agreement has it by default. */
  | 'repayment-cover-by-agreement'
  /** A defined benefit grows with service until work ends. */
  | 'service-continues'
  /** How long the service is so far is taken from what is earned. */
  | 'service-from-benefit'
  /** Pay or work differs from what the provider's forecast rests on: our own calculation stands in its place. */
  | 'provider-forecast-set-aside'
  /** The provider's forecast is all there is, though it rests on other pay. */
  | 'forecast-on-other-pay'
  /** The markets give less or more than the standard's return. */
  | 'market-low'
  | 'market-high'
  /** The provider's forecast is all there is, so that no other market can be shown. */
  | 'market-not-applied'

export interface FigureOfLaw {
  readonly term: string
  readonly english: string
  /** As the parameter has it: `share`, `years`, `prisbasbelopp`, `SEK/year` … */
  readonly unit: string
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
  /** What no market can lower; null when nothing is guaranteed or it is not reported. */
  readonly guaranteed: KronorPerMonth | null
  /** The provider's forecasts on other bases than the projection standard's: shown beside, never in a total. */
  readonly otherForecasts: readonly ProviderForecast[]
  /** What of the capital is left, at each turn of a year from the first payment on; empty where there is no capital. */
  readonly capitalLeft: readonly { readonly month: YearMonth; readonly amount: Kronor }[]
  readonly steps: readonly Step[]
  /** Whether what is paid rests on a figure of law that is projected or assumed. */
  readonly restsOnProjectedLaw: boolean
}

export type FallReason =
  | 'temporary-payout-ends'
  | 'payment-ends'
  /** Garantipension sinks since the pension that it fills up rises, or ends. */
  | 'guarantee-lowered'
  /** Inkomstpensionstillägg, bostadstillägg or äldreförsörjningsstöd sinks or ends. */
  | 'supplement-lowered'
  /** A smaller share of the public pension is drawn. */
  | 'withdrawal-lowered'
  /** Inkomstpension drawn before riktålder is counted anew. */
  | 'divisor-recomputed'
  /** Work beside the pension ends or is paid less. */
  | 'work-ends'

/** A month in which the total of payments, and of pay beside them, sinks. */
export interface Fall {
  readonly month: YearMonth
  readonly amount: KronorPerMonth
  /** Null for work. */
  readonly holdingId: string | null
  readonly reason: FallReason
}

export interface Projection {
  readonly runs: readonly PaymentRun[]
  readonly holdings: readonly HoldingResult[]
  readonly falls: readonly Fall[]
  /** From next month to age 105, without gaps. */
  readonly months: readonly MonthRun[]
  /** About the person and the whole; each holding has its own beside it. */
  readonly assumptions: readonly AssumptionCode[]
  /** Of tax and supplements. */
  readonly steps: readonly Step[]
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
