/** The PIN door against those who try it. */
import * as nodeArgon2 from '@node-rs/argon2'
import type { Challenge } from 'altcha-lib'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PersonalNumber } from '#providers/personal-number.ts'
import { listAccesses } from '#server/db/access-log.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver, openDatabase, openKnex, query, queryOne } from '#server/db/database.ts'
import { eraseSaver } from '#server/db/erasure.ts'
import { markSent, orderPin, readPin, removePin } from '#server/db/pins.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { openSession, touchSession } from '#server/db/sessions.ts'
import { createLogger } from '#server/observability/logger.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anyNumber } from '#server/testing/examples.ts'
import type { PinAnswer, PinAttempt, PinDoor, PinLimits } from './pin-door.ts'
import { createPinDoor, pinLimits } from './pin-door.ts'
import type { Argon2 } from './pin-hash.ts'
import { newPin, PinHasher } from './pin-hash.ts'
import { hashToken, newToken } from './tokens.ts'

let test: TestDatabase
let log: string[] = []
const argon2 = { hash: vi.fn(nodeArgon2.hash), verify: vi.fn(nodeArgon2.verify) } satisfies Argon2
const pepper = { id: 'p1', key: Buffer.alloc(32, 21) }
/** KiB: ten thousand tries shall not take ten minutes. */
const little = 64
const hasher = new PinHasher([pepper], argon2, little)
const right = '246813'
const wrong = '000000'
const home = '192.0.2.1'

/** So long that none ends while a test runs. */
const windowSeconds = 10 * 365 * 24 * 60 * 60
const strict: PinLimits = {
  address: { ...pinLimits.address, windowSeconds },
  service: { ...pinLimits.service, windowSeconds },
}
/** For tests of what the number's own lock does, whoever asks. */
const loose: PinLimits = {
  address: { ...strict.address, calm: 1e9, most: 1e9 },
  service: { ...strict.service, calm: 1e9, most: 1e9 },
}

beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.close())
beforeEach(async () => {
  log = []
  vi.clearAllMocks()
  await query(test.owner.sql, 'truncate use_count, pin_lock, used_pass')
})

const door = (limits: PinLimits = loose, db: Database = test.app, now = () => new Date()): PinDoor =>
  createPinDoor({
    db,
    hasher,
    logger: createLogger({ level: 'info', process: 'web', out: { write: (line) => log.push(line) } }),
    now,
    limits,
  })

const attempt = (number: PersonalNumber, pin: string, more: Partial<PinAttempt> = {}): PinAttempt => ({
  number,
  pin,
  address: home,
  browser: newToken(),
  solution: '',
  ticket: '',
  ...more,
})

/** A number that is free in this database. */
async function freeNumber(): Promise<PersonalNumber> {
  for (;;) {
    const number = anyNumber()
    const known = await queryOne<{ saver: string | null }>(test.app.sql, 'select portal.find_saver(?) as saver', [
      test.vault.hashNumber(number),
    ])
    if (known?.saver == null) return number
  }
}

interface Holder {
  readonly number: PersonalNumber
  readonly saverId: string
}

async function saver(): Promise<Holder> {
  const number = await freeNumber()
  const { saverId } = await findOrCreateSaver(test.app, { number, name: 'Åsa Öström-Lindqvist' })
  return { number, saverId }
}

async function givePin({ saverId }: Holder, pin = right, by = hasher): Promise<void> {
  await asSaver(test.app, saverId, (t) => orderPin(t, randomUUID()))
  const hashed = await by.hash(saverId, pin)
  await asSaver(test.worker, saverId, (t) => markSent(t, hashed))
}

async function holder(): Promise<Holder> {
  const one = await saver()
  await givePin(one)
  return one
}

const kinds = (answers: readonly PinAnswer[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...new Set(answers.map(({ kind }) => kind))]
      .toSorted()
      .map((kind) => [kind, answers.filter((answer) => answer.kind === kind).length]),
  )

/** So many at a time as a web process has connections. */
async function inTens<T>(count: number, act: (index: number) => Promise<T>): Promise<readonly T[]> {
  const answers: T[] = []
  let next = 0
  const line = async () => {
    while (next < count) answers.push(await act(next++))
  }
  await Promise.all(Array.from({ length: 10 }, line))
  return answers
}

/** Whether a transaction of this database waits for another to end. */
const waitingForARow = () =>
  queryOne(
    test.owner.sql,
    `select from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'transactionid' and not l.granted and a.datname = current_database()`,
  )

