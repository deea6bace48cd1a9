/** From an embedded page only embedded pages can be shown in the partner's: the portal's own are framed by nobody. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashToken, newToken } from './auth/tokens.ts'
import { query } from './db/database.ts'
import { openSession } from './db/sessions.ts'
import { fetchPage } from './http/testing/crawl.ts'
import type { WholePortal } from './http/testing/whole-portal.ts'
import { startWholePortal } from './http/testing/whole-portal.ts'
import { startTestPartner } from './partner/testing/partner.ts'
import { anyNumber } from './testing/examples.ts'

let whole: WholePortal
let cookie: string

beforeAll(async () => {
  whole = await startWholePortal('Nordfjäll Liv')
  const { saverId } = await whole.saver('Annasdotter')
  const bank = await startTestPartner(whole.test.owner, 'banken', anyNumber().reveal())
  await bank.close()
  const token = newToken()
  cookie = `__Host-embed=${token}.frame.sv.banken`
  const session = { saverId, level: 'loa3', partnerId: 'banken', idToken: null } as const
  await openSession(whole.test.app, { tokenHash: hashToken(token), ...session })
}, 60_000)
afterAll(() => whole.close())

const ask = (path: string, method = 'GET') => {
  const { origin } = whole.portal
  return fetchPage({ origin, cookie }, path, { method, headers: { origin, accept: 'text/html' } })
}

/** Where links and forms lead, those that open a window of their own left out. */
const leadsTo = (html: string): readonly string[] =>
  [...html.matchAll(/<(?:a|form)\b[^>]*>/g)]
    .filter(([tag]) => !tag.includes('target="_blank"'))
    .flatMap(([tag]) => /\b(?:href|action)="([^"]*)"/.exec(tag)?.[1] ?? [])

const elsewhere = (html: string) => leadsTo(html).filter((to) => !/^(#|$|\/embed\/)/.test(to))

test.each([
  ['/embed/oversikt', 200],
  ['/embed/oversikt?alder=70', 200],
  ['/embed/prognos', 200],
  ['/embed/prognos?alder=70', 200],
  ['/embed/hamta', 200],
  ['/embed/finns-inte', 404],
])('nothing at %s leads out of the embedded pages', async (path, status) => {
  const answer = await ask(path)
  const html = await answer.text()
  expect([answer.status, elsewhere(html)]).toEqual([status, []])
  expect(leadsTo(html)).toContain('/embed/oversikt')
})

test('nor does the page that says that it was too often', async () => {
  await ask('/embed/hamta', 'POST')
  await query(whole.test.owner.sql, `update use_count set used = 1000000 where scope = 'collections'`)
  const answer = await ask('/embed/hamta', 'POST')
  expect(answer.status).toBe(429)
  expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors https://banken.example')
  expect(elsewhere(await answer.text())).toEqual([])
})
