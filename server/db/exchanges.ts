/** What went over the wire, by TxId and without content. Table exchange; written by web and worker, read by the owner. */
import type { Knex } from 'knex'
import type { Connection } from './database.ts'
import { query, queryOne } from './database.ts'

export interface Exchange {
  readonly beganAt: Date
  /** null: none that could be read. */
  readonly txId: string | null
  /** null: a sender who is not in the register. */
  readonly providerId: string | null
  readonly direction: 'in' | 'out'
  /** A question sent, a promised answer asked for, an errand handed in, or whatever came to our endpoint. */
  readonly step: 'question' | 'fetch' | 'errand' | 'delivery'
  /** The element in the body; null where it could not be read. */
  readonly operation: string | null
  readonly ms: number
  readonly bytesIn: number
  readonly bytesOut: number
  /** How it ended: what came of a question, what a delivery was answered with. */
  readonly outcome: string
  /** Why, in a code of ours. */
  readonly reason: string | null
  /** The SSEK fault that was received or sent. */
  readonly ssekFault: string | null
}

/** In the order of the table's columns. */
export const exchangeValues = (exchange: Exchange): readonly Knex.RawBinding[] => [
  exchange.beganAt,
  exchange.txId,
  exchange.providerId,
  exchange.direction,
  exchange.step,
  exchange.operation,
  exchange.ms,
  exchange.bytesIn,
  exchange.bytesOut,
  exchange.outcome,
  exchange.reason,
  exchange.ssekFault,
]

/** @param sql a transaction that is open already, where there is one. */
export async function addExchange(sql: Knex | Connection, exchange: Exchange): Promise<void> {
  await query(
    sql,
    `insert into exchange (began_at, tx_id, provider_id, direction, step, operation, ms, bytes_in, bytes_out, outcome,
       reason, ssek_fault)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    exchangeValues(exchange),
  )
}

/** For the owner alone. */
export async function listExchanges(ownerDb: { readonly sql: Knex }, txId: string): Promise<readonly Exchange[]> {
  return await query<Exchange>(
    ownerDb.sql,
    `select began_at as "beganAt", tx_id as "txId", provider_id as "providerId", direction, step, operation, ms,
       bytes_in as "bytesIn", bytes_out as "bytesOut", outcome, reason, ssek_fault as "ssekFault"
     from exchange where tx_id = ? order by began_at`,
    [txId],
  )
}

/** When each provider last said or was asked anything; for the owner alone. */
export async function lastExchanges(ownerDb: { readonly sql: Knex }): Promise<ReadonlyMap<string, Date>> {
  const rows = await query<{ id: string; at: Date | null }>(
    ownerDb.sql,
    `select provider_id as id, (select max(began_at) from exchange e where e.provider_id = p.provider_id) as at
     from provider p`,
  )
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at] as const])))
}

/** Deletes what is older than ninety days. @returns how many rows went, at most `most`. */
export async function forgetExchanges(workerDb: { readonly sql: Knex }, most: number): Promise<number> {
  const row = await queryOne<{ gone: number }>(workerDb.sql, 'select portal.forget_exchanges(?) as gone', [most])
  return row?.gone ?? 0
}
