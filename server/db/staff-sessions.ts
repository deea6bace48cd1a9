/** Members of staff who are logged in, known by the hash of their token. Table staff_session, through its functions. */
import type { Database } from './database.ts'
import { query, queryOne } from './database.ts'

export type StaffRole = 'ombud' | 'operator'

export interface Staff {
  /** A keyed hash of what the issuer calls them: the same at each login, and no name. */
  readonly reference: string
  readonly role: StaffRole
}

const idle = '15 minutes'
const lasting = '8 hours'

const place = (tokenHash: Buffer): string => `staff_session.id_token_sealed:${tokenHash.toString('hex')}`

/**
 * @param tokenHash SHA-256 of the token in the cookie
 * @param idToken for the end-session request at the issuer; null: there is none
 */
export async function openStaffSession(
  db: Database,
  tokenHash: Buffer,
  { reference, role }: Staff,
  idToken: string | null = null,
): Promise<void> {
  await query(db.sql, 'select portal.open_staff_session(?, ?, ?, ?, ?::interval, ?::interval)', [
    tokenHash,
    reference,
    role,
    idToken === null ? null : db.vault.sealGlobal(idToken, place(tokenHash)),
    lasting,
    idle,
  ])
}

/**
 * Who it is, if the session was used within 15 minutes and is not older than 8 hours.
 * @param renew whether this use counts as the doing of the member of staff
 */
export async function touchStaffSession(
  db: Database,
  tokenHash: Buffer,
  { renew }: { readonly renew: boolean },
): Promise<Staff | null> {
  return await queryOne<Staff>(
    db.sql,
    'select staff_reference as reference, role from portal.touch_staff_session(?, ?::interval, ?)',
    [tokenHash, idle, renew],
  )
}

/** @returns the ID token that the session was opened with, or null */
export async function closeStaffSession(db: Database, tokenHash: Buffer): Promise<string | null> {
  const row = await queryOne<{ sealed: Buffer | null }>(db.sql, 'select portal.close_staff_session(?) as sealed', [
    tokenHash,
  ])
  const sealed = row?.sealed ?? null
  return sealed === null ? null : db.vault.openGlobal(sealed, place(tokenHash)).toString('utf8')
}
