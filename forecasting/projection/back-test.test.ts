import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dec, kronor, kronorPerMonth } from '../model/quantity.ts'
import { isoDateOf } from '../model/year-month.ts'
import { capitalOf, contract, publicPension } from '../testing/holdings.ts'
import type { PastForecast } from './back-test.ts'
import { backTest } from './back-test.ts'

const point = (date: string, amount: number, contributions = 0) => ({
  date: isoDateOf(date),
  amount: new Dec(amount),
  contributions: kronor(contributions),
})
/** Made at the end of 2025: 100,000 then, 115,000 a year later of which 12,000 are premiums, 131,000 the year after. */
const past: PastForecast = {
  madeOn: isoDateOf('2025-12-31'),
  holdingId: 'h0',
  of: 'capital',
  points: [point('2025-12-31', 100_000), point('2026-12-31', 115_000, 12_000), point('2027-12-31', 131_000, 24_000)],
  premiumsPaid: kronor(50_000),
}
const today = isoDateOf('2027-01-15')
const later = (capital: number, date: string, premiums?: number) => [
  {
    id: 'h0',
    holding: contract({
      capital: capitalOf(capital, date),
      ...(premiums !== undefined && { totalPremiumsPaid: capitalOf(premiums, date) }),
    }),
  },
]
const inWords = (...given: Parameters<typeof backTest>) =>
  backTest(...given).map(({ forecast, came, difference, rules, contributions, rest }) =>
    [forecast, came, difference, rules, contributions, rest].map((amount) => amount?.toNumber() ?? null),
  )

describe('capital', () => {
  // 118,000 came, 3,000 more; 14,000 premiums were paid, 2,000 more than counted with; the return gave the other 1,000.
  test('is split in premiums and what the return gave', () => {
    expect(inWords([past], later(118_000, '2026-12-31', 64_000), today)).toEqual([
      [115_000, 118_000, 3000, null, 2000, 1000],
    ])
  })

  // Half a year: 107,500, of which 6,000 premiums.
  test('between two forecast days is held against the straight line', () => {
    expect(inWords([past], later(107_000, '2026-06-30', 56_500), today)).toEqual([
      [107_500, 107_000, -500, null, 500, -1000],
    ])
  })

  // By today's rules the same figures give 114,000: 1,000 less is the rules' doing.
  test('made again by today’s rules tells what the rules did', () => {
    const again = { ...past, madeAgain: [point('2026-12-31', 114_000, 12_000)] }
    expect(inWords([again], later(118_000, '2026-12-31', 64_000), today)).toEqual([
      [115_000, 118_000, 3000, -1000, 2000, 2000],
    ])
  })

  test('without the sum of premiums stays in one piece', () => {
    expect(inWords([past], later(118_000, '2026-12-31'), today)).toEqual([[115_000, 118_000, 3000, null, null, 3000]])
  })

  test('outside the forecast days, from before the forecast, not reported or gone is not compared', () => {
    expect(backTest([past], later(118_000, '2029-12-31'), today)).toEqual([])
    expect(backTest([past], later(100_000, '2025-12-31'), today)).toEqual([])
    expect(backTest([past], [{ id: 'h0', holding: contract() }], today)).toEqual([])
    expect(backTest([past], [], today)).toEqual([])
  })

  test('of the public pension is both balances, of one day', () => {
    const holding = publicPension({
      inkomstpensionBalance: capitalOf(90_000, '2026-12-31'),
      premiepensionBalance: capitalOf(20_000, '2026-12-31'),
    })
    expect(inWords([past], [{ id: 'h0', holding }], today)).toEqual([[115_000, 110_000, -5000, null, null, -5000]])
    const apart = { ...holding, premiepensionBalance: capitalOf(20_000, '2026-11-30') }
    expect(backTest([past], [{ id: 'h0', holding: apart }], today)).toEqual([])
  })
})

test('a monthly amount is held against what is paid', () => {
  const amount: PastForecast = {
    ...past,
    of: 'monthly-amount',
    points: [point('2026-06-01', 5000), point('2030-06-01', 5000)],
  }
  const payments = [
    { from: isoDateOf('2026-06-01'), to: 'lifelong', amount: kronorPerMonth(4800), state: 'running' },
    { from: isoDateOf('2026-06-01'), to: 'lifelong', amount: kronorPerMonth(900), state: 'paused' },
    { from: isoDateOf('2027-06-01'), to: 'lifelong', amount: kronorPerMonth(700), state: 'planned' },
    { from: isoDateOf('2027-02-01'), to: 'lifelong', amount: kronorPerMonth(500), state: 'running' },
  ] as const
  expect(inWords([amount], [{ id: 'h0', holding: contract({ payments }) }], today)).toEqual([
    [5000, 4800, -200, null, null, -200],
  ])
})

test('the parts sum to the difference', () => {
  const amounts = fc.integer({ min: 0, max: 5_000_000 })
  fc.assert(
    fc.property(amounts, amounts, amounts, amounts, fc.boolean(), (capital, premiums, forecast, again, remade) => {
      const made: PastForecast = {
        ...past,
        points: [point('2025-12-31', 0), point('2026-12-31', forecast, premiums)],
        ...(remade && { madeAgain: [point('2026-12-31', again, premiums)] }),
      }
      const [error] = backTest([made], later(capital, '2026-12-31', premiums), today)
      const parts = new Dec(error?.rules ?? 0).plus(error?.contributions ?? 0).plus(error?.rest ?? 0)
      expect(parts.eq(error?.difference ?? NaN)).toBe(true)
      expect(error?.difference.toNumber()).toBe(capital - forecast)
    }),
  )
})
