/**
 * The environment, read and checked once. Nobody else reads process.env.
 *
 * Every bad variable gives one message; all of them are reported at once, so that a wrong set-up is put right in one
 * go. Values never appear in the messages: several are secrets.
 */
import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { JSONWebKeySet } from 'jose'
import { z } from 'zod'
import { isLoopback } from '#providers/loopback.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  /** One per bad variable, each beginning with its name. */
  readonly messages: readonly string[]

  constructor(messages: readonly string[]) {
    super(['The configuration cannot be used:', ...messages.map((message) => `  ${message}`)].join('\n'))
    this.messages = messages
  }
}

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

/** The telephone ombud: how staff log in, and whose word counts for a caller's consent. */
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

export interface SsekConfig {
  /** "16" + ten digits. */
  readonly organisationNumber: string
  readonly certPem: string
  readonly keyPem: string
  readonly caPem: string
  /** What messages are signed with; null where no provider's policy asks for it. */
  readonly signing: { readonly certPem: string; readonly keyPem: string } | null
  /** The authority's revocation list; null where none is used. */
  readonly revocationFile: string | null
}

interface Key {
  readonly id: string
  readonly key: Buffer
}

interface CommonConfig {
  readonly environment: 'development' | 'test' | 'production'
  readonly logLevel: LogLevel
  readonly stopWhenStdinCloses: boolean
  /** The first is used for what is written from now on. */
  readonly masterKeys: readonly { readonly id: string; readonly key: Buffer }[]
  readonly numberHashKey: Buffer
  /** The first chains what is logged from now on. */
  readonly accessLogKeys: readonly { readonly id: string; readonly key: Buffer }[]
  readonly ssek: SsekConfig
  /** Null: no letters are sent, and what takes one is not offered. */
  readonly letters: LettersConfig | null
  /** PINs are put through these; the first is used for new ones. Null: nobody logs in by PIN. */
  readonly pinPeppers: readonly [Key, ...Key[]] | null
}

export interface LettersConfig {
  /** Where letters lie for the printer. */
  readonly printQueueFolder: string
  /** What stands in for the population register on a machine of one's own. */
  readonly addressesFile: string
}

export interface WebConfig extends CommonConfig {
  /** Scheme, host and port the saver's browser sees; no path. */
  readonly origin: string
  readonly host: string
  readonly port: number
  readonly databaseUrl: string
  /** The database itself: LISTEN does not get through a pooler that shares connections between transactions. */
  readonly databaseListenUrl: string
  /** As role portal_eraser, for closing accounts and nothing else. */
  readonly databaseEraserUrl: string
  readonly issuer: IssuerConfig
  /** What stands in for savers' digital mailboxes on a machine of one's own; null: nothing is sent there. */
  readonly mailboxFolder: string | null
  /** Null: there is no telephone ombud. */
  readonly ombud: OmbudConfig | null
  /** `url`: where providers reach the endpoint; null: by host and port. */
  readonly callback: { readonly host: string; readonly port: number; readonly url: string | null }
  /** Keys for what is signed for partners: the first signs, all are published; none: nothing is signed. */
  readonly signedDataKeyPems: readonly string[]
  /** How many savers' holdings are kept opened in memory; 0 for none. */
  readonly personsKept: number
  /** Where savers turn to whoever runs the service, as it is shown; null: nothing is said. */
  readonly operatorContact: string | null
  /** Vite in the same process, with reload on change. */
  readonly devServer: boolean
  /** Addresses and networks whose X-Forwarded-For is believed; none: nobody's. */
  readonly trustedProxies: readonly string[]
  /** How many times what a limit says is let through: 1 but for benches. */
  readonly limitsTimes: number
}

export interface WorkerConfig extends CommonConfig {
  readonly databaseUrl: string
  readonly concurrency: number
  /** As WebConfig's: where links in mails lead. */
  readonly origin: string
  /** Null: no mail is sent. */
  readonly mail: MailConfig | null
  /** How long a saver has for seeing news by themselves before they are mailed. */
  readonly noticeDelaySeconds: number
  /** Where the ends of the access log's chains are kept, signed; null: they are not. */
  readonly accessLogRoots: { readonly folder: string; readonly keyPem: string } | null
}

export interface MailConfig {
  /** smtp: or smtps:, with name and password where the server asks for them. */
  readonly url: string
  /** An address alone. */
  readonly from: string
}

