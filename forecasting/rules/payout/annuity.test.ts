import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Age } from '../../model/age.ts'
import { age } from '../../model/age.ts'
import type { MortalityRow } from '../../parameters/parameter.ts'
import { annuityCertain, continuousAnnuity, lifelongAnnuity, remainingLife, temporaryAnnuity } from './annuity.ts'
import { recomputedShares } from './fund.ts'
import { lastAgeInMonths, survivors, survivorsMidMonth } from './survival.ts'
import type { PayoutTerms } from './terms.ts'
import { payoutFactor, termOf } from './terms.ts'

/** The same force of mortality at every age: the share that lives is exp(−force · years). */
const flat = (force: number): MortalityRow => ({
  bornFrom: 1900,
  status: 'assumed',
  source: 'Made up',
  a: force,
  b: 0,
  c: 0.1,
  linearFrom: 200,
  slope: 0,
})
const month = (months: number) => months as Age

afterEach(() => {
  vi.restoreAllMocks()
})

describe('survivors', () => {
  const row = flat(0.12) // one in a hundred a month

  test('by month of age, the last age too', () => {
    expect(survivors(row)).toHaveLength(lastAgeInMonths + 1)
    expect(survivors(row)[0]).toBe(1)
    expect(survivors(row)[12]).toBeCloseTo(Math.exp(-0.12), 12)
    expect(survivors(row)[lastAgeInMonths]).toBeCloseTo(Math.exp(-15), 12)
  })

  test('in the middle of the month', () => {
    expect(survivorsMidMonth(row)[0]).toBeCloseTo(Math.exp(-0.005), 12)
    expect(survivorsMidMonth(row)[12]).toBeCloseTo(Math.exp(-0.125), 12)
  })

  test('a table per curve, made once', () => {
    expect(survivors(row)).toBe(survivors(row))
    expect(survivors(flat(0.06))).not.toBe(survivors(row))
  })
})

describe('annuities against the plain sum', () => {
  const plain = (force: number, rate: number, at: number, months: number): number => {
    let sum = 0
    for (let k = 0; k < months && at + k < lastAgeInMonths; k += 1) {
      sum += Math.pow(1 + rate, -k / 12) * Math.exp((-force * k) / 12)
    }
    return sum / 12
  }

  test.each([
    [0.01, 0.02, 780, 120],
    [0.01, 0, 780, 120],
    [0.03, 0.02, 780, 120],
    [0.01, -0.01, 780, 120],
    [0.01, 0.02, 780, 1],
    [0.01, 0.02, 780, 0],
    [0.01, 0.02, 780, lastAgeInMonths],
    [0.01, 0.02, 0, 120],
    [0.01, 0.02, 0, lastAgeInMonths],
    [0.01, 0.02, lastAgeInMonths - 2, 120],
    [0.01, 0.02, lastAgeInMonths - 1, 120],
    [0.01, 0.02, lastAgeInMonths, 120],
  ])('force %f, rate %f, at month %i, for %i months', (force, rate, at, months) => {
    const life = { mortality: flat(force), at: month(at), rate }
    expect(temporaryAnnuity(life, months)).toBeCloseTo(plain(force, rate, at, months), 9)
  })

  test('one payment is a twelfth of a krona a year, at the last age it is the only one', () => {
    const mortality = flat(0.01)
    expect(temporaryAnnuity({ mortality, at: age(65), rate: 0.05 }, 1)).toBeCloseTo(1 / 12, 9)
    expect(lifelongAnnuity({ mortality, at: month(lastAgeInMonths - 1), rate: 0.05 })).toBeCloseTo(1 / 12, 9)
    expect(lifelongAnnuity({ mortality, at: month(lastAgeInMonths), rate: 0.05 })).toBe(0)
  })

  test.each([
    [0, 12, 1],
    [0, 6, 0.5],
    [0.05, 1, 1 / 12],
    [0.05, 0, 0],
    [0.21, 24, ((1 + 1 / 1.21) * (1 - 1 / 1.21)) / (1 - Math.pow(1.21, -1 / 12)) / 12],
  ])('certain at %f for %i months', (rate, months, expected) => {
    expect(annuityCertain(rate, months)).toBeCloseTo(expected, 12)
  })

  test('without pause: Simpson’s rule up to the last age', () => {
    const mortality = flat(0.12)
    const [one, two] = [Math.exp(-0.01), Math.exp(-0.02)]
    const at = month(lastAgeInMonths - 2)
    expect(continuousAnnuity({ mortality, at, rate: 0 })).toBeCloseTo((1 + 4 * one + two) / 36, 12)
    // 1/(force + interest) · (1 − what is left after 60 years)
    const left = Math.exp(-60 * (0.12 + Math.log(1.02)))
    expect(continuousAnnuity({ mortality, at: age(65), rate: 0.02 })).toBeCloseTo(
      (1 - left) / (0.12 + Math.log(1.02)),
      6,
    )
  })

  test('remaining life is the same when it is asked for again, and another at another age', () => {
    const mortality = flat(0.12)
    const expected = (1 - Math.exp(-7.2)) / 0.12
    expect(remainingLife(mortality, age(65))).toBeCloseTo(expected, 6)
    expect(remainingLife(mortality, age(65))).toBeCloseTo(expected, 6)
    expect(remainingLife(mortality, age(115))).toBeCloseTo((1 - Math.exp(-1.2)) / 0.12, 6)
    expect(remainingLife(flat(0.06), age(115))).toBeCloseTo((1 - Math.exp(-0.6)) / 0.06, 6)
  })
})

