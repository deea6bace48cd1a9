/** A life and the law it is under, both some years later: in what comes of it nothing but the dates may differ. */
import { LawReader } from '../law.ts'
import type { Kollektivavtal } from '../model/holding.ts'
import { Dec } from '../model/quantity.ts'
import type { IsoDate } from '../model/year-month.ts'
import { isoDateOf, parseIsoDate } from '../model/year-month.ts'
import type {
  AgreementParameter,
  BandParameter,
  BracketParameter,
  CohortParameter,
  CurveParameter,
  GridParameter,
  MortalityParameter,
  MunicipalityParameter,
  Parameter,
  PremiumParameter,
  TableParameter,
} from '../parameters/parameter.ts'

const shiftedDate = (date: string, years: number): IsoDate =>
  isoDateOf(`${Number(date.slice(0, 4)) + years}${date.slice(4)}`)

/** An input with every day and income year in it moved. */
export function shifted<T>(input: T, years: number): T {
  const move = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') return parseIsoDate(value) === null ? value : shiftedDate(value, years)
    if (typeof value === 'number') return name === 'incomeYear' ? value + years : value
    if (Array.isArray(value)) return value.map((one) => move(one, name))
    if (typeof value !== 'object' || value === null || Dec.isDecimal(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, move(one, key)]))
  }
  return move(input, '') as T
}

/** What is asked for a day, a year or a birth year is what the real law has some years before. */
export class ShiftedLaw extends LawReader {
  readonly #real = new LawReader()
  readonly #years: number

  constructor(years: number) {
    super()
    this.#years = years
  }

  override value<U extends string>(parameter: Parameter<U>, on: IsoDate) {
    return this.#real.value(parameter, shiftedDate(on, -this.#years))
  }

  override ofYear<U extends string>(parameter: Parameter<U>, year: number) {
    return this.#real.ofYear(parameter, year - this.#years)
  }

  override yearMean<U extends string>(parameter: Parameter<U>, year: number) {
    return this.#real.yearMean(parameter, year - this.#years)
  }

  override settledFrom(parameter: Parameter) {
    return this.#real.settledFrom(parameter) + this.#years
  }

  override forCohort<U extends string>(parameter: CohortParameter<U>, birthYear: number) {
    return this.#real.forCohort(parameter, birthYear - this.#years)
  }

  override fromTable(table: TableParameter, birthYear: number, years: number) {
    return this.#real.fromTable(table, birthYear - this.#years, years)
  }

  override lastAgeOf(table: TableParameter, birthYear: number) {
    return this.#real.lastAgeOf(table, birthYear - this.#years)
  }

  override forAgreement<U extends string>(parameter: AgreementParameter<U>, agreement: Kollektivavtal, on: IsoDate) {
    return this.#real.forAgreement(parameter, agreement, shiftedDate(on, -this.#years))
  }

  override fromGrid(grid: GridParameter, year: number, years: number, beyond?: 'none' | 'held') {
    return this.#real.fromGrid(grid, year - this.#years, years, beyond)
  }

  override fromCurve(curve: CurveParameter, year: number, years: number) {
    return this.#real.fromCurve(curve, year - this.#years, years)
  }

  override fromBrackets(parameter: BracketParameter, on: IsoDate, amount: Dec) {
    return this.#real.fromBrackets(parameter, shiftedDate(on, -this.#years), amount)
  }

  override bandsFor(parameter: BandParameter, birthYear: number) {
    return this.#real.bandsFor(parameter, birthYear - this.#years)
  }

  override premiumAt(parameter: PremiumParameter, of: Parameters<LawReader['premiumAt']>[1]) {
    const { year, birthYear } = of
    return this.#real.premiumAt(parameter, {
      ...of,
      year: year - this.#years,
      birthYear: birthYear - this.#years,
    })
  }

  override forMunicipality(parameter: MunicipalityParameter, code: string, on: IsoDate) {
    return this.#real.forMunicipality(parameter, code, shiftedDate(on, -this.#years))
  }

  override mortality(parameter: MortalityParameter, birthYear: number) {
    return this.#real.mortality(parameter, birthYear - this.#years)
  }

  override takeRead() {
    return this.#real.takeRead()
  }
}
