/**
 * The law as a rule sees it: asks for a figure, gets the decided one, else the projected or assumed one, and is
 * remembered for having asked, so that every result can show what it rests on.
 */
import { MissingFigureError } from './model/errors.ts'
import type { Kollektivavtal } from './model/holding.ts'
import type { Quantity, Share } from './model/quantity.ts'
import { Dec } from './model/quantity.ts'
import type { IsoDate } from './model/year-month.ts'
import { isoDateOf } from './model/year-month.ts'
import type {
  AgreementParameter,
  AnyParameter,
  BandParameter,
  BandRow,
  BracketParameter,
  CohortParameter,
  CurveParameter,
  DatedFigure,
  GridParameter,
  MortalityParameter,
  MortalityRow,
  Origin,
  MunicipalityParameter,
  Parameter,
  PremiumParameter,
  PremiumRow,
  TableParameter,
} from './parameters/parameter.ts'
import type { FigureOfLaw } from './projection/types.ts'

const one = new Dec(1)

/** What a figure is called and counted in. */
type Named = Pick<AnyParameter, 'term' | 'english' | 'unit'>

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

/** Figures of a made-up future: asked first, the parameters' own hold where it says nothing. */
export interface Scenario {
  figure<U extends string>(parameter: Parameter<U>, on: IsoDate): DatedFigure<U> | null
}

const januaries = new Map<number, IsoDate>()
/** The first of January, the day a figure of a whole year is read on. */
export function firstOfJanuary(year: number): IsoDate {
  const known = januaries.get(year) ?? isoDateOf(`${year}-01-01`)
  januaries.set(year, known)
  return known
}

const settledYears = new WeakMap<Parameter, number>()

export class LawReader {
  #read = new Map<Origin, Map<string, FigureOfLaw>>()
  readonly #scenario: Scenario | null

  constructor(scenario: Scenario | null = null) {
    this.#scenario = scenario
  }

  /**
   * @param on the day the figure shall hold for
   * @throws MissingFigureError when neither a decided, projected nor assumed figure holds that day
   */
  value<U extends string>(parameter: Parameter<U>, on: IsoDate): Quantity<U> {
    const found = this.#scenario?.figure(parameter, on) ?? lastAtOrBefore(parameter.values, (row) => row.from, on)
    const lapsed = parameter.holds === 'one-year' && found?.from.slice(0, 4) !== on.slice(0, 4)
    if (found === null || lapsed) throw new MissingFigureError(parameter.term, on)
    this.#remember(parameter, '', found.value, found, found.from)
    return found.value
  }

  /** The figure as it stands on the first of January. */
  ofYear<U extends string>(parameter: Parameter<U>, year: number): Quantity<U> {
    return this.value(parameter, firstOfJanuary(year))
  }

  /** The mean over the twelve months of a year, for a figure that may change within it. */
  yearMean<U extends string>(parameter: Parameter<U>, year: number): Quantity<U> {
    const first = this.ofYear(parameter, year)
    const changes = parameter.values.some(({ from }) => Number(from.slice(0, 4)) === year && !from.endsWith('-01-01'))
    if (!changes) return first
    const months = Array.from({ length: 12 }, (_, i) =>
      this.value(parameter, isoDateOf(`${year}-${String(i + 1).padStart(2, '0')}-01`)),
    )
    return months.reduce((sum, month) => sum.plus(month), new Dec(0)).div(12) as Quantity<U>
  }

  /** The year from which a figure changes no more: projected figures stand still in today's money. */
  settledFrom(parameter: Parameter): number {
    const known = settledYears.get(parameter)
    if (known !== undefined) return known
    const { values } = parameter
    const changed = values.findLast((figure, i) => !(values[i - 1]?.value.eq(figure.value) ?? false))
    const year = Number(changed?.from.slice(0, 4) ?? 0)
    settledYears.set(parameter, year)
    return year
  }

  /** @throws MissingFigureError for a birth year before the first cohort */
  forCohort<U extends string>(parameter: CohortParameter<U>, birthYear: number): Quantity<U> {
    const found = lastAtOrBefore(parameter.values, (row) => row.bornFrom, birthYear)
    if (found === null) throw new MissingFigureError(parameter.term, `born ${birthYear}`)
    this.#remember(parameter, '', found.value, found, firstOfJanuary(found.bornFrom))
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
    this.#remember(table, years, value, row, firstOfJanuary(row.bornFrom), status)
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
    this.#remember(parameter, agreement, found.value, found, found.from)
    return found.value
  }

  /**
   * A factor by year and age; 1 where the grid has none.
   *
   * @param beyond what years without a row have: none, or the row before them, held and marked projected
   */
  fromGrid(grid: GridParameter, year: number, years: number, beyond: 'none' | 'held' = 'none'): Dec {
    const row = lastAtOrBefore(grid.rows, (candidate) => candidate.year, year)
    const value = row?.values[years - row.firstAge]
    const isHeld = row !== null && row.year < year
    if (row === null || value === undefined || (isHeld && beyond === 'none')) return one
    const origin = isHeld ? { ...row, status: 'projected' as const } : row
    this.#remember(grid, years, value, origin, firstOfJanuary(year))
    return new Dec(value)
  }

