import { describe, expect, test } from 'vitest'
import type { MaintenanceWindow, Weekday } from './maintenance.ts'
import { closedUntil } from './maintenance.ts'

const weekly = (weekday: Weekday, from: string, to: string): MaintenanceWindow => ({
  kind: 'weekly',
  weekday,
  from,
  to,
})
const once = (from: string, to: string): MaintenanceWindow => ({ kind: 'once', from, to })
const until = (windows: readonly MaintenanceWindow[], at: string): string | null =>
  closedUntil(windows, new Date(at))?.toISOString() ?? null

describe('a weekly window', () => {
  // 22 November 2026 is a Sunday; Swedish clocks are an hour before UTC.
  const night = [weekly(7, '22:00', '06:00')]
  test.each([
    ['2026-11-22T20:59:59Z', null],
    ['2026-11-22T21:00:00Z', '2026-11-23T05:00:00.000Z'],
    ['2026-11-23T04:59:59Z', '2026-11-23T05:00:00.000Z'],
    ['2026-11-23T05:00:00Z', null],
    ['2026-11-23T21:30:00Z', null],
  ])('over midnight, at %s', (at, expected) => {
    expect(until(night, at)).toBe(expected)
  })

  test('by Swedish clocks in summer too', () => {
    expect(until(night, '2026-07-05T20:00:00Z')).toBe('2026-07-06T04:00:00.000Z')
    expect(until(night, '2026-07-05T19:59:00Z')).toBeNull()
  })

  test('of a whole day, and those that follow on each other are one', () => {
    const weekend = [weekly(6, '00:00', '00:00'), weekly(7, '00:00', '12:00'), weekly(7, '11:00', '15:30')]
    expect(until(weekend, '2026-11-21T09:00:00Z')).toBe('2026-11-22T14:30:00.000Z')
  })

  test('never asks in an hour that comes twice or not at all', () => {
    // 29 March: 02:00 becomes 03:00 at 01:00Z. 25 October: 03:00 becomes 02:00 at 01:00Z.
    const spring = [weekly(7, '02:30', '04:00')]
    expect(until(spring, '2026-03-29T00:45:00Z')).toBe('2026-03-29T02:00:00.000Z')
    expect(until([weekly(7, '01:00', '02:30')], '2026-03-29T01:15:00Z')).toBe('2026-03-29T01:30:00.000Z')
    const autumn = [weekly(7, '02:15', '02:45')]
    expect(until(autumn, '2026-10-25T00:15:00Z')).toBe('2026-10-25T01:45:00.000Z')
    expect(until(autumn, '2026-10-25T01:30:00Z')).toBe('2026-10-25T01:45:00.000Z')
    expect(until(autumn, '2026-10-25T01:45:00Z')).toBeNull()
  })

  test('for one who never opens, an end is said all the same', () => {
    const always = ([1, 2, 3, 4, 5, 6, 7] as const).map((day) => weekly(day, '00:00', '00:00'))
    expect(until(always, '2026-11-22T12:00:00Z')).toBe('2026-12-05T23:00:00.000Z')
  })
})

test('a window of its own day', () => {
  const windows = [once('2026-12-24T11:00:00Z', '2026-12-26T23:00:00Z')]
  expect(until(windows, '2026-12-24T10:59:59Z')).toBeNull()
  expect(until(windows, '2026-12-25T10:00:00Z')).toBe('2026-12-26T23:00:00.000Z')
  expect(until(windows, '2026-12-26T23:00:00Z')).toBeNull()
  expect(until([], '2026-12-25T10:00:00Z')).toBeNull()
})
