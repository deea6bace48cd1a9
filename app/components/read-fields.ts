/** What a saver types in a form's text fields, read as it is meant: `1 234 567`, `1234567,50 kr`, `67 år och 3 månader`. */

export type FieldFault =
  | 'missing'
  | 'not-an-amount'
  | 'negative'
  | 'too-large'
  | 'not-a-day'
  | 'day-to-come'
  | 'too-long-ago'
  | 'not-an-age'
  | 'too-long'

export type FieldReading<Value> = { readonly value: Value } | { readonly fault: FieldFault }

/** Spaces of every kind and dots in front of three digits are thousands marks; what stands after the comma is öre. */
const amountPattern = /^([-\u2212]?)(\d+(?:\.\d{3})*|\d{1,3})(?:[,.](\d{1,2}))?(?::?-)?$/
const currency = /(?:kronor|kr|sek)(?:\/(?:mån(?:ad)?|month)|imånaden)?\.?$/i

/** @returns whole kronor */
export function readAmount(text: string, most: number): FieldReading<number> {
  const typed = text.replaceAll(/[\s'’]/g, '').replace(currency, '')
  if (typed === '') return { fault: text.trim() === '' ? 'missing' : 'not-an-amount' }
  const [, sign, whole, ore] = amountPattern.exec(typed) ?? []
  if (whole === undefined) return { fault: 'not-an-amount' }
  const amount = Math.round(Number(`${whole.replaceAll('.', '')}.${ore ?? '0'}`))
  if (sign !== '' && amount > 0) return { fault: 'negative' }
  return amount > most ? { fault: 'too-large' } : { value: amount }
}

const agePattern = /^(\d{1,3})\s*(?:år|years?)?(?:\s*(?:och|and|-|\s)\s*(\d{1,2})\s*(?:m[a-zå]*\.?)?)?$/i
const highestAge = 110 * 12

/** @returns completed months */
export function readAgeField(text: string): FieldReading<number> {
  const typed = text.trim()
  if (typed === '') return { fault: 'missing' }
  const [, years, months = '0'] = agePattern.exec(typed) ?? []
  if (years === undefined || Number(months) > 11) return { fault: 'not-an-age' }
  const age = Number(years) * 12 + Number(months)
  return age > highestAge ? { fault: 'not-an-age' } : { value: age }
}

const oldestDay = '1990-01-01'

/** A day that has been. @returns `2026-11-22` */
export function readDay(text: string, today: string): FieldReading<string> {
  const typed = text.trim()
  if (typed === '') return { fault: 'missing' }
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})$/.exec(typed) ?? []
  const written = `${year}-${month}-${day}`
  const at = new Date(`${written}T00:00:00Z`)
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(written)) return { fault: 'not-a-day' }
  if (written > today) return { fault: 'day-to-come' }
  return written < oldestDay ? { fault: 'too-long-ago' } : { value: written }
}

/** One line of the saver's own words. */
export function readWords(text: string, most: number): FieldReading<string> {
  const typed = text.replaceAll(/\s+/g, ' ').trim()
  if (typed === '') return { fault: 'missing' }
  return typed.length > most ? { fault: 'too-long' } : { value: typed }
}
