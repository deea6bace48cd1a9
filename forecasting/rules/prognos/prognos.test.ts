import { describe, expect, test } from 'vitest'
import { age } from '../../model/age.ts'
import { isoDateOf } from '../../model/year-month.ts'
import { forecast } from '../../testing/holdings.ts'
import { forecastAt, forecastsFor, interpolated, otherForecasts, sameDuration, standardForecasts } from './index.ts'

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

test('the newest forecast of an age counts, whichever comes first; of two of one day the first', () => {
  const older = forecast(age(65), 8000, { date: isoDateOf('2025-06-30') })
  const newer = forecast(age(65), 9000, { date: isoDateOf('2026-06-30') })
  const sameDay = forecast(age(65), 9500, { date: isoDateOf('2026-06-30') })
  expect(forecastsFor([older, newer], 'lifelong')).toEqual([newer])
  expect(forecastsFor([newer, older], 'lifelong')).toEqual([newer])
  expect(forecastsFor([newer, sameDay], 'lifelong')).toEqual([newer])
})

test('the youngest age comes first, and the ages just below and above count', () => {
  const [at63, at65, at67] = [forecast(age(63), 9000), forecast(age(65), 10_000), forecast(age(67), 15_000)]
  for (const forecasts of [
    [at67, at65, at63],
    [at65, at67, at63],
    [at63, at65, at67],
  ]) {
    const byAge = forecastsFor(forecasts, 'lifelong')
    expect(byAge).toEqual([at63, at65, at67])
    expect(interpolated(byAge, age(64))?.toFixed()).toBe('9500') // half way from 9,000 to 10,000
    expect(interpolated(byAge, age(66))?.toFixed()).toBe('12500') // half way from 10,000 to 15,000
    expect(interpolated(byAge, age(62, 11))).toBeNull()
    expect(interpolated(byAge, age(67, 1))).toBeNull()
  }
  expect(interpolated([], age(65))).toBeNull()
})

test.each([
  ['lifelong', 'lifelong', true],
  ['lifelong', { months: 120 }, false],
  [{ months: 120 }, 'lifelong', false],
  [{ months: 120 }, { months: 120 }, true],
  [{ months: 120 }, { months: 60 }, false],
] as const)('%o and %o are the same duration: %s', (a, b, same) => {
  expect(sameDuration(a, b)).toBe(same)
})

test('what stands beside: the forecasts on other bases only', () => {
  const own = forecast(age(65), 1, { basis: 'own' })
  const nominal = forecast(age(65), 2, { prices: 'nominal' })
  const afterTax = forecast(age(65), 3, { tax: 'after' })
  expect(otherForecasts([...delivered, own, nominal, afterTax])).toEqual([own, nominal, afterTax])
  expect(otherForecasts(delivered)).toEqual([])
})
