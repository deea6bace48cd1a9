/** "Varför ändrades det?": the figures of the previous collection against those of now, and what made the difference. */

import type { PillarCode, Standing } from '../api.ts'

/**
 * What a part of a difference comes from.
 *
 * - `rules`: law, assumptions, and that time has passed
 * - `sources`: a source that holds nothing any more, or that has answered for the first time or again
 * - `contracts`: a contract that is new at a source, or that it no longer lists
 * - `corrections`: a source has changed its own figure for the same day
 * - `contributions`: paid in or earned since, and what is paid in from now on
 * - `returns`: returns, fees, and how what is paid out is counted up
 * - `payouts`: paid out of the capital
 * - `provider-forecast`: the provider's own forecast has been made anew; it does not say how much each cause makes
 * - `not-split`: contributions and returns, which the source does not tell apart
 * - `own`: what the saver has said or added
 */
export type ChangeCause =
  | 'rules'
  | 'sources'
  | 'contracts'
  | 'corrections'
  | 'contributions'
  | 'returns'
  | 'payouts'
  | 'provider-forecast'
  | 'not-split'
  | 'own'

/** Whole kronor, never 0. */
export interface ChangePart<Cause extends ChangeCause = ChangeCause> {
  readonly cause: Cause
  readonly amount: number
}

/** What is known of why a provider's own forecast is another: facts, and no shares of the difference. */
export interface ProviderForecastFacts {
  /** Whole kronor; null where it is the same, or not told both times. */
  readonly capital: { readonly before: number; readonly after: number } | null
  /** Of the difference in capital, as the source tells it, in whole kronor; null: it does not. */
  readonly paidIn: number | null
  /** The yearly return that the source counts with; null: not told both times. */
  readonly returnPercent: { readonly before: number; readonly after: number } | null
}

export interface ContractChange {
  readonly contractId: string
  readonly label: string
  readonly providerName: string | null
  readonly before: number
  readonly after: number
  /** The largest first; together `after − before`. */
  readonly parts: readonly ChangePart[]
  /** Null where no part is `provider-forecast`. */
  readonly providerForecast: ProviderForecastFacts | null
}

/** Whole kronor. */
export interface FigureChange {
  readonly before: number
  readonly after: number
  /** The largest first; together `after − before`. */
  readonly parts: readonly ChangePart[]
  /** Those that have changed, the largest change first; before and after may be summed only over all of them. */
  readonly contracts: readonly ContractChange[]
}

export type ChangeNote =
  /** What was paid in is not told by every source, and is counted from the running premium there. */
  | 'contributions-estimated'
  /** What the saver had said at the previous collection is not kept: what they say now is taken for both. */
  | 'own-not-kept'
  /** The way of counting has been changed since; both figures are counted in the way of today. */
  | 'engine-changed'
  | 'collection-under-way'

/** What a forecast said, and what came. Whole kronor, in the money of the day of what came. */
export interface OutcomeAmounts {
  readonly forecast: number
  readonly came: number
}

/** What made the difference: `contributions` and `returns` together where a source does not tell them apart. */
export type OutcomeCause = Extract<ChangeCause, 'contributions' | 'returns' | 'not-split'>

export interface OutcomeFigure extends OutcomeAmounts {
  /** In the order of the overview; together the whole. */
  readonly families: readonly (OutcomeAmounts & { readonly pillar: PillarCode })[]
  /** Against what the forecast counted with; the largest first; together `came − forecast`. */
  readonly parts: readonly ChangePart<OutcomeCause>[]
}

export interface ForecastOutcome {
  /** The day of the forecast. */
  readonly madeOn: string
  /** Capital, by the newest value of each source; null: no source has given a value of a later day. */
  readonly capital: OutcomeFigure | null
  /** Kronor a month before tax of what was in payment then and is now; null: nothing was. */
  readonly paid: OutcomeFigure | null
  /** How many contracts have nothing to hold against each other. */
  readonly left: number
}

export type ChangesView =
  | { readonly kind: 'nothing-collected' }
  /** There is nothing to compare with yet. */
  | { readonly kind: 'one-collection'; readonly day: string }
  | {
      readonly kind: 'compared'
      /** Of now. */
      readonly standing: Standing
      readonly before: string
      readonly after: string
      /** At which both forecasts end work, in completed months. */
      readonly age: number
      /** Kronor a month before tax, of the first month at that age, in the money of its own day. */
      readonly monthly: FigureChange
      /** All capital and balances; a defined benefit has none. */
      readonly capital: FigureChange
      /** How an earlier forecast went: that of a year ago or more, else of the first collection. */
      readonly outcome: ForecastOutcome
      readonly notes: readonly ChangeNote[]
    }

export interface ChangesServices {
  read(): Promise<ChangesView>
}
