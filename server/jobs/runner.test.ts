import { afterEach, beforeEach, expect, it } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { addApproval } from '#server/db/approvals.ts'
import { listWatchedCertificates } from '#server/db/certificate-watch.ts'
import { createCollection, latestCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { listRetrievals } from '#server/db/retrievals.ts'
import { createLogger } from '#server/observability/logger.ts'
import { InvalidProvider } from '#providers/registry.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase, testVault } from '#server/testing/database.ts'
import { anySaver, nothingHeld, providerEntry } from '#server/testing/examples.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { RunningWorker, WorkerOptions } from './runner.ts'
import { startWorker } from './runner.ts'

/** A provider in this process that remembers how many questions it had at once, and how often each was asked. */
class Crowd {
  readonly most = new Map<string, number>()
  readonly sends = new Map<string, number>()
  readonly #now = new Map<string, number>()

  source(provider: ProviderEntry, delayMs: number) {
    return {
      provider,
      close: () => undefined,
      request: async ({ txId }: { readonly txId: string }) => {
        const now = (this.#now.get(provider.id) ?? 0) + 1
        this.#now.set(provider.id, now)
        this.most.set(provider.id, Math.max(this.most.get(provider.id) ?? 0, now))
        this.sends.set(txId, (this.sends.get(txId) ?? 0) + 1)
        await sleep(delayMs)
        this.#now.set(provider.id, (this.#now.get(provider.id) ?? 0) - 1)
        return nothingHeld
      },
      send: () => Promise.reject(new Error('Nobody hands in errands here')),
    }
  }
}

let test: TestDatabase
let workers: RunningWorker[] = []
const lost: unknown[] = []
beforeEach(async () => {
  test = await testDatabase()
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
  await test.close()
  expect(lost).toEqual([])
})

const optionsFor = (crowd: Crowd, delayMs: (provider: ProviderEntry) => number): WorkerOptions => ({
  databaseUrl: test.urls.worker,
  vault: testVault,
  environment: 'test',
  concurrency: 20,
  ownCertificates: [],
  mail: { mailer: null, origin: 'http://localhost:3000', noticeDelayMs: 0 },
  accessLogRoots: null,
  logger: createLogger({ level: 'silent', process: 'test' }),
  createSource: (provider) => crowd.source(provider, delayMs(provider)),
  onLost: (error) => lost.push(error),
})

async function worker(crowd: Crowd, delayMs: (provider: ProviderEntry) => number, concurrency = 20) {
  const started = await startWorker({ ...optionsFor(crowd, delayMs), concurrency })
  workers.push(started)
  return started
}

async function collections(count: number, providers: readonly ProviderEntry[]): Promise<string[]> {
  const saverIds: string[] = []
  for (let index = 0; index < count; index++) {
    const saverId = await anySaver(test.app)
    await asSaver(test.app, saverId, async (t) => {
      await addApproval(t, { version: 'test', channel: 'portal' })
      await createCollection(t, { reason: 'first-visit', deadlineAt: new Date(Date.now() + 3600_000), providers })
    })
    saverIds.push(saverId)
  }
  return saverIds
}

const settledOf = async (saverIds: readonly string[]) => {
  const all = await Promise.all(
    saverIds.map((saverId) => asSaver(test.app, saverId, async (t) => (await latestCollection(t))?.settledAt)),
  )
  return all.filter((settledAt) => settledAt != null).length
}

const answeredBy = async (providerId: string, saverIds: readonly string[]) => {
  const all = await Promise.all(
    saverIds.map((saverId) =>
      asSaver(test.app, saverId, async (t) => listRetrievals(t, (await latestCollection(t))?.collectionId ?? '')),
    ),
  )
  return all.flat().filter((one) => one.providerId === providerId && one.outcome !== 'waiting').length
}

it('two workers and fifty collections never ask a provider more at once than agreed', async () => {
  const providers = [
    providerEntry('en', { concurrency: 1 }),
    providerEntry('tva', { concurrency: 2 }),
    providerEntry('fem', { concurrency: 5 }),
  ]
  await replaceProviders(test.owner, providers)
  const saverIds = await collections(50, providers)
  const crowd = new Crowd()
  const delayMs = ({ concurrency }: ProviderEntry) => concurrency * 20
  await Promise.all([worker(crowd, delayMs), worker(crowd, delayMs)])
  await expect.poll(() => settledOf(saverIds), { timeout: 40_000, interval: 200 }).toBe(50)
  for (const { id, concurrency } of providers) expect(crowd.most.get(id)).toBeLessThanOrEqual(concurrency)
  // What is agreed is also made use of.
  expect(crowd.most.get('fem')).toBeGreaterThan(2)
  expect(crowd.sends.size).toBe(150)
  expect([...crowd.sends.values()].every((sends) => sends === 1)).toBe(true)
}, 60_000)

it('a slow provider does not delay the others', async () => {
  const slow = providerEntry('trog', { concurrency: 2 })
  const quick = providerEntry('kvick', { concurrency: 10 })
  await replaceProviders(test.owner, [slow, quick])
  const saverIds = await collections(10, [slow, quick])
  const crowd = new Crowd()
  await worker(crowd, ({ id }) => (id === 'trog' ? 1500 : 5), 5)
  await expect.poll(() => answeredBy('kvick', saverIds), { timeout: 4000, interval: 50 }).toBe(10)
  expect(await answeredBy('trog', saverIds)).toBeLessThan(10)
}, 30_000)

it('eight providers that hang delay nobody else, however many questions wait for them', async () => {
  const hanging = Array.from({ length: 8 }, (_, index) => providerEntry(`hanger-${index}`, { concurrency: 4 }))
  const quick = providerEntry('kvick', { concurrency: 2 })
  await replaceProviders(test.owner, [...hanging, quick])
  // Their questions come first, and are more than they have slots for.
  const before = await collections(8, hanging)
  const crowd = new Crowd()
  await worker(crowd, ({ id }) => (id === 'kvick' ? 5 : 12_000))
  await expect.poll(() => crowd.sends.size, { timeout: 5000, interval: 20 }).toBe(8 * 4)
  const saverIds = await collections(10, [quick])
  await expect.poll(() => answeredBy('kvick', saverIds), { timeout: 4000, interval: 50 }).toBe(10)
  for (const { id } of hanging) expect(await answeredBy(id, before)).toBe(0)
}, 30_000)

it('a stop writes the results of the last jobs and leaves nothing locked', async () => {
  const provider = providerEntry('lagom', { concurrency: 8 })
  await replaceProviders(test.owner, [provider])
  const saverIds = await collections(8, [provider])
  const crowd = new Crowd()
  const stopping = await worker(crowd, () => 300)
  await expect.poll(() => crowd.sends.size, { timeout: 5000, interval: 10 }).toBe(8)
  workers = []
  await stopping.stop()
  expect(await settledOf(saverIds)).toBe(8)
  const { rows } = await test.worker.sql.raw<{ rows: unknown[] }>(
    `select task_identifier from graphile_worker.jobs where locked_by is not null or task_identifier = 'retrieve'`,
  )
  expect(rows).toEqual([])
}, 30_000)

it('watches the certificates from the start, and has its recurring work in the queue’s calendar', async () => {
  const ours = {
    use: 'tls',
    sha256: 'a'.repeat(64),
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2036-01-01T00:00:00.000Z',
  } as const
  workers.push(await startWorker({ ...optionsFor(new Crowd(), () => 0), ownCertificates: [ours] }))
  await expect
    .poll(() => listWatchedCertificates(test.owner))
    .toMatchObject([{ sha256: ours.sha256, providerId: null }])
  const { rows } = await test.worker.sql.raw<{ rows: unknown[] }>(
    'select identifier from graphile_worker._private_known_crontabs order by 1',
  )
  expect(rows).toEqual(
    [
      'forget-aged',
      'forget-exchanges',
      'forget-sharings',
      'recollect',
      'sign-access-log',
      'watch-certificates',
      'watch-figures',
    ].map((identifier) => ({ identifier })),
  )
})

it('does not start in production while the register holds a simulator', async () => {
  await replaceProviders(test.owner, [providerEntry('lokal', { endpoint: 'https://127.0.0.1:33100/ssek' })])
  const options = optionsFor(new Crowd(), () => 0)
  await expect(startWorker({ ...options, environment: 'production' })).rejects.toThrow(InvalidProvider)
})
