/** Script and SQL through a partner: in its name, in what it says of a customer, and in every field of its pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashToken, newToken } from './auth/tokens.ts'
import { query } from './db/database.ts'
import { openSession } from './db/sessions.ts'
import type { Crawler, Form } from './http/testing/crawl.ts'
import { crawl, sendForm } from './http/testing/crawl.ts'
import type { WholePortal } from './http/testing/whole-portal.ts'
import { startWholePortal } from './http/testing/whole-portal.ts'
import type { TestPartner } from './partner/testing/partner.ts'
import { startTestPartner } from './partner/testing/partner.ts'
import { anyNumber } from './testing/examples.ts'

const script = `zq7"><script>evil()</script><img src=x onerror=evil()>'`
const sql = `' or '1'='1'; drop table saver; --`
const shownAsScript = /<script>evil|<img src=x/

let whole: WholePortal
let bank: TestPartner
let me: Crawler

beforeAll(async () => {
  whole = await startWholePortal(script)
  const { saverId } = await whole.saver(script)
  bank = await startTestPartner(whole.test.owner, 'banken', anyNumber().reveal(), { name: script })
  const token = newToken()
  me = { origin: whole.portal.origin, cookie: `__Host-embed=${token}.frame.sv.banken` }
  const session = { saverId, level: 'loa3', partnerId: 'banken', idToken: null } as const
  await openSession(whole.test.app, { tokenHash: hashToken(token), ...session })
}, 60_000)
afterAll(async () => {
  await bank.close()
  await whole.close()
})

const savers = () => query(whole.test.worker.sql, `select 1 from pg_class where relname = 'saver'`)

describe('script stored as names of saver, product, provider and partner', () => {
  it('stands escaped on every embedded page', async () => {
    const pages = await crawl(me, ['/embed/oversikt', '/embed/prognos', '/embed/hamta', '/embed/valkommen'])
    expect(pages.filter(({ body }) => body.includes('zq7')).length).toBeGreaterThan(2)
    expect(pages.filter(({ body }) => shownAsScript.test(body)).map(({ path }) => path)).toEqual([])
  })
})

describe.each([
  ['script', script],
  ['SQL', sql],
])('%s', (_attack, value) => {
  it('in every field of every embedded form does nothing', async () => {
    const pages = await crawl(me, ['/embed/oversikt', '/embed/prognos', '/embed/hamta', '/embed/valkommen'])
    const forms = pages.flatMap((page): readonly Form[] => page.forms)
    expect(forms.length).toBeGreaterThan(3)
    for (const form of forms) {
      for (const [index, [name]] of form.fields.entries()) {
        const fields = form.fields.map((field, place) => (place === index ? ([name, value] as const) : field))
        const answer = await sendForm(me, form, fields)
        const told = `${form.action} ${name}`
        expect(answer.status, told).toBeLessThan(500)
        expect(shownAsScript.test(await answer.text()), told).toBe(false)
      }
    }
    expect(await savers()).toHaveLength(1)
  }, 60_000)

  it('in every claim of a customer is refused, or taken as the text that it is', async () => {
    const endpoint = `${whole.portal.origin}/partner/ticket`
    const number = 'https://id.oidc.se/claim/personalIdentityNumber'
    for (const name of ['sub', 'jti', 'acr', 'iss', 'given_name', 'family_name', number]) {
      const form = await bank.form(endpoint, { customer: { [name]: value } })
      const answer = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(form) })
      expect([200, 400], name).toContain(answer.status)
      if (answer.status !== 200) continue
      const { embed_url: way } = (await answer.json()) as { readonly embed_url: string }
      const begun = await fetch(way, { redirect: 'manual' })
      expect(begun.status, name).toBe(303)
      const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      const page = await fetch(new URL('/embed/valkommen', way), { headers: { cookie } })
      expect(page.status, name).toBe(200)
      expect(shownAsScript.test(await page.text()), name).toBe(false)
    }
    expect(await savers()).toHaveLength(1)
  })

  it('in every field of the form for tickets is refused', async () => {
    const endpoint = `${whole.portal.origin}/partner/ticket`
    for (const name of ['grant_type', 'client_assertion_type', 'client_assertion', 'assertion']) {
      const form = { ...(await bank.form(endpoint)), [name]: value }
      const answer = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(form) })
      expect([400, 401], name).toContain(answer.status)
      expect(await answer.text(), name).not.toContain('evil')
    }
  })
})
