/** When a holding begins to be paid, and what of it is paid already. */
import type { Age } from '../model/age.ts'
import { ageInMonth, firstMonthAtAge } from '../model/age.ts'
import type { PaymentPeriod } from '../model/holding.ts'
import type { IsoDate, YearMonth } from '../model/year-month.ts'
import { monthOfDate } from '../model/year-month.ts'
import type { Asked, Basis } from './prepared.ts'
import type { PaymentRun } from './types.ts'

export interface Start {
  readonly at: Age
  readonly month: YearMonth
  readonly moved: 'start-moved-to-earliest' | 'start-moved-to-latest' | null
}

export interface StartLimits {
  readonly earliest: Age
  readonly latest: Age | null
}

/** A holding's own ages, and never before next month, which nobody can ask for earlier. */
export function limitsNow(limits: StartLimits, { known, nextMonth }: Basis): StartLimits {
  const earliest = Math.max(limits.earliest, ageInMonth(known.person.birthDate, nextMonth)) as Age
  // A latest age that has passed means at once.
  const latest = limits.latest === null ? null : (Math.max(limits.latest, earliest) as Age)
  return { earliest, latest }
}

/** The chosen start, moved within the limits. */
export function startOf(
  { choice, retirementAge }: Pick<Asked, 'choice' | 'retirementAge'>,
  { earliest, latest }: StartLimits,
  { known }: Basis,
): Start {
  const chosen = choice.start ?? retirementAge
  const at = Math.min(latest ?? Infinity, Math.max(earliest, chosen)) as Age
  const moved = at > chosen ? 'start-moved-to-earliest' : at < chosen ? 'start-moved-to-latest' : null
  return { at, month: firstMonthAtAge(known.person.birthDate, at), moved }
}

/** Periods that are or will be paid: neither paused, ended nor past their last month. */
export const livePeriods = <T extends PaymentPeriod>(periods: readonly T[], today: IsoDate): readonly T[] =>
  periods.filter(
    (period) =>
      (period.state === 'running' || period.state === 'planned') &&
      (period.to === 'lifelong' || monthOfDate(period.to) >= monthOfDate(today)),
  )

export const monthsPaid = (period: PaymentPeriod): Pick<PaymentRun, 'from' | 'to'> => ({
  from: monthOfDate(period.from),
  to: period.to === 'lifelong' ? 'lifelong' : monthOfDate(period.to),
})
