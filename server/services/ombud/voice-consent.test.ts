/** A consent that the database fails over; what is refused is tried over real HTTP in server/ombud-attacks.test.ts. */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashToken, newToken } from '#server/auth/tokens.ts'
import { listAccesses } from '#server/db/access-log.ts'
import { asSaver, openKnex } from '#server/db/database.ts'
import { newestCase, openCase } from '#server/db/ombud-cases.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { openStaffSession } from '#server/db/staff-sessions.ts'
import { createLogger } from '#server/observability/logger.ts'
import type { PersonalNumber } from '#providers/personal-number.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anyNumber } from '#server/testing/examples.ts'
import { createVoiceConsent } from './voice-consent.ts'

const issuer = 'https://talsvar.example'
const audience = 'https://portal.example/rost/samtycke'
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'rost-1', alg: 'EdDSA' }

let db: TestDatabase
let take: ReturnType<typeof createVoiceConsent>
beforeAll(async () => {
  db = await testDatabase()
  take = createVoiceConsent({
    db: db.app,
    voice: { issuer, keys: { keys: [jwk] } },
    audience,
    register: { addressOf: () => Promise.resolve(null) },
    logger: createLogger({ level: 'error', process: 'web', out: { write: () => undefined } }),
  })
})
afterAll(() => db.close())

interface WaitingCall {
  readonly number: PersonalNumber
  readonly saverId: string | null
  /** What the caller keys in. */
  readonly code: string
  readonly state: () => Promise<string | undefined>
}

type Who = 'a user' | 'somebody new'

async function waitingCall(who: Who): Promise<WaitingCall> {
  const number = anyNumber()
  const saverId =
    who === 'a user' ? (await findOrCreateSaver(db.app, { number, name: 'Åsa Öström-Lindqvist' })).saverId : null
  const session = hashToken(newToken())
  await openStaffSession(db.app, session, { reference: randomUUID(), role: 'ombud' })
  expect(await openCase(db.app, session, number)).toBe('opened')
  const code = (await newestCase(db.app, session))?.code ?? ''
  return { number, saverId, code, state: async () => (await newestCase(db.app, session))?.state }
}

const consentOf = (code: string, number: PersonalNumber): Promise<string> =>
  new SignJWT({ jti: randomUUID(), case_code: code, personal_number: number.reveal(), consent_text: '2026-12' })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'rost-1', typ: 'voice-consent+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .sign(privateKey)

/** Lets every write to the table fail while `act` runs. */
async function withoutWrites(table: string, act: () => Promise<void>): Promise<void> {
  const sql = openKnex(db.urls.superuser, 1)
  try {
    await sql.raw(`alter table ${table} add constraint planted check (false) not valid`)
    await act()
  } finally {
    await sql.raw(`alter table ${table} drop constraint planted`)
    await sql.destroy()
  }
}

test.each([
  ['a user', 'ombud_case'],
  ['a user', 'access_log'],
  ['somebody new', 'ombud_case'],
] as const)('a consent of %s is not used up where the database fails at %s: it may come again', async (who, table) => {
  const { number, saverId, code, state } = await waitingCall(who)
  const jws = await consentOf(code, number)
  await withoutWrites(table, async () => {
    await expect(take(jws)).rejects.toThrow('planted')
    expect(await state()).toBe('waiting')
  })
  expect(await take(jws)).toBeNull()
  expect(await state()).toBe('open')
  expect(await take(jws)).toBe('authentication_failed')
  if (saverId !== null) {
    const entries = await asSaver(db.app, saverId, (t) => listAccesses(t, { most: 10 }))
    expect(entries.map(({ act }) => act)).toEqual(['consent-given'])
  }
})

describe.each(['a user', 'somebody new'] as const)('a consent of %s', (who) => {
  test('that opened nothing is used up all the same', async () => {
    const { number, code, state } = await waitingCall(who)
    const another = await consentOf(code, (await waitingCall(who)).number)
    expect(await take(another)).toBe('access_denied')
    expect(await state()).toBe('refused')
    expect(await take(another)).toBe('authentication_failed')
    expect(await take(await consentOf(code, number))).toBe('access_denied')
  })

  test('that comes many times at once is taken once, and the other times refused as used', async () => {
    const { number, code, state } = await waitingCall(who)
    const jws = await consentOf(code, number)
    const answers = await Promise.all(Array.from({ length: 6 }, () => take(jws)))
    expect(answers.filter((answer) => answer === null)).toHaveLength(1)
    expect(answers.filter((answer) => answer === 'authentication_failed')).toHaveLength(5)
    expect(await state()).toBe('open')
  })
})
