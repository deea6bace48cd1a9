/** The command `migrate`, as a process against a database. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Environment } from '#server/config/environment.ts'
import { migrateDown } from '#server/db/migrate.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { root } from './ready.js'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

function run(args: readonly string[], env: Environment) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/migrate.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { code: status, out: stdout, said: stderr }
}

test('an empty database gets every migration, and the next time none', async () => {
  await migrateDown(db.urls.owner)
  const urls = { DATABASE_OWNER_URL: db.urls.owner, DATABASE_WORKER_URL: db.urls.worker }
  const first = run([], urls)
  expect(first).toMatchObject({ code: 0, said: '' })
  const all = readdirSync(join(root, 'migrations')).filter((name) => /^\d+_\w+\.ts$/.test(name))
  expect(first.out.trimEnd().split('\n')).toEqual([...all.toSorted(), 'The database is up to date'])
  expect(run([], urls)).toEqual({ code: 0, out: 'The database is up to date\n', said: '' })
}, 60_000)

test('wrong use, a missing address and no database end with 2', () => {
  const nowhere = 'postgres://portal_owner:x@127.0.0.1:1/portal'
  expect(run(['up'], {})).toMatchObject({ code: 2, out: '', said: 'Use: npm run -s migrate\n' })
  expect(run([], { DATABASE_OWNER_URL: nowhere, DATABASE_WORKER_URL: '' }).said).toMatch(/^Set DATABASE_OWNER_URL/)
  expect(run([], { DATABASE_OWNER_URL: nowhere, DATABASE_WORKER_URL: nowhere })).toEqual({
    code: 2,
    out: '',
    said: 'The database does not answer\n',
  })
}, 60_000)
