/** The premiums of an agreement on a path of pay, in stretches at one rate. */
import type { LawReader } from '../../law.ts'
import type { Kollektivavtal } from '../../model/holding.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { kronorPerMonth, kronorPerYear } from '../../model/quantity.ts'
import type { IsoDate, YearMonth } from '../../model/year-month.ts'
import { monthOfDate, yearMonth, yearOf } from '../../model/year-month.ts'
import { changesWithin, premiumFor } from './premium-for.ts'

/** Pay at one rate; `to` is the first month that is not in it. */
export interface PaySpan {
  readonly from: YearMonth
  readonly to: YearMonth
  readonly salary: KronorPerYear
}

/** Premiums at one rate, before the fee on them. */
export interface PremiumSpan {
  readonly from: YearMonth
  /** The first month without. */
  readonly to: YearMonth
  readonly yearly: KronorPerYear
}

interface Earner {
  readonly agreement: Kollektivavtal
  readonly birthDate: IsoDate
}

/** Twelve times the premium of a month; 0 outside the ages, and for an agreement without a rule. */
export function premiumOn(
  { agreement, birthDate }: Earner,
  month: YearMonth,
  salary: KronorPerYear,
  law: LawReader,
): KronorPerYear {
  const paid = premiumFor(agreement, { salary: kronorPerMonth(salary.div(12)), month, birthDate }, law)
  return kronorPerYear(paid?.times(12) ?? 0)
}

/** The next month after this one in which a premium on the same pay may be another. */
function nextChange({ agreement, birthDate }: Earner, month: YearMonth): number {
  const january = yearMonth(yearOf(month) + 1, 1)
  const birthday = month + 12 - ((((month - monthOfDate(birthDate)) % 12) + 12) % 12)
  const within = changesWithin(agreement, yearOf(month)).filter((change) => change > month)
  return Math.min(january, birthday, ...within)
}

export function premiumSpans(earner: Earner, pay: readonly PaySpan[], law: LawReader): readonly PremiumSpan[] {
  const spans: PremiumSpan[] = []
  for (const { from, to, salary } of pay) {
    for (let month = from; month < to;) {
      const next = Math.min(to, nextChange(earner, month)) as YearMonth
      add(spans, { from: month, to: next, yearly: premiumOn(earner, month, salary, law) })
      month = next
    }
  }
  return spans
}

/** A stretch at the rate of the one before goes on with it. */
function add(spans: PremiumSpan[], span: PremiumSpan): void {
  if (span.yearly.isZero()) return
  const before = spans.at(-1)
  if (before?.to === span.from && before.yearly.eq(span.yearly)) spans[spans.length - 1] = { ...before, to: span.to }
  else spans.push(span)
}
