import { describe, expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import { kronor, share } from '../../model/quantity.ts'
import { isoDateOf } from '../../model/year-month.ts'
import type { TableParameter } from '../../parameters/parameter.ts'
import { calculateDelningstal } from '../delningstal/index.ts'
import { calculatePremiepension, fundFee } from './index.ts'

const today = isoDateOf('2026-11-22')

// EX-PP3 (Typfallsmodellen 4.8): born 1959, 767,277 at 66, delningstal 17.86: 767,277 / 17.86 / 12 = 3,580.05.
test('EX-PP3: born 1959 with 767,277 at 66 gets 3,580 a month', () => {
  const account = { capital: kronor(767_277), birthYear: 1959, at: age(66) }
  expect(calculatePremiepension(account, new LawReader()).toNumber()).toBe(3580)
})

// EX-PP2 (KPA Pension 2011): 100,000 / 13.85 = 7,220 a year, 602 a month. The table of 2011 is not among ours, so the
// worked example's own delningstal stands in its place.
test('EX-PP2: 100,000 by a delningstal of 13.85 gives 7,220 a year, 602 a month', () => {
  const table: TableParameter = {
    kind: 'table',
    term: 'delningstal 2011',
    english: 'divisor',
    unit: 'years',
    bornTo: 1946,
    rows: [{ bornFrom: 1946, firstAge: 65, values: [13.85], status: 'decided', source: 'KPA Pension 2011' }],
  }
  const delningstal = calculateDelningstal(table, { birthYear: 1946, at: age(65) }, new LawReader())
  const yearly = kronor(100_000).div(delningstal)
  expect(Math.round(yearly.toNumber())).toBe(7220)
  expect(Math.round(yearly.div(12).toNumber())).toBe(602)
})

describe('the fee of the funds', () => {
  const fund = (value: number, fee: string | null) => ({
    name: 'Fond',
    value: kronor(value),
    fee: fee === null ? ('not-reported' as const) : share(fee),
  })

  test('is weighted by value: (300,000 · 0.1 % + 100,000 · 0.5 %) / 400,000 = 0.2 %', () => {
    const { fee, assumed } = fundFee([fund(300_000, '0.001'), fund(100_000, '0.005')], today, new LawReader())
    expect([fee.toFixed(), assumed]).toEqual(['0.002', false])
  })

  test('is the standard one, and said so, where none is reported', () => {
    expect(fundFee([], today, new LawReader())).toMatchObject({ assumed: true })
    const { fee, assumed } = fundFee([fund(100, null), fund(100, '0.0034')], today, new LawReader())
    expect([fee.toFixed(), assumed]).toEqual(['0.0024', true])
  })

  test('of empty funds is the first fund’s', () => {
    expect(fundFee([fund(0, '0.003')], today, new LawReader()).fee.toFixed()).toBe('0.003')
  })
})
