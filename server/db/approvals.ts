/** Approvals of the terms, each version for itself; the newest counts. Table approval. */
import { randomUUID } from 'node:crypto'
import type { SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'

export interface ApprovalRow {
  readonly version: string
  readonly approvedAt: Date
}

export async function addApproval(
  t: SaverTransaction,
  { version, channel }: { readonly version: string; readonly channel: 'portal' },
): Promise<void> {
  await query(t.sql, 'insert into approval (saver_id, approval_id, version, channel) values (?, ?, ?, ?)', [
    t.saverId,
    randomUUID(),
    version,
    channel,
  ])
}

export async function latestApproval(t: SaverTransaction): Promise<ApprovalRow | null> {
  return await queryOne<ApprovalRow>(
    t.sql,
    `select version, approved_at as "approvedAt" from approval where saver_id = ? order by approved_at desc limit 1`,
    [t.saverId],
  )
}
