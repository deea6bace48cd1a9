/** The public pension's payments: in payment, by the agency's forecast, or from the balances, in that order. */
import { ageInText, restOnProjectedLaw, startInText, Steps } from '../explanation/steps.ts'
import type { Age } from '../model/age.ts'
import { age, firstMonthAtAge } from '../model/age.ts'
import type { Dated, PublicComponent, PublicHolding, Reported } from '../model/holding.ts'
import { hasUnclearPayments } from '../model/holding.ts'
import type { Kronor, KronorPerMonth, KronorPerYear } from '../model/quantity.ts'
import { Dec, kronor, kronorPerYear } from '../model/quantity.ts'
import type { IsoDate, YearMonth } from '../model/year-month.ts'
import { monthOfDate, nearestMonthStart, yearMonth, yearOf } from '../model/year-month.ts'
import { delningstalInkomstpension } from '../parameters/delningstal-inkomstpension.ts'
import { lagstaUttagsalder } from '../parameters/lagsta-uttagsalder.ts'
import { normInkomstpension } from '../parameters/norm-inkomstpension.ts'
import { calculateInkomstpension } from '../rules/inkomstpension/index.ts'
import { pensionsrattInkomstpension, pensionsrattPremiepension } from '../rules/pensionsratt/index.ts'
import { calculatePremiepension, fundFee, premiepensionAtStart } from '../rules/premiepension/index.ts'
import { forecastAt, standardForecasts } from '../rules/prognos/index.ts'
import { futurePgi } from './assumptions.ts'
import type { Outcome, Question, Start } from './question.ts'
import { livePeriods, monthsOf, startOf } from './question.ts'
import type { AssumptionCode, CalculatedBy, PaymentRun } from './types.ts'

const firstCohort = delningstalInkomstpension.rows[0]?.bornFrom ?? Infinity

/** The share of a component that is already drawn, by the periods that run. */
function drawnOf(holding: PublicHolding, component: PublicComponent, question: Question): Dec {
  return livePeriods(holding.payments, question)
    .filter((period) => period.component === component)
    .reduce((drawn, period) => Dec.max(drawn, period.shareDrawn), new Dec(0))
}

/** The balances that are not yet drawn. Those born before the reformed system's first cohort have none in it. */
function balancesLeft(holding: PublicHolding, question: Question) {
  const reformed = question.birthYear >= firstCohort
  const left = <T>(component: PublicComponent, balance: Reported<Dated<T>>): Dated<T> | null =>
    balance !== 'not-reported' && reformed && drawnOf(holding, component, question).lt(1) ? balance : null
  return {
    inkomstpension: left('inkomstpension', holding.inkomstpensionBalance),
    premiepension: left('premiepension', holding.premiepensionBalance),
    tillaggspension: left('tillaggspension', holding.tillaggspension),
  }
}

/** The lowest age at which something of the public pension is left to draw, or null when nothing is. */
export function publicLowestAge(holding: PublicHolding, question: Question): Age | null {
  if (hasUnclearPayments(holding)) return null
  const forecast = holding.payments.length === 0 && holding.forecasts.length > 0
  const drawable = forecast || Object.values(balancesLeft(holding, question)).some((left) => left !== null)
  return drawable ? age(question.law.forCohort(lagstaUttagsalder, question.birthYear).toNumber()) : null
}

type Component = PaymentRun['component']

interface Part {
  readonly component: Component
  readonly amount: KronorPerMonth
  readonly assumptions: readonly AssumptionCode[]
}

