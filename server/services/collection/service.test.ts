import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { listAccesses } from '#server/db/access-log.ts'
import { addApproval } from '#server/db/approvals.ts'
import { latestCollection, settleIfDone } from '#server/db/collections.ts'
import { asSaver, query } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { addRecalculation } from '#server/db/recalculations.ts'
import { listRetrievals, markFailed, storeAnswer } from '#server/db/retrievals.ts'
import { announceWorker } from '#server/db/workers.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anySaver, nothingHeld, providerEntry } from '#server/testing/examples.ts'
import { createCollectionService, deadlineOf } from './service.ts'

const termsVersion = '2026-11'
const providers = [
  providerEntry('fardig'),
  providerEntry('tom'),
  providerEntry('trasig'),
  providerEntry('lovar', { flow: 'push' }),
  providerEntry('stangd', { connected: false }),
]

let test: TestDatabase
let clock = new Date()
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, providers)
})
afterAll(() => test.close())

const service = () => createCollectionService({ db: test.app, termsVersion, now: () => clock })
const days = (count: number) => new Date(Date.now() + count * 24 * 3600 * 1000)

async function approvedSaver(version = termsVersion): Promise<string> {
  const saverId = await anySaver(test.app)
  await asSaver(test.app, saverId, (t) => addApproval(t, { version, channel: 'portal' }))
  return saverId
}

/** The first two answer, the third fails, the fourth waits. */
async function answerSome(saverId: string, figures = true): Promise<string> {
  return await asSaver(test.worker, saverId, async (t) => {
    const collectionId = (await latestCollection(t))?.collectionId ?? ''
    for (const { providerId, retrievalId } of await listRetrievals(t, collectionId)) {
      if (providerId === 'fardig') await storeAnswer(t, retrievalId, figures ? answered('A-1', 'A-2') : nothingHeld)
      if (providerId === 'tom') await storeAnswer(t, retrievalId, nothingHeld)
      if (providerId === 'trasig') await markFailed(t, retrievalId, 'timeout')
    }
    return collectionId
  })
}

async function settleRest(saverId: string, collectionId: string): Promise<void> {
  await asSaver(test.worker, saverId, async (t) => {
    for (const { retrievalId } of await listRetrievals(t, collectionId)) {
      await markFailed(t, retrievalId, 'deadline-passed')
    }
    await settleIfDone(t, collectionId)
  })
}

