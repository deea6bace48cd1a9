/**
 * Inkomstpension: the public pension that follows incomes.
 *
 * Law:     SFB 62 kap.; delningstal in parameters/delningstal-inkomstpension.ts.
 * Formula: floor((balance + rights until work ends) / delningstal / 12 + ½)
 * In:      pensionsbehållning, SEK; pensionsrätt not yet in it, SEK; birth year; age at the start in months.
 * Out:     SEK/month, whole kronor, level in today's money: incomes are taken to grow as the norm.
 * Outside: the account before the start (./account.ts); rights decided after it, and part withdrawal
 *          (projection/public-drawing.ts); gains for the months of the year in which it is drawn; balancing.
 */
import { lawful } from '../../departures.ts'
import type { Departures } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import { age } from '../../model/age.ts'
import { kronorPerMonthDown, wholeDown, wholeKronor } from '../../model/rounding.ts'
import type { Dec, Kronor, KronorPerMonth, KronorPerYear } from '../../model/quantity.ts'
import { kronorPerMonth, kronorPerYear } from '../../model/quantity.ts'
import { delningstalInkomstpension } from '../../parameters/delningstal-inkomstpension.ts'
import { delningstalTypfallsmodellen } from '../../parameters/delningstal-typfallsmodellen.ts'
import { calculateDelningstal } from '../delningstal/index.ts'

export type { AccountYear } from './account.ts'
export { closingRight, inkomstpensionYear, stepInkomstpension } from './account.ts'
export { foljsamhetsindexering } from './indexation.ts'

interface Drawn {
  readonly birthYear: number
  readonly at: Age
}

/** The delningstal at the start: by law the published one at that age. */
export function delningstalAtStart({ birthYear, at }: Drawn, law: LawReader, departures: Departures = lawful): Dec {
  const own = departures.delningstalModelTable && birthYear >= (delningstalTypfallsmodellen.rows[0]?.bornFrom ?? 0)
  const table = own ? delningstalTypfallsmodellen : delningstalInkomstpension
  const here = calculateDelningstal(table, { birthYear, at }, law)
  if (!departures.delningstalMidYear) return here
  const next = calculateDelningstal(table, { birthYear, at: age(1, at) }, law)
  return wholeDown(here.plus(next).div(2).times(100).plus(0.4999)).div(100)
}

export function calculateInkomstpension(
  account: Drawn & { readonly balance: Kronor; readonly rights: Kronor },
  law: LawReader,
  departures: Departures = lawful,
): KronorPerMonth {
  const capital = account.balance.plus(account.rights)
  return kronorPerMonth(wholeKronor(capital.div(delningstalAtStart(account, law, departures)).div(12)))
}

/** A pension with a right credited later, at the published delningstal of the age: whole kronor a month downwards. */
export function withLaterRight(
  pension: KronorPerMonth,
  { credited, ...drawn }: Drawn & { readonly credited: Dec },
  law: LawReader,
): KronorPerYear {
  const added = credited.div(calculateDelningstal(delningstalInkomstpension, drawn, law))
  return kronorPerYear(kronorPerMonthDown(pension.times(12).plus(added)))
}
