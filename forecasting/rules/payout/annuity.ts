/** Annuity factors: the worth today of 1 krona a year, paid monthly in advance. */
import type { Age } from '../../model/age.ts'
import type { MortalityRow } from '../../parameters/parameter.ts'
import { lastAgeInMonths, survivors } from './survival.ts'

interface Life {
  readonly mortality: MortalityRow
  readonly at: Age
  /** Yearly net interest credited in the payout, 0.01 = 1 %. */
  readonly rate: number
}

/**
 * Worth of 1 krona a year while the person lives, at most for `months`, monthly in advance:
 * (1/12) Σ v^(k/12) · l(x + k/12) / l(x).
 */
export function temporaryAnnuity({ mortality, at, rate }: Life, months: number): number {
  const l = survivors(mortality)
  const monthly = Math.pow(1 + rate, -1 / 12)
  const end = Math.min(at + months, lastAgeInMonths)
  // From the last payment backwards, so that each step adds one payment and discounts the rest.
  let worth = 0
  for (let month = end - 1; month >= at; month -= 1) worth = (l[month] ?? 0) + monthly * worth
  return worth / 12 / (l[at] ?? 1)
}

export const lifelongAnnuity = (life: Life): number => temporaryAnnuity(life, lastAgeInMonths)

/** Worth of 1 krona a year for `months` whether the person lives or not, monthly in advance. */
export function annuityCertain(rate: number, months: number): number {
  // Below the precision of a double the interest cannot be told from none.
  if (Math.abs(rate) < Number.EPSILON) return months / 12
  const perMonth = Math.log1p(rate) / 12
  return Math.expm1(-perMonth * months) / Math.expm1(-perMonth) / 12
}

/** Worth of 1 krona a year paid without pause while the person lives: how delningstal are made. */
export function continuousAnnuity({ mortality, at, rate }: Life): number {
  const l = survivors(mortality)
  const monthly = Math.pow(1 + rate, -1 / 12)
  // Simpson's rule over pairs of months; the curve is smooth and has died out at the end.
  let sum = 0
  let discount = 1
  const steps = (lastAgeInMonths - at) & ~1
  for (let step = 0; step <= steps; step += 1) {
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2
    sum += weight * discount * (l[at + step] ?? 0)
    discount *= monthly
  }
  return sum / 36 / (l[at] ?? 1)
}

/** Expected remaining years of life. */
export const remainingLife = (mortality: MortalityRow, at: Age): number => continuousAnnuity({ mortality, at, rate: 0 })