/** For checking the access log, which needs neither the web's nor the worker's other secrets. */
export interface AuditConfig {
  readonly accessLogKeys: CommonConfig['accessLogKeys']
  readonly rootsFolder: string
  readonly publicKeyPem: string
}

/** For changing the master key. */
export type KeysConfig = Pick<CommonConfig, 'masterKeys'>

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

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

/** Named in the subject of the certificate authority that the local set-up makes for itself. */
const localAuthorityMark = 'Samlad Pension local CA'

const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((value) => value < 65_536)
    .default(fallback)

const flag = z
  .enum(['0', '1', 'false', 'true', ''])
  .transform((value) => value === '1' || value === 'true')
  .default(false)

const databaseUrl = z.string().refine((text) => /^postgres(ql)?:$/.test(parseUrl(text)?.protocol ?? ''))

/** A key of 32 bytes that was made by chance: neither zeroes nor a word repeated. */
function key256(base64: string): Buffer | null {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(base64)) return null
  const key = Buffer.from(base64, 'base64')
  return new Set(key).size >= 16 ? key : null
}

const masterKeys = z.string().transform((text, context) => {
  const keys: { id: string; key: Buffer }[] = []
  for (const part of text.split(',')) {
    const [, id, base64] = /^([A-Za-z0-9_-]{1,20}):(.*)$/.exec(part.trim()) ?? []
    const key = key256(base64 ?? '')
    if (id === undefined || key === null || keys.some((other) => other.id === id)) {
      context.addIssue({ code: 'custom' })
      return z.NEVER
    }
    keys.push({ id, key })
  }
  return keys
})

const numberHashKey = z.string().transform((text, context) => {
  const key = key256(text)
  if (key) return key
  context.addIssue({ code: 'custom' })
  return z.NEVER
})

const claimNames = z.string().transform((text, context): ClaimNames => {
  try {
    const given = z
      .strictObject({
        personalNumber: z.string().min(1).optional(),
        coordinationNumber: z.string().min(1).optional(),
        previousCoordinationNumber: z.string().min(1).optional(),
        givenName: z.string().min(1).optional(),
        familyName: z.string().min(1).optional(),
      })
      .parse(JSON.parse(text))
    return {
      personalNumber: given.personalNumber ?? profileClaims.personalNumber,
      coordinationNumber: given.coordinationNumber ?? profileClaims.coordinationNumber,
      previousCoordinationNumber: given.previousCoordinationNumber ?? profileClaims.previousCoordinationNumber,
      givenName: given.givenName ?? profileClaims.givenName,
      familyName: given.familyName ?? profileClaims.familyName,
    }
  } catch {
    context.addIssue({ code: 'custom' })
    return z.NEVER
  }
})

const pemFile = (mark: RegExp) =>
  z.string().transform((path, context) => {
    try {
      const pem = readFileSync(path, 'utf8')
      if (mark.test(pem)) return pem
    } catch {
      // Said by the message of the variable.
    }
    context.addIssue({ code: 'custom' })
    return z.NEVER
  })

const signsForPartners = (key: KeyObject): boolean =>
  key.asymmetricKeyType === 'ed25519' || key.asymmetricKeyDetails?.namedCurve === 'prime256v1'

/** Paths with commas between: a private key first, then private or public ones. */
const signedDataKeys = z.string().transform((text, context) => {
  try {
    const pems = text.split(',').map((path) => readFileSync(path.trim(), 'utf8'))
    const usable = pems.every((pem, index) =>
      signsForPartners(index === 0 ? createPrivateKey(pem) : createPublicKey(pem)),
    )
    if (usable) return pems
  } catch {
    // Said by the message of the variable.
  }
  context.addIssue({ code: 'custom' })
  return z.NEVER
})

/** Its path: it is read again when it changes. */
const readableFile = z.string().refine((path) => {
  try {
    return readFileSync(path).length > 0
  } catch {
    return false
  }
})

