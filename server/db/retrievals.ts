/** Retrievals: one question to one provider, and what came of it. Tables retrieval and original. */
import { randomUUID } from 'node:crypto'
import type { ProviderErrorCode } from '#providers/errors.ts'
import type { ArrivedAnswer } from '#providers/pension-source.ts'
import type { SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'
import { sealHoldings } from './holdings.ts'
import { sendNotice } from './notices.ts'

export type RetrievalOutcome = 'waiting' | 'answered' | 'nothing-held' | 'failed' | 'disconnected'
/** What went wrong: at the border, or here (the deadline passed; a send that may not be repeated was cut off). */
export type RetrievalErrorCode = ProviderErrorCode | 'deadline-passed' | 'interrupted'

export interface Retrieval {
  readonly retrievalId: string
  readonly collectionId: string
  readonly providerId: string
  readonly txId: string
  readonly outcome: RetrievalOutcome
  readonly errorCode: RetrievalErrorCode | null
  /** The provider has receipted the question, and the answer comes later. */
  readonly later: boolean
  /** When the question was last sent. */
  readonly askedAt: Date | null
  readonly answeredAt: Date | null
  /**
   * Real sends. The policy for resending counts these; the queue's own attempts are many and are also used up by
   * killed workers.
   */
  readonly attempts: number
}

const columns = `retrieval_id as "retrievalId", collection_id as "collectionId", provider_id as "providerId",
  tx_id as "txId", outcome, error_code as "errorCode", later, asked_at as "askedAt", answered_at as "answeredAt",
  attempts`

/** @param forUpdate holds the row until the end of the transaction. */
export async function readRetrieval(
  t: SaverTransaction,
  retrievalId: string,
  { forUpdate = false }: { readonly forUpdate?: boolean } = {},
): Promise<Retrieval | null> {
  return await queryOne<Retrieval>(
    t.sql,
    `select ${columns} from retrieval where saver_id = ? and retrieval_id = ? ${forUpdate ? 'for update' : ''}`,
    [t.saverId, retrievalId],
  )
}

export async function listRetrievals(t: SaverTransaction, collectionId: string): Promise<readonly Retrieval[]> {
  return await query<Retrieval>(
    t.sql,
    `select ${columns} from retrieval where saver_id = ? and collection_id = ? order by provider_id`,
    [t.saverId, collectionId],
  )
}

/**
 * Counts a send. Commit it before sending: a worker killed in between has then at most one send too many on its
 * account, never one too few.
 * @returns the sends so far, this one included; null when the retrieval no longer waits and must not be sent.
 */
export async function markAsked(t: SaverTransaction, retrievalId: string): Promise<number | null> {
  const row = await queryOne<{ attempts: number }>(
    t.sql,
    `update retrieval set attempts = attempts + 1, asked_at = now()
     where saver_id = ? and retrieval_id = ? and outcome = 'waiting' returning attempts`,
    [t.saverId, retrievalId],
  )
  return row?.attempts ?? null
}

/** @returns false when the retrieval no longer waits. */
export async function markLater(t: SaverTransaction, retrievalId: string): Promise<boolean> {
  const rows = await query(
    t.sql,
    `update retrieval set later = true where saver_id = ? and retrieval_id = ? and outcome = 'waiting'
     returning retrieval_id`,
    [t.saverId, retrievalId],
  )
  return rows.length === 1
}

/** @returns false when the retrieval no longer waits: an answer is never overwritten by a fault. */
export async function markFailed(
  t: SaverTransaction,
  retrievalId: string,
  errorCode: RetrievalErrorCode,
): Promise<boolean> {
  const rows = await query(
    t.sql,
    `update retrieval set outcome = 'failed', error_code = ?
     where saver_id = ? and retrieval_id = ? and outcome = 'waiting' returning retrieval_id`,
    [errorCode, t.saverId, retrievalId],
  )
  return rows.length === 1
}

/**
 * Stores an answer once: outcome, sealed original, sealed holdings. A delivery repeated changes nothing. An answer to
 * a retrieval that has failed meanwhile (its deadline passed) is stored all the same: late figures are good figures,
 * the collection stays settled when it settled, and the saver is told of figures by e-mail if they want that.
 *
 * @returns whether this call stored it.
 */
export async function storeAnswer(t: SaverTransaction, retrievalId: string, answer: ArrivedAnswer): Promise<boolean> {
  const key = await t.key()
  const holdings = answer.kind === 'answered' ? sealHoldings(key, answer.holdings) : []
  // The update takes the row's lock: of two deliveries at once, the second waits and then finds the outcome changed.
  const stored = await queryOne<{ readonly noticeId: string | null }>(
    t.sql,
    `with stored as (
       update retrieval set outcome = ?, error_code = null, answered_at = now()
       where saver_id = ? and retrieval_id = ? and outcome in ('waiting', 'failed')
       returning saver_id, retrieval_id, provider_id, collection_id),
     original as (
       insert into original (saver_id, retrieval_id, content_sealed, content_type)
       select saver_id, retrieval_id, ?, ? from stored),
     holdings as (
       insert into holding (saver_id, retrieval_id, provider_id, holding_id, content_sealed, value_date)
       select saver_id, retrieval_id, provider_id, id, sealed, nullif(day, '')::date
       from stored, unnest(?::uuid[], ?::bytea[], ?::text[]) as new (id, sealed, day)),
     late as (
       insert into notice (saver_id, notice_id, kind, event_id)
       select saver_id, ?, 'new-figures', retrieval_id
       from stored join collection using (saver_id, collection_id) join saver using (saver_id)
       where ?::boolean and settled_at is not null and email_sealed is not null and notices
       on conflict do nothing returning notice_id)
     select (select notice_id from late) as "noticeId" from stored`,
    [
      answer.kind,
      t.saverId,
      retrievalId,
      key.seal(answer.original.bytes, { table: 'original', column: 'content_sealed', row: retrievalId }),
      answer.original.contentType,
      holdings.map(({ holdingId }) => holdingId),
      holdings.map(({ sealed }) => sealed),
      holdings.map(({ valueDate }) => valueDate ?? ''),
      randomUUID(),
      answer.kind === 'answered',
    ],
  )
  if (stored === null) return false
  if (stored.noticeId !== null) await sendNotice(t, stored.noticeId)
  return true
}
