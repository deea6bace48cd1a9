/**
 * A Swedish personal or coordination number that does not leak: printing, logging or serialising it shows nothing.
 */
import type { IsoDate } from '#forecasting/model/year-month.ts'
import { parseIsoDate } from '#forecasting/model/year-month.ts'

const redacted = '[personal number]'

/** Check digit by the Luhn rule over the nine digits YYMMDDNNN. */
export function checkDigit(nineDigits: string): number {
  const sum = Array.from(nineDigits).reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (product > 9 ? product - 9 : product)
  }, 0)
  return (10 - (sum % 10)) % 10
}

export class PersonalNumber {
  readonly #digits: string
  readonly birthDate: IsoDate
  /** Whether it is a coordination number (samordningsnummer; day + 60). */
  readonly isCoordinationNumber: boolean

  private constructor(digits: string, birthDate: IsoDate, isCoordinationNumber: boolean) {
    this.#digits = digits
    this.birthDate = birthDate
    this.isCoordinationNumber = isCoordinationNumber
  }

  /** @param text twelve digits, with or without a hyphen before the last four. @returns null when it is not a number that can exist. */
  static parse(text: string): PersonalNumber | null {
    const match = /^(\d{8})-?(\d{4})$/.exec(text.trim())
    if (!match) return null
    const digits = `${match[1] ?? ''}${match[2] ?? ''}`
    const day = Number(digits.slice(6, 8))
    const isCoordinationNumber = day > 60
    const dayOfBirth = String(isCoordinationNumber ? day - 60 : day).padStart(2, '0')
    const birthDate = parseIsoDate(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${dayOfBirth}`)
    if (birthDate === null) return null
    if (checkDigit(digits.slice(2, 11)) !== Number(digits[11])) return null
    return new PersonalNumber(digits, birthDate, isCoordinationNumber)
  }

  /** The twelve digits: for the wire, the keyed hash and encryption only. */
  reveal(): string {
    return this.#digits
  }

  equals(other: PersonalNumber): boolean {
    return this.#digits === other.#digits
  }

  toString(): string {
    return redacted
  }

  toJSON(): string {
    return redacted
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return redacted
  }
}
