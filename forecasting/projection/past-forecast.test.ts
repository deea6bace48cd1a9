import { describe, expect, test } from 'vitest'
import { age } from '../model/age.ts'
import type { ContractHolding, Holding, PaymentPeriod } from '../model/holding.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '../model/quantity.ts'
import { isoDateOf } from '../model/year-month.ts'
import { capitalOf, contract, publicPayment, publicPension, right } from '../testing/holdings.ts'
import { forecast } from './forecast.ts'
import { pastCapital, pastPayment } from './past-forecast.ts'
import { prepare } from './prepare.ts'

const today = isoDateOf('2026-01-15')
const [then, later] = ['2025-12-31', '2026-12-31']
const at = age(66)
const prepared = (holding: Holding, birthDate = '1979-04-18') =>
  prepare({ person: { birthDate: isoDateOf(birthDate) }, holdings: [{ id: 'h', holding }], today })

/** Own savings without a fee, that heirs are repaid: 1.9 % − 0.38 % yield tax = 1.52 % a year, and nothing by others' death. */
const saving = (amount: number, date: string, changes: Partial<ContractHolding> = {}): ContractHolding =>
  contract({
    skatteklass: 'P',
    kollektivavtal: 'none',
    aterbetalningsskydd: true,
    fees: [{ kind: 'management', applies: 'contract', amount: { variable: share('0') } }],
    capital: capitalOf(amount, date),
    ...changes,
  })
const paidMonthly = (amount: number) =>
  ({ amount: kronor(amount), interval: 'month', paidUntil: 'not-reported' }) as const

const said = (holding: Holding, after: Holding): readonly [number, number, unknown] | null => {
  const made = pastCapital(prepared(holding), at, { id: 'h', holding }, after)
  const [point] = made?.points ?? []
  if (made === null || point === undefined) return null
  const { premiumsPaid } = made
  return [
    point.amount.toDecimalPlaces(2).toNumber(),
    point.contributions.toNumber(),
    premiumsPaid === 'not-reported' ? premiumsPaid : premiumsPaid.toNumber(),
  ]
}

