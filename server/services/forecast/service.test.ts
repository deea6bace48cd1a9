import { afterAll, beforeAll, expect, it } from 'vitest'
import { PersonalNumber } from '#providers/personal-number.ts'
import { createCollection, latestCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { listRetrievals, storeAnswer } from '#server/db/retrievals.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anySaver, providerEntry } from '#server/testing/examples.ts'
import { PersonCache } from '../portfolio/person-cache.ts'
import { createForecastService } from './service.ts'

const now = () => new Date('2026-11-22T12:00:00Z')
let test: TestDatabase
let saverId: string
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [providerEntry('bolaget')])
  saverId = await born1990()
})
afterAll(() => test.close())

/** Born in 1990: her ages are known. */
async function born1990(): Promise<string> {
  const number = PersonalNumber.parse('199006012380')
  if (number === null) throw new Error('Not a number of the test series')
  const { saverId } = await findOrCreateSaver(test.app, { number, name: 'Åsa Öström-Lindqvist' })
  await asSaver(test.app, saverId, (t) =>
    createCollection(t, {
      reason: 'saver-asked',
      deadlineAt: new Date(Date.now() + 1e6),
      providers: [providerEntry('bolaget')],
    }),
  )
  await asSaver(test.worker, saverId, async (t) => {
    const { collectionId = '' } = (await latestCollection(t)) ?? {}
    for (const { retrievalId } of await listRetrievals(t, collectionId))
      await storeAnswer(t, retrievalId, answered('A-1'))
  })
  return saverId
}

it('answers a choice, and its neighbours as each would be answered alone', async () => {
  const service = createForecastService({ db: test.app, now, persons: new PersonCache({ size: 10, now }) })
  const alone = createForecastService({ db: test.app, now })
  const choices = { retirementAge: 800, market: 'low' } as const
  const answers = await service.answers(saverId, choices, 3)
  expect(answers?.map(({ age }) => age)).toEqual([800, 801, 799, 802, 798, 803, 797])
  for (const answer of answers ?? []) {
    expect(answer).toEqual((await alone.view(saverId, { ...choices, retirementAge: answer.age }))?.answer)
  }
})

it('gives no more neighbours than 12 on either side, and none beyond the ages that may be chosen', async () => {
  const service = createForecastService({ db: test.app, now })
  expect(await service.answers(saverId, { retirementAge: 800 }, 99)).toHaveLength(25)
  expect(await service.answers(saverId, { retirementAge: 900 }, 12)).toHaveLength(13)
  expect(await service.answers(saverId, {}, 0)).toHaveLength(1)
})

it('is nothing before the first collection', async () => {
  const service = createForecastService({ db: test.app, now })
  const unknown = await anySaver(test.app)
  expect(await service.view(unknown, {})).toBeNull()
  expect(await service.answers(unknown, {}, 12)).toBeNull()
})
