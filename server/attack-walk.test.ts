/** Attacks: hostile text in every field of every form and every part of every address, and in all that is stored. */
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addresses } from './auth/authorisation.ts'
import type { Crawler, Form, Page } from './http/testing/crawl.ts'
import { crawl, fetchPage, sendForm } from './http/testing/crawl.ts'
import type { WholePortal, WholeSaver } from './http/testing/whole-portal.ts'
import { startAddresses, startWholePortal } from './http/testing/whole-portal.ts'

/** Would end a text, an attribute in either quotes, and a script; nobody else has the word. */
const script = `zq7"'></script><svg/onload=zq7()>\``
/** The word and then a sign that ends something: what is escaped has none. In our own scripts a backslash stands before a quote. */
const unescapedScript = /zq7["'<>]/
const sql = `zq8'"\`;--/*\\ $1 ? %' or '1'='1`

let whole: WholePortal
let anna: WholeSaver
let pages: readonly Page[]
let me: Crawler

const crawlAll = (crawler: Crawler) => crawl(crawler, startAddresses)

beforeAll(async () => {
  whole = await startWholePortal(script)
  anna = await whole.saver(script)
  me = { origin: whole.portal.origin, cookie: anna.cookie }
  await whole.saver('Boson')
  pages = await crawlAll(me)
}, 120_000)
afterAll(() => whole.close())

/** A form by what it does; the ones that end something are sent with nothing confirmed. */
const formsOf = (): readonly Form[] => {
  const kindOf = ({ action, fields }: Form) =>
    `${action.split('?')[0] ?? ''} ${new Map(fields).get('gor') ?? ''} ${fields.map(([name]) => name).join(' ')}`
  return [...new Map(pages.flatMap(({ forms }) => forms).map((form) => [kindOf(form), form])).values()].filter(
    ({ action }) => !/logga-ut|aterkalla/.test(action),
  )
}

describe('script that is stored', () => {
  it('stands escaped wherever it is shown', () => {
    const shown = pages.filter(({ body }) => body.includes('zq7'))
    expect(shown.length).toBeGreaterThan(20)
    expect(pages.filter(({ status }) => status >= 400).map(({ path }) => path)).toEqual([])
    expect(shown.filter(({ body }) => unescapedScript.test(body)).map(({ path }) => path)).toEqual([])
    // Provider, product and person; plan; own entry, report and what the provider answered; household and helpers.
    for (const path of ['/hamta', '/oversikt', '/planer', '/egna-uppgifter', '/familj/hushall', '/familj/hjalpare'])
      expect(
        shown.map((page) => page.path),
        path,
      ).toContain(path)
  })
})

/** What a hostile field or address may bring: never a fault, never markup, never another's, never elsewhere. */
async function expectHarmless(told: string, answer: Response): Promise<void> {
  expect(answer.status, told).toBeLessThan(500)
  expect(answer.status, told).not.toBe(429)
  expect([...answer.headers.keys()], told).not.toContain('x-evil')
  const location = answer.headers.get('location')
  if (location !== null) expect(new URL(location, me.origin).origin, `${told} leads to`).toBe(me.origin)
  const html = answer.headers.get('content-type')?.startsWith('text/html') === true
  const body = await answer.text()
  expect(body.includes('Boson'), told).toBe(false)
  expect(body, told).not.toMatch(/syntax error|unterminated|invalid byte sequence|pg_|PostgreSQL/)
  if (!html) return
  expect(unescapedScript.test(body), `${told} shows script`).toBe(false)
  expect(body, `${told} links elsewhere`).not.toMatch(/(href|action|src|formaction)="(https?:)?[/\\]{2}evil/)
}

const hostile = {
  'reflected script': [script],
  SQL: [sql],
  'a header and control characters': ['a\r\nX-Evil: 1', 'a\u0000\u001b[2J\u2028b'],
  'an address elsewhere (open redirect)': ['//evil.example/oversikt', '/\\evil.example'],
} as const

describe.each(Object.entries(hostile))('%s', (_attack, values) => {
  it('in every field of every form', async () => {
    const forms = formsOf()
    expect(forms.length).toBeGreaterThan(20)
    for (const form of forms) {
      for (const [index, [name]] of form.fields.entries()) {
        for (const value of values) {
          const fields = form.fields.map((field, place) => (place === index ? ([name, value] as const) : field))
          await expectHarmless(`${form.action} ${name}=${JSON.stringify(value)}`, await sendForm(me, form, fields))
        }
      }
    }
  }, 120_000)

  it('in every part of every address', async () => {
    for (const path of [...addressesWith(values), ...changedAddresses(values)]) {
      await expectHarmless(path, await fetchPage(me, path))
    }
  }, 120_000)
})

/** In the place of each `:name`, as a page that there is not, and as what pages are told where to lead. */
const addressesWith = (values: readonly string[]): readonly string[] =>
  values.flatMap((value) => {
    const text = encodeURIComponent(value)
    const named = Object.keys(addresses).filter((path) => path.includes(':'))
    return [
      ...named.map((path) => path.replaceAll(/:\w+/g, text)),
      `/${text}`,
      `/utloggad?till=${text}`,
      `/utloggad?skal=${text}`,
      `/inloggning-misslyckades?skal=${text}`,
      `/avregistrera?kod=${text}`,
      `/bekrafta-e-post?kod=${text}`,
      `/planer/jamfor?plan=${text}`,
    ]
  })

/** Each thing that may stand after a question mark, once for each page. */
const changedAddresses = (values: readonly string[]): readonly string[] => {
  const once = new Map<string, (value: string) => string>()
  for (const { path } of pages) {
    const url = new URL(path, me.origin)
    for (const name of url.searchParams.keys()) {
      const place = `${url.pathname.replaceAll(/[\w-]{16,}/g, ':id')}?${name}`
      once.set(place, (value) => {
        const other = new URL(url)
        other.searchParams.set(name, value)
        return other.pathname + other.search
      })
    }
  }
  return [...once.values()].flatMap((change) => values.map(change))
}

describe('what was sent and stored on the way', () => {
  it('shows no script, no fault and nobody else', async () => {
    for (const page of await crawlAll(me)) {
      expect(page.status, page.path).toBeLessThan(400)
      expect(unescapedScript.test(page.body), page.path).toBe(false)
      expect(page.body.includes('Boson'), page.path).toBe(false)
    }
  }, 60_000)

  it('stands in the extract as text, with no formula in the cells', async () => {
    const csv = await (await fetchPage(me, '/mina-uppgifter/utdrag/csv')).text()
    expect(csv).toContain('zq7')
    const answer = await fetchPage(me, '/mina-uppgifter/utdrag/json')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"$/)
    expect(JSON.stringify(await answer.json())).toContain('zq8')
  })
})

describe('log injection', () => {
  it('writes one line of JSON for each, with nothing that was slipped in', async () => {
    const before = whole.log().length
    for (const path of [
      '/%0d%0a{"event":"login","outcome":"let-in"}',
      '/%1b[31m%00',
      '/a%E2%80%A8b',
      `/${encodeURIComponent(script)}`,
    ]) {
      await (
        await fetchPage(me, path, { headers: { 'user-agent': '{"event":"login"}', referer: 'http://x/%0d%0a' } })
      ).text()
    }
    const lines = whole.log().slice(before)
    expect(lines.length).toBeGreaterThanOrEqual(4)
    for (const line of whole.log()) {
      expect(line).toMatch(/^\{\P{Cc}*\}\n?$/u)
      expect(JSON.parse(line)).toMatchObject({ process: 'web' })
    }
    // Nor was anything in all of this file a fault of ours.
    expect(whole.log().filter((line) => line.includes('"event":"fault"') && !/"status":4\d\d/.test(line))).toEqual([])
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).not.toContain('login')
  })
})

describe('headers that a visitor may forge', () => {
  it.each([
    ['user-agent', script],
    ['referer', `http://evil.example/${script}`],
    ['accept-language', script],
    ['x-forwarded-host', 'evil.example'],
    ['x-forwarded-host', 'evil.example:99999999'],
    ['x-forwarded-proto', 'javascript'],
    ['x-forwarded-for', "127.0.0.1'; drop table saver"],
    ['forwarded', 'host=evil.example'],
    ['x-original-url', '/mina-uppgifter'],
    ['x-http-method-override', 'DELETE'],
  ])('%s: %s changes nothing', async (name, value) => {
    for (const path of ['/', '/oversikt', '/finns-inte', '/login']) {
      const answer = await fetchPage(me, path, { headers: { [name]: value } })
      expect(answer.status, path).toBe((await fetchPage(me, path)).status)
      const body = await answer.text()
      expect(body, path).not.toContain('evil.example')
      expect(unescapedScript.test(body), path).toBe(false)
      expect(answer.headers.get('location') ?? '').not.toContain('evil')
    }
  })

  it.each(['evil.example', 'evil.example:99999999', '"><svg/onload=zq7()>', 'a b'])(
    'host: %s changes nothing',
    async (host) => {
      // Written by hand: fetch sends the right one whatever it is told.
      const asked = get(new URL('/finns-inte', me.origin), { headers: { host, accept: 'text/html' } })
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      const body = await text(answer)
      expect(answer.statusCode).toBe(404)
      expect(body).not.toMatch(/evil|<svg\/onload/)
    },
  )
})
