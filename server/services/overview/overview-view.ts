/** The overview as it is shown: pure, from what is stored and what the engine says. Rounding: see rounding.ts. */
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, formatYearMonth, monthOfDate } from '#forecasting/model/year-month.ts'
import type { Prepared } from '#forecasting/projection/prepare.ts'
import type { HeldEntry, Person, Projection } from '#forecasting/projection/types.ts'
import type { OverviewView, SourceCount } from '../api.ts'
import type { AfterTaxView } from '../api/contract.ts'
import { todaysMoney } from '../forecast/money.ts'
import { oldestFiguresOf } from '../portfolio/standing.ts'
import type { ContractFacts } from './contract-view.ts'
import { contractViews } from './contract-view.ts'
import type { Course, ShownPart } from './course.ts'
import {
  amountsOf,
  assumptionsOf,
  choosableAges,
  fallViews,
  pillarParts,
  restsOnProjectedLaw,
  yearColumns,
} from './course.ts'
import { entryViews } from './entry-view.ts'
import { lowerTaxAfter } from './lower-tax.ts'
import { factStep, forecastStep, roundTo, totalOf } from './rounding.ts'
import { stepsDown } from './steps-down.ts'

export interface OverviewFacts extends ContractFacts {
  readonly name: string
  readonly prepared: Prepared
  readonly person: Person
  readonly entries: readonly HeldEntry[]
  /** The age asked for lay outside the bounds and was moved. */
  readonly moved: boolean
  readonly count: SourceCount
  readonly collectionUnderWay: boolean
}

export function overviewView(facts: OverviewFacts): OverviewView {
  const { projection, person } = facts
  const thisMonth = monthOfDate(facts.today)
  const firstMonth = later(projection.firstMonth, thisMonth)
  const contracts = contractViews(facts, firstMonth)
  const entries = entryViews(facts)
  const shown: readonly ShownPart[] = [
    ...contracts.map(({ contractId, pillar, label }) => ({ id: contractId, pillar, label })),
    ...entries.map(({ entryId, name }) => ({ id: entryId, pillar: 'eget' as const, label: name })),
  ]
  const course: Course = { projection, shown, birthDate: person.birthDate, thisMonth, money: todaysMoney }
  const byPillar = pillarParts(shown, amountsOf(course, firstMonth, firstMonth))
  const falls = fallViews(course)
  const payments = new Map([
    ...contracts.map((contract) => [contract.contractId, contract.payments] as const),
    ...entries.map((entry) => [entry.entryId, entry.payments] as const),
  ])
  const ages = choosableAges(facts, thisMonth)
  const missing = facts.sources.filter(
    ({ word, figuresFrom }) => ['failed', 'waiting', 'closed', 'disconnected'].includes(word) && figuresFrom === null,
  )
  const { answered, older, of } = facts.count
  return {
    name: facts.name,
    age: { ...ages, chosen: projection.retirementAge, moved: facts.moved },
    firstMonth: formatYearMonth(firstMonth),
    monthly: totalOf(byPillar),
    afterTax: afterTaxView(projection, firstMonth, person),
    byPillar,
    salary: ages.drawing ? null : salaryView(projection.salary, thisMonth),
    years: yearColumns(course, firstMonth, payments),
    falls,
    stepsDown: stepsDown(falls),
    contracts,
    entries,
    assumptions: assumptionsOf(projection),
    restsOnProjectedLaw: restsOnProjectedLaw(projection),
    count: facts.count,
    oldestFigures: oldestFiguresOf(facts.contracts),
    missing: missing.map(({ providerId, name, word, closedUntil }) => ({ providerId, name, word, closedUntil })),
    missingHeldNothing: Math.max(0, answered + older + missing.length - of),
    collectionUnderWay: facts.collectionUnderWay,
  }
}

/** The payments' own part of what is left of the first month; work beside them is no pension. */
function afterTaxView(projection: Projection, firstMonth: YearMonth, { municipality }: Person): AfterTaxView | null {
  const then = projection.months.find(({ to }) => firstMonth <= to)
  if (!then || then.netPayments === null) return null
  return {
    monthly: roundTo(forecastStep, then.netPayments),
    on: municipality === undefined ? 'average' : 'municipality',
    lowerTax: lowerTaxAfter(projection, firstMonth, todaysMoney),
  }
}

/** A salary of long ago says nothing of what a pension is to be compared with. */
const salaryHoldsMonths = 24

function salaryView(salary: Projection['salary'], thisMonth: YearMonth): OverviewView['salary'] {
  if (salary === null || addMonths(monthOfDate(salary.date), salaryHoldsMonths) < thisMonth) return null
  return { monthly: roundTo(factStep, salary.amount.div(12)), date: salary.date }
}

const later = (a: YearMonth, b: YearMonth): YearMonth => (a > b ? a : b)
