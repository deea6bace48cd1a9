import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import { delningstalInkomstpension } from '../../parameters/delningstal-inkomstpension.ts'
import { delningstalPremiepension } from '../../parameters/delningstal-premiepension.ts'
import { calculateDelningstal } from './index.ts'

const delningstal = (birthYear: number, years: number, months: number): string =>
  calculateDelningstal(delningstalInkomstpension, { birthYear, at: age(years, months) }, new LawReader()).toFixed()

// Born 1960: 16.48 at 66, 16.15 at 67, 15.56 at 68 (published).
test.each([
  [66, 0, '16.48'],
  [66, 6, '16.315'], // 16.48 − 0.33 · 6/12
  [67, 0, '16.15'],
  [67, 3, '16.0025'], // 16.15 − 0.59 · 3/12
  [67, 11, '15.60916666666666666666666666666666666667'], // 16.15 − 0.59 · 11/12
])('born 1960 at %i years and %i months: %s', (years, months, expected) => {
  expect(delningstal(1960, years, months)).toBe(expected)
})

test('above the last age of a table its last value holds', () => {
  expect(delningstal(1938, 82, 0)).toBe('6.6')
  expect(delningstal(1938, 82, 7)).toBe('6.6')
  expect(delningstal(1938, 90, 1)).toBe('6.6')
})

test('every month later gives a lower delningstal, for all who can still start', () => {
  for (const table of [delningstalInkomstpension, delningstalPremiepension]) {
    for (let born = 1960; born <= 2012; born += 1) {
      const law = new LawReader()
      let last = Infinity
      for (let at = 64 * 12; at <= 80 * 12; at += 1) {
        const here = calculateDelningstal(table, { birthYear: born, at: age(0, at) }, law).toNumber()
        expect(here).toBeLessThan(last)
        last = here
      }
    }
  }
})
