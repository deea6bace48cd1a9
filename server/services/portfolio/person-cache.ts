/**
 * What was read and opened of the savers who are here now, so that a choice need not open every holding again.
 *
 * One process's own, and never the truth: each request compares the version in the database (../../db/person-version.ts)
 * and reads anew when it differs. It may be dropped at any moment.
 */
import type { StoredPerson } from './portfolio.ts'

export interface PersonCacheOptions {
  /** Persons kept at most; those used longest ago go first. 0: none. */
  readonly size: number
  readonly now: () => Date
}

interface Kept {
  readonly version: string
  readonly person: StoredPerson
  readonly usedAt: number
}

/** As long as a session may be idle; looked after even when nobody asks any more. */
const idleMilliseconds = 15 * 60 * 1000
const sweepMilliseconds = 60 * 1000

export class PersonCache {
  /** The one used longest ago first. */
  readonly #kept = new Map<string, Kept>()
  readonly #size: number
  readonly #now: () => Date
  /** How often a saver was dropped. */
  #drops = 0
  /** Runs while anybody is kept. */
  #sweep: NodeJS.Timeout | null = null

  constructor({ size, now }: PersonCacheOptions) {
    this.#size = size
    this.#now = now
  }

  /** @returns what was kept of this saver under this very version. */
  get(saverId: string, version: string): StoredPerson | null {
    this.#dropIdle()
    const kept = this.#kept.get(saverId)
    if (kept?.version !== version) return null
    this.#keep(saverId, version, kept.person)
    return kept.person
  }

  /**
   * To be asked for before anything is read.
   *
   * @returns keeps what was read, unless anyone was dropped since: the saver may have left while it was read. Of the
   * others who were reading then, one read more is the price.
   */
  keeperFromNow(saverId: string): (version: string, person: StoredPerson) => void {
    const begun = this.#drops
    return (version, person) => {
      if (begun === this.#drops) this.#keep(saverId, version, person)
    }
  }

  #keep(saverId: string, version: string, person: StoredPerson): void {
    this.#kept.delete(saverId)
    if (this.#size > 0) this.#kept.set(saverId, { version, person, usedAt: this.#now().getTime() })
    while (this.#kept.size > this.#size) this.#dropOldest()
    if (this.#kept.size > 0) this.#sweep ??= setInterval(() => this.#sweepOnce(), sweepMilliseconds).unref()
  }

  #sweepOnce(): void {
    this.#dropIdle()
    if (this.#kept.size > 0 || this.#sweep === null) return
    clearInterval(this.#sweep)
    this.#sweep = null
  }

  /** The saver has left, or is erased. */
  drop(saverId: string): void {
    this.#drops++
    this.#kept.delete(saverId)
  }

  #dropIdle(): void {
    const from = this.#now().getTime() - idleMilliseconds
    for (const [saverId, { usedAt }] of this.#kept) {
      if (usedAt >= from) return
      this.#kept.delete(saverId)
    }
  }

  #dropOldest(): void {
    const [oldest] = this.#kept.keys()
    if (oldest !== undefined) this.#kept.delete(oldest)
  }
}