/** "10.0.0.7" or "10.0.0.0/8"; a network of everybody would let anybody say where they come from. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  if (bits === 0 || rest.length > 0) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) >= 8 && Number(prefix) <= bits)
}

const networks = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isNetwork))

const origin = z.string().transform((text, context) => {
  const url = parseUrl(text)
  if (url && /^https?:$/.test(url.protocol) && url.origin === text) return url.origin
  context.addIssue({ code: 'custom' })
  return z.NEVER
})

const httpUrl = z.string().transform((text, context) => {
  const url = parseUrl(text)
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === '') return url
  context.addIssue({ code: 'custom' })
  return z.NEVER
})

const httpsUrl = httpUrl.refine(({ protocol }) => protocol === 'https:')

/** Public keys of the kinds that consents may be signed with, each named. */
const voiceKey = z.union([
  z.strictObject({
    kid: z.string().min(1),
    alg: z.literal('EdDSA'),
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string(),
    use: z.literal('sig').optional(),
  }),
  z.strictObject({
    kid: z.string().min(1),
    alg: z.literal('ES256'),
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    use: z.literal('sig').optional(),
  }),
])

const voiceKeys = z.string().transform((path, context): JSONWebKeySet => {
  try {
    const { keys } = z.strictObject({ keys: z.array(voiceKey).min(1) }).parse(JSON.parse(readFileSync(path, 'utf8')))
    if (new Set(keys.map(({ kid }) => kid)).size === keys.length) {
      return { keys: keys.map(({ use: _use, ...key }) => ({ ...key, use: 'sig' })) }
    }
  } catch {
    // Said by the message of the variable.
  }
  context.addIssue({ code: 'custom' })
  return z.NEVER
})

const acrValues = z
  .string()
  .regex(/^\S+( \S+)*$/)
  .transform((text) => text.split(' '))
  .default(loa3AndAbove)

const commonVariables = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  STOP_WHEN_STDIN_CLOSES: flag,
  ENCRYPTION_KEYS: masterKeys,
  NUMBER_HASH_KEY: numberHashKey,
  ACCESS_LOG_KEYS: masterKeys,
  SSEK_ORGANISATION_NUMBER: z.string().regex(/^16\d{10}$/),
  SSEK_TLS_CERT_FILE: pemFile(/-----BEGIN CERTIFICATE-----/),
  SSEK_TLS_KEY_FILE: pemFile(/-----BEGIN (EC |RSA )?PRIVATE KEY-----/),
  SSEK_CA_FILE: pemFile(/-----BEGIN CERTIFICATE-----/),
  SSEK_SIGNING_CERT_FILE: pemFile(/-----BEGIN CERTIFICATE-----/).optional(),
  SSEK_SIGNING_KEY_FILE: pemFile(/-----BEGIN (EC |RSA )?PRIVATE KEY-----/).optional(),
  SSEK_CRL_FILE: readableFile.optional(),
  PRINT_QUEUE_DIR: z.string().min(1).optional(),
  LOCAL_ADDRESSES_FILE: readableFile.optional(),
  PIN_PEPPERS: masterKeys.optional(),
}

const webVariables = {
  ...commonVariables,
  PORTAL_ORIGIN: origin.default('http://localhost:3000'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port(3000),
  DATABASE_URL: databaseUrl,
  DATABASE_LISTEN_URL: databaseUrl.optional(),
  DATABASE_ERASER_URL: databaseUrl,
  EID_ISSUER: httpUrl,
  EID_CLIENT_ID: z.string().min(1),
  EID_CLIENT_SECRET: z.string().min(16),
  EID_CLAIMS: claimNames.default(profileClaims),
  EID_ACR_VALUES: acrValues,
  STAFF_ISSUER: httpUrl.optional(),
  STAFF_CLIENT_ID: z.string().min(1).optional(),
  STAFF_CLIENT_SECRET: z.string().min(16).optional(),
  STAFF_ACR_VALUES: acrValues,
  STAFF_ROLES_CLAIM: z.string().min(1).default('roles'),
  VOICE_ISSUER: z.string().min(1).optional(),
  VOICE_KEYS_FILE: voiceKeys.optional(),
  LOCAL_MAILBOX_DIR: z.string().min(1).optional(),
  SSEK_CALLBACK_HOST: z.string().min(1).default('127.0.0.1'),
  SSEK_CALLBACK_PORT: port(3443),
  SSEK_CALLBACK_URL: httpsUrl.optional(),
  SIGNED_DATA_KEY_FILES: signedDataKeys.default([]),
  PERSONS_KEPT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .default(200),
  OPERATOR_CONTACT: z
    .string()
    .regex(/^[^\p{Cc}]{3,200}$/u)
    .optional(),
  DEV_SERVER: flag,
  TRUSTED_PROXIES: networks.default([]),
  ENVIRONMENT: z.literal('bench').optional(),
}

const workerVariables = {
  ...commonVariables,
  DATABASE_WORKER_URL: databaseUrl,
  WORKER_CONCURRENCY: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number)
    .default(20),
  PORTAL_ORIGIN: webVariables.PORTAL_ORIGIN,
  SMTP_URL: z
    .string()
    .refine((text) => /^smtps?:$/.test(parseUrl(text)?.protocol ?? ''))
    .optional(),
  MAIL_FROM: z.email().optional(),
  NOTICE_DELAY_SECONDS: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .default(120),
  ACCESS_LOG_ROOTS_DIR: z.string().min(1).optional(),
  ACCESS_LOG_SIGNING_KEY_FILE: pemFile(/-----BEGIN PRIVATE KEY-----/).optional(),
}

