/** What the database has no place for, whatever is built later. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { may } from '#server/auth/authorisation.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { query } from './database.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.close())

/** Columns by name, in tables of ours. */
const columns = (pattern: string) =>
  query<{ name: string }>(
    test.owner.sql,
    `select c.relname || '.' || a.attname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
       and a.attname ~ ? order by 1`,
    [pattern],
  )

const ofAPlace = '(address|adress|street|gata|postal|postnummer|city|ort$|co_name)'

it('keeps no address of anybody: where those with protected identity live is not here to be found', async () => {
  expect(await columns(ofAPlace)).toEqual([])
  await query(test.owner.sql, 'create table planted (letter_address text)')
  expect(await columns(ofAPlace)).toEqual([{ name: 'planted.letter_address' }])
  await query(test.owner.sql, 'drop table planted')
})

it('keeps numbers, names and e-mail addresses sealed or hashed alone', async () => {
  const sealed = /_(sealed|hash)$/
  // Of organisations and files, not of persons.
  const others = /^(provider|partner|migration)\./
  const open = (await columns('(number|name|email)')).filter(({ name }) => !sealed.test(name) && !others.test(name))
  expect(open).toEqual([])
})

it('lets protected identity be taken back with e-ID alone', () => {
  expect(may('saver', 'mine.change')).toBe(true)
  for (const party of ['saver-by-pin', 'partner', 'ombud', 'ombud-with-consent', 'operator', 'nobody'] as const) {
    expect([party, may(party, 'mine.change')]).toEqual([party, false])
  }
})
