import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import { premiumAkapKr } from './index.ts'

// 2025, 80,600: 7.5 are 604,500 and 30 are 2,418,000. 1,000,000 to 68: 6 % · 604,500 + 31.5 % · 395,500 = 160,852.5 →
// 160,853; from 69 60,000. Under 21 only those born from 1986. 2014 to 2022: 4.5 / 30 % for those, else 4.5 %.
test.each([
  [2025, 1957, 1_000_000, 160_853],
  [2025, 1956, 1_000_000, 60_000],
  [2023, 1954, 1_000_000, 60_000],
  [2025, 2006, 100_000, 6000],
  [2025, 1980, 3_000_000, 607_523],
  [2020, 1985, 1_000_000, 45_000],
  [2020, 1986, 1_000_000, 45_000 + 127_245],
  [2020, 2001, 100_000, 4500],
  [2006, 1945, 100_000, 4500],
  [2006, 1986, 100_000, 0],
  [2005, 1984, 100_000, 4000],
  [2020, 1953, 100_000, 0],
])('premium in %i, born %i, of %i is %i', (year, birthYear, pay, expected) => {
  expect(premiumAkapKr({ pay: kronorPerYear(pay), year, birthYear }, new LawReader()).toNumber()).toBe(expected)
})
