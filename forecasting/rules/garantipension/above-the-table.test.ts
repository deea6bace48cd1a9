import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import { calculateGarantipension } from './index.ts'

// 2023, prisbasbelopp 52,500: 200,000 is 3.81 of it, 4.11 with the addition: above 3.16 nothing is left to add 0.051 to.
test('born before 1938 none above the last break, from 2020 too', () => {
  const base = kronorPerYear(200_000)
  const of = { birthYear: 1937, year: 2023, married: false, residenceYears: 40, base }
  expect(calculateGarantipension(of, new LawReader()).toNumber()).toBe(0)
})
