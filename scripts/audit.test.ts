/** The command `audit`, as a process against a database. */
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRoots, readRoots } from '#server/audit/roots.ts'
import { Vault } from '#server/crypto/vault.ts'
import { listChainHeads, recordAccess } from '#server/db/access-log.ts'
import { asSaver, openDatabase, query } from '#server/db/database.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver } from '#server/testing/examples.ts'

const key = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37) % 256))
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
let db: TestDatabase
let folder: string
beforeAll(async () => {
  db = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'audit-'))
  writeFileSync(join(folder, 'key.pub'), publicKey.export({ type: 'spki', format: 'pem' }))
  const app = openDatabase(db.urls.app, new Vault([{ id: 't', key }], key, [{ id: 'log1', key }]))
  const saverId = await anySaver(app)
  for (let number = 0; number < 3; number++) {
    await asSaver(app, saverId, (t) => recordAccess(t, { role: 'saver', act: 'logged-in' }))
  }
  await app.close()
  const roots = join(folder, 'roots')
  await addRoots(
    roots,
    privateKey,
    await readRoots(roots, [publicKey]),
    await listChainHeads(db.worker, new Date(0)),
    new Date(),
  )
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('audit.ts', import.meta.url)), ...args],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        DATABASE_OWNER_URL: db.urls.owner,
        ACCESS_LOG_KEYS: `log1:${key.toString('base64')}`,
        ACCESS_LOG_ROOTS_DIR: join(folder, 'roots'),
        ACCESS_LOG_PUBLIC_KEY_FILE: join(folder, 'key.pub'),
        ...env,
      },
    },
  )
  return { code: status, out: stdout, said: stderr }
}

test('verify says that the log is whole, and then what was changed', async () => {
  const whole = run(['verify'])
  expect(whole).toMatchObject({ code: 0, said: '' })
  expect(whole.out).toMatch(/^3 entries in 1 chains, ends signed \S+: whole\n$/)
  const tamperer = openDatabase(db.urls.superuser, db.vault)
  await query(tamperer.sql, 'delete from access_log where place = 3')
  await tamperer.close()
  const cut = run(['verify'])
  expect(cut.code).toBe(1)
  expect(cut.out).toMatch(/^! [\da-f-]{36} entry 2: the last that is left; later ones were signed\n.*1 faults\n$/)
})

test('the ends may have been signed by several keys, one after the other', () => {
  const own = readFileSync(join(folder, 'key.pub'), 'utf8')
  const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })
  const withKeys = (name: string, pem: string) => {
    writeFileSync(join(folder, name), pem)
    return run(['verify'], { ACCESS_LOG_PUBLIC_KEY_FILE: join(folder, name) })
  }
  expect(withKeys('both.pub', `${own}${String(other)}`).out).not.toContain('signed by our key')
  expect(withKeys('other.pub', String(other)).out).toContain('is not signed by our key')
  expect(withKeys('none.pub', 'x').said).toContain('ACCESS_LOG_PUBLIC_KEY_FILE must be')
})

test('wrong use, a bad setting and a database that is away end with 2', () => {
  expect(run([])).toMatchObject({ code: 2, said: 'Use: npm run -s audit -- verify\n' })
  expect(run(['verify'], { ACCESS_LOG_KEYS: 'x' }).said).toContain('ACCESS_LOG_KEYS must be')
  const away = run(['verify'], { DATABASE_OWNER_URL: 'postgres://portal_owner:x@127.0.0.1:1/portal' })
  expect(away).toMatchObject({ code: 2, said: 'The database does not answer\n' })
})
