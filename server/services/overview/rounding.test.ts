import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Dec } from '#forecasting/model/quantity.ts'
import { pillars } from '#forecasting/model/holding.ts'
import { factStep, familiesOf, forecastStep, roundTo, shareOut, totalOf } from './rounding.ts'

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

  it('add up when a family is shared out to its contracts', () => {
    fc.assert(
      fc.property(anyAmounts, (amounts) => {
        const [family] = familiesOf(amounts.map((amount) => ({ pillar: 'tjanstepension', amount })))
        const shares = shareOut(family?.monthly ?? 0, amounts, forecastStep)
        expect(shares.reduce((total, share) => total + share, 0)).toBe(family?.monthly ?? 0)
      }),
    )
  })
})

describe('families', () => {
  const anyParts = fc.array(
    fc.record({
      pillar: fc.constantFrom(...pillars),
      amount: fc.integer({ min: 0, max: 5_000_000 }).map((ore) => new Dec(ore).div(100)),
    }),
    { maxLength: 12 },
  )

  it('add up to the total; one with a single contract is that contract; the total is near the exact sum', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const families = familiesOf(parts)
        const total = totalOf(families)
        expect(families.map(({ pillar }) => pillar)).toEqual(
          pillars.filter((pillar) => parts.some((part) => part.pillar === pillar)),
        )
        for (const { pillar, monthly } of families) {
          const own = parts.filter((part) => part.pillar === pillar && part.amount.gt(0))
          if (own.length === 1) expect(monthly).toBe(roundTo(forecastStep, own[0]?.amount ?? new Dec(NaN)))
          expect(
            sum(own.map(({ amount }) => amount))
              .minus(monthly)
              .abs()
              .lte(50),
          ).toBe(true)
        }
        expect(families.reduce((whole, { monthly }) => whole + monthly, 0)).toBe(total)
        expect(
          sum(parts.map(({ amount }) => amount))
            .minus(total)
            .abs()
            .lte(50 * families.length),
        ).toBe(true)
      }),
    )
  })

  it('show an ISK of 1,650 kr as the contract does, whatever stands beside it', () => {
    const isk = { pillar: 'privat-sparande', amount: new Dec(1650) } as const
    const others = [
      { pillar: 'allman-pension', amount: new Dec('12349.90') },
      { pillar: 'tjanstepension', amount: new Dec('5749.90') },
    ] as const
    expect(familiesOf([...others, isk]).map(({ monthly }) => monthly)).toEqual([12_300, 5_700, 1_700])
    expect(totalOf(familiesOf([...others, isk]))).toBe(19_700)
  })
})
