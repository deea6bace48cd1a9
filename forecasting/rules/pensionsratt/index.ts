/**
 * Pensionsgrundande inkomst and pensionsrätt: what one year of work earns in the public pension.
 *
 * Law:     SFB 59-61 kap.; lag (1994:1744) om allmän pensionsavgift; figures in parameters/.
 * Formula: fee = 7 % of min(salary, 8.07 inkomstbasbelopp), to the nearest 100 with 50 downwards;
 *          PGI = salary − fee, down to 100, at most 7.5 inkomstbasbelopp, 0 below 42.3 % of prisbasbelopp;
 *          pensionsrätt = PGI × 16 % and × 2.5 %, whole kronor downwards.
 * In:      salary, SEK/year, whole hundreds counted; the year.
 * Out:     SEK/year.
 * Outside: years before 2003; children, service, studies and sickness (pensionsgrundande belopp).
 */
import type { LawReader } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import type { IsoDate } from '../../model/year-month.ts'
import { isoDateOf } from '../../model/year-month.ts'
import { allmanPensionsavgift } from '../../parameters/allman-pensionsavgift.ts'
import { andelInkomstpension } from '../../parameters/andel-inkomstpension.ts'
import { andelPremiepension } from '../../parameters/andel-premiepension.ts'
import { avgiftstak } from '../../parameters/avgiftstak.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import { intjanandegolv } from '../../parameters/intjanandegolv.ts'
import { intjanandetak } from '../../parameters/intjanandetak.ts'
import { prisbasbelopp } from '../../parameters/prisbasbelopp.ts'

const hundreds = (value: Dec): Dec => value.div(100).floor().times(100)
const firstOfJanuary = (year: number): IsoDate => isoDateOf(`${year}-01-01`)

export function calculatePgi(
  { salary, year }: { readonly salary: KronorPerYear; readonly year: number },
  law: LawReader,
): KronorPerYear {
  const on = firstOfJanuary(year)
  const income = hundreds(salary)
  const base = law.value(inkomstbasbelopp, on)
  const floor = law.value(intjanandegolv, on).times(law.value(prisbasbelopp, on))
  if (income.lt(floor)) return kronorPerYear(0)
  const counted = Dec.min(income, law.value(avgiftstak, on).times(base))
  const fee = hundreds(counted.times(law.value(allmanPensionsavgift, on)).plus(49))
  return kronorPerYear(Dec.min(hundreds(income.minus(fee)), law.value(intjanandetak, on).times(base)))
}

interface IncomeYear {
  readonly pgi: KronorPerYear
  readonly year: number
}

export function pensionsrattInkomstpension({ pgi, year }: IncomeYear, law: LawReader): KronorPerYear {
  return kronorPerYear(pgi.times(law.value(andelInkomstpension, firstOfJanuary(year))).floor())
}

export function pensionsrattPremiepension({ pgi, year }: IncomeYear, law: LawReader): KronorPerYear {
  return kronorPerYear(pgi.times(law.value(andelPremiepension, firstOfJanuary(year))).floor())
}
