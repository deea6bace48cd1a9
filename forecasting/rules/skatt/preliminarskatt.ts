/**
 * Preliminary tax: what each payer withholds of a year's payments.
 *
 * Law:     skatteförfarandelagen 11 kap. 16-24 §§; figures in parameters/.
 * Formula: the payer of the largest amount withholds by the tax table, that is the final tax if it alone had paid; each
 *          other one 30 %, whole kronor downwards. What is left is the final tax on all of it less what was withheld: to
 *          be paid when above nothing, given back when below.
 * In:      payments by payer, SEK/year, pension or work; birth year; year; where the person lives; church fee.
 * Out:     SEK/year by payer, in the order given, and what is left.
 * Outside: a higher deduction asked for, jämkning, tables by the month, interest on what is left.
 */
import type { LawReader } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { skatteavdragSidoinkomst } from '../../parameters/skatteavdrag-sidoinkomst.ts'
import type { Residence, TaxNotComputed } from './slutlig-skatt.ts'
import { calculateSlutligSkatt } from './slutlig-skatt.ts'
import type { Share } from '../../model/quantity.ts'
import { wholeDown } from '../../model/rounding.ts'

interface Payer {
  readonly id: string
  readonly amount: KronorPerYear
  readonly kind: 'pension' | 'work'
}

interface Paid {
  readonly payers: readonly Payer[]
  readonly birthYear: number
  readonly year: number
  readonly residence: Residence
  readonly kyrkoavgift?: Share | 'average'
}

interface Withheld {
  readonly computed: true
  readonly byPayer: readonly { readonly id: string; readonly main: boolean; readonly withheld: KronorPerYear }[]
  /** The final tax on everything. */
  readonly tax: KronorPerYear
  /** Above nothing: to be paid; below: given back. */
  readonly left: KronorPerYear
}

const nothing = kronorPerYear(0)

const sumOf = (payers: readonly Payer[], kind: Payer['kind']): KronorPerYear =>
  kronorPerYear(payers.filter((payer) => payer.kind === kind).reduce((sum, { amount }) => sum.plus(amount), new Dec(0)))

export function calculatePreliminarskatt({ payers, ...person }: Paid, law: LawReader): Withheld | TaxNotComputed {
  const taxOn = (paid: readonly Payer[]) =>
    calculateSlutligSkatt({ ...person, pension: sumOf(paid, 'pension'), work: sumOf(paid, 'work') }, law)
  const final = taxOn(payers)
  if (!final.computed) return final
  const main = payers.reduce<Payer | null>((most, payer) => (payer.amount.gt(most?.amount ?? -1) ? payer : most), null)
  const mainTax = main === null ? final : taxOn([main])
  const share = law.ofYear(skatteavdragSidoinkomst, person.year)
  const byPayer = payers.map((payer) => ({
    id: payer.id,
    main: payer === main,
    withheld:
      payer !== main ? kronorPerYear(wholeDown(payer.amount.times(share))) : mainTax.computed ? mainTax.tax : nothing,
  }))
  const withheld = byPayer.reduce((sum, payer) => sum.plus(payer.withheld), new Dec(0))
  return { computed: true, byPayer, tax: final.tax, left: kronorPerYear(final.tax.minus(withheld)) }
}
