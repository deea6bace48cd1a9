/** Holdings as they were delivered, sealed one by one. Table holding. */
import { randomUUID } from 'node:crypto'
import type { Holding } from '#forecasting/model/holding.ts'
import { holdingFromText, holdingToText } from '#forecasting/model/stored.ts'
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

export async function addHoldings(
  t: SaverTransaction,
  retrievalId: string,
  providerId: string,
  holdings: readonly Holding[],
): Promise<void> {
  const key = await t.key()
  const rows = holdings.map((holding) => {
    const holdingId = randomUUID()
    return { holdingId, sealed: key.seal(holdingToText(holding), place(holdingId)), valueDate: valueDateOf(holding) }
  })
  await query(
    t.sql,
    `insert into holding (saver_id, retrieval_id, provider_id, holding_id, content_sealed, value_date)
     select ?, ?, ?, id, sealed, nullif(day, '')::date
     from unnest(?::uuid[], ?::bytea[], ?::text[]) as new (id, sealed, day)`,
    [
      t.saverId,
      retrievalId,
      providerId,
      rows.map(({ holdingId }) => holdingId),
      rows.map(({ sealed }) => sealed),
      rows.map(({ valueDate }) => valueDate ?? ''),
    ],
  )
}

/** What each provider's newest answer holds: figures of this collection, and older ones where nothing newer came. */
export async function listCurrentHoldings(t: SaverTransaction): Promise<readonly StoredHolding[]> {
  const answers = new Map((await newestAnswers(t)).map((answer) => [answer.retrievalId, answer]))
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
