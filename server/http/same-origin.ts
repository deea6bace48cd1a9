/**
 * Refuses what another site makes a saver's browser send.
 *
 * Every browser we serve sends Origin with a form, and nearly all Sec-Fetch-Site; a request that changes something and
 * has neither is no browser's.
 */
import type { Request, RequestHandler } from 'express'
import { unsubscribePath } from '#server/mail/links.ts'
import { partnerPaths } from '#server/partner/paths.ts'
import { cspReportPath } from './csp.ts'
import { voiceConsentPath } from './voice-consent.ts'

/**
 * Reports that browsers send by themselves; mail programs that unsubscribe by the code they were sent; the voice system
 * and partners' servers, which are known by what they sign and by no cookie.
 */
const free = new Set<string>([cspReportPath, unsubscribePath, voiceConsentPath, partnerPaths.ticket, partnerPaths.data])

export class ForeignOrigin extends Error {
  override readonly name = 'ForeignOrigin'
}

export function sameOriginOnly(origin: string): RequestHandler {
  return (request, _response, next) => {
    const harmless = ['GET', 'HEAD', 'OPTIONS'].includes(request.method) || free.has(request.path)
    next(harmless || isOwn(request, origin) ? undefined : new ForeignOrigin('a request from another origin'))
  }
}

function isOwn(request: Request, origin: string): boolean {
  const site = request.get('Sec-Fetch-Site')
  const sender = request.get('Origin')
  if (site !== undefined && site !== 'same-origin') return false
  if (sender !== undefined) return sender === origin
  return site === 'same-origin'
}
