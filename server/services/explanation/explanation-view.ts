/** The steps behind a figure, as they are shown: pure, from what is stored and what the engine says. */
import { ageInMonth } from '#forecasting/model/age.ts'
import { pillars } from '#forecasting/model/holding.ts'
import type { Dec } from '#forecasting/model/quantity.ts'
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, formatYearMonth } from '#forecasting/model/year-month.ts'
import type { PaymentRun, Person, Projection, Step } from '#forecasting/projection/types.ts'
import type { ContractView } from '../api.ts'
import type { EntryView } from '../api/contract.ts'
import type {
  ContractSteps,
  ExplainedAmount,
  ExplainedContract,
  ExplainedFamily,
  ExplainedPart,
  ExplainedTax,
  ExplanationView,
} from '../api/explanation.ts'
import { familiesOf, roundTo, shareOut, totalOf } from '../overview/rounding.ts'
import { isPaidIn, sum } from '../overview/runs.ts'
import { stepView } from './steps.ts'

export interface ExplanationFacts {
  readonly person: Person
  readonly projection: Projection
  readonly contracts: readonly Pick<ContractView, 'contractId' | 'pillar' | 'label' | 'providerName'>[]
  readonly entries: readonly Pick<EntryView, 'entryId' | 'name'>[]
  readonly thisMonth: YearMonth
  /** `null`: the first month at the chosen age. */
  readonly month: YearMonth | null
  readonly contractId: string | null
  readonly notAllFollowed: boolean
}

/** What is paid under one name: a contract's, or one part of a public pension's. */
interface Paid {
  readonly id: string
  readonly component: PaymentRun['component']
  readonly calculatedBy: PaymentRun['calculatedBy']
  readonly exact: Dec
  readonly exactBefore: Dec
}

interface Named {
  readonly id: string
  readonly label: string
  readonly providerName: string | null
  readonly pillar: ContractView['pillar']
}

export function explanationView(facts: ExplanationFacts): Omit<ExplanationView, 'standing'> {
  const { projection, person } = facts
  const first = projection.firstMonth > facts.thisMonth ? projection.firstMonth : facts.thisMonth
  const month = facts.month ?? first
  const paid = paidIn(projection.runs, month)
  const amounts = inOre(paid, facts.month !== null)
  const named = namesOf(facts)
  const families = pillars.flatMap((pillar): ExplainedFamily[] => {
    const contracts = named.filter((one) => one.pillar === pillar).flatMap((one) => explained(one, paid, amounts))
    return contracts.length === 0 ? [] : [{ pillar, ...summed(contracts), contracts }]
  })
  const total = families.length === 0 ? { amount: 0, before: facts.month === null ? null : 0 } : summed(families)
  const shown = totalOf(
    familiesOf(
      named.flatMap(({ id, pillar }) => paid.flatMap((part) => (part.id === id ? { pillar, amount: part.exact } : []))),
    ),
  )
  return {
    month: formatYearMonth(month),
    age: ageInMonth(person.birthDate, month),
    retirementAge: projection.retirementAge,
    total,
    shown,
    rounding: shown * 100 - total.amount,
    families,
    tax: taxIn(projection, month, person),
    contract: facts.contractId === null ? null : contractSteps(projection, named, facts.contractId),
    assumptions: projection.assumptions,
    notAllFollowed: facts.notAllFollowed,
  }
}

const namesOf = ({ contracts, entries }: ExplanationFacts): readonly Named[] => [
  ...contracts.map(({ contractId, label, providerName, pillar }) => ({ id: contractId, label, providerName, pillar })),
  ...entries.map(({ entryId, name }) => ({ id: entryId, label: name, providerName: null, pillar: 'eget' as const })),
]

const keyOf = ({ holdingId, component, calculatedBy }: PaymentRun): string =>
  JSON.stringify([holdingId, component, calculatedBy])

/** What is paid in a month or in the one before, under each name once. */
function paidIn(runs: readonly PaymentRun[], month: YearMonth): readonly Paid[] {
  const before = addMonths(month, -1)
  const groups = Map.groupBy(
    runs.filter((run) => isPaidIn(run, month) || isPaidIn(run, before)),
    keyOf,
  )
  return [...groups.values()].flatMap((group) => {
    const [one] = group
    if (one === undefined) return []
    const of = (at: YearMonth) => sum(group.filter((run) => isPaidIn(run, at)).map(({ amount }) => amount))
    const { holdingId: id, component, calculatedBy } = one
    return [{ id, component, calculatedBy, exact: of(month), exactBefore: of(before) }]
  })
}

/** Whole öre that add up to the whole: amounts by twelfths have more decimals than can be shown. */
function inOre(paid: readonly Paid[], withBefore: boolean): readonly ExplainedAmount[] {
  const shared = (amounts: readonly Dec[]): readonly number[] => {
    const ore = amounts.map((amount) => amount.times(100))
    return shareOut(roundTo(1, sum(ore)), ore, 1)
  }
  const now = shared(paid.map(({ exact }) => exact))
  const before = shared(paid.map(({ exactBefore }) => exactBefore))
  return paid.map((_, i) => ({ amount: now[i] ?? 0, before: withBefore ? (before[i] ?? 0) : null }))
}

const summed = (parts: readonly ExplainedAmount[]): ExplainedAmount => ({
  amount: parts.reduce((total, { amount }) => total + amount, 0),
  before: parts.every(({ before }) => before === null)
    ? null
    : parts.reduce((total, { before }) => total + (before ?? 0), 0),
})

/** What is nothing in both months is left out. */
function explained(
  { id, label, providerName }: Named,
  paid: readonly Paid[],
  amounts: readonly ExplainedAmount[],
): ExplainedContract[] {
  const parts = paid.flatMap(({ id: paidBy, component, calculatedBy }, i): ExplainedPart[] => {
    const amount = amounts[i]
    if (paidBy !== id || amount === undefined || (amount.amount === 0 && (amount.before ?? 0) === 0)) return []
    return [{ component, calculatedBy, ...amount }]
  })
  return parts.length === 0 ? [] : [{ contractId: id, label, providerName, ...summed(parts), parts }]
}

/** The payments' own part: what is taxed is taxed together with work beside it. */
function taxIn({ months, steps }: Projection, month: YearMonth, { municipality }: Person): ExplainedTax | null {
  const then = months.find(({ to }) => month <= to)
  if (!then || then.netPayments === null) return null
  const gross = roundTo(1, then.gross.times(100))
  const net = roundTo(1, then.netPayments.times(100))
  const from = formatYearMonth(then.from)
  return {
    gross,
    net,
    tax: gross - net,
    on: municipality === undefined ? 'average' : 'municipality',
    steps: steps.filter(({ rule, inputs }) => rule === 'skatt' && inputs.from === from).map(stepView),
  }
}

function contractSteps(projection: Projection, named: readonly Named[], contractId: string): ContractSteps | null {
  const name = named.find(({ id }) => id === contractId)
  const result = projection.holdings.find(({ holdingId }) => holdingId === contractId)
  if (name === undefined || result === undefined) return null
  // Bostadstillägg rests on all payments, and stands beside the public pension.
  const beside: readonly Step[] =
    name.pillar === 'allman-pension' ? projection.steps.filter(({ rule }) => rule === 'bostadstillagg') : []
  const { label, providerName, pillar } = name
  const { calculatedBy, notProjected, assumptions, steps } = result
  return {
    contractId,
    label,
    providerName,
    pillar,
    calculatedBy,
    notProjected,
    assumptions,
    steps: [...steps, ...beside].map(stepView),
  }
}
