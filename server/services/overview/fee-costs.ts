/**
 * What the fees of each contract take of its first monthly payment: the same person is prepared once more with every
 * reported fee at nothing, and the two projections are compared.
 */
import type { Holding } from '#forecasting/model/holding.ts'
import { Dec, share } from '#forecasting/model/quantity.ts'
import { forecast } from '#forecasting/projection/forecast.ts'
import type { Prepared } from '#forecasting/projection/prepare.ts'
import { prepare } from '#forecasting/projection/prepare.ts'
import type { PaymentRun } from '#forecasting/projection/types.ts'
import type { Answer } from '../forecast/asking.ts'

/** A prepared person lives as long as it is in use; so does the one without fees beside it. */
const feeless = new WeakMap<Prepared, Prepared>()

function withoutFeesOf(prepared: Prepared): Prepared {
  const before = feeless.get(prepared)
  if (before) return before
  const { known } = prepared.basis
  const holdings = known.holdings.map(({ id, holding }) => ({ id, holding: withoutFees(holding) }))
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
      projection.holdings.some((one) => one.holdingId === id && one.calculatedBy === 'provider-values'),
  )
  if (told.length === 0) return new Map()
  const without = forecast(withoutFeesOf(prepared), choices)
  return new Map(told.map(({ id }) => [id, firstPayment(without.runs, id).minus(firstPayment(projection.runs, id))]))
}
