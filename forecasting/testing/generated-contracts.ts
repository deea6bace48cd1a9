/** Contracts of all kinds for properties: every combination that a provider may report, sensible or not. */
import fc from 'fast-check'
import type { Age } from '../model/age.ts'
import type { ContractHolding, PayoutDuration } from '../model/holding.ts'
import { kollektivavtal } from '../model/holding.ts'
import { Dec, kronor, kronorPerMonth, kronorPerYear, share } from '../model/quantity.ts'
import { isoDateOf } from '../model/year-month.ts'
import { benefitOf, capitalOf, contract, forecast } from './holdings.ts'

export const agesBetween = (from: number, to: number) =>
  fc.integer({ min: from * 12, max: to * 12 }).map((months) => months as Age)
export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: 'not-reported' as const })
/** Kronor and öre. */
export const amountsTo = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((ore) => new Dec(ore).div(100))

const dates = fc.constantFrom('2024-12-31', '2025-12-31', '2026-06-30', '2026-10-15')
const durations = fc.constantFrom<PayoutDuration[]>('lifelong', { months: 60 }, { months: 120 }, { months: 240 })

const premiums = fc.record({
  amount: amountsTo(20_000).map((amount) => kronor(amount)),
  interval: fc.constantFrom('month', 'quarter', 'half-year', 'year', 'single'),
  paidUntil: maybe(dates.map(isoDateOf)),
})

const fees = fc.array(
  fc.record({
    kind: fc.constantFrom('administration' as const, 'management' as const, 'premium' as const),
    applies: fc.constantFrom('fund' as const, 'traditional' as const, 'contract' as const),
    amount: fc.oneof(
      fc.integer({ min: 0, max: 70 }).map((bp) => ({ variable: share(new Dec(bp).div(10_000)) })),
      fc.integer({ min: 0, max: 600 }).map((fixed) => ({ fixed: kronorPerYear(fixed) })),
    ),
  }),
  { maxLength: 2 },
)

const payments = fc.record({
  from: fc.constantFrom('2020-01-01', '2027-03-01').map(isoDateOf),
  to: fc
    .constantFrom('lifelong', '2026-01-31', '2030-12-31', '2040-05-31')
    .map((to) => (to === 'lifelong' ? to : isoDateOf(to))),
  amount: amountsTo(20_000).map((amount) => kronorPerMonth(amount)),
  state: fc.constantFrom('planned' as const, 'running' as const, 'paused' as const, 'ended' as const),
})

const capitals = fc.tuple(amountsTo(3_000_000), dates).map(([amount, date]) => capitalOf(amount.toFixed(), date))

/** Not yet drawn. */
export const undrawnContracts: fc.Arbitrary<ContractHolding> = fc
  .record({
    kollektivavtal: maybe(fc.constantFrom(...kollektivavtal, 'none' as const)),
    skatteklass: maybe(fc.constantFrom('T', 'P', 'K')),
    formanstyp: maybe(fc.constantFrom('premiebestamd', 'formansbestamd')),
    forvaltningsform: maybe(fc.constantFrom('traditionell', 'fond', 'deposition')),
    capital: maybe(capitals),
    guaranteedCapital: maybe(capitals),
    earnedBenefit: maybe(fc.tuple(amountsTo(40_000), dates).map(([amount, date]) => benefitOf(amount.toFixed(), date))),
    payoutTerms: fc.record({
      earliestAge: maybe(agesBetween(55, 64)),
      latestAge: maybe(agesBetween(65, 80)),
      agreedAge: maybe(agesBetween(60, 67)),
      durations: maybe(fc.uniqueArray(durations, { minLength: 1 })),
    }),
    premium: maybe(premiums),
    reportedSalary: maybe(
      fc
        .tuple(amountsTo(1_200_000), dates)
        .map(([salary, date]) => ({ value: kronorPerYear(salary), date: isoDateOf(date) })),
    ),
    serviceTimes: maybe(
      fc.record({ monthsUnder: fc.integer({ min: 0, max: 400 }), monthsOver: fc.integer({ min: 0, max: 400 }) }),
    ),
    fees: maybe(fees),
    aterbetalningsskydd: maybe(fc.boolean()),
    forecasts: fc.array(
      fc
        .tuple(
          agesBetween(60, 70),
          amountsTo(30_000),
          durations,
          fc.constantFrom('continue' as const, 'paid-up' as const),
        )
        .map(([at, amount, duration, of]) => forecast(at, amount.toFixed(), { duration, premiums: of })),
      { maxLength: 4 },
    ),
  })
  .map((given) => contract(given as Partial<ContractHolding>))

export const generatedContracts: fc.Arbitrary<ContractHolding> = fc
  .tuple(undrawnContracts, fc.option(payments, { freq: 4, nil: null }))
  .map(([held, period]) => (period === null ? held : { ...held, payments: [period] }))
