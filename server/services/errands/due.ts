/** Until when an answer to an errand is waited for: follows from the day it was handed in, and is kept nowhere. */
import { addDays } from '#forecasting/model/year-month.ts'
import type { StoredErrand } from '#server/db/errands.ts'
import { dayOf } from '#providers/swedish-clock.ts'

/**
 * Our own: neither SSEK nor MIS has a time for an answer. Of the three months that we take a payer to need before a
 * payout (plans/tasks.ts), two are then left to turn to them in another way.
 */
const dueDays = 30

export interface Due {
  readonly day: string
  /** The day is past, and the provider has not said what has come of the errand. */
  readonly overdue: boolean
}

type Waiting = Pick<StoredErrand, 'state' | 'createdAt' | 'content'>

/** A plan that is taken in hand gets no other answer; a fault does. */
const isWaitedFor = ({ state, content }: Waiting): boolean =>
  state === 'waiting' || (state === 'received' && content.operation === 'anmalFel')

/** @returns null when there is nothing left to wait for. */
export function dueOf(errand: Waiting, today: string): Due | null {
  if (!isWaitedFor(errand)) return null
  const day = addDays(dayOf(errand.createdAt), dueDays)
  return { day, overdue: today > day }
}

export const isOverdue = (errand: Waiting, today: string): boolean => dueOf(errand, today)?.overdue === true
