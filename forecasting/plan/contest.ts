/**
 * Plans as numbers: what a set of payout options gives over time, and which of two is better.
 *
 * Here amounts are doubles, for thousands of plans are compared; what is found is calculated anew by the engine itself
 * before it is shown (./index.ts).
 */
import type { PayoutDuration } from '../model/holding.ts'
import type { Age } from '../model/age.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths, yearMonth, yearOf } from '../model/year-month.ts'

/** Months of equal payments. */
export interface Flow {
  readonly from: YearMonth
  readonly to: YearMonth | 'lifelong'
  /** SEK per month before tax. */
  readonly amount: number
  readonly taxed: boolean
}

export interface PayoutOption {
  readonly start: Age
  readonly duration: PayoutDuration
  readonly flows: readonly Flow[]
}

/** A holding whose payout can still be chosen. */
export interface Choosable {
  readonly id: string
  /** At least one. */
  readonly options: readonly PayoutOption[]
}

export interface Contest {
  readonly choosable: readonly Choosable[]
  /** What is paid whatever is chosen. */
  readonly fixed: readonly Flow[]
  readonly first: YearMonth
  readonly last: YearMonth
  /** The month from which income is called late: that of 85 years. */
  readonly late: YearMonth
  /** SEK per month that is wished for. */
  readonly wish: number
  readonly afterTax: boolean
  readonly taxes: TaxTables
}

/** One option per choosable holding, by its index. */
export type Selection = readonly number[]

/** What plans are ranked by, in this order; whole kronor, for less is not a difference. */
export interface Rank {
  /** What lacks to the wish in the poorest month. */
  readonly gap: number
  /** Sum over all months of what lacks to the wish. */
  readonly missing: number
  /** The lowest month from 85 years on, before tax. */
  readonly lateIncome: number
  /** Sum over all months. */
  readonly tax: number
  /** Months from the first one until the start, summed over the holdings: what need not be decided yet. */
  readonly undecided: number
}

/** @returns below 0 when `a` is the better plan */
export const compareRanks = (a: Rank, b: Rank): number =>
  a.gap - b.gap || a.missing - b.missing || b.lateIncome - a.lateIncome || a.tax - b.tax || b.undecided - a.undecided

const out: Rank = { gap: Infinity, missing: Infinity, lateIncome: 0, tax: 0, undecided: 0 }

/** Payments of one option, or of all, per stretch of the time axis. */
interface Stream {
  readonly taxed: Float64Array
  readonly untaxed: Float64Array
}

const sumOfTwo = (a: Stream, b: Stream): Stream => ({
  taxed: a.taxed.map((amount, i) => amount + (b.taxed[i] ?? 0)),
  untaxed: a.untaxed.map((amount, i) => amount + (b.untaxed[i] ?? 0)),
})

/** SEK per month of tax on a taxed monthly income, in a calendar year. */
export type TaxOfIncome = (year: number, taxed: number) => number

/** Tax is looked up in steps of so many kronor a month, with straight lines between. */
const taxStep = 1000

/** The taxes of the years, looked up. Years whose taxes do not differ share a table, filled as far as it is used. */
export class TaxTables {
  readonly #taxOf: TaxOfIncome
  readonly #byYear = new Map<number, number[]>()
  readonly #bySample = new Map<string, number[]>()

  constructor(taxOf: TaxOfIncome) {
    this.#taxOf = taxOf
  }

