/**
 * Addresses are taken in one spelling alone.
 *
 * What stands before the pages (whose cookie is read, what the table of authorisation says, how often it may be asked)
 * goes by the address as it was sent; the pages go by what it means. `/embed/%2e%2e/oversikt` and `/h%61mta` are written
 * so by no browser, and would be one thing to the first and another to the second. Line breaks and control characters
 * would only be read wrong further on.
 */
import type { RequestHandler } from 'express'

class PathRefused extends Error {
  override readonly name = 'PathRefused'
  /** As Express marks what the client did wrong. */
  readonly status = 400
}

export const plainPath: RequestHandler = (request, _response, next) => {
  next(isPlain(request.path) ? undefined : new PathRefused('an address that cannot be read'))
}

/** What RFC 3986 (section 2.3) lets nobody need to escape. */
const needlesslyEscaped = /%(?:2[de]|3\d|[46][1-9a-f]|[57][\da]|5f|7e)/i

function isPlain(path: string): boolean {
  try {
    if (/[\p{Cc}\u2028\u2029]/u.test(decodeURIComponent(path))) return false
  } catch {
    return false
  }
  return !needlesslyEscaped.test(path) && new URL(`http://localhost${path}`).pathname === path
}
