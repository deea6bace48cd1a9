/** The telephone ombud over real HTTP, with the real pages: what is refused, and what a call leaves in the log. */
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunningIssuer, StaffMember } from '#scripts/issuer/issuer.ts'
import { startIssuer } from '#scripts/issuer/issuer.ts'
import type { PersonalNumber } from '#providers/personal-number.ts'
import { hashToken, newToken } from './auth/tokens.ts'
import { createStaffDoor } from './compose-staff.ts'
import { composePortal } from './compose.ts'
import type { OmbudConfig } from './config/ombud.ts'
import { listAccesses } from './db/access-log.ts'
import { addApproval, listApprovals } from './db/approvals.ts'
import { createCollection } from './db/collections.ts'
import { asSaver, query } from './db/database.ts'
import { replaceProviders } from './db/providers.ts'
import { storeAnswer } from './db/retrievals.ts'
import { findOrCreateSaver, findSaverWith, updateSaver } from './db/savers.ts'
import { openSession } from './db/sessions.ts'
import { builtPages } from './http/pages.ts'
import { TestBrowser } from './http/testing/browser.ts'
import type { TestPortal } from './http/testing/portal.ts'
import { startTestPortal, testClient } from './http/testing/portal.ts'
import type { MailboxMessage } from './letters/mailbox.ts'
import type { Letter, Post } from './letters/post.ts'
import { createLogger } from './observability/logger.ts'
import { createRooms, createServices } from './rooms.ts'
import { readKnownSaver } from './services/saver/profile.ts'
import { termsVersion } from './services/saver/terms.ts'
import type { TestDatabase } from './testing/database.ts'
import { testDatabase } from './testing/database.ts'
import { withMeanwhile } from './testing/meanwhile.ts'
import { answered, anyNumber, providerEntry } from './testing/examples.ts'

const name = 'Åsa Öström-Lindqvist'
const staffClient = { clientId: 'portal-staff', clientSecret: 'a secret of the tests for staff' }
const member = (id: string, ...roles: readonly string[]): StaffMember => ({
  id,
  givenName: 'Gunilla',
  familyName: id,
  roles,
  description: { sv: 'Personal' },
})
const members = [
  ...Array.from({ length: 100 }, (_, index) => member(`ombud-${index}`, 'ombud')),
  member('drift', 'operator'),
  member('ekonomi'),
]

const eddsa = generateKeyPairSync('ed25519')
const es256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const foreign = generateKeyPairSync('ed25519')
const publicJwk = {
  ...eddsa.publicKey.export({ format: 'jwk' }),
  kid: 'rost-1',
  alg: 'EdDSA',
}

let test: TestDatabase
let issuer: RunningIssuer
let portal: TestPortal
let secret: readonly string[] = []
let registerDown = false
let printerDown = false
/** What happens just before each transaction of a caller that the pages of staff begin. */
let atBegin: () => Promise<unknown> = () => Promise.resolve()
/** @param nth of the transactions from now on, counted from one */
function onBegin(nth: number, act: () => Promise<unknown>): void {
  let left = nth
  atBegin = () => (--left === 0 ? act() : Promise.resolve())
}
/** Whose address the register was asked for. */
const askedFor: PersonalNumber[] = []
/** Every line that the pages logged; the portal's own are in `portal.log`. */
const log: string[] = []
const letters: Letter[] = []
const messages: MailboxMessage[] = []

const post: Post = {
  addressOf: (number) => {
    askedFor.push(number)
    if (registerDown) return Promise.reject(new Error('the register is away'))
    if (secret.includes(number.reveal())) return Promise.resolve('protected' as const)
    return Promise.resolve({ lines: ['Storgatan 1'], postalCode: '123 45', town: 'Åmål' })
  },
  queueLetter: (letter) => {
    if (printerDown) return Promise.reject(new Error('the printer is away'))
    letters.push(letter)
    return Promise.resolve()
  },
}
const mailbox = {
  deliver: (message: MailboxMessage) => {
    messages.push(message)
    return Promise.resolve()
  },
}

beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [providerEntry('nordfjall-liv')])
  const logger = createLogger({ level: 'info', process: 'web', out: { write: (line) => log.push(line) } })
  const pages = await builtPages(new URL('../', import.meta.url))
  const services = createServices({ now: () => new Date(), operatorContact: null, erase: () => Promise.resolve() })
  const staff = createStaffDoor({
    db: withMeanwhile(test.app, /^begin/, () => atBegin()),
    servicesOver: services,
    ways: { post, mailbox },
    logger,
  })
  const compose = composePortal(test.app, services, logger, { staff })
  const ombud = (): OmbudConfig => ({
    staff: {
      ...staffClient,
      url: new URL(issuer.origin),
      acrValues: ['http://id.elegnamnden.se/loa/1.0/loa3'],
      rolesClaim: 'roles',
    },
    voice: {
      issuer: 'https://talsvar.example',
      keys: { keys: [publicJwk, { ...es256.publicKey.export({ format: 'jwk' }), kid: 'rost-2', alg: 'ES256' }] },
    },
  })
  portal = await startTestPortal({
    // All log in from one address, more often than anybody does in a minute.
    db: { ...test.app, limitsTimes: 10 },
    issuer: async (portalOrigin) => {
      issuer = await startIssuer({
        port: 0,
        ...testClient,
        portalOrigin,
        persons: [{ number: '199006012380', givenName: 'Åsa', familyName: 'Ö', description: { sv: '' } }],
        staff: { ...staffClient, members },
      })
      return { url: new URL(issuer.origin) }
    },
    ombud: () => Promise.resolve(ombud()),
    register: post,
    pages: pages.handler(compose),
  })
})
afterAll(async () => {
  await portal.close()
  await issuer.close()
  await test.close()
})

