import { describe, expect, it } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding, PublicHolding } from '#forecasting/model/holding.ts'
import { Dec, kronor, kronorPerMonth, kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { isoDateOf, yearMonth } from '#forecasting/model/year-month.ts'
import type { HoldingResult, PaymentRun } from '#forecasting/projection/types.ts'
import { publicPension } from '#forecasting/testing/holdings.ts'
import { contractHolding } from '#server/testing/examples.ts'
import { contractDetails } from './contract-details.ts'

const result = (changes: Partial<HoldingResult> = {}): HoldingResult => ({
  holdingId: 'a',
  calculatedBy: 'provider-values',
  notProjected: null,
  assumptions: [],
  guaranteed: null,
  otherForecasts: [],
  capitalLeft: [],
  steps: [],
  restsOnProjectedLaw: false,
  ...changes,
})
const firstMonth = yearMonth(2046, 5)
const projected = { runs: [], result: result(), firstMonth, feeCost: null }

interface Over {
  readonly result?: HoldingResult
  readonly feeCost?: Dec
}
const details = (changes: Partial<ContractHolding> = {}, over: Over = {}) =>
  contractDetails(contractHolding('a', changes), { ...projected, ...over })
const fee = (variable: string) =>
  ({ kind: 'management', applies: 'contract', amount: { variable: share(variable) } }) as const

describe('the fees', () => {
  it('are told as the source has them, and what they cost to the nearest ten kronor', () => {
    const fees = [fee('0.0035'), { kind: 'administration', applies: 'contract', amount: { fixed: kronorPerYear(65) } }]
    expect(details({ fees } as Partial<ContractHolding>, { feeCost: new Dec('123.4') }).fees).toEqual({
      rows: [
        { kind: 'management', percent: 0.35, kronor: null },
        { kind: 'administration', percent: null, kronor: 65 },
      ],
      monthlyCost: 120,
      costMissing: null,
    })
  })

  it('say why no cost can be told', () => {
    const missing = (changes: Partial<ContractHolding>, of: Partial<HoldingResult> = {}) =>
      details({ fees: [fee('0.003')], ...changes }, { result: result(of) }).fees.costMissing
    expect(missing({ fees: 'not-reported' })).toBe('not-reported')
    expect(missing({ fees: [] })).toBe('not-reported')
    expect(missing({}, { calculatedBy: 'provider-forecast' })).toBe('provider-forecast')
    expect(missing({}, { calculatedBy: null, notProjected: 'paused' })).toBe('not-projected')
    expect(missing({ formanstyp: 'formansbestamd' })).toBe('benefit')
  })

  it('of what is in payment are taken from the amount already', () => {
    const runs: PaymentRun[] = [
      {
        holdingId: 'a',
        pillar: 'tjanstepension',
        component: 'avtal',
        from: yearMonth(2024, 1),
        to: 'lifelong',
        amount: kronorPerMonth(900),
        taxed: true,
        calculatedBy: 'in-payment',
      },
    ]
    const holding = contractHolding('a', { fees: [fee('0.003')] })
    expect(contractDetails(holding, { ...projected, runs }).fees.costMissing).toBe('in-payment')
  })

  it('of the premium pension are those of its funds, weighted by value', () => {
    const of = (...funds: PublicHolding['premiepensionFunds']) =>
      contractDetails(publicPension({ premiepensionFunds: funds }), projected).fees.rows
    const fund = (value: number, percent: string | null) => ({
      name: 'Såfa',
      value: kronor(value),
      fee: percent === null ? ('not-reported' as const) : share(percent),
    })
    expect(of(fund(300_000, '0.001'), fund(100_000, '0.005'))).toEqual([{ kind: 'funds', percent: 0.2, kronor: null }])
    expect(of(fund(0, '0.001'))).toEqual([{ kind: 'funds', percent: 0.1, kronor: null }])
    expect(of(fund(300_000, '0.001'), fund(100_000, null))).toBeNull()
    expect(of()).toBeNull()
  })
})

it('what rests or has ended is told with its amount and months', () => {
  const payment = (state: 'paused' | 'ended' | 'running', to: string) => ({
    state,
    from: isoDateOf('2019-03-01'),
    to: to === 'lifelong' ? ('lifelong' as const) : isoDateOf(to),
    amount: kronorPerMonth('2345.6'),
  })
  const payments = [payment('paused', 'lifelong'), payment('running', '2030-01-31'), payment('ended', '2024-02-29')]
  expect(details({ payments }).pastPayments).toEqual([
    { state: 'paused', monthly: 2346, from: '2019-03', to: null },
    { state: 'ended', monthly: 2346, from: '2019-03', to: '2024-02' },
  ])
})

it('the parts of a public pension stand with what is first paid of each from the chosen age on', () => {
  const run = (component: PaymentRun['component'], amount: number, from = firstMonth): PaymentRun => ({
    holdingId: 'a',
    pillar: 'allman-pension',
    component,
    from,
    to: 'lifelong',
    amount: kronorPerMonth(amount),
    taxed: true,
    calculatedBy: 'provider-values',
  })
  const runs = [
    { ...run('inkomstpension', 9000, yearMonth(2040, 1)), to: yearMonth(2046, 4) },
    run('inkomstpension', 9140),
    run('garantipension', 1210, yearMonth(2048, 1)),
    run('inkomstpension', 9500, yearMonth(2050, 1)),
    run('premiepension', 1960),
  ]
  expect(contractDetails(publicPension(), { ...projected, runs }).components).toEqual([
    { component: 'inkomstpension', monthly: 9100, later: null },
    { component: 'premiepension', monthly: 2000, later: null },
    { component: 'garantipension', monthly: 1200, later: '2048-01' },
  ])
})

it('terms, premium, cover and parties are told where the source has told them', () => {
  expect(details()).toMatchObject({
    premium: null,
    terms: { earliest: null, latest: null, agreed: null, durations: null },
    survivors: { aterbetalningsskydd: 'not-reported', beneficiariesNamed: 'not-reported' },
    guaranteedCapital: null,
    guaranteedMonthly: null,
    policyholder: null,
    unknownCodes: 0,
  })
  const known = details(
    {
      premium: { amount: kronor('1250.5'), interval: 'quarter', paidUntil: isoDateOf('2026-09-30') },
      payoutTerms: {
        earliestAge: age(55),
        latestAge: 'not-reported',
        agreedAge: age(65),
        durations: ['lifelong', { months: 60 }],
      },
      aterbetalningsskydd: true,
      survivorsPension: false,
      guaranteedCapital: { value: kronor(90_000), date: isoDateOf('2026-01-01') },
      policyholder: { name: 'Tallmo kommun', organisationNumber: 'not-reported' },
      unknownCodes: [{ field: 'produkt', code: 'X9' }],
    },
    { result: result({ guaranteed: kronorPerMonth(1234) }) },
  )
  expect(known).toMatchObject({
    premium: { amount: 1251, interval: 'quarter', paidUntil: '2026-09-30' },
    terms: { earliest: 660, latest: null, agreed: 780, durations: ['lifelong', 60] },
    survivors: { aterbetalningsskydd: 'yes', survivorsPension: 'no', familyCover: 'not-reported' },
    guaranteedCapital: 90_000,
    guaranteedMonthly: 1200,
    policyholder: 'Tallmo kommun',
    unknownCodes: 1,
  })
})
