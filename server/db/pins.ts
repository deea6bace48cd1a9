/** PINs that savers have ordered, and how often they were tried. Tables pin and pin_lock. */
import type { Connection, Database, SaverTransaction } from './database.ts'
import { asSaver, query, queryOne } from './database.ts'

/** After so many wrong in a row the PIN is of no more use, and nothing is tried for a day. */
export const mostFailures = 5
const lockLasts = '24 hours'

export interface HashedPin {
  /** Argon2id, as PHC string. */
  readonly hash: string
  /** Of the key that the PIN was put through first. */
  readonly pepperId: string
}

export type NotSentReason = 'protected' | 'no-address'

export interface Pin {
  readonly orderId: string
  readonly state: 'ordered' | 'sent' | 'not-sent'
  readonly reason: NotSentReason | null
  readonly hashed: HashedPin | null
  readonly orderedAt: Date
}

interface PinRow {
  readonly order_id: string
  readonly state: Pin['state']
  readonly reason: NotSentReason | null
  readonly pin_hash: string | null
  readonly pepper_id: string | null
  readonly ordered_at: Date
}

const columns = 'order_id, state, reason, pin_hash, pepper_id, ordered_at'

const pinOf = ({ order_id: orderId, state, reason, pin_hash: hash, pepper_id: pepperId, ordered_at }: PinRow): Pin => ({
  orderId,
  state,
  reason,
  hashed: hash === null || pepperId === null ? null : { hash, pepperId },
  orderedAt: ordered_at,
})

/** @returns null when none is ordered */
export async function readPin(t: SaverTransaction): Promise<Pin | null> {
  const row = await queryOne<PinRow>(t.sql, `select ${columns} from pin where saver_id = ?`, [t.saverId])
  return row && pinOf(row)
}

/** The same, for the one that is to print it, or comes in by it: others wait. */
export async function holdPin(t: SaverTransaction): Promise<Pin | null> {
  const row = await queryOne<PinRow>(t.sql, `select ${columns} from pin where saver_id = ? for update`, [t.saverId])
  return row && pinOf(row)
}

/** In place of the one before, which is of no use from then on. */
export async function orderPin(t: SaverTransaction, orderId: string): Promise<void> {
  await removePin(t)
  await query(t.sql, 'insert into pin (saver_id, order_id) values (?, ?)', [t.saverId, orderId])
}

/**
 * Whoever came in by it is out at once. Who comes in at this moment holds the PIN until their session is there, so the
 * PIN goes first and then the sessions.
 * @returns whether there was one
 */
export async function removePin(t: SaverTransaction): Promise<boolean> {
  const removed = await query(t.sql, 'delete from pin where saver_id = ? returning saver_id', [t.saverId])
  await query(t.sql, 'select portal.close_pin_sessions()')
  return removed.length > 0
}

/** The letter is with the printer. Failures with the PIN before do not count against the new one. */
export async function markSent(t: SaverTransaction, { hash, pepperId }: HashedPin): Promise<void> {
  await query(
    t.sql,
    `update pin set state = 'sent', pin_hash = ?, pepper_id = ?, ended_at = now() where saver_id = ?`,
    [hash, pepperId, t.saverId],
  )
  await query(t.sql, 'select portal.forgive_pin_failures()')
}

export async function markNotSent(t: SaverTransaction, reason: NotSentReason): Promise<void> {
  await query(t.sql, `update pin set state = 'not-sent', reason = ?, ended_at = now() where saver_id = ?`, [
    reason,
    t.saverId,
  ])
}

/** The same PIN under another pepper, unless another PIN has taken its place. */
export async function storeHash(t: SaverTransaction, before: HashedPin, now: HashedPin): Promise<void> {
  await query(t.sql, 'update pin set pin_hash = ?, pepper_id = ? where saver_id = ? and pin_hash = ?', [
    now.hash,
    now.pepperId,
    t.saverId,
    before.hash,
  ])
}

export interface PinLock {
  readonly failures: number
  readonly lockedUntil: Date | null
}

/** Of the saver's own numbers, those with failures. */
export async function listPinLocks(t: SaverTransaction): Promise<readonly PinLock[]> {
  return await query<PinLock>(
    t.sql,
    'select failures, locked_until as "lockedUntil" from portal.own_pin_locks() where failures > 0 or locked_until > now()',
  )
}

/** Stands for no saver: whoever asks as them finds nothing. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** The PIN of a saver, or of nobody: the same questions to the database. */
export const readPinOf = (db: Database, saverId: string | null): Promise<Pin | null> =>
  asSaver(db, saverId ?? nobody, readPin)

/**
 * Counts a try for a number, known or not, before it is checked.
 * @returns whether it may be checked, and how many have failed with this one if it fails
 */
export async function beginPinAttempt(
  db: Database,
  numberHash: Buffer,
): Promise<{ readonly failures: number; readonly isOpen: boolean }> {
  const row = await queryOne<{ failures: number; is_open: boolean }>(
    db.sql,
    'select failures, is_open from portal.begin_pin_attempt(?, ?, ?::interval)',
    [numberHash, mostFailures, lockLasts],
  )
  if (row === null) throw new Error('The try was not counted')
  return { failures: row.failures, isOpen: row.is_open }
}

/** The PIN was right: failures before it do not count any more. */
export async function endPinAttempt(sql: Database['sql'] | Connection, numberHash: Buffer): Promise<void> {
  await query(sql, 'select portal.end_pin_attempt(?)', [numberHash])
}
