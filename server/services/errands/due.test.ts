import { expect, it } from 'vitest'
import type { StoredErrand } from '#server/db/errands.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { dueOf } from './due.ts'

const fault: StoredErrand['content'] = { operation: 'anmalFel', contractNumber: 'A-1', text: 'Beloppet' }
const plan: StoredErrand['content'] = {
  operation: 'lamnaUttagsplan',
  contractNumber: 'A-1',
  start: isoDateOf('2029-06-01'),
  duration: 'lifelong',
}
/** Just before midnight in Sweden, on the 22nd. */
const createdAt = new Date('2026-11-22T22:59:00Z')
const due = (state: StoredErrand['state'], content: StoredErrand['content'], today: string) =>
  dueOf({ state, content, createdAt }, today)

it('an answer is due on the thirtieth day, and overdue from the day after', () => {
  for (const content of [fault, plan]) {
    expect(due('waiting', content, '2026-12-22')).toEqual({ day: '2026-12-22', overdue: false })
    expect(due('waiting', content, '2026-12-23')).toEqual({ day: '2026-12-22', overdue: true })
  }
})

it.each([
  ['2026-10-09T22:30:00Z', '2026-11-09', 'when summer time ends in between'],
  ['2027-03-14T22:30:00Z', '2027-04-13', 'when it begins'],
  ['2027-12-31T23:30:00Z', '2028-01-31', 'in the new year'],
  ['2028-01-30T23:30:00Z', '2028-03-01', 'over a leap day'],
])('what was handed in at %s is due on %s: days are counted by the calendar, %s', (at, day) => {
  expect(dueOf({ state: 'waiting', content: fault, createdAt: new Date(at) }, '2026-10-10')?.day).toBe(day)
})

it('a fault that is taken in hand still waits for its answer; a plan does not', () => {
  expect(due('received', fault, '2027-02-01')).toEqual({ day: '2026-12-22', overdue: true })
  expect(due('received', plan, '2027-02-01')).toBeNull()
})

it.each(['rejected', 'answered', 'failed'] as const)('nothing is waited for when it is %s', (state) => {
  expect(due(state, fault, '2027-02-01')).toBeNull()
})
