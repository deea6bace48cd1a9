import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver, answered, contractHolding, nothingHeld, providerEntry } from '#server/testing/examples.ts'
import { addApproval } from './approvals.ts'
import { withClient } from './bootstrap.ts'
import type { CreatedCollection } from './collections.ts'
import { createCollection, currentCollectionUnderWay, latestCollection, settleIfDone } from './collections.ts'
import { asSaver, query } from './database.ts'
import type { Exchange } from './exchanges.ts'
import { listExchanges } from './exchanges.ts'
import { listCurrentHoldings } from './holdings.ts'
import type { TaskName } from './jobs.ts'
import { enqueue } from './jobs.ts'
import { newestAnswers } from './newest-answers.ts'
import {
  beginQuestion,
  endQuestion,
  listRetrievals,
  markFailed,
  markLater,
  readRetrieval,
  storeAnswer,
} from './retrievals.ts'
import { readSaver, updateSaver } from './savers.ts'
import { routeTx } from './tx-routes.ts'

let db: TestDatabase
let saverId: string
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  saverId = await anySaver(db.app)
})

const connected = [providerEntry('annan-liv'), providerEntry('nordfjall-liv')]
const providers = [...connected, providerEntry('stangd-liv', { connected: false })]
const deadline = () => new Date(Date.now() + 120_000)

const begin = (entries = providers) =>
  asSaver(db.app, saverId, (t) =>
    createCollection(t, { reason: 'saver-asked', deadlineAt: deadline(), providers: entries }),
  )

async function begun(entries = providers): Promise<CreatedCollection & { readonly ids: readonly string[] }> {
  const created = await begin(entries)
  if (created === null) throw new Error('A collection is under way')
  return { ...created, ids: created.retrievals.map(({ retrievalId }) => retrievalId) }
}

/** Begins and settles a collection with these answers of the connected providers, in order. */
async function collected(...answers: readonly Parameters<typeof storeAnswer>[2][]): Promise<CreatedCollection> {
  const created = await begun(connected)
  for (const [index, id] of created.ids.entries()) {
    await asSaver(db.worker, saverId, async (t) => {
      const answer = answers[index]
      if (answer === undefined) await markFailed(t, id, 'timeout')
      else await storeAnswer(t, id, answer)
      await settleIfDone(t, created.collectionId)
    })
  }
  return created
}

interface JobRow {
  readonly task: string
  readonly payload: { readonly saverId: string; readonly retrievalId?: string; readonly collectionId?: string }
  readonly max_attempts: number
  readonly run_at: Date
  readonly key: string
}
async function jobs(): Promise<readonly JobRow[]> {
  const rows = await query<JobRow>(
    db.worker.sql,
    `select t.identifier as task, j.payload, j.max_attempts, j.run_at, j.key
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where j.payload ->> 'saverId' = ? order by j.id`,
    [saverId],
  )
  return rows
}

const outcomes = async (collectionId: string) =>
  (await asSaver(db.app, saverId, (t) => listRetrievals(t, collectionId))).map(({ outcome }) => outcome)

