import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver } from '#server/testing/examples.ts'
import { createFactsService } from './service.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.close())

it.each([
  ['2026-12-31T22:59:00Z', '2026-12-31'],
  ['2026-12-31T23:30:00Z', '2027-01-01'],
  ['2027-06-30T22:30:00Z', '2027-07-01'],
])('at %s today is %s, by Swedish clocks', async (at, today) => {
  const facts = createFactsService({ db: test.app, now: () => new Date(at) })
  expect((await facts.read(await anySaver(test.app))).today).toBe(today)
})