const auditVariables = {
  ACCESS_LOG_KEYS: masterKeys,
  ACCESS_LOG_ROOTS_DIR: z.string().min(1),
  ACCESS_LOG_PUBLIC_KEY_FILE: pemFile(/-----BEGIN PUBLIC KEY-----/),
}

/** What each variable must be, said when it is not. */
const wanted = {
  NODE_ENV: 'must be development, test or production',
  LOG_LEVEL: `must be one of ${logLevels.join(', ')}`,
  STOP_WHEN_STDIN_CLOSES: 'must be 1, 0, true or false',
  ENCRYPTION_KEYS:
    'must be "id:key" pairs with commas between, the current key first; each key 32 random bytes in base64, each id once',
  NUMBER_HASH_KEY: 'must be 32 random bytes in base64',
  SSEK_ORGANISATION_NUMBER: 'must be "16" and the ten digits of the organisation number',
  SSEK_TLS_CERT_FILE: 'must be the path of a readable PEM file with our certificate',
  SSEK_TLS_KEY_FILE: 'must be the path of a readable PEM file with the private key of our certificate',
  SSEK_CA_FILE: 'must be the path of a readable PEM file with the authority that certifies the providers',
  SSEK_SIGNING_CERT_FILE:
    'must be the path of a readable PEM file with the certificate of SSEK_SIGNING_KEY_FILE; set both or neither',
  SSEK_SIGNING_KEY_FILE:
    'must be the path of a readable PEM file with the private key that signs our messages; set both or neither',
  SSEK_CRL_FILE: 'must be the path of a readable revocation list of the authority in SSEK_CA_FILE',
  PRINT_QUEUE_DIR: 'must be the folder that the printer takes letters from',
  PIN_PEPPERS:
    'must be "id:key" pairs with commas between, the current key first; each key 32 random bytes in base64, each id once',
  LOCAL_ADDRESSES_FILE: 'must be the path of the file that stands in for the population register',
  PORTAL_ORIGIN: 'must be the scheme, host and port that browsers see, as https://pension.example, without a path',
  HOST: 'must be the address to listen on',
  PORT: 'must be a port number, 0 for a free one',
  DATABASE_URL: 'must be a postgres:// address for the role portal_app',
  DATABASE_LISTEN_URL: 'must be a postgres:// address for the role portal_app, of the database itself',
  DATABASE_WORKER_URL: 'must be a postgres:// address for the role portal_worker',
  EID_ISSUER: 'must be the http(s) address of the e-ID issuer',
  EID_CLIENT_ID: 'must be the client id that the e-ID issuer knows us by',
  EID_CLIENT_SECRET: 'must be the secret shared with the e-ID issuer, at least 16 characters',
  EID_CLAIMS:
    'must be JSON with claim names for personalNumber, coordinationNumber, previousCoordinationNumber, givenName or familyName, and nothing else',
  EID_ACR_VALUES: 'must be the accepted acr values with one space between',
  STAFF_ISSUER: 'must be the http(s) address of the issuer that staff log in with',
  STAFF_CLIENT_ID: 'must be the client id that the issuer knows us by for staff',
  STAFF_CLIENT_SECRET: 'must be the secret shared with the issuer for staff, at least 16 characters',
  STAFF_ACR_VALUES: 'must be the accepted acr values of staff with one space between',
  STAFF_ROLES_CLAIM: 'must be the name of the claim that holds the roles of a member of staff',
  VOICE_ISSUER: 'must be the name that the voice-response system signs with',
  VOICE_KEYS_FILE:
    'must be the path of a readable JSON Web Key Set with the public keys of the voice-response system, each with a kid of its own and alg EdDSA or ES256',
  LOCAL_MAILBOX_DIR: "must be the folder that stands in for savers' digital mailboxes",
  SSEK_CALLBACK_HOST: 'must be the address to listen on for the providers',
  SSEK_CALLBACK_PORT: 'must be a port number, 0 for a free one',
  SSEK_CALLBACK_URL: 'must be the https address where providers reach our endpoint',
  SIGNED_DATA_KEY_FILES:
    'must be paths of readable PEM files with commas between: first a private key, P-256 or Ed25519, then the keys of what was signed before',
  PERSONS_KEPT: 'must be a whole number, 0 to 99999',
  OPERATOR_CONTACT: 'must be one line, at most 200 characters: where savers turn to whoever runs the service',
  DEV_SERVER: 'must be 1, 0, true or false',
  TRUSTED_PROXIES:
    'must be the addresses or networks of our own proxies with commas between, as 10.0.0.7 or 10.0.0.0/24; no network wider than /8',
  ENVIRONMENT: 'must be bench or not set',
  WORKER_CONCURRENCY: 'must be a whole number, 1 to 999',
  ACCESS_LOG_KEYS:
    'must be "id:key" pairs with commas between, the current key first; each key 32 random bytes in base64, each id once',
  DATABASE_ERASER_URL: 'must be a postgres:// address for the role portal_eraser',
  SMTP_URL: 'must be an smtp:// or smtps:// address; set MAIL_FROM too',
  MAIL_FROM: 'must be an e-mail address, nothing around it; set SMTP_URL too',
  NOTICE_DELAY_SECONDS: 'must be a whole number of seconds',
  ACCESS_LOG_ROOTS_DIR: 'must be a folder outside the database; set ACCESS_LOG_SIGNING_KEY_FILE too',
  ACCESS_LOG_SIGNING_KEY_FILE:
    'must be the path of a readable PEM file with an Ed25519 private key; set ACCESS_LOG_ROOTS_DIR too',
  ACCESS_LOG_PUBLIC_KEY_FILE: 'must be the path of a readable PEM file with the public key of the signed ends',
} satisfies Record<keyof typeof webVariables | keyof typeof workerVariables | keyof typeof auditVariables, string>

