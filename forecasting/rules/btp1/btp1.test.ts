import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import { premiumBtp1 } from './index.ts'

// 2025, 80,600: 6.5 % of 240,000 = 15,600; of 604,500 39,292.5 and 32 % of 395,500 = 126,560; to 2,418,000.
test.each([
  [2025, 2000, 240_000, 15_600],
  [2025, 2001, 240_000, 0],
  [2025, 1960, 240_000, 15_600],
  [2025, 1959, 240_000, 0],
  [2025, 1980, 1_000_000, 165_852.5],
  [2025, 1980, 5_000_000, 39_292.5 + 0.32 * 1_813_500],
])('premium in %i, born %i, of %i is %f', (year, birthYear, pay, expected) => {
  const law = new LawReader()
  expect(premiumBtp1({ pay: kronorPerYear(pay), year, birthYear }, law).toNumber()).toBe(expected)
  expect(law.takeRead().every(({ term, status }) => term !== 'premier i BTP 1' || status === 'assumed')).toBe(true)
})
