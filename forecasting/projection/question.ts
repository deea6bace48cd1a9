/** What one holding is asked, and what it answers: shared by the public pension and the contracts. */
import type { LawReader } from '../law.ts'
import type { Age } from '../model/age.ts'
import { ageInMonth, firstMonthAtAge } from '../model/age.ts'
import type { PaymentPeriod } from '../model/holding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { monthOfDate } from '../model/year-month.ts'
import type { Income } from './assumptions.ts'
import { nextMonth } from './timeline.ts'
import type { HoldingChoice, HoldingResult, PaymentRun, ProjectionInput } from './types.ts'

export interface Question {
  readonly input: ProjectionInput
  readonly holdingId: string
  readonly choice: HoldingChoice
  readonly birthYear: number
  /** Within the ages that may be chosen. */
  readonly retirementAge: Age
  readonly income: Income | null
  readonly law: LawReader
}

export interface Outcome {
  readonly runs: readonly PaymentRun[]
  readonly result: HoldingResult
}

export interface Start {
  readonly at: Age
  readonly month: YearMonth
  readonly moved: 'start-moved-to-earliest' | 'start-moved-to-latest' | null
}

/** The chosen start, within the holding's own ages and never before next month, which nobody can ask for earlier. */
export function startOf(question: Question, limits: { readonly earliest: Age; readonly latest: Age | null }): Start {
  const { person, today } = question.input
  const now = ageInMonth(person.birthDate, nextMonth(today))
  const chosen = question.choice.start ?? question.retirementAge
  const earliest = Math.max(limits.earliest, now) as Age
  // A latest age that has passed means at once.
  const latest = Math.max(limits.latest ?? Infinity, earliest) as Age
  const at = Math.min(latest, Math.max(earliest, chosen)) as Age
  const moved = at > chosen ? 'start-moved-to-earliest' : at < chosen ? 'start-moved-to-latest' : null
  return { at, month: firstMonthAtAge(person.birthDate, at), moved }
}

/** Periods that are or will be paid: neither paused, ended nor past their last month. */
export const livePeriods = <T extends PaymentPeriod>(periods: readonly T[], question: Question): readonly T[] =>
  periods.filter(
    (period) =>
      (period.state === 'running' || period.state === 'planned') &&
      (period.to === 'lifelong' || monthOfDate(period.to) >= monthOfDate(question.input.today)),
  )

export const monthsOf = (period: PaymentPeriod): Pick<PaymentRun, 'from' | 'to'> => ({
  from: monthOfDate(period.from),
  to: period.to === 'lifelong' ? 'lifelong' : monthOfDate(period.to),
})
