/** Chance without chance: every draw follows from a seed and a label, so the same person is the same every time. */
import { createHash } from 'node:crypto'

export class Chance {
  readonly #seed: string

  constructor(seed: string) {
    this.#seed = seed
  }

  /** A further source of its own, so that draws for one thing never shift those for another. */
  of(label: string): Chance {
    return new Chance(`${this.#seed}/${label}`)
  }

  /** @returns at least 0, below 1. */
  part(label: string): number {
    return createHash('sha256').update(`${this.#seed}/${label}`).digest().readUInt32BE(0) / 0x1_0000_0000
  }

  /** @returns true in `share` of all cases. */
  happens(label: string, share: number): boolean {
    return this.part(label) < share
  }

  /** @returns a whole number, both ends included. */
  between(label: string, from: number, to: number): number {
    return from + Math.floor(this.part(label) * (to - from + 1))
  }

  pick<const T>(label: string, list: readonly [T, ...T[]]): T {
    return list[this.between(label, 0, list.length - 1)] ?? list[0]
  }

  /** @param length of the text of decimal digits; the first is never zero. */
  digits(label: string, length: number): string {
    const hash = createHash('sha256').update(`${this.#seed}/${label}`).digest('hex')
    const digits = (BigInt(`0x${hash}`) % 10n ** BigInt(length)).toString().padStart(length, '0')
    return digits.startsWith('0') ? `1${digits.slice(1)}` : digits
  }
}
