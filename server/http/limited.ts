/** How often one may ask: by the address one comes from, and by the saver one is. */
import type { RequestHandler } from 'express'
import type { Operation } from '#server/auth/authorisation.ts'
import type { Database } from '#server/db/database.ts'
import type { Limit } from '#server/db/limits.ts'
import { withinLimit } from '#server/db/limits.ts'
import { addressOf } from './address.ts'
import { TooOften } from './too-often.ts'

/** A whole workplace or telephone company may share an address. */
export const perAddress = {
  /** Each begins a login and a row that waits for its end. */
  logins: { scope: 'login-address', windowSeconds: 60, most: 120 },
  /** The voice system has few addresses; each consent asks the population register. */
  voiceConsents: { scope: 'voice-consent-address', windowSeconds: 60, most: 600 },
  cspReports: { scope: 'csp-report-address', windowSeconds: 60, most: 60 },
} satisfies Readonly<Record<string, Limit>>

const anHour = (scope: string, most: number): Limit => ({ scope, windowSeconds: 3600, most })

/** By operation: what asks others, sends something or costs much. Counted where it is asked for (compose.ts). */
export const perSaver: Readonly<Partial<Record<Operation, Limit>>> = {
  startCollection: anHour('collections', 12),
  'mine.extract': anHour('extracts', 30),
  'mine.change': anHour('settings', 60),
  'errands.sendPlan': anHour('plans-sent', 30),
  'corrections.report': anHour('faults-reported', 30),
  'household.invite': anHour('household-forms', 60),
  'helpers.give': anHour('helper-forms', 60),
  'helpers.accept': anHour('helper-codes', 60),
}

/** Lets each address in so often and no more. @param methods what counts. */
export const limited =
  (db: Database, limit: Limit, methods: readonly string[] = ['GET', 'HEAD']): RequestHandler =>
  (request, _response, next) => {
    // Of the address itself, not of what lies beneath it.
    if (request.path !== '/' || !methods.includes(request.method)) {
      next()
      return
    }
    withinLimit(db, limit, addressOf(request)).then((within) => {
      next(within ? undefined : new TooOften(limit))
    }, next)
  }
