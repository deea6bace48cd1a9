/** How a contract's capital becomes payments: its rate, fees and cover, and in funds what each January makes of them. */
import type { Read } from '../explanation/steps.ts'
import { reading } from '../explanation/steps.ts'
import type { ContractHolding } from '../model/holding.ts'
import type { Share } from '../model/quantity.ts'
import { Dec, kronorPerMonth, share } from '../model/quantity.ts'
import { toOre } from '../model/rounding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths } from '../model/year-month.ts'
import { avkastningsskattKapitalforsakring } from '../parameters/avkastningsskatt-kapitalforsakring.ts'
import { avkastningsskatt } from '../parameters/avkastningsskatt.ts'
import { standardprognosranta } from '../parameters/standardprognosranta.ts'
import type { ContractFees } from '../rules/avtal/index.ts'
import { aterbetalningsskyddOf, feesOf, monthlyGrowth } from '../rules/avtal/index.ts'
import type { PayoutStart, PayoutTerms } from '../rules/payout/index.ts'
import { netRate, payoutTerms, publishedPrognosranta, recomputedShares } from '../rules/payout/index.ts'
import { monthsToJanuary } from './contract-calculation.ts'
import { Market } from './market.ts'
import type { Basis } from './prepared.ts'
import type { AssumptionCode, PaymentRun } from './types.ts'

export interface ContractPayout {
  readonly market: Market
  readonly fees: ContractFees
  /** On the yield, yearly, of the capital. */
  readonly tax: Share
  readonly cover: ReturnType<typeof aterbetalningsskyddOf>
  /** By which the capital is spread, yearly, net of fee and tax. */
  readonly rate: Share
  /** Whether the provider has said the rate. */
  readonly published: boolean
  readonly terms: PayoutTerms
  readonly inFunds: boolean
  /** Whether every year pays the same. */
  readonly level: boolean
  /** The monthly growth of the capital at a yearly return before tax and fee. */
  readonly growthAt: (yearly: number) => number
}

const isInFunds = ({ forvaltningsform }: ContractHolding): boolean =>
  forvaltningsform === 'fond' || forvaltningsform === 'deposition'

/** A payout from funds without a published rate is spread by the return they are expected to give: it stays level. */
function payoutRate(
  contract: ContractHolding,
  { fees, tax, expected }: { readonly fees: ContractFees; readonly tax: Share; readonly expected: Share },
  { known, law }: Basis,
): Pick<ContractPayout, 'rate' | 'published'> {
  const provider = contract.identity.insurerOrganisationNumber
  const published = publishedPrognosranta(provider, known.today, law)
  if (published === null && isInFunds(contract))
    return { rate: share(expected.minus(tax).minus(fees.ofCapital)), published: false }
  const prognosranta = published ?? law.value(standardprognosranta, known.today)
  return { rate: netRate({ prognosranta, fee: fees.ofCapital, tax }), published: published !== null }
}

export function contractPayout(
  contract: ContractHolding,
  outcome: Market['outcome'],
  basis: Basis,
): Read<ContractPayout> {
  const { known, law, birthYear } = basis
  const { today } = known
  return reading(law, () => {
    const market = new Market(outcome, today, law)
    const fees = feesOf(contract, today, law)
    const tax = law.value(contract.skatteklass === 'K' ? avkastningsskattKapitalforsakring : avkastningsskatt, today)
    const cover = aterbetalningsskyddOf(contract, today, law)
    const { rate, published } = payoutRate(contract, { fees, tax, expected: market.expected }, basis)
    const terms = payoutTerms({ birthYear, aterbetalningsskydd: cover.covered, rate, today }, law)
    const growthAt = (yearly: number): number => monthlyGrowth(new Dec(yearly).minus(tax).minus(fees.ofCapital))
    const inFunds = isInFunds(contract)
    const asExpected = outcome === 'expected' && monthlyGrowth(rate) === growthAt(market.expected.toNumber())
    return { market, fees, tax, cover, rate, published, terms, inFunds, level: !inFunds || asExpected, growthAt }
  })
}

export function payoutCodes({ market, fees, cover, published }: ContractPayout): readonly AssumptionCode[] {
  const codes: (AssumptionCode | false)[] = [
    fees.assumed && 'default-fee',
    !published && 'default-payout-rate',
    cover.from === 'agreement' && 'repayment-cover-by-agreement',
    cover.from === 'assumed' && 'no-repayment-cover',
    market.outcome === 'low' && 'market-low',
    market.outcome === 'high' && 'market-high',
  ]
  return codes.filter((code) => code !== false)
}

/** The yearly return before tax and fee from a month to the next January. */
export const returnFrom = ({ market }: ContractPayout, month: YearMonth): number =>
  market.between(market.yearsTo(month), market.yearsTo(addMonths(month, monthsToJanuary(month))))

/** A payout and the month in which its amount was last set. */
export interface Setting extends PayoutStart {
  /** The first that is paid. */
  readonly month: YearMonth
  /** Payments counted from that month, of the lifelong too. */
  readonly months: number
  /** From `month` on. */
  readonly set: YearMonth
}

/** The amount from each January after it is set, of the first; the first alone when it is level. */
export function sharesByJanuary(payout: ContractPayout, setting: Setting): readonly number[] {
  if (payout.level) return [1]
  const { month, months, set } = setting
  return recomputedShares({
    terms: payout.terms,
    start: setting,
    since: set - month,
    toJanuary: monthsToJanuary(set),
    months,
    growthAt: (elapsed) => payout.growthAt(returnFrom(payout, addMonths(month, elapsed))),
  })
}

/** @param first in the month in which it is set, not rounded */
export function paidByJanuary(
  shares: readonly number[],
  { first, from, to }: { readonly first: Dec } & Pick<PaymentRun, 'from' | 'to'>,
): readonly Pick<PaymentRun, 'from' | 'to' | 'amount'>[] {
  const runs: Pick<PaymentRun, 'from' | 'to' | 'amount'>[] = []
  for (const [i, part] of shares.entries()) {
    const month = i === 0 ? from : addMonths(from, monthsToJanuary(from) + 12 * (i - 1))
    const amount = kronorPerMonth(toOre(i === 0 ? first : first.times(new Dec(part))))
    const before = runs.at(-1)
    if (before?.amount.eq(amount)) continue
    if (before) runs[runs.length - 1] = { ...before, to: addMonths(month, -1) }
    runs.push({ from: month, to, amount })
  }
  return runs
}
