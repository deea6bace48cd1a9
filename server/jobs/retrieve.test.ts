import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addApproval, withdrawApprovals } from '#server/db/approvals.ts'
import { createCollection, latestCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { listCurrentHoldings } from '#server/db/holdings.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { beginQuestion, markFailed, readRetrieval, storeAnswer } from '#server/db/retrievals.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { takeSlot } from '#server/db/slots.ts'
import { query } from '#server/db/database.ts'
import { listExchanges } from '#server/db/exchanges.ts'
import { createLogger } from '#server/observability/logger.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anyNumber, anySaver, nothingHeld, providerEntry } from '#server/testing/examples.ts'
import { createMineService } from '#server/services/mine/service.ts'
import { ProviderError, providerErrorCodes } from '#providers/errors.ts'
import { PersonalNumber } from '#providers/personal-number.ts'
import type { Answer, ProviderEntry, Question, Traffic } from '#providers/pension-source.ts'
import { createGate } from './gate.ts'
import { createHandover } from './handover.ts'
import type { RetrieveDeps, RetrievePayload } from './retrieve.ts'
import { retrieve } from './retrieve.ts'
import type { Again } from './sending.ts'

const deadline = new Date(Date.now() + 3600_000)
const steady = providerEntry('stadig', { concurrency: 1 })
const onceOnly = providerEntry('en-gang', { resendAllowed: false })
const promising = providerEntry('lovar', { flow: 'push', deadlineSeconds: 900 })
const fetched = providerEntry('hamtas', { flow: 'pull', deadlineSeconds: 900, resendAllowed: false })

const clock = new Date()
const anHour = 3600_000
const closed = providerEntry('stangd', {
  maintenance: [
    {
      kind: 'once',
      from: new Date(clock.getTime() - anHour).toISOString(),
      to: new Date(clock.getTime() + anHour / 2).toISOString(),
    },
  ],
})
const paced = providerEntry('lugn', { questionsPerSecond: 0.05 })
const hanging = providerEntry('hanger')
const register = [steady, onceOnly, promising, fetched, closed, paced, hanging]

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, register)
})
afterAll(() => test.close())

let lines: string[] = []
const again = vi.fn<(payload: RetrievePayload, when: Again) => Promise<void>>(() => Promise.resolve())
const request = vi.fn<(question: Question, signal?: AbortSignal, traffic?: Traffic) => Promise<Answer>>()
beforeEach(() => {
  lines = []
  again.mockClear()
  request.mockReset()
})

const logger = () => createLogger({ level: 'trace', process: 'test', out: { write: (line) => lines.push(line) } })
const now = () => new Date()

const deps = (): RetrieveDeps => ({
  db: test.worker,
  gate: createGate({ db: test.worker, logger: logger(), now, random: () => 0.5 }),
  handover: createHandover({ places: 0 }),
  register: {
    find: (id) => Promise.resolve(register.find((provider) => provider.id === id) ?? null),
    sourceOf: (provider) => ({ provider, request }),
  },
  logger: logger(),
  leasedBy: () => 'pool-test',
  now,
  random: () => 0.5,
})

const unbounded = { mostSends: 100, promisedToo: false }

/** A saver who has asked one provider, and the job about it. */
async function asked(provider: ProviderEntry, deadlineAt = deadline, whose: string | null = null) {
  const saverId = whose ?? (await anySaver(test.app))
  const created = await asSaver(test.app, saverId, async (t) => {
    await addApproval(t, { version: '2026-11', channel: 'portal' })
    return await createCollection(t, { reason: 'first-visit', deadlineAt, providers: [provider] })
  })
  const retrievalId = created?.retrievals[0]?.retrievalId ?? ''
  const state = () =>
    asSaver(test.app, saverId, async (t) => ({
      retrieval: await readRetrieval(t, retrievalId),
      holdings: await listCurrentHoldings(t),
      settled: (await latestCollection(t))?.settledAt != null,
    }))
  const run = (over: Partial<RetrievePayload> = {}, stopping = new AbortController().signal) =>
    retrieve({ saverId, retrievalId, providerId: provider.id, ...over }, { again, stopping }, deps())
  return { saverId, retrievalId, state, run }
}