describe('a collection begins', () => {
  test('with a retrieval each, a route and a job for those connected, and a job at the deadline', async () => {
    const { collectionId, retrievals } = await begun()
    expect(retrievals.map(({ providerId, outcome }) => [providerId, outcome])).toEqual([
      ['annan-liv', 'waiting'],
      ['nordfjall-liv', 'waiting'],
      ['stangd-liv', 'disconnected'],
    ])
    const [first, , last] = retrievals
    expect(await asSaver(db.worker, saverId, (t) => readRetrieval(t, first?.retrievalId ?? ''))).toEqual({
      ...first,
      collectionId,
      errorCode: null,
      later: false,
      askedAt: null,
      answeredAt: null,
      attempts: 0,
    })
    expect(await routeTx(db.app, first?.txId ?? '')).toEqual({
      kind: 'retrieval',
      saverId,
      retrievalId: first?.retrievalId,
      providerId: 'annan-liv',
    })
    expect(await routeTx(db.worker, last?.txId ?? '')).toBeNull()
    expect(await routeTx(db.app, randomUUID())).toBeNull()
    expect(await routeTx(db.app, "' or 1=1 --")).toBeNull()

    const [one, two, expiry, ...more] = await jobs()
    expect(more).toEqual([])
    expect([one?.task, two?.task, expiry?.task]).toEqual(['retrieve', 'retrieve', 'expire-retrievals'])
    expect(one?.payload).toEqual({ saverId, retrievalId: first?.retrievalId, providerId: first?.providerId })
    expect(one?.max_attempts).toBeGreaterThanOrEqual(25)
    expect(expiry?.payload).toEqual({ saverId, collectionId })
    expect(expiry?.run_at.getTime()).toBeGreaterThan(Date.now() + 60_000)
  })

  test('and is the latest and the one under way', async () => {
    expect(await asSaver(db.app, saverId, latestCollection)).toBeNull()
    const { collectionId } = await begun()
    const collection = await asSaver(db.app, saverId, latestCollection)
    expect(collection).toMatchObject({ collectionId, reason: 'saver-asked', settledAt: null })
    expect(await asSaver(db.app, saverId, currentCollectionUnderWay)).toEqual(collection)
  })

  test('once, however many ask at the same instant', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => begin()))
    expect(results.filter((result) => result !== null)).toHaveLength(1)
    expect(await jobs()).toHaveLength(3)
    expect(await begin()).toBeNull()
  })

  test('settled at once when nobody is connected', async () => {
    const { collectionId } = await begun([providerEntry('stangd-liv', { connected: false })])
    expect(await outcomes(collectionId)).toEqual(['disconnected'])
    expect((await asSaver(db.app, saverId, latestCollection))?.settledAt).toBeInstanceOf(Date)
    expect(await asSaver(db.app, saverId, currentCollectionUnderWay)).toBeNull()
    expect(await jobs()).toEqual([])
  })

  test('wholly or not at all: after a rollback there is no row, no route and no job', async () => {
    let txId = ''
    const failed = asSaver(db.app, saverId, async (t) => {
      const created = await createCollection(t, { reason: 'first-visit', deadlineAt: deadline(), providers })
      txId = created?.retrievals[0]?.txId ?? ''
      throw new Error('undone on purpose')
    })
    await expect(failed).rejects.toThrow('on purpose')
    expect(await jobs()).toEqual([])
    expect(await routeTx(db.app, txId)).toBeNull()
    expect(await asSaver(db.app, saverId, latestCollection)).toBeNull()
    expect(await begin()).not.toBeNull()
  })
})

describe('enqueueing', () => {
  test('an unknown task is refused', async () => {
    const job = {
      task: 'drop-everything' as TaskName,
      payload: { saverId, retrievalId: 'x', providerId: 'x' },
      key: 'k',
    }
    await expect(asSaver(db.app, saverId, (t) => enqueue(t, [job]))).rejects.toMatchObject({ code: '42501' })
  })

  test('a job about another saver is refused', async () => {
    const other = await anySaver(db.app)
    const job = { task: 'retrieve', payload: { saverId: other, retrievalId: 'x', providerId: 'x' }, key: 'k' } as const
    await expect(asSaver(db.app, saverId, (t) => enqueue(t, [job]))).rejects.toMatchObject({ code: '42501' })
  })

  test('a key whose job is being taken at that very instant still gets its job', async () => {
    const job = { task: 'retrieve', payload: { saverId, retrievalId: 'hot', providerId: 'x' }, key: 'hot' } as const
    let enqueueing = true
    // As the queue does: a job is locked, done, and removed.
    const work = async () => {
      let done = 0
      while (enqueueing) {
        const locked = await query<{ id: string }>(
          db.worker.sql,
          `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'taker'
           where id = (select id from graphile_worker._private_jobs where key = 'hot' and locked_at is null
                       limit 1 for update skip locked) returning id`,
        )
        for (const { id } of locked) {
          await query(db.worker.sql, 'delete from graphile_worker._private_jobs where id = ?', [id])
          done += 1
        }
      }
      return done
    }
    const workers = [work(), work(), work()]
    const enqueuers = Array.from({ length: 4 }, async () => {
      for (let index = 0; index < 60; index += 1) await asSaver(db.app, saverId, (t) => enqueue(t, [job]))
    })
    // A call that added nothing would throw.
    await Promise.all(enqueuers)
    enqueueing = false
    const done = await Promise.all(workers)
    expect(done.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0)
    expect((await jobs()).length).toBeLessThanOrEqual(1)
  })
})

