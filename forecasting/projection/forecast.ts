/** The answer to one choice: what each prepared holding says of it, added up month by month, taxed, and what falls. */
import { firstMonthAtAge } from '../model/age.ts'
import type { Age } from '../model/age.ts'
import type { IsoDate } from '../model/year-month.ts'
import { missingFiguresOf } from '../year-figures.ts'
import { checkChoices } from './check.ts'
import { fallsOf } from './falls.ts'
import type { PayRun } from './months.ts'
import { monthRunsOf } from './months.ts'
import { taxSteps } from './net.ts'
import type { Prepared } from './prepare.ts'
import { workUntil } from './prepare.ts'
import type { Outcome, OutcomeOf } from './prepared.ts'
import { ownOutcome } from './prepared.ts'
import { housingSupport } from './supplements.ts'
import { withinAges } from './timeline.ts'
import type { AssumptionCode, Choices, Person, Projection, Step } from './types.ts'
import { payRunsOf } from './work.ts'

/**
 * @throws MissingFigureError when no figure of law, decided or projected, reaches as far as asked
 */
export function forecast(prepared: Prepared, choices: Choices, outcomeOf: OutcomeOf = ownOutcome): Projection {
  const { basis, ages, holdings } = prepared
  const { person } = basis.known
  checkChoices(choices, new Set(holdings.map(({ id }) => id)), (ages.publicEarliest - 1) as Age)
  const retirementAge = withinAges(choices.retirementAge, ages)
  const firstMonth = firstMonthAtAge(person.birthDate, retirementAge)
  const work = workUntil(prepared, retirementAge, choices.work)
  const publicWithdrawal = choices.publicWithdrawal ?? null
  const outcomes = holdings.map((holding) =>
    outcomeOf(holding, { retirementAge, choice: choices.perHolding?.[holding.id] ?? {}, publicWithdrawal, work }),
  )
  const paid = outcomes.flatMap(({ runs }) => runs)
  const pay = payRunsOf(work)
  const span = { first: basis.nextMonth, last: basis.lastMonth }
  const home = homeOf(prepared, outcomes, pay)
  const runs = [...paid, ...home.runs]
  const months = monthRunsOf(runs, pay, span, prepared.taxOf)
  const beside = pay.flatMap((run): readonly PayRun[] =>
    run.to < firstMonth ? [] : [{ ...run, from: run.from < firstMonth ? firstMonth : run.from }],
  )
  const taxed = { person, birthYear: basis.birthYear, law: basis.law }
  const explain = (): readonly Step[] => [...home.steps, ...taxSteps(taxed, months)]
  return {
    runs,
    holdings: outcomes.map(({ result }) => result),
    falls: fallsOf({
      outcomes,
      others: home.runs,
      pay: beside,
      first: span.first,
      last: span.last,
    }),
    months,
    assumptions: [...takenForGranted(person), ...home.codes, ...ofEarlierYear(basis.known.today)],
    get steps() {
      return explain()
    },
    ages,
    retirementAge,
    firstMonth,
    salary: basis.income && { amount: basis.income.salary.value, date: basis.income.salary.date },
  }
}

/** What of the person, and of no single holding, nobody has said; of one abroad neither tax nor support is counted. */
function takenForGranted({ resident, municipality, housing }: Person): readonly AssumptionCode[] {
  if (resident === 'abroad') return []
  return [
    ...(municipality === undefined ? (['municipality-average'] as const) : []),
    ...(housing === undefined ? (['no-housing-supplement'] as const) : []),
  ]
}

/** Figures of the year are missing: who reads the forecast must know that it rests on projected ones instead. */
const ofEarlierYear = (today: IsoDate): readonly AssumptionCode[] =>
  missingFiguresOf(Number(today.slice(0, 4))).length > 0 ? ['figures-of-year-missing'] : []

interface Home {
  readonly runs: Projection['runs']
  readonly steps: readonly Step[]
  readonly codes: readonly AssumptionCode[]
}

/** What the home's cost gives, where it was told. */
function homeOf({ basis, publicId }: Prepared, outcomes: readonly Outcome[], pay: readonly PayRun[]): Home {
  const { person } = basis.known
  const { housing } = person
  const drawnInFull = outcomes.find(({ result }) => result.holdingId === publicId)?.drawnInFull
  if (housing === undefined || publicId === null || drawnInFull === undefined || person.resident === 'abroad')
    return { runs: [], steps: [], codes: [] }
  if (person.maritalStatus === 'married' && housing.partner === undefined) {
    return { runs: [], steps: [], codes: ['housing-supplement-needs-partner'] }
  }
  const asked = {
    person,
    housing,
    law: basis.law,
    holdingId: publicId,
    first: basis.nextMonth,
    last: basis.lastMonth,
    drawnInFull,
  }
  const paid = outcomes.flatMap(({ runs }) => runs)
  return { ...housingSupport(paid, pay, asked), codes: [] }
}
