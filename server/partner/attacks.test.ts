/** What must fail of the partners' way in; each test is named by the attack (docs/attacks.md). */
import { createHmac, randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import { exportSPKI } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composePortal } from '#server/compose.ts'
import { addApproval } from '#server/db/approvals.ts'
import { listAccesses } from '#server/db/access-log.ts'
import { latestCollection } from '#server/db/collections.ts'
import { asSaver, query, queryOne } from '#server/db/database.ts'
import { listPartnerUsage, switchPartner } from '#server/db/partners.ts'
import { withClient } from '#server/db/bootstrap.ts'
import { eraseSaver } from '#server/db/erasure.ts'
import { withMeanwhile } from '#server/testing/meanwhile.ts'
import { findOrCreateSaver, findSaverWith, readSaver, updateSaver } from '#server/db/savers.ts'
import type { Visited } from '#server/http/testing/browser.ts'
import { TestBrowser } from '#server/http/testing/browser.ts'
import type { TestPortal } from '#server/http/testing/portal.ts'
import { startTestPortal } from '#server/http/testing/portal.ts'
import { createLogger } from '#server/observability/logger.ts'
import { createServices } from '#server/rooms.ts'
import { termsVersion } from '#server/services/saver/terms.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anyNumber } from '#server/testing/examples.ts'
import { KeySets } from './key-sets.ts'
import { knocks } from './knocking.ts'
import { partnerRoutes } from './routes.ts'
import type { TestPartner } from './testing/partner.ts'
import { loa3, newKey, seconds, startTestPartner } from './testing/partner.ts'

const number = anyNumber()
const lines: string[] = []
const logger = createLogger({ level: 'debug', process: 'web', out: { write: (line) => lines.push(line) } })
let db: TestDatabase
let portal: TestPortal
let bank: TestPartner
let other: TestPartner
let clock = 0
/** What happens just before an entry is written in a saver's log. */
let beforeEntry: () => Promise<unknown> = () => Promise.resolve()
/** And just before the services are used. */
let meanwhile: () => Promise<unknown> = () => Promise.resolve()

beforeAll(async () => {
  db = await testDatabase()
  bank = await startTestPartner(db.owner, 'banken', number.reveal())
  other = await startTestPartner(db.owner, 'andra', number.reveal())
  const servicesOver = createServices({
    now: () => new Date(),
    operatorContact: null,
    erase: () => Promise.resolve(),
  })
  const compose = composePortal(db.app, servicesOver, logger)
  /** Reads the overview as the pages do, and tells who was let in to it. */
  const pages: RequestHandler = (request, response, next) => {
    void (async () => {
      const { saver } = await compose(request, response)
      if (saver === null) response.status(401).json({ path: request.path, saver: null })
      else response.json({ path: request.path, profile: saver.profile, overview: await saver.overview({}) })
    })().catch((error: unknown) => {
      if (error instanceof Response) response.status(error.status).end()
      else next(error)
    })
  }
  portal = await startTestPortal({
    db: db.app,
    issuer: () => Promise.resolve({ url: new URL('http://localhost:1') }),
    pages,
    partners: (origin) =>
      partnerRoutes({
        db: withMeanwhile(db.app, /pg_advisory_xact_lock/, () => beforeEntry()),
        origin,
        keys: new KeySets({ loopbackAllowed: true, now: () => clock }),
        signing: null,
        servicesOver: (over) => {
          const all = servicesOver(over)
          return { ...all, startIfDue: (saverId) => meanwhile().then(() => all.startIfDue(saverId)) }
        },
        logger,
        devServer: false,
      }),
  })
})
afterAll(async () => {
  await Promise.all([bank.close(), other.close(), portal.close()])
  await db.close()
})

const endpoint = () => `${portal.origin}/partner/ticket`

interface Answer {
  readonly status: number
  readonly body: {
    readonly error?: string
    readonly error_description?: string
    readonly ticket?: string
    readonly expires_in?: number
    readonly embed_url?: string
  }
}

