/**
 * What a saver's choices give: pure, from what is known and what the engine says.
 *
 * Payments alone, in today's money; pay for work beside them is told as a fall when it ends, and in no sum. Rounded to
 * whole hundreds as everywhere.
 */
import type { Age } from '#forecasting/model/age.ts'
import { age, ageInMonth, firstMonthAtAge } from '#forecasting/model/age.ts'
import { Dec } from '#forecasting/model/quantity.ts'
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, formatYearMonth, monthOfDate } from '#forecasting/model/year-month.ts'
import type { MonthRun, PaymentRun, Projection } from '#forecasting/projection/types.ts'
import type { PlanFall, PlanOutlook, PlanPayout, UnfollowedChoice } from '../api/plans.ts'
import type { Answer, NotFollowed } from '../forecast/asking.ts'
import { todaysMoney } from '../forecast/money.ts'
import { contractViews } from '../overview/contract-view.ts'
import { fallShown } from '../overview/course.ts'
import { lowerTaxAfter } from '../overview/lower-tax.ts'
import { isMinorFall } from '../overview/minor-fall.ts'
import { factStep, familiesOf, forecastStep, roundTo, totalOf } from '../overview/rounding.ts'
import { amountsIn, isPaidIn, sum } from '../overview/runs.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { standingOf } from '../portfolio/standing.ts'

/** Whole years of age at which plans are compared. */
const comparedAges = [65, 70, 75, 85] as const
const totalAges = [85, 95] as const
/** By then everything that can be drawn is. */
const leftAges = [80, 85] as const
const aYear = 12
/** Charts and the lowest month end here, as on the overview. */
const lastAge = age(95)

type Named = Pick<PlanPayout, 'pillar' | 'label' | 'providerName'>

/** What a payment is called, by the id of its contract or own entry. */
export type NameOf = (id: string) => Named | null

export function namesIn({ contracts, assumed, sources, today, known }: Portfolio, projection: Projection): NameOf {
  const names = new Map<string, Named>(
    contractViews({ contracts, assumed, projection, sources, today }, projection.firstMonth).map(
      ({ contractId, pillar, label, providerName }) => [contractId, { pillar, label, providerName }],
    ),
  )
  for (const { id, entry } of known.entries ?? []) {
    names.set(id, { pillar: 'eget', label: entry.name, providerName: entry.name })
  }
  return (id) => names.get(id) ?? null
}

export function outlookOf(portfolio: Portfolio, { projection, notFollowed }: Answer): PlanOutlook {
  const { birthDate } = portfolio.known.person
  const thisMonth = monthOfDate(portfolio.today)
  const firstMonth = Math.max(projection.firstMonth, addMonths(thisMonth, 1)) as YearMonth
  const nameOf = namesIn(portfolio, projection)
  const monthAt = (years: number): YearMonth => firstMonthAtAge(birthDate, age(years))
  const amounts = (month: YearMonth) => {
    const run = projection.months.find(({ from, to }) => from <= month && month <= to)
    return run === undefined ? null : { gross: grossIn(projection, month), net: netOf(run) }
  }
  return {
    standing: standingOf(portfolio),
    age: projection.retirementAge,
    firstMonth: formatYearMonth(firstMonth),
    ...(amounts(firstMonth) ?? { gross: 0, net: null }),
    lowerTax: lowerTaxAfter(projection, firstMonth, todaysMoney),
    at: comparedAges.map((years) => ({ age: years, paid: amounts(monthAt(years)) })),
    lowest: lowestOf(projection, firstMonth, birthDate),
    falls: projection.falls
      .filter(({ month }) => month > thisMonth)
      .map((fall): PlanFall => {
        const { month, holdingId, reason } = fall
        const what = holdingId === null ? null : nameOf(holdingId)
        return {
          month: formatYearMonth(month),
          age: ageInMonth(birthDate, month),
          amount: fallShown(fall, projection.runs, thisMonth, todaysMoney),
          what,
          reason,
          minor: isMinorFall(fall, projection.runs),
        }
      })
      .filter(({ amount }) => amount > 0),
    payouts: payoutsOf(portfolio, projection, nameOf),
    left: leftAges
      .filter((years) => monthAt(years) > thisMonth)
      .map((years) => ({ age: years, amount: inHundreds(capitalLeftIn(projection, monthAt(years))) })),
    totals: totalAges
      .filter((years) => monthAt(years) > thisMonth)
      .map((years) => totalUntil(projection.months, years, addMonths(monthAt(years), -1))),
    years: yearsOf(projection, birthDate),
    notFollowed: notFollowed.map((choice) => unfollowed(choice, nameOf)),
  }
}

/** As on the overview: family by family. */
const grossIn = ({ runs }: Projection, month: YearMonth): number =>
  totalOf(familiesOf(runs.filter((run) => isPaidIn(run, month))))

export const inHundreds = (amount: Dec): number => roundTo(forecastStep, amount)
const netOf = ({ netPayments }: MonthRun): number | null => netPayments && inHundreds(netPayments)

function lowestOf(projection: Projection, first: YearMonth, birthDate: Portfolio['known']['person']['birthDate']) {
  const { months } = projection
  const last = firstMonthAtAge(birthDate, lastAge)
  const counted = months.filter(({ from, to }) => to >= first && from <= last)
  const lowest = counted.reduce<MonthRun | null>(
    (least, run) => (least === null || run.gross.lt(least.gross) ? run : least),
    null,
  )
  const month = Math.max(lowest?.from ?? first, first) as YearMonth
  return {
    month: formatYearMonth(month),
    age: ageInMonth(birthDate, month),
    gross: lowest === null ? 0 : grossIn(projection, month),
  }
}

