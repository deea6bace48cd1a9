/** The choices as they stand in the address: `?alder=67-3`. */

export type AskedAge =
  | { readonly kind: 'none' }
  | { readonly kind: 'age'; readonly months: number }
  /** From the plain form: two fields, to be written as one. */
  | { readonly kind: 'fields'; readonly months: number }
  | { readonly kind: 'unreadable' }

function monthsOf(years: string, months: string): number | null {
  if (!/^\d{1,3}$/.test(years) || !/^\d{1,2}$/.test(months)) return null
  return Number(months) < 12 ? Number(years) * 12 + Number(months) : null
}

/** "67-3" → 807; an age that cannot be read is said so, and the default is shown. */
export function readAge(search: URLSearchParams): AskedAge {
  const fields = [search.get('ar'), search.get('manader')] as const
  if (fields[0] !== null) {
    const months = monthsOf(fields[0].trim(), fields[1]?.trim() || '0')
    return months === null ? { kind: 'unreadable' } : { kind: 'fields', months }
  }
  const text = search.get('alder')
  if (text === null || text === '') return { kind: 'none' }
  const [years = '', months = '0', ...rest] = text.split('-')
  const age = rest.length === 0 ? monthsOf(years, months) : null
  return age === null ? { kind: 'unreadable' } : { kind: 'age', months: age }
}

/** 807 → "67-3" */
export const ageInAddress = (months: number): string => `${Math.floor(months / 12)}-${months % 12}`

export interface AddressChoices {
  readonly age: number
  /** The column opened in the chart. */
  readonly years: YearRange | null
}

export interface YearRange {
  readonly from: number
  readonly to: number
}

/** The chart's open column: `vid=70`, or `vid=70-74` in five-year steps. */
export function readYears(search: URLSearchParams): YearRange | null {
  const match = /^(\d{2})(?:-(\d{2}))?$/.exec(search.get('vid') ?? '')
  if (!match?.[1]) return null
  return { from: Number(match[1]), to: Number(match[2] ?? match[1]) }
}

export function overviewAddress({ age, years }: AddressChoices): string {
  const vid = years === null ? '' : `&vid=${years.from === years.to ? years.from : `${years.from}-${years.to}`}`
  return `/oversikt?alder=${ageInAddress(age)}${vid}`
}
