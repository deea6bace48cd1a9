/**
 * The overview as it is shown: pure, from what is stored and what the engine says.
 *
 * Rounding: see rounding.ts. The months of the columns are months of life: the year of life 67 is the twelve payment
 * months that begin with the first month at 67 years.
 */
import type { Age } from '#forecasting/model/age.ts'
import { ageInMonth, firstMonthAtAge, wholeYears } from '#forecasting/model/age.ts'
import type { Pillar } from '#forecasting/model/holding.ts'
import { pillars } from '#forecasting/model/holding.ts'
import { Dec } from '#forecasting/model/quantity.ts'
import type { IsoDate, YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, formatYearMonth, monthOfDate } from '#forecasting/model/year-month.ts'
import type { HeldEntry, Person, PaymentRun, Projection } from '#forecasting/projection/types.ts'
import { valueDateOf } from '#server/db/value-date.ts'
import type { AgeView, FallView, OverviewView, SourceCount, YearColumn } from '../api.ts'
import type { AfterTaxView } from '../api/contract.ts'
import type { ContractFacts } from './contract-view.ts'
import { contractViews } from './contract-view.ts'
import { entryViews } from './entry-view.ts'
import { isMinorFall } from './minor-fall.ts'
import { factStep, forecastStep, roundTo, shareOut } from './rounding.ts'
import { amountsIn, isPaidIn, sum } from './runs.ts'

/** The columns end with this year of life. */
const lastAge = 95

export interface OverviewFacts extends ContractFacts {
  readonly name: string
  readonly person: Person
  readonly entries: readonly HeldEntry[]
  /** The age asked for lay outside the bounds and was moved. */
  readonly moved: boolean
  readonly count: SourceCount
  readonly collectionUnderWay: boolean
}

/** What has a part in the totals: a contract, or what the saver has added. */
interface ShownPart {
  readonly id: string
  readonly pillar: Pillar
}

export function overviewView(facts: OverviewFacts): OverviewView {
  const { projection, person } = facts
  const { birthDate } = person
  const thisMonth = monthOfDate(facts.today)
  const firstMonth = later(projection.firstMonth, thisMonth)
  const contracts = contractViews(facts, firstMonth)
  const entries = entryViews(facts)
  const shown: readonly ShownPart[] = [
    ...contracts.map(({ contractId, pillar }) => ({ id: contractId, pillar })),
    ...entries.map(({ entryId }) => ({ id: entryId, pillar: 'eget' as const })),
  ]
  const atFirst = amountsIn(projection.runs, idsOf(shown), firstMonth, firstMonth)
  const monthly = roundTo(forecastStep, sum(atFirst))
  const drawing = drawsPublicPension(projection.runs, thisMonth)
  const labels = new Map([
    ...contracts.map(({ contractId, label }) => [contractId, label] as const),
    ...entries.map(({ entryId, name }) => [entryId, name] as const),
  ])
  return {
    name: facts.name,
    age: ageView(facts, drawing),
    firstMonth: formatYearMonth(firstMonth),
    monthly,
    afterTax: afterTaxView(projection, firstMonth, person),
    byPillar: pillarParts(monthly, shown, atFirst),
    salary: drawing ? null : salaryView(projection.salary, thisMonth),
    years: yearColumns(projection.runs, shown, birthDate, firstColumnMonth(projection.runs, thisMonth, firstMonth)),
    falls: fallViews(projection, labels, birthDate, thisMonth),
    contracts,
    entries,
    assumptions: [
      ...new Set([...projection.assumptions, ...projection.holdings.flatMap(({ assumptions }) => assumptions)]),
    ],
    restsOnProjectedLaw: projection.holdings.some(({ restsOnProjectedLaw }) => restsOnProjectedLaw),
    count: facts.count,
    oldestFigures: oldest(facts.contracts.map(({ report }) => valueDateOf(report.holding) ?? report.fetched)),
    missing: facts.sources
      .filter(
        ({ word, figuresFrom }) =>
          ['failed', 'waiting', 'closed', 'disconnected'].includes(word) && figuresFrom === null,
      )
      .map(({ providerId, name, word, closedUntil }) => ({ providerId, name, word, closedUntil })),
    collectionUnderWay: facts.collectionUnderWay,
  }
}

const idsOf = (parts: readonly ShownPart[]): string[] => parts.map(({ id }) => id)

