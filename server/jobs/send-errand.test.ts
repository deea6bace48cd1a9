import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { asSaver, query } from '#server/db/database.ts'
import { addErrand, readErrand, storeErrandReply } from '#server/db/errands.ts'
import { listExchanges } from '#server/db/exchanges.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { releaseSlot, takeSlot } from '#server/db/slots.ts'
import { createLogger } from '#server/observability/logger.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver, providerEntry } from '#server/testing/examples.ts'
import type { Errand, ErrandContent } from '#providers/errands.ts'
import { ProviderError, providerErrorCodes } from '#providers/errors.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { createGate } from './gate.ts'
import { createHandover } from './handover.ts'
import type { SendErrandDeps, SendErrandPayload } from './send-errand.ts'
import { sendErrand } from './send-errand.ts'
import type { Again } from './sending.ts'

const steady = providerEntry('stadig', { concurrency: 1 })
const onceOnly = providerEntry('en-gang', { resendAllowed: false })
const away = providerEntry('borta', { connected: false })
const closed = providerEntry('stangd', {
  maintenance: [{ kind: 'once', from: '2026-01-01T00:00:00.000Z', to: new Date(Date.now() + 7200_000).toISOString() }],
})
const providers = [steady, onceOnly, away, closed]

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, providers)
})
afterAll(() => test.close())

let lines: string[] = []
const again = vi.fn<(payload: SendErrandPayload, when: Again) => Promise<void>>(() => Promise.resolve())
const send = vi.fn<(errand: Errand, signal?: AbortSignal) => Promise<void>>()
beforeEach(() => {
  lines = []
  again.mockClear()
  send.mockReset()
  send.mockResolvedValue(undefined)
})

const silent = createLogger({ level: 'silent', process: 'test' })
const now = () => new Date()
const deps = (): SendErrandDeps => ({
  db: test.worker,
  register: {
    find: (id) => Promise.resolve(providers.find((provider) => provider.id === id) ?? null),
    sourceOf: () => ({ send }),
  },
  logger: createLogger({ level: 'trace', process: 'test', out: { write: (line) => lines.push(line) } }),
  gate: createGate({ db: test.worker, logger: silent, now, random: () => 0.5 }),
  handover: createHandover({ places: 0 }),
  now,
  leasedBy: () => 'pool-test',
  random: () => 0.5,
})

const complaint: ErrandContent = { operation: 'anmalFel', contractNumber: 'A-1', text: 'Åsas premie är fel' }
const plan: ErrandContent = {
  operation: 'lamnaUttagsplan',
  contractNumber: 'A-1',
  start: isoDateOf('2031-06-01'),
  duration: { months: 60 },
}

async function handedIn(provider: ProviderEntry, content: ErrandContent = complaint) {
  const saverId = await anySaver(test.app)
  const errandId = await asSaver(test.app, saverId, (t) => addErrand(t, provider.id, content))
  const state = () => asSaver(test.app, saverId, (t) => readErrand(t, errandId))
  const run = (over: Partial<SendErrandPayload> = {}, stopping = new AbortController().signal) =>
    sendErrand({ saverId, errandId, ...over }, { again, stopping }, deps())
  return { saverId, errandId, state, run }
}

