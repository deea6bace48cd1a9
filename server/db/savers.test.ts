import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDigit, PersonalNumber } from '#providers/personal-number.ts'
import { Vault } from '#server/crypto/vault.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anyNumber, anySaver } from '#server/testing/examples.ts'
import { listAccesses } from './access-log.ts'
import { addApproval, latestApproval } from './approvals.ts'
import { withClient } from './bootstrap.ts'
import { asSaver, openDatabase, query, queryOne } from './database.ts'
import { eraseSaver } from './erasure.ts'
import { findOrCreateSaver, readNumbers, readSaver, updateSaver } from './savers.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

test('a saver is made at the first login and found at the next', async () => {
  const number = anyNumber()
  const first = await findOrCreateSaver(db.app, { number, name: 'Åsa Öström-Lindqvist' })
  expect(first.created).toBe(true)
  expect(await findOrCreateSaver(db.app, { number, name: 'Åsa Öström-Lindqvist' })).toEqual({
    saverId: first.saverId,
    created: false,
  })
  const saver = await asSaver(db.app, first.saverId, readSaver)
  expect(saver).toMatchObject({
    name: 'Åsa Öström-Lindqvist',
    email: null,
    language: 'sv',
    protectedIdentity: false,
  })
  expect(saver.number.equals(number)).toBe(true)
  // The worker asks the providers with the number.
  expect((await asSaver(db.worker, first.saverId, readSaver)).number.equals(number)).toBe(true)
})

test('many first logins at once give one saver', async () => {
  for (let round = 0; round < 5; round += 1) {
    const number = anyNumber()
    const results = await Promise.all(
      Array.from({ length: 8 }, () => findOrCreateSaver(db.app, { number, name: 'Berit Ek' })),
    )
    expect(new Set(results.map(({ saverId }) => saverId)).size).toBe(1)
    expect(results.filter(({ created }) => created)).toHaveLength(1)
  }
})

describe('a coordination number that the person had before', () => {
  const name = 'Tomasz Nowak'
  const coordinated = () => {
    for (;;) {
      const nine = anyNumber().reveal().slice(2, 11)
      const day = String(Number(nine.slice(4, 6)) + 60)
      const changed = `${nine.slice(0, 4)}${day}${nine.slice(6)}`
      const number = PersonalNumber.parse(`19${changed}${checkDigit(changed)}`)
      if (number !== null) return number
    }
  }
  const numbersOf = async (saverId: string) =>
    (await asSaver(db.app, saverId, readNumbers)).map((number) => number.reveal())

  test('leads to the same saver, who has the new number from then on, and both lead there', async () => {
    const [earlier, number] = [coordinated(), anyNumber()]
    const { saverId } = await findOrCreateSaver(db.app, { number: earlier, name })
    const changes = Array.from({ length: 4 }, () => findOrCreateSaver(db.app, { number, name, earlier }))
    for (const change of await Promise.all(changes)) expect(change).toEqual({ saverId, created: false })
    expect(await numbersOf(saverId)).toEqual([number.reveal(), earlier.reveal()])
    expect((await asSaver(db.app, saverId, readSaver)).number.equals(number)).toBe(true)
    for (const known of [number, earlier]) {
      expect((await findOrCreateSaver(db.app, { number: known, name })).saverId).toBe(saverId)
    }
    const rows = await asSaver(db.app, saverId, (t) => query(t.sql, 'select * from portal.own_identities()'))
    expect(rows).toHaveLength(2)
    expect(rows).toEqual(expect.arrayContaining([{ is_current: true }, { is_current: false }]))
    const acts = (await asSaver(db.app, saverId, (t) => listAccesses(t, { most: 9 }))).map(({ act }) => act)
    expect(acts).toEqual(['number-changed'])
  })

  test('is kept with a saver who comes with both at once', async () => {
    const [earlier, number] = [coordinated(), anyNumber()]
    const { saverId } = await findOrCreateSaver(db.app, { number, name, earlier })
    await findOrCreateSaver(db.app, { number, name, earlier })
    expect(await numbersOf(saverId)).toEqual([number.reveal(), earlier.reveal()])
  })

  test('stays where it leads when both have accounts, and neither gets at the other', async () => {
    const [earlier, number] = [coordinated(), anyNumber()]
    const old = await findOrCreateSaver(db.app, { number: earlier, name })
    const own = await findOrCreateSaver(db.app, { number, name })
    expect((await findOrCreateSaver(db.app, { number, name, earlier })).saverId).toBe(own.saverId)
    expect([await numbersOf(old.saverId), await numbersOf(own.saverId)]).toEqual([
      [earlier.reveal()],
      [number.reveal()],
    ])
  })

  test('goes with the account', async () => {
    const [earlier, number] = [coordinated(), anyNumber()]
    const { saverId } = await findOrCreateSaver(db.app, { number, name, earlier })
    await eraseSaver(db.eraser, saverId)
    expect((await findOrCreateSaver(db.app, { number: earlier, name })).created).toBe(true)
  })
})

test('a new name from the issuer replaces the old', async () => {
  const number = anyNumber()
  const { saverId } = await findOrCreateSaver(db.app, { number, name: 'Åsa Öström' })
  await findOrCreateSaver(db.app, { number, name: 'Åsa Öström-Lindqvist' })
  expect((await asSaver(db.app, saverId, readSaver)).name).toBe('Åsa Öström-Lindqvist')
})

