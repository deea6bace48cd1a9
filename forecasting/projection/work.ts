/** A life at work: what is paid for it from month to month, unchanged until work ends but for what the saver says. */
import type { Age } from '../model/age.ts'
import { firstMonthAtAge } from '../model/age.ts'
import type { KronorPerYear } from '../model/quantity.ts'
import { Dec, kronorPerMonth, kronorPerYear } from '../model/quantity.ts'
import { toOre } from '../model/rounding.ts'
import type { IsoDate, YearMonth } from '../model/year-month.ts'
import { addMonths, monthOfDate, yearMonth } from '../model/year-month.ts'
import type { PayRun } from './months.ts'
import type { WorkPeriod } from './types.ts'

/** Pay at one rate. */
export interface WorkSpan {
  readonly from: YearMonth
  /** The first month that is not in it. */
  readonly to: YearMonth
  readonly salary: KronorPerYear
  /** Pensionable benefits in place of pay. */
  readonly benefit: KronorPerYear
}

export interface WorkPath {
  /** In order, never overlapping, from long before today; nothing is paid in the months between. */
  readonly spans: readonly WorkSpan[]
  /** The unchanged salary; null when none is known. */
  readonly usual: KronorPerYear | null
  /** The first month at the chosen age: the usual work has ended. */
  readonly retirement: YearMonth
  /** The usual pay until `retirement` and none after it, as the projection standard has it. */
  readonly isStandard: boolean
  /** Two paths with the same key are the same; for what is kept from one choice to the next. */
  readonly key: string
}

interface Working {
  readonly birthDate: IsoDate
  readonly usual: KronorPerYear | null
  readonly retirementAge: Age
  /** The first month that may be chosen about. */
  readonly nextMonth: YearMonth
  /** In order, not overlapping. */
  readonly periods: readonly WorkPeriod[]
}

/** Earlier than any month that a balance may lack. */
const sinceAge = 16

/** The usual pay until the chosen age, with the periods of the choice laid over it from next month on. */
export function workPath({ birthDate, usual, retirementAge, nextMonth, periods }: Working): WorkPath {
  const retirement = firstMonthAtAge(birthDate, retirementAge)
  const begins = Math.min(addMonths(monthOfDate(birthDate), sinceAge * 12), retirement) as YearMonth
  const chosen = periods
    .map(({ from, to, salary, benefit }): WorkSpan => ({
      from: Math.max(nextMonth, firstMonthAtAge(birthDate, from)) as YearMonth,
      to: firstMonthAtAge(birthDate, to),
      salary,
      benefit: benefit ?? kronorPerYear(0),
    }))
    .filter(({ from, to }) => from < to)
  const spans: WorkSpan[] = []
  const goOn = (from: YearMonth, to: YearMonth): void => {
    const until = Math.min(to, retirement) as YearMonth
    if (usual !== null && from < until) spans.push({ from, to: until, salary: usual, benefit: kronorPerYear(0) })
  }
  let at = begins
  for (const span of chosen) {
    goOn(at, span.from)
    spans.push(span)
    at = span.to
  }
  goOn(at, retirement)
  const overlaid = chosen.map(
    ({ from, to, salary, benefit }) => `${from}-${to}:${salary.toFixed()}+${benefit.toFixed()}`,
  )
  return {
    spans,
    usual,
    retirement,
    isStandard: chosen.length === 0,
    key: [retirement, ...overlaid].join(' '),
  }
}

/** Pay, and benefits in its place, of one calendar year. */
export interface YearOfWork {
  readonly salary: KronorPerYear
  readonly benefit: KronorPerYear
}

/** What a calendar year's months give together: a part of a year gives that part of the yearly pay. */
export function workIn({ spans }: WorkPath, year: number): YearOfWork {
  const [first, after] = [yearMonth(year, 1), yearMonth(year + 1, 1)]
  const whole = spans.find(({ from, to }) => from <= first && after <= to)
  if (whole) return whole
  let [salary, benefit] = [new Dec(0), new Dec(0)]
  for (const span of spans) {
    const months = Math.min(span.to, after) - Math.max(span.from, first)
    if (months <= 0) continue
    salary = salary.plus(span.salary.times(months).div(12))
    benefit = benefit.plus(span.benefit.times(months).div(12))
  }
  return { salary: kronorPerYear(salary), benefit: kronorPerYear(benefit) }
}

/** What is paid for work and in its place, month by month, to the öre, as income that is taxed. */
export const payRunsOf = ({ spans }: WorkPath): readonly PayRun[] =>
  spans
    .map(({ from, to, salary, benefit }) => ({
      from,
      to: addMonths(to, -1),
      amount: kronorPerMonth(toOre(salary.plus(benefit).div(12))),
      benefit: kronorPerMonth(toOre(benefit.div(12))),
    }))
    .filter(({ amount }) => amount.gt(0))
