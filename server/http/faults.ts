/** The last stop of every request that failed: a status, a page in words, a line in the log. */
import type { ErrorRequestHandler } from 'express'
import { isDatabaseDown } from '#server/db/database.ts'
import type { Logger } from '#server/observability/logger.ts'
import { requestState } from './request-state.ts'
import { ForeignOrigin } from './same-origin.ts'
import { TooOften } from './too-often.ts'
import type { ShortPage } from './short-page.ts'
import {
  badRequestPage,
  faultPage,
  foreignOriginPage,
  notFoundPage,
  sendShortPage,
  tooOftenPage,
  unavailablePage,
} from './short-page.ts'

export function faults(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (error instanceof TooOften) {
      // Its line is that of the request: whoever floods us shall not flood the log twice.
      sendShortPage(request, response, tooOftenPage(error.retryAfterSeconds))
      return
    }
    const page = pageFor(error)
    const line = { event: 'fault', status: page.status, requestId: requestState(request).id, err: error }
    if (page.status >= 500) logger.error(line)
    else logger.warn(line)
    if (response.headersSent) next(error)
    else sendShortPage(request, response, page)
  }
}

function pageFor(error: unknown): ShortPage {
  if (error instanceof ForeignOrigin) return foreignOriginPage
  if (isDatabaseDown(error)) return unavailablePage
  // Express and its parsers mark what the client did wrong with a status of its own.
  const { status } = error as { readonly status?: unknown }
  if (status === 404) return notFoundPage
  if (typeof status === 'number' && status >= 400 && status < 500) return badRequestPage
  return faultPage
}