test('a login that tells no name leaves the one there is', async () => {
  const number = anyNumber()
  const { saverId } = await findOrCreateSaver(db.app, { number, name: 'Åsa Öström-Lindqvist' })
  await findOrCreateSaver(db.app, { number, name: '' })
  expect((await asSaver(db.app, saverId, readSaver)).name).toBe('Åsa Öström-Lindqvist')
})

test('choices are changed one by one', async () => {
  const saverId = await anySaver(db.app)
  await asSaver(db.app, saverId, (t) => updateSaver(t, { email: 'åsa@example.se', language: 'en' }))
  await asSaver(db.app, saverId, (t) => updateSaver(t, { protectedIdentity: true }))
  await asSaver(db.app, saverId, (t) => updateSaver(t, {}))
  expect(await asSaver(db.app, saverId, readSaver)).toMatchObject({
    email: 'åsa@example.se',
    language: 'en',
    protectedIdentity: true,
  })
  await asSaver(db.app, saverId, (t) => updateSaver(t, { email: null }))
  expect(await asSaver(db.app, saverId, readSaver)).toMatchObject({ email: null, language: 'en' })
})

test('nothing a person could be known by stands readable in the database', async () => {
  const number = anyNumber()
  const { saverId } = await findOrCreateSaver(db.app, { number, name: 'Quintus Zetterqvist' })
  await asSaver(db.app, saverId, (t) => updateSaver(t, { email: 'quintus@example.se' }))
  await withClient(db.urls.superuser, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(
      'select * from saver natural join saver_key natural join saver_identity where saver_id = $1',
      [saverId],
    )
    expect(rows).toHaveLength(1)
    const stored = Object.values(rows[0] ?? {})
      .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
      .join('|')
    for (const known of [number.reveal(), number.reveal().slice(2), 'Zetterqvist', 'quintus@']) {
      expect(stored).not.toContain(known)
    }
  })
})

test('a name moved to the e-mail column, or to another saver, does not open', async () => {
  const [one, other] = [await anySaver(db.app), await anySaver(db.app)]
  await withClient(db.urls.superuser, async (client) => {
    await client.query('update saver set email_sealed = name_sealed where saver_id = $1', [one])
    await client.query(
      'update saver set name_sealed = (select name_sealed from saver where saver_id = $2) where saver_id = $1',
      [other, one],
    )
  })
  await expect(asSaver(db.app, one, readSaver)).rejects.toMatchObject({ code: 'does-not-open' })
  await expect(asSaver(db.app, other, readSaver)).rejects.toMatchObject({ code: 'other-key' })
})

test('a key moved to another saver does not open', async () => {
  const [one, other] = [await anySaver(db.app), await anySaver(db.app)]
  await withClient(db.urls.superuser, (client) =>
    client.query(
      'update saver_key set wrapped = (select wrapped from saver_key where saver_id = $2) where saver_id = $1',
      [one, other],
    ),
  )
  await expect(asSaver(db.app, one, readSaver)).rejects.toMatchObject({ code: 'does-not-open' })
})

test('an unsealed value does not get in', async () => {
  const saverId = await anySaver(db.app)
  const write = asSaver(db.app, saverId, (t) =>
    query(t.sql, 'update saver set email_sealed = ? where saver_id = ?', [
      Buffer.from('somebody-with-a-rather-long-address@example.se'),
      saverId,
    ]),
  )
  await expect(write).rejects.toMatchObject({ code: '23514', constraint: 'saver_email_is_sealed' })
})

test('with a new master key, a saver is read as before and their key is wrapped anew at the next login', async () => {
  const number = anyNumber()
  const name = 'Åsa Öström-Lindqvist'
  const old = { id: 'test', key: Buffer.alloc(32, 7) }
  const fresh = { id: 'test-2', key: Buffer.alloc(32, 70) }
  const { saverId } = await findOrCreateSaver(db.app, { number, name })
  const keyId = async () =>
    asSaver(db.app, saverId, (t) => queryOne<{ key_id: string }>(t.sql, 'select key_id from saver_key'))
  const rotated = openDatabase(db.urls.app, new Vault([fresh, old], Buffer.alloc(32, 8)))
  const onlyFresh = openDatabase(db.urls.app, new Vault([fresh], Buffer.alloc(32, 8)))
  try {
    expect((await asSaver(rotated, saverId, readSaver)).name).toBe(name)
    expect(await keyId()).toEqual({ key_id: 'test' })
    await expect(asSaver(onlyFresh, saverId, readSaver)).rejects.toThrow('Master key test is not configured')

    expect(await findOrCreateSaver(rotated, { number, name })).toEqual({ saverId, created: false })
    expect(await keyId()).toEqual({ key_id: 'test-2' })
    expect((await asSaver(onlyFresh, saverId, readSaver)).name).toBe(name)
  } finally {
    await rotated.close()
    await onlyFresh.close()
  }
})

test('the newest approval counts', async () => {
  const saverId = await anySaver(db.app)
  expect(await asSaver(db.app, saverId, latestApproval)).toBeNull()
  await asSaver(db.app, saverId, (t) => addApproval(t, { version: '2026-01', channel: 'portal' }))
  await asSaver(db.app, saverId, (t) => addApproval(t, { version: '2026-11', channel: 'portal' }))
  const latest = await asSaver(db.app, saverId, latestApproval)
  expect(latest?.version).toBe('2026-11')
  expect(latest?.approvedAt).toBeInstanceOf(Date)
})
