import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { providerEntry } from '#server/testing/examples.ts'
import { query } from './database.ts'
import { replaceProviders } from './providers.ts'
import { releaseSlot, renewSlot, takeSlot } from './slots.ts'

let db: TestDatabase
let provider: string
let counter = 0
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  counter += 1
  provider = `liv-${counter}`
  await replaceProviders(db.owner, [providerEntry(provider)])
})

const take = (concurrency: number, seconds = 30) => takeSlot(db.worker, provider, concurrency, 'pool-1', seconds)

test('as many as the provider takes at once, and no more', async () => {
  const taken = await Promise.all(Array.from({ length: 12 }, () => take(3)))
  const slots = taken.filter((slot) => slot !== null)
  // A taker may pass a free place that another is looking at, but never is one place held twice.
  expect(slots.length).toBeGreaterThan(0)
  expect(new Set(slots.map(({ slot }) => slot)).size).toBe(slots.length)
  while (slots.length < 3) {
    const slot = await take(3)
    if (slot === null) break
    slots.push(slot)
  }
  expect(slots.map(({ slot }) => slot).toSorted()).toEqual([0, 1, 2])
  expect(await take(3)).toBeNull()
})

test('a place given back is free again', async () => {
  const slot = await take(1)
  expect(await take(1)).toBeNull()
  if (slot !== null) await releaseSlot(db.worker, slot)
  expect(await take(1)).not.toBeNull()
})

test('a lease that ran out frees the place, and its late holder cannot give back the next one', async () => {
  const late = await take(1, 0)
  const next = await take(1)
  expect(next?.slot).toBe(0)
  if (late !== null) await releaseSlot(db.worker, late)
  expect(await take(1)).toBeNull()
})

test('a lease is prolonged by its holder, and by nobody whose lease has gone to another', async () => {
  const held = await take(1, 30)
  expect(held).not.toBeNull()
  if (held === null) return
  const renewed = await renewSlot(db.worker, held, 0)
  expect(renewed).toMatchObject({ slot: held.slot, lease: held.lease })
  expect(renewed?.heldUntil).toBeLessThan(held.heldUntil)
  expect(await take(1)).toMatchObject({ slot: 0 })
  expect(await renewSlot(db.worker, held, 30)).toBeNull()
})

test('a provider that takes more makes room for more, one that takes less for less', async () => {
  expect(await take(1)).not.toBeNull()
  expect(await take(1)).toBeNull()
  expect(await take(2)).toMatchObject({ slot: 1 })
  expect(await take(1)).toBeNull()
})

test('many jobs in turn never hold more places than there are', async () => {
  let held = 0
  let most = 0
  let done = 0
  const job = async () => {
    for (;;) {
      const slot = await take(3)
      if (slot !== null) {
        held += 1
        most = Math.max(most, held)
        await query(db.worker.sql, 'select pg_sleep(0.005)')
        held -= 1
        await releaseSlot(db.worker, slot)
        done += 1
        return
      }
    }
  }
  await Promise.all(Array.from({ length: 24 }, job))
  expect(done).toBe(24)
  expect(most).toBeLessThanOrEqual(3)
  expect(most).toBeGreaterThan(1)
})
