/** One saver's rows are out of reach for everyone else's transactions, whatever the query says. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver, answered, providerEntry } from '#server/testing/examples.ts'
import { addApproval } from './approvals.ts'
import { withClient } from './bootstrap.ts'
import { createCollection } from './collections.ts'
import type { Database } from './database.ts'
import { asSaver, openDatabase, query, queryOne } from './database.ts'
import { replaceProviders } from './providers.ts'
import { storeAnswer } from './retrievals.ts'

const saverTables = ['saver', 'saver_key', 'approval', 'collection', 'retrieval', 'holding', 'original'] as const

let db: TestDatabase
let a: string
let b: string

beforeAll(async () => {
  db = await testDatabase()
  const entries = [providerEntry('nordfjall-liv'), providerEntry('annan-liv')]
  await replaceProviders(db.owner, entries)
  a = await saverWithEverything(entries)
  b = await saverWithEverything(entries)
})
afterAll(() => db.close())

async function saverWithEverything(entries: readonly ReturnType<typeof providerEntry>[]): Promise<string> {
  const saverId = await anySaver(db.app)
  await asSaver(db.app, saverId, async (t) => {
    await addApproval(t, { version: '1', channel: 'portal' })
    const created = await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 60_000),
      providers: entries,
    })
    await storeAnswer(t, created?.retrievals[0]?.retrievalId ?? '', answered('A-1', 'A-2'))
  })
  return saverId
}

async function countOf(sql: Parameters<typeof query>[0], table: string, where = ''): Promise<number> {
  const row = await queryOne<{ count: number }>(sql, `select count(*)::int as count from ${table} ${where}`)
  return row?.count ?? -1
}

/** The SQLSTATE with which a statement is refused. */
async function refusal(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
    return 'not refused'
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

const forbidden = '42501'

test('neither web nor worker role is superuser, passes row-level security, or owns anything they read', async () => {
  for (const { sql } of [db.app, db.worker]) {
    expect(
      await queryOne(
        sql,
        `select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as mighty,
                (select count(*)::int from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace)
                  as owned,
                pg_has_role(current_user, 'portal_owner', 'member') as member_of_owner,
                has_schema_privilege('public', 'create') as may_create,
                has_database_privilege(current_database(), 'create') as may_create_schema
         from pg_roles r where rolname = current_user`,
      ),
    ).toEqual({ mighty: false, owned: 0, member_of_owner: false, may_create: false, may_create_schema: false })
  }
})

describe.each(saverTables)('%s', (table) => {
  test('each saver has rows here, and there are those of both', async () => {
    await withClient(db.urls.superuser, async (client) => {
      for (const saverId of [a, b]) {
        const { rows } = await client.query<{ count: number }>(
          `select count(*)::int as count from ${table} where saver_id = $1`,
          [saverId],
        )
        expect(rows[0]?.count).toBeGreaterThan(0)
      }
    })
  })

  test('the owner too sees one saver at a time, and none outside a saver transaction', async () => {
    expect(await countOf(db.owner.sql, table)).toBe(0)
    await asSaver(db.owner, a, async (t) => {
      expect(await countOf(t.sql, table)).toBeGreaterThan(0)
      expect(await countOf(t.sql, table, `where saver_id <> '${a}'`)).toBe(0)
    })
  })

  test('nobody but the owner changes or removes rows of another saver', async () => {
    for (const database of [db.app, db.worker]) {
      expect(await refusal(asSaver(database, a, (t) => query(t.sql, `delete from ${table}`)))).toBe(forbidden)
      expect(await refusal(query(database.sql, `truncate ${table}`))).toBe(forbidden)
    }
    // Where a role may change rows at all, a change without a condition meets its own saver's rows alone.
    await asSaver(db.owner, a, async (t) => {
      await query(t.sql, `update ${table} set saver_id = saver_id where saver_id = ?`, [b])
      const touched = await query(t.sql, `update ${table} set saver_id = saver_id returning saver_id`)
      expect(new Set(touched.map((row) => (row as { saver_id: string }).saver_id))).toEqual(new Set([a]))
    })
  })

  test('the partitions themselves are closed', async () => {
    for (const database of [db.app, db.worker]) {
      for (const partition of ['p00', 'p07', 'p15']) {
        expect(await refusal(asSaver(database, a, (t) => query(t.sql, `select from ${table}_${partition}`)))).toBe(
          forbidden,
        )
      }
    }
    const partition = await withClient(db.urls.superuser, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `select tableoid::regclass::text as name from ${table} where saver_id = $1`,
        [b],
      )
      return rows[0]?.name ?? ''
    })
    // The owner needs no grant; there the partition's own policy holds.
    await asSaver(db.owner, a, async (t) => {
      expect(await countOf(t.sql, partition, `where saver_id = '${b}'`)).toBe(0)
    })
    await asSaver(db.owner, b, async (t) => {
      expect(await countOf(t.sql, partition, `where saver_id = '${b}'`)).toBeGreaterThan(0)
    })
  })
})

