import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Age } from '../model/age.ts'
import { age } from '../model/age.ts'
import type { PayoutDuration } from '../model/holding.ts'
import { addMonths, yearMonth } from '../model/year-month.ts'
import type { Choosable, Contest, PayoutOption, Rank } from './contest.ts'
import { compareRanks, PlanBoard, TaxTables } from './contest.ts'
import { searchPlans } from './search.ts'

const first = yearMonth(2034, 6)
const from = age(64)
/** 30 % above 5,000 kr a month, from 2040 above 8,000. */
const taxOf = (year: number, taxed: number): number => Math.max(0, taxed - (year < 2040 ? 5_000 : 8_000)) * 0.3

function option(start: Age, duration: PayoutDuration, amount: number, taxed = true): PayoutOption {
  const month = addMonths(first, start - from)
  const to = duration === 'lifelong' ? duration : addMonths(month, duration.months - 1)
  return { start, duration, flows: [{ from: month, to, amount, taxed }] }
}

/** What a capital gives, roughly: later and shorter give more a month. */
function holding(
  id: string,
  capital: number,
  years: readonly number[],
  durations: readonly PayoutDuration[],
): Choosable {
  return {
    id,
    options: years.flatMap((year) =>
      durations.map((duration) => {
        const months = duration === 'lifelong' ? 270 - year * 9 : duration.months
        return option(age(64 + year), duration, (capital * 1.013 ** year) / months)
      }),
    ),
  }
}

const contest = (given: Partial<Contest>): Contest => ({
  choosable: [],
  fixed: [],
  first,
  last: addMonths(first, 41 * 12),
  late: addMonths(first, 21 * 12),
  wish: 20_000,
  afterTax: false,
  taxes: new TaxTables(taxOf),
  ...given,
})

describe('the rank of a plan', () => {
  const two = contest({
    choosable: [
      { id: 'a', options: [option(from, 'lifelong', 10_000), option(age(66), 'lifelong', 12_000)] },
      { id: 'b', options: [option(from, { months: 60 }, 8_000), option(age(66), { months: 60 }, 9_000)] },
    ],
    fixed: [{ from: yearMonth(2020, 1), to: 'lifelong', amount: 1_000, taxed: false }],
    wish: 19_500,
  })
  const board = new PlanBoard(two)

  test('counts what lacks, the late income, the tax and what is not decided yet', () => {
    // Five years of 19,000, then 432 + 1 months of 11,000 (41 years and the first month).
    const months = 41 * 12 + 1
    const earlyTax = 60 * (18_000 - 5_000) * 0.3
    // June 2039 to December 2039 by the first rule, the rest by the second.
    const lateTax = 7 * (10_000 - 5_000) * 0.3 + (months - 67) * (10_000 - 8_000) * 0.3
    expect(board.rankOf([0, 0])).toEqual({
      gap: 8_500,
      missing: 60 * 500 + (months - 60) * 8_500,
      lateIncome: 11_000,
      tax: Math.round(earlyTax + lateTax),
      undecided: 0,
    })
    expect(board.rankOf([1, 1])).toMatchObject({ lateIncome: 13_000, undecided: 48 })
  })

  test('after tax, tax lacks too', () => {
    const net = new PlanBoard({ ...two, afterTax: true, wish: 15_100 })
    // 19,000 − (18,000 − 5,000) · 30 % = 15,100: nothing lacks in the first five years.
    expect(net.rankOf([0, 0]).missing).toBe(7 * (15_100 - 9_500) + (41 * 12 + 1 - 67) * (15_100 - 10_400))
  })

  test('goes by what lacks in the poorest month, then by all that lacks, then late income, then tax, then what is left open', () => {
    const rank = { gap: 5, missing: 9, lateIncome: 100, tax: 50, undecided: 3 }
    expect(compareRanks(rank, { ...rank, gap: 6, missing: 1 })).toBeLessThan(0)
    expect(compareRanks(rank, { ...rank, missing: 10, lateIncome: 900 })).toBeLessThan(0)
    expect(compareRanks(rank, { ...rank, lateIncome: 99, tax: 0 })).toBeLessThan(0)
    expect(compareRanks(rank, { ...rank, tax: 51, undecided: 9 })).toBeLessThan(0)
    expect(compareRanks(rank, { ...rank, undecided: 2 })).toBeLessThan(0)
    expect(compareRanks(rank, { ...rank })).toBe(0)
  })
})

