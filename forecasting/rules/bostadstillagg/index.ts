/**
 * Bostadstillägg, särskilt bostadstillägg and äldreförsörjningsstöd of a single person or of each of a couple, tax free.
 *
 * Law:     SFB 74 and 101-103 kap.; lag (2001:761) and lag (2001:853) before; figures in parameters/.
 * Formula: covered cost m of the rent, with its addition; counted income ν = garantipension + 93 % of other pension +
 *          half of work above 24,000 + 15 % of wealth above 100,000 − fribelopp (to 2019: tjänstepension at 80 %, all else
 *          whole); supplement b = max(0, m − 62 % of ν), to 2019 50 % of what ν has above one prisbasbelopp. Särskilt:
 *          s = what lacks to skälig levnadsnivå after tax and reasonable rent, counted on at least the guarantee level
 *          after tax. Äldreförsörjningsstöd: what still lacks. Sum in whole kronor a month; before 2014 nothing below
 *          25 kr a month.
 *          Each of a couple: half the rent, half of every limit of it and of the addition, half of both's counted
 *          income and of both's income after tax, the levels of a married person.
 * In:      pensions, SEK/year; rent of the home, SEK/year; grundavdrag of the taxed income, SEK; birth year; year; from
 *          2023 work, SEK/year, and wealth, SEK; the partner's.
 * Out:     each of the three and their sum, SEK/year, from the person's own riktålder.
 * Outside: children; couples before 2022; capital income; the supplement of sickness compensation; tax on work, which
 *          särskilt bostadstillägg and äldreförsörjningsstöd here count whole above 24,000.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import { firstOfJanuary } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { hundredsDown, wholeDown, wholeKronorPerMonth } from '../../model/rounding.ts'
import { arbetsinkomstIBostadstillagg } from '../../parameters/arbetsinkomst-i-bostadstillagg.ts'
import { ersattBoendekostnad } from '../../parameters/ersatt-boendekostnad.ts'
import { extraBostadstillagg } from '../../parameters/extra-bostadstillagg.ts'
import { fribeloppBostadstillagg } from '../../parameters/fribelopp-bostadstillagg.ts'
import { formogenhetSomInkomst } from '../../parameters/formogenhet-som-inkomst.ts'
import { fribeloppArbetsinkomst } from '../../parameters/fribelopp-arbetsinkomst.ts'
import { fribeloppBostadstillaggGift } from '../../parameters/fribelopp-bostadstillagg-gift.ts'
import { fribeloppFormogenhet } from '../../parameters/fribelopp-formogenhet.ts'
import { garantinivaEnsam } from '../../parameters/garantiniva-ensam.ts'
import { garantinivaFodd1937 } from '../../parameters/garantiniva-fodd1937.ts'
import { garantinivaGift } from '../../parameters/garantiniva-gift.ts'
import { kommunalskatt } from '../../parameters/kommunalskatt.ts'
import { minskningBostadstillaggHogre } from '../../parameters/minskning-bostadstillagg-hogre.ts'
import { minskningBostadstillagg } from '../../parameters/minskning-bostadstillagg.ts'
import { prisbasbelopp } from '../../parameters/prisbasbelopp.ts'
import { riktalderForAret } from '../../parameters/riktalder-for-aret.ts'
import { riktalder } from '../../parameters/riktalder.ts'
import { skaligBoendekostnad } from '../../parameters/skalig-boendekostnad.ts'
import { skaligLevnadsnivaGift } from '../../parameters/skalig-levnadsniva-gift.ts'
import { skaligLevnadsniva } from '../../parameters/skalig-levnadsniva.ts'
import { tjanstepensionIBostadstillagg } from '../../parameters/tjanstepension-i-bostadstillagg.ts'
import { calculateGrundavdrag, municipalTax, publicServiceFee } from '../skatt/index.ts'

const firstYearByGuarantee = 2020
const lastYearWithLowest = 2013
const lowestPaid = 25 * 12
const firstReformedCohort = 1938
/** The year whose guarantee level the agency's model keeps in the floor. */
const keptFloorYear = 2019

/** What one person lives on. */
export interface Means {
  readonly birthYear: number
  /** All pension before tax but inkomstpensionstillägg. */
  readonly income: Dec
  readonly garantipension: Dec
  readonly tjanstepension: Dec
  readonly work?: Dec
  /** Without the home; for a couple half of what both own. */
  readonly wealth?: Dec
}

