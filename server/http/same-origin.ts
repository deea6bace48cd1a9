/**
 * Refuses what another site makes a saver's browser send.
 *
 * Every browser we serve sends Origin with a form, and nearly all Sec-Fetch-Site; a request that changes something and
 * has neither is no browser's.
 */
import type { Request, RequestHandler } from 'express'
import { cspReportPath } from './csp.ts'

export class ForeignOrigin extends Error {
  override readonly name = 'ForeignOrigin'
}

export function sameOriginOnly(origin: string): RequestHandler {
  return (request, _response, next) => {
    const harmless = ['GET', 'HEAD', 'OPTIONS'].includes(request.method) || request.path === cspReportPath
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
