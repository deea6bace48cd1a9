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

const tables = new WeakMap<MortalityRow, Float64Array>()

/** @returns the share of those born that live at each month of age; built once per curve. */
export function survivors(row: MortalityRow): Float64Array {
  const known = tables.get(row)
  if (known) return known
  const table = Float64Array.from({ length: lastAgeInMonths + 1 }, (_, month) =>
    Math.exp(-cumulativeHazard(row, month / 12)),
  )
  tables.set(row, table)
  return table
}
