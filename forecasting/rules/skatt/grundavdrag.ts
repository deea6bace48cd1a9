/**
 * Grundavdrag: the part of income that is not taxed.
 *
 * Law:     inkomstskattelagen 63 kap. 2-5 §§; tables in parameters/.
 * Formula: (basic allowance + addition of the older) by income in prisbasbelopp, the sum at most the income, up to
 *          whole hundreds.
 * In:      income, SEK/year, whole hundreds; year; whether the addition applies.
 * Out:     SEK/year.
 * Outside: income from abroad; part of the year in Sweden; the special allowance of pensioners before 2003.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import { firstOfJanuary } from '../../law.ts'
import { Dec } from '../../model/quantity.ts'
import { hundredsDown } from '../../model/rounding.ts'
import { alderForhojtGrundavdrag } from '../../parameters/alder-forhojt-grundavdrag.ts'
import { forhojtGrundavdrag } from '../../parameters/forhojt-grundavdrag.ts'
import { grundavdrag } from '../../parameters/grundavdrag.ts'
import { prisbasbelopp } from '../../parameters/prisbasbelopp.ts'
import { riktalder } from '../../parameters/riktalder.ts'

const firstYear = 2009

/** Whether the allowance of the older applies, by the age reached during the year. */
export function isOlder(
  { birthYear, year }: { readonly birthYear: number; readonly year: number },
  law: LawReader,
  departures: Departures = lawful,
): boolean {
  const years = year - birthYear
  const first = departures.elderAllowanceFromRiktalder
    ? law.forCohort(riktalder, birthYear).toNumber() + 1
    : law.forCohort(alderForhojtGrundavdrag, birthYear).toNumber()
  return years >= first
}

export function calculateGrundavdrag(
  { income, year, older }: { readonly income: Dec; readonly year: number; readonly older: boolean },
  law: LawReader,
): Dec {
  const on = firstOfJanuary(year)
  const price = law.value(prisbasbelopp, on)
  const inBaseAmounts = income.div(price)
  const basic = law.fromBrackets(grundavdrag, on, inBaseAmounts)
  const addition = older && year >= firstYear ? law.fromBrackets(forhojtGrundavdrag, on, inBaseAmounts) : new Dec(0)
  const whole = Dec.min(basic.plus(addition).times(price), income)
  return hundredsDown(whole.plus(99.99))
}
