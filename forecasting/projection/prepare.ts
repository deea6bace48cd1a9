/**
 * What of a projection does not depend on a choice: the input checked, the law read, each holding prepared.
 *
 * In today's money, before tax, by the projection standard: fixed prices, zero income growth, work and premiums
 * unchanged until the chosen age, everything drawn then as soon as each holding allows.
 */
import { LawReader } from '../law.ts'
import type { Age } from '../model/age.ts'
import { ForecastInputError } from '../model/errors.ts'
import { incomeOf } from './assumptions.ts'
import { checkKnown } from './check.ts'
import { prepareContract } from './contract.ts'
import { prepareEntry } from './entry.ts'
import type { TaxOfMonth } from './months.ts'
import { taxOfMonth } from './net.ts'
import type { Basis, PreparedHolding } from './prepared.ts'
import { preparePublic } from './public.ts'
import { agesOf, birthYearOf, monthsOf } from './timeline.ts'
import type { Choices, Known, Projection } from './types.ts'
import type { WorkPath } from './work.ts'
import { workPath } from './work.ts'

export interface Prepared {
  readonly basis: Basis
  readonly ages: Projection['ages']
  /** Holdings, then own entries, in their order. */
  readonly holdings: readonly PreparedHolding[]
  /** The public pension's own, which the supplements stand beside; null when there is none. */
  readonly publicId: string | null
  readonly taxOf: TaxOfMonth
}

/**
 * @throws ForecastInputError for input that cannot be meant: an unknown day, an age that is none, a negative amount
 * @throws MissingFigureError when no figure of law, decided or projected, reaches as far as asked
 */
export function prepare(known: Known, law = new LawReader()): Prepared {
  checkKnown(known)
  const { person, holdings, entries = [], today } = known
  const birthYear = birthYearOf(person)
  const { first, last } = monthsOf(person, today, law)
  const basis: Basis = { known, birthYear, income: incomeOf(known, law), law, nextMonth: first, lastMonth: last }
  const prepared = [
    ...holdings.map(({ id, holding }) =>
      holding.kind === 'avtal' ? prepareContract(id, holding, basis) : preparePublic(id, holding, basis),
    ),
    ...entries.map(({ id, entry }) => prepareEntry(id, entry, basis)),
  ]
  const lowest = prepared.flatMap(({ earliest }) => (earliest === null ? [] : [earliest]))
  return {
    basis,
    ages: agesOf(person, lowest, today, law),
    holdings: prepared,
    publicId: holdings.find(({ holding }) => holding.kind === 'allman-pension')?.id ?? null,
    taxOf: taxOfMonth({ person, birthYear, law }),
  }
}

/** The path of work that goes with an age at which it ends. */
export const workUntil = ({ basis }: Prepared, retirementAge: Age, periods: Choices['work'] = []): WorkPath =>
  workPath({
    birthDate: basis.known.person.birthDate,
    usual: basis.income && basis.income.pay,
    retirementAge,
    nextMonth: basis.nextMonth,
    periods,
  })

/**
 * `forecast` moves an age outside what may be chosen to the nearest that may; who asks from outside is told instead.
 *
 * @throws ForecastInputError `age-too-low`, `age-too-high`, `duration-not-allowed`
 */
export function demandAllowed(
  { ages, holdings, publicId }: Prepared,
  { retirementAge, perHolding = {} }: Choices,
): void {
  const demand = (value: Age, { earliest, latest }: { earliest: Age | null; latest: Age | null }, field: string) => {
    if (earliest !== null && value < earliest) throw new ForecastInputError('age-too-low', field)
    if (latest !== null && value > latest) throw new ForecastInputError('age-too-high', field)
  }
  // Past the latest age nothing is left to choose: the age at which such a person once retired may be said.
  const earliest = ages.earliest === ages.latest ? null : ages.earliest
  demand(retirementAge, { earliest, latest: ages.latest }, 'choices.retirementAge')
  for (const [id, { start, duration }] of Object.entries(perHolding)) {
    const holding = holdings.find((one) => one.id === id)
    if (start !== undefined && holding) {
      const limits = { earliest: holding.earliest, latest: holding.latest ?? ages.latest }
      demand(start, limits, `choices.perHolding.${id}.start`)
    }
    if (id === publicId && duration !== undefined && duration !== 'lifelong')
      throw new ForecastInputError('duration-not-allowed', `choices.perHolding.${id}.duration`)
  }
}
