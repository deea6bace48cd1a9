/**
 * A working life: which employments under which agreement, what pay, and where the pension money was placed.
 * Whose life is which: ./careers.ts.
 */
import type { Age } from '#forecasting/model/age.ts'
import { ageInMonth } from '#forecasting/model/age.ts'
import type { Forvaltningsform, Kollektivavtal, PayoutDuration } from '#forecasting/model/holding.ts'
import type { Kronor } from '#forecasting/model/quantity.ts'
import { Dec, kronor } from '#forecasting/model/quantity.ts'
import type { IsoDate, YearMonth } from '#forecasting/model/year-month.ts'
import { yearMonth, yearOf } from '#forecasting/model/year-month.ts'
import type { ProviderId } from './providers.ts'
import { incomeIndex, thisYear, valueMonth } from './tables.ts'

/** Money being paid out of a contract. */
export interface Payout {
  readonly from: YearMonth
  readonly duration: PayoutDuration
  readonly state: 'planned' | 'running' | 'paused'
}

/** Where (a part of) an employment's pension is placed. */
export interface Placement {
  readonly provider: ProviderId
  readonly form: Forvaltningsform
  readonly benefit: 'premiebestamd' | 'formansbestamd'
  /** Part of the employer's premium, 0 to 1. */
  readonly part: number
  /** The contract's own agreement where it differs from the employment's: ITPK within ITP 2. */
  readonly agreement?: Kollektivavtal
  /** A second source that reports the same contract. */
  readonly alsoReportedBy?: ProviderId
  readonly payout?: Payout
}

export interface Employment {
  readonly from: YearMonth
  /** First month no longer employed, or null while it lasts. */
  readonly to: YearMonth | null
  readonly agreement: Kollektivavtal
  readonly employer: string
  /** Monthly pay in today's wage level at 45 or older; before that less, by age. Kronor. */
  readonly pay: number
  readonly placements: readonly Placement[]
}

/** Own savings. */
export interface Saving {
  readonly provider: ProviderId
  readonly skatteklass: 'P' | 'K'
  readonly form: Forvaltningsform
  readonly from: YearMonth
  readonly to: YearMonth | null
  /** Kronor a month, or once. */
  readonly monthly: number
  readonly single?: number
  readonly payout?: Payout
}

export interface Career {
  readonly birthDate: IsoDate
  readonly givenName: string
  readonly familyName: string
  /** Year from which the person has lived in Sweden. */
  readonly residentSince: number
  readonly employments: readonly Employment[]
  readonly savings: readonly Saving[]
  /** Years with small children or studies, which give rights of their own. */
  readonly childYears: readonly number[]
  readonly studyYears: readonly number[]
  /** First month the public pension is paid in full, or null. */
  readonly publicPensionFrom: YearMonth | null
}

/** What a working life is made of, before name and birth are put to it. */
export type WorkingLife = Omit<Career, 'birthDate' | 'givenName' | 'familyName'>

/** Pay rises with age up to 45. */
const ageProfile = (years: number): number => 0.6 + (0.4 * (Math.min(Math.max(years, 18), 45) - 18)) / 27

const isEmployed = (employment: Employment, month: YearMonth): boolean =>
  employment.from <= month && (employment.to === null || month < employment.to)

/** Age in whole years during a calendar year, counted at its end. */
export const ageInYear = (birthDate: IsoDate, year: number): number => year - Number(birthDate.slice(0, 4))

/** Monthly pay during a year, in that year's kronor, whole tens. */
export function monthlyPay(birthDate: IsoDate, employment: Employment, year: number): Kronor {
  const level = (incomeIndex(year) / incomeIndex(thisYear)) * ageProfile(ageInYear(birthDate, year))
  return kronor(new Dec(employment.pay).times(level).dividedBy(10).round().times(10))
}

/** Months of a year that the person was employed, up to the day figures hold for. */
function monthsEmployed(employment: Employment, year: number): number {
  let count = 0
  for (let month = 1; month <= 12; month++) {
    const at = yearMonth(year, month)
    if (at <= valueMonth && isEmployed(employment, at)) count++
  }
  return count
}

/** Pay from all employments in a year. */
export function yearlyPay(career: Career, year: number): Kronor {
  return kronor(
    career.employments.reduce(
      (sum, employment) =>
        sum.plus(monthlyPay(career.birthDate, employment, year).times(monthsEmployed(employment, year))),
      new Dec(0),
    ),
  )
}

/** First year of paid work, or null. */
export function firstWorkYear(career: Career): number | null {
  const first = Math.min(...career.employments.map((employment) => employment.from))
  return Number.isFinite(first) ? yearOf(first as YearMonth) : null
}

/** Age in completed months when figures were taken. */
export const ageNow = (birthDate: IsoDate): Age => ageInMonth(birthDate, valueMonth)
