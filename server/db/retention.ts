/** What is deleted by age. How long each table keeps its rows stands in docs/privacy.md; the functions know the times. */
import type { Database } from './database.ts'
import { query, queryOne } from './database.ts'

export interface Forgotten {
  readonly what: string
  readonly gone: number
}

/** What belongs to nobody, or leads to savers from outside their protected tables. @param most of each kind at once */
export const forgetAged = (db: Database, most: number): Promise<readonly Forgotten[]> =>
  query<Forgotten>(db.sql, 'select what, gone from portal.forget_aged(?)', [most])

/**
 * Of the next savers: former collections, originals, errands, notices and the like.
 * @param after the saver where the call before ended; null: from the first
 * @returns where it ended, null after the last saver; and how many rows went
 */
export async function forgetAgedOfSavers(
  db: Database,
  after: string | null,
  most: number,
): Promise<{ readonly last: string | null; readonly gone: number }> {
  const row = await queryOne<{ last: string | null; gone: number }>(
    db.sql,
    'select last, gone from portal.forget_aged_of_savers(?, ?)',
    [after, most],
  )
  return row ?? { last: null, gone: 0 }
}
