/** Ages in whole months, since pensions may start in any month. */
import type { IsoDate, YearMonth } from './year-month.ts'
import { addMonths, monthOfDate } from './year-month.ts'

declare const months: unique symbol
/** An age in completed months: 67 years and 3 months is 807. */
export type Age = number & { readonly [months]: true }

export const age = (years: number, extraMonths = 0): Age => (years * 12 + extraMonths) as Age
export const wholeYears = (value: Age): number => Math.floor(value / 12)
export const extraMonths = (value: Age): number => value % 12

/**
 * The first month a pension drawn "from age x" is paid: the month after the one in which the age is reached.
 * Born 15 May 1960, 67 years → June 2027.
 */
export const firstMonthAtAge = (birthDate: IsoDate, at: Age): YearMonth => addMonths(monthOfDate(birthDate), at + 1)

/** The age in completed months at the start of a payment month; inverse of `firstMonthAtAge`. */
export const ageInMonth = (birthDate: IsoDate, month: YearMonth): Age => (month - monthOfDate(birthDate) - 1) as Age
