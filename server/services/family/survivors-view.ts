/** What survivors are paid, ready to show: pure, from what is known and what the engine says. */
import type { Age } from '#forecasting/model/age.ts'
import { ageInMonth, firstMonthAtAge } from '#forecasting/model/age.ts'
import { pillars } from '#forecasting/model/holding.ts'
import type { Dec } from '#forecasting/model/quantity.ts'
import type { IsoDate, YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, formatYearMonth, monthOfDate, yearMonth, yearOf } from '#forecasting/model/year-month.ts'
import type { HoldingForSurvivors } from '#forecasting/projection/survivors.ts'
import type { HeldEntry } from '#forecasting/projection/types.ts'
import type { SurvivorsContract, SurvivorsView, SurvivorsYear } from '../api/family.ts'
import type { ContractFacts } from '../overview/contract-view.ts'
import { contractViews } from '../overview/contract-view.ts'
import { familiesOf, forecastStep, roundTo, totalOf } from '../overview/rounding.ts'
import { sum } from '../overview/runs.ts'

/** The last year of life that a death may be asked about. */
const oldestAsked = 95 * 12

export interface SurvivorsFacts extends Omit<ContractFacts, 'feeCosts'> {
  readonly birthDate: IsoDate
  readonly entries: readonly HeldEntry[]
  /** Null: tomorrow. */
  readonly asked: number | null
}

export interface DeathAge {
  readonly deathAge: Age
  readonly youngest: Age
  readonly oldest: Age
  readonly moved: boolean
}

/** The age asked for within what can be asked: from the age now to 95, or a year on for those who are older. */
export function deathAgeOf({
  birthDate,
  today,
  asked,
}: Pick<SurvivorsFacts, 'birthDate' | 'today' | 'asked'>): DeathAge {
  const now = ageInMonth(birthDate, addMonths(monthOfDate(today), 1))
  const bounds = { youngest: now, oldest: Math.max(oldestAsked, now + 12) as Age }
  if (asked === null) return { deathAge: now, ...bounds, moved: false }
  const deathAge = Math.min(Math.max(Math.round(asked), bounds.youngest), bounds.oldest) as Age
  return { deathAge, ...bounds, moved: deathAge !== asked }
}

export function survivorsView(
  facts: SurvivorsFacts,
  { deathAge, youngest, oldest, moved }: DeathAge,
  answers: readonly HoldingForSurvivors[],
): Omit<SurvivorsView, 'standing'> {
  const { birthDate, projection } = facts
  const firstMonth = firstMonthAtAge(birthDate, deathAge)
  const contracts = contractsForSurvivors(facts, answers)
  const paid = contracts.flatMap(({ pillar, answer }) =>
    (answer?.payments ?? []).map((payment) => ({ ...payment, pillar })),
  )
  return {
    deathAge,
    youngest,
    oldest,
    moved,
    retirementAge: projection.retirementAge,
    firstMonth: formatYearMonth(firstMonth),
    monthly: totalOf(familiesOf(paid.filter(({ from }) => from === firstMonth))),
    years: yearsOf(paid, firstMonth),
    contracts: contracts.map(({ contract }) => contract),
  }
}

/** Contracts in the order of the overview, then what the saver has added. */
function contractsForSurvivors(facts: SurvivorsFacts, answers: readonly HoldingForSurvivors[]) {
  // What fees cost the saver is no matter of the survivors'.
  const views = contractViews({ ...facts, feeCosts: new Map() }, facts.projection.firstMonth)
  const own = facts.entries.map(({ id, entry }) => ({
    contractId: id,
    pillar: 'eget' as const,
    label: entry.name,
    providerName: '',
  }))
  return [...views, ...own].map(({ contractId, pillar, label, providerName }) => {
    const assumed = facts.assumed.some((one) => one.contractId === contractId)
    const answer = assumed ? undefined : answers.find(({ holdingId }) => holdingId === contractId)
    return {
      pillar,
      answer,
      contract: { contractId, pillar, label, providerName, ...(assumed ? notHeld : shown(answer)) },
    }
  })
}

type Shown = Omit<SurvivorsContract, 'contractId' | 'pillar' | 'label' | 'providerName'>

const notHeld: Shown = { status: 'assumed', covers: [], payments: [], capital: null, beneficiaries: 'not-reported' }

/** A contract that the engine could not take at all has no answer: nothing is known of it. */
function shown(answer: HoldingForSurvivors | undefined): Shown {
  if (answer === undefined) {
    return { status: 'unknown', covers: [], payments: [], capital: null, beneficiaries: 'not-reported' }
  }
  const { status, covers, payments, capital, beneficiariesNamed } = answer
  return {
    status: status === 'not-calculated' ? 'outside' : status,
    covers,
    payments: payments.map(({ from, to, amount }) => ({
      monthly: roundTo(forecastStep, amount),
      from: formatYearMonth(from),
      to: formatYearMonth(to),
    })),
    capital: capital && roundTo(forecastStep, capital),
    beneficiaries: beneficiariesNamed === 'not-reported' ? 'not-reported' : beneficiariesNamed ? 'named' : 'not-named',
  }
}

type Paid = Pick<HoldingForSurvivors['payments'][number], 'from' | 'to' | 'amount'> & {
  readonly pillar: SurvivorsContract['pillar']
}

function yearsOf(paid: readonly Paid[], firstMonth: YearMonth): SurvivorsYear[] {
  const last = Math.max(...paid.map(({ to }) => to))
  if (paid.length === 0) return []
  const present = pillars.filter((pillar) => paid.some((one) => one.pillar === pillar))
  const firstYear = yearOf(firstMonth)
  return Array.from({ length: yearOf(last as YearMonth) - firstYear + 1 }, (_, index) => {
    const year = firstYear + index
    const from = Math.max(firstMonth, yearMonth(year, 1))
    const months = yearMonth(year, 12) - from + 1
    const meanOf = (payments: readonly Paid[]): Dec =>
      sum(payments.map((one) => one.amount.times(monthsWithin(one, from, from + months - 1)))).div(months)
    const parts = familiesOf(
      present.map((pillar) => ({ pillar, amount: meanOf(paid.filter((one) => one.pillar === pillar)) })),
    )
    return { year, months, total: totalOf(parts), parts }
  })
}

const monthsWithin = ({ from, to }: Paid, first: number, last: number): number =>
  Math.max(0, Math.min(to, last) - Math.max(from, first) + 1)
