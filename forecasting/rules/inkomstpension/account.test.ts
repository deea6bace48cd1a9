import { expect, test } from 'vitest'
import { typfallsmodellen } from '../../departures.ts'
import { LawReader } from '../../law.ts'
import { kronor, kronorPerMonth } from '../../model/quantity.ts'
import { Dec } from '../../model/quantity.ts'
import { age } from '../../model/age.ts'
import { closingRight, inkomstpensionYear, stepInkomstpension, withLaterRight } from './index.ts'

const yearOf = (birthYear: number, year: number, departures = typfallsmodellen) =>
  inkomstpensionYear({ birthYear, year }, new LawReader(), departures)

// The agency's model, year by year. 1990 in 2027: 1.000433 · 244,057 + 40,688 = 284,850.7; · 0.9997489 → 284,779. 1960
// and 1959 in the year before the lowest age: gain from the lowest age on all. 2015: rights scaled by 150.55 / 158.91.
test.each([
  [1990, 2027, 244_057, 40_688, 284_779],
  [1959, 1985, 33_978, 17_001, 54_725],
  [1959, 2015, 1_659_133, 48_576, 1_751_995],
  [1959, 2020, 2_297_380, 54_928, 2_453_809],
  [1959, 2024, 2_976_932, 63_408, 3_144_295],
])('born %i in %i', (birthYear, year, balance, right, expected) => {
  expect(
    stepInkomstpension({ balance: kronor(balance), right: new Dec(right) }, yearOf(birthYear, year)).toNumber(),
  ).toBe(expected)
})

test('no gain before 2000 or below 17; by law the index of the coming year moves the balance', () => {
  expect(yearOf(1959, 1999).gainOnBalance.toNumber()).toBe(1)
  expect(yearOf(1990, 2006).gainOnBalance.toNumber()).toBe(1)
  expect(yearOf(1990, 2007).gainOnBalance.toNumber()).toBe(1)
  expect(yearOf(1985, 2002).gainOnBalance.toNumber()).toBe(1.00020804)
  expect(yearOf(1990, 2010).gainOnBalance.toNumber()).toBeGreaterThan(1)
  const { index } = inkomstpensionYear({ birthYear: 1990, year: 2009 }, new LawReader())
  expect([index.now.toNumber(), index.before.toNumber()]).toEqual([137.31, 139.26])
})

// 1990 at 67 in 2057: 40,688 less cost on it and on 1,511,298: 40,514; (6,924 · 12 + 40,514 / 18.19 + 0.49) / 12 → 7,109.
test('the right of the last working year, and the pension with it', () => {
  const last = { balance: kronor(1_511_298), right: new Dec(40_688) }
  const factors = yearOf(1990, 2057)
  const law = new LawReader()
  const closed = closingRight(last, { ...factors, gainOnAll: new Dec('1.005') }, false)
  expect(closed.toNumber()).toBe(40_298)
  const pension = withLaterRight(kronorPerMonth(6924), { credited: new Dec(40_514), birthYear: 1990, at: age(67) }, law)
  expect(pension.div(12).toNumber()).toBe(7109)
})

// Born 1950 in 2015: 50,000 · 150.55 / 158.91 = 47,369.6; · 1.009238 · 0.999716 · 150.55 / 146.84 = 49,001.1; less
// 0.000284 of a million = 284.
test('the closing right takes gain, scale, index and cost', () => {
  const last = { balance: kronor(1_000_000), right: new Dec(50_000) }
  expect(closingRight(last, yearOf(1950, 2015), true).toNumber()).toBe(48_717)
})
