/**
 * The law as a rule sees it: asks for a figure, gets the decided one, else the projected or assumed one, and is
 * remembered for having asked, so that every result can show what it rests on.
 */
import { MissingFigureError } from './model/errors.ts'
import type { Kollektivavtal } from './model/holding.ts'
import type { Quantity } from './model/quantity.ts'
import { Dec } from './model/quantity.ts'
import type { IsoDate } from './model/year-month.ts'
import { isoDateOf } from './model/year-month.ts'
import type {
  AgreementParameter,
  CohortParameter,
  MortalityParameter,
  MortalityRow,
  Parameter,
  TableParameter,
} from './parameters/parameter.ts'
import type { FigureOfLaw } from './projection/types.ts'

const lastAtOrBefore = <T>(rows: readonly T[], start: (row: T) => number | string, at: number | string): T | null => {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row !== undefined && start(row) <= at) low = middle + 1
    else high = middle
  }
  return rows[low - 1] ?? null
}

export class LawReader {
  #read: FigureOfLaw[] = []

  /**
   * @param on the day the figure shall hold for
   * @throws MissingFigureError when neither a decided, projected nor assumed figure holds that day
   */
  value<U extends string>(parameter: Parameter<U>, on: IsoDate): Quantity<U> {
    const found = lastAtOrBefore(parameter.values, (row) => row.from, on)
    const lapsed = parameter.holds === 'one-year' && found?.from.slice(0, 4) !== on.slice(0, 4)
    if (found === null || lapsed) throw new MissingFigureError(parameter.term, on)
    this.#remember(parameter.term, found.value.toFixed(), found)
    return found.value
  }

  /** @throws MissingFigureError for a birth year before the first cohort */
  forCohort<U extends string>(parameter: CohortParameter<U>, birthYear: number): Quantity<U> {
    const found = lastAtOrBefore(parameter.values, (row) => row.bornFrom, birthYear)
    if (found === null) throw new MissingFigureError(parameter.term, `born ${birthYear}`)
    this.#remember(parameter.term, found.value.toFixed(), { ...found, from: bornIn(found.bornFrom) })
    return found.value
  }

  /**
   * A value of a table by birth year and whole years of age. Later cohorts than the table's take its last row, then
   * marked assumed: they are shown a slightly too high figure until the table is extended.
   *
   * @throws MissingFigureError outside the table's ages, or before its first cohort
   */
  fromTable(table: TableParameter, birthYear: number, years: number): Dec {
    const row = lastAtOrBefore(table.rows, (candidate) => candidate.bornFrom, birthYear)
    const value = row?.values[years - row.firstAge]
    if (row === null || value === undefined) {
      throw new MissingFigureError(table.term, `born ${birthYear}, age ${years}`)
    }
    const status = birthYear > table.bornTo ? 'assumed' : row.status
    this.#remember(`${table.term} ${years}`, String(value), { ...row, status, from: bornIn(row.bornFrom) })
    return new Dec(value)
  }

  /** @throws MissingFigureError for a birth year before the table's first cohort */
  lastAgeOf(table: TableParameter, birthYear: number): number {
    const row = lastAtOrBefore(table.rows, (candidate) => candidate.bornFrom, birthYear)
    if (row === null) throw new MissingFigureError(table.term, `born ${birthYear}`)
    return row.firstAge + row.values.length - 1
  }

  /** The figure that an agreement sets, or null for an agreement without a rule on that day. */
  forAgreement<U extends string>(
    parameter: AgreementParameter<U>,
    agreement: Kollektivavtal,
    on: IsoDate,
  ): Quantity<U> | null {
    const found = lastAtOrBefore(parameter.values[agreement] ?? [], (row) => row.from, on)
    if (found === null) return null
    this.#remember(`${parameter.term} ${agreement}`, found.value.toFixed(), found)
    return found.value
  }

  /** @throws MissingFigureError for a birth year before the first cohort */
  mortality(parameter: MortalityParameter, birthYear: number): MortalityRow {
    const row = lastAtOrBefore(parameter.rows, (candidate) => candidate.bornFrom, birthYear)
    if (row === null) throw new MissingFigureError(parameter.term, `born ${birthYear}`)
    const curve = `${row.a} + ${row.b}·e^(${row.c}·x)`
    this.#remember(parameter.term, curve, { ...row, from: bornIn(row.bornFrom) })
    return row
  }

  /** @returns the figures read since the last call, each once, and forgets them. */
  takeRead(): readonly FigureOfLaw[] {
    const taken = this.#read
    this.#read = []
    return taken
  }

  #remember(term: string, value: string, row: Pick<FigureOfLaw, 'from' | 'status' | 'source'>): void {
    const known = this.#read.some((read) => read.term === term && read.from === row.from)
    if (!known) this.#read.push({ term, value, from: row.from, status: row.status, source: row.source })
  }
}

const bornIn = (year: number): IsoDate => isoDateOf(`${year}-01-01`)
