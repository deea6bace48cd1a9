import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import { calculateInkomstpensionstillagg } from './index.ts'

const supplement = (base: number, own: { birthYear?: number; year?: number; yearsWithIncome?: number } = {}): number =>
  calculateInkomstpensionstillagg(
    { base: kronorPerYear(base), birthYear: 1950, year: 2021, yearsWithIncome: 40, ...own },
    new LawReader(),
  ).toNumber()

// The law's table at the level of 2021, a third of it: paid from September. 119,999: steps 5 of 600 + 300 = 3,300.
test.each([
  [107_999, 0],
  [108_000, 300],
  [109_999, 300],
  [110_000, 900],
  [119_999, 3300],
  [131_999, 6900],
  [132_000, 7200],
  [168_000, 7200],
  [168_001, 6900],
  [171_000, 6900],
  [171_001, 6300],
  [203_999, 300],
  [204_000, 0],
])('base %i: %i a year, of which 2021 paid four months', (base, yearly) => {
  expect(supplement(base)).toBe(yearly / 3)
})

// 2027 at zero growth: 181,380 / (228.08 / 186.52 / 1.016^6) = 163,151 → 7,200.
test('the base is brought to the level of 2021', () => {
  expect(supplement(181_380, { birthYear: 1960, year: 2027 })).toBe(7200)
  expect(supplement(119_000, { birthYear: 1960, year: 2027 })).toBe(0)
})

test('fewer years than a whole time give their share; none before riktålder or before 2021', () => {
  expect(supplement(150_000, { yearsWithIncome: 30 })).toBe(1800)
  expect(supplement(150_000, { birthYear: 1940, yearsWithIncome: 35 })).toBe(2400)
  expect(supplement(150_000, { birthYear: 1930, yearsWithIncome: 15 })).toBe(1200)
  expect(supplement(150_000, { birthYear: 1957 })).toBe(0)
  expect(supplement(150_000, { year: 2020 })).toBe(0)
})
