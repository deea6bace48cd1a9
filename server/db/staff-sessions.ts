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

/** @param tokenHash SHA-256 of the token in the cookie */
export async function openStaffSession(db: Database, tokenHash: Buffer, { reference, role }: Staff): Promise<void> {
  await query(db.sql, 'select portal.open_staff_session(?, ?, ?, ?::interval, ?::interval)', [
    tokenHash,
    reference,
    role,
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

export async function closeStaffSession(db: Database, tokenHash: Buffer): Promise<void> {
  await query(db.sql, 'select portal.close_staff_session(?)', [tokenHash])
}
