/** What a login must remember between leaving for the issuer and coming back; each is used once. Table login_attempt. */
import type { Database } from './database.ts'
import { query, queryOne } from './database.ts'

const place = (stateHash: Buffer): string => `login_attempt.payload_sealed:${stateHash.toString('hex')}`

/** @param stateHash SHA-256 of the `state` sent along. */
export async function saveLoginAttempt(
  db: Database,
  stateHash: Buffer,
  payload: object,
  expiresAt: Date,
): Promise<void> {
  const sealed = db.vault.sealGlobal(JSON.stringify(payload), place(stateHash))
  await query(db.sql, 'select portal.save_login_attempt(?, ?, ?)', [stateHash, sealed, expiresAt])
}

/** @returns the payload, once; null when it was taken before, has expired or never was. */
export async function takeLoginAttempt(db: Database, stateHash: Buffer): Promise<object | null> {
  const row = await queryOne<{ payload_sealed: Buffer | null }>(
    db.sql,
    'select portal.take_login_attempt(?) as payload_sealed',
    [stateHash],
  )
  if (row === null || row.payload_sealed === null) return null
  return JSON.parse(db.vault.openGlobal(row.payload_sealed, place(stateHash)).toString('utf8')) as object
}
