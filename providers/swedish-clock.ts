/** Moments by Swedish clocks, summer time included, whatever zone the machine is in. app/ has its own for the browser. */
import type { IsoDate } from '#forecasting/model/year-month.ts'

const clock = (timeStyle: 'short' | 'medium') =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle })
const [toMinute, toSecond] = [clock('short'), clock('medium')]

/** `2026-11-22 06:00`, as clocks in Sweden show it. */
export const swedishTime = (at: Date): string => toMinute.format(at)

/** `2026-11-22 06:00:59` */
export const swedishSecond = (at: Date): string => toSecond.format(at)

/** The calendar day in Sweden: what "today" is to a saver, to a due day and to the law. */
export const dayOf = (at: Date): IsoDate => swedishTime(at).slice(0, 10) as IsoDate
