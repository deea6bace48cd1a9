import { describe, expect, test } from 'vitest'
import { LawReader } from '../law.ts'
import { Dec, kronor, kronorPerMonth } from '../model/quantity.ts'
import { addMonths, formatYearMonth, isoDateOf, yearMonth } from '../model/year-month.ts'
import { calculateBostadstillagg } from '../rules/bostadstillagg/index.ts'
import { calculateGrundavdrag } from '../rules/skatt/index.ts'
import { housingSupport } from './supplements.ts'
import type { Housing, PaymentRun } from './types.ts'

// Riktålder 67: April 2027.
const birthDate = isoDateOf('1960-04-12')
const law = new LawReader()
const span = { first: yearMonth(2026, 12), last: yearMonth(2065, 4) }
const housing: Housing = { cost: kronorPerMonth(7_000), wealth: kronor(0) }

const run = (component: PaymentRun['component'], amount: number, given: Partial<PaymentRun> = {}): PaymentRun => ({
  holdingId: 'allman-pension',
  pillar: component === 'avtal' ? 'tjanstepension' : 'allman-pension',
  component,
  from: yearMonth(2027, 5),
  to: 'lifelong',
  amount: kronorPerMonth(amount),
  taxed: true,
  calculatedBy: 'provider-values',
  ...given,
})
const supportOn = (
  runs: readonly PaymentRun[],
  home = housing,
  pay: Parameters<typeof housingSupport>[1] = [],
  drawnInFull: Parameters<typeof housingSupport>[2]['drawnInFull'] = () => true,
) =>
  housingSupport(runs, pay, {
    person: { birthDate },
    housing: home,
    law,
    holdingId: 'allman-pension',
    drawnInFull,
    ...span,
  })

/** A year beside the pension. */
const spell = { from: yearMonth(2027, 5), to: yearMonth(2028, 4), amount: kronorPerMonth(5_000) }

/** By the rule itself, for a whole year. */
function byRule(
  income: number,
  garantipension: number,
  given: Partial<Parameters<typeof calculateBostadstillagg>[0]> = {},
) {
  const counted = new Dec(income * 12).div(100).floor().times(100)
  return calculateBostadstillagg(
    {
      birthYear: 1960,
      year: 2029,
      income: new Dec(income * 12),
      garantipension: new Dec(garantipension * 12),
      tjanstepension: new Dec(0),
      rent: new Dec(84_000),
      grundavdrag: calculateGrundavdrag({ income: counted, year: 2029, older: true }, law),
      ...given,
    },
    law,
  ).paid.div(12)
}
const paidIn = (runs: readonly PaymentRun[], month: number) =>
  runs
    .filter(({ from, to }) => from <= month && (to === 'lifelong' || month <= to))
    .reduce((sum, { amount }) => sum.plus(amount), new Dec(0))
    .toFixed(2)

