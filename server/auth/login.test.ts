import { generateKeyPairSync } from 'node:crypto'
import { createServer, request as requestTo } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import express from 'express'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { checkDigit, PersonalNumber } from '#providers/personal-number.ts'
import { TestBrowser } from '#server/http/testing/browser.ts'
import type { Visited } from '#server/http/testing/browser.ts'
import type { TestPortal } from '#server/http/testing/portal.ts'
import { startTestPortal, testClient } from '#server/http/testing/portal.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import type { RunningIssuer } from '#scripts/issuer/issuer.ts'
import { startIssuer } from '#scripts/issuer/issuer.ts'
import { withClient } from '#server/db/bootstrap.ts'
import { findSaverWith } from '#server/db/savers.ts'
import { eraseSaver } from '#server/db/erasure.ts'
import { withMeanwhile } from '#server/testing/meanwhile.ts'
import { findSession } from './sessions.ts'
import { hashToken } from './tokens.ts'

const asa = {
  number: '199006012380',
  givenName: 'Åsa',
  familyName: 'Öström-Lindqvist',
  description: { sv: 'Namn med å, ä, ö och bindestreck' },
}
const coordinated = {
  number: `19900661239${checkDigit('900661239')}`,
  givenName: 'Nour',
  familyName: 'Haddad',
  description: { sv: 'Samordningsnummer' },
}

let database: TestDatabase
/** What happens just before an entry is written in a saver's log. */
let beforeEntry: () => Promise<unknown> = () => Promise.resolve()
/** The savers that the portal was told have left. */
const left: string[] = []
let portal: TestPortal
let issuer: RunningIssuer

beforeAll(async () => {
  database = await testDatabase()
  portal = await startTestPortal({
    db: withMeanwhile(database.app, /pg_advisory_xact_lock/, () => beforeEntry()),
    onLogout: (saverId) => left.push(saverId),
    events: express.Router().get('/hamta/handelser', (request, response, next) => {
      findSession(database.app, request).then((session) => response.json({ known: session !== null }), next)
    }),
    issuer: async (portalOrigin) => {
      issuer = await startIssuer({ port: 0, ...testClient, portalOrigin, persons: [asa, coordinated] })
      return { url: new URL(issuer.origin) }
    },
  })
})

afterAll(async () => {
  await portal.close()
  await issuer.close()
  await database.close()
})

/** Goes to the issuer's page, and gives the form there. */
async function pickPerson(
  browser: TestBrowser,
  form: Readonly<Record<string, string>>,
  { till, change }: { till?: string; change?: (authorization: URL) => void } = {},
): Promise<Visited> {
  const query = till === undefined ? '' : `?till=${encodeURIComponent(till)}`
  const left = await browser.request(`${portal.origin}/login${query}`)
  const authorization = new URL(left.headers.get('location') ?? '')
  change?.(authorization)
  const picking = await browser.visit(authorization)
  expect(picking.body).toContain('Välj testperson')
  return await browser.visit(picking.url, { form }, isCallback)
}

const isCallback = (next: URL): boolean => next.pathname === '/login/retur'

/** The whole way through, up to the page one lands on. */
async function logIn(
  browser: TestBrowser,
  form: Readonly<Record<string, string>> = { person: asa.number },
  options: { till?: string; change?: (authorization: URL) => void } = {},
): Promise<Visited> {
  const atIssuer = await pickPerson(browser, form, options)
  return await browser.visit(atIssuer.headers.get('location') ?? '')
}

const saverOf = (number: string): Promise<string | null> => {
  const known = PersonalNumber.parse(number)
  return known === null ? Promise.resolve(null) : findSaverWith(database.app, known)
}

async function whoIs(browser: TestBrowser): Promise<unknown> {
  const page = await browser.request(`${portal.origin}/`)
  return (JSON.parse(page.body) as { saver: { name: string } | null }).saver?.name ?? null
}

