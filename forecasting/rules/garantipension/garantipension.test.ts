import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import { calculateGarantipension } from './index.ts'

const guarantee = (base: number, own: Partial<Parameters<typeof calculateGarantipension>[0]> = {}): number =>
  calculateGarantipension(
    { birthYear: 1959, year: 2026, married: false, residenceYears: 40, base: kronorPerYear(base), ...own },
    new LawReader(),
  )
    .div(12)
    .toNumber()

// 2026: 2.43 · 59,200 / 12 = 11,988; the end at 3.6975 prisbasbelopp = 218,892 (press: 11,988 and 18,200 a month).
// Base 184,932: 1.17 · 59,200 − 0.48 · (184,932 − 74,592) = 16,300.8 → 1,358. Married: 2.2 · 59,200 / 12 = 10,853;
// base 184,932: 1.06 · 59,200 − 0.48 · (184,932 − 67,488) = 6,378.9 → 532.
test.each([
  [0, false, 11_988],
  [74_592, false, 5772],
  [184_932, false, 1358],
  [218_892, false, 0],
  [0, true, 10_853],
  [184_932, true, 532],
])('base %i, married %s: %i a month in 2026', (base, married, monthly) => {
  expect(guarantee(base, { married })).toBe(monthly)
})

// 2022, seven months of 2.181 and five of 2.43: 2.28475 · 48,300 = 110,353.4 → 9,196. 2019: 2.13 · 46,500 → 8,254;
// 2021: 2.181 · 47,600 → 8,651.
test.each([
  [2019, 8254],
  [2021, 8651],
  [2022, 9196],
  [2023, 10_631],
])('the level of %i is %i a month', (year, monthly) => {
  expect(guarantee(0, { birthYear: 1950, year })).toBe(monthly)
})

test('none before riktålder; fortieths by residence, none below three years', () => {
  expect(guarantee(0, { birthYear: 1960 })).toBe(0)
  expect(guarantee(0, { residenceYears: 20 })).toBe(5994)
  expect(guarantee(0, { residenceYears: 45 })).toBe(11_988)
  expect(guarantee(0, { residenceYears: 2 })).toBe(0)
})

// Fewer than 40 years: fortieths of what is left after the own pension. 2026: 2.43 · 59,200 − 74,592 = 69,264, of which 30
// fortieths are 51,948 → 4,329 a month; 16,300.8 (above), 39 fortieths are 15,893.3 → 1,324; 3 of 143,856 are 10,789.2 →
// 899. Married: 2.2 · 59,200 − 60,000 = 70,240, 25 fortieths are 43,900 → 3,658.
test.each([
  [74_592, false, 30, 4329],
  [184_932, false, 39, 1324],
  [0, false, 3, 899],
  [60_000, true, 25, 3658],
])('base %i, married %s, %i years in Sweden: %i a month in 2026', (base, married, residenceYears, monthly) => {
  expect(guarantee(base, { married, residenceYears })).toBe(monthly)
})

// Born 1936 at 66 in 2002, prisbasbelopp 37,900. Pension 36,384 (0.96): 1.5174 · 0.96 − 0.1193 = 1.337404; less 0.96
// = 0.377404 → 14,303.6 a year → 1,192. At 53,060 (1.4): 1.343 · 1.4 + 0.1168 − 1.4 = 0.597 → 22,626.3 → 1,886.
// At 94,750 (2.5): 2.17 + 0.6 · 0.99 − 2.5 = 0.264 → 10,005.6 → 834. From 3.16 none. Married at 53,060: 1.935 + 0.6 ·
// 0.06 − 1.4 = 0.571 → 21,640.9 → 1,803.
test.each([
  [36_384, false, 1192],
  [53_060, false, 1886],
  [94_750, false, 834],
  [119_764, false, 0],
  [150_000, false, 0],
  [53_060, true, 1803],
])('born 1936 with a pension of %i, married %s: %i a month', (base, married, monthly) => {
  expect(guarantee(base, { birthYear: 1936, year: 2002, married })).toBe(monthly)
})

// 2023, born 1937, prisbasbelopp 52,500, pension 105,000 (2.0): counted 2.3: 2.17 + 0.6 · 0.79 = 2.644; + 0.051 − 2.3
// = 0.395 → 20,737.5 → 1,728.
test('born before 1938 from 2020: additions to pension and amount', () => {
  expect(guarantee(105_000, { birthYear: 1937, year: 2023 })).toBe(1728)
})

// Born 1938, 2004: 2.13 · 39,300 / 12 = 6,975.75; born 1937 with no pension: 1.04 of nothing.
test('the rules change with birth year 1938', () => {
  expect(guarantee(0, { birthYear: 1938, year: 2004 })).toBe(6976)
  expect(guarantee(0, { birthYear: 1937, year: 2004 })).toBe(0)
})