describe('an answer', () => {
  it('is stored with its contracts, and the collection settles', async () => {
    const job = await asked(steady)
    request.mockResolvedValueOnce(answered('A-1', 'A-2'))
    await job.run()
    const state = await job.state()
    expect(state.retrieval).toMatchObject({ outcome: 'answered', errorCode: null, attempts: 1 })
    expect(state.holdings).toHaveLength(2)
    expect(state.settled).toBe(true)
  })

  it('that nothing is held is an answer', async () => {
    const job = await asked(steady)
    request.mockResolvedValueOnce(nothingHeld)
    await job.run()
    expect(await job.state()).toMatchObject({ retrieval: { outcome: 'nothing-held' }, holdings: [], settled: true })
  })

  it('is asked for with the number, the TxId and the approval', async () => {
    const job = await asked(steady)
    request.mockResolvedValueOnce(nothingHeld)
    await job.run()
    const [question] = request.mock.calls[0] ?? []
    expect(question).toMatchObject({ txId: (await job.state()).retrieval?.txId, approval: { version: '2026-11' } })
    expect(question?.person.reveal()).toMatch(/^\d{12}$/)
    expect(question?.wishedAges.length).toBeLessThanOrEqual(20)
  })

  it('is asked for with the numbers from before, so that one under them is taken', async () => {
    const [earlier, number] = [PersonalNumber.parse('199006612395'), anyNumber()]
    const { saverId } = await findOrCreateSaver(test.app, { number, name: 'Tomasz Nowak', earlier })
    const job = await asked(steady, deadline, saverId)
    request.mockResolvedValueOnce(nothingHeld)
    await job.run()
    const [question] = request.mock.calls[0] ?? []
    expect([question?.person, ...(question?.earlierNumbers ?? [])].map((one) => one?.reveal())).toEqual([
      number.reveal(),
      '199006612395',
    ])
  })

  it('that comes later leaves the retrieval waiting, with a job at the end of the promise', async () => {
    const job = await asked(promising)
    request.mockResolvedValueOnce({ kind: 'later' })
    await job.run()
    expect(await job.state()).toMatchObject({ retrieval: { outcome: 'waiting', later: true }, settled: false })
    const { rows } = await test.worker.sql.raw<{ rows: { seconds: number }[] }>(
      `select extract(epoch from run_at - now())::int as seconds from graphile_worker.jobs where key = ?`,
      [`expire-retrievals:${job.retrievalId}`],
    )
    expect(rows).toEqual([{ seconds: expect.closeTo(900, -1) as number }])
    await job.run()
    expect(request).toHaveBeenCalledTimes(1)
  })

  it('pushed before the receipt is read stays', async () => {
    const job = await asked(promising)
    request.mockImplementationOnce(async () => {
      await asSaver(test.app, job.saverId, (t) => storeAnswer(t, job.retrievalId, answered('A-1')))
      return { kind: 'later' }
    })
    await job.run()
    expect((await job.state()).retrieval).toMatchObject({ outcome: 'answered', later: false })
  })
})

