import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { listAccesses } from '#server/db/access-log.ts'
import { addApproval, withdrawApprovals } from '#server/db/approvals.ts'
import { createCollection, latestCollection, settleIfDone } from '#server/db/collections.ts'
import { asSaver, query } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { addRecalculation } from '#server/db/recalculations.ts'
import { listRetrievals, markFailed, storeAnswer } from '#server/db/retrievals.ts'
import type { SaverChanges } from '#server/db/savers.ts'
import { updateSaver } from '#server/db/savers.ts'
import { createLogger } from '#server/observability/logger.ts'
import { createCollectionService } from '#server/services/collection/service.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anySaver, nothingHeld, providerEntry } from '#server/testing/examples.ts'
import { collectionsPerMinute, recollect } from './recollect.ts'

const termsVersion = '2026-11'
const holder = providerEntry('haller')
const other = providerEntry('annan')

let test: TestDatabase
let lines: Record<string, unknown>[] = []
beforeEach(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [holder, other])
  lines = []
})
afterEach(() => test.close())

const now = () => new Date()
const collection = () => createCollectionService({ db: test.worker, termsVersion, now })
const run = (service: Parameters<typeof recollect>[0]['collection'] = collection(), stopping?: AbortSignal) =>
  recollect(
    {
      db: test.worker,
      logger: createLogger({
        level: 'info',
        process: 'test',
        out: { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
      }),
      now,
      collection: service,
    },
    stopping,
  )
const announce = (providerId = holder.id) =>
  addRecalculation(
    test.app,
    { providerId, txId: randomUUID() },
    { date: isoDateOf('2026-11-01'), stock: 'Traditionell försäkring' },
  )

/** Has figures from the first provider and nothing from the other, and wants to be told. */
async function saver(changes: Partial<SaverChanges> = {}, version = termsVersion): Promise<string> {
  const saverId = await anySaver(test.app)
  await asSaver(test.app, saverId, async (t) => {
    await updateSaver(t, { email: 'asa@example.test', notices: true, ...changes })
    await addApproval(t, { version, channel: 'portal' })
    await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 3600_000),
      providers: [holder, other],
    })
  })
  await answer(saverId)
  return saverId
}

const answer = (saverId: string, holderAnswers = true) =>
  asSaver(test.worker, saverId, async (t) => {
    const { collectionId = '' } = (await latestCollection(t)) ?? {}
    for (const { providerId, retrievalId } of await listRetrievals(t, collectionId)) {
      if (providerId !== holder.id) await storeAnswer(t, retrievalId, nothingHeld)
      else if (holderAnswers) await storeAnswer(t, retrievalId, answered('A-1'))
      else await markFailed(t, retrievalId, 'timeout')
    }
    await settleIfDone(t, collectionId)
  })
const newest = (saverId: string) => asSaver(test.app, saverId, async (t) => (await latestCollection(t))?.reason ?? null)
const noticesOf = (saverId: string) =>
  asSaver(test.app, saverId, async (t) =>
    (
      await query<{ kind: string }>(t.sql, 'select kind from notice where saver_id = ? order by created_at', [saverId])
    ).map(({ kind }) => kind),
  )

it('collects for those who want to be told, and tells them that there are new figures', async () => {
  const [wants, isProtected] = [await saver(), await saver({ protectedIdentity: true })]
  const rest = {
    'no address': await saver({ email: null }),
    'turned off': await saver({ notices: false }),
    'older terms': await saver({}, '2025-01'),
    withdrawn: await saver(),
  }
  await asSaver(test.app, rest.withdrawn, withdrawApprovals)
  await announce(other.id)
  await run()
  expect(await newest(wants)).toBe('first-visit')
  await announce()
  await run()
  for (const saverId of [wants, isProtected]) expect(await newest(saverId)).toBe('provider-announced')
  for (const [why, saverId] of Object.entries(rest)) expect([why, await newest(saverId)]).toEqual([why, 'first-visit'])
  expect(await asSaver(test.app, wants, (t) => listAccesses(t, { most: 9 }))).toMatchObject([
    { role: 'portal', actorReference: null, act: 'collection-started', reason: 'provider-announced' },
  ])
  await answer(wants)
  await answer(isProtected, false)
  expect(await noticesOf(wants)).toEqual(['collected', 'new-figures'])
  // The one who announced has not answered: there is nothing new to tell of yet.
  expect(await noticesOf(isProtected)).toEqual(['collected'])
})