export function projectPublic(holding: PublicHolding, question: Question): Outcome {
  const steps = new Steps(question.law)
  const common = { holdingId: question.holdingId, pillar: 'allman-pension', taxed: true } as const
  const paid = livePeriods(holding.payments, question).map((period): PaymentRun => {
    const { component, amount } = period
    steps.add(`${component}.in-payment`, { from: period.from, to: period.to, shareDrawn: period.shareDrawn }, amount)
    return { ...common, component, ...monthsOf(period), amount, calculatedBy: 'in-payment' }
  })
  const start = startLeft(holding, question, steps)
  const forecast = start && holding.payments.length === 0 ? byAgency(holding, question, start, steps) : null
  const parts = forecast ? [forecast] : start ? fromBalances(holding, question, start, steps) : []
  const by: CalculatedBy = forecast === null ? 'provider-values' : 'provider-forecast'
  const coming = parts.flatMap(({ component, amount }): readonly PaymentRun[] =>
    start === null ? [] : [{ ...common, component, from: start.month, to: 'lifelong', amount, calculatedBy: by }],
  )
  const runs = [...paid, ...coming]
  const moved = coming.length > 0 && start?.moved ? [start.moved] : []
  const calculatedBy = coming.length > 0 ? by : paid.length > 0 ? 'in-payment' : null
  const notPaid = hasUnclearPayments(holding)
    ? 'not-understood'
    : holding.payments.some(({ state }) => state === 'paused')
      ? 'paused'
      : holding.payments.length > 0
        ? 'ended'
        : holding.forecasts.length > 0
          ? 'outside-forecast-ages'
          : 'no-value-reported'
  const assumptions = [...moved, ...parts.flatMap((part) => part.assumptions), 'payment-indexation-level' as const]
  return {
    runs,
    result: {
      holdingId: question.holdingId,
      calculatedBy,
      notProjected: calculatedBy === null ? notPaid : null,
      assumptions: calculatedBy === null ? [] : [...new Set(assumptions)],
      capitalLeft: [],
      steps: steps.all(),
      restsOnProjectedLaw: restOnProjectedLaw(steps.all()),
    },
  }
}

/** When what is left to draw begins, or null when nothing is left. */
function startLeft(holding: PublicHolding, question: Question, steps: Steps): Start | null {
  const earliest = publicLowestAge(holding, question)
  if (earliest === null) return null
  const start = startOf(question, { earliest, latest: null })
  const chosen = question.choice.start ?? question.retirementAge
  steps.add('allman-pension.start', { chosen: ageInText(chosen), lowest: ageInText(earliest) }, startInText(start))
  return start
}

/** The agency's own forecast of the whole, when work goes on until the pension starts, as it takes for granted. */
function byAgency(holding: PublicHolding, question: Question, start: Start, steps: Steps): Part | null {
  if (start.at > question.retirementAge && question.income !== null) return null
  const amount = forecastAt(standardForecasts(holding.forecasts, 'continue'), { at: start.at, duration: 'lifelong' })
  if (amount === null) return null
  steps.add('prognos', { at: ageInText(start.at) }, amount)
  return { component: 'allman-pension', amount, assumptions: ['salary-unchanged'] }
}

interface Right {
  readonly incomeYear: number
  readonly amount: Kronor
  /** The January after the December in which it is added to the account. */
  readonly placed: YearMonth
}

interface Yearly {
  readonly scheme: 'inkomstpension' | 'premiepension'
  /** What one whole year of unchanged income gives; null when no more is earned. */
  readonly amount: KronorPerYear | null
}

/** Rights that the balance does not hold yet: reported ones, then those of unchanged income until work ends. */
function rightsAfter(
  balanceDate: IsoDate,
  holding: PublicHolding,
  question: Question,
  yearly: Yearly,
): readonly Right[] {
  const { input, retirementAge } = question
  const retirement = firstMonthAtAge(input.person.birthDate, retirementAge)
  // The right of an income year is added at the end of the year after it.
  const first = Number(balanceDate.slice(0, 4)) - (balanceDate.endsWith('-12-31') ? 0 : 1)
  const thisYear = yearOf(monthOfDate(input.today))
  const years = Math.max(0, Math.max(yearOf(retirement), thisYear) - first + 1)
  return Array.from({ length: years }, (_, i) => first + i).flatMap((incomeYear) => {
    const placed = yearMonth(incomeYear + 2, 1)
    const reported = incomeYear < thisYear && holding.rights.find((right) => right.incomeYear === incomeYear)
    if (reported) return [{ incomeYear, amount: kronor(reported[yearly.scheme]), placed }]
    if (yearly.amount === null) return []
    const worked = Math.min(12, Math.max(0, retirement - yearMonth(incomeYear, 1)))
    const amount = kronor(yearly.amount.times(worked).div(12).floor())
    return amount.isZero() ? [] : [{ incomeYear, amount, placed }]
  })
}