describe('a retrieval', () => {
  const approve = () => asSaver(db.app, saverId, (t) => addApproval(t, { version: '2026-1', channel: 'portal' }))
  const read = (id: string) => asSaver(db.worker, saverId, (t) => readRetrieval(t, id))
  const send = (retrievalId: string, mostSends: number, promisedToo = false) =>
    beginQuestion(db.worker, { saverId, retrievalId }, { mostSends, promisedToo })

  test('counts its sends, and is not sent more often than it may be, nor when it waits no more', async () => {
    await approve()
    const { ids, collectionId } = await begun()
    const [id = ''] = ids
    const first = await send(id, 0)
    expect(first).toMatchObject({ collectionId, later: false, approval: { version: '2026-1' } })
    expect(first?.txId).toBe((await read(id))?.txId)
    expect(first?.number.reveal()).toBe((await asSaver(db.app, saverId, readSaver)).number.reveal())
    expect(await send(id, 0)).toBeNull()
    expect(await send(id, 1)).not.toBeNull()
    expect(await read(id)).toMatchObject({ attempts: 2, askedAt: expect.any(Date) as Date })
    await asSaver(db.worker, saverId, (t) => markFailed(t, id, 'timeout'))
    expect(await send(id, 100)).toBeNull()
    expect((await read(id))?.attempts).toBe(2)
    expect(await read(randomUUID())).toBeNull()
  })

  test('whose answer is promised is fetched where that is wished, and that is not counted', async () => {
    await approve()
    const { ids } = await begun()
    const [id = ''] = ids
    await send(id, 0)
    await asSaver(db.worker, saverId, (t) => markLater(t, id))
    const before = await read(id)
    expect(await send(id, 100)).toBeNull()
    expect(await send(id, 0, true)).toMatchObject({ later: true })
    expect(await read(id)).toEqual(before)
  })

  test('is not sent for a saver who has not approved, nor for another saver', async () => {
    const { ids } = await begun()
    const [id = ''] = ids
    await expect(send(id, 0)).rejects.toThrow('approval')
    expect((await read(id))?.attempts).toBe(0)
    await approve()
    const stranger = await anySaver(db.app)
    await asSaver(db.app, stranger, (t) => addApproval(t, { version: '2026-1', channel: 'portal' }))
    const asStranger = { saverId: stranger, retrievalId: id }
    expect(await beginQuestion(db.worker, asStranger, { mostSends: 100, promisedToo: true })).toBeNull()
    await expect(
      beginQuestion(db.app, { saverId, retrievalId: id }, { mostSends: 0, promisedToo: false }),
    ).rejects.toThrow('permission denied')
  })

  test('is ended by one transaction: answer, trace and collection, or nothing of them', async () => {
    await approve()
    const { ids, collectionId, retrievals } = await begun([connected[0] ?? providerEntry('annan-liv')])
    const [id = ''] = ids
    const sent = await send(id, 0)
    if (sent === null) throw new Error('It was not to be sent')
    const exchange: Exchange = {
      beganAt: new Date(),
      txId: sent.txId,
      providerId: retrievals[0]?.providerId ?? '',
      direction: 'out',
      step: 'question',
      operation: 'hamtaForsakringar',
      ms: 12,
      bytesIn: 3456,
      bytesOut: 789,
      outcome: 'answered',
      reason: null,
      ssekFault: null,
    }
    const end = (traced: Exchange) =>
      endQuestion(db.worker, { saverId, retrievalId: id }, sent, answered('A-1', 'Å-2'), traced)
    const state = async () => ({
      retrieval: await read(id),
      holdings: (await asSaver(db.app, saverId, listCurrentHoldings)).map(({ holding }) => holding),
      settled: (await asSaver(db.app, saverId, latestCollection))?.settledAt != null,
    })
    const before = await state()
    await expect(end({ ...exchange, ms: -1 })).rejects.toThrow('exchange_measures_count_from_zero')
    expect(await state()).toEqual(before)

    const repeated = { ...exchange, beganAt: new Date(exchange.beganAt.getTime() + 1000) }
    await asSaver(db.app, saverId, (t) => updateSaver(t, { email: 'asa@example.org' }))
    await end(exchange)
    await end(repeated)
    const told = await asSaver(db.worker, saverId, (t) =>
      query<{ kind: string; event: string; jobs: number }>(
        t.sql,
        `select kind, event_id as event, (select count(*)::int from graphile_worker._private_jobs
           where key = 'send-notice:' || notice_id) as jobs from notice`,
      ),
    )
    expect(told).toEqual([{ kind: 'collected', event: collectionId, jobs: 1 }])
    const after = await state()
    expect(after).toMatchObject({ retrieval: { outcome: 'answered', collectionId }, settled: true })
    expect(after.holdings).toHaveLength(2)
    expect(await listExchanges(db.owner, sent.txId)).toEqual([exchange, repeated])
    await withClient(db.urls.superuser, (client) =>
      client.query('delete from saver_key where saver_id = $1', [saverId]),
    )
    await expect(end(exchange)).rejects.toThrow('no key')
  })

  test('fails with a code, which never overwrites an answer', async () => {
    const { ids } = await begun()
    const [one = '', two = '', never = ''] = ids
    expect(await asSaver(db.worker, saverId, (t) => markFailed(t, one, 'wrong-person'))).toBe(true)
    expect(await asSaver(db.worker, saverId, (t) => markFailed(t, one, 'timeout'))).toBe(false)
    expect(await asSaver(db.worker, saverId, (t) => readRetrieval(t, one))).toMatchObject({
      outcome: 'failed',
      errorCode: 'wrong-person',
    })
    await asSaver(db.worker, saverId, (t) => storeAnswer(t, two, answered('A-1')))
    expect(await asSaver(db.worker, saverId, (t) => markFailed(t, two, 'deadline-passed'))).toBe(false)
    expect(await asSaver(db.worker, saverId, (t) => markLater(t, two))).toBe(false)
    expect(await asSaver(db.worker, saverId, (t) => markFailed(t, never, 'timeout'))).toBe(false)
  })

  test('may be promised for later', async () => {
    const { ids } = await begun()
    const [id = ''] = ids
    expect(await asSaver(db.worker, saverId, (t) => markLater(t, id))).toBe(true)
    expect(await asSaver(db.worker, saverId, (t) => readRetrieval(t, id))).toMatchObject({
      later: true,
      outcome: 'waiting',
    })
  })
})