it('once for each announcement, whoever comes first', async () => {
  const saverId = await saver()
  await announce()
  await collection().startIfDue(saverId)
  await answer(saverId)
  await run()
  const count = async () =>
    (await asSaver(test.app, saverId, (t) => query(t.sql, 'select from collection where saver_id = ?', [saverId])))
      .length
  expect(await count()).toBe(2)
  await announce()
  await announce()
  for (let runs = 0; runs < 3; runs++) {
    await run()
    await answer(saverId)
  }
  expect(await count()).toBe(3)
})

it('a few each minute, on from where it was, and then no more', async () => {
  const savers = await Promise.all(Array.from({ length: 5 }, () => saver()))
  // Two a minute: a quarter of eight.
  await replaceProviders(test.owner, [holder, { ...other, questionsPerSecond: 8 / 60 }])
  await announce()
  const begun = async () =>
    (await Promise.all(savers.map(newest))).filter((reason) => reason === 'provider-announced').length
  const counts: number[] = []
  for (let minute = 0; minute < 4; minute++) {
    await run()
    counts.push(await begun())
  }
  expect(counts).toEqual([2, 4, 5, 5])
  expect(lines.map(({ event, begun: count }) => [event, count])).toEqual([
    ['recalculation-spreading', 2],
    ['recalculation-spreading', 2],
    ['recalculation-spread', 1],
  ])
})

it('waits while the provider is closed or not connected', async () => {
  const saverId = await saver()
  await announce()
  const closed = [{ kind: 'once', from: '2026-01-01T00:00:00Z', to: '2999-01-01T00:00:00Z' }] as const
  await replaceProviders(test.owner, [{ ...holder, maintenance: closed }, other])
  await run()
  await replaceProviders(test.owner, [{ ...holder, connected: false }, other])
  await run()
  expect(await newest(saverId)).toBe('first-visit')
  await replaceProviders(test.owner, [holder, other])
  await run()
  expect(await newest(saverId)).toBe('provider-announced')
})

it('goes on past a saver whose data cannot be read, stops when the worker does, and at a lost database', async () => {
  const savers = (await Promise.all([saver(), saver(), saver()])).toSorted()
  await announce()
  const [first = '', second = ''] = savers
  const stopping = new AbortController()
  const asked: string[] = []
  const failing = {
    startIfAnnounced: (saverId: string) => {
      asked.push(saverId)
      if (saverId === first) return Promise.reject(new Error('It does not open'))
      stopping.abort()
      return Promise.resolve({ kind: 'not-due' as const })
    },
  }
  await run(failing, stopping.signal)
  expect(asked).toEqual([first, second])
  expect(lines).toMatchObject([{ event: 'recollection-failed' }, { event: 'recalculation-spreading' }])
  const down = Object.assign(new Error('gone'), { code: '57P01' })
  await expect(run({ startIfAnnounced: () => Promise.reject(down) })).rejects.toBe(down)
  await run()
  expect(await newest(first)).toBe('first-visit')
  expect(await newest(savers[2] ?? '')).toBe('provider-announced')
})

it('the pace is a quarter of what the slowest takes, and one at least', () => {
  const of = (questionsPerSecond: number | null, concurrency = 3, connected = true) =>
    providerEntry('p', { questionsPerSecond, concurrency, connected })
  expect(collectionsPerMinute([of(2), of(4)])).toBe(30)
  expect(collectionsPerMinute([of(2), of(null, 4)])).toBe(12)
  expect(collectionsPerMinute([of(2), of(0.001, 3, false)])).toBe(30)
  expect(collectionsPerMinute([of(0.001)])).toBe(1)
})
