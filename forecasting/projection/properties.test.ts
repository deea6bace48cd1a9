/** Properties of whole projections over generated people and holdings: what reads as law, whatever the figures. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Age } from '../model/age.ts'
import { age, ageInMonth, firstMonthAtAge } from '../model/age.ts'
import type { ContractHolding, Holding, PublicHolding } from '../model/holding.ts'
import { Dec, kronor, kronorPerMonth, share } from '../model/quantity.ts'
import type { IsoDate } from '../model/year-month.ts'
import { addMonths, formatYearMonth, isoDateOf, monthOfDate } from '../model/year-month.ts'
import { agesBetween, amountsTo, generatedContracts, maybe } from '../testing/generated-contracts.ts'
import { capitalOf, forecast, publicPayment, publicPension, right } from '../testing/holdings.ts'
import { project } from './run.ts'
import { totalIn } from './timeline.ts'
import type { Projection, ProjectionInput } from './types.ts'

const todays = fc.constantFrom('2026-11-22', '2027-01-01', '2031-07-01').map(isoDateOf)
const birthDates = fc
  .record({
    year: fc.integer({ min: 1915, max: 2013 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ year, month, day }) => isoDateOf(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`))

const publicHoldings: fc.Arbitrary<PublicHolding> = fc
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
    rights: fc
      .integer({ min: 0, max: 15 })
      .chain((years) => fc.array(fc.integer({ min: 0, max: 6250 }), { minLength: years, maxLength: years }))
      .map((pgis) => pgis.map((pgi, i) => right(2025 - i, pgi * 100))),
    forecasts: fc.array(
      fc.tuple(agesBetween(64, 70), amountsTo(30_000)).map(([at, amount]) => forecast(at, amount.toFixed())),
      { maxLength: 3 },
    ),
    payments: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('0.25', '0.5', '1'), fc.integer({ min: 0, max: 20_000 }))
          .map(([shareDrawn, amount]) => [publicPayment('inkomstpension', amount, { shareDrawn: share(shareDrawn) })]),
      },
    ),
  })
  .map((given) => publicPension(given))

const inputs: fc.Arbitrary<ProjectionInput> = fc
  .record({
    birthDate: birthDates,
    today: todays,
    at: agesBetween(50, 80),
    publicHolding: fc.option(publicHoldings, { nil: null }),
    contracts: fc.array(generatedContracts, { maxLength: 6 }),
  })
  .map(({ birthDate, today, at, publicHolding, contracts: held }) => {
    const all: readonly Holding[] = publicHolding === null ? held : [publicHolding, ...held]
    return {
      person: { birthDate },
      holdings: all.map((holding, i) => ({ id: `h${i}`, holding })),
      choices: { retirementAge: at },
      today,
    }
  })

const runs = 200
const check = (name: string, property: (input: ProjectionInput, result: Projection) => void): void => {
  test(name, () => {
    fc.assert(
      fc.property(inputs, (input) => {
        property(input, project(input))
      }),
      { numRuns: runs },
    )
  })
}

describe('whole people', () => {
  check('nothing is negative, not a number, or more than its month can hold', (_input, { runs, falls, salary }) => {
    for (const { amount, from, to } of runs) {
      expect(amount.isFinite() && amount.gte(0)).toBe(true)
      expect(Number.isInteger(from)).toBe(true)
      if (to !== 'lifelong') expect(to).toBeGreaterThanOrEqual(from)
    }
    for (const { amount } of falls) expect(amount.isFinite() && amount.gt(0)).toBe(true)
    if (salary) expect(salary.amount.gt(0)).toBe(true)
  })

  check('every holding has either payments and who calculated them, or a reason', ({ holdings }, result) => {
    expect(result.holdings.map((holding) => holding.holdingId)).toEqual(holdings.map(({ id }) => id))
    for (const { holdingId, calculatedBy, notProjected, steps } of result.holdings) {
      const own = result.runs.filter((run) => run.holdingId === holdingId)
      expect(own.length > 0).toBe(calculatedBy !== null)
      expect(calculatedBy === null).toBe(notProjected !== null)
      if (own.length > 0) expect(steps.length).toBeGreaterThan(0)
    }
  })

  check('parts sum to the whole in every month', ({ holdings }, { runs, firstMonth }) => {
    for (const month of [firstMonth, addMonths(firstMonth, 61), addMonths(firstMonth, 301)]) {
      const parts = holdings.map(({ id }) =>
        totalIn(
          runs.filter((run) => run.holdingId === id),
          month,
        ),
      )
      const sum = parts.reduce((total, part) => total.plus(part), new Dec(0))
      expect(sum.eq(totalIn(runs, month))).toBe(true)
    }
  })

  check('falls are exactly what the total sinks by where something ends', (_input, { runs, falls }) => {
    for (const month of new Set(falls.map((fall) => fall.month))) {
      const named = falls
        .filter((fall) => fall.month === month)
        .reduce((sum, fall) => sum.plus(fall.amount), new Dec(0))
      const sunk = totalIn(runs, addMonths(month, -1)).minus(totalIn(runs, month))
      expect(named.minus(sunk).abs().toNumber()).toBeLessThan(1e-20)
    }
  })

  check('nothing new is paid before its earliest age or before next month', (input, { runs, ages: bounds }) => {
    const next = addMonths(monthOfDate(input.today), 1)
    for (const run of runs) {
      if (run.calculatedBy === 'in-payment') continue
      expect(run.from).toBeGreaterThanOrEqual(next)
      const at = ageInMonth(input.person.birthDate, run.from)
      if (run.component !== 'avtal') expect(at).toBeGreaterThanOrEqual(bounds.publicEarliest)
      const { holding } = input.holdings.find(({ id }) => id === run.holdingId) ?? {}
      if (holding?.kind !== 'avtal') continue
      const own = holding.payoutTerms.earliestAge
      if (own !== 'not-reported') expect(at).toBeGreaterThanOrEqual(own)
      else if (holding.skatteklass !== 'K') expect(at).toBeGreaterThanOrEqual(age(55))
    }
  })

  check('ages lie in order and the chosen age within them', (input, { ages: bounds, retirementAge, firstMonth }) => {
    expect(bounds.earliest).toBeLessThanOrEqual(bounds.latest)
    expect(retirementAge).toBeGreaterThanOrEqual(bounds.earliest)
    expect(retirementAge).toBeLessThanOrEqual(bounds.latest)
    expect(firstMonth).toBe(firstMonthAtAge(input.person.birthDate, retirementAge))
    expect(formatYearMonth(firstMonth) > input.today.slice(0, 7)).toBe(true)
  })

  check('the same input gives the same result', (input, result) => {
    expect(project(input)).toEqual(result)
  })
})

const monthly = (holding: Holding, at: Age, birthDate: IsoDate): Dec => {
  const result = project({
    person: { birthDate },
    holdings: [{ id: 'only', holding }],
    choices: { retirementAge: at },
    today: isoDateOf('2026-11-22'),
  })
  return result.runs.reduce((sum, run) => sum.plus(run.amount), new Dec(0))
}

/** Paid for life by our own calculation: no forecasts, nothing in payment yet, no duration but life. */
const savedForLife = generatedContracts.map((held): ContractHolding => ({
  ...held,
  forecasts: [],
  payments: [],
  payoutTerms: { ...held.payoutTerms, durations: 'not-reported' },
}))
const pairs = fc.record({ birthDate: birthDates, at: agesBetween(55, 74), later: fc.integer({ min: 1, max: 12 }) })

