/** A row in every table that has a `saver_id`, whatever tables there are: read from the catalogue. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Database } from '#server/db/database.ts'
import { openKnex, asSaver, query } from '#server/db/database.ts'
import type { TestDatabase } from './database.ts'

export interface Filled {
  readonly table: string
  /** What was written, and can be looked for. */
  readonly marks: readonly string[]
  /** The columns that are sealed under the saver's key. */
  readonly sealed: readonly string[]
}

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly required: boolean
}

/** What a check constraint wants; a new table needs a line here only where chance would not pass its checks. */
const wanted: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  saver: { language: 'sv' },
  saver_key: { key_id: 'test' },
  approval: { channel: 'portal' },
  collection: { reason: 'saver-asked', deadline_at: new Date('2999-01-01') },
  retrieval: { outcome: 'waiting' },
  original: { content_type: 'text/xml' },
  saver_record: { kind: 'own-entry' },
  errand: { operation: 'anmalFel', state: 'waiting', reason_sealed: null, answer_sealed: null },
  notice: { kind: 'collected' },
  sharing_member: {
    kind: 'helper',
    seat: 'inviter',
    scope: 'forecast',
    ends_on: '2999-01-01',
    key_sealed: null,
    ended_at: new Date('2026-11-22'),
  },
  email_change: { code_hash: randomBytes(32), expires_at: new Date('2999-01-01') },
  session: { level: 'loa3', absolute_until: new Date('2999-01-01'), token_hash: null },
  tx_route: { errand_id: null },
  ombud_case: {
    session_hash: randomBytes(32),
    code: null,
    number_hash: null,
    number_sealed: null,
    consented_at: new Date('2026-11-22T10:00:00Z'),
    consent_until: new Date('2026-11-22T11:00:00Z'),
    consent_version: '2026-12',
    ended_at: new Date('2026-11-22T10:20:00Z'),
    outcome: 'ended',
  },
}

export async function saverTablesOf(test: TestDatabase): Promise<readonly string[]> {
  const rows = await query<{ name: string }>(
    test.owner.sql,
    `select c.relname::text as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'saver_id' and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace order by 1`,
  )
  return rows.map(({ name }) => name)
}

/**
 * A saver that was made in the ordinary way has rows in some tables; those are left as they are.
 * @param app with the keys that the saver was made with
 * @param text what is sealed, within JSON where the column is `content_sealed`; default: a mark that stands nowhere else
 */
export async function fillEverySaverTable(
  test: TestDatabase,
  saverId: string,
  app: Database = test.app,
  text?: string,
): Promise<readonly Filled[]> {
  const columns = await query<Column>(
    test.owner.sql,
    `select c.relname::text as table, a.attname::text as column, format_type(a.atttypid, a.atttypmod) as type,
            (a.attnotnull and not a.atthasdef) as required
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
     order by c.relname, a.attnum`,
  )
  // Foreign keys are not what is tried here.
  const sql = openKnex(test.urls.superuser, 1, undefined, {})
  try {
    await sql.raw(`set session_replication_role = replica`)
    const filled: Filled[] = []
    for (const table of await saverTablesOf(test)) {
      const present = await sql.raw<{ rows: unknown[] }>(`select from ${table} where saver_id = ?`, [saverId])
      if (present.rows.length > 0) continue
      const own = columns.filter((column) => column.table === table)
      const { row, marks, sealed } = await rowOf(app, saverId, table, own, text)
      await sql(table).insert(row)
      filled.push({ table, marks, sealed })
    }
    return filled
  } finally {
    await sql.destroy()
  }
}

async function rowOf(
  app: Database,
  saverId: string,
  table: string,
  columns: readonly Column[],
  text: string | undefined,
): Promise<{ readonly row: Readonly<Record<string, unknown>> } & Omit<Filled, 'table'>> {
  const row: Record<string, unknown> = { saver_id: saverId }
  const ids: Record<string, string> = { saver_id: saverId }
  const marks: string[] = []
  const seals: { column: string; mark: string }[] = []
  const sealed: string[] = []
  for (const { column, type, required } of columns) {
    const given = wanted[table]?.[column]
    if (column === 'saver_id') continue
    if (given !== undefined && given !== null) row[column] = given
    else if (given === null && !required) continue
    else if (column.endsWith('_sealed')) seals.push({ column, mark: text ?? `Åsa-${table}-${randomUUID()}` })
    else if (type === 'uuid') marks.push((row[column] = ids[column] = randomUUID()))
    else if (!required) continue
    else if (type === 'text') marks.push((row[column] = `mark-${randomUUID()}`))
    else if (type === 'bytea') row[column] = randomBytes(32)
    else if (type === 'integer' || type === 'smallint' || type === 'bigint') row[column] = 1
    else if (type === 'date') row[column] = '2026-11-22'
    else if (type === 'boolean') row[column] = true
    else row[column] = new Date()
  }
  await asSaver(app, saverId, async (t) => {
    const key = await t.key()
    for (const { column, mark } of seals) {
      if (table === 'session') {
        row[column] = t.vault.sealGlobal(mark, 'anywhere')
        continue
      }
      // The row's own id names its place: the column that is not another table's.
      const id = columns.find((other) => other.type === 'uuid' && other.column !== 'saver_id')?.column ?? 'saver_id'
      const written = column === 'content_sealed' ? JSON.stringify({ text: mark }) : mark
      row[column] = key.seal(written, { table, column, row: ids[id] ?? saverId })
      marks.push(mark)
      sealed.push(column)
    }
  })
  return { row, marks, sealed }
}
