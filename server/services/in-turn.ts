/**
 * What costs much is done for one saver at a time: whoever asks again and again waits for themselves, and keeps nobody
 * else waiting. One process's own.
 */
export class InTurn {
  /** The last of each saver who has something under way; it never fails. */
  readonly #last = new Map<string, Promise<void>>()

  /** Does `act` when all that the saver asked before is done, however it went. */
  async run<Answer>(saverId: string, act: () => Promise<Answer>): Promise<Answer> {
    const before = this.#last.get(saverId)
    const answer = before === undefined ? act() : before.then(act)
    const done = answer.then(
      () => undefined,
      () => undefined,
    )
    this.#last.set(saverId, done)
    try {
      return await answer
    } finally {
      if (this.#last.get(saverId) === done) this.#last.delete(saverId)
    }
  }
}