const locks = async (): Promise<number> =>
  Number((await queryOne<{ n: string }>(test.owner.sql, 'select count(*) as n from pin_lock'))?.n)

describe('the right PIN', () => {
  it('opens the door, and stands in the log of the saver', async () => {
    const one = await holder()
    expect(await door().attempt(attempt(one.number, wrong))).toEqual({ kind: 'refused' })
    expect(await door().attempt(attempt(one.number, right))).toEqual({ kind: 'in', saverId: one.saverId })
    const [entry] = await asSaver(test.app, one.saverId, (t) => listAccesses(t, { most: 1 }))
    expect(entry).toMatchObject({ role: 'saver', act: 'logged-in', reason: 'by-pin' })
    expect(await locks()).toBe(0)
    expect(log.join('')).not.toContain(one.number.reveal())
    expect(log.join('')).not.toContain(right)
  })

  it('is six digits, and zeroes in front stay', () => {
    for (let count = 0; count < 1000; count++) expect(newPin()).toMatch(/^\d{6}$/)
  })

  it('is stored as Argon2id of the strength that is asked for, and as nothing else', async () => {
    const { hash } = await new PinHasher([pepper]).hash('saver', right)
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await nodeArgon2.verify(hash, right)).toBe(false)
  })

  it('comes under the new pepper as it is used, and the old one can go', async () => {
    const one = await holder()
    const next = new PinHasher([{ id: 'p2', key: Buffer.alloc(32, 22) }, pepper], argon2, little)
    const rotated = createPinDoor({
      db: test.app,
      hasher: next,
      logger: createLogger({ level: 'fatal', process: 'web' }),
      now: () => new Date(),
      limits: loose,
    })
    expect(await rotated.attempt(attempt(one.number, right))).toMatchObject({ kind: 'in' })
    const stored = await asSaver(test.app, one.saverId, readPin)
    expect(stored?.hashed?.pepperId).toBe('p2')
    expect(await rotated.attempt(attempt(one.number, right))).toMatchObject({ kind: 'in' })
    expect(await door().attempt(attempt(one.number, right))).toEqual({ kind: 'refused' })
  })

  it('that is turned off while it is checked lets nobody in', async () => {
    const one = await holder()
    argon2.verify.mockImplementationOnce(async (...given) => {
      const fits = await nodeArgon2.verify(...given)
      await asSaver(test.app, one.saverId, removePin)
      return fits
    })
    expect(await door().attempt(attempt(one.number, right))).toEqual({ kind: 'refused' })
    expect(await asSaver(test.app, one.saverId, (t) => listAccesses(t, { most: 10 }))).toEqual([])
  })

  it('of an account that is closed while it is checked lets nobody in', async () => {
    const one = await holder()
    argon2.verify.mockImplementationOnce(async (...given) => {
      const fits = await nodeArgon2.verify(...given)
      await eraseSaver(test.eraser, one.saverId)
      return fits
    })
    expect(await door().attempt(attempt(one.number, right))).toEqual({ kind: 'refused' })
  })

  it('that is turned off as somebody comes in by it lets nobody stay', async () => {
    const one = await holder()
    const token = hashToken(newToken())
    const off: Promise<boolean>[] = []
    const entered = await door().attempt(attempt(one.number, right), async (t) => {
      off.push(asSaver(test.app, one.saverId, removePin))
      while ((await waitingForARow()) === null) await new Promise((resolve) => setTimeout(resolve, 5))
      await openSession(t, { tokenHash: token, saverId: one.saverId, level: 'loa2', partnerId: null, idToken: null })
    })
    expect([entered.kind, await Promise.all(off)]).toEqual(['in', [true]])
    expect(await touchSession(test.app, token, { renew: false })).toBeNull()
  })

  it('is of no use in the row of another', async () => {
    const [one, other] = [await holder(), await saver()]
    await asSaver(test.app, other.saverId, (t) => orderPin(t, randomUUID()))
    const stolen = (await asSaver(test.app, one.saverId, readPin))?.hashed
    if (!stolen) throw new Error('No PIN')
    await asSaver(test.worker, other.saverId, (t) => markSent(t, stolen))
    expect(await door().attempt(attempt(other.number, right))).toEqual({ kind: 'refused' })
  })
})

