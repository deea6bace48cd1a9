import { describe, expect, test } from 'vitest'
import type { MortalityRow } from '../../parameters/parameter.ts'
import { lastAgeInMonths } from '../payout/index.ts'
import { growthTable } from './growth.ts'

/** One in a hundred dies each month: the share that lives is exp(−0.01 · months). */
const mortality: MortalityRow = {
  bornFrom: 1900,
  status: 'assumed',
  source: 'Made up',
  a: 0.12,
  b: 0,
  c: 0.1,
  linearFrom: 200,
  slope: 0,
}

describe('worth and sum, month by month', () => {
  test('with återbetalningsskydd only the return counts', () => {
    const { from, worth, paid } = growthTable({ monthly: 1.21, mortality: null }, 780, 782)
    expect(from).toBe(780)
    expect([...worth].map((one) => one.toFixed(6))).toEqual(['1.000000', '0.826446', '0.683013'])
    // In the middle of the month: 1/√1.21 = 1/1.1, then 1/(1.1 · 1.21).
    expect([...paid].map((one) => one.toFixed(6))).toEqual(['0.000000', '0.909091', '1.660406'])
  })

  test('without it arvsvinst too', () => {
    const { worth, paid } = growthTable({ monthly: 1.21, mortality }, 780, 782)
    expect(worth[0]).toBe(1)
    expect(worth[1]).toBeCloseTo(Math.exp(-0.01) / 1.21, 12)
    expect(worth[2]).toBeCloseTo(Math.exp(-0.02) / 1.4641, 12)
    expect(paid[1]).toBeCloseTo(Math.exp(-0.005) / 1.1, 12)
    expect(paid[2]).toBeCloseTo(Math.exp(-0.005) / 1.1 + Math.exp(-0.015) / 1.331, 12)
  })

  test('a capital that does not grow is worth the same every month', () => {
    const { worth, paid } = growthTable({ monthly: 1, mortality: null }, 600, 603)
    expect([...worth]).toEqual([1, 1, 1, 1])
    expect([...paid]).toEqual([0, 1, 2, 3])
  })
})

describe('how far a table reaches', () => {
  test('a first one as far as it is asked for', () => {
    expect(growthTable({ monthly: 1.001, mortality: null }, 300, 400).worth).toHaveLength(101)
  })

  test('up to its last month it is the same table', () => {
    const of = { monthly: 1.002, mortality: null }
    const table = growthTable(of, 300, 400)
    expect(growthTable(of, 300, 400)).toBe(table)
    expect(growthTable(of, 300, 301)).toBe(table)
  })

  test('one month more is another table, twice as long', () => {
    const of = { monthly: 1.003, mortality: null }
    const table = growthTable(of, 300, 400)
    const longer = growthTable(of, 300, 401)
    expect(longer).not.toBe(table)
    expect(longer.worth).toHaveLength(2 * 101 + 1)
    expect(growthTable(of, 300, 502)).toBe(longer)
  })

  test('never beyond the last age unless asked to', () => {
    const of = { monthly: 1.004, mortality: null }
    const from = lastAgeInMonths - 500
    growthTable(of, from, from + 400)
    expect(growthTable(of, from, from + 450).worth).toHaveLength(501)
  })
})

describe('the tables that are kept', () => {
  const ask = (k: number, to = 310) => growthTable({ monthly: 1.01 + k / 10_000, mortality: null }, 300, to)
  const fill = () => Array.from({ length: 64 }, (_, k) => ask(k))

  test('one for each growth, curve and first age', () => {
    const of = { monthly: 1.005, mortality: null }
    const table = growthTable(of, 300, 310)
    const others = [
      growthTable({ ...of, monthly: 1.006 }, 300, 310),
      growthTable({ ...of, mortality }, 300, 310),
      growthTable(of, 301, 310),
    ]
    expect(new Set([table, ...others]).size).toBe(4)
    expect(others.map((one) => one.from)).toEqual([300, 300, 301])
    expect(growthTable(of, 300, 310)).toBe(table)
    expect(growthTable({ ...of, monthly: 1.006 }, 300, 310)).toBe(others[0])
    expect(growthTable({ ...of, mortality }, 300, 310)).toBe(others[1])
    expect(growthTable(of, 301, 310)).toBe(others[2])
  })

  test('64 of them', () => {
    const tables = fill()
    expect(tables.map((table, k) => table === ask(k))).toEqual(tables.map(() => true))
  })

  test('the one that was not asked for lately is dropped', () => {
    const tables = fill()
    ask(64)
    expect(ask(1)).toBe(tables[1])
    expect(ask(0)).not.toBe(tables[0])
  })

  test('one that is asked for again is not dropped', () => {
    const tables = fill()
    ask(0)
    ask(65)
    expect(ask(0)).toBe(tables[0])
    expect(ask(1)).not.toBe(tables[1])
  })

  test.each([
    ['one in the middle again', 32, 310],
    ['the newest again', 63, 310],
    ['the newest for longer', 63, 320],
    ['one in the middle for longer', 32, 400],
  ])('asking for %s drops none', (_which, k, to) => {
    const tables = fill()
    ask(k, to)
    expect(ask(0)).toBe(tables[0])
  })
})
