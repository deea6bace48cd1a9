/** A contract that is in payment, has ended or rests: as its provider says; of funds, what each January makes of it. */
import type { Read } from '../explanation/steps.ts'
import { monthInText, restOnProjectedLaw, stepOf } from '../explanation/steps.ts'
import type { Age } from '../model/age.ts'
import { ageInMonth } from '../model/age.ts'
import type { ContractHolding, PaymentPeriod } from '../model/holding.ts'
import { hasUnclearPayments, pillarOf } from '../model/holding.ts'
import { Dec, kronor } from '../model/quantity.ts'
import { toOre } from '../model/rounding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths, monthOfDate, nearestMonthStart, yearMonth, yearOf } from '../model/year-month.ts'
import type { PayoutStart } from '../rules/payout/index.ts'
import { payoutFactor } from '../rules/payout/index.ts'
import { otherForecasts } from '../rules/prognos/index.ts'
import type { ContractPayout } from './contract-payout.ts'
import { contractPayout, paidByJanuary, payoutCodes, returnFrom, sharesByJanuary } from './contract-payout.ts'
import type { Repaid } from './contract-survivors.ts'
import type { Basis, Outcome } from './prepared.ts'
import { livePeriods, monthsPaid } from './start.ts'
import type { HoldingResult, PaymentRun, Step } from './types.ts'

export interface PaidContract {
  readonly id: string
  readonly contract: ContractHolding
  readonly outcome: Outcome
  /** What återbetalningsskydd gives from a month; of payments for life the time that is left is not known. */
  readonly repaidFrom: (month: YearMonth) => Repaid | null | 'unknown'
}

export function paidContract(id: string, contract: ContractHolding, basis: Basis): PaidContract {
  const live = livePeriods(contract.payments, basis.known.today)
  const reason = hasUnclearPayments(contract)
    ? 'not-understood'
    : contract.payments.some(({ state }) => state === 'paused')
      ? 'paused'
      : 'ended'
  const isPaid = live.length > 0
  const common = {
    holdingId: id,
    pillar: pillarOf(contract),
    component: 'avtal',
    taxed: contract.skatteklass !== 'K',
    calculatedBy: 'in-payment',
  } as const
  const only = live.length === 1 && live[0] ? onlyPayment(contract, live[0], basis) : null
  const stated = live.map((period) => ({ ...monthsPaid(period), amount: period.amount }))
  const runs = (only?.runs ?? stated).map((run): PaymentRun => ({ ...common, ...run }))
  const result: HoldingResult = {
    holdingId: id,
    calculatedBy: isPaid ? 'in-payment' : null,
    notProjected: isPaid ? null : reason,
    assumptions: [
      ...(only?.isRecounted === true ? (['return-1.9', ...payoutCodes(only.payout.value)] as const) : []),
      ...(isPaid ? (['payment-indexation-level'] as const) : []),
    ],
    guaranteed: null,
    otherForecasts: otherForecasts(contract.forecasts),
    get capitalLeft() {
      return only === null ? [] : capitalLeft(contract, only, basis)
    },
    steps: [
      ...live.map(({ from, to, amount }) => stepOf('avtal.in-payment', { from, to }, amount, [])),
      ...(only === null ? [] : recountedStep(only)),
    ],
    restsOnProjectedLaw: only !== null && runs.length > 1 && restOnProjectedLaw([{ figures: only.payout.figures }]),
  }
  const repaidFrom = (month: YearMonth): Repaid | null | 'unknown' => {
    if (contract.aterbetalningsskydd !== true) return null
    if (live.length === 0 || runs.some(({ to }) => to === 'lifelong')) return 'unknown'
    const payments = runs.flatMap(({ from, to, amount, taxed }) =>
      to !== 'lifelong' && to >= month ? [{ from: Math.max(from, month) as YearMonth, to, amount, taxed }] : [],
    )
    const sum = payments.reduce((total, { from, to, amount }) => total.plus(amount.times(to - from + 1)), new Dec(0))
    return payments.length === 0 ? null : { payments, capital: kronor(sum) }
  }
  const recounted = new Set(only?.isRecounted === true ? runs.slice(1).map(({ from }) => from) : [])
  return { id, contract, outcome: { runs, result, recounted }, repaidFrom }
}

/** The payment of a contract that has one: of more it is not known how the capital is shared between them. */
interface OnlyPayment {
  readonly payout: Read<ContractPayout>
  /** In funds, each January, on what they are then worth; else the amount stands. */
  readonly isRecounted: boolean
  /** As it began. */
  readonly start: PayoutStart
  /** The month in which the amount was last set. */
  readonly set: YearMonth
  readonly runs: readonly Pick<PaymentRun, 'from' | 'to' | 'amount'>[]
}

function onlyPayment(contract: ContractHolding, period: PaymentPeriod, basis: Basis): OnlyPayment {
  const { known, lastMonth } = basis
  const { from, to } = monthsPaid(period)
  const payout = contractPayout(contract, known.assumptions?.market ?? 'expected', basis)
  const start: PayoutStart = {
    at: Math.max(0, ageInMonth(known.person.birthDate, from)) as Age,
    duration: to === 'lifelong' ? to : { months: to - from + 1 },
  }
  const set = Math.max(from, yearMonth(yearOf(monthOfDate(known.today)), 1)) as YearMonth
  const months = start.duration === 'lifelong' ? lastMonth - from + 1 : start.duration.months
  const isRecounted = payout.value.inFunds && contract.formanstyp !== 'formansbestamd'
  const shares = isRecounted ? sharesByJanuary(payout.value, { ...start, month: from, months, set }) : [1]
  const runs = paidByJanuary(shares, { first: period.amount, from: set, to }).map((run, i) =>
    i === 0 ? { ...run, from, amount: period.amount } : run,
  )
  return { payout, isRecounted, start, set, runs }
}

function recountedStep({ payout: { value, figures }, runs, set }: OnlyPayment): readonly Step[] {
  const next = runs[1]
  if (next === undefined) return []
  const inputs = {
    month: monthInText(next.from),
    return: returnFrom(value, set),
    feeOfCapital: value.fees.ofCapital,
    yieldTax: value.tax,
    rate: value.rate,
    market: value.market.outcome,
  }
  return [stepOf('payout.recounted', inputs, next.amount, figures)]
}

/** The reported capital follows the worth of the payments that are left, and what funds make of their amount. */
function capitalLeft(
  { capital }: ContractHolding,
  { payout, start, runs }: OnlyPayment,
  { known, lastMonth }: Basis,
): HoldingResult['capitalLeft'] {
  const [first] = runs
  if (first === undefined || capital === 'not-reported') return []
  const worthIn = (month: YearMonth): Dec => {
    const factor = payoutFactor(payout.value.terms, start, Math.max(0, month - first.from))
    return (runs.findLast(({ from }) => from <= month) ?? first).amount.times(new Dec(factor))
  }
  const now = worthIn(nearestMonthStart(capital.date))
  if (now.lte(0)) return []
  const { to } = runs.at(-1) ?? first
  const end = to === 'lifelong' ? lastMonth : to
  const january = yearMonth(yearOf(monthOfDate(known.today)) + 1, 1)
  const years = Math.max(0, Math.floor((end - january) / 12) + 1)
  return Array.from({ length: years }, (_, i) => addMonths(january, 12 * i)).map((month) => ({
    month,
    amount: kronor(toOre(capital.value.times(worthIn(month)).div(now))),
  }))
}
