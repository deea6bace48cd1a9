import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { addApproval } from '#server/db/approvals.ts'
import { createCollection, latestCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { beginQuestion, listRetrievals, markLater, storeAnswer } from '#server/db/retrievals.ts'
import { createLogger } from '#server/observability/logger.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anySaver, nothingHeld, providerEntry } from '#server/testing/examples.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { expireRetrievals } from './expire-retrievals.ts'

const quick = providerEntry('snabb', { flow: 'push', deadlineSeconds: 60 })
const slow = providerEntry('sen', { flow: 'push', deadlineSeconds: 600 })
const sync = providerEntry('direkt')
const everyone = [quick, slow, sync]

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, everyone)
})
afterAll(() => test.close())

const begun = Date.now()
const afterSeconds = (seconds: number) => new Date(begun + seconds * 1000)

/** Both push providers have promised; the third was never asked. */
async function collectionUnderWay(providers: readonly ProviderEntry[] = everyone) {
  const saverId = await anySaver(test.app)
  const created = await asSaver(test.app, saverId, async (t) => {
    await addApproval(t, { version: '2026-1', channel: 'portal' })
    return await createCollection(t, { reason: 'first-visit', deadlineAt: afterSeconds(3600), providers })
  })
  const collectionId = created?.collectionId ?? ''
  const retrievalOf = (provider: { readonly id: string }) =>
    created?.retrievals.find(({ providerId }) => providerId === provider.id)?.retrievalId ?? ''
  for (const provider of [quick, slow]) {
    const retrievalId = retrievalOf(provider)
    await beginQuestion(test.worker, { saverId, retrievalId }, { mostSends: 0, promisedToo: false })
    await asSaver(test.worker, saverId, (t) => markLater(t, retrievalId))
  }
  const expire = (now: Date) =>
    expireRetrievals(
      { saverId, collectionId },
      {
        db: test.worker,
        register: { find: (id) => Promise.resolve(providers.find((provider) => provider.id === id) ?? null) },
        logger: createLogger({ level: 'silent', process: 'test' }),
        now: () => now,
      },
    )
  const outcomes = () =>
    asSaver(test.app, saverId, async (t) =>
      Object.fromEntries(
        (await listRetrievals(t, collectionId)).map(({ providerId, outcome, errorCode }) => [
          providerId,
          errorCode ?? outcome,
        ]),
      ),
    )
  const settledAt = () => asSaver(test.app, saverId, async (t) => (await latestCollection(t))?.settledAt)
  const nextRun = async () => {
    const { rows } = await test.worker.sql.raw<{ rows: { run_at: Date }[] }>(
      'select run_at from graphile_worker.jobs where key = ?',
      [`expire-retrievals:${collectionId}`],
    )
    return rows[0]?.run_at
  }
  return { saverId, retrievalOf, expire, outcomes, settledAt, nextRun }
}

it('fails a promise when its own time is out, and comes back for the next', async () => {
  const { expire, outcomes, settledAt, nextRun } = await collectionUnderWay()
  await expire(afterSeconds(30))
  expect(await outcomes()).toEqual({ snabb: 'waiting', sen: 'waiting', direkt: 'waiting' })
  expect((await nextRun())?.getTime()).toBeGreaterThan(afterSeconds(55).getTime())
  await expire(afterSeconds(120))
  expect(await outcomes()).toEqual({ snabb: 'deadline-passed', sen: 'waiting', direkt: 'waiting' })
  expect((await nextRun())?.getTime()).toBeGreaterThan(afterSeconds(595).getTime())
  expect(await settledAt()).toBeNull()
})

it('leaves a promise its time when its provider has opened again', async () => {
  const from = afterSeconds(30).toISOString()
  const closing = { ...quick, maintenance: [{ kind: 'once', from, to: afterSeconds(300).toISOString() }] as const }
  const { expire, outcomes } = await collectionUnderWay([closing, slow, sync])
  await expire(afterSeconds(350))
  expect(await outcomes()).toMatchObject({ snabb: 'waiting' })
  await expire(afterSeconds(361))
  expect(await outcomes()).toMatchObject({ snabb: 'deadline-passed' })
})

it('fails what still waits at the deadline, and settles the collection', async () => {
  const { saverId, retrievalOf, expire, outcomes, settledAt } = await collectionUnderWay()
  await asSaver(test.app, saverId, (t) => storeAnswer(t, retrievalOf(quick), nothingHeld))
  await expire(afterSeconds(3601))
  expect(await outcomes()).toEqual({ snabb: 'nothing-held', sen: 'deadline-passed', direkt: 'deadline-passed' })
  const settled = await settledAt()
  expect(settled).toBeInstanceOf(Date)
  await expire(afterSeconds(4000))
  expect(await settledAt()).toEqual(settled)
})

it('lets late figures in all the same, and the collection stays settled when it settled', async () => {
  const { saverId, retrievalOf, expire, outcomes, settledAt } = await collectionUnderWay()
  await expire(afterSeconds(3601))
  const settled = await settledAt()
  expect(await asSaver(test.app, saverId, (t) => storeAnswer(t, retrievalOf(slow), answered('A-1')))).toBe(true)
  expect(await outcomes()).toMatchObject({ sen: 'answered' })
  expect(await settledAt()).toEqual(settled)
})

it('keeps to the collection it was meant for', async () => {
  const other = await collectionUnderWay()
  const find = vi.fn()
  await expireRetrievals(
    { saverId: other.saverId, collectionId: crypto.randomUUID() },
    {
      db: test.worker,
      register: { find },
      logger: createLogger({ level: 'silent', process: 'test' }),
      now: () => afterSeconds(9999),
    },
  )
  expect(find).not.toHaveBeenCalled()
  expect(await other.outcomes()).toMatchObject({ direkt: 'waiting' })
})
