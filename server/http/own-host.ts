/** Our address is the configured one, whatever Host and X-Forwarded-Host say: pages build addresses from it. */
import type { RequestHandler } from 'express'

export function ownHost(origin: string): RequestHandler {
  const { host } = new URL(origin)
  return (request, _response, next) => {
    request.headers.host = host
    delete request.headers['x-forwarded-host']
    next()
  }
}
