/** The telephone ombud: how staff log in, and whose word counts for a caller's consent. */
import { readFileSync } from 'node:fs'
import type { JSONWebKeySet } from 'jose'
import { z } from 'zod'
import type { ClientConfig } from './eid.ts'
import { acrValues, clientRefusals, clientSecret } from './eid.ts'
import type { Refusal, Values } from './environment.ts'
import { allOrNone, variable } from './environment.ts'
import { httpUrl, made, someText } from './kinds.ts'

export interface OmbudConfig {
  readonly staff: ClientConfig & {
    /** The claim that holds a member of staff's roles. */
    readonly rolesClaim: string
  }
  readonly voice: VoiceConfig
}

/** The voice-response system that callers give their consent through. */
export interface VoiceConfig {
  /** As it names itself in what it signs. */
  readonly issuer: string
  /** Its public keys, each with kid and alg: a JSON Web Key Set. */
  readonly keys: JSONWebKeySet
}

/** Public keys of the kinds that consents may be signed with, each named. */
const voiceKey = z.union([
  z.strictObject({
    kid: someText,
    alg: z.literal('EdDSA'),
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string(),
    use: z.literal('sig').default('sig'),
  }),
  z.strictObject({
    kid: someText,
    alg: z.literal('ES256'),
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    use: z.literal('sig').default('sig'),
  }),
])

const voiceKeys = made((path): JSONWebKeySet | null => {
  const { keys } = z.strictObject({ keys: z.array(voiceKey).min(1) }).parse(JSON.parse(readFileSync(path, 'utf8')))
  return new Set(keys.map(({ kid }) => kid)).size === keys.length ? { keys } : null
})

export const ombudVariables = {
  STAFF_ISSUER: variable(httpUrl.optional(), 'must be the http(s) address of the issuer that staff log in with'),
  STAFF_CLIENT_ID: variable(someText.optional(), 'must be the client id that the issuer knows us by for staff'),
  STAFF_CLIENT_SECRET: variable(
    clientSecret.optional(),
    'must be the secret shared with the issuer for staff, at least 16 characters',
  ),
  STAFF_ACR_VALUES: variable(acrValues, 'must be the accepted acr values of staff with one space between'),
  STAFF_ROLES_CLAIM: variable(
    someText.default('roles'),
    'must be the name of the claim that holds the roles of a member of staff',
  ),
  VOICE_ISSUER: variable(someText.optional(), 'must be the name that the voice-response system signs with'),
  VOICE_KEYS_FILE: variable(
    voiceKeys.optional(),
    'must be the path of a readable JSON Web Key Set with the public keys of the voice-response system, each with a kid of its own and alg EdDSA or ES256',
  ),
}

type OmbudValues = Values<typeof ombudVariables>

/** @returns null where none of it is set. @throws ConfigError when some is and some is not */
export function ombudOf(read: OmbudValues): OmbudConfig | null {
  const set = allOrNone(ombudVariables, read, [
    'STAFF_ISSUER',
    'STAFF_CLIENT_ID',
    'STAFF_CLIENT_SECRET',
    'VOICE_ISSUER',
    'VOICE_KEYS_FILE',
  ])
  return (
    set &&
    Object.freeze({
      staff: Object.freeze({
        url: set.STAFF_ISSUER,
        clientId: set.STAFF_CLIENT_ID,
        clientSecret: set.STAFF_CLIENT_SECRET,
        acrValues: read.STAFF_ACR_VALUES,
        rolesClaim: read.STAFF_ROLES_CLAIM,
      }),
      voice: Object.freeze({ issuer: set.VOICE_ISSUER, keys: set.VOICE_KEYS_FILE }),
    })
  )
}

export const ombudRefusals = (read: OmbudValues, eidSecret: string): readonly Refusal[] => [
  ...clientRefusals('STAFF', {
    url: read.STAFF_ISSUER,
    secret: read.STAFF_CLIENT_SECRET,
    acrValues: read.STAFF_ACR_VALUES,
    otherSecret: eidSecret,
  }),
  [
    read.VOICE_ISSUER?.startsWith('local') === true,
    'VOICE_ISSUER must be the real voice-response system in production, not the local one',
  ],
]
