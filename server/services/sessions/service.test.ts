import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sessionTag } from '#server/auth/sessions.ts'
import { listAccesses } from '#server/db/access-log.ts'
import { asSaver, query } from '#server/db/database.ts'
import { savePartner, switchPartner } from '#server/db/partners.ts'
import type { Session } from '#server/db/sessions.ts'
import { closeOwnSessions, listOpenSessions, openSession, touchSession } from '#server/db/sessions.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver } from '#server/testing/examples.ts'
import { createSessionService } from './service.ts'

let test: TestDatabase
let service: ReturnType<typeof createSessionService>
beforeAll(async () => {
  test = await testDatabase()
  service = createSessionService({ db: test.app })
  await savePartner(test.owner, {
    id: 'banken',
    name: 'Östra banken',
    clientId: 'https://banken.example',
    jwksUrl: 'https://banken.example/jwks.json',
    frameOrigins: ['https://banken.example'],
    redirectOrigins: [],
    theme: { accent: '#0f4a41', accentDark: '#8fd3c1', font: 'portal', corners: 'slight' },
    perMinute: 10,
    perDay: 10,
  })
})
afterAll(() => test.close())

const ways = {
  eid: { level: 'loa3', partnerId: null, idToken: 'a.b.c' },
  pin: { level: 'loa2', partnerId: null, idToken: null },
  partner: { level: 'loa3', partnerId: 'banken', idToken: null },
} as const satisfies Record<string, Omit<Session, 'saverId'>>

async function logIn(saverId: string, way: keyof typeof ways) {
  const tokenHash = randomBytes(32)
  await openSession(test.app, { tokenHash, saverId, ...ways[way] })
  return { tokenHash, id: sessionTag({ key: tokenHash.toString('hex') }) }
}
type LoggedIn = Awaited<ReturnType<typeof logIn>>

const isOpen = async ({ tokenHash }: LoggedIn) => (await touchSession(test.app, tokenHash, { renew: false })) !== null
const areOpen = (...sessions: readonly LoggedIn[]) => Promise.all(sessions.map(isOpen))
const ago = ({ tokenHash }: LoggedIn, column: string, time: string) =>
  query(test.owner.sql, `update session set ${column} = ${column} - ?::interval where token_hash = ?`, [
    time,
    tokenHash,
  ])
const actsOf = async (saverId: string) =>
  (await asSaver(test.app, saverId, (t) => listAccesses(t, { most: 9 }))).map(({ role, act }) => `${role} ${act}`)

it('tells of each that is open now: which way it began, when, when it was last used, and which one asks', async () => {
  const saverId = await anySaver(test.app)
  const [own, pin, partner] = [
    await logIn(saverId, 'eid'),
    await logIn(saverId, 'pin'),
    await logIn(saverId, 'partner'),
  ]
  await ago(pin, 'created_at', '2 hours')
  await ago(pin, 'last_seen_at', '5 minutes')
  await ago(partner, 'created_at', '2 minutes')
  await ago(partner, 'last_seen_at', '1 minute')
  const listed = await service.list(saverId, own.id)
  expect(listed.map(({ id, own: isOwn, way, partner: name }) => [id, isOwn, way, name])).toEqual([
    [own.id, true, 'e-id', null],
    [partner.id, false, 'partner', 'Östra banken'],
    [pin.id, false, 'pin', null],
  ])
  const minutesAgo = (iso: string | undefined) => Math.round((Date.now() - Date.parse(iso ?? '')) / 60_000)
  expect(listed.map(({ begun, lastUsed }) => [minutesAgo(begun), minutesAgo(lastUsed)])).toEqual([
    [0, 0],
    [2, 1],
    [120, 5],
  ])
})

it('does not tell of those that have run out, idle or old, nor of anybody else’s', async () => {
  const [saverId, another] = [await anySaver(test.app), await anySaver(test.app)]
  const [own, idle, old] = [await logIn(saverId, 'eid'), await logIn(saverId, 'pin'), await logIn(saverId, 'partner')]
  await logIn(another, 'eid')
  await ago(idle, 'created_at', '1 hour')
  await ago(idle, 'last_seen_at', '16 minutes')
  await ago(old, 'created_at', '16 minutes')
  await ago(old, 'absolute_until', '16 minutes')
  expect((await service.list(saverId, own.id)).map(({ id }) => id)).toEqual([own.id])
})

it('ends one, and tells so in the log', async () => {
  const saverId = await anySaver(test.app)
  const [own, pin, partner] = [
    await logIn(saverId, 'eid'),
    await logIn(saverId, 'pin'),
    await logIn(saverId, 'partner'),
  ]
  await service.end(saverId, pin.id)
  expect(await areOpen(own, pin, partner)).toEqual([true, false, true])
  expect(await actsOf(saverId)).toEqual(['saver sessions-ended'])
})

it('ends all but the one that asks: by e-ID, by PIN and in partners’ pages', async () => {
  const saverId = await anySaver(test.app)
  const own = await logIn(saverId, 'pin')
  const others = [await logIn(saverId, 'eid'), await logIn(saverId, 'pin'), await logIn(saverId, 'partner')]
  await service.endOthers(saverId, own.id)
  expect(await areOpen(own, ...others)).toEqual([true, false, false, false])
  expect(await actsOf(saverId)).toEqual(['saver sessions-ended'])
  await service.endOthers(saverId, own.id)
  expect(await actsOf(saverId)).toHaveLength(1)
})

it('ends nobody else’s, whatever is named', async () => {
  const [saverId, another] = [await anySaver(test.app), await anySaver(test.app)]
  const [own, hers] = [await logIn(saverId, 'eid'), await logIn(another, 'eid')]
  await service.end(saverId, hers.id)
  await service.endOthers(saverId, own.id)
  expect(await asSaver(test.app, saverId, (t) => closeOwnSessions(t, [hers.tokenHash]))).toBe(0)
  expect(await areOpen(own, hers)).toEqual([true, true])
  expect(await actsOf(saverId)).toEqual([])
})

it('ends nothing when it cannot be told in the log', async () => {
  const saverId = await anySaver(test.app)
  const [own, other] = [await logIn(saverId, 'eid'), await logIn(saverId, 'pin')]
  await query(test.owner.sql, 'revoke insert on access_log from portal_app')
  await expect(service.endOthers(saverId, own.id)).rejects.toThrow('permission denied')
  await query(test.owner.sql, 'grant insert on access_log to portal_app')
  expect(await areOpen(own, other)).toEqual([true, true])
})

it('tells of none in the page of a partner that is switched off: they have ended', async () => {
  const saverId = await anySaver(test.app)
  await logIn(saverId, 'partner')
  await switchPartner(test.owner, 'banken', false)
  expect(await asSaver(test.app, saverId, listOpenSessions)).toEqual([])
  await switchPartner(test.owner, 'banken', true)
})
