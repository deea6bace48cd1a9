/**
 * What a saver has written: facts about them, own entries, plans. Table saver_record.
 *
 * The content is JSON, sealed as a whole. A change names the version that it was made from: the last one to write is
 * told when another tab was there first, and nothing is overwritten unseen.
 */
import { randomUUID } from 'node:crypto'
import type { SaverKey } from '#server/crypto/vault.ts'
import type { SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'

export type RecordKind = 'facts' | 'own-entry' | 'plan'

export interface SaverRecord<Content> {
  readonly recordId: string
  readonly version: number
  readonly content: Content
  readonly createdAt: Date
  readonly changedAt: Date
}

export type RecordChange = 'changed' | 'changed-meanwhile' | 'gone'

interface RecordRow {
  readonly recordId: string
  readonly version: number
  readonly sealed: Buffer
  readonly createdAt: Date
  readonly changedAt: Date
}

const columns = `record_id as "recordId", version, content_sealed as sealed, created_at as "createdAt",
  changed_at as "changedAt"`

const place = (recordId: string) => ({ table: 'saver_record', column: 'content_sealed', row: recordId })

const seal = (key: SaverKey, recordId: string, content: unknown): Buffer =>
  key.seal(JSON.stringify(content), place(recordId))

/** @typeParam Content what JSON can hold; it comes from our own sealed store and is trusted as such. */
const open = <Content>(key: SaverKey, { sealed, ...row }: RecordRow): SaverRecord<Content> => ({
  ...row,
  content: JSON.parse(key.open(sealed, place(row.recordId)).toString('utf8')) as Content,
})

/** In the order in which they were written first. */
export async function listRecords<Content>(
  t: SaverTransaction,
  kind: RecordKind,
): Promise<readonly SaverRecord<Content>[]> {
  const rows = await query<RecordRow>(
    t.sql,
    `select ${columns} from saver_record where saver_id = ? and kind = ? order by created_at, record_id`,
    [t.saverId, kind],
  )
  if (rows.length === 0) return []
  const key = await t.key()
  return rows.map((row) => open(key, row))
}

/** A UUID, as our own are written; what else a form or an address says names no record. */
const isRecordId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
const isVersion = (version: number): boolean => Number.isInteger(version) && version > 0 && version < 2 ** 31

export async function readRecord<Content>(
  t: SaverTransaction,
  kind: RecordKind,
  recordId: string,
): Promise<SaverRecord<Content> | null> {
  if (!isRecordId(recordId)) return null
  const row = await queryOne<RecordRow>(
    t.sql,
    `select ${columns} from saver_record where saver_id = ? and kind = ? and record_id = ?`,
    [t.saverId, kind, recordId],
  )
  return row && open(await t.key(), row)
}

/** @returns the new record's id; its version is 1. Null where only one may be and another was written at the same time. */
export async function addRecord(t: SaverTransaction, kind: RecordKind, content: unknown): Promise<string | null> {
  const recordId = randomUUID()
  const added = await queryOne<{ readonly record_id: string }>(
    t.sql,
    `insert into saver_record (saver_id, record_id, kind, content_sealed) values (?, ?, ?, ?)
     on conflict do nothing returning record_id`,
    [t.saverId, recordId, kind, seal(await t.key(), recordId, content)],
  )
  return added?.record_id ?? null
}

/** Whether they would be stored as the same text. */
export const isSameContent = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * What is there already in the same words, as when a form is sent twice, counts as changed.
 * @param version the one that was read.
 */
export async function changeRecord(
  t: SaverTransaction,
  kind: RecordKind,
  { recordId, version }: Pick<SaverRecord<unknown>, 'recordId' | 'version'>,
  content: unknown,
): Promise<RecordChange> {
  if (!isRecordId(recordId)) return 'gone'
  const changed = isVersion(version)
    ? await queryOne(
        t.sql,
        `update saver_record set content_sealed = ?, version = version + 1, changed_at = now()
         where saver_id = ? and kind = ? and record_id = ? and version = ? returning record_id`,
        [seal(await t.key(), recordId, content), t.saverId, kind, recordId, version],
      )
    : null
  if (changed !== null) return 'changed'
  const current = await readRecord(t, kind, recordId)
  if (current === null) return 'gone'
  return isSameContent(current.content, content) ? 'changed' : 'changed-meanwhile'
}

/** @returns whether there was one. */
export async function removeRecord(t: SaverTransaction, kind: RecordKind, recordId: string): Promise<boolean> {
  if (!isRecordId(recordId)) return false
  const removed = await queryOne(
    t.sql,
    'delete from saver_record where saver_id = ? and kind = ? and record_id = ? returning record_id',
    [t.saverId, kind, recordId],
  )
  return removed !== null
}
