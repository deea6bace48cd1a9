/**
 * Who is logged in: a random token in a cookie, its hash in the database.
 *
 * A session ends after 15 minutes without a request by the saver and at the latest 8 hours after login. What the
 * browser fetches by itself (event streams, prefetches) does not count as the saver being there.
 */
import type { Request } from 'express'
import { z } from 'zod'
import type { Database } from '#server/db/database.ts'
import type { Sessions, Session as StoredSession } from '#server/db/sessions.ts'
import { closeSession, openSession, touchSession } from '#server/db/sessions.ts'
import type { Party } from './authorisation.ts'
import { readCookie, sessionCookie, writeCookie } from './cookies.ts'
import { hashToken, isToken, newToken } from './tokens.ts'

/** As server/db/sessions.ts counts; told to the page, which warns two minutes before. */
export const idleMinutes = 15

export interface Session extends StoredSession {
  /** Tells one session from another; not the token itself. */
  readonly key: string
}

/** As whom the table of authorisation knows the one whose session it is. */
export const partyOf = ({ level, partnerId }: Pick<Session, 'level' | 'partnerId'>): Party =>
  partnerId !== null ? 'partner' : level === 'loa2' ? 'saver-by-pin' : 'saver'

/** For what cannot be undone, the e-ID must have been shown within this time. */
const freshMinutes = 15

const authTime = z.object({ auth_time: z.number() })

/** Whether the e-ID was shown lately, as the issuer says in the ID token that was verified at the login. */
export function isFresh({ idToken }: Session, now: Date): boolean {
  const [, payload = ''] = idToken?.split('.') ?? []
  try {
    const shown = authTime.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
    return now.getTime() / 1000 - shown.auth_time <= freshMinutes * 60
  } catch {
    return false
  }
}

/**
 * Opens a session under a new token and ends the one that the browser came with.
 * @returns the Set-Cookie header
 */
export async function logIn(
  db: Sessions,
  request: Request,
  login: Pick<StoredSession, 'saverId' | 'level' | 'idToken'>,
): Promise<string> {
  const earlier = sessionToken(request)
  if (isToken(earlier)) await closeSession(db, hashToken(earlier))
  const token = newToken()
  await openSession(db, { tokenHash: hashToken(token), partnerId: null, ...login })
  return writeCookie(sessionCookie, token)
}

/** @returns the session that was ended, or null when there was none. */
export async function logOut(db: Database, request: Request): Promise<Session | null> {
  const session = await findSession(db, request)
  if (session) await closeSession(db, Buffer.from(session.key, 'hex'))
  return session
}

/**
 * The portal's own session; one of a partner's page is none here, whatever cookie its token comes in.
 * @returns null when nobody is logged in: no cookie, one that was tampered with, or a session that has ended
 */
export async function findSession(db: Database, request: Request): Promise<Session | null> {
  const token = sessionToken(request)
  if (!isToken(token)) return null
  const tokenHash = hashToken(token)
  const session = await touchSession(db, tokenHash, { renew: !isBackground(request) })
  return session?.partnerId === null ? { ...session, key: tokenHash.toString('hex') } : null
}

/** Known to the page: leads neither to the token nor to what is stored of it. */
export function sessionTag({ key }: Pick<Session, 'key'>): string {
  return hashToken(`page ${key}`).toString('base64url').slice(0, 22)
}

/** Known to the page: the same in each session of one saver, and does not lead to them. */
export const saverTag = ({ saverId }: Session): string =>
  hashToken(`page of ${saverId}`).toString('base64url').slice(0, 22)

/** What the browser sent, whether or not it is a token. */
export function sessionToken(request: Request): string | undefined {
  return readCookie(request.headers.cookie, sessionCookie)
}

/** Paths that the browser asks for by itself while a page is open. */
const backgroundPaths = new Set(['/hamta/handelser', '/session', '/__manifest'])

function isBackground(request: Request): boolean {
  const purpose = `${request.get('Sec-Purpose') ?? ''} ${request.get('Purpose') ?? ''}`
  return (
    /\bprefetch\b/.test(purpose) ||
    request.get('X-Background') === '1' ||
    backgroundPaths.has(request.path) ||
    // The page of the collection that loads itself again where there is no JavaScript (app/root.tsx).
    request.query.bakgrund === '1'
  )
}
