/** What the portal reads of the environment. */
import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { z } from 'zod'
import { isLoopback } from '#providers/loopback.ts'
import type { IssuerConfig } from './eid.ts'
import { eidRefusals, eidVariables, issuerOf } from './eid.ts'
import type { Environment } from './environment.ts'
import { ConfigError, readVariables, refuseInProduction, variable } from './environment.ts'
import { databaseUrl, flag, httpUrl, made, port, someText, wholeNumber } from './kinds.ts'
import type { OmbudConfig } from './ombud.ts'
import { ombudOf, ombudRefusals, ombudVariables } from './ombud.ts'
import type { SharedConfig } from './shared.ts'
import { sharedOf, sharedRefusals, sharedVariables } from './shared.ts'

export interface WebConfig extends SharedConfig {
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

const signsForPartners = (key: KeyObject): boolean =>
  key.asymmetricKeyType === 'ed25519' || key.asymmetricKeyDetails?.namedCurve === 'prime256v1'

/** Paths with commas between: a private key first, then private or public ones. */
const signedDataKeys = made((text) => {
  const pems = text.split(',').map((path) => readFileSync(path.trim(), 'utf8'))
  const usable = pems.every((pem, index) =>
    signsForPartners(index === 0 ? createPrivateKey(pem) : createPublicKey(pem)),
  )
  return usable ? pems : null
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

const webVariables = {
  ...sharedVariables,
  HOST: variable(someText.default('127.0.0.1'), 'must be the address to listen on'),
  PORT: variable(port.default(3000), 'must be a port number, 0 for a free one'),
  DATABASE_URL: variable(databaseUrl, 'must be a postgres:// address for the role portal_app'),
  DATABASE_LISTEN_URL: variable(
    databaseUrl.optional(),
    'must be a postgres:// address for the role portal_app, of the database itself',
  ),
  DATABASE_ERASER_URL: variable(databaseUrl, 'must be a postgres:// address for the role portal_eraser'),
  ...eidVariables,
  ...ombudVariables,
  LOCAL_MAILBOX_DIR: variable(someText.optional(), "must be the folder that stands in for savers' digital mailboxes"),
  SSEK_CALLBACK_HOST: variable(someText.default('127.0.0.1'), 'must be the address to listen on for the providers'),
  SSEK_CALLBACK_PORT: variable(port.default(3443), 'must be a port number, 0 for a free one'),
  SSEK_CALLBACK_URL: variable(
    httpUrl.refine(({ protocol }) => protocol === 'https:').optional(),
    'must be the https address where providers reach our endpoint',
  ),
  SIGNED_DATA_KEY_FILES: variable(
    signedDataKeys.default([]),
    'must be paths of readable PEM files with commas between: first a private key, P-256 or Ed25519, then the keys of what was signed before',
  ),
  PERSONS_KEPT: variable(wholeNumber(/^\d{1,5}$/).default(200), 'must be a whole number, 0 to 99999'),
  OPERATOR_CONTACT: variable(
    z
      .string()
      .regex(/^[^\p{Cc}]{3,200}$/u)
      .optional(),
    'must be one line, at most 200 characters: where savers turn to whoever runs the service',
  ),
  DEV_SERVER: variable(flag, 'must be 1, 0, true or false'),
  TRUSTED_PROXIES: variable(
    networks.default([]),
    'must be the addresses or networks of our own proxies with commas between, as 10.0.0.7 or 10.0.0.0/24; no network wider than /8',
  ),
  ENVIRONMENT: variable(z.literal('bench').optional(), 'must be bench or not set'),
}

/** A bench is one address that does the work of many. */
const benchLimitsTimes = 10_000

/** @throws ConfigError */
export function loadWebConfig(env?: Environment): WebConfig {
  const read = readVariables(webVariables, env)
  const isBench = read.ENVIRONMENT === 'bench'
  if (isBench && !isLoopback(new URL(read.PORTAL_ORIGIN).hostname)) {
    throw new ConfigError(['ENVIRONMENT may be bench only where PORTAL_ORIGIN is of this machine'])
  }
  // What is measured is React's production build, which NODE_ENV chooses; everything around it is local.
  const environment = isBench ? 'development' : read.NODE_ENV
  refuseInProduction(environment, [
    ...sharedRefusals(read),
    ...eidRefusals(read),
    ...ombudRefusals(read, read.EID_CLIENT_SECRET),
    [read.LOCAL_MAILBOX_DIR !== undefined, 'LOCAL_MAILBOX_DIR must not be set in production: it is a stand-in'],
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
    ...sharedOf(read),
    environment,
    host: read.HOST,
    port: read.PORT,
    databaseUrl: read.DATABASE_URL,
    databaseListenUrl: read.DATABASE_LISTEN_URL ?? read.DATABASE_URL,
    databaseEraserUrl: read.DATABASE_ERASER_URL,
    issuer: issuerOf(read),
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
    limitsTimes: isBench ? benchLimitsTimes : 1,
  })
}
