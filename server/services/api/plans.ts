/** Plans: forecasts that a saver keeps by name, what they give today, and the search for one that gives a wanted income. */
import type { FallReason } from '#forecasting/projection/types.ts'
import type { PillarCode, Standing } from '../api.ts'
import type { ForecastChoices } from './choices.ts'
import type { LowerTaxView } from './contract.ts'

/** "24 000 kr i månaden efter skatt från 64 år". */
export interface PlanWish {
  /** Completed months of age. */
  readonly from: number
  /** Whole kronor per month in today's money. */
  readonly amount: number
  readonly afterTax: boolean
}

/** What a plan gave when it was saved: whole hundreds per month in the money of that day. */
export interface PlanFigures {
  readonly day: string
  readonly firstMonth: string
  readonly gross: number
  /** `null`: no tax is calculated. */
  readonly net: number | null
}

/** Which plan, as it was when it was read: a change names it, so that two tabs overwrite nothing unseen. */
export interface PlanMark {
  readonly planId: string
  readonly version: number
}

export interface SavedPlan extends PlanMark {
  readonly name: string
  readonly choices: ForecastChoices
  /** Where the plan came from the planner. */
  readonly wish: PlanWish | null
  readonly then: PlanFigures
}

export interface PlanContent {
  readonly name: string
  readonly choices: ForecastChoices
  readonly wish: PlanWish | null
}

export type PlanSaving =
  | { readonly kind: 'saved'; readonly planId: string }
  /** Another plan has the name: the saver says whether it is to be replaced. */
  | { readonly kind: 'name-taken'; readonly by: SavedPlan }
  | { readonly kind: 'too-many'; readonly limit: number }
  /** Nothing has been collected yet, so that a plan would be of nothing. */
  | { readonly kind: 'no-figures' }

export type PlanChange =
  | PlanSaving
  /** Another tab was there first: what it wrote. */
  | { readonly kind: 'changed-meanwhile'; readonly now: SavedPlan }
  | { readonly kind: 'gone' }

export type PlanRemoval = 'removed' | 'gone' | { readonly changedMeanwhile: SavedPlan }

/** How a contract, the public pension or an own entry is paid in a plan. */
export interface PlanPayout {
  readonly contractId: string
  readonly pillar: PillarCode
  readonly label: string
  readonly providerName: string
  readonly firstMonth: string
  /** Completed months of age in the first month. */
  readonly age: number
  /** Last month; `null` = for life. */
  readonly to: string | null
  /** In the first month, before tax: whole hundreds, whole kronor of what is paid already. */
  readonly monthly: number
  /** Paid already: nothing is chosen. */
  readonly running: boolean
  /** Once begun it can as a rule not be stopped or changed. */
  readonly irrevocable: boolean
}

export interface PlanFall {
  readonly month: string
  readonly age: number
  readonly amount: number
  /** What sinks or ends; `null`: pay for work. */
  readonly what: Pick<PlanPayout, 'pillar' | 'label' | 'providerName'> | null
  readonly reason: FallReason
  /** As on the overview: told more quietly, and not counted. */
  readonly minor: boolean
}

/** A choice that no longer can be followed; a contract's without a name when the contract is gone. */
export type UnfollowedChoice =
  | { readonly kind: 'retirement-age' | 'work' | 'withdrawal' }
  | { readonly kind: 'contract-gone' }
  | { readonly kind: 'payout'; readonly what: Pick<PlanPayout, 'pillar' | 'label' | 'providerName'> }

/** What a plan gives by what is known today: whole hundreds, today's money. */
export interface PlanOutlook {
  readonly standing: Standing
  /** When work ends. */
  readonly age: number
  readonly firstMonth: string
  readonly gross: number
  readonly net: number | null
  readonly lowerTax: LowerTaxView | null
  /** Per month at the ages that plans are compared by; `null` where the age has passed. */
  readonly at: readonly {
    readonly age: number
    readonly paid: { readonly gross: number; readonly net: number | null } | null
  }[]
  /** From the first month until 95. */
  readonly lowest: { readonly month: string; readonly age: number; readonly gross: number }
  readonly falls: readonly PlanFall[]
  readonly payouts: readonly PlanPayout[]
  /** Capital that is left, all contracts together. */
  readonly left: readonly { readonly age: number; readonly amount: number }[]
  /** All that is paid from next month until the age. */
  readonly totals: readonly { readonly age: number; readonly gross: number; readonly net: number | null }[]
  /** Per year of life until 95: the mean per month before tax. */
  readonly years: readonly { readonly age: number; readonly gross: number }[]
  readonly notFollowed: readonly UnfollowedChoice[]
}

