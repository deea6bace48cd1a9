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

/** Of this much lacking, or of more income, nothing is made: the doubles are not exact. */
const slack = 0.005
const roundUp = (lacking: number): number => Math.max(0, Math.ceil(lacking - slack))
const roundDown = (income: number): number => Math.floor(income + slack)

/** Payments of one option, or of all, per stretch of the time axis. */
interface Stream {
  readonly gross: Float64Array
  /** Of `gross`. */
  readonly taxed: Float64Array
}

const nothing: Stream = { gross: new Float64Array(0), taxed: new Float64Array(0) }

/** Adds to `sum` what a stream pays. */
function pay(sum: Stream, { gross, taxed }: Stream): Stream {
  for (let i = 0; i < gross.length; i++) {
    sum.gross[i] = (sum.gross[i] ?? 0) + (gross[i] ?? 0)
    sum.taxed[i] = (sum.taxed[i] ?? 0) + (taxed[i] ?? 0)
  }
  return sum
}
const copyOf = ({ gross, taxed }: Stream): Stream => ({
  gross: Float64Array.from(gross),
  taxed: Float64Array.from(taxed),
})

/** SEK per month of tax on a taxed monthly income, in a calendar year. */
export type TaxOfIncome = (year: number, taxed: number) => number

/** Tax is looked up in steps of so many kronor a month, with straight lines between. */
const taxStep = 1000
/** Above so many steps a tax is looked up nowhere. */
const taxSteps = 512

/** The taxes of one year, filled as far as they are used. */
class TaxTable {
  readonly #taxOf: (taxed: number) => number
  readonly #known = new Float64Array(taxSteps).fill(NaN)

  constructor(taxOf: (taxed: number) => number) {
    this.#taxOf = taxOf
  }

  tax(taxed: number): number {
    const place = taxed / taxStep
    const below = Math.floor(place)
    const low = this.#known[below] ?? NaN
    const high = this.#known[below + 1] ?? NaN
    // What is not known yet makes the sum none.
    const tax = low + (high - low) * (place - below)
    return Number.isNaN(tax)
      ? this.#filled(below) + (this.#filled(below + 1) - this.#filled(below)) * (place - below)
      : tax
  }

  #filled(step: number): number {
    const known = this.#known[step] ?? NaN
    if (!Number.isNaN(known)) return known
    const tax = this.#taxOf(step * taxStep)
    this.#known[step] = tax
    return tax
  }
}

/** The taxes of the years. Years whose taxes do not differ share a table. */
export class TaxTables {
  readonly #taxOf: TaxOfIncome
  readonly #byYear = new Map<number, TaxTable>()
  readonly #bySample = new Map<string, TaxTable>()

  constructor(taxOf: TaxOfIncome) {
    this.#taxOf = taxOf
  }

  /** The same object for years with the same taxes. */
  tableOf(year: number): TaxTable {
    const known = this.#byYear.get(year)
    if (known !== undefined) return known
    const sample = [8_000, 20_000, 45_000, 90_000].map((income) => this.#taxOf(year, income)).join(' ')
    const table = this.#bySample.get(sample) ?? new TaxTable((taxed) => this.#taxOf(year, taxed))
    this.#bySample.set(sample, table)
    this.#byYear.set(year, table)
    return table
  }
}

/** The months of a contest, in stretches in which nothing changes whatever is chosen. */
class Stretches {
  /** First months. */
  readonly starts: readonly YearMonth[]
  readonly tables: readonly TaxTable[]
  readonly #indexOf: ReadonlyMap<YearMonth, number>
  readonly #first: YearMonth

  constructor(contest: Contest) {
    this.#first = contest.first
    this.starts = startsOf(contest)
    this.tables = this.starts.map((start) => contest.taxes.tableOf(yearOf(start)))
    this.#indexOf = new Map(this.starts.map((start, i) => [start, i]))
  }

