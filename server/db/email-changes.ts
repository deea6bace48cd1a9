/** Addresses that savers want and have not confirmed yet; the newest counts. Table email_change. */
import { randomUUID } from 'node:crypto'
import type { SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'
import { enqueue } from './jobs.ts'

const place = (changeId: string) => ({ table: 'email_change', column: 'email_sealed', row: changeId })

/** So that nobody can have strangers sent mail without end. */
const mostPerDay = 5

/** Has the link sent. @returns false when too many were asked for within a day. */
export async function addEmailChange(t: SaverTransaction, email: string): Promise<boolean> {
  await query(t.sql, `delete from email_change where saver_id = ? and asked_at < now() - interval '1 day'`, [t.saverId])
  const earlier = await query(t.sql, 'select from email_change where saver_id = ?', [t.saverId])
  if (earlier.length >= mostPerDay) return false
  await endEmailChanges(t)
  const changeId = randomUUID()
  const sealed = (await t.key()).seal(email, place(changeId))
  await query(
    t.sql,
    `insert into email_change (saver_id, change_id, email_sealed, asked_at, expires_at)
     values (?, ?, ?, clock_timestamp(), now() + interval '1 day')`,
    [t.saverId, changeId, sealed],
  )
  await enqueue(t, [
    { task: 'confirm-email', payload: { saverId: t.saverId, changeId }, key: `confirm-email:${changeId}` },
  ])
  return true
}

/** No link that was sent counts any more. */
export async function endEmailChanges(t: SaverTransaction): Promise<void> {
  await query(t.sql, 'update email_change set expires_at = now() where saver_id = ? and expires_at > now()', [
    t.saverId,
  ])
}

export interface EmailChange {
  readonly changeId: string
  readonly email: string
  /** SHA-256 of what the link holds; null until it is sent. */
  readonly codeHash: Buffer | null
}

/** The one that counts, if it has not run out. */
export async function readEmailChange(t: SaverTransaction): Promise<EmailChange | null> {
  const row = await queryOne<{ changeId: string; sealed: Buffer; codeHash: Buffer | null }>(
    t.sql,
    `select change_id as "changeId", email_sealed as sealed, code_hash as "codeHash" from email_change
     where saver_id = ? and expires_at > now() order by asked_at desc limit 1`,
    [t.saverId],
  )
  if (row === null) return null
  const { sealed, ...change } = row
  return { ...change, email: (await t.key()).open(sealed, place(row.changeId)).toString('utf8') }
}

/** A link that is opened twice is so within this time. */
const twiceWithin = '15 minutes'

/** Whether this link has just put this address in force. */
export async function isJustUsed(t: SaverTransaction, codeHash: Buffer, email: string): Promise<boolean> {
  const row = await queryOne<{ changeId: string; sealed: Buffer }>(
    t.sql,
    `select change_id as "changeId", email_sealed as sealed from email_change
     where saver_id = ? and code_hash = ? and expires_at between clock_timestamp() - ?::interval and clock_timestamp()`,
    [t.saverId, codeHash, twiceWithin],
  )
  return row !== null && (await t.key()).open(row.sealed, place(row.changeId)).toString('utf8') === email
}

/** The link that was made last is the one that counts. */
export async function storeCodeHash(t: SaverTransaction, changeId: string, codeHash: Buffer): Promise<void> {
  await query(t.sql, 'update email_change set code_hash = ? where saver_id = ? and change_id = ?', [
    codeHash,
    t.saverId,
    changeId,
  ])
}