const durations = ['lifelong', { months: 60 }, { months: 120 }] as const
const contests = fc
  .record({
    capitals: fc.array(fc.integer({ min: 100_000, max: 3_000_000 }), { minLength: 1, maxLength: 3 }),
    wish: fc.integer({ min: 3_000, max: 40_000 }),
    afterTax: fc.boolean(),
    fixed: fc.integer({ min: 0, max: 15_000 }),
  })
  .map(({ capitals, wish, afterTax, fixed }) =>
    contest({
      choosable: capitals.map((capital, i) => holding(`h${i}`, capital, [0, 1, 3, 6, 10], durations)),
      fixed: [{ from: first, to: 'lifelong', amount: fixed, taxed: true }],
      wish,
      afterTax,
    }),
  )

test('the best option of a holding, and of two together, is the one with the best rank of all', () => {
  fc.assert(
    fc.property(contests, fc.nat(), fc.nat(), (given, one, other) => {
      const board = new PlanBoard(given)
      const counts = given.choosable.map(({ options }) => options.length)
      const selection = counts.map((count, i) => (one + i * other) % count)
      const rank = board.rankOf(selection)
      const best = (ranks: readonly Rank[]) => ranks.reduce((a, b) => (compareRanks(b, a) < 0 ? b : a), rank)
      const holding = one % counts.length
      const found = board.bestFor(holding, selection, rank)
      expect(found.rank).toEqual(best(board.ranksFor(holding, selection)))
      expect(board.rankOf(selection.with(holding, found.option))).toEqual(found.rank)
      const beside = other % counts.length
      if (beside === holding) return
      const both = board.bestForTwo(holding, beside, selection, rank)
      const all = Array.from({ length: counts[holding] ?? 0 }, (_, option) =>
        board.ranksFor(beside, selection.with(holding, option)),
      ).flat()
      expect(both.rank).toEqual(best(all))
      const [first, second] = both.options
      expect(board.rankOf(selection.with(holding, first).with(beside, second))).toEqual(both.rank)
    }),
  )
})

describe('the search', () => {
  test('goes through every combination of a small case, best first', () => {
    fc.assert(
      fc.property(contests, (given) => {
        const found = searchPlans(given)
        expect(found).toHaveLength(given.choosable.reduce((product, { options }) => product * options.length, 1))
        for (const [i, candidate] of found.entries()) {
          const next = found[i + 1]
          if (next) expect(compareRanks(candidate.rank, next.rank)).toBeLessThanOrEqual(0)
        }
        const board = new PlanBoard(given)
        const best = found[0]?.options.map((chosen, i) => given.choosable[i]?.options.indexOf(chosen) ?? -1) ?? []
        expect(board.rankOf(best)).toEqual(found[0]?.rank)
      }),
      { numRuns: 20 },
    )
  })

  test('by descent: finds what going through everything finds, where two holdings can be chosen', () => {
    fc.assert(
      fc.property(contests, (given) => {
        const small = { ...given, choosable: given.choosable.slice(0, 2) }
        expect(searchPlans(small, 0)[0]?.rank).toEqual(searchPlans(small, Infinity)[0]?.rank)
      }),
      { numRuns: 50 },
    )
  })

  test('by descent: no single change makes the plan better', () => {
    fc.assert(
      fc.property(contests, (given) => {
        const [best] = searchPlans(given, 0)
        if (best === undefined) throw new Error('No plan')
        const board = new PlanBoard(given)
        const selection = best.options.map((chosen, i) => given.choosable[i]?.options.indexOf(chosen) ?? -1)
        for (const holding of given.choosable.keys()) {
          for (const rank of board.ranksFor(holding, selection)) {
            expect(compareRanks(best.rank, rank)).toBeLessThanOrEqual(0)
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  test('the same question has the same answer, and holdings without a choice are no hindrance', () => {
    const given = contest({
      choosable: [holding('a', 900_000, [0, 2, 5], durations), holding('b', 400_000, [4], ['lifelong'])],
    })
    expect(searchPlans(given, 0)).toEqual(searchPlans(given, 0))
    expect(searchPlans(contest({ wish: 1 }))).toEqual([
      { options: [], rank: { gap: 1, missing: 41 * 12 + 1, lateIncome: 0, tax: 0, undecided: 0 } },
    ])
  })
})
