import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { Dec } from '../../model/quantity.ts'
import { calculateGrundavdrag, calculateJobbskatteavdrag, calculateTaxOnPension } from './index.ts'

const law = () => new LawReader()
const tax = (income: number, birthYear: number, year: number) => {
  const result = calculateTaxOnPension({ income: new Dec(income), birthYear, year }, law())
  return { grundavdrag: result.grundavdrag.toNumber(), taxable: result.taxable.toNumber(), tax: result.tax.toNumber() }
}

// Born 1960 in 2027, 290,928: c = 290,900; 1.081 · 59,200 − 29,090 = 34,905 → 35,000; T = 255,900: 82,860 + 665 +
// 1 % of 1.42 · 83,400 = 1,184 − 1,500 = 83,209.
test('290,928 in 2027 before the raised allowance', () => {
  expect(tax(290_928, 1960, 2027)).toEqual({ grundavdrag: 35_000, taxable: 255_900, tax: 83_209 })
})

// EX-TAX9 (the agency's model): 244,932 in 2026 with the raised allowance: allowance 122,400, municipal 39,665, burial
// 318, public service 1,184, reduction 618, net 204,383.
test('EX-TAX9: 244,932 in 2026 with the raised allowance', () => {
  expect(tax(244_932, 1955, 2026)).toEqual({ grundavdrag: 122_400, taxable: 122_500, tax: 244_932 - 204_383 })
})

// EX-TAX3 and EX-TAX5 (published break points): the income whose taxable part is skiktgränsen.
test.each([
  [613_900, 2023, 1990, 598_500],
  [683_200, 2023, 1950, 598_500],
  [537_200, 2021, 1990, 523_200],
  [596_800, 2021, 1950, 523_200],
])('EX-TAX3, EX-TAX5: an income of %i in %i, born %i, reaches skiktgränsen', (income, year, birthYear, limit) => {
  expect(tax(income, birthYear, year).taxable).toBe(limit)
})

// EX-TAX6 (published table of 2023) and EX-TAX1 (minPension, 2016).
test.each([
  [22_300, 2023, 22_300],
  [52_400, 2023, 22_300],
  [130_500, 2023, 38_000],
  [130_900, 2023, 38_000],
  [142_900, 2023, 40_500],
  [163_500, 2023, 40_500],
  [163_600, 2023, 40_400],
  [378_600, 2023, 18_900],
  [379_500, 2023, 18_900],
  [413_700, 2023, 15_400],
  [177_600, 2016, 30_200],
])('EX-TAX1, EX-TAX6: grundavdrag of %i in %i is %i', (income, year, expected) => {
  expect(calculateGrundavdrag({ income: new Dec(income), year, older: false }, law()).toNumber()).toBe(expected)
})

// 2012, 900,000, born 1946 (66): PBB 44,000, 20.45 of them: 0.293 + 0.307 = 0.6 · 44,000 = 26,400. T = 873,600:
// 31.6 % = 276,057; 0.22 % = 1,921; 20 % of 472,500 = 94,500; 5 % of 299,300 = 14,965.
test('state tax has two steps from 1995 to 2019', () => {
  expect(tax(900_000, 1946, 2012)).toEqual({
    grundavdrag: 26_400,
    taxable: 873_600,
    tax: 276_057 + 1921 + 94_500 + 14_965,
  })
  // 2020: 20 % of T above 509,300 alone, fee 1 % of 2.092 · 66,800 = 1,397. c / PBB = 19.03: 0.293 + 1.654 − 0.045 ·
  // 19.03 → 1.090771 · 47,300 = 51,593.4 → 51,600. T = 848,400: 32.28 % = 273,863; 0.23 % = 1,951; 67,820.
  expect(tax(900_000, 1950, 2020)).toEqual({
    grundavdrag: 51_600,
    taxable: 848_400,
    tax: 273_863 + 1951 + 67_820 + 1397,
  })
})

