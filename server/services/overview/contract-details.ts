/** What is known of a contract beside its value and its payments: terms, premium, cover and fees. */
import type { ContractHolding, Holding, PublicHolding, Reported } from '#forecasting/model/holding.ts'
import type { Dec } from '#forecasting/model/quantity.ts'
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { formatYearMonth, monthOfDate } from '#forecasting/model/year-month.ts'
import type { HoldingResult, PaymentRun } from '#forecasting/projection/types.ts'
import type { ComponentView, ContractDetails, FeeRow, FeesView, PastPayment, Said } from '../api/contract.ts'
import { factStep, forecastStep, roundTo } from './rounding.ts'

/** Of what the fees cost, to the nearest ten kronor: nearer would say more than the forecast knows. */
const costStep = 10

interface Projected {
  readonly runs: readonly PaymentRun[]
  readonly result: HoldingResult | undefined
  readonly firstMonth: YearMonth
  /** `null`: not counted. */
  readonly feeCost: Dec | null
}

export function contractDetails(holding: Holding, projected: Projected): ContractDetails {
  const { result } = projected
  const shared = {
    components: holding.kind === 'avtal' ? [] : componentsOf(projected),
    pastPayments: pastPaymentsOf(holding),
    fees: feesOf(holding, projected),
    guaranteedMonthly: result?.guaranteed ? roundTo(forecastStep, result.guaranteed) : null,
    unknownCodes: holding.unknownCodes.length,
  }
  if (holding.kind === 'allman-pension') {
    const terms = { earliest: null, latest: null, agreed: null, durations: null }
    return { ...shared, premium: null, terms, survivors: null, guaranteedCapital: null, policyholder: null }
  }
  const { guaranteedCapital, policyholder } = holding
  return {
    ...shared,
    premium: premiumOf(holding),
    terms: termsOf(holding),
    survivors: {
      aterbetalningsskydd: said(holding.aterbetalningsskydd),
      survivorsPension: said(holding.survivorsPension),
      familyCover: said(holding.familyCover),
      beneficiariesNamed: said(holding.beneficiariesNamed),
    },
    guaranteedCapital: guaranteedCapital === 'not-reported' ? null : roundTo(factStep, guaranteedCapital.value),
    policyholder: policyholder === 'not-reported' ? null : reported(policyholder.name),
  }
}

const reported = <T>(value: Reported<T>): T | null => (value === 'not-reported' ? null : value)
const said = (value: Reported<boolean>): Said => (value === 'not-reported' ? value : value ? 'yes' : 'no')

/** Each part as in the first month that it is paid, from the chosen age on. */
function componentsOf({ runs, firstMonth }: Projected): ComponentView[] {
  const shown = runs.filter(({ to }) => to === 'lifelong' || to >= firstMonth).toSorted((a, b) => a.from - b.from)
  const begins = (from: YearMonth): YearMonth => (from > firstMonth ? from : firstMonth)
  const components = new Map<PaymentRun['component'], ComponentView>()
  for (const { component, from, amount } of shown) {
    if (component === 'avtal' || component === 'eget' || components.has(component)) continue
    const isLater = begins(from) > begins(shown[0]?.from ?? from)
    const later = isLater ? formatYearMonth(from) : null
    components.set(component, { component, monthly: roundTo(forecastStep, amount), later })
  }
  return [...components.values()]
}

const pastPaymentsOf = ({ payments }: Holding): PastPayment[] =>
  payments.flatMap(({ state, amount, from, to }) =>
    state === 'paused' || state === 'ended'
      ? [
          {
            state,
            monthly: roundTo(factStep, amount),
            from: formatYearMonth(monthOfDate(from)),
            to: to === 'lifelong' ? null : formatYearMonth(monthOfDate(to)),
          },
        ]
      : [],
  )

function premiumOf({ premium }: ContractHolding): ContractDetails['premium'] {
  if (premium === 'not-reported') return null
  const { amount, interval, paidUntil } = premium
  return { amount: roundTo(factStep, amount), interval, paidUntil: reported(paidUntil) }
}

function termsOf({ payoutTerms }: ContractHolding): ContractDetails['terms'] {
  const { earliestAge, latestAge, agreedAge, durations } = payoutTerms
  return {
    earliest: reported(earliestAge),
    latest: reported(latestAge),
    agreed: reported(agreedAge),
    durations:
      durations === 'not-reported'
        ? null
        : durations.map((duration) => (duration === 'lifelong' ? duration : duration.months)),
  }
}

function feesOf(holding: Holding, projected: Projected): FeesView {
  const { feeCost } = projected
  const rows = holding.kind === 'avtal' ? contractFees(holding) : fundFees(holding)
  if (feeCost !== null && rows !== null) {
    return { rows, monthlyCost: Math.max(0, roundTo(costStep, feeCost)), costMissing: null }
  }
  return { rows, monthlyCost: null, costMissing: rows === null ? 'not-reported' : whyNoCost(holding, projected) }
}

function whyNoCost(holding: Holding, { result, runs }: Projected): FeesView['costMissing'] {
  if (!result || result.calculatedBy === null) return 'not-projected'
  if (runs.some(({ calculatedBy }) => calculatedBy === 'in-payment')) return 'in-payment'
  if (result.calculatedBy === 'provider-forecast') return 'provider-forecast'
  const isBenefit =
    holding.kind === 'avtal' && (holding.capital === 'not-reported' || holding.formanstyp === 'formansbestamd')
  return isBenefit ? 'benefit' : 'not-reported'
}

const percentOf = (share: Dec): number => share.times(100).toDecimalPlaces(3).toNumber()

function contractFees({ fees }: ContractHolding): FeeRow[] | null {
  if (fees === 'not-reported' || fees.length === 0) return null
  return fees.map(({ kind, amount }) =>
    'variable' in amount
      ? { kind, percent: percentOf(amount.variable), kronor: null }
      : { kind, percent: null, kronor: roundTo(factStep, amount.fixed) },
  )
}

/** The fees of the premium pension's funds, weighted by their value; none is told unless each is known. */
function fundFees({ premiepensionFunds: funds }: PublicHolding): FeeRow[] | null {
  const known = funds.flatMap(({ value, fee }) => (fee === 'not-reported' ? [] : [{ value, fee }]))
  const [first, ...rest] = known
  if (first === undefined || known.length < funds.length) return null
  const value = rest.reduce<Dec>((sum, fund) => sum.plus(fund.value), first.value)
  const paid = rest.reduce<Dec>((sum, fund) => sum.plus(fund.value.times(fund.fee)), first.value.times(first.fee))
  return [{ kind: 'funds', percent: percentOf(value.isZero() ? first.fee : paid.div(value)), kronor: null }]
}
