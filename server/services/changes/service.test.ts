import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ContractHolding } from '#forecasting/model/holding.ts'
import { kronor } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { addApproval } from '#server/db/approvals.ts'
import { addSnapshot, readSnapshot } from '#server/db/collection-snapshots.ts'
import { createCollection, latestCollection, settleIfDone } from '#server/db/collections.ts'
import { asSaver, query } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { listRetrievals, storeAnswer } from '#server/db/retrievals.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver, contractHolding, nothingHeld, providerEntry } from '#server/testing/examples.ts'
import type { OwnEntryContent } from '../api/entries.ts'
import { createCollectionService } from '../collection/service.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import { createEntriesService } from '../entries/service.ts'
import { createChangesService } from './service.ts'
import type { Snapshot } from './snapshot.ts'

const [one, two] = [providerEntry('ett'), providerEntry('tva')]
const now = () => new Date()

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [one, two])
})
afterAll(() => test.close())

const collections = () => createCollectionService({ db: test.app, termsVersion: '1', now })
const entries = () => createEntriesService({ db: test.app, now })
const changes = () => createChangesService({ db: test.app, now })

const held = (number: string, value: number, date: string, paid: number): ContractHolding =>
  contractHolding(number, {
    capital: { value: kronor(value), date: isoDateOf(date) },
    totalPremiumsPaid: { value: kronor(paid), date: isoDateOf(date) },
  })

/** Collects once: what each provider answers, in the register's order; null: nothing held. */
async function collect(saverId: string, ...answers: readonly (ContractHolding | null)[]): Promise<void> {
  expect(await collections().start(saverId)).toEqual({ kind: 'started' })
  await answerAll(saverId, answers)
}

const answerAll = (saverId: string, answers: readonly (ContractHolding | null)[]) =>
  asSaver(test.app, saverId, async (t) => {
    const { collectionId = '' } = (await latestCollection(t)) ?? {}
    const questions = new Map((await listRetrievals(t, collectionId)).map((asked) => [asked.providerId, asked]))
    for (const [index, { id }] of [one, two].entries()) {
      const holding = answers[index] ?? null
      const { original } = nothingHeld
      const answer =
        holding === null ? nothingHeld : { kind: 'answered' as const, original, holdings: [holding] as const }
      await storeAnswer(t, questions.get(id)?.retrievalId ?? '', answer)
    }
    await settleIfDone(t, collectionId)
    return collectionId
  })

async function approvedSaver(): Promise<string> {
  const saverId = await anySaver(test.app)
  await asSaver(test.app, saverId, (t) => addApproval(t, { version: '1', channel: 'portal' }))
  return saverId
}

const savings: OwnEntryContent = {
  what: 'sparande',
  name: 'ISK',
  value: 70_000,
  date: '2026-11-01',
  saved: 0,
  returnPercent: null,
  from: null,
  months: 120,
}

it('has nothing to say before the second collection, and says so', async () => {
  const saverId = await approvedSaver()
  expect(await changes().read(saverId)).toEqual({ kind: 'nothing-collected' })
  await collect(saverId, held('A-1', 500_000, '2026-08-31', 100_000), null)
  expect(await changes().read(saverId)).toMatchObject({ kind: 'one-collection' })
})

it('makes the state of then again: holdings, and what the saver had said by then', async () => {
  const saverId = await approvedSaver()
  await entries().add(saverId, savings)
  await collect(saverId, held('A-1', 500_000, '2026-08-31', 100_000), held('B-1', 50_000, '2026-08-31', 10_000))
  const [entry] = (await entries().list(saverId)).entries
  if (entry === undefined) throw new Error('not added')
  await entries().change(saverId, entry, { ...savings, value: 85_000 })
  await collect(saverId, held('A-1', 520_000, '2026-10-31', 106_000), null)
  expect(await changes().read(saverId)).toMatchObject({
    kind: 'compared',
    capital: {
      before: 620_000,
      after: 605_000,
      parts: [
        { cause: 'sources', amount: -50_000 },
        { cause: 'own', amount: 15_000 },
        { cause: 'returns', amount: 14_000 },
        { cause: 'contributions', amount: 6000 },
      ],
      contracts: [
        { providerName: two.name, parts: [{ cause: 'sources', amount: -50_000 }] },
        expect.anything(),
        { label: 'ISK', providerName: null, before: 70_000, after: 85_000 },
      ],
    },
    notes: [],
    outcome: { capital: null, left: 2 },
  })
})

const same = held('A-1', 500_000, '2026-08-31', 100_000)

it('says that nothing has changed when nothing has', async () => {
  const saverId = await approvedSaver()
  await collect(saverId, same, null)
  await collect(saverId, same, null)
  expect(await changes().read(saverId)).toMatchObject({
    notes: [],
    capital: { parts: [] },
    monthly: { parts: [], contracts: [] },
  })
})

it('says when nothing is kept of what the saver had said, or the engine was another', async () => {
  const saverId = await approvedSaver()
  // As collections were begun before there were snapshots.
  await asSaver(test.app, saverId, (t) =>
    createCollection(t, { reason: 'first-visit', deadlineAt: new Date(Date.now() + 3600_000), providers: [one, two] }),
  )
  const first = await answerAll(saverId, [same, null])
  await collect(saverId, same, null)
  expect(await changes().read(saverId)).toMatchObject({ notes: ['own-not-kept'] })
  await asSaver(test.app, saverId, async (t) => {
    const { collectionId = '' } = (await latestCollection(t)) ?? {}
    const snapshot = await readSnapshot<Snapshot>(t, collectionId)
    await addSnapshot(t, first, { ...snapshot, engine: 'an earlier one' })
  })
  expect(await changes().read(saverId)).toMatchObject({ notes: ['engine-changed'] })
})

it('holds the forecast of a year ago against what came, or that of the first collection', async () => {
  const [saverId, seldom] = [await approvedSaver(), await approvedSaver()]
  const aDay = 24 * 3600_000
  const dayBefore = (days: number) => dayOf(new Date(Date.now() - days * aDay))
  const collectDaysAgo = async (days: number, value: number, by = saverId) => {
    await collect(by, held('A-1', value, dayBefore(days + 5), 100_000), null)
    await asSaver(test.owner, by, async (t) => {
      const { collectionId = '' } = (await latestCollection(t)) ?? {}
      const at = new Date(Date.now() - days * aDay)
      await query(t.sql, 'update collection set requested_at = ? where saver_id = ? and collection_id = ?', [
        at,
        by,
        collectionId,
      ])
    })
  }
  const outcome = async (of = saverId) => {
    const view = await changes().read(of)
    if (view.kind !== 'compared') throw new Error(view.kind)
    return view.outcome
  }
  await collectDaysAgo(100, 500_000)
  await collectDaysAgo(3, 500_000)
  await collectDaysAgo(1, 500_000)
  // Five days before yesterday is later than a hundred days ago.
  expect(await outcome()).toMatchObject({
    madeOn: dayBefore(100),
    capital: { families: [{ pillar: 'tjanstepension', came: 500_000 }] },
    left: 0,
  })
  for (const [days, value] of [
    [500, 430_000],
    [370, 450_000],
  ] as const) {
    await collectDaysAgo(days, value)
  }
  expect((await outcome()).madeOn).toBe(dayBefore(370))
  // The newest is no forecast to look back at, however old it is.
  for (const days of [800, 400]) await collectDaysAgo(days, 400_000, seldom)
  expect((await outcome(seldom)).madeOn).toBe(dayBefore(800))
})