/** A bench is one address that does the work of many. */
const benchLimitsTimes = 10_000

/** @throws ConfigError */
export function loadWebConfig(env: Environment = process.env): WebConfig {
  const read = parse(webVariables, env)
  if (read.ENVIRONMENT === 'bench' && !isLoopback(new URL(read.PORTAL_ORIGIN).hostname)) {
    throw new ConfigError(['ENVIRONMENT may be bench only where PORTAL_ORIGIN is of this machine'])
  }
  // What is measured is React's production build, which NODE_ENV chooses; everything around it is local.
  const environment = read.ENVIRONMENT === 'bench' ? 'development' : read.NODE_ENV
  refuseInProduction(environment, [
    ...commonRefusals(read),
    [read.PORTAL_ORIGIN.startsWith('http:'), 'PORTAL_ORIGIN must be https in production'],
    [
      read.EID_ISSUER.protocol === 'http:' || isLoopback(read.EID_ISSUER.hostname),
      'EID_ISSUER must be a real issuer over https in production, not the local one',
    ],
    [
      read.EID_CLIENT_SECRET.length < 32 || looksDefault(read.EID_CLIENT_SECRET),
      'EID_CLIENT_SECRET must be at least 32 characters of its own in production',
    ],
    [
      read.EID_ACR_VALUES.some((value) => !loa3AndAbove.includes(value)),
      `EID_ACR_VALUES must name nothing but ${loa3AndAbove.join(' and ')} in production`,
    ],
    ...ombudRefusals(read),
    [
      read.SSEK_CALLBACK_URL === undefined || isLoopback(read.SSEK_CALLBACK_URL.hostname),
      'SSEK_CALLBACK_URL must be the address where providers reach our endpoint in production',
    ],
    [
      read.OPERATOR_CONTACT === undefined,
      'OPERATOR_CONTACT must be set in production: savers must know whom to turn to',
    ],
    [read.DEV_SERVER, 'DEV_SERVER must be off in production'],
  ])
  return Object.freeze({
    ...common(read),
    environment,
    origin: read.PORTAL_ORIGIN,
    host: read.HOST,
    port: read.PORT,
    databaseUrl: read.DATABASE_URL,
    databaseListenUrl: read.DATABASE_LISTEN_URL ?? read.DATABASE_URL,
    databaseEraserUrl: read.DATABASE_ERASER_URL,
    issuer: Object.freeze({
      url: read.EID_ISSUER,
      clientId: read.EID_CLIENT_ID,
      clientSecret: read.EID_CLIENT_SECRET,
      claims: Object.freeze(read.EID_CLAIMS),
      acrValues: Object.freeze(read.EID_ACR_VALUES),
    }),
    mailboxFolder: read.LOCAL_MAILBOX_DIR ?? null,
    ombud: ombudOf(read),
    callback: Object.freeze({
      host: read.SSEK_CALLBACK_HOST,
      port: read.SSEK_CALLBACK_PORT,
      url: read.SSEK_CALLBACK_URL?.href ?? null,
    }),
    signedDataKeyPems: Object.freeze(read.SIGNED_DATA_KEY_FILES),
    personsKept: read.PERSONS_KEPT,
    operatorContact: read.OPERATOR_CONTACT ?? null,
    devServer: read.DEV_SERVER,
    trustedProxies: Object.freeze(read.TRUSTED_PROXIES),
    limitsTimes: read.ENVIRONMENT === 'bench' ? benchLimitsTimes : 1,
  })
}

