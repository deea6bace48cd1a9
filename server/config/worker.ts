/** What a worker reads of the environment. */
import { createPrivateKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { Environment } from './environment.ts'
import { allOrNone, readVariables, refuseInProduction, variable } from './environment.ts'
import { addressOf, databaseUrl, pemFile, publicKeysFile, someText, wholeNumber } from './kinds.ts'
import type { SharedConfig } from './shared.ts'
import { sharedOf, sharedRefusals, sharedVariables } from './shared.ts'

export interface WorkerConfig extends SharedConfig {
  readonly databaseUrl: string
  readonly concurrency: number
  /** Null: no mail is sent. */
  readonly mail: MailConfig | null
  /** How long a saver has for seeing news by themselves before they are mailed. */
  readonly noticeDelaySeconds: number
  /** Where the ends of the access log's chains are kept, signed; null: they are not. */
  readonly accessLogRoots: AccessLogRoots | null
}

export interface AccessLogRoots {
  readonly folder: string
  /** Ed25519. */
  readonly key: KeyObject
  /** Public keys that signed before this one, the first of them first. */
  readonly earlierKeys: readonly KeyObject[]
}

export interface MailConfig {
  /** smtp: or smtps:, with name and password where the server asks for them. */
  readonly url: string
  /** An address alone. */
  readonly from: string
}

const workerVariables = {
  ...sharedVariables,
  DATABASE_WORKER_URL: variable(databaseUrl, 'must be a postgres:// address for the role portal_worker'),
  WORKER_CONCURRENCY: variable(wholeNumber(/^[1-9]\d{0,2}$/).default(20), 'must be a whole number, 1 to 999'),
  SMTP_URL: variable(
    addressOf('smtp:', 'smtps:').optional(),
    'must be an smtp:// or smtps:// address; set MAIL_FROM too',
  ),
  MAIL_FROM: variable(z.email().optional(), 'must be an e-mail address, nothing around it; set SMTP_URL too'),
  NOTICE_DELAY_SECONDS: variable(wholeNumber(/^\d{1,5}$/).default(120), 'must be a whole number of seconds'),
  ACCESS_LOG_ROOTS_DIR: variable(
    someText.optional(),
    'must be a folder outside the database; set ACCESS_LOG_SIGNING_KEY_FILE too',
  ),
  ACCESS_LOG_SIGNING_KEY_FILE: variable(
    pemFile(/-----BEGIN PRIVATE KEY-----/).optional(),
    'must be the path of a readable PEM file with an Ed25519 private key; set ACCESS_LOG_ROOTS_DIR too',
  ),
  ACCESS_LOG_EARLIER_KEYS_FILE: variable(
    publicKeysFile.optional(),
    'must be the path of a readable PEM file with the public keys that signed before, the first of them first',
  ),
}

/** @throws ConfigError */
export function loadWorkerConfig(env?: Environment): WorkerConfig {
  const read = readVariables(workerVariables, env)
  const mail = allOrNone(workerVariables, read, ['SMTP_URL', 'MAIL_FROM'])
  const roots = allOrNone(workerVariables, read, ['ACCESS_LOG_ROOTS_DIR', 'ACCESS_LOG_SIGNING_KEY_FILE'])
  refuseInProduction(read.NODE_ENV, [
    ...sharedRefusals(read),
    [mail === null, 'SMTP_URL and MAIL_FROM must be set in production'],
    [roots === null, 'ACCESS_LOG_ROOTS_DIR and ACCESS_LOG_SIGNING_KEY_FILE must be set in production'],
  ])
  return Object.freeze({
    ...sharedOf(read),
    databaseUrl: read.DATABASE_WORKER_URL,
    concurrency: read.WORKER_CONCURRENCY,
    noticeDelaySeconds: read.NOTICE_DELAY_SECONDS,
    mail: mail && Object.freeze({ url: mail.SMTP_URL, from: mail.MAIL_FROM }),
    accessLogRoots:
      roots &&
      Object.freeze({
        folder: roots.ACCESS_LOG_ROOTS_DIR,
        key: createPrivateKey(roots.ACCESS_LOG_SIGNING_KEY_FILE),
        earlierKeys: read.ACCESS_LOG_EARLIER_KEYS_FILE ?? [],
      }),
  })
}
