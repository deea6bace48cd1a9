import { describe, expect, test } from 'vitest'
import { age } from '../../model/age.ts'
import { isoDateOf } from '../../model/year-month.ts'
import { forecast } from '../../testing/holdings.ts'
import { forecastAt, standardForecasts } from './index.ts'

const delivered = [forecast(age(70), 13_000), forecast(age(65), 10_000), forecast(age(67), 11_200)]
const at = (years: number, months = 0) =>
  forecastAt(delivered, { at: age(years, months), duration: 'lifelong' })?.toFixed() ?? null

test.each([
  [65, 0, '10000'],
  [66, 0, '10600'], // half way from 10,000 to 11,200
  [67, 5, '11450'], // 11,200 + 1,800 · 5/36
  [68, 1, '11850'], // 11,200 + 1,800 · 13/36
  [70, 0, '13000'],
])('between delivered ages it is linear by months: %i years %i months → %s', (years, months, expected) => {
  expect(at(years, months)).toBe(expected)
})

test.each([
  [64, 11],
  [70, 1],
])('outside the delivered ages there is none: %i years %i months', (years, months) => {
  expect(at(years, months)).toBeNull()
})

test('another duration is another forecast', () => {
  const tenYears = { months: 120 }
  const forecasts = [...delivered, forecast(age(65), 20_000, { duration: tenYears })]
  expect(forecastAt(forecasts, { at: age(65), duration: tenYears })?.toFixed()).toBe('20000')
  expect(forecastAt(forecasts, { at: age(66), duration: tenYears })).toBeNull()
  expect(forecastAt(forecasts, { at: age(65), duration: 'lifelong' })?.toFixed()).toBe('10000')
})

test('the newest forecast of an age counts', () => {
  const newer = forecast(age(65), 9000, { date: isoDateOf('2026-06-30') })
  const older = forecast(age(65), 8000, { date: isoDateOf('2025-06-30') })
  const all = [newer, ...delivered, older]
  expect(forecastAt(all, { at: age(65), duration: 'lifelong' })?.toFixed()).toBe('9000')
})

describe('what may stand in a total', () => {
  test.each([{ basis: 'own' as const }, { prices: 'nominal' as const }, { tax: 'after' as const }])(
    'not a forecast with %o',
    (other) => {
      expect(standardForecasts([forecast(age(65), 1, other)], 'continue')).toEqual([])
    },
  )

  test('by premiums', () => {
    const paidUp = forecast(age(65), 1, { premiums: 'paid-up' })
    expect(standardForecasts([...delivered, paidUp], 'paid-up')).toEqual([paidUp])
    expect(standardForecasts([...delivered, paidUp], 'continue')).toEqual(delivered)
  })
})
