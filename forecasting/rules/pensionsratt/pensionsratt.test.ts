import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import { calculatePgi, pensionsrattInkomstpension, pensionsrattPremiepension } from './index.ts'

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
