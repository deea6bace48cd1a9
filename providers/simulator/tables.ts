/**
 * The simulator's own small tables: wages, returns, premium rates, divisors.
 *
 * They are simpler than law and agreements on purpose, and shared with nobody: were they the forecasting room's, the
 * engine would only confirm itself. Good enough that a Swedish reader finds the totals likely.
 */
import type { Kollektivavtal } from '#forecasting/model/holding.ts'
import type { IsoDate } from '#forecasting/model/year-month.ts'
import { isoDateOf, yearMonth } from '#forecasting/model/year-month.ts'

/** Day of value of contracts and fund shares. It never moves with the clock, so tests may count on every figure. */
export const valueDate: IsoDate = isoDateOf('2026-10-31')
/** Last month whose premium is in the capital. */
export const valueMonth = yearMonth(2026, 10)
/** The income pension account is settled once a year. */
export const accountDate: IsoDate = isoDateOf('2025-12-31')
/** The last income year with rights; its own are not yet decided. */
export const lastIncomeYear = 2025
export const thisYear = 2026

const yearly =
  (first: number, values: readonly number[]) =>
  (year: number): number =>
    values[Math.min(Math.max(year - first, 0), values.length - 1)] ?? 0

/** Income index, 1960 onwards. */
export const incomeIndex = yearly(
  1960,
  [
    6.54, 6.98, 7.45, 7.98, 8.45, 9.01, 9.75, 10.78, 11.4, 11.82, 12.38, 13.49, 14.5, 15.61, 16.79, 18.45, 20.83, 23.8,
    26.72, 29, 30.81, 34.63, 38.68, 40.89, 43.81, 47.03, 50.69, 53.41, 56.75, 62.7, 68.71, 76.78, 84.79, 86.32, 89.12,
    90.79, 92.41, 94.08, 96.75, 100, 101.73, 103.2, 106.16, 111.79, 115.64, 118.41, 121.65, 125.57, 131.18, 139.26,
    139.74, 142.34, 149.32, 154.84, 155.61, 158.91, 162.14, 168.16, 170.73, 175.96, 182.58, 186.52, 194.19, 203.13,
    208.41, 220.23, 228.08,
  ],
)

/** Income base amount, kronor; before 1995 the price base amount stands in. */
export const incomeBaseAmount = yearly(
  1960,
  [
    4200, 4300, 4500, 4700, 4800, 5000, 5300, 5500, 5700, 5800, 6000, 6400, 7100, 7300, 8100, 9000, 9700, 10700, 11800,
    13100, 13900, 16100, 17800, 19400, 20300, 21800, 23300, 24100, 25800, 27900, 29700, 32200, 33700, 34400, 35200,
    36000, 36800, 37000, 37100, 37200, 37300, 37700, 38800, 40900, 42300, 43300, 44500, 45900, 48000, 50900, 51100,
    52100, 54600, 56600, 56900, 58100, 59300, 61500, 62500, 64400, 66800, 68200, 71000, 74300, 76200, 80600, 83400,
  ],
)

/** Yearly return of traditional insurance before fees and tax, 1985 onwards: smoothed. */
export const traditionalReturn = yearly(
  1985,
  [
    0.11, 0.12, 0.1, 0.11, 0.1, 0.08, 0.08, 0.07, 0.09, 0.07, 0.08, 0.09, 0.09, 0.08, 0.09, 0.07, 0.03, 0.02, 0.04,
    0.05, 0.06, 0.06, 0.05, 0.01, 0.04, 0.05, 0.03, 0.05, 0.06, 0.07, 0.05, 0.05, 0.05, 0.03, 0.06, 0.04, 0.07, 0.02,
    0.05, 0.06, 0.04, 0.04,
  ],
)

/** Yearly return of a broad mix of funds after fund fees, 1985 onwards: it swings. */
export const fundReturn = yearly(
  1985,
  [
    0.2, 0.3, -0.05, 0.35, 0.2, -0.2, 0.06, 0.02, 0.34, 0.05, 0.13, 0.26, 0.2, 0.11, 0.3, -0.04, -0.1, -0.26, 0.16,
    0.09, 0.24, 0.11, 0.05, -0.31, 0.28, 0.11, -0.09, 0.11, 0.18, 0.16, 0.06, 0.1, 0.1, -0.03, 0.25, 0.06, 0.24, -0.11,
    0.16, 0.19, 0.05, 0.05,
  ],
)

/** Interest of a deposit (pension savings account without insurance), 1985 onwards. */
export const depositReturn = yearly(1985, Array<number>(10).fill(0.06).concat(Array<number>(15).fill(0.025), 0.01))

