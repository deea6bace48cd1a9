import { expect, test } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding } from '#forecasting/model/holding.ts'
import { share } from '#forecasting/model/quantity.ts'
import { capitalOf, contract, forecast, publicPension } from '#forecasting/testing/holdings.ts'
import { factsOfForecasts } from './provider-forecast.ts'

const [then, now] = ['2025-10-31', '2026-10-31']
const told = (amount: number, date: string, paid: number, returns: readonly (string | null)[]): ContractHolding =>
  contract({
    capital: capitalOf(amount, date),
    totalPremiumsPaid: capitalOf(paid, date),
    forecasts: returns.map((rate, index) =>
      forecast(age(66 + index), 5000, { returnPerYear: rate === null ? 'not-reported' : share(rate) }),
    ),
  })

test('what has changed of capital, premiums and return is told', () => {
  expect(
    factsOfForecasts(told(500_000, then, 300_000, ['0.021', '0.021']), told(540_000, now, 315_000, ['0.019', '0.019'])),
  ).toEqual({
    capital: { before: 500_000, after: 540_000 },
    paidIn: 15_000,
    returnPercent: { before: 2.1, after: 1.9 },
  })
})

test('what is not told, not one, or the same is left out', () => {
  const nothing = { capital: null, paidIn: null, returnPercent: null }
  expect(factsOfForecasts(contract(), contract())).toEqual(nothing)
  for (const returns of [[null, '0.019'], ['0.021', '0.019'], []]) {
    const same = told(500_000, then, 300_000, returns)
    expect(factsOfForecasts(same, same)).toEqual(nothing)
  }
  // A running premium would be our estimate.
  const running = { amount: capitalOf(1000).value, interval: 'month', paidUntil: 'not-reported' } as const
  const silent = { premium: running, totalPremiumsPaid: 'not-reported' } as const
  const [before, after] = [
    contract({ ...silent, capital: capitalOf(1, then) }),
    contract({ ...silent, capital: capitalOf(2, now) }),
  ]
  expect(factsOfForecasts(before, after)).toMatchObject({ capital: { before: 1, after: 2 }, paidIn: null })
})

test('of other bases than the standard nothing is told, and the public pension has its rights', () => {
  const own = contract({ forecasts: [forecast(age(67), 1, { basis: 'own', returnPerYear: share('0.05') })] })
  expect(factsOfForecasts(own, own).returnPercent).toBeNull()
  const publicOf = (amount: number, date: string) =>
    publicPension({
      inkomstpensionBalance: capitalOf(amount, date),
      forecasts: [forecast(age(67), 1, { returnPerYear: share('0.019') })],
    })
  expect(factsOfForecasts(publicOf(100, then), publicOf(110, now))).toEqual({
    capital: { before: 100, after: 110 },
    paidIn: null,
    returnPercent: { before: 1.9, after: 1.9 },
  })
})