function refusal({ url }: Visited): string | null {
  return url.pathname === '/inloggning-misslyckades' ? url.searchParams.get('skal') : null
}

async function ageSession(token: string, interval: string): Promise<void> {
  await database.owner.sql.raw(
    `update session set created_at = created_at - ?::interval, last_seen_at = last_seen_at - ?::interval
     where token_hash = ?`,
    [interval, interval, hashToken(token)],
  )
}

function sessionToken(browser: TestBrowser): string {
  const token = browser.cookie('__Host-session')
  if (token === undefined) throw new Error('no session')
  return token
}

/** An issuer behind a go-between that shows other keys under the same names. */
async function withForeignKeys() {
  let behind: RunningIssuer | undefined
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const between = createServer((request, response) => {
    const onward = requestTo(
      { host: '127.0.0.1', port: behind?.port, path: request.url, method: request.method, headers: request.headers },
      (answer) => {
        if (request.url !== '/jwks') {
          response.writeHead(answer.statusCode ?? 500, answer.headers)
          answer.pipe(response)
          return
        }
        void text(answer).then((body) => {
          const { keys } = JSON.parse(body) as { keys: object[] }
          const shown = { ...keys[0], ...publicKey.export({ format: 'jwk' }) }
          response.setHeader('content-type', 'application/jwk-set+json').end(JSON.stringify({ keys: [shown] }))
        })
      },
    )
    request.pipe(onward)
  })
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
  const shownOrigin = `http://localhost:${(between.address() as AddressInfo).port}`
  return {
    origin: async (portalOrigin: string) => {
      behind = await startIssuer({ port: 0, ...testClient, origin: shownOrigin, portalOrigin, persons: [asa] })
      return shownOrigin
    },
    close: async () => {
      await behind?.close()
      between.closeAllConnections()
      await new Promise((resolve) => between.close(resolve))
    },
  }
}

describe('a login', () => {
  test('lets the person in under the name of the claims, and back to where they were going', async () => {
    const browser = new TestBrowser()
    const landed = await logIn(browser, { person: asa.number }, { till: '/oversikt?alder=67-3' })
    expect(landed.url.href).toBe(`${portal.origin}/oversikt?alder=67-3`)
    expect(await whoIs(browser)).toBe('Åsa Öström-Lindqvist')
  })

  test('sets the session as a cookie that scripts and other sites cannot use, and stores only its hash', async () => {
    const browser = new TestBrowser()
    const atIssuer = await pickPerson(browser, { person: asa.number })
    const back = await browser.request(atIssuer.headers.get('location') ?? '')
    const [cookie] = back.headers.getSetCookie().filter((header) => header.startsWith('__Host-session='))
    expect(cookie).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const token = sessionToken(browser)
    const { rows } = await database.owner.sql.raw<{ rows: { text: string }[] }>(
      'select session::text as text from session',
    )
    expect(rows.some(({ text }) => text.includes(hashToken(token).toString('hex')))).toBe(true)
    expect(rows.some(({ text }) => text.includes(token))).toBe(false)
  })

  test('asks the issuer for what the Swedish profile says', async () => {
    const left = await new TestBrowser().request(`${portal.origin}/login`)
    const asked = new URL(left.headers.get('location') ?? '').searchParams
    expect(asked.get('response_type')).toBe('code')
    expect(asked.get('scope')).toBe('openid https://id.oidc.se/scope/naturalPersonNumber')
    expect(asked.get('max_age')).toBe('300')
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('prompt')).toBe('login')
    expect(JSON.parse(asked.get('claims') ?? '')).toMatchObject({
      id_token: { acr: { essential: true, values: ['http://id.elegnamnden.se/loa/1.0/loa3'] } },
    })
  })

  test('with a coordination number works as well', async () => {
    const browser = new TestBrowser()
    await logIn(browser, { person: coordinated.number })
    expect(await whoIs(browser)).toBe('Nour Haddad')
  })

  test('gives a new token and ends the session the browser came with', async () => {
    const browser = new TestBrowser()
    await logIn(browser)
    const earlier = sessionToken(browser)
    await logIn(browser)
    expect(sessionToken(browser)).not.toBe(earlier)
    const thief = new TestBrowser()
    thief.setCookie('localhost', '__Host-session', earlier)
    expect(await whoIs(thief)).toBeNull()
    expect(await whoIs(browser)).toBe('Åsa Öström-Lindqvist')
  })

  test('by one whose account is closed elsewhere at that instant is that of somebody new', async () => {
    const { number } = asa
    await logIn(new TestBrowser())
    const before = await saverOf(number)
    const browser = new TestBrowser()
    beforeEntry = async () => {
      beforeEntry = () => Promise.resolve()
      await eraseSaver(database.eraser, before ?? '')
    }
    expect((await logIn(browser)).status).toBe(200)
    expect(await whoIs(browser)).toBe('Åsa Öström-Lindqvist')
    const after = await saverOf(number)
    expect(after).not.toBe(before)
    const sessions = await withClient(database.urls.superuser, (client) =>
      client.query('select from session where saver_id = $1', [before]),
    )
    expect(sessions.rowCount).toBe(0)
  })

  test('works in two tabs of one browser at once', async () => {
    const browser = new TestBrowser()
    const first = await browser.request(`${portal.origin}/login`)
    const landed = await logIn(browser)
    expect(landed.url.pathname).toBe('/oversikt')
    const picking = await browser.visit(first.headers.get('location') ?? '')
    expect(picking.body).toContain('Välj testperson')
  })

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', 'evil'])(
    'never leads to another site: %s',
    async (till) => {
      const landed = await logIn(new TestBrowser(), { person: asa.number }, { till })
      expect(landed.url.href).toBe(`${portal.origin}/oversikt`)
    },
  )
})

