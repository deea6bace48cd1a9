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
import type { AssumptionCode, PaymentRun, Projection } from '#forecasting/projection/types.ts'
import type { AgeView, ContractPayment, FallView, YearColumn } from '../api.ts'
import type { Money } from '../forecast/money.ts'
import { amountsInMoney, todaysMoney } from '../forecast/money.ts'
import { isMinorFall } from './minor-fall.ts'
import { factStep, familiesOf, forecastStep, roundTo, shareOut, totalOf } from './rounding.ts'
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

/** Each family's part shared out to its contracts, so that they too add up as shown. */
function contractParts(
  parts: readonly { readonly pillar: Pillar; readonly monthly: number }[],
  shown: readonly ShownPart[],
  amounts: readonly Dec[],
): { contractId: string; monthly: number }[] {
  return parts.flatMap(({ pillar, monthly }) => {
    const own = shown
      .map(({ id, pillar: its }, index) => ({ contractId: id, its, amount: amounts[index] ?? new Dec(0) }))
      .filter(({ its, amount }) => its === pillar && amount.gt(0))
    const shares = shareOut(
      monthly,
      own.map(({ amount }) => amount),
      forecastStep,
    )
    return own.map(({ contractId }, index) => ({ contractId, monthly: shares[index] ?? 0 }))
  })
}

/**
 * They begin with `firstMonth`, or now for one who is already paid something. Years in which the same is paid have one
 * and the same object for their parts, and one for their contracts, which are then sent to the page once.
 * @param eachContract whether the columns tell of each contract too
 */
export function yearColumns(
  course: Course,
  firstMonth: YearMonth,
  { eachContract }: { readonly eachContract: boolean },
): YearColumn[] {
  const { projection, shown, birthDate, thisMonth } = course
  const first = projection.runs.some((run) => isPaidIn(run, thisMonth)) ? thisMonth : firstMonth
  const firstAge = wholeYears(ageInMonth(birthDate, first))
  const ages = Array.from({ length: Math.max(lastAge - firstAge, 0) + 1 }, (_, index) => firstAge + index)
  let before: { readonly amounts: readonly Dec[]; readonly shown: Paid } | null = null
  return ages.map((years) => {
    const from = Math.max(first, firstMonthAtAge(birthDate, (years * 12) as Age)) as YearMonth
    const to = addMonths(firstMonthAtAge(birthDate, ((years + 1) * 12) as Age), -1)
    const amounts = amountsOf(course, from, to)
    const same = before?.amounts.every((amount, index) => amounts[index]?.eq(amount)) ? before.shown : null
    const paid = same ?? paidOf(shown, amounts, eachContract)
    before = { amounts, shown: paid }
    return { age: years, months: to - from + 1, ...paid }
  })
}

type Paid = Pick<YearColumn, 'total' | 'parts' | 'contracts'>

function paidOf(shown: readonly ShownPart[], amounts: readonly Dec[], eachContract: boolean): Paid {
  const parts = pillarParts(shown, amounts)
  return { total: totalOf(parts), parts, contracts: eachContract ? contractParts(parts, shown, amounts) : [] }
}

/** Those to come; pay for work that ends is none, for it is not part of the total that is shown. */
export function fallViews({ projection, shown, birthDate, thisMonth, money }: Course): FallView[] {
  const { falls, runs } = projection
  return falls
    .flatMap(({ month, amount, holdingId, reason }) => {
      const part = shown.find(({ id }) => id === holdingId)
      if (part === undefined || month < thisMonth) return []
      const before = addMonths(month, -1)
      const isFact =
        money === todaysMoney &&
        runs.some(
          (run) =>
            run.holdingId === holdingId &&
            run.to === before &&
            run.from <= thisMonth &&
            run.calculatedBy === 'in-payment',
        )
      return [
        {
          month: formatYearMonth(month),
          age: ageInMonth(birthDate, month),
          amount: roundTo(isFact ? factStep : forecastStep, amount.times(money(yearOf(month)))),
          contractId: part.id,
          label: part.label,
          reason,
          minor: isMinorFall(amount, month, runs),
        },
      ]
    })
    .filter(({ amount }) => amount > 0)
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
    if (before && follows && before.monthly === monthly && before.running === running) {
      payments[payments.length - 1] = { ...before, to }
    } else payments.push({ monthly, from: formatYearMonth(from), to, running })
  }
  return payments
}

/** Between which ages there is a choice, and whether the public pension is paid already. */
export function choosableAges({ ages, runs }: Projection, thisMonth: YearMonth): Omit<AgeView, 'chosen' | 'moved'> {
  return {
    earliest: ages.earliest,
    latest: ages.latest,
    riktalder: ages.riktalder,
    riktalderDecided: ages.riktalderStatus === 'decided',
    publicEarliest: ages.publicEarliest,
    drawing: runs.some(
      (run) => run.pillar === 'allman-pension' && run.calculatedBy === 'in-payment' && isPaidIn(run, thisMonth),
    ),
  }
}

/** Of the person, then of the contracts; each once. */
export const assumptionsOf = ({ assumptions, holdings }: Projection): AssumptionCode[] => [
  ...new Set([...assumptions, ...holdings.flatMap(({ assumptions: own }) => own)]),
]

export const restsOnProjectedLaw = ({ holdings }: Projection): boolean =>
  holdings.some((holding) => holding.restsOnProjectedLaw)
