import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { createClientAsync } from 'soap'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishedMessages } from './published-messages.ts'

const endpoint = 'https://ssek.pension.example/ssek?a=1&b=2'
const publish = publishedMessages(endpoint)
const server = createServer((request, response) => {
  if (!publish(request, response)) response.writeHead(404).end('nobody')
})
let origin: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const services = [`/ssek/schema/insamling.wsdl`, `/ssek/schema/mottagning.wsdl`]

/** Every file that can be reached from this one, as a browser resolves addresses. */
async function reachedFrom(address: string, reached = new Map<string, string>()): Promise<ReadonlyMap<string, string>> {
  if (reached.has(address)) return reached
  const response = await fetch(address)
  expect([address, response.status]).toEqual([address, 200])
  expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('public, max-age=3600')
  const text = await response.text()
  reached.set(address, text)
  for (const [, location = ''] of text.matchAll(/schemaLocation="([^"]+)"/g)) {
    await reachedFrom(new URL(location, address).href, reached)
  }
  return reached
}

test.each(services)('every schema that %s refers to is there', async (path) => {
  const reached = await reachedFrom(origin + path)
  const names = [...reached.keys()].map((address) => address.slice(origin.length))
  expect(names.toSorted()).toEqual(
    [
      path,
      '/ssek/authority/pensionsmyndigheten/allman-pension.xsd',
      '/ssek/mis/v1_6/schema/mislife.xsd',
      '/ssek/mis/v2/schema/mislife.xsd',
      '/ssek/schema/insamling.xsd',
      '/ssek/schema/typer.xsd',
      '/ssek/ssek/schema/ssek.xsd',
    ].toSorted(),
  )
})

test('what the state employer adds is there too', async () => {
  const reached = await reachedFrom(`${origin}/ssek/authority/spv/mislife-spv.xsd`)
  expect([...reached.keys()]).toContain(`${origin}/ssek/authority/spv/statlig-tjanstepension.xsd`)
})

test('a program that reads WSDL finds the operations, and our endpoint’s own address', async () => {
  const [collection, ours] = await Promise.all(services.map((path) => createClientAsync(origin + path)))
  const described = collection?.describe() as Record<string, Record<string, object>>
  expect(Object.keys(described['Insamling'] ?? {})).toEqual([
    'Forsakringsgivare',
    'ForsakringsgivareMis16',
    'Pensionsmyndigheten',
    'Arenden',
  ])
  expect(Object.keys(described['Insamling']?.['Arenden'] ?? {})).toEqual(['lamnaUttagsplan', 'anmalFel'])
  expect(ours?.describe()).toMatchObject({ Mottagning: { Mottagning: { meddelaOmrakning: {}, arendebesked: {} } } })
  expect(ours?.wsdl.toXML()).toContain('location="https://ssek.pension.example/ssek?a=1&amp;b=2"')
})

test('HEAD tells of the file without sending it', async () => {
  const response = await fetch(origin + String(services[0]), { method: 'HEAD' })
  expect(response.status).toBe(200)
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(1000)
  expect(await response.text()).toBe('')
})

/** Past what `fetch` would make of the address. */
function raw(target: string, method = 'GET'): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const { port } = server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${method} ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
    })
    socket.setEncoding('utf8').on('data', (part: string) => (text += part))
    socket.on('error', reject).on('close', () => resolve(text))
  })
}

test.each([
  '/ssek/',
  '/ssek/schema/',
  '/ssek/schema/typer.ts',
  '/ssek/errors.ts',
  '/ssek/schema/../errors.ts',
  '/ssek/../package.json',
  '/ssek/schema/../schema/insamling.wsdl',
  '/ssek/schema/%2e%2e/errors.ts',
  '/ssek/schema/..%2ferrors.ts',
  '/ssek/schema/insamling%2ewsdl',
  '/ssek//etc/passwd',
  '/ssek/schema/insamling.wsdl%00.txt',
  '/ssek/schema/insamling.wsdl?x',
  '/schema/insamling.wsdl',
  '/ssek/constructor',
])('GET %s finds nothing', async (target) => {
  expect(await raw(target)).toMatch(/^HTTP\/1\.1 404 [^]*\nnobody\r\n/)
})

test.each(['POST', 'PUT', 'DELETE'])('%s is not answered', async (method) => {
  expect(await raw('/ssek/schema/insamling.wsdl', method)).toMatch(/^HTTP\/1\.1 404 /)
})
