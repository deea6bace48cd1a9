import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Age } from '../model/age.ts'
import { age, ageInMonth } from '../model/age.ts'
import type { ContractHolding, PayoutDuration } from '../model/holding.ts'
import type { Dec } from '../model/quantity.ts'
import { kronorPerYear } from '../model/quantity.ts'
import { isoDateOf } from '../model/year-month.ts'
import { askedOf, basisOf, workOf } from '../testing/basis.ts'
import { agesBetween, generatedContracts, undrawnContracts } from '../testing/generated-contracts.ts'
import { benefitOf, capitalOf, contract, forecast } from '../testing/holdings.ts'
import { prepareContract } from './contract.ts'
import { forecast as forecastOf } from './forecast.ts'
import { durationsInGrid, firstAmounts, firstAmountsInDoubles, placeIn, startsInGrid } from './grid.ts'
import { prepare, workUntil } from './prepare.ts'
import type { Basis } from './prepared.ts'

const people = fc.record({
  birthDate: fc
    .tuple(fc.integer({ min: 1945, max: 2000 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}-15`),
  today: fc.constantFrom('2026-11-22', '2027-01-01', '2031-07-01'),
  market: fc.constantFrom('low' as const, 'expected' as const, 'high' as const),
  salary: fc.option(fc.integer({ min: 0, max: 1_500_000 }), { nil: null }),
})
const durations: readonly PayoutDuration[] = [...durationsInGrid, { months: 36 }, { months: 61 }]

const prepared = (
  held: readonly ContractHolding[],
  {
    birthDate,
    today,
    market,
    salary,
  }: { birthDate: string; today: string; market: 'low' | 'expected' | 'high'; salary: number | null },
) => {
  const basis = basisOf(held, {
    birthDate,
    today,
    assumptions: { market },
    ...(salary !== null && { salary: kronorPerYear(salary) }),
  })
  return { basis, holdings: held.map((holding, i) => prepareContract(`h${i}`, holding, basis)) }
}

/** The amount by the whole answer, or null where it begins at another month or is refused. */
function byOutcome(
  holding: ReturnType<typeof prepareContract>,
  basis: Basis,
  of: { start: Age; duration: PayoutDuration; until: Age },
): Dec | null {
  try {
    const asked = askedOf(basis, of.until, { start: of.start, duration: of.duration })
    const [run] = holding.outcome(asked).runs
    return run && ageInMonth(basis.known.person.birthDate, run.from) === of.start ? run.amount : null
  } catch {
    return null
  }
}

describe('a first amount', () => {
  test('is the one of the whole answer, to the öre, for every contract, start, duration, work and market', () => {
    let compared = 0
    fc.assert(
      fc.property(
        fc.array(undrawnContracts, { minLength: 1, maxLength: 3 }),
        people,
        agesBetween(53, 80),
        agesBetween(55, 75),
        (held, who, start, until) => {
          const { basis, holdings } = prepared(held, who)
          const work = workOf(basis, until)
          for (const [holding, duration] of holdings.flatMap((one) => durations.map((of) => [one, of] as const))) {
            const alone = holding.amountAt(start, duration, work)
            const whole = byOutcome(holding, basis, { start, duration, until })
            expect(alone?.toFixed()).toBe(whole?.toFixed())
            const ore = holding.oreAt(start, duration, work)
            expect(Number.isNaN(ore) ? undefined : ore).toBe(whole?.times(100).toNumber())
            if (whole === null) continue
            compared += 1
            expect(whole.gte(0)).toBe(true)
            expect(Math.abs(holding.inDoublesAt(start, duration, work) - whole.toNumber())).toBeLessThan(0.00501)
          }
        },
      ),
      { numRuns: 200 },
    )
    expect(compared).toBeGreaterThan(100)
  })

  test('is of its own path of work, whichever was asked about before', () => {
    const held = contract({
      kollektivavtal: 'ITP1',
      capital: capitalOf(100_000),
      premium: { amount: capitalOf(2000).value, interval: 'month', paidUntil: 'not-reported' },
    })
    const benefit = contract({
      kollektivavtal: 'ITP2',
      formanstyp: 'formansbestamd',
      earnedBenefit: benefitOf(1000),
      reportedSalary: { value: kronorPerYear(600_000), date: isoDateOf('2026-06-30') },
    })
    const { basis, holdings } = prepared([held, benefit], {
      birthDate: '1965-05-15',
      today: '2026-11-22',
      market: 'expected',
      salary: 600_000,
    })
    for (const holding of holdings) {
      const of = (until: Age) => holding.oreAt(age(65), 'lifelong', workOf(basis, until))
      const [long, short, again] = [of(age(65)), of(age(62)), of(age(65))]
      expect(short).toBeLessThan(long)
      expect(again).toBe(long)
    }
  })

  test('is settled in decimals where doubles cannot tell which öre is nearer', () => {
    // 2,000.045 a month, exactly half an öre: halves up.
    const held = contract({
      forecasts: [forecast(age(65), '2000.04'), forecast(age(65, 2), '2000.05')],
      capital: capitalOf(1),
    })
    const { basis, holdings } = prepared([held], {
      birthDate: '1965-05-15',
      today: '2026-11-22',
      market: 'expected',
      salary: null,
    })
    expect(holdings[0]?.oreAt(age(65, 1), 'lifelong', workOf(basis, age(67)))).toBe(200_005)
    const benefit = contract({
      kollektivavtal: 'ITP2',
      formanstyp: 'formansbestamd',
      earnedBenefit: benefitOf('1000.005'),
    })
    const other = prepared([benefit], {
      birthDate: '1965-05-15',
      today: '2026-11-22',
      market: 'expected',
      salary: null,
    })
    expect(other.holdings[0]?.oreAt(age(65), 'lifelong', workOf(other.basis, age(67)))).toBe(100_001)
  })
})

describe('the grid', () => {
  const held = [
    contract({ kollektivavtal: 'ITP1', capital: capitalOf(900_000) }),
    contract({ kollektivavtal: 'AKAP-KR', capital: capitalOf(500_000) }),
    contract({ kollektivavtal: 'ITP2', formanstyp: 'formansbestamd', earnedBenefit: benefitOf(9000) }),
    contract({ forecasts: [forecast(age(65), 5000), forecast(age(67), 6000)] }),
  ]
  const whole = prepare({
    person: { birthDate: isoDateOf('1965-05-15') },
    holdings: held.map((holding, i) => ({ id: `h${i}`, holding })),
    salary: kronorPerYear(600_000),
    today: isoDateOf('2026-11-22'),
  })
  const { holdings } = whole
  // The month after the one in which 61 years and 6 months are reached is the next: nobody can ask for an earlier.
  const from = age(61, 6)
  const grid = firstAmounts(whole)

  test('holds each holding at 145 starts and five durations', () => {
    expect(grid.from).toBe(from)
    expect(grid.holdings).toEqual(['h0', 'h1', 'h2', 'h3'])
    expect(grid.ore).toHaveLength(4 * startsInGrid * durationsInGrid.length)
    for (const [i, holding] of holdings.entries()) {
      for (const start of [from, age(62), age(67), age(73, 6)]) {
        for (const [k, duration] of durationsInGrid.entries()) {
          const expected = holding.amountAt(start, duration, workUntil(whole, start))?.times(100).toNumber() ?? NaN
          expect(grid.ore[placeIn(grid, i, start, k)]).toBe(expected)
        }
      }
    }
  })

  test('is empty where a contract may not be drawn so: before its age, after it, for too short a time', () => {
    const at = (holding: number, start: Age, duration: number) => grid.ore[placeIn(grid, holding, start, duration)]
    expect(at(1, from, 0)).toBeNaN()
    expect(at(1, age(62), 0)).toBeGreaterThan(0)
    // AKAP-KR: ten years at least, and paid unasked from 70.
    expect([at(1, age(62), 1), at(1, age(70, 1), 0)]).toEqual([NaN, NaN])
    expect(at(1, age(62), 2)).toBeGreaterThan(0)
    expect(at(3, age(64), 0)).toBeNaN()
  })

  test('is what the forecast of a choice begins with, work ending at the start or before', () => {
    const early = firstAmounts(whole, age(63))
    for (const [i, { id }] of holdings.entries()) {
      for (const start of [age(63), age(65, 4), age(67)]) {
        for (const [k, duration] of durationsInGrid.entries()) {
          for (const [amounts, retirementAge] of [
            [grid, start],
            [early, age(63)],
          ] as const) {
            const ore = amounts.ore[placeIn(amounts, i, start, k)] ?? 0
            if (Number.isNaN(ore)) continue
            const { runs } = forecastOf(whole, { retirementAge, perHolding: { [id]: { start, duration } } })
            expect(
              runs
                .find(({ holdingId }) => holdingId === id)
                ?.amount.times(100)
                .toNumber(),
            ).toBe(ore)
          }
        }
      }
    }
  })

  test('in doubles is the same but for the rounding', () => {
    const doubles = firstAmountsInDoubles(whole)
    for (const [i, ore] of grid.ore.entries()) {
      const double = doubles.ore[i] ?? 0
      if (Number.isNaN(ore)) expect(double).toBeNaN()
      else expect(Math.abs(double - ore)).toBeLessThan(0.501)
    }
  })
})

describe('every contract', () => {
  test('is never paid before its earliest age, nor less than nothing, and is paid or says why not', () => {
    fc.assert(
      fc.property(generatedContracts, people, agesBetween(50, 80), (held, who, at) => {
        const { basis, holdings } = prepared([held], who)
        const { runs, result } = holdings[0]?.outcome(askedOf(basis, at)) ?? { runs: [], result: null }
        expect(runs.length > 0).toBe(result?.notProjected === null)
        for (const { from, to, amount, calculatedBy } of runs) {
          expect(amount.isFinite() && amount.gte(0) && amount.decimalPlaces() <= 2).toBe(true)
          if (to !== 'lifelong') expect(to).toBeGreaterThanOrEqual(from)
          if (calculatedBy === 'in-payment') continue
          expect(from).toBeGreaterThanOrEqual(basis.nextMonth)
          const { earliestAge } = held.payoutTerms
          const lowest = earliestAge !== 'not-reported' ? earliestAge : held.skatteklass === 'K' ? 0 : age(55)
          expect(ageInMonth(isoDateOf(who.birthDate), from)).toBeGreaterThanOrEqual(lowest)
        }
        for (const { amount } of result?.capitalLeft ?? []) expect(amount.isFinite() && amount.gte(0)).toBe(true)
        for (const step of result?.steps ?? []) expect(step.rule).not.toBe('')
      }),
      { numRuns: 300 },
    )
  })

  const firstOf = (held: ContractHolding, basis: Basis, at: Age, choice = {}): number =>
    prepareContract('h0', held, basis)
      .outcome(askedOf(basis, at, choice))
      .runs[0]?.amount.toNumber() ?? 0
  /** Saved and paid for life by our own calculation, with fees that follow the capital. */
  const savedForLife = undrawnContracts
    .filter(({ fees }) => fees === 'not-reported' || fees.every(({ amount }) => 'variable' in amount))
    .map((held): ContractHolding => ({
      ...held,
      forecasts: [],
      payoutTerms: { ...held.payoutTerms, durations: 'not-reported' },
    }))

  test('gives more for more pay, more capital, and for a later start', () => {
    fc.assert(
      fc.property(
        savedForLife,
        people,
        agesBetween(55, 74),
        fc.integer({ min: 1, max: 12 }),
        (held, who, at, later) => {
          const of = { ...who, market: 'expected' as const, salary: who.salary ?? 400_000 }
          const { basis } = prepared([held], of)
          const richer = prepared([held], { ...of, salary: of.salary + 100_000 }).basis
          expect(firstOf(held, richer, at)).toBeGreaterThanOrEqual(firstOf(held, basis, at))
          const more: ContractHolding =
            held.capital === 'not-reported'
              ? held
              : { ...held, capital: capitalOf(held.capital.value.plus(1000).toFixed(), held.capital.date) }
          expect(firstOf(more, prepared([more], of).basis, at)).toBeGreaterThanOrEqual(firstOf(held, basis, at))
          // Two amounts that are the same may be rounded to one öre and to the next.
          expect(firstOf(held, basis, (at + later) as Age)).toBeGreaterThan(firstOf(held, basis, at) - 0.015)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('pays no less in a high market than in the expected one, and no more in a low', () => {
    fc.assert(
      fc.property(savedForLife, people, agesBetween(55, 74), (held, who, at) => {
        const [low, expected, high] = (['low', 'expected', 'high'] as const).map((market) =>
          firstOf(held, prepared([held], { ...who, market }).basis, at),
        )
        expect(low).toBeLessThanOrEqual(expected ?? 0)
        expect(high).toBeGreaterThanOrEqual(expected ?? 0)
      }),
      { numRuns: 200 },
    )
  })
})
