/** Calendar days and months, without time zones or clocks: pensions are paid by the month. */

declare const isoDate: unique symbol
/** A calendar day as ISO 8601 text, `2026-11-22`. */
export type IsoDate = string & { readonly [isoDate]: true }

declare const monthIndex: unique symbol
/** A calendar month, counted in months since January of year 0, so that months add and compare as numbers. */
export type YearMonth = number & { readonly [monthIndex]: true }

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** @returns the text as a day, or `null` when it is not a day that exists. */
export function parseIsoDate(text: string): IsoDate | null {
  const match = dayPattern.exec(text)
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000
  return exists ? (text as IsoDate) : null
}

/** @throws RangeError when the text is not a day that exists; for literals and for text checked before. */
export function isoDateOf(text: string): IsoDate {
  const date = parseIsoDate(text)
  if (date === null) throw new RangeError('Not a calendar day (YYYY-MM-DD)')
  return date
}

const aDay = 86_400_000
/** A day some days later, or earlier when negative. */
export const addDays = (from: IsoDate, days: number): IsoDate =>
  isoDateOf(new Date(Date.parse(from) + days * aDay).toISOString().slice(0, 10))

/** @param month 1 to 12 */
export const yearMonth = (year: number, month: number): YearMonth => (year * 12 + month - 1) as YearMonth
export const addMonths = (from: YearMonth, months: number): YearMonth => (from + months) as YearMonth
export const yearOf = (month: YearMonth): number => Math.floor(month / 12)
/** @returns 1 to 12 */
export const monthOfYear = (month: YearMonth): number => (month % 12) + 1
export const monthOfDate = (date: IsoDate): YearMonth => yearMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))
/** The month that begins nearest to a day: 31 December 2025 → January 2026. */
export const nearestMonthStart = (date: IsoDate): YearMonth =>
  addMonths(monthOfDate(date), Number(date.slice(8)) > 15 ? 1 : 0)
/** @returns `2026-11` */
export const formatYearMonth = (month: YearMonth): string =>
  `${String(yearOf(month)).padStart(4, '0')}-${String(monthOfYear(month)).padStart(2, '0')}`
