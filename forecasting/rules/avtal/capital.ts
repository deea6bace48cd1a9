/** The growth of a contract's capital until the start of payment. */
import type { LawReader } from '../../law.ts'
import { ageInMonth } from '../../model/age.ts'
import type { ContractHolding, Dated, Fee } from '../../model/holding.ts'
import type { Kronor, KronorPerYear, Share } from '../../model/quantity.ts'
import { Dec, kronor, kronorPerYear, share } from '../../model/quantity.ts'
import type { IsoDate, YearMonth } from '../../model/year-month.ts'
import { nearestMonthStart } from '../../model/year-month.ts'
import type { MortalityRow } from '../../parameters/parameter.ts'
import { standardavgift } from '../../parameters/standardavgift.ts'
import { growthTable } from './growth.ts'
import type { PremiumSpan } from './premiums.ts'

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

/** Growth of one month at a yearly rate that fees and tax are taken from; a loss of all leaves next to nothing. */
export const monthlyGrowth = (yearly: Dec): number => Math.pow(Math.max(1e-9, yearly.plus(1).toNumber()), 1 / 12)

/** What a contract saves, whatever its start. */
export interface Saving {
  readonly capital: Dated<Kronor>
  readonly fees: Pick<ContractFees, 'ofPremium' | 'fixed'>
  readonly birthDate: IsoDate
  /** Null with återbetalningsskydd: no arvsvinst. */
  readonly mortality: MortalityRow | null
}

/** One path of it: what is paid, and how it grows. */
export interface SavingPath {
  readonly premiums: readonly PremiumSpan[]
  /** The first month without premiums, wherever the spans end. */
  readonly until: YearMonth
  /** The first month of payment. */
  readonly start: YearMonth
  /** Of one month, after tax and fee. */
  readonly monthly: number
}

/** Worth at the start of 1 krona of the capital now, and of 1 krona a month while something is paid. */
function worthsOf({ capital, birthDate, mortality }: Saving, { until, start, monthly }: SavingPath) {
  const begins = Math.min(nearestMonthStart(capital.date), start)
  const { worth, paid } = growthTable(
    { monthly, mortality },
    ageInMonth(birthDate, begins as YearMonth),
    ageInMonth(birthDate, start),
  )
  const atStart = worth[start - begins] ?? 0
  const before = (month: number): number => paid[Math.max(0, Math.min(month, start) - begins)] ?? 0
  const end = Math.min(until, start)
  return {
    ofCapital: 1 / atStart,
    ofPayments: (first: number, after: number): number =>
      Math.max(0, before(Math.min(after, end)) - before(Math.min(first, end))) / atStart,
    ofFees: before(start) / atStart,
  }
}

export function capitalAtStart(saving: Saving, path: SavingPath): Kronor {
  const { ofCapital, ofPayments, ofFees } = worthsOf(saving, path)
  const invested = path.premiums.reduce((sum, { from, to, yearly }) => {
    const worth = ofPayments(from, to)
    return worth === 0 ? sum : sum.plus(yearly.times(new Dec(worth)))
  }, new Dec(0))
  const { ofPremium, fixed } = saving.fees
  const afterFee = invested.isZero() ? invested : invested.times(new Dec(1).minus(ofPremium))
  const grown = saving.capital.value.times(new Dec(ofCapital)).plus(afterFee.div(12))
  return kronor(Dec.max(0, fixed.isZero() ? grown : grown.minus(fixed.times(new Dec(ofFees)).div(12))))
}

/** A saving's amounts as doubles, made once a contract. */
export interface SavingInDoubles {
  readonly saving: Saving
  readonly capital: number
  readonly afterPremiumFee: number
  readonly fixed: number
}

export const inDoubles = (saving: Saving): SavingInDoubles => ({
  saving,
  capital: saving.capital.value.toNumber(),
  afterPremiumFee: 1 - saving.fees.ofPremium.toNumber(),
  fixed: saving.fees.fixed.toNumber(),
})

/** The same as `capitalAtStart` in doubles: for grids and searches. `yearly` stands beside each span of the path. */
export function capitalInDoubles(of: SavingInDoubles, path: SavingPath, yearly: readonly number[]): number {
  const { ofCapital, ofPayments, ofFees } = worthsOf(of.saving, path)
  let invested = 0
  for (const [i, { from, to }] of path.premiums.entries()) invested += (yearly[i] ?? 0) * ofPayments(from, to)
  return Math.max(0, of.capital * ofCapital + (invested * of.afterPremiumFee) / 12 - (of.fixed * ofFees) / 12)
}
