import { describe, expect, test } from 'vitest'
import type { Age } from '../model/age.ts'
import { age } from '../model/age.ts'
import type { ContractHolding, PaymentPeriod } from '../model/holding.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '../model/quantity.ts'
import { formatYearMonth, isoDateOf } from '../model/year-month.ts'
import { benefitOf, capitalOf, contract, forecast, publicPension } from '../testing/holdings.ts'
import { prepare } from './prepare.ts'
import type { HoldingForSurvivors } from './survivors.ts'
import { survivorsOf } from './survivors.ts'
import type { HoldingChoice } from './types.ts'

/** 1.9 − 0.38 − 1.52 = 0 % before the payout and in it. */
const covered = contract({
  kollektivavtal: 'AKAP-KR',
  capital: capitalOf(600_000),
  fees: [{ kind: 'management', applies: 'contract', amount: { variable: share('0.0152') } }],
  premium: { amount: kronor(1), interval: 'single', paidUntil: 'not-reported' },
  aterbetalningsskydd: true,
  survivorsPension: false,
  familyCover: false,
})
const tenYears = { months: 120 }

/** Born 15 May 1965: 67 is June 2032; a death at 60 is paid for from June 2025, which is past: from next month. */
function after(death: Age, held: ContractHolding, choice: HoldingChoice = { duration: tenYears }): HoldingForSurvivors {
  const prepared = prepare({
    person: { birthDate: isoDateOf('1965-05-15') },
    holdings: [{ id: 'h0', holding: held }],
    today: isoDateOf('2026-11-22'),
  })
  const [answer] = survivorsOf(prepared, { retirementAge: age(67), perHolding: { h0: choice } }, death)
  if (answer === undefined) throw new Error('No answer')
  return answer
}
const inWords = ({ payments }: HoldingForSurvivors): readonly string[] =>
  payments.map(({ from, to, amount }) => `${formatYearMonth(from)}–${formatYearMonth(to)} ${amount.toFixed()}`)

describe('repayment cover', () => {
  // 600,000 over five years at 0 %: 10,000 a month.
  test('before the payout: what is saved, over five years', () => {
    const answer = after(age(63), covered)
    expect(inWords(answer)).toEqual(['2028-06–2033-05 10000'])
    expect(answer).toMatchObject({ status: 'paid', covers: ['aterbetalningsskydd'], capital: kronor(600_000) })
    expect(inWords(after(age(60), covered))).toEqual(['2026-12–2031-11 10000'])
  })

  // Three of ten years are paid: 84 · 5,000 = 420,000.
  test('during a payout over years: the payments that are left', () => {
    const answer = after(age(70), covered)
    expect(inWords(answer)).toEqual(['2035-06–2042-05 5000'])
    expect(answer.capital?.toNumber()).toBe(420_000)
  })

  test('after the last payment nothing, and for life nothing when its term is over', () => {
    expect(after(age(78), covered)).toMatchObject({ status: 'none', payments: [], capital: null })
    const lifelong = after(age(70), covered, { duration: 'lifelong' })
    const [payment] = lifelong.payments
    // Remaining life at 67 and two years, of which three are past: the payments end there.
    expect(payment && formatYearMonth(payment.from)).toBe('2035-06')
    expect(payment && payment.to - payment.from + 1).toBeGreaterThan(18 * 12)
    expect(lifelong.capital?.div(payment?.amount ?? 1).toNumber()).toBeCloseTo(
      (payment?.to ?? 0) - (payment?.from ?? 0) + 1,
      6,
    )
    expect(after(age(100), covered, { duration: 'lifelong' }).status).toBe('none')
  })

  test('by the agreement’s default where the contract does not say', () => {
    const byDefault = after(age(63), { ...covered, aterbetalningsskydd: 'not-reported' })
    expect(byDefault).toMatchObject({ status: 'paid', covers: ['aterbetalningsskydd'] })
    const itp1 = after(age(63), { ...covered, kollektivavtal: 'ITP1', aterbetalningsskydd: 'not-reported' })
    expect(itp1.status).toBe('unknown')
  })

  test('of a contract without capital is there, but of unknown size', () => {
    const held = contract({ forecasts: [forecast(age(67), 5000)], aterbetalningsskydd: true })
    expect(after(age(63), held, {})).toMatchObject({ status: 'amount-unknown', covers: ['aterbetalningsskydd'] })
  })

  test('of a contract in payment: its payments to their end; for life of unknown size', () => {
    const period: PaymentPeriod = {
      from: isoDateOf('2025-01-01'),
      to: isoDateOf('2029-12-31'),
      amount: kronorPerMonth(5000),
      state: 'running',
    }
    const ending = after(age(63), { ...covered, payments: [period] })
    expect(inWords(ending)).toEqual(['2028-06–2029-12 5000'])
    expect(ending.capital?.toNumber()).toBe(19 * 5000)
    expect(after(age(66), { ...covered, payments: [period] }).status).toBe('none')
    const without = after(age(63), { ...covered, aterbetalningsskydd: false, payments: [period] })
    expect(without).toMatchObject({ status: 'none', payments: [] })
    const lifelong = { ...covered, payments: [{ ...period, to: 'lifelong' as const }] }
    expect(after(age(63), lifelong).status).toBe('amount-unknown')
  })
})

describe('other cover', () => {
  const without = { ...covered, aterbetalningsskydd: false }

  test('none is said only when every kind is said not to be there', () => {
    expect(after(age(63), without)).toMatchObject({ status: 'none', covers: [], payments: [] })
    expect(after(age(63), { ...without, familyCover: 'not-reported' }).status).toBe('unknown')
  })

  test('survivors’ pension and family cover are named, their amounts unknown', () => {
    const held = { ...without, survivorsPension: true, familyCover: true }
    expect(after(age(63), held)).toMatchObject({
      status: 'amount-unknown',
      covers: ['efterlevandepension', 'familjeskydd'],
      capital: null,
    })
    const benefit = contract({
      kollektivavtal: 'ITP2',
      formanstyp: 'formansbestamd',
      earnedBenefit: benefitOf(12_000),
      survivorsPension: true,
      familyCover: false,
      reportedSalary: { value: kronorPerYear(600_000), date: isoDateOf('2026-06-30') },
    })
    expect(after(age(63), benefit, {})).toMatchObject({ status: 'amount-unknown', covers: ['efterlevandepension'] })
  })

  test('is named beside repayment cover that is paid', () => {
    const both = after(age(63), { ...covered, familyCover: true })
    expect(both).toMatchObject({ status: 'paid', covers: ['aterbetalningsskydd', 'familjeskydd'] })
  })
})

test('the public pension is said to be left out', () => {
  const prepared = prepare({
    person: { birthDate: isoDateOf('1965-05-15') },
    holdings: [
      { id: 'public', holding: publicPension({ inkomstpensionBalance: capitalOf(1_000_000) }) },
      { id: 'h0', holding: covered },
    ],
    today: isoDateOf('2026-11-22'),
  })
  const answers = survivorsOf(prepared, { retirementAge: age(67) }, age(63))
  expect(answers.map(({ holdingId, status }) => [holdingId, status])).toEqual([
    ['public', 'not-calculated'],
    ['h0', 'paid'],
  ])
})
