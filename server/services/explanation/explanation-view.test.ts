import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { age, firstMonthAtAge } from '#forecasting/model/age.ts'
import { ForecastInputError } from '#forecasting/model/errors.ts'
import { pillarOf } from '#forecasting/model/holding.ts'
import { kronorPerMonth } from '#forecasting/model/quantity.ts'
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, isoDateOf, monthOfDate } from '#forecasting/model/year-month.ts'
import { project } from '#forecasting/projection/run.ts'
import type { PaymentRun, Projection, ProjectionInput } from '#forecasting/projection/types.ts'
import { people } from '#forecasting/testing/generated-people.ts'
import { capitalOf, contract, publicPension, right } from '#forecasting/testing/holdings.ts'
import type { ExplainedAmount } from '../api/explanation.ts'
import { familiesOf, forecastStep, totalOf } from '../overview/rounding.ts'
import { isPaidIn } from '../overview/runs.ts'
import type { ExplanationFacts } from './explanation-view.ts'
import { explanationView } from './explanation-view.ts'

const factsOf = (input: ProjectionInput, projection: Projection): ExplanationFacts => ({
  person: input.person,
  projection,
  contracts: input.holdings.map(({ id, holding }) => ({
    contractId: id,
    pillar: pillarOf(holding),
    label: id,
    providerName: 'Bolaget Liv',
  })),
  entries: (input.entries ?? []).map(({ id, entry }) => ({ entryId: id, name: entry.name })),
  thisMonth: monthOfDate(input.today),
  month: null,
  contractId: null,
  notAllFollowed: false,
})

/** What the engine refuses is no person's. */
function projected(input: ProjectionInput): Projection | null {
  try {
    return project(input)
  } catch (error) {
    if (error instanceof ForecastInputError) return null
    throw error
  }
}

const total = (parts: readonly ExplainedAmount[], of: 'amount' | 'before') =>
  parts.reduce((all, part) => all + (part[of] ?? 0), 0)

function expectExact({ total: whole, families, shown, rounding }: ReturnType<typeof explanationView>): void {
  for (const of of ['amount', 'before'] as const) {
    expect(total(families, of)).toBe(whole[of] ?? 0)
    for (const family of families) {
      expect(total(family.contracts, of)).toBe(family[of] ?? 0)
      for (const one of family.contracts) expect(total(one.parts, of)).toBe(one[of] ?? 0)
    }
  }
  expect(whole.amount + rounding).toBe(shown * 100)
  expect(shown % forecastStep).toBe(0)
}

it('the parts of every sum add up to it to the öre, and with the rounding to the figure shown', () => {
  fc.assert(
    fc.property(people, fc.integer({ min: 0, max: 500 }), (input, later) => {
      const projection = projected(input)
      if (projection === null) return
      const facts = factsOf(input, projection)
      const first = explanationView(facts)
      expectExact(first)
      const start = Math.max(projection.firstMonth, facts.thisMonth) as YearMonth
      expect(first.shown).toBe(totalOf(familiesOf(projection.runs.filter((run) => isPaidIn(run, start)))))
      const month = addMonths(start, later)
      expectExact(explanationView({ ...facts, month }))
      if (first.tax) expect(first.tax.gross - first.tax.tax).toBe(first.tax.net)
    }),
    { numRuns: 60 },
  )
})

it('every step of every holding, and of the tax, can be told', () => {
  fc.assert(
    fc.property(people, (input) => {
      const projection = projected(input)
      if (projection === null) return
      const facts = factsOf(input, projection)
      for (const { holdingId } of projection.holdings) {
        const { contract: told } = explanationView({ ...facts, contractId: holdingId })
        const result = projection.holdings.find((one) => one.holdingId === holdingId)
        expect(told?.steps.length).toBeGreaterThanOrEqual(result?.steps.length ?? 0)
      }
    }),
    { numRuns: 60 },
  )
})

