/** Closing an account: every row of a saver in every table, and the saver's key, in one transaction. */
import pg from 'pg'
import { recordAccess } from './access-log.ts'
import type { Database } from './database.ts'
import { asSaver, query } from './database.ts'
import { keepLooks } from './sharings.ts'

/** A row was written for the saver between two steps (23503), or two waited for each other (40P01). */
const again = new Set(['23503', '40P01'])

/**
 * Erases the saver, or does nothing. What stays is the access log, under a reference that leads to nobody any more,
 * and the TxIds of questions, with nothing beside them.
 * @param db as role portal_eraser
 */
export async function eraseSaver(db: Database, saverId: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await asSaver(db, saverId, async (t) => {
        await keepLooks(t)
        await recordAccess(t, { role: 'saver', act: 'account-closed' })
        await query(t.sql, 'select portal.erase_saver()')
      })
      return
    } catch (error) {
      // Closed by another request at this moment: an entry can no longer be written for the saver.
      if (error instanceof pg.DatabaseError && error.constraint === 'access_chain_saver_fkey') return
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (!again.has(code) || attempt === 3) throw error
    }
  }
}