/** Somebody of the staff who has not been here before: limits count per person. */
let used = 0
async function loggedIn(id = `ombud-${used++}`): Promise<TestBrowser> {
  const browser = new TestBrowser()
  await logInAs(browser, id)
  return browser
}

async function logInAs(browser: TestBrowser, id: string, change: Readonly<Record<string, string>> = {}) {
  const picking = await browser.visit(`${portal.origin}/ombud/login`)
  return await browser.visit(picking.url, { form: { person: id, ...change } })
}

const at = (browser: TestBrowser, path: string) => browser.request(`${portal.origin}${path}`)
const send = (browser: TestBrowser, path: string, form: Readonly<Record<string, string>> = {}) =>
  browser.request(`${portal.origin}${path}`, { form })

const hiddenFields = (html: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, field = '', value = '']) => [
      field,
      value,
    ]),
  )

const callerPages = ['/ombud/arende', '/hamtning', '/oversikt', '/prognos', '/brev'].map((path) =>
  path.startsWith('/ombud') ? path : `/ombud/arende${path}`,
)
const callerForms = ['/ombud/arende', '/ombud/arende/villkor', '/ombud/arende/hamtning', '/ombud/arende/brev']

/** Begins a call, and gives the code that the page shows. */
async function begin(browser: TestBrowser, number: PersonalNumber): Promise<string> {
  const begun = await send(browser, '/ombud', { nummer: number.reveal() })
  expect(begun.status).toBe(303)
  return codeOn((await at(browser, '/ombud')).body)
}

const codeOn = (body: string): string =>
  /call-code">(?:<!-- -->)?(\d{4})(?:<!-- -->)? (?:<!-- -->)?(\d{4})/.exec(body)?.slice(1).join('') ?? 'no code'

interface Signing {
  readonly key?: Parameters<SignJWT['sign']>[0]
  readonly header?: Readonly<Record<string, unknown>>
  readonly claims?: Readonly<Record<string, unknown>>
}

const now = () => Math.floor(Date.now() / 1000)

function consentOf(code: string, number: PersonalNumber, { key, header, claims }: Signing = {}): Promise<string> {
  return new SignJWT({
    iss: 'https://talsvar.example',
    aud: `${portal.origin}/rost/samtycke`,
    iat: now(),
    jti: randomUUID(),
    case_code: code,
    personal_number: number.reveal(),
    consent_text: '2026-12',
    ...claims,
  })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'rost-1', typ: 'voice-consent+jwt', ...header })
    .sign(key ?? eddsa.privateKey)
}

/** From server to server: no cookie, no origin. */
async function hear(jws: string, contentType = 'application/jwt') {
  const answer = await fetch(`${portal.origin}/rost/samtycke`, {
    method: 'POST',
    headers: { 'Content-Type': contentType },
    body: jws,
  })
  const text = await answer.text()
  return { status: answer.status, err: text === '' ? null : (JSON.parse(text) as { err: string }).err }
}

const given = { status: 202, err: null }
const refused = (err: string) => ({ status: 400, err })

/** A user with figures, who has approved the terms. */
async function knownCaller(): Promise<{ readonly number: PersonalNumber; readonly saverId: string }> {
  const number = anyNumber()
  const { saverId, created } = await findOrCreateSaver(test.app, { number, name })
  if (!created) return knownCaller()
  await asSaver(test.app, saverId, async (t) => {
    await addApproval(t, { version: termsVersion, channel: 'portal' })
    const collection = await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 3_600_000),
      providers: [providerEntry('nordfjall-liv')],
    })
    await storeAnswer(t, collection?.retrievals[0]?.retrievalId ?? '', answered('A-1'))
  })
  return { number, saverId }
}

/** A call in which the caller has consented. */
async function inCall() {
  const browser = await loggedIn()
  const caller = await knownCaller()
  const code = await begin(browser, caller.number)
  expect(await hear(await consentOf(code, caller.number))).toEqual(given)
  return { browser, code, ...caller }
}

async function expectNothingShown(browser: TestBrowser, status = 403): Promise<void> {
  for (const path of callerPages) {
    const page = await at(browser, path)
    expect([path, page.status]).toEqual([path, status])
    expect(page.body).not.toMatch(/Östr|nordfjall|ITP 1/)
  }
  for (const path of callerForms) {
    const answer = await browser.visit(`${portal.origin}${path}`, { form: { namn: 'X', upplast: 'ja', version: '1' } })
    expect([path, answer.status]).toEqual([path, status])
    expect(answer.body).not.toMatch(/Östr|nordfjall|ITP 1/)
  }
}

const acts = async (saverId: string) =>
  await asSaver(test.app, saverId, async (t) =>
    (await listAccesses(t, { most: 100, before: 1_000_000 })).map(({ role, act }) => `${role} ${act}`),
  )

