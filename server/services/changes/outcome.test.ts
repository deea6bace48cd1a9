import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ContractHolding, Holding, PaymentPeriod } from '#forecasting/model/holding.ts'
import { kronor, kronorPerMonth, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { Known } from '#forecasting/projection/types.ts'
import { people } from '#forecasting/testing/generated-people.ts'
import { capitalOf, contract } from '#forecasting/testing/holdings.ts'
import { forecastOutcome } from './outcome.ts'

const [made, came] = ['2025-12-31', '2026-12-31']

const known = (today: string, holdings: Readonly<Record<string, Holding>>, birthDate = '1979-04-18'): Known => ({
  person: { birthDate: isoDateOf(birthDate) },
  holdings: Object.entries(holdings).map(([id, holding]) => ({ id, holding })),
  today: isoDateOf(today),
})
/** Without a fee, repaid to heirs: 1.52 % a year, and 2 % for the later money. */
const saved = (amount: number, date: string, changes: Partial<ContractHolding> = {}): ContractHolding =>
  contract({
    skatteklass: 'P',
    kollektivavtal: 'none',
    aterbetalningsskydd: true,
    fees: [{ kind: 'management', applies: 'contract', amount: { variable: share('0') } }],
    capital: capitalOf(amount, date),
    ...changes,
  })

describe('capital', () => {
  test('is the forecast’s, what came, and what the difference comes from, family by family', () => {
    const paidIn = (amount: number, date: string) => ({ totalPremiumsPaid: capitalOf(amount, date) })
    const before = known('2026-01-15', {
      own: saved(100_000, made, paidIn(60_000, made)),
      work: saved(200_000, made, { skatteklass: 'T' }),
    })
    const now = known('2027-01-15', {
      own: saved(110_000, came, paidIn(64_000, came)),
      work: saved(200_000, came, { skatteklass: 'T' }),
    })
    // 103,550.40 and 207,100.80 were said; 4,000 has been paid in, of which nothing was counted with.
    expect(forecastOutcome(before, now)).toEqual({
      madeOn: '2026-01-15',
      capital: {
        families: [
          { pillar: 'tjanstepension', forecast: 207_101, came: 200_000 },
          { pillar: 'privat-sparande', forecast: 103_550, came: 110_000 },
        ],
        forecast: 310_651,
        came: 310_000,
        parts: [
          { cause: 'not-split', amount: -7101 },
          { cause: 'contributions', amount: 4000 },
          { cause: 'returns', amount: 2450 },
        ],
      },
      paid: null,
      left: 0,
    })
  })

  test('is not compared where a contract is new, gone, or has no later value; they are counted', () => {
    const before = known('2026-01-15', { same: saved(1000, made), gone: saved(1000, made) })
    const now = known('2027-01-15', { same: saved(1000, made), fresh: saved(1000, came) })
    expect(forecastOutcome(before, now)).toEqual({ madeOn: '2026-01-15', capital: null, paid: null, left: 3 })
  })
})

test('what was in payment is held against what is paid now', () => {
  const payment = (amount: number): PaymentPeriod => ({
    from: isoDateOf('2024-01-01'),
    to: 'lifelong',
    amount: kronorPerMonth(amount),
    state: 'running',
  })
  const paying = (amount: number) => contract({ skatteklass: 'T', payments: [payment(amount)] })
  const outcome = forecastOutcome(
    known('2026-01-15', { a: paying(5000) }, '1955-04-18'),
    known('2027-01-15', { a: paying(5150) }, '1955-04-18'),
  )
  expect(outcome.paid).toEqual({
    families: [{ pillar: 'tjanstepension', forecast: 5100, came: 5150 }],
    forecast: 5100,
    came: 5150,
    parts: [{ cause: 'returns', amount: 50 }],
  })
  expect([outcome.capital, outcome.left]).toEqual([null, 0])
})

test('families and parts sum to the whole to the krona, whatever was known', () => {
  const knownPeople = people.map(({ choices: _choices, assumptions: _assumptions, ...before }) => before)
  const later = fc.constantFrom('2026-12-15', '2027-03-01', '2027-11-22')
  let compared = 0
  fc.assert(
    fc.property(knownPeople, later, fc.integer({ min: 0, max: 2_000_000 }), (before, today, amount) => {
      const moved = (holding: Holding): Holding => {
        const value = { value: kronor(amount), date: isoDateOf(today) }
        if (holding.kind === 'avtal') {
          return holding.capital === 'not-reported' ? holding : { ...holding, capital: value }
        }
        const { inkomstpensionBalance: income, premiepensionBalance: premium } = holding
        return {
          ...holding,
          inkomstpensionBalance: income === 'not-reported' ? income : value,
          premiepensionBalance: premium === 'not-reported' ? premium : value,
        }
      }
      const now = {
        ...before,
        today: isoDateOf(today),
        holdings: before.holdings.map(({ id, holding }) => ({ id, holding: moved(holding) })),
      }
      const { capital, paid, left } = forecastOutcome(before, now)
      expect(left).toBeLessThanOrEqual(before.holdings.length)
      for (const figure of [capital, paid]) {
        if (figure === null) continue
        compared++
        const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0)
        expect(sum(figure.families.map(({ forecast }) => forecast))).toBe(figure.forecast)
        expect(sum(figure.families.map((family) => family.came))).toBe(figure.came)
        expect(sum(figure.parts.map((part) => part.amount))).toBe(figure.came - figure.forecast)
      }
    }),
    { numRuns: 60 },
  )
  expect(compared).toBeGreaterThan(5)
}, 120_000)
