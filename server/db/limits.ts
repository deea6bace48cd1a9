/** How often something was done lately, over all processes. Table use_count, through its function. */
import type { Connection, Database } from './database.ts'
import { query, queryOne } from './database.ts'

export interface Limit {
  /** What is limited, as `pin-login-address`. */
  readonly scope: string
  /** Counted anew when so many seconds have passed, by the clock: windows do not overlap. */
  readonly windowSeconds: number
  readonly most: number
}

/** The database, or a transaction in it: then the use counts when it commits. */
type Counting = Pick<Database, 'vault' | 'limitsTimes'> & { readonly sql: Database['sql'] | Connection }

/**
 * Counts one more use by `who` (an address, a partner, a member of staff; kept as a keyed hash alone). What is refused
 * counts too, so that whoever goes on and on stays out.
 * @returns whether it is within the limit
 */
export async function withinLimit(db: Counting, { most, ...counted }: Limit, who: string): Promise<boolean> {
  return (await countUse(db, counted, who)) <= most * (db.limitsTimes ?? 1)
}

/** The same where more than one bound hangs on the count. @returns how many, this one included, in its window */
export async function countUse(
  db: Counting,
  { scope, windowSeconds }: Omit<Limit, 'most'>,
  who: string,
): Promise<number> {
  const row = await queryOne<{ used: number }>(db.sql, 'select portal.count_use(?, ?, ?) as used', [
    scope,
    db.vault.hashWho(scope, who),
    windowSeconds,
  ])
  if (row === null) throw new Error('The use was not counted')
  return row.used
}

/** @returns how often each has been counted in its open window, in the order asked; nothing is counted by asking */
export async function usesOf(
  db: Database,
  asked: readonly { readonly scope: string; readonly who: string }[],
): Promise<readonly number[]> {
  const rows = await query<{ used: number }>(db.sql, 'select used from portal.uses(?, ?)', [
    asked.map(({ scope }) => scope),
    asked.map(({ scope, who }) => db.vault.hashWho(scope, who)),
  ])
  return rows.map(({ used }) => used)
}
