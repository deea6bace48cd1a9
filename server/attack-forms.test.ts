/** Attacks on who sends: forms from other sites, cookies that were stolen, made up or planted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addresses } from './auth/authorisation.ts'
import { hashToken, newToken } from './auth/tokens.ts'
import { openSession } from './db/sessions.ts'
import { openStaffSession } from './db/staff-sessions.ts'
import { fetchPage } from './http/testing/crawl.ts'
import type { WholePortal, WholeSaver } from './http/testing/whole-portal.ts'
import { startWholePortal } from './http/testing/whole-portal.ts'

let whole: WholePortal
let anna: WholeSaver

beforeAll(async () => {
  whole = await startWholePortal('Nordfjäll Liv')
  anna = await whole.saver('Annasdotter')
}, 60_000)
afterAll(() => whole.close())

const exampleOf = (path: string) => path.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000')
const ask = (path: string, cookie: string, init: Parameters<typeof fetchPage>[2] = {}) =>
  fetchPage({ origin: whole.portal.origin, cookie }, path, init)

describe('a form from another site', () => {
  const taken = Object.keys(addresses).filter((path) => addresses[path]?.send !== null)
  /** Each of these takes what no saver sends: a browser's own report, a code that stands for itself, what another system has signed. */
  const free = ['/csp-rapport', '/avregistrera', '/rost/samtycke', '/partner/ticket', '/partner/data']
  const senders = (own: string): readonly Readonly<Record<string, string>>[] => [
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: `${own}.evil.example` },
    { origin: own.replace('http:', 'https:') },
    { origin: own.replace(/:\d+$/, ':1') },
    { origin: own.toUpperCase() },
    { origin: `${own}/` },
    { origin: 'null' },
    { origin: '' },
    { origin: own, 'sec-fetch-site': 'cross-site' },
    { origin: own, 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { referer: `${own}/planer` },
    {},
  ]

  it.each(taken.filter((path) => !free.includes(path)))('is refused at %s, and changes nothing', async (path) => {
    const before = await whole.kept(anna.saverId)
    for (const headers of senders(whole.portal.origin)) {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
        const body = new URLSearchParams({ gor: 'lamna', sprak: 'en' })
        const answer = await ask(exampleOf(path), anna.cookie, { method, headers, body })
        await answer.body?.cancel()
        expect(answer.status, `${method} ${JSON.stringify(headers)}`).toBe(403)
      }
    }
    expect(await whole.kept(anna.saverId)).toBe(before)
  })

  it('is taken where a code or a report of its own is what counts, with no power of the cookie', async () => {
    expect(taken.filter((path) => free.includes(path)).toSorted()).toEqual(free.toSorted())
    const before = await whole.kept(anna.saverId)
    for (const path of free) {
      const answer = await ask(path, anna.cookie, { method: 'POST', headers: { origin: 'https://evil.example' } })
      await answer.body?.cancel()
      expect(answer.status, path).not.toBe(403)
    }
    expect(await whole.kept(anna.saverId)).toBe(before)
  })

  it('does nothing as a link either: what is sent is taken from no GET', async () => {
    for (const path of taken) {
      const before = await whole.kept(anna.saverId)
      const answer = await ask(`${exampleOf(path)}?gor=lamna&ord=radera&epost=x@evil.example&sprak=en`, anna.cookie)
      await answer.body?.cancel()
      expect(answer.status, path).toBeLessThan(500)
      expect(await whole.kept(anna.saverId), path).toBe(before)
    }
    expect((await whole.rooms.household.view(anna.saverId)).state).toBe('joined')
    expect((await whole.rooms.mine.read(anna.saverId)).unconfirmedEmail).toBe('nagon@pension.example')
  })
})

describe('a cookie', () => {
  const isLoggedIn = async (cookie: string): Promise<boolean> => {
    const answer = await ask('/oversikt', cookie)
    await answer.body?.cancel()
    return answer.status === 200
  }
  const token = () => anna.cookie.replace('__Host-session=', '')

  it('lets in as what it is', async () => {
    expect(await isLoggedIn(anna.cookie)).toBe(true)
  })

  it('of the portal is none under the name of another realm', async () => {
    for (const name of [
      '__Host-embed',
      '__Host-staff',
      '__Host-login',
      'session',
      '__Secure-session',
      '__host-session',
    ]) {
      expect(await isLoggedIn(`${name}=${token()}`), name).toBe(false)
    }
  })

  it('of the portal opens nothing of staff, nor one of staff the portal', async () => {
    for (const path of ['/ombud', '/ombud/arende', '/ombud/arende/oversikt', '/ombud/lage']) {
      for (const name of ['__Host-session', '__Host-staff']) {
        const answer = await ask(path, `${name}=${token()}`)
        expect((await answer.text()).includes('Annasdotter'), `${name} at ${path}`).toBe(false)
        expect(answer.status, `${name} at ${path}`).toBe(401)
      }
    }
    const staff = newToken()
    await openStaffSession(whole.test.app, hashToken(staff), { reference: 'staff 1', role: 'ombud' })
    expect((await ask('/ombud', `__Host-staff=${staff}`)).status).toBe(200)
    for (const name of ['__Host-session', '__Host-staff'])
      expect(await isLoggedIn(`${name}=${staff}`), name).toBe(false)
  })

  it("of a partner's page is none in the portal, under whatever name", async () => {
    const stolen = newToken()
    const partner = { tokenHash: hashToken(stolen), saverId: anna.saverId, level: 'loa3', partnerId: 'banken' } as const
    await openSession(whole.test.app, { ...partner, idToken: null })
    for (const name of ['__Host-session', '__Host-embed', '__Host-staff']) {
      for (const path of ['/oversikt', '/mina-uppgifter', '/mina-uppgifter/utdrag/json', '/planer', '/hamta/lage']) {
        const answer = await ask(path, `${name}=${stolen}`)
        expect((await answer.text()).includes('Annasdotter'), `${name} at ${path}`).toBe(false)
        expect(answer.status, `${name} at ${path}`).not.toBe(200)
      }
    }
  })

  it('that was planted before the login is not the one after it', async () => {
    const planted = newToken()
    const before = await ask('/', `__Host-session=${planted}`)
    await before.body?.cancel()
    // A cookie that stands for nothing is taken away, not taken over.
    expect(before.headers.getSetCookie().join()).toMatch(/^__Host-session=; Max-Age=0/)
    expect(await isLoggedIn(`__Host-session=${planted}`)).toBe(false)
  })

  it.each([
    ['its hash', () => hashToken(token()).toString('base64url')],
    ['its hash as it is stored', () => hashToken(token()).toString('hex')],
    ['one letter less', () => token().slice(1)],
    ['one letter more', () => `${token()}A`],
    ['SQL', () => "' or '1'='1"],
    ['nothing', () => ''],
  ])('that is %s lets nobody in', async (_what, made) => {
    expect(await isLoggedIn(`__Host-session=${encodeURIComponent(made())}`)).toBe(false)
  })

  it('that was stolen is worth nothing after the logout', async () => {
    const cookie = await whole.logIn(anna.saverId)
    expect(await isLoggedIn(cookie)).toBe(true)
    const out = await ask('/logga-ut', cookie, { method: 'POST', headers: { origin: whole.portal.origin } })
    expect(out.headers.get('clear-site-data')).toBe('"cache"')
    await out.body?.cancel()
    expect(await isLoggedIn(cookie)).toBe(false)
    expect(await isLoggedIn(anna.cookie)).toBe(true)
  })
})