describe('the same way for all who are refused', () => {
  /** What was asked of the database, without what was asked for. */
  async function way(number: PersonalNumber, pin: string) {
    const asked: string[] = []
    const original = Reflect.get(pg.Client.prototype, 'query') as (...given: unknown[]) => unknown
    const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: unknown,
      ...given: unknown[]
    ) {
      const [first] = given
      const text = typeof first === 'string' ? first : String(Reflect.get(Object(first), 'text'))
      asked.push(text.replaceAll(/'[\da-f-]{36}'/g, "'…'"))
      return Reflect.apply(original, this, given)
    })
    vi.clearAllMocks()
    spy.mockClear()
    const answer = await door().attempt(attempt(number, pin))
    spy.mockRestore()
    return { answer, asked, verified: argon2.verify.mock.calls.length, hashed: argon2.hash.mock.calls.length }
  }

  it('unknown, wrong, off, ordered, turned off, locked: one answer, the same questions, one call of Argon2id', async () => {
    const [wrongOne, ordered, turnedOff, locked] = [await holder(), await saver(), await holder(), await holder()]
    await asSaver(test.app, ordered.saverId, (t) => orderPin(t, randomUUID()))
    await asSaver(test.app, turnedOff.saverId, removePin)
    for (let count = 0; count < 5; count++) await door().attempt(attempt(locked.number, wrong))
    const ways = {
      unknown: await way(await freeNumber(), right),
      wrong: await way(wrongOne.number, wrong),
      off: await way((await saver()).number, right),
      ordered: await way(ordered.number, right),
      turnedOff: await way(turnedOff.number, right),
      lockedRight: await way(locked.number, right),
      lockedWrong: await way(locked.number, wrong),
    }
    expect(ways.unknown.answer).toEqual({ kind: 'refused' })
    expect(ways.unknown.asked.length).toBeGreaterThan(5)
    expect(ways.unknown.verified).toBe(1)
    expect(ways.unknown.hashed).toBe(0)
    for (const other of Object.values(ways)) expect(other).toEqual(ways.unknown)
  })

  it('what is checked against nothing costs as much as what is checked against a PIN', async () => {
    const full = new PinHasher([pepper], argon2)
    await full.fits(null, right, null)
    const [stored] = argon2.verify.mock.calls.at(-1) ?? []
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(stored).toHaveLength((await full.hash('saver', right)).hash.length)
  })
})

describe('PIN brute force', () => {
  it('from one address: five are looked at, then the number is locked, with the right PIN too', async () => {
    const one = await holder()
    const answers = await inTens(200, () => door().attempt(attempt(one.number, wrong)))
    expect(kinds(answers)).toEqual({ refused: 200 })
    expect(await door().attempt(attempt(one.number, right))).toEqual({ kind: 'refused' })
    expect(log.filter((line) => line.includes('pin-locked'))).toHaveLength(1)
  })

  it('from one address is asked for a proof after five, and turned away after fifty, whatever the numbers', async () => {
    const number = await freeNumber()
    const answers = await inTens(100, () => door(strict).attempt(attempt(number, wrong)))
    expect(kinds(answers)).toEqual({ prove: 45, refused: 5, 'too-many': 50 })
    expect(log.filter((line) => line.includes('pin-attack'))).toHaveLength(2)
  })

  it('from 1,000 addresses, all at once: no more than five are looked at', async () => {
    const one = await holder()
    const answers = await inTens(1000, (index) =>
      door().attempt(
        attempt(one.number, index < 20 ? wrong : right, { address: `198.51.${index >> 8}.${index & 255}` }),
      ),
    )
    expect(kinds(answers)).toEqual({ refused: 1000 })
  })

  it('from 1,000 addresses: the service asks all for a proof, then closes, and the alarm is given', async () => {
    const one = await saver()
    const answers = await inTens(1000, (index) =>
      door(strict).attempt(attempt(one.number, wrong, { address: `198.51.${index >> 8}.${index & 255}` })),
    )
    expect(kinds(answers)).toEqual({ prove: 240, refused: 60, 'too-many': 700 })
    const alarms = log.filter((line) => line.includes('pin-attack')).map((line) => JSON.parse(line) as object)
    expect(alarms).toEqual([
      expect.objectContaining({ event: 'pin-attack', by: 'service', level: 40 }),
      expect.objectContaining({ event: 'pin-attack', by: 'service', level: 50, outcome: 'closed' }),
    ])
  })

  it('one guess against each of 10,000 numbers: sixty are looked at, none is remembered beyond them', async () => {
    const one = await holder()
    const numbers = Array.from({ length: 10_000 }, (_, index) => (index === 5000 ? one.number : anyNumber()))
    const answers = await inTens(10_000, (index) =>
      door(strict).attempt(
        attempt(numbers[index] ?? one.number, right, { address: `203.0.${index >> 8}.${index & 255}` }),
      ),
    )
    expect(kinds(answers)).toEqual({ prove: 240, refused: 60, 'too-many': 9700 })
    expect(argon2.verify).toHaveBeenCalledTimes(60)
    expect(await locks()).toBeLessThanOrEqual(60)
  }, 120_000)

  it('locks of numbers that are nobody’s are cleared away after a day, and a saver’s stays', async () => {
    const [one, nobody] = [await holder(), await freeNumber()]
    for (const number of [one.number, nobody]) await door().attempt(attempt(number, wrong))
    expect(await locks()).toBe(2)
    await query(test.owner.sql, `update pin_lock set tried_at = now() - interval '25 hours'`)
    await door().attempt(attempt(await freeNumber(), wrong))
    const left = await query<{ of_saver: boolean }>(test.owner.sql, 'select of_saver from pin_lock order by of_saver')
    expect(left).toEqual([{ of_saver: false }, { of_saver: true }])
  })

  it('the lock goes with the account', async () => {
    const one = await holder()
    await door().attempt(attempt(one.number, wrong))
    await eraseSaver(test.eraser, one.saverId)
    expect(await locks()).toBe(0)
  })
})

