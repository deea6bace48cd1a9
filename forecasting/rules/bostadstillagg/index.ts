/**
 * Bostadstillägg, särskilt bostadstillägg and äldreförsörjningsstöd of a single person, tax free.
 *
 * Law:     SFB 74 and 101-103 kap.; lag (2001:761) and lag (2001:853) before; figures in parameters/.
 * Formula: covered cost m of the rent, with its addition; counted income ν = garantipension + 93 % of other pension −
 *          fribelopp (to 2019: tjänstepension at 80 %, all else whole); supplement b = max(0, m − 62 % of ν), to 2019
 *          50 % of what ν has above one prisbasbelopp. Särskilt: s = what lacks to skälig levnadsnivå after tax and
 *          reasonable rent, counted on at least the guarantee level after tax. Äldreförsörjningsstöd: what still
 *          lacks. Sum in whole kronor a month; before 2014 nothing below 25 kr a month.
 * In:      pensions, SEK/year; rent, SEK/year; grundavdrag of the taxed income, SEK; birth year; year.
 * Out:     each of the three and their sum, SEK/year, from riktålder.
 * Outside: couples, children, wealth, income from work and capital; the supplement of sickness compensation.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import { firstOfJanuary } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { hundredsDown, wholeKronorPerMonth } from '../../model/rounding.ts'
import { ersattBoendekostnad } from '../../parameters/ersatt-boendekostnad.ts'
import { extraBostadstillagg } from '../../parameters/extra-bostadstillagg.ts'
import { fribeloppBostadstillagg } from '../../parameters/fribelopp-bostadstillagg.ts'
import { garantinivaEnsam } from '../../parameters/garantiniva-ensam.ts'
import { garantinivaFodd1937 } from '../../parameters/garantiniva-fodd1937.ts'
import { kommunalskatt } from '../../parameters/kommunalskatt.ts'
import { minskningBostadstillaggHogre } from '../../parameters/minskning-bostadstillagg-hogre.ts'
import { minskningBostadstillagg } from '../../parameters/minskning-bostadstillagg.ts'
import { prisbasbelopp } from '../../parameters/prisbasbelopp.ts'
import { riktalderForAret } from '../../parameters/riktalder-for-aret.ts'
import { riktalder } from '../../parameters/riktalder.ts'
import { skaligBoendekostnad } from '../../parameters/skalig-boendekostnad.ts'
import { skaligLevnadsniva } from '../../parameters/skalig-levnadsniva.ts'
import { tjanstepensionIBostadstillagg } from '../../parameters/tjanstepension-i-bostadstillagg.ts'
import { calculateGrundavdrag, municipalTax, publicServiceFee } from '../skatt/index.ts'

const firstYearByGuarantee = 2020
const lastYearWithLowest = 2013
const lowestPaid = 25 * 12
const firstReformedCohort = 1938
/** Before 2020 the allowance of the older was given from the year of this age. */
const olderBefore2020 = 66
/** The year whose guarantee level the agency's model keeps in the floor. */
const keptFloorYear = 2019

export interface Household {
  readonly birthYear: number
  readonly year: number
  /** All pension before tax but inkomstpensionstillägg. */
  readonly income: Dec
  readonly garantipension: Dec
  readonly tjanstepension: Dec
  readonly rent: Dec
  /** The allowance that the person's tax was counted with. */
  readonly grundavdrag: Dec
}

export interface HousingSupport {
  readonly ordinary: KronorPerYear
  readonly sarskilt: KronorPerYear
  readonly aldreforsorjningsstod: KronorPerYear
  /** Their sum as it is paid. */
  readonly paid: KronorPerYear
}

const none: HousingSupport = {
  ordinary: kronorPerYear(0),
  sarskilt: kronorPerYear(0),
  aldreforsorjningsstod: kronorPerYear(0),
  paid: kronorPerYear(0),
}