describe('a fault', () => {
  it.each(['unreachable', 'timeout'] as const)('%s is tried again, three sends in all', async (code) => {
    const job = await asked(steady)
    request.mockRejectedValue(new ProviderError(code, 'no'))
    await job.run()
    expect(again).toHaveBeenLastCalledWith(expect.objectContaining({ failures: 1, waits: 0 }), { afterMs: 500 })
    expect((await job.state()).retrieval?.outcome).toBe('waiting')
    await job.run({ failures: 1 })
    expect(again).toHaveBeenLastCalledWith(expect.objectContaining({ failures: 2 }), { afterMs: 1500 })
    await job.run({ failures: 2 })
    expect(again).toHaveBeenCalledTimes(2)
    expect(await job.state()).toMatchObject({ retrieval: { outcome: 'failed', errorCode: code }, settled: true })
  })

  it('is final where the same question may not be sent twice', async () => {
    const job = await asked(onceOnly)
    request.mockRejectedValueOnce(new ProviderError('timeout', 'no'))
    await job.run()
    expect(again).not.toHaveBeenCalled()
    expect(await job.state()).toMatchObject({ retrieval: { outcome: 'failed', errorCode: 'timeout' }, settled: true })
  })

  it.each(providerErrorCodes.filter((code) => code !== 'unreachable' && code !== 'timeout'))(
    '%s is final, and nothing is stored',
    async (code) => {
      const job = await asked(steady)
      request.mockRejectedValueOnce(new ProviderError(code, 'no'))
      await job.run()
      expect(again).not.toHaveBeenCalled()
      expect(await job.state()).toMatchObject({
        retrieval: { outcome: 'failed', errorCode: code, answeredAt: null },
        holdings: [],
        settled: true,
      })
    },
  )

  it('of our own ends the question too, and is logged', async () => {
    const job = await asked(steady)
    request.mockRejectedValueOnce(new TypeError('x is not a function'))
    await job.run()
    expect((await job.state()).retrieval).toMatchObject({ outcome: 'failed', errorCode: 'malformed-response' })
    expect(lines.join()).toContain('source-broken')
  })
})

describe('a promised answer that is fetched', () => {
  const dueOf = (retrievalId: string) =>
    test.worker
      .sql('graphile_worker.jobs')
      .where({ key: `expire-retrievals:${retrievalId}` })
      .select('run_at', 'id')

  it('is asked for again by the same job, later and later, until it is there; nobody else’s deadline moves', async () => {
    const job = await asked(fetched)
    request.mockResolvedValueOnce({ kind: 'later' })
    await job.run()
    const promise = await job.state()
    expect(promise).toMatchObject({ retrieval: { outcome: 'waiting', later: true, attempts: 1 }, settled: false })
    const due = await dueOf(job.retrievalId)
    expect(due).toHaveLength(1)
    expect(request.mock.calls[0]?.[0]).toMatchObject({ promised: false })
    const pauses: number[] = []
    for (let fetches = 1; fetches <= 4; fetches++) {
      const [payload, when] = again.mock.lastCall ?? []
      expect(payload).toMatchObject({ fetches, failures: 0, waits: 0 })
      pauses.push(when?.afterMs ?? 0)
      request.mockResolvedValueOnce({ kind: 'later' })
      await job.run(payload)
    }
    expect(pauses.map(Math.round)).toEqual([1000, 1600, 2560, 4096])
    expect(request.mock.lastCall?.[0]).toMatchObject({ promised: true, txId: promise.retrieval?.txId })
    expect((await job.state()).retrieval).toEqual(promise.retrieval)
    expect(await dueOf(job.retrievalId)).toEqual(due)

    again.mockClear()
    request.mockResolvedValueOnce(answered('A-1'))
    await job.run({ fetches: 5 })
    expect(await job.state()).toMatchObject({ retrieval: { outcome: 'answered', attempts: 1 }, settled: true })
    expect(again).not.toHaveBeenCalled()
  })

  it('waits a minute at most between two fetches', async () => {
    const job = await asked(fetched)
    request.mockResolvedValue({ kind: 'later' })
    await job.run({ fetches: 5000 })
    expect(again.mock.lastCall?.[1]).toEqual({ afterMs: 60_000 })
  })

  it('may be fetched again after a fetch that came to nothing, though the question may not be asked again', async () => {
    const job = await asked(fetched)
    request.mockResolvedValueOnce({ kind: 'later' })
    await job.run()
    request.mockRejectedValue(new ProviderError('unreachable', 'no'))
    await job.run({ fetches: 1 })
    expect(again.mock.lastCall?.[0]).toMatchObject({ failures: 1, fetches: 1 })
    expect((await job.state()).retrieval?.outcome).toBe('waiting')
    await job.run({ fetches: 1, failures: 2 })
    expect((await job.state()).retrieval).toMatchObject({ outcome: 'failed', errorCode: 'unreachable' })
  })

  it('is fetched no more when its deadline has passed', async () => {
    const job = await asked(fetched)
    request.mockResolvedValueOnce({ kind: 'later' })
    await job.run()
    await asSaver(test.app, job.saverId, (t) => markFailed(t, job.retrievalId, 'deadline-passed'))
    again.mockClear()
    await job.run({ fetches: 1 })
    expect(request).toHaveBeenCalledTimes(1)
    expect(again).not.toHaveBeenCalled()
  })

  it('with a signature that is refused is a failure, and nothing is stored', async () => {
    const job = await asked(fetched)
    request
      .mockResolvedValueOnce({ kind: 'later' })
      .mockRejectedValueOnce(new ProviderError('rejected-signature', 'no'))
    await job.run()
    await job.run({ fetches: 1 })
    expect(await job.state()).toMatchObject({
      retrieval: { outcome: 'failed', errorCode: 'rejected-signature' },
      holdings: [],
      settled: true,
    })
  })
})

