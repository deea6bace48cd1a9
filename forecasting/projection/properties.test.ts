import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Age } from '../model/age.ts'
import { age, ageInMonth, firstMonthAtAge } from '../model/age.ts'
import type { ContractHolding, Holding, PublicHolding } from '../model/holding.ts'
import { Dec, kronor, kronorPerMonth, kronorPerYear } from '../model/quantity.ts'
import type { IsoDate } from '../model/year-month.ts'
import { addMonths, formatYearMonth, isoDateOf, monthOfDate } from '../model/year-month.ts'
import { agesBetween, undrawnContracts } from '../testing/generated-contracts.ts'
import { birthDates, people, undrawnPublic } from '../testing/generated-people.ts'
import { right } from '../testing/holdings.ts'
import { forecast } from './forecast.ts'
import { prepare, workUntil } from './prepare.ts'
import { project } from './run.ts'
import { totalIn } from './timeline.ts'
import type { PaymentRun, Projection, ProjectionInput } from './types.ts'

/** Of the whole, not of one holding. */
const housing: ReadonlySet<PaymentRun['component']> = new Set(['bostadstillagg', 'aldreforsorjningsstod'])
const supplements: ReadonlySet<PaymentRun['component']> = new Set([
  'garantipension',
  'inkomstpensionstillagg',
  'bostadstillagg',
  'aldreforsorjningsstod',
])

const check = (name: string, property: (input: ProjectionInput, result: Projection) => void): void => {
  test(
    name,
    () => {
      fc.assert(
        fc.property(people, (input) => {
          property(input, project(input))
        }),
      )
    },
    600_000,
  )
}

