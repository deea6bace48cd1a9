/** Every address × every kind of session, and every service × every kind, held against the table. */
import { randomUUID } from 'node:crypto'
import type { ServerBuild } from '@remix-run/node'
import type { IRouter, RequestHandler } from 'express'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operation, Party } from './auth/authorisation.ts'
import { createPinDoor, pinLimits } from './auth/pin-door.ts'
import { PinHasher } from './auth/pin-hash.ts'
import { addresses, asked, inRealm, may, mayAt, operations, parties } from './auth/authorisation.ts'
import { hashToken, newToken } from './auth/tokens.ts'
import { createStaffDoor } from './compose-staff.ts'
import { composePortal } from './compose.ts'
import { addApproval } from './db/approvals.ts'
import { asSaver } from './db/database.ts'
import { markSent, orderPin } from './db/pins.ts'
import { findOrCreateSaver, readSaver } from './db/savers.ts'
import { giveConsent, newestCase, openCase } from './db/ombud-cases.ts'
import { openSession } from './db/sessions.ts'
import { openStaffSession } from './db/staff-sessions.ts'
import { collectionEvents } from './http/collection-events.ts'
import type { ComposePortal } from './http/pages.ts'
import { builtPages } from './http/pages.ts'
import type { TestPortal } from './http/testing/portal.ts'
import { startTestPortal, testOmbud } from './http/testing/portal.ts'
import { createLogger } from './observability/logger.ts'
import { KeySets } from './partner/key-sets.ts'
import { partnerRoutes } from './partner/routes.ts'
import type { TestPartner } from './partner/testing/partner.ts'
import { startTestPartner } from './partner/testing/partner.ts'
import { createServices } from './rooms.ts'
import { findSession } from './auth/sessions.ts'
import type { PortalContext } from './services/api.ts'
import { termsVersion } from './services/saver/terms.ts'
import type { TestDatabase } from './testing/database.ts'
import { testDatabase } from './testing/database.ts'
import { anyNumber, anySaver } from './testing/examples.ts'

const root = new URL('../', import.meta.url)

let test: TestDatabase
let portal: TestPortal
let bank: TestPartner
const everyService = '/alla-tjanster'
/** Where those are at home who are not at the portal itself. */
const homeOf: Partial<Record<Party, string>> = {
  partner: '/embed',
  ombud: '/ombud',
  'ombud-with-consent': '/ombud',
  operator: '/ombud',
}
const services = operations.filter(
  (operation) => !['public', 'profile'].includes(operation) && !operation.startsWith('job.'),
)

const hasher = new PinHasher([{ id: 'p1', key: Buffer.alloc(32, 21) }], undefined, 64)

let addressesThere: readonly string[]

/** A cookie of each kind of visitor; the worker comes by no request. */
const cookieOf: Partial<Record<Party, () => Promise<string | null>>> = {
  nobody: () => Promise.resolve(null),
  saver: () => byEid(),
  'saver-by-pin': () => byPin(),
  ombud: () => staffSession('ombud'),
  'ombud-with-consent': withConsent,
  operator: () => staffSession('operator'),
  partner: partnerSession,
}
const visitors = parties.filter((party) => party in cookieOf)

async function byEid(): Promise<string> {
  const saverId = await anySaver(test.app)
  await asSaver(test.app, saverId, (t) => addApproval(t, { version: termsVersion, channel: 'portal' }))
  const token = newToken()
  await openSession(test.app, {
    tokenHash: hashToken(token),
    saverId,
    level: 'loa3',
    partnerId: null,
    idToken: 'a.b.c',
  })
  return `__Host-session=${token}`
}

/** Through the door itself. */
async function byPin(): Promise<string> {
  const number = anyNumber()
  const { saverId } = await findOrCreateSaver(test.app, { number, name: 'Åsa Öström-Lindqvist' })
  await asSaver(test.app, saverId, async (t) => {
    await addApproval(t, { version: termsVersion, channel: 'portal' })
    await orderPin(t, randomUUID())
  })
  const hashed = await hasher.hash(saverId, '246813')
  await asSaver(test.worker, saverId, (t) => markSent(t, hashed))
  const answer = await fetch(`${portal.origin}/login/pin`, {
    method: 'POST',
    headers: { Origin: portal.origin },
    body: new URLSearchParams({ personnummer: number.reveal(), kod: '246813' }),
    redirect: 'manual',
  })
  const [cookie = ''] = answer.headers.getSetCookie().flatMap((line) => /^__Host-session=[^;]+/.exec(line) ?? [])
  return cookie
}

let staff = 0

async function staffSession(role: 'ombud' | 'operator'): Promise<string> {
  const token = newToken()
  await openStaffSession(test.app, hashToken(token), { reference: `staff ${++staff}`, role })
  return `__Host-staff=${token}`
}

