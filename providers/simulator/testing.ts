/** For tests: numbers of the test series. */
import { checkDigit, PersonalNumber } from '../personal-number.ts'
import type { TestPersonKey } from './persons.ts'
import { testPerson } from './persons.ts'

function parsed(text: string): PersonalNumber {
  const number = PersonalNumber.parse(text)
  if (number === null) throw new RangeError('Not a personal number')
  return number
}

export const numberOf = (key: TestPersonKey): PersonalNumber => parsed(testPerson(key).number)

/** @param born eight digits */
export const madeNumber = (born: string, birthNumber: '238' | '239' = '238'): PersonalNumber =>
  parsed(`${born}${birthNumber}${checkDigit(`${born.slice(2)}${birthNumber}`)}`)

/** People of all ages who are nobody's test person. */
export const manyNumbers: readonly PersonalNumber[] = Array.from({ length: 80 }, (_, index) => {
  const year = 1938 + (index % 80)
  const month = String((index % 12) + 1).padStart(2, '0')
  const day = String((index % 28) + 1).padStart(2, '0')
  return madeNumber(`${year}${month}${day}`, index % 2 === 0 ? '238' : '239')
})
