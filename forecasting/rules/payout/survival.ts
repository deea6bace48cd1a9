/** Survival by month of age, from a mortality curve. Doubles: factors, never amounts. */
import type { MortalityRow } from '../../parameters/parameter.ts'

/** Survival is taken to end here: at most one in a million of those alive at 61 are left. */
export const lastAgeInMonths = 125 * 12

/** The integral of the force of mortality from birth to `x` years. */
function cumulativeHazard({ a, b, c, linearFrom, slope }: Omit<MortalityRow, 'status' | 'source'>, x: number) {
  const bent = Math.min(x, linearFrom)
  const curve = a * bent + (b / c) * Math.expm1(c * bent)
  if (x <= linearFrom) return curve
  const beyond = x - linearFrom
  return curve + (a + b * Math.exp(c * linearFrom)) * beyond + (slope * beyond * beyond) / 2
}

const livingAt = (row: MortalityRow, years: number): number => Math.exp(-cumulativeHazard(row, years))

/** A table per curve, built once. */
export function perCurve<T>(build: (row: MortalityRow) => T): (row: MortalityRow) => T {
  const built = new WeakMap<MortalityRow, T>()
  return (row) => {
    const known = built.get(row)
    if (known !== undefined) return known
    const table = build(row)
    built.set(row, table)
    return table
  }
}

const everyMonth = (valueAt: (month: number) => number): Float64Array =>
  Float64Array.from({ length: lastAgeInMonths + 1 }, (_, month) => valueAt(month))

/** The share of those born that live at each month of age. */
export const survivors = perCurve((row) => everyMonth((month) => livingAt(row, month / 12)))

/** The share of those born that live in the middle of each month of age. */
export const survivorsMidMonth = perCurve((row) => everyMonth((month) => livingAt(row, (month + 0.5) / 12)))
