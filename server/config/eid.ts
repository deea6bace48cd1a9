/** The OpenID issuers that people log in with: a saver's e-ID, and what the staff's has in common with it. */
import { z } from 'zod'
import { isLoopback } from '#providers/loopback.ts'
import type { Refusal, Values } from './environment.ts'
import { variable } from './environment.ts'
import { httpUrl, looksDefault, made, someText } from './kinds.ts'

/** Which claim of the id_token holds what; issuers differ. */
export interface ClaimNames {
  readonly personalNumber: string
  readonly coordinationNumber: string
  /** That the person had before the personal number. */
  readonly previousCoordinationNumber: string
  readonly givenName: string
  readonly familyName: string
}

/** How an OpenID issuer knows us. */
export interface ClientConfig {
  readonly url: URL
  readonly clientId: string
  readonly clientSecret: string
  /** Authentication strengths that are let in, by exact name. */
  readonly acrValues: readonly string[]
}

export interface IssuerConfig extends ClientConfig {
  readonly claims: ClaimNames
}

/** Substantial, and high in the classes of Swedish e-legitimation that identify as surely. */
export const loa3AndAbove = ['http://id.elegnamnden.se/loa/1.0/loa3', 'http://id.elegnamnden.se/loa/1.0/loa4']

/** The Swedish OpenID Connect profile (oidc.se). */
export const profileClaims: ClaimNames = {
  personalNumber: 'https://id.oidc.se/claim/personalIdentityNumber',
  coordinationNumber: 'https://id.oidc.se/claim/coordinationNumber',
  previousCoordinationNumber: 'https://id.oidc.se/claim/previousCoordinationNumber',
  givenName: 'given_name',
  familyName: 'family_name',
}

const claimName = (usual: string) => someText.default(usual)

const claimNames = z.strictObject({
  personalNumber: claimName(profileClaims.personalNumber),
  coordinationNumber: claimName(profileClaims.coordinationNumber),
  previousCoordinationNumber: claimName(profileClaims.previousCoordinationNumber),
  givenName: claimName(profileClaims.givenName),
  familyName: claimName(profileClaims.familyName),
})

export const clientSecret = z.string().min(16)

export const acrValues = z
  .string()
  .regex(/^\S+( \S+)*$/)
  .transform((text) => text.split(' '))
  .default(loa3AndAbove)

export const eidVariables = {
  EID_ISSUER: variable(httpUrl, 'must be the http(s) address of the e-ID issuer'),
  EID_CLIENT_ID: variable(someText, 'must be the client id that the e-ID issuer knows us by'),
  EID_CLIENT_SECRET: variable(clientSecret, 'must be the secret shared with the e-ID issuer, at least 16 characters'),
  EID_CLAIMS: variable(
    made((text) => claimNames.parse(JSON.parse(text))).default(profileClaims),
    'must be JSON with claim names for personalNumber, coordinationNumber, previousCoordinationNumber, givenName or familyName, and nothing else',
  ),
  EID_ACR_VALUES: variable(acrValues, 'must be the accepted acr values with one space between'),
}

type EidValues = Values<typeof eidVariables>

export const issuerOf = (read: EidValues): IssuerConfig =>
  Object.freeze({
    url: read.EID_ISSUER,
    clientId: read.EID_CLIENT_ID,
    clientSecret: read.EID_CLIENT_SECRET,
    claims: Object.freeze(read.EID_CLAIMS),
    acrValues: Object.freeze(read.EID_ACR_VALUES),
  })

export const eidRefusals = (read: EidValues): readonly Refusal[] =>
  clientRefusals('EID', { url: read.EID_ISSUER, secret: read.EID_CLIENT_SECRET, acrValues: read.EID_ACR_VALUES })

interface GivenClient {
  readonly url: URL | undefined
  readonly secret: string | undefined
  readonly acrValues: readonly string[]
  /** The secret of our other client. */
  readonly otherSecret?: string
}

/** @param prefix of the variables' names */
export function clientRefusals(prefix: 'EID' | 'STAFF', client: GivenClient): readonly Refusal[] {
  const { url, secret, acrValues, otherSecret } = client
  return [
    [
      url !== undefined && (url.protocol === 'http:' || isLoopback(url.hostname)),
      `${prefix}_ISSUER must be a real issuer over https in production, not the local one`,
    ],
    [
      secret !== undefined && (secret.length < 32 || looksDefault(secret) || secret === otherSecret),
      `${prefix}_CLIENT_SECRET must be at least 32 characters of its own in production`,
    ],
    [
      acrValues.some((value) => !loa3AndAbove.includes(value)),
      `${prefix}_ACR_VALUES must name nothing but ${loa3AndAbove.join(' and ')} in production`,
    ],
  ]
}
