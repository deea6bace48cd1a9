import { expect, test } from 'vitest'
import { typfallsmodellen } from '../../departures.ts'
import { LawReader } from '../../law.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { benefitKapKl, premiumKapKl } from './index.ts'

const law = () => new LawReader()

// 300,000 is below 7.5 inkomstbasbelopp from 2004 on; before it the share above is 1 %: 3.4 % of 278,250 + 1 % of 21,750.
test.each([
  [1997, 1960, 0],
  [1998, 1960, 9678],
  [1998, 1975, 0],
  [2003, 1980, 10_500],
  [2003, 1983, 0],
  [2006, 1960, 12_000],
  [2006, 1945, 13_500],
  [2008, 1960, 12_750],
  [2010, 1960, 13_500],
  [2010, 1943, 0],
])('premium of 300,000 in %i, born %i', (year, birthYear, expected) => {
  expect(premiumKapKl({ pay: kronorPerYear(300_000), year, birthYear }, law()).toNumber()).toBe(expected)
})

const service = (birthYear: number, payAt: (years: number) => number, retirementAge = 65, workStartAge = 25) => ({
  birthYear,
  retirementAge,
  workStartAge,
  payAt: (years: number) => new Dec(years >= workStartAge && years < retirementAge ? payAt(years) : 0),
  pointsAt: (years: number) => new Dec(years >= workStartAge && years <= 64 ? 5 : 0),
  tillaggspension: kronorPerYear(0),
})

// Born 1970 at 65, 2035, zero growth: prices 418.94, base 83,400. Pay 900,000 in the seven years 2027 to 2033: 55 % of
// 900,000 − 625,500 = 150,975. 2,000,000: 55 % of 1,042,500 + 27.5 % of 332,000 = 664,675. Two low years do not count.
// At 60, 30 of the ages from 28: 32 years, whole. From 50 to 65: 15 of 30.
test.each([
  [900_000, 25, 150_975],
  [2_000_000, 25, 664_675],
  [600_000, 25, 0],
  [900_000, 50, 75_487.5],
])('born 1970, pay %i from %i: a benefit of %f a year at 65', (pay, from, expected) => {
  const person = service(1970, (years) => (years === 58 || years === 60 ? 100_000 : pay), 65, from)
  expect(benefitKapKl(person, law()).toNumber()).toBe(expected)
  // Those who were 28 in 1995 or later have nothing carried over: the model gives the same.
  expect(benefitKapKl(person, law(), typfallsmodellen).toNumber()).toBe(expected)
})

// At 67, of the 19.88 and 18.67 published for those born 1970: 150,975 · 19.88 / 18.67 = 160,759.7.
test('re-counted from 65 to the age it is drawn at', () => {
  const person = service(1970, () => 900_000, 67)
  expect(benefitKapKl(person, law()).toDecimalPlaces(1).toNumber()).toBe(160_759.7)
})

// Born 1960 from 20, pay of 1989 to 1995 3.66725 base amounts: by the agency's model 13,210.72 a year is carried over.
// Below here pay of two base amounts each year, points 1: π = 0.96 + 0.785 = 1.745, τ 17 / 30 of 36,300: 35,894.7 →
// 2,991 · 12 = 35,892; less (0.6 + 0.96) · 36,300 · 17 / 30 = 32,089.2: 3,802.8 · 1.08 · 83,400 / 37,100 = 9,232.5.
test('what is carried over from PA-KL', () => {
  const bases: Readonly<Record<number, number>> = {
    1989: 27_900,
    1990: 29_700,
    1991: 32_200,
    1992: 33_700,
    1993: 34_400,
    1994: 35_200,
    1995: 36_000,
  }
  const person = {
    ...service(1960, (years) => 2 * (bases[1960 + years] ?? 36_000), 67, 20),
    pointsAt: () => new Dec(1),
  }
  const at65 = benefitKapKl(person, law(), typfallsmodellen).times(17.96).div(19.13)
  expect(at65.toDecimalPlaces(1).toNumber()).toBe(9232.5)
  // Not begun by 1989: the best year alone. From 1990 seven years of 30: 14,780.2 → 14,784 less 13,213.2, times 2.42782.
  const later = { ...service(1960, (years) => 2 * (bases[1960 + years] ?? 36_000), 67, 30), pointsAt: () => new Dec(1) }
  expect(benefitKapKl(later, law(), typfallsmodellen).times(17.96).div(19.13).toDecimalPlaces(0).toNumber()).toBe(3814)
})

// Born 1937: tilläggspension is deducted instead, and what is left is never below nothing.
test('born before 1938: less tilläggspension, at least nothing', () => {
  const person = service(1937, () => 150_000, 65, 25)
  const deducted = (tillaggspension: number): number =>
    benefitKapKl({ ...person, tillaggspension: kronorPerYear(tillaggspension) }, law(), typfallsmodellen).toNumber()
  expect(deducted(500_000)).toBe(0)
  expect(deducted(50_000)).toBeGreaterThan(deducted(60_000))
})

// Sixteen years, 45 to 60, of thirty, when drawn at 61: 55 % of 900,000 − 625,500 is 150,975; prices and base stand still.
test('years count to the one before the start', () => {
  const person = { ...service(1970, () => 900_000, 61, 45), pointsAt: (years: number) => new Dec(years >= 45 ? 5 : 0) }
  const at65 = benefitKapKl(person, law()).times(22.19).div(19.88)
  expect(at65.div(150_975).times(30).toDecimalPlaces(0).toNumber()).toBe(16)
})

test('born 1967 nothing is carried over, born 1966 it is', () => {
  const of = (birthYear: number): number => {
    const person = { ...service(birthYear, () => 150_000, 65, 20), pointsAt: () => new Dec(3) }
    return benefitKapKl(person, law(), typfallsmodellen).toNumber()
  }
  expect(of(1967)).toBe(0)
  expect(of(1966)).toBeGreaterThan(0)
})

// Born 1955 at 65 in 2020, 1,000,000 a year: best five 2012 to 2016 in the prices of June 2019, 334.47: 1,063,165; base
// 64,400 of 2019: 59.29 % of 1,063,165 − 483,000 = 343,979.8.
test('by law those with time in PA-KL have the benefit too, by prices and base of the year before', () => {
  const person = service(1955, () => 1_000_000)
  expect(benefitKapKl(person, law()).toDecimalPlaces(0).toNumber()).toBe(343_980)
})

// As the first case above: pay at 57 to 63 counts, 150,975.
test('pay of the last year and of later ones does not count', () => {
  const person = { ...service(1970, () => 0), payAt: (years: number) => new Dec(years >= 64 ? 2_000_000 : 900_000) }
  expect(benefitKapKl(person, law()).toNumber()).toBe(150_975)
})

test('what is carried over replaces the benefit in the model, whatever pay came after 1997', () => {
  const of = (late: number) => {
    const person = service(1955, (years) => (1955 + years >= 2000 ? late : 200_000))
    return benefitKapKl(person, law(), typfallsmodellen).toNumber()
  }
  expect(of(1_500_000)).toBe(of(200_000))
  expect(of(200_000)).toBeGreaterThan(0)
})
