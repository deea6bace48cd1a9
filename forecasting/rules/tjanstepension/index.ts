/**
 * Tjänstepension year by year: what the occupational schemes have in common. Each scheme's own rules stand in its
 * own folder.
 *
 * Law:     lag (1990:661) om avkastningsskatt på pensionsmedel; the agreements; figures in parameters/.
 * Formula: premium = low · pay up to 7.5 inkomstbasbelopp + high · pay above it, to a cap;
 *          C' = floor((1 − τ) · (premium · √(1 + j) + C · (1 + j) · (1 − ε) + C · (γ − 1))): j the return, ε the
 *          fee of the premium pension, γ the inheritance gain of the year before, τ 15 % of last year's
 *          statslåneränta, at least 0.5 % since 2017; pension = C / delningstal of premiepension at the start.
 * In:      pay, SEK/year; year; birth year; capital, SEK, at the end of the year before.
 * Out:     SEK; SEK/year, whole kronor a month.
 * Outside: fees of an own insurer, repayment cover, temporary payout, a premium on part of a year.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import type { Kronor, KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronor, kronorPerYear } from '../../model/quantity.ts'
import { wholeDown, wholeKronor, wholeKronorPerMonth } from '../../model/rounding.ts'
import { administrationsavgiftPremiepension } from '../../parameters/administrationsavgift-premiepension.ts'
import { avkastningPremiepension } from '../../parameters/avkastning-premiepension.ts'
import { delningstalPremiepension } from '../../parameters/delningstal-premiepension.ts'
import { golvStatslaneranta } from '../../parameters/golv-statslaneranta.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import type { BandParameter, PremiumParameter } from '../../parameters/parameter.ts'
import { skattesatsAvkastning } from '../../parameters/skattesats-avkastning.ts'
import { statslaneranta } from '../../parameters/statslaneranta.ts'
import { calculateDelningstal } from '../delningstal/index.ts'
import { premiepensionGain } from '../premiepension/index.ts'

export { finalPay } from './final-pay.ts'

/** Pay and points of a working life, as a defined benefit sees it. Ages are those reached during the year. */
export interface Service {
  readonly birthYear: number
  readonly retirementAge: number
  readonly workStartAge: number
  readonly payAt: (years: number) => Dec
  readonly pointsAt: (years: number) => Dec
}

export interface PremiumYear {
  readonly pay: KronorPerYear
  readonly year: number
  readonly birthYear: number
}

const zero = new Dec(0)
const firstReformedCohort = 1938
/** For those born before the first cohort of the published delningstal, at any age. */
const delningstalBefore1938 = new Dec(13)

export const sum = (values: readonly Dec[]): Dec => values.reduce((total, value) => total.plus(value), zero)
export const agesBetween = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)

interface Shares {
  readonly low: string
  readonly high: string
  readonly payCap?: string
}

/** Unrounded, of a year or, with a twelfth of the base amount, of a month. */
export function premiumOnPay(
  { limit }: PremiumParameter,
  { pay, base }: { readonly pay: Dec; readonly base: Dec },
  { low, high, payCap }: Shares,
): Dec {
  const counted = payCap === undefined ? pay : Dec.min(pay, base.times(payCap))
  const limited = Dec.min(counted, base.times(limit))
  return limited.times(low).plus(counted.minus(limited).times(high))
}

/** The premium of a year under an agreement's table, or with other shares than the table's row. */
export function calculatePremium(
  parameter: PremiumParameter,
  { pay, year, birthYear }: PremiumYear,
  law: LawReader,
  shares: Shares | null = law.premiumAt(parameter, { year, birthYear }),
): KronorPerYear {
  if (shares === null || pay.isZero()) return kronorPerYear(0)
  const yearly = premiumOnPay(parameter, { pay, base: law.ofYear(inkomstbasbelopp, year) }, shares)
  if (parameter.rounding === 'month') return kronorPerYear(wholeKronorPerMonth(yearly))
  return kronorPerYear(parameter.rounding === 'year' ? wholeKronor(yearly) : yearly)
}

/** The yield tax of a year as a share of the capital. */
function yieldTax(year: number, law: LawReader): Dec {
  const rate = Dec.max(law.ofYear(statslaneranta, year - 1), law.ofYear(golvStatslaneranta, year))
  return rate.times(law.ofYear(skattesatsAvkastning, year))
}

export function stepCapital(
  {
    capital,
    premium,
    birthYear,
    year,
  }: {
    readonly capital: Kronor
    readonly premium: KronorPerYear
    readonly birthYear: number
    readonly year: number
  },
  law: LawReader,
  departures: Departures = lawful,
): Kronor {
  if (capital.isZero() && premium.isZero()) return capital
  const growth = law.ofYear(avkastningPremiepension, year).plus(1)
  const afterFee = new Dec(1).minus(law.ofYear(administrationsavgiftPremiepension, year))
  const gain = premiepensionGain({ birthYear, year: year - 1 }, law, departures).minus(1)
  const invested = premium.isZero() ? premium : premium.times(growth.sqrt())
  const grown = invested.plus(capital.times(growth).times(afterFee)).plus(capital.times(gain))
  return kronor(wholeDown(new Dec(1).minus(yieldTax(year, law)).times(grown)))
}

interface Start {
  readonly birthYear: number
  readonly retirementAge: number
}

function delningstalAt({ birthYear, retirementAge }: Start, law: LawReader): Dec {
  if (birthYear < firstReformedCohort) return delningstalBefore1938
  return calculateDelningstal(delningstalPremiepension, { birthYear, at: age(retirementAge) }, law)
}

export function pensionFromCapital(capital: Kronor, start: Start, law: LawReader): KronorPerYear {
  return kronorPerYear(wholeKronorPerMonth(capital.div(delningstalAt(start, law))))
}

/** A benefit counted from 65, re-counted by the delningstal to the age it is drawn at. */
export function drawnFrom65(benefit: Dec, { birthYear, retirementAge }: Start, law: LawReader): Dec {
  if (retirementAge === 65) return benefit
  const at65 = delningstalAt({ birthYear, retirementAge: 65 }, law)
  return benefit.times(at65).div(delningstalAt({ birthYear, retirementAge }, law))
}

/** A whole benefit on a pay, band by band. */
export function benefitByBands(
  parameter: BandParameter,
  { pay, base, birthYear }: { readonly pay: Dec; readonly base: Dec; readonly birthYear: number },
  law: LawReader,
): Dec {
  const { shares } = law.bandsFor(parameter, birthYear)
  const limits = parameter.limits.map((limit) => base.times(limit))
  return sum(
    shares.map((share, i) => {
      const [from, to] = [limits[i - 1] ?? zero, limits[i] ?? zero]
      return Dec.max(0, Dec.min(pay, to).minus(from)).times(share)
    }),
  )
}