describe.each(saverTables)('%s, read by hand', (table) => {
  test('a transaction of A cannot read or count rows of B', async () => {
    // The originals are write-only for the worker.
    for (const database of table === 'original' ? [db.app] : [db.app, db.worker]) {
      await asSaver(database, a, async (t) => {
        expect(await countOf(t.sql, table)).toBeGreaterThan(0)
        expect(await countOf(t.sql, table, `where saver_id = '${b}'`)).toBe(0)
        expect(await countOf(t.sql, table, `where saver_id <> '${a}' or true`)).toBe(await countOf(t.sql, table))
      })
    }
  })

  test('without a saver, or without saying who acts, nothing is seen', async () => {
    expect(await countOf(db.app.sql, table)).toBe(0)
    await db.app.sql.transaction(async (sql) => {
      await query(sql, `select set_config('app.saver_id', ?, true)`, [a])
      expect(await countOf(sql, table)).toBe(0)
      await query(sql, `select set_config('app.actor', 'saver', true)`)
      expect(await countOf(sql, table)).toBeGreaterThan(0)
    })
  })
})

describe('a row of B written in a transaction of A', () => {
  const collectionId = randomUUID()
  const inserts: Record<(typeof saverTables)[number], string> = {
    saver: `insert into saver (saver_id, number_sealed, name_sealed)
            values (gen_random_uuid(), '\\x01'::bytea || repeat('x', 40)::bytea, '\\x01'::bytea || repeat('x', 40)::bytea)`,
    saver_key: `insert into saver_key (saver_id, key_id, wrapped)
                values ({b}, 'k1', '\\x03'::bytea || repeat('x', 68)::bytea)`,
    approval: `insert into approval (saver_id, approval_id, version, channel)
               values ({b}, gen_random_uuid(), '2', 'portal')`,
    collection: `insert into collection (saver_id, collection_id, reason, deadline_at, settled_at)
                 values ({b}, '${collectionId}', 'saver-asked', now() + interval '1 h', now())`,
    retrieval: `insert into retrieval (saver_id, retrieval_id, collection_id, provider_id, tx_id, outcome)
                values ({b}, gen_random_uuid(), '${collectionId}', 'x', gen_random_uuid(), 'waiting')`,
    holding: `insert into holding (saver_id, holding_id, retrieval_id, provider_id, content_sealed)
              values ({b}, gen_random_uuid(), gen_random_uuid(), 'x', '\\x01'::bytea || repeat('x', 40)::bytea)`,
    original: `insert into original (saver_id, retrieval_id, content_sealed, content_type)
               values ({b}, gen_random_uuid(), '\\x01'::bytea || repeat('x', 40)::bytea, 'text/xml')`,
  }

  test.each(saverTables)('is refused in %s', async (table) => {
    const statement = inserts[table].replace('{b}', `'${b}'`)
    expect(await refusal(asSaver(db.app, a, (t) => query(t.sql, statement)))).toBe(forbidden)
  })

  test('and a row of A cannot be given to B', async () => {
    expect(await refusal(asSaver(db.owner, a, (t) => query(t.sql, 'update holding set saver_id = ?', [b])))).toBe(
      forbidden,
    )
  })
})

