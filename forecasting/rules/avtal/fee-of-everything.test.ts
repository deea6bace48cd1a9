import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { kronor, kronorPerYear, share } from '../../model/quantity.ts'
import { isoDateOf, yearMonth } from '../../model/year-month.ts'
import { capitalAtStart } from './index.ts'

// A fee of twice the capital leaves nothing of it, nor of premiums of ten years: no growth to divide by.
test('a fee above all of the capital leaves nothing', () => {
  const today = isoDateOf('2026-11-22')
  const fees = { ofCapital: share(2), ofPremium: share(0), fixed: kronorPerYear(0), assumed: false }
  const start = yearMonth(2036, 12)
  const capital = { value: kronor(100_000), date: today }
  const saving = { capital, premium: kronorPerYear(12_000), premiumEnd: start, start, fees, today }
  expect(capitalAtStart(saving, new LawReader()).toNumber()).toBe(0)
})
