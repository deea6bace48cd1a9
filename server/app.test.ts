import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { RequestHandler } from 'express'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PersonalNumber } from '#providers/personal-number.ts'
import { newToken, hashToken } from './auth/tokens.ts'
import { composePortal } from './compose.ts'
import type { Database } from './db/database.ts'
import { openDatabase } from './db/database.ts'
import { findOrCreateSaver } from './db/savers.ts'
import { openSession } from './db/sessions.ts'
import { clientFiles } from './http/pages.ts'
import { TestBrowser } from './http/testing/browser.ts'
import type { CuttableWay } from './http/testing/cuttable.ts'
import { cuttableWay } from './http/testing/cuttable.ts'
import type { TestPortal } from './http/testing/portal.ts'
import { none, startTestPortal, tellingPage, testRooms } from './http/testing/portal.ts'
import { createLogger } from './observability/logger.ts'
import type { TestDatabase } from './testing/database.ts'
import { testDatabase } from './testing/database.ts'

let database: TestDatabase
let way: CuttableWay
let db: Database
let portal: TestPortal
let clientDirectory: string
const composed: string[] = []
const logger = createLogger({ level: 'info', process: 'web', out: { write: (line) => composed.push(line) } })
let saverId: string

/** Stands for the issuer, which these tests do not call. */
const issuer = () => Promise.resolve({ url: new URL('https://eid.example') })
const services = {
  operatorContact: null,
  startIfDue: () => Promise.resolve(),
  startCollection: () => Promise.resolve({ kind: 'started' as const }),
  collection: () => Promise.resolve(null),
  overview: async () => {
    await way.cut()
    await db.sql.raw('select 1')
    return null
  },
}

