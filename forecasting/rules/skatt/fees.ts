/** Municipal tax and public service fee on taxable income, SEK/year, whole kronor. */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import { Dec } from '../../model/quantity.ts'
import { wholeDown, wholeKronor } from '../../model/rounding.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import { kommunalskatt } from '../../parameters/kommunalskatt.ts'
import { publicServiceAvgift } from '../../parameters/public-service-avgift.ts'
import { publicServiceTak } from '../../parameters/public-service-tak.ts'

/** The year whose ceiling of the public service fee the agency's model keeps. */
const keptCeiling = 2022

/** At the mean rate of the country. */
export const municipalTax = (taxable: Dec, year: number, law: LawReader): Dec =>
  wholeDown(taxable.times(law.ofYear(kommunalskatt, year)))

export function publicServiceFee(taxable: Dec, year: number, law: LawReader, departures: Departures = lawful): Dec {
  const rate = law.ofYear(publicServiceAvgift, year)
  if (rate.isZero()) return rate
  const ceilingYear = departures.publicServiceTakOf2022 ? Math.min(year, keptCeiling) : year
  const ceiling = law.ofYear(publicServiceTak, ceilingYear).times(law.ofYear(inkomstbasbelopp, year))
  return wholeKronor(Dec.min(taxable, ceiling).times(rate))
}