  /** The same object for years with the same taxes. */
  tableOf(year: number): number[] {
    const known = this.#byYear.get(year)
    if (known !== undefined) return known
    const sample = [8_000, 20_000, 45_000, 90_000].map((income) => this.#taxOf(year, income)).join(' ')
    const table = this.#bySample.get(sample) ?? []
    this.#bySample.set(sample, table)
    this.#byYear.set(year, table)
    return table
  }

  tax(table: number[], year: number, taxed: number): number {
    const place = taxed / taxStep
    const below = Math.floor(place)
    const low = (table[below] ??= this.#taxOf(year, below * taxStep))
    const high = (table[below + 1] ??= this.#taxOf(year, (below + 1) * taxStep))
    return low + (high - low) * (place - below)
  }
}

export class PlanBoard {
  readonly contest: Contest
  /** First months of the stretches in which nothing changes. */
  readonly #starts: readonly YearMonth[]
  readonly #weights: Float64Array
  readonly #firstLate: number
  readonly #streams: readonly (readonly Stream[])[]
  readonly #undecided: readonly Float64Array[]
  readonly #fixed: Stream
  readonly #years: readonly number[]
  readonly #tables: readonly number[][]

  constructor(contest: Contest) {
    this.contest = contest
    this.#starts = startsOf(contest)
    this.#weights = Float64Array.from(this.#starts, (start, i) => (this.#starts[i + 1] ?? contest.last + 1) - start)
    this.#firstLate = Math.max(
      0,
      this.#starts.findLastIndex((start) => start <= contest.late),
    )
    this.#fixed = this.#streamOf(contest.fixed)
    this.#streams = contest.choosable.map(({ options }) => options.map(({ flows }) => this.#streamOf(flows)))
    this.#undecided = contest.choosable.map(({ options }) =>
      Float64Array.from(options, ({ flows }) => Math.max(0, (flows[0]?.from ?? contest.first) - contest.first)),
    )
    this.#years = this.#starts.map(yearOf)
    this.#tables = this.#years.map((year) => contest.taxes.tableOf(year))
  }

  rankOf(selection: Selection): Rank {
    return this.#rank(this.#sumOf(selection, []), null, this.#undecidedOf(selection, []))
  }

  /** The rank with each option of one holding, the others as they are. */
  ranksFor(holding: number, selection: Selection): readonly Rank[] {
    const others = this.#sumOf(selection, [holding])
    const undecided = this.#undecidedOf(selection, [holding])
    const streams = this.#streams[holding] ?? []
    return streams.map((stream, option) =>
      this.#rank(others, stream, undecided + (this.#undecided[holding]?.[option] ?? 0)),
    )
  }

  /** The best option of one holding, the others as they are; of equals the one it has, then the earlier in the list. */
  bestFor(holding: number, selection: Selection): { readonly option: number; readonly rank: Rank } {
    const others = this.#sumOf(selection, [holding])
    const undecided = this.#undecidedOf(selection, [holding])
    const current = { option: selection[holding] ?? 0, rank: this.rankOf(selection) }
    return this.#bestBeside(others, undecided, holding, current)
  }

  /** The same for two holdings together. */
  bestForTwo(
    one: number,
    other: number,
    selection: Selection,
  ): { readonly options: readonly [number, number]; readonly rank: Rank } {
    const others = this.#sumOf(selection, [one, other])
    const undecided = this.#undecidedOf(selection, [one, other])
    let options: readonly [number, number] = [selection[one] ?? 0, selection[other] ?? 0]
    let rank = this.rankOf(selection)
    for (const [option, stream] of this.#streams[one]?.entries() ?? []) {
      const beside = undecided + (this.#undecided[one]?.[option] ?? 0)
      const best = this.#bestBeside(sumOfTwo(others, stream), beside, other, { option: -1, rank })
      if (best.option < 0) continue
      options = [option, best.option]
      rank = best.rank
    }
    return { options, rank }
  }

  /** The best option of a holding beside what the others pay, where one is better than `current`. */
  #bestBeside(
    others: Stream,
    undecided: number,
    holding: number,
    current: { readonly option: number; readonly rank: Rank },
  ): { readonly option: number; readonly rank: Rank } {
    let best = current
    for (const [option, stream] of this.#streams[holding]?.entries() ?? []) {
      const undecidedHere = undecided + (this.#undecided[holding]?.[option] ?? 0)
      const rank = this.#rank(others, stream, undecidedHere, best.rank.gap + 1)
      if (compareRanks(rank, best.rank) < 0) best = { option, rank }
    }
    return best
  }

  #undecidedOf(selection: Selection, without: readonly number[]): number {
    return selection.reduce(
      (sum, option, holding) => (without.includes(holding) ? sum : sum + (this.#undecided[holding]?.[option] ?? 0)),
      0,
    )
  }

  #sumOf(selection: Selection, without: readonly number[]): Stream {
    const taxed = Float64Array.from(this.#fixed.taxed)
    const untaxed = Float64Array.from(this.#fixed.untaxed)
    for (const [holding, option] of selection.entries()) {
      const stream = without.includes(holding) ? undefined : this.#streams[holding]?.[option]
      if (stream === undefined) continue
      for (let i = 0; i < taxed.length; i++) {
        taxed[i] = (taxed[i] ?? 0) + (stream.taxed[i] ?? 0)
        untaxed[i] = (untaxed[i] ?? 0) + (stream.untaxed[i] ?? 0)
      }
    }
    return { taxed, untaxed }
  }

  /** @param gapLimit once more lacks in a month the plan is out, and no more is counted */
  #rank(sum: Stream, added: Stream | null, undecided: number, gapLimit = Infinity): Rank {
    const { wish, afterTax } = this.contest
    let gap = 0
    let missing = 0
    let tax = 0
    let lateIncome = Infinity
    for (let i = 0; i < this.#weights.length; i++) {
      const taxed = (sum.taxed[i] ?? 0) + (added?.taxed[i] ?? 0)
      const gross = taxed + (sum.untaxed[i] ?? 0) + (added?.untaxed[i] ?? 0)
      const weight = this.#weights[i] ?? 0
      const taxHere = this.#tax(i, taxed)
      tax += taxHere * weight
      const lacks = wish - (afterTax ? gross - taxHere : gross)
      if (lacks > 0) missing += lacks * weight
      if (lacks > gap) gap = lacks
      if (gap > gapLimit) return out
      if (i >= this.#firstLate && gross < lateIncome) lateIncome = gross
    }
    return {
      gap: Math.max(0, Math.ceil(gap - 0.005)),
      missing: Math.max(0, Math.ceil(missing - 0.005)),
      lateIncome: Math.floor(lateIncome + 0.005),
      tax: Math.round(tax),
      undecided,
    }
  }

  #tax(stretch: number, taxed: number): number {
    const table = this.#tables[stretch]
    return table === undefined ? 0 : this.contest.taxes.tax(table, this.#years[stretch] ?? 0, taxed)
  }

  #streamOf(flows: readonly Flow[]): Stream {
    const taxed = new Float64Array(this.#starts.length)
    const untaxed = new Float64Array(this.#starts.length)
    for (const flow of flows) {
      const target = flow.taxed ? taxed : untaxed
      for (const [i, start] of this.#starts.entries()) {
        if (start >= flow.from && (flow.to === 'lifelong' || start <= flow.to)) {
          target[i] = (target[i] ?? 0) + flow.amount
        }
      }
    }
    return { taxed, untaxed }
  }
}

/** All months in which some payment begins or has ended, or taxes change. */
function startsOf({ choosable, fixed, first, last, late, taxes }: Contest): readonly YearMonth[] {
  const starts = new Set<YearMonth>([first, late])
  for (const flow of [...fixed, ...choosable.flatMap(({ options }) => options.flatMap(({ flows }) => flows))]) {
    starts.add(flow.from)
    if (flow.to !== 'lifelong') starts.add(addMonths(flow.to, 1))
  }
  for (let year = yearOf(first) + 1; year <= yearOf(last); year++) {
    if (taxes.tableOf(year) !== taxes.tableOf(year - 1)) starts.add(yearMonth(year, 1))
  }
  return [...starts].filter((start) => start >= first && start <= last).sort((a, b) => a - b)
}

/** What is left of each month, or its whole income where the wish is before tax. */
export function incomeByMonth(
  { fixed, first, last, afterTax, taxes }: Contest,
  options: readonly PayoutOption[],
): Float64Array {
  const taxed = new Float64Array(last - first + 1)
  const income = new Float64Array(last - first + 1)
  for (const flow of [...fixed, ...options.flatMap(({ flows }) => flows)]) {
    const to = flow.to === 'lifelong' ? last : Math.min(flow.to, last)
    for (let month = Math.max(flow.from, first); month <= to; month++) {
      income[month - first] = (income[month - first] ?? 0) + flow.amount
      if (flow.taxed) taxed[month - first] = (taxed[month - first] ?? 0) + flow.amount
    }
  }
  if (!afterTax) return income
  return income.map((gross, i) => {
    const year = yearOf(addMonths(first, i))
    return gross - taxes.tax(taxes.tableOf(year), year, taxed[i] ?? 0)
  })
}
