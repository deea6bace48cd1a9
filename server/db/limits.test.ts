import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { query } from './database.ts'
import { usesOf, withinLimit } from './limits.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.close())

/** Long enough that no test begins in one window and ends in the next. */
const tenYears = 10 * 365 * 86_400
const limit = { scope: 'knocking', windowSeconds: tenYears, most: 3 }
const stored = () => query<{ who: Buffer; used: number }>(test.owner.sql, 'select who, used from use_count')

it('lets through as many as may be, whoever counts at once, and counts on', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => withinLimit(test.app, limit, '192.0.2.1')))
  expect(answers.filter(Boolean)).toHaveLength(3)
  expect((await stored()).map(({ used }) => used)).toEqual([8])
})

it('counts each by themselves and each thing by itself, and keeps no address', async () => {
  expect(await withinLimit(test.app, limit, '192.0.2.2')).toBe(true)
  expect(await withinLimit(test.app, { ...limit, scope: 'ringing' }, '192.0.2.1')).toBe(true)
  const rows = await stored()
  expect(rows).toHaveLength(3)
  expect(rows.map(({ who }) => who.toString('latin1')).join()).not.toContain('192.0.2')
})

it('begins anew in a new window, and clears away what is over', async () => {
  await query(
    test.owner.sql,
    `update use_count set window_begins = window_begins - interval '20 years', window_ends = window_ends - interval '20 years'`,
  )
  expect(await withinLimit(test.app, limit, '192.0.2.1')).toBe(true)
  expect((await stored()).map(({ used }) => used)).toEqual([1])
})

it('tells how often each was counted, without counting', async () => {
  const [once, never] = [
    { scope: 'knocking', who: '192.0.2.9' },
    { scope: 'ringing', who: '192.0.2.9' },
  ]
  await withinLimit(test.app, limit, once.who)
  for (let time = 0; time < 2; time++) expect(await usesOf(test.app, [never, once, never])).toEqual([0, 1, 0])
  await query(test.owner.sql, `update use_count set window_ends = now() - interval '1 second'`)
  expect(await usesOf(test.app, [once])).toEqual([0])
})

it('cannot be read or emptied by the web process', async () => {
  await expect(query(test.app.sql, 'delete from use_count')).rejects.toThrow('permission denied')
})