type WebVariables = z.output<z.ZodObject<typeof webVariables>>

const ombudNames = [
  'STAFF_ISSUER',
  'STAFF_CLIENT_ID',
  'STAFF_CLIENT_SECRET',
  'VOICE_ISSUER',
  'VOICE_KEYS_FILE',
] as const

/** @returns null where none of it is set. @throws ConfigError when some is and some is not */
function ombudOf(read: WebVariables): OmbudConfig | null {
  const {
    STAFF_ISSUER: url,
    STAFF_CLIENT_ID: clientId,
    STAFF_CLIENT_SECRET: clientSecret,
    VOICE_ISSUER: issuer,
    VOICE_KEYS_FILE: keys,
  } = read
  const missing = ombudNames.filter((name) => read[name] === undefined)
  if (missing.length === ombudNames.length) return null
  if (!url || !clientId || !clientSecret || !issuer || !keys) {
    throw new ConfigError(missing.map((name) => `${name} is missing; it ${wanted[name]}`))
  }
  const staff = { url, clientId, clientSecret, acrValues: read.STAFF_ACR_VALUES, rolesClaim: read.STAFF_ROLES_CLAIM }
  return Object.freeze({ staff: Object.freeze(staff), voice: Object.freeze({ issuer, keys }) })
}

function ombudRefusals(read: WebVariables): readonly Refusal[] {
  const { STAFF_ISSUER: issuer, STAFF_CLIENT_SECRET: secret } = read
  return [
    [read.LOCAL_MAILBOX_DIR !== undefined, 'LOCAL_MAILBOX_DIR must not be set in production: it is a stand-in'],
    [
      issuer !== undefined && (issuer.protocol === 'http:' || isLoopback(issuer.hostname)),
      'STAFF_ISSUER must be a real issuer over https in production, not the local one',
    ],
    [
      secret !== undefined && (secret.length < 32 || looksDefault(secret) || secret === read.EID_CLIENT_SECRET),
      'STAFF_CLIENT_SECRET must be at least 32 characters of its own in production',
    ],
    [
      read.STAFF_ACR_VALUES.some((value) => !loa3AndAbove.includes(value)),
      `STAFF_ACR_VALUES must name nothing but ${loa3AndAbove.join(' and ')} in production`,
    ],
    [
      read.VOICE_ISSUER?.startsWith('local') === true,
      'VOICE_ISSUER must be the real voice-response system in production, not the local one',
    ],
  ]
}

