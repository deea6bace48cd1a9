/** Plans as the engine itself sees them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ForecastInputError } from '../model/errors.ts'
import { age, firstMonthAtAge } from '../model/age.ts'
import type { PayoutDuration } from '../model/holding.ts'
import { Dec, kronor, kronorPerMonth, share } from '../model/quantity.ts'
import { isoDateOf } from '../model/year-month.ts'
import { forecast } from '../projection/forecast.ts'
import { prepare } from '../projection/prepare.ts'
import type { Known, Projection } from '../projection/types.ts'
import { capitalOf, contract, publicPension } from '../testing/holdings.ts'
import type { Plan } from './index.ts'
import { dominates, findPlans } from './index.ts'

const today = isoDateOf('2026-11-22')
const birthDate = isoDateOf('1963-03-10')
const someDurations: readonly PayoutDuration[] = ['lifelong', { months: 60 }, { months: 120 }]

const saved = (
  capital: number,
  given: { latest?: number; earliest?: number; cover?: boolean; durations?: readonly PayoutDuration[] } = {},
) =>
  contract({
    skatteklass: 'T',
    capital: capitalOf(capital),
    aterbetalningsskydd: given.cover ?? false,
    payoutTerms: {
      earliestAge: age(given.earliest ?? 60),
      latestAge: given.latest === undefined ? 'not-reported' : age(given.latest),
      agreedAge: age(65),
      durations: given.durations ?? someDurations,
    },
  })

const person = (holdings: Known['holdings'], more: Partial<Known> = {}): Known => ({
  person: { birthDate },
  holdings,
  today,
  ...more,
})
const allman = (balance: number) => ({
  id: 'allman-pension',
  holding: publicPension({ inkomstpensionBalance: capitalOf(balance), premiepensionBalance: capitalOf(balance / 6) }),
})

const wishes = fc.record({
  from: fc.integer({ min: 64 * 12, max: 69 * 12 }),
  amount: fc.integer({ min: 5_000, max: 30_000 }),
  afterTax: fc.boolean(),
})
const people = fc
  .record({
    balance: fc.integer({ min: 500_000, max: 3_500_000 }),
    capitals: fc.array(
      fc.record({
        capital: fc.integer({ min: 80_000, max: 1_500_000 }),
        latest: fc.constantFrom(66, 68, 70),
        cover: fc.boolean(),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  })
  .map(({ balance, capitals }) =>
    person([
      allman(balance),
      ...capitals.map(({ capital, ...given }, i) => ({ id: `c${i}`, holding: saved(capital, given) })),
    ]),
  )

/** Whether the engine pays the wish in every month of the plan. */
function reaches(plan: Plan, known: Known, wish: { from: number; amount: number; afterTax: boolean }): boolean {
  const first = firstMonthAtAge(birthDate, wish.from as Plan['payouts'][number]['start'])
  const { months, runs } = forecast(prepare(known), plan.choices)
  expect([plan.projection.runs, plan.projection.months]).toEqual([runs, months])
  return months
    .filter(({ to }) => to >= first)
    .every(({ net, gross }) => (wish.afterTax ? (net ?? new Dec(0)) : gross).gte(wish.amount))
}