describe('whole people', () => {
  check('nothing is negative, not a number, or finer than an öre', (_input, result) => {
    for (const { amount, from, to } of result.runs) {
      expect(amount.isFinite() && amount.gte(0)).toBe(true)
      expect(amount.decimalPlaces()).toBeLessThanOrEqual(2)
      expect(Number.isInteger(from)).toBe(true)
      if (to !== 'lifelong') expect(to).toBeGreaterThanOrEqual(from)
    }
    for (const { amount } of result.falls) expect(amount.isFinite() && amount.gt(0)).toBe(true)
    for (const { gross, work, taxed, tax } of result.months) {
      for (const sum of [gross, work, taxed, tax ?? gross]) expect(sum.isFinite() && sum.gte(0)).toBe(true)
    }
    for (const { capitalLeft } of result.holdings) {
      for (const { amount } of capitalLeft) expect(amount.isFinite() && amount.gte(0)).toBe(true)
    }
    if (result.salary) expect(result.salary.amount.gt(0)).toBe(true)
  })

  check('every holding has either payments and who calculated them, or a reason', (input, result) => {
    const ids = [...input.holdings, ...(input.entries ?? [])].map(({ id }) => id)
    expect(result.holdings.map((holding) => holding.holdingId)).toEqual(ids)
    for (const { holdingId, calculatedBy, notProjected, steps } of result.holdings) {
      const own = result.runs.filter((run) => run.holdingId === holdingId && !housing.has(run.component))
      expect(calculatedBy === null).toBe(notProjected !== null)
      if (own.length > 0 && own.some(({ amount }) => amount.gt(0))) expect(steps.length).toBeGreaterThan(0)
      if (calculatedBy === null) expect(own).toEqual([])
    }
  })

  check('months follow one another to 105, and parts sum to the whole in each', ({ person, today }, result) => {
    const { runs, months } = result
    expect(months[0]?.from).toBe(addMonths(monthOfDate(today), 1))
    const end = addMonths(monthOfDate(person.birthDate), 105 * 12)
    expect(months.at(-1)?.to).toBe(Math.max(end, months[0]?.from ?? 0))
    for (const [i, month] of months.entries()) {
      const next = months[i + 1]
      if (next) expect(next.from).toBe(month.to + 1)
      expect(totalIn(runs, month.from).eq(month.gross)).toBe(true)
      expect(totalIn(runs, month.to).eq(month.gross)).toBe(true)
    }
  })

  check('net of what is taxed is never more than it was before tax; abroad no tax is counted', ({ person }, result) => {
    for (const { gross, work, net, netPayments, tax } of result.months) {
      expect(tax === null).toBe(person.resident === 'abroad')
      if (net === null || netPayments === null) continue
      expect(net.lte(gross.plus(work))).toBe(true)
      expect(netPayments.lte(gross)).toBe(true)
      expect(net.gte(0)).toBe(true)
    }
  })

  check(
    'a fall is a month in which the total sinks, by no more than that; what ends is said',
    (_input, { runs, falls, months }) => {
      const workIn = (month: number) => months.find(({ from, to }) => from <= month && month <= to)?.work ?? new Dec(0)
      for (const month of new Set(falls.map((fall) => fall.month))) {
        const together = falls.filter((fall) => fall.month === month)
        const named = together.reduce((sum, fall) => sum.plus(fall.amount), new Dec(0))
        const before = addMonths(month, -1)
        const work = together.some(({ holdingId }) => holdingId === null)
          ? workIn(before).minus(workIn(month))
          : new Dec(0)
        const sunk = totalIn(runs, before).minus(totalIn(runs, month)).plus(work)
        expect(named.minus(sunk).toNumber()).toBeLessThan(1e-20)
      }
      // Where something ends for good and the total sinks, that is said.
      const last = months.at(-1)?.to ?? 0
      for (const run of runs) {
        if (run.to === 'lifelong' || run.to >= last || run.amount.isZero()) continue
        const month = addMonths(run.to, 1)
        const goesOn = runs.some(({ holdingId, from }) => holdingId === run.holdingId && from === month)
        const sinks = totalIn(runs, run.to).gt(totalIn(runs, month)) && workIn(run.to).eq(workIn(month))
        if (!goesOn && sinks && month > (months[0]?.from ?? 0)) {
          expect(falls.some((fall) => fall.month === month)).toBe(true)
        }
      }
      const reasons = new Set(falls.map(({ holdingId, reason }) => (holdingId === null) === (reason === 'work-ends')))
      expect(reasons.has(false)).toBe(false)
    },
  )

  check('nothing new is paid before its earliest age or before next month', (input, { runs, ages: bounds }) => {
    const next = addMonths(monthOfDate(input.today), 1)
    const birth = monthOfDate(input.person.birthDate)
    for (const run of runs) {
      if (run.calculatedBy === 'in-payment') continue
      expect(run.from).toBeGreaterThanOrEqual(next)
      // The public pension may begin in the very month in which an age is reached.
      const reached = run.from - birth
      const isPublic = run.pillar === 'allman-pension'
      const hasPaid = input.holdings.some(({ id, holding }) => id === run.holdingId && holding.payments.length > 0)
      if (isPublic && !hasPaid) expect(reached).toBeGreaterThanOrEqual(bounds.publicEarliest)
      if (supplements.has(run.component)) expect(reached).toBeGreaterThanOrEqual(bounds.riktalder)
      const { holding } = input.holdings.find(({ id }) => id === run.holdingId) ?? {}
      if (holding?.kind !== 'avtal') continue
      const own = holding.payoutTerms.earliestAge
      const at = ageInMonth(input.person.birthDate, run.from)
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

  check('every amount of the public pension is the result of a step', (input, { runs, holdings }) => {
    for (const { id, holding } of input.holdings) {
      if (holding.kind === 'avtal') continue
      const steps = holdings.find(({ holdingId }) => holdingId === id)?.steps ?? []
      const told = new Set(steps.map(({ inputs, result }) => `${inputs['month']} ${result}`))
      for (const run of runs) {
        if (run.holdingId !== id || housing.has(run.component)) continue
        expect(told).toContain(`${formatYearMonth(run.from)} ${run.amount.toDecimalPlaces(6).toFixed()}`)
      }
    }
  })

  test('the same input gives the same result, and a prepared person answers as one asked anew', () => {
    fc.assert(
      fc.property(people, agesBetween(50, 80), (input, other) => {
        const { choices, ...known } = input
        const prepared = prepare(known)
        forecast(prepared, { retirementAge: other })
        expect(plain(forecast(prepared, choices))).toEqual(plain(project(input)))
      }),
    )
  }, 600_000)
})

/** Steps are made when asked for; here they are. */
const plain = (result: Projection): unknown => JSON.parse(JSON.stringify(result))

const today = isoDateOf('2026-11-22')

/** Paid for life in the first month of the start. */
function firstAmount(holding: Holding, at: Age, birthDate: IsoDate): Dec {
  const prepared = prepare({ person: { birthDate }, holdings: [{ id: 'only', holding }], today })
  const choices = { retirementAge: at, perHolding: { only: { duration: 'lifelong' as const } } }
  const { runs, retirementAge, firstMonth } = forecast(prepared, choices)
  const first = Math.min(...runs.map(({ from }) => from))
  const amount = totalIn(
    runs.filter(({ component }) => !supplements.has(component)),
    Math.max(firstMonth, Number.isFinite(first) ? first : 0) as typeof firstMonth,
  )
  expect(retirementAge).toBeGreaterThanOrEqual(prepared.ages.earliest)
  return amount
}

/** Paid for life by our own calculation: no duration but life, and no fee that eats a small capital while it waits. */
const savedForLife = undrawnContracts
  .map((held): ContractHolding => ({
    ...held,
    forecasts: [],
    payoutTerms: { ...held.payoutTerms, durations: 'not-reported' },
  }))
  .filter(({ fees }) => fees === 'not-reported' || fees.every(({ amount }) => 'variable' in amount))
const starts = fc.record({ birthDate: birthDates, at: agesBetween(55, 74), later: fc.integer({ min: 1, max: 12 }) })

describe('one holding', () => {
  test('a later start never gives less a month for life', () => {
    fc.assert(
      fc.property(savedForLife, starts, (held, { birthDate, at, later }) => {
        // Above the last age at which a benefit is raised it is not.
        const lasts = firstAmount(held, (at + later) as Age, birthDate)
        expect(lasts.gte(firstAmount(held, at, birthDate).minus('0.01'))).toBe(true)
      }),
    )
  }, 600_000)

  test('a later public pension never gives less a month', () => {
    fc.assert(
      fc.property(undrawnPublic, starts, (held, { birthDate, at, later }) => {
        const lasts = firstAmount(held, (at + later) as Age, birthDate)
        // Each of three components is rounded to whole kronor.
        expect(lasts.gte(firstAmount(held, at, birthDate).minus(2))).toBe(true)
      }),
    )
  }, 600_000)

  test('the fast answer to one start is that of the whole calculation', () => {
    fc.assert(
      fc.property(undrawnPublic, starts, (held, { birthDate, at }) => {
        const prepared = prepare({ person: { birthDate }, holdings: [{ id: 'only', holding: held }], today })
        const [only] = prepared.holdings
        const start = Math.max(at, prepared.ages.earliest) as Age
        const amount = only?.amountAt(start, 'lifelong', workUntil(prepared, start))
        const { runs, firstMonth, retirementAge } = forecast(prepared, { retirementAge: start })
        if (retirementAge !== start) return
        expect((amount ?? new Dec(0)).toFixed()).toBe(totalIn(runs, firstMonth).toFixed())
      }),
    )
  }, 600_000)

  test('more capital, more benefit, more balance and more income never give less', () => {
    fc.assert(
      fc.property(
        savedForLife,
        undrawnPublic,
        starts,
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
          expect(firstAmount(richer, who.at, who.birthDate).gte(firstAmount(held, who.at, who.birthDate))).toBe(true)
          const balance = state.inkomstpensionBalance
          const earnsMore: PublicHolding = {
            ...state,
            inkomstpensionBalance:
              balance === 'not-reported' ? balance : { ...balance, value: kronor(balance.value.plus(more)) },
            rights: state.rights.map((year) => right(year.incomeYear, year.pgi.toNumber() + 1000)),
          }
          expect(firstAmount(earnsMore, who.at, who.birthDate).gte(firstAmount(state, who.at, who.birthDate))).toBe(
            true,
          )
        },
      ),
    )
  }, 600_000)

  test('more salary never gives less public pension, but for the parts that fill it up: less by no more than these', () => {
    fc.assert(
      fc.property(
        undrawnPublic,
        starts,
        fc.integer({ min: 0, max: 900_000 }),
        fc.integer({ min: 100, max: 200_000 }),
        (held, { birthDate, at }, salary, more) => {
          const under = (pay: number) =>
            project({
              person: { birthDate, residenceYears: 40, maritalStatus: 'single' },
              holdings: [{ id: 'only', holding: held }],
              salary: kronorPerYear(pay),
              choices: { retirementAge: at },
              today,
            })
          const [less, lots] = [under(salary), under(salary + more)]
          const month = addMonths(less.firstMonth, 12 * 25)
          const earned = (result: Projection) =>
            totalIn(
              result.runs.filter(({ component }) => !supplements.has(component)),
              month,
            )
          expect(earned(lots).gte(earned(less))).toBe(true)
          // Garantipension sinks by all or 48 % of what 18.5 of 18.5 gives, of which 16 are paid as inkomstpension: at
          // worst it takes as much as is earned and as much again for what goes to premiepension, and the supplement
          // 20 % of that and a step of 600 a year.
          const whole = (result: Projection) => totalIn(result.runs, month)
          const gained = earned(lots).minus(earned(less))
          const lost = whole(less).minus(whole(lots))
          expect(lost.toNumber()).toBeLessThanOrEqual(
            gained
              .times('0.5')
              .plus(50 + 3)
              .toNumber(),
          )
        },
      ),
    )
  }, 600_000)
})
