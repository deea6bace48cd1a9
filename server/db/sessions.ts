/** Logged-in sessions, known by the hash of their token. Table session, through its functions. */
import type { Connection, Database, SaverTransaction } from './database.ts'
import { onConnection, query, queryOne } from './database.ts'

/** How surely a saver has shown who they are: by e-ID, or by personal number and PIN. */
export type AssuranceLevel = 'loa3' | 'loa2'

export interface Session {
  readonly saverId: string
  readonly level: AssuranceLevel
  /** For the end-session request at the issuer; null where no issuer of ours was asked. */
  readonly idToken: string | null
  /** The partner whose page it is for and who vouches for the saver; null: the portal's own. */
  readonly partnerId: string | null
}

const idle = '15 minutes'
const lasting = { own: '8 hours', partner: '15 minutes' } as const

interface SessionRow {
  readonly saver_id: string
  readonly level: AssuranceLevel
  readonly partner_id: string | null
  readonly id_token_sealed: Buffer | null
}

const place = (tokenHash: Buffer): string => `session.id_token_sealed:${tokenHash.toString('hex')}`

/** The database, or a transaction: then the session is opened, or ended, when that commits. */
export type Sessions = Pick<Database, 'vault'> & { readonly sql: Database['sql'] | Connection }

/** @param tokenHash SHA-256 of the token in the cookie. */
export async function openSession(db: Sessions, session: { readonly tokenHash: Buffer } & Session): Promise<void> {
  const { tokenHash, saverId, level, idToken, partnerId } = session
  await query(db.sql, `select portal.open_session(?, ?, ?, ?, ?, ?::interval, ?::interval)`, [
    tokenHash,
    saverId,
    level,
    partnerId,
    idToken === null ? null : db.vault.sealGlobal(idToken, place(tokenHash)),
    partnerId === null ? lasting.own : lasting.partner,
    idle,
  ])
}

/**
 * The session, if it was used within 15 minutes and is not older than 8 hours; one in a partner's page ends after 15
 * minutes whatever is done in it.
 * @param renew whether this use counts as the saver's doing; the event stream and background fetches do not.
 */
export async function touchSession(
  db: Database,
  tokenHash: Buffer,
  { renew }: { readonly renew: boolean },
): Promise<Session | null> {
  const row = await onConnection(db, (sql) =>
    queryOne<SessionRow>(
      sql,
      'select saver_id, level, partner_id, id_token_sealed from portal.touch_session(?, ?::interval, ?)',
      [tokenHash, idle, renew],
    ),
  )
  if (row === null) return null
  const { id_token_sealed: sealed } = row
  const idToken = sealed === null ? null : db.vault.openGlobal(sealed, place(tokenHash)).toString('utf8')
  return { saverId: row.saver_id, level: row.level, partnerId: row.partner_id, idToken }
}

export async function closeSession(db: Sessions, tokenHash: Buffer): Promise<void> {
  await query(db.sql, 'select portal.close_session(?)', [tokenHash])
}

/** One of a saver's own, by whatever way it began. */
export interface OpenSession {
  readonly tokenHash: Buffer
  readonly level: AssuranceLevel
  readonly partnerId: string | null
  /** As savers read it; null for the portal's own. */
  readonly partnerName: string | null
  readonly createdAt: Date
  readonly lastSeenAt: Date
}

/** Those of the saver that are open now; the one last used first. */
export async function listOpenSessions(t: SaverTransaction): Promise<readonly OpenSession[]> {
  return await query<OpenSession>(
    t.sql,
    `select token_hash as "tokenHash", level, partner_id as "partnerId", partner_name as "partnerName",
       created_at as "createdAt", last_seen_at as "lastSeenAt"
     from portal.own_open_sessions(?::interval)`,
    [idle],
  )
}

/** Ends those of the saver that are named; another's stays. @returns how many there were */
export async function closeOwnSessions(t: SaverTransaction, tokenHashes: readonly Buffer[]): Promise<number> {
  const row = await queryOne<{ closed: number }>(t.sql, 'select portal.close_own_sessions(?) as closed', [
    [...tokenHashes],
  ])
  return row?.closed ?? 0
}
