/** How often something was done lately, over all processes. Table use_count, through its function. */
import type { Database } from './database.ts'
import { queryOne } from './database.ts'

export interface Limit {
  /** What is limited, as `pin-login-address`. */
  readonly scope: string
  /** Counted anew when so many seconds have passed, by the clock: windows do not overlap. */
  readonly windowSeconds: number
  readonly most: number
}

/**
 * Counts one more use by `who` (an address, a partner, a member of staff; kept as a keyed hash alone). What is refused
 * counts too, so that whoever goes on and on stays out.
 * @returns whether it is within the limit
 */
export async function withinLimit(db: Database, { scope, windowSeconds, most }: Limit, who: string): Promise<boolean> {
  const row = await queryOne<{ used: number }>(db.sql, 'select portal.count_use(?, ?, ?) as used', [
    scope,
    db.vault.hashWho(scope, who),
    windowSeconds,
  ])
  return row !== null && row.used <= most * (db.limitsTimes ?? 1)
}
