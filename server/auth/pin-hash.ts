/**
 * PINs, and the form in which they are stored.
 *
 *   PIN ──HMAC(pepper, saver · PIN)──▶ 32 bytes ──Argon2id──▶ stored
 *
 * Six digits alone would be found by trying them all; the pepper, which the database does not hold, is what keeps them.
 * A hash counts for its saver alone: copied to another's row it fits no PIN.
 */
import { createHmac, randomBytes, randomInt } from 'node:crypto'
import * as nodeArgon2 from '@node-rs/argon2'
import type { HashedPin } from '#server/db/pins.ts'

export interface Pepper {
  readonly id: string
  /** 32 bytes. */
  readonly key: Buffer
}

/** OWASP's smallest for Argon2id: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Argon2id, so far as it is used here. */
export type Argon2 = Pick<typeof nodeArgon2, 'hash' | 'verify'>

/** Six digits by chance, each as likely as any other. */
export const newPin = (): string => String(randomInt(1_000_000)).padStart(6, '0')

export class PinHasher {
  readonly #current: Pepper
  readonly #byId: ReadonlyMap<string, Buffer>
  readonly #argon2: Argon2
  readonly #cost: CostOptions
  /** Fits no PIN, and takes as long to find so. */
  readonly #none: string

  /**
   * @param peppers the first is used for new PINs @param argon2 another in tests that count its calls
   * @param memoryCost KiB, less in tests that make ten thousand calls
   */
  constructor(
    peppers: readonly [Pepper, ...Pepper[]],
    argon2: Argon2 = nodeArgon2,
    memoryCost: number = cost.memoryCost,
  ) {
    this.#current = peppers[0]
    this.#byId = new Map(peppers.map(({ id, key }) => [id, key]))
    this.#argon2 = argon2
    this.#cost = { ...cost, memoryCost }
    const part = (length: number) => randomBytes(length).toString('base64').replaceAll('=', '')
    this.#none = `$argon2id$v=19$m=${memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${part(16)}$${part(32)}`
  }

  async hash(saverId: string, pin: string): Promise<HashedPin> {
    const { id, key } = this.#current
    return { hash: await this.#argon2.hash(peppered(key, saverId, pin), this.#cost), pepperId: id }
  }

  /** Whether the PIN fits. One call of Argon2id, also where there is nothing that it could fit. */
  async fits(saverId: string | null, pin: string, stored: HashedPin | null): Promise<boolean> {
    const pepper = stored === null ? undefined : this.#byId.get(stored.pepperId)
    const bytes = peppered(pepper ?? this.#current.key, saverId ?? '', pin)
    const fits = await this.#argon2.verify(pepper === undefined || stored === null ? this.#none : stored.hash, bytes)
    return fits && pepper !== undefined
  }

  isCurrent(stored: HashedPin): boolean {
    return stored.pepperId === this.#current.id
  }
}

interface CostOptions {
  readonly memoryCost: number
  readonly timeCost: number
  readonly parallelism: number
}

/** As text: the library takes no other bytes than those of one. */
const peppered = (key: Buffer, saverId: string, pin: string): string =>
  createHmac('sha256', key).update(`${saverId}\0${pin}`).digest('base64')
