/** Holdings as text and back, exactly: decimals keep every digit and their trailing type. */
import { Decimal } from 'decimal.js'
import type { Holding } from './holding.ts'
import { Dec } from './quantity.ts'

const tag = '$dec'

/** @returns JSON in which each decimal stands as `{"$dec":"1234.50"}`. */
export function holdingToText(holding: Holding): string {
  return JSON.stringify(holding, function (this: Record<string, unknown>, key, value: unknown) {
    // Decimal has a toJSON of its own, so the original is looked up in its holder.
    const original = this[key]
    return Decimal.isDecimal(original) ? { [tag]: original.toFixed() } : value
  })
}

/** @param text made by `holdingToText`; it comes from our own encrypted store and is trusted as such. */
export function holdingFromText(text: string): Holding {
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && tag in value ? new Dec(String(value[tag])) : value,
  ) as Holding
}
