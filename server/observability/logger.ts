/**
 * The one logger. Lines of JSON to stderr; stdout is kept for the ready line.
 *
 * Never logged: personal numbers, names, tokens, cookies, message bodies, form fields, query strings. Errors are
 * written as type, code, message and stack only, because libraries hang bodies and bindings on their errors.
 */
import pino from 'pino'
import type { LogLevel } from '#server/config/shared.ts'
import { scrub } from './scrub.ts'

export type Logger = pino.Logger

/** Fields whose value is taken out wherever they stand, compared without case, hyphens and underscores. */
const secretFields = new Set([
  'accesstoken',
  'authorization',
  'bindings',
  'body',
  'clientsecret',
  'codeverifier',
  'content',
  'cookie',
  'email',
  'familyname',
  'givenname',
  'idtoken',
  'key',
  'name',
  'nonce',
  'number',
  'password',
  'personalnumber',
  'refreshtoken',
  'secret',
  'setcookie',
  'token',
])

const deepest = 6

export interface LineWriter {
  write(line: string): unknown
}

export function createLogger(options: {
  readonly level: LogLevel
  /** Which process: web, worker. */
  readonly process: string
  readonly out?: LineWriter
}): Logger {
  const out = options.out ?? pino.destination({ dest: 2, sync: true })
  return pino(
    {
      level: options.level,
      base: { process: options.process },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: (fields) => withoutSecrets(fields) },
      // The formatter above has already written errors; pino's own serializer would copy all their properties.
      serializers: { err: (value: unknown) => value },
    },
    { write: (line: string) => void out.write(scrub(line)) },
  )
}

function withoutSecrets(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      secretFields.has(field.toLowerCase().replace(/[-_]/g, '')) ? '[redacted]' : loggable(value, depth),
    ]),
  )
}

function loggable(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Error) return errorForLog(value)
  if (value instanceof Uint8Array) return '[bytes]'
  if (depth >= deepest) return '[deep]'
  if (Array.isArray(value)) return value.map((item) => loggable(item, depth + 1))
  if (Object.getPrototypeOf(value) === Object.prototype) {
    return withoutSecrets(value as Record<string, unknown>, depth + 1)
  }
  if (value instanceof Date || value instanceof URL) return value
  // A class decides for itself what it shows (PersonalNumber shows nothing); one that does not decide is only named.
  return 'toJSON' in value ? value : `[${value.constructor.name}]`
}

interface LoggedError {
  readonly type: string
  readonly errorCode?: string
  readonly message: string
  readonly stack?: string
  readonly cause?: LoggedError
}

/** @param depth how many causes have been followed; a chain may be a ring. */
function errorForLog(error: Error, depth = 0): LoggedError {
  const { code } = error as { readonly code?: unknown }
  return {
    type: error.name,
    ...(typeof code === 'string' ? { errorCode: code } : {}),
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause instanceof Error && depth < 4 ? { cause: errorForLog(error.cause, depth + 1) } : {}),
  }
}
