/**
 * Slutlig skatt: the tax of a year on pension, income from work and benefits in its place together.
 *
 * Law:     inkomstskattelagen 1 kap. 7 §, 63, 65 and 67 kap.; lag (1994:1744) on the general pension fee; lag
 *          (2018:1893) on the public service fee; begravningslagen 9 kap.; for benefits socialförsäkringsbalken 59 kap. 13 § (the pension fee is paid
 *          on them) and inkomstskattelagen 67 kap. 6 § (they are no income from work); figures in parameters/.
 * Formula: c = pension + work + benefit in whole hundreds downwards; T = c − grundavdrag; each of T · kommunalskatt, T · burial
 *          fee, T · church fee, 20 % of T above skiktgräns (to 2019 with 5 % above the next) in whole kronor downwards;
 *          public service fee 1 % of T to its ceiling, to the nearest krona; general pension fee 7 % of work + benefit. Less:
 *          the general pension fee, at most state and municipal tax; jobbskatteavdrag on work alone and then the reduction for earned
 *          income, at most what is left of the municipal tax.
 * In:      pension, work income and benefit, SEK/year; birth year; year; where the person lives; church fee.
 * Out:     each part, SEK/year, whole kronor, reductions negative; their sum is the tax exactly.
 * Outside: capital, property, business, sea and sickness income; deductions; part of a year in Sweden; work before
 *          2006, when the pension fee was credited in part; those who live abroad, for whom no Swedish tax is counted:
 *          that is said, not guessed.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import { firstOfJanuary } from '../../law.ts'
import { MissingFigureError } from '../../model/errors.ts'
import type { KronorPerYear, Share } from '../../model/quantity.ts'
import { Dec, kronorPerYear, share } from '../../model/quantity.ts'
import { hundredsDown, wholeDown } from '../../model/rounding.ts'
import { begravningsavgiftPerKommun } from '../../parameters/begravningsavgift-per-kommun.ts'
import { begravningsavgift } from '../../parameters/begravningsavgift.ts'
import { enhetligBegravningsavgift } from '../../parameters/enhetlig-begravningsavgift.ts'
import { kommunalskattPerKommun } from '../../parameters/kommunalskatt-per-kommun.ts'
import { kommunalskatt } from '../../parameters/kommunalskatt.ts'
import { kyrkoavgift } from '../../parameters/kyrkoavgift.ts'
import { ovreSkiktgrans } from '../../parameters/ovre-skiktgrans.ts'
import { skattereduktionForvarvsinkomst } from '../../parameters/skattereduktion-forvarvsinkomst.ts'
import { skiktgrans } from '../../parameters/skiktgrans.ts'
import { statligInkomstskatt } from '../../parameters/statlig-inkomstskatt.ts'
import { varnskatt } from '../../parameters/varnskatt.ts'
import { calculatePensionsavgift } from '../pensionsratt/index.ts'
import { publicServiceFee } from './fees.ts'
import { calculateGrundavdrag, isOlder } from './grundavdrag.ts'
import { calculateJobbskatteavdrag } from './jobbskatteavdrag.ts'

/** Rates of the taxable income. */
export interface LocalRates {
  readonly kommunalskatt: Share
  readonly begravningsavgift: Share
  readonly kyrkoavgift: Share
}

/** Where the person is registered: the mean of the country, a municipality by SCB's code, or its rates. */
export type Residence =
  | 'average'
  | 'abroad'
  | { readonly municipality: string }
  | { readonly kommunalskatt: Share; readonly begravningsavgift: Share }

export interface TaxYear {
  readonly birthYear: number
  readonly year: number
  readonly pension: KronorPerYear
  readonly work: KronorPerYear
  /** Taxed benefits in place of pay (föräldrapenning, sjukpenning), beside `work`; left out: none. */
  readonly benefit?: KronorPerYear
}

interface TaxedPerson extends TaxYear {
  readonly residence: Residence
  /** For a member of the Church of Sweden: the parish's own rate or the mean of the country; left out, none. */
  readonly kyrkoavgift?: Share | 'average'
}

/** The parts of a tax; reductions are negative, so that the sum is the tax. */
export interface TaxParts {
  readonly kommunalskatt: KronorPerYear
  readonly begravningsavgift: KronorPerYear
  readonly kyrkoavgift: KronorPerYear
  readonly statligInkomstskatt: KronorPerYear
  readonly publicServiceAvgift: KronorPerYear
  readonly allmanPensionsavgift: KronorPerYear
  readonly skattereduktionPensionsavgift: KronorPerYear
  readonly jobbskatteavdrag: KronorPerYear
  readonly skattereduktionForvarvsinkomst: KronorPerYear
}

export interface ComputedTax {
  readonly computed: true
  readonly grundavdrag: KronorPerYear
  readonly taxable: KronorPerYear
  readonly parts: TaxParts
  readonly tax: KronorPerYear
  readonly net: KronorPerYear
}

/** No Swedish tax is counted for one who lives abroad: it follows SINK, a treaty, or the other country. */
export interface TaxNotComputed {
  readonly computed: false
  readonly reason: 'resident-abroad'
}

