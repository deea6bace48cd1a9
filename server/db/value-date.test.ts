import { expect, it } from 'vitest'
import { kronor, kronorPerMonth } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { contractHolding } from '#server/testing/examples.ts'
import { valueDateOf } from './value-date.ts'

const capital = { value: kronor(100_000), date: isoDateOf('2026-10-31') }
const earnedBenefit = { value: kronorPerMonth(4000), date: isoDateOf('2025-12-31') }

it.each([
  ['formansbestamd', { capital, earnedBenefit }, '2025-12-31'],
  ['formansbestamd', { capital }, '2026-10-31'],
  ['premiebestamd', { capital, earnedBenefit }, '2026-10-31'],
  ['premiebestamd', { capital: 'not-reported', earnedBenefit }, '2025-12-31'],
  ['premiebestamd', { capital: 'not-reported' }, null],
] as const)('is that of the figure shown: %s %#', (formanstyp, figures, expected) => {
  expect(valueDateOf(contractHolding('A-1', { formanstyp, ...figures }))).toBe(expected)
})