  streamOf(flows: readonly Flow[]): Stream {
    const { length } = this.starts
    const [gross, taxed] = [new Float64Array(length), new Float64Array(length)]
    for (const flow of flows) {
      if (flow.to !== 'lifelong' && flow.to < this.#first) continue
      // Every flow begins and ends with a stretch, but for what lies outside the months that count.
      const begin = flow.from <= this.#first ? 0 : (this.#indexOf.get(flow.from) ?? length)
      const end = flow.to === 'lifelong' ? length : (this.#indexOf.get(addMonths(flow.to, 1)) ?? length)
      for (let i = begin; i < end; i++) {
        gross[i] = (gross[i] ?? 0) + flow.amount
        if (flow.taxed) taxed[i] = (taxed[i] ?? 0) + flow.amount
      }
    }
    return { gross, taxed }
  }
}

export class PlanBoard {
  readonly contest: Contest
  readonly #weights: Float64Array
  readonly #firstLate: number
  readonly #streams: readonly (readonly Stream[])[]
  readonly #undecided: readonly Float64Array[]
  readonly #fixed: Stream
  readonly #tables: readonly TaxTable[]
  /** The stretches in which the last plans that were out lacked too much or had too little: so the next ones likely do. */
  #poorest = 0
  #leastLate: number

  constructor(contest: Contest) {
    this.contest = contest
    const stretches = new Stretches(contest)
    const { starts, tables } = stretches
    const streamOf = (flows: readonly Flow[]): Stream => stretches.streamOf(flows)
    this.#tables = tables
    this.#weights = Float64Array.from(starts, (start, i) => (starts[i + 1] ?? contest.last + 1) - start)
    this.#firstLate = Math.max(
      0,
      starts.findLastIndex((start) => start <= contest.late),
    )
    this.#leastLate = this.#firstLate
    this.#fixed = streamOf(contest.fixed)
    this.#streams = contest.choosable.map(({ options }) => options.map(({ flows }) => streamOf(flows)))
    this.#undecided = contest.choosable.map(({ options }) =>
      Float64Array.from(options, ({ flows }) => Math.max(0, (flows[0]?.from ?? contest.first) - contest.first)),
    )
  }

  rankOf(selection: Selection): Rank {
    return this.#rank(this.#sumOf(selection), null, this.#undecidedOf(selection))
  }

  /** The rank with each option of one holding, the others as they are. */
  ranksFor(holding: number, selection: Selection): readonly Rank[] {
    const others = this.#sumOf(selection, holding)
    const undecided = this.#undecidedOf(selection, holding)
    const streams = this.#streams[holding] ?? []
    return streams.map((stream, option) => this.#rank(others, stream, undecided + this.#undecidedIn(holding, option)))
  }

  /**
   * The best option of one holding, the others as they are; of equals the one it has, then the earlier in the list.
   *
   * @param rank of the selection
   */
  bestFor(holding: number, selection: Selection, rank: Rank): { readonly option: number; readonly rank: Rank } {
    const others = this.#sumOf(selection, holding)
    const undecided = this.#undecidedOf(selection, holding)
    return this.#bestBeside(others, undecided, holding, { option: selection[holding] ?? 0, rank })
  }

  /**
   * The same for two holdings together.
   *
   * @param rank of the selection
   */
  bestForTwo(
    one: number,
    other: number,
    selection: Selection,
    rank: Rank,
  ): { readonly options: readonly [number, number]; readonly rank: Rank } {
    const others = this.#sumOf(selection, one, other)
    const undecided = this.#undecidedOf(selection, one, other)
    let best: ReturnType<PlanBoard['bestForTwo']> = {
      options: [selection[one] ?? 0, selection[other] ?? 0],
      rank,
    }
    const streams = this.#streams[one] ?? []
    for (let option = 0; option < streams.length; option++) {
      const stream = streams[option] ?? nothing
      const beside = undecided + this.#undecidedIn(one, option)
      const found = this.#bestBeside(pay(copyOf(others), stream), beside, other, { option: -1, rank: best.rank })
      if (found.option >= 0) best = { options: [option, found.option], rank: found.rank }
    }
    return best
  }

  /** The best option of a holding beside what the others pay, where one is better than `current`. */
  #bestBeside(
    others: Stream,
    undecided: number,
    holding: number,
    current: { readonly option: number; readonly rank: Rank },
  ): { readonly option: number; readonly rank: Rank } {
    let best = current
    const streams = this.#streams[holding] ?? []
    for (let option = 0; option < streams.length; option++) {
      const stream = streams[option] ?? nothing
      if (this.#isOut(others, stream, best.rank)) continue
      const rank = this.#rank(others, stream, undecided + this.#undecidedIn(holding, option))
      if (compareRanks(rank, best.rank) < 0) best = { option, rank }
    }
    return best
  }

  #undecidedIn(holding: number, option: number): number {
    return this.#undecided[holding]?.[option] ?? 0
  }

