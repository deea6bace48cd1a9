/** What one member of a household shows the other, and both together: pure. */
import type { Pillar } from '#forecasting/model/holding.ts'
import { pillars } from '#forecasting/model/holding.ts'
import { Dec } from '#forecasting/model/quantity.ts'
import type { IsoDate, YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, monthOfDate, yearMonth, yearOf } from '#forecasting/model/year-month.ts'
import type { MonthRun, Projection } from '#forecasting/projection/types.ts'
import type { SourceCount } from '../api.ts'
import type { HouseholdShare, HouseholdShareYear, JointYear } from '../api/sharing.ts'
import { familiesOf, forecastStep, roundTo, totalOf } from '../overview/rounding.ts'
import { sum } from '../overview/runs.ts'

/** The projection goes no further. */
const lastAge = 105
/** The picture ends with the year in which the younger turns this. */
const lastAgeShown = 95

export interface ShareFacts {
  readonly name: string
  readonly birthDate: IsoDate
  readonly today: IsoDate
  readonly count: SourceCount
  /** Whether there is anything for the retirement age to move. */
  readonly isChoice: boolean
  readonly projection: Projection
}

const firstNameOf = (name: string): string => name.split(' ')[0] ?? name

/** From next month to the year of life 105, calendar year by calendar year. */
export function householdShare({ name, birthDate, today, count, isChoice, projection }: ShareFacts): HouseholdShare {
  const birthYear = yearOf(monthOfDate(birthDate))
  const next = addMonths(monthOfDate(today), 1)
  const first = yearOf(next)
  return {
    firstName: firstNameOf(name),
    birthYear,
    retirementAge: projection.retirementAge,
    isChoice,
    day: today,
    count,
    years: Array.from({ length: Math.max(0, birthYear + lastAge - first) }, (_, index) =>
      shareOfYear(projection, first + index, next),
    ),
  }
}

/** Means over the months of the year that are to come. */
function shareOfYear({ runs, months }: Projection, year: number, next: YearMonth): HouseholdShareYear {
  const from = Math.max(yearMonth(year, 1), next) as YearMonth
  const to = yearMonth(year, 12)
  const present = pillars.filter((pillar) => runs.some((run) => run.pillar === pillar))
  const ofPillar = (pillar: Pillar): Dec =>
    mean(
      runs.filter((run) => run.pillar === pillar),
      ({ amount }) => amount,
      from,
      to,
    )
  const byPillar = familiesOf(present.map((pillar) => ({ pillar, amount: ofPillar(pillar) })))
  return {
    year,
    gross: totalOf(byPillar),
    net: netOf(months, from, to),
    byPillar,
  }
}

function netOf(months: readonly MonthRun[], from: YearMonth, to: YearMonth): number | null {
  const within = months.filter((run) => run.from <= to && run.to >= from)
  if (within.some(({ netPayments }) => netPayments === null)) return null
  return roundTo(
    forecastStep,
    mean(within, ({ netPayments }) => netPayments ?? new Dec(0), from, to),
  )
}

/** A month after the last run counts as nothing. */
function mean<Run extends { readonly from: YearMonth; readonly to: YearMonth | 'lifelong' }>(
  runs: readonly Run[],
  amountOf: (run: Run) => Dec,
  from: YearMonth,
  to: YearMonth,
): Dec {
  const monthsOf = (run: Run): number =>
    Math.max(0, (run.to === 'lifelong' ? to : Math.min(run.to, to)) - Math.max(run.from, from) + 1)
  return sum(runs.map((run) => amountOf(run).times(monthsOf(run)))).div(to - from + 1)
}

/**
 * Both together, from the first year in which either is paid anything to the one in which the younger turns 95; the sum
 * of what is shown of each. A year that either share does not reach is left out.
 */
export function jointYears(mine: HouseholdShare, theirs: HouseholdShare, thisYear: number): JointYear[] {
  const last = Math.max(mine.birthYear, theirs.birthYear) + lastAgeShown
  const both = mine.years.flatMap((own): JointYear[] => {
    const other = theirs.years.find(({ year }) => year === own.year)
    if (other === undefined || own.year < thisYear || own.year > last) return []
    return [
      {
        year: own.year,
        ages: { mine: own.year - mine.birthYear, theirs: own.year - theirs.birthYear },
        mine: own.gross,
        theirs: other.gross,
        gross: own.gross + other.gross,
        net: own.net === null || other.net === null ? null : own.net + other.net,
      },
    ]
  })
  const paid = both.findIndex(({ gross }) => gross > 0)
  return paid === -1 ? [] : both.slice(paid)
}
