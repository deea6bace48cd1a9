/** A browser without a screen for tests: keeps cookies as browsers do, follows redirects, sends forms. */

interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
}

export interface Visited {
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

export interface Visit {
  readonly method?: 'GET' | 'POST'
  readonly form?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
}

export class TestBrowser {
  /** By host name: cookies do not tell ports apart. */
  readonly #cookies = new Map<string, Cookie[]>()

  /** One request, no redirect followed. A form is sent from a page of the same origin unless the headers say otherwise. */
  async request(address: string | URL, { method = 'GET', form, headers = {} }: Visit = {}): Promise<Visited> {
    const url = new URL(address)
    const cookies = this.cookiesFor(url)
    const response = await fetch(url, {
      method: form ? 'POST' : method,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...(cookies === '' ? {} : { cookie: cookies }),
        ...(form || method === 'POST' ? { origin: url.origin, 'sec-fetch-site': 'same-origin' } : {}),
        ...headers,
      },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    })
    for (const header of response.headers.getSetCookie()) this.#keep(url, header)
    return { url, status: response.status, headers: response.headers, body: await response.text() }
  }

  /** As request, then on along the redirects until `stopAt` says of the next address to stop before it. */
  async visit(address: string | URL, visit: Visit = {}, stopAt?: (next: URL) => boolean): Promise<Visited> {
    let visited = await this.request(address, visit)
    for (let hops = 0; hops < 12; hops++) {
      const location = visited.headers.get('location')
      if (location === null) return visited
      const next = new URL(location, visited.url)
      if (stopAt?.(next)) return visited
      visited = await this.request(next)
    }
    throw new Error('too many redirects')
  }

  cookiesFor(url: URL): string {
    return (this.#cookies.get(url.hostname) ?? [])
      .filter(({ path }) => url.pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  cookie(name: string): string | undefined {
    return [...this.#cookies.values()].flat().find((cookie) => cookie.name === name)?.value
  }

  setCookie(hostname: string, name: string, value: string): void {
    this.#put(hostname, { name, value, path: '/' })
  }

  #keep(url: URL, header: string): void {
    const [pair = '', ...attributes] = header.split(';').map((part) => part.trim())
    const [name = '', ...value] = pair.split('=')
    const attribute = (wanted: string) =>
      attributes.find((text) => text.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1)
    const cookie = { name, value: value.join('='), path: attribute('path') ?? '/' }
    const expires = attribute('expires')
    const gone = attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) < Date.now())
    if (gone) this.#remove(url.hostname, cookie)
    else this.#put(url.hostname, cookie)
  }

  #put(hostname: string, cookie: Cookie): void {
    this.#remove(hostname, cookie)
    this.#cookies.set(hostname, [...(this.#cookies.get(hostname) ?? []), cookie])
  }

  #remove(hostname: string, { name, path }: Pick<Cookie, 'name' | 'path'>): void {
    const others = (this.#cookies.get(hostname) ?? []).filter((kept) => kept.name !== name || kept.path !== path)
    this.#cookies.set(hostname, others)
  }
}