describe('an errand', () => {
  it.each([complaint, plan])('of $operation is handed in once, and waits for a reply', async (content) => {
    const errand = await handedIn(steady, content)
    await errand.run()
    const after = await errand.state()
    expect(after).toMatchObject({ state: 'waiting', errorCode: null, attempts: 1, content })
    expect(after?.receiptedAt).toBeInstanceOf(Date)
    expect(send.mock.calls[0]?.[0]).toMatchObject({ errandId: errand.errandId, txId: after?.txId, content })
    await errand.run()
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('has its job in the queue as soon as it is there, and none when its transaction is undone', async () => {
    const jobs = async () => {
      const { rows } = await test.worker.sql.raw<{ rows: { key: string }[] }>(
        `select key from graphile_worker.jobs where task_identifier = 'send-errand'`,
      )
      return rows.map(({ key }) => key)
    }
    const { saverId, errandId } = await handedIn(steady)
    const before = await jobs()
    expect(before).toContain(`send-errand:${errandId}`)
    const undone = asSaver(test.app, saverId, async (t) => {
      await addErrand(t, steady.id, complaint)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await jobs()).toEqual(before)
  })

  it('that was replied to before its receipt is read stays decided', async () => {
    const errand = await handedIn(steady)
    send.mockImplementationOnce(async () => {
      await asSaver(test.app, errand.saverId, (t) => storeErrandReply(t, errand.errandId, { kind: 'received' }))
    })
    await errand.run()
    expect(await errand.state()).toMatchObject({ state: 'received', receiptedAt: expect.any(Date) as Date })
  })

  it('is put back while the provider’s slots are taken', async () => {
    const slot = await takeSlot(test.worker, steady.id, steady.concurrency, 'another', 30)
    const errand = await handedIn(steady)
    await errand.run()
    expect(again).toHaveBeenCalledWith(expect.objectContaining({ errandId: errand.errandId, waits: 1 }), {
      afterMs: 200,
      flags: [`slot:${steady.id}`],
    })
    expect(send).not.toHaveBeenCalled()
    if (slot === null) throw new Error('No slot was free')
    await releaseSlot(test.worker, slot)
  })

  it('waits for a provider that is closed, and no send is counted', async () => {
    const errand = await handedIn(closed)
    await errand.run()
    expect(send).not.toHaveBeenCalled()
    expect(again.mock.lastCall?.[1].afterMs).toBeGreaterThan(7_000_000)
    expect(await errand.state()).toMatchObject({ state: 'waiting', attempts: 0 })
  })

  it('is traced by its TxId', async () => {
    const errand = await handedIn(steady)
    send.mockRejectedValueOnce(new ProviderError('timeout', 'no'))
    await errand.run()
    await errand.run({ failures: 1 })
    const sent = { step: 'errand', operation: 'anmalFel', providerId: steady.id }
    expect(await listExchanges(test.owner, (await errand.state())?.txId ?? '')).toMatchObject([
      { ...sent, outcome: 'failed', reason: 'timeout' },
      { ...sent, outcome: 'receipted', reason: null },
    ])
  })

  it('tells the log nothing of what is in it', async () => {
    const errand = await handedIn(steady)
    send.mockRejectedValueOnce(new ProviderError('fault', 'no', { faultCode: 'ContentInvalid' }))
    await errand.run()
    expect(lines.join()).toContain('"fault":"fault"')
    for (const secret of ['Åsa', 'premie', 'A-1']) expect(lines.join()).not.toContain(secret)
  })
})

describe('a fault', () => {
  it.each(['unreachable', 'timeout'] as const)('%s is tried again, three sends in all', async (code) => {
    const errand = await handedIn(steady)
    send.mockRejectedValue(new ProviderError(code, 'no'))
    await errand.run()
    expect(again).toHaveBeenLastCalledWith(expect.objectContaining({ failures: 1 }), { afterMs: 500 })
    await errand.run({ failures: 1 })
    expect(await errand.state()).toMatchObject({ state: 'waiting' })
    await errand.run({ failures: 2 })
    expect(again).toHaveBeenCalledTimes(2)
    expect(await errand.state()).toMatchObject({ state: 'failed', errorCode: code, attempts: 3 })
  })

  it('is final where the same errand may not be sent twice', async () => {
    const errand = await handedIn(onceOnly)
    send.mockRejectedValueOnce(new ProviderError('timeout', 'no'))
    await errand.run()
    expect(again).not.toHaveBeenCalled()
    expect(await errand.state()).toMatchObject({ state: 'failed', errorCode: 'timeout' })
  })

  it.each(providerErrorCodes.filter((code) => code !== 'unreachable' && code !== 'timeout'))(
    '%s is final',
    async (code) => {
      const errand = await handedIn(steady)
      send.mockRejectedValueOnce(new ProviderError(code, 'no'))
      await errand.run()
      expect(again).not.toHaveBeenCalled()
      expect(await errand.state()).toMatchObject({ state: 'failed', errorCode: code })
    },
  )

  it('does not undo a reply that came meanwhile', async () => {
    const errand = await handedIn(onceOnly)
    send.mockImplementationOnce(async () => {
      await asSaver(test.app, errand.saverId, (t) => storeErrandReply(t, errand.errandId, { kind: 'received' }))
      throw new ProviderError('timeout', 'no')
    })
    await errand.run()
    expect(await errand.state()).toMatchObject({ state: 'received', errorCode: null })
  })

  it('a provider that is no longer connected is not sent anything', async () => {
    const errand = await handedIn(away)
    await errand.run()
    expect(send).not.toHaveBeenCalled()
    expect(await errand.state()).toMatchObject({ state: 'failed', errorCode: 'unreachable', attempts: 0 })
  })
})

describe('a worker that is killed while it sends', () => {
  /** The send has begun, and nobody will ever say how it ended. */
  async function killed(provider: ProviderEntry) {
    const errand = await handedIn(provider)
    send.mockImplementationOnce(() => Promise.reject(new Error('killed')))
    const begun = new AbortController()
    begun.abort()
    await errand.run({}, begun.signal).catch(() => undefined)
    return errand
  }

  it('another sends it again where that is allowed', async () => {
    const errand = await killed(steady)
    expect(await errand.state()).toMatchObject({ state: 'waiting', attempts: 1, receiptedAt: null })
    await errand.run()
    expect(send).toHaveBeenCalledTimes(2)
    expect(send.mock.calls[0]?.[0].txId).toBe(send.mock.calls[1]?.[0].txId)
    expect(await errand.state()).toMatchObject({ state: 'waiting', attempts: 2, receiptedAt: expect.any(Date) as Date })
  })

  it('and nobody where it is not: it is interrupted', async () => {
    const errand = await handedIn(onceOnly)
    // As the killed worker left it: the send is counted before it begins.
    await asSaver(test.worker, errand.saverId, async (t) => {
      await query(t.sql, 'update errand set attempts = 1, sent_at = now() where errand_id = ?', [errand.errandId])
    })
    await errand.run()
    expect(send).not.toHaveBeenCalled()
    expect(await errand.state()).toMatchObject({ state: 'failed', errorCode: 'interrupted', attempts: 1 })
  })

  it('ends for good after ten starts', async () => {
    const errand = await handedIn(steady)
    await asSaver(test.worker, errand.saverId, async (t) => {
      await query(t.sql, 'update errand set attempts = 10, sent_at = now() where errand_id = ?', [errand.errandId])
    })
    await errand.run()
    expect(send).not.toHaveBeenCalled()
    expect(await errand.state()).toMatchObject({ state: 'failed', errorCode: 'interrupted' })
  })
})
