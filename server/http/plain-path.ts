/** Addresses with line breaks and control characters in them lead nowhere, and would only be read wrong further on. */
import type { RequestHandler } from 'express'

class PathRefused extends Error {
  override readonly name = 'PathRefused'
  /** As Express marks what the client did wrong. */
  readonly status = 400
}

export const plainPath: RequestHandler = (request, _response, next) => {
  next(isPlain(request.path) ? undefined : new PathRefused('an address that cannot be read'))
}

function isPlain(path: string): boolean {
  try {
    return !/[\p{Cc}\u2028\u2029]/u.test(decodeURIComponent(path))
  } catch {
    return false
  }
}
