/** Letters: the address that the population register has when one is printed, and the queue of the printer. */
import type { PersonalNumber } from '#providers/personal-number.ts'

/** As the population register has it. It is asked for when a letter is made, and never stored by the portal. */
export interface PostalAddress {
  /** Street and number; `c/o` before it where there is one. */
  readonly lines: readonly string[]
  /** `123 45` */
  readonly postalCode: string
  readonly town: string
}

export interface Addressee extends PostalAddress {
  readonly name: string
}

export interface AddressSource {
  /**
   * @returns 'protected' when the register keeps it secret (then there is only mail forwarding, and no letter of ours);
   *   null when it has none
   * @throws when the register does not answer: ask again later
   */
  addressOf(number: PersonalNumber): Promise<PostalAddress | 'protected' | null>
}

export interface Letter {
  /** Its own, a UUID: a letter queued again under the same one takes the place of the first. */
  readonly id: string
  readonly kind: 'pin' | 'overview'
  readonly to: Addressee
  readonly pdf: Uint8Array
  /** The same as plain text, where it is made in large print or Braille too. */
  readonly text?: string
}

export interface PrintQueue {
  /** Hands the letter over to the printer: from then on it is the printer's to print, post and delete. */
  queueLetter(letter: Letter): Promise<void>
}

/** All that sending a letter takes. */
export interface Post extends AddressSource, PrintQueue {}
