import { expect, test } from 'vitest'
import { momentInSweden } from './moment.ts'

test.each([
  ['2026-11-22T10:05:00.000Z', '2026-11-22', '11:05'],
  ['2026-07-01T22:30:59.999Z', '2026-07-02', '00:30'],
  ['2026-12-31T23:00:00.000Z', '2027-01-01', '00:00'],
])('%s is %s at %s in Sweden', (iso, day, time) => {
  expect(momentInSweden(iso)).toEqual({ day, time })
})