beforeAll(async () => {
  database = await testDatabase()
  way = await cuttableWay(database.urls.app)
  db = openDatabase(way.url, database.vault, { max: 3 })
  clientDirectory = mkdtempSync(join(tmpdir(), 'client-'))
  mkdirSync(join(clientDirectory, 'assets'))
  writeFileSync(join(clientDirectory, 'assets', 'entry-abc123.js'), `export const x = '${'x'.repeat(5000)}'`)
  writeFileSync(join(clientDirectory, 'assets', 'small-abc123.js'), 'export const y = 1')
  writeFileSync(join(clientDirectory, 'assets', 'small-abc123.js.br'), brotliCompressSync('export const y = 2'))
  writeFileSync(join(clientDirectory, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  portal = await startTestPortal({
    db,
    issuer,
    services,
    files: clientFiles(clientDirectory),
    events: eventStream,
    pages: express
      .Router()
      .use('/trasig', broken)
      .use('/oversikt', overviewPage)
      .use('/felar', reportingPage)
      .use('/visar-typ', (request, response) => response.send(request.get('Content-Type')))
      .use(tellingPage(db, { ...none, ...services, rooms: testRooms(db) }, logger)),
  })
  const number = PersonalNumber.parse('199006012380')
  if (!number) throw new Error('not a number')
  saverId = (await findOrCreateSaver(database.app, { number, name: 'Åsa Öström-Lindqvist' })).saverId
})

afterAll(async () => {
  await portal.close()
  await db.close()
  await database.close()
  rmSync(clientDirectory, { recursive: true })
})

const broken: RequestHandler = (_request, _response, next) => {
  next(new Error('the page broke over 199006012380'))
}

/** A loader in whose middle the database goes away; what it throws goes where Remix takes it. */
const overviewPage: RequestHandler = (request, response, next) => {
  const load = async () => {
    const { saver } = await composePortal(
      db,
      () => ({ ...none, ...services, rooms: testRooms(db) }),
      logger,
    )(request, response)
    try {
      response.json(await saver?.overview({}))
    } catch (thrown) {
      if (!(thrown instanceof Response)) throw thrown
      response.status(thrown.status).send('as Remix would')
    }
  }
  load().catch(next)
}

/** A loader that breaks; Remix hands the error to the app, and the app hands it on. */
const reportingPage: RequestHandler = (request, response, next) => {
  const load = async () => {
    const portal = await composePortal(
      db,
      () => ({ ...none, ...services, rooms: testRooms(db) }),
      logger,
    )(request, response)
    portal.reportFault(Object.assign(new Error('the loader broke over 199006012380'), { body: 'hidden value' }))
    response.sendStatus(500)
  }
  load().catch(next)
}

const eventStream = express.Router().get('/hamta/handelser', (request, response, next) => {
  if (request.query.db === undefined) {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`data: ${'x'.repeat(3000)}\n\n`)
    return
  }
  db.sql.raw('select 1').then(() => response.end(), next)
})

async function loggedIn(): Promise<TestBrowser> {
  const token = newToken()
  await openSession(database.app, {
    tokenHash: hashToken(token),
    saverId,
    idToken: 'a.b.c',
    level: 'loa3',
    partnerId: null,
  })
  const browser = new TestBrowser()
  browser.setCookie('localhost', '__Host-session', token)
  return browser
}

const get = (path: string, headers: Record<string, string> = {}) =>
  new TestBrowser().request(`${portal.origin}${path}`, { headers })

describe('every answer', () => {
  const kinds = [
    ['a page', '/', 200],
    ['a page that is not found', '/finns-inte', 200],
    ['a broken page', '/trasig', 500],
    ['an address that cannot be read', '/%E0%A4%A', 400],
    ['a script', '/assets/entry-abc123.js', 200],
    ['a script that is gone', '/assets/old.js', 404],
    ['a folder', '/assets', 404],
    ['a public file', '/favicon.svg', 200],
    ['the health', '/halsa', 200],
    ['a redirect', '/login/retur', 303],
    ['the count of violations', '/csp-rapport', 200],
  ] as const

  test.each(kinds)('%s (%s) carries the final Content-Security-Policy', async (_kind, path, status) => {
    const { status: actual, headers } = await get(path)
    expect(actual).toBe(status)
    const policy = directives(headers.get('content-security-policy'))
    expect(policy.get('default-src')).toEqual(["'none'"])
    expect(policy.get('script-src')).toEqual([expect.stringMatching(/^'nonce-[\w+/]{22}=='$/), "'strict-dynamic'"])
    expect(policy.get('style-src')).toEqual(["'self'", expect.stringMatching(/^'nonce-/)])
    expect(policy.get('form-action')).toEqual(["'self'", 'https://eid.example'])
    for (const name of ['object-src', 'base-uri', 'frame-ancestors']) expect(policy.get(name)).toEqual(["'none'"])
    expect(headers.get('content-security-policy')).not.toContain('unsafe-')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('geolocation=()')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  test('has a nonce of its own', async () => {
    const nonces = await Promise.all([get('/'), get('/'), get('/trasig')])
    expect(new Set(nonces.map(({ headers }) => headers.get('content-security-policy'))).size).toBe(3)
  })

  test('is kept out of every cache when it is a page, and kept for ever when its name holds its hash', async () => {
    expect((await get('/')).headers.get('cache-control')).toBe('no-store')
    expect((await get('/trasig')).headers.get('cache-control')).toBe('no-store')
    expect((await get('/assets/entry-abc123.js')).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    )
    expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('public, max-age=3600')
  })

  test('holds browsers to https where the portal is https', async () => {
    const secure = await startTestPortal({ db, issuer, origin: 'https://pension.example', environment: 'production' })
    const { port } = new URL(secure.listening)
    const { headers } = await new TestBrowser().request(`http://127.0.0.1:${port}/`)
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains')
    await secure.close()
  })

  test('is sent as the build has made it small, to those who take that', async () => {
    const small = await get('/assets/small-abc123.js', { 'accept-encoding': 'gzip, br' })
    expect(small.headers.get('content-encoding')).toBe('br')
    expect(small.headers.get('content-type')).toMatch(/^(text|application)\/javascript/)
    expect(small.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(small.body).toBe('export const y = 2')
    expect((await get('/assets/small-abc123.js', { 'accept-encoding': 'identity' })).body).toBe('export const y = 1')
  })

  test('is compressed, except an event stream', async () => {
    const script = await get('/assets/entry-abc123.js', { 'accept-encoding': 'gzip' })
    expect(script.headers.get('content-encoding')).toBe('gzip')
    const stream = await fetch(`${portal.origin}/hamta/handelser`, { headers: { 'accept-encoding': 'gzip' } })
    expect(stream.headers.get('content-encoding')).toBeNull()
    const first = await stream.body?.getReader().read()
    expect(new TextDecoder().decode(first?.value)).toMatch(/^data: xxx/)
  })
})

describe('a broken page', () => {
  test('says so in both languages, without telling what broke, and the log has no number', async () => {
    const { body } = await get('/trasig')
    expect(body).toContain('Något gick fel hos oss')
    expect(body).toContain('Something went wrong on our side')
    expect(body).not.toContain('broke over')
    const line = portal.log.filter((text) => text.includes('the page broke over')).join('')
    expect(line).toContain('[personal number]')
    expect(line).not.toContain('199006012380')
  })
})

describe('a broken loader', () => {
  test('stands in the log with its request and path, without what hangs on the error', async () => {
    await get('/felar?alder=67-3')
    const line = composed.join('')
    expect(line).toContain('the loader broke over [personal number]')
    expect(line).toMatch(/"requestId":"[\da-f-]{36}"/)
    expect(line).not.toMatch(/hidden|alder|199006012380/)
  })
})

describe('a request that changes something', () => {
  const post = (headers: Record<string, string>) =>
    fetch(`${portal.origin}/sprak`, { method: 'POST', headers, redirect: 'manual' })

  test('is let through from a mail program that unsubscribes by its code', async () => {
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    const response = await fetch(`${portal.origin}/avregistrera?kod=x`, { method: 'POST', body })
    expect(response.status).toBe(200)
    expect((await fetch(`${portal.origin}/bekrafta-e-post?kod=x`, { method: 'POST', body })).status).toBe(403)
  })

  test('is let through from our own pages', async () => {
    for (const headers of [
      { origin: portal.origin, 'sec-fetch-site': 'same-origin' },
      { origin: portal.origin },
      { 'sec-fetch-site': 'same-origin' },
    ]) {
      expect((await post(headers)).status).toBe(200)
    }
  })

  test.each([
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' },
    {},
  ])('is refused from elsewhere: %o', async (headers) => {
    const response = await post(headers)
    expect(response.status).toBe(403)
  })

  test('is refused as a page in words', async () => {
    const response = await post({ origin: 'https://evil.example', accept: 'text/html' })
    expect(await response.text()).toContain('Det här kom inte från oss')
  })
})

describe('a body', () => {
  const sendTo = async (path: string, headers: Readonly<Record<string, string>>, body: string) => {
    const response = await fetch(portal.origin + path, {
      method: 'POST',
      headers: { origin: portal.origin, accept: 'text/html', ...headers },
      body,
    })
    return { status: response.status, text: await response.text() }
  }
  const send = (body: BodyInit) =>
    fetch(`${portal.origin}/valkommen`, {
      method: 'POST',
      headers: { origin: portal.origin },
      body,
      // What a stream as body needs.
      ...{ duplex: 'half' },
    })

  test('of a form is let through', async () => {
    expect((await send(new URLSearchParams({ email: 'x'.repeat(500) }))).status).toBe(200)
  })

  test('that is too large, or does not say how large it is, is refused', async () => {
    expect((await send('x'.repeat(100_001))).status).toBe(400)
    expect((await send(new Blob(['x']).stream())).status).toBe(400)
  })

  test.each(['text/plain', 'application/json', 'multipart/form-data; boundary=x', 'text/xml', ''])(
    'that is called %j is refused in words on every page',
    async (type) => {
      for (const path of ['/sprak', '/logga-ut', '/planer', '/planer.data', '/mina-uppgifter']) {
        const { status, text } = await sendTo(path, { 'content-type': type }, 'sprak=en')
        expect([path, status]).toEqual([path, 400])
        expect(text).toContain(path.endsWith('.data') ? '{"status":400}' : 'Vi förstod inte frågan')
      }
      expect((await sendTo('/avregistrera', { 'content-type': type }, 'List-Unsubscribe=One-Click')).status).toBe(200)
    },
  )

  test('that is none is an empty form, whatever it is called', async () => {
    for (const type of ['text/plain', 'application/json']) {
      expect(await sendTo('/visar-typ', { 'content-type': type }, '')).toEqual({
        status: 200,
        text: 'application/x-www-form-urlencoded',
      })
    }
  })
})

describe('reports of violations', () => {
  const report = (body: unknown) =>
    fetch(`${portal.origin}/csp-rapport`, {
      method: 'POST',
      headers: { 'content-type': 'application/csp-report' },
      body: JSON.stringify(body),
    })

  test('are counted, and logged without what stands after the question mark', async () => {
    const before = JSON.parse((await get('/csp-rapport')).body) as { violations: number }
    const response = await report({
      'csp-report': {
        'effective-directive': 'script-src-elem',
        'blocked-uri': 'https://evil.example/x.js?secret=1',
        'document-uri': `${portal.origin}/oversikt?alder=67-3`,
      },
    })
    expect(response.status).toBe(204)
    expect(JSON.parse((await get('/csp-rapport')).body)).toEqual({ violations: before.violations + 1 })
    const line = portal.log.find((text) => text.includes('csp-violation'))
    expect(line).toContain('script-src-elem')
    expect(line).not.toMatch(/secret|alder/)
  })

  test('that are none, or too large, are refused', async () => {
    expect((await report({ other: 1 })).status).toBe(400)
    expect((await report({ 'csp-report': { 'blocked-uri': 'x'.repeat(20_000) } })).status).toBe(400)
  })

  test('are counted in secret in production', async () => {
    const production = await startTestPortal({ db, issuer, environment: 'production' })
    const { body } = await new TestBrowser().request(`${production.origin}/csp-rapport`)
    expect(body).not.toContain('violations')
    await production.close()
  })
})

describe('the access log', () => {
  test('has a line per request, with an id and no query string', async () => {
    await get('/login/retur?code=hidden&state=hidden')
    await get('/valkommen?alder=67-3')
    const lines = portal.log.filter((line) => line.includes('"event":"request"'))
    expect(lines.some((line) => line.includes('"path":"/login/retur"') && line.includes('"status":303'))).toBe(true)
    expect(lines.every((line) => /"requestId":"[\da-f-]{36}"/.test(line))).toBe(true)
    expect(portal.log.join('')).not.toMatch(/hidden|alder/)
  })
})

describe('the language', () => {
  test('is the cookie, then what the saver has stored, then Swedish', async () => {
    const browser = await loggedIn()
    const language = async () =>
      (JSON.parse((await browser.request(`${portal.origin}/`)).body) as { language: string }).language
    expect(await language()).toBe('sv')
    browser.setCookie('localhost', '__Host-sprak', 'en')
    expect(await language()).toBe('en')
    browser.setCookie('localhost', '__Host-sprak', 'de')
    expect(await language()).toBe('sv')
  })
})

describe('while the database is down', () => {
  test('those who are logged in get a short page, programs get a status, and all is well when it is back', async () => {
    const browser = await loggedIn()
    const page = () => browser.request(`${portal.origin}/`)
    expect((await page()).status).toBe(200)
    await way.cut()

    const down = await page()
    expect(down.status).toBe(503)
    expect(down.headers.get('retry-after')).toBe('10')
    expect(down.body).toContain('Ett tillfälligt avbrott')
    expect(down.body).toContain('A short interruption')
    const [nonce] = directives(down.headers.get('content-security-policy')).get('script-src') ?? []
    expect(down.body).toContain(`<style nonce="${nonce?.slice("'nonce-".length, -1) ?? ''}">`)
    expect(down.body).not.toContain('<script')
    // Nobody is logged out by it.
    expect(browser.cookie('__Host-session')).toBeDefined()

    const stream = await get('/hamta/handelser?db', { accept: 'text/event-stream' })
    expect(stream.status).toBe(503)
    expect(JSON.parse(stream.body)).toEqual({ status: 503 })
    const health = await get('/halsa')
    expect(health.status).toBe(503)
    expect(JSON.parse(health.body)).toMatchObject({ database: 'down' })
    // Pages that need no database are there.
    expect((await get('/')).status).toBe(200)

    await way.mend()
    expect((await page()).status).toBe(200)
    const healthy = await get('/halsa')
    expect(healthy.status).toBe(200)
    expect(JSON.parse(healthy.body)).toEqual({ database: 'up', worker: 'down' })
  })

  test('it may go away in the middle of a page', async () => {
    const { status, headers, body } = await (await loggedIn()).request(`${portal.origin}/oversikt`)
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('10')
    expect(body).toBe('as Remix would')
    await way.mend()
  })
})

function directives(policy: string | null): ReadonlyMap<string, readonly string[]> {
  return new Map(
    (policy ?? '').split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ')
      return [name, values]
    }),
  )
}
