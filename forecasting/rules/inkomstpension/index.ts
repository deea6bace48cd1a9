/**
 * Inkomstpension: the public pension that follows incomes.
 *
 * Law:     SFB 62 kap.; delningstal in parameters/delningstal-inkomstpension.ts.
 * Formula: floor((balance + rights until work ends) / delningstal / 12 + ½)
 * In:      pensionsbehållning, SEK; pensionsrätt not yet in it, SEK; birth year; age at the start in months.
 * Out:     SEK/month, whole kronor, level in today's money: incomes are taken to grow as the norm.
 * Outside: inheritance gains and administration cost up to the start (together some per cent too little for the
 *          young); rights of the last two years, which by law are added after the start; part withdrawal; balancing.
 */
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import type { Kronor, KronorPerMonth } from '../../model/quantity.ts'
import { kronorPerMonth } from '../../model/quantity.ts'
import { delningstalInkomstpension } from '../../parameters/delningstal-inkomstpension.ts'
import { calculateDelningstal } from '../delningstal/index.ts'

export function calculateInkomstpension(
  account: { readonly balance: Kronor; readonly rights: Kronor; readonly birthYear: number; readonly at: Age },
  law: LawReader,
): KronorPerMonth {
  const capital = account.balance.plus(account.rights)
  return kronorPerMonth(
    capital
      .div(calculateDelningstal(delningstalInkomstpension, account, law))
      .div(12)
      .plus(0.5)
      .floor(),
  )
}
