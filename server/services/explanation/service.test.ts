import { afterAll, beforeAll, expect, it } from 'vitest'
import { addApproval } from '#server/db/approvals.ts'
import { latestCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { listRetrievals, storeAnswer } from '#server/db/retrievals.ts'
import { addRecord } from '#server/db/saver-records.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anySaver, providerEntry } from '#server/testing/examples.ts'
import type { OwnEntryContent } from '../api/entries.ts'
import { createCollectionService } from '../collection/service.ts'
import { createOverviewService } from '../overview/service.ts'
import { createExplanationService } from './service.ts'

const termsVersion = '2026-11'
let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [providerEntry('bolaget')])
})
afterAll(() => test.close())

const now = () => new Date()
const explanation = () => createExplanationService({ db: test.app, now })

const rent: OwnEntryContent = { what: 'inkomst', name: 'Hyra', amount: 1500, from: 0, to: null, taxed: true }

async function saverWithContract(): Promise<string> {
  const saverId = await anySaver(test.app)
  await asSaver(test.app, saverId, (t) => addApproval(t, { version: termsVersion, channel: 'portal' }))
  await createCollectionService({ db: test.app, termsVersion, now }).start(saverId)
  await asSaver(test.worker, saverId, async (t) => {
    const collectionId = (await latestCollection(t))?.collectionId ?? ''
    for (const { retrievalId } of await listRetrievals(t, collectionId)) {
      await storeAnswer(t, retrievalId, answered('A-1'))
    }
  })
  await asSaver(test.app, saverId, (t) => addRecord(t, 'own-entry', rent))
  return saverId
}

it('tells the figure of the overview, by contract and own entry', async () => {
  const saverId = await saverWithContract()
  const overview = await createOverviewService({ db: test.app, now }).view(saverId, {})
  const told = await explanation().read(saverId, {}, null, null)
  expect(told).toMatchObject({ shown: overview?.monthly, month: overview?.firstMonth, contract: null })
  expect(told?.families.map(({ pillar }) => pillar)).toEqual(['tjanstepension', 'eget'])
  const [contract] = overview?.contracts ?? []
  const one = await explanation().read(saverId, {}, null, contract?.contractId ?? '')
  expect(one?.contract).toMatchObject({ label: 'ITP 1 Traditionell', providerName: 'Försäkring bolaget' })
  const [entry] = overview?.entries ?? []
  const own = await explanation().read(saverId, {}, null, entry?.entryId ?? '')
  expect(own?.contract).toMatchObject({ label: 'Hyra', providerName: null, steps: [{ rule: 'eget-income' }] })
})

it('a month outside the projection is not asked about', async () => {
  const saverId = await saverWithContract()
  const first = await explanation().read(saverId, {}, null, null)
  for (const month of ['1999-01', '2300-01']) {
    expect(await explanation().read(saverId, {}, month, null)).toEqual(first)
  }
})

it('nothing before the first collection, and nothing of another saver\u2019s contract', async () => {
  expect(await explanation().read(await anySaver(test.app), {}, null, null)).toBeNull()
  const [one, other] = [await saverWithContract(), await saverWithContract()]
  const overview = await createOverviewService({ db: test.app, now }).view(one, {})
  const foreign = overview?.contracts[0]?.contractId ?? ''
  expect((await explanation().read(one, {}, null, foreign))?.contract).not.toBeNull()
  expect((await explanation().read(other, {}, null, foreign))?.contract).toBeNull()
})