/** The payments' own part of what is left of the first month; work beside them is no pension. */
function afterTaxView({ months }: Projection, firstMonth: YearMonth, { municipality }: Person): AfterTaxView | null {
  const then = months.find(({ to }) => firstMonth <= to)
  if (!then || then.netPayments === null) return null
  return {
    monthly: roundTo(forecastStep, then.netPayments),
    on: municipality === undefined ? 'average' : 'municipality',
  }
}

const drawsPublicPension = (runs: readonly PaymentRun[], month: YearMonth): boolean =>
  runs.some((run) => run.pillar === 'allman-pension' && run.calculatedBy === 'in-payment' && isPaidIn(run, month))

/** A salary of long ago says nothing of what a pension is to be compared with. */
const salaryHoldsMonths = 24

function salaryView(salary: Projection['salary'], thisMonth: YearMonth): OverviewView['salary'] {
  if (salary === null || addMonths(monthOfDate(salary.date), salaryHoldsMonths) < thisMonth) return null
  return { monthly: roundTo(factStep, salary.amount.div(12)), date: salary.date }
}

function ageView({ projection: { ages, retirementAge }, moved }: OverviewFacts, drawing: boolean): AgeView {
  return {
    chosen: retirementAge,
    earliest: ages.earliest,
    latest: ages.latest,
    riktalder: ages.riktalder,
    riktalderDecided: ages.riktalderStatus === 'decided',
    publicEarliest: ages.publicEarliest,
    drawing,
    moved,
  }
}

const later = (a: YearMonth, b: YearMonth): YearMonth => (a > b ? a : b)
const oldest = (days: readonly IsoDate[]): string | null => [...days].sort()[0] ?? null

/** `whole` shared out to the families present, bottom to top. */
function pillarParts(
  whole: number,
  shown: readonly ShownPart[],
  amounts: readonly Dec[],
): { pillar: Pillar; monthly: number }[] {
  const present = pillars.filter((pillar) => shown.some((part) => part.pillar === pillar))
  const perPillar = present.map((pillar) => sum(amounts.filter((_, index) => shown[index]?.pillar === pillar)))
  const shares = shareOut(whole, perPillar, forecastStep)
  return present.map((pillar, index) => ({ pillar, monthly: shares[index] ?? 0 }))
}

/** The columns begin with the first month at the chosen age, or now for one who is already paid something. */
function firstColumnMonth(runs: readonly PaymentRun[], thisMonth: YearMonth, firstMonth: YearMonth): YearMonth {
  return runs.some((run) => isPaidIn(run, thisMonth)) ? thisMonth : firstMonth
}

function yearColumns(
  runs: readonly PaymentRun[],
  shown: readonly ShownPart[],
  birthDate: IsoDate,
  first: YearMonth,
): YearColumn[] {
  const order = idsOf(shown)
  const firstAge = wholeYears(ageInMonth(birthDate, first))
  const ages = Array.from({ length: Math.max(lastAge - firstAge, 0) + 1 }, (_, index) => firstAge + index)
  return ages.map((years) => {
    const from = later(first, firstMonthAtAge(birthDate, (years * 12) as Age))
    const to = addMonths(firstMonthAtAge(birthDate, ((years + 1) * 12) as Age), -1)
    const amounts = amountsIn(runs, order, from, to)
    const total = roundTo(forecastStep, sum(amounts))
    const parts = pillarParts(total, shown, amounts)
    return { age: years, months: to - from + 1, total, parts, contracts: contractParts(parts, shown, amounts) }
  })
}

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

function fallViews(
  { falls, runs }: Projection,
  labels: ReadonlyMap<string, string>,
  birthDate: IsoDate,
  thisMonth: YearMonth,
): FallView[] {
  return falls
    .filter(({ month }) => month >= thisMonth)
    .flatMap(({ month, amount, holdingId, reason }) => {
      // Pay for work is no pension: it is not part of the total that is shown.
      if (holdingId === null) return []
      const before = addMonths(month, -1)
      const isRunning = runs.some(
        (run) =>
          run.holdingId === holdingId &&
          run.to === before &&
          run.from <= thisMonth &&
          run.calculatedBy === 'in-payment',
      )
      const shown = roundTo(isRunning ? factStep : forecastStep, amount)
      return {
        month: formatYearMonth(month),
        age: ageInMonth(birthDate, month),
        amount: shown,
        contractId: holdingId,
        label: labels.get(holdingId) ?? holdingId,
        reason,
        minor: isMinorFall(amount, month, runs),
      }
    })
    .filter(({ amount }) => amount > 0)
}