describe('the tables of annuities', () => {
  const mortality = flat(0.02)
  const ask = (rate: number) => lifelongAnnuity({ mortality, at: age(65), rate })
  /** How many tables are made: the force of interest is taken once for each. */
  const made = (asking: () => void): number => {
    const log = vi.spyOn(Math, 'log1p')
    asking()
    const { length } = log.mock.calls
    log.mockRestore()
    return length
  }
  const rates = Array.from({ length: 64 }, (_, k) => 0.001 * (k + 1))
  const [oldest, newest] = [0.001, 0.001 * 64]
  const fill = () => {
    for (const rate of rates) ask(rate)
  }

  test('a table for each curve and each rate', () => {
    const other = flat(0.05)
    const life = { mortality, at: age(65), rate: 0.02 }
    const first = lifelongAnnuity(life)
    expect(lifelongAnnuity({ ...life, mortality: other })).toBeLessThan(first)
    expect(lifelongAnnuity({ ...life, rate: 0.03 })).toBeLessThan(first)
    expect(lifelongAnnuity(life)).toBe(first)
  })

  test('a table is made once, however often it is asked for', () => {
    const own = flat(0.02)
    const both = () => {
      for (const rate of [0.02, 0.03, 0.02, 0.02]) lifelongAnnuity({ mortality: own, at: age(65), rate })
    }
    expect(made(both)).toBe(2)
    expect(made(both)).toBe(0)
  })

  test('64 are kept', () => {
    fill()
    expect(made(fill)).toBe(0)
  })

  test('the one that was not asked for lately is dropped', () => {
    fill()
    ask(0.5)
    expect(made(() => ask(newest))).toBe(0)
    expect(made(() => ask(oldest))).toBe(1)
  })

  test('one that is asked for again is not dropped', () => {
    fill()
    ask(oldest)
    ask(0.6)
    expect(made(() => ask(oldest))).toBe(0)
    expect(made(() => ask(0.002))).toBe(1)
  })

  test.each([
    ['the newest', newest],
    ['one in the middle', 0.001 * 32],
  ])('asking for %s again drops none', (_which, rate) => {
    fill()
    ask(rate)
    expect(made(() => ask(oldest))).toBe(0)
  })
})

describe('a payout from funds', () => {
  const mortality = flat(0.06)
  const rate = 0.02
  const terms = (aterbetalningsskydd: boolean): PayoutTerms => ({
    mortality,
    livslangdspaslag: 2,
    aterbetalningsskydd,
    rate,
  })
  const start = { at: age(65), duration: 'lifelong' } as const
  const level = Math.pow(1 + rate, 1 / 12)

  test('without återbetalningsskydd the capital of those who die goes to those who live', () => {
    const at = (months: number) => lifelongAnnuity({ mortality, at: month(780 + months), rate })
    // One month: what is left, grown by 1 %, over those who live: exp(−0.06/12) = exp(−0.005).
    const left = ((12 * at(0) - 1) * 1.01) / Math.exp(-0.005)
    const shares = recomputedShares({ terms: terms(false), start, toJanuary: 1, months: 13, growthAt: () => 1.01 })
    expect(shares).toHaveLength(2)
    expect(shares[0]).toBe(1)
    expect(shares[1]).toBeCloseTo(left / 12 / at(1), 9)
    expect(shares[1]).toBeGreaterThan(1)
  })

  test('a lifelong annuity is the payout’s factor', () => {
    const life = { mortality, at: age(66), rate }
    expect(payoutFactor(terms(false), start, 12)).toBe(lifelongAnnuity(life))
    expect(payoutFactor(terms(false), { at: age(65), duration: { months: 60 } }, 12)).toBe(temporaryAnnuity(life, 48))
  })

  test.each([
    [12, true],
    [11, false],
  ])('with %i months left of a term that stands for a life the amount is changed: %s', (left, changed) => {
    const term = termOf(terms(true), start) ?? 0
    const toJanuary = (term - left) % 12 || 12
    const shares = recomputedShares({
      terms: terms(true),
      start,
      toJanuary,
      months: term - left + 1,
      growthAt: () => level * 1.001,
    })
    const [before, last] = shares.slice(-2)
    expect(shares).toHaveLength(1 + Math.ceil((term - left) / 12))
    expect(last !== before).toBe(changed)
  })
})
