import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import type { Age } from '../../model/age.ts'
import { Dec, kronor, share } from '../../model/quantity.ts'
import type { PayoutDuration } from '../../model/holding.ts'
import { isoDateOf } from '../../model/year-month.ts'
import { delningstalPremiepension } from '../../parameters/delningstal-premiepension.ts'
import { dodlighet } from '../../parameters/dodlighet.ts'
import type { MortalityRow } from '../../parameters/parameter.ts'
import type { PayoutTerms } from './index.ts'
import {
  annuityCertain,
  calculatePayout,
  continuousAnnuity,
  lifelongAnnuity,
  netRate,
  payoutFactor,
  payoutTerms,
  publishedPrognosranta,
  recomputedShares,
  remainingLife,
  temporaryAnnuity,
} from './index.ts'

const today = isoDateOf('2026-11-22')
const termsOf = (given: { birthYear: number; aterbetalningsskydd: boolean; rate: number }): PayoutTerms =>
  payoutTerms({ ...given, rate: share(given.rate), today }, new LawReader())
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
  const terms = termsOf({ birthYear: 1960, aterbetalningsskydd: true, rate: 0 })
  const amount = calculatePayout(kronor(600_000), terms, { at: age(65), duration: { months: 60 } })
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
      const terms = termsOf({ ...life, aterbetalningsskydd: true })
      const amount = calculatePayout(kronor(1_000_000), terms, { at: life.at, duration: { months } }).toNumber()
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

describe('what is left while it is paid', () => {
  // Annuity-certain, ten years at 0 %: after three years seven are left.
  test('of years with repayment cover: the years that are left', () => {
    const terms = termsOf({ birthYear: 1960, aterbetalningsskydd: true, rate: 0 })
    const start = { at: age(65), duration: { months: 120 } }
    expect([0, 36, 120, 140].map((elapsed) => payoutFactor(terms, start, elapsed))).toEqual([10, 7, 0, 0])
  })

  test('for life: that of someone who begins at the age then reached; with repayment cover a term that ends', () => {
    const terms = termsOf({ birthYear: 1960, aterbetalningsskydd: false, rate: 0.01 })
    const start = { at: age(65), duration: 'lifelong' as const }
    expect(payoutFactor(terms, start, 60)).toBe(payoutFactor(terms, { ...start, at: age(70) }))
    const covered = { ...terms, aterbetalningsskydd: true }
    const term = Math.round((remainingLife(terms.mortality, age(65)) + 2) * 12)
    expect(payoutFactor(covered, start, term - 1)).toBeCloseTo(1 / 12, 12)
    expect(payoutFactor(covered, start, term)).toBe(0)
  })
})

describe('a payout from funds, re-computed each January', () => {
  const rate = 0.0152
  const monthly = Math.pow(1 + rate, 1 / 12)
  const years = (count: number) => ({ months: count * 12 })
  const of = (
    given: { aterbetalningsskydd: boolean; duration: PayoutDuration; toJanuary?: number },
    growth: (elapsed: number) => number,
  ) => {
    const { aterbetalningsskydd, duration, toJanuary = 12 } = given
    const terms = termsOf({ birthYear: 1965, aterbetalningsskydd, rate })
    const months = duration === 'lifelong' ? 480 : duration.months
    return recomputedShares({ terms, start: { at: age(65), duration }, toJanuary, months, growthAt: growth })
  }

  test.each([
    [false, 'lifelong'],
    [true, 'lifelong'],
    [false, years(10)],
    [true, years(10)],
  ] as [boolean, PayoutDuration][])('is level where the funds give its rate: cover %s, %o', (cover, duration) => {
    const shares = of({ aterbetalningsskydd: cover, duration, toJanuary: 7 }, () => monthly)
    expect(shares).toHaveLength(duration === 'lifelong' ? 41 : 11)
    for (const share of shares) expect(share).toBeCloseTo(1, 9)
  })

  // A term of 24 months that stands for a life is not re-computed in its last year, and the payments go on as they are.
  test('leaves the amount as it is when the term that stands for a life is nearly over', () => {
    const terms = termsOf({ birthYear: 1965, aterbetalningsskydd: true, rate })
    const start = { at: age(90), duration: 'lifelong' as const }
    const term = Math.round((remainingLife(terms.mortality, age(90)) + 2) * 12)
    const shares = recomputedShares({ terms, start, toJanuary: 12, months: 240, growthAt: () => 0.99 })
    const computed = Math.floor((term - 12) / 12)
    expect(shares).toHaveLength(20)
    for (let i = 1; i <= computed; i += 1) expect(shares[i]).toBeLessThan(shares[i - 1] ?? 0)
    expect(new Set(shares.slice(computed)).size).toBe(1)
  })

  // Two years at 0 % in the terms, 1 a month; the funds lose 1 % a month: 24 · 0.99^12 − Σ_{k=1..12} 0.99^k = 21.27324 −
  // 11.24790 = 10.02533 after a year, for 12 months: 0.83544.
  test('follows the funds, by hand', () => {
    const terms = termsOf({ birthYear: 1965, aterbetalningsskydd: true, rate: 0 })
    const start = { at: age(65), duration: years(2) }
    const shares = recomputedShares({ terms, start, toJanuary: 12, months: 24, growthAt: () => 0.99 })
    let left = 24
    for (let k = 0; k < 12; k += 1) left = (left - 1) * 0.99
    expect(shares).toHaveLength(2)
    expect(shares[1]).toBeCloseTo(left / 12, 12)
    expect(shares[1]?.toFixed(5)).toBe('0.83544')
  })

  test('pays out what the funds give, whatever they give: the discounted payments sum to the capital', () => {
    const gen = fc.record({
      yearly: fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 20, maxLength: 20 }),
      toJanuary: fc.integer({ min: 1, max: 12 }),
      months: fc.integer({ min: 13, max: 240 }),
    })
    fc.assert(
      fc.property(gen, ({ yearly, toJanuary, months }) => {
        const terms = termsOf({ birthYear: 1965, aterbetalningsskydd: true, rate })
        const start = { at: age(65), duration: { months } }
        const stretchOf = (elapsed: number) => (elapsed < toJanuary ? 0 : 1 + Math.floor((elapsed - toJanuary) / 12))
        // The last stretch is not re-computed any more: it comes out even where the funds give the rate.
        const last = stretchOf(months - 1)
        const growthAt = (elapsed: number) =>
          stretchOf(elapsed) === last ? monthly : Math.pow(1 + (yearly[stretchOf(elapsed)] ?? 0), 1 / 12)
        const shares = recomputedShares({ terms, start, toJanuary, months, growthAt })
        // Funds that lose much just before the end may be used up: then the last payments are nothing.
        fc.pre(shares.every((part) => part > 0))
        let capital = payoutFactor(terms, start) * 12
        for (let k = 0; k < months; k += 1) capital = (capital - (shares[stretchOf(k)] ?? 0)) * growthAt(k)
        expect(Math.abs(capital)).toBeLessThan(1e-6 * payoutFactor(terms, start))
      }),
    )
  })
})

test('a provider’s published rate is its own; others have none', () => {
  const law = new LawReader()
  expect(publishedPrognosranta('168164004114', today, law)?.toFixed()).toBe('0.02')
  expect(publishedPrognosranta('165560001234', today, law)).toBeNull()
})