async function post(form: Readonly<Record<string, string>>): Promise<Answer> {
  const response = await fetch(endpoint(), { method: 'POST', body: new URLSearchParams(form) })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

async function ticketOf(partner: TestPartner): Promise<string> {
  const { status, body } = await post(await partner.form(endpoint()))
  expect([status, body.error_description]).toEqual([200, undefined])
  return body.ticket ?? ''
}

const start = (browser: TestBrowser, ticket: string, more: { variant?: string; referer?: string } = {}) =>
  browser.request(
    `${portal.origin}/embed/start?ticket=${ticket}${more.variant === undefined ? '' : `&variant=${more.variant}`}`,
    more.referer === undefined ? {} : { headers: { referer: more.referer } },
  )

const unsignedPart = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url')

const ancestors = ({ headers }: Visited): string | undefined =>
  /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1]

async function visitor(partner = bank): Promise<TestBrowser> {
  const browser = new TestBrowser()
  expect((await start(browser, await ticketOf(partner))).status).toBe(303)
  return browser
}

test('a ticket is good for a minute and leads to a session in a cookie of its own', async () => {
  const { status, body } = await post(await bank.form(endpoint()))
  expect(status).toBe(200)
  expect(body).toEqual({
    ticket: expect.stringMatching(/^[\w-]{43}$/) as string,
    expires_in: 60,
    embed_url: `${portal.origin}/embed/start?ticket=${body.ticket ?? ''}`,
  })
  const browser = new TestBrowser()
  const begun = await start(browser, body.ticket ?? '')
  expect([begun.status, begun.headers.get('location')]).toEqual([303, '/embed/oversikt'])
  expect(begun.headers.get('set-cookie')).toMatch(
    /^__Host-embed=[\w-]{43}\.frame\.\.banken; Path=\/; HttpOnly; Secure; Partitioned; SameSite=None$/,
  )
  const page = await browser.request(`${portal.origin}/embed/oversikt`)
  expect(page.status).toBe(200)
  expect(ancestors(page)).toBe('https://banken.example')
  expect(page.headers.get('x-frame-options')).toBeNull()
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('cross-origin-resource-policy')).toBe('same-origin')
})

test('a first-time customer becomes a saver as the ticket is used, and not before', async () => {
  const stranger = anyNumber()
  const claims = { 'https://id.oidc.se/claim/personalIdentityNumber': stranger.reveal() }
  const { body } = await post(await bank.form(endpoint(), { customer: claims }))
  expect(await findSaverWith(db.app, stranger)).toBeNull()
  await start(new TestBrowser(), body.ticket ?? '')
  expect(await findSaverWith(db.app, stranger)).not.toBeNull()
})

test('a known saver keeps their name, whatever a partner calls them', async () => {
  const known = anyNumber()
  const { saverId } = await findOrCreateSaver(db.app, { number: known, name: 'Åsa Lindqvist' })
  for (const given_name of ['Någon Annan', '']) {
    const customer = { 'https://id.oidc.se/claim/personalIdentityNumber': known.reveal(), given_name, family_name: '' }
    const { body } = await post(await bank.form(endpoint(), { customer }))
    expect((await start(new TestBrowser(), body.ticket ?? '')).status).toBe(303)
    expect((await asSaver(db.app, saverId, readSaver)).name).toBe('Åsa Lindqvist')
  }
})

test('what is due is collected anew as a customer comes who has approved before, and is told as the partner’s', async () => {
  const known = anyNumber()
  const { saverId } = await findOrCreateSaver(db.app, { number: known, name: '' })
  await asSaver(db.app, saverId, (t) => addApproval(t, { version: termsVersion, channel: 'portal' }))
  const customer = { 'https://id.oidc.se/claim/personalIdentityNumber': known.reveal() }
  const { body } = await post(await bank.form(endpoint(), { customer }))
  await start(new TestBrowser(), body.ticket ?? '')
  const [newest] = await asSaver(db.app, saverId, (t) => listAccesses(t, { most: 10 }))
  expect(newest).toMatchObject({ role: 'partner', actorReference: 'banken', act: 'collection-started' })
  expect((await asSaver(db.app, saverId, latestCollection))?.requestedAt).toBeInstanceOf(Date)
})

