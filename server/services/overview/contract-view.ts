/** One contract as the overview shows it: facts as delivered, beside what the engine says of it. */
import type { Holding } from '#forecasting/model/holding.ts'
import { pillarOf, pillars } from '#forecasting/model/holding.ts'
import { Dec } from '#forecasting/model/quantity.ts'
import type { IsoDate, YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, monthOfDate } from '#forecasting/model/year-month.ts'
import type { HoldingResult, PaymentRun, Projection } from '#forecasting/projection/types.ts'
import { valueDateOf } from '#server/db/value-date.ts'
import type { ContractView, SourceState } from '../api.ts'
import { todaysMoney } from '../forecast/money.ts'
import { contractDetails } from './contract-details.ts'
import { paymentsOf } from './course.ts'
import { factStep, roundTo } from './rounding.ts'
import type { AssumedContract } from '../portfolio/assumed-contract.ts'
import type { NamedContract } from '../portfolio/contract-id.ts'
import { amountsIn, sum } from './runs.ts'

/** A running payment is "ending" in its last year. */
const endingWithinMonths = 12

export interface ContractFacts {
  readonly contracts: readonly NamedContract[]
  readonly assumed: readonly AssumedContract[]
  readonly projection: Projection
  readonly sources: readonly SourceState[]
  readonly today: IsoDate
  /** What each contract's fees take of its first monthly payment (fee-costs.ts); left out: not asked for. */
  readonly feeCosts?: ReadonlyMap<string, Dec>
}

/** By family as everywhere, the largest first within each; the id makes the order certain. */
export function contractViews(facts: ContractFacts, firstMonth: YearMonth): ContractView[] {
  const projectedOf = (contractId: string): Projected => {
    const runs = facts.projection.runs.filter((run) => run.holdingId === contractId)
    const result = facts.projection.holdings.find((one) => one.holdingId === contractId)
    const [monthly] = amountsIn(runs, [contractId], firstMonth, firstMonth)
    return { runs, result, firstMonth, monthly: monthly ?? new Dec(0) }
  }
  const reported = facts.contracts.map((contract) => {
    const projected = projectedOf(contract.contractId)
    return {
      view: contractView(contract, projected, facts),
      monthly: projected.monthly,
      value: valueShown(contract.report.holding).exact,
    }
  })
  const assumed = facts.assumed.map((contract) => {
    const projected = projectedOf(contract.contractId)
    return { view: assumedView(contract, projected, facts.today), monthly: projected.monthly, value: new Dec(0) }
  })
  return [...reported, ...assumed]
    .sort(
      (a, b) =>
        pillars.indexOf(a.view.pillar) - pillars.indexOf(b.view.pillar) ||
        b.monthly.cmp(a.monthly) ||
        b.value.cmp(a.value) ||
        a.view.contractId.localeCompare(b.view.contractId),
    )
    .map(({ view }) => view)
}

interface Projected {
  readonly runs: readonly PaymentRun[]
  readonly result: HoldingResult | undefined
  readonly firstMonth: YearMonth
  /** In that month. */
  readonly monthly: Dec
}

function contractView(
  { contractId, report, reportedBy, possibleDouble }: NamedContract,
  { runs, result, firstMonth }: Projected,
  facts: ContractFacts,
): ContractView {
  const { holding } = report
  const nameOf = (providerId: string): string =>
    facts.sources.find((source) => source.providerId === providerId)?.name ?? providerId
  const { capital, earnedMonthly } = valueShown(holding)
  const payments = paymentsOf(runs, monthOfDate(facts.today), todaysMoney)
  return {
    contractId,
    pillar: pillarOf(holding),
    label: labelOf(holding) ?? nameOf(report.providerId),
    providerName: nameOf(report.providerId),
    reportedBy: reportedBy.map(nameOf),
    agreement: agreementOf(holding),
    capital,
    earnedMonthly,
    valueDate: valueDateOf(holding),
    fetched: report.fetched,
    older: report.older,
    // What is paid now is the source's own amount, though the engine counts on from it.
    calculatedBy: payments[0]?.running === true ? 'in-payment' : (result?.calculatedBy ?? null),
    notProjected: result?.notProjected ?? null,
    status: statusOf(holding, facts.today),
    payments,
    partlyUnderstood: holding.unknownCodes.length > 0,
    possibleDouble,
    survivorsCover: survivorsCoverOf(holding),
    ...contractDetails(holding, { runs, result, firstMonth, feeCost: facts.feeCosts?.get(contractId) ?? null }),
  }
}

