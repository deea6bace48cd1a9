import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSaver } from '#server/db/database.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver } from '#server/testing/examples.ts'
import type { OwnContract, OwnEntryContent } from '../api/entries.ts'
import { entryOf, readOwnEntries } from './own-entries.ts'
import { createEntriesService, mostOwnEntries } from './service.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.close())

const savings: OwnEntryContent = {
  what: 'sparande',
  name: 'ISK hos Åsa',
  value: 120_000,
  date: '2026-11-01',
  saved: 500,
  returnPercent: 2.5,
  from: null,
  months: 120,
}
const contract: OwnContract = {
  what: 'avtal',
  name: 'Gamla bolaget',
  contractKind: 'tjanstepension',
  gives: { kind: 'capital', value: 80_000, date: '2026-01-01', saved: 0, from: 780, months: 60 },
}
const service = () => createEntriesService({ db: test.app, now: () => new Date('2026-11-22T10:00:00Z') })

it('keeps what was added, for its saver alone, and hands it to the engine', async () => {
  const [saverId, other] = [await anySaver(test.app), await anySaver(test.app)]
  await service().add(saverId, savings)
  await service().add(saverId, contract)
  const { entries, today } = await service().list(saverId)
  expect(today).toBe('2026-11-22')
  expect(entries.map(({ content, version }) => [content, version])).toEqual([
    [savings, 1],
    [contract, 1],
  ])
  expect((await service().list(other)).entries).toEqual([])
  const held = await asSaver(test.app, saverId, readOwnEntries)
  expect(held.map(({ id }) => id)).toEqual(entries.map(({ entryId }) => entryId))
  expect(held.map(({ entry }) => entry)).toMatchObject([{ kind: 'sparande', months: 120 }, { name: 'Gamla bolaget' }])
})

it('tells the later of two tabs, whether it changes or removes', async () => {
  const saverId = await anySaver(test.app)
  await service().add(saverId, savings)
  const [entry] = (await service().list(saverId)).entries
  if (entry === undefined) throw new Error('not added')
  expect(await service().change(saverId, entry, { ...savings, value: 1 })).toEqual({ kind: 'saved' })
  expect(await service().change(saverId, entry, savings)).toEqual({ kind: 'changed-meanwhile' })
  expect(await service().remove(saverId, entry)).toEqual({ kind: 'changed-meanwhile' })
  const [newest] = (await service().list(saverId)).entries
  expect(newest).toMatchObject({ version: 2, content: { value: 1 } })
  expect(await service().remove(saverId, { entryId: entry.entryId, version: 2 })).toEqual({ kind: 'removed' })
  expect(await service().remove(saverId, { entryId: entry.entryId, version: 2 })).toEqual({ kind: 'gone' })
  expect(await service().change(saverId, { entryId: entry.entryId, version: 2 }, savings)).toEqual({ kind: 'gone' })
})

it('takes no more than it says', async () => {
  const saverId = await anySaver(test.app)
  for (let count = 0; count < mostOwnEntries; count++) await service().add(saverId, { ...savings, value: count })
  expect(await service().add(saverId, savings)).toEqual({ kind: 'full' })
  const { entries, most } = await service().list(saverId)
  expect(entries).toHaveLength(most)
})

it('is taxed as what it is: a pension when it is drawn, an endowment and savings not', () => {
  const monthly: OwnContract = { ...contract, gives: { kind: 'monthly', amount: 900, from: 780, to: 840 } }
  expect(entryOf(contract)).toMatchObject({ kind: 'sparande', taxed: true, from: 780, months: 60 })
  expect(entryOf(monthly)).toMatchObject({ kind: 'inkomst', taxed: true, from: 780, to: 840 })
  expect(entryOf({ ...contract, contractKind: 'kapitalforsakring' })).toMatchObject({ taxed: false })
  expect(entryOf(savings)).not.toHaveProperty('taxed')
  const abroad: OwnEntryContent = { what: 'utland', name: 'Kela', amount: 300, from: 780, to: null, taxed: true }
  expect(entryOf(abroad)).toMatchObject({ kind: 'inkomst', to: 'lifelong', taxed: true })
})
