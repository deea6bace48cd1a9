/** One contract's payments: in payment, by the provider's forecast, or by our own calculation, in that order. */
import { ageInText, durationInText, monthInText, restOnProjectedLaw, startInText, Steps } from '../explanation/steps.ts'
import { ForecastInputError } from '../model/errors.ts'
import type { Age } from '../model/age.ts'
import type { ContractHolding, PayoutDuration } from '../model/holding.ts'
import { hasUnclearPayments, pillarOf } from '../model/holding.ts'
import type { KronorPerMonth, KronorPerYear } from '../model/quantity.ts'
import { Dec, kronorPerMonth } from '../model/quantity.ts'
import { addMonths } from '../model/year-month.ts'
import { firstMonthAtAge } from '../model/age.ts'
import { avkastningsskatt } from '../parameters/avkastningsskatt.ts'
import { standardprognosranta } from '../parameters/standardprognosranta.ts'
import {
  adjustedBenefit,
  benefitAgeOf,
  capitalAtStart,
  defaultDurationOf,
  earliestAgeOf,
  feesOf,
  premiumEnd,
  runningPremium,
} from '../rules/avtal/index.ts'
import { calculatePayout, netRate, payoutFactor } from '../rules/payout/index.ts'
import { forecastAt, sameDuration, standardForecasts } from '../rules/prognos/index.ts'
import type { Outcome, Question, Start } from './question.ts'
import { livePeriods, monthsOf, startOf } from './question.ts'
import type { AssumptionCode, CalculatedBy, NotProjectedReason, PaymentRun } from './types.ts'

/**
 * The lowest age a contract can be drawn at, or null when it is in payment, has nothing to draw, or can be drawn at any
 * age: a kapitalförsäkring does not make every age one to stop working at.
 */
export function contractLowestAge(contract: ContractHolding, question: Question): Age | null {
  const paid = contract.payments.length > 0
  const empty =
    contract.capital === 'not-reported' && contract.earnedBenefit === 'not-reported' && contract.forecasts.length === 0
  if (paid || empty || hasUnclearPayments(contract)) return null
  const lowest = earliestAgeOf(contract, question.input.today, question.law)
  return lowest > 0 ? lowest : null
}

/** Everything a calculation needs to know about one contract and one choice. */
interface Case {
  readonly contract: ContractHolding
  readonly question: Question
  readonly start: Start
  readonly duration: PayoutDuration
  readonly premium: KronorPerYear | null
  readonly steps: Steps
}

interface Answer {
  readonly amount: KronorPerMonth
  readonly calculatedBy: CalculatedBy
  readonly assumptions: readonly AssumptionCode[]
}

