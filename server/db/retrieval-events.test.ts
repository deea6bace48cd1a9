import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver, answered, providerEntry } from '#server/testing/examples.ts'
import { addApproval } from './approvals.ts'
import { withClient } from './bootstrap.ts'
import { createCollection } from './collections.ts'
import { asSaver } from './database.ts'
import type { RetrievalEvent } from './retrieval-events.ts'
import { listenToRetrievals } from './retrieval-events.ts'
import { beginQuestion, markFailed, markLater, storeAnswer } from './retrievals.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

test('outcomes are told as they change, and again after the connection was lost', async () => {
  const saverId = await anySaver(db.app)
  const created = await asSaver(db.app, saverId, async (t) => {
    await addApproval(t, { version: '2026-1', channel: 'portal' })
    return await createCollection(t, {
      reason: 'saver-asked',
      deadlineAt: new Date(Date.now() + 60_000),
      providers: [providerEntry('annan-liv'), providerEntry('nordfjall-liv')],
    })
  })
  const [one = '', two = ''] = created?.retrievals.map(({ retrievalId }) => retrievalId) ?? []
  const collectionId = created?.collectionId ?? ''

  const events: RetrievalEvent[] = []
  let listening = 0
  let lost = 0
  const listener = listenToRetrievals(db.urls.app, {
    onEvent: (event) => events.push(event),
    onListening: () => (listening += 1),
    onLost: () => (lost += 1),
  })
  try {
    await expect.poll(() => listening).toBe(1)
    await beginQuestion(db.worker, { saverId, retrievalId: one }, { mostSends: 0, promisedToo: false })
    await asSaver(db.worker, saverId, (t) => markLater(t, one))
    await expect(
      asSaver(db.worker, saverId, async (t) => {
        await markFailed(t, one, 'timeout')
        throw new Error('rolled back on purpose')
      }),
    ).rejects.toThrow('on purpose')
    await asSaver(db.worker, saverId, (t) => storeAnswer(t, one, answered('A-1')))
    await expect.poll(() => events).toEqual([{ retrievalId: one, collectionId, outcome: 'answered' }])

    await withClient(db.urls.superuser, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'samlad-pension events'`,
      ),
    )
    await expect.poll(() => listening, { timeout: 4_000 }).toBe(2)
    expect(lost).toBe(1)
    await asSaver(db.worker, saverId, (t) => markFailed(t, two, 'unreachable'))
    await expect.poll(() => events.at(-1)).toEqual({ retrievalId: two, collectionId, outcome: 'failed' })
  } finally {
    await listener.close()
  }
})

test('closing while the database is away ends the trying', async () => {
  let lost = 0
  const listener = listenToRetrievals('postgres://portal_app:x@127.0.0.1:1/none', {
    onEvent: () => undefined,
    onLost: () => (lost += 1),
  })
  await expect.poll(() => lost, { timeout: 4_000 }).toBeGreaterThan(1)
  await listener.close()
  const before = lost
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(lost).toBe(before)
})
