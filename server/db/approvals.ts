/** Approvals of the terms, each version for itself; the newest that was not withdrawn counts. Table approval. */
import { randomUUID } from 'node:crypto'
import type { SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'
import type { ApprovalChannel } from '#server/services/api/mine.ts'

export interface ApprovalRow {
  readonly version: string
  readonly approvedAt: Date
}

export async function addApproval(
  t: SaverTransaction,
  { version, channel }: { readonly version: string; readonly channel: ApprovalChannel },
): Promise<void> {
  await query(t.sql, 'insert into approval (saver_id, approval_id, version, channel) values (?, ?, ?, ?)', [
    t.saverId,
    randomUUID(),
    version,
    channel,
  ])
}

/** Every approval ends now: also one that was given after this transaction had begun. */
export async function withdrawApprovals(t: SaverTransaction): Promise<void> {
  await query(
    t.sql,
    'update approval set withdrawn_at = clock_timestamp() where saver_id = ? and withdrawn_at is null',
    [t.saverId],
  )
}

/** Whether the saver has approved terms once and has taken all of that back. */
export async function areTermsWithdrawn(t: SaverTransaction): Promise<boolean> {
  const row = await queryOne<{ withdrawn: boolean | null }>(
    t.sql,
    'select bool_and(withdrawn_at is not null) as withdrawn from approval where saver_id = ?',
    [t.saverId],
  )
  return row?.withdrawn === true
}

export interface ApprovalOverTime extends ApprovalRow {
  readonly channel: ApprovalChannel
  readonly withdrawnAt: Date | null
}

/** All there have been, the newest first. */
export async function listApprovals(t: SaverTransaction): Promise<readonly ApprovalOverTime[]> {
  return await query<ApprovalOverTime>(
    t.sql,
    `select version, channel, approved_at as "approvedAt", withdrawn_at as "withdrawnAt" from approval
     where saver_id = ? order by approved_at desc, approval_id`,
    [t.saverId],
  )
}

/** @returns null before the first, and after all were withdrawn. */
export async function latestApproval(t: SaverTransaction): Promise<ApprovalRow | null> {
  return await queryOne<ApprovalRow>(
    t.sql,
    `select version, approved_at as "approvedAt" from approval
     where saver_id = ? and withdrawn_at is null order by approved_at desc limit 1`,
    [t.saverId],
  )
}

/** The newest that the saver has given themselves: one that was read out by telephone waits for their own. */
export async function latestOwnApproval(t: SaverTransaction): Promise<ApprovalRow | null> {
  return await queryOne<ApprovalRow>(
    t.sql,
    `select version, approved_at as "approvedAt" from approval
     where saver_id = ? and channel <> 'ombud' and withdrawn_at is null order by approved_at desc limit 1`,
    [t.saverId],
  )
}
