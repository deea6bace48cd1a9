/** What the portal and the worker both need. */
import { z } from 'zod'
import type { Refusal, Values } from './environment.ts'
import { variable } from './environment.ts'
import { flag, made } from './kinds.ts'
import type { LettersConfig } from './letters.ts'
import { letterRefusals, lettersOf, letterVariables } from './letters.ts'
import type { Secrets } from './secrets.ts'
import { secretRefusals, secretsOf, secretVariables } from './secrets.ts'
import type { SsekConfig } from './ssek.ts'
import { ssekOf, ssekRefusals, ssekVariables } from './ssek.ts'

export interface SharedConfig extends Secrets {
  readonly environment: 'development' | 'test' | 'production'
  readonly logLevel: LogLevel
  readonly stopWhenStdinCloses: boolean
  /** Scheme, host and port that the saver's browser sees, and links in mails lead to; no path. */
  readonly origin: string
  readonly ssek: SsekConfig
  /** Null: no letters are sent, and what takes one is not offered. */
  readonly letters: LettersConfig | null
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const origin = made((text) => {
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.origin === text ? text : null
})

export const sharedVariables = {
  NODE_ENV: variable(
    z.enum(['development', 'test', 'production']).default('development'),
    'must be development, test or production',
  ),
  LOG_LEVEL: variable(z.enum(logLevels).default('info'), `must be one of ${logLevels.join(', ')}`),
  STOP_WHEN_STDIN_CLOSES: variable(flag, 'must be 1, 0, true or false'),
  ...secretVariables,
  ...ssekVariables,
  ...letterVariables,
  PORTAL_ORIGIN: variable(
    origin.default('http://localhost:3000'),
    'must be the scheme, host and port that browsers see, as https://pension.example, without a path',
  ),
}

type SharedValues = Values<typeof sharedVariables>

/** @throws ConfigError when two that go together are not there together */
export const sharedOf = (read: SharedValues): SharedConfig => ({
  environment: read.NODE_ENV,
  logLevel: read.LOG_LEVEL,
  stopWhenStdinCloses: read.STOP_WHEN_STDIN_CLOSES,
  origin: read.PORTAL_ORIGIN,
  ...secretsOf(read),
  ssek: ssekOf(read),
  letters: lettersOf(read),
})

export const sharedRefusals = (read: SharedValues): readonly Refusal[] => [
  ...letterRefusals(read),
  ...secretRefusals(read),
  ...ssekRefusals(read),
  [read.PORTAL_ORIGIN.startsWith('http:'), 'PORTAL_ORIGIN must be https in production'],
]
