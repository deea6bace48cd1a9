import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import type { Age } from '../../model/age.ts'
import { Dec, kronor, share } from '../../model/quantity.ts'
import { isoDateOf } from '../../model/year-month.ts'
import { delningstalPremiepension } from '../../parameters/delningstal-premiepension.ts'
import { dodlighet } from '../../parameters/dodlighet.ts'
import type { MortalityRow } from '../../parameters/parameter.ts'
import {
  annuityCertain,
  calculatePayout,
  continuousAnnuity,
  lifelongAnnuity,
  netRate,
  remainingLife,
  temporaryAnnuity,
} from './index.ts'

const today = isoDateOf('2026-11-22')
const rowOf = (born: number): MortalityRow => new LawReader().mortality(dodlighet, born)

/** Alecta's published payouts, about 2015: remaining life 22 years at 65, net rate (1 + r)(1 − 0.45 %) − 1. */
const alecta: MortalityRow = {
  bornFrom: 1900,
  status: 'assumed',
  source: 'Fitted to remaining life 22 years at 65 (Alecta, ITP 1)',
  a: 0.0002,
  b: 6.651388e-6,
  c: 0.1071,
  linearFrom: 200,
  slope: 0,
}
const alectaRate = (real: number): number => (1 + real) * 0.9955 - 1
const perMonth = (factor: number): number => 1_000_000 / 12 / factor

describe('Alecta’s published payouts from 1,000,000 kronor at 65', () => {
  test('remaining life is 22 years', () => {
    expect(remainingLife(alecta, age(65))).toBeCloseTo(22, 2)
  })

  test.each([
    ['EX-AL1a', 0.039, 5600],
    ['EX-AL3a', 0.014, 4271],
  ])('%s: for life, without repayment cover, at %f, within 1 %%', (_id, real, published) => {
    const monthly = perMonth(lifelongAnnuity({ mortality: alecta, at: age(65), rate: alectaRate(real) }))
    expect(Math.abs(monthly / published - 1)).toBeLessThan(0.01)
  })

  test.each([
    ['EX-AL1b', 0.039, 5089],
    ['EX-AL2b', 0.029, 4576],
  ])('%s: with repayment cover, at %f: annuity-certain of remaining life + 2 years, within 2 %%', (_id, real, pub) => {
    const months = Math.round((remainingLife(alecta, age(65)) + 2) * 12)
    expect(Math.abs(perMonth(annuityCertain(alectaRate(real), months)) / pub - 1)).toBeLessThan(0.02)
  })
})

describe('the fitted mortality gives the published delningstal of premiepension', () => {
  const rows = delningstalPremiepension.rows
  // Born 1950-59: older tables hold to the age reached in 2023; the table in force from the age reached in 2024.
  test.each([
    [1950, 74, 0.006],
    [1955, 69, 0.006],
    [1959, 65, 0.006],
    [1965, 61, 0.006],
    [1979, 61, 0.006],
    [1985, 61, 0.025],
    [1995, 61, 0.025],
    [2005, 61, 0.025],
  ])('born %i from %i within %f', (born, from, tolerance) => {
    const row = rows.find(({ bornFrom }) => bornFrom === born)
    const published = row?.values.slice(from - row.firstAge) ?? []
    expect(published.length).toBeGreaterThan(5)
    for (const [i, delningstal] of published.entries()) {
      const ours = continuousAnnuity({ mortality: rowOf(born), at: age(from + i), rate: 0.0165 })
      expect(Math.abs(ours - delningstal)).toBeLessThan(tolerance)
    }
  })
})

