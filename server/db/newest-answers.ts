/** Each provider's newest answer, over all collections of a saver. Tables retrieval, collection and holding. */
import type { SaverTransaction } from './database.ts'
import { query } from './database.ts'

/** What a provider last answered, in this collection or an earlier one. */
export interface NewestAnswer {
  readonly providerId: string
  readonly retrievalId: string
  readonly collectionId: string
  readonly outcome: 'answered' | 'nothing-held'
  readonly answeredAt: Date
  /** Whether an earlier answer had figures. */
  readonly heldBefore: boolean
  readonly holdingCount: number
}

/**
 * The newest answer of each provider: the one to the newest question, since an answer to an older question that
 * comes late holds older figures.
 *
 * @param asOf a collection: only what was asked for by then counts; null: everything
 */
export async function newestAnswers(t: SaverTransaction, asOf: string | null = null): Promise<readonly NewestAnswer[]> {
  return await query<NewestAnswer>(
    t.sql,
    `with answer as (
       select r.provider_id, r.retrieval_id, r.collection_id, r.outcome, r.answered_at,
              row_number() over newest_first as place,
              bool_or(r.outcome = 'answered') over (newest_first rows between 1 following and unbounded following)
                as held_before
       from retrieval r
       join collection c on c.saver_id = r.saver_id and c.collection_id = r.collection_id
       where r.saver_id = ? and r.outcome in ('answered', 'nothing-held')
         and (?::uuid is null or c.requested_at <=
              (select requested_at from collection where saver_id = ? and collection_id = ?))
       window newest_first as (partition by r.provider_id order by c.requested_at desc, r.retrieval_id)
     )
     select provider_id as "providerId", retrieval_id as "retrievalId", collection_id as "collectionId", outcome,
            answered_at as "answeredAt", coalesce(held_before, false) as "heldBefore",
            (select count(*)::int from holding h where h.saver_id = ? and h.retrieval_id = answer.retrieval_id)
              as "holdingCount"
     from answer where place = 1 order by provider_id`,
    [t.saverId, asOf, t.saverId, asOf, t.saverId],
  )
}
