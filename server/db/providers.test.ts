import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { providerEntry } from '#server/testing/examples.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { CertificateOnFile } from '#providers/ssek/policy.ts'
import { listProviders } from './providers.ts'
import { seedProviders } from './seed-providers.ts'

const certificate = (use: CertificateOnFile['use'], digit: string): CertificateOnFile => ({
  use,
  sha256: digit.repeat(64),
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2028-01-01T00:00:00.000Z',
})

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

test('the register says what it was given, in that order', async () => {
  const entries = [
    providerEntry('pensionsmyndigheten', { kind: 'authority', vocabulary: 'pensionsmyndigheten', name: 'Överst' }),
    providerEntry('nordfjall-liv', { flow: 'push', resendAllowed: false, concurrency: 7, deadlineSeconds: 600 }),
    providerEntry('annan-liv', { connected: false, vocabulary: 'mis-1.6', adapter: 'decimal-comma' }),
  ]
  await seedProviders(db.urls.owner, entries)
  expect(await listProviders(db.app)).toEqual(entries)
  expect(await listProviders(db.worker)).toEqual(entries)

  const changed = entries.toReversed().map((entry) => ({ ...entry, endpoint: 'https://127.0.0.1:40000/' }))
  await seedProviders(db.urls.owner, changed)
  expect(await listProviders(db.app)).toEqual(changed)
})

test('the certificates on file follow the entry, two of each use at most', async () => {
  const tls = (digit: string) => certificate('tls', digit)
  const signs = providerEntry('signerar-liv', {
    messageSecurity: 'signature',
    certificates: [tls('1'), tls('2'), certificate('signing', '3')],
  })
  await seedProviders(db.urls.owner, [signs])
  expect((await listProviders(db.worker))[0]).toEqual(signs)
  const rolled = { ...signs, certificates: [tls('2'), certificate('signing', '3'), certificate('signing', '4')] }
  await seedProviders(db.urls.owner, [rolled])
  expect((await listProviders(db.app))[0]).toEqual(rolled)

  const refusals = [
    ['provider_certificate_at_most_two', [tls('1'), tls('2'), tls('3')]],
    ['provider_certificate_is_fingerprint', [{ ...tls('1'), sha256: 'AB:CD' }]],
    ['provider_certificate_once', [tls('1'), tls('1')]],
    ['provider_certificate_ends_after_it_begins', [{ ...tls('1'), validTo: tls('1').validFrom }]],
  ] as const
  for (const [constraint, certificates] of refusals) {
    await expect(seedProviders(db.urls.owner, [{ ...signs, certificates }])).rejects.toMatchObject({ constraint })
  }
  expect((await listProviders(db.app))[0]).toEqual(rolled)
})

test('windows and pace follow the entry', async () => {
  const closes = providerEntry('stanger-liv', {
    questionsPerSecond: 2.5,
    maintenance: [
      { kind: 'weekly', weekday: 7, from: '22:00', to: '06:00' },
      { kind: 'once', from: '2026-12-24T11:00:00.000Z', to: '2026-12-26T23:00:00.000Z' },
    ],
  })
  await seedProviders(db.urls.owner, [closes])
  expect((await listProviders(db.app))[0]).toEqual(closes)
  const opened = { ...closes, questionsPerSecond: null, maintenance: closes.maintenance.slice(0, 1) }
  await seedProviders(db.urls.owner, [opened])
  expect((await listProviders(db.worker))[0]).toEqual(opened)
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

test.each<[string, Partial<ProviderEntry>]>([
  ['provider_endpoint_is_https', { endpoint: 'http://127.0.0.1/' }],
  ['provider_organisation_number_is_twelve_digits', { organisationNumber: '5560001234' }],
  ['provider_concurrency_is_sane', { concurrency: 0 }],
  ['provider_deadline_is_positive', { deadlineSeconds: 0 }],
  ['provider_questions_per_second_is_sane', { questionsPerSecond: -1 }],
  [
    'provider_window_ends_after_it_begins',
    { maintenance: [{ kind: 'once', from: '2026-11-23T00:00:00Z', to: '2026-11-22T00:00:00Z' }] },
  ],
  ['provider_id_is_short_name', { id: 'Nordfjäll Liv' }],
])('an entry that breaks %s changes nothing', async (constraint, changes) => {
  const before = await listProviders(db.app)
  const seeding = seedProviders(db.urls.owner, [providerEntry('ny-liv'), providerEntry('fel-liv', changes)])
  await expect(seeding).rejects.toMatchObject({ code: '23514', constraint })
  expect(await listProviders(db.app)).toEqual(before)
})