/** From the delivered balances and the rights until work ends, each component not yet drawn. */
function fromBalances(holding: PublicHolding, question: Question, start: Start, steps: Steps): readonly Part[] {
  const { law, birthYear, input, income } = question
  const left = balancesLeft(holding, question)
  const year = yearOf(monthOfDate(input.today))
  const pgi = income === null ? null : futurePgi(income, input.today, law)
  if (pgi !== null && income !== null) {
    steps.add('pensionsratt.pgi', { income: income.salary.value, date: income.salary.date, from: income.from }, pgi)
  }
  const assumed: readonly AssumptionCode[] = pgi === null ? [] : ['salary-unchanged']
  const parts: Part[] = []

  const incomeAccount = left.inkomstpension
  if (incomeAccount) {
    const amount = pgi === null ? null : pensionsrattInkomstpension({ pgi, year }, law)
    const rights = rightsAfter(incomeAccount.date, holding, question, { scheme: 'inkomstpension', amount })
    const sum = kronor(rights.reduce((total, right) => total.plus(right.amount), new Dec(0)))
    steps.add('inkomstpension.rights', { perYear: amount ?? kronorPerYear(0), years: rights.length }, sum)
    const monthly = calculateInkomstpension({ balance: incomeAccount.value, rights: sum, birthYear, at: start.at }, law)
    const restsOnForecast = addStep(
      steps,
      'inkomstpension',
      { balance: incomeAccount.value, date: incomeAccount.date, rights: sum, at: ageInText(start.at) },
      monthly,
    )
    law.value(normInkomstpension, input.today)
    steps.add('inkomstpension.payment-indexation', { indexation: 'level' }, monthly)
    const projected: AssumptionCode[] = restsOnForecast ? ['divisor-projected'] : []
    parts.push({ component: 'inkomstpension', amount: monthly, assumptions: [...assumed, ...projected] })
  }

  const fundAccount = left.premiepension
  if (fundAccount) {
    const amount = pgi === null ? null : pensionsrattPremiepension({ pgi, year }, law)
    const rights = rightsAfter(fundAccount.date, holding, question, { scheme: 'premiepension', amount })
    const { fee, assumed: feeAssumed } = fundFee(holding.premiepensionFunds, input.today, law)
    const capital = premiepensionAtStart(
      {
        balance: fundAccount.value,
        month: nearestMonthStart(fundAccount.date),
        rights,
        fee,
        start: start.month,
        today: input.today,
      },
      law,
    )
    steps.add(
      'premiepension.capital-at-start',
      { balance: fundAccount.value, date: fundAccount.date, perYear: amount ?? kronorPerYear(0), fee },
      capital,
    )
    const monthly = calculatePremiepension({ capital, birthYear, at: start.at }, law)
    const restsOnForecast = addStep(steps, 'premiepension', { capital, at: ageInText(start.at) }, monthly)
    const codes: (AssumptionCode | false)[] = [
      'return-1.9',
      feeAssumed && 'default-fee',
      restsOnForecast && 'divisor-projected',
    ]
    parts.push({
      component: 'premiepension',
      amount: monthly,
      assumptions: [...assumed, ...codes.filter((code) => code !== false)],
    })
  }

  const supplement = left.tillaggspension
  if (supplement) {
    steps.add('tillaggspension', { earned: supplement.value, date: supplement.date }, supplement.value)
    parts.push({ component: 'tillaggspension', amount: supplement.value, assumptions: [] })
  }
  return parts
}

/** @returns whether the step rests on a figure that is not decided. */
function addStep(...[steps, rule, inputs, result]: [Steps, ...Parameters<Steps['add']>]): boolean {
  steps.add(rule, inputs, result)
  return restOnProjectedLaw(steps.all().slice(-1))
}
