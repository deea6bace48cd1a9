/** What a saver had said and added when a collection began. Table collection_snapshot. */
import type { SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'

const place = (collectionId: string) => ({ table: 'collection_snapshot', column: 'content_sealed', row: collectionId })

/** @param content what JSON can hold */
export async function addSnapshot(t: SaverTransaction, collectionId: string, content: unknown): Promise<void> {
  const key = await t.key()
  await query(t.sql, 'insert into collection_snapshot (saver_id, collection_id, content_sealed) values (?, ?, ?)', [
    t.saverId,
    collectionId,
    key.seal(JSON.stringify(content), place(collectionId)),
  ])
}

/**
 * @typeParam Content what was sealed here, and is trusted as such
 * @returns null for a collection from before there were any
 */
export async function readSnapshot<Content>(t: SaverTransaction, collectionId: string): Promise<Content | null> {
  const row = await queryOne<{ readonly content_sealed: Buffer }>(
    t.sql,
    'select content_sealed from collection_snapshot where saver_id = ? and collection_id = ?',
    [t.saverId, collectionId],
  )
  if (row === null) return null
  return JSON.parse((await t.key()).open(row.content_sealed, place(collectionId)).toString('utf8')) as Content
}
