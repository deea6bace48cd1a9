/** The Content-Security-Policy as browsers get it, on every kind of answer that the running portal gives. */
import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'

const addresses = [
  ['GET', '/', 200],
  ['GET', '/valkommen', 401],
  ['GET', '/hamta', 401],
  ['GET', '/hamta/lage', 401],
  ['GET', '/hamta/handelser', 204],
  ['GET', '/oversikt', 401],
  ['GET', '/oversikt.data', 401],
  ['GET', '/prognos', 401],
  ['GET', '/prognos/svar', 401],
  ['GET', '/om-dig', 401],
  ['GET', '/sa-raknade-vi', 401],
  ['GET', '/sa-raknade-vi/avtal-1?alder=67-0', 401],
  ['GET', '/planer', 401],
  ['GET', '/planer/jamfor', 401],
  ['GET', '/planer/planerare', 401],
  ['GET', '/planer/skickat', 401],
  ['GET', '/planer/0c8ad22c-5a30-4d0f-8f3e-6b1a2f0e7d11', 401],
  ['GET', '/planer/0c8ad22c-5a30-4d0f-8f3e-6b1a2f0e7d11/ta-bort', 401],
  ['GET', '/planer/0c8ad22c-5a30-4d0f-8f3e-6b1a2f0e7d11/skicka', 401],
  ['GET', '/egna-uppgifter', 401],
  ['GET', '/forandringar', 401],
  ['GET', '/egna-uppgifter/post', 401],
  ['GET', '/egna-uppgifter/ta-bort', 401],
  ['GET', '/egna-uppgifter/fel', 401],
  ['GET', '/familj', 401],
  ['GET', '/familj/hushall', 401],
  ['GET', '/familj/hjalpare', 401],
  ['GET', '/hjalper', 401],
  ['GET', '/hjalper/nagon', 401],
  ['GET', '/mina-uppgifter', 401],
  ['GET', '/mina-uppgifter/utdrag', 401],
  ['GET', '/mina-uppgifter/utdrag/json', 303],
  ['GET', '/mina-uppgifter/logg', 401],
  ['GET', '/mina-uppgifter/pin-kod', 401],
  ['GET', '/mina-uppgifter/inloggningar', 401],
  ['GET', '/login/pin', 200],
  ['GET', '/login/pin/ko', 200],
  ['GET', '/mina-uppgifter/aterkalla', 401],
  ['GET', '/mina-uppgifter/avsluta', 401],
  ['GET', '/avregistrera', 200],
  ['GET', '/bekrafta-e-post', 200],
  ['GET', '/utloggad', 200],
  ['GET', '/inloggning-misslyckades', 200],
  ['GET', '/om-uppgifterna', 200],
  ['GET', '/ord', 200],
  ['GET', '/rundtur', 200],
  ['GET', '/lattlast', 401],
  ['GET', '/tillganglighet', 200],
  ['GET', '/session', 200],
  ['GET', '/sprak', 302],
  ['GET', '/ombud', 401],
  ['GET', '/ombud/lage', 401],
  ['GET', '/ombud/login', 303],
  ['GET', '/ombud/login/retur', 303],
  ['GET', '/ombud/arende', 401],
  ['GET', '/ombud/arende/hamtning', 401],
  ['GET', '/ombud/arende/oversikt', 401],
  ['GET', '/ombud/arende/prognos', 401],
  ['GET', '/ombud/arende/brev', 401],
  ['GET', '/finns-inte', 404],
  ['GET', '/login', 303],
  ['GET', '/login/retur', 303],
  ['GET', '/__manifest', null],
  ['GET', '/halsa', 200],
  ['GET', '/csp-rapport', 200],
  ['GET', '/favicon.svg', 200],
  ['GET', '/assets/finns-inte.js', 404],
  ['GET', '/embed/start', 400],
  ['GET', '/embed/oversikt', 401],
  ['GET', '/embed/prognos', 401],
  ['GET', '/embed/prognos/svar', 401],
  ['GET', '/embed/hamta', 401],
  ['GET', '/embed/hamta/lage', 401],
  ['GET', '/embed/valkommen', 401],
  ['GET', '/.well-known/jwks.json', 200],
  ['GET', '/partner/overview.schema.json', 200],
  ['POST', '/partner/ticket', 400],
  ['POST', '/partner/data', 400],
  ['POST', '/embed/sprak', 303],
  ['POST', '/logga-ut', 303],
  ['POST', '/sprak', 302],
  ['POST', '/ombud/logga-ut', 303],
  ['POST', '/ombud/avsluta', 303],
  ['POST', '/ombud/arende/villkor', 303],
  ['POST', '/rost/samtycke', 400],
  ['POST', '/om-uppgifterna', 405],
] as const

test('every answer carries the whole policy', async ({ request, portal }) => {
  for (const [method, address, status] of addresses) {
    const answer = await request.fetch(address, {
      method,
      maxRedirects: 0,
      headers: { accept: 'text/html', ...(method === 'POST' ? { origin: portal.origin } : {}) },
      ...(method === 'POST' ? { form: { a: 'b' } } : {}),
    })
    if (status !== null) expect.soft(answer.status(), `${method} ${address}`).toBe(status)
    expectWhole(answer.headers()['content-security-policy'], `${method} ${address}`)
  }
  const foreign = await request.post('/sprak', { headers: { origin: 'https://evil.example' }, form: { sprak: 'sv' } })
  expect(foreign.status()).toBe(403)
  expectWhole(foreign.headers()['content-security-policy'], 'a form from elsewhere')
  const page = await (await request.get('/')).text()
  const [, script = ''] = /"(\/assets\/[^"]+\.js)"/.exec(page) ?? []
  expectWhole((await request.get(script)).headers()['content-security-policy'], script)
})

test('what is sent to a page and is no form is refused, whatever the page', async ({ request, portal }) => {
  const routes = readFileSync(new URL('../app/routes.ts', import.meta.url), 'utf8')
  const paths = [...routes.matchAll(/path: '([^'*]+)'/g)].map(([, path = '']) => `/${path.replace(/\/:\w+\??/g, '/x')}`)
  expect(paths.length).toBeGreaterThan(30)
  const wrong = [
    { headers: { 'content-type': 'text/plain' }, data: 'gor=spara' },
    { headers: { 'content-type': 'application/json' }, data: '{"gor":"spara"}' },
    { headers: { 'content-type': 'text/xml' }, data: '<gor/>' },
    {
      headers: {},
      multipart: { gor: 'spara', fil: { name: 'fil.txt', mimeType: 'text/plain', buffer: Buffer.from('x') } },
    },
  ]
  for (const path of ['/', '/logga-ut', ...paths]) {
    // What a mail program unsubscribes with is not read.
    const refused = path === '/avregistrera' ? 422 : 400
    for (const { headers, ...body } of wrong) {
      const answer = await request.post(path, {
        ...body,
        headers: { ...headers, origin: portal.origin },
        maxRedirects: 0,
      })
      expect.soft(answer.status(), `${path}: ${headers['content-type'] ?? 'with a file'}`).toBe(refused)
    }
    const empty = await request.post(path, { headers: { origin: portal.origin }, maxRedirects: 0 })
    expect.soft(empty.status(), `${path}: nothing`).toBeLessThan(500)
  }
})

function expectWhole(policy: string | undefined, address: string): void {
  expect(policy ?? '', address).toMatch(/^default-src 'none'; script-src 'nonce-[\w+/]{22}==' 'strict-dynamic'; /)
  expect(policy, address).toContain("; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; ")
  expect(policy, address).not.toContain('unsafe-')
}
