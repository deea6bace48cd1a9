import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { Dec, kronor, kronorPerYear } from '../../model/quantity.ts'
import { formanItp2 } from '../../parameters/forman-itp2.ts'
import { premierItp1 } from '../../parameters/premier-itp1.ts'
import { premierKapKl } from '../../parameters/premier-kap-kl.ts'
import { premierKapan } from '../../parameters/premier-kapan.ts'
import { benefitByBands, calculatePremium, drawnFrom65, finalPay, pensionFromCapital, stepCapital } from './index.ts'

const law = () => new LawReader()

// 2025, 7.5 · 80,600 = 604,500. ITP 1 on 1,000,000: 4.5 % · 604,500 + 30 % · 395,500 = 145,852.5, 12,154.375 a month →
// 12,154. KAP-KL on 3,000,000, 30 · 80,600 = 2,418,000 counted: 4.5 % = 108,810. Kåpan: 2 % of 333,333, unrounded.
test.each([
  [premierItp1, 1_000_000, 12_154 * 12],
  [premierItp1, 600_000, 27_000],
  [premierItp1, 0, 0],
  [premierKapKl, 3_000_000, 108_810],
  [premierKapan, 333_333, 6666.66],
])('a premium in 2025: whole kronor a month, a year, or as it comes', (parameter, pay, expected) => {
  const year = { pay: kronorPerYear(pay), year: 2025, birthYear: 1970 }
  expect(calculatePremium(parameter, year, law()).toNumber()).toBe(expected)
})

// 1996, born 1959 (trace of the agency's model): premium 3,876, return 37.9851 %: 3,876 · 1.174671 = 4,553.02, yield
// tax 0.747 % → 4,519. 1997: 3,948 · √1.24950955 + 4,519 · 1.24950955 = 10,059.7, − 0.747 % → 9,984.
test('capital grows by premium, return, gain and fee, less yield tax, in whole kronor', () => {
  const of = (capital: number, premium: number, year: number): number =>
    stepCapital({ capital: kronor(capital), premium: kronorPerYear(premium), birthYear: 1959, year }, law()).toNumber()
  expect(of(0, 3876, 1996)).toBe(4519)
  expect(of(4519, 3948, 1997)).toBe(9984)
  expect(of(0, 0, 1997)).toBe(0)
})

// 918,816 / 17.96 / 12 = 4,263.3; before the table's first cohort all is divided by 13: 156,000 / 13 = 12,000.
test('a pension from capital: published delningstal, 13 for those born before 1938', () => {
  const of = (capital: number, birthYear: number, retirementAge: number): number =>
    pensionFromCapital(kronor(capital), { birthYear, retirementAge }, law()).toNumber()
  expect(of(918_816, 1960, 67)).toBe(4263 * 12)
  expect(of(156_000, 1937, 62)).toBe(12_000)
  expect(of(156_000, 1937, 70)).toBe(12_000)
})

test('re-counted from 65: 19.13 / 17.96 for those born 1960 at 67, the same at 65 and before 1938', () => {
  const of = (birthYear: number, retirementAge: number): number =>
    drawnFrom65(new Dec(1796), { birthYear, retirementAge }, law()).toNumber()
  expect(of(1960, 67)).toBe(1913)
  expect(of(1960, 65)).toBe(1796)
  expect(of(1937, 70)).toBe(1796)
})

// Base 80,000: limits 600,000, 1,600,000 and 2,400,000.
test.each([
  [500_000, 50_000],
  [1_000_000, 60_000 + 260_000],
  [2_000_000, 60_000 + 650_000 + 130_000],
  [9_000_000, 60_000 + 650_000 + 260_000],
])('a whole benefit of ITP 2 on %i is %i', (pay, expected) => {
  const of = { pay: new Dec(pay), base: new Dec(80_000), birthYear: 1970 }
  expect(benefitByBands(formanItp2, of, law()).toNumber()).toBe(expected)
})

// 59,200 / 58,800 · 294,000 = 296,000; mean with 304,001: 300,000.5 → 300,001.
test('final pay: raised by prisbasbelopp, whole kronor', () => {
  const last = [
    { year: 2026, pay: new Dec(304_001) },
    { year: 2025, pay: new Dec(294_000) },
  ]
  expect(finalPay(last, law()).toNumber()).toBe(300_001)
})