describe('a job that is run again', () => {
  it('does nothing once the retrieval has settled', async () => {
    const job = await asked(steady)
    await asSaver(test.app, job.saverId, (t) => markFailed(t, job.retrievalId, 'deadline-passed'))
    await job.run()
    expect(request).not.toHaveBeenCalled()
  })

  it('asks anew after a send that was cut off, where resending is allowed', async () => {
    const job = await asked(steady)
    await beginQuestion(test.worker, job, unbounded)
    request.mockResolvedValueOnce(nothingHeld)
    await job.run()
    expect((await job.state()).retrieval).toMatchObject({ outcome: 'nothing-held', attempts: 2 })
  })

  it('says "interrupted" after a send that was cut off, where it is not', async () => {
    const job = await asked(onceOnly)
    await beginQuestion(test.worker, job, unbounded)
    await job.run()
    expect(request).not.toHaveBeenCalled()
    expect(await job.state()).toMatchObject({ retrieval: { errorCode: 'interrupted' }, settled: true })
  })

  it('does not ask for a saver who has withdrawn the approval, and the question ends', async () => {
    const job = await asked(steady)
    await asSaver(test.app, job.saverId, withdrawApprovals)
    await job.run()
    expect(request).not.toHaveBeenCalled()
    const retrieval = { outcome: 'failed', errorCode: 'interrupted', attempts: 0 }
    expect(await job.state()).toMatchObject({ retrieval, settled: true })
  })

  it('stores nothing of an answer to what was asked before the approval was withdrawn', async () => {
    const job = await asked(steady)
    request.mockImplementationOnce(async () => {
      await createMineService({ db: test.app, now }).withdrawTerms(job.saverId)
      return answered('A-1')
    })
    await job.run()
    const retrieval = { outcome: 'failed', errorCode: 'interrupted' }
    expect(await job.state()).toMatchObject({ retrieval, holdings: [], settled: true })
    expect(await query(test.owner.sql, 'select from original where retrieval_id = ?', [job.retrievalId])).toEqual([])
  })

  it('gives up a question that has taken worker after worker with it', async () => {
    const job = await asked(steady)
    for (let kill = 0; kill < 10; kill++) await beginQuestion(test.worker, job, unbounded)
    await job.run()
    expect((await job.state()).retrieval).toMatchObject({ outcome: 'failed', errorCode: 'interrupted' })
  })
})

