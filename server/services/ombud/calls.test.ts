import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashToken, newToken } from '#server/auth/tokens.ts'
import { listAccesses } from '#server/db/access-log.ts'
import { asSaver, query } from '#server/db/database.ts'
import { eraseSaver } from '#server/db/erasure.ts'
import { giveConsent, newestCase, openCase, revokeConsents } from '#server/db/ombud-cases.ts'
import { findOrCreateSaver, findSaverWith, readSaver } from '#server/db/savers.ts'
import { openStaffSession } from '#server/db/staff-sessions.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { withMeanwhile } from '#server/testing/meanwhile.ts'
import { anyNumber, anySaver } from '#server/testing/examples.ts'
import { createMineService } from '../mine/service.ts'
import type { Call } from './calls.ts'
import { actingInCall, currentCall, endCall, NoConsent, registerCaller } from './calls.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

/** A call whose consent holds, as a request finds it when it begins. @param known whether the caller is a user */
async function consented(known = true): Promise<Call & { readonly of: string }> {
  const number = anyNumber()
  const saverId = known ? (await findOrCreateSaver(db.app, { number, name: 'Åsa Öström-Lindqvist' })).saverId : null
  const staff = { tokenHash: hashToken(newToken()), reference: randomUUID(), role: 'ombud' } as const
  await openStaffSession(db.app, staff.tokenHash, staff)
  expect(await openCase(db.app, staff.tokenHash, number)).toBe('opened')
  const consent = { code: (await newestCase(db.app, staff.tokenHash))?.code ?? '', number, version: '2026-12' }
  const given =
    saverId === null
      ? await giveConsent({ sql: db.app.sql, vault: db.app.vault }, consent, { allowed: true, saverId })
      : await asSaver(db.app, saverId, (t) => giveConsent(t, consent, { allowed: true, saverId }))
  expect(given).not.toBeNull()
  const call = await currentCall(db.app, staff)
  if (call?.state !== 'open') throw new Error('no consent')
  return { ...call, of: saverId ?? '' }
}

const entriesOf = (saverId: string) => asSaver(db.app, saverId, (t) => listAccesses(t, { most: 10 }))

test('a consent that ends after the request has begun stops what the request has not read yet, and logs no read', async () => {
  const call = await consented()
  const acting = actingInCall(db.app, call, 'overview-read')
  expect((await asSaver(acting, call.of, readSaver)).name).toBe('Åsa Öström-Lindqvist')
  await asSaver(db.app, call.of, revokeConsents)
  await expect(asSaver(acting, call.of, readSaver)).rejects.toBeInstanceOf(NoConsent)
  expect((await entriesOf(call.of)).map(({ act }) => act)).toEqual(['overview-read'])
})

test('one caller’s consent opens no other saver', async () => {
  const call = await consented()
  const another = await anySaver(db.app)
  await expect(asSaver(actingInCall(db.app, call, 'overview-read'), another, readSaver)).rejects.toBeInstanceOf(
    NoConsent,
  )
  expect(await entriesOf(another)).toEqual([])
})

test('another session of the same member of staff has no part in the consent', async () => {
  const call = await consented()
  const staff = { ...call.staff, tokenHash: hashToken(newToken()) }
  await openStaffSession(db.app, staff.tokenHash, staff)
  const acting = actingInCall(db.app, { ...call, staff }, 'overview-read')
  await expect(asSaver(acting, call.of, readSaver)).rejects.toBeInstanceOf(NoConsent)
})

test('taking a consent back waits for the read under way, so that none ends after it', async () => {
  const call = await consented()
  const order: string[] = []
  let revoking: Promise<unknown> = Promise.resolve()
  await asSaver(actingInCall(db.app, call, 'overview-read'), call.of, async (t) => {
    revoking = asSaver(db.app, call.of, revokeConsents).then(() => order.push('revoked'))
    // Long enough for the other to be at the row, whatever it is written in.
    await query(t.sql, 'select pg_sleep(0.3)')
    order.push('read')
  })
  await revoking
  expect(order).toEqual(['read', 'revoked'])
})

test('a caller is not registered once the consent has ended: nobody is made', async () => {
  const call = await consented(false)
  await endCall(db.app, call.staff, 'ended')
  await expect(registerCaller(db.app, call, 'Bo Björk')).rejects.toBeInstanceOf(NoConsent)
  if (call.number === null) throw new Error('no number')
  expect(await findSaverWith(db.app, call.number)).toBeNull()
})

test('two registrations at once make one user, in one entry, and refuse neither', async () => {
  const call = await consented(false)
  const made = await Promise.all([registerCaller(db.app, call, 'Bo'), registerCaller(db.app, call, 'Bo')])
  expect(made).toEqual(['registered', 'registered'])
  const again = await currentCall(db.app, call.staff)
  expect(again).toMatchObject({ state: 'open', number: null })
  expect((await entriesOf(again?.saverId ?? '')).map(({ act }) => act)).toEqual(['registered'])
})

test.each([
  ['turns help by telephone off', { ombudHelp: false }],
  ['is protected from now on', { protectedIdentity: true }],
] as const)('a saver who %s in the middle of a call has taken the consent back', async (_what, change) => {
  const call = await consented()
  expect(await createMineService({ db: db.app, now: () => new Date() }).change(call.of, change)).toEqual({
    kind: 'saved',
  })
  await expectTakenBack(call)
})

test('a saver who withdraws the terms in the middle of a call has taken the consent back', async () => {
  const call = await consented()
  await createMineService({ db: db.app, now: () => new Date() }).withdrawTerms(call.of)
  await expectTakenBack(call)
})

async function expectTakenBack(call: Awaited<ReturnType<typeof consented>>): Promise<void> {
  expect(await currentCall(db.app, call.staff)).toMatchObject({ state: 'revoked' })
  await expect(asSaver(actingInCall(db.app, call, 'overview-read'), call.of, readSaver)).rejects.toBeInstanceOf(
    NoConsent,
  )
  expect((await entriesOf(call.of)).map(({ act }) => act)).toContain('consent-revoked')
}

test('one caller has one case, by whichever of their numbers it is opened', async () => {
  const [number, earlier] = [anyNumber(), anyNumber()]
  const { saverId } = await findOrCreateSaver(db.app, { number, name: 'Åsa Öström-Lindqvist', earlier })
  const opened = []
  for (const one of [number, earlier]) {
    const staff = { tokenHash: hashToken(newToken()), reference: randomUUID(), role: 'ombud' } as const
    await openStaffSession(db.app, staff.tokenHash, staff)
    await openCase(db.app, staff.tokenHash, one)
    const code = (await newestCase(db.app, staff.tokenHash))?.code ?? ''
    const consent = { code, number: one, version: '2026-12' }
    opened.push(await asSaver(db.app, saverId, (t) => giveConsent(t, consent, { allowed: true, saverId })))
  }
  expect(opened).toEqual([expect.objectContaining({ caseId: expect.any(String) as string }), null])
})

test('a call is over, and staff can log out, when the caller closes the account as it ends', async () => {
  const call = await consented()
  const closing = withMeanwhile(db.app, /^begin/, () => eraseSaver(db.eraser, call.of))
  await endCall(closing, call.staff, 'logged-out')
  expect((await newestCase(db.app, call.staff.tokenHash))?.state).not.toBe('open')
})