export function projectContract(contract: ContractHolding, question: Question): Outcome {
  const steps = new Steps(question.law)
  const close = (
    runs: readonly PaymentRun[],
    answer: { by: CalculatedBy; assumptions: readonly AssumptionCode[] } | { reason: NotProjectedReason },
  ): Outcome => ({
    runs,
    result: {
      holdingId: question.holdingId,
      calculatedBy: 'by' in answer ? answer.by : null,
      notProjected: 'reason' in answer ? answer.reason : null,
      assumptions: 'by' in answer ? answer.assumptions : [],
      capitalLeft: [],
      steps: steps.all(),
      restsOnProjectedLaw: restOnProjectedLaw(steps.all()),
    },
  })
  const common = {
    holdingId: question.holdingId,
    pillar: pillarOf(contract),
    component: 'avtal',
    taxed: contract.skatteklass !== 'K',
  } as const

  const unclear = hasUnclearPayments(contract)
  if (contract.payments.length > 0 || unclear) {
    const live = livePeriods(contract.payments, question)
    if (live.length === 0) {
      if (unclear) return close([], { reason: 'not-understood' })
      return close([], { reason: contract.payments.some(({ state }) => state === 'paused') ? 'paused' : 'ended' })
    }
    const runs = live.map((period): PaymentRun => {
      steps.add('avtal.in-payment', { from: period.from, to: period.to }, period.amount)
      return { ...common, ...monthsOf(period), amount: period.amount, calculatedBy: 'in-payment' }
    })
    return close(runs, { by: 'in-payment', assumptions: ['payment-indexation-level'] })
  }

  const chosen: Case = {
    contract,
    question,
    start: startOf(question, {
      earliest: earliestAgeOf(contract, question.input.today, question.law),
      latest: contract.payoutTerms.latestAge === 'not-reported' ? null : contract.payoutTerms.latestAge,
    }),
    duration: durationOf(contract, question),
    premium: runningPremium(contract, question.input.today),
    steps,
  }
  const { start, duration } = chosen
  steps.add(
    'avtal.start',
    { chosen: ageInText(question.choice.start ?? question.retirementAge), duration: durationInText(duration) },
    startInText(start),
  )
  const answer = byProvider(chosen) ?? byOwnCalculation(chosen)
  if (typeof answer === 'string') return close([], { reason: answer })
  const run: PaymentRun = {
    ...common,
    from: start.month,
    to: duration === 'lifelong' ? 'lifelong' : addMonths(start.month, duration.months - 1),
    amount: answer.amount,
    calculatedBy: answer.calculatedBy,
  }
  const assumptions = start.moved === null ? answer.assumptions : [start.moved, ...answer.assumptions]
  return close([run], { by: answer.calculatedBy, assumptions: [...assumptions, 'payment-indexation-level'] })
}

function durationOf(contract: ContractHolding, question: Question): PayoutDuration {
  const wished = question.choice.duration
  if (wished === undefined) return defaultDurationOf(contract)
  const { durations } = contract.payoutTerms
  const whole = wished === 'lifelong' || (Number.isInteger(wished.months) && wished.months > 0)
  if (!whole || (durations !== 'not-reported' && !durations.some((allowed) => sameDuration(allowed, wished)))) {
    throw new ForecastInputError('duration-not-allowed', `choices.perHolding.${question.holdingId}.duration`)
  }
  return wished
}

/** The provider's own forecast, when it rests on the same premiums as the choice does. */
function byProvider({ contract, question, start, duration, premium, steps }: Case): Answer | null {
  const paidUntilStart = start.at <= question.retirementAge
  const paidUp = premium === null && contract.premium !== 'not-reported'
  // Without premiums to come, "continue" and "paid-up" are the same path.
  const bases = paidUp
    ? (['paid-up', 'continue'] as const)
    : ([
        ...(paidUntilStart ? (['continue'] as const) : []),
        ...(premium === null ? (['paid-up'] as const) : []),
      ] as const)
  for (const premiums of bases) {
    const amount = forecastAt(standardForecasts(contract.forecasts, premiums), { at: start.at, duration })
    if (amount === null) continue
    steps.add('prognos', { at: ageInText(start.at), duration: durationInText(duration), premiums }, amount)
    return { amount, calculatedBy: 'provider-forecast', assumptions: ['return-1.9'] }
  }
  return null
}

function byOwnCalculation(chosen: Case): Answer | NotProjectedReason {
  const { capital, earnedBenefit, formanstyp, forecasts } = chosen.contract
  const benefitFirst = formanstyp !== 'premiebestamd' && earnedBenefit !== 'not-reported'
  if (!benefitFirst && capital !== 'not-reported') return fromCapital(chosen, capital)
  if (earnedBenefit !== 'not-reported') return fromBenefit(chosen, earnedBenefit.value)
  return forecasts.length > 0 ? 'outside-forecast-ages' : 'no-value-reported'
}

