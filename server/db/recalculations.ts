/** Recalculations that providers have told us of. Table recalculation; it names no saver. */
import type { Recalculation } from '#providers/recalculation.ts'
import type { Database } from './database.ts'
import { query } from './database.ts'

/** @returns false when this message has come before; then nothing changes. */
export async function addRecalculation(
  db: Database,
  from: { readonly providerId: string; readonly txId: string },
  { date, stock }: Recalculation,
): Promise<boolean> {
  const added = await query(
    db.sql,
    `insert into recalculation (provider_id, tx_id, valid_on, stock) values (?, ?, ?, ?)
     on conflict do nothing returning tx_id`,
    [from.providerId, from.txId, date, stock],
  )
  return added.length === 1
}
