/** The steps of a calculation, kept as they are taken: rule, what went in, what came out, figures of law read. */
import { Decimal } from 'decimal.js'
import type { LawReader } from '../law.ts'
import { extraMonths, wholeYears } from '../model/age.ts'
import type { Age } from '../model/age.ts'
import type { PayoutDuration } from '../model/holding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { formatYearMonth } from '../model/year-month.ts'
import type { FigureOfLaw, Step } from '../projection/types.ts'

type Input = Decimal | number | string | boolean

/** Digits shown of an input or result; the calculation itself keeps them all. */
const shownDecimals = 6

const inText = (value: Input): string =>
  Decimal.isDecimal(value) ? value.toDecimalPlaces(shownDecimals).toFixed() : String(value)

/** `67-3` for 67 years and 3 months. */
export const ageInText = (value: Age): string => `${wholeYears(value)}-${extraMonths(value)}`
export const monthInText = (month: YearMonth): string => formatYearMonth(month)
export const durationInText = (duration: PayoutDuration): string =>
  duration === 'lifelong' ? 'lifelong' : `${duration.months} months`

/** `67-3, 2032-09` */
export const startInText = (start: { readonly at: Age; readonly month: YearMonth }): string =>
  `${ageInText(start.at)}, ${monthInText(start.month)}`

/** One step whose figures of law are known already. */
export const stepOf = (
  rule: string,
  inputs: Readonly<Record<string, Input>>,
  result: Input,
  figures: readonly FigureOfLaw[],
): Step => ({
  rule,
  inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, inText(value)])),
  result: inText(result),
  figures,
})

/** What a calculation reads of the law, kept beside what it gives. */
export interface Read<T> {
  readonly value: T
  readonly figures: readonly FigureOfLaw[]
}

/** What was read before belongs to something else and is forgotten. */
export function reading<T>(law: LawReader, calculate: () => T): Read<T> {
  law.takeRead()
  const value = calculate()
  return { value, figures: law.takeRead() }
}

export class Steps {
  readonly #law: LawReader
  readonly #taken: Step[] = []

  constructor(law: LawReader) {
    this.#law = law
    // What was read before belongs to another holding.
    law.takeRead()
  }

  /** Closes a step: the figures of law read since the last step belong to it. */
  add(rule: string, inputs: Readonly<Record<string, Input>>, result: Input): void {
    this.#taken.push(stepOf(rule, inputs, result, this.#law.takeRead()))
  }

  all(): readonly Step[] {
    return this.#taken
  }
}

/** Whether any figure behind these steps is not decided by law, agreement or standard. */
export const restOnProjectedLaw = (steps: readonly Pick<Step, 'figures'>[]): boolean =>
  steps.some((step) => step.figures.some((figure) => figure.status !== 'decided'))