test('every read is in the log of the saver, as the partner’s', async () => {
  const browser = await visitor()
  const saverId = (await findSaverWith(db.app, number)) ?? ''
  const log = () => asSaver(db.app, saverId, (t) => listAccesses(t, { most: 1000 }))
  const before = await log()
  await browser.request(`${portal.origin}/embed/oversikt`)
  const [newest, ...rest] = await log()
  expect(rest.length).toBe(before.length)
  expect(newest).toMatchObject({
    role: 'partner',
    actorReference: 'banken',
    act: 'overview-read',
    reason: 'sign-on-by-partner',
  })
  expect(before[0]).toMatchObject({ role: 'partner', actorReference: 'banken', act: 'logged-in' })
})

describe('the ticket', () => {
  test('used twice', async () => {
    const ticket = await ticketOf(bank)
    expect((await start(new TestBrowser(), ticket)).status).toBe(303)
    const again = await start(new TestBrowser(), ticket)
    expect([again.status, again.headers.get('set-cookie')]).toEqual([400, null])
    expect(ancestors(again)).toBe('https://banken.example')
  })

  test('used twice at the same instant', async () => {
    const ticket = await ticketOf(bank)
    const answers = await Promise.all(Array.from({ length: 8 }, () => start(new TestBrowser(), ticket)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  })

  test('used after 60 seconds', async () => {
    const ticket = await ticketOf(bank)
    await query(db.owner.sql, `update partner_ticket set expires_at = expires_at - interval '60 seconds'`)
    const late = await start(new TestBrowser(), ticket)
    expect([late.status, late.headers.get('set-cookie')]).toEqual([400, null])
  })

  test('used by another partner: in its page', async () => {
    const ticket = await ticketOf(bank)
    const stolen = await start(new TestBrowser(), ticket, { referer: 'https://andra.example/' })
    expect([stolen.status, stolen.headers.get('set-cookie')]).toEqual([400, null])
    // The browser would not show it there either.
    expect(ancestors(stolen)).toBe('https://banken.example')
    expect((await start(new TestBrowser(), ticket)).status).toBe(400)
  })

  test('used by another partner, which hides where it comes from: the pages stay the first one’s to frame', async () => {
    const browser = await visitor(bank)
    expect(ancestors(await browser.request(`${portal.origin}/embed/oversikt`))).toBe('https://banken.example')
  })

  test.each(['', 'x', 'A'.repeat(43)])('made up: %j', async (ticket) => {
    const answer = await start(new TestBrowser(), ticket)
    expect([answer.status, ancestors(answer), answer.headers.get('x-frame-options')]).toEqual([400, "'none'", 'DENY'])
  })

  test('looked at by HEAD it is not used up', async () => {
    const ticket = await ticketOf(bank)
    await fetch(`${portal.origin}/embed/start?ticket=${ticket}`, { method: 'HEAD', redirect: 'manual' })
    expect((await start(new TestBrowser(), ticket)).status).toBe(303)
  })

  test('is not in the database, nor is the number of whom it is for', async () => {
    const ticket = await ticketOf(bank)
    const rows = await query<{ text: string }>(db.owner.sql, 'select t::text as text from partner_ticket t')
    const all = rows.map(({ text }) => text).join()
    expect(all).not.toContain(ticket)
    expect(all).not.toContain(Buffer.from(ticket).toString('hex'))
    expect(all).not.toContain(Buffer.from(number.reveal()).toString('hex'))
  })
})

describe('the customer assertion', () => {
  const refused = async (customer: Record<string, unknown>) => {
    const { status, body } = await post(await bank.form(endpoint(), { customer }))
    return [status, body.error, body.error_description]
  }

  test('with wrong aud', async () => {
    expect(await refused({ aud: 'https://elsewhere.example/partner/ticket' })).toEqual([
      400,
      'invalid_grant',
      'aud of the assertion is not this address',
    ])
    expect((await refused({ aud: `${portal.origin}/partner/data` }))[1]).toBe('invalid_grant')
    expect((await refused({ aud: [endpoint(), 'https://elsewhere.example'] }))[1]).toBe('invalid_grant')
  })
  test('with old auth_time', async () => {
    expect(await refused({ auth_time: seconds() - 302 })).toEqual([400, 'invalid_grant', 'auth_time is too long ago'])
    expect((await refused({ auth_time: seconds() + 60 }))[2]).toBe('auth_time lies in the future')
    expect((await refused({ auth_time: 'now' }))[2]).toBe('auth_time is missing')
  })
  test('with repeated jti', async () => {
    const jti = randomUUID()
    expect((await refused({ jti }))[0]).toBe(200)
    expect(await refused({ jti })).toEqual([400, 'invalid_grant', 'the jti was used before'])
    expect((await refused({ jti: 'short' }))[1]).toBe('invalid_grant')
  })
  test('with acr too low', async () => {
    expect((await refused({ acr: 'http://id.elegnamnden.se/loa/1.0/loa2' }))[1]).toBe('invalid_grant')
    expect((await refused({ acr: `${loa3} ` }))[1]).toBe('invalid_grant')
  })
  test('that lasts for an hour', async () => {
    expect((await refused({ exp: seconds() + 3600 }))[2]).toBe('the assertion lasts more than 300 seconds')
    expect((await refused({ exp: undefined }))[1]).toBe('invalid_grant')
    expect((await refused({ exp: seconds() - 1 }))[1]).toBe('invalid_grant')
  })
  test('about a number that cannot exist', async () => {
    const claim = 'https://id.oidc.se/claim/personalIdentityNumber'
    expect((await refused({ [claim]: '199006012381' }))[1]).toBe('invalid_grant')
    expect((await refused({ [claim]: undefined }))[1]).toBe('invalid_grant')
  })
  test('of another partner', async () => {
    const form = await bank.form(endpoint())
    const { assertion = '' } = await other.form(endpoint())
    expect((await post({ ...form, assertion })).body.error).toBe('invalid_grant')
    // In the other's name, with one's own key.
    expect((await refused({ iss: other.partner.clientId }))[1]).toBe('invalid_grant')
  })
})

describe('the client assertion', () => {
  const refused = async (changes: Parameters<TestPartner['form']>[1]) => {
    const { status, body } = await post(await bank.form(endpoint(), changes))
    return [status, body.error]
  }
  const invalid = [401, 'invalid_client']

  test('expired', async () => {
    expect(await refused({ client: { exp: seconds() - 1 } })).toEqual(invalid)
  })
  test('that lasts for more than a minute', async () => {
    expect(await refused({ client: { exp: seconds() + 120 } })).toEqual(invalid)
  })
  test('with wrong aud', async () => {
    expect(await refused({ client: { aud: portal.origin } })).toEqual(invalid)
  })
  test('with repeated jti', async () => {
    const jti = randomUUID()
    expect((await refused({ client: { jti } }))[0]).toBe(200)
    expect(await refused({ client: { jti } })).toEqual(invalid)
  })
  test('whose sub is another than its iss', async () => {
    expect(await refused({ client: { sub: other.partner.clientId } })).toEqual(invalid)
  })
  test('of another partner: in its name, with one’s own key', async () => {
    expect(await refused({ client: { iss: other.partner.clientId, sub: other.partner.clientId } })).toEqual(invalid)
  })
  test.each([{ iss: 'a\u0000b' }, { iss: 'x'.repeat(201) }, { iss: 7 }, { iss: { a: 1 } }])(
    'in a name that nobody can have: %j',
    async (claims) => {
      const named = `${unsignedPart({ alg: 'ES256', kid: bank.key.kid })}.${unsignedPart({ ...claims, sub: 'x' })}.AA`
      const { status, body } = await post({ ...(await bank.form(endpoint())), client_assertion: named })
      expect([status, body.error]).toEqual(invalid)
    },
  )
  test('of somebody unknown', async () => {
    expect(await refused({ client: { iss: 'https://nobody.example', sub: 'https://nobody.example' } })).toEqual(invalid)
  })
  test('with alg none', async () => {
    const form = await bank.form(endpoint())
    const [, payload = ''] = (form.client_assertion ?? '').split('.')
    for (const header of [{ alg: 'none' }, { alg: 'none', kid: bank.key.kid }, { alg: 'NONE', kid: bank.key.kid }]) {
      const unsigned = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.`
      expect((await post({ ...form, client_assertion: unsigned })).body.error).toBe('invalid_client')
    }
  })
  test('with HS256, keyed with the public key', async () => {
    const form = await bank.form(endpoint())
    const [, payload = ''] = (form.client_assertion ?? '').split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'HS256', kid: bank.key.kid })).toString('base64url')
    const mac = createHmac('sha256', await exportSPKI(bank.key.publicKey)).update(`${header}.${payload}`)
    const forged = `${header}.${payload}.${mac.digest('base64url')}`
    expect((await post({ ...form, client_assertion: forged })).body.error).toBe('invalid_client')
  })
  test('with unknown kid; and nobody can make us fetch all day', async () => {
    clock += 60_000
    const stranger = await newKey('nobody-knows')
    const before = bank.fetches()
    for (let time = 0; time < 5; time++) expect(await refused({ clientKey: stranger })).toEqual(invalid)
    expect(bank.fetches() - before).toBe(1)
  })
  test('with a known kid and another key', async () => {
    expect(await refused({ clientKey: await newKey(bank.key.kid) })).toEqual(invalid)
  })
})

describe('the keys', () => {
  test('rotated: a new one is found without a restart, and an old one is good until it is taken away', async () => {
    const next = await newKey('banken-2', 'EdDSA')
    clock += 60_000
    bank.publish(bank.key, next)
    const post2 = async (key: typeof next) =>
      (await post(await bank.form(endpoint(), { clientKey: key, customerKey: key }))).status
    expect(await post2(next)).toBe(200)
    expect(await post2(bank.key)).toBe(200)
    bank.publish(next)
    clock += 301_000
    expect(await post2(bank.key)).toBe(401)
    expect(await post2(next)).toBe(200)
    bank.publish(bank.key)
    clock += 301_000
  })

  test.each([
    ['an error', 500, {}, ''],
    ['something that is no key set', 200, {}, '<html>'],
    ['a flood', 200, {}, 'x'.repeat(100_000)],
  ])('%s in their place is refused', async (_what, status, headers, body) => {
    clock += 301_000
    bank.answerWith((_request, response) => {
      response.writeHead(status, headers).end(body)
    })
    expect((await post(await bank.form(endpoint()))).body).toMatchObject({ error: 'invalid_client' })
    bank.answerWith(null)
    clock += 10_000
    expect((await post(await bank.form(endpoint()))).status).toBe(200)
  })

  test('a redirect in their place is refused, though the very keys are where it leads', async () => {
    other.publish(bank.key)
    for (const status of [301, 302, 303, 307, 308]) {
      clock += 301_000
      bank.answerWith((_request, response) => {
        response.writeHead(status, { location: other.partner.jwksUrl }).end()
      })
      expect((await post(await bank.form(endpoint()))).body).toMatchObject({ error: 'invalid_client' })
    }
    bank.answerWith(null)
    clock += 301_000
    expect((await post(await bank.form(endpoint()))).status).toBe(200)
    other.publish(other.key)
  })

  test('never fetched from http in production, not from this machine either', async () => {
    const keys = new KeySets({ loopbackAllowed: false })
    await expect(
      keys.find(bank.partner.jwksUrl, { alg: 'ES256', kid: 'x' }, { payload: '', signature: '' }),
    ).rejects.toThrow('the address is not https')
  })
})

describe('the form', () => {
  test.each([
    [{ grant_type: 'client_credentials' }, 'unsupported_grant_type'],
    [{ client_assertion_type: 'urn:x' }, 'invalid_request'],
    [{ assertion: '' }, 'invalid_request'],
    [{ client_assertion: 'no.jwt' }, 'invalid_client'],
  ])('%j is refused', async (changes, error) => {
    expect((await post({ ...(await bank.form(endpoint())), ...changes })).body.error).toBe(error)
  })

  test('with a parameter twice is refused', async () => {
    const form = new URLSearchParams(await bank.form(endpoint()))
    form.append('assertion', form.get('assertion') ?? '')
    const response = await fetch(endpoint(), { method: 'POST', body: form })
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_request' }])
  })

  test('that is no form is refused', async () => {
    const response = await fetch(endpoint(), {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    })
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_request' }])
  })
})

describe('the session', () => {
  const tokenOf = (browser: TestBrowser) => browser.cookie('__Host-embed')?.split('.')[0] ?? ''
  const get = async (path: string, cookie: string) =>
    (await fetch(`${portal.origin}${path}`, { headers: { cookie } })).status

  test('of the embedded pages used on /mina-uppgifter', async () => {
    const browser = await visitor()
    expect(await get('/mina-uppgifter', `__Host-embed=${browser.cookie('__Host-embed') ?? ''}`)).toBe(401)
    expect(await get('/embed/oversikt', `__Host-embed=${browser.cookie('__Host-embed') ?? ''}`)).toBe(200)
  })

  test('of the embedded pages is given neither name nor e-mail: what they do not show, they do not have', async () => {
    const browser = await visitor()
    const saverId = (await findSaverWith(db.app, number)) ?? ''
    await asSaver(db.app, saverId, (t) => updateSaver(t, { email: 'asa@example.se' }))
    const { body } = await browser.request(`${portal.origin}/embed/oversikt`)
    expect(JSON.parse(body)).toMatchObject({ profile: { name: '', email: null } })
  })

  test('of the embedded pages in the portal’s own cookie', async () => {
    const browser = await visitor()
    expect(await get('/oversikt', `__Host-session=${tokenOf(browser)}`)).toBe(401)
    expect(await get('/embed/oversikt', `__Host-session=${tokenOf(browser)}`)).toBe(401)
  })

  test('of the portal itself in the embedded pages’ cookie', async () => {
    const { openSession } = await import('#server/db/sessions.ts')
    const { hashToken, newToken } = await import('#server/auth/tokens.ts')
    const saverId = (await findSaverWith(db.app, number)) ?? ''
    const token = newToken()
    const session = { tokenHash: hashToken(token), saverId, level: 'loa3', partnerId: null, idToken: 'a.b.c' } as const
    await openSession(db.app, session)
    expect(await get('/oversikt', `__Host-session=${token}`)).toBe(200)
    expect(await get('/embed/oversikt', `__Host-embed=${token}.frame.sv.banken`)).toBe(401)
  })

  test('with another partner’s name written into the cookie', async () => {
    const browser = await visitor()
    const answer = await fetch(`${portal.origin}/embed/oversikt`, {
      headers: { cookie: `__Host-embed=${tokenOf(browser)}.frame.sv.andra` },
    })
    expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors https://banken.example;')
  })

  test('after 15 minutes, however much it is used', async () => {
    const browser = await visitor()
    await query(db.owner.sql, `update session set absolute_until = now() where partner_id = 'banken'`)
    const over = await browser.request(`${portal.origin}/embed/oversikt`)
    expect([over.status, ancestors(over)]).toEqual([401, 'https://banken.example'])
  })

  test('ends with the next ticket that the browser brings', async () => {
    const browser = await visitor()
    const earlier = browser.cookie('__Host-embed') ?? ''
    await start(browser, await ticketOf(bank))
    expect(await get('/embed/oversikt', `__Host-embed=${earlier}`)).toBe(401)
  })

  test('in the whole window cannot be framed at all', async () => {
    const browser = new TestBrowser()
    expect((await start(browser, await ticketOf(bank), { variant: 'page' })).status).toBe(303)
    const page = await browser.request(`${portal.origin}/embed/oversikt`)
    expect([page.status, ancestors(page), page.headers.get('x-frame-options')]).toEqual([200, "'none'", 'DENY'])
  })
})

test('a partner switched off: its sessions, tickets and assertions are worth nothing, at once', async () => {
  const browser = await visitor(other)
  const ticket = await ticketOf(other)
  expect(await switchPartner(db.owner, 'andra', false)).toBe(true)
  const page = await browser.request(`${portal.origin}/embed/oversikt`)
  expect([page.status, ancestors(page)]).toEqual([401, "'none'"])
  expect((await start(new TestBrowser(), ticket)).status).toBe(400)
  expect((await post(await other.form(endpoint()))).body.error).toBe('unauthorized_client')
  await switchPartner(db.owner, 'andra', true)
  expect((await browser.request(`${portal.origin}/embed/oversikt`)).status).toBe(401)
  expect((await post(await other.form(endpoint()))).status).toBe(200)
})

test('a partner switched off while a ticket is redeemed: told as a ticket that is worth nothing', async () => {
  const browser = new TestBrowser()
  const ticket = await ticketOf(other)
  meanwhile = () => switchPartner(db.owner, 'andra', false)
  const begun = await start(browser, ticket)
  meanwhile = () => Promise.resolve()
  await switchPartner(db.owner, 'andra', true)
  expect([begun.status, browser.cookie('__Host-embed')]).toEqual([400, undefined])
})

test('an account closed while a ticket is redeemed: told as a ticket that is worth nothing, and nothing is stored', async () => {
  const ticket = await ticketOf(other)
  const saverId = (await findSaverWith(db.app, number)) ?? ''
  beforeEntry = async () => {
    beforeEntry = () => Promise.resolve()
    await eraseSaver(db.eraser, saverId)
  }
  const browser = new TestBrowser()
  expect([(await start(browser, ticket)).status, browser.cookie('__Host-embed')]).toEqual([400, undefined])
  const left = await withClient(db.urls.superuser, (client) =>
    client.query('select from session where saver_id = $1', [saverId]),
  )
  expect(left.rowCount).toBe(0)
  // The next ticket is that of somebody new.
  expect((await start(browser, await ticketOf(other))).status).toBe(303)
})

test('quota passed: refused in words until the window is over, and counted', async () => {
  const small = await startTestPartner(db.owner, 'liten', number.reveal(), { perMinute: 3, perDay: 3 })
  const statuses: number[] = []
  for (let time = 0; time < 5; time++) statuses.push((await post(await small.form(endpoint()))).status)
  expect(statuses).toEqual([200, 200, 200, 429, 429])
  const usage = await listPartnerUsage(db.owner, 'liten')
  expect(usage.map(({ what, times }) => [what, times])).toEqual([
    ['over-quota', 2],
    ['ticket', 3],
  ])
  await small.close()
})

test('without a key, again and again: refused before anything is checked, and the partner at the same address goes on', async () => {
  const stranger = async () => {
    const nobody = { iss: `https://${randomUUID()}.example` }
    const response = await fetch(endpoint(), {
      method: 'POST',
      body: new URLSearchParams(await bank.form(endpoint(), { client: nobody })),
    })
    await response.json()
    return response
  }
  let answer = await stranger()
  for (let time = 0; time < 2 * knocks.stranger.most && answer.status !== 429; time++) answer = await stranger()
  expect(answer.status).toBe(429)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await post(await bank.form(endpoint()))).status).toBe(200)
  // For the tests after this one, which come from the same address.
  await query(db.owner.sql, `delete from use_count where scope = 'partner-stranger'`)
})

test('quota of the day passed: refused, though a new minute has begun', async () => {
  const daily = await startTestPartner(db.owner, 'daglig', number.reveal(), { perMinute: 2, perDay: 2 })
  const ask = async () => (await post(await daily.form(endpoint()))).status
  expect([await ask(), await ask()]).toEqual([200, 200])
  await query(db.owner.sql, `delete from use_count where scope = 'partner-minute'`)
  expect(await ask()).toBe(429)
  await daily.close()
})

test('no number, name, ticket or assertion is in any line of the log', async () => {
  const ticket = await ticketOf(bank)
  await start(new TestBrowser(), ticket)
  const all = [...lines, ...portal.log].join('\n')
  expect(all).toContain('partner-visit')
  for (const secret of [number.reveal(), 'Öström', ticket, 'eyJ']) expect(all).not.toContain(secret)
})

test('an approval given in the page of a partner is told so', async () => {
  const saverId = (await findSaverWith(db.app, number)) ?? ''
  await asSaver(db.app, saverId, (t) => addApproval(t, { version: termsVersion, channel: 'partner:banken' }))
  await expect(
    asSaver(db.app, saverId, (t) => addApproval(t, { version: termsVersion, channel: 'partner:' })),
  ).rejects.toThrow('approval_channel_is_known')
  const row = await asSaver(db.app, saverId, (t) =>
    queryOne<{ channel: string }>(t.sql, 'select channel from approval'),
  )
  expect(row?.channel).toBe('partner:banken')
})