describe('a lock', () => {
  const day = (hours: number) =>
    query(test.owner.sql, `update pin_lock set locked_until = locked_until - ? * interval '1 hour'`, [hours])

  it('holds in every process, also one that starts later', async () => {
    const one = await holder()
    for (let count = 0; count < 5; count++) await door().attempt(attempt(one.number, wrong))
    const another = openDatabase(test.urls.app, test.vault)
    expect(await door(loose, another).attempt(attempt(one.number, right))).toEqual({ kind: 'refused' })
    await another.close()
  })

  it('is the saver’s, whichever of their numbers is tried: an earlier one gives no more guesses', async () => {
    const [number, earlier] = [await freeNumber(), await freeNumber()]
    const { saverId } = await findOrCreateSaver(test.app, { number, name: 'Åsa Öström-Lindqvist', earlier })
    await givePin({ number, saverId })
    expect(await door().attempt(attempt(earlier, right))).toMatchObject({ kind: 'in' })
    for (let count = 0; count < 5; count++) await door().attempt(attempt(earlier, wrong))
    for (const one of [earlier, number]) {
      expect(await door().attempt(attempt(one, right))).toEqual({ kind: 'refused' })
    }
  })

  it('lasts a day, and then takes a new letter', async () => {
    const one = await holder()
    for (let count = 0; count < 5; count++) await door().attempt(attempt(one.number, wrong))
    await day(25)
    expect(await door().attempt(attempt(one.number, right))).toEqual({ kind: 'refused' })
    await givePin(one, '135790')
    expect(await door().attempt(attempt(one.number, right))).toEqual({ kind: 'refused' })
    expect(await door().attempt(attempt(one.number, '135790'))).toMatchObject({ kind: 'in' })
  })

  it('is not opened sooner by a new letter', async () => {
    const one = await holder()
    for (let count = 0; count < 5; count++) await door().attempt(attempt(one.number, wrong))
    await givePin(one)
    expect(await door().attempt(attempt(one.number, right))).toEqual({ kind: 'refused' })
    await day(25)
    expect(await door().attempt(attempt(one.number, right))).toMatchObject({ kind: 'in' })
  })

  it('is not put off by days between the guesses', async () => {
    const one = await holder()
    for (let count = 0; count < 5; count++) {
      await door().attempt(attempt(one.number, wrong))
      await query(test.owner.sql, `update pin_lock set tried_at = tried_at - interval '30 days'`)
    }
    expect(await door().attempt(attempt(one.number, right))).toEqual({ kind: 'refused' })
  })

  it('cannot be read or written but through its functions', async () => {
    for (const url of [test.urls.app, test.urls.worker]) {
      const sql = openKnex(url, 1)
      await expect(query(sql, 'select from pin_lock')).rejects.toThrow(/permission denied/)
      await expect(query(sql, 'delete from used_pass')).rejects.toThrow(/permission denied/)
      await sql.destroy()
    }
  })
})