  #undecidedOf(selection: Selection, ...without: readonly number[]): number {
    return selection.reduce(
      (sum, option, holding) => (without.includes(holding) ? sum : sum + this.#undecidedIn(holding, option)),
      0,
    )
  }

  #sumOf(selection: Selection, ...without: readonly number[]): Stream {
    const sum = copyOf(this.#fixed)
    for (const [holding, option] of selection.entries()) {
      const stream = without.includes(holding) ? undefined : this.#streams[holding]?.[option]
      if (stream !== undefined) pay(sum, stream)
    }
    return sum
  }

  /** Whether a plan is worse than another by what lacks in a month, or by late income where nothing lacks in that one. */
  #isOut(sum: Stream, added: Stream, than: Rank): boolean {
    if (than.missing === 0 && this.#isLateBelow(than.lateIncome, sum, added)) return true
    const limit = than.gap + slack
    if (this.#lacking(this.#poorest, sum, added) > limit) return true
    for (let i = 0; i < this.#weights.length; i++) {
      if (this.#lacking(i, sum, added) <= limit) continue
      this.#poorest = i
      return true
    }
    return false
  }

  /** What lacks to the wish in a stretch, SEK a month; below 0 where more is paid. */
  #lacking(stretch: number, sum: Stream, added: Stream): number {
    const { wish, afterTax } = this.contest
    const gross = (sum.gross[stretch] ?? 0) + (added.gross[stretch] ?? 0)
    if (!afterTax) return wish - gross
    return wish - gross + this.#tax(stretch, (sum.taxed[stretch] ?? 0) + (added.taxed[stretch] ?? 0))
  }

  #isLateBelow(income: number, sum: Stream, added: Stream): boolean {
    const isBelow = (i: number): boolean => roundDown((sum.gross[i] ?? 0) + (added.gross[i] ?? 0)) < income
    if (isBelow(this.#leastLate)) return true
    for (let i = this.#firstLate; i < this.#weights.length; i++) {
      if (!isBelow(i)) continue
      this.#leastLate = i
      return true
    }
    return false
  }

  #lateIncome(sum: Stream, added: Stream | null): number {
    let least = Infinity
    for (let i = this.#firstLate; i < this.#weights.length; i++) {
      const gross = (sum.gross[i] ?? 0) + (added?.gross[i] ?? 0)
      if (gross < least) least = gross
    }
    return least
  }

  #rank(sum: Stream, added: Stream | null, undecided: number): Rank {
    const { wish, afterTax } = this.contest
    let gap = 0
    let missing = 0
    let tax = 0
    for (let i = 0; i < this.#weights.length; i++) {
      const gross = (sum.gross[i] ?? 0) + (added?.gross[i] ?? 0)
      const weight = this.#weights[i] ?? 0
      const taxHere = this.#tax(i, (sum.taxed[i] ?? 0) + (added?.taxed[i] ?? 0))
      tax += taxHere * weight
      const lacks = wish - (afterTax ? gross - taxHere : gross)
      if (lacks > 0) missing += lacks * weight
      if (lacks > gap) gap = lacks
    }
    return {
      gap: roundUp(gap),
      missing: roundUp(missing),
      lateIncome: roundDown(this.#lateIncome(sum, added)),
      tax: Math.round(tax),
      undecided,
    }
  }

  #tax(stretch: number, taxed: number): number {
    return this.#tables[stretch]?.tax(taxed) ?? 0
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

/**
 * What is left, or the whole income where the wish is before tax, in each stretch of months in which nothing changes:
 * the same stretches for all plans of the contest.
 */
export function incomesOf(contest: Contest): (options: readonly PayoutOption[]) => Float64Array {
  const stretches = new Stretches(contest)
  const fixed = stretches.streamOf(contest.fixed)
  const known = new Map<PayoutOption, Stream>()
  return (options) => {
    const sum = copyOf(fixed)
    for (const option of options) {
      const stream = known.get(option) ?? stretches.streamOf(option.flows)
      known.set(option, stream)
      pay(sum, stream)
    }
    const { gross, taxed } = sum
    return contest.afterTax ? gross.map((all, i) => all - (stretches.tables[i]?.tax(taxed[i] ?? 0) ?? 0)) : gross
  }
}