/** In the order of the first month. */
function payoutsOf({ known, today }: Portfolio, { runs }: Projection, nameOf: NameOf): readonly PlanPayout[] {
  const { birthDate } = known.person
  const thisMonth = monthOfDate(today)
  const ids = [...new Set(runs.map(({ holdingId }) => holdingId))]
  return ids
    .flatMap((contractId): PlanPayout[] => {
      const what = nameOf(contractId)
      if (what === null) return []
      const own = runs.filter((run) => run.holdingId === contractId)
      const stated = new Set(
        known.holdings.find(({ id }) => id === contractId)?.holding.payments.map(({ from }) => monthOfDate(from)),
      )
      const paid = paidOnFrom(own, thisMonth, stated)
      const later = own.filter((run) => !paid.includes(run))
      const stretch = (of: readonly PaymentRun[], running: boolean): PlanPayout[] => {
        const from = Math.min(...of.map((run) => run.from)) as YearMonth
        if (of.length === 0) return []
        const month = running ? thisMonth : from
        return [
          {
            contractId,
            ...what,
            firstMonth: formatYearMonth(from),
            age: ageInMonth(birthDate, from),
            to: lastMonthOf(of),
            monthly: roundTo(
              running ? factStep : forecastStep,
              sum(of.filter((run) => isPaidIn(run, month)).map(({ amount }) => amount)),
            ),
            running,
            irrevocable: !running && isIrrevocable(what),
          },
        ]
      }
      // What work adds to a pension that is paid can be less than what is shown.
      const added = stretch(later, false).filter(({ monthly }) => paid.length === 0 || monthly > 0)
      return [...stretch(paid, true), ...added]
    })
    .sort((a, b) => a.firstMonth.localeCompare(b.firstMonth))
}

/**
 * What is paid in a month, and what that is counted anew to each January.
 * @param stated the months in which a payment begins by the source's own words
 */
function paidOnFrom(
  runs: readonly PaymentRun[],
  month: YearMonth,
  stated: ReadonlySet<YearMonth>,
): readonly PaymentRun[] {
  const inPayment = runs.filter(({ calculatedBy }) => calculatedBy === 'in-payment').sort((a, b) => a.from - b.from)
  const paid = inPayment.filter((run) => isPaidIn(run, month))
  for (const run of inPayment.filter(({ from }) => !stated.has(from))) {
    const follows = paid.some(({ component, to }) => component === run.component && to === addMonths(run.from, -1))
    if (follows) paid.push(run)
  }
  return paid
}

/** What is neither paid nor decided yet, of one contract. */
export const plannedRuns = (runs: readonly PaymentRun[]): readonly PaymentRun[] =>
  runs.filter(({ calculatedBy }) => calculatedBy !== 'in-payment')

/** The public pension may be stopped and changed; an occupational or private one that has begun as a rule may not. */
export const isIrrevocable = ({ pillar }: Named): boolean => pillar === 'tjanstepension' || pillar === 'privat-sparande'

function lastMonthOf(runs: readonly PaymentRun[]): string | null {
  const ends = runs.map(({ to }) => to)
  const known = ends.filter((to) => to !== 'lifelong')
  return known.length < ends.length ? null : formatYearMonth(Math.max(...known) as YearMonth)
}

/** As it stood at the turn of the year before; it is told from the first payment until nothing is left. */
export function capitalLeftIn({ holdings }: Projection, month: YearMonth): Dec {
  return sum(
    holdings.flatMap(
      ({ capitalLeft }) =>
        capitalLeft.findLast((left) => left.month <= month && left.month > addMonths(month, -aYear))?.amount ?? [],
    ),
  )
}

function totalUntil(months: readonly MonthRun[], years: number, last: YearMonth): PlanOutlook['totals'][number] {
  let gross = new Dec(0)
  let net: Dec | null = new Dec(0)
  for (const run of months) {
    const count = Math.min(run.to, last) - run.from + 1
    if (count <= 0) continue
    gross = gross.plus(run.gross.times(count))
    net = net && run.netPayments && net.plus(run.netPayments.times(count))
  }
  return { age: years, gross: inHundreds(gross), net: net && inHundreds(net) }
}

/** From the first payment, or now. */
function yearsOf(
  { months, runs }: Projection,
  birthDate: Portfolio['known']['person']['birthDate'],
): PlanOutlook['years'] {
  const begin = months.find(({ gross }) => gross.gt(0))?.from
  if (begin === undefined) return []
  const first = Math.floor(ageInMonth(birthDate, begin) / 12)
  const pillarOf = new Map(runs.map(({ holdingId, pillar }) => [holdingId, pillar]))
  const count = Math.max(0, lastAge / 12 - first + 1)
  return Array.from({ length: count }, (_, index) => {
    const at = first + index
    const from = Math.max(begin, firstMonthAtAge(birthDate, (at * 12) as Age)) as YearMonth
    const to = addMonths(firstMonthAtAge(birthDate, ((at + 1) * 12) as Age), -1)
    const amounts = amountsIn(runs, [...pillarOf.keys()], from, to)
    const parts = [...pillarOf.values()].map((pillar, place) => ({ pillar, amount: amounts[place] ?? new Dec(0) }))
    return { age: at, gross: totalOf(familiesOf(parts)) }
  })
}

function unfollowed(choice: NotFollowed, nameOf: NameOf): UnfollowedChoice {
  if (typeof choice === 'string') return { kind: choice }
  const what = nameOf(choice.contractId)
  return what === null ? { kind: 'contract-gone' } : { kind: 'payout', what }
}
