/** Addresses in another spelling than a browser's, as they were sent: `fetch` would write them plainly first. */
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashToken, newToken } from '#server/auth/tokens.ts'
import { openSession } from '#server/db/sessions.ts'
import { startTestPartner } from '#server/partner/testing/partner.ts'
import { anyNumber } from '#server/testing/examples.ts'
import type { WholePortal, WholeSaver } from './testing/whole-portal.ts'
import { startWholePortal } from './testing/whole-portal.ts'

let whole: WholePortal
let saver: WholeSaver
let embedded: string

beforeAll(async () => {
  whole = await startWholePortal('Nordfjäll Liv')
  saver = await whole.saver('Åsa')
  const bank = await startTestPartner(whole.test.owner, 'banken', anyNumber().reveal())
  await bank.close()
  const token = newToken()
  embedded = `__Host-embed=${token}.frame.sv.banken`
  const session = { saverId: saver.saverId, level: 'loa3', partnerId: 'banken', idToken: null } as const
  await openSession(whole.test.app, { tokenHash: hashToken(token), ...session })
})
afterAll(() => whole.close())

const ask = (method: string, path: string, cookie: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(whole.portal.listening)
    const headers = { cookie, origin: whole.portal.origin }
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode))
    })
    sent.once('error', reject).end()
  })

test.each(['oversikt', 'valkommen', 'mina-uppgifter', 'hamta'])(
  'the embedded pages’ session used on /%s by way of dots',
  async (page) => {
    for (const way of ['/embed/../', '/embed/%2e%2e/', '/embed/.%2E/', '/embed/x/../../', '/embed/..\\']) {
      expect([way, await ask('GET', `${way}${page}`, embedded)]).toEqual([way, 400])
    }
  },
)

test('the limit of a form passed by writing its address otherwise', async () => {
  for (const path of ['/h%61mta', '/%68%61%6D%74%61', '/x/../hamta', '/./hamta', '\\hamta', '/%5Fx/../hamta']) {
    expect([path, await ask('POST', path, saver.cookie)]).toEqual([path, 400])
  }
})

test('every letter, digit and mark that needs no escape is refused escaped, and no other', async () => {
  const escaped = Array.from({ length: 0x5f }, (_, at) => String.fromCharCode(at + 0x20))
  const refused: string[] = []
  for (const one of escaped) {
    const path = `/finns-inte-${'%'}${one.charCodeAt(0).toString(16)}`
    if ((await ask('GET', path, '')) === 400) refused.push(one)
  }
  expect(refused.join('')).toBe('-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~')
})

test('as browsers write them, addresses are read as ever', async () => {
  for (const path of ['/oversikt', '/Oversikt', '/oversikt/', '/oversikt.data', '/oversikt?alder=%36%37', '/%C3%A5']) {
    expect([path, await ask('GET', path, saver.cookie)]).toEqual([path, path === '/%C3%A5' ? 404 : 200])
  }
  expect(await ask('GET', '/embed/oversikt', embedded)).toBe(200)
})
