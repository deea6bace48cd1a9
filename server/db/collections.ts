/** Collections: all providers asked about one saver at one time. Table collection. */
import { randomUUID } from 'node:crypto'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'
import { enqueue } from './jobs.ts'
import { addTxRoutes } from './tx-routes.ts'

export type CollectionReason = 'first-visit' | 'saver-asked' | 'older-than-30-days' | 'provider-announced'

export interface Collection {
  readonly collectionId: string
  readonly reason: CollectionReason
  readonly requestedAt: Date
  readonly deadlineAt: Date
  readonly settledAt: Date | null
}

export interface CreatedRetrieval {
  readonly retrievalId: string
  readonly providerId: string
  readonly txId: string
  readonly outcome: 'waiting' | 'disconnected'
}

export interface CreatedCollection {
  readonly collectionId: string
  readonly retrievals: readonly CreatedRetrieval[]
}

/**
 * Writes the collection, a retrieval for each provider, the route of each question's TxId, a job `retrieve` for each
 * connected provider and the job `expire-retrievals` at the deadline: all of it, or nothing, in this transaction.
 * A provider that is not connected is `disconnected` at once; a collection of such alone is settled at once.
 *
 * @returns null when a collection is under way already, also when it was begun at the same instant.
 */
export async function createCollection(
  t: SaverTransaction,
  order: {
    readonly reason: CollectionReason
    readonly deadlineAt: Date
    readonly providers: readonly ProviderEntry[]
  },
): Promise<CreatedCollection | null> {
  const collectionId = randomUUID()
  const anyConnected = order.providers.some(({ connected }) => connected)
  // The unique index makes a second caller wait for the first one's end, and then find its row.
  const begun = await queryOne(
    t.sql,
    `insert into collection (saver_id, collection_id, reason, deadline_at, settled_at)
     values (?, ?, ?, ?, case when ? then null else now() end)
     on conflict (saver_id) where settled_at is null do nothing
     returning collection_id`,
    [t.saverId, collectionId, order.reason, order.deadlineAt, anyConnected],
  )
  if (begun === null) return null

  const retrievals = order.providers.map((provider): CreatedRetrieval => ({
    retrievalId: randomUUID(),
    providerId: provider.id,
    txId: randomUUID(),
    outcome: provider.connected ? 'waiting' : 'disconnected',
  }))
  await query(
    t.sql,
    `insert into retrieval (saver_id, retrieval_id, collection_id, provider_id, tx_id, outcome)
     select ?, r."retrievalId", ?, r."providerId", r."txId", r.outcome
     from json_to_recordset(?::json) as r("retrievalId" uuid, "providerId" text, "txId" uuid, outcome text)`,
    [t.saverId, collectionId, JSON.stringify(retrievals)],
  )
  const asked = retrievals.filter(({ outcome }) => outcome === 'waiting')
  if (asked.length > 0) {
    await addTxRoutes(t, asked)
    await enqueue(
      t,
      asked.map(({ retrievalId, providerId }) => ({
        task: 'retrieve',
        payload: { saverId: t.saverId, retrievalId, providerId },
        key: `retrieve:${retrievalId}`,
      })),
    )
    await enqueue(t, [
      {
        task: 'expire-retrievals',
        payload: { saverId: t.saverId, collectionId },
        key: `expire-retrievals:${collectionId}`,
        runAt: order.deadlineAt,
      },
    ])
  }
  return { collectionId, retrievals }
}

const columns = `collection_id as "collectionId", reason, requested_at as "requestedAt", deadline_at as "deadlineAt",
  settled_at as "settledAt"`

export async function latestCollection(t: SaverTransaction): Promise<Collection | null> {
  return await queryOne<Collection>(
    t.sql,
    `select ${columns} from collection where saver_id = ? order by requested_at desc limit 1`,
    [t.saverId],
  )
}

/** The newest two, the newest first. */
export async function latestTwoCollections(t: SaverTransaction): Promise<readonly Collection[]> {
  return await query<Collection>(
    t.sql,
    `select ${columns} from collection where saver_id = ? order by requested_at desc limit 2`,
    [t.saverId],
  )
}

/** Of those before the newest, the newest that is a year old; where none is, the first of all. */
export async function yearOldCollection(t: SaverTransaction, now: Date): Promise<Collection | null> {
  return await queryOne<Collection>(
    t.sql,
    `select ${columns} from collection
     where saver_id = ? and requested_at < (select max(requested_at) from collection where saver_id = ?)
     order by requested_at <= ?::timestamptz - interval '1 year' desc,
       abs(extract(epoch from requested_at - (?::timestamptz - interval '1 year'))) limit 1`,
    [t.saverId, t.saverId, now, now],
  )
}

export async function currentCollectionUnderWay(t: SaverTransaction): Promise<Collection | null> {
  return await queryOne<Collection>(
    t.sql,
    `select ${columns} from collection where saver_id = ? and settled_at is null`,
    [t.saverId],
  )
}

/**
 * Settles the collection when nothing in it waits any more. Call it last in a transaction that changed retrievals.
 * @returns true in exactly one transaction: the one after which all had settled.
 */
export async function settleIfDone(t: SaverTransaction, collectionId: string): Promise<boolean> {
  const row = await queryOne<{ settled: boolean }>(t.sql, 'select portal.settle_collection(?, ?) as settled', [
    t.saverId,
    collectionId,
  ])
  return row?.settled === true
}
