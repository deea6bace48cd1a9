/** Whether anything a portfolio is read from has changed: one small query in place of opening it all again. */
import type { SaverTransaction } from './database.ts'
import { queryOne } from './database.ts'

/**
 * A digest of the saver, the newest collection, every question's outcome, what the saver has written and the register
 * of providers, whose rows with their certificates are long: the transaction that wrote each stands for what it says.
 * A holding is written with its answer and never changed, so the answers stand for the holdings.
 *
 * Read it before what it stands for: what is written in between makes the next one differ.
 *
 * @returns null when the saver is erased, or before the first collection.
 */
export async function readPersonVersion(t: SaverTransaction): Promise<string | null> {
  const { saverId } = t
  const row = await queryOne<{ readonly version: string | null }>(
    t.sql,
    `select md5((select saver::text from saver where saver_id = ?))
       || md5((select string_agg(concat_ws(' ', collection_id, requested_at, settled_at), ',' order by collection_id)
               from collection where saver_id = ?))
       || md5(coalesce((
            select string_agg(concat_ws(' ', retrieval_id, outcome, error_code, answered_at), ',' order by retrieval_id)
            from retrieval where saver_id = ?), ''))
       || md5(coalesce((select string_agg(concat_ws(' ', record_id, version), ',' order by record_id)
                        from saver_record where saver_id = ? and kind in ('facts', 'own-entry')), ''))
       || md5(coalesce((select string_agg(concat_ws(' ', provider_id, xmin), ',' order by provider_id)
                        from provider), ''))
       || md5(coalesce((select string_agg(concat_ws(' ', provider_id, place, xmin), ',' order by provider_id, place)
                        from provider_window), ''))
       as version`,
    [saverId, saverId, saverId, saverId],
  )
  return row?.version ?? null
}
