/**
 * Two states of one saver's pension against each other: pure.
 *
 * The capital of each contract: what was paid in and out between the days of its two values; the rest is returns.
 *
 * The forecast: made again step by step from the state before to the state after, at one and the same age. What a step
 * adds to or takes from a contract is that step's part. The order is fixed, and with it what a change that comes of two
 * things together (a new rule on a new capital) is counted as:
 *
 *   1. today's day, and with it the rules and figures of law of today: `rules`
 *   2. contracts of sources that are gone, or are there for the first time or again: `sources`
 *   3. other contracts that are gone or new: `contracts`
 *   4. figures that a source has changed for the same day: `corrections`
 *   5. what has been paid in, and what is paid in from now on: `contributions`
 *   6. what is left of the new figures: `returns`; `provider-forecast` where the provider's own forecast is what
 *      counts (what is known of it: provider-forecast.ts); `not-split` where the source does not say what was paid in
 *   7. what the saver has said or added: `own`; so is every change of what is assumed from it
 *
 * Garantipension and the other supplements follow all the rest and are the public contract's, in the same step.
 *
 * Rounding: each step's whole is rounded once to whole kronor and shared out to the contracts, and parts are differences
 * of what is so rounded: they sum to the whole without a rest.
 */
import type { Age } from '#forecasting/model/age.ts'
import { LawReader } from '#forecasting/law.ts'
import type { Dec } from '#forecasting/model/quantity.ts'
import { monthOfDate } from '#forecasting/model/year-month.ts'
import { avkastning } from '#forecasting/parameters/avkastning.ts'
import { avkastningsskatt } from '#forecasting/parameters/avkastningsskatt.ts'
import { standardavgift } from '#forecasting/parameters/standardavgift.ts'
import type { HeldPension, Known, Projection } from '#forecasting/projection/types.ts'
import type { ChangeCause, ChangePart, ContractChange, FigureChange, ProviderForecastFacts } from '../api/changes.ts'
import { ask, prepareSound } from '../forecast/asking.ts'
import { factStep, roundTo, shareOut } from '../overview/rounding.ts'
import { amountsIn, sum } from '../overview/runs.ts'
import { begunOn } from '../portfolio/assumed-contract.ts'
import { asExpected, capitalOf, isCorrected, isUnchanged, paidIn, paidOut } from './holding-change.ts'
import { factsOfForecasts } from './provider-forecast.ts'

/** What was known at one time. */
export interface KnownState {
  readonly known: Known
  /** Which source each contract is from. */
  readonly sourceOf: ReadonlyMap<string, string>
  /** Sources that have answered, and whether they held something. */
  readonly sources: ReadonlyMap<string, 'answered' | 'nothing-held'>
}

export interface Name {
  readonly label: string
  readonly providerName: string | null
}

export interface Comparison {
  readonly age: Age
  readonly monthly: FigureChange
  readonly capital: FigureChange
  readonly contributionsEstimated: boolean
}

/** @param names of all contracts and entries, of then and of now */
export function compare(before: KnownState, after: KnownState, names: ReadonlyMap<string, Name>): Comparison {
  const pairs = pairsOf(before, after)
  const { age, change } = monthlyChange(before, after, pairs, names)
  const capital = capitalParts(before, after, pairs)
  return {
    age,
    monthly: change,
    capital: figureChange(capital.changes, names),
    contributionsEstimated: capital.estimated,
  }
}

interface Pair {
  readonly id: string
  readonly before: HeldPension['holding'] | null
  readonly after: HeldPension['holding'] | null
  /** Of a contract that is there only once. */
  readonly cause: 'sources' | 'contracts'
}

export const reportedIn = ({ holdings }: Known): readonly HeldPension[] =>
  holdings.filter(({ assumed }) => assumed !== true)
const assumedIn = ({ holdings }: Known): readonly HeldPension[] => holdings.filter(({ assumed }) => assumed === true)

function pairsOf(before: KnownState, after: KnownState): readonly Pair[] {
  const [was, is] = [before, after].map(
    ({ known }) => new Map(reportedIn(known).map(({ id, holding }) => [id, holding])),
  ) as [Map<string, HeldPension['holding']>, Map<string, HeldPension['holding']>]
  return [...new Set([...was.keys(), ...is.keys()])].map((id) => ({
    id,
    before: was.get(id) ?? null,
    after: is.get(id) ?? null,
    cause: causeOf(id),
  }))

  function causeOf(id: string): Pair['cause'] {
    const isGone = !is.has(id)
    const source = (isGone ? before : after).sourceOf.get(id) ?? ''
    const elsewhere = (isGone ? after : before).sources.get(source)
    // A source that listed nothing before and lists a contract now has a new contract; one that was silent is back.
    const isOfSource = isGone ? elsewhere !== 'answered' : elsewhere === undefined
    return isOfSource ? 'sources' : 'contracts'
  }
}

