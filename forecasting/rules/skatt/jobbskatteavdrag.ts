/**
 * Jobbskatteavdrag: the tax credit on income from work.
 *
 * Law:     inkomstskattelagen 67 kap. 5-9 §§; tables in parameters/.
 * Formula: (special amount by work income − grundavdrag) · kommunalskatt; the older have a credit by work income
 *          directly, in kronor to 2023 and in prisbasbelopp since. Whole kronor downwards, none before 2007, the
 *          older 2009.
 * In:      work income, SEK/year, whole hundreds; grundavdrag, SEK/year; year; older or not; rate of kommunalskatt.
 * Out:     SEK/year.
 * Outside: the limit to the municipal tax, which ./slutlig-skatt.ts has.
 */
import type { LawReader } from '../../law.ts'
import { firstOfJanuary } from '../../law.ts'
import { Dec } from '../../model/quantity.ts'
import { wholeDown } from '../../model/rounding.ts'
import { jobbskatteavdragAldreKronor } from '../../parameters/jobbskatteavdrag-aldre-kronor.ts'
import { jobbskatteavdragAldre } from '../../parameters/jobbskatteavdrag-aldre.ts'
import { jobbskatteavdrag } from '../../parameters/jobbskatteavdrag.ts'
import { prisbasbelopp } from '../../parameters/prisbasbelopp.ts'

const lastYearInKronor = 2023

interface Work {
  readonly income: Dec
  readonly grundavdrag: Dec
  readonly kommunalskatt: Dec
  readonly year: number
  readonly older: boolean
}

export function calculateJobbskatteavdrag(work: Work, law: LawReader): Dec {
  return wholeDown(Dec.max(0, work.older ? ofOlder(work, law) : ofYounger(work, law)))
}

function ofYounger({ income, grundavdrag, kommunalskatt, year }: Work, law: LawReader): Dec {
  const on = firstOfJanuary(year)
  const price = law.value(prisbasbelopp, on)
  const special = law.fromBrackets(jobbskatteavdrag, on, income.div(price)).times(price)
  return special.minus(grundavdrag).times(kommunalskatt)
}

function ofOlder({ income, year }: Work, law: LawReader): Dec {
  const on = firstOfJanuary(year)
  if (year <= lastYearInKronor) return law.fromBrackets(jobbskatteavdragAldreKronor, on, income)
  const price = law.value(prisbasbelopp, on)
  return law.fromBrackets(jobbskatteavdragAldre, on, income.div(price)).times(price)
}
