import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LawReader } from '../law.ts'
import { isoDateOf, yearMonth } from '../model/year-month.ts'
import type { MarketOutcome } from './market.ts'
import { Market } from './market.ts'

const of = (outcome: MarketOutcome) => new Market(outcome, isoDateOf('2026-11-22'), new LawReader())

// 1.645 · 12 % = 19.74 %: over one year 1.9 % ∓ 19.74 %; over nine years a third of it, 6.58 %; over 36 a sixth, 3.29 %.
test.each([
  ['low', 1, -0.1784],
  ['low', 9, -0.0468],
  ['low', 36, -0.0139],
  ['expected', 9, 0.019],
  ['high', 1, 0.2164],
  ['high', 9, 0.0848],
] as const)('%s over %i years: a mean of %f a year', (outcome, years, mean) => {
  expect(of(outcome).meanOver(years)).toBeCloseTo(mean, 12)
})

// The path stands at (1 − 4.68 %)^9 after nine years and (1 − 4.3424 %)^10 after ten: the tenth year gives −1.25 %.
test('the year between two times is what the longer mean has more than the shorter', () => {
  const low = of('low')
  const tenth = (1 + low.meanOver(10)) ** 10 / (1 + low.meanOver(9)) ** 9 - 1
  expect(low.between(9, 10)).toBeCloseTo(tenth, 12)
  expect(tenth.toFixed(4)).toBe('-0.0125')
  expect(of('expected').between(9, 10)).toBe(0.019)
})

// A month to come: 1.9 % − 19.74 % · √12 = −66.4814 % a year, 0.3351863^(1/12) = 0.9129366; eleven months that have been at
// 1.9 %: 1.0174033. The year of both: 0.9288242.
test('what is past gave the expected return', () => {
  const low = of('low')
  expect(low.between(-1, 0)).toBeCloseTo(0.019, 12)
  expect(low.between(-11 / 12, 1 / 12)).toBeCloseTo(-0.0711758, 7)
  expect(low.between(0, 1 / 12)).toBeCloseTo(-0.6648137, 7)
  const [january, june] = [yearMonth(2026, 1), yearMonth(2027, 6)]
  expect(low.meanOf(january, june)).toBe(low.between(-10 / 12, 7 / 12))
  expect(low.meanOf(yearMonth(2026, 12), june)).toBeCloseTo(low.meanOver(7 / 12), 12)
})

test('low is never more than expected and high never less, at any time', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 60, noNaN: true }), (years) => {
      const [low, expected, high] = (['low', 'expected', 'high'] as const).map((one) => of(one).meanOver(years))
      expect(low).toBeLessThan(expected ?? 0)
      expect(high).toBeGreaterThan(expected ?? 0)
      // A loss of nearly all in the first days still leaves something.
      expect(Number.isFinite(of('low').between(years, years + 1))).toBe(true)
    }),
  )
})
