/** Members of staff who are logged in under /ombud: a random token in a cookie of their own, its hash in the database. */
import type { Request } from 'express'
import type { Database } from '#server/db/database.ts'
import type { Staff, StaffRole } from '#server/db/staff-sessions.ts'
import { closeStaffSession, openStaffSession, touchStaffSession } from '#server/db/staff-sessions.ts'
import { readCookie, staffCookie, writeCookie } from './cookies.ts'
import type { Claims } from './identity.ts'
import { LoginRefused } from './refusal.ts'
import { isToken, hashToken, newToken } from './tokens.ts'

export interface StaffSession extends Staff {
  readonly tokenHash: Buffer
}

/**
 * Who it is in savers' logs, and what they may do. The reference follows from what the issuer calls them: the operator
 * can tell whose it is by the same key, and nobody else.
 * @throws LoginRefused when the issuer gives them no role of ours
 */
export function readStaff(claims: Claims, rolesClaim: string, db: Pick<Database, 'vault'>): Staff {
  const given = claims[rolesClaim]
  const roles: readonly unknown[] = Array.isArray(given) ? given : [given]
  const role = (['ombud', 'operator'] satisfies StaffRole[]).find((one) => roles.includes(one))
  if (role === undefined) throw new LoginRefused('ogiltig', 'no role of ours in the claims')
  if (typeof claims.sub !== 'string' || claims.sub === '') throw new LoginRefused('ogiltig', 'sub is missing')
  return { role, reference: db.vault.hashWho('staff', claims.sub).toString('hex').slice(0, 12) }
}

/** @returns the Set-Cookie header */
export async function logInStaff(db: Database, staff: Staff, idToken: string): Promise<string> {
  const token = newToken()
  await openStaffSession(db, hashToken(token), staff, idToken)
  return writeCookie(staffCookie, token)
}

/** @returns the ID token that the session was opened with, or null */
export const logOutStaff = (db: Database, { tokenHash }: StaffSession): Promise<string | null> =>
  closeStaffSession(db, tokenHash)

/** @returns null when nobody of the staff is logged in */
export async function findStaffSession(db: Database, request: Request): Promise<StaffSession | null> {
  const token = readCookie(request.headers.cookie, staffCookie)
  if (!isToken(token)) return null
  const tokenHash = hashToken(token)
  // What the waiting page asks by itself is not the doing of whoever sits before it.
  const isBackground = request.get('X-Background') === '1' || request.query.bakgrund === '1'
  const staff = await touchStaffSession(db, tokenHash, { renew: !isBackground })
  return staff && { ...staff, tokenHash }
}