describe('one holding', () => {
  test('a later start never gives less a month for life', () => {
    // A fixed fee can eat a small capital while it waits, so only fees that follow the capital count here.
    const noFixed = savedForLife.filter(
      ({ fees }) => fees === 'not-reported' || fees.every(({ amount }) => 'variable' in amount),
    )
    fc.assert(
      fc.property(noFixed, pairs, (held, { birthDate, at, later }) => {
        expect(monthly(held, (at + later) as Age, birthDate).gte(monthly(held, at, birthDate))).toBe(true)
      }),
      { numRuns: runs },
    )
  })

  test('a later public pension never gives less a month', () => {
    fc.assert(
      fc.property(publicHoldings, pairs, (held, { birthDate, at, later }) => {
        const own = { ...held, forecasts: [], payments: [] }
        expect(monthly(own, (at + later) as Age, birthDate).gte(monthly(own, at, birthDate))).toBe(true)
      }),
      { numRuns: runs },
    )
  })

  test('more capital, more benefit, more balance and more income never give less', () => {
    fc.assert(
      fc.property(
        savedForLife,
        publicHoldings,
        pairs,
        fc.integer({ min: 1, max: 500_000 }),
        (held, state, who, more) => {
          const richer: ContractHolding = {
            ...held,
            capital:
              held.capital === 'not-reported'
                ? held.capital
                : { ...held.capital, value: kronor(held.capital.value.plus(more)) },
            earnedBenefit:
              held.earnedBenefit === 'not-reported'
                ? held.earnedBenefit
                : { ...held.earnedBenefit, value: kronorPerMonth(held.earnedBenefit.value.plus(more)) },
          }
          expect(monthly(richer, who.at, who.birthDate).gte(monthly(held, who.at, who.birthDate))).toBe(true)
          const own = { ...state, forecasts: [], payments: [] }
          const balance = own.inkomstpensionBalance
          const earnsMore: PublicHolding = {
            ...own,
            inkomstpensionBalance:
              balance === 'not-reported' ? balance : { ...balance, value: kronor(balance.value.plus(more)) },
            rights: own.rights.map((year) => right(year.incomeYear, year.pgi.toNumber() + 1000)),
          }
          expect(monthly(earnsMore, who.at, who.birthDate).gte(monthly(own, who.at, who.birthDate))).toBe(true)
        },
      ),
      { numRuns: runs },
    )
  })
})