describe('a slot of the provider', () => {
  it('not free: the job comes back later, and no send is counted', async () => {
    const job = await asked(steady)
    const slot = await takeSlot(test.worker, steady.id, 1, 'another', 30)
    expect(slot).not.toBeNull()
    await job.run({ waits: 2, failures: 1 })
    expect(again).toHaveBeenCalledWith(expect.objectContaining({ waits: 3, failures: 1 }), {
      afterMs: 450,
      flags: ['slot:stadig'],
    })
    expect(request).not.toHaveBeenCalled()
    expect((await job.state()).retrieval?.attempts).toBe(0)
    await test.worker.sql('provider_slot').update({ leased_by: null, lease: null, leased_until: null })
  })

  it('is held while the provider is asked, and given back also after a fault', async () => {
    const job = await asked(steady)
    request.mockImplementationOnce(async () => {
      expect(await takeSlot(test.worker, steady.id, 1, 'another', 30)).toBeNull()
      throw new ProviderError('fault', 'no')
    })
    await job.run()
    const slot = await takeSlot(test.worker, steady.id, 1, 'another', 0)
    expect(slot).not.toBeNull()
  })

  it.each([
    ['kept as it is', 60_000, false],
    ['renewed', 29_000, true],
  ])('passed on is %s when %i ms of its lease are left', async (_, leftMs, isRenewed) => {
    const slot = await takeSlot(test.worker, steady.id, 1, 'pool-test', 20)
    if (slot === null) throw new Error('No slot is free')
    const { saverId, retrievalId } = await asked(steady)
    const passed = { ...slot, heldUntil: performance.now() + leftMs }
    const handover = { hasLine: () => true, wait: () => Promise.resolve(passed), pass: () => false }
    let found: readonly unknown[] = []
    request.mockImplementationOnce(async () => {
      found = await query(
        test.worker.sql,
        `select leased_until > now() + interval '25 seconds' as renewed from provider_slot where lease = ?`,
        [slot.lease],
      )
      return nothingHeld
    })
    const payload = { saverId, retrievalId, providerId: steady.id }
    await retrieve(payload, { again, stopping: new AbortController().signal }, { ...deps(), handover })
    expect(found).toEqual([{ renewed: isRenewed }])
  })
})

const circuitOf = async (providerId: string) =>
  (
    await query<{ failures: number; open: boolean | null }>(
      test.owner.sql,
      'select failures, open_until > now() as open from provider_circuit where provider_id = ?',
      [providerId],
    )
  )[0]
const passTime = (providerId: string) =>
  query(test.owner.sql, `update provider_circuit set open_until = now() - interval '1 second' where provider_id = ?`, [
    providerId,
  ])

describe('a provider that is closed for maintenance', () => {
  it('is not asked: the job comes back when it opens, and no send is counted', async () => {
    const job = await asked(closed)
    await job.run()
    expect(request).not.toHaveBeenCalled()
    const [payload, when] = again.mock.lastCall ?? []
    expect(payload).toMatchObject({ failures: 0, waits: 0 })
    const opens = clock.getTime() + anHour / 2
    expect(Date.now() + (when?.afterMs ?? 0)).toBeGreaterThan(opens)
    expect(Date.now() + (when?.afterMs ?? 0)).toBeLessThan(opens + 31_000)
    expect((await job.state()).retrieval).toMatchObject({ outcome: 'waiting', attempts: 0 })
  })

  it('until after the deadline could not be reached, and the collection settles', async () => {
    const job = await asked(closed, new Date(Date.now() + anHour / 4))
    await job.run()
    expect(again).not.toHaveBeenCalled()
    expect(await job.state()).toMatchObject({
      retrieval: { outcome: 'failed', errorCode: 'unreachable' },
      settled: true,
    })
  })

  it('while it was being asked, is asked again when it opens: not one of its sends was the last', async () => {
    const job = await asked(steady)
    request.mockRejectedValueOnce(new ProviderError('unreachable', 'no'))
    const wasOpen = register[0]
    register[0] = { ...steady, maintenance: closed.maintenance }
    const open: RetrieveDeps['gate'] = { holdOf: () => Promise.resolve(null), ended: () => Promise.resolve() }
    await retrieve(
      { saverId: job.saverId, retrievalId: job.retrievalId, providerId: steady.id, failures: 2 },
      { again, stopping: new AbortController().signal },
      { ...deps(), gate: open },
    )
    if (wasOpen) register[0] = wasOpen
    expect(again.mock.lastCall?.[0]).toMatchObject({ failures: 1 })
    expect((await job.state()).retrieval?.outcome).toBe('waiting')
  })
})