const birthDate = isoDateOf('1980-04-18')
const today = isoDateOf('2026-11-22')
const input: ProjectionInput = {
  person: { birthDate, municipality: '0180', maritalStatus: 'single', residenceYears: 40 },
  today,
  holdings: [
    {
      id: 'public',
      holding: publicPension({
        inkomstpensionBalance: capitalOf(900_000),
        premiepensionBalance: capitalOf(200_000),
        rights: [right(2024, 300_000), right(2025, 300_000)],
      }),
    },
    {
      id: 'itp',
      holding: contract({
        capital: capitalOf(400_000),
        payoutTerms: {
          earliestAge: age(55),
          latestAge: 'not-reported',
          agreedAge: 'not-reported',
          durations: [{ months: 60 }],
        },
      }),
    },
  ],
  choices: { retirementAge: age(68) },
}
const facts = factsOf(input, project(input))
const at68 = firstMonthAtAge(birthDate, age(68))

describe('one saver', () => {
  it('is told the sum by family, contract and part, in the first month', () => {
    const view = explanationView(facts)
    expect(view).toMatchObject({ month: '2048-05', age: 816, retirementAge: 816, contract: null })
    expect(view.total.before).toBeNull()
    expect(view.families.map(({ pillar }) => pillar)).toEqual(['allman-pension', 'tjanstepension'])
    expect(view.families[0]?.contracts[0]?.parts.map(({ component }) => component)).toEqual(
      expect.arrayContaining(['inkomstpension', 'premiepension']),
    )
    expect(view.tax).toMatchObject({ on: 'municipality', gross: view.total.amount })
    expect(view.tax?.steps).toHaveLength(1)
  })

  it('is told a fall by the month before beside the month itself', () => {
    const month = addMonths(at68, 60)
    const view = explanationView({ ...facts, month })
    const ended = view.families.find(({ pillar }) => pillar === 'tjanstepension')
    expect(ended?.amount).toBe(0)
    expect(ended?.before).toBeGreaterThan(0)
    expect((view.total.before ?? 0) - view.total.amount).toBeGreaterThanOrEqual(ended?.before ?? 0)
  })

  it('is told each step of one contract, with the figures of law behind it', () => {
    const told = explanationView({ ...facts, contractId: 'itp' }).contract
    expect(told).toMatchObject({ contractId: 'itp', pillar: 'tjanstepension', calculatedBy: 'standard-assumptions' })
    expect(told?.steps.map(({ rule }) => rule)).toEqual(['avtal-start', 'avtal-capital-at-start', 'payout'])
    const [start, saved, payout] = told?.steps ?? []
    expect(start).toMatchObject({ month: null, result: { kind: 'start', months: 816, month: '2048-05' } })
    expect(saved?.inputs).toEqual(
      expect.arrayContaining([
        { name: 'capital', year: null, value: { kind: 'kronor', amount: 400_000, per: 'once' } },
        { name: 'feeOfCapital', year: null, value: { kind: 'percent', percent: 0.4 } },
        { name: 'start', year: null, value: { kind: 'month', month: '2048-05' } },
        { name: 'premiumsPerYear', year: null, value: { kind: 'word', word: 'none' } },
      ]),
    )
    expect(saved?.figures).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          term: 'avkastning',
          english: 'yearly return before payout, above income growth',
          value: { kind: 'percent', values: [1.9] },
          status: 'decided',
        }),
      ]),
    )
    expect(payout?.inputs).toContainEqual({ name: 'duration', year: null, value: { kind: 'duration', months: 60 } })
    expect(explanationView({ ...facts, contractId: 'nobody' }).contract).toBeNull()
  })

  it('is told of each year\u2019s right by its year, and from when each amount holds', () => {
    const steps = explanationView({ ...facts, contractId: 'public' }).contract?.steps ?? []
    const account = steps.find(({ rule }) => rule === 'inkomstpension-account')
    expect(account?.inputs.find(({ name }) => name === 'right')?.year).toBe(2025)
    expect(steps.find(({ rule }) => rule === 'inkomstpension')?.month).toBe('2048-05')
  })

  it('is told so when the amounts of a month have more decimals than an öre', () => {
    const third = (holdingId: string): PaymentRun => ({
      holdingId,
      pillar: 'tjanstepension',
      component: 'avtal',
      from: at68,
      to: 'lifelong',
      amount: kronorPerMonth('33.3333333'),
      taxed: true,
      calculatedBy: 'provider-values',
    })
    const runs = ['public', 'itp'].map(third)
    const view = explanationView({ ...facts, projection: { ...facts.projection, runs } })
    expect(view.total.amount).toBe(6667)
    expect(view).toMatchObject({ shown: 0, rounding: -6667 })
    expectExact(view)
  })
})
