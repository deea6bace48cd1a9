/**
 * The access log: who saw or did what with a saver's data, when and why. Tables access_chain and access_log.
 *
 * An entry is written in the transaction of what it tells of: either both are done, or neither. Entries are chained,
 * each bound to the one before by an HMAC whose key the database does not hold. No entry has a number, a name or a
 * figure in it: whoever acts is a role and a reference.
 */
import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { AccessAct, AccessReason, AccessRole } from '#server/services/api/mine.ts'
import type { Connection, Database, SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'

export interface Access {
  readonly role: AccessRole
  /** Which member of staff, partner or helper: a reference, never a name. Left out for the saver and the portal. */
  readonly actorReference?: string
  readonly act: AccessAct
  readonly reason?: AccessReason
  /** The consent that the act rests on. */
  readonly consentId?: string
  /** When it happened, where that was before it could be written. */
  readonly seenAt?: Date
}

/** As it is stored. */
export interface AccessEntry {
  readonly chainId: string
  /** From one, without gaps. */
  readonly place: number
  readonly writtenAt: Date
  readonly role: AccessRole
  readonly actorReference: string | null
  readonly act: AccessAct
  readonly reason: AccessReason | null
  readonly consentId: string | null
  /** When it happened; null: when it was written. */
  readonly seenAt: Date | null
  readonly keyId: string
  readonly mac: Buffer
}

/** Before the first entry of a chain. */
export const chainBegin = Buffer.alloc(32)

/** What the HMAC of an entry is made over: all of it, and the HMAC of the one before. A JSON array is unambiguous. */
export const chainedText = (entry: Omit<AccessEntry, 'keyId' | 'mac'>, before: Buffer): string =>
  JSON.stringify([
    'access',
    entry.chainId,
    entry.place,
    entry.writtenAt.toISOString(),
    entry.role,
    entry.actorReference,
    entry.act,
    entry.reason,
    entry.consentId,
    // Entries were written before there was this; theirs hold on.
    ...(entry.seenAt === null ? [] : [entry.seenAt.toISOString()]),
    before.toString('hex'),
  ])

const columns = `chain_id as "chainId", place, written_at as "writtenAt", role, actor_reference as "actorReference",
  act, reason, consent_id as "consentId", seen_at as "seenAt", key_id as "keyId", mac`

/**
 * Writes one entry in the transaction of what it tells of; what the saver would have done is of whoever acts for them.
 * Two transactions of one saver write one after the other.
 * @throws when it cannot be written; then the transaction fails, and what should have been logged is not done.
 */
export async function recordAccess(t: SaverTransaction, told: Access): Promise<void> {
  const access = told.role === 'saver' ? { ...told, ...t.acting } : told
  await holdLog(t)
  const chainId = await chainOf(t)
  const last = await queryOne<Pick<AccessEntry, 'place' | 'mac'>>(
    t.sql,
    'select place, mac from access_log where chain_id = ? order by place desc limit 1',
    [chainId],
  )
  const entry = {
    chainId,
    place: (last?.place ?? 0) + 1,
    writtenAt: new Date(),
    role: access.role,
    actorReference: access.actorReference ?? null,
    act: access.act,
    reason: access.reason ?? null,
    consentId: access.consentId ?? null,
    seenAt: access.seenAt ?? null,
  }
  const { keyId, mac } = t.vault.accessLog.mac(chainedText(entry, last?.mac ?? chainBegin))
  await query(
    t.sql,
    `insert into access_log (chain_id, place, written_at, role, actor_reference, act, reason, consent_id, seen_at, key_id,
       mac)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      entry.chainId,
      entry.place,
      entry.writtenAt,
      entry.role,
      entry.actorReference,
      entry.act,
      entry.reason,
      entry.consentId,
      entry.seenAt,
      keyId,
      mac,
    ],
  )
}

/**
 * Lets no other transaction write in the saver's log before this one has ended. Who acts for a saver holds it from the
 * first, so whoever is to write an entry after what such a one may wait for takes hold of it before that.
 */
export async function holdLog(t: SaverTransaction): Promise<void> {
  await query(t.sql, `select pg_advisory_xact_lock(hashtextextended('access-log ' || ?, 0))`, [t.saverId])
}

/** The saver's own reference in the log, made at the first entry. */
async function chainOf(t: SaverTransaction): Promise<string> {
  const known = await queryOne<{ chain_id: string }>(t.sql, 'select chain_id from access_chain where saver_id = ?', [
    t.saverId,
  ])
  if (known !== null) return known.chain_id
  const chainId = randomUUID()
  await query(t.sql, 'insert into access_chain (saver_id, chain_id) values (?, ?)', [t.saverId, chainId])
  return chainId
}

/** Each entry as it stands, the newest first. @param before only entries before this place. */
export async function listAccesses(
  t: SaverTransaction,
  { before, most }: { readonly before?: number; readonly most: number },
): Promise<readonly AccessEntry[]> {
  return await query<AccessEntry>(
    t.sql,
    `select ${columns} from access_log
     where chain_id = (select chain_id from access_chain where saver_id = ?) and place < ?
     order by place desc limit ?`,
    [t.saverId, before ?? 2_147_483_647, most],
  )
}

/** What somebody has read of the saver again and again, or one entry of another kind. */
export interface AccessSpan extends Pick<AccessEntry, 'role' | 'actorReference' | 'act' | 'reason'> {
  /** Of its newest entry. */
  readonly place: number
  readonly times: number
  readonly since: Date
  readonly until: Date
}

/** A read that comes so long after the one before, or later, is told by itself; so long lasts a session at a partner. */
const spanGap = '15 minutes'

/**
 * The newest first, for a saver to read. An open page asks for figures many times, and each time is an entry. Where the
 * same one has read the same by the same right without a longer pause, the entries are told as one, with how many they
 * are; whatever was done, and not read, is told each time.
 * @param before only those whose newest entry is before this place
 */
export async function listAccessSpans(
  t: SaverTransaction,
  { before, most }: { readonly before: number; readonly most: number },
): Promise<readonly AccessSpan[]> {
  return await query<AccessSpan>(
    t.sql,
    `with told as (
       select place, role, actor_reference, act, reason, consent_id, coalesce(seen_at, written_at) as at
       from access_log where chain_id = (select chain_id from access_chain where saver_id = ?)
     ), marked as (
       select *, role <> 'saver' and act like '%-read'
         and at - lag(at) over same between interval '0' and ?::interval as goes_on
       from told window same as (partition by role, actor_reference, act, reason, consent_id order by place)
     ), numbered as (
       select *, count(*) filter (where goes_on is not true) over same as span
       from marked window same as (partition by role, actor_reference, act, reason, consent_id order by place)
     )
     select max(place) as place, count(*)::integer as times, min(at) as since, max(at) as until, role,
       actor_reference as "actorReference", act, reason
     from numbered
     group by role, actor_reference, act, reason, consent_id, span
     having max(place) < ?
     order by 1 desc limit ?`,
    [t.saverId, spanGap, before, most],
  )
}

/** The last entry of a chain. */
export interface ChainHead {
  readonly chainId: string
  readonly place: number
  readonly mac: Buffer
}

/** Of every chain that was written to since then, whoever it belongs to. */
export async function listChainHeads(db: Pick<Database, 'sql'>, since: Date): Promise<readonly ChainHead[]> {
  return await query<ChainHead>(db.sql, 'select chain_id as "chainId", place, mac from portal.access_log_heads(?)', [
    since,
  ])
}

/**
 * What of each chain is older than the log is kept (five years): its last entry that goes, and all before it go too.
 * The newest entry of a chain stays until the account is closed, for the next one hangs on it.
 */
export async function listAgedAccesses(db: Pick<Database, 'sql'>): Promise<readonly ChainHead[]> {
  return await query<ChainHead>(db.sql, 'select chain_id as "chainId", place, mac from portal.access_log_aged()')
}

/** Deletes up to these entries; the database deletes none that is younger. @returns how many went */
export async function forgetAccesses(db: Pick<Database, 'sql'>, upTo: readonly ChainHead[]): Promise<number> {
  const row = await queryOne<{ gone: number }>(db.sql, 'select portal.forget_accesses(?, ?) as gone', [
    upTo.map(({ chainId }) => chainId),
    upTo.map(({ place }) => place),
  ])
  return row?.gone ?? 0
}

/** For the owner: every entry, chain after chain and each in its order, a batch at a time. */
export async function* readWholeLog(
  sql: Knex | Connection,
  batch = 10_000,
): AsyncGenerator<AccessEntry, void, undefined> {
  let after: Pick<AccessEntry, 'chainId' | 'place'> = { chainId: '00000000-0000-0000-0000-000000000000', place: 0 }
  for (;;) {
    const rows = await query<AccessEntry>(
      sql,
      `select ${columns} from access_log where (chain_id, place) > (?::uuid, ?::integer)
       order by chain_id, place limit ?`,
      [after.chainId, after.place, batch],
    )
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < batch) return
    after = last
  }
}
