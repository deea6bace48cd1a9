/** Whole people for properties: who they are, what they hold and have added, what they choose and take for granted. */
import fc from 'fast-check'
import { age } from '../model/age.ts'
import type { Age } from '../model/age.ts'
import type { Holding, PublicHolding } from '../model/holding.ts'
import type { OwnEntry } from '../model/own-entry.ts'
import { Dec, kronor, kronorPerMonth, kronorPerYear, share } from '../model/quantity.ts'
import { isoDateOf } from '../model/year-month.ts'
import type {
  Assumptions,
  Choices,
  Person,
  ProjectionInput,
  PublicWithdrawal,
  WorkPeriod,
} from '../projection/types.ts'
import { agesBetween, amountsTo, generatedContracts, maybe } from './generated-contracts.ts'
import { capitalOf, benefitOf, forecast, publicPayment, publicPension, right } from './holdings.ts'

/** Left out or there: what is optional in an input is never `undefined`. */
const optional = <K extends string, T>(name: K, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Partial<Record<K, T>>> =>
  fc.option(fc.record({ [name]: arbitrary } as Record<K, fc.Arbitrary<T>>), { nil: {} })

const todays = fc.constantFrom('2026-11-22', '2027-01-01', '2031-07-01').map(isoDateOf)
export const birthDates = fc
  .record({
    year: fc.integer({ min: 1925, max: 2008 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ year, month, day }) => isoDateOf(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`))

const shares = fc.constantFrom(0, 0.25, 0.5, 0.75, 1).map((value) => share(value))

/** Not yet drawn, without forecasts: what our own calculation makes of it. */
export const undrawnPublic: fc.Arbitrary<PublicHolding> = fc
  .record({
    inkomstpensionBalance: maybe(amountsTo(6_000_000).map((amount) => capitalOf(amount.toFixed()))),
    premiepensionBalance: maybe(amountsTo(3_000_000).map((amount) => capitalOf(amount.toFixed()))),
    premiepensionFunds: fc.array(
      fc.record({
        name: fc.constant('AP7 Såfa'),
        value: amountsTo(1_000_000).map((amount) => kronor(amount)),
        fee: maybe(fc.integer({ min: 0, max: 90 }).map((bp) => share(new Dec(bp).div(10_000)))),
      }),
      { maxLength: 3 },
    ),
    tillaggspension: maybe(fc.integer({ min: 0, max: 9000 }).map((amount) => benefitOf(amount))),
    residenceYears: maybe(fc.integer({ min: 0, max: 40 })),
    rights: fc
      .array(fc.integer({ min: 0, max: 6250 }), { maxLength: 40 })
      .map((hundreds) => hundreds.map((pgi, i) => right(2025 - i, pgi * 100))),
  })
  .map((given) => publicPension(given))

const publicPensions: fc.Arbitrary<PublicHolding> = fc
  .record({
    held: undrawnPublic,
    forecasts: fc.array(
      fc.tuple(agesBetween(64, 70), amountsTo(30_000)).map(([at, amount]) => forecast(at, amount.toFixed())),
      { maxLength: 3 },
    ),
    payments: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('0.25', '0.5', '1'), fc.constantFrom('0.5', '1'), fc.integer({ min: 0, max: 20_000 }))
          .map(([income, premium, amount]) => [
            publicPayment('inkomstpension', amount, { shareDrawn: share(income) }),
            publicPayment('premiepension', Math.floor(amount / 8), { shareDrawn: share(premium) }),
          ]),
      },
    ),
  })
  .map(({ held, ...given }) => ({ ...held, ...given }))

const entries: fc.Arbitrary<OwnEntry> = fc.oneof(
  fc
    .record({
      value: amountsTo(2_000_000).map((amount) => capitalOf(amount.toFixed(), '2026-06-30')),
      saved: fc.integer({ min: 0, max: 5000 }).map((amount) => kronorPerMonth(amount)),
      months: fc.integer({ min: 1, max: 300 }),
    })
    .map((given) => ({ kind: 'sparande' as const, name: 'Åsas buffert', ...given })),
  fc
    .record({
      amount: fc.integer({ min: 0, max: 20_000 }).map((amount) => kronorPerMonth(amount)),
      from: agesBetween(55, 70),
      months: fc.option(fc.integer({ min: 1, max: 240 }), { nil: null }),
      taxed: fc.boolean(),
    })
    .map(({ months, ...given }) => ({
      kind: 'inkomst' as const,
      name: 'Pension från Norge',
      ...given,
      to: months === null ? ('lifelong' as const) : ((given.from + months) as Age),
    })),
)

const persons: fc.Arbitrary<Person> = fc
  .tuple(
    birthDates,
    optional('maritalStatus', fc.constantFrom('single' as const, 'married' as const)),
    optional('municipality', fc.constantFrom('0180', '1480', '2584')),
    optional('churchFee', fc.constant(share('0.0103'))),
    optional('resident', fc.constantFrom('sweden' as const, 'abroad' as const)),
    optional('residenceYears', fc.integer({ min: 0, max: 60 })),
    optional(
      'housing',
      fc.record({
        cost: fc.integer({ min: 0, max: 15_000 }).map((amount) => kronorPerMonth(amount)),
        wealth: fc.integer({ min: 0, max: 1_000_000 }).map((amount) => kronor(amount)),
      }),
    ),
  )
  .map(([birthDate, ...given]) => Object.assign({ birthDate }, ...given) as Person)

const salaries = fc.integer({ min: 0, max: 1_500_000 }).map((amount) => kronorPerYear(amount))

const work: fc.Arbitrary<readonly WorkPeriod[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 60 }), salaries, salaries), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => {
    let at = age(40)
    return parts.map(([pause, months, salary, benefit]): WorkPeriod => {
      const from = (at + pause * 6) as Age
      at = (from + months * 2) as Age
      return { from, to: at, salary, ...(benefit.lt(300_000) && { benefit }) }
    })
  })

/** From 69 on, where everyone may draw. */
const withdrawals: fc.Arbitrary<readonly PublicWithdrawal[]> = fc
  .uniqueArray(agesBetween(69, 78), { minLength: 1, maxLength: 4 })
  .chain((ages) =>
    fc.tuple(...ages.map(() => fc.tuple(shares, shares))).map((drawn) =>
      [...ages]
        .sort((a, b) => a - b)
        .map((from, i) => ({
          from,
          inkomstpension: drawn[i]?.[0] ?? share(1),
          premiepension: drawn[i]?.[1] ?? share(1),
        })),
    ),
  )

const choices: fc.Arbitrary<Choices> = fc
  .tuple(agesBetween(50, 80), optional('work', work), optional('publicWithdrawal', withdrawals))
  .map(([retirementAge, ...given]) => Object.assign({ retirementAge }, ...given) as Choices)

const assumptions: fc.Arbitrary<Assumptions> = fc
  .tuple(
    optional('market', fc.constantFrom('low' as const, 'expected' as const, 'high' as const)),
    optional('paymentIndexation', fc.constantFrom('level' as const, 'law-at-zero-growth' as const)),
    optional('delningstal', fc.constantFrom('published' as const, 'final' as const)),
  )
  .map((given) => given.reduce<Assumptions>((all, one) => ({ ...all, ...one }), {}))

export const people: fc.Arbitrary<ProjectionInput> = fc
  .tuple(
    persons,
    todays,
    choices,
    assumptions,
    fc.option(publicPensions, { nil: null }),
    fc.array(generatedContracts, { maxLength: 5 }),
    fc.array(entries, { maxLength: 2 }),
    optional('salary', salaries),
  )
  .map(([person, today, chosen, assumed, publicHolding, contracts, added, stated]) => {
    const held: readonly Holding[] = publicHolding === null ? contracts : [publicHolding, ...contracts]
    return {
      person,
      today,
      choices: chosen,
      assumptions: assumed,
      holdings: held.map((holding, i) => ({ id: `h${i}`, holding })),
      entries: added.map((entry, i) => ({ id: `e${i}`, entry })),
      ...stated,
    }
  })
