/** Sharing with another saver: a household of two, and helpers who may look. Days are `2026-11-22`. */
import type { OverviewView, PillarCode, SourceCount } from '../api.ts'

export type HelperScope = 'forecast' | 'forecast-and-plans'

/** Who invites to what. It uses the code up only when it is accepted. */
export type InvitationView =
  | { readonly kind: 'household'; readonly name: string }
  | { readonly kind: 'helper'; readonly name: string; readonly scope: HelperScope; readonly endsOn: string }

/** `taken-elsewhere`: the saver is of a household already. */
export type Acceptance = 'taken' | 'gone' | 'own' | 'taken-elsewhere'

export interface HouseholdServices {
  /** Shows the other the figures of today, when both have said yes; then tells how it stands. */
  view(): Promise<HouseholdView>
  /**
   * @param form a random number of the form: one that is sent twice gives the same code twice
   * @returns the code, shown this once; null where there is a household or another invitation already
   */
  invite(form: string): Promise<string | null>
  look(code: string): Promise<InvitationView | null>
  accept(code: string): Promise<Acceptance>
  /** Says yes to the one who took the invitation. */
  confirm(): Promise<void>
  /** Ends it for both at once: an invitation, a household, or what is left of one. */
  leave(): Promise<void>
}

export type HouseholdView =
  | { readonly state: 'none' }
  /** The invitation lasts until this day. */
  | { readonly state: 'invited'; readonly until: string }
  /** Someone has taken the invitation: the saver says yes, or takes it back. */
  | { readonly state: 'to-confirm'; readonly name: string }
  /** The saver has accepted, and the inviter has not yet said yes. */
  | { readonly state: 'awaits-confirmation'; readonly name: string }
  | {
      readonly state: 'joined'
      readonly name: string
      readonly mine: HouseholdShare | null
      readonly theirs: HouseholdShare | null
      readonly years: readonly JointYear[]
    }
  /** The other has left; null: nobody took the invitation in time. */
  | { readonly state: 'ended'; readonly name: string | null }

/** All that one member shows the other: amounts a month, before tax unless said otherwise, whole hundreds. */
export interface HouseholdShare {
  readonly firstName: string
  readonly birthYear: number
  /** Completed months: the choice that the figures rest on. */
  readonly retirementAge: number
  /** Whether that is when work ends and everything is drawn; left out: it was shown before this was told. */
  readonly isChoice?: boolean | undefined
  /** The day the figures are from. */
  readonly day: string
  /** What they rest on; left out: they were shown before this was told. */
  readonly count?: SourceCount | undefined
  readonly years: readonly HouseholdShareYear[]
}

export interface HouseholdShareYear {
  readonly year: number
  readonly gross: number
  /** Null: no tax is calculated. */
  readonly net: number | null
  readonly byPillar: readonly { readonly pillar: PillarCode; readonly monthly: number }[]
}

/** A calendar year of both: means a month over the year. */
export interface JointYear {
  readonly year: number
  /** The age that each turns in the year. */
  readonly ages: { readonly mine: number; readonly theirs: number }
  readonly mine: number
  readonly theirs: number
  readonly gross: number
  readonly net: number | null
}

export interface HelperServices {
  /** Shows the helpers the figures of today; then tells who they are. */
  list(): Promise<HelpersView>
  /** @param form a random number of the form: the same offer that is sent twice gives the same code twice */
  give(offer: HelperOffer, form: string): Promise<HelperGiving>
  confirm(id: string): Promise<void>
  /** Ends it at once; who saw what when is kept. */
  revoke(id: string): Promise<void>
  /** Removes an ended one from the list, with what was recorded of it. */
  forget(id: string): Promise<void>

  look(code: string): Promise<InvitationView | null>
  accept(code: string): Promise<Acceptance>
  /** Those whom the saver helps. */
  helping(): Promise<readonly Helping[]>
  /** What is shown; that it was opened is recorded for the giver. Null: nothing is shared (any more). */
  open(id: string): Promise<SharedWithHelper | null>
  stop(id: string): Promise<void>
}

export interface HelpersView {
  readonly helpers: readonly HelperGiven[]
  /** The last day that may be chosen for a new one. */
  readonly latestEnd: string
}

export interface HelperOffer {
  readonly scope: HelperScope
  /** The last day. */
  readonly endsOn: string
}

export type HelperGiving =
  | { readonly kind: 'invited'; readonly code: string }
  /** Not a day from today to a year on. */
  | { readonly kind: 'bad-end' }
  | { readonly kind: 'too-many'; readonly limit: number }
  /** By this very form, and the invitation is open no more: taken, taken back or run out. */
  | { readonly kind: 'sent-before' }

export interface HelperGiven extends HelperOffer {
  readonly id: string
  /** `over`: its last day is past, the helper has stopped, or nobody took the invitation in time. */
  readonly state: 'invited' | 'to-confirm' | 'helping' | 'revoked' | 'over'
  /** Null until someone has taken the invitation. */
  readonly name: string | null
  /** Of an invitation. */
  readonly until: string | null
  /** Moments at which the helper has opened it, the latest first. */
  readonly readings: readonly string[]
}

export interface Helping extends HelperOffer {
  readonly id: string
  readonly name: string
  readonly state: 'awaits-confirmation' | 'open' | 'over'
}

export interface SharedWithHelper extends HelperOffer {
  readonly name: string
  /** The day the figures are from. */
  readonly day: string
  /** Null: the giver has collected nothing yet. */
  readonly overview: SharedOverview | null
  /** Null: plans are not shared. */
  readonly plans: readonly SharedPlan[] | null
}

export type SharedOverview = Pick<
  OverviewView,
  'age' | 'firstMonth' | 'monthly' | 'byPillar' | 'years' | 'contracts' | 'count' | 'oldestFigures'
> & {
  /** Left out: it was shown before this was told. */
  readonly collectionUnderWay?: boolean | undefined
}

/** A plan, as the engine answers it today: the figures of the plan's own page. Before tax, whole hundreds. */
export interface SharedPlan {
  readonly name: string
  readonly firstMonth: string
  readonly retirementAge: number
  /** Null: nothing that is known gives an amount in any month. */
  readonly monthly: number | null
}
