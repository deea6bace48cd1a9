/**
 * One contract's payments: in payment as its provider says; else by the provider's own forecast where it answers the
 * question asked, else by our own calculation.
 */
import { ageInText, durationInText, startInText, stepOf } from '../explanation/steps.ts'
import { ForecastInputError } from '../model/errors.ts'
import type { Age } from '../model/age.ts'
import { age, firstMonthAtAge } from '../model/age.ts'
import type { ContractHolding, PayoutDuration, ProviderForecast } from '../model/holding.ts'
import { hasUnclearPayments, pillarOf } from '../model/holding.ts'
import type { KronorPerMonth } from '../model/quantity.ts'
import { Dec, kronor, kronorPerMonth } from '../model/quantity.ts'
import { toOre } from '../model/rounding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths } from '../model/year-month.ts'
import { tidTillEfterlevande } from '../parameters/tid-till-efterlevande.ts'
import {
  defaultDurationOf,
  durationRuleOf,
  earliestAgeOf,
  isDurationAllowed,
  latestAgeOf,
  runningPremium,
} from '../rules/avtal/index.ts'
import { annuityCertain, payoutFactor, termOf } from '../rules/payout/index.ts'
import { forecastsFor, interpolated, otherForecasts, sameDuration, standardForecasts } from '../rules/prognos/index.ts'
import { reportedIncomeOf } from './assumptions.ts'
import { calculationFromBenefit } from './contract-benefit.ts'
import type { Calculation, Drawing, LaterPayout } from './contract-calculation.ts'
import { monthsToJanuary } from './contract-calculation.ts'
import { calculationFromCapital, inOre } from './contract-capital.ts'
import type { PaidContract } from './contract-paid.ts'
import { paidByJanuary } from './contract-payout.ts'
import { contractPremiums, hasPay } from './contract-premiums.ts'
import { paidContract } from './contract-paid.ts'
import type { Asked, Basis, Outcome, PreparedHolding, SavedCapital } from './prepared.ts'
import type { Start } from './start.ts'
import { limitsNow, startOf } from './start.ts'
import type { HoldingForSurvivors, Repaid } from './contract-survivors.ts'
import { contractForSurvivors } from './contract-survivors.ts'
import type { AssumptionCode, CalculatedBy, HoldingResult, NotProjectedReason, PaymentRun, Step } from './types.ts'
import type { WorkPath } from './work.ts'

export interface PreparedContract extends PreparedHolding {
  readonly contract: ContractHolding
  /** As `amountAt` in whole öre, which a double holds exactly; NaN where that is null. */
  oreAt(start: Age, duration: PayoutDuration, work: WorkPath): number
  /** As `oreAt` in doubles alone and not rounded: the reference that exactness is measured against. */
  inDoublesAt(start: Age, duration: PayoutDuration, work: WorkPath): number
}

export function prepareContract(id: string, contract: ContractHolding, basis: Basis): PreparedContract {
  const started = contract.payments.length > 0 || hasUnclearPayments(contract)
  return started ? preparedPaid(paidContract(id, contract, basis)) : new UndrawnContract(id, contract, basis)
}

function preparedPaid({ id, contract, outcome, repaidFrom }: PaidContract): PreparedContract {
  const usual = defaultDurationOf(contract)
  return {
    id,
    contract,
    earliest: null,
    latest: null,
    durations: [usual],
    defaultDuration: usual,
    outcome: () => outcome,
    amountAt: () => null,
    oreAt: () => NaN,
    inDoublesAt: () => NaN,
    forSurvivors: (_asked, month) => contractForSurvivors(id, contract, repaidFrom(month)),
  }
}

/** The provider's forecasts on the standard's basis, for one duration and one course of premiums. */
interface ForecastSeries {
  readonly duration: PayoutDuration
  readonly premiums: ProviderForecast['premiums']
  readonly byAge: readonly ProviderForecast[]
}

