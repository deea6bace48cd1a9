import { expect, test } from 'vitest'
import { typfallsmodellen } from '../../departures.ts'
import { LawReader } from '../../law.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { benefitPa03, premiumPa16Avdelning1, premiumPa16Avdelning2 } from './index.ts'

const law = () => new LawReader()

// 240,000. The agreement is from 2016 at 4.5 %; 6 % from 2023; 2026 nine months of 6.1 and three of 6.2; then 6.2.
test.each([
  [2015, 1990, 0],
  [2016, 1990, 10_800],
  [2025, 1990, 14_400],
  [2026, 1990, 14_700],
  [2027, 1990, 14_880],
  [2027, 1958, 0],
])('avdelning 1: premium of 240,000 in %i, born %i', (year, birthYear, expected) => {
  expect(premiumPa16Avdelning1({ pay: kronorPerYear(240_000), year, birthYear }, law()).toNumber()).toBe(expected)
})

// The model pays 6 % in every year, to 64 until 2003 and then to 66; above 37,500 in 1965 31.5 %: 66,037.5.
test.each([
  [1965, 1930, 66_036],
  [2003, 1938, 0],
  [2004, 1938, 14_400],
  [2005, 1938, 0],
])('avdelning 1 in the model: %i, born %i', (year, birthYear, expected) => {
  const of = { pay: kronorPerYear(240_000), year, birthYear }
  expect(premiumPa16Avdelning1(of, law(), typfallsmodellen).toNumber()).toBe(expected)
})

// 100,000: Kåpan 1.3, 1.5, 1.9 and 2 %, from 28 to 2007 and then 23; individual 2.3, 2.5, 3 or 4 and more, from 2003.
test.each([
  [1990, 1950, 0],
  [1991, 1950, 1300],
  [1994, 1950, 1500],
  [1995, 1950, 1900],
  [2003, 1950, 4300],
  [2003, 1980, 2300],
  [2008, 1985, 4500],
  [2024, 1965, 5000],
  [2024, 1966, 6000],
  [2026, 1965, 5125],
  [2026, 1966, 6125],
  [2027, 1966, 6200],
  [2023, 1958, 0],
  [2024, 1957, 5000],
  [2024, 1955, 0],
])('avdelning 2: premium of 100,000 in %i, born %i', (year, birthYear, expected) => {
  expect(premiumPa16Avdelning2({ pay: kronorPerYear(100_000), year, birthYear }, law()).toNumber()).toBe(expected)
})

const service = (birthYear: number, pay: number, retirementAge: number, from = 25) => ({
  birthYear,
  retirementAge,
  workStartAge: from,
  payAt: (years: number) => new Dec(years >= from && years < retirementAge ? pay : 0),
  pointsAt: () => new Dec(0),
})

// Born 1962 at 65: final pay 539,325 of 500,000 a year; 4.3 % = 23,190.98 / 12 = 1,932.6 → 1,933. 2,000,000: 2,157,301:
// 4.3 % · 625,500 + 62 % · 1,042,500 + 30.5 % · 489,301 = 822,483.3 → 68,540. From 45 20 of 30.
test.each([
  [500_000, 25, 1933],
  [2_000_000, 25, 68_540],
  [500_000, 45, 1288],
])('benefit on %i from %i', (pay, from, monthly) => {
  expect(
    benefitPa03(service(1962, pay, 65, from), law())
      .div(12)
      .toNumber(),
  ).toBe(monthly)
})

// Born before 1938 it is re-counted by the delningstal of those born 1938: 15.31 at 65, 14.83 at 66. 10 % of a constant
// pay of 200,000 in 1992 to 1996, in the prices of 1996: 200,000 · 1.034… by prisbasbelopp.
test('born before 1938 as those born 1938', () => {
  const at66 = benefitPa03(service(1932, 200_000, 66), law())
    .div(12)
    .toNumber()
  const at65 = benefitPa03(service(1932, 200_000, 65), law())
    .div(12)
    .toNumber()
  expect(Math.abs(at66 - (at65 * 15.31) / 14.83)).toBeLessThan(1.1)
})

// Born 1950 at 65: 600,000 · (1 + 44,400 / 44,500 + 44,400 / 44,000 + 44,400 / 42,800 + 44,400 / 42,400) / 5 = 610,968.
// 56,900 of 2014: 7.9 % · 426,750 + 63.8 % · 184,218 = 151,244.3 a year → 12,604.
test('the base amount is that of the year before the start', () => {
  expect(
    benefitPa03(service(1950, 600_000, 65), law())
      .div(12)
      .toNumber(),
  ).toBe(12_604)
})

// Drawn at 62, from 45: 45 to 61 are 17 of 30 years. The whole benefit is 1,786 a month: · 17 / 30 = 1,012.
test('pay from the start on is no time of service', () => {
  const stays = (from: number) => ({
    ...service(1962, 0, 62),
    payAt: (at: number) => new Dec(at >= from ? 500_000 : 0),
  })
  const monthly = (from: number) => benefitPa03(stays(from), law()).div(12).toNumber()
  expect([monthly(25), monthly(45)]).toEqual([1786, 1012])
})