function fromCapital(
  { contract, question, start, duration, premium, steps }: Case,
  capital: Exclude<ContractHolding['capital'], 'not-reported'>,
): Answer {
  const { law, birthYear, input } = question
  const { today, person } = input
  const retirement = firstMonthAtAge(person.birthDate, question.retirementAge)
  const fees = feesOf(contract, today, law)
  const end = premium === null ? null : premiumEnd(contract, { birthDate: person.birthDate, retirement, today }, law)
  const saved = capitalAtStart(
    { capital, premium, premiumEnd: end?.month ?? start.month, start: start.month, fees, today },
    law,
  )
  steps.add(
    'avtal.capital-at-start',
    {
      capital: capital.value,
      date: capital.date,
      premiumPerYear: premium ?? 0,
      ...(end && { premiumsEnd: monthInText(end.month) }),
      feeOfCapital: fees.ofCapital,
      feeOfPremium: fees.ofPremium,
      fixedFeePerYear: fees.fixed,
      start: monthInText(start.month),
    },
    saved,
  )
  const rate = netRate({
    prognosranta: law.value(standardprognosranta, today),
    fee: fees.ofCapital,
    tax: law.value(avkastningsskatt, today),
  })
  const aterbetalningsskydd = contract.aterbetalningsskydd === true
  const amount = calculatePayout(
    { capital: saved, birthYear, at: start.at, duration, aterbetalningsskydd, rate, today },
    law,
  )
  steps.add(
    'payout',
    { capital: saved, at: ageInText(start.at), duration: durationInText(duration), rate, aterbetalningsskydd },
    amount,
  )
  const assumptions: (AssumptionCode | false)[] = [
    'return-1.9',
    premium !== null && 'premiums-continue',
    end?.agreedAgeAssumed === true && 'agreed-age-65',
    fees.assumed && 'default-fee',
    'default-payout-rate',
    contract.aterbetalningsskydd === 'not-reported' && 'no-repayment-cover',
  ]
  return {
    amount,
    calculatedBy: fees.assumed ? 'standard-assumptions' : 'provider-values',
    assumptions: assumptions.filter((code) => code !== false),
  }
}

function fromBenefit(
  { contract, question, start, duration, premium, steps }: Case,
  benefit: KronorPerMonth,
): Answer | NotProjectedReason {
  const { law, birthYear, input } = question
  const countedFrom = benefitAgeOf(contract, input.today, law)
  if (countedFrom === null) return 'benefit-without-start-age'
  const atAge = adjustedBenefit({ benefit, countedFrom, at: start.at, today: input.today }, law)
  steps.add('avtal.benefit', { benefit, countedFrom: ageInText(countedFrom), at: ageInText(start.at) }, atAge)
  const paidUp = premium === null && contract.premium !== 'not-reported'
  const earned: AssumptionCode[] = paidUp ? [] : ['benefit-earned-so-far']
  const adjusted: AssumptionCode[] = start.at === countedFrom ? [] : ['benefit-adjusted-for-age']
  const usual = defaultDurationOf(contract)
  if (sameDuration(usual, duration)) {
    return { amount: atAge, calculatedBy: 'provider-values', assumptions: [...earned, ...adjusted] }
  }
  // Another duration than the benefit is stated for is worth the same capital.
  const prognosranta = law.value(standardprognosranta, input.today)
  const fee = feesOf(contract, input.today, law)
  const rate = netRate({ prognosranta, fee: fee.ofCapital, tax: law.value(avkastningsskatt, input.today) })
  const terms = {
    birthYear,
    at: start.at,
    rate,
    today: input.today,
    aterbetalningsskydd: contract.aterbetalningsskydd === true,
  }
  const ratio = new Dec(payoutFactor({ ...terms, duration: usual }, law)).div(
    new Dec(payoutFactor({ ...terms, duration }, law)),
  )
  const amount = kronorPerMonth(atAge.times(ratio).toDecimalPlaces(2))
  steps.add('payout.other-duration', { benefit: atAge, duration: durationInText(duration), rate }, amount)
  const assumptions: AssumptionCode[] = [...earned, ...adjusted, 'default-payout-rate']
  return { amount, calculatedBy: 'standard-assumptions', assumptions }
}
