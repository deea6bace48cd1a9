/** Errands: what a saver has asked of one provider about one contract, and what came of it. Table errand. */
import { randomUUID } from 'node:crypto'
import type { ErrandContent, ErrandOperation, ErrandReply } from '#providers/errands.ts'
import type { ProviderErrorCode } from '#providers/errors.ts'
import type { SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'
import { enqueue } from './jobs.ts'
import { addErrandRoute } from './tx-routes.ts'

export type ErrandState = 'waiting' | 'received' | 'rejected' | 'answered' | 'failed'
/** What went wrong: at the border, or here (a send that may not be repeated was cut off). */
export type ErrandErrorCode = ProviderErrorCode | 'interrupted'

/** As far as the row tells without being opened. */
export interface ErrandRow {
  readonly errandId: string
  readonly providerId: string
  readonly txId: string
  readonly operation: ErrandOperation
  readonly state: ErrandState
  readonly errorCode: ErrandErrorCode | null
  /** Real sends. */
  readonly attempts: number
  readonly createdAt: Date
  /** When it was last sent. */
  readonly sentAt: Date | null
  /** When the provider said that it has it. */
  readonly receiptedAt: Date | null
  /** When it was taken in hand, or was not. */
  readonly decidedAt: Date | null
  readonly answeredAt: Date | null
}

export interface StoredErrand extends ErrandRow {
  readonly content: ErrandContent
  /** Why it was rejected, in the provider's words. */
  readonly reason: string | null
  /** What came of it, in the provider's words. */
  readonly answer: string | null
}

interface Sealed {
  readonly contentSealed: Buffer
  readonly reasonSealed: Buffer | null
  readonly answerSealed: Buffer | null
}

const columns = `errand_id as "errandId", provider_id as "providerId", tx_id as "txId", operation, state,
  error_code as "errorCode", attempts, created_at as "createdAt", sent_at as "sentAt", receipted_at as "receiptedAt",
  decided_at as "decidedAt", answered_at as "answeredAt", content_sealed as "contentSealed",
  reason_sealed as "reasonSealed", answer_sealed as "answerSealed"`

type SealedColumn = 'content_sealed' | 'reason_sealed' | 'answer_sealed'
const place = (errandId: string, column: SealedColumn) => ({ table: 'errand', column, row: errandId })

/** Writes the errand, the route of its TxId and the job that sends it: all of it, or nothing, in this transaction. */
export async function addErrand(t: SaverTransaction, providerId: string, content: ErrandContent): Promise<string> {
  const [errandId, txId] = [randomUUID(), randomUUID()]
  const key = await t.key()
  await query(
    t.sql,
    `insert into errand (saver_id, errand_id, provider_id, tx_id, operation, content_sealed)
     values (?, ?, ?, ?, ?, ?)`,
    [
      t.saverId,
      errandId,
      providerId,
      txId,
      content.operation,
      key.seal(JSON.stringify(content), place(errandId, 'content_sealed')),
    ],
  )
  await addErrandRoute(t, { txId, errandId, providerId })
  await enqueue(t, [{ task: 'send-errand', payload: { saverId: t.saverId, errandId }, key: `send-errand:${errandId}` }])
  return errandId
}

async function opened(t: SaverTransaction, row: ErrandRow & Sealed): Promise<StoredErrand> {
  const { contentSealed, reasonSealed, answerSealed, ...errand } = row
  const key = await t.key()
  const text = (column: SealedColumn, sealed: Buffer | null): string | null =>
    sealed && key.open(sealed, place(errand.errandId, column)).toString('utf8')
  return {
    ...errand,
    // What was sealed here was an ErrandContent, and a sealed value opens only where it was put.
    content: JSON.parse(text('content_sealed', contentSealed) ?? '') as ErrandContent,
    reason: text('reason_sealed', reasonSealed),
    answer: text('answer_sealed', answerSealed),
  }
}

/** @param forUpdate holds the row until the end of the transaction. */
export async function readErrand(
  t: SaverTransaction,
  errandId: string,
  { forUpdate = false }: { readonly forUpdate?: boolean } = {},
): Promise<StoredErrand | null> {
  const row = await queryOne<ErrandRow & Sealed>(
    t.sql,
    `select ${columns} from errand where saver_id = ? and errand_id = ? ${forUpdate ? 'for update' : ''}`,
    [t.saverId, errandId],
  )
  return row && (await opened(t, row))
}

/** The newest first. */
export async function listErrands(t: SaverTransaction): Promise<readonly StoredErrand[]> {
  const rows = await query<ErrandRow & Sealed>(
    t.sql,
    `select ${columns} from errand where saver_id = ? order by created_at desc, errand_id`,
    [t.saverId],
  )
  return await Promise.all(rows.map((row) => opened(t, row)))
}

/** Counts a send. Commit it before sending: a worker killed in between has then one send too many, never one too few. */
export async function markErrandSent(t: SaverTransaction, errandId: string): Promise<void> {
  await query(
    t.sql,
    'update errand set attempts = attempts + 1, sent_at = now() where saver_id = ? and errand_id = ?',
    [t.saverId, errandId],
  )
}

export async function markErrandReceipted(t: SaverTransaction, errandId: string): Promise<void> {
  await query(t.sql, 'update errand set receipted_at = now() where saver_id = ? and errand_id = ?', [
    t.saverId,
    errandId,
  ])
}

/** An errand that the provider has replied to meanwhile has not failed. */
export async function markErrandFailed(
  t: SaverTransaction,
  errandId: string,
  errorCode: ErrandErrorCode,
): Promise<void> {
  await query(
    t.sql,
    `update errand set state = 'failed', error_code = ? where saver_id = ? and errand_id = ? and state = 'waiting'`,
    [errorCode, t.saverId, errandId],
  )
}

/** `refused`: the provider has said something else before, or the errand is of a kind that gets no answer. */
export type ReplyOutcome = 'stored' | 'repeated' | 'refused'

/** From which states a reply leads on, and in which it has been heard already; in the others it contradicts. */
const transitions: Readonly<Record<ErrandReply['kind'], { from: readonly ErrandState[]; in: readonly ErrandState[] }>> =
  {
    // An answer may overtake the word that the errand was taken in hand.
    received: { from: ['waiting', 'failed'], in: ['received', 'answered'] },
    rejected: { from: ['waiting', 'failed'], in: ['rejected'] },
    answered: { from: ['waiting', 'failed', 'received'], in: ['answered'] },
  }

/**
 * Stores what the provider says about an errand, once. A reply to one that counts as failed is taken all the same: it
 * had arrived after all.
 */
export async function storeErrandReply(
  t: SaverTransaction,
  errandId: string,
  reply: ErrandReply,
): Promise<ReplyOutcome> {
  const errand = await readErrand(t, errandId, { forUpdate: true })
  if (errand === null || (reply.kind === 'answered' && errand.operation !== 'anmalFel')) return 'refused'
  const { from, in: heard } = transitions[reply.kind]
  if (heard.includes(errand.state)) return 'repeated'
  if (!from.includes(errand.state)) return 'refused'
  const key = await t.key()
  const sealed = (column: SealedColumn, text: string | null): Buffer | null =>
    text === null ? null : key.seal(text, place(errandId, column))
  await query(
    t.sql,
    `update errand set state = ?, error_code = null, reason_sealed = ?, answer_sealed = ?,
       decided_at = coalesce(decided_at, now()), answered_at = case when ? then now() end
     where saver_id = ? and errand_id = ?`,
    [
      reply.kind,
      sealed('reason_sealed', reply.kind === 'rejected' ? reply.reason : null),
      sealed('answer_sealed', reply.kind === 'answered' ? reply.answer : null),
      reply.kind === 'answered',
      t.saverId,
      errandId,
    ],
  )
  return 'stored'
}
