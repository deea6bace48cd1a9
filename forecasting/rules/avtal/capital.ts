/** The growth of a contract's capital until the start of payment. */
import type { LawReader } from '../../law.ts'
import type { ContractHolding, Dated, Fee } from '../../model/holding.ts'
import type { Kronor, KronorPerYear, Share } from '../../model/quantity.ts'
import { Dec, kronor, kronorPerYear, share } from '../../model/quantity.ts'
import type { IsoDate, YearMonth } from '../../model/year-month.ts'
import { nearestMonthStart } from '../../model/year-month.ts'
import { avkastning } from '../../parameters/avkastning.ts'
import { avkastningsskatt } from '../../parameters/avkastningsskatt.ts'
import { standardavgift } from '../../parameters/standardavgift.ts'

export interface ContractFees {
  /** Share of the capital a year. */
  readonly ofCapital: Share
  /** Share of each premium. */
  readonly ofPremium: Share
  readonly fixed: KronorPerYear
  /** Whether the share of the capital is the standard fee, since none was reported. */
  readonly assumed: boolean
}

const appliesTo: Readonly<Record<Fee['applies'], (contract: ContractHolding) => boolean>> = {
  contract: () => true,
  fund: (contract) => contract.forvaltningsform !== 'traditionell',
  traditional: (contract) => contract.forvaltningsform !== 'fond',
}

/** The fees that touch this contract's form of saving; the standard fee when no fee on the capital is reported. */
export function feesOf(contract: ContractHolding, today: IsoDate, law: LawReader): ContractFees {
  const reported =
    contract.fees === 'not-reported' ? [] : contract.fees.filter((fee) => appliesTo[fee.applies](contract))
  const sum = (part: 'variable' | 'fixed', onPremium: boolean): Dec =>
    reported
      .filter((fee) => onPremium === (fee.kind === 'premium'))
      .reduce(
        (total, { amount }) =>
          part === 'variable'
            ? total.plus('variable' in amount ? amount.variable : 0)
            : total.plus('fixed' in amount ? amount.fixed : 0),
        new Dec(0),
      )
  const assumed = !reported.some((fee) => fee.kind !== 'premium')
  return {
    ofCapital: assumed ? law.value(standardavgift, today) : share(sum('variable', false)),
    ofPremium: share(Dec.min(1, sum('variable', true))),
    fixed: kronorPerYear(sum('fixed', false).plus(sum('fixed', true))),
    assumed,
  }
}

interface Saving {
  readonly capital: Dated<Kronor>
  readonly premium: KronorPerYear | null
  /** First month without a premium. */
  readonly premiumEnd: YearMonth
  readonly start: YearMonth
  readonly fees: ContractFees
  readonly today: IsoDate
}

/** Worth at `months` of 1 krona paid in the middle of each of the first `paid` months, at a monthly growth. */
function worthOfPayments(growth: number, months: number, paid: number): number {
  if (paid <= 0 || growth === 0) return 0
  if (growth === 1) return paid
  const force = Math.log(growth)
  return (Math.exp(force * (months - 0.5)) * Math.expm1(-force * paid)) / Math.expm1(-force)
}

export function capitalAtStart(saving: Saving, law: LawReader): Kronor {
  const { capital, premium, fees, today } = saving
  const begins = nearestMonthStart(capital.date)
  const months = Math.max(0, saving.start - begins)
  const paid = Math.max(0, Math.min(saving.premiumEnd, saving.start) - begins)
  const yearly = law.value(avkastning, today).minus(law.value(avkastningsskatt, today)).minus(fees.ofCapital).plus(1)
  const growth = Math.pow(Math.max(0, yearly.toNumber()), 1 / 12)
  const invested = premium === null ? new Dec(0) : premium.times(new Dec(1).minus(fees.ofPremium)).div(12)
  const grown = capital.value
    .times(new Dec(Math.pow(growth, months)))
    .plus(invested.times(new Dec(worthOfPayments(growth, months, paid))))
    .minus(fees.fixed.div(12).times(new Dec(worthOfPayments(growth, months, months))))
  return kronor(Dec.max(0, grown))
}