describe('a pooled connection that another saver used before', () => {
  let single: Database
  beforeAll(() => {
    single = openDatabase(db.urls.app, db.vault, { max: 1 })
  })
  afterAll(() => single.close())

  const look = async (sql: Parameters<typeof query>[0]) =>
    queryOne<{ pid: number; setting: string; rows: number }>(
      sql,
      `select pg_backend_pid() as pid, current_setting('app.saver_id', true) as setting,
              (select count(*)::int from holding) as rows`,
    )

  test('shows nothing of it after commit', async () => {
    const asB = await asSaver(single, b, (t) => look(t.sql))
    expect(asB).toMatchObject({ setting: b, rows: 2 })
    expect(await look(single.sql)).toEqual({ pid: asB?.pid, setting: '', rows: 0 })
    const asA = await asSaver(single, a, async (t) => [
      await look(t.sql),
      await countOf(t.sql, 'holding', `where saver_id = '${b}'`),
    ])
    expect(asA).toEqual([{ pid: asB?.pid, setting: a, rows: 2 }, 0])
  })

  test('shows nothing of it after rollback', async () => {
    let pid: number | undefined
    await expect(
      asSaver(single, b, async (t) => {
        pid = (await look(t.sql))?.pid
        throw new Error('rolled back on purpose')
      }),
    ).rejects.toThrow('on purpose')
    expect(pid).toBeTypeOf('number')
    expect(await look(single.sql)).toEqual({ pid, setting: '', rows: 0 })
  })

  test('shows nothing of it after a failed statement', async () => {
    const pid = (await look(single.sql))?.pid
    expect(await refusal(asSaver(single, b, (t) => query(t.sql, 'select 1 / 0')))).toBe('22012')
    expect(await look(single.sql)).toEqual({ pid, setting: '', rows: 0 })
  })

  test('under load, every transaction sees its own saver', async () => {
    const many = openDatabase(db.urls.app, db.vault, { max: 4 })
    try {
      const seen = await Promise.all(
        Array.from({ length: 400 }, async (_, index) => {
          const saverId = index % 2 === 0 ? a : b
          const rows = await asSaver(many, saverId, (t) =>
            query<{ saver_id: string }>(t.sql, 'select saver_id from holding'),
          )
          return rows.length === 2 && rows.every((row) => row.saver_id === saverId)
        }),
      )
      expect(seen.every(Boolean)).toBe(true)
    } finally {
      await many.close()
    }
  })
})

test('a saver id that is none is refused before anything is asked', async () => {
  await expect(asSaver(db.app, `' or true --`, (t) => query(t.sql, 'select 1'))).rejects.toThrow(RangeError)
})

test('routing tables and the job queue are closed to the web role, and to the worker what is not its own', async () => {
  const closed = {
    app: ['saver_identity', 'tx_route', 'session', 'login_attempt', 'provider_slot'].concat(
      'graphile_worker._private_jobs',
      'graphile_worker.jobs',
    ),
    worker: ['saver_identity', 'tx_route', 'session', 'login_attempt', 'original'],
  }
  for (const role of ['app', 'worker'] as const) {
    for (const table of closed[role]) {
      expect(await refusal(query(db[role].sql, `select from ${table}`)), `${role} ${table}`).toBe(forbidden)
    }
    for (const statement of [`update provider set connected = true`, `delete from provider`]) {
      expect(await refusal(query(db[role].sql, statement))).toBe(forbidden)
    }
  }
  expect(await refusal(query(db.app.sql, `select graphile_worker.add_job('retrieve')`))).toBe(forbidden)
  expect(await refusal(query(db.worker.sql, `select portal.find_saver('\\x00')`))).toBe(forbidden)
  expect(await refusal(query(db.worker.sql, `select * from portal.touch_session('\\x00', '1 h', true)`))).toBe(
    forbidden,
  )
  expect(await refusal(query(db.app.sql, `select portal.protect_saver_table('provider')`))).toBe(forbidden)
})

test('the routing functions write for the saver of the transaction only', async () => {
  const route = 'select portal.add_tx_route(gen_random_uuid(), ?, gen_random_uuid(), ?)'
  expect(await refusal(query(db.app.sql, route, [a, 'x']))).toBe(forbidden)
  expect(await refusal(asSaver(db.app, a, (t) => query(t.sql, route, [b, 'x'])))).toBe(forbidden)
  const register = `select portal.register_saver(sha256('x'), ?)`
  expect(await refusal(query(db.app.sql, register, [a]))).toBe(forbidden)
  expect(await refusal(asSaver(db.app, a, (t) => query(t.sql, register, [b])))).toBe(forbidden)
})
