import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { age } from '../../model/age.ts'
import { atpPoints, calculateTillaggspension, earlyOrLateFactor, withdrawalFactor } from './index.ts'

const law = () => new LawReader()
const earned = (from: number, to: number, points: number | string) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ year: from + i, points: new Dec(points) }))
const person = {
  birthYear: 1937,
  retirementAge: 65,
  married: false,
  earned: earned(1960, 2001, 5),
  inkomstpension: kronorPerYear(0),
}

// 91,900 / 20,300 − 1 = 3.527 in 1984; 3.525 of two decimals would go to 3.52, the even one.
test('points have two decimals, halves to even, and end with the year of 64', () => {
  const of = (pgi: number, year: number, birthYear = 1959) =>
    atpPoints({ pgi: kronorPerYear(pgi), year, birthYear }, law()).toNumber()
  expect(of(91_900, 1984)).toBe(3.53)
  expect(of(4200 * 2, 1960, 1930)).toBe(1)
  expect(of(4000 * 4.525, 1960, 1930)).toBe(3.31)
  expect(of(20_300, 1984)).toBe(0)
  expect(of(10_000, 1984)).toBe(0)
  expect(of(400_000, 2024)).toBe(0)
})

// 2002: (0.6 · 5 + 0.96) · 37,900 = 150,084 → 12,507 a month; married (0.6 · 5 + 0.785) · 37,900 = 143,451.5 → 11,954.
test.each([
  [false, 12_507],
  [true, 11_954],
])('born 1937 at 65, married %s: %i a month', (married, monthly) => {
  expect(
    calculateTillaggspension({ ...person, married }, law())
      .div(12)
      .toNumber(),
  ).toBe(monthly)
})

// At 63: 1 − 0.005 · 24 = 0.88, 2000: 3.96 · 36,600 · 0.88 = 127,543.7 → 10,629. At 68: 1 + 0.007 · 36 = 1.252, 2005:
// 3.96 · 39,400 · 1.252 = 195,342.0 → 16,279. At 71 as at 70: 1.42, 2008: 3.96 · 41,000 · 1.42 = 230,551.2 → 19,213.
test.each([
  [63, 0.88, 10_629],
  [68, 1.252, 16_279],
  [71, 1.42, 19_213],
])('drawn at %i the factor is %f', (retirementAge, factor, monthly) => {
  const drawn = { ...person, retirementAge }
  expect(withdrawalFactor(drawn, law()).toNumber()).toBe(factor)
  expect(calculateTillaggspension(drawn, law()).div(12).toNumber()).toBe(monthly)
})

// 1945: share 9 / 20. 20 years of 30, 2010: 3.96 · 42,400 · 20 / 30 · 0.45 = 50,371.2 → 4,198 a month. Two years: none.
test('born 1945: ninths of twenty, and thirtieths for each year with points', () => {
  const reformed = { ...person, birthYear: 1945, earned: earned(1990, 2009, 5) }
  expect(calculateTillaggspension(reformed, law()).div(12).toNumber()).toBe(4198)
  expect(calculateTillaggspension({ ...reformed, earned: earned(2008, 2009, 5) }, law()).toNumber()).toBe(0)
})

// Born 1938 at 65, 2003. Points 6 to 1994, ages 50 to 56: m' = 7 · 6 / 15 = 2.8, (1.68 + 0.96) · 38,600 = 101,904. By
// points of all years, one of 0.5 after: 15 best 6, (3.6 + 0.96) · 38,600 · 0.8 = 140,812.8 and more: no guarantee.
// With only 1988 to 1994 worked: m = 2.8 and seven years, 101,904 · 7 / 30 = 23,777.6 · 0.8 = 19,022.1 → 1,585 a month,
// against the guarantee 23,777.6 less inkomstpension 2,000 · 185 / 160 = 2,312.5: 21,465.1 → 1,789.
test('at least what the rules of 1994 gave, less inkomstpension raised to the whole fee', () => {
  const worked = { ...person, birthYear: 1938, earned: earned(1988, 1994, 6) }
  expect(
    calculateTillaggspension({ ...worked, inkomstpension: kronorPerYear(2000) }, law())
      .div(12)
      .toNumber(),
  ).toBe(1789)
  expect(
    calculateTillaggspension({ ...worked, inkomstpension: kronorPerYear(9000) }, law())
      .div(12)
      .toNumber(),
  ).toBe(1585)
})

test('three years with points are enough', () => {
  const reformed = { ...person, birthYear: 1945, earned: earned(2007, 2009, 5) }
  expect(calculateTillaggspension(reformed, law()).toNumber()).toBeGreaterThan(0)
})

// With 1995 worked too: m = 8 · 6 / 15 = 3.2, (1.92 + 0.96) · 38,600 · 8 / 30 · 0.8 = 23,715.8; the guarantee by 1994 is
// 23,777.6 → 1,981 a month: 1995 does not count in it.
test('the guarantee ends with the points of 1994', () => {
  const worked = { ...person, birthYear: 1938, earned: earned(1988, 1995, 6) }
  expect(calculateTillaggspension(worked, law()).div(12).toNumber()).toBe(1981)
})

// Born 1954 the guarantee by 1994 would be (0.6 · 0 + 0.96) · 20 / 30 of a base amount: it ended with those born 1953.
test('none for those born from 1954, not even the guarantee', () => {
  const late = { ...person, birthYear: 1954, earned: earned(1975, 1994, 1) }
  expect(calculateTillaggspension(late, law()).toNumber()).toBe(0)
  expect(calculateTillaggspension({ ...late, birthYear: 1953 }, law()).toNumber()).toBeGreaterThan(0)
})

test.each([
  [age(61), '0.76'], // 48 months · 0.5 %
  [age(64, 11), '0.995'],
  [age(65), '1'],
  [age(66, 1), '1.091'], // 13 · 0.7 %
  [age(70), '1.42'],
  [age(73, 4), '1.42'],
])('drawn at %i months of age it is changed by the month', (at, factor) => {
  expect(earlyOrLateFactor({ at, year: 2018 }, law()).toFixed()).toBe(factor)
})
