/** Receives and counts what browsers report against our Content-Security-Policy. Any report is a fault of ours, or an attack. */
import type { Router } from 'express'
import express from 'express'
import { z } from 'zod'
import type { Logger } from '#server/observability/logger.ts'
import { cspReportPath } from './csp.ts'

const reportSchema = z.object({
  'csp-report': z.object({
    'effective-directive': z.string().max(100).optional(),
    'blocked-uri': z.string().max(2000).optional(),
    'document-uri': z.string().max(2000).optional(),
  }),
})

/** @param choices.showCount answers GET with the number so far: for journeys, which fail on any. */
export function cspReports(logger: Logger, choices: { readonly showCount: boolean }): Router {
  let count = 0
  const router = express.Router()
  router.post(
    cspReportPath,
    express.json({ type: ['application/csp-report', 'application/json'], limit: '16kb' }),
    (request, response) => {
      const report = reportSchema.safeParse(request.body)
      if (!report.success) {
        response.sendStatus(400)
        return
      }
      const { 'effective-directive': directive, ...addresses } = report.data['csp-report']
      // That one is of the page that wanted to frame ours, and not of ours.
      if (directive !== 'frame-ancestors') count += 1
      logger.warn({
        event: 'csp-violation',
        directive,
        blocked: withoutQuery(addresses['blocked-uri']),
        page: withoutQuery(addresses['document-uri']),
      })
      response.sendStatus(204)
    },
  )
  if (choices.showCount) {
    router.get(cspReportPath, (_request, response) => {
      response.json({ violations: count })
    })
  }
  return router
}

function withoutQuery(address: string | undefined): string | undefined {
  return address?.replace(/[?#].*$/s, '')
}
