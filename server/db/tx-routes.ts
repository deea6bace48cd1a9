/** From the TxId of an arriving message to the question it answers. Table tx_route, through its functions. */
import type { Database, SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'

export interface TxRoute {
  readonly saverId: string
  readonly retrievalId: string
  readonly providerId: string
}

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

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** @param txId as it came over the wire: anything that is no UUID has no route. */
export async function routeTx(db: Database, txId: string): Promise<TxRoute | null> {
  if (!uuid.test(txId)) return null
  return await queryOne<TxRoute>(
    db.sql,
    `select saver_id as "saverId", retrieval_id as "retrievalId", provider_id as "providerId"
     from portal.route_tx(?)`,
    [txId],
  )
}
