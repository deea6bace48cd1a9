/** Annuity factors: the worth today of 1 krona a year, paid monthly in advance. */
import type { Age } from '../../model/age.ts'
import type { MortalityRow } from '../../parameters/parameter.ts'
import { lastAgeInMonths, perCurve, survivors } from './survival.ts'

interface Life {
  readonly mortality: MortalityRow
  readonly at: Age
  /** Yearly net interest credited in the payout, 0.01 = 1 %. */
  readonly rate: number
}

/** Living and discounted to birth, and the sum of it from each month of age on. */
interface Commutation {
  readonly mortality: MortalityRow
  readonly rate: number
  readonly discounted: Float64Array
  readonly rest: Float64Array
}

function commutation(mortality: MortalityRow, rate: number): Commutation {
  const l = survivors(mortality)
  const discounted = new Float64Array(lastAgeInMonths + 1)
  const rest = new Float64Array(lastAgeInMonths + 1)
  const force = Math.log1p(rate) / 12
  let sum = 0
  for (let month = lastAgeInMonths - 1; month >= 0; month -= 1) {
    const worth = (l[month] ?? 0) * Math.exp(-force * month)
    sum += worth
    discounted[month] = worth
    rest[month] = sum
  }
  return { mortality, rate, discounted, rest }
}

/** As many contracts as one person may have, with a rate each; a table takes 24 kB. */
const kept = 64
const tables: Commutation[] = []

/** The newest first; what has not been asked for lately is dropped. */
function tableOf(mortality: MortalityRow, rate: number): Commutation {
  const at = tables.findIndex((table) => table.rate === rate && table.mortality === mortality)
  if (at === 0 && tables[0]) return tables[0]
  const table = tables[at] ?? commutation(mortality, rate)
  if (at > 0) tables.splice(at, 1)
  tables.unshift(table)
  if (tables.length > kept) tables.pop()
  return table
}

/**
 * Worth of 1 krona a year while the person lives, at most for `months`, monthly in advance:
 * (1/12) Σ v^(k/12) · l(x + k/12) / l(x).
 */
export function temporaryAnnuity({ mortality, at, rate }: Life, months: number): number {
  const { discounted, rest } = tableOf(mortality, rate)
  const now = discounted[at] ?? 0
  if (now === 0) return 0
  return ((rest[at] ?? 0) - (rest[Math.min(at + months, lastAgeInMonths)] ?? 0)) / 12 / now
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

const remainingLives = perCurve(() => new Float64Array(lastAgeInMonths + 1))

/** Expected remaining years of life. */
export function remainingLife(mortality: MortalityRow, at: Age): number {
  const known = remainingLives(mortality)
  const years = known[at]
  if (years !== undefined && years > 0) return years
  return (known[at] = continuousAnnuity({ mortality, at, rate: 0 }))
}
