/**
 * The course of a projection's payments as it is shown, on the overview and in a forecast: parts, columns, falls and
 * payments. Pure. Rounding: see rounding.ts. The months of the columns are months of life: the year of life 67 is the
 * twelve payment months that begin with the first month at 67 years.
 */
import type { Age } from '#forecasting/model/age.ts'
import { ageInMonth, firstMonthAtAge, wholeYears } from '#forecasting/model/age.ts'
import type { Pillar } from '#forecasting/model/holding.ts'
import { Dec } from '#forecasting/model/quantity.ts'
import type { IsoDate, YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, formatYearMonth, yearOf } from '#forecasting/model/year-month.ts'
import type { AssumptionCode, Fall, PaymentRun, Projection } from '#forecasting/projection/types.ts'
import type { AgeView, ContractPayment, FallView, YearColumn } from '../api.ts'
import type { Projected } from '../forecast/age-moves.ts'
import { ageMoves } from '../forecast/age-moves.ts'
import type { Money } from '../forecast/money.ts'
import { amountsInMoney, todaysMoney } from '../forecast/money.ts'
import { isMinorFall } from './minor-fall.ts'
import { factStep, familiesOf, forecastStep, roundTo, totalOf } from './rounding.ts'
import { isPaidIn, sum } from './runs.ts'

/** The columns end with this year of life. */
const lastAge = 95

/** What has a part in the totals: a contract, or what the saver has added. */
export interface ShownPart {
  readonly id: string
  readonly pillar: Pillar
  readonly label: string
}

export interface Course {
  readonly projection: Projection
  /** In the order in which they are shown. */
  readonly shown: readonly ShownPart[]
  readonly birthDate: IsoDate
  readonly thisMonth: YearMonth
  readonly money: Money
}

/** Per month over the months `from` to `to`, exact, one for each part shown. */
export const amountsOf = ({ projection, shown, money }: Course, from: YearMonth, to: YearMonth): Dec[] =>
  amountsInMoney(
    projection.runs,
    shown.map(({ id }) => id),
    [from, to],
    money,
  )

/** The families as they are shown, of one amount for each part shown. */
export const pillarParts = (shown: readonly ShownPart[], amounts: readonly Dec[]) =>
  familiesOf(shown.map(({ pillar }, index) => ({ pillar, amount: amounts[index] ?? new Dec(0) })))

/** What each contract is shown to be paid, by its id. */
export type ShownPayments = ReadonlyMap<string, readonly Pick<ContractPayment, 'monthly' | 'from' | 'to'>[]>

/**
 * Each contract that is paid anything over the months. One that is paid alike in all of them has the amount that stands
 * with the contract: rounded by itself, so that it has one amount on every page, and need not add up with the others.
 */
function contractParts(
  { shown }: Course,
  amounts: readonly Dec[],
  months: readonly [YearMonth, YearMonth],
  payments: ShownPayments,
): { contractId: string; monthly: number }[] {
  const [first, last] = months.map(formatYearMonth)
  return shown.flatMap(({ id }, index) => {
    const amount = amounts[index] ?? new Dec(0)
    if (amount.lte(0) || first === undefined || last === undefined) return []
    const alike = payments.get(id)?.find(({ from, to }) => from <= first && (to === null || last <= to))
    return [{ contractId: id, monthly: alike?.monthly ?? roundTo(forecastStep, amount) }]
  })
}

/**
 * They begin with `firstMonth`, or now for one who is already paid something. Years in which the same is paid have one
 * and the same object for their parts, and one for their contracts, which are then sent to the page once.
 * @param payments where the columns are to tell of each contract too
 */
export function yearColumns(course: Course, firstMonth: YearMonth, payments: ShownPayments | null): YearColumn[] {
  const { projection, birthDate, thisMonth } = course
  const first = projection.runs.some((run) => isPaidIn(run, thisMonth)) ? thisMonth : firstMonth
  const firstAge = wholeYears(ageInMonth(birthDate, first))
  const ages = Array.from({ length: Math.max(lastAge - firstAge, 0) + 1 }, (_, index) => firstAge + index)
  let before: { readonly amounts: readonly Dec[]; readonly paid: Paid } | null = null
  return ages.map((years) => {
    const from = Math.max(first, firstMonthAtAge(birthDate, (years * 12) as Age)) as YearMonth
    const to = addMonths(firstMonthAtAge(birthDate, ((years + 1) * 12) as Age), -1)
    const amounts = amountsOf(course, from, to)
    const same = before?.amounts.every((amount, index) => amounts[index]?.eq(amount)) ? before.paid : null
    const paid = same ?? paidOf(course, amounts, [from, to], payments)
    before = { amounts, paid }
    return { age: years, months: to - from + 1, ...paid }
  })
}

type Paid = Pick<YearColumn, 'total' | 'parts' | 'contracts'>

