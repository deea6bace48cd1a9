/** Logging in by PIN over real HTTP: the session it opens, and what that may. */
import { randomUUID } from 'node:crypto'
import express from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PersonalNumber } from '#providers/personal-number.ts'
import { composePortal } from '#server/compose.ts'
import { addApproval } from '#server/db/approvals.ts'
import { asSaver, query } from '#server/db/database.ts'
import { markSent, orderPin } from '#server/db/pins.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { openSession, touchSession } from '#server/db/sessions.ts'
import type { TestPortal } from '#server/http/testing/portal.ts'
import { startTestPortal } from '#server/http/testing/portal.ts'
import { createLogger } from '#server/observability/logger.ts'
import { createServices } from '#server/rooms.ts'
import { termsVersion } from '#server/services/saver/terms.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anyNumber } from '#server/testing/examples.ts'
import type { PinAnswer, PinDoor } from './pin-door.ts'
import { createPinDoor, pinLimits } from './pin-door.ts'
import { PinHasher } from './pin-hash.ts'
import { hashToken, newToken } from './tokens.ts'

const right = '246813'
const windowSeconds = 10 * 365 * 24 * 60 * 60
const hasher = new PinHasher([{ id: 'p1', key: Buffer.alloc(32, 21) }], undefined, 64)
let test: TestDatabase
let portal: TestPortal
const cameIn: string[] = []
/** What the door answers, where it is not to look for itself. */
let said: PinAnswer | Error | null = null

beforeAll(async () => {
  test = await testDatabase()
  const logger = createLogger({ level: 'fatal', process: 'web' })
  const now = () => new Date()
  const limits = {
    address: { ...pinLimits.address, windowSeconds, calm: 1e9, most: 1e9 },
    service: { ...pinLimits.service, windowSeconds, calm: 1e9, most: 1e9 },
  }
  const real = createPinDoor({ db: test.app, hasher, logger, now, limits })
  const door: PinDoor = {
    ...real,
    attempt: (...given) => {
      if (said instanceof Error) return Promise.reject(said)
      return said === null ? real.attempt(...given) : Promise.resolve(said)
    },
  }
  const services = createServices({ now, operatorContact: null, pinLetters: true, erase: () => Promise.resolve() })
  const onLogin = (saverId: string) => Promise.resolve(cameIn.push(saverId))
  const compose = composePortal(test.app, services, logger, { pin: { door, onLogin } })
  portal = await startTestPortal({
    db: test.app,
    issuer: () => Promise.resolve({ url: new URL('http://localhost:1') }),
    pages: express
      .Router()
      .use(express.urlencoded({ extended: false }))
      .use((request, response, next) => {
        void (async () => {
          const { pinLogin, saver } = await compose(request, response)
          const body = Object(request.body) as Readonly<Record<string, string>>
          if (request.path === '/bestall') response.json(await saver?.pin.order())
          else if (request.path === '/av') response.json((await saver?.pin.turnOff()) ?? null)
          else if (request.path === '/inloggningar') response.json(await saver?.sessions.list(null))
          else if (request.path === '/ut') response.json((await saver?.sessions.end(body.id ?? '')) ?? null)
          else if (request.path === '/ut-andra') response.json((await saver?.sessions.endOthers(null)) ?? null)
          else if (request.path === '/vem') response.json({ byPin: saver?.byPin ?? null })
          else response.json(await pinLogin?.logIn({ number: body.nr ?? '', pin: body.kod ?? '', solution: '' }))
        })().catch((error: unknown) => {
          if (error instanceof Response) response.status(error.status).json({ page: error.status })
          else next(error)
        })
      }),
  })
})
afterAll(async () => {
  await portal.close()
  await test.close()
})

async function holder(): Promise<{ readonly saverId: string; readonly number: PersonalNumber }> {
  const number = anyNumber()
  const { saverId } = await findOrCreateSaver(test.app, { number, name: 'Åsa Öström-Lindqvist' })
  await asSaver(test.app, saverId, async (t) => {
    await addApproval(t, { version: termsVersion, channel: 'portal' })
    await orderPin(t, randomUUID())
  })
  const hashed = await hasher.hash(saverId, right)
  await asSaver(test.worker, saverId, (t) => markSent(t, hashed))
  return { saverId, number }
}

const send = (path: string, body: Readonly<Record<string, string>>, cookie = '') =>
  fetch(`${portal.origin}${path}`, {
    method: 'POST',
    headers: { Origin: portal.origin, Cookie: cookie },
    body: new URLSearchParams(body),
  })

const sessionIn = (answer: Response): string | null =>
  answer.headers.getSetCookie().flatMap((line) => /^__Host-session=([^;]+);/.exec(line)?.[1] ?? [])[0] ?? null

const logIn = (number: PersonalNumber, pin: string, cookie = '') =>
  send('/login/pin', { nr: number.reveal(), kod: pin }, cookie)

it('opens a session of level loa2, without an ID token, and tells of it', async () => {
  const { saverId, number } = await holder()
  const answer = await logIn(number, right)
  expect(await answer.json()).toEqual({ kind: 'in' })
  const token = sessionIn(answer) ?? ''
  expect(await touchSession(test.app, hashToken(token), { renew: false })).toEqual({
    saverId,
    level: 'loa2',
    partnerId: null,
    idToken: null,
  })
  expect(cameIn.at(-1)).toBe(saverId)
})

