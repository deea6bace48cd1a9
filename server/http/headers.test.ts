/** The security headers on every kind of answer that the whole portal gives. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addresses } from '#server/auth/authorisation.ts'
import type { Sent } from './testing/crawl.ts'
import { fetchPage } from './testing/crawl.ts'
import type { WholePortal } from './testing/whole-portal.ts'
import { startWholePortal } from './testing/whole-portal.ts'

let whole: WholePortal
let cookie: string

beforeAll(async () => {
  whole = await startWholePortal('Nordfjäll Liv')
  cookie = (await whole.saver('Annasdotter')).cookie
}, 60_000)
afterAll(() => whole.close())

const wanted = {
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'cross-origin-embedder-policy': /^require-corp$/,
  'referrer-policy': /^same-origin$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'permissions-policy': /\bcamera=\(\).*\bgeolocation=\(\).*\bmicrophone=\(\)/,
  'content-security-policy':
    /^default-src 'none'; script-src 'nonce-[\w+/]{22}==' 'strict-dynamic'; .*frame-ancestors 'none'/,
} as const

/** What anybody may read, on any site: keys and a schema, nothing of a saver. */
const published = ['/.well-known/jwks.json', '/partner/overview.schema.json']

async function expectSafe(told: string, answer: Response, isPublished = false): Promise<void> {
  const changed = isPublished ? { 'cross-origin-resource-policy': /^cross-origin$/ } : {}
  for (const [name, value] of Object.entries({ ...wanted, ...changed }))
    expect(answer.headers.get(name), `${told}: ${name}`).toMatch(value)
  expect(answer.headers.get('content-security-policy'), told).not.toContain('unsafe-')
  for (const name of ['x-powered-by', 'server', 'access-control-allow-origin']) {
    expect(answer.headers.get(name), `${told}: ${name}`).toBeNull()
  }
  for (const set of answer.headers.getSetCookie()) {
    expect(set, told).toMatch(/^__Host-[\w-]+=[^;]*;( Max-Age=\d+;)? Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  }
  await answer.body?.cancel()
}

const exampleOf = (path: string) =>
  path.replace(':format', 'pdf').replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000')
const origin = () => whole.portal.origin
const ask = (path: string, init: Sent & { readonly as?: string } = {}) =>
  fetchPage({ origin: origin(), cookie: init.as ?? '' }, path, init)

describe('a page, file, redirect, refusal, fault, stream and resource', () => {
  it.each(Object.keys(addresses))('at %s', async (path) => {
    for (const as of ['', cookie]) {
      for (const address of [exampleOf(path), `${exampleOf(path)}.data`]) {
        const answer = await ask(address, { as })
        const isPublished = published.includes(address)
        await expectSafe(`GET ${address}`, answer, isPublished)
        expect(answer.headers.get('cache-control'), address).toMatch(isPublished ? /^public\b/ : /\bno-store\b/)
      }
      await expectSafe(
        `POST ${path}`,
        await ask(exampleOf(path), { as: '', method: 'POST', headers: { origin: origin() } }),
      )
    }
  })

  it.each([
    ['a script that is gone', '/assets/gone.js', {}, 404],
    ['a page that there is not', '/finns-inte', {}, 404],
    ['an address that cannot be read', '/%E0%A4%A', {}, 400],
    ['a foreign form', '/planer', { method: 'POST', headers: { origin: 'https://evil.example' } }, 403],
    ['a method that is not', '/planer', { method: 'PUT', headers: { origin: 'https://evil.example' } }, 403],
    ['options', '/planer', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }, null],
    ['a public file', '/favicon.svg', {}, 200],
  ] as const)('%s', async (told, path, init, status) => {
    const answer = await ask(path, init)
    if (status !== null) expect(answer.status).toBe(status)
    await expectSafe(told, answer)
  })

  it('an event stream', async () => {
    const ended = new AbortController()
    const answer = await ask('/hamta/handelser', {
      as: cookie,
      headers: { accept: 'text/event-stream' },
      signal: ended.signal,
    })
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/)
    for (const [name, value] of Object.entries(wanted)) expect(answer.headers.get(name), name).toMatch(value)
    ended.abort()
  })
})
