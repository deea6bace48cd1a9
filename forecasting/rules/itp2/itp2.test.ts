import { expect, test } from 'vitest'
import { typfallsmodellen } from '../../departures.ts'
import { LawReader } from '../../law.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { benefitItp2, premiumItpk } from './index.ts'

const law = () => new LawReader()
interface Own {
  readonly payAt: (years: number) => number
  readonly from?: number
  readonly retirementAge?: number
}

const service = ({ payAt, from = 25, retirementAge = 65 }: Own) => ({
  birthYear: 1962,
  retirementAge,
  workStartAge: from,
  payAt: (years: number) => new Dec(years >= from && years < retirementAge ? payAt(years) : 0),
  pointsAt: () => new Dec(0),
})
const monthly = (own: Own): number => benefitItp2(service(own), law()).div(12).toNumber()

test('ITPK: 2 % of all pay, ages 28 to 64, from 1997', () => {
  const of = (year: number, birthYear: number): number =>
    premiumItpk({ pay: kronorPerYear(1_000_001), year, birthYear }, law()).toNumber()
  expect([of(1996, 1960), of(1997, 1960), of(2025, 1997), of(2024, 1997), of(2025, 1961), of(2025, 1960)]).toEqual([
    0, 20_000, 20_000, 0, 20_000, 0,
  ])
})

// Final pay of 500,000 in 2022 to 2026 is 539,325 in the prices of 2026, 10 % of it 53,932.5: 4,494 a month. 20 years of
// 30: 2,996. At 63, 2020 to 2024: 500,000 · (1 + 57,300 / 52,500 + 57,300 / 48,300 + 57,300 / 47,600 + 57,300 / 47,300)
// / 5 = 569,333 · 10 % · 0.88 → 4,175. At 70, 60 months late: 4,494.4 · 1.36 → 6,112; not more at 72.
test.each<[Own, number]>([
  [{ payAt: () => 500_000 }, 4494],
  [{ payAt: () => 500_000, from: 45 }, 2996],
  [{ payAt: () => 500_000, retirementAge: 63 }, 4175],
  [{ payAt: () => 500_000, retirementAge: 70 }, 6112],
  [{ payAt: () => 500_000, retirementAge: 72 }, 6112],
  [{ payAt: () => 500_000, from: 60 }, 0],
])('benefit of %o is %i a month', (own, expected) => {
  expect(monthly(own)).toBe(expected)
})

// The newest pay rises by inkomstbasbelopp at most: 83,400 / 80,600 · 500,000 = 517,369.7.
test('a raise in the last year beyond inkomstbasbelopp counts for nothing', () => {
  const raised = (last: number) => monthly({ payAt: (years) => (years === 64 ? last : 500_000) })
  expect(raised(900_000)).toBe(raised(520_000))
  expect(raised(510_000)).toBeLessThan(raised(520_000))
})

// From 500,000 the limits end at 1.2 · 1.15 · 1.1 · 1.05 · 83,400 / 68,200 of it, 975,000: both raises go far beyond.
test('a lasting raise is limited from the year before as limited, not as paid', () => {
  const raisedAt60 = (to: number) => monthly({ payAt: (years) => (years >= 60 ? to : 500_000) })
  expect(raisedAt60(1_800_000)).toBe(raisedAt60(1_200_000))
  expect(raisedAt60(800_000)).toBeLessThan(raisedAt60(1_200_000))
})

// Above 20 inkomstbasbelopp the model lacks 65 % of ten: 0.65 · 834,000 = 542,100.
test('the departures lower a benefit above 20 inkomstbasbelopp and change nothing below', () => {
  const of = (pay: number) => {
    const person = service({ payAt: () => pay })
    return benefitItp2(person, law(), typfallsmodellen).minus(benefitItp2(person, law())).toNumber()
  }
  expect(of(1_000_000)).toBe(0)
  expect(of(2_000_000)).toBe(-542_100)
})

// Final pay is that of the last year with pay: 0 at 64 leaves no benefit, however much came before.
test('no pay in the last year gives no benefit', () => {
  expect(monthly({ payAt: (years) => (years === 64 ? 0 : 500_000) })).toBe(0)
})

// Drawn at 63, from 43: 43 to 62 are 20 of 30 years: 569,333 · 10 % · 0.88 · 20 / 30 / 12 = 2,783.4.
test('pay from the start on and after it is no time of service', () => {
  const stays = { ...service({ payAt: () => 0, retirementAge: 63 }), payAt: (years: number) => pay(years >= 43) }
  expect(benefitItp2(stays, law()).div(12).toNumber()).toBe(2783)
})

const pay = (isPaid: boolean) => new Dec(isPaid ? 500_000 : 0)