describe('reading', () => {
  it('without a call, and while the call waits for consent, is refused', async () => {
    const browser = await loggedIn()
    await expectNothingShown(browser)
    const { number, saverId } = await knownCaller()
    await begin(browser, number)
    await expectNothingShown(browser)
    expect(await acts(saverId)).toEqual([])
  })

  it('with consent shows figures, and each look is in the log with who, why and under which consent', async () => {
    const { browser, saverId } = await inCall()
    const overview = await at(browser, '/ombud/arende/oversikt')
    expect(overview.status).toBe(200)
    expect(overview.body).toContain('Försäkring nordfjall-liv')
    expect(overview.body).toContain(name)
    expect((await at(browser, '/ombud/arende/prognos?ar=66&manader=0&lon=41000')).status).toBe(200)
    const entries = await asSaver(test.app, saverId, (t) => listAccesses(t, { most: 100, before: 1_000_000 }))
    expect(entries.map(({ act }) => act)).toEqual([
      'forecast-read',
      'forecast-read',
      'overview-read',
      'overview-read',
      'consent-given',
    ])
    for (const { role, actorReference, reason, consentId } of entries) {
      expect(role).toBe('ombud')
      expect(actorReference).toMatch(/^[\da-f]{12}$/)
      expect(reason).toBe('consent-by-telephone')
      expect(consentId).toBe(entries[0]?.consentId)
      expect(consentId).not.toBeNull()
    }
  })

  it('is not done by the page that asks by itself how the call stands: it reads nothing of the caller’s and writes no entry', async () => {
    const { browser, saverId } = await inCall()
    for (let asked = 0; asked < 3; asked++) expect((await at(browser, '/ombud/lage')).status).toBe(200)
    expect((await at(browser, '/ombud')).status).toBe(302)
    await send(browser, '/ombud/avsluta')
    expect(await acts(saverId)).toEqual(['ombud call-ended', 'ombud consent-given'])
  })

  it('after the hour has run out is refused', async () => {
    const { browser } = await inCall()
    expect((await at(browser, '/ombud/arende/oversikt')).status).toBe(200)
    await query(
      test.owner.sql,
      `update ombud_case set consent_until = now() - interval '1 second' where consented_at < now() and ended_at is null`,
    )
    await expectNothingShown(browser)
  })

  it('after the staff session has been idle is refused, whatever the consent says', async () => {
    const { browser } = await inCall()
    await query(test.owner.sql, `update staff_session set idle_until = now() - interval '1 second'`)
    await expectNothingShown(browser, 401)
  })

  it('another member of staff’s call is refused', async () => {
    await inCall()
    await expectNothingShown(await loggedIn())
  })

  it('after the end of the call, and after logout, is refused', async () => {
    const { browser, saverId } = await inCall()
    expect((await send(browser, '/ombud/avsluta')).status).toBe(303)
    await expectNothingShown(browser)
    expect(await acts(saverId)).toContain('ombud call-ended')

    const second = await inCall()
    const token = second.browser.cookie('__Host-staff') ?? ''
    await send(second.browser, '/ombud/logga-ut')
    expect(second.browser.cookie('__Host-staff')).toBeUndefined()
    second.browser.setCookie('localhost', '__Host-staff', token)
    await expectNothingShown(second.browser, 401)
    expect(await acts(second.saverId)).toContain('ombud call-ended')
  })

  it.each([
    ['sv', 'Det här går inte nu', 'Samtycket gäller inte längre', 'Till samtalen'],
    ['en', 'Not possible now', 'The consent no longer holds', 'To the calls'],
  ])('that the consent ends in the middle of is refused in words (%s), and leads on', async (language, ...words) => {
    for (const path of ['/ombud/arende/oversikt', '/ombud/arende/prognos', '/ombud/arende/hamtning']) {
      const { browser, saverId } = await inCall()
      // First the page asks who the caller is.
      onBegin(2, () => createRooms({ db: test.app, now: () => new Date() }).mine.revokeOmbud(saverId))
      browser.setCookie('localhost', '__Host-sprak', language)
      const page = await at(browser, path)
      expect([path, page.status]).toEqual([path, 403])
      for (const word of words) expect(page.body).toContain(word)
      expect(page.body).toContain('href="/ombud"')
      expect(page.body).not.toMatch(/Östr|nordfjall|ITP 1/)
    }
  })

  it('that the consent ends in the middle of, where there is no page, leads to the one that says so', async () => {
    const { browser, saverId } = await inCall()
    onBegin(2, () => createRooms({ db: test.app, now: () => new Date() }).mine.revokeOmbud(saverId))
    const sent = await browser.request(`${portal.origin}/ombud/arende/villkor`, {
      form: { upplast: 'ja', version: termsVersion },
    })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/ombud/arende'])
    expect((await at(browser, '/ombud/arende')).body).toContain('Det finns inget samtycke som gäller')
  })

  it('after the saver has revoked in mid-call is refused at the next request', async () => {
    const { browser, saverId } = await inCall()
    expect((await at(browser, '/ombud/arende/oversikt')).status).toBe(200)
    const own = await savers(saverId)
    const log = await at(own, '/mina-uppgifter/logg')
    expect(log.body).toMatch(/Ombud med referens [\da-f]{12}/)
    expect((await send(own, '/mina-uppgifter/logg')).status).toBe(303)
    await expectNothingShown(browser)
    expect((await at(browser, '/ombud')).body).toContain('återkallat samtycket')
    expect(await acts(saverId)).toContain('saver consent-revoked')
  })

  it('is refused where the log cannot be written', async () => {
    const { browser } = await inCall()
    await query(test.owner.sql, 'revoke insert on access_log from portal_app')
    try {
      for (const path of callerPages) {
        const page = await at(browser, path)
        expect([path, page.status]).toEqual([path, 500])
        expect(page.body).not.toMatch(/Östr|nordfjall|ITP 1/)
      }
    } finally {
      await query(test.owner.sql, 'grant insert on access_log to portal_app')
    }
    expect((await at(browser, '/ombud/arende/oversikt')).status).toBe(200)
  })
})