/** Tax on the return, a share of capital each year. */
export const yieldTax = (year: number): number => (year < 2012 ? 0.006 : year < 2023 ? 0.0035 : 0.0045)

export interface PremiumRate {
  /** Share of pay up to 7.5 income base amounts, and of pay above. */
  readonly under: number
  readonly over: number
  /** Whole years, first included, last not. */
  readonly fromAge: number
  readonly toAge: number
}

const rate = (under: number, over: number, fromAge: number, toAge: number): PremiumRate => ({
  under,
  over,
  fromAge,
  toAge,
})

/** What the employer pays in, per agreement and year. The defined benefit beside it has no premium of its own here. */
export function premiumRate(agreement: Kollektivavtal, year: number): PremiumRate {
  switch (agreement) {
    case 'ITP1':
      return rate(0.045, 0.3, 25, year < 2023 ? 65 : 66)
    case 'ITPK':
      return rate(0.02, 0.02, 28, 65)
    case 'SAF-LO':
      if (year < 2000) return rate(0.02, 0.02, 28, 65)
      if (year < 2008) return rate(0.035, 0.035, 25, 65)
      if (year < 2012) return rate(0.041, 0.15, 25, 65)
      return rate(0.045, 0.3, year < 2021 ? 25 : 22, 65)
    case 'KAP-KL':
      return year < 2010 ? rate(0.04, 0.02, 25, 67) : rate(0.045, 0.045, 21, 67)
    case 'AKAP-KR':
      return year < 2023 ? rate(0.045, 0.3, 18, 67) : rate(0.06, 0.315, 18, 69)
    case 'PA16-1':
      return rate(0.06, 0.315, 18, 69)
    case 'PA16-2':
    case 'PA03':
      return rate(0.045, 0.045, 23, 68)
    case 'BTP1':
      return rate(0.065, 0.32, 25, 66)
    case 'FTP':
      return rate(0.053, 0.31, 25, 66)
    case 'BTP2':
    case 'KTP':
    case 'other':
      return rate(0.02, 0.02, 28, 65)
    case 'ITP2':
      return rate(0, 0, 28, 65)
    case 'none':
      return rate(0, 0, 0, 0)
  }
}

/** Share of final pay that 30 years' service gives for life from 65: up to 7.5, 7.5–20, 20–30 income base amounts. */
export function benefitShares(agreement: Kollektivavtal, birthYear: number): readonly [number, number, number] {
  if (agreement === 'PA16-2' || agreement === 'PA03') {
    return [Math.max(0.03, 0.06 - (birthYear - 1960) * 0.004), 0.6, 0.3]
  }
  if (agreement === 'KAP-KL') return [0, 0.55, 0.275]
  return [0.1, 0.65, 0.325]
}

/** Lifelong annuity: capital needed per krona and year from an age, by steps of five years. */
const annuity = [
  [50, 26.2],
  [55, 24],
  [60, 21.4],
  [65, 18.6],
  [70, 15.7],
  [75, 12.8],
  [80, 10],
  [85, 7.5],
  [90, 5.4],
  [100, 3],
] as const

/** @param years of age, fractions allowed. */
export function lifelongFactor(years: number): number {
  const above = annuity.findIndex(([at]) => at >= years)
  const [highAt, high] = annuity[above] ?? annuity[9]
  const [lowAt, low] = annuity[above - 1] ?? [highAt, high]
  return highAt === lowAt ? high : low + ((high - low) * (years - lowAt)) / (highAt - lowAt)
}

/** Capital needed per krona and year for a number of years. */
export const temporaryFactor = (years: number): number => years * (1 - 0.0085 * years)

/** What divides the income pension balance; later cohorts live longer. @param years of age, fractions allowed. */
export const incomePensionDivisor = (birthYear: number, years: number): number =>
  16.6 + 0.06 * (birthYear - 1965) - 0.6 * (years - 67)
export const premiumPensionDivisor = (birthYear: number, years: number): number =>
  incomePensionDivisor(birthYear, years) + 1.35

/** Balances of those who die are shared among those who live, per year. @param years of age. */
export const inheritanceGain = (years: number): number =>
  years < 40 ? 0.0003 : years < 60 ? 0.0015 : 0.005 * 1.12 ** (years - 60)

/** First whole year of age at which the public pension may be drawn, and the age it is counted from in general. */
export function publicAges(birthYear: number): { readonly earliest: number; readonly general: number } {
  const earliest = birthYear < 1959 ? 61 : birthYear < 1961 ? 62 : birthYear < 1963 ? 63 : birthYear < 1970 ? 64 : 65
  const general = birthYear < 1958 ? 65 : birthYear < 1960 ? 66 : birthYear < 1967 ? 67 : birthYear < 1982 ? 68 : 69
  return { earliest, general }
}
