/** The country's municipalities, as the newest tax rates name them. */
import { kommunalskattPerKommun } from '#forecasting/parameters/kommunalskatt-per-kommun.ts'
import type { Municipality } from '../api/facts.ts'

/** By name, in Swedish order. */
export const municipalities: readonly Municipality[] = (kommunalskattPerKommun.rows.at(-1)?.rates ?? [])
  .map(({ code, name }) => ({ code, name }))
  .sort((a, b) => a.name.localeCompare(b.name, 'sv'))

const names = new Map(municipalities.map(({ code, name }) => [code, name]))

/** @returns null for a code that no municipality has. */
export const municipalityName = (code: string): string | null => names.get(code) ?? null