  /** A factor by year and age; 1 outside the curve's years and below its first age. */
  fromCurve(curve: CurveParameter, year: number, years: number): Dec {
    const row = curve.rows[year - (curve.rows[0]?.year ?? 0)]
    if (row === undefined || years < curve.firstAge) return one
    const factor = 1 + row.k * (Math.exp(row.a + row.b * Math.exp(row.c * years)) - 1)
    this.#remember(curve, years, factor, row, firstOfJanuary(year))
    return new Dec(factor)
  }

  /**
   * The straight piece that an amount lies on.
   *
   * @throws MissingFigureError before the first day
   */
  fromBrackets(parameter: BracketParameter, on: IsoDate, amount: Dec): Dec {
    const row = lastAtOrBefore(parameter.rows, (candidate) => candidate.from, on)
    const piece = row?.pieces.find(({ upTo }) => upTo === null || amount.lte(upTo))
    if (row === null || piece === undefined) throw new MissingFigureError(parameter.term, on)
    const result = piece.constant.plus(piece.slope.times(amount))
    this.#remember(parameter, '', result, row, row.from)
    return result
  }

  /** @throws MissingFigureError for a birth year before the first cohort */
  bandsFor(parameter: BandParameter, birthYear: number): BandRow {
    const row = lastAtOrBefore(parameter.rows, (candidate) => candidate.bornFrom, birthYear)
    if (row === null) throw new MissingFigureError(parameter.term, `born ${birthYear}`)
    this.#remember(parameter, '', row.shares.join(' / '), row, firstOfJanuary(row.bornFrom))
    return row
  }

  /**
   * The premium of a year at an age, or null when the agreement gives none.
   *
   * @param at.years the age; left out: that reached during the year
   */
  premiumAt(
    parameter: PremiumParameter,
    {
      year,
      birthYear,
      years = year - birthYear,
    }: { readonly year: number; readonly birthYear: number; readonly years?: number },
  ): PremiumRow | null {
    const row = parameter.rows.find(
      ({ from, to, ageFrom, ageTo, bornFrom = 0, bornTo = Infinity }) =>
        from <= year &&
        year <= to &&
        ageFrom <= years &&
        years <= ageTo &&
        bornFrom <= birthYear &&
        birthYear <= bornTo,
    )
    if (row === undefined) return null
    this.#remember(parameter, '', `${row.low} / ${row.high}`, row, firstOfJanuary(row.from))
    return row
  }

  /**
   * The rate of a municipality, or null for one that has none of its own.
   *
   * @param code SCB's code of four digits
   * @throws MissingFigureError before the first day
   */
  forMunicipality(parameter: MunicipalityParameter, code: string, on: IsoDate): Share | null {
    const row = lastAtOrBefore(parameter.rows, (candidate) => candidate.from, on)
    if (row === null) throw new MissingFigureError(parameter.term, on)
    const rate = lastAtOrBefore(row.rates, (candidate) => candidate.code, code)
    if (rate?.code !== code) return null
    this.#remember(parameter, rate.name, rate.value, row, row.from)
    return rate.value
  }

  /** @throws MissingFigureError for a birth year before the first cohort */
  mortality(parameter: MortalityParameter, birthYear: number): MortalityRow {
    const row = lastAtOrBefore(parameter.rows, (candidate) => candidate.bornFrom, birthYear)
    if (row === null) throw new MissingFigureError(parameter.term, `born ${birthYear}`)
    const curve = `${row.a} + ${row.b}·e^(${row.c}·x)`
    this.#remember(parameter, '', curve, row, firstOfJanuary(row.bornFrom))
    return row
  }

  /** @returns the figures read since the last call, each once, and forgets them. */
  takeRead(): readonly FigureOfLaw[] {
    const taken = [...this.#read.values()].flatMap((terms) => [...terms.values()])
    this.#read = new Map()
    return taken
  }

  /** By the row that was read and the term it was read for: most figures are read many times over. */
  #remember(
    { term, english, unit }: Named,
    of: string | number,
    value: Dec | number | string,
    row: Origin,
    from: IsoDate,
    status = row.status,
  ): void {
    const terms = this.#read.get(row) ?? new Map<string, FigureOfLaw>()
    if (terms.size === 0) this.#read.set(row, terms)
    const name = of === '' ? term : `${term} ${of}`
    if (terms.has(name)) return
    const text = typeof value === 'object' ? value.toFixed() : String(value)
    const inEnglish = of === '' ? english : `${english} ${of}`
    terms.set(name, { term: name, english: inEnglish, unit, value: text, from, status, source: row.source })
  }
}
