/** A contract drawn as a defined benefit: earned so far, with the service to come where its agreement's rule is known. */
import { ageInText, durationInText, reading, restOnProjectedLaw, stepOf } from '../explanation/steps.ts'
import type { Age } from '../model/age.ts'
import type { ContractHolding } from '../model/holding.ts'
import type { KronorPerMonth } from '../model/quantity.ts'
import { Dec } from '../model/quantity.ts'
import type { YearMonth } from '../model/year-month.ts'
import { avkastningsskatt } from '../parameters/avkastningsskatt.ts'
import { standardprognosranta } from '../parameters/standardprognosranta.ts'
import type { PaySpan, ServiceSpan } from '../rules/avtal/index.ts'
import {
  adjustedBenefit,
  ageFactors,
  agreementOf,
  benefitAgeOf,
  benefitWithService,
  defaultDurationOf,
  feesOf,
  pensionablePay,
  aterbetalningsskyddOf,
  runningPremium,
  serviceRule,
  serviceSpans,
} from '../rules/avtal/index.ts'
import { netRate, payoutFactor, payoutTerms, publishedPrognosranta } from '../rules/payout/index.ts'
import { sameDuration } from '../rules/prognos/index.ts'
import type { Calculation, Drawing } from './contract-calculation.ts'
import { inOre } from './contract-capital.ts'
import { hasPay } from './contract-premiums.ts'
import type { Basis } from './prepared.ts'
import type { AssumptionCode } from './types.ts'
import type { WorkPath } from './work.ts'

interface Service {
  /** The benefit when service ends with the work of a path, or at the start if that is earlier. */
  readonly benefitAt: (start: YearMonth, work: WorkPath) => KronorPerMonth
  readonly assumptions: readonly AssumptionCode[]
}

/** Whether the employment behind the benefit goes on, as far as is reported. */
const goesOn = (contract: ContractHolding, basis: Basis): boolean =>
  contract.premium === 'not-reported' ? hasPay(contract, basis) : runningPremium(contract, basis.known.today) !== null

function serviceOf(
  contract: ContractHolding,
  earned: Exclude<ContractHolding['earnedBenefit'], 'not-reported'>,
  countedFrom: Age,
  basis: Basis,
): Service {
  const { known, law, income, lastMonth } = basis
  const { today, person } = known
  const agreement = agreementOf(contract)
  const notGoingOn: Service = {
    benefitAt: () => earned.value,
    assumptions: contract.premium === 'not-reported' || goesOn(contract, basis) ? ['benefit-earned-so-far'] : [],
  }
  if (agreement === null || income === null || !goesOn(contract, basis)) return notGoingOn
  const rule = serviceRule(agreement, { birthDate: person.birthDate, earned, countedFrom, today }, law)
  if (rule === null) return notGoingOn
  const { reportedSalary, serviceTimes: times } = contract
  const spansOn = (pay: readonly PaySpan[]): readonly ServiceSpan[] => {
    const pensionable = pay.map((span) => ({
      ...span,
      // What the contract itself reports is pensionable pay already.
      salary:
        reportedSalary !== 'not-reported' && reportedSalary.value.eq(span.salary)
          ? span.salary
          : pensionablePay(agreement, { salary: span.salary, today }, law),
    }))
    return serviceSpans(rule, pensionable, law)
  }
  const usual = spansOn([{ from: rule.from, to: lastMonth, salary: income.pay }])
  let chosen: { readonly work: WorkPath; readonly spans: readonly ServiceSpan[] } | null = null
  const onChosen = (work: WorkPath): readonly ServiceSpan[] => {
    if (chosen?.work !== work) chosen = { work, spans: spansOn(work.spans) }
    return chosen.spans
  }
  return {
    benefitAt: (start, work) => {
      const spans = work.isStandard ? usual : onChosen(work)
      const until = Math.min(start, work.isStandard ? work.retirement : lastMonth) as YearMonth
      return benefitWithService(rule, earned.value, { spans, times }, until)
    },
    assumptions: times === 'not-reported' ? ['service-continues', 'service-from-benefit'] : ['service-continues'],
  }
}