/** Its id is its name as well: the pages have words for it. */
function assumedView({ contractId, holding }: AssumedContract, projected: Projected, today: IsoDate): ContractView {
  const { runs, result, firstMonth } = projected
  return {
    contractId,
    pillar: pillarOf(holding),
    label: contractId,
    providerName: '',
    reportedBy: [],
    agreement: agreementOf(holding),
    capital: null,
    earnedMonthly: null,
    valueDate: null,
    fetched: today,
    older: false,
    calculatedBy: result?.calculatedBy ?? null,
    notProjected: result?.notProjected ?? null,
    status: 'assumed',
    // Without pay, or past the agreement's last age, nothing comes: no payment of 0 is shown.
    payments: paymentsOf(
      runs.filter(({ amount }) => amount.gt(0)),
      monthOfDate(today),
      todaysMoney,
    ),
    partlyUnderstood: false,
    possibleDouble: false,
    survivorsCover: 'not-reported',
    ...contractDetails(holding, { runs, result, firstMonth, feeCost: null }),
  }
}

const agreementOf = (holding: Holding): ContractView['agreement'] =>
  holding.kind === 'allman-pension' || holding.kollektivavtal === 'not-reported' || holding.kollektivavtal === 'none'
    ? null
    : holding.kollektivavtal

/** Product name, else the agreement's. */
export function labelOf(holding: Holding): string | null {
  if (holding.kind === 'allman-pension') return 'Allmän pension'
  if (holding.productName !== 'not-reported') return holding.productName
  return agreementOf(holding)
}

/** Capital *or* monthly benefit: a defined benefit is shown as what it gives, everything else as what is saved. */
function valueShown(holding: Holding): { capital: number | null; earnedMonthly: number | null; exact: Dec } {
  if (holding.kind === 'allman-pension') {
    const balances = [holding.inkomstpensionBalance, holding.premiepensionBalance].flatMap((balance) =>
      balance === 'not-reported' ? [] : balance.value,
    )
    if (balances.length > 0) return asCapital(sum(balances))
    return holding.tillaggspension === 'not-reported' ? noValue : asEarned(holding.tillaggspension.value)
  }
  const { capital, earnedBenefit, formanstyp } = holding
  if (earnedBenefit !== 'not-reported' && (formanstyp === 'formansbestamd' || capital === 'not-reported')) {
    return asEarned(earnedBenefit.value)
  }
  return capital === 'not-reported' ? noValue : asCapital(capital.value)
}
const noValue = { capital: null, earnedMonthly: null, exact: new Dec(0) }
const asCapital = (amount: Dec) => ({ capital: roundTo(factStep, amount), earnedMonthly: null, exact: amount })
const asEarned = (amount: Dec) => ({ capital: null, earnedMonthly: roundTo(factStep, amount), exact: amount })

function statusOf(holding: Holding, today: IsoDate): ContractView['status'] {
  const unfinished = holding.payments.filter(({ state, to }) => state !== 'ended' && (to === 'lifelong' || to >= today))
  const running = unfinished.filter(({ state, from }) => state === 'running' && from <= today)
  if (running.length > 0)
    return running.every(({ to }) => to !== 'lifelong' && endsSoon(to, today)) ? 'ending' : 'in-payment'
  if (unfinished.some(({ state }) => state === 'paused')) return 'paused'
  if (holding.payments.length > 0 && unfinished.length === 0) return 'ended'
  return isPaidInto(holding, today) ? 'saving' : 'paid-up'
}

const endsSoon = (last: IsoDate, today: IsoDate): boolean =>
  monthOfDate(last) < addMonths(monthOfDate(today), endingWithinMonths)

function isPaidInto(holding: Holding, today: IsoDate): boolean {
  if (holding.kind === 'allman-pension') return true
  const { premium, forecasts } = holding
  if (premium === 'not-reported') return forecasts.some(({ premiums }) => premiums === 'continue')
  if (premium.interval === 'single' || premium.amount.lte(0)) return false
  return (
    premium.paidUntil === 'not-reported' ||
    monthOfDate(premium.paidUntil) >= addMonths(monthOfDate(today), -endingWithinMonths)
  )
}

/** "No" is said only when every kind of cover is said not to be there. */
function survivorsCoverOf(holding: Holding): ContractView['survivorsCover'] {
  if (holding.kind === 'allman-pension') return 'not-reported'
  const covers = [holding.aterbetalningsskydd, holding.survivorsPension, holding.familyCover]
  if (covers.includes(true)) return 'yes'
  return covers.every((cover) => cover === false) ? 'no' : 'not-reported'
}
