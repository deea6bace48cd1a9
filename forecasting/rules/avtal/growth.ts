/** How a capital grows from month to month of age: return less tax and fee, and arvsvinst where nobody inherits. */
import type { MortalityRow } from '../../parameters/parameter.ts'
import { lastAgeInMonths, survivors, survivorsMidMonth } from '../payout/index.ts'

/** What 1 krona at an age in months is worth at the first, and the sum of 1 krona in the middle of each month. */
export interface GrowthTable {
  /** The age of the first month. */
  readonly from: number
  readonly worth: Float64Array
  /** `paid[k]`: the first k months. */
  readonly paid: Float64Array
}

interface Growing {
  /** Of one month, after tax and fee. */
  readonly monthly: number
  /** Whose lives arvsvinst are shared by; null with återbetalningsskydd. */
  readonly mortality: MortalityRow | null
}

function build({ monthly, mortality }: Growing, from: number, months: number): GrowthTable {
  const worth = new Float64Array(months + 1)
  const paid = new Float64Array(months + 1)
  const [monthlyDiscount, halfMonth] = [1 / monthly, Math.pow(monthly, -0.5)]
  const whole = mortality && survivors(mortality)
  const middle = mortality && survivorsMidMonth(mortality)
  const first = whole?.[from] ?? 1
  let [sum, discount] = [0, 1]
  for (let k = 0; k <= months; k += 1) {
    worth[k] = ((whole?.[from + k] ?? 1) / first) * discount
    paid[k] = sum
    sum += ((middle?.[from + k] ?? 1) / first) * discount * halfMonth
    discount *= monthlyDiscount
  }
  return { from, worth, paid }
}

const kept = 64
const tables: { readonly of: Growing; readonly table: GrowthTable }[] = []

/**
 * A table that reaches from an age to another. The newest first; what has not been asked for lately is dropped, so that
 * no person is kept by a table.
 */
export function growthTable(of: Growing, from: number, to: number): GrowthTable {
  const at = tables.findIndex(
    (one) => one.of.monthly === of.monthly && one.table.from === from && one.of.mortality === of.mortality,
  )
  const found = tables[at]
  const known = found?.table.worth.length ?? 0
  const reaches = to - from < known
  if (at === 0 && found && reaches) return found.table
  // One that was too short is likely to be asked for more.
  const months = Math.max(to - from, Math.min(2 * known, lastAgeInMonths - from))
  const table = found && reaches ? found.table : build(of, from, months)
  if (at >= 0) tables.splice(at, 1)
  tables.unshift({ of, table })
  if (tables.length > kept) tables.pop()
  return table
}