/** The saver's own browser, logged in by e-ID. */
async function savers(saverId: string): Promise<TestBrowser> {
  const browser = new TestBrowser()
  const token = newToken()
  const session = { saverId, level: 'loa3', partnerId: null, idToken: 'a.b.c' } as const
  await openSession(test.app, { tokenHash: hashToken(token), ...session })
  browser.setCookie('localhost', '__Host-session', token)
  return browser
}

describe('a call', () => {
  it('says the same of a number that is known and of one that is not', async () => {
    const pages = await Promise.all(
      [(await knownCaller()).number, anyNumber()].map(async (number) => {
        const browser = await loggedIn()
        const begun = await send(browser, '/ombud', { nummer: number.reveal() })
        const { body, status, headers } = await at(browser, '/ombud')
        return [begun.status, begun.headers.get('location'), status, [...headers.keys()], withoutChance(body)]
      }),
    )
    expect(pages[0]).toEqual(pages[1])
  })

  it('is one at a time for a member of staff: a second is refused, waiting or open', async () => {
    const browser = await loggedIn()
    const { number } = await knownCaller()
    const code = await begin(browser, number)
    const second = await send(browser, '/ombud', { nummer: anyNumber().reveal() })
    expect(second.status).toBe(409)
    expect(second.body).toContain('Du har redan ett samtal')
    await hear(await consentOf(code, number))
    const third = await send(browser, '/ombud', { nummer: anyNumber().reveal() })
    expect(third.headers.get('location')).toBe('/ombud/arende')
    const reference = /"staff":"([\da-f]{12})"/.exec(
      portal.log.findLast((line) => line.includes('staff-login')) ?? '',
    )?.[1]
    const open = await query(test.owner.sql, 'select from ombud_case where staff_reference = ? and ended_at is null', [
      reference ?? '',
    ])
    expect(open).toHaveLength(1)
  })

  it('is one at a time for a caller: another member of staff is refused', async () => {
    const { number } = await inCall()
    const other = await send(await loggedIn(), '/ombud', { nummer: number.reveal() })
    expect(other.status).toBe(409)
    expect(other.body).toContain('Det pågår redan ett samtal')
  })

  it.each(['', '1', '19900601-2381', '199006012380199006012380', `199006012380'--`])(
    'is not begun with what is no number: %j',
    async (nummer) => {
      expect((await send(await loggedIn(), '/ombud', { nummer })).status).toBe(422)
    },
  )

  it('guessing numbers is stopped, told in words, and an alarm in the log without any number', async () => {
    const browser = await loggedIn()
    const tried: string[] = []
    let stopped = null
    // Twice as many as an hour lets through: an hour may turn meanwhile.
    while (stopped === null && tried.length < 42) {
      const number = anyNumber().reveal()
      tried.push(number)
      const answer = await send(browser, '/ombud', { nummer: number })
      if (answer.status === 429) stopped = answer.body
      else await send(browser, '/ombud/avsluta')
    }
    expect(stopped).toContain('fler samtal den här timmen')
    expect(tried.length).toBeGreaterThan(20)
    const alarms = log.filter((line) => line.includes('ombud-tries-numbers'))
    expect(alarms).toHaveLength(1)
    expect(alarms[0]).toMatch(/"staff":"[\da-f]{12}"/)
    for (const number of tried) expect([...log, ...portal.log].join('')).not.toContain(number)
  })
})

