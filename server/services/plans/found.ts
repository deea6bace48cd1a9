/** The plans that were found for a wish, each with what it gives up: pure, by comparing them. */
import { age, ageInMonth, firstMonthAtAge } from '#forecasting/model/age.ts'
import { Dec } from '#forecasting/model/quantity.ts'
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, formatYearMonth } from '#forecasting/model/year-month.ts'
import type { Plan } from '#forecasting/plan/index.ts'
import type { Prepared } from '#forecasting/projection/prepare.ts'
import type { Projection } from '#forecasting/projection/types.ts'
import type { ForecastChoices } from '../api/choices.ts'
import type { FoundPlan, GivenUp } from '../api/plans.ts'
import { sum } from '../overview/runs.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import type { NameOf } from './outlook.ts'
import { capitalLeftIn, inHundreds, namesIn, outlookOf, plannedRuns } from './outlook.ts'
import { durationShown, tasksOf } from './tasks.ts'

/** Smaller differences are rounding: kronor per month, and kronor. */
const noticeable = 100
const noticeableSum = 1_000
const lateAge = age(85)
/** What is to be done first is shown beside a plan that was found; the rest comes with the saved plan. */
const tasksShown = 3

/** What plans are compared by, of one of them or of the contracts as they are. */
interface Measures {
  readonly late: Dec
  readonly tax: Dec | null
  readonly left: Dec
}

/**
 * @param asIs everything from the wished age on, as the contracts have it by themselves: it is compared with too, so
 *   that a plan that is alone also tells what it gives up
 */
export function foundPlans(
  portfolio: Portfolio,
  prepared: Prepared,
  plans: readonly Plan[],
  asIs: Projection,
): readonly FoundPlan[] {
  const { birthDate } = portfolio.known.person
  const late = firstMonthAtAge(birthDate, lateAge)
  const measuresOf = (projection: Projection): Measures => ({
    late: Dec.min(...projection.months.filter(({ to }) => to >= late).map(({ gross }) => gross)),
    tax: taxOf(projection),
    left: capitalLeftIn(projection, late),
  })
  const measures = plans.map(({ projection }) => measuresOf(projection))
  const compared = [...measures, measuresOf(asIs)]
  const found = plans.map((plan, index): FoundPlan => {
    const nameOf = namesIn(portfolio, plan.projection)
    const choices = choicesOf(plan)
    const answer = { prepared, choices: plan.choices, projection: plan.projection, notFollowed: [] }
    const own = measures[index]
    return {
      choices,
      outlook: outlookOf(portfolio, answer),
      reached: plan.reached,
      gap: inHundreds(plan.gap),
      lowest: {
        month: formatYearMonth(plan.lowest.month),
        age: ageInMonth(birthDate, plan.lowest.month),
        amount: inHundreds(plan.lowest.amount),
      },
      lateIncome: inHundreds(plan.lateIncome),
      givesUp: [
        ...endings(portfolio, plan.projection, nameOf),
        ...(own === undefined ? [] : shortfalls(own, compared)),
      ],
      firstTasks: tasksOf({ portfolio, asked: choices, answer, done: [], errands: [] })
        .flatMap(({ tasks }) => tasks)
        .sort((a, b) => a.actBy.localeCompare(b.actBy))
        .slice(0, tasksShown),
    }
  })
  return found.filter((plan, index) => found.findIndex((other) => paysAlike(other, plan)) === index)
}

/** Ways that cannot be told apart by what is paid are one way. */
function paysAlike(a: FoundPlan, b: FoundPlan): boolean {
  const paid = ({ outlook: { firstMonth, gross, net, years, payouts } }: FoundPlan) =>
    JSON.stringify([firstMonth, gross, net, years, payouts])
  return paid(a) === paid(b)
}

const choicesOf = ({ choices, payouts }: Plan): ForecastChoices => ({
  retirementAge: choices.retirementAge,
  contracts: Object.fromEntries(
    payouts.map(({ holdingId, start, duration }) => [holdingId, { start, duration: durationShown(duration) }]),
  ),
})

const taxOf = ({ months }: Projection): Dec | null =>
  months.some(({ tax }) => tax === null)
    ? null
    : sum(months.map(({ tax, from, to }) => (tax ?? new Dec(0)).times(to - from + 1)))

/** Payouts that end while the person may well live, and the cover that ends with them. */
function endings({ contracts, known }: Portfolio, { runs }: Projection, nameOf: NameOf): readonly GivenUp[] {
  return contracts.flatMap(({ contractId, report: { holding } }): GivenUp[] => {
    const planned = plannedRuns(runs.filter(({ holdingId }) => holdingId === contractId))
    const ends = planned.flatMap(({ to }) => (to === 'lifelong' ? [] : [to]))
    if (planned.length === 0 || ends.length < planned.length) return []
    const month = addMonths(Math.max(...ends) as YearMonth, 1)
    const told = {
      what: nameOf(contractId),
      month: formatYearMonth(month),
      age: ageInMonth(known.person.birthDate, month),
    }
    const covered = holding.kind === 'avtal' && holding.aterbetalningsskydd === true
    return [{ kind: 'money-ends', ...told }, ...(covered ? [{ kind: 'cover-ends' as const, ...told }] : [])]
  })
}

function shortfalls(own: Measures, all: readonly Measures[]): readonly GivenUp[] {
  const late = inHundreds(Dec.max(...all.map((one) => one.late)).minus(own.late))
  const left = inHundreds(Dec.max(...all.map((one) => one.left)).minus(own.left))
  const taxes = all.flatMap(({ tax }) => tax ?? [])
  const tax = own.tax === null ? 0 : inHundreds(own.tax.minus(Dec.min(...taxes)))
  return [
    ...(late >= noticeable ? [{ kind: 'late-income-lower' as const, amount: late }] : []),
    ...(left >= noticeableSum ? [{ kind: 'less-left' as const, amount: left }] : []),
    ...(tax >= noticeableSum ? [{ kind: 'higher-tax' as const, amount: tax }] : []),
  ]
}
