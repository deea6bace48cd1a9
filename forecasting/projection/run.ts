/**
 * The projection of one person's holdings: who is paid what, from which month, for how long.
 *
 * In today's money, before tax, by the projection standard: fixed prices, zero income growth, work and premiums
 * unchanged until the chosen age, everything drawn then as soon as each holding allows.
 * Outside: garantipension, inkomstpensionstillägg, bostadstillägg, tax, part withdrawal by choice, market outcomes.
 */
import { LawReader } from '../law.ts'
import type { Age } from '../model/age.ts'
import { firstMonthAtAge } from '../model/age.ts'
import { ForecastInputError } from '../model/errors.ts'
import type { Holding } from '../model/holding.ts'
import type { Dec } from '../model/quantity.ts'
import { parseIsoDate } from '../model/year-month.ts'
import { incomeOf } from './assumptions.ts'
import { contractLowestAge, projectContract } from './contract.ts'
import { monthRunsOf } from './months.ts'
import { projectPublic, publicLowestAge } from './public.ts'
import type { Question } from './question.ts'
import { agesOf, birthYearOf, fallsOf, monthsOf, nextMonth, withinAges } from './timeline.ts'
import type { Projection, ProjectionInput } from './types.ts'
import { payRunsOf, workPath } from './work.ts'

/** The highest age a choice can name at all, in years: beyond it the input is wrong, not just moved. */
const highestAge = 130

/**
 * @throws ForecastInputError for input that cannot be meant: an unknown day, an age that is none, a negative amount,
 *   a choice for a holding that is not there or a duration its contract does not allow
 * @throws MissingFigureError when no figure of law, decided or projected, reaches as far as asked
 */
export function project(input: ProjectionInput): Projection {
  check(input)
  const { person, holdings, choices, today } = input
  const law = new LawReader()
  const income = incomeOf(holdings)
  const ask = (holdingId: string, retirementAge: Age): Question => ({
    input,
    holdingId,
    choice: choices.perHolding?.[holdingId] ?? {},
    birthYear: birthYearOf(person),
    retirementAge,
    income,
    law,
  })
  const lowestAges = holdings.flatMap(({ id, holding }) => {
    const question = ask(id, choices.retirementAge)
    const lowest = holding.kind === 'avtal' ? contractLowestAge(holding, question) : publicLowestAge(holding, question)
    return lowest === null ? [] : [lowest]
  })
  const ages = agesOf(person, lowestAges, today, law)
  const retirementAge = withinAges(choices.retirementAge, ages)
  const work = workPath({
    birthDate: person.birthDate,
    usual: income && income.salary.value,
    retirementAge,
    nextMonth: nextMonth(today),
    periods: choices.work ?? [],
  })
  law.takeRead()
  const outcomes = holdings.map(({ id, holding }) => {
    const question = ask(id, retirementAge)
    return holding.kind === 'avtal' ? projectContract(holding, question) : projectPublic(holding, question)
  })
  const runs = outcomes.flatMap((outcome) => outcome.runs)
  return {
    runs,
    holdings: outcomes.map((outcome) => outcome.result),
    falls: fallsOf(person, runs, today, law),
    months: monthRunsOf(runs, payRunsOf(work), monthsOf(person, today, law), () => null),
    assumptions: [],
    steps: [],
    ages,
    retirementAge,
    firstMonth: firstMonthAtAge(person.birthDate, retirementAge),
    salary: income && { amount: income.salary.value, date: income.salary.date },
  }
}

function check({ person, holdings, choices, today }: ProjectionInput): void {
  if (parseIsoDate(today) === null) throw new ForecastInputError('bad-date', 'today')
  if (parseIsoDate(person.birthDate) === null || person.birthDate > today) {
    throw new ForecastInputError('bad-date', 'person.birthDate')
  }
  checkAge(choices.retirementAge, 'choices.retirementAge')
  const ids = new Set(holdings.map(({ id }) => id))
  if (ids.size < holdings.length) throw new ForecastInputError('duplicate-holding', 'holdings')
  for (const [id, choice] of Object.entries(choices.perHolding ?? {})) {
    if (!ids.has(id)) throw new ForecastInputError('unknown-holding', `choices.perHolding.${id}`)
    if (choice.start !== undefined) checkAge(choice.start, `choices.perHolding.${id}.start`)
  }
  for (const { id, holding } of holdings) checkAmounts(holding, `holdings.${id}`)
}

function checkAge(value: Age, field: string): void {
  if (!Number.isInteger(value) || value < 0 || value > highestAge * 12) throw new ForecastInputError('bad-age', field)
}

function checkAmounts(holding: Holding, field: string): void {
  const demand = (amount: Dec, name: string) => {
    if (!amount.isFinite() || amount.lt(0)) throw new ForecastInputError('negative-amount', `${field}.${name}`)
  }
  holding.payments.forEach((period, i) => demand(period.amount, `payments.${i}.amount`))
  holding.forecasts.forEach((forecast, i) => demand(forecast.amount, `forecasts.${i}.amount`))
  if (holding.kind === 'allman-pension') {
    const { inkomstpensionBalance, premiepensionBalance, tillaggspension } = holding
    if (inkomstpensionBalance !== 'not-reported') demand(inkomstpensionBalance.value, 'inkomstpensionBalance')
    if (premiepensionBalance !== 'not-reported') demand(premiepensionBalance.value, 'premiepensionBalance')
    if (tillaggspension !== 'not-reported') demand(tillaggspension.value, 'tillaggspension')
    holding.premiepensionFunds.forEach((fund, i) => demand(fund.value, `premiepensionFunds.${i}.value`))
    return
  }
  if (holding.capital !== 'not-reported') demand(holding.capital.value, 'capital')
  if (holding.earnedBenefit !== 'not-reported') demand(holding.earnedBenefit.value, 'earnedBenefit')
  if (holding.premium !== 'not-reported') demand(holding.premium.amount, 'premium.amount')
}
