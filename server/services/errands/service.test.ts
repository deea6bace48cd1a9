import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { listAccesses } from '#server/db/access-log.ts'
import { createCollection } from '#server/db/collections.ts'
import { asSaver, query } from '#server/db/database.ts'
import { listErrands } from '#server/db/errands.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { storeAnswer } from '#server/db/retrievals.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anySaver, providerEntry } from '#server/testing/examples.ts'
import type { ErrandContent } from '#providers/errands.ts'
import { createErrandService } from './service.ts'

const holder = providerEntry('haller')
const other = providerEntry('annan')
const away = providerEntry('borta', { connected: false })
const today = new Date('2026-11-22T10:00:00Z')

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [holder, other, away])
})
afterAll(() => test.close())

const complaint: ErrandContent = { operation: 'anmalFel', contractNumber: 'A-1', text: 'Åsas premie är fel' }
const plan = (start: string): ErrandContent => ({
  operation: 'lamnaUttagsplan',
  contractNumber: 'A-1',
  start: isoDateOf(start),
  duration: 'lifelong',
})

/** A saver who has contract A-1 with the first provider. */
async function saverWithContract(): Promise<string> {
  const saverId = await anySaver(test.app)
  await asSaver(test.app, saverId, async (t) => {
    const created = await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 3600_000),
      providers: [holder],
    })
    await storeAnswer(t, created?.retrievals[0]?.retrievalId ?? '', answered('A-1'))
  })
  return saverId
}
const service = () => createErrandService({ db: test.app, now: () => today })

describe('handing in', () => {
  it('stores the errand, and lists it for its saver alone, the newest first', async () => {
    const [saverId, stranger] = [await saverWithContract(), await saverWithContract()]
    const first = await service().handIn(saverId, holder.id, complaint)
    const second = await service().handIn(saverId, holder.id, plan('2027-06-01'))
    const listed = await service().list(saverId)
    expect(listed.map(({ errandId }) => ({ kind: 'handed-in', errandIds: [errandId] }))).toEqual([second, first])
    expect(listed[1]).toEqual({
      errandId: expect.any(String) as string,
      providerId: holder.id,
      operation: 'anmalFel',
      content: complaint,
      state: 'waiting',
      errorCode: null,
      reason: null,
      answer: null,
      createdAt: expect.any(Date) as Date,
      receiptedAt: null,
      decidedAt: null,
      answeredAt: null,
    })
    expect(await service().list(stranger)).toEqual([])
    const { rows } = await test.worker.sql.raw<{ rows: { payload: object }[] }>(
      `select payload from graphile_worker._private_jobs where key = any(?)`,
      [listed.map(({ errandId }) => `send-errand:${errandId}`)],
    )
    expect(rows.map(({ payload }) => payload)).toEqual(
      expect.arrayContaining(listed.map(({ errandId }) => ({ saverId, errandId }))),
    )
  })

  it('keeps what the saver wrote sealed', async () => {
    const saverId = await saverWithContract()
    await service().handIn(saverId, holder.id, complaint)
    const rows = await asSaver(test.app, saverId, (t) =>
      query<{ row: string }>(t.sql, `select encode(content_sealed, 'escape') || errand::text as row from errand`),
    )
    expect(rows).toHaveLength(1)
    for (const secret of ['premie', 'A-1']) expect(rows[0]?.row).not.toContain(secret)
  })

  it.each([
    ['no-such-contract', holder.id, { ...complaint, contractNumber: 'A-2' }],
    ['no-such-contract', other.id, complaint],
    ['provider-not-connected', away.id, complaint],
    ['provider-not-connected', 'ingen', complaint],
    ['start-has-passed', holder.id, plan('2026-11-21')],
    ['cannot-be-sent', holder.id, { ...complaint, text: ' ' }],
    ['cannot-be-sent', holder.id, { ...complaint, text: 'a\u0000b' }],
    ['cannot-be-sent', holder.id, { ...complaint, text: 'x'.repeat(4001) }],
  ] as const)('is refused: %s', async (why, providerId, content) => {
    const saverId = await saverWithContract()
    expect(await service().handIn(saverId, providerId, content)).toEqual({ kind: 'refused', why })
    expect(await asSaver(test.app, saverId, listErrands)).toEqual([])
  })

  it('is once, however often and fast the same is asked', async () => {
    const saverId = await saverWithContract()
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => service().handIn(saverId, holder.id, plan('2027-06-01'))),
    )
    expect(new Set(asked.map((one) => (one.kind === 'handed-in' ? one.errandIds[0] : one.why))).size).toBe(1)
    expect(await service().list(saverId)).toHaveLength(1)
    const other = await service().handIn(saverId, holder.id, plan('2027-09-01'))
    const back = await service().handIn(saverId, holder.id, plan('2027-06-01'))
    expect(
      (await service().list(saverId)).map(({ errandId }) => ({ kind: 'handed-in', errandIds: [errandId] })),
    ).toEqual([back, other, asked[0]])
  })

  it('hands in all or nothing, and is in the access log', async () => {
    const saverId = await saverWithContract()
    const orders = [complaint, plan('2027-06-01')].map((content) => ({ providerId: holder.id, content }))
    const unknown = { providerId: holder.id, content: { ...complaint, contractNumber: 'A-2' } }
    expect(await service().handInAll(saverId, [...orders, unknown])).toMatchObject({ kind: 'refused' })
    const logged = () => asSaver(test.app, saverId, (t) => listAccesses(t, { most: 9 }))
    expect([await service().list(saverId), await logged()]).toEqual([[], []])
    for (let time = 0; time < 2; time++) {
      expect(await service().handInAll(saverId, orders)).toMatchObject({ kind: 'handed-in' })
      expect(await service().list(saverId)).toHaveLength(2)
      expect((await logged()).map(({ act, role }) => [act, role])).toEqual([
        ['plan-sent', 'saver'],
        ['fault-reported', 'saver'],
      ])
    }
  })

  it('takes a plan that begins today', async () => {
    const saverId = await saverWithContract()
    expect(await service().handIn(saverId, holder.id, plan('2026-11-22'))).toMatchObject({ kind: 'handed-in' })
  })
})