describe('starting', () => {
  it('is refused before the terms in force are approved, also when older ones were', async () => {
    const without = await anySaver(test.app)
    const older = await approvedSaver('2025-01')
    for (const saverId of [without, older]) {
      expect(await service().start(saverId)).toEqual({ kind: 'not-approved' })
      expect(await service().startIfDue(saverId)).toEqual({ kind: 'not-approved' })
      expect(await service().view(saverId)).toBeNull()
    }
  })

  it('joins the one under way, also when both are asked for at the same instant', async () => {
    const saverId = await approvedSaver()
    const kinds = (await Promise.all([1, 2, 3, 4].map(() => service().start(saverId)))).map(({ kind }) => kind)
    expect(kinds.sort()).toEqual(['started', 'under-way', 'under-way', 'under-way'])
    expect(await service().startIfDue(saverId)).toEqual({ kind: 'under-way' })
  })

  it('by itself: on the first visit, and again only after 30 days', async () => {
    const saverId = await approvedSaver()
    expect(await service().startIfDue(saverId)).toEqual({ kind: 'started' })
    await settleRest(saverId, await answerSome(saverId))
    expect(await service().startIfDue(saverId)).toEqual({ kind: 'not-due' })
    clock = days(29)
    expect(await service().startIfDue(saverId)).toEqual({ kind: 'not-due' })
    clock = days(31)
    expect(await service().startIfDue(saverId)).toEqual({ kind: 'started' })
    clock = new Date()
    const reason = await asSaver(test.app, saverId, async (t) => (await latestCollection(t))?.reason)
    expect(reason).toBe('older-than-30-days')
  })

  const announce = (providerId: string) =>
    addRecalculation(
      test.app,
      { providerId, txId: randomUUID() },
      { date: isoDateOf('2026-11-01'), stock: 'Traditionell försäkring' },
    )
  const reasonOf = (saverId: string) =>
    asSaver(test.app, saverId, async (t) => (await latestCollection(t))?.reason ?? null)

  it('by itself: when a provider that holds something has announced new figures since, once for each', async () => {
    const saverId = await approvedSaver()
    await announce('fardig')
    await service().start(saverId)
    await settleRest(saverId, await answerSome(saverId))
    // It was told of before they were asked; and from these there are no figures.
    for (const providerId of ['tom', 'trasig', 'lovar']) await announce(providerId)
    expect(await service().startIfDue(saverId)).toEqual({ kind: 'not-due' })
    await announce('fardig')
    expect(await service().startIfDue(saverId)).toEqual({ kind: 'started' })
    expect(await reasonOf(saverId)).toBe('provider-announced')
    const logged = await asSaver(test.app, saverId, (t) => listAccesses(t, { most: 1 }))
    expect(logged).toMatchObject([{ role: 'saver', act: 'collection-started', reason: 'provider-announced' }])
    // Nobody answers this time: the announcement has had its collection all the same.
    await settleRest(saverId, (await service().newestCollectionId(saverId)) ?? '')
    expect(await service().startIfDue(saverId)).toEqual({ kind: 'not-due' })
    await announce('fardig')
    await replaceProviders(test.owner, [providerEntry('fardig', { connected: false }), ...providers.slice(1)])
    expect(await service().startIfDue(saverId)).toEqual({ kind: 'not-due' })
    await replaceProviders(test.owner, providers)
    expect(await service().startIfDue(saverId)).toEqual({ kind: 'started' })
  })

  it('an announcement while the collection was under way counts for what was asked before it alone', async () => {
    const [before, after] = [await approvedSaver(), await approvedSaver()]
    const asked = (saverId: string) =>
      asSaver(test.worker, saverId, (t) =>
        query(t.sql, `update retrieval set asked_at = now(), attempts = 1 where saver_id = ? and outcome = 'waiting'`, [
          saverId,
        ]),
      )
    for (const saverId of [before, after]) await service().start(saverId)
    await asked(before)
    await announce('fardig')
    await asked(after)
    for (const saverId of [before, after]) await settleRest(saverId, await answerSome(saverId))
    expect(await service().startIfDue(after)).toEqual({ kind: 'not-due' })
    expect(await service().startIfDue(before)).toEqual({ kind: 'started' })
  })

  it('on request, whenever nothing is under way', async () => {
    const saverId = await approvedSaver()
    expect(await service().start(saverId)).toEqual({ kind: 'started' })
    await settleRest(saverId, await answerSome(saverId))
    expect(await service().start(saverId)).toEqual({ kind: 'started' })
  })

  it('queues a job for each connected provider and one for the deadline, with nothing in it but ids', async () => {
    const saverId = await approvedSaver()
    await service().start(saverId)
    const { rows } = await test.worker.sql.raw<{ rows: { task_identifier: string; payload: object }[] }>(
      `select task_identifier, payload from graphile_worker.jobs j
       join graphile_worker._private_jobs p on p.id = j.id where p.payload ->> 'saverId' = ?`,
      [saverId],
    )
    expect(rows.filter(({ task_identifier: task }) => task === 'retrieve')).toHaveLength(4)
    expect(rows.filter(({ task_identifier: task }) => task === 'expire-retrievals')).toHaveLength(1)
    const uuid: unknown = expect.stringMatching(/^[\da-f-]{36}$/)
    const retrieve = { saverId: uuid, retrievalId: uuid, providerId: expect.stringMatching(/^[a-z-]+$/) as unknown }
    const expire = { saverId: uuid, collectionId: uuid }
    for (const { task_identifier: task, payload } of rows)
      expect(payload).toEqual(task === 'retrieve' ? retrieve : expire)
  })
})

