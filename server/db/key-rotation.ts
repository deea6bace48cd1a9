/**
 * From one master key to another while the portal runs: for the owner, saver by saver under row-level security.
 *
 * Each saver's key is taken up and wrapped anew in a transaction of its own, so that it can be stopped anywhere and
 * begun again: what is done is found done. Readers never wait for it.
 */
import { VaultError } from '#server/crypto/vault.ts'
import type { Database } from './database.ts'
import { asSaver, query, queryOne } from './database.ts'
import { rewrapKey } from './savers.ts'

export interface Rotated {
  readonly rewrapped: number
  readonly current: number
  /** Wrapped with a master key that is not configured here. */
  readonly unknown: number
}

const saversAtOnce = 500

async function* everySaver({ sql }: Database): AsyncGenerator<string, void, undefined> {
  for (let after: string | null = null; ;) {
    const rows: readonly { id: string }[] = await query(
      sql,
      `select distinct saver_id as id from saver_identity where ?::uuid is null or saver_id > ? order by 1 limit ?`,
      [after, after, saversAtOnce],
    )
    for (const { id } of rows) yield id
    after = rows.at(-1)?.id ?? null
    if (after === null) return
  }
}

/** @param onProgress after every five hundred savers */
export async function rotateKeys(db: Database, onProgress: (so: Rotated) => void = () => undefined): Promise<Rotated> {
  const done = { rewrapped: 0, current: 0, unknown: 0 }
  let seen = 0
  for await (const saverId of everySaver(db)) {
    const outcome = await asSaver(db, saverId, rewrapKey).catch((error: unknown) => {
      if (error instanceof VaultError && error.code === 'unknown-key') return 'unknown' as const
      throw error
    })
    if (outcome !== null) done[outcome]++
    if (++seen % saversAtOnce === 0) onProgress({ ...done })
  }
  return done
}

/** What is sealed with each master key, by its id. */
export interface KeyUse {
  readonly keyId: string
  readonly savers: number
  /** Values that belong to no saver, and last a short time: sessions, login attempts. */
  readonly values: number
}

export async function keysInUse(db: Database): Promise<readonly KeyUse[]> {
  const uses = new Map<string, { savers: number; values: number }>()
  const count = (keyId: string, what: 'savers' | 'values', more: number) => {
    const use = uses.get(keyId) ?? { savers: 0, values: 0 }
    uses.set(keyId, { ...use, [what]: use[what] + more })
  }
  for await (const saverId of everySaver(db)) {
    const row = await asSaver(db, saverId, (t) =>
      queryOne<{ id: string }>(t.sql, 'select key_id as id from saver_key where saver_id = ?', [saverId]),
    )
    if (row !== null) count(row.id, 'savers', 1)
  }
  for (const { table, column } of await openColumns(db)) {
    const rows = await query<{ id: string; values: number }>(
      db.sql,
      `select convert_from(substr(${column}, 3, get_byte(${column}, 1)), 'SQL_ASCII') as id, count(*)::int as values
       from ${table} where get_byte(${column}, 0) = 2 group by 1`,
    )
    for (const { id, values } of rows) count(id, 'values', values)
  }
  return [...uses]
    .map(([keyId, use]) => ({ keyId, ...use }))
    .toSorted((one, other) => (one.keyId < other.keyId ? -1 : 1))
}

/** Sealed columns outside the savers' own tables: there a master key seals itself, and its id stands in the value. */
const openColumns = ({ sql }: Database) =>
  query<{ table: string; column: string }>(
    sql,
    `select c.oid::regclass::text as table, quote_ident(a.attname) as column
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname like '%\\_sealed' and not a.attisdropped
     where c.relkind = 'r' and not c.relispartition and not c.relrowsecurity
       and c.relnamespace = 'public'::regnamespace and a.atttypid = 'bytea'::regtype
     order by 1, 2`,
  )
