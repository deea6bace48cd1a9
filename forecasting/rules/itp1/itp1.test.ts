import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import { premiumItp1 } from './index.ts'

// 4.5 % of 240,000 = 10,800. Ages 25 to 64, from 2023 to 65; the agreement is from 2007.
test.each([
  [2006, 1970, 0],
  [2007, 1970, 10_800],
  [2022, 1957, 0],
  [2022, 1958, 10_800],
  [2023, 1957, 0],
  [2023, 1958, 10_800],
  [2024, 2000, 0],
  [2025, 2000, 10_800],
])('premium of 240,000 in %i, born %i', (year, birthYear, expected) => {
  const of = { pay: kronorPerYear(240_000), year, birthYear }
  expect(premiumItp1(of, new LawReader()).toNumber()).toBe(expected)
})