describe('the view', () => {
  it('shows every registered source with its word, in the register\u2019s order', async () => {
    const saverId = await approvedSaver()
    await service().start(saverId)
    await answerSome(saverId)
    const view = await service().view(saverId)
    expect(
      view?.sources.map(({ providerId, word, fault, holdingCount }) => [providerId, word, fault, holdingCount]),
    ).toEqual([
      ['fardig', 'answered', null, 2],
      ['tom', 'nothing-held', null, 0],
      ['trasig', 'failed', 'timeout', 0],
      ['lovar', 'waiting', null, 0],
      ['stangd', 'disconnected', null, 0],
    ])
    expect(view).toMatchObject({
      state: 'under-way',
      count: { answered: 2, of: 5, older: 0 },
      anyFigures: true,
      workerAlive: false,
    })
  })

  it('says until when a source is closed, while it waits or was not waited for, and no longer when it has opened', async () => {
    const opens = new Date('2026-11-23T05:00:00Z')
    const maintenance = [{ kind: 'once', from: '2026-11-01T00:00:00.000Z', to: opens.toISOString() }] as const
    await replaceProviders(
      test.owner,
      providers.map((provider) => ({ ...provider, maintenance })),
    )
    const saverId = await approvedSaver()
    await service().start(saverId)
    const collectionId = await answerSome(saverId)
    const closed = async () => {
      const view = await service().view(saverId)
      return view?.sources.map(({ word, closedUntil }) => [word, closedUntil?.time ?? null])
    }
    clock = new Date('2026-11-23T04:00:00Z')
    expect(await closed()).toEqual([
      ['answered', null],
      ['nothing-held', null],
      ['failed', null],
      ['closed', '06:00'],
      ['disconnected', null],
    ])
    clock = opens
    expect((await closed())?.[3]).toEqual(['waiting', null])
    await asSaver(test.worker, saverId, async (t) => {
      const last = (await listRetrievals(t, collectionId)).find(({ outcome }) => outcome === 'waiting')
      await markFailed(t, last?.retrievalId ?? '', 'unreachable')
    })
    expect((await closed())?.[3]).toEqual(['failed', null])
    clock = new Date('2026-11-23T04:00:00Z')
    expect((await closed())?.[3]).toEqual(['failed', '06:00'])
    clock = new Date()
    await replaceProviders(test.owner, providers)
  })

  it('shows older figures where this time nothing came, and says when they are gone', async () => {
    const saverId = await approvedSaver()
    await service().start(saverId)
    await settleRest(saverId, await answerSome(saverId))
    await service().start(saverId)
    const during = await service().view(saverId)
    expect(during?.sources[0]).toMatchObject({
      word: 'stored',
      holdingCount: 2,
      figuresFrom: expect.any(String) as string,
    })
    expect(during?.sources[1]).toMatchObject({ word: 'waiting', holdingCount: 0, figuresFrom: null })
    await settleRest(saverId, await answerSome(saverId, false))
    const after = await service().view(saverId)
    expect(after?.state).toBe('settled')
    expect(after?.sources[0]).toMatchObject({ word: 'no-longer-held', holdingCount: 0 })
    expect(after?.sources[1]).toMatchObject({ word: 'nothing-held' })
  })

  it('says whether any worker is alive', async () => {
    const saverId = await approvedSaver()
    await service().start(saverId)
    const worker = await announceWorker(test.urls.worker, 'pool-alive', () => undefined)
    expect((await service().view(saverId))?.workerAlive).toBe(true)
    await worker.close()
    await expect.poll(async () => (await service().view(saverId))?.workerAlive).toBe(false)
  })
})

it('the deadline leaves every promise its time, and a worker that is down an hour', () => {
  const at = new Date('2026-11-22T10:00:00Z')
  const push = (deadlineSeconds: number, connected = true) =>
    providerEntry('p', { flow: 'push', deadlineSeconds, connected })
  expect(deadlineOf([providerEntry('s', { deadlineSeconds: 9e6 })], at)).toEqual(new Date('2026-11-22T11:00:00Z'))
  expect(deadlineOf([push(86_400), push(9e6, false)], at)).toEqual(new Date('2026-11-23T10:10:00Z'))
})

it.each([
  ['closed when asked', '09:30', '14:00', '2026-11-22T14:00:00Z'],
  ['closes before the hour is out', '11:59', '14:00', '2026-11-22T14:00:00Z'],
  ['closes later', '12:01', '14:00', '2026-11-22T11:00:00Z'],
] as const)('a provider that is %s has its hour after it opens', (_case, from, to, expected) => {
  const maintenance = [{ kind: 'weekly', weekday: 7, from, to }] as const
  const at = new Date('2026-11-22T10:00:00Z')
  expect(deadlineOf([providerEntry('s'), providerEntry('w', { maintenance })], at)).toEqual(new Date(expected))
})

it('a provider that stays closed for days is not waited for', () => {
  const maintenance = [{ kind: 'once', from: '2026-11-22T00:00:00Z', to: '2026-11-24T00:00:00Z' }] as const
  const at = new Date('2026-11-22T10:00:00Z')
  expect(deadlineOf([providerEntry('w', { maintenance })], at)).toEqual(new Date('2026-11-22T11:00:00Z'))
})
