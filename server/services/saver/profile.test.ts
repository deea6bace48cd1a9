import { afterAll, beforeAll, expect, test } from 'vitest'
import { PersonalNumber } from '#providers/personal-number.ts'
import { asSaver } from '#server/db/database.ts'
import { readEmailChange } from '#server/db/email-changes.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { approve, readKnownSaver, storeLanguage } from './profile.ts'
import { termsVersion } from './terms.ts'

let database: TestDatabase
let saverId: string

beforeAll(async () => {
  database = await testDatabase()
  const number = PersonalNumber.parse('199006012380')
  if (!number) throw new Error('not a number')
  saverId = (await findOrCreateSaver(database.app, { number, name: 'Åsa Öström-Lindqvist' })).saverId
})

afterAll(() => database.close())

const read = () => readKnownSaver(database.app, saverId)

test('a new saver has approved nothing and told nothing', async () => {
  expect(await read()).toEqual({
    name: 'Åsa Öström-Lindqvist',
    email: null,
    language: 'sv',
    protectedIdentity: false,
    approved: false,
    readOutOn: null,
    withdrawn: false,
  })
})

test('an approval of another version than the one in force is refused, and stores nothing', async () => {
  const result = await approve(database.app, saverId, { version: '2025-01', email: 'a@example.org', language: 'en' })
  expect(result).toEqual({ kind: 'other-version-in-force' })
  expect(await read()).toMatchObject({ email: null, language: 'sv', approved: false })
})

test.each([
  'a',
  'a@',
  '@example.org',
  'a b@example.org',
  `${'a'.repeat(250)}@example.org`,
  'a@example.org\nBcc: b@example.org',
])('an address that cannot be one is refused, and nothing is approved: %j', async (email) => {
  const result = await approve(database.app, saverId, { version: termsVersion, email, language: 'sv' })
  expect(result).toEqual({ kind: 'bad-email' })
  expect(await read()).toMatchObject({ email: null, approved: false })
})

test('an approval is stored with language; sent twice it is one, and the e-mail waits to be confirmed', async () => {
  const approval = { version: termsVersion, email: ' asa@example.org ', language: 'en' } as const
  expect(await approve(database.app, saverId, approval)).toEqual({ kind: 'approved' })
  expect(await approve(database.app, saverId, approval)).toEqual({ kind: 'approved' })
  expect(await read()).toMatchObject({ email: null, language: 'en', approved: true })
  const asked = await asSaver(database.app, saverId, readEmailChange)
  expect(asked).toMatchObject({ email: 'asa@example.org' })
  const approvals = await database.app.sql.transaction(async (t) => {
    await t.raw(`select set_config('app.saver_id', ?, true), set_config('app.actor', 'saver', true)`, [saverId])
    return await t<{ saver_id: string }>('approval').where({ saver_id: saverId })
  })
  expect(approvals).toHaveLength(1)
})

test('an empty address is none', async () => {
  await approve(database.app, saverId, { version: termsVersion, email: '  ', language: 'sv' })
  expect(await read()).toMatchObject({ email: null })
})

test('the language is stored by itself', async () => {
  await storeLanguage(database.app, saverId, 'en')
  expect(await read()).toMatchObject({ language: 'en' })
})
