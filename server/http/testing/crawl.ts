/** Goes through the pages as a browser without JavaScript would: every link, every form with its fields. */

export interface Page {
  readonly path: string
  readonly status: number
  readonly body: string
  readonly forms: readonly Form[]
}

export interface Form {
  readonly method: 'get' | 'post'
  /** Path, with its query. */
  readonly action: string
  /** As it stands in the page, sent by one of its buttons. */
  readonly fields: readonly (readonly [name: string, value: string])[]
}

export interface Crawler {
  readonly origin: string
  readonly cookie: string
}

export type Sent = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> }

export const fetchPage = ({ origin, cookie }: Crawler, path: string, init: Sent = {}): Promise<Response> =>
  fetch(new URL(path, origin), {
    redirect: 'manual',
    ...init,
    headers: { accept: 'text/html', cookie, ...init.headers },
  })

/** As a browser sends it from a page of ours. */
export const sendForm = (
  crawler: Crawler,
  { method, action }: Pick<Form, 'method' | 'action'>,
  fields: Form['fields'],
): Promise<Response> => {
  const body = new URLSearchParams(fields.map(([name, value]) => [name, value]))
  if (method === 'post')
    return fetchPage(crawler, action, { method: 'POST', body, headers: { origin: crawler.origin } })
  return fetchPage(crawler, `${action.split('?')[0] ?? ''}?${body.toString()}`)
}

/** Pages of one kind with other choices in their address are one page; with another id they are another. */
const keyOf = (path: string): string => {
  const { pathname, searchParams } = new URL(path, 'http://x')
  const said = new Set([...searchParams].map(([name, value]) => [name, ...idsIn(value)].join('=')))
  return `${pathname}?${[...said].toSorted().join('&')}`
}

/** What was made by us, wherever it stands: UUIDs, hashes, codes. Of the shortest, one in fifteen has no digit. */
export const idsIn = (text: string): readonly string[] =>
  (text.match(/[\w-]{16,}/g) ?? []).filter((word) => /[\dA-Z]/.test(word) && /[A-Za-z]/.test(word))

const longest = 300

/** Every page that can be reached from these without sending anything. */
export async function crawl(crawler: Crawler, from: readonly string[]): Promise<readonly Page[]> {
  const waiting = [...from]
  const seen = new Set(from.map(keyOf))
  const pages: Page[] = []
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (pages.length === longest) throw new Error(`More than ${longest} pages: ${waiting.slice(0, 5).join(' ')}`)
    const response = await fetchPage(crawler, path)
    const type = response.headers.get('content-type') ?? ''
    const body = type.startsWith('text/html') ? await response.text() : (await response.body?.cancel(), '')
    pages.push({ path, status: response.status, body, forms: formsIn(body, path) })
    const location = response.headers.get('location')
    for (const address of [...linksIn(body), ...(location === null ? [] : [location])]) {
      const next = new URL(address, new URL(path, crawler.origin))
      const local = next.pathname + next.search
      if (next.origin !== crawler.origin || /^\/(assets|login|favicon)/.test(local) || seen.has(keyOf(local))) continue
      seen.add(keyOf(local))
      waiting.push(local)
    }
  }
  return pages
}

const named = { amp: '&', lt: '<', gt: '>', quot: '"' } as const
const unescaped = (text: string): string =>
  text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot));/gi,
    (_whole, hex?: string, decimal?: string, name?: string) =>
      name === undefined
        ? String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
        : named[name.toLowerCase() as keyof typeof named],
  )

type Attributes = ReadonlyMap<string, string>
const attributesOf = (tag: string): Attributes =>
  new Map([...tag.matchAll(/\s([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, unescaped(value)]))

const linksIn = (body: string): readonly string[] =>
  [...body.matchAll(/<a\s[^>]*>/g)].flatMap(([tag]) => attributesOf(tag).get('href') ?? []).filter(isAddress)
const isAddress = (href: string): boolean => !/^(#|mailto:|tel:|javascript:)/.test(href)

/** A form with two buttons is two forms. */
function formsIn(body: string, path: string): readonly Form[] {
  return [...body.matchAll(/<form\s([^>]*)>(.*?)<\/form>/gs)].flatMap(([, head = '', inner = '']) => {
    const given = attributesOf(` ${head}`)
    const method = given.get('method')?.toLowerCase() === 'post' ? 'post' : 'get'
    const to = new URL(given.get('action') ?? path, new URL(path, 'http://x'))
    const fields = [...fieldsIn(inner)]
    const buttons = [...inner.matchAll(/<button\s[^>]*>/g)].flatMap(([tag]) => {
      const button = attributesOf(tag)
      const name = button.get('name')
      return name === undefined ? [] : [[name, button.get('value') ?? ''] as const]
    })
    const form = { method, action: to.pathname + to.search } as const
    return buttons.length === 0
      ? [{ ...form, fields }]
      : buttons.map((button) => ({ ...form, fields: [...fields, button] }))
  })
}

function* fieldsIn(inner: string): Generator<readonly [string, string]> {
  const radios = new Set<string>()
  for (const [whole, kind, attributes = ''] of inner.matchAll(/<(input|select|textarea)(\s[^>]*)>/g)) {
    const given = attributesOf(attributes)
    const name = given.get('name')
    if (name === undefined) continue
    const type = given.get('type') ?? 'text'
    if (kind === 'select') yield [name, optionOf(inner.slice(inner.indexOf(whole)))]
    else if (kind === 'textarea') yield [name, given.get('value') ?? 'Några ord']
    else if (type === 'radio') {
      if (!radios.has(name)) yield [name, given.get('value') ?? 'on']
      radios.add(name)
    } else yield [name, given.get('value') ?? (type === 'checkbox' ? 'on' : '')]
  }
}

function optionOf(from: string): string {
  const [select = ''] = /^.*?<\/select>/s.exec(from) ?? []
  const options = [...select.matchAll(/<option(\s[^>]*)?>/g)].map(([, attributes = '']) => attributesOf(attributes))
  return (options.find((option) => option.has('selected')) ?? options[0])?.get('value') ?? ''
}