/** One contract's figures after each step, or its value before and after, in whole kronor, with the parts between. */
interface Change {
  readonly id: string
  readonly before: number
  readonly after: number
  readonly parts: readonly ChangePart[]
}

function figureChange(
  changes: readonly Change[],
  names: ReadonlyMap<string, Name>,
  forecasts?: ReadonlyMap<string, ProviderForecastFacts>,
): FigureChange {
  const total = (which: 'before' | 'after'): number => changes.reduce((all, change) => all + change[which], 0)
  const contracts = changes
    .filter(({ parts }) => parts.length > 0)
    .map(({ id, before, after, parts }): ContractChange => {
      const { label, providerName } = names.get(id) ?? { label: id, providerName: null }
      const facts = parts.some(({ cause }) => cause === 'provider-forecast') ? forecasts?.get(id) : undefined
      return {
        contractId: id,
        label,
        providerName,
        before,
        after,
        parts: largestFirst(parts),
        providerForecast: facts ?? null,
      }
    })
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || compareText(a, b))
  return {
    before: total('before'),
    after: total('after'),
    parts: largestFirst(summed(changes.flatMap(({ parts }) => parts))),
    contracts,
  }
}

const compareText = (a: ContractChange, b: ContractChange): number => a.contractId.localeCompare(b.contractId)

/** One part for each cause that made a difference. */
export function summed<Cause extends ChangeCause>(parts: readonly ChangePart<Cause>[]): ChangePart<Cause>[] {
  return [...Map.groupBy(parts, ({ cause }) => cause)]
    .map(([cause, own]) => ({ cause, amount: own.reduce((all, { amount }) => all + amount, 0) }))
    .filter(({ amount }) => amount !== 0)
}

export const largestFirst = <Cause extends ChangeCause>(parts: readonly ChangePart<Cause>[]): ChangePart<Cause>[] =>
  [...parts].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.cause.localeCompare(b.cause))

function capitalParts(
  before: KnownState,
  after: KnownState,
  pairs: readonly Pair[],
): { readonly changes: readonly Change[]; readonly estimated: boolean } {
  let estimated = false
  const whole = (capital: { readonly value: Dec } | null): number =>
    capital === null ? 0 : roundTo(factStep, capital.value)
  const ofContracts = pairs.map(({ id, before: was, after: is, cause }): Change => {
    const [from, to] = [was && capitalOf(was), is && capitalOf(is)]
    const change = { id, before: whole(from), after: whole(to) }
    const difference = change.after - change.before
    const all = (one: ChangeCause): Change => ({ ...change, parts: summed([{ cause: one, amount: difference }]) })
    if (was === null || is === null) return all(cause)
    if (from === null || to === null || from.date === to.date) return all('corrections')
    const paid = paidIn(was, is)
    const payouts = -roundTo(factStep, paidOut(was, is))
    estimated ||= paid?.estimated === true && !paid.amount.isZero()
    const contributions = paid === null ? 0 : roundTo(factStep, paid.amount)
    return {
      ...change,
      parts: summed([
        { cause: 'contributions', amount: contributions },
        { cause: 'payouts', amount: payouts },
        { cause: paid === null ? 'not-split' : 'returns', amount: difference - contributions - payouts },
      ]),
    }
  })
  return { changes: [...ofContracts, ...ownCapital(before.known, after.known)], estimated }
}

function ownCapital(before: Known, after: Known): Change[] {
  const valuesOf = ({ entries = [] }: Known): ReadonlyMap<string, number> =>
    new Map(
      entries.flatMap(({ id, entry }) =>
        entry.kind === 'sparande' ? [[id, roundTo(factStep, entry.value.value)] as const] : [],
      ),
    )
  const [was, is] = [valuesOf(before), valuesOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])].map((id) => {
    const [from, to] = [was.get(id) ?? 0, is.get(id) ?? 0]
    return { id, before: from, after: to, parts: summed([{ cause: 'own', amount: to - from }]) }
  })
}

interface Level {
  readonly projection: Projection
  readonly known: Known
}

