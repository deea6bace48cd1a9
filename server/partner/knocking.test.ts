/** Attacks by number on what looks at partners' signatures, from one address and from many. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { query } from '#server/db/database.ts'
import { TooOften } from '#server/http/too-often.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { knocking, knocks } from './knocking.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.close())
beforeEach(() => query(test.owner.sql, 'delete from use_count'))

const bank = 'https://banken.example'
const itsAddress = '192.0.2.1'

/** What came of a call: let in by the signature, refused by it, or refused before it was looked at. */
type Came = 'let-in' | 'checked' | 'unchecked'

async function call(address: string, claimed: string | null, signed = false): Promise<Came> {
  try {
    return await knocking(test.app, address, claimed, () =>
      signed ? Promise.resolve('let-in' as const) : Promise.reject(new Error('not signed by them')),
    )
  } catch (error) {
    return error instanceof TooOften ? 'unchecked' : 'checked'
  }
}

/** All in one window: where a minute ended meanwhile, all of it once more. */
async function inOneMinute<T>(act: () => Promise<T>): Promise<T> {
  const minute = () => Math.floor(Date.now() / 60_000)
  for (;;) {
    const begun = minute()
    await query(test.owner.sql, 'delete from use_count')
    const answer = await act()
    if (minute() === begun) return answer
  }
}

const checkedOf = (answers: readonly Came[]): number => answers.filter((came) => came === 'checked').length

it('lets one address try a few times, whoever it says it is, one after the other or all at once', async () => {
  const { most } = knocks.stranger
  const checked = await inOneMinute(async () => {
    const inTurn: Came[] = []
    for (let time = 0; time < most - 10; time++) inTurn.push(await call('192.0.2.66', `https://${time}.example`))
    const atOnce = await Promise.all(
      Array.from({ length: 2 * most }, (_, time) => call('192.0.2.66', [bank, null, 'other'][time % 3] ?? null)),
    )
    return checkedOf([...inTurn, ...atOnce])
  })
  expect(checked).toBe(most)
})

it('lets a thousand addresses try a few times in all in one partner’s name, and the partner goes on from its own', async () => {
  const { checked, partner } = await inOneMinute(async () => {
    await call(itsAddress, bank, true)
    const strangers: Came[] = []
    for (let network = 0; network < 10; network++) {
      const of100 = Array.from({ length: 100 }, (_, host) => call(`198.51.${network}.${host}`, bank))
      strangers.push(...(await Promise.all(of100)))
    }
    const own = Array.from({ length: 400 }, () => call(itsAddress, bank, true))
    return { checked: checkedOf(strangers), partner: await Promise.all(own) }
  })
  // One of them was the partner's first.
  expect(checked).toBe(knocks.inName.most - 1)
  expect(new Set(partner)).toEqual(new Set(['let-in']))
})

it('lets a partner go on at the address of a stranger who has used up all tries there, in whatever name', async () => {
  const { stranger, partner } = await inOneMinute(async () => {
    await call(itsAddress, bank, true)
    for (let time = 0; time < knocks.stranger.most; time++) await call(itsAddress, 'https://other.example')
    return { stranger: await call(itsAddress, null), partner: await call(itsAddress, bank, true) }
  })
  expect([stranger, partner]).toEqual(['unchecked', 'let-in'])
})

it('stops what fails without end from a partner’s own address, and from no other of its addresses', async () => {
  const { failed, there, elsewhere } = await inOneMinute(async () => {
    for (const address of [itsAddress, '192.0.2.2']) await call(address, bank, true)
    const answers: Came[] = []
    for (let time = 0; time < knocks.ofOwn.most + 50; time++) answers.push(await call(itsAddress, bank))
    return {
      failed: checkedOf(answers),
      there: await call(itsAddress, bank, true),
      elsewhere: await call('192.0.2.2', bank, true),
    }
  })
  expect([failed, there, elsewhere]).toEqual([knocks.ofOwn.most, 'unchecked', 'let-in'])
})
