/** A contract that is in payment, has ended or rests: what its provider says, and nothing else is made of it. */
import { reading, stepOf } from '../explanation/steps.ts'
import type { Age } from '../model/age.ts'
import { ageInMonth } from '../model/age.ts'
import type { ContractHolding, PaymentPeriod } from '../model/holding.ts'
import { hasUnclearPayments, pillarOf } from '../model/holding.ts'
import { Dec, kronor } from '../model/quantity.ts'
import { toOre } from '../model/rounding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths, monthOfDate, yearMonth, yearOf } from '../model/year-month.ts'
import { avkastningsskatt } from '../parameters/avkastningsskatt.ts'
import { standardprognosranta } from '../parameters/standardprognosranta.ts'
import { feesOf, aterbetalningsskyddOf } from '../rules/avtal/index.ts'
import { netRate, payoutFactor, payoutTerms, publishedPrognosranta } from '../rules/payout/index.ts'
import { otherForecasts } from '../rules/prognos/index.ts'
import type { Basis, Outcome } from './prepared.ts'
import { livePeriods, monthsPaid } from './start.ts'
import type { Repaid } from './contract-survivors.ts'
import type { HoldingResult, PaymentRun } from './types.ts'

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
  const runs = live.map((period): PaymentRun => ({ ...common, ...monthsPaid(period), amount: period.amount }))
  const result: HoldingResult = {
    holdingId: id,
    calculatedBy: isPaid ? 'in-payment' : null,
    notProjected: isPaid ? null : reason,
    assumptions: isPaid ? ['payment-indexation-level'] : [],
    guaranteed: null,
    otherForecasts: otherForecasts(contract.forecasts),
    get capitalLeft() {
      return capitalLeft(contract, live, basis)
    },
    steps: live.map(({ from, to, amount }) => stepOf('avtal.in-payment', { from, to }, amount, [])),
    restsOnProjectedLaw: false,
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
  return { id, contract, outcome: { runs, result }, repaidFrom }
}

/** The reported capital shrinks as the worth of the payments that are left; of one period only, else it is unknown. */
function capitalLeft(
  contract: ContractHolding,
  live: readonly PaymentPeriod[],
  basis: Basis,
): HoldingResult['capitalLeft'] {
  const { known, law, birthYear, lastMonth } = basis
  const [period] = live
  const { capital } = contract
  if (period === undefined || live.length > 1 || capital === 'not-reported') return []
  const { value: terms } = reading(law, () => {
    const prognosranta =
      publishedPrognosranta(contract.identity.insurerOrganisationNumber, known.today, law) ??
      law.value(standardprognosranta, known.today)
    const fee = feesOf(contract, known.today, law).ofCapital
    const rate = netRate({ prognosranta, fee, tax: law.value(avkastningsskatt, known.today) })
    const aterbetalningsskydd = aterbetalningsskyddOf(contract, known.today, law).covered
    return payoutTerms({ birthYear, aterbetalningsskydd, rate, today: known.today }, law)
  })
  const months = monthsPaid(period)
  const at = ageInMonth(known.person.birthDate, months.from)
  const duration = months.to === 'lifelong' ? ('lifelong' as const) : { months: months.to - months.from + 1 }
  const start = { at: Math.max(0, at) as Age, duration }
  const stated = monthOfDate(capital.date)
  const factorIn = (month: number): number => payoutFactor(terms, start, Math.max(0, month - months.from))
  const now = factorIn(stated)
  if (now <= 0) return []
  const end = months.to === 'lifelong' ? lastMonth : months.to
  const first = yearMonth(yearOf(monthOfDate(known.today)) + 1, 1)
  const years = Math.max(0, Math.floor((end - first) / 12) + 1)
  return Array.from({ length: years }, (_, i) => addMonths(first, 12 * i)).map((month) => ({
    month,
    amount: kronor(toOre(capital.value.times(new Dec(factorIn(month) / now)))),
  }))
}
