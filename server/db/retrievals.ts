/** Retrievals: one question to one provider, and what came of it. Tables retrieval and original. */
import type { Knex } from 'knex'
import type { SaverKey } from '#server/crypto/vault.ts'
import type { ProviderErrorCode } from '#providers/errors.ts'
import type { ArrivedAnswer } from '#providers/pension-source.ts'
import type { PersonalNumber } from '#providers/personal-number.ts'
import type { ApprovalRow } from './approvals.ts'
import type { Database, SaverTransaction, SealedKey } from './database.ts'
import { onConnection, query, queryOne } from './database.ts'
import type { Exchange } from './exchanges.ts'
import { exchangeValues } from './exchanges.ts'
import { sealHoldings } from './holdings.ts'
import type { SealedNumber } from './savers.ts'
import { openNumbers } from './savers.ts'

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

export async function readRetrieval(t: SaverTransaction, retrievalId: string): Promise<Retrieval | null> {
  return await queryOne<Retrieval>(t.sql, `select ${columns} from retrieval where saver_id = ? and retrieval_id = ?`, [
    t.saverId,
    retrievalId,
  ])
}

export async function listRetrievals(t: SaverTransaction, collectionId: string): Promise<readonly Retrieval[]> {
  return await query<Retrieval>(
    t.sql,
    `select ${columns} from retrieval where saver_id = ? and collection_id = ? order by provider_id`,
    [t.saverId, collectionId],
  )
}

/** What a question is made of. */
export interface BegunQuestion {
  readonly collectionId: string
  readonly txId: string
  /** It was sent before, and its answer is promised. */
  readonly later: boolean
  readonly number: PersonalNumber
  readonly earlierNumbers: readonly PersonalNumber[]
  /** The newest. */
  readonly approval: ApprovalRow
  readonly key: SaverKey
}

interface BegunRow extends SealedKey, SealedNumber {
  readonly collectionId: string
  readonly txId: string
  readonly later: boolean
  readonly version: string
  readonly approvedAt: Date
}

/**
 * Counts a send, and reads what the question needs: a transaction of its own, and one round trip. A worker killed before
 * the send has then one send too many on its account, never one too few.
 *
 * @param mostSends begun before, cut off ones included: with more it must not be sent again
 * @param promisedToo whether a promised answer is fetched; that is not counted
 * @returns null when there is nothing to send, or no more
 * @throws Error where there is no approval
 */
export async function beginQuestion(
  db: Database,
  { saverId, retrievalId }: { readonly saverId: string; readonly retrievalId: string },
  { mostSends, promisedToo }: { readonly mostSends: number; readonly promisedToo: boolean },
): Promise<BegunQuestion | null> {
  const row = await onConnection(db, (sql) =>
    queryOne<BegunRow>(
      sql,
      `select collection_id as "collectionId", tx_id as "txId", later, number_sealed, key_id, wrapped,
         approved_version as version, approved_at as "approvedAt" from portal.begin_question(?, ?, ?, ?, ?)`,
      [saverId, db.actor, retrievalId, mostSends, promisedToo],
    ),
  )
  if (row === null) return null
  const { collectionId, txId, later, version, approvedAt } = row
  const key = db.vault.openSaverKey(saverId, row.key_id, row.wrapped)
  const [number, ...earlierNumbers] = openNumbers(saverId, key, row)
  return { collectionId, txId, later, number, earlierNumbers, approval: { version, approvedAt }, key }
}

/**
 * Stores the answer to a question as storeAnswer does, its trace, and settles the collection if it was the last: a
 * transaction of its own, and one round trip.
 * @throws Error when the saver's key was destroyed meanwhile
 */
export async function endQuestion(
  db: Database,
  { saverId, retrievalId }: { readonly saverId: string; readonly retrievalId: string },
  { collectionId, key }: Pick<BegunQuestion, 'collectionId' | 'key'>,
  answer: ArrivedAnswer,
  exchange: Exchange,
): Promise<void> {
  const traced = exchangeValues(exchange)
  await onConnection(db, (sql) =>
    query(
      sql,
      `select portal.end_question(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, row(${traced.map(() => '?').join(', ')})::exchange)`,
      [saverId, db.actor, collectionId, retrievalId, ...sealedAnswer(key, retrievalId, answer), ...traced],
    ),
  )
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
 * and the collection stays settled when it settled.
 *
 * @returns whether this call stored it.
 */
export async function storeAnswer(t: SaverTransaction, retrievalId: string, answer: ArrivedAnswer): Promise<boolean> {
  const row = await queryOne<{ stored: boolean }>(
    t.sql,
    'select portal.store_answer(?, ?, ?, ?, ?, ?, ?, ?) as stored',
    [t.saverId, retrievalId, ...sealedAnswer(await t.key(), retrievalId, answer)],
  )
  return row?.stored === true
}

/** As the functions of the database take it. */
function sealedAnswer(key: SaverKey, retrievalId: string, answer: ArrivedAnswer): readonly Knex.RawBinding[] {
  const holdings = answer.kind === 'answered' ? sealHoldings(key, answer.holdings) : []
  return [
    answer.kind,
    key.seal(answer.original.bytes, { table: 'original', column: 'content_sealed', row: retrievalId }),
    answer.original.contentType,
    holdings.map(({ holdingId }) => holdingId),
    holdings.map(({ sealed }) => sealed),
    holdings.map(({ valueDate }) => valueDate ?? ''),
  ]
}