function seriesOf({ forecasts }: ContractHolding): readonly ForecastSeries[] {
  const series: ForecastSeries[] = []
  for (const premiums of ['continue', 'paid-up'] as const) {
    const standard = standardForecasts(forecasts, premiums)
    for (const { duration } of standard) {
      if (series.some((one) => one.premiums === premiums && sameDuration(one.duration, duration))) continue
      series.push({ duration, premiums, byAge: forecastsFor(standard, duration) })
    }
  }
  return series
}

/** Where a monthly amount comes from. */
type Found =
  | { readonly by: 'own'; readonly calculation: Calculation }
  | {
      readonly by: 'forecast'
      readonly amount: KronorPerMonth
      readonly premiums: ProviderForecast['premiums']
      /** Rests on other pay than the path has, and is all there is. */
      readonly onOtherPay: boolean
    }

/** An amount in doubles this near to half an öre is settled in decimals; their errors are far smaller. */
const nearHalf = (ore: number): boolean => Math.abs(ore - Math.floor(ore) - 0.5) < 1e-9 * ore + 1e-4

/** Without a capital or benefit to go by: what is said of premiums, else nothing tells. */
const isPaidUp = (contract: ContractHolding, { known }: Basis): boolean =>
  contract.premium !== 'not-reported' && runningPremium(contract, known.today) === null

class UndrawnContract implements PreparedContract {
  readonly id: string
  readonly contract: ContractHolding
  readonly earliest: Age | null
  readonly latest: Age | null
  readonly durations: readonly PayoutDuration[]
  readonly defaultDuration: PayoutDuration
  readonly #basis: Basis
  readonly #limits: { readonly earliest: Age; readonly latest: Age | null }
  readonly #rule: ReturnType<typeof durationRuleOf>
  readonly #series: readonly ForecastSeries[]
  /** Under the market asked for, and under the expected one. */
  readonly #own: Calculation | null
  readonly #expected: Calculation | null
  readonly #reason: NotProjectedReason
  /** Another pay than the provider knows of is what work gives. */
  readonly #payChanged: boolean
  /** Nothing more is paid in or earned: work changes nothing. */
  readonly #isPaidUp: boolean
  /** It is so by the saver's word alone: the provider is paid premiums, and counts on them. */
  readonly #premiumsEnd: boolean
  /** The first month at age 0, so that a start is one addition away. */
  readonly #birth: YearMonth

  constructor(id: string, contract: ContractHolding, basis: Basis) {
    const { known, law, birthYear } = basis
    const { today } = known
    this.id = id
    this.contract = contract
    this.#basis = basis
    const { capital, earnedBenefit, formanstyp, forecasts, reportedSalary } = contract
    const benefitFirst =
      earnedBenefit !== 'not-reported' && (formanstyp !== 'premiebestamd' || capital === 'not-reported')
    const lowest = earliestAgeOf(contract, birthYear, today, law)
    const limits = limitsNow({ earliest: lowest, latest: latestAgeOf(contract, today, law) }, basis)
    const nothing = capital === 'not-reported' && earnedBenefit === 'not-reported' && forecasts.length === 0
    this.#limits = limits
    // A kapitalförsäkring does not make every age one to stop working at.
    this.earliest = nothing || lowest === 0 ? null : lowest
    this.latest = limits.latest
    this.#rule = durationRuleOf(contract, benefitFirst, today, law)
    this.durations = this.#rule.offered
    this.defaultDuration = defaultDurationOf(contract)
    this.#series = seriesOf(contract)
    const market = known.assumptions?.market ?? 'expected'
    if (benefitFirst) {
      this.#own = calculationFromBenefit(contract, earnedBenefit, basis)
      this.#expected = this.#own
    } else if (capital === 'not-reported') {
      this.#own = null
      this.#expected = null
    } else {
      const premiums = contractPremiums(contract, basis)
      this.#own = calculationFromCapital(contract, capital, premiums, market, basis)
      this.#expected =
        market === 'expected' ? this.#own : calculationFromCapital(contract, capital, premiums, 'expected', basis)
    }
    this.#reason =
      forecasts.length > 0 && !benefitFirst
        ? 'outside-forecast-ages'
        : benefitFirst
          ? 'benefit-without-start-age'
          : 'no-value-reported'
    this.#isPaidUp = this.#own ? !this.#own.growsByWork : isPaidUp(contract, basis)
    this.#premiumsEnd =
      this.#isPaidUp &&
      known.salary?.isZero() === true &&
      (runningPremium(contract, today) !== null || hasPay(contract, basis))
    this.#birth = firstMonthAtAge(known.person.birthDate, age(0))
    const reported =
      reportedSalary === 'not-reported' ? reportedIncomeOf(known.holdings, today, law)?.salary : reportedSalary
    this.#payChanged = known.salary !== undefined && reported?.value.eq(known.salary) !== true
  }