/** Null when no age is known that the benefit is counted from. */
export function calculationFromBenefit(
  contract: ContractHolding,
  earned: Exclude<ContractHolding['earnedBenefit'], 'not-reported'>,
  basis: Basis,
): Calculation | null {
  const { known, law, birthYear } = basis
  const { today } = known
  const counted = reading(law, () => benefitAgeOf(contract, today, law))
  const countedFrom: Age | null = counted.value
  if (countedFrom === null) return null
  const served = reading(law, () => serviceOf(contract, earned, countedFrom, basis))
  const factors = reading(law, () => ageFactors(today, law))
  // Another duration than the benefit is stated for is worth the same capital.
  const spread = reading(law, () => {
    const prognosranta =
      publishedPrognosranta(contract.identity.insurerOrganisationNumber, today, law) ??
      law.value(standardprognosranta, today)
    const rate = netRate({
      prognosranta,
      fee: feesOf(contract, today, law).ofCapital,
      tax: law.value(avkastningsskatt, today),
    })
    const aterbetalningsskydd = aterbetalningsskyddOf(contract, today, law).covered
    return payoutTerms({ birthYear, aterbetalningsskydd, rate, today }, law)
  })
  const usual = defaultDurationOf(contract)
  const atAge = ({ at, month, work }: Drawing): KronorPerMonth =>
    adjustedBenefit(served.value.benefitAt(month, work), { countedFrom, at }, factors.value)
  const exact = (drawing: Drawing): Dec => {
    const benefit = atAge(drawing)
    if (sameDuration(usual, drawing.duration)) return benefit
    const worth = payoutFactor(spread.value, { ...drawing, duration: usual })
    return benefit.times(new Dec(worth).div(new Dec(payoutFactor(spread.value, drawing))))
  }
  let last: { readonly month: YearMonth; readonly work: WorkPath; readonly benefit: number } | null = null
  const inDoubles = (drawing: Drawing): number => {
    const { month, work } = drawing
    if (last?.month !== month || last.work !== work) last = { month, work, benefit: atAge(drawing).toNumber() }
    if (sameDuration(usual, drawing.duration)) return last.benefit
    const worth = payoutFactor(spread.value, { ...drawing, duration: usual })
    return (last.benefit * worth) / payoutFactor(spread.value, drawing)
  }
  const figuresAt = (drawing: Drawing) => (drawing.at === countedFrom ? [] : factors.figures)
  return {
    terms: null,
    saved: () => null,
    paidIn: () => null,
    growsByWork: goesOn(contract, basis),
    restsOnProjectedLaw: restOnProjectedLaw([counted, served, factors]),
    exact,
    inDoubles,
    guaranteed: (drawing) => inOre(exact(drawing)),
    shares: () => [1],
    later: () => null,
    calculatedBy: ({ duration }) => (sameDuration(usual, duration) ? 'provider-values' : 'standard-assumptions'),
    assumptions: (drawing) => {
      const codes: (AssumptionCode | false)[] = [
        ...served.value.assumptions,
        drawing.at !== countedFrom && 'benefit-adjusted-for-age',
        !sameDuration(usual, drawing.duration) && 'default-payout-rate',
      ]
      return codes.filter((code) => code !== false)
    },
    steps: (drawing, amount) => {
      const atEnd = served.value.benefitAt(drawing.month, drawing.work)
      const adjusted = atAge(drawing)
      const steps = [
        stepOf('avtal.service', { earned: earned.value, date: earned.date }, atEnd, served.figures),
        stepOf(
          'avtal.benefit',
          { benefit: atEnd, countedFrom: ageInText(countedFrom), at: ageInText(drawing.at) },
          adjusted,
          [...counted.figures, ...figuresAt(drawing)],
        ),
      ]
      if (sameDuration(usual, drawing.duration)) return steps
      const inputs = { benefit: adjusted, duration: durationInText(drawing.duration), rate: spread.value.rate }
      return [...steps, stepOf('payout.other-duration', inputs, amount, spread.figures)]
    },
  }
}
