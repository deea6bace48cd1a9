/** When a provider has said that it is closed, and until when: by Swedish clocks, summer time included. */
import { addDays } from '#forecasting/model/year-month.ts'
import { dayOf, swedishTime } from './swedish-clock.ts'

/** 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

export type MaintenanceWindow =
  /** Each week, from a time of that day (`22:00`) to one of the same day, or of the next when it is not later. */
  | { readonly kind: 'weekly'; readonly weekday: Weekday; readonly from: string; readonly to: string }
  /** Once, from one instant to another (ISO 8601). */
  | { readonly kind: 'once'; readonly from: string; readonly to: string }

/** Summer time's offset first: by it, a time comes earlier. */
const offsets = ['+02:00', '+01:00'] as const

/** An hour that comes twice, or never, when the clocks are set: a window is then taken as the longer one. */
function instantOf(day: string, time: string, end: 'begins' | 'ends'): Date {
  const [early, late] = offsets.map((offset) => new Date(`${day}T${time}:00${offset}`)) as [Date, Date]
  const [first, last] = end === 'begins' ? [early, late] : [late, early]
  return swedishTime(first) === `${day} ${time}` || swedishTime(last) !== `${day} ${time}` ? first : last
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** When the window ends, if it is open at that time. */
function endOf(window: MaintenanceWindow, at: Date): Date | null {
  const spans = window.kind === 'once' ? [[new Date(window.from), new Date(window.to)] as const] : spansOf(window, at)
  const open = spans.find(([from, to]) => from <= at && at < to)
  return open?.[1] ?? null
}

/** The windows that begin on that day and the day before: none is longer than a day. */
function spansOf({ weekday, from, to }: MaintenanceWindow & { kind: 'weekly' }, at: Date): (readonly [Date, Date])[] {
  const today = dayOf(at)
  return [addDays(today, -1), today]
    .filter((day) => weekdayOf(day) === weekday)
    .map((day) => [instantOf(day, from, 'begins'), instantOf(to > from ? day : addDays(day, 1), to, 'ends')] as const)
}

/** Windows that follow on each other are one; those of a provider that never opens end after so many. */
const mostInARow = 14

/** @returns when the provider opens again; null when it is open at that time. */
export function closedUntil(windows: readonly MaintenanceWindow[], at: Date): Date | null {
  let until: Date | null = null
  for (let found = 0; found < mostInARow; found++) {
    const ends = windows.flatMap((window) => endOf(window, until ?? at) ?? [])
    if (ends.length === 0) break
    until = new Date(Math.max(...ends.map((end) => end.getTime())))
  }
  return until
}