describe('housing supplement', () => {
  const low = [run('inkomstpension', 6_000), run('garantipension', 7_000)]

  test('is that of the rule, free of tax, from riktålder and not before', () => {
    const drawnEarly = low.map((each) => ({ ...each, from: yearMonth(2027, 2) }))
    const { runs, steps } = supportOn(drawnEarly)
    expect(paidIn(runs, yearMonth(2029, 6))).toBe(byRule(13_000, 7_000).toFixed(2))
    expect(byRule(13_000, 7_000).gt(3_000)).toBe(true)
    expect(runs.every(({ taxed }) => !taxed)).toBe(true)
    expect(formatYearMonth(Math.min(...runs.map(({ from }) => from)) as PaymentRun['from'])).toBe('2027-04')
    expect(runs.at(-1)?.to).toBe('lifelong')
    expect(steps.length).toBeGreaterThan(0)
  })

  test('is none before all of the public pension is drawn', () => {
    const start = yearMonth(2030, 6)
    const late = low.map((each) => ({ ...each, from: start }))
    const { runs } = supportOn(late, housing, [], (month) => month >= start)
    expect(paidIn(runs, addMonths(start, -1))).toBe('0.00')
    expect(paidIn(runs, start)).toBe(byRule(13_000, 7_000).toFixed(2))
  })

  test('is counted anew when another pension begins and when it ends', () => {
    const more = run('avtal', 2_000, { from: yearMonth(2030, 3), to: yearMonth(2035, 2) })
    const { runs } = supportOn([...low, more])
    expect(paidIn(runs, yearMonth(2030, 2))).toBe(byRule(13_000, 7_000).toFixed(2))
    expect(paidIn(runs, yearMonth(2030, 3))).toBe(byRule(15_000, 7_000).toFixed(2))
    expect(paidIn(runs, yearMonth(2035, 3))).toBe(byRule(13_000, 7_000).toFixed(2))
  })

  test('inkomstpensionstillägg does not lower it; work and wealth do', () => {
    expect(supportOn([...low, run('inkomstpensionstillagg', 600)]).runs).toEqual(supportOn(low).runs)
    const wealthy = supportOn(low, { ...housing, wealth: kronor(400_000) }).runs
    expect(paidIn(wealthy, yearMonth(2029, 6))).toBe(byRule(13_000, 7_000, { wealth: new Dec(400_000) }).toFixed(2))
    const working = supportOn(low, housing, [{ ...spell, benefit: kronorPerMonth(0) }]).runs
    expect(paidIn(working, yearMonth(2029, 6))).toBe(byRule(13_000, 7_000).toFixed(2))
    expect(Number(paidIn(working, yearMonth(2027, 6)))).toBeLessThan(Number(paidIn(working, yearMonth(2029, 6))))
  })

  test('a benefit in place of pay lowers it as a pension would, nothing of it left out', () => {
    const ill = supportOn(low, housing, [{ ...spell, benefit: spell.amount }]).runs
    const [then, after] = [yearMonth(2028, 2), yearMonth(2028, 6)]
    expect(paidIn(ill, then)).toBe(byRule(18_000, 7_000).toFixed(2))
    expect(byRule(18_000, 7_000).lt(byRule(13_000, 7_000, { work: new Dec(60_000) }))).toBe(true)
    expect(paidIn(ill, after)).toBe(byRule(13_000, 7_000).toFixed(2))
  })

  test('a partner’s pension counts', () => {
    const partner = {
      birthDate: isoDateOf('1958-02-02'),
      pension: kronorPerMonth(12_000),
      garantipension: kronorPerMonth(5_000),
    }
    const means = {
      birthYear: 1958,
      income: new Dec(144_000),
      garantipension: new Dec(60_000),
      tjanstepension: new Dec(0),
    }
    const { runs } = supportOn(low, { ...housing, partner })
    expect(paidIn(runs, yearMonth(2029, 6))).toBe(byRule(13_000, 7_000, { partner: means }).toFixed(2))
  })

  test('is none on a high pension', () => {
    expect(supportOn([run('inkomstpension', 40_000, { from: yearMonth(2027, 4) })]).runs).toEqual([])
  })
})

// 3,800 a month, 45,600 a year. Nothing is left of bostadstillägg's 84,480 for the rent of 84,000 but 480; skälig levnadsnivå is
// 12 · ⌊1.5357 · 59,200 / 12⌋ = 90,912. In 2027, at 67, grundavdrag is 25,100 and the tax 32.38 % of 20,500, 6,637: 90,912 −
// (45,600 − 6,637 + 480) = 51,469. From 2028 the raised allowance takes it all: 90,912 − 46,080 = 44,832.
test('is counted anew when the raised grundavdrag begins, though the payments stay as they are', () => {
  const { runs } = supportOn([run('inkomstpension', 3_100), run('garantipension', 700)])
  const aldre = runs.filter(({ component }) => component === 'aldreforsorjningsstod')
  const inWords = aldre.map(({ from, amount }) => `${formatYearMonth(from)} ${amount.toFixed()}`)
  expect(inWords.filter((words) => words >= '2027-05')).toEqual(['2027-05 4289.08', '2028-01 3736'])
})

// 12,000 a month each, and 300,000 each: 0.93 · 144,000 + 0.15 · 200,000 = 163,920, above 2.2 · 59,200 = 130,240 by 33,680, of
// which 62 % are 20,881.60. Half the rent is 3,500: 1,500 + 0.9 · 1,000 + 0.7 · 1,000 + 420 = 3,520 a month, 42,240 a year.
// 21,358.40 are left: 1,780 a month.
// Born 1968: in 2036 above 67, riktålder of that year, for the first time.
test('of a couple it is counted anew when the other is taxed less for age', () => {
  const partner = {
    birthDate: isoDateOf('1968-02-03'),
    pension: kronorPerMonth(6_000),
    garantipension: kronorPerMonth(0),
  }
  const paid = supportOn([run('inkomstpension', 3_000)], { ...housing, partner }).runs
  const means = { birthYear: 1968, income: new Dec(72_000), garantipension: new Dec(0), tjanstepension: new Dec(0) }
  const [before, after] = [2035, 2036].map((year) => byRule(3_000, 0, { year, partner: means }).toFixed(2))
  expect(before).not.toBe(after)
  expect([paidIn(paid, yearMonth(2035, 12)), paidIn(paid, yearMonth(2036, 1))]).toEqual([before, after])
})

test('of a couple the half of both’s wealth counts for each', () => {
  const partner = {
    birthDate: isoDateOf('1958-02-03'),
    pension: kronorPerMonth(12_000),
    garantipension: kronorPerMonth(0),
  }
  const { runs } = supportOn([run('inkomstpension', 12_000)], { ...housing, wealth: kronor(300_000), partner })
  expect(runs.filter(({ from }) => from === yearMonth(2027, 5)).map(({ amount }) => amount.toFixed())).toEqual(['1780'])
})