  amountAt(start: Age, duration: PayoutDuration, work: WorkPath): KronorPerMonth | null {
    const ore = this.oreAt(start, duration, work)
    return Number.isNaN(ore) ? null : kronorPerMonth(new Dec(ore).div(100))
  }

  oreAt(start: Age, duration: PayoutDuration, work: WorkPath): number {
    const drawing = this.#allowed(start, duration, work)
    const found = drawing && this.#find(drawing)
    if (!drawing || typeof found === 'string' || found === null) return NaN
    const ore = this.#inDoubles(found, drawing) * 100
    return nearHalf(ore) ? this.#amount(found, drawing).times(100).toNumber() : Math.floor(ore + 0.5)
  }

  inDoublesAt(start: Age, duration: PayoutDuration, work: WorkPath): number {
    const drawing = this.#allowed(start, duration, work)
    const found = drawing && this.#find(drawing)
    return !drawing || typeof found === 'string' || found === null ? NaN : this.#inDoubles(found, drawing)
  }

  outcome(asked: Asked): Outcome {
    const { start, drawing, found } = this.#question(asked)
    if (typeof found === 'string') return { runs: [], result: this.#notProjected(found, start, asked) }
    const first = this.#runs(found, drawing)
    const later = this.#own?.later(drawing) ?? null
    const runs = later?.amount.gt(0) ? [...first, this.#laterRun(later, found, drawing)] : first
    return { runs, result: this.#result(found, drawing, { start, asked, runs: first, later }) }
  }

  /** What a choice comes to: when and for how long, and what can tell the amount. */
  #question(asked: Asked): {
    readonly start: Start
    readonly drawing: Drawing
    readonly found: Found | NotProjectedReason
  } {
    const start = startOf(asked, this.#limits, this.#basis)
    const duration = asked.choice.duration ?? this.defaultDuration
    const drawing: Drawing = { at: start.at, month: start.month, duration, work: asked.work }
    if (!isDurationAllowed(this.#rule, drawing.at, duration)) {
      throw new ForecastInputError('duration-not-allowed', `choices.perHolding.${this.id}.duration`)
    }
    return { start, drawing, found: this.#find(drawing) }
  }

  #laterRun({ month, amount }: LaterPayout, found: Found, drawing: Drawing): PaymentRun {
    const { duration } = drawing
    const to = duration === 'lifelong' ? duration : addMonths(month, duration.months - 1)
    return { ...this.#common(found, drawing), from: month, to, amount }
  }

  #common(found: Found, drawing: Drawing) {
    return {
      holdingId: this.id,
      pillar: pillarOf(this.contract),
      component: 'avtal',
      taxed: this.contract.skatteklass !== 'K',
      calculatedBy: this.#calculatedBy(found, drawing),
    } as const
  }

  #calculatedBy(found: Found, drawing: Drawing): CalculatedBy {
    return found.by === 'forecast' ? 'provider-forecast' : found.calculation.calculatedBy(drawing)
  }

  savedIn(month: YearMonth, work: WorkPath): SavedCapital | null {
    const amount = this.#expected?.saved(month, work) ?? null
    return amount && { amount, contributions: this.#expected?.paidIn(month, work) ?? null }
  }

  forSurvivors(asked: Asked, month: YearMonth): HoldingForSurvivors {
    return contractForSurvivors(this.id, this.contract, this.#repaid(asked, month))
  }

  /** What återbetalningsskydd gives: what is saved before the start, what is left to pay after it. */
  #repaid(asked: Asked, month: YearMonth): Repaid | null | 'unknown' {
    const { law, known, lastMonth } = this.#basis
    const terms = this.#own?.terms
    if (!terms) return this.contract.aterbetalningsskydd === true ? 'unknown' : null
    if (!terms.aterbetalningsskydd) return null
    const { found, drawing } = this.#question(asked)
    // What is paid in after the start is left out: the first payout alone is counted.
    const runs = typeof found === 'string' ? [] : this.#runs(found, drawing)
    const first = runs[0]
    const taxed = this.contract.skatteklass !== 'K'
    if (first === undefined || month <= first.from) {
      const capital = this.#own.saved(month, asked.work) ?? kronor(0)
      const months = law.value(tidTillEfterlevande, known.today).times(12).toNumber()
      const amount = inOre(capital.div(new Dec(annuityCertain(terms.rate, months) * 12)))
      if (amount.isZero()) return null
      return { capital, payments: [{ from: month, to: addMonths(month, months - 1), amount, taxed }] }
    }
    const left = payoutFactor(terms, drawing, month - first.from)
    const end = Math.min(lastMonth, first.from + (termOf(terms, drawing) ?? 0) - 1) as YearMonth
    const then = runs.findLast(({ from }) => from <= month)
    if (left <= 0 || then === undefined || end < month) return null
    const payments = runs
      .filter(({ to }) => to === 'lifelong' || to >= month)
      .map(({ from, to, amount }) => ({
        from: Math.max(from, month) as YearMonth,
        to: to === 'lifelong' ? end : (Math.min(to, end) as YearMonth),
        amount,
        taxed,
      }))
      .filter(({ from, to }) => from <= to)
    return { capital: kronor(toOre(then.amount.times(new Dec(left * 12)))), payments }
  }

  #allowed(at: Age, duration: PayoutDuration, work: WorkPath): Drawing | null {
    const { earliest, latest } = this.#limits
    if (at < earliest || (latest !== null && at > latest) || !isDurationAllowed(this.#rule, at, duration)) return null
    return { at, duration, work, month: addMonths(this.#birth, at) }
  }

  #find(drawing: Drawing): Found | NotProjectedReason {
    const byForecast = this.#forecastFor(drawing)
    if (byForecast) return byForecast
    return this.#own === null ? this.#reason : { by: 'own', calculation: this.#own }
  }

  /** The provider's own forecast, when it rests on the same premiums as the path of work gives. */
  #forecastFor({ at, month, duration, work }: Drawing): Found | null {
    if (this.#series.length === 0) return null
    const untilStart = month <= work.retirement
    const samePay = work.isStandard && !this.#payChanged
    const usable = this.#isPaidUp
      ? this.#pathsOfPaidUp(untilStart)
      : untilStart && samePay
        ? (['continue'] as const)
        : []
    const lookUp = (premiums: ProviderForecast['premiums']): KronorPerMonth | null => {
      const series = this.#series.find((one) => one.premiums === premiums && sameDuration(one.duration, duration))
      return series === undefined ? null : interpolated(series.byAge, at)
    }
    for (const premiums of usable) {
      const amount = lookUp(premiums)
      if (amount !== null) return { by: 'forecast', amount, premiums, onOtherPay: false }
    }
    if (this.#own !== null) return null
    for (const premiums of ['paid-up', 'continue'] as const) {
      const amount = lookUp(premiums)
      if (amount !== null) return { by: 'forecast', amount, premiums, onOtherPay: true }
    }
    return null
  }

  /** What a forecast may rest on for a contract that is paid up. */
  #pathsOfPaidUp(untilStart: boolean): readonly ProviderForecast['premiums'][] {
    if (this.#premiumsEnd) return ['paid-up']
    if (this.contract.premium === 'not-reported') return untilStart ? ['continue', 'paid-up'] : ['paid-up']
    // Without premiums to come, "continue" and "paid-up" are the same path.
    return ['paid-up', 'continue']
  }

  /** What the market moves a provider's forecast by: as it moves our own calculation. */
  #moved(drawing: Drawing): number {
    if (this.#own === this.#expected || this.#own === null || this.#expected === null) return 1
    const expected = this.#expected.inDoubles(drawing)
    return expected > 0 ? this.#own.inDoubles(drawing) / expected : 1
  }

  #inDoubles(found: Found, drawing: Drawing): number {
    if (found.by === 'own') return found.calculation.inDoubles(drawing)
    return Math.max(found.amount.toNumber() * this.#moved(drawing), this.#floor(drawing, found.amount).toNumber())
  }

  #exact(found: Found, drawing: Drawing): Dec {
    if (found.by === 'own') return found.calculation.exact(drawing)
    const moved = this.#moved(drawing)
    return moved === 1 ? found.amount : Dec.max(found.amount.times(new Dec(moved)), this.#floor(drawing, found.amount))
  }

  #amount(found: Found, drawing: Drawing): KronorPerMonth {
    return inOre(this.#exact(found, drawing))
  }

  /** What no market lowers, at most what the provider has; the expected market is left as the provider has it. */
  #floor(drawing: Drawing, forecast: KronorPerMonth): Dec {
    const guaranteed = this.#own === this.#expected ? null : this.#own?.guaranteed(drawing)
    return Dec.min(guaranteed ?? 0, forecast)
  }

  #assumptions(found: Found, drawing: Drawing): readonly AssumptionCode[] {
    if (found.by === 'own') {
      const own = found.calculation.assumptions(drawing)
      const setAside = this.#series.some(({ duration }) => sameDuration(duration, drawing.duration))
      return setAside && this.#isOtherPath(drawing) ? [...own, 'provider-forecast-set-aside'] : own
    }
    const market = this.#basis.known.assumptions?.market ?? 'expected'
    const moves = this.#own !== this.#expected
    const codes: (AssumptionCode | false)[] = [
      'return-1.9',
      found.onOtherPay && 'forecast-on-other-pay',
      market === 'low' && moves && 'market-low',
      market === 'high' && moves && 'market-high',
      market !== 'expected' && this.#own === null && 'market-not-applied',
      this.#own?.later(drawing) !== null && this.#own !== null && 'premiums-after-start-drawn-later',
    ]
    return codes.filter((code) => code !== false)
  }

  #isOtherPath({ month, work }: Drawing): boolean {
    return this.#payChanged || !work.isStandard || month > work.retirement
  }

  #runs(found: Found, drawing: Drawing): readonly PaymentRun[] {
    const { month, duration } = drawing
    const common = this.#common(found, drawing)
    const end = duration === 'lifelong' ? 'lifelong' : addMonths(month, duration.months - 1)
    const shares = this.#own?.shares(drawing) ?? [1]
    const paid = paidByJanuary(shares, { first: this.#exact(found, drawing), from: month, to: end })
    return paid.map((run) => ({ ...common, ...run }))
  }

  #notProjected(reason: NotProjectedReason, start: Start, asked: Asked): HoldingResult {
    return {
      holdingId: this.id,
      calculatedBy: null,
      notProjected: reason,
      assumptions: [],
      guaranteed: null,
      otherForecasts: otherForecasts(this.contract.forecasts),
      capitalLeft: [],
      steps: [this.#startStep(start, asked)],
      restsOnProjectedLaw: false,
    }
  }

  #startStep(start: Start, { choice, retirementAge }: Asked): Step {
    const duration = durationInText(choice.duration ?? this.defaultDuration)
    return stepOf('avtal.start', { chosen: ageInText(choice.start ?? retirementAge), duration }, startInText(start), [])
  }

  #result(
    found: Found,
    drawing: Drawing,
    of: {
      readonly start: Start
      readonly asked: Asked
      readonly runs: readonly PaymentRun[]
      readonly later: LaterPayout | null
    },
  ): HoldingResult {
    const { start, asked, runs, later } = of
    const moved = start.moved === null ? [] : [start.moved]
    const steps = (): readonly Step[] => [
      this.#startStep(start, asked),
      ...this.#stepsOf(found, drawing, this.#amount(found, drawing)),
    ]
    const left = (): HoldingResult['capitalLeft'] => this.#capitalLeft(drawing, runs, later)
    return {
      holdingId: this.id,
      calculatedBy: this.#calculatedBy(found, drawing),
      notProjected: null,
      assumptions: [...moved, ...this.#assumptions(found, drawing), 'payment-indexation-level'],
      guaranteed: this.#own?.guaranteed(drawing) ?? null,
      otherForecasts: otherForecasts(this.contract.forecasts),
      get capitalLeft() {
        return left()
      },
      get steps() {
        return steps()
      },
      restsOnProjectedLaw: found.by === 'own' && found.calculation.restsOnProjectedLaw,
    }
  }

  #stepsOf(found: Found, drawing: Drawing, amount: KronorPerMonth): readonly Step[] {
    if (found.by === 'own') return found.calculation.steps(drawing, amount)
    const { at, duration } = drawing
    const moved = this.#moved(drawing)
    const inputs = { at: ageInText(at), duration: durationInText(duration), premiums: found.premiums }
    const forecast = stepOf('prognos', inputs, found.amount, [])
    if (moved === 1) return [forecast]
    const market = this.#basis.known.assumptions?.market ?? 'expected'
    return [forecast, stepOf('prognos.market', { forecast: found.amount, market, factor: moved }, amount, [])]
  }

  /** 12 · amount · the factor of the payments that are left, each January; what is saved for a later payout beside. */
  #capitalLeft(drawing: Drawing, runs: readonly PaymentRun[], later: LaterPayout | null): HoldingResult['capitalLeft'] {
    const first = this.#januaries(drawing, (month) => runs.findLast(({ from }) => from <= month)?.amount)
    if (later === null) return first
    const second = this.#januaries({ ...drawing, ...later }, () => later.amount)
    const months = [...new Set([...first, ...second].map(({ month }) => month))].sort((a, b) => a - b)
    const of = (left: HoldingResult['capitalLeft'], month: YearMonth): Dec =>
      left.find((one) => one.month === month)?.amount ?? new Dec(0)
    return months.map((month) => ({ month, amount: kronor(of(first, month).plus(of(second, month))) }))
  }

  #januaries(drawing: Drawing, amountIn: (month: YearMonth) => Dec | undefined): HoldingResult['capitalLeft'] {
    const terms = this.#own?.terms
    if (!terms) return []
    const { lastMonth } = this.#basis
    const end = drawing.duration === 'lifelong' ? lastMonth : addMonths(drawing.month, drawing.duration.months)
    const left: { month: YearMonth; amount: ReturnType<typeof kronor> }[] = []
    for (let elapsed = monthsToJanuary(drawing.month); ; elapsed += 12) {
      const month = addMonths(drawing.month, elapsed)
      if (month > lastMonth || month >= end) return left
      const worth = payoutFactor(terms, drawing, elapsed) * 12
      const amount = amountIn(month) ?? new Dec(0)
      left.push({ month, amount: kronor(toOre(amount.times(new Dec(worth)))) })
    }
  }
}
