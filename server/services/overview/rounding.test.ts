import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Dec } from '#forecasting/model/quantity.ts'
import { factStep, forecastStep, roundTo, shareOut } from './rounding.ts'

const sum = (amounts: readonly Dec[]) => amounts.reduce((total, amount) => total.plus(amount), new Dec(0))

it.each([
  [forecastStep, '12349.99', 12_300],
  [forecastStep, '12350', 12_400],
  [forecastStep, '49.99', 0],
  [factStep, '1234.5', 1235],
  [factStep, '0', 0],
])('to the nearest %d: %s is %d', (step, amount, shown) => {
  expect(roundTo(step, new Dec(amount))).toBe(shown)
})

describe('parts of a whole', () => {
  it('are rounded so that the largest remainders get what is left', () => {
    const amounts = ['1040', '1040', '1060', '0'].map((amount) => new Dec(amount))
    expect(shareOut(3100, amounts, 100)).toEqual([1000, 1000, 1100, 0])
    expect(shareOut(3200, amounts, 100)).toEqual([1100, 1000, 1100, 0])
  })

  const anyAmounts = fc.array(
    fc.integer({ min: 0, max: 5_000_000 }).map((ore) => new Dec(ore).div(100)),
    { maxLength: 12 },
  )

  it('add up exactly, each within one step of its own amount, nothing staying nothing', () => {
    fc.assert(
      fc.property(anyAmounts, (amounts) => {
        const whole = roundTo(forecastStep, sum(amounts))
        const shares = shareOut(whole, amounts, forecastStep)
        expect(shares.reduce((total, share) => total + share, 0)).toBe(whole)
        for (const [index, amount] of amounts.entries()) {
          const share = shares[index] ?? NaN
          expect(amount.minus(share).abs().lt(forecastStep)).toBe(true)
          if (amount.isZero()) expect(share).toBe(0)
        }
      }),
    )
  })

  it('add up when shared out a second time', () => {
    fc.assert(
      fc.property(fc.array(anyAmounts, { maxLength: 4 }), (groups) => {
        const totals = groups.map(sum)
        const shares = shareOut(roundTo(forecastStep, sum(totals)), totals, forecastStep)
        for (const [index, group] of groups.entries()) {
          const inner = shareOut(shares[index] ?? NaN, group, forecastStep)
          expect(inner.reduce((total, share) => total + share, 0)).toBe(shares[index])
        }
      }),
    )
  })
})
