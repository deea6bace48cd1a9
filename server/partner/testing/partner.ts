/** A partner for tests: its keys, where it publishes them, and what it signs. */
import { randomUUID } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CryptoKey, JWTPayload } from 'jose'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { readPartner } from '#server/partner/read-partner.ts'
import type { NewPartner } from '#server/partner/read-partner.ts'
import { savePartner } from '#server/db/partners.ts'
import type { Database } from '#server/db/database.ts'

export interface SigningKey {
  readonly kid: string
  readonly alg: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
}

export async function newKey(kid: string, alg = 'ES256'): Promise<SigningKey> {
  return { kid, alg, ...(await generateKeyPair(alg, { extractable: true })) }
}

export interface TestPartner {
  readonly partner: NewPartner
  /** How often its keys were fetched. */
  readonly fetches: () => number
  /** The keys it publishes from now on. */
  publish(...keys: readonly SigningKey[]): void
  /** Answers in place of the keys. */
  answerWith(listener: RequestListener | null): void
  /** What its server posts, with claims and headers changed where a test wants. */
  form(audience: string, changes?: Changes): Promise<Record<string, string>>
  readonly key: SigningKey
  close(): Promise<void>
}

export interface Changes {
  readonly client?: JWTPayload
  readonly customer?: JWTPayload
  readonly clientKey?: SigningKey
  readonly customerKey?: SigningKey
}

const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const clientAssertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const numberClaim = 'https://id.oidc.se/claim/personalIdentityNumber'
export const loa3 = 'http://id.elegnamnden.se/loa/1.0/loa3'

export const seconds = (): number => Math.floor(Date.now() / 1000)

/** @param number twelve digits of the test series */
export async function startTestPartner(
  owner: Database,
  id: string,
  number: string,
  changes: Partial<NewPartner> = {},
): Promise<TestPartner> {
  const key = await newKey(`${id}-1`)
  let published: readonly SigningKey[] = [key]
  let instead: RequestListener | null = null
  let fetches = 0
  const server = createServer((request, response) => {
    fetches++
    if (instead !== null) {
      instead(request, response)
      return
    }
    void Promise.all(
      published.map(async ({ kid, alg, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg })),
    ).then((keys) => response.end(JSON.stringify({ keys })))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const read = readPartner(
    {
      id,
      name: `Banken ${id}`,
      clientId: `https://${id}.example`,
      jwksUrl: `${origin}/jwks.json`,
      frameOrigins: [`https://${id}.example`],
      redirectOrigins: [`https://${id}.example`],
      theme: { accent: '#0f4a41', accentDark: '#8fd3c1' },
      perMinute: 1000,
      perDay: 10_000,
      ...changes,
    },
    { loopbackAllowed: true },
  )
  if ('faults' in read) throw new Error(read.faults.join('; '))
  await savePartner(owner, read.partner)
  const { clientId } = read.partner
  const sign = (claims: JWTPayload, { alg, kid, privateKey }: SigningKey) =>
    new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(privateKey)
  return {
    partner: read.partner,
    key,
    fetches: () => fetches,
    publish: (...keys) => {
      published = keys
    },
    answerWith: (listener) => {
      instead = listener
    },
    form: async (audience, { client, customer, clientKey = key, customerKey = key } = {}) => ({
      grant_type: grantType,
      client_assertion_type: clientAssertionType,
      client_assertion: await sign(
        { iss: clientId, sub: clientId, aud: audience, exp: seconds() + 50, jti: randomUUID(), ...client },
        clientKey,
      ),
      assertion: await sign(
        {
          iss: clientId,
          sub: 'kund-1',
          aud: audience,
          iat: seconds(),
          exp: seconds() + 120,
          jti: randomUUID(),
          auth_time: seconds() - 10,
          acr: loa3,
          [numberClaim]: number,
          given_name: 'Åsa',
          family_name: 'Öström-Lindqvist',
          ...customer,
        },
        customerKey,
      ),
    }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
