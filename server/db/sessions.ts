/** Logged-in sessions, known by the hash of their token. Table session, through its functions. */
import type { Database } from './database.ts'
import { onConnection, query, queryOne } from './database.ts'

export type AssuranceLevel = 'loa3'

export interface Session {
  readonly saverId: string
  /** For the end-session request at the issuer. */
  readonly idToken: string
  readonly level: AssuranceLevel
}

const idle = '15 minutes'
const lasting = '8 hours'

const place = (tokenHash: Buffer): string => `session.id_token_sealed:${tokenHash.toString('hex')}`

/** @param tokenHash SHA-256 of the token in the cookie. */
export async function openSession(db: Database, session: { readonly tokenHash: Buffer } & Session): Promise<void> {
  const { tokenHash, saverId, level, idToken } = session
  await query(db.sql, `select portal.open_session(?, ?, ?, ?, ?::interval, ?::interval)`, [
    tokenHash,
    saverId,
    level,
    db.vault.sealGlobal(idToken, place(tokenHash)),
    lasting,
    idle,
  ])
}

/**
 * The session, if it was used within 15 minutes and is not older than 8 hours.
 * @param renew whether this use counts as the saver's doing; the event stream and background fetches do not.
 */
export async function touchSession(
  db: Database,
  tokenHash: Buffer,
  { renew }: { readonly renew: boolean },
): Promise<Session | null> {
  const row = await onConnection(db, (sql) =>
    queryOne<{ saver_id: string; level: AssuranceLevel; id_token_sealed: Buffer }>(
      sql,
      'select saver_id, level, id_token_sealed from portal.touch_session(?, ?::interval, ?)',
      [tokenHash, idle, renew],
    ),
  )
  if (row === null) return null
  const idToken = db.vault.openGlobal(row.id_token_sealed, place(tokenHash)).toString('utf8')
  return { saverId: row.saver_id, level: row.level, idToken }
}

export async function closeSession(db: Database, tokenHash: Buffer): Promise<void> {
  await query(db.sql, 'select portal.close_session(?)', [tokenHash])
}