describe('doubles against 40-digit decimals', () => {
  const hazard = (row: MortalityRow, x: Dec): Dec => {
    const [a, b, c] = [new Dec(row.a), new Dec(row.b), new Dec(row.c)]
    const bent = Dec.min(x, row.linearFrom)
    const curve = a.times(bent).plus(b.div(c).times(c.times(bent).exp().minus(1)))
    if (x.lte(row.linearFrom)) return curve
    const beyond = x.minus(row.linearFrom)
    const force = a.plus(b.times(c.times(row.linearFrom).exp()))
    return curve.plus(force.times(beyond)).plus(beyond.pow(2).times(row.slope).div(2))
  }
  const exactAnnuity = (row: MortalityRow, at: Age, rate: Dec, months: number): Dec => {
    const monthly = rate.plus(1).ln().div(-12)
    const atStart = hazard(row, new Dec(at).div(12))
    let worth = new Dec(0)
    for (let k = 0; k < months && at + k < 1500; k += 1) {
      worth = worth.plus(
        monthly
          .times(k)
          .minus(hazard(row, new Dec(at + k).div(12)).minus(atStart))
          .exp(),
      )
    }
    return worth.div(12)
  }

  test.each([
    [1955, age(65), '0.0096', 1500],
    [1975, age(55), '0.0165', 1500],
    [1995, age(67, 5), '0.03', 240],
    [1965, age(97, 3), '-0.005', 1500],
  ])('born %i at age %i months, rate %s, %i months: within 1e-9', (born, at, rate, months) => {
    const ours = temporaryAnnuity({ mortality: rowOf(born), at, rate: Number(rate) }, months)
    const exact = exactAnnuity(rowOf(born), at, new Dec(rate), months)
    expect(exact.minus(new Dec(ours)).div(exact).abs().toNumber()).toBeLessThan(1e-9)
  })

  test.each([
    ['0.0096', 289],
    ['0.000000001', 60],
    ['0.039', 240],
    ['-0.01', 120],
  ])('annuity-certain at %s over %i months: within 1e-9', (rate, months) => {
    const v = new Dec(rate).plus(1).ln().div(-12)
    let exact = new Dec(0)
    for (let k = 0; k < months; k += 1) exact = exact.plus(v.times(k).exp())
    const ours = new Dec(annuityCertain(Number(rate), months)).times(12)
    expect(exact.minus(ours).div(exact).abs().toNumber()).toBeLessThan(1e-9)
  })
})

test('annuity-certain without interest is the number of years', () => {
  expect(annuityCertain(0, 240)).toBe(20)
})

test('five years at 0 % from 600,000 with repayment cover is 10,000 a month', () => {
  const amount = calculatePayout(
    {
      capital: kronor(600_000),
      birthYear: 1960,
      at: age(65),
      duration: { months: 60 },
      aterbetalningsskydd: true,
      rate: share(0),
      today,
    },
    new LawReader(),
  )
  expect(amount.toFixed()).toBe('10000')
})

test('net rate: 1.75 % less 0.4 % fee and 0.38 % tax: 1.0175 × 0.9922 − 1 = 0.00956350', () => {
  const rate = netRate({ prognosranta: share('0.0175'), fee: share('0.004'), tax: share('0.0038') })
  expect(rate.toFixed()).toBe('0.0095635')
})

const lives = fc.record({
  birthYear: fc.integer({ min: 1940, max: 2012 }),
  at: fc.integer({ min: 55 * 12, max: 80 * 12 }).map((months) => months as Age),
  rate: fc.double({ min: 0, max: 0.04, noNaN: true }),
})

test('a payout over years is worth its capital: the discounted payments sum to it', () => {
  fc.assert(
    fc.property(lives, fc.integer({ min: 24, max: 360 }), (life, months) => {
      const payout = { ...life, capital: kronor(1_000_000), duration: { months }, rate: share(life.rate), today }
      const amount = calculatePayout({ ...payout, aterbetalningsskydd: true }, new LawReader()).toNumber()
      let [worth, discount] = [0, 1]
      for (let k = 0; k < months; k += 1) {
        worth += amount * discount
        discount *= Math.pow(1 + life.rate, -1 / 12)
      }
      // Each payment is rounded by at most half an öre.
      expect(Math.abs(worth - 1_000_000)).toBeLessThan(0.005 * months + 1e-3)
    }),
  )
})

test('longer payouts give less a month, repayment cover never gives more, for life gives least', () => {
  fc.assert(
    fc.property(lives, fc.integer({ min: 24, max: 240 }), ({ birthYear, at, rate }, months) => {
      const life = { mortality: rowOf(birthYear), at, rate }
      expect(temporaryAnnuity(life, months + 1)).toBeGreaterThan(temporaryAnnuity(life, months))
      expect(temporaryAnnuity(life, months)).toBeLessThanOrEqual(annuityCertain(rate, months) * (1 + 1e-12))
      expect(lifelongAnnuity(life)).toBeGreaterThan(temporaryAnnuity(life, months))
    }),
  )
})
