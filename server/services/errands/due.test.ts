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

it('a fault that is taken in hand still waits for its answer; a plan does not', () => {
  expect(due('received', fault, '2027-02-01')).toEqual({ day: '2026-12-22', overdue: true })
  expect(due('received', plan, '2027-02-01')).toBeNull()
})

it.each(['rejected', 'answered', 'failed'] as const)('nothing is waited for when it is %s', (state) => {
  expect(due(state, fault, '2027-02-01')).toBeNull()
})