/** What has come of a plan that was sent to a payer. */
export type TaskSending =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'sent'
      /** `unanswered`: the payer has said nothing by the day that an answer was due. */
      readonly state: 'waiting' | 'unanswered' | 'received' | 'rejected' | 'failed'
    }

export interface PlanTask {
  readonly taskId: string
  readonly what: Pick<PlanPayout, 'pillar' | 'label' | 'providerName'>
  readonly firstMonth: string
  readonly age: number
  /** Months, for life, or a share of the public pension in per cent. */
  readonly draw: { readonly duration: number | 'lifelong' } | { readonly share: number }
  /** The last day to act. */
  readonly actBy: string
  readonly passed: boolean
  /** Who says how long before: the law, or we assume. */
  readonly basis: 'law' | 'assumed'
  readonly irrevocable: boolean
  readonly done: boolean
  readonly sending: TaskSending
}

export interface PayerTasks {
  readonly provider: string
  readonly tasks: readonly PlanTask[]
}

export interface OpenedPlan {
  readonly plan: SavedPlan
  readonly today: string
  readonly outlook: PlanOutlook
  /** In order of date. */
  readonly payers: readonly PayerTasks[]
}

export interface ComparedPlan {
  readonly plan: SavedPlan
  readonly outlook: PlanOutlook
}

/** What one found plan gives up against what gives more there: another of those found, or the contracts as they are. */
export type GivenUp =
  | {
      readonly kind: 'money-ends' | 'cover-ends'
      readonly what: PlanFall['what']
      readonly month: string
      readonly age: number
    }
  /** Kronor per month less from 85 years. */
  | { readonly kind: 'late-income-lower'; readonly amount: number }
  /** Kronor more in tax, over the whole time. */
  | { readonly kind: 'higher-tax'; readonly amount: number }
  /** Kronor less of capital left at 85. */
  | { readonly kind: 'less-left'; readonly amount: number }

export interface FoundPlan {
  readonly choices: ForecastChoices
  readonly outlook: PlanOutlook
  readonly reached: boolean
  /** What lacks in the poorest month. */
  readonly gap: number
  /** The month with the least of what was wished for, after tax if that was the wish. */
  readonly lowest: { readonly month: string; readonly age: number; readonly amount: number }
  readonly lateIncome: number
  readonly givesUp: readonly GivenUp[]
  /** What is to be done first, and by when. */
  readonly firstTasks: readonly PlanTask[]
}

export interface WishBounds {
  readonly earliest: number
  readonly latest: number
  readonly riktalder: number
}

export type PlanSearch =
  | { readonly kind: 'found'; readonly plans: readonly FoundPlan[]; readonly bounds: WishBounds }
  | {
      readonly kind: 'refused'
      readonly why: 'age-too-low' | 'age-too-high' | 'amount' | 'tax-not-calculated'
      readonly bounds: WishBounds
    }
  | { readonly kind: 'no-figures' }

export interface PlansServices {
  /** In the order in which they were written first. */
  list(): Promise<readonly SavedPlan[]>
  /** The same name and choices once more is the same plan. */
  save(plan: PlanContent): Promise<PlanSaving>
  /** New choices and figures, or another name, for a plan that is there. */
  change(mark: PlanMark, plan: PlanContent): Promise<PlanChange>
  /** @param name of the copy. */
  copy(planId: string, name: string): Promise<PlanChange>
  remove(mark: PlanMark): Promise<PlanRemoval>
  /** @returns null when there is no such plan, or nothing has been collected. */
  open(planId: string): Promise<OpenedPlan | null>
  /** Those of the plans that are there, in the order given. */
  compare(planIds: readonly string[]): Promise<readonly ComparedPlan[]>
  /** @returns null before the first collection. */
  bounds(): Promise<WishBounds | null>
  find(wish: PlanWish): Promise<PlanSearch>
  /** Done, or not done after all. @returns whether there is such a plan. */
  tick(planId: string, taskId: string, done: boolean): Promise<boolean>
}
