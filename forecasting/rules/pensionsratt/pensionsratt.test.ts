import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import type { Dec } from '../../model/quantity.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import {
  calculatePgi,
  pensionsrattInkomstpension,
  pensionsrattPremiepension,
  pensionsrattUtanPremiepension,
  reformedShare,
} from './index.ts'

const pgi = (salary: number, year: number): number =>
  calculatePgi({ salary: kronorPerYear(salary), year }, new LawReader()).toNumber()

// EX-PGI1 (Pensionsmyndigheten): 2019, inkomstbasbelopp 64,400: highest PGI 483,000 at 519,708; lowest income 19,670.
test.each([
  [519_708, 483_000],
  [1_080_000, 483_000],
  [19_700, 18_300], // fee 7 % of 19,700 = 1,379 → 1,400
  [19_600, 0],
])('EX-PGI1: an income of %i in 2019 gives PGI %i', (salary, expected) => {
  expect(pgi(salary, 2019)).toBe(expected)
})

// Year-by-year accounts of the agency's model, Typfallsmodellen 4.8: income 324,000 in 2025 → 301,300 (fee 22,700);
// 335,548.84 in 2026 → 312,000.
test.each([
  [324_000, 2025, 301_300, 48_208, 7532],
  [335_548.84, 2026, 312_000, 49_920, 7800],
])('income %f in %i: PGI %i, rights %i and %i', (salary, year, expected, income, premium) => {
  const law = new LawReader()
  const of = { pgi: calculatePgi({ salary: kronorPerYear(salary), year }, law), year }
  expect(of.pgi.toNumber()).toBe(expected)
  expect(pensionsrattInkomstpension(of, law).toNumber()).toBe(income)
  expect(pensionsrattPremiepension(of, law).toNumber()).toBe(premium)
})

// The ceiling of 2025: 7.5 × 80,600 = 604,500.
test('more income never gives a lower PGI, and above the ceiling nothing more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000 }), fc.integer({ min: 0, max: 50_000 }), (salary, more) => {
      expect(pgi(salary + more, 2025)).toBeGreaterThanOrEqual(pgi(salary, 2025))
      expect(pgi(650_500 + salary, 2025)).toBe(604_500)
    }),
  )
})

// 1965, 1 and 7.5 of 5,000: no fee, fifties downwards. 1995, 36,000: fee 1 % of 188,500 = 1,885 → 1,900 of income, less it
// 186,600; above 270,000: 270,000 − 2,700. 1998, 37,100: 6.95 %: 14,105.8 → 14,100. 1999, 8.06 · 37,200 = 299,832: fee
// 20,838 → 20,800, 279,032 → 279,000; floor 0.24 · 36,400. 2001, 0.27 · 36,900 = 9,963: 10,000 less 700.
test.each([
  [4900, 1965, 0],
  [5000, 1965, 5000],
  [44_184, 1965, 37_500],
  [39_784, 1966, 39_700],
  [188_500, 1995, 186_600],
  [400_000, 1995, 267_300],
  [36_000, 1995, 36_000],
  [202_962, 1998, 188_800],
  [400_000, 1999, 279_000],
  [8700, 1999, 0],
  [8800, 1999, 8200],
  [9900, 2001, 0],
  [10_000, 2001, 9300],
  [11_100, 2002, 0],
  [11_200, 2002, 10_400],
])('an income of %i in %i gives PGI %i', (salary, year, expected) => {
  expect(pgi(salary, year)).toBe(expected)
})

// 186,900: 18.5 % of 1994 → 34,576; 1995 16.5 % and 2 %. Born 1945: 11 / 20 until the year of 65.
test.each([
  [186_900, 1994, 1959, 34_576, 0, 34_576],
  [188_500, 1995, 1959, 31_102, 3770, 34_872],
  [195_100, 1999, 1959, 31_216, 4877, 36_093],
  [200_000, 2009, 1945, 17_600, 2750, 20_350],
  [200_000, 2010, 1945, 32_000, 5000, 37_000],
  [200_000, 2010, 1937, 0, 0, 0],
])('rights of %i in %i, born %i', (income, year, birthYear, inkomst, premie, undivided) => {
  const law = new LawReader()
  const share: Dec = reformedShare({ birthYear, year }, law)
  const of = { pgi: kronorPerYear(income), year }
  expect(pensionsrattInkomstpension(of, law, share).toNumber()).toBe(inkomst)
  expect(pensionsrattPremiepension(of, law, share).toNumber()).toBe(premie)
  expect(pensionsrattUtanPremiepension(of, law, share).toNumber()).toBe(undivided)
})