test('at the local issuer, anyone whom it knows by a typed number may be tried, and nobody else', async () => {
  let issuer: RunningIssuer | undefined
  const personWith = (number: string) => (number === '196706142384' ? { ...asa, number, givenName: 'Elin' } : null)
  const own = await startTestPortal({
    db: database.app,
    issuer: async (portalOrigin) => {
      issuer = await startIssuer({ port: 0, ...testClient, portalOrigin, persons: [asa], personWith })
      return { url: new URL(issuer.origin) }
    },
  })
  const typed = async (number: string) => {
    const browser = new TestBrowser()
    const picking = await browser.visit(`${own.origin}/login`)
    return await browser.visit(picking.url, { form: { number } }, isCallback)
  }
  expect((await typed('19670614-2384')).headers.get('location')).toContain('/login/retur?code=')
  for (const number of ['196706142385', '', 'x']) expect((await typed(number)).body).toContain('Okänd testperson')
  await own.close()
  await issuer?.close()
})

describe('a login is refused', () => {
  test.each([
    ['sakerhetsniva', { person: asa.number, fault: 'weak-acr' }],
    ['forlegat', { person: asa.number, fault: 'old-auth-time' }],
    ['inget-nummer', { person: asa.number, fault: 'no-number' }],
    ['avbruten', { cancel: 'yes' }],
  ])('%s', async (expected, form) => {
    const browser = new TestBrowser()
    const landed = await logIn(browser, form)
    expect(refusal(landed)).toBe(expected)
    expect(browser.cookie('__Host-session')).toBeUndefined()
  })

  test('when the nonce is not the one sent', async () => {
    const landed = await logIn(new TestBrowser(), undefined, {
      change: (authorization) => authorization.searchParams.set('nonce', 'another'),
    })
    expect(refusal(landed)).toBe('ogiltig')
  })

  test('when the code challenge is not the one sent', async () => {
    const landed = await logIn(new TestBrowser(), undefined, {
      change: (authorization) =>
        authorization.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'),
    })
    expect(refusal(landed)).toBe('forlegat')
  })

  test('when the state is unknown, or missing', async () => {
    const browser = new TestBrowser()
    const atIssuer = await pickPerson(browser, { person: asa.number })
    const callback = new URL(atIssuer.headers.get('location') ?? '')
    callback.searchParams.set('state', 'another')
    expect(refusal(await browser.visit(callback))).toBe('forlegat')
    callback.searchParams.delete('state')
    expect(refusal(await browser.visit(callback))).toBe('ogiltig')
    expect(browser.cookie('__Host-session')).toBeUndefined()
  })

  test('when the callback is brought by another browser', async () => {
    const atIssuer = await pickPerson(new TestBrowser(), { person: asa.number })
    const other = new TestBrowser()
    await other.request(`${portal.origin}/login`)
    expect(refusal(await other.visit(atIssuer.headers.get('location') ?? ''))).toBe('ogiltig')
  })

  test('when the callback is replayed, and the session stays as it was', async () => {
    const browser = new TestBrowser()
    const atIssuer = await pickPerson(browser, { person: asa.number })
    const callback = atIssuer.headers.get('location') ?? ''
    await browser.visit(callback)
    const token = sessionToken(browser)
    expect(refusal(await browser.visit(callback))).toBe('forlegat')
    expect(sessionToken(browser)).toBe(token)
  })

  test('when the id_token is signed by another key than the issuer shows', async () => {
    const { origin: foreign, close } = await withForeignKeys()
    const own = await startTestPortal({
      db: database.app,
      issuer: (portalOrigin) => foreign(portalOrigin).then((origin) => ({ url: new URL(origin) })),
    })
    const browser = new TestBrowser()
    const picking = await browser.visit(`${own.origin}/login`)
    const landed = await browser.visit(picking.url, { form: { person: asa.number } })
    expect(refusal(landed)).toBe('ogiltig')
    await own.close()
    await close()
  })

  test('when the issuer cannot be reached, and let in again when it can', async () => {
    const alone = await startTestPortal({
      db: database.app,
      // Nothing listens on port 1.
      issuer: () => Promise.resolve({ url: new URL('http://127.0.0.1:1') }),
    })
    expect(refusal(await new TestBrowser().visit(`${alone.origin}/login`))).toBe('tjansten-svarar-inte')
    await alone.close()

    const free = await startIssuer({ port: 0, ...testClient, portalOrigin: 'http://localhost:1', persons: [asa] })
    await free.close()
    const waiting = await startTestPortal({
      db: database.app,
      issuer: () => Promise.resolve({ url: new URL(free.origin) }),
    })
    expect(refusal(await new TestBrowser().visit(`${waiting.origin}/login`))).toBe('tjansten-svarar-inte')
    const late = await startIssuer({ port: free.port, ...testClient, portalOrigin: waiting.origin, persons: [asa] })
    const left = await new TestBrowser().request(`${waiting.origin}/login`)
    expect(new URL(left.headers.get('location') ?? '').origin).toBe(free.origin)
    await waiting.close()
    await late.close()
  })

  test('when the issuer goes away before the code is exchanged', async () => {
    let passing: RunningIssuer | undefined
    const own = await startTestPortal({
      db: database.app,
      issuer: async (portalOrigin) => {
        passing = await startIssuer({ port: 0, ...testClient, portalOrigin, persons: [asa] })
        return { url: new URL(passing.origin) }
      },
    })
    const browser = new TestBrowser()
    const picking = await browser.visit(`${own.origin}/login`)
    const atIssuer = await browser.visit(picking.url, { form: { person: asa.number } }, isCallback)
    await passing?.close()
    expect(refusal(await browser.visit(atIssuer.headers.get('location') ?? ''))).toBe('tjansten-svarar-inte')
    await own.close()
  })
})