const withoutChance = (body: string): string =>
  body
    // The reference of who is logged in, before any eight digits of it are taken for a code.
    .replaceAll(/\b[\da-f]{12}\b/g, '')
    .replaceAll(/nonce="[^"]*"|"cspNonce":"[^"]*"|nonce\\?":\\?"[^"\\]*/g, '')
    .replaceAll(/\d{4}(<!-- -->)? (<!-- -->)?\d{4}|"code[^,]*,|\d{8}/g, '')
    .replaceAll(/\d{2}[:.]\d{2}|\d{4}-\d{2}-\d{2}T[^"\\]*/g, '')

describe('a consent', () => {
  it('of either kind of key on file opens the case', async () => {
    for (const signing of [{}, { key: es256.privateKey, header: { alg: 'ES256', kid: 'rost-2' } }]) {
      const browser = await loggedIn()
      const { number } = await knownCaller()
      expect(await hear(await consentOf(await begin(browser, number), number, signing))).toEqual(given)
      expect((await at(browser, '/ombud')).headers.get('location')).toBe('/ombud/arende')
    }
  })

  it('used again is refused, for its own case and for any other', async () => {
    const browser = await loggedIn()
    const { number } = await knownCaller()
    const code = await begin(browser, number)
    const jti = randomUUID()
    const first = await consentOf(code, number, { claims: { jti } })
    expect(await hear(first)).toEqual(given)
    expect(await hear(first)).toEqual(refused('authentication_failed'))
    await send(browser, '/ombud/avsluta')
    const again = await begin(browser, number)
    expect(await hear(first)).toEqual(refused('authentication_failed'))
    expect(await hear(await consentOf(again, number, { claims: { jti } }))).toEqual(refused('authentication_failed'))
    await expectNothingShown(browser)
  })

  it('used by two requests at once opens one case once', async () => {
    const browser = await loggedIn()
    const { number } = await knownCaller()
    const jws = await consentOf(await begin(browser, number), number)
    const answers = await Promise.all([hear(jws), hear(jws), hear(jws)])
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1)
  })

  it('for another number is refused, and ends the case it names', async () => {
    const browser = await loggedIn()
    const { number } = await knownCaller()
    const code = await begin(browser, number)
    const another = await knownCaller()
    expect(await hear(await consentOf(code, another.number))).toEqual(refused('access_denied'))
    await expectNothingShown(browser)
    expect((await at(browser, '/ombud')).body).toContain('Samtycket gick inte igenom')
    expect(await hear(await consentOf(code, number))).toEqual(refused('access_denied'))
    expect(await acts(another.saverId)).toEqual([])
  })

  it('for another case is refused, and opens neither', async () => {
    const [one, other] = [await loggedIn(), await loggedIn()]
    const [{ number }, another] = [await knownCaller(), await knownCaller()]
    const code = await begin(one, number)
    await begin(other, another.number)
    const wrong = String((Number(code) + 1) % 100_000_000).padStart(8, '0')
    expect(await hear(await consentOf(wrong, number))).toEqual(refused('access_denied'))
    await expectNothingShown(one)
    await expectNothingShown(other)
  })

  it('for a case whose code has run out is refused', async () => {
    const browser = await loggedIn()
    const { number } = await knownCaller()
    const code = await begin(browser, number)
    await query(test.owner.sql, `update ombud_case set code_until = now() - interval '1 second' where code = ?`, [code])
    expect(await hear(await consentOf(code, number))).toEqual(refused('access_denied'))
    await expectNothingShown(browser)
  })

  const unsigned = (header: object, claims: object) =>
    [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const claimsOf = (code: string, number: PersonalNumber) => ({
    iss: 'https://talsvar.example',
    aud: `${portal.origin}/rost/samtycke`,
    iat: now(),
    jti: randomUUID(),
    case_code: code,
    personal_number: number.reveal(),
    consent_text: '2026-12',
  })

  describe.each<[string, string, (code: string, number: PersonalNumber) => Promise<string> | string]>([
    ['signed with a wrong key', 'invalid_key', (...of) => consentOf(...of, { key: foreign.privateKey })],
    ['with an unknown kid', 'invalid_key', (...of) => consentOf(...of, { header: { kid: 'rost-9' } })],
    ['without a kid', 'invalid_key', (...of) => consentOf(...of, { header: { kid: undefined } })],
    ['with the kid of another kind of key', 'invalid_key', (...of) => consentOf(...of, { header: { kid: 'rost-2' } })],
    [
      'with alg none',
      'invalid_key',
      (...of) => `${unsigned({ alg: 'none', kid: 'rost-1', typ: 'voice-consent+jwt' }, claimsOf(...of))}.`,
    ],
    [
      'with HS256 and the public key as secret',
      'invalid_key',
      (...of) => {
        const text = unsigned({ alg: 'HS256', kid: 'rost-1', typ: 'voice-consent+jwt' }, claimsOf(...of))
        const pem = eddsa.publicKey.export({ type: 'spki', format: 'pem' })
        return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`
      },
    ],
    [
      'with a key of its own in the header',
      'invalid_key',
      (...of) =>
        consentOf(...of, {
          key: foreign.privateKey,
          header: { jwk: foreign.publicKey.export({ format: 'jwk' }) },
        }),
    ],
    ['that is stale', 'authentication_failed', (...of) => consentOf(...of, { claims: { iat: now() - 135 } })],
    ['from the future', 'authentication_failed', (...of) => consentOf(...of, { claims: { iat: now() + 60 } })],
    ['without a time', 'authentication_failed', (...of) => consentOf(...of, { claims: { iat: undefined } })],
    ['without an id', 'invalid_request', (...of) => consentOf(...of, { claims: { jti: undefined } })],
    ['for another portal', 'authentication_failed', (...of) => consentOf(...of, { claims: { aud: 'https://else' } })],
    ['of another system', 'authentication_failed', (...of) => consentOf(...of, { claims: { iss: 'https://else' } })],
    ['of another kind', 'authentication_failed', (...of) => consentOf(...of, { header: { typ: 'JWT' } })],
    ['to another text', 'invalid_request', (...of) => consentOf(...of, { claims: { consent_text: '2020-01' } })],
    ['altered after signing', 'invalid_key', altered],
    ['that is no JWS', 'invalid_request', () => 'samtycke'],
    ['of nothing', 'invalid_request', () => ''],
  ])('%s', (_what, err, make) => {
    let browser: TestBrowser
    let number: PersonalNumber
    let code: string
    beforeEach(async () => {
      browser = await loggedIn()
      number = (await knownCaller()).number
      code = await begin(browser, number)
    })

    it('is refused, shows nothing, and leaves nothing of it in the log', async () => {
      const jws = await make(code, number)
      expect(await hear(jws)).toEqual(refused(err))
      await expectNothingShown(browser)
      const logged = portal.log.join('')
      expect(logged).not.toContain(number.reveal())
      expect(logged).not.toContain(code)
      if (jws !== '' && jws !== 'samtycke') expect(logged).not.toContain(jws.split('.')[1])
      // The case waits still: the real one opens it.
      expect(await hear(await consentOf(code, number))).toEqual(given)
    })
  })

  async function altered(code: string, number: PersonalNumber): Promise<string> {
    const [header, , signature] = (await consentOf('00000000', number)).split('.')
    return [header, Buffer.from(JSON.stringify(claimsOf(code, number))).toString('base64url'), signature].join('.')
  }

  it('of another content type is refused', async () => {
    const browser = await loggedIn()
    const { number } = await knownCaller()
    const jws = await consentOf(await begin(browser, number), number)
    expect(await hear(jws, 'text/plain')).toEqual(refused('invalid_request'))
  })
})

describe('protected identity', () => {
  it('without the saver’s own yes is refused, in the words of any refusal; with it, help is given', async () => {
    const browser = await loggedIn()
    const { number, saverId } = await knownCaller()
    await asSaver(test.app, saverId, (t) => updateSaver(t, { protectedIdentity: true }))
    expect(await hear(await consentOf(await begin(browser, number), number))).toEqual(refused('access_denied'))
    await expectNothingShown(browser)
    const told = withoutChance((await at(browser, '/ombud')).body)

    const mistaken = await loggedIn()
    const wrong = await begin(mistaken, (await knownCaller()).number)
    await hear(await consentOf(wrong, (await knownCaller()).number))
    const same = withoutChance((await at(mistaken, '/ombud')).body)
    expect(told).toBe(same)

    await asSaver(test.app, saverId, (t) => updateSaver(t, { ombudHelp: true }))
    expect(await hear(await consentOf(await begin(browser, number), number))).toEqual(given)
    expect((await at(browser, '/ombud/arende/oversikt')).status).toBe(200)
    // And never a letter.
    const letter = await send(browser, '/ombud/arende/brev', { satt: 'post' })
    expect(letter.status).toBe(409)
    expect(letters).toEqual([])
    expect(askedFor.filter((one) => one.equals(number))).toEqual([])
  })

  it('of one who has said no to help by telephone is refused', async () => {
    const browser = await loggedIn()
    const { number, saverId } = await knownCaller()
    await asSaver(test.app, saverId, (t) => updateSaver(t, { ombudHelp: false }))
    expect(await hear(await consentOf(await begin(browser, number), number))).toEqual(refused('access_denied'))
  })

  it('that only the register knows of is refused, for a user and for one who is new, and while it cannot be asked', async () => {
    for (const number of [(await knownCaller()).number, anyNumber()]) {
      secret = [number.reveal()]
      const browser = await loggedIn()
      expect(await hear(await consentOf(await begin(browser, number), number))).toEqual(refused('access_denied'))
      await expectNothingShown(browser)
    }
    secret = []
    registerDown = true
    try {
      const number = anyNumber()
      expect(await hear(await consentOf(await begin(await loggedIn(), number), number))).toEqual(
        refused('access_denied'),
      )
    } finally {
      registerDown = false
    }
  })
})

describe('staff', () => {
  it('without a role of ours are not let in; nor with a weak or an old login', async () => {
    for (const change of [{ person: 'ekonomi' }, { fault: 'weak-acr' }, { fault: 'old-auth-time' }]) {
      const browser = new TestBrowser()
      const landed = await logInAs(browser, 'ombud-99', change)
      expect(landed.url.pathname).toBe('/inloggning-misslyckades')
      expect(browser.cookie('__Host-staff')).toBeUndefined()
    }
  })

  it('who run the portal find nothing under /ombud', async () => {
    const browser = await loggedIn('drift')
    for (const path of ['/ombud', ...callerPages]) {
      const page = await at(browser, path)
      expect([path, page.status]).toEqual([path, 403])
      expect(page.body).toContain('Driften har inget att göra här')
    }
    expect((await send(browser, '/ombud', { nummer: anyNumber().reveal() })).status).toBe(403)
  })

  it('are nobody at savers’ pages, whatever cookie their token comes in; and savers nobody at theirs', async () => {
    const { browser, saverId } = await inCall()
    const staffToken = browser.cookie('__Host-staff') ?? ''
    expect((await at(browser, '/oversikt')).status).toBe(401)
    browser.setCookie('localhost', '__Host-session', staffToken)
    expect((await at(browser, '/oversikt')).status).toBe(401)
    expect((await at(browser, '/mina-uppgifter')).status).toBe(401)

    const own = await savers(saverId)
    own.setCookie('localhost', '__Host-staff', own.cookie('__Host-session') ?? '')
    expect((await at(own, '/ombud')).status).toBe(401)
    await expectNothingShown(own, 401)
  })

  it('cannot be logged in by a code that the issuer gave for the savers’ client', async () => {
    const browser = new TestBrowser()
    const picking = await browser.visit(`${portal.origin}/login`)
    const back = await browser.visit(picking.url, { form: { person: '199006012380' } }, ({ pathname }) =>
      pathname.endsWith('/retur'),
    )
    const callback = new URL(back.headers.get('location') ?? '')
    callback.pathname = '/ombud/login/retur'
    const landed = await browser.visit(callback)
    expect(landed.url.pathname).toBe('/inloggning-misslyckades')
    expect(browser.cookie('__Host-staff')).toBeUndefined()
  })

  it('are given a new token at each login, not one that was planted', async () => {
    const browser = new TestBrowser()
    const planted = newToken()
    browser.setCookie('localhost', '__Host-staff', planted)
    await logInAs(browser, `ombud-${used++}`)
    expect(browser.cookie('__Host-staff')).not.toBe(planted)
    expect((await at(browser, '/ombud')).status).toBe(200)
  })

  it('are logged out at the issuer too, with the ID token in no address', async () => {
    const browser = await loggedIn()
    const token = browser.cookie('__Host-staff') ?? ''
    const leaving = await send(browser, '/ombud/logga-ut')
    expect([leaving.status, leaving.headers.get('location')]).toEqual([200, null])
    expect(leaving.headers.get('clear-site-data')).toBe('"cache"')
    expect(leaving.headers.get('content-security-policy')).toContain(`form-action 'self' ${issuer.origin};`)
    const form = hiddenFields(leaving.body)
    expect(form).toMatchObject({
      client_id: staffClient.clientId,
      id_token_hint: expect.stringMatching(/^eyJ/) as string,
    })
    const [, endpoint = ''] = /action="([^"]+)"/.exec(leaving.body) ?? []
    expect(browser.cookie('_session')).toBeDefined()
    const atIssuer = await browser.visit(endpoint, { form })
    const [, confirm = ''] = /action="([^"]+)"/.exec(atIssuer.body) ?? []
    const out = await browser.visit(confirm, { form: { ...hiddenFields(atIssuer.body), logout: 'yes' } })
    expect(browser.cookie('_session')).toBeUndefined()
    expect(`${out.url.origin}${out.url.pathname}`).toBe(`${portal.origin}/utloggad`)
    expect(out.url.search).toBe(`?skal=personal&state=${form.state ?? ''}`)
    expect(out.body).toContain('utloggad här och där du loggade in')
    browser.setCookie('localhost', '__Host-staff', token)
    expect((await at(browser, '/ombud')).status).toBe(401)
    // Once more there is nothing left to end, here or there.
    const again = await send(browser, '/ombud/logga-ut')
    expect([again.status, again.headers.get('location')]).toEqual([303, '/utloggad?skal=personal'])
  })

  it('are logged out here, and told of that alone, when there is no ID token to end the rest by', async () => {
    const browser = await loggedIn()
    await query(test.owner.sql, 'update staff_session set id_token_sealed = null')
    const out = await browser.visit(`${portal.origin}/ombud/logga-ut`, { form: {} })
    expect(out.body).toContain('Vi vet inte om inloggningen hos arbetsgivaren också är avslutad')
    expect((await at(browser, '/ombud')).status).toBe(401)
  })

  it('cannot be logged out at the issuer by an ID token moved from another’s session', async () => {
    const [one, other] = [await loggedIn(), await loggedIn()]
    const hashOf = (browser: TestBrowser) => hashToken(browser.cookie('__Host-staff') ?? '')
    await query(
      test.owner.sql,
      `update staff_session set id_token_sealed = (select id_token_sealed from staff_session where token_hash = ?)
       where token_hash = ?`,
      [hashOf(other), hashOf(one)],
    )
    const out = await send(one, '/ombud/logga-ut')
    expect([out.status, out.body.includes('id_token_hint')]).toEqual([500, false])
    expect((await at(one, '/ombud')).status).toBe(401)
  })

  it('leave no name in the log or the database', async () => {
    await loggedIn()
    const [row] = await query<Record<string, unknown>>(test.owner.sql, 'select * from staff_session limit 1')
    expect(Object.keys(row ?? {}).toSorted()).toEqual([
      'absolute_until',
      'created_at',
      'id_token_sealed',
      'idle_until',
      'role',
      'staff_reference',
      'token_hash',
    ])
    const stored = Object.values(row ?? {}).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : value))
    for (const text of [portal.log.join(''), stored.join()]) expect(text).not.toMatch(/Gunilla|eyJ/)
  })
})

describe('a caller who is new', () => {
  it('is registered, is read the terms, and confirms them at the first own login', async () => {
    const browser = await loggedIn()
    const number = anyNumber()
    expect(await hear(await consentOf(await begin(browser, number), number))).toEqual(given)
    expect(await findSaverWith(test.app, number)).toBeNull()
    expect((await at(browser, '/ombud/arende')).body).toContain('Den som ringer är ny här')
    expect((await at(browser, '/ombud/arende/oversikt')).headers.get('location')).toBe('/ombud/arende')
    expect((await send(browser, '/ombud/arende', { namn: ' ' })).status).toBe(422)
    expect((await send(browser, '/ombud/arende', { namn: 'Bo Björk' })).status).toBe(303)

    const saverId = (await findSaverWith(test.app, number)) ?? ''
    // Nothing is collected before the terms.
    await send(browser, '/ombud/arende/hamtning')
    expect((await at(browser, '/ombud/arende')).body).toContain('Läs upp villkoren')
    const notTicked = await send(browser, '/ombud/arende/villkor', { version: termsVersion })
    expect(notTicked.headers.get('location')).toBe('/ombud/arende?olast')
    await send(browser, '/ombud/arende/villkor', { version: '2020-01', upplast: 'ja' })
    expect(await asSaver(test.app, saverId, listApprovals)).toEqual([])
    await send(browser, '/ombud/arende/villkor', { version: termsVersion, upplast: 'ja' })
    await send(browser, '/ombud/arende/villkor', { version: termsVersion, upplast: 'ja' })
    expect(await asSaver(test.app, saverId, listApprovals)).toMatchObject([{ version: termsVersion, channel: 'ombud' }])
    await send(browser, '/ombud/arende/hamtning')
    expect((await at(browser, '/ombud/arende/hamtning')).body).toContain('Försäkring nordfjall-liv')

    const done = await acts(saverId)
    for (const act of ['registered', 'terms-read-out', 'collection-started', 'collection-read']) {
      expect(done).toContain(`ombud ${act}`)
    }
    expect(done.filter((act) => !act.startsWith('ombud '))).toEqual([])

    expect(await readKnownSaver(test.app, saverId)).toMatchObject({ name: 'Bo Björk', approved: false })
    const own = await savers(saverId)
    expect((await at(own, '/oversikt')).headers.get('location')).toBe('/valkommen')
    expect((await at(own, '/valkommen')).body).toContain('Du har godkänt villkoren i telefon')
    await send(own, '/valkommen', { version: termsVersion, epost: '', sprak: 'sv', godkann: 'ja' })
    expect(await readKnownSaver(test.app, saverId)).toMatchObject({ approved: true, readOutOn: null })
  })

  it('whose name is script or SQL is shown as text, in every page of the call', async () => {
    const browser = await loggedIn()
    const number = anyNumber()
    const hostile = `zq7"'</script><svg/onload=zq7()>;--' or '1'='1`
    expect(await hear(await consentOf(await begin(browser, number), number))).toEqual(given)
    expect((await send(browser, '/ombud/arende', { namn: hostile })).status).toBe(303)
    await send(browser, '/ombud/arende/villkor', { version: termsVersion, upplast: 'ja' })
    for (const path of callerPages) {
      const page = await at(browser, path)
      expect([path, page.status]).toEqual([path, 200])
      expect(page.body, path).toContain('zq7')
      expect(page.body, path).not.toMatch(/zq7["'<>]/)
    }
  })

  it('leaves nothing behind when nobody registers them', async () => {
    const browser = await loggedIn()
    const number = anyNumber()
    await hear(await consentOf(await begin(browser, number), number))
    await send(browser, '/ombud/avsluta')
    const rows = await query(
      test.owner.sql,
      'select from ombud_case where ended_at is not null and (number_hash is not null or number_sealed is not null)',
    )
    expect(rows).toEqual([])
    await query(test.owner.sql, `update ombud_case set ended_at = ended_at - interval '2 hours' where saver_id is null`)
    await begin(browser, number)
    const gone = await query(test.owner.sql, 'select from ombud_case where ended_at is not null and saver_id is null')
    expect(gone).toEqual([])
  })
})

describe('the overview sent home', () => {
  it('goes by post to the address of the register, which is stored nowhere, or to the digital mailbox', async () => {
    const { browser, number, saverId } = await inCall()
    letters.length = 0
    expect((await send(browser, '/ombud/arende/brev', { satt: 'post' })).headers.get('location')).toContain('skickat')
    expect(letters).toMatchObject([{ kind: 'overview', to: { name, lines: ['Storgatan 1'], town: 'Åmål' } }])
    expect(
      Buffer.from(letters[0]?.pdf ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    await send(browser, '/ombud/arende/brev', { satt: 'brevlada' })
    expect(messages.map(({ to }) => to.reveal())).toEqual([number.reveal()])
    expect((await acts(saverId)).filter((act) => act === 'ombud letter-sent')).toHaveLength(2)
  })

  it('goes once by a form that is sent twice, and again by another form or the other way', async () => {
    const { browser, saverId } = await inCall()
    letters.length = 0
    messages.length = 0
    const sent = async () => (await acts(saverId)).filter((act) => act === 'ombud letter-sent').length
    const { id = '' } = hiddenFields((await at(browser, '/ombud/arende/brev')).body)
    expect(id).not.toBe('')
    const byPost = () => send(browser, '/ombud/arende/brev', { id, satt: 'post' })
    for (const answer of await Promise.all([byPost(), byPost()])) {
      expect(answer.headers.get('location')).toContain('skickat')
    }
    expect([letters.length, await sent()]).toEqual([1, 1])
    await send(browser, '/ombud/arende/brev', { id, satt: 'brevlada' })
    expect([letters.length, messages.length, await sent()]).toEqual([1, 1, 2])
    const another = hiddenFields((await at(browser, '/ombud/arende/brev')).body)
    await send(browser, '/ombud/arende/brev', { id: another['id'] ?? '', satt: 'post' })
    expect([letters.length, await sent()]).toEqual([2, 3])
  })

  it('goes by a form sent again where the printer did not take it the first time', async () => {
    const { browser, saverId } = await inCall()
    letters.length = 0
    const { id = '' } = hiddenFields((await at(browser, '/ombud/arende/brev')).body)
    printerDown = true
    const down = await send(browser, '/ombud/arende/brev', { id, satt: 'post' })
    printerDown = false
    expect([down.status, letters.length]).toEqual([500, 0])
    await send(browser, '/ombud/arende/brev', { id, satt: 'post' })
    expect(letters).toHaveLength(1)
    expect((await acts(saverId)).filter((act) => act === 'ombud letter-sent')).toHaveLength(1)
  })

  it('is not sent where the register does not answer, or keeps the address secret', async () => {
    const { browser, number } = await inCall()
    letters.length = 0
    registerDown = true
    const down = await send(browser, '/ombud/arende/brev', { satt: 'post' })
    registerDown = false
    secret = [number.reveal()]
    const protectedNow = await send(browser, '/ombud/arende/brev', { satt: 'post' })
    secret = []
    expect([down.status, protectedNow.status]).toEqual([409, 409])
    expect(letters).toEqual([])
  })
})
