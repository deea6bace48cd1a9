/**
 * From the TxId of an arriving message to the question or errand it answers. Tables tx_route and tx_tombstone, through
 * their functions.
 */
import type { Database, SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'

interface RouteEnds {
  readonly saverId: string
  readonly providerId: string
}
export type RetrievalRoute = RouteEnds & { readonly kind: 'retrieval'; readonly retrievalId: string }
export type ErrandRoute = RouteEnds & { readonly kind: 'errand'; readonly errandId: string }
/** Whoever it was about has left: what comes is receipted and dropped. */
export interface ErasedRoute {
  readonly kind: 'erased'
  readonly providerId: string
}
export type TxRoute = RetrievalRoute | ErrandRoute | ErasedRoute

export async function addTxRoutes(
  t: SaverTransaction,
  routes: readonly { readonly txId: string; readonly retrievalId: string; readonly providerId: string }[],
): Promise<void> {
  await query(
    t.sql,
    `select portal.add_tx_route(r."txId", ?, r."retrievalId", r."providerId")
     from json_to_recordset(?::json) as r("txId" uuid, "retrievalId" uuid, "providerId" text)`,
    [t.saverId, JSON.stringify(routes)],
  )
}

export async function addErrandRoute(
  t: SaverTransaction,
  route: { readonly txId: string; readonly errandId: string; readonly providerId: string },
): Promise<void> {
  await query(t.sql, 'select portal.add_errand_route(?, ?, ?, ?)', [
    route.txId,
    t.saverId,
    route.errandId,
    route.providerId,
  ])
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
/** Whether it can be one of ours: SSEK asks only for 36 characters. */
export const isTxId = (text: string): boolean => uuid.test(text)

/** @param txId as it came over the wire: anything that is no UUID has no route. */
export async function routeTx(db: Database, txId: string): Promise<TxRoute | null> {
  if (!isTxId(txId)) return null
  const row = await queryOne<{
    readonly saverId: string | null
    readonly providerId: string
    readonly retrievalId: string | null
    readonly errandId: string | null
  }>(
    db.sql,
    `select saver_id as "saverId", provider_id as "providerId", retrieval_id as "retrievalId", errand_id as "errandId"
     from portal.route_tx(?)`,
    [txId],
  )
  if (row === null) return null
  const { retrievalId, errandId, saverId, providerId } = row
  if (saverId === null) return { kind: 'erased', providerId }
  const ends = { saverId, providerId }
  if (retrievalId !== null) return { ...ends, kind: 'retrieval', retrievalId }
  return errandId === null ? null : { ...ends, kind: 'errand', errandId }
}
