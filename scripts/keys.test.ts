/** The command `keys`, as a process against a database. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Environment } from '#server/config/environment.ts'
import { Vault } from '#server/crypto/vault.ts'
import { asSaver, openDatabase } from '#server/db/database.ts'
import { readSaver } from '#server/db/savers.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver } from '#server/testing/examples.ts'
import { runProgram } from './testing/command-process.ts'

const keys = { k1: randomBytes(32), k2: randomBytes(32) }
const keysText = (...ids: (keyof typeof keys)[]) => ids.map((id) => `${id}:${keys[id].toString('base64')}`).join(',')
let db: TestDatabase
let saverId: string
beforeAll(async () => {
  db = await testDatabase()
  const app = openDatabase(db.urls.app, new Vault([{ id: 'k1', key: keys.k1 }], keys.k1))
  saverId = await anySaver(app)
  await anySaver(app)
  await app.close()
})
afterAll(() => db.close())

const run = (args: readonly string[], env: Environment) =>
  runProgram('keys', args, { DATABASE_OWNER_URL: db.urls.owner, ...env })

test('rotate wraps every key anew and says what is left; afterwards the old key is not needed', async () => {
  expect(run(['status'], { ENCRYPTION_KEYS: keysText('k2', 'k1') })).toEqual({
    code: 1,
    out: 'k1: 2 savers, 0 sessions and login attempts\n',
    said: '',
  })
  const without = run(['rotate'], { ENCRYPTION_KEYS: keysText('k2') })
  expect(without.code).toBe(1)
  expect(without.out).toContain('! 2 cannot be opened: their master key is not in ENCRYPTION_KEYS\n')
  expect(run(['rotate'], { ENCRYPTION_KEYS: keysText('k2', 'k1') })).toEqual({
    code: 0,
    out: '2 rewrapped, 0 were already under k2\nk2 (current): 2 savers, 0 sessions and login attempts\n',
    said: '',
  })
  const app = openDatabase(db.urls.app, new Vault([{ id: 'k2', key: keys.k2 }], keys.k1))
  expect((await asSaver(app, saverId, readSaver)).name).toBe('Åsa Öström-Lindqvist')
  await app.close()
})

test('wrong use, a bad setting and a database that is away end with 2', () => {
  const wrong = 'Use: npm run -s keys -- status | rotate\n'
  expect(run(['turn'], {})).toMatchObject({ code: 2, said: wrong })
  expect(run(['status'], { ENCRYPTION_KEYS: 'x' }).said).toContain('ENCRYPTION_KEYS must be')
  const away = 'postgres://portal_owner:x@127.0.0.1:1/portal'
  expect(run(['status'], { ENCRYPTION_KEYS: keysText('k1'), DATABASE_OWNER_URL: away })).toMatchObject({
    code: 2,
    said: 'The database does not answer\n',
  })
})
