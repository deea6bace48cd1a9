/**
 * Tax: on pension and work together (./slutlig-skatt.ts), what each payer withholds (./preliminarskatt.ts), and, for
 * typfall mode, on pension alone at the mean rates of the country.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import type { Dec } from '../../model/quantity.ts'
import { kronorPerYear, share } from '../../model/quantity.ts'
import { begravningsavgift } from '../../parameters/begravningsavgift.ts'
import { kommunalskatt } from '../../parameters/kommunalskatt.ts'
import type { ComputedTax } from './slutlig-skatt.ts'
import { calculateTax } from './slutlig-skatt.ts'

export { municipalTax, publicServiceFee } from './fees.ts'
export { calculateGrundavdrag, isOlder } from './grundavdrag.ts'
export { calculateJobbskatteavdrag } from './jobbskatteavdrag.ts'
export { calculatePreliminarskatt } from './preliminarskatt.ts'
export { calculateSlutligSkatt } from './slutlig-skatt.ts'
export type { ComputedTax, Residence } from './slutlig-skatt.ts'

/** @param income taxable pension, SEK/year */
export function calculateTaxOnPension(
  { income, birthYear, year }: { readonly income: Dec; readonly birthYear: number; readonly year: number },
  law: LawReader,
  departures: Departures = lawful,
): ComputedTax {
  const rates = {
    kommunalskatt: law.ofYear(kommunalskatt, year),
    begravningsavgift: law.ofYear(begravningsavgift, year),
    kyrkoavgift: share(0),
  }
  const taxed = { birthYear, year, pension: kronorPerYear(income), work: kronorPerYear(0) }
  return calculateTax(taxed, rates, law, departures)
}
