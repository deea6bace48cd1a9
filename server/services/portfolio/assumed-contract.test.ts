import { describe, expect, test } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding, Holding, Kollektivavtal } from '#forecasting/model/holding.ts'
import { kronor, kronorPerYear } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { Known } from '#forecasting/projection/types.ts'
import { benefitOf, capitalOf, contract, publicPension, right } from '#forecasting/testing/holdings.ts'
import type { SaverFacts, WorkAgreement } from '../api/facts.ts'
import { ask, prepareSound } from '../forecast/asking.ts'
import { assumedIdOf, assumedIn, withAssumed, workOf } from './assumed-contract.ts'

const today = isoDateOf('2026-11-22')
const premium = { amount: kronor(2000), interval: 'month', paidUntil: 'not-reported' } as const
const pay = { value: kronorPerYear(480_000), date: isoDateOf('2026-06-30') }

interface Given {
  readonly holdings?: readonly Holding[]
  readonly monthly?: number
  readonly born?: string
}

const knownOf = ({ holdings = [], monthly, born = '1985-04-18' }: Given): Known => ({
  person: { birthDate: isoDateOf(born) },
  holdings: holdings.map((holding, index) => ({ id: `h${index}`, holding })),
  ...(monthly !== undefined && { salary: kronorPerYear(monthly * 12) }),
  today,
})
const said = (agreement: SaverFacts['agreement']) => ({ agreement })
const idsOf = (agreement: SaverFacts['agreement'], given: Given) =>
  assumedIn(withAssumed(said(agreement), knownOf(given))).map(({ contractId }) => contractId)
const of = (kollektivavtal: Kollektivavtal, changes: Partial<ContractHolding> = {}) =>
  contract({ kollektivavtal, capital: capitalOf(100_000), ...changes })
const paidOf = (agreement: WorkAgreement, given: Given) => {
  const { projection } = ask(prepareSound(withAssumed(said(agreement), knownOf(given))), { retirementAge: age(67) })
  return projection.runs.filter(({ holdingId }) => holdingId === assumedIdOf(agreement))
}

describe('a contract is assumed', () => {
  test.each(['ITP1', 'ITP2', 'SAF-LO', 'AKAP-KR', 'KAP-KL', 'PA16-1', 'PA16-2'] as const)(
    'of %s, and its premiums are projected by the agreement',
    (agreement) => {
      expect(idsOf(agreement, { monthly: 40_000 })).toEqual([`arbetar-${agreement}`])
      expect(paidOf(agreement, { monthly: 40_000 })).toMatchObject([
        { pillar: 'tjanstepension', to: 'lifelong', calculatedBy: 'standard-assumptions', taxed: true },
      ])
    },
  )

  test('only of the part of ITP 2 that is premiums', () => {
    const [itpk] = assumedIn(withAssumed(said('ITP2'), knownOf({ monthly: 40_000 })))
    expect(itpk?.holding).toMatchObject({ kollektivavtal: 'ITPK', formanstyp: 'premiebestamd' })
    const [ofItp1, ofItp2] = (['ITP1', 'ITP2'] as const).map((one) => paidOf(one, { monthly: 40_000 })[0]?.amount)
    // 2 % of pay below the ceiling in place of 4.5 %; survivors of the dead share a little otherwise.
    expect(ofItp2?.div(ofItp1 ?? 1).toNumber()).toBeCloseTo(2 / 4.5, 1)
  })

  test('on reported pay, on the last pensionable income, and where only a benefit or a paid-up contract is reported', () => {
    expect(idsOf('ITP1', { holdings: [of('SAF-LO', { reportedSalary: pay })] })).toEqual(['arbetar-ITP1'])
    expect(idsOf('ITP1', { holdings: [publicPension({ rights: [right(2025, 400_000)] })] })).toEqual(['arbetar-ITP1'])
    expect(idsOf('ITP1', { monthly: 40_000, holdings: [of('ITP1')] })).toEqual(['arbetar-ITP1'])
    const benefit = of('ITP2', { formanstyp: 'formansbestamd', earnedBenefit: benefitOf(9000) })
    expect(idsOf('ITP2', { monthly: 40_000, holdings: [benefit] })).toEqual(['arbetar-ITP2'])
  })

  test('and holds nothing, nor is it taken for a report of pay', () => {
    const known = withAssumed(said('ITP1'), knownOf({ holdings: [of('SAF-LO', { reportedSalary: pay })] }))
    expect(assumedIn(known)[0]?.holding.capital).toEqual({ value: kronor(0), date: today })
    expect(ask(prepareSound(known), {}).projection.salary).toEqual({ amount: pay.value, date: pay.date })
  })
})

describe('no contract is assumed', () => {
  test('where nothing, or none, is said', () => {
    expect(idsOf(null, { monthly: 40_000 })).toEqual([])
    expect(idsOf('none', { monthly: 40_000 })).toEqual([])
  })

  test.each([
    ['ITP1', of('ITP1', { premium })],
    ['ITP1', of('ITP1', { reportedSalary: pay })],
    ['ITP2', of('ITPK', { premium })],
    ['PA16-2', of('PA03', { premium })],
  ] as const)('of %s, where a source reports that it is paid into', (agreement, holding) => {
    expect(idsOf(agreement, { monthly: 40_000, holdings: [holding] })).toEqual([])
    expect(workOf(said(agreement), knownOf({ monthly: 40_000, holdings: [holding] }))?.state).toBe('reported')
  })

  test('without pay', () => {
    expect(idsOf('ITP1', {})).toEqual([])
    expect(idsOf('ITP1', { monthly: 0, holdings: [of('SAF-LO', { reportedSalary: pay })] })).toEqual([])
    expect(workOf(said('ITP1'), knownOf({}))?.state).toBe('no-pay')
  })
})

test('other agreements that are paid into are told, each once', () => {
  const holdings = [of('SAF-LO', { premium }), of('SAF-LO', { premium }), of('none', { premium })]
  expect(workOf(said('ITP1'), knownOf({ monthly: 40_000, holdings }))).toEqual({
    agreement: 'ITP1',
    state: 'assumed',
    hasBenefit: false,
    others: ['SAF-LO'],
  })
})
