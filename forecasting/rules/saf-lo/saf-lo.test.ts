import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { benefitStp, premiumSafLo } from './index.ts'

const law = () => new LawReader()

// 300,000: 2 % 6,000; 3.5 % 10,500; 4.5 % 13,500. First ages 28, 25, then 24, 23 and 22.
test.each([
  [1995, 1960, 0],
  [1996, 1968, 6000],
  [1996, 1969, 0],
  [2000, 1975, 10_500],
  [2020, 1996, 0],
  [2021, 1997, 13_500],
  [2022, 1999, 13_500],
  [2023, 2001, 13_500],
  [2023, 2002, 0],
  [2023, 1959, 13_500],
  [2024, 1959, 0],
])('premium of 300,000 in %i, born %i', (year, birthYear, expected) => {
  expect(premiumSafLo({ pay: kronorPerYear(300_000), year, birthYear }, law()).toNumber()).toBe(expected)
})

const stp = (birthYear: number, retirementAge: number, points: number | string): number =>
  benefitStp(
    {
      birthYear,
      retirementAge,
      workStartAge: 23,
      payAt: () => new Dec(0),
      pointsAt: (years) => new Dec(years >= 23 && years < retirementAge ? points : 0),
    },
    law(),
  )
    .div(12)
    .toNumber()

// Born 1959 at 66: nine years, 3.99 a year: 4.99 · 58,500 · 0.1 · 9 / 37 · 1.072 · 1.025 / 12 = 650.2 + 0.49 → 650, ·
// 18.43 / 17.86. Born 1930 at 65, 1995: 32 years from 1960 (30 to 64, less 1995): (4 + 1) · 36,000 · 0.1 → 1,500.
test('STP: a tenth of mean pay in points by the years before 1996', () => {
  expect(stp(1959, 66, '3.99')).toBeCloseTo((650 * 18.43) / 17.86, 8)
  expect(stp(1930, 65, 4)).toBe(1500)
})

// At 62 in 1992, born 1930: ages 30 to 61: 5 · 33,700 · 0.1 / 12 = 1,404.2, whole kronor 1,404.
test('STP drawn before 65 is of that year, and none is earned by fewer than three years or without points', () => {
  expect(stp(1930, 62, 4)).toBe(1404)
  expect(stp(1966, 65, 4)).toBe(0)
  expect(stp(1965, 65, 4)).toBeGreaterThan(0)
  expect(stp(1968, 65, 4)).toBe(0)
  expect(stp(1950, 65, 0)).toBe(0)
})

// Born 1935 at 65 in 2000: 5 · 37,300 · 0.1 · 1.025 / 12 = 1,593.02; born 1934, 37,200 in 1999, without the 2.5 %: 1,550.
test('STP from 2000 is 2.5 % higher', () => {
  expect(stp(1935, 65, 4)).toBe(1593)
  expect(stp(1934, 65, 4)).toBe(1550)
})

// Born 1930: 35 years from 1960, and 35 points in 1960 alone are one a year: 2 · 36,000 · 0.1 / 12 = 600.
test('years before 1960 are no years of STP', () => {
  const person = { birthYear: 1930, retirementAge: 65, workStartAge: 20, payAt: () => new Dec(0) }
  const benefit = benefitStp({ ...person, pointsAt: (years) => new Dec(years === 30 ? 35 : 0) }, law())
  expect(benefit.div(12).toNumber()).toBe(600)
})
