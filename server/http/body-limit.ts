/** Forms of ours are small; what is larger, or does not say how large it is, is not read at all. */
import type { RequestHandler } from 'express'

/** Bytes; the largest form of ours is a hundredth of it. */
const largest = 100_000

class BodyRefused extends Error {
  override readonly name = 'BodyRefused'
  /** As Express marks what the client did wrong. */
  readonly status: 411 | 413

  constructor(status: 411 | 413) {
    super(status === 411 ? 'a body of unknown length' : 'a body that is too large')
    this.status = status
  }
}

export const bodyLimit: RequestHandler = (request, _response, next) => {
  const length = request.get('Content-Length')
  if (request.get('Transfer-Encoding') !== undefined) next(new BodyRefused(411))
  else if (length !== undefined && Number(length) > largest) next(new BodyRefused(413))
  else next()
}
