/** Holdings as they were delivered, sealed one by one. Table holding. */
import { randomUUID } from 'node:crypto'
import type { Holding } from '#forecasting/model/holding.ts'
import { holdingFromText, holdingToText } from '#forecasting/model/stored.ts'
import type { SaverKey } from '#server/crypto/vault.ts'
import type { SaverTransaction } from './database.ts'
import { query } from './database.ts'
import { newestAnswers } from './newest-answers.ts'
import { valueDateOf } from './value-date.ts'

export interface StoredHolding {
  readonly holdingId: string
  readonly providerId: string
  readonly retrievalId: string
  readonly holding: Holding
  readonly fetchedAt: Date
}

const place = (holdingId: string) => ({ table: 'holding', column: 'content_sealed', row: holdingId })

interface SealedHolding {
  readonly holdingId: string
  readonly sealed: Buffer
  readonly valueDate: string | null
}

/** Ready for the table, each under an id of its own. */
export const sealHoldings = (key: SaverKey, holdings: readonly Holding[]): readonly SealedHolding[] =>
  holdings.map((holding) => {
    const holdingId = randomUUID()
    return { holdingId, sealed: key.seal(holdingToText(holding), place(holdingId)), valueDate: valueDateOf(holding) }
  })

/**
 * What each provider's newest answer holds: figures of this collection, and older ones where nothing newer came.
 *
 * @param asOf a collection: what was current then; null: now
 */
export async function listCurrentHoldings(
  t: SaverTransaction,
  asOf: string | null = null,
): Promise<readonly StoredHolding[]> {
  const answers = new Map((await newestAnswers(t, asOf)).map((answer) => [answer.retrievalId, answer]))
  const rows = await query<{ holding_id: string; retrieval_id: string; content_sealed: Buffer }>(
    t.sql,
    `select holding_id, retrieval_id, content_sealed from holding
     where saver_id = ? and retrieval_id = any(?) order by provider_id, holding_id`,
    [t.saverId, [...answers.keys()]],
  )
  const key = await t.key()
  return rows.flatMap(({ holding_id: holdingId, retrieval_id: retrievalId, content_sealed: sealed }) => {
    const answer = answers.get(retrievalId)
    if (answer === undefined) return []
    const holding = holdingFromText(key.open(sealed, place(holdingId)).toString('utf8'))
    return [{ holdingId, providerId: answer.providerId, retrievalId, holding, fetchedAt: answer.answeredAt }]
  })
}
