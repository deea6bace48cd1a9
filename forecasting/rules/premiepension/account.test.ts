import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import { Dec, kronor, kronorPerMonth } from '../../model/quantity.ts'
import { premiepensionGain, premiepensionWithLaterRight, stepPremiepension } from './index.ts'

// The agency's model, born 1959: interest before placing (22.3 % in 1996), gain from 2003, divided by √(1 + j) from 2011.
test.each([
  [1996, 0, 3770, 4610],
  [1997, 4610, 3838, 10_246],
  [2003, 24_703, 5177, 34_589],
  [2010, 92_696, 6792, 111_238],
  [2011, 111_238, 6815, 106_641],
  [2024, 611_170, 9907, 767_277],
])('in %i', (year, balance, right, expected) => {
  const of = { balance: kronor(balance), right: new Dec(right), birthYear: 1959, year }
  expect(stepPremiepension(of, new LawReader()).toNumber()).toBe(expected)
})

test('the gain: none before 2003 or below 15, a curve to 2024, a table from 2025', () => {
  const gain = (birthYear: number, year: number): number =>
    premiepensionGain({ birthYear, year }, new LawReader()).toDecimalPlaces(9).toNumber()
  expect(gain(1959, 2002)).toBe(1)
  expect(gain(1989, 2003)).toBe(1)
  expect(gain(1959, 2003)).toBe(1.001487251)
  expect(gain(2008, 2025)).toBe(1.0001479)
  expect(gain(1959, 2100)).toBe(1)
})

// 1990 at 67: (1,385 · 12 + 6,357 / 19.65 + 0.49) / 12 = 1,412.0001 → 1,412: without the 0.49 it would be 1,411.
test('a right placed later', () => {
  const of = { right: new Dec(6357), birthYear: 1990, at: age(67) }
  expect(premiepensionWithLaterRight(kronorPerMonth(1385), of, new LawReader()).div(12).toNumber()).toBe(1412)
})
