import { expect, test } from 'vitest'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { repliesTo } from './errands.ts'

test.each([
  ['2026-11-22T12:00:00Z', '2027-02-01', 'rejected'],
  ['2026-11-22T12:00:00Z', '2027-03-01', 'received'],
  // 1 December in Sweden.
  ['2026-11-30T23:30:00Z', '2027-03-01', 'received'],
  ['2026-12-01T23:30:00Z', '2027-03-01', 'rejected'],
  // Three months after the 30th ends with February.
  ['2026-11-30T12:00:00Z', '2027-03-01', 'received'],
  ['2027-11-30T12:00:00Z', '2028-03-01', 'received'],
  ['2027-12-31T23:30:00Z', '2028-04-01', 'received'],
])('a plan handed in at %s to begin on %s is %s', (at, start, kind) => {
  const plan = {
    operation: 'lamnaUttagsplan',
    contractNumber: 'NL-12345678',
    start: isoDateOf(start),
    duration: 'lifelong',
  } as const
  expect(repliesTo('nordfjall-liv', plan, new Date(at))).toMatchObject([{ kind }])
})
