/** Where a saver is logged in, and how they end it. */

export interface SessionServices {
  /** Those that are open now, the one last used first. @param own the tag of the session that asks */
  list(own: string | null): Promise<readonly SessionView[]>
  /** Ends one. @param id of the list; one that is not the saver's, or has ended, changes nothing */
  end(id: string): Promise<void>
  /** Ends all but the one that asks. @param own its tag */
  endOthers(own: string | null): Promise<void>
}

export interface SessionView {
  /** Opens nothing. */
  readonly id: string
  /** Whether it is the one that asks. */
  readonly own: boolean
  readonly way: 'e-id' | 'pin' | 'partner'
  /** The name of the partner in whose page it is. */
  readonly partner: string | null
  /** Moments as ISO texts. */
  readonly begun: string
  readonly lastUsed: string
}