describe('an answer', () => {
  test('is stored with its holdings and its original, and reads back exactly', async () => {
    const { ids, collectionId } = await begun()
    const [id = ''] = ids
    expect(await asSaver(db.app, saverId, (t) => storeAnswer(t, id, answered('A-1', 'Å-2')))).toBe(true)
    const holdings = await asSaver(db.worker, saverId, listCurrentHoldings)
    expect(holdings.map(({ holding }) => holding.identity.contractNumber).toSorted()).toEqual(['A-1', 'Å-2'])
    const [first] = holdings.filter(({ holding }) => holding.identity.contractNumber === 'A-1')
    expect(first).toMatchObject({ providerId: 'annan-liv', retrievalId: id })
    expect(first?.holding).toEqual(contractHolding('A-1'))
    expect(first?.fetchedAt).toBeInstanceOf(Date)
    expect(await asSaver(db.app, saverId, newestAnswers)).toEqual([
      {
        providerId: 'annan-liv',
        retrievalId: id,
        collectionId,
        outcome: 'answered',
        answeredAt: first?.fetchedAt,
        heldBefore: false,
        holdingCount: 2,
      },
    ])
    await asSaver(db.owner, saverId, async (t) => {
      const [original] = await query<{ content_sealed: Buffer; content_type: string }>(
        t.sql,
        'select content_sealed, content_type from original',
      )
      const place = { table: 'original', column: 'content_sealed', row: id }
      const opened = (await t.key()).open(original?.content_sealed ?? Buffer.of(), place)
      expect(opened.toString('utf8')).toBe('<mislife avtal="A-1 Å-2"/>')
      expect(original?.content_sealed.includes(Buffer.from('mislife'))).toBe(false)
      const dates = await query<{ value_date: string }>(t.sql, 'select value_date from holding')
      expect(dates.map(({ value_date }) => value_date)).toEqual(['2026-10-31', '2026-10-31'])
    })
  })

  test('delivered many times at once is stored once', async () => {
    const { ids } = await begun()
    const [id = ''] = ids
    const stored = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        asSaver(index % 2 === 0 ? db.app : db.worker, saverId, (t) => storeAnswer(t, id, answered('A-1'))),
      ),
    )
    expect(stored.filter(Boolean)).toHaveLength(1)
    expect(await asSaver(db.app, saverId, (t) => storeAnswer(t, id, nothingHeld))).toBe(false)
    expect(await asSaver(db.app, saverId, listCurrentHoldings)).toHaveLength(1)
  })

  test('after the deadline is still stored, and the collection stays settled', async () => {
    const { ids, collectionId } = await begun([providerEntry('annan-liv')])
    const [id = ''] = ids
    await asSaver(db.worker, saverId, async (t) => {
      await markFailed(t, id, 'deadline-passed')
      expect(await settleIfDone(t, collectionId)).toBe(true)
    })
    const settled = await asSaver(db.app, saverId, latestCollection)
    await asSaver(db.app, saverId, async (t) => {
      expect(await storeAnswer(t, id, answered('A-1'))).toBe(true)
      expect(await settleIfDone(t, collectionId)).toBe(false)
    })
    expect(await asSaver(db.app, saverId, (t) => readRetrieval(t, id))).toMatchObject({
      outcome: 'answered',
      errorCode: null,
    })
    expect(await asSaver(db.app, saverId, latestCollection)).toEqual(settled)
  })

  test('to a provider never asked, or to no retrieval of this saver, is not stored', async () => {
    const { ids } = await begun()
    const never = ids[2] ?? ''
    expect(await asSaver(db.app, saverId, (t) => storeAnswer(t, never, answered('A-1')))).toBe(false)
    const stranger = await anySaver(db.app)
    expect(await asSaver(db.app, stranger, (t) => storeAnswer(t, ids[0] ?? '', answered('A-1')))).toBe(false)
  })

  test('is stored wholly or not at all', async () => {
    const { ids } = await begun()
    const [id = ''] = ids
    await expect(
      asSaver(db.worker, saverId, async (t) => {
        await storeAnswer(t, id, answered('A-1'))
        throw new Error('killed on purpose')
      }),
    ).rejects.toThrow('on purpose')
    expect(await asSaver(db.worker, saverId, (t) => readRetrieval(t, id))).toMatchObject({ outcome: 'waiting' })
    expect(await asSaver(db.worker, saverId, listCurrentHoldings)).toEqual([])
  })

  test('moved to another row, or another saver, does not open', async () => {
    await collected(answered('A-1', 'A-2'))
    const holdings = await asSaver(db.app, saverId, listCurrentHoldings)
    const [one, two] = holdings.map(({ holdingId }) => holdingId)
    await withClient(db.urls.superuser, (client) =>
      client.query(
        `update holding set content_sealed = (select content_sealed from holding where holding_id = $2)
         where holding_id = $1`,
        [one, two],
      ),
    )
    await expect(asSaver(db.app, saverId, listCurrentHoldings)).rejects.toMatchObject({ code: 'does-not-open' })

    const victim = saverId
    saverId = await anySaver(db.app)
    await collected(answered('B-1'))
    await withClient(db.urls.superuser, (client) =>
      client.query(
        `update holding set content_sealed = (select content_sealed from holding where holding_id = $2 and saver_id = $3)
         where saver_id = $1`,
        [saverId, two, victim],
      ),
    )
    await expect(asSaver(db.app, saverId, listCurrentHoldings)).rejects.toMatchObject({ code: 'other-key' })
  })
})

