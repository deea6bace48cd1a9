import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { calculateTillaggspension } from './index.ts'

const earned = (from: number, to: number, points: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ year: from + i, points: new Dec(points) }))
const monthly = (birthYear: number, years: ReturnType<typeof earned>): number => {
  const person = { birthYear, retirementAge: 65, married: false, earned: years, inkomstpension: kronorPerYear(0) }
  return calculateTillaggspension(person, new LawReader()).div(12).toNumber()
}

// Born 1945, share 9 / 20. 20 years of 30, 2010: 3.96 · 42,400 · 20 / 30 · 0.45 = 50,371.2 → 4,198 a month.
test('a year without points is no year of the time', () => {
  expect(monthly(1945, [...earned(1980, 1989, 0), ...earned(1990, 2009, 5)])).toBe(4198)
})

// Born 1937, 20 years of 5 points: the 15 best are 5: 3.96 · 37,900 = 150,084 → 12,507 a month, not 20 / 30 of it.
test('born before 1938 the time is whole', () => {
  expect(monthly(1937, earned(1982, 2001, 5))).toBe(12_507)
})
