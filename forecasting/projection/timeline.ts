/** Months and ages of a projection: what may be chosen, what is paid when, and where the total falls. */
import type { LawReader } from '../law.ts'
import type { Age } from '../model/age.ts'
import { age, ageInMonth } from '../model/age.ts'
import { Dec } from '../model/quantity.ts'
import type { IsoDate, YearMonth } from '../model/year-month.ts'
import { addMonths, monthOfDate } from '../model/year-month.ts'
import { lagstaUttagsalder } from '../parameters/lagsta-uttagsalder.ts'
import { riktalder } from '../parameters/riktalder.ts'
import { senasteUttagsalder } from '../parameters/senaste-uttagsalder.ts'
import { slutalder } from '../parameters/slutalder.ts'
import type { PaymentRun, Person, Projection } from './types.ts'

export const birthYearOf = ({ birthDate }: Person): number => Number(birthDate.slice(0, 4))

/** The first month that a pension applied for today is paid. */
export const nextMonth = (today: IsoDate): YearMonth => addMonths(monthOfDate(today), 1)

/** The months of a projection: from next month to the one in which the person turns 105. */
export function monthsOf(
  { birthDate }: Person,
  today: IsoDate,
  law: LawReader,
): { readonly first: YearMonth; readonly last: YearMonth } {
  const first = nextMonth(today)
  const ends = addMonths(monthOfDate(birthDate), age(law.value(slutalder, today).toNumber()))
  return { first, last: Math.max(first, ends) as YearMonth }
}

const clamp = (value: Age, { lowest, highest }: { lowest: Age; highest: Age }): Age =>
  Math.min(highest, Math.max(lowest, value)) as Age

/** The ages that may be chosen, given the lowest age of each holding that is not yet in payment. */
export function agesOf(person: Person, lowestAges: readonly Age[], today: IsoDate, law: LawReader): Projection['ages'] {
  const now = ageInMonth(person.birthDate, nextMonth(today))
  const latest = Math.max(age(law.value(senasteUttagsalder, today).toNumber()), now) as Age
  const publicEarliest = age(law.forCohort(lagstaUttagsalder, birthYearOf(person)).toNumber())
  const lowest = lowestAges.length === 0 ? publicEarliest : (Math.min(...lowestAges) as Age)
  law.takeRead()
  const target = age(law.forCohort(riktalder, birthYearOf(person)).toNumber())
  const riktalderStatus = law.takeRead().every((figure) => figure.status === 'decided') ? 'decided' : 'projected'
  return {
    earliest: clamp(lowest, { lowest: now, highest: latest }),
    publicEarliest,
    riktalder: target,
    latest,
    riktalderStatus,
  }
}

/** The chosen age, moved to the nearest that may be chosen. */
export const withinAges = (chosen: Age, { earliest, latest }: Projection['ages']): Age =>
  clamp(chosen, { lowest: earliest, highest: latest })

export const isPaidIn = (run: PaymentRun, month: YearMonth): boolean =>
  run.from <= month && (run.to === 'lifelong' || month <= run.to)

/** All that is paid in a month. */
export const totalIn = (runs: readonly PaymentRun[], month: YearMonth): Dec =>
  runs.reduce((sum, run) => (isPaidIn(run, month) ? sum.plus(run.amount) : sum), new Dec(0))