export interface Household extends Means {
  readonly year: number
  /** Of the whole home. */
  readonly rent: Dec
  readonly partner?: Means
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

const nothing = new Dec(0)

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
  const isCouple = household.partner !== undefined
  const standard = law.ofYear(isCouple ? skaligLevnadsnivaGift : skaligLevnadsniva, year)
  const level = wholeMonths(standard.times(law.ofYear(prisbasbelopp, year)))
  const rent = ofEach(household, Dec.min(household.rent, law.ofYear(skaligBoendekostnad, year).times(12)))
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

const wholeMonths = (yearly: Dec): Dec => wholeDown(yearly.div(12)).times(12)

/** A cost of the home as each person bears it. Half of every limit is the same as half of what one would have. */
const ofEach = ({ partner }: Household, amount: Dec): Dec => (partner === undefined ? amount : amount.div(2))

/** The mean over the person and the partner. */
function meanOf({ partner, ...person }: Household, of: (means: Means) => Dec): Dec {
  return partner === undefined ? of(person) : of(person).plus(of(partner)).div(2)
}

/** Rent covered, less the part of income that lowers it. */
function ordinary(household: Household, law: LawReader): Dec {
  const { year, rent, partner } = household
  const covered = law.fromBrackets(ersattBoendekostnad, firstOfJanuary(year), rent.div(12))
  const cost = ofEach(household, covered.plus(law.yearMean(extraBostadstillagg, year)).times(12))
  const price = law.ofYear(prisbasbelopp, year)
  const freeAmount = partner === undefined ? fribeloppBostadstillagg : fribeloppBostadstillaggGift
  const free = law.yearMean(freeAmount, year).times(price)
  const income = meanOf(household, (means) => {
    const work = workAbove(means, year, law)
    const ofWork = work.isZero() ? work : work.times(law.ofYear(arbetsinkomstIBostadstillagg, year))
    return countedIncome(means, year, law)
      .plus(ofWork)
      .plus(wealthAsIncome(means, year, law))
  })
  const counted = Dec.max(0, income.minus(free))
  const below = Dec.min(counted, price).times(law.ofYear(minskningBostadstillagg, year))
  const above = Dec.max(0, counted.minus(price)).times(law.ofYear(minskningBostadstillaggHogre, year))
  return Dec.max(0, cost.minus(below).minus(above))
}

function countedIncome({ income, garantipension, tjanstepension }: Means, year: number, law: LawReader): Dec {
  const share = law.ofYear(tjanstepensionIBostadstillagg, year)
  if (year < firstYearByGuarantee) return income.minus(tjanstepension).plus(tjanstepension.times(share))
  return garantipension.plus(income.minus(garantipension).times(share))
}

/** Work of a year above what is free. */
const workAbove = ({ work = nothing }: Means, year: number, law: LawReader): Dec =>
  work.isZero() ? nothing : Dec.max(0, work.minus(law.ofYear(fribeloppArbetsinkomst, year)))

/** Wealth above what is free, as income of a year. */
const wealthAsIncome = ({ wealth = nothing }: Means, year: number, law: LawReader): Dec =>
  wealth.isZero()
    ? nothing
    : Dec.max(0, wealth.minus(law.ofYear(fribeloppFormogenhet, year))).times(law.ofYear(formogenhetSomInkomst, year))

function afterTax(household: Household, law: LawReader, departures: Departures) {
  const { year } = household
  const of = (kind: 'forSpecial' | 'forSupport') =>
    meanOf(household, (means) => {
      const pension = afterTaxOf({ ...means, year }, law, departures)
      return pension[kind].plus(workAbove(means, year, law)).plus(wealthAsIncome(means, year, law))
    })
  return { forSpecial: of('forSpecial'), forSupport: of('forSupport') }
}

function afterTaxOf(
  { birthYear, year, income }: Means & { readonly year: number },
  law: LawReader,
  departures: Departures,
) {
  const counted = hundredsDown(income)
  const older = year - birthYear > law.ofYear(riktalderForAret, year).toNumber()
  const taxable = counted.minus(calculateGrundavdrag({ income: counted, year, older }, law))
  const afterMunicipality = counted.minus(municipalTax(taxable, year, law))
  return {
    forSpecial: Dec.max(0, afterMunicipality.minus(publicServiceFee(taxable, year, law, departures))),
    forSupport: afterMunicipality,
  }
}

/** The guarantee level after municipal tax: särskilt bostadstillägg counts at least this as income. */
function guaranteeAfterTax(household: Household, law: LawReader, departures: Departures): Dec {
  const { birthYear, year, grundavdrag, partner } = household
  const reformed = partner === undefined ? garantinivaEnsam : garantinivaGift
  const own = birthYear < firstReformedCohort ? garantinivaFodd1937 : reformed
  const kept = departures.specialSupplementFloorKept && birthYear >= firstReformedCohort
  const level = kept ? law.ofYear(garantinivaEnsam, Math.min(year, keptFloorYear)) : law.yearMean(own, year)
  const guarantee = level.times(law.ofYear(prisbasbelopp, year))
  return wholeDown(guarantee.minus(guarantee.minus(grundavdrag).times(law.ofYear(kommunalskatt, year))))
}