/** @throws ConfigError */
export function loadWorkerConfig(env: Environment = process.env): WorkerConfig {
  const read = parse(workerVariables, env)
  const mail = pairOf(read, 'SMTP_URL', 'MAIL_FROM')
  const roots = pairOf(read, 'ACCESS_LOG_ROOTS_DIR', 'ACCESS_LOG_SIGNING_KEY_FILE')
  refuseInProduction(read.NODE_ENV, [
    ...commonRefusals(read),
    [read.PORTAL_ORIGIN.startsWith('http:'), 'PORTAL_ORIGIN must be https in production'],
    [mail === null, 'SMTP_URL and MAIL_FROM must be set in production'],
    [roots === null, 'ACCESS_LOG_ROOTS_DIR and ACCESS_LOG_SIGNING_KEY_FILE must be set in production'],
  ])
  return Object.freeze({
    ...common(read),
    databaseUrl: read.DATABASE_WORKER_URL,
    concurrency: read.WORKER_CONCURRENCY,
    origin: read.PORTAL_ORIGIN,
    noticeDelaySeconds: read.NOTICE_DELAY_SECONDS,
    mail: mail && Object.freeze({ url: mail[0], from: mail[1] }),
    accessLogRoots: roots && Object.freeze({ folder: roots[0], keyPem: roots[1] }),
  })
}

/** @throws ConfigError */
export function loadAuditConfig(env: Environment = process.env): AuditConfig {
  const read = parse(auditVariables, env)
  return {
    accessLogKeys: read.ACCESS_LOG_KEYS,
    rootsFolder: read.ACCESS_LOG_ROOTS_DIR,
    publicKeyPem: read.ACCESS_LOG_PUBLIC_KEY_FILE,
  }
}

/** @throws ConfigError */
export function loadKeysConfig(env: Environment = process.env): KeysConfig {
  return { masterKeys: parse({ ENCRYPTION_KEYS: masterKeys }, env).ENCRYPTION_KEYS }
}

type WorkerVariables = z.output<z.ZodObject<typeof workerVariables>>
type PairedName = 'SMTP_URL' | 'MAIL_FROM' | 'ACCESS_LOG_ROOTS_DIR' | 'ACCESS_LOG_SIGNING_KEY_FILE'

/** @returns null where neither is set. @throws ConfigError when one is set without the other */
function pairOf(read: WorkerVariables, one: PairedName, other: PairedName): readonly [string, string] | null {
  const [first, second] = [read[one], read[other]]
  if (first === undefined && second === undefined) return null
  if (first === undefined) throw new ConfigError([`${one} is missing; it ${wanted[one]}`])
  if (second === undefined) throw new ConfigError([`${other} is missing; it ${wanted[other]}`])
  return [first, second]
}

type CommonVariables = z.output<z.ZodObject<typeof commonVariables>>

function common(read: CommonVariables): CommonConfig {
  return {
    environment: read.NODE_ENV,
    logLevel: read.LOG_LEVEL,
    stopWhenStdinCloses: read.STOP_WHEN_STDIN_CLOSES,
    masterKeys: Object.freeze(read.ENCRYPTION_KEYS),
    numberHashKey: read.NUMBER_HASH_KEY,
    accessLogKeys: Object.freeze(read.ACCESS_LOG_KEYS),
    ssek: Object.freeze({
      organisationNumber: read.SSEK_ORGANISATION_NUMBER,
      certPem: read.SSEK_TLS_CERT_FILE,
      keyPem: read.SSEK_TLS_KEY_FILE,
      caPem: read.SSEK_CA_FILE,
      signing: signingPair(read),
      revocationFile: read.SSEK_CRL_FILE ?? null,
    }),
    letters: lettersOf(read),
    pinPeppers: peppersOf(read),
  }
}

function peppersOf({ PIN_PEPPERS: [first, ...others] = [] }: CommonVariables): CommonConfig['pinPeppers'] {
  return first === undefined ? null : [first, ...others]
}

/** There are letters where there is both a queue for them and a register that knows addresses. */
function lettersOf({
  PRINT_QUEUE_DIR: folder,
  LOCAL_ADDRESSES_FILE: addresses,
}: CommonVariables): LettersConfig | null {
  if (folder === undefined || addresses === undefined) return null
  return Object.freeze({ printQueueFolder: folder, addressesFile: addresses })
}

