/** "Varför ändrades det?": the figures of the previous collection against those of now, and what made the difference. */

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
 * - `provider-forecast`: the provider's own forecast has been made anew; it does not say of what the difference is
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
export interface ChangePart {
  readonly cause: ChangeCause
  readonly amount: number
}

export interface ContractChange {
  readonly contractId: string
  readonly label: string
  readonly providerName: string | null
  readonly before: number
  readonly after: number
  /** The largest first; together `after − before`. */
  readonly parts: readonly ChangePart[]
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

export type ChangesView =
  | { readonly kind: 'nothing-collected' }
  /** There is nothing to compare with yet. */
  | { readonly kind: 'one-collection'; readonly day: string }
  | {
      readonly kind: 'compared'
      readonly before: string
      readonly after: string
      /** At which both forecasts end work, in completed months. */
      readonly age: number
      /** Kronor a month before tax, of the first month at that age, in the money of its own day. */
      readonly monthly: FigureChange
      /** All capital and balances; a defined benefit has none. */
      readonly capital: FigureChange
      readonly notes: readonly ChangeNote[]
    }

export interface ChangesServices {
  read(): Promise<ChangesView>
}
