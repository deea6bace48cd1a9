/**
 * The result of the forecast command as JSON, version 1. Amounts are decimal text, exact; months are "2031-06", ages
 * "67-3" (years and months). The JSON Schema in forecasting/json is made from this.
 */
import { z } from 'zod'
import { ageInText, durationInText } from '#forecasting/explanation/steps.ts'
import type { Dec } from '#forecasting/model/quantity.ts'
import { formatYearMonth } from '#forecasting/model/year-month.ts'
import type { NominalYear } from '#forecasting/projection/months.ts'
import type { MonthRun, PaymentRun, Projection } from '#forecasting/projection/types.ts'

export const resultVersion = 1

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/)
const month = z.string().regex(/^\d{4}-\d{2}$/)
const lastMonth = z.union([month, z.literal('lifelong')])
const ageText = z.string().regex(/^\d{1,3}-\d{1,2}$/)
const text = z.string()

const paymentRun = z.strictObject({
  holdingId: text,
  pillar: text,
  component: text,
  from: month,
  to: lastMonth,
  amount: decimal,
  taxed: z.boolean(),
  calculatedBy: text,
})
const monthRun = z.strictObject({
  from: month,
  to: month,
  gross: decimal,
  taxed: decimal,
  work: decimal,
  tax: decimal.nullable(),
  net: decimal.nullable(),
  netPayments: decimal.nullable(),
})
const step = z.strictObject({
  rule: text,
  inputs: z.record(text, text),
  result: text,
  figures: z.array(
    z.strictObject({
      term: text,
      value: text,
      from: z.iso.date(),
      status: z.enum(['decided', 'derived', 'projected', 'assumed']),
      source: text,
    }),
  ),
})
const otherForecast = z.strictObject({
  age: ageText,
  duration: text,
  amount: decimal,
  basis: text,
  prices: text,
  returnPerYear: text,
  premiums: text,
  tax: text,
  date: z.iso.date(),
})
const payments = z.strictObject({ runs: z.array(paymentRun), months: z.array(monthRun) })

export const forecastResult = z.strictObject({
  version: z.literal(resultVersion),
  /** Amounts are in this day's money, but where they are called nominal. */
  today: z.iso.date(),
  retirementAge: ageText,
  firstMonth: month,
  ages: z.strictObject({
    earliest: ageText,
    publicEarliest: ageText,
    riktalder: ageText,
    riktalderStatus: z.enum(['decided', 'projected']),
    latest: ageText,
  }),
  salary: z.strictObject({ amount: decimal, date: z.iso.date() }).nullable(),
  assumptions: z.array(text),
  holdings: z.array(
    z.strictObject({
      holdingId: text,
      calculatedBy: text.nullable(),
      notProjected: text.nullable(),
      assumptions: z.array(text),
      restsOnProjectedLaw: z.boolean(),
      guaranteed: decimal.nullable(),
      otherForecasts: z.array(otherForecast),
      capitalLeft: z.array(z.strictObject({ month, amount: decimal })),
      steps: z.array(step),
    }),
  ),
  steps: z.array(step),
  falls: z.array(z.strictObject({ month, amount: decimal, holdingId: text.nullable(), reason: text })),
  expected: payments,
  low: payments,
  high: payments,
  nominal: z.array(z.strictObject({ year: z.int(), gross: decimal, work: decimal, net: decimal.nullable() })),
})
export type ForecastResult = z.input<typeof forecastResult>

const textOf = (amount: Dec): string => amount.toFixed()
const orNull = (amount: Dec | null): string | null => amount && textOf(amount)

const runOf = ({ from, to, amount, ...run }: PaymentRun) => ({
  ...run,
  from: formatYearMonth(from),
  to: to === 'lifelong' ? to : formatYearMonth(to),
  amount: textOf(amount),
})

const monthsOf = ({ from, to, gross, taxed, work, tax, net, netPayments }: MonthRun) => ({
  from: formatYearMonth(from),
  to: formatYearMonth(to),
  gross: textOf(gross),
  taxed: textOf(taxed),
  work: textOf(work),
  tax: orNull(tax),
  net: orNull(net),
  netPayments: orNull(netPayments),
})

const paymentsOf = ({ runs, months }: Projection) => ({ runs: runs.map(runOf), months: months.map(monthsOf) })

export interface Markets {
  readonly low: Projection
  readonly expected: Projection
  readonly high: Projection
}

export function forecastResultOf(
  { low, expected, high }: Markets,
  { today, nominal }: { readonly today: string; readonly nominal: readonly NominalYear[] },
): ForecastResult {
  const { ages, salary } = expected
  return {
    version: resultVersion,
    today,
    retirementAge: ageInText(expected.retirementAge),
    firstMonth: formatYearMonth(expected.firstMonth),
    ages: {
      earliest: ageInText(ages.earliest),
      publicEarliest: ageInText(ages.publicEarliest),
      riktalder: ageInText(ages.riktalder),
      riktalderStatus: ages.riktalderStatus,
      latest: ageInText(ages.latest),
    },
    salary: salary && { amount: textOf(salary.amount), date: salary.date },
    assumptions: [...expected.assumptions],
    holdings: expected.holdings.map(({ capitalLeft, assumptions, steps, guaranteed, otherForecasts, ...holding }) => ({
      ...holding,
      assumptions: [...assumptions],
      guaranteed: orNull(guaranteed),
      otherForecasts: otherForecasts.map((other) => ({
        ...other,
        age: ageInText(other.age),
        duration: durationInText(other.duration),
        amount: textOf(other.amount),
        returnPerYear: other.returnPerYear === 'not-reported' ? other.returnPerYear : textOf(other.returnPerYear),
      })),
      capitalLeft: capitalLeft.map((left) => ({ month: formatYearMonth(left.month), amount: textOf(left.amount) })),
      steps: steps.map(stepOf),
    })),
    steps: expected.steps.map(stepOf),
    falls: expected.falls.map((fall) => ({
      ...fall,
      month: formatYearMonth(fall.month),
      amount: textOf(fall.amount),
    })),
    expected: paymentsOf(expected),
    low: paymentsOf(low),
    high: paymentsOf(high),
    nominal: nominal.map(({ year, gross, work, net }) => ({
      year,
      gross: textOf(gross),
      work: textOf(work),
      net: orNull(net),
    })),
  }
}

const stepOf = ({ inputs, figures, ...step }: Projection['steps'][number]) => ({
  ...step,
  inputs: { ...inputs },
  figures: figures.map(({ term, value, from, status, source }) => ({ term, value, from, status, source })),
})