describe('a proof', () => {
  const solutionOf = async (challenge: Challenge): Promise<string> => {
    const solution = await solveChallenge({ challenge, deriveKey })
    return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
  }
  /** Where every attempt takes one. */
  const attacked = (now = () => new Date()) =>
    door({ address: { ...strict.address, calm: 0 }, service: strict.service }, test.app, now)

  const challengeFor = async (browser: string): Promise<Challenge> => {
    const challenge = await attacked().challenge(browser, home)
    if (challenge === null) throw new Error('No challenge')
    return challenge
  }

  it('by work: one address gets few challenges', async () => {
    const given = await inTens(70, () => attacked().challenge(newToken(), home))
    expect(given.filter((challenge) => challenge !== null)).toHaveLength(60)
    expect(await attacked().challenge(newToken(), '192.0.2.2')).not.toBeNull()
  })

  it('by work: is taken once, from the browser it was made for, in time', async () => {
    const one = await holder()
    const [browser, other] = [newToken(), newToken()]
    const solution = await solutionOf(await challengeFor(browser))
    const late = attacked(() => new Date(Date.now() + 11 * 60_000))
    expect(await late.attempt(attempt(one.number, right, { browser, solution }))).toEqual({ kind: 'prove' })
    expect(await attacked().attempt(attempt(one.number, right, { browser: other, solution }))).toEqual({
      kind: 'prove',
    })
    expect(await attacked().attempt(attempt(one.number, right, { browser, solution }))).toMatchObject({ kind: 'in' })
    expect(await attacked().attempt(attempt(one.number, right, { browser, solution }))).toEqual({ kind: 'prove' })
  })

  it('by work: of many at once with one solution, one is let through', async () => {
    const one = await holder()
    const browser = newToken()
    const solution = await solutionOf(await challengeFor(browser))
    const answers = await inTens(20, () => attacked().attempt(attempt(one.number, right, { browser, solution })))
    expect(kinds(answers)).toEqual({ in: 1, prove: 19 })
  })

  it('by work: unsolved, altered, made easy, unsigned or no solution at all is none', async () => {
    const one = await holder()
    const browser = newToken()
    const challenge = await challengeFor(browser)
    const packed = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')
    const solution = { counter: 1, derivedKey: '00'.repeat(32) }
    const later = { ...challenge.parameters, expiresAt: 4_000_000_000 }
    for (const bad of [
      packed({ challenge, solution }),
      packed({ challenge: { ...challenge, parameters: later }, solution }),
      packed({ challenge: { ...challenge, parameters: { ...challenge.parameters, cost: 1 } }, solution }),
      packed({ challenge: { parameters: challenge.parameters }, solution }),
      packed(null),
      'ingenting',
    ]) {
      expect(await attacked().attempt(attempt(one.number, right, { browser, solution: bad }))).toEqual({
        kind: 'prove',
      })
    }
  })

  it('by waiting: is taken once, from its own browser, after half a minute and not too late', async () => {
    const one = await holder()
    const [browser, other] = [newToken(), newToken()]
    const at = (seconds: number) => attacked(() => new Date(start + seconds * 1000))
    const start = Date.now()
    const ticket = (await at(0).queue(browser, home))?.ticket ?? ''
    expect(at(0).placeOf(browser, ticket)).toEqual(new Date(start + 30_000))
    expect(at(0).placeOf(other, ticket)).toBeNull()
    expect(await at(10).attempt(attempt(one.number, right, { browser, ticket }))).toEqual({
      kind: 'too-early',
      seconds: 20,
    })
    expect(await at(31).attempt(attempt(one.number, right, { browser: other, ticket }))).toEqual({ kind: 'prove' })
    expect(await at(31 + 600).attempt(attempt(one.number, right, { browser, ticket }))).toEqual({ kind: 'prove' })
    expect(await at(31).attempt(attempt(one.number, right, { browser, ticket }))).toMatchObject({ kind: 'in' })
    expect(await at(32).attempt(attempt(one.number, right, { browser, ticket }))).toEqual({ kind: 'prove' })
  })

  it('by waiting: a forged place is none, and one address gets few', async () => {
    const one = await holder()
    const browser = newToken()
    const ticket = (await attacked().queue(browser, home))?.ticket ?? ''
    const [body = '', signature = ''] = ticket.split('.')
    const ready = Buffer.from(
      JSON.stringify({ ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), readyAt: 0 }),
    ).toString('base64url')
    for (const bad of [`${ready}.${signature}`, `${body}.`, body, '.', 'ingenting']) {
      expect(attacked().placeOf(browser, bad)).toBeNull()
      expect(await attacked().attempt(attempt(one.number, right, { browser, ticket: bad }))).toEqual({ kind: 'prove' })
    }
    const places = await inTens(9, () => attacked().queue(newToken(), home))
    expect(places.filter((place) => place !== null)).toHaveLength(4)
  })
})
