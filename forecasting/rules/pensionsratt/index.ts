/**
 * Pensionsgrundande inkomst and pensionsrätt: what one year of work earns in the public pension.
 *
 * Law:     SFB 59-61 kap.; lag (1994:1744) om allmän pensionsavgift; before 1999 lag (1962:381); figures in
 *          parameters/.
 * Formula: fee = e · min(salary, ceiling), to the nearest 100 with 50 downwards, e 7 % and ceiling 8.07
 *          inkomstbasbelopp since 2000; PGI = salary − fee, or ceiling − fee above it, down to 100 (50 before 1999),
 *          at most 7.5 inkomstbasbelopp, 0 below the floor (42.3 % of prisbasbelopp since 2003);
 *          pensionsrätt = PGI × share of the year (16 % and 2.5 % since 1999) × share of the reformed pension by
 *          birth year, whole kronor downwards.
 * In:      salary, SEK/year, whole hundreds counted; the year, from 1960; birth year.
 * Out:     SEK/year.
 * Outside: children, service, studies and sickness (../pgb).
 */
import type { LawReader } from '../../law.ts'
import { hundredsDown, wholeDown } from '../../model/rounding.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { allmanPensionsavgift } from '../../parameters/allman-pensionsavgift.ts'
import { andelInkomstpension } from '../../parameters/andel-inkomstpension.ts'
import { andelPremiepension } from '../../parameters/andel-premiepension.ts'
import { andelReformeradPension } from '../../parameters/andel-reformerad-pension.ts'
import { avgiftstak } from '../../parameters/avgiftstak.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import { intjanandegolv } from '../../parameters/intjanandegolv.ts'
import { intjanandetak } from '../../parameters/intjanandetak.ts'
import { prisbasbelopp } from '../../parameters/prisbasbelopp.ts'

/** The reform's first year: floors in prisbasbelopp, PGI in whole hundreds. */
const firstReformedYear = 1999
/** From the year of this age, whole rights for all whom the reform reaches. */
const wholeRightsAge = 65

/** The lowest income of the year that earns a pension. */
function lowestIncome(year: number, law: LawReader): Dec {
  if (year < firstReformedYear) return law.ofYear(inkomstbasbelopp, year)
  return law.ofYear(intjanandegolv, year).times(law.ofYear(prisbasbelopp, year))
}

/**
 * Allmän pensionsavgift on a year's income from work.
 *
 * @param income SEK/year, whole hundreds
 */
export function calculatePensionsavgift(
  { income, year }: { readonly income: Dec; readonly year: number },
  law: LawReader,
): KronorPerYear {
  if (income.lte(lowestIncome(year, law))) return kronorPerYear(0)
  const counted = Dec.min(income, law.ofYear(avgiftstak, year).times(law.ofYear(inkomstbasbelopp, year)))
  return kronorPerYear(hundredsDown(counted.times(law.ofYear(allmanPensionsavgift, year)).plus(49)))
}

export function calculatePgi(
  { salary, year }: { readonly salary: KronorPerYear; readonly year: number },
  law: LawReader,
): KronorPerYear {
  const income = hundredsDown(salary)
  const floor = lowestIncome(year, law)
  if (income.lt(floor)) return kronorPerYear(0)
  const base = law.ofYear(inkomstbasbelopp, year)
  const counted = Dec.min(income, law.ofYear(avgiftstak, year).times(base))
  const fee = calculatePensionsavgift({ income, year }, law)
  const step = year < firstReformedYear ? 50 : 100
  const afterFee = wholeDown(counted.minus(fee).div(step)).times(step)
  return kronorPerYear(Dec.min(afterFee, law.ofYear(intjanandetak, year).times(base)))
}

interface IncomeYear {
  readonly pgi: KronorPerYear
  readonly year: number
}

/** How much of a year's income earns rights in the reformed pension; the rest earned ATP points. */
export function reformedShare(
  { birthYear, year }: { readonly birthYear: number; readonly year: number },
  law: LawReader,
): Dec {
  const share = law.forCohort(andelReformeradPension, birthYear)
  return share.gt(0) && year - birthYear >= wholeRightsAge ? new Dec(1) : share
}

export function pensionsrattInkomstpension(
  { pgi, year }: IncomeYear,
  law: LawReader,
  share = new Dec(1),
): KronorPerYear {
  return kronorPerYear(wholeDown(pgi.times(law.ofYear(andelInkomstpension, year)).times(share)))
}

export function pensionsrattPremiepension(
  { pgi, year }: IncomeYear,
  law: LawReader,
  share = new Dec(1),
): KronorPerYear {
  return kronorPerYear(wholeDown(pgi.times(law.ofYear(andelPremiepension, year)).times(share)))
}

/** The right if everything were inkomstpension, on which garantipension and inkomstpensionstillägg rest. */
export function pensionsrattUtanPremiepension(
  { pgi, year }: IncomeYear,
  law: LawReader,
  share = new Dec(1),
): KronorPerYear {
  const both = law.ofYear(andelInkomstpension, year).plus(law.ofYear(andelPremiepension, year))
  return kronorPerYear(wholeDown(pgi.times(both).times(share)))
}