/** A call with a caller who is a user and has consented. */
async function withConsent(): Promise<string> {
  const cookie = await staffSession('ombud')
  const tokenHash = hashToken(cookie.slice('__Host-staff='.length))
  const saverId = await anySaver(test.app)
  await asSaver(test.app, saverId, async (t) => {
    await addApproval(t, { version: termsVersion, channel: 'ombud' })
    const { number } = await readSaver(t)
    expect(await openCase(test.app, tokenHash, number)).toBe('opened')
    const { code } = (await newestCase(test.app, tokenHash)) ?? { code: null }
    expect(
      await giveConsent(t, { code: code ?? '', number, version: '2026-12' }, { allowed: true, saverId }),
    ).not.toBeNull()
  })
  return cookie
}

/** By a ticket that the partner's server has asked for. */
async function partnerSession(): Promise<string> {
  const number = anyNumber()
  const { saverId } = await findOrCreateSaver(test.app, { number, name: 'Åsa Öström-Lindqvist' })
  await asSaver(test.app, saverId, (t) => addApproval(t, { version: termsVersion, channel: 'partner:banken' }))
  const claims = { 'https://id.oidc.se/claim/personalIdentityNumber': number.reveal() }
  const form = await bank.form(`${portal.origin}/partner/ticket`, { customer: claims })
  const answer = await fetch(`${portal.origin}/partner/ticket`, { method: 'POST', body: new URLSearchParams(form) })
  const { embed_url: way } = (await answer.json()) as { readonly embed_url: string }
  const begun = await fetch(way, { redirect: 'manual' })
  return begun.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

beforeAll(async () => {
  test = await testDatabase()
  const logger = createLogger({ level: 'fatal', process: 'web' })
  const pages = await builtPages(root)
  const services = createServices({ now: () => new Date(), operatorContact: null, erase: () => Promise.resolve() })
  const ways = { post: null, mailbox: null }
  const staff = createStaffDoor({ db: test.app, servicesOver: services, ways, logger })
  const calm = { calm: 1e9, most: 1e9, windowSeconds: 3600 }
  const limits = { address: { ...pinLimits.address, ...calm }, service: { ...pinLimits.service, ...calm } }
  const door = createPinDoor({ db: test.app, hasher, logger, now: () => new Date(), limits })
  const pin = { door, onLogin: () => Promise.resolve() }
  const compose = composePortal(test.app, services, logger, { pin, staff })
  const events = collectionEvents({
    sessionOf: (request) => findSession(test.app, request),
    newestCollectionId: () => Promise.resolve(null),
    listen: () => ({ close: () => Promise.resolve() }),
    logger,
  })
  bank = await startTestPartner(test.owner, 'banken', anyNumber().reveal())
  portal = await startTestPortal({
    db: test.app,
    partners: (origin) =>
      partnerRoutes({
        db: test.app,
        origin,
        keys: new KeySets({ loopbackAllowed: true }),
        signing: null,
        servicesOver: services,
        logger,
        devServer: false,
      }),
    issuer: () => Promise.resolve({ url: new URL('http://localhost:1') }),
    events: events.router,
    ombud: () => Promise.resolve(testOmbud),
    pages: express
      .Router()
      .all([everyService, ...Object.values(homeOf).map((home) => home + everyService)], callingEveryService(compose))
      .use(pages.handler(compose)),
  })
  const build = (await import(new URL('build/server/index.js', root).href)) as ServerBuild
  addressesThere = [...remixAddresses(build), ...expressAddresses(portal.app._router as IRouter)]
})
afterAll(async () => {
  await Promise.all([portal.close(), bank.close()])
  await test.close()
})

/** `:name?` is two addresses; what fits nothing else is none. */
const remixAddresses = ({ routes }: ServerBuild): readonly string[] =>
  Object.values(routes).flatMap(({ id, path = '' }) => {
    if (id === 'root' || path === '*') return []
    return /\/:\w+\?$/.test(path) ? [`/${path.replace(/\/:\w+\?$/, '')}`, `/${path.slice(0, -1)}`] : [`/${path}`]
  })

const expressAddresses = (router: IRouter): readonly string[] =>
  router.stack.flatMap((layer: { route?: { path: string }; handle: unknown }) => {
    if (layer.route !== undefined) return layer.route.path === '*' ? [] : [layer.route.path]
    const inner = layer.handle as Partial<IRouter>
    return Array.isArray(inner.stack) ? expressAddresses(inner as IRouter) : []
  })

const example = (path: string): string =>
  path.replace(':format', 'json').replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000')

/** Whether the visitor is let in: not told to log in, nor that it is not for them, there or where they are sent. */
async function isLetIn(method: 'GET' | 'POST', path: string, cookie: string | null): Promise<boolean> {
  const headers = { Origin: portal.origin, ...(cookie === null ? {} : { Cookie: cookie }) }
  const body = method === 'POST' ? new URLSearchParams() : null
  const answer = await fetch(`${portal.origin}${path}`, { method, headers, body, redirect: 'manual' })
  await answer.body?.cancel()
  // An event stream that has nothing for the visitor answers 204: browsers then ask no more.
  if ([401, 403, 204].includes(answer.status)) return false
  const to = answer.headers.get('location')
  return to === null || !to.startsWith('/') || to === path || isLetIn('GET', to, cookie)
}

describe('the table', () => {
  it('names every address that there is, and no other', () => {
    expect([...new Set(addressesThere)].toSorted()).toEqual(Object.keys(addresses).toSorted())
  })

  it('gives nobody what it does not name', () => {
    for (const party of parties) expect(may(party, 'mine.readAll')).toBe(false)
    expect(asked('GET', '/finns-inte')).toBeNull()
  })

  it('leaves the jobs to the worker', () => {
    const jobs = operations.filter((operation) => operation.startsWith('job.'))
    expect(jobs.length).toBeGreaterThan(5)
    for (const job of jobs) expect([job, parties.filter((party) => may(party, job))]).toEqual([job, ['worker']])
  })

  it('knows an address however it is written', () => {
    for (const path of [
      '/Mina-Uppgifter/Logg',
      '/mina-uppgifter/logg/',
      '//mina-uppgifter/logg',
      '/mina-uppgifter/logg.data',
    ]) {
      expect(asked('GET', path)).toBe('mine.accesses')
    }
    expect(asked('GET', '/planer/jamfor')).toBe('plans.compare')
    for (const path of ['/ombud', '/ombud.data', '/Ombud/lage']) expect(inRealm('staff', path)).toBe(true)
    for (const path of ['/ombudet', '/_root.data', '/embed/oversikt.data']) expect(inRealm('staff', path)).toBe(false)
    expect(asked('HEAD', '/_root.data')).toBe('public')
    expect(asked('DELETE', '/planer')).toBe('plans.save')
  })
})

describe.each(visitors)('%s', (party) => {
  it.each(Object.keys(addresses))('at %s', async (path) => {
    const found: Record<string, boolean> = {}
    const expected: Record<string, boolean> = {}
    for (const method of ['GET', 'POST'] as const) {
      const operation = asked(method, path)
      if (operation === null) continue
      expected[method] = mayAt(party, operation, path)
      found[method] = await isLetIn(method, example(path), (await cookieOf[party]?.()) ?? null)
    }
    expect(found).toEqual(expected)
  })
})

describe('a service', () => {
  it.each(visitors.filter((party) => party !== 'nobody'))('is given to %s as the table says', async (party) => {
    const Cookie = (await cookieOf[party]?.()) ?? ''
    const answer = await fetch(`${portal.origin}${homeOf[party] ?? ''}${everyService}`, { headers: { Cookie } })
    expect(await answer.json()).toEqual(services.filter((operation) => may(party, operation)))
  })
})

/** What takes from the visitor what the others rest on: tried last. */
const isEnd = (operation: Operation): boolean => operation === 'ombud.endCase'

/** Calls every service without saying what it needs, and tells which of them it was let in to. */
const callingEveryService =
  (compose: ComposePortal): RequestHandler =>
  (request, response, next) => {
    void (async () => {
      // Staff are handed what is the caller's at the pages about the caller alone.
      if (request.path.startsWith('/ombud/')) request.url = '/ombud/arende/oversikt'
      const { saver, staff } = await compose(request, response)
      const given: Operation[] = []
      for (const operation of [...services.filter((one) => !isEnd(one)), ...services.filter(isEnd)]) {
        const thrown: unknown = await callOf({ saver, staff }, operation).then(
          () => null,
          (error: unknown) => error,
        )
        if (!(thrown instanceof Response && thrown.status === 403)) given.push(operation)
      }
      response.json(services.filter((operation) => given.includes(operation)))
    })().catch(next)
  }

async function callOf(
  { saver, staff }: Pick<PortalContext, 'saver' | 'staff'>,
  operation: Operation,
): Promise<unknown> {
  const [room = '', name] = operation.split('.')
  const whole = room === 'ombud' ? staff : saver
  // Who is no staff, and staff without a caller, are handed nothing to call.
  if (whole === null) throw new Response(null, { status: 403 })
  const services: unknown = Reflect.get(whole, room)
  const act: unknown = name === undefined ? services : Reflect.get(Object(services), name)
  if (typeof act !== 'function') throw new TypeError(`${operation} is no service`)
  return await (Reflect.apply(act, undefined, []) as Promise<unknown>)
}
