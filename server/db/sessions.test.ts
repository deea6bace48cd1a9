import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { withClient } from './bootstrap.ts'
import { saveLoginAttempt, takeLoginAttempt } from './login-attempts.ts'
import { closeSession, openSession, touchSession } from './sessions.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const anyHash = (): Buffer => createHash('sha256').update(randomBytes(8)).digest()
const bySuperuser = (text: string, values: readonly unknown[]) =>
  withClient(db.urls.superuser, async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows)

async function session(): Promise<{ readonly tokenHash: Buffer; readonly saverId: string }> {
  const opened = { tokenHash: anyHash(), saverId: randomUUID() }
  await openSession(db.app, { ...opened, level: 'loa3', partnerId: null, idToken: 'header.payload.signature' })
  return opened
}

/** As though the session had last been used, and begun, that long ago. */
const age = (tokenHash: Buffer, seen: string, begun: string) =>
  bySuperuser(
    `update session set created_at = created_at - $3::interval, absolute_until = absolute_until - $3::interval,
       last_seen_at = last_seen_at - $2::interval where token_hash = $1`,
    [tokenHash, seen, begun],
  )

test('a session is found by its token until it is closed', async () => {
  const { tokenHash, saverId } = await session()
  const found = { saverId, level: 'loa3', partnerId: null, idToken: 'header.payload.signature' }
  expect(await touchSession(db.app, tokenHash, { renew: true })).toEqual(found)
  expect(await touchSession(db.app, tokenHash, { renew: false })).toEqual(found)
  expect(await touchSession(db.app, anyHash(), { renew: true })).toBeNull()
  await closeSession(db.app, tokenHash)
  expect(await touchSession(db.app, tokenHash, { renew: true })).toBeNull()
})

test('15 minutes without use end it; use that counts keeps it, other use does not', async () => {
  const { tokenHash } = await session()
  await age(tokenHash, '14 minutes', '14 minutes')
  expect(await touchSession(db.app, tokenHash, { renew: true })).not.toBeNull()
  await age(tokenHash, '14 minutes', '14 minutes')
  expect(await touchSession(db.app, tokenHash, { renew: false })).not.toBeNull()
  await age(tokenHash, '2 minutes', '2 minutes')
  expect(await touchSession(db.app, tokenHash, { renew: true })).toBeNull()
})

test('8 hours end it however much it is used', async () => {
  const { tokenHash } = await session()
  await age(tokenHash, '0 minutes', '7 hours 59 minutes')
  expect(await touchSession(db.app, tokenHash, { renew: true })).not.toBeNull()
  await age(tokenHash, '0 minutes', '2 minutes')
  expect(await touchSession(db.app, tokenHash, { renew: true })).toBeNull()
})

test('an ID token moved to another session does not open', async () => {
  const [one, other] = [await session(), await session()]
  await bySuperuser(
    'update session set id_token_sealed = (select id_token_sealed from session where token_hash = $2) where token_hash = $1',
    [one.tokenHash, other.tokenHash],
  )
  await expect(touchSession(db.app, one.tokenHash, { renew: true })).rejects.toMatchObject({ code: 'does-not-open' })
})

test('sessions that ran out are cleared away when another begins', async () => {
  const { tokenHash } = await session()
  await age(tokenHash, '16 minutes', '16 minutes')
  await session()
  expect(await bySuperuser('select from session where token_hash = $1', [tokenHash])).toEqual([])
})

test('a login attempt is taken once, also when two come back at the same instant', async () => {
  const state = anyHash()
  const payload = { nonce: 'å', verifier: 'xyz', path: '/oversikt' }
  await saveLoginAttempt(db.app, state, payload, new Date(Date.now() + 60_000))
  const taken = await Promise.all(Array.from({ length: 6 }, () => takeLoginAttempt(db.app, state)))
  expect(taken.filter((one) => one !== null)).toEqual([payload])
  expect(await takeLoginAttempt(db.app, state)).toBeNull()
})

test('a login attempt that ran out is gone, and cleared away with time', async () => {
  const [used, abandoned] = [anyHash(), anyHash()]
  await saveLoginAttempt(db.app, used, {}, new Date(Date.now() - 1))
  await saveLoginAttempt(db.app, abandoned, {}, new Date(Date.now() - 1))
  expect(await takeLoginAttempt(db.app, used)).toBeNull()
  await saveLoginAttempt(db.app, anyHash(), {}, new Date(Date.now() + 60_000))
  expect(await bySuperuser('select from login_attempt where state_hash = $1', [abandoned])).toEqual([])
})
