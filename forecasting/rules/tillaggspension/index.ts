/**
 * Tilläggspension (ATP): the earlier public pension of those born to 1953.
 *
 * Law:     SFB 63 kap.; lag (1998:702); before 1999 lag (1962:381); figures in parameters/.
 * Formula: points of a year = max(0, PGI / förhöjt prisbasbelopp − 1), to the year of 64, two decimals, halves to even;
 *          T = (0.6 · mean of the 15 best + 0.96) · prisbasbelopp · min(1, years with points / 30) · φ, with 0.785
 *          for a married person; φ = 1 − 0.5 % per month before 65, + 0.7 % per month after it, to 70;
 *          tilläggspension = T · (1 − share of the reformed pension). Those born from 1938 have at least G, T
 *          by points to 1994 with fifteenths of those of ages 50 to 64, together with inkomstpension · 185 / 160.
 *          Those born before 1938 have the whole time and 0.96 whatever their points.
 * In:      PGI by year, from 1960; birth year; age at the start in whole years; inkomstpension, SEK/year.
 * Out:     SEK/year, whole kronor a month; φ.
 *          None for those born from 1954.
 * Outside: indexation in payment; survivors; the shorter times of those born before 1924; part withdrawal.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import { age } from '../../model/age.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { points as rounded, wholeKronorPerMonth } from '../../model/rounding.ts'
import { andelReformeradPension } from '../../parameters/andel-reformerad-pension.ts'
import { atpProcent } from '../../parameters/atp-procent.ts'
import { folkpensionEnsam } from '../../parameters/folkpension-ensam.ts'
import { folkpensionGift } from '../../parameters/folkpension-gift.ts'
import { forhojtPrisbasbelopp } from '../../parameters/forhojt-prisbasbelopp.ts'
import { fortidaTillaggspension } from '../../parameters/fortida-tillaggspension.ts'
import { prisbasbelopp } from '../../parameters/prisbasbelopp.ts'
import { senareTillaggspension } from '../../parameters/senare-tillaggspension.ts'

const lastAgeOfPoints = 64
const pensionAge = 65
const lastRaisedAge = 70
const bestYears = 15
const wholeTime = 30
const shortestTime = 3
const firstReformedCohort = 1938
const lastGuaranteedYear = 1994
const firstGuaranteedAge = 50

/** ATP points of one year of income; none after the year of 64. */
export function atpPoints(
  { pgi, year, birthYear }: { readonly pgi: KronorPerYear; readonly year: number; readonly birthYear: number },
  law: LawReader,
): Dec {
  if (year - birthYear > lastAgeOfPoints) return new Dec(0)
  return rounded(Dec.max(0, pgi.div(law.ofYear(forhojtPrisbasbelopp, year)).minus(1)))
}

export interface PointYear {
  readonly year: number
  readonly points: Dec
}

interface Atp {
  readonly birthYear: number
  readonly retirementAge: number
  readonly married: boolean
  readonly earned: readonly PointYear[]
  readonly inkomstpension: KronorPerYear
}

/** How much drawing before or after 65 changes the amount. */
export function withdrawalFactor(
  { birthYear, retirementAge }: Pick<Atp, 'birthYear' | 'retirementAge'>,
  law: LawReader,
): Dec {
  return earlyOrLateFactor({ at: age(retirementAge), year: birthYear + retirementAge }, law)
}

/** The same for a start in any month. */
export function earlyOrLateFactor({ at, year }: { readonly at: Age; readonly year: number }, law: LawReader): Dec {
  const months = Math.min(age(lastRaisedAge), at) - age(pensionAge)
  const perMonth = law.ofYear(months < 0 ? fortidaTillaggspension : senareTillaggspension, year)
  return Dec.max(0, perMonth.times(months).plus(1))
}

export function calculateTillaggspension(atp: Atp, law: LawReader, departures: Departures = lawful): KronorPerYear {
  const { birthYear, earned } = atp
  const earlierShare = new Dec(1).minus(law.forCohort(andelReformeradPension, birthYear))
  if (earlierShare.isZero()) return kronorPerYear(0)
  const best = earned.map(({ points }) => points).sort((a, b) => b.comparedTo(a))
  const counted = best.slice(0, bestYears).filter((points) => points.gt(0))
  const whole = amount(atp, { mean: mean(counted), years: yearsWithPoints(earned) }, law, departures)
  const old = whole.times(earlierShare)
  const reformed = atp.inkomstpension.times(185).div(160)
  const guarantee = guaranteed(atp, law, departures)
  const isGuaranteed = guarantee.gt(old.plus(reformed))
  return kronorPerYear(wholeKronorPerMonth(isGuaranteed ? guarantee.minus(reformed) : old))
}

/** The pension by the rules and points of 1994. */
function guaranteed(atp: Atp, law: LawReader, departures: Departures): Dec {
  const earned = atp.earned.filter(({ year }) => year <= lastGuaranteedYear)
  const late = earned.filter(({ year }) => year - atp.birthYear >= firstGuaranteedAge)
  return amount(atp, { mean: mean(late.map(({ points }) => points)), years: yearsWithPoints(earned) }, law, departures)
}

const mean = (counted: readonly Dec[]): Dec =>
  rounded(counted.reduce((sum, points) => sum.plus(points), new Dec(0)).div(bestYears))
const yearsWithPoints = (earned: readonly PointYear[]): number => earned.filter(({ points }) => points.gt(0)).length

function amount(
  atp: Atp,
  { mean: meanPoints, years }: { readonly mean: Dec; readonly years: number },
  law: LawReader,
  departures: Departures,
): Dec {
  const { birthYear, retirementAge, married } = atp
  const reformed = birthYear >= firstReformedCohort
  if (reformed && years < shortestTime) return new Dec(0)
  const year = birthYear + retirementAge
  const basic = law.ofYear(married ? folkpensionGift : folkpensionEnsam, year)
  const factor = withdrawalFactor(atp, law)
  const time = reformed ? new Dec(Math.min(wholeTime, years)).div(wholeTime) : new Dec(1)
  return law
    .ofYear(atpProcent, year)
    .times(meanPoints)
    .plus(basic)
    .times(law.ofYear(prisbasbelopp, year))
    .times(time)
    .times(departures.tillaggspensionFactorTwice ? factor.times(factor) : factor)
}