// 2024, born 1990: 1 of PBB 57,300: 0.225 + 0.2 = 0.425 · 57,300 = 24,352.5 → 24,400. T = 32,900: nothing reduced.
test('the reduction for earned income begins above 40,000 and is never more than half the municipal tax', () => {
  expect(tax(57_300, 1990, 2024)).toEqual({ grundavdrag: 24_400, taxable: 32_900, tax: 10_649 + 82 + 329 })
  expect(tax(20_000, 1990, 2024)).toEqual({ grundavdrag: 20_000, taxable: 0, tax: 0 })
})

test.each([
  // 1997: 3 of 36,300: 0.4975 · 36,300 = 18,059.25 → 18,100. 6 of them: 0.24 → 8,712 → 8,800.
  [108_900, 1997, false, 18_100],
  [217_800, 1997, false, 8800],
  // 2003: 2 of 38,600: 0.125 + 0.4 = 0.525 → 20,265 → 20,300.
  [77_200, 2003, false, 20_300],
  // 2026: 1.9 of 59,200: basic 0.225 + 0.38; older 0.6 + 0.057 · 1.9 = 0.7083: 1.3133 · 59,200 = 77,747 → 77,800.
  [112_400, 2026, true, 77_800],
  [112_480, 2026, true, 77_800],
  // 2009, 2 of 42,800: 0.625 + 0.223 → 36,294.4; 2008 had no addition: 0.64256 · 41,000 = 26,345.
  [85_600, 2009, true, 36_300],
  [85_600, 2008, true, 26_400],
])('grundavdrag of %i in %i, older %s, is %i', (income, year, older, expected) => {
  expect(calculateGrundavdrag({ income: new Dec(income), year, older }, law()).toNumber()).toBe(expected)
})

const credit = (income: number, year: number, older: boolean, grundavdrag = 0): number =>
  calculateJobbskatteavdrag(
    { income: new Dec(income), grundavdrag: new Dec(grundavdrag), kommunalskatt: new Dec('0.32'), year, older },
    law(),
  ).toNumber()

test.each([
  // 2026, PBB 59,200, 400,000 = 6.7568: 1.813 + 0.251 · (6.7568 − 3.24) = 2.6957 · 59,200 = 159,585.8; less 17,400,
  // times 32 % = 45,499.5.
  [400_000, 2026, false, 17_400, 45_499],
  // 2020, PBB 47,300, 1,000,000 = 21.1416: (2.323 − 0.03 · 7.6016) · 47,300 = 99,091.1; less 13,900 → 27,261.1.
  [1_000_000, 2020, false, 13_900, 27_261],
  // Below 0.91 PBB the special amount is the income: nothing is left above an allowance as high.
  [20_000, 2026, false, 20_000, 0],
  // The older: 22 % in 2026 to 1.7 PBB; 2022 20 % to 100,000 and 60,000 − 5 % above 600,000.
  [50_000, 2026, true, 0, 11_000],
  [50_000, 2023, true, 0, 11_000],
  // 0.2635 · 57,300 + 7 % of 300,000 = 36,098.6.
  [300_000, 2024, true, 0, 36_098],
  [200_000, 2022, true, 0, 25_000],
  [800_000, 2022, true, 0, 20_000],
  [300_000, 2006, false, 0, 0],
])('work income %i in %i, older %s: jobbskatteavdrag', (income, year, older, grundavdrag, expected) => {
  expect(credit(income, year, older, grundavdrag)).toBe(expected)
})

// 22 % of a hundred is 22 kr: no noise of a division by prisbasbelopp takes a krona of it.
test('the credit of the older is 22 kr for each hundred to 1.7 prisbasbelopp', () => {
  const hundreds = Array.from({ length: 1006 }, (_, i) => i + 1)
  expect(hundreds.filter((n) => credit(n * 100, 2026, true) !== n * 22)).toEqual([])
})