function paidOf(
  course: Course,
  amounts: readonly Dec[],
  months: readonly [YearMonth, YearMonth],
  payments: ShownPayments | null,
): Paid {
  const parts = pillarParts(course.shown, amounts)
  return { total: totalOf(parts), parts, contracts: payments ? contractParts(course, amounts, months, payments) : [] }
}

/** Those to come; pay for work that ends is none, for it is not part of the total that is shown. */
export function fallViews({ projection, shown, birthDate, thisMonth, money }: Course): FallView[] {
  const { falls, runs } = projection
  return falls
    .flatMap((fall) => {
      const { month, holdingId, reason } = fall
      const part = shown.find(({ id }) => id === holdingId)
      if (part === undefined || month < thisMonth) return []
      return [
        {
          month: formatYearMonth(month),
          age: ageInMonth(birthDate, month),
          amount: fallShown(fall, runs, thisMonth, money),
          contractId: part.id,
          label: part.label,
          reason,
          minor: isMinorFall(fall, runs),
        },
      ]
    })
    .filter(({ amount }) => amount > 0)
}

/** How much less it is: a fact where it is what is paid today that ends, and nothing else moves; else a forecast. */
export function fallShown(
  { month, amount, holdingId }: Fall,
  runs: readonly PaymentRun[],
  thisMonth: YearMonth,
  money: Money,
): number {
  const before = addMonths(month, -1)
  const own = runs.filter((run) => run.holdingId === holdingId)
  const paidIn = (at: YearMonth): Dec => sum(own.filter((run) => isPaidIn(run, at)).map((run) => run.amount))
  const isFact =
    money === todaysMoney &&
    own.some((run) => run.to === before && run.from <= thisMonth && run.calculatedBy === 'in-payment') &&
    amount.eq(paidIn(before).minus(paidIn(month)))
  return roundTo(isFact ? factStep : forecastStep, amount.times(money(yearOf(month))))
}

/**
 * One contract's runs as unbroken stretches of payments that are shown as the same, its components (income and premium
 * pension) together; each in the money of its first year.
 */
export function paymentsOf(runs: readonly PaymentRun[], thisMonth: YearMonth, money: Money): ContractPayment[] {
  const starts = runs.map(({ from }) => from)
  const afterEnds = runs.flatMap(({ to }) => (to === 'lifelong' ? [] : addMonths(to, 1)))
  const borders = [...new Set([...starts, ...afterEnds])].sort((a, b) => a - b)
  const payments: ContractPayment[] = []
  for (const [index, from] of borders.entries()) {
    const paid = runs.filter((run) => isPaidIn(run, from))
    if (paid.length === 0) continue
    const next = borders[index + 1]
    const running = from <= thisMonth && paid.every(({ calculatedBy }) => calculatedBy === 'in-payment')
    const amount = sum(paid.map((run) => run.amount)).times(money(yearOf(Math.max(from, thisMonth) as YearMonth)))
    const monthly = roundTo(running ? factStep : forecastStep, amount)
    const to = next === undefined ? null : formatYearMonth(addMonths(next, -1))
    const before = payments.at(-1)
    // What is counted anew each January is one payment for as long as it is shown as the same.
    const follows = before?.to === formatYearMonth(addMonths(from, -1))
    // A fact in whole kronor, and the forecast that it goes over into, are the same but for their rounding.
    if (before?.running === true && follows && !running && isAlike(before.monthly, amount)) {
      payments[payments.length - 1] = { ...before, to }
      continue
    }
    if (before && follows && before.monthly === monthly && before.running === running) {
      payments[payments.length - 1] = { ...before, to }
    } else payments.push({ monthly, from: formatYearMonth(from), to, running })
  }
  return payments
}

/** Less than half a step apart, or alike when both are rounded to one. */
const isAlike = (fact: number, forecast: Dec): boolean =>
  forecast
    .minus(fact)
    .abs()
    .lt(forecastStep / 2) || roundTo(forecastStep, forecast) === roundTo(forecastStep, new Dec(fact))

/** Between which ages there is a choice, what it moves, and whether the public pension is paid already. */
export function choosableAges(projected: Projected, thisMonth: YearMonth): Omit<AgeView, 'chosen' | 'moved'> {
  const { ages, runs } = projected.projection
  const drawing = runs.some(
    (run) => run.pillar === 'allman-pension' && run.calculatedBy === 'in-payment' && isPaidIn(run, thisMonth),
  )
  return {
    earliest: ages.earliest,
    latest: ages.latest,
    riktalder: ages.riktalder,
    riktalderDecided: ages.riktalderStatus === 'decided',
    publicEarliest: ages.publicEarliest,
    drawing,
    moves: ageMoves(projected, drawing),
  }
}

/** Of the person, then of the contracts; each once. */
export const assumptionsOf = ({ assumptions, holdings }: Projection): AssumptionCode[] => [
  ...new Set([...assumptions, ...holdings.flatMap(({ assumptions: own }) => own)]),
]

export const restsOnProjectedLaw = ({ holdings }: Projection): boolean =>
  holdings.some((holding) => holding.restsOnProjectedLaw)