describe('plans', () => {
  test('what is said to reach the wish does so under the engine, and obeys each contract', () => {
    let reached = 0
    fc.assert(
      fc.property(people, wishes, (known, wish) => {
        const plans = findPlans(prepare(known), {
          ...wish,
          from: age(0, wish.from),
          amount: kronorPerMonth(wish.amount),
        })
        expect(plans.length).toBeGreaterThan(0)
        expect(plans.length).toBeLessThanOrEqual(3)
        for (const plan of plans) {
          expect(reaches(plan, known, wish)).toBe(plan.reached)
          if (plan.reached) reached++
          expect(plan.gap.isZero()).toBe(plan.reached)
          for (const { holdingId, start, duration } of plan.payouts) {
            expect(start).toBeGreaterThanOrEqual(wish.from)
            const held = known.holdings.find(({ id }) => id === holdingId)?.holding
            if (held?.kind !== 'avtal') continue
            const { latestAge, durations } = held.payoutTerms
            expect(start).toBeLessThanOrEqual(Math.max(wish.from, Number(latestAge)))
            expect(durations).toContainEqual(duration)
            const [run] = plan.projection.runs.filter((each) => each.holdingId === holdingId)
            expect(run?.from).toBe(firstMonthAtAge(birthDate, start))
          }
        }
      }),
      { numRuns: 25 },
    )
    expect(reached).toBeGreaterThan(0)
  }, 120_000)

  test('none is dominated by another that the engine can be asked for, where all can be gone through', () => {
    const known = person([
      { id: 'a', holding: saved(700_000, { latest: 68, durations: ['lifelong', { months: 60 }] }) },
      { id: 'b', holding: saved(300_000, { latest: 67, cover: true, durations: ['lifelong', { months: 120 }] }) },
    ])
    const prepared = prepare(known)
    for (const amount of [2_000, 4_000, 6_000]) {
      const plans = findPlans(prepared, { from: age(66), amount: kronorPerMonth(amount), afterTax: false })
      const first = firstMonthAtAge(birthDate, age(66))
      for (const a of range(66 * 12, 68 * 12, 3)) {
        for (const b of range(66 * 12, 67 * 12, 3)) {
          for (const [one, other] of [
            ['lifelong', 'lifelong'],
            ['lifelong', { months: 120 }],
            [{ months: 60 }, 'lifelong'],
            [{ months: 60 }, { months: 120 }],
          ] as const) {
            const perHolding = { a: { start: age(0, a), duration: one }, b: { start: age(0, b), duration: other } }
            const any = forecast(prepared, { retirementAge: age(66), perHolding })
            for (const plan of plans) expect(dominates(any, plan.projection, { first, afterTax: false })).toBe(false)
          }
        }
      }
    }
  })

  test('at the same incomes the capital that is left decides', () => {
    const prepared = prepare(person([{ id: 'a', holding: saved(700_000, { cover: true }) }]))
    const plain = forecast(prepared, { retirementAge: age(66) })
    const leaving = (more: number): Projection => ({
      ...plain,
      holdings: plain.holdings.map((holding) => ({
        ...holding,
        capitalLeft: holding.capitalLeft.map(({ month, amount }) => ({ month, amount: kronor(amount.plus(more)) })),
      })),
    })
    const asked = { first: firstMonthAtAge(birthDate, age(66)), afterTax: false }
    expect(plain.holdings[0]?.capitalLeft.length).toBeGreaterThan(0)
    expect(dominates(leaving(1), plain, asked)).toBe(true)
    expect(dominates(plain, leaving(1), asked)).toBe(false)
    expect(dominates(leaving(0), plain, asked)).toBe(false)
  })

  test('a plan that is ranked first for its lower tax gives way to one that pays more in every month', () => {
    // A fee above the return: each later start gives less, and what is less is taxed less.
    const amount = { variable: share('0.15') }
    const dear = saved(12_000, { latest: 70, cover: true, durations: ['lifelong'] })
    const holding = { ...dear, fees: [{ kind: 'management', applies: 'contract', amount }] } as const
    const known = person([{ id: 'a', holding }], {
      entries: [
        {
          id: 'rent',
          entry: {
            kind: 'inkomst',
            name: 'Hyra',
            amount: kronorPerMonth(15_000),
            from: age(60),
            to: 'lifelong',
            taxed: true,
          },
        },
      ],
    })
    const prepared = prepare(known)
    const plans = findPlans(prepared, { from: age(66), amount: kronorPerMonth(10), afterTax: true })
    const first = firstMonthAtAge(birthDate, age(66))
    for (const start of range(66 * 12, 70 * 12, 3)) {
      const any = forecast(prepared, { retirementAge: age(66), perHolding: { a: { start: age(0, start) } } })
      for (const plan of plans) expect(dominates(any, plan.projection, { first, afterTax: true })).toBe(false)
    }
    const starts = plans.map(({ payouts }) => payouts[0]?.start ?? 0)
    for (const [i, start] of starts.entries()) {
      for (const other of starts.slice(i + 1)) expect(Math.abs(start - other)).toBeGreaterThanOrEqual(12)
    }
  })

  test('the best has the smallest gap that the engine gives any plan, where all can be gone through', () => {
    const known = person([
      { id: 'a', holding: saved(900_000, { latest: 69, durations: ['lifelong', { months: 60 }] }) },
      { id: 'b', holding: saved(250_000, { latest: 68, durations: ['lifelong', { months: 60 }] }) },
    ])
    const prepared = prepare(known)
    const wish = { from: age(66), amount: kronorPerMonth(5_200), afterTax: true }
    const [best] = findPlans(prepared, wish)
    let smallest = Infinity
    for (const a of range(66 * 12, 69 * 12, 3)) {
      for (const b of range(66 * 12, 68 * 12, 3)) {
        for (const one of ['lifelong', { months: 60 }] as const) {
          for (const other of ['lifelong', { months: 60 }] as const) {
            const perHolding = { a: { start: age(0, a), duration: one }, b: { start: age(0, b), duration: other } }
            const { months } = forecast(prepared, { retirementAge: age(66), perHolding })
            const first = firstMonthAtAge(birthDate, age(66))
            const nets = months.filter(({ to }) => to >= first).map(({ net }) => net?.toNumber() ?? 0)
            smallest = Math.min(smallest, Math.max(0, 5_200 - Math.min(...nets)))
          }
        }
      }
    }
    expect(best?.gap.toNumber()).toBeLessThanOrEqual(smallest + 1)
  })

  test('the three differ by a year in a start, or in a duration', () => {
    const prepared = prepare(
      person([allman(2_400_000), { id: 'a', holding: saved(800_000) }, { id: 'b', holding: saved(300_000) }]),
    )
    const plans = findPlans(prepared, { from: age(65), amount: kronorPerMonth(16_000), afterTax: false })
    expect(plans).toHaveLength(3)
    for (const [i, plan] of plans.entries()) {
      for (const other of plans.slice(i + 1)) {
        const differ = plan.payouts.some(({ start, duration }, at) => {
          const theirs = other.payouts[at]
          return (
            theirs !== undefined &&
            (Math.abs(start - theirs.start) >= 12 || JSON.stringify(duration) !== JSON.stringify(theirs.duration))
          )
        })
        expect(differ).toBe(true)
      }
    }
    expect(
      findPlans(prepared, { from: age(65), amount: kronorPerMonth(16_000), afterTax: false }).map(
        ({ payouts }) => payouts,
      ),
    ).toEqual(plans.map(({ payouts }) => payouts))
  })

  test('with nothing to choose the one plan is what is paid anyway', () => {
    const plans = findPlans(prepare(person([])), { from: age(67), amount: kronorPerMonth(10_000), afterTax: false })
    expect(plans).toHaveLength(1)
    expect(plans[0]?.payouts).toEqual([])
    expect(plans[0]?.gap.toFixed()).toBe('10000')
  })

  test.each([
    ['before the earliest age', { from: age(50), amount: kronorPerMonth(1), afterTax: false }, 'wish.from'],
    ['after the latest age', { from: age(76), amount: kronorPerMonth(1), afterTax: false }, 'wish.from'],
    ['of nothing', { from: age(66), amount: kronorPerMonth(0), afterTax: false }, 'wish.amount'],
  ])('a wish %s is refused', (_name, wish, field) => {
    const ask = () => findPlans(prepare(person([{ id: 'a', holding: saved(100_000) }])), wish)
    expect(ask).toThrow(ForecastInputError)
    expect(ask).toThrow(field)
  })

  test('after tax where none is calculated is refused', () => {
    const abroad = person([{ id: 'a', holding: saved(100_000) }], { person: { birthDate, resident: 'abroad' } })
    const ask = () => findPlans(prepare(abroad), { from: age(66), amount: kronorPerMonth(1_000), afterTax: true })
    expect(ask).toThrow('tax-not-calculated: wish.afterTax')
  })
})

const range = (from: number, to: number, step: number): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)
