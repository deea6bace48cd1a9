import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { providerEntry } from '#server/testing/examples.ts'
import { listProviders } from './providers.ts'
import { seedProviders } from './seed-providers.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

test('the register says what it was given, in that order', async () => {
  const entries = [
    providerEntry('pensionsmyndigheten', { kind: 'authority', vocabulary: 'pensionsmyndigheten', name: 'Överst' }),
    providerEntry('nordfjall-liv', { flow: 'push', resendAllowed: false, concurrency: 7, deadlineSeconds: 600 }),
    providerEntry('annan-liv', { connected: false }),
  ]
  await seedProviders(db.urls.owner, entries)
  expect(await listProviders(db.app)).toEqual(entries)
  expect(await listProviders(db.worker)).toEqual(entries)

  const changed = entries.toReversed().map((entry) => ({ ...entry, endpoint: 'https://127.0.0.1:40000/' }))
  await seedProviders(db.urls.owner, changed)
  expect(await listProviders(db.app)).toEqual(changed)
})

test('a provider that is no longer named is disconnected, never removed', async () => {
  const [stays, goes] = [providerEntry('stannar-liv'), providerEntry('gar-liv')]
  await seedProviders(db.urls.owner, [goes, stays])
  await seedProviders(db.urls.owner, [stays])
  const register = await listProviders(db.app)
  expect(register[0]).toEqual(stays)
  expect(register).toContainEqual({ ...goes, connected: false })
  await seedProviders(db.urls.owner, [])
  expect((await listProviders(db.app)).some(({ connected }) => connected)).toBe(false)
})

test.each([
  ['provider_endpoint_is_https', { endpoint: 'http://127.0.0.1/' }],
  ['provider_organisation_number_is_twelve_digits', { organisationNumber: '5560001234' }],
  ['provider_concurrency_is_sane', { concurrency: 0 }],
  ['provider_deadline_is_positive', { deadlineSeconds: 0 }],
  ['provider_id_is_short_name', { id: 'Nordfjäll Liv' }],
])('an entry that breaks %s changes nothing', async (constraint, changes) => {
  const before = await listProviders(db.app)
  const seeding = seedProviders(db.urls.owner, [providerEntry('ny-liv'), providerEntry('fel-liv', changes)])
  await expect(seeding).rejects.toMatchObject({ code: '23514', constraint })
  expect(await listProviders(db.app)).toEqual(before)
})
