/**
 * A sample partner: a made-up bank with pages of its own, keys of its own and a logged-in customer, which shows the
 * pension in three ways: in a frame, in the whole window, and in its own words from signed data that it has verified.
 *
 * It stands on another site than the portal (127.0.0.1 beside localhost; ports do not make one), and its server talks
 * to the portal's by address. Nothing of the portal's code is used: this is what a partner has to write.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { JSONWebKeySet } from 'jose'
import { compactVerify, createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { z } from 'zod'
import type { Page } from './pages.ts'
import { choosingPage, faultPage, framePage, ownPage } from './pages.ts'

export interface PartnerSiteOptions {
  readonly id: string
  readonly name: string
  /** 0: a free one. */
  readonly port: number
  /** As browsers see the portal, and as this server reaches it. */
  readonly portal: { readonly origin: string; readonly address: string }
}

export interface PartnerSite {
  readonly origin: string
  /** What the portal's operator takes into the register: `npm run -s partners -- add FILE`. */
  readonly registration: object
  /** A ticket as this partner's server gets one, for a customer of the test series. */
  ticketFor(number: string): Promise<Ticket>
  close(): Promise<void>
}

const ticketShape = z.object({ ticket: z.string(), expires_in: z.number(), embed_url: z.url() })
export type Ticket = z.output<typeof ticketShape>

/** The part of the signed overview that this bank shows; the whole of it is in the portal's published schema. */
const overviewShape = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  customerAssertion: z.string(),
  dataDate: z.string().nullable(),
  sources: z.object({ answered: z.number(), of: z.number(), older: z.number() }),
  retirementAge: z.number(),
  monthly: z.number(),
  contracts: z.array(z.object({ name: z.string(), provider: z.string() })),
})
export type SignedOverview = z.output<typeof overviewShape>

const formShape = z.object({
  nummer: z.string().regex(/^\d{12}$/),
  sprak: z.enum(['sv', 'en']).default('sv'),
})

/** The portal has refused, and says why. */
class Refused extends Error {}

export async function startPartnerSite({ id, name, port, portal }: PartnerSiteOptions): Promise<PartnerSite> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const kid = randomUUID()
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] }
  const clientId = `https://${id}.example`

  const sign = (claims: Record<string, unknown>, lasting: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuedAt()
      .setExpirationTime(`${lasting} s`)
      .sign(privateKey)

  /** What a customer who has just logged in with e-ID at the bank is asked for with. */
  async function ask(path: string, number: string): Promise<{ readonly response: Response; readonly jti: string }> {
    const aud = `${portal.origin}${path}`
    const jti = randomUUID()
    const form = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await sign({ iss: clientId, sub: clientId, aud, jti: randomUUID() }, 30),
      assertion: await sign(
        {
          iss: clientId,
          sub: 'kund-4711',
          aud,
          jti,
          acr: 'http://id.elegnamnden.se/loa/1.0/loa3',
          auth_time: Math.floor(Date.now() / 1000),
          'https://id.oidc.se/claim/personalIdentityNumber': number,
        },
        120,
      ),
    })
    const response = await fetch(`${portal.address}${path}`, { method: 'POST', body: form })
    if (!response.ok) throw new Refused(`${response.status}: ${await response.text()}`)
    return { response, jti }
  }

  async function ticketFor(number: string): Promise<Ticket> {
    const { response } = await ask('/partner/ticket', number)
    return ticketShape.parse(await response.json())
  }

  /** Shown only if the portal has signed it, for this bank, in answer to this very question, and lately. */
  async function verifiedOverview(number: string): Promise<SignedOverview> {
    const { response, jti } = await ask('/partner/data', number)
    const published = await fetch(`${portal.address}/.well-known/jwks.json`)
    const keySet = createLocalJWKSet((await published.json()) as JSONWebKeySet)
    const { payload } = await compactVerify(await response.text(), keySet, { algorithms: ['ES256', 'EdDSA'] })
    const overview = overviewShape.parse(JSON.parse(new TextDecoder().decode(payload)))
    if (overview.iss !== portal.origin || overview.aud !== clientId) throw new Refused('signed by or for another')
    if (overview.customerAssertion !== jti) throw new Refused('an answer to another question')
    if (overview.exp * 1000 < Date.now()) throw new Refused('too old')
    return overview
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/jwks.json') {
      response.setHeader('content-type', 'application/jwk-set+json').end(JSON.stringify(keys))
      return
    }
    if (request.method !== 'POST') {
      send(response, request.url === '/' ? choosingPage(name) : faultPage(name, 'Sidan finns inte'), portal.origin)
      return
    }
    const { nummer, sprak } = formShape.parse(Object.fromEntries(new URLSearchParams(await text(request))))
    if (request.url === '/egen') {
      send(response, ownPage(name, await verifiedOverview(nummer)), portal.origin)
      return
    }
    const { embed_url: way } = await ticketFor(nummer)
    const address = `${way}&sprak=${sprak}`
    if (request.url === '/sida') response.writeHead(303, { location: `${address}&variant=page` }).end()
    else send(response, framePage(name, address, portal.origin), portal.origin)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const said = error instanceof Refused ? error.message : 'Något gick fel'
      send(response, { ...faultPage(name, said), status: 502 }, portal.origin)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    registration: {
      id,
      name,
      clientId,
      jwksUrl: `${origin}/jwks.json`,
      frameOrigins: [origin],
      redirectOrigins: [origin],
      theme: { accent: '#1d3f8a', accentDark: '#a9c1ff', font: 'system', corners: 'round' },
      perMinute: 600,
      perDay: 100_000,
    },
    ticketFor,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The bank's own policy: its pages may frame the portal and nobody else. */
function send(response: ServerResponse, { html, status = 200 }: Page, portalOrigin: string): void {
  const nonce = randomBytes(16).toString('base64')
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src 'nonce-${nonce}'`,
      `frame-src ${portalOrigin}`,
      `form-action 'self' ${portalOrigin}`,
      "frame-ancestors 'none'",
    ].join('; '),
  })
  response.end(html.replaceAll('{nonce}', nonce))
}
