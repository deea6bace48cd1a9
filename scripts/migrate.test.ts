/** The command `migrate`, as a process against a database. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrateDown } from '#server/db/migrate.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { root } from './ready.js'
import { runProgram } from './testing/command-process.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

test('an empty database gets every migration, and the next time none', async () => {
  await migrateDown(db.urls.owner)
  const urls = { DATABASE_OWNER_URL: db.urls.owner, DATABASE_WORKER_URL: db.urls.worker }
  const first = runProgram('migrate', [], urls)
  expect(first).toMatchObject({ code: 0, said: '' })
  const all = readdirSync(join(root, 'migrations')).filter((name) => /^\d+_\w+\.ts$/.test(name))
  expect(first.out.trimEnd().split('\n')).toEqual([...all.toSorted(), 'The database is up to date'])
  expect(runProgram('migrate', [], urls)).toEqual({ code: 0, out: 'The database is up to date\n', said: '' })
}, 60_000)

test('wrong use, a missing address and no database end with 2', () => {
  const nowhere = 'postgres://portal_owner:x@127.0.0.1:1/portal'
  expect(runProgram('migrate', ['up'])).toMatchObject({ code: 2, out: '', said: 'Use: npm run -s migrate\n' })
  expect(runProgram('migrate', [], { DATABASE_OWNER_URL: nowhere, DATABASE_WORKER_URL: '' }).said).toMatch(
    /^Set DATABASE_OWNER_URL/,
  )
  expect(runProgram('migrate', [], { DATABASE_OWNER_URL: nowhere, DATABASE_WORKER_URL: nowhere })).toEqual({
    code: 2,
    out: '',
    said: 'The database does not answer\n',
  })
}, 60_000)
