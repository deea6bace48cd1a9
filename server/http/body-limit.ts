/** Our forms are small, and without files; what is larger, does not say how large it is, or is no form, is not read. */
import type { RequestHandler } from 'express'
import { unsubscribePath } from '#server/mail/links.ts'
import { partnerPaths } from '#server/partner/paths.ts'
import { cspReportPath } from './csp.ts'
import { voiceConsentPath } from './voice-consent.ts'

/** Bytes; the largest form of ours is a hundredth of it. */
const largest = 100_000

const formType = 'application/x-www-form-urlencoded'
/**
 * Reports are JSON; what a mail program unsubscribes with is not read; and other servers are told in their own terms what
 * they should have sent.
 */
const ofAnyType = new Set<string>([
  cspReportPath,
  unsubscribePath,
  voiceConsentPath,
  partnerPaths.ticket,
  partnerPaths.data,
])

const refusals = {
  411: 'a body of unknown length',
  413: 'a body that is too large',
  415: 'a body that is no form',
} as const

class BodyRefused extends Error {
  override readonly name = 'BodyRefused'
  /** As Express marks what the client did wrong. */
  readonly status: keyof typeof refusals

  constructor(status: keyof typeof refusals) {
    super(refusals[status])
    this.status = status
  }
}

export const bodyLimit: RequestHandler = (request, _response, next) => {
  const length = Number(request.get('Content-Length') ?? 0)
  if (request.get('Transfer-Encoding') !== undefined) next(new BodyRefused(411))
  else if (length > largest) next(new BodyRefused(413))
  else if (length === 0) {
    // Nothing is an empty form, whatever it is called.
    if (request.method !== 'GET' && request.method !== 'HEAD') request.headers['content-type'] = formType
    next()
  } else if (request.is(formType) === false && !ofAnyType.has(request.path)) next(new BodyRefused(415))
  else next()
}