/** @throws ConfigError when there is one without the other, or they are not a pair */
function signingPair({
  SSEK_SIGNING_CERT_FILE: certPem,
  SSEK_SIGNING_KEY_FILE: keyPem,
}: CommonVariables): SsekConfig['signing'] {
  if (certPem === undefined && keyPem === undefined) return null
  if (certPem === undefined || keyPem === undefined) {
    const name = certPem === undefined ? 'SSEK_SIGNING_CERT_FILE' : 'SSEK_SIGNING_KEY_FILE'
    throw new ConfigError([`${name} is missing; it ${wanted[name]}`])
  }
  if (!isPair(certPem, keyPem)) throw new ConfigError([`SSEK_SIGNING_KEY_FILE ${wanted.SSEK_SIGNING_KEY_FILE}`])
  return Object.freeze({ certPem, keyPem })
}

function isPair(certPem: string, keyPem: string): boolean {
  try {
    return new X509Certificate(certPem).checkPrivateKey(createPrivateKey(keyPem))
  } catch {
    return false
  }
}

type Refusal = readonly [refused: boolean, message: string]

function commonRefusals(read: CommonVariables): readonly Refusal[] {
  return [
    [read.LOCAL_ADDRESSES_FILE !== undefined, 'LOCAL_ADDRESSES_FILE must not be set in production: it is made up'],
    [
      read.ENCRYPTION_KEYS.some(({ id }) => looksDefault(id)),
      'ENCRYPTION_KEYS must not hold a key marked local, test or default in production',
    ],
    [
      read.ENCRYPTION_KEYS.some(({ key }) => key.equals(read.NUMBER_HASH_KEY)),
      'NUMBER_HASH_KEY must be another key than those in ENCRYPTION_KEYS in production',
    ],
    [
      read.ACCESS_LOG_KEYS.some(
        ({ id, key }) => looksDefault(id) || read.ENCRYPTION_KEYS.some((other) => other.key.equals(key)),
      ),
      'ACCESS_LOG_KEYS must hold keys of their own, none marked local, test or default, in production',
    ],
    [
      (read.PIN_PEPPERS ?? []).some(
        ({ id, key }) =>
          looksDefault(id) ||
          key.equals(read.NUMBER_HASH_KEY) ||
          [...read.ENCRYPTION_KEYS, ...read.ACCESS_LOG_KEYS].some((other) => other.key.equals(key)),
      ),
      'PIN_PEPPERS must hold keys of their own, none marked local, test or default, in production',
    ],
    [isLocalAuthority(read.SSEK_CA_FILE), 'SSEK_CA_FILE must not be the local authority in production'],
    [
      isLocalAuthority(read.SSEK_TLS_CERT_FILE),
      'SSEK_TLS_CERT_FILE must not be a certificate of the local authority in production',
    ],
    [
      read.SSEK_SIGNING_CERT_FILE !== undefined && isLocalAuthority(read.SSEK_SIGNING_CERT_FILE),
      'SSEK_SIGNING_CERT_FILE must not be a certificate of the local authority in production',
    ],
  ]
}

function refuseInProduction(environment: CommonConfig['environment'], refusals: readonly Refusal[]): void {
  if (environment !== 'production') return
  const messages = refusals.filter(([refused]) => refused).map(([, message]) => message)
  if (messages.length > 0) throw new ConfigError(messages)
}

function parse<Shape extends Readonly<Record<string, z.ZodType>>>(
  variables: Shape & Readonly<Partial<Record<keyof typeof wanted, z.ZodType>>>,
  env: Environment,
): z.output<z.ZodObject<Shape>> {
  // A variable set to nothing counts as not set, as in most shells' habits.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const result = z.object<Shape>(variables).safeParse(given)
  if (result.success) return result.data
  const bad = new Set(result.error.issues.map((issue) => String(issue.path[0])))
  throw new ConfigError(
    [...bad].map((name) => {
      const missing = given[name] === undefined
      return `${name} ${missing ? 'is missing; it ' : ''}${name in wanted ? wanted[name as keyof typeof wanted] : 'is bad'}`
    }),
  )
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

function looksDefault(text: string): boolean {
  return /local|default|test|change|example|secret/i.test(text)
}

function isLocalAuthority(pem: string): boolean {
  try {
    const certificate = new X509Certificate(pem)
    return certificate.subject.includes(localAuthorityMark) || certificate.issuer.includes(localAuthorityMark)
  } catch {
    // What is not a certificate is not the local one; TLS will refuse it with its own words.
    return false
  }
}