describe('a provider that may be asked only so often a second', () => {
  it('is asked in turn; a job that has waited for its turn takes no other', async () => {
    const jobs = [await asked(paced), await asked(paced), await asked(paced)]
    request.mockResolvedValue(nothingHeld)
    for (const job of jobs) await job.run()
    expect(request).toHaveBeenCalledTimes(1)
    const waits = again.mock.calls.map(([payload, when]) => [payload.turn, Math.round(when.afterMs / 10_000)])
    expect(waits).toEqual([
      [true, 2],
      [true, 4],
    ])
    await jobs[1]?.run({ turn: true })
    expect(request).toHaveBeenCalledTimes(2)
  })
})

describe('a provider that cannot be reached', () => {
  it('is left alone after eight failures in a row, over all workers; then one may try, and its answer lets the rest in', async () => {
    request.mockRejectedValue(new ProviderError('timeout', 'no'))
    for (let count = 0; count < 7; count++) await (await asked(hanging)).run()
    expect(await circuitOf(hanging.id)).toMatchObject({ failures: 7, open: null })
    request.mockResolvedValueOnce(nothingHeld)
    await (await asked(hanging)).run()
    expect(await circuitOf(hanging.id)).toMatchObject({ failures: 0 })
    for (let count = 0; count < 8; count++) await (await asked(hanging)).run()
    expect(await circuitOf(hanging.id)).toMatchObject({ failures: 8, open: true })
    expect(lines.join()).toContain('circuit-open')

    request.mockClear()
    again.mockClear()
    const held = await asked(hanging)
    await held.run()
    expect(request).not.toHaveBeenCalled()
    const pause = again.mock.lastCall?.[1].afterMs ?? 0
    expect(pause).toBeGreaterThan(2_500)
    expect(pause).toBeLessThan(20_000)
    expect((await held.state()).retrieval).toMatchObject({ outcome: 'waiting', attempts: 0 })

    await passTime(hanging.id)
    await (await asked(hanging)).run()
    expect(request).toHaveBeenCalledTimes(1)
    expect(await circuitOf(hanging.id)).toMatchObject({ failures: 9, open: true })
    await passTime(hanging.id)
    const together = [await asked(hanging), await asked(hanging), await asked(hanging)]
    request.mockClear()
    again.mockClear()
    // The one that may try is answered when the others have been turned away: after its answer all may ask.
    const answered = Promise.withResolvers<typeof nothingHeld>()
    request.mockReturnValue(answered.promise)
    const running = Promise.all(together.map((job) => job.run()))
    await vi.waitFor(() => expect(again).toHaveBeenCalledTimes(2), { timeout: 10_000 })
    answered.resolve(nothingHeld)
    await running
    expect(request).toHaveBeenCalledTimes(1)
    expect(await circuitOf(hanging.id)).toMatchObject({ failures: 0, open: null })
    for (const job of together) await job.run()
    expect(request).toHaveBeenCalledTimes(3)
  })

  it('until the deadline, ends as unreachable without having been asked', async () => {
    await query(
      test.owner.sql,
      `insert into provider_circuit (provider_id, failures, open_until) values (?, 9, now() + interval '1 minute')
       on conflict (provider_id) do update set failures = 9, open_until = excluded.open_until`,
      [hanging.id],
    )
    const job = await asked(hanging, new Date(Date.now() + 30_000))
    await job.run()
    expect(request).not.toHaveBeenCalled()
    expect(await job.state()).toMatchObject({
      retrieval: { outcome: 'failed', errorCode: 'unreachable' },
      settled: true,
    })
  })

  it('is not one that answers with a fault', async () => {
    request.mockRejectedValue(new ProviderError('fault', 'no', { faultCode: 'Timeout' }))
    for (let count = 0; count < 9; count++) await (await asked(steady)).run()
    expect((await circuitOf(steady.id))?.failures ?? 0).toBe(0)
  })
})

