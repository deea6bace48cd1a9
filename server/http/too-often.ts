import type { Limit } from '#server/db/limits.ts'

/** What was asked has been asked too often; answered with 429 and the time when it may be asked again (faults.ts). */
export class TooOften extends Error {
  override readonly name = 'TooOften'
  readonly retryAfterSeconds: number

  constructor({ scope, windowSeconds }: Limit) {
    super(`too often: ${scope}`)
    this.retryAfterSeconds = windowSeconds - (Math.floor(Date.now() / 1000) % windowSeconds)
  }
}