function monthlyChange(
  before: KnownState,
  after: KnownState,
  pairs: readonly Pair[],
  names: ReadonlyMap<string, Name>,
): { readonly age: Age; readonly change: FigureChange } {
  const last: Level = { known: after.known, projection: ask(prepareSound(after.known), {}).projection }
  const age = last.projection.retirementAge
  const levelOf = (known: Known): Level => ({
    known,
    projection: ask(prepareSound(known), { retirementAge: age }).projection,
  })
  const first = levelOf(before.known)
  const steps = stepsBetween(before.known, after.known, pairs, levelOf)
  const levels = [first, ...steps.map(({ level }) => level), last]
  const causes = [...steps.map(({ causeOf }) => causeOf), () => 'own' as const]

  const assumed = new Set([before, after].flatMap(({ known }) => assumedIn(known).map(({ id }) => id)))
  const order = [...new Set([...names.keys(), ...levels.flatMap(({ projection }) => idsOf(projection))])]
  const shown = levels.map((level) => kronorPer(order, level))
  const changes = order.map((id, index): Change => {
    const at = (level: number): number => shown[level]?.[index] ?? 0
    const parts = causes.map((causeOf, step) => ({
      cause: assumed.has(id) ? ('own' as const) : causeOf(id),
      amount: at(step + 1) - at(step),
    }))
    return { id, before: at(0), after: at(levels.length - 1), parts: summed(parts) }
  })
  const forecasts = new Map(
    pairs.flatMap(({ id, before: was, after: is }) =>
      was === null || is === null ? [] : [[id, factsOfForecasts(was, is)] as const],
    ),
  )
  return { age, change: figureChange(changes, names, forecasts) }
}

const idsOf = ({ runs }: Projection): string[] => runs.map(({ holdingId }) => holdingId)

/** What each is paid in the first month at the age, together as the whole is rounded. */
function kronorPer(order: readonly string[], { projection, known }: Level): number[] {
  const thisMonth = monthOfDate(known.today)
  const month = projection.firstMonth > thisMonth ? projection.firstMonth : thisMonth
  const amounts = amountsIn(projection.runs, order, month, month)
  return shareOut(roundTo(factStep, sum(amounts)), amounts, factStep)
}

/** What a step leads to, and what its difference is called, contract by contract. */
interface Step {
  readonly level: Level
  readonly causeOf: (id: string) => ChangeCause
}

/** All but the last, which leads to what is known now. */
function stepsBetween(before: Known, after: Known, pairs: readonly Pair[], levelOf: (known: Known) => Level): Step[] {
  const { today } = after
  const holdingsBy = (choose: (pair: Pair) => HeldPension['holding'] | null): Known => ({
    ...before,
    today,
    holdings: [
      ...pairs.flatMap((pair) => {
        const holding = choose(pair)
        return holding === null ? [] : [{ id: pair.id, holding }]
      }),
      ...assumedIn(before).map((held) => begunOn(held, today)),
    ],
  })
  const onceOnly = ({ before: was, after: is }: Pair): boolean => was === null || is === null
  const step = (cause: ChangeCause, choose: (pair: Pair) => HeldPension['holding'] | null): Step => ({
    level: levelOf(holdingsBy(choose)),
    causeOf: () => cause,
  })

  const rules = step('rules', ({ before: was }) => was)
  const sources = step('sources', (pair) => (onceOnly(pair) && pair.cause === 'sources' ? pair.after : pair.before))
  const contracts = step('contracts', (pair) => (onceOnly(pair) ? pair.after : pair.before))
  const corrected = (pair: Pair): HeldPension['holding'] | null => {
    const { before: was, after: is } = pair
    return was === null || is === null || isCorrected(was, is) ? is : was
  }
  const corrections = step('corrections', corrected)
  const arrived = levelOf(holdingsBy(({ after: is }) => is))

  const byProvider = (id: string): boolean =>
    [corrections.level, arrived].some(({ projection }) =>
      projection.holdings.some((one) => one.holdingId === id && one.calculatedBy === 'provider-forecast'),
    )
  const growth = growthTakenForGranted(today)
  const expected = new Map(
    pairs.map((pair) => {
      const { id, after: is } = pair
      const from = corrected(pair)
      const isNew = from !== null && is !== null && !isUnchanged(from, is) && !byProvider(id)
      return [id, isNew ? asExpected(from, is, growth) : from]
    }),
  )
  const contributions = step('contributions', (pair) => expected.get(pair.id) ?? corrected(pair))
  // Of a running payment, which has no capital to be paid into, every difference is how it is counted up.
  const notSplit = new Set(
    pairs.flatMap(({ id, before: was }) =>
      was !== null && capitalOf(was) !== null && expected.get(id) === null ? [id] : [],
    ),
  )
  return [
    rules,
    sources,
    contracts,
    corrections,
    contributions,
    {
      level: arrived,
      causeOf: (id) => (byProvider(id) ? 'provider-forecast' : notSplit.has(id) ? 'not-split' : 'returns'),
    },
  ]
}

/** The standard's return less the tax on it and the standard fee. */
function growthTakenForGranted(today: Known['today']): Dec {
  const law = new LawReader()
  return law.value(avkastning, today).minus(law.value(avkastningsskatt, today)).minus(law.value(standardavgift, today))
}