describe('the newest answer of a provider', () => {
  test('stays when a later collection fails there', async () => {
    const first = await collected(answered('A-1'), answered('N-1'))
    await collected(undefined as never, answered('N-2'))
    const answers = await asSaver(db.app, saverId, newestAnswers)
    expect(answers.map(({ providerId, collectionId }) => [providerId, collectionId === first.collectionId])).toEqual([
      ['annan-liv', true],
      ['nordfjall-liv', false],
    ])
    const holdings = await asSaver(db.app, saverId, listCurrentHoldings)
    expect(holdings.map(({ holding }) => holding.identity.contractNumber)).toEqual(['A-1', 'N-2'])
  })

  test('may be that nothing is held any longer', async () => {
    await collected(answered('A-1'), nothingHeld)
    await collected(nothingHeld, nothingHeld)
    expect(await asSaver(db.app, saverId, newestAnswers)).toMatchObject([
      { providerId: 'annan-liv', outcome: 'nothing-held', heldBefore: true, holdingCount: 0 },
      { providerId: 'nordfjall-liv', outcome: 'nothing-held', heldBefore: false, holdingCount: 0 },
    ])
    expect(await asSaver(db.app, saverId, listCurrentHoldings)).toEqual([])
  })

  test('is the one to the newest question, not the one that came last', async () => {
    const first = await collected()
    await collected(answered('A-new'), nothingHeld)
    const late = first.retrievals[0]?.retrievalId ?? ''
    expect(await asSaver(db.app, saverId, (t) => storeAnswer(t, late, answered('A-old')))).toBe(true)
    const holdings = await asSaver(db.app, saverId, listCurrentHoldings)
    expect(holdings.map(({ holding }) => holding.identity.contractNumber)).toEqual(['A-new'])
  })
})

