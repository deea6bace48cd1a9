import { expect, it } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding, Holding } from '#forecasting/model/holding.ts'
import { kronor, kronorPerMonth, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { benefitOf, capitalOf, contract, forecast, publicPension } from '#forecasting/testing/holdings.ts'
import { ask, prepareSound } from '../forecast/asking.ts'
import { feeCosts } from './fee-costs.ts'

const costs = (...holdings: readonly Holding[]) =>
  feeCosts(
    ask(
      prepareSound({
        person: { birthDate: isoDateOf('1970-05-15') },
        today: isoDateOf('2026-11-22'),
        holdings: holdings.map((holding, i) => ({ id: `h${i}`, holding })),
      }),
      { retirementAge: age(67) },
    ),
  )
const saved = (fee: string | null, given: Partial<ContractHolding> = {}) =>
  contract({
    capital: capitalOf(1_000_000),
    fees:
      fee === null ? 'not-reported' : [{ kind: 'management', applies: 'contract', amount: { variable: share(fee) } }],
    ...given,
  })

it('a higher fee costs more, none costs nothing', () => {
  const [dear, cheap, free] = ['0.01', '0.002', '0'].map((fee) => costs(saved(fee)).get('h0')?.toNumber() ?? NaN)
  expect(free).toBe(0)
  expect(cheap).toBeGreaterThan(50)
  expect(dear).toBeGreaterThan((cheap ?? 0) * 3)
})

it('a standard fee is nobody\u2019s, and the other contracts\u2019 costs are told beside it', () => {
  const found = costs(saved(null), saved('0.01'))
  expect(found.has('h0')).toBe(false)
  expect(found.get('h1')?.toNumber()).toBe(costs(saved('0.01')).get('h0')?.toNumber())
})

it('the provider\u2019s own forecast, a benefit and what is in payment tell no cost', () => {
  const paid = {
    from: isoDateOf('2024-01-01'),
    to: 'lifelong',
    amount: kronorPerMonth(900),
    state: 'running',
  } as const
  expect([
    ...costs(
      saved('0.01', { forecasts: [forecast(age(67), 5000)] }),
      saved('0.01', { formanstyp: 'formansbestamd', earnedBenefit: benefitOf(4000) }),
      saved('0.01', { payments: [paid] }),
    ),
  ]).toEqual([])
})

it('of the public pension it is the funds\u2019 fees, when each is known', () => {
  const funds = (...fees: readonly (string | null)[]) =>
    publicPension({
      inkomstpensionBalance: capitalOf(2_000_000),
      premiepensionBalance: capitalOf(800_000),
      premiepensionFunds: fees.map((fee) => ({
        name: 'Såfa',
        value: kronor(400_000),
        fee: fee === null ? ('not-reported' as const) : share(fee),
      })),
    })
  const low = costs(funds('0.001', '0.001')).get('h0')?.toNumber() ?? NaN
  const high = costs(funds('0.005', '0.005')).get('h0')?.toNumber() ?? NaN
  expect(low).toBeGreaterThan(0)
  expect(high).toBeGreaterThan(low * 4)
  expect(costs(funds('0.001', null)).size).toBe(0)
})
