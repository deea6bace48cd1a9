/**
 * What the fees of each contract take of its first monthly payment: the same person is prepared once more with every
 * reported fee at nothing, and the two projections are compared.
 */
import type { Holding } from '#forecasting/model/holding.ts'
import { Dec, share } from '#forecasting/model/quantity.ts'
import type { Prepared } from '#forecasting/projection/prepare.ts'
import { prepare, workUntil } from '#forecasting/projection/prepare.ts'
import type { PaymentRun } from '#forecasting/projection/types.ts'
import type { Answer } from '../forecast/asking.ts'

/** A prepared person lives as long as it is in use; so does the one without fees beside it. */
const feeless = new WeakMap<Prepared, Prepared>()

function withoutFeesOf(prepared: Prepared): Prepared {
  const before = feeless.get(prepared)
  if (before) return before
  const { known } = prepared.basis
  const holdings = known.holdings.map((held) => ({ ...held, holding: withoutFees(held.holding) }))
  const made = prepare({ ...known, holdings })
  feeless.set(prepared, made)
  return made
}

/** Where no fee is reported the standard fee stays: it is nobody's, and its cost is not told. */
function withoutFees(holding: Holding): Holding {
  if (holding.kind === 'allman-pension') {
    const premiepensionFunds = holding.premiepensionFunds.map((fund) =>
      fund.fee === 'not-reported' ? fund : { ...fund, fee: share(0) },
    )
    return { ...holding, premiepensionFunds }
  }
  if (holding.fees === 'not-reported' || holding.fees.length === 0) return holding
  return { ...holding, fees: [{ kind: 'management', applies: 'contract', amount: { variable: share(0) } }] }
}

/** Whether all fees behind a holding's payments are known and lower them: a defined benefit is promised without them. */
function areFeesTold(holding: Holding): boolean {
  if (holding.kind === 'avtal') {
    const { fees, capital, formanstyp } = holding
    return fees !== 'not-reported' && fees.length > 0 && capital !== 'not-reported' && formanstyp !== 'formansbestamd'
  }
  const { premiepensionFunds: funds } = holding
  return funds.length > 0 && funds.every(({ fee }) => fee !== 'not-reported')
}

/** What is first paid of what fees are taken from; the rest of a public pension has none. */
function firstPayment(runs: readonly PaymentRun[], id: string): Dec {
  const [first] = runs
    .filter(
      ({ holdingId, component, calculatedBy }) =>
        holdingId === id && calculatedBy !== 'in-payment' && (component === 'avtal' || component === 'premiepension'),
    )
    .toSorted((a, b) => a.from - b.from)
  return first?.amount ?? new Dec(0)
}

/** @returns by contract id, exact kronor per month; only where we have calculated ourselves, with reported fees */
export function feeCosts({ prepared, choices, projection }: Answer): ReadonlyMap<string, Dec> {
  const told = prepared.basis.known.holdings.filter(
    ({ id, holding }) =>
      areFeesTold(holding) &&
      !projection.runs.some((run) => run.holdingId === id && run.calculatedBy === 'in-payment') &&
      projection.holdings.some((one) => one.holdingId === id && one.calculatedBy === 'provider-values'),
  )
  if (told.length === 0) return new Map()
  const without = withoutFeesOf(prepared)
  const { retirementAge } = projection
  const { perHolding = {}, publicWithdrawal = null } = choices
  const work = workUntil(without, retirementAge, choices.work)
  const costOf = (id: string): Dec => {
    const free = without.holdings.find((holding) => holding.id === id)
    const runs = free?.outcome({ retirementAge, choice: perHolding[id] ?? {}, publicWithdrawal, work }).runs ?? []
    return firstPayment(runs, id).minus(firstPayment(projection.runs, id))
  }
  return new Map(told.map(({ id }) => [id, costOf(id)]))
}