export function calculateBostadstillagg(
  household: Household,
  law: LawReader,
  departures: Departures = lawful,
): HousingSupport {
  const { birthYear, year } = household
  if (year - birthYear < law.forCohort(riktalder, birthYear).toNumber()) return none
  const supplement = ordinary(household, law)
  const left = afterTax(household, law, departures)
  const level = wholeMonths(law.ofYear(skaligLevnadsniva, year).times(law.ofYear(prisbasbelopp, year)))
  const rent = Dec.min(household.rent, law.ofYear(skaligBoendekostnad, year).times(12))
  const floor = guaranteeAfterTax(household, law, departures)
  const leftForSpecial = Dec.max(left.forSpecial, floor).minus(rent).plus(supplement)
  const special = Dec.max(0, level.minus(Dec.max(0, leftForSpecial)))
  const leftForSupport = left.forSupport.plus(supplement).plus(special).minus(rent)
  const support = Dec.max(0, level.minus(Dec.max(0, leftForSupport)))
  const total = supplement.plus(special).plus(support)
  const isBelowLowest = year <= lastYearWithLowest && special.plus(support).isZero() && total.lt(lowestPaid)
  return {
    ordinary: kronorPerYear(supplement),
    sarskilt: kronorPerYear(special),
    aldreforsorjningsstod: kronorPerYear(support),
    paid: kronorPerYear(isBelowLowest ? 0 : wholeKronorPerMonth(total)),
  }
}

const wholeMonths = (yearly: Dec): Dec => yearly.div(12).floor().times(12)

/** Rent covered, less the part of income that lowers it. */
function ordinary(household: Household, law: LawReader): Dec {
  const { year, rent } = household
  const covered = law.fromBrackets(ersattBoendekostnad, firstOfJanuary(year), rent.div(12))
  const cost = covered.plus(law.yearMean(extraBostadstillagg, year)).times(12)
  const price = law.ofYear(prisbasbelopp, year)
  const free = law.yearMean(fribeloppBostadstillagg, year).times(price)
  const counted = Dec.max(0, countedIncome(household, law).minus(free))
  const below = Dec.min(counted, price).times(law.ofYear(minskningBostadstillagg, year))
  const above = Dec.max(0, counted.minus(price)).times(law.ofYear(minskningBostadstillaggHogre, year))
  return Dec.max(0, cost.minus(below).minus(above))
}

function countedIncome({ year, income, garantipension, tjanstepension }: Household, law: LawReader): Dec {
  const share = law.ofYear(tjanstepensionIBostadstillagg, year)
  if (year < firstYearByGuarantee) return income.minus(tjanstepension).plus(tjanstepension.times(share))
  return garantipension.plus(income.minus(garantipension).times(share))
}

function afterTax({ birthYear, year, income }: Household, law: LawReader, departures: Departures) {
  const counted = hundredsDown(income)
  const olderFrom =
    year < firstYearByGuarantee ? olderBefore2020 : law.ofYear(riktalderForAret, year).plus(1).toNumber()
  const older = year - birthYear >= olderFrom
  const taxable = counted.minus(calculateGrundavdrag({ income: counted, year, older }, law))
  const afterMunicipality = counted.minus(municipalTax(taxable, year, law))
  return {
    forSpecial: Dec.max(0, afterMunicipality.minus(publicServiceFee(taxable, year, law, departures))),
    forSupport: afterMunicipality,
  }
}

/** The guarantee level after municipal tax: särskilt bostadstillägg counts at least this as income. */
function guaranteeAfterTax(household: Household, law: LawReader, departures: Departures): Dec {
  const { birthYear, year, grundavdrag } = household
  const own = birthYear < firstReformedCohort ? garantinivaFodd1937 : garantinivaEnsam
  const kept = departures.specialSupplementFloorKept && birthYear >= firstReformedCohort
  const level = kept ? law.ofYear(garantinivaEnsam, Math.min(year, keptFloorYear)) : law.yearMean(own, year)
  const guarantee = level.times(law.ofYear(prisbasbelopp, year))
  return guarantee.minus(guarantee.minus(grundavdrag).times(law.ofYear(kommunalskatt, year))).floor()
}
