/** What the markets give: the standard's return, or a low or a high outcome of it over the time that remains. */
import type { LawReader } from '../law.ts'
import type { Share } from '../model/quantity.ts'
import type { IsoDate, YearMonth } from '../model/year-month.ts'
import { monthOfDate } from '../model/year-month.ts'
import { avkastning } from '../parameters/avkastning.ts'
import { percentilavstand } from '../parameters/percentilavstand.ts'
import { standardavvikelse } from '../parameters/standardavvikelse.ts'
import type { Assumptions } from './types.ts'

export type MarketOutcome = NonNullable<Assumptions['market']>

/** Time shorter than this is counted as a month: nothing is drawn sooner. */
const shortestTime = 1 / 12

export class Market {
  readonly outcome: MarketOutcome
  /** The yearly return of the projection standard, before tax and fee. */
  readonly expected: Share
  readonly #spread: number
  readonly #today: YearMonth

  constructor(outcome: MarketOutcome, today: IsoDate, law: LawReader) {
    this.outcome = outcome
    this.#today = monthOfDate(today)
    this.expected = law.value(avkastning, today)
    const sign = { low: -1, expected: 0, high: 1 }[outcome]
    this.#spread =
      sign === 0 ? 0 : sign * law.value(percentilavstand, today).times(law.value(standardavvikelse, today)).toNumber()
  }

  /** The time from the month of today to another, in years; below 0 for what is past. */
  yearsTo(month: YearMonth): number {
    return (month - this.#today) / 12
  }

  /** The mean yearly return of a value from the month in which it was measured to a coming one. */
  meanOf(measured: YearMonth, to: YearMonth): number {
    return this.between(Math.min(0, this.yearsTo(measured)), this.yearsTo(to))
  }

  /**
   * The mean yearly return over a time from today: at its 5th or 95th percentile, mean ± 1.645 · 12 % / √years.
   *
   * @param years more than 0
   */
  meanOver(years: number): number {
    return this.expected.toNumber() + this.#spread / Math.sqrt(Math.max(shortestTime, years))
  }

  /**
   * The yearly return between two times from today on the path that stands at its percentile at each of them: the
   * mean over the longer time less what the shorter has given. What is past, times below 0, gave the expected return:
   * only what is to come is uncertain.
   */
  between(from: number, to: number): number {
    if (this.#spread === 0 || to <= from) return this.expected.toNumber()
    const index = (years: number): number =>
      Math.pow(Math.max(1e-6, 1 + (years > 0 ? this.meanOver(years) : this.expected.toNumber())), years)
    return Math.pow(index(to) / index(from), 1 / (to - from)) - 1
  }
}
