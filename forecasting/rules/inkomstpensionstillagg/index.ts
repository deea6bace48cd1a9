/**
 * Inkomstpensionstillägg: a supplement to those who have worked long for low pay.
 *
 * Law:     SFB 74 a kap.; figures in parameters/.
 * Formula: u = base / (inkomstindex / inkomstindex 2021 / 1.016^(year − 2021)); nothing below 108,000 or from 204,000;
 *          between them the least of 30 % of what lies above 108,000, 7,200 and 20 % of what lacks to 204,000, in
 *          steps of 600 whose middle is paid; × min(1, years with income / 40). In 2021 four months.
 * In:      base, SEK/year: inkomstpension as if everything were inkomstpension, and tilläggspension, as if drawn at
 *          riktålder; years with a right or a point before riktålder; birth year; year.
 * Out:     SEK/year.
 * Outside: part withdrawal, which gives none; the reduced base of those who draw early.
 */
import type { LawReader } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { wholeDown } from '../../model/rounding.ts'
import { helIntjanandetid } from '../../parameters/hel-intjanandetid.ts'
import { hogstaInkomstpensionstillagg } from '../../parameters/hogsta-inkomstpensionstillagg.ts'
import { inkomstindex } from '../../parameters/inkomstindex.ts'
import { inkomstpensionstillaggFran } from '../../parameters/inkomstpensionstillagg-fran.ts'
import { inkomstpensionstillaggTill } from '../../parameters/inkomstpensionstillagg-till.ts'
import { manaderInkomstpensionstillagg } from '../../parameters/manader-inkomstpensionstillagg.ts'
import { minskningInkomstpensionstillagg } from '../../parameters/minskning-inkomstpensionstillagg.ts'
import { normInkomstpension } from '../../parameters/norm-inkomstpension.ts'
import { okningInkomstpensionstillagg } from '../../parameters/okning-inkomstpensionstillagg.ts'
import { riktalder } from '../../parameters/riktalder.ts'
import { stegInkomstpensionstillagg } from '../../parameters/steg-inkomstpensionstillagg.ts'

const firstYear = 2021

interface Supplement {
  readonly base: KronorPerYear
  readonly yearsWithIncome: number
  readonly birthYear: number
  readonly year: number
}

export function calculateInkomstpensionstillagg(person: Supplement, law: LawReader): KronorPerYear {
  const { birthYear, year, yearsWithIncome } = person
  if (year < firstYear || year - birthYear < law.forCohort(riktalder, birthYear).toNumber()) return kronorPerYear(0)
  const time = Dec.min(1, new Dec(yearsWithIncome).div(law.forCohort(helIntjanandetid, birthYear)))
  const months = law.ofYear(manaderInkomstpensionstillagg, year)
  return kronorPerYear(wholeSupplement(person, law).times(time).times(months).div(12))
}

function wholeSupplement({ base, year }: Supplement, law: LawReader): Dec {
  const norm = law
    .ofYear(normInkomstpension, year)
    .plus(1)
    .pow(year - firstYear)
  const counted = base.times(law.ofYear(inkomstindex, firstYear)).times(norm).div(law.ofYear(inkomstindex, year))
  const [from, to] = [law.ofYear(inkomstpensionstillaggFran, year), law.ofYear(inkomstpensionstillaggTill, year)]
  if (counted.lt(from) || counted.gte(to)) return new Dec(0)
  const highest = law.ofYear(hogstaInkomstpensionstillagg, year)
  const rising = law.ofYear(okningInkomstpensionstillagg, year).times(counted.minus(from))
  const falling = law.ofYear(minskningInkomstpensionstillagg, year).times(to.minus(counted))
  const between = Dec.min(rising, falling)
  if (between.gte(highest)) return highest
  const step = law.ofYear(stegInkomstpensionstillagg, year)
  return wholeDown(between.div(step)).plus(0.5).times(step)
}