it('session fixation: a token that came with the login is not the session’s, and an earlier session ends', async () => {
  const { saverId, number } = await holder()
  const [planted, earlier] = [newToken(), newToken()]
  await openSession(test.app, {
    tokenHash: hashToken(earlier),
    saverId,
    level: 'loa3',
    partnerId: null,
    idToken: 'a.b.c',
  })
  for (const before of [planted, earlier]) {
    const token = sessionIn(await logIn(number, right, `__Host-session=${before}`)) ?? ''
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(token).not.toBe(before)
    expect(await touchSession(test.app, hashToken(before), { renew: false })).toBeNull()
  }
})

it('a wrong PIN leaves the session that there is, and opens none', async () => {
  const { saverId, number } = await holder()
  const own = newToken()
  await openSession(test.app, { tokenHash: hashToken(own), saverId, level: 'loa3', partnerId: null, idToken: 'a.b.c' })
  const answer = await logIn(number, '000000', `__Host-session=${own}`)
  expect(await answer.json()).toEqual({ kind: 'refused' })
  expect(sessionIn(answer)).toBeNull()
  expect(await touchSession(test.app, hashToken(own), { renew: false })).not.toBeNull()
})

it('a PIN cannot be ordered or turned off from a PIN session', async () => {
  const { saverId, number } = await holder()
  const cookie = `__Host-session=${sessionIn(await logIn(number, right)) ?? ''}`
  expect(await (await send('/vem', {}, cookie)).json()).toEqual({ byPin: true })
  for (const path of ['/bestall', '/av']) expect((await send(path, {}, cookie)).status).toBe(403)
  const jobs = await query(
    test.owner.sql,
    `select from graphile_worker._private_jobs where payload ->> 'saverId' = ?`,
    [saverId],
  )
  expect(jobs).toEqual([])
  expect(await (await logIn(number, right)).json()).toEqual({ kind: 'in' })
})

it('logins are seen from a PIN session, and none is ended: whoever has stolen the PIN throws nobody out', async () => {
  const { saverId, number } = await holder()
  const byEid = hashToken(newToken())
  await openSession(test.app, { tokenHash: byEid, saverId, level: 'loa3', partnerId: null, idToken: 'a.b.c' })
  const cookie = `__Host-session=${sessionIn(await logIn(number, right)) ?? ''}`
  const seen = (await (await send('/inloggningar', {}, cookie)).json()) as readonly { id: string; way: string }[]
  expect(seen.map(({ way }) => way).toSorted()).toEqual(['e-id', 'pin'])
  for (const { id } of seen) expect((await send('/ut', { id }, cookie)).status).toBe(403)
  expect((await send('/ut-andra', {}, cookie)).status).toBe(403)
  expect(await touchSession(test.app, byEid, { renew: false })).not.toBeNull()
})

it.each(['/av', '/bestall'])(
  'who came in by a PIN is out as it ends (%s), and who came in by e-ID stays',
  async (path) => {
    const { saverId, number } = await holder()
    const byPin = sessionIn(await logIn(number, right)) ?? ''
    const other = sessionIn(await logIn((await holder()).number, right)) ?? ''
    const own = newToken()
    await openSession(test.app, {
      tokenHash: hashToken(own),
      saverId,
      level: 'loa3',
      partnerId: null,
      idToken: 'a.b.c',
    })
    expect((await send(path, {}, `__Host-session=${own}`)).status).toBe(200)
    const holds = async (token: string) => (await touchSession(test.app, hashToken(token), { renew: false })) !== null
    expect([await holds(byPin), await holds(own), await holds(other)]).toEqual([false, true, true])
  },
)

it.each([
  [{ kind: 'refused' } as const, true],
  [{ kind: 'prove' } as const, true],
  [{ kind: 'too-early', seconds: 3 } as const, false],
])('a place in the queue that was used up is taken away, so that another can be taken: %o', async (answer, isGone) => {
  const { number } = await holder()
  said = answer
  const given = await logIn(number, right, '__Host-ko=plats.underskrift')
  said = null
  expect(given.headers.getSetCookie().some((line) => /^__Host-ko=;.*Max-Age=0/.test(line))).toBe(isGone)
})

it('what is no personal number or no PIN is told before anything is asked', async () => {
  const { number } = await holder()
  const answers = [
    await send('/login/pin', { nr: '123', kod: '12345' }),
    await send('/login/pin', { nr: `${number.reveal()}' or 1=1`, kod: right }),
    await send('/login/pin', { nr: number.reveal(), kod: '１２３４５６' }),
  ]
  expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
    { kind: 'unreadable', number: true, pin: true },
    { kind: 'unreadable', number: true, pin: false },
    { kind: 'unreadable', number: false, pin: true },
  ])
})

it('a login by PIN is answered to the portal’s own pages alone', async () => {
  const { number } = await holder()
  const body = new URLSearchParams({ nr: number.reveal(), kod: right })
  const answer = await fetch(`${portal.origin}/login/pin`, {
    method: 'POST',
    headers: { Origin: 'https://evil.example' },
    body,
  })
  expect(answer.status).toBe(403)
  expect(sessionIn(answer)).toBeNull()
})

it('a database that is away is told as such, and opens no session', async () => {
  const { number } = await holder()
  said = new Error('Connection terminated unexpectedly')
  const answer = await logIn(number, right)
  said = null
  // By the page itself: what a page throws otherwise is a fault of ours.
  expect([await answer.json(), answer.headers.get('retry-after')]).toEqual([{ page: 503 }, '10'])
  expect(sessionIn(answer)).toBeNull()
})
