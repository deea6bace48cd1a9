/** Waiting that a factor makes shorter, also for what waits already when the factor is changed. */

interface Waiting {
  /** Milliseconds left by this clock, counted from `since`. */
  left: number
  since: number
  timer: NodeJS.Timeout
  readonly resolve: (came: boolean) => void
}

export class Clock {
  #factor: number
  readonly #waiting = new Set<Waiting>()
  #closed = false

  /** @param factor 60: a minute passes in a second. */
  constructor(factor = 1) {
    this.#factor = factor
  }

  get factor(): number {
    return this.#factor
  }

  /** @returns whether the time came; false when the clock was stopped before. */
  wait(milliseconds: number): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false)
    return new Promise((resolve) => {
      const waiting: Waiting = {
        left: milliseconds,
        since: performance.now(),
        timer: setTimeout(() => undefined),
        resolve,
      }
      this.#waiting.add(waiting)
      this.#arm(waiting)
    })
  }

  setFactor(factor: number): void {
    const now = performance.now()
    for (const waiting of this.#waiting) {
      waiting.left -= (now - waiting.since) * this.#factor
      waiting.since = now
    }
    this.#factor = factor
    this.#waiting.forEach((waiting) => this.#arm(waiting))
  }

  /** Ends all waiting. */
  close(): void {
    this.#closed = true
    this.#waiting.forEach((waiting) => this.#end(waiting, false))
  }

  #arm(waiting: Waiting): void {
    clearTimeout(waiting.timer)
    waiting.timer = setTimeout(() => this.#end(waiting, true), Math.max(0, waiting.left / this.#factor))
  }

  #end(waiting: Waiting, came: boolean): void {
    clearTimeout(waiting.timer)
    this.#waiting.delete(waiting)
    waiting.resolve(came)
  }
}