describe('a session', () => {
  test('ends after 15 minutes without a request', async () => {
    const browser = new TestBrowser()
    await logIn(browser)
    const token = sessionToken(browser)
    await ageSession(token, '14 minutes')
    expect(await whoIs(browser)).not.toBeNull()
    // Seen just now, so the count began anew.
    await ageSession(token, '14 minutes')
    expect(await whoIs(browser)).not.toBeNull()
    await ageSession(token, '16 minutes')
    expect(await whoIs(browser)).toBeNull()
    expect(browser.cookie('__Host-session')).toBeUndefined()
  })

  test('is not kept alive by the event stream', async () => {
    const browser = new TestBrowser()
    await logIn(browser)
    await ageSession(sessionToken(browser), '14 minutes')
    const stream = await browser.request(`${portal.origin}/hamta/handelser`)
    expect(stream.body).toBe('{"known":true}')
    await ageSession(sessionToken(browser), '2 minutes')
    expect(await whoIs(browser)).toBeNull()
  })

  test.each([{ 'sec-purpose': 'prefetch;prerender' }, { purpose: 'prefetch' }, { 'x-background': '1' }])(
    'is not kept alive by what the browser fetches itself: %o',
    async (headers) => {
      const browser = new TestBrowser()
      await logIn(browser)
      const token = sessionToken(browser)
      await ageSession(token, '14 minutes')
      const page = await browser.request(`${portal.origin}/`, { headers })
      expect(page.body).toContain('Öström')
      await ageSession(token, '2 minutes')
      expect(await whoIs(browser)).toBeNull()
    },
  )

  test.each(['/session', '/hamta?bakgrund=1'])('is not kept alive by a page that asks by itself: %s', async (path) => {
    const browser = new TestBrowser()
    await logIn(browser)
    const token = sessionToken(browser)
    await ageSession(token, '14 minutes')
    expect((await browser.request(`${portal.origin}${path}`)).body).toContain('Öström')
    await ageSession(token, '2 minutes')
    expect(await whoIs(browser)).toBeNull()
  })

  test.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}%00`, "' or 1=1 --"])(
    'is not given for a made-up cookie, which is taken away: %s',
    async (value) => {
      const browser = new TestBrowser()
      browser.setCookie('localhost', '__Host-session', value)
      const page = await browser.request(`${portal.origin}/`)
      expect(page.status).toBe(200)
      expect(page.body).toContain('"saver":null')
      expect(page.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-session=; Max-Age=0;/)])
    },
  )

  test('ends 8 hours after login, however busy', async () => {
    const browser = new TestBrowser()
    await logIn(browser)
    await database.owner.sql.raw(
      `update session set created_at = created_at - interval '8 hours 1 minute',
         absolute_until = absolute_until - interval '8 hours 1 minute'
       where token_hash = ?`,
      [hashToken(sessionToken(browser))],
    )
    expect(await whoIs(browser)).toBeNull()
  })

  test('is ended by logging out, here and at the issuer', async () => {
    const browser = new TestBrowser()
    await logIn(browser)
    const token = sessionToken(browser)
    const before = left.length
    const leaving = await browser.request(`${portal.origin}/logga-ut`, { form: {} })
    const form = hiddenFields(leaving.body)
    expect(Object.keys(form)).toEqual(['id_token_hint', 'post_logout_redirect_uri', 'state', 'client_id'])
    const [, endpoint = ''] = /action="([^"]+)"/.exec(leaving.body) ?? []
    const atIssuer = await browser.visit(endpoint, { form })
    expect(atIssuer.url.href.startsWith(`${issuer.origin}/session/end`)).toBe(true)
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(atIssuer.body) ?? []
    const out = await browser.visit(`${issuer.origin}/session/end/confirm`, { form: { xsrf, logout: 'yes' } })
    expect(`${out.url.origin}${out.url.pathname}`).toBe(`${portal.origin}/utloggad`)
    expect(browser.cookie('__Host-session')).toBeUndefined()
    expect(browser.cookie('_session')).toBeUndefined()
    expect(left).toHaveLength(before + 1)
    const thief = new TestBrowser()
    thief.setCookie('localhost', '__Host-session', token)
    expect(await whoIs(thief)).toBeNull()
  })

  test('that has already ended can be logged out of', async () => {
    const out = await new TestBrowser().visit(`${portal.origin}/logga-ut`, { form: {} })
    expect(`${out.url.pathname}${out.url.search}`).toBe('/utloggad?skal=har')
  })

  test('never puts the id_token into an address when it is ended', async () => {
    const browser = new TestBrowser()
    await logIn(browser)
    const addresses: string[] = []
    const follow = async (address: string, form: Readonly<Record<string, string>>) => {
      let visited = await browser.request(address, { form })
      addresses.push(address)
      for (let next = visited.headers.get('location'); next !== null; next = visited.headers.get('location')) {
        addresses.push(next)
        visited = await browser.request(new URL(next, visited.url))
      }
      return visited
    }
    const leaving = await follow(`${portal.origin}/logga-ut`, {})
    expect(leaving.status).toBe(200)
    const [, action = ''] = /action="([^"]+)"/.exec(leaving.body) ?? []
    const form = hiddenFields(leaving.body)
    expect(form.id_token_hint).toMatch(/^eyJ/)
    const atIssuer = await follow(action, form)
    const [, confirm = ''] = /action="([^"]+)"/.exec(atIssuer.body) ?? []
    const out = await follow(confirm, { ...hiddenFields(atIssuer.body), logout: 'yes' })
    expect(out.url.pathname).toBe('/utloggad')
    expect(out.url.searchParams.get('state')).toBe(form.state)
    expect(addresses.filter((address) => address.includes('eyJ'))).toEqual([])
  })

  test('is ended by a page that sends itself, that no cache keeps, and that works without JavaScript', async () => {
    const browser = new TestBrowser()
    await logIn(browser)
    const { body, headers } = await browser.request(`${portal.origin}/logga-ut`, { form: {} })
    expect(headers.get('clear-site-data')).toBe('"cache"')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain(`form-action 'self' ${issuer.origin};`)
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '') ?? []
    expect(body).toContain(`<script nonce="${nonce}">`)
    expect(body).toContain('<button>Fortsätt</button>')
    expect(body).toContain('<button form="ut">Continue</button>')
  })

  test('is ended here, and told as that alone, while the issuer is down', async () => {
    const gone = await startTestPortal({
      db: database.app,
      issuer: () => Promise.resolve({ url: new URL('http://127.0.0.1:9') }),
    })
    const browser = new TestBrowser()
    await logIn(browser)
    const out = await browser.request(`${gone.origin}/logga-ut`, { form: {} })
    await gone.close()
    expect(out.headers.get('location')).toBe('/utloggad?skal=har')
    expect(await whoIs(browser)).toBeNull()
  })
})

function hiddenFields(html: string): Readonly<Record<string, string>> {
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value]))
}

describe('the issuer', () => {
  test('lets another person in on the same browser', async () => {
    const browser = new TestBrowser()
    await logIn(browser)
    const switching = await pickPerson(browser, { person: coordinated.number })
    // A page of its own that sends itself: first the session of the one before is ended.

    const [, action = ''] = /action="([^"]+)"/.exec(switching.body) ?? []
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(switching.body) ?? []
    const form = { xsrf, logout: 'yes' }
    const atIssuer = await browser.visit(action, { form }, isCallback)
    await browser.visit(atIssuer.headers.get('location') ?? '')
    expect(await whoIs(browser)).toBe('Nour Haddad')
  })
})

afterEach(() => {
  const log = portal.log.join('')
  for (const secret of [asa.number, coordinated.number, 'Öström', testClient.clientSecret, 'eyJ', 'code=', 'state=']) {
    expect(log).not.toContain(secret)
  }
})
