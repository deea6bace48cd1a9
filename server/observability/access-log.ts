/** One line per request: method, path, status, time. Never a query string: it may hold a code, a ticket or a choice. */
import type { RequestHandler } from 'express'
import { requestState } from '#server/http/request-state.ts'
import type { Logger } from './logger.ts'

export function accessLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const begun = performance.now()
    const path = request.path
    response.once('close', () => {
      logger.info({
        event: 'request',
        requestId: requestState(request).id,
        method: request.method,
        path,
        status: response.statusCode,
        /** The client went away before the answer was written. */
        ...(response.writableFinished ? {} : { cut: true }),
        milliseconds: Math.round(performance.now() - begun),
      })
    })
    next()
  }
}
