/**
 * Where the voice-response system posts consents. Server to server: who signed it counts, and no cookie or origin does.
 * What is refused is told by a code (RFC 8935) and nothing of whom or what it was about.
 */
import type { Router } from 'express'
import express from 'express'
import type { Logger } from '#server/observability/logger.ts'
import type { ConsentFault } from '#server/services/ombud/voice-consent.ts'
import { requestState } from './request-state.ts'

export const voiceConsentPath = '/rost/samtycke'

const words: Readonly<Record<ConsentFault, string>> = {
  invalid_request: 'not a signed consent',
  invalid_key: 'not signed with a key on file',
  authentication_failed: 'not of this voice system, not for this portal, too old, or used before',
  access_denied: 'no case waits for this consent',
}

export function voiceConsents(take: (jws: string) => Promise<ConsentFault | null>, logger: Logger): Router {
  const router = express.Router()
  router.post(
    voiceConsentPath,
    express.text({ type: ['application/jwt', 'application/jose'], limit: '8kb' }),
    (request, response, next) => {
      void (async () => {
        const jws: unknown = request.body
        const fault = typeof jws === 'string' ? await take(jws) : 'invalid_request'
        const line = { event: 'voice-consent', outcome: fault ?? 'given', requestId: requestState(request).id }
        if (fault === null) logger.info(line)
        else logger.warn(line)
        response.setHeader('Cache-Control', 'no-store')
        if (fault === null) response.status(202).end()
        else response.status(400).json({ err: fault, description: words[fault] })
      })().catch(next)
    },
  )
  return router
}
