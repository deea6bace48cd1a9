/** From one master key to another: nothing is unreadable for a moment, and the old key can go afterwards. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Vault } from '#server/crypto/vault.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anyNumber } from '#server/testing/examples.ts'
import type { Database } from './database.ts'
import { asSaver, openDatabase, query } from './database.ts'
import { keysInUse, rotateKeys } from './key-rotation.ts'
import { addRecord, listRecords } from './saver-records.ts'
import { findOrCreateSaver, readSaver } from './savers.ts'
import { openSession, touchSession } from './sessions.ts'

const [oldKey, newKey] = [
  { id: 'old', key: randomBytes(32) },
  { id: 'new', key: randomBytes(32) },
]
const hashKey = randomBytes(32)
/** The configurations on the way: only the old key, both with the old first, both with the new first, only the new. */
const vaults = {
  before: new Vault([oldKey], hashKey),
  prepared: new Vault([oldKey, newKey], hashKey),
  turned: new Vault([newKey, oldKey], hashKey),
  after: new Vault([newKey], hashKey),
}
const name = 'Åsa Öström-Lindqvist'
let db: TestDatabase
const opened: Database[] = []
const portal = (vault: Vault): Database => {
  const one = openDatabase(db.urls.app, vault)
  opened.push(one)
  return one
}
const owner = (vault: Vault): Database => ({ ...db.owner, vault })

async function saversOf(app: Database, count: number): Promise<string[]> {
  const savers: string[] = []
  while (savers.length < count) {
    const { saverId, created } = await findOrCreateSaver(app, { number: anyNumber(), name })
    if (!created) continue
    await asSaver(app, saverId, (t) => addRecord(t, 'own-entry', { value: 987_654 }))
    savers.push(saverId)
  }
  return savers
}

async function reads(app: Database, saverId: string): Promise<unknown> {
  return await asSaver(app, saverId, async (t) => {
    const [entry] = await listRecords(t, 'own-entry')
    return [(await readSaver(t)).name, entry?.content]
  })
}
const whole = [name, { value: 987_654 }]

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()))
  await db.close()
})

test('every saver is read by every running process while the keys are rewrapped, and then without the old key', async () => {
  const before = portal(vaults.before)
  const savers = await saversOf(before, 120)
  const token = randomBytes(32)
  const session = {
    tokenHash: token,
    saverId: savers[0] ?? '',
    level: 'loa3',
    partnerId: null,
    idToken: 'a.b.c',
  } as const
  await openSession(before, session)
  expect(await keysInUse(owner(vaults.turned))).toEqual([{ keyId: 'old', savers: 120, values: 1 }])

  // Processes of both configurations run side by side and read all the time; one writes.
  const running = [portal(vaults.prepared), portal(vaults.turned)]
  let stopped = false
  let count = 0
  const reading = running.map(async (app) => {
    for (let index = 0; !stopped; index++) {
      expect(await reads(app, savers[index % savers.length] ?? '')).toEqual(whole)
      count++
    }
  })
  const writing = saversOf(running[1] ?? before, 10)
  // Stopped half-way, and begun again.
  const broken = rotateKeys({ ...owner(vaults.turned), vault: failingAfter(50) })
  await expect(broken).rejects.toThrow('killed')
  const [half] = (await keysInUse(owner(vaults.turned))).filter(({ keyId }) => keyId === 'old')
  expect(half?.savers).toBe(70)
  const added = await writing
  const rotated = await rotateKeys(owner(vaults.turned))
  expect(rotated).toEqual({ rewrapped: 70, current: 60, unknown: 0 })
  stopped = true
  await Promise.all(reading)
  expect(count).toBeGreaterThan(100)

  expect(await keysInUse(owner(vaults.turned))).toEqual([
    { keyId: 'new', savers: 130, values: 0 },
    { keyId: 'old', savers: 0, values: 1 },
  ])
  const after = portal(vaults.after)
  for (const saverId of [...savers, ...added]) expect(await reads(after, saverId)).toEqual(whole)
  expect(await touchSession(running[1] ?? after, token, { renew: true })).toMatchObject({ idToken: 'a.b.c' })
})

/** A vault that wraps so many keys and then fails, as a process that is killed. */
function failingAfter(count: number): Vault {
  let left = count
  const vault = new Vault([newKey, oldKey], hashKey)
  const rewrap = vault.rewrapSaverKey.bind(vault)
  vault.rewrapSaverKey = (...given) => {
    if (left-- === 0) throw new Error('killed')
    return rewrap(...given)
  }
  return vault
}

test('a key that is not configured is counted, and the others are rewrapped all the same', async () => {
  const third = new Vault([{ id: 'third', key: randomBytes(32) }], hashKey)
  await saversOf(portal(third), 2)
  const rotated = await rotateKeys(owner(vaults.turned))
  expect(rotated).toMatchObject({ rewrapped: 0, unknown: 2 })
  expect(await keysInUse(owner(vaults.turned))).toContainEqual({ keyId: 'third', savers: 2, values: 0 })
})

test('only the owner can go through all savers', async () => {
  for (const one of [db.app, db.worker, db.eraser]) {
    await expect(rotateKeys(one)).rejects.toMatchObject({ code: '42501' })
  }
  await expect(query(db.worker.sql, 'update saver_key set key_id = key_id')).rejects.toMatchObject({ code: '42501' })
})