export type SlutligSkatt = ComputedTax | TaxNotComputed

/** @throws MissingFigureError for a municipality that SCB's table does not have */
export function calculateSlutligSkatt(person: TaxedPerson, law: LawReader): SlutligSkatt {
  if (person.residence === 'abroad') return { computed: false, reason: 'resident-abroad' }
  return calculateTax(person, localRates(person, person.residence, law), law)
}

function localRates(
  { year, kyrkoavgift: member }: TaxedPerson,
  residence: Exclude<Residence, 'abroad'>,
  law: LawReader,
): LocalRates {
  const church = member === 'average' ? law.ofYear(kyrkoavgift, year) : (member ?? share(0))
  if (residence === 'average') {
    const burial = law.ofYear(begravningsavgift, year)
    return { kommunalskatt: law.ofYear(kommunalskatt, year), begravningsavgift: burial, kyrkoavgift: church }
  }
  if ('kommunalskatt' in residence) return { ...residence, kyrkoavgift: church }
  const on = firstOfJanuary(year)
  const rate = law.forMunicipality(kommunalskattPerKommun, residence.municipality, on)
  if (rate === null) throw new MissingFigureError(kommunalskattPerKommun.term, residence.municipality)
  const own = law.forMunicipality(begravningsavgiftPerKommun, residence.municipality, on)
  return {
    kommunalskatt: rate,
    begravningsavgift: own ?? law.ofYear(enhetligBegravningsavgift, year),
    kyrkoavgift: church,
  }
}

export function calculateTax(
  { birthYear, year, pension, work, benefit = kronorPerYear(0) }: TaxYear,
  rates: LocalRates,
  law: LawReader,
  departures: Departures = lawful,
): ComputedTax {
  const earned = work.plus(benefit)
  const all = pension.plus(earned)
  const income = hundredsDown(all)
  const older = isOlder({ birthYear, year }, law, departures)
  const grundavdrag = calculateGrundavdrag({ income, year, older }, law)
  const taxable = income.minus(grundavdrag)
  const municipal = wholeDown(taxable.times(rates.kommunalskatt))
  const state = stateTax(taxable, year, law)
  const workIncome = hundredsDown(work)
  const pensionFee = feeOn(hundredsDown(earned), { birthYear, year }, law)
  const feeCredit = Dec.min(pensionFee, municipal.plus(state))
  const leftOfMunicipal = Dec.max(0, municipal.minus(feeCredit))
  const credit = workIncome.isZero()
    ? workIncome
    : calculateJobbskatteavdrag(
        { income: workIncome, grundavdrag, kommunalskatt: rates.kommunalskatt, year, older },
        law,
      )
  const jobCredit = Dec.min(credit, leftOfMunicipal)
  const reduction = wholeDown(law.fromBrackets(skattereduktionForvarvsinkomst, firstOfJanuary(year), taxable))
  const parts: TaxParts = {
    kommunalskatt: kronorPerYear(municipal),
    begravningsavgift: kronorPerYear(wholeDown(taxable.times(rates.begravningsavgift))),
    kyrkoavgift: kronorPerYear(wholeDown(taxable.times(rates.kyrkoavgift))),
    statligInkomstskatt: kronorPerYear(state),
    publicServiceAvgift: kronorPerYear(publicServiceFee(taxable, year, law, departures)),
    allmanPensionsavgift: kronorPerYear(pensionFee),
    skattereduktionPensionsavgift: lessening(feeCredit),
    jobbskatteavdrag: lessening(jobCredit),
    skattereduktionForvarvsinkomst: lessening(Dec.min(reduction, leftOfMunicipal.minus(jobCredit))),
  }
  const tax = Object.values<KronorPerYear>({ ...parts }).reduce((sum, part) => sum.plus(part), new Dec(0))
  return {
    computed: true,
    grundavdrag: kronorPerYear(grundavdrag),
    taxable: kronorPerYear(taxable),
    parts,
    tax: kronorPerYear(tax),
    net: kronorPerYear(all.minus(tax)),
  }
}

/** Subtracted from nothing, so that none is 0 and not −0. */
const lessening = (reduction: Dec): KronorPerYear => kronorPerYear(new Dec(0).minus(reduction))

/** The first cohort that pays the general pension fee. */
const firstCohortWithFee = 1938

function feeOn(
  earned: Dec,
  { birthYear, year }: { readonly birthYear: number; readonly year: number },
  law: LawReader,
): Dec {
  if (birthYear < firstCohortWithFee || earned.isZero()) return new Dec(0)
  return calculatePensionsavgift({ income: earned, year }, law)
}

function stateTax(taxable: Dec, year: number, law: LawReader): Dec {
  const above = (limit: Dec) => Dec.max(0, taxable.minus(limit))
  const first = above(law.ofYear(skiktgrans, year)).times(law.ofYear(statligInkomstskatt, year))
  const higher = law.ofYear(varnskatt, year)
  if (higher.isZero()) return wholeDown(first)
  return wholeDown(first.plus(above(law.ofYear(ovreSkiktgrans, year)).times(higher)))
}
