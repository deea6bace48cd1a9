/** The database goes away and comes back, seen through a wire that the test can cut. */
import { randomUUID } from 'node:crypto'
import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver } from '#server/testing/examples.ts'
import { withClient } from './bootstrap.ts'
import type { Database } from './database.ts'
import { asSaver, isDatabaseDown, openDatabase, query, queryOne } from './database.ts'
import { readSaver } from './savers.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

interface Wire {
  readonly database: Database
  readonly cut: () => Promise<void>
  readonly mend: () => Promise<void>
  readonly close: () => Promise<void>
}

async function wire(max: number): Promise<Wire> {
  const target = new URL(db.urls.app)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const upstream = connect(Number(target.port), '127.0.0.1')
    for (const one of [socket, upstream]) {
      sockets.add(one)
      one.on('error', () => undefined).on('close', () => sockets.delete(one))
    }
    socket.pipe(upstream).pipe(socket)
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const through = new URL(target)
  through.port = String(port)
  const database = openDatabase(through.href, db.vault, { max })
  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    database,
    cut,
    mend: () => listen(port),
    close: async () => {
      await database.close()
      await cut()
    },
  }
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
    return null
  } catch (error) {
    return error
  }
}

test('a database that goes away is told apart, quickly, and comes back by itself', async () => {
  const { database, cut, mend, close } = await wire(3)
  try {
    const saverId = await anySaver(database)
    await Promise.all([1, 2, 3].map(() => query(database.sql, 'select pg_sleep(0.02)')))
    for (let round = 0; round < 2; round += 1) {
      await cut()
      const begun = performance.now()
      const errors = await Promise.all(Array.from({ length: 6 }, () => errorOf(asSaver(database, saverId, readSaver))))
      expect(errors.map(isDatabaseDown)).toEqual(errors.map(() => true))
      expect(performance.now() - begun).toBeLessThan(2_000)
      await mend()
      expect((await asSaver(database, saverId, readSaver)).name).toBe('Åsa Öström-Lindqvist')
    }
  } finally {
    await close()
  }
})

test('a transaction cut off in the middle fails as such, and the next works', async () => {
  const { database, cut, mend, close } = await wire(1)
  try {
    const saverId = await anySaver(database)
    const error = await errorOf(
      asSaver(database, saverId, async (t) => {
        await cut()
        await query(t.sql, 'select 1')
      }),
    )
    expect(isDatabaseDown(error)).toBe(true)
    await mend()
    expect(await queryOne(database.sql, 'select 1 as one')).toEqual({ one: 1 })
  } finally {
    await close()
  }
})

test('a server that ends our connections is away too', async () => {
  const database = openDatabase(db.urls.app, db.vault, { max: 1 })
  try {
    const sleeping = errorOf(query(database.sql, `select pg_sleep(10), 'to be terminated'`))
    await expect
      .poll(() =>
        withClient(db.urls.superuser, async (client) => {
          const { rows } = await client.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and query like '%to be terminated%' and pid <> pg_backend_pid()`,
          )
          return rows.length
        }),
      )
      .toBeGreaterThan(0)
    expect(isDatabaseDown(await sleeping)).toBe(true)
    await expect.poll(() => errorOf(query(database.sql, 'select 1'))).toBeNull()
  } finally {
    await database.close()
  }
})

test('all connections taken is a database to try again', async () => {
  const database = openDatabase(db.urls.app, db.vault, { max: 1, waitMs: 200 })
  try {
    // The wait is for a connection that is held, not for one that is being made.
    await query(database.sql, 'select 1')
    const holding = query(database.sql, 'select pg_sleep(0.6)')
    const error = await errorOf(query(database.sql, 'select 1'))
    expect(isDatabaseDown(error)).toBe(true)
    await holding
  } finally {
    await database.close()
  }
})

test('a wrong query is not a database away', async () => {
  for (const statement of ['select nothing_of_the_kind', 'selekt', 'select 1 / 0', 'select from saver_identity']) {
    expect(isDatabaseDown(await errorOf(query(db.app.sql, statement)))).toBe(false)
  }
  expect(isDatabaseDown(new Error('Connection reset by our own hand'))).toBe(false)
  expect(isDatabaseDown('ECONNREFUSED')).toBe(false)
  expect(isDatabaseDown(new Error('wrapped', { cause: Object.assign(new Error('x'), { code: '57P01' }) }))).toBe(true)
})

test('an error tells the statement, not the values', async () => {
  const error = await errorOf(query(db.app.sql, 'select 1 / ?::int, ?::text', [0, 'Zetterqvist']))
  expect(error).toMatchObject({ code: '22012' })
  expect(String(error)).not.toContain('Zetterqvist')
})

test('days come as text, times as dates, large numbers as text', async () => {
  expect(
    await queryOne(
      db.app.sql,
      `select date '2026-11-22' as day, timestamptz '2026-11-22 10:00Z' as time, 12345678901234567890.10 as amount`,
    ),
  ).toEqual({ day: '2026-11-22', time: new Date('2026-11-22T10:00:00Z'), amount: '12345678901234567890.10' })
})

test.each([
  [true, ['portal']],
  [false, []],
])('statements are kept where that is asked for (%s), and give each saver their own rows', async (prepares, kept) => {
  await using stack = new AsyncDisposableStack()
  const one = openDatabase(db.urls.app, db.vault, { max: 1, prepares })
  stack.defer(() => one.close())
  for (const name of ['Åsa', 'Östen', 'Åke', 'Ärla', 'Örjan', 'Åsa', 'Östen']) {
    const saverId = await anySaver(one, name)
    expect((await asSaver(one, saverId, readSaver)).name).toBe(name)
  }
  const names = await asSaver(one, randomUUID(), ({ sql }) =>
    query<{ name: string }>(sql, `select distinct split_part(name, '-', 1) as name from pg_prepared_statements`),
  )
  expect(names.map(({ name }) => name)).toEqual(kept)
})
