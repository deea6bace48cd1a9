/** Where the total falls: the month, by how much, and which rule, contract or choice is why. */
import { Dec, kronorPerMonth } from '../model/quantity.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths } from '../model/year-month.ts'
import type { PayRun } from './months.ts'
import type { Outcome } from './prepared.ts'
import { totalIn } from './timeline.ts'
import type { Fall, FallReason, PaymentRun } from './types.ts'

interface Asked {
  readonly outcomes: readonly Outcome[]
  /** Payments that no single holding gives. */
  readonly others: readonly PaymentRun[]
  /** Pay beside the pension: what is paid from the chosen age on. */
  readonly pay: readonly PayRun[]
  readonly first: YearMonth
  readonly last: YearMonth
}

interface Loss {
  readonly holdingId: string | null
  readonly amount: Dec
  readonly reason: FallReason
}

const supplements: ReadonlySet<PaymentRun['component']> = new Set([
  'inkomstpensionstillagg',
  'bostadstillagg',
  'aldreforsorjningsstod',
])

const payIn = (pay: readonly PayRun[], month: YearMonth): Dec =>
  pay.reduce((sum, run) => (run.from <= month && month <= run.to ? sum.plus(run.amount) : sum), new Dec(0))

/** Whether something else of the same kind follows: then the amount was counted anew, and nothing ended. */
const goesOn = (runs: readonly PaymentRun[], ended: PaymentRun, month: YearMonth): boolean =>
  runs.some(
    ({ component, from, calculatedBy }) =>
      component === ended.component && from === month && calculatedBy === ended.calculatedBy,
  )

/** Why what a holding pays is less from a month on; null where it only follows the markets or its index. */
function reasonOf(runs: readonly PaymentRun[], month: YearMonth, outcome: Outcome | null): FallReason | null {
  const before = addMonths(month, -1)
  const ended = runs.filter(({ to }) => to === before)
  const inPayment = ended.some(({ calculatedBy }) => calculatedBy === 'in-payment')
  const known = outcome?.lowered?.find((one) => one.month === month)
  if (known) return known.reason
  if (outcome?.recounted?.has(month) === true) return null
  if (ended.some((run) => supplements.has(run.component))) return 'supplement-lowered'
  if (ended.some((run) => run.calculatedBy === 'in-payment' && run.pillar !== 'allman-pension')) return 'payment-ends'
  if (ended.every((run) => goesOn(runs, run, month))) return null
  return inPayment ? 'payment-ends' : 'temporary-payout-ends'
}

/**
 * Months from the first to the last in which the total sinks for a reason of its own. Where something else begins the
 * same month the fall is what the total sinks by, shared by what ended.
 */
export function fallsOf({ outcomes, others, pay, first, last }: Asked): readonly Fall[] {
  const groups = [...outcomes.map((outcome) => ({ outcome, runs: outcome.runs })), { outcome: null, runs: others }]
  const all = groups.flatMap(({ runs }) => runs)
  const total = (month: YearMonth): Dec => totalIn(all, month).plus(payIn(pay, month))
  const ends = new Set<YearMonth>()
  for (const { to } of all) if (to !== 'lifelong') ends.add(addMonths(to, 1))
  for (const { to } of pay) ends.add(addMonths(to, 1))
  const months = [...ends].filter((month) => month >= first && month <= last).sort((a, b) => a - b)
  return months.flatMap((month) => {
    const before = addMonths(month, -1)
    const losses: Loss[] = groups.flatMap(({ outcome, runs }): readonly Loss[] => {
      const ended = runs.find(({ to }) => to === before)
      if (ended === undefined) return []
      const amount = totalIn(runs, before).minus(totalIn(runs, month))
      const reason = amount.gt(0) ? reasonOf(runs, month, outcome) : null
      return reason === null ? [] : [{ holdingId: ended.holdingId, amount, reason }]
    })
    const unpaid = payIn(pay, before).minus(payIn(pay, month))
    if (unpaid.gt(0)) losses.push({ holdingId: null, amount: unpaid, reason: 'work-ends' })
    const lost = losses.reduce((sum, { amount }) => sum.plus(amount), new Dec(0))
    if (lost.isZero()) return []
    const sinks = total(before).minus(total(month))
    if (sinks.lte(0)) return []
    return losses.map(({ holdingId, amount, reason }) => ({
      month,
      amount: kronorPerMonth(lost.gt(sinks) ? amount.times(sinks).div(lost) : amount),
      holdingId,
      reason,
    }))
  })
}