describe('of capital', () => {
  // 100,000 · 1.0152 · 1.02; half a year: the square root of both.
  test('it grows as the standard has it, in the money of the later day', () => {
    expect(said(saving(100_000, then), saving(1, later))).toEqual([103_550.4, 0, 'not-reported'])
    expect(said(saving(100_000, then), saving(1, '2026-06-30'))?.[0]).toBeCloseTo(101_759.72, 1)
  })

  test('premiums are counted from the day of the capital, beside those that were paid by then', () => {
    const paid = { totalPremiumsPaid: capitalOf(60_000, then), premium: paidMonthly(1000) }
    const found = said(saving(100_000, then, paid), saving(1, later))
    expect(found?.slice(1)).toEqual([12_000, 60_000])
    // Twelve premiums, and what they have grown by at the most.
    expect((found?.[0] ?? 0) - 103_550.4).toBeGreaterThan(12_000 * 1.02)
    expect((found?.[0] ?? 0) - 103_550.4).toBeLessThan(12_000 * 1.0152 * 1.02)
    const otherDay = { ...paid, totalPremiumsPaid: capitalOf(60_000, '2025-06-30') }
    expect(said(saving(100_000, then, otherDay), saving(1, later))?.[2]).toBe('not-reported')
  })

  // 4.5 % of 50,000 a month, which the agreement has been paid long before.
  test('premiums by agreement too are counted from the day of the capital alone', () => {
    const earning = {
      skatteklass: 'T',
      kollektivavtal: 'ITP1',
      premium: paidMonthly(2250),
      reportedSalary: { value: kronorPerYear(600_000), date: isoDateOf(then) },
    } as const
    expect(said(saving(100_000, then, earning), saving(1, later))?.[1]).toBe(27_000)
  })

  test('of the public pension is both balances, as they were and are reported', () => {
    const rights = [right(2023, 400_000), right(2024, 400_000)]
    const [income, premium] = [capitalOf(1_000_000, then), capitalOf(200_000, then)]
    const after = publicPension({
      inkomstpensionBalance: capitalOf(1, later),
      premiepensionBalance: capitalOf(1, later),
    })
    const both = said(publicPension({ inkomstpensionBalance: income, premiepensionBalance: premium, rights }), after)
    const one = said(publicPension({ inkomstpensionBalance: income, rights }), {
      ...after,
      premiepensionBalance: 'not-reported',
    })
    const other = said(publicPension({ premiepensionBalance: premium, rights }), {
      ...after,
      inkomstpensionBalance: 'not-reported',
    })
    expect(both?.[2]).toBe('not-reported')
    expect(both?.[0]).toBeCloseTo((one?.[0] ?? 0) + (other?.[0] ?? 0), 1)
    // A year's right and 2 % more than it was, give or take arvsvinst, fees and cost.
    expect(one?.[0]).toBeGreaterThan(1_060_000)
    expect(one?.[0]).toBeLessThan(1_110_000)
    expect(said(publicPension({ inkomstpensionBalance: income, rights }), after)).toBeNull()
  })

  test('is none where there is nothing to hold it against', () => {
    const made = saving(100_000, then)
    const running = (from: string): PaymentPeriod[] => [
      { from: isoDateOf(from), to: 'lifelong', amount: kronorPerMonth(500), state: 'running' },
    ]
    expect(said(made, saving(1, '2026-01-15'))).toBeNull()
    expect(said(made, contract())).toBeNull()
    expect(said(contract(), made)).toBeNull()
    expect(said(made, saving(1, later, { payments: running('2026-11-01') }))).toBeNull()
    expect(said(saving(1, then, { payments: running('2025-11-01') }), saving(1, later))).toBeNull()
  })
})

describe('of payments', () => {
  const paid = (payments: readonly PaymentPeriod[], day: string) => {
    const holding = contract({ payments })
    const prepare = prepared(holding, '1955-04-18')
    const { runs } = forecast(prepare, { retirementAge: age(71) })
    const amount = pastPayment(prepare, runs, { id: 'h', holding }, isoDateOf(day))?.points[0]?.amount
    return amount?.toDecimalPlaces(2).toNumber() ?? null
  }
  const lifelong: PaymentPeriod = {
    from: isoDateOf('2024-01-01'),
    to: 'lifelong',
    amount: kronorPerMonth(5000),
    state: 'running',
  }
  const ending: PaymentPeriod = { ...lifelong, to: isoDateOf('2026-06-30'), amount: kronorPerMonth(1000) }

  // 5,000 · 1.02 after a year.
  test('they go on in the money of the later day, and end when they were to', () => {
    expect(paid([lifelong, ending], '2027-01-15')).toBe(5100)
    expect(paid([lifelong, ending], '2026-06-15')).toBeCloseTo(6000 * 1.02 ** (5 / 12), 2)
  })

  test('are none before anything was paid, or of a day that is not later', () => {
    expect(paid([{ ...lifelong, from: isoDateOf('2026-05-01'), state: 'planned' }], '2027-01-15')).toBeNull()
    expect(paid([lifelong], '2026-01-15')).toBeNull()
  })

  test('of the public pension too', () => {
    const holding = publicPension({ payments: [publicPayment('inkomstpension', 9000)] })
    const prepare = prepared(holding, '1955-04-18')
    const { runs } = forecast(prepare, { retirementAge: age(71) })
    const made = pastPayment(prepare, runs, { id: 'h', holding }, isoDateOf('2027-01-15'))
    expect(made?.points[0]?.amount.toDecimalPlaces(2).toNumber()).toBe(9180)
    expect(pastCapital(prepare, at, { id: 'h', holding }, holding)).toBeNull()
  })
})