describe('the trace', () => {
  it('holds each exchange by its TxId, with how it ended and why', async () => {
    const job = await asked(fetched)
    const txId = (await job.state()).retrieval?.txId ?? ''
    request.mockImplementationOnce((_question, _signal, traffic) => {
      if (traffic) traffic.bytesOut += 1200
      return Promise.resolve({ kind: 'later' })
    })
    await job.run()
    request.mockRejectedValueOnce(new ProviderError('unreachable', 'no'))
    await job.run({ fetches: 1 })
    request.mockRejectedValueOnce(new ProviderError('fault', 'no', { faultCode: 'TxIdUnknown' }))
    await job.run({ fetches: 1, failures: 1 })
    const of = { txId, providerId: fetched.id, direction: 'out', bytesIn: 0 }
    expect(await listExchanges(test.owner, txId)).toMatchObject([
      { ...of, step: 'question', operation: 'hamtaForsakringar', outcome: 'later', bytesOut: 1200, reason: null },
      { ...of, step: 'fetch', operation: 'PullMessage', outcome: 'failed', reason: 'unreachable', ssekFault: null },
      { ...of, step: 'fetch', operation: 'PullMessage', outcome: 'failed', reason: 'fault', ssekFault: 'TxIdUnknown' },
    ])
  })

  it('is written by web and worker, and read by neither', async () => {
    for (const db of [test.app, test.worker]) {
      await expect(query(db.sql, 'select from exchange')).rejects.toThrow(/permission denied/)
      await expect(query(db.sql, 'delete from exchange')).rejects.toThrow(/permission denied/)
    }
  })
})

describe('a worker that stops', () => {
  const stopped = AbortSignal.abort()

  it('leaves the question to another', async () => {
    const job = await asked(steady)
    request.mockRejectedValueOnce(new ProviderError('unreachable', 'aborted'))
    await expect(job.run({}, stopped)).rejects.toThrow()
    const { retrieval } = await job.state()
    expect(retrieval?.outcome).toBe('waiting')
    expect(request.mock.calls[0]?.[1]).toBe(stopped)
    expect(await listExchanges(test.owner, retrieval?.txId ?? '')).toMatchObject([{ reason: 'interrupted' }])
  })

  it('lets a question that may not be repeated run to its end', async () => {
    const job = await asked(onceOnly)
    request.mockResolvedValueOnce(nothingHeld)
    await job.run({}, stopped)
    expect(request.mock.calls[0]?.[1]).toBeUndefined()
    expect((await job.state()).retrieval?.outcome).toBe('nothing-held')
  })
})

it('logs what happened without the number or the name', async () => {
  const job = await asked(steady)
  request.mockResolvedValueOnce(answered('A-1'))
  await job.run()
  const number = request.mock.calls[0]?.[0].person.reveal() ?? ''
  expect(lines.join()).toContain(job.retrievalId)
  expect(lines.join()).not.toContain(number)
  expect(lines.join()).not.toContain('Östr')
})

it.each([{}, { saverId: 'x', retrievalId: 'y' }, null])('refuses a payload that is none: %j', async (payload) => {
  await expect(retrieve(payload, { again, stopping: new AbortController().signal }, deps())).rejects.toThrow()
})
