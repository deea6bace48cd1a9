import fc from 'fast-check'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { PersonalNumber } from './personal-number.ts'
import { testNumbers } from './testing/arbitraries.ts'

test('a number of the test series, with and without hyphen', () => {
  for (const text of ['19900601-2380', '199006012380', ' 19900601-2380 ']) {
    expect(PersonalNumber.parse(text)?.reveal()).toBe('199006012380')
  }
  expect(PersonalNumber.parse('19900601-2380')?.birthDate).toBe('1990-06-01')
})

test('a coordination number has its day plus 60', () => {
  const number = PersonalNumber.parse('19900661-2387')
  expect(number?.isCoordinationNumber).toBe(true)
  expect(number?.birthDate).toBe('1990-06-01')
})

test.each(['', '9006012380', '19900601-2381', '19900230-2384', '19901301-2386', '19900600-2381', '19900601 2380', 'x'])(
  '%j is not a number',
  (text) => {
    expect(PersonalNumber.parse(text)).toBeNull()
  },
)

test('no way of printing shows it', () => {
  fc.assert(
    fc.property(testNumbers, (number) => {
      const digits = number.reveal()
      const printed = [
        String(number),
        JSON.stringify({ number }),
        inspect({ number }, { depth: 9, showHidden: true }),
        JSON.stringify(Object.entries(number)),
      ]
      for (const text of printed) expect(text).not.toContain(digits)
    }),
  )
})

test('one wrong digit is always found', () => {
  fc.assert(
    fc.property(testNumbers, fc.integer({ min: 2, max: 11 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
      const digits = number.reveal()
      const changed = `${digits.slice(0, at)}${(Number(digits[at]) + by) % 10}${digits.slice(at + 1)}`
      expect(PersonalNumber.parse(changed)).toBeNull()
    }),
  )
})
