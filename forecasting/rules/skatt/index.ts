/**
 * Tax on pension: municipality, burial, state, public service, less the reduction for earned income.
 *
 * Law:     inkomstskattelagen 63, 65 and 67 kap.; lag (2018:1893); begravningslagen 9 kap.; figures in parameters/.
 * Formula: c = income in whole hundreds downwards; T = c − grundavdrag; floor(T · kommunalskatt) + floor(T · burial
 *          fee) + floor(20 % of T above skiktgräns, to 2019 with 5 % above the next) + public service fee (1 % of T to
 *          its ceiling, to the nearest krona) − reduction, which never takes more than the municipal tax.
 * In:      taxable pension, SEK/year; birth year; year.
 * Out:     grundavdrag, taxable income and tax, SEK/year, whole kronor.
 * Outside: the church fee; a municipality's own rate; income from work (./jobbskatteavdrag.ts has its credit); those
 *          who live abroad, for whom no Swedish tax is counted; the special allowance of pensioners before 2003.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import { firstOfJanuary } from '../../law.ts'
import { Dec } from '../../model/quantity.ts'
import { hundredsDown, wholeKronor } from '../../model/rounding.ts'
import { begravningsavgift } from '../../parameters/begravningsavgift.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import { kommunalskatt } from '../../parameters/kommunalskatt.ts'
import { ovreSkiktgrans } from '../../parameters/ovre-skiktgrans.ts'
import { publicServiceAvgift } from '../../parameters/public-service-avgift.ts'
import { publicServiceTak } from '../../parameters/public-service-tak.ts'
import { skattereduktionForvarvsinkomst } from '../../parameters/skattereduktion-forvarvsinkomst.ts'
import { skiktgrans } from '../../parameters/skiktgrans.ts'
import { statligInkomstskatt } from '../../parameters/statlig-inkomstskatt.ts'
import { varnskatt } from '../../parameters/varnskatt.ts'
import { calculateGrundavdrag, isOlder } from './grundavdrag.ts'

export { calculateGrundavdrag } from './grundavdrag.ts'
export { calculateJobbskatteavdrag } from './jobbskatteavdrag.ts'

/** The year whose ceiling of the public service fee the agency's model keeps. */
const keptCeiling = 2022

export interface PensionTax {
  readonly grundavdrag: Dec
  readonly taxable: Dec
  readonly tax: Dec
}

export function calculateTaxOnPension(
  { income, birthYear, year }: { readonly income: Dec; readonly birthYear: number; readonly year: number },
  law: LawReader,
  departures: Departures = lawful,
): PensionTax {
  const counted = hundredsDown(income)
  const older = isOlder({ birthYear, year }, law, departures)
  const grundavdrag = calculateGrundavdrag({ income: counted, year, older }, law)
  const taxable = counted.minus(grundavdrag)
  const municipal = municipalTax(taxable, year, law)
  const burial = taxable.times(law.ofYear(begravningsavgift, year)).floor()
  const fee = publicServiceFee(taxable, year, law, departures)
  const reduction = reductionForIncome({ taxable, municipal, year }, law)
  const tax = municipal
    .plus(burial)
    .plus(stateTax(taxable, year, law))
    .plus(fee)
    .minus(reduction)
  return { grundavdrag, taxable, tax: Dec.max(0, tax) }
}

export const municipalTax = (taxable: Dec, year: number, law: LawReader): Dec =>
  taxable.times(law.ofYear(kommunalskatt, year)).floor()

export function publicServiceFee(taxable: Dec, year: number, law: LawReader, departures: Departures = lawful): Dec {
  const rate = law.ofYear(publicServiceAvgift, year)
  if (rate.isZero()) return rate
  const ceilingYear = departures.publicServiceTakOf2022 ? Math.min(year, keptCeiling) : year
  const ceiling = law.ofYear(publicServiceTak, ceilingYear).times(law.ofYear(inkomstbasbelopp, year))
  return wholeKronor(Dec.min(taxable, ceiling).times(rate))
}

function stateTax(taxable: Dec, year: number, law: LawReader): Dec {
  const above = (limit: Dec) => Dec.max(0, taxable.minus(limit))
  const first = above(law.ofYear(skiktgrans, year)).times(law.ofYear(statligInkomstskatt, year))
  const higher = law.ofYear(varnskatt, year)
  if (higher.isZero()) return first.floor()
  return first.plus(above(law.ofYear(ovreSkiktgrans, year)).times(higher)).floor()
}

function reductionForIncome(
  { taxable, municipal, year }: { readonly taxable: Dec; readonly municipal: Dec; readonly year: number },
  law: LawReader,
): Dec {
  const reduction = law.fromBrackets(skattereduktionForvarvsinkomst, firstOfJanuary(year), taxable)
  const whole = Dec.min(reduction, taxable).floor()
  return municipal.minus(whole).lt(whole) ? municipal.minus(whole) : whole
}