describe('settling', () => {
  test('waits for all, and happens once', async () => {
    const { ids, collectionId } = await begun()
    const settle = () => asSaver(db.worker, saverId, (t) => settleIfDone(t, collectionId))
    expect(await settle()).toBe(false)
    await asSaver(db.worker, saverId, (t) => storeAnswer(t, ids[0] ?? '', nothingHeld))
    expect(await settle()).toBe(false)
    await asSaver(db.worker, saverId, (t) => markFailed(t, ids[1] ?? '', 'unreachable'))
    expect(await Promise.all([settle(), settle(), settle()])).toSatisfy(
      (results: boolean[]) => results.filter(Boolean).length === 1,
    )
    expect(await begin()).not.toBeNull()
  })

  test('is not missed when the last retrievals end at the same instant', async () => {
    for (let round = 0; round < 6; round += 1) {
      saverId = await anySaver(db.app)
      const many = Array.from({ length: 6 }, (_, index) => providerEntry(`p-${index}`))
      const { ids, collectionId } = await begun(many)
      const settled = await Promise.all(
        ids.map((id) =>
          asSaver(db.worker, saverId, async (t) => {
            await storeAnswer(t, id, answered('A-1'))
            return await settleIfDone(t, collectionId)
          }),
        ),
      )
      expect(settled.filter(Boolean)).toHaveLength(1)
    }
  })
})

test.each([
  ['retrieval_error_code_if_failed', `update retrieval set outcome = 'failed'`],
  ['retrieval_error_code_if_failed', `update retrieval set error_code = 'timeout'`],
  ['retrieval_error_code_is_known', `update retrieval set outcome = 'failed', error_code = 'bad luck'`],
  ['retrieval_outcome_is_known', `update retrieval set outcome = 'perhaps'`],
  ['retrieval_answer_time_if_answered', `update retrieval set outcome = 'answered'`],
  ['retrieval_asked_time_if_sent', `update retrieval set attempts = 1`],
  ['collection_settles_after_request', `update collection set settled_at = '2020-01-01'`],
])('a row keeps %s', async (constraint, statement) => {
  await begun([providerEntry('annan-liv')])
  await expect(asSaver(db.worker, saverId, (t) => query(t.sql, statement))).rejects.toMatchObject({
    code: '23514',
    constraint,
  })
})
