import { describe, expect, test } from 'vitest'
import { readAgeField, readAmount, readDay, readWords } from './read-fields.ts'

describe('an amount', () => {
  test.each([
    ['1 234 567', 1_234_567],
    ['1\u00a0234\u202f567 kr', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1234567,50', 1_234_568],
    ['1234567.49', 1_234_567],
    ['12 000:-', 12_000],
    ['900 kr/månad', 900],
    ['900 SEK', 900],
    ['50000000', 50_000_000],
    ['0', 0],
  ])('%s is %d', (text, value) => {
    expect(readAmount(text, 1_000_000_000)).toEqual({ value })
  })

  test.each([
    ['', 'missing'],
    ['   ', 'missing'],
    ['kr', 'not-an-amount'],
    ['mycket', 'not-an-amount'],
    ['12 tusen', 'not-an-amount'],
    ['1e9', 'not-an-amount'],
    ['12,345', 'not-an-amount'],
    ['-5', 'negative'],
    ['\u2212 1 000', 'negative'],
    ['10 000 000 000', 'too-large'],
  ])('%s is refused as %s', (text, fault) => {
    expect(readAmount(text, 1_000_000_000)).toEqual({ fault })
  })
})

describe('an age', () => {
  test.each([
    ['67', 804],
    ['67 år', 804],
    ['67 år och 3 månader', 807],
    ['67 years and 3 months', 807],
    ['67-3', 807],
    ['67 3', 807],
    ['67 år 3 mån', 807],
    [' 65 ', 780],
  ])('%s is %d months', (text, value) => {
    expect(readAgeField(text)).toEqual({ value })
  })

  test.each([
    ['', 'missing'],
    ['snart', 'not-an-age'],
    ['67-12', 'not-an-age'],
    ['111', 'not-an-age'],
    ['-67', 'not-an-age'],
    ['67,5 år', 'not-an-age'],
  ])('%s is refused as %s', (text, fault) => {
    expect(readAgeField(text)).toEqual({ fault })
  })
})

test.each([
  ['2026-11-22', { value: '2026-11-22' }],
  ['20261101', { value: '2026-11-01' }],
  ['', { fault: 'missing' }],
  ['2026-02-30', { fault: 'not-a-day' }],
  ['i går', { fault: 'not-a-day' }],
  ['2026-11-23', { fault: 'day-to-come' }],
  ['1989-12-31', { fault: 'too-long-ago' }],
])('the day %s', (text, reading) => {
  expect(readDay(text, '2026-11-22')).toEqual(reading)
})

test('words are one line, and not more of them than may be', () => {
  expect(readWords('  Åsas\r\n ISK ', 80)).toEqual({ value: 'Åsas ISK' })
  expect(readWords(' \t ', 80)).toEqual({ fault: 'missing' })
  expect(readWords('a'.repeat(81), 80)).toEqual({ fault: 'too-long' })
})
