/** What is wrong with a forecast's input, or what the law does not give: a code and the field it concerns. */

export type ForecastErrorCode =
  | 'bad-date'
  | 'bad-age'
  | 'age-too-low'
  | 'age-too-high'
  /** Ages or periods that are to follow one another do not. */
  | 'out-of-order'
  | 'overlapping'
  | 'negative-amount'
  /** More than any pension can be meant to be. */
  | 'amount-too-large'
  /** A share that is none, or none of those that may be chosen. */
  | 'bad-share'
  | 'bad-number'
  | 'unknown-municipality'
  | 'unknown-holding'
  | 'duplicate-holding'
  | 'duration-not-allowed'
  /** An amount after tax is asked for where no Swedish tax is calculated. */
  | 'tax-not-calculated'

/** The input cannot be projected. The message names the field, never a value: values are private. */
export class ForecastInputError extends Error {
  override readonly name = 'ForecastInputError'
  readonly code: ForecastErrorCode
  /** Path in the input, `holdings.0.capital`. */
  readonly field: string

  constructor(code: ForecastErrorCode, field: string) {
    super(`${code}: ${field}`)
    this.code = code
    this.field = field
  }
}

/** No figure, decided or projected, holds for what was asked: the parameter files must be brought up to date. */
export class MissingFigureError extends Error {
  override readonly name = 'MissingFigureError'
  readonly term: string
  /** The day, cohort or age that lies outside, `2101-01-01`. */
  readonly asked: string

  constructor(term: string, asked: string) {
    super(`No figure for ${term} at ${asked}`)
    this.term = term
    this.asked = asked
  }
}
