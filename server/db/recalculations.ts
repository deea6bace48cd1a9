/** Recalculations that providers have told us of, and how far savers have been asked about because of them. Table recalculation; it names no saver. */
import type { Recalculation } from '#providers/recalculation.ts'
import type { Database, SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'

/** @returns false when this message has come before; then nothing changes. */
export async function addRecalculation(
  db: Database,
  from: { readonly providerId: string; readonly txId: string },
  { date, stock }: Recalculation,
): Promise<boolean> {
  const added = await query(
    db.sql,
    `insert into recalculation (provider_id, tx_id, valid_on, stock) values (?, ?, ?, ?)
     on conflict do nothing returning tx_id`,
    [from.providerId, from.txId, date, stock],
  )
  return added.length === 1
}

/**
 * Whether a provider whose figures the saver has told of a recalculation after it was asked for them, and after the
 * newest collection was begun. By the second, one announcement begins one collection at most: where that one brought
 * no answer, there is no other for it.
 */
export async function isAnnouncedSince(t: SaverTransaction): Promise<boolean> {
  const row = await queryOne<{ announced: boolean }>(
    t.sql,
    `with newest as (
       select distinct on (r.provider_id) r.provider_id, r.outcome, coalesce(r.asked_at, c.requested_at) as asked_at
       from retrieval r join collection c on c.saver_id = r.saver_id and c.collection_id = r.collection_id
       where r.saver_id = ? and r.outcome in ('answered', 'nothing-held')
       order by r.provider_id, c.requested_at desc, r.retrieval_id)
     select exists (
       select from newest
       join provider p on p.provider_id = newest.provider_id and p.connected
       join recalculation k on k.provider_id = newest.provider_id
       where newest.outcome = 'answered' and k.received_at > newest.asked_at
         and k.received_at > (select max(requested_at) from collection where saver_id = ?)) as announced`,
    [t.saverId, t.saverId],
  )
  return row?.announced === true
}

/** An announcement for which not all savers have been gone through. */
export interface Announcement {
  readonly providerId: string
  readonly txId: string
  /** The last saver that was; null: none yet. */
  readonly reached: string | null
}

/** The oldest of these providers. */
export async function nextAnnouncement(db: Database, providerIds: readonly string[]): Promise<Announcement | null> {
  return await queryOne<Announcement>(
    db.sql,
    `select provider_id as "providerId", tx_id as "txId", reached from recalculation
     where spread_at is null and provider_id = any (?) order by received_at, tx_id limit 1`,
    [[...providerIds]],
  )
}

/** Never back: of two workers at it, the one behind changes nothing. */
export async function keepReached(db: Database, { providerId, txId }: Announcement, reached: string): Promise<void> {
  await query(
    db.sql,
    `update recalculation set reached = ? where provider_id = ? and tx_id = ? and (reached is null or reached < ?)`,
    [reached, providerId, txId, reached],
  )
}

export async function endSpread(db: Database, { providerId, txId }: Announcement): Promise<void> {
  await query(db.sql, 'update recalculation set spread_at = now() where provider_id = ? and tx_id = ?', [
    providerId,
    txId,
  ])
}

/** The next savers in the order of their ids. */
export async function saversAfter(db: Database, reached: string | null, most: number): Promise<readonly string[]> {
  const rows = await query<{ readonly saver: string }>(db.sql, 'select portal.savers_after(?, ?) as saver', [
    reached,
    most,
  ])
  return rows.map(({ saver }) => saver)
}
