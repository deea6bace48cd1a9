/** Attacks by number: asking again and again, from one address or as one saver, and pretending to be many. */
import type { Response } from 'express'
import express from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createServices } from '#server/rooms.ts'
import { hashToken, newToken } from '#server/auth/tokens.ts'
import { composePortal } from '#server/compose.ts'
import { openSession } from '#server/db/sessions.ts'
import { createLogger } from '#server/observability/logger.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver } from '#server/testing/examples.ts'
import { perAddress, perSaver } from './limited.ts'
import type { Sent } from './testing/crawl.ts'
import type { TestPortal, TestPortalOptions } from './testing/portal.ts'
import { startTestPortal, testOmbud } from './testing/portal.ts'

let test: TestDatabase
let portal: TestPortal

const issuer = () => Promise.resolve({ url: new URL('http://localhost:1') })
const start = (options: Partial<TestPortalOptions> = {}) => startTestPortal({ db: test.app, issuer, ...options })

beforeAll(async () => {
  test = await testDatabase()
  portal = await start()
})
afterAll(async () => {
  await portal.close()
  await test.close()
})
beforeEach(() => test.owner.sql.raw('delete from use_count'))

const ask = (origin: string, path: string, init: Sent = {}): Promise<globalThis.Response> =>
  fetch(`${origin}${path}`, { redirect: 'manual', ...init, headers: { accept: 'text/html', ...init.headers } })

/**
 * Asks until it is refused: after so many times, or twice as many where the window's end falls among them.
 * @returns the refusal
 */
async function untilRefused(most: number, act: (index: number) => Promise<globalThis.Response>) {
  for (let index = 0; index <= 2 * most; index++) {
    const answer = await act(index)
    if (answer.status === 429) return { refused: answer, letIn: index }
    await answer.body?.cancel()
  }
  throw new Error('Never refused')
}

describe('logins from one address', () => {
  const { most, windowSeconds } = perAddress.logins

  it('are let in so often and then refused in words, in both languages, with the time to wait', async () => {
    const { refused, letIn } = await untilRefused(most, () => ask(portal.origin, '/login'))
    expect(letIn).toBeGreaterThanOrEqual(most)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(windowSeconds)
    const words = await refused.text()
    expect(words).toContain('Det blev för många gånger')
    expect(words).toContain('That was too many times')
    expect(words).toContain('Försök igen om 1 minut.')
    // The way back from the issuer is no new login, and pages are pages.
    expect((await ask(portal.origin, '/login/retur')).status).toBe(303)
    expect((await ask(portal.origin, '/')).status).toBe(200)
    expect(portal.log.filter((line) => line.includes('TooOften'))).toEqual([])
  })

  it('of staff count once each', async () => {
    const staffed = await start({ ombud: () => Promise.resolve(testOmbud) })
    const { letIn } = await untilRefused(most, () => ask(staffed.origin, '/ombud/login'))
    expect(letIn).toBeGreaterThanOrEqual(most)
    await staffed.close()
  })

  it('are counted for the address the connection comes from, whatever it says of itself', async () => {
    const forged = (index: number) =>
      ask(portal.origin, '/login', {
        headers: {
          'x-forwarded-for': `192.0.2.${index}`,
          forwarded: `for=192.0.2.${index}`,
          'x-real-ip': `192.0.2.${index}`,
        },
      })
    await untilRefused(most, forged)
  })

  it('are counted for whom our own proxy names, and not for what stands before that', async () => {
    const behind = await start({ trustedProxies: ['127.0.0.1', '::1'] })
    const from = (address: string) => ask(behind.origin, '/login', { headers: { 'x-forwarded-for': address } })
    await untilRefused(most, (index) => from(`198.51.100.${index}, 192.0.2.7`))
    expect((await from('192.0.2.8')).status).not.toBe(429)
    await behind.close()
  })
})

it('reports of violations from one address are taken so often and no more, and then not logged', async () => {
  const report = () =>
    ask(portal.origin, '/csp-rapport', {
      method: 'POST',
      headers: { 'content-type': 'application/csp-report' },
      body: JSON.stringify({ 'csp-report': { 'effective-directive': 'img-src' } }),
    })
  const before = portal.log.filter((line) => line.includes('csp-violation')).length
  const { letIn } = await untilRefused(perAddress.cspReports.most, report)
  expect(portal.log.filter((line) => line.includes('csp-violation')).length - before).toBe(letIn)
})

describe('one saver', () => {
  const cookieOf = async (): Promise<string> => {
    const token = newToken()
    const saverId = await anySaver(test.app)
    await openSession(test.app, {
      tokenHash: hashToken(token),
      saverId,
      level: 'loa3',
      partnerId: null,
      idToken: 'a.b.c',
    })
    return `__Host-session=${token}`
  }
  let own: TestPortal
  beforeAll(async () => {
    const logger = createLogger({ level: 'fatal', process: 'web' })
    const compose = composePortal(
      test.app,
      createServices({ now: () => new Date(), operatorContact: null, erase: () => Promise.resolve() }),
      logger,
    )
    own = await start({
      pages: express.Router().use((request, response: Response, next) => {
        compose(request, response).then(() => response.sendStatus(200), next)
      }),
    })
  })
  afterAll(() => own.close())

  it.each([
    ['POST', '/hamta', perSaver.startCollection],
    ['GET', '/mina-uppgifter/utdrag/pdf', perSaver['mine.extract']],
    ['GET', '/mina-uppgifter/utdrag/json', perSaver['mine.extract']],
    ['POST', '/mina-uppgifter', perSaver['mine.change']],
    ['POST', '/egna-uppgifter/fel', perSaver['corrections.report']],
    ['POST', '/planer/x/skicka', perSaver['errands.sendPlan']],
    ['POST', '/familj/hjalpare', perSaver['helpers.give']],
    ['POST', '/hjalper', perSaver['helpers.accept']],
    ['POST', '/familj/hushall', perSaver['household.invite']],
  ] as const)('may %s %s so often, and others as often', async (method, path, limit) => {
    const most = limit?.most ?? 0
    expect(most).toBeGreaterThan(0)
    const [cookie, another] = [await cookieOf(), await cookieOf()]
    const send = (who: string, to = path as string) =>
      ask(own.origin, to, { method, headers: { cookie: who, origin: own.origin } })
    const { refused } = await untilRefused(most, () => send(cookie))
    expect(await refused.text()).toContain('Det blev för många gånger')
    expect((await send(cookie, `${path}.data`)).status).toBe(429)
    expect((await send(another)).status).toBe(200)
    expect((await ask(own.origin, '/oversikt', { headers: { cookie } })).status).toBe(200)
  })
})

it('limits are raised for benches', async () => {
  const raised = await start({ db: { ...test.app, limitsTimes: 10 } })
  for (let index = 0; index < perAddress.logins.most + 3; index++) {
    expect((await ask(raised.origin, '/login')).status).not.toBe(429)
  }
  await raised.close()
})
