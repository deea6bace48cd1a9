/** What is paid into one contract: its part of the agreement's premium on the path of pay, or what it reports. */
import type { Read } from '../explanation/steps.ts'
import { reading } from '../explanation/steps.ts'
import { age, firstMonthAtAge } from '../model/age.ts'
import type { ContractHolding, Kollektivavtal } from '../model/holding.ts'
import { pillarOf } from '../model/holding.ts'
import { Dec, kronorPerYear } from '../model/quantity.ts'
import type { IsoDate, YearMonth } from '../model/year-month.ts'
import { addMonths, monthOfDate, nearestMonthStart } from '../model/year-month.ts'
import { senasteUttagsalder } from '../parameters/senaste-uttagsalder.ts'
import type { PaySpan, PremiumSpan } from '../rules/avtal/index.ts'
import {
  agreementOf,
  hasPremiumRule,
  lastPremiumOf,
  premiumOn,
  premiumSpans,
  runningPremium,
} from '../rules/avtal/index.ts'
import { reportedIncomeOf } from './assumptions.ts'
import type { Basis } from './prepared.ts'
import type { AssumptionCode } from './types.ts'
import type { WorkPath } from './work.ts'

/** Premiums on one path of work. */
export interface PremiumPath {
  readonly spans: readonly PremiumSpan[]
  /** The yearly amounts of the spans as doubles. */
  readonly yearly: readonly number[]
  /** The first month without premiums, wherever the spans end. */
  readonly until: YearMonth
}

export interface ContractPremiums {
  on(work: WorkPath): PremiumPath
  readonly assumptions: readonly AssumptionCode[]
}

const pathOf = (spans: readonly PremiumSpan[], until: YearMonth): PremiumPath => ({
  spans,
  yearly: spans.map(({ yearly }) => yearly.toNumber()),
  until,
})

/** A reported salary this much older than today is an earlier employment's. */
const monthsUntilSalaryIsOld = 24

const isSavedInto = (contract: ContractHolding): boolean =>
  contract.payments.length === 0 &&
  (contract.formanstyp !== 'formansbestamd' || contract.earnedBenefit === 'not-reported')

/** Whether pay is reported for the contract's employment, and newly. */
export const hasPay = ({ reportedSalary }: ContractHolding, { nextMonth }: Pick<Basis, 'nextMonth'>): boolean =>
  reportedSalary !== 'not-reported' &&
  reportedSalary.value.gt(0) &&
  nextMonth - monthOfDate(reportedSalary.date) <= monthsUntilSalaryIsOld

/** Whether premiums go on into a contract today, by what is reported of it. */
export const isPaidInto = (contract: ContractHolding, today: IsoDate): boolean =>
  isSavedInto(contract) &&
  (runningPremium(contract, today) !== null ||
    (contract.premium === 'not-reported' &&
      (hasPay(contract, { nextMonth: addMonths(monthOfDate(today), 1) }) ||
        contract.forecasts.some(({ premiums }) => premiums === 'continue'))))

/** Whether the premiums are an employer's, and so end with the pay: whatever tax class the contract has. */
const isOfWork = (contract: ContractHolding): boolean =>
  pillarOf(contract) === 'tjanstepension' || agreementOf(contract) !== null

/** The contracts that an agreement's one premium is shared by. */
function sharing(agreement: Kollektivavtal, { known }: Basis): readonly ContractHolding[] {
  return known.holdings.flatMap(({ holding }) =>
    holding.kind === 'avtal' && agreementOf(holding) === agreement && isSavedInto(holding) ? [holding] : [],
  )
}

/** The part of an agreement's whole premium that goes to a contract, by the yearly pay. */
type PartOf = (salary: Dec) => Dec

/**
 * The part of an agreement's whole premium that goes to a contract, or null for none: what it reports of what the
 * agreement gives on the pay that is reported, all contracts together never more than the whole. Where no premium is
 * reported, contracts with newly reported pay share it alike.
 *
 * Where the pay is only known by the pensionable income, more may be reported than the agreement gives on it: the
 * income stops at its ceiling, or was of part of a year. What is reported then goes on, and on a higher pay it is
 * raised only when the agreement gives more than that.
 */
function partOf(contract: ContractHolding, agreement: Kollektivavtal, basis: Basis): PartOf | null {
  const { known, nextMonth, law } = basis
  const contracts = sharing(agreement, basis)
  const reported = contracts.flatMap((one) => runningPremium(one, known.today) ?? [])
  const own = runningPremium(contract, known.today)
  if (own === null) {
    if (contract.premium !== 'not-reported' || reported.length > 0 || !hasPay(contract, basis)) return null
    const alike = contracts.filter((one) => one.premium === 'not-reported' && hasPay(one, basis)).length
    return () => new Dec(1).div(alike)
  }
  const sum = reported.reduce((total, premium) => total.plus(premium), new Dec(0))
  const reportedIncome = reportedIncomeOf(known.holdings, known.today, law)
  const ownSalary = contract.reportedSalary
  const salary = ownSalary === 'not-reported' ? reportedIncome?.pay : ownSalary.value
  if (salary === undefined) return () => own.div(sum)
  const earner = { agreement, birthDate: known.person.birthDate }
  const wholeOn = (pay: Dec): Dec => premiumOn(earner, addMonths(nextMonth, -1), kronorPerYear(pay), law)
  const whole = wholeOn(salary)
  if (whole.isZero()) return () => own.div(sum)
  if (ownSalary !== 'not-reported' || reportedIncome?.from === 'reported-salary' || whole.gte(sum)) {
    return () => own.div(Dec.max(whole, sum))
  }
  return (pay) => own.div(pay.lte(salary) ? whole : Dec.max(whole, Dec.min(sum, wholeOn(pay))))
}

/** Agreements' whole premiums on the usual pay, once a person. */
const usualPremiums = new WeakMap<Basis, Map<string, Read<readonly PremiumSpan[]>>>()

function usualSpans(agreement: Kollektivavtal, from: YearMonth, basis: Basis): Read<readonly PremiumSpan[]> {
  const known = usualPremiums.get(basis) ?? new Map<string, Read<readonly PremiumSpan[]>>()
  usualPremiums.set(basis, known)
  const key = `${agreement} ${from}`
  const found = known.get(key) ?? readSpans(agreement, [usualPay(from, basis)], basis)
  known.set(key, found)
  return found
}

/** As far as work may go on: to the highest age that may be chosen. */
const usualPay = (from: YearMonth, { known, nextMonth, income, law }: Basis): PaySpan => ({
  from,
  to: Math.max(
    nextMonth,
    firstMonthAtAge(known.person.birthDate, age(law.value(senasteUttagsalder, known.today).toNumber())),
  ) as YearMonth,
  salary: income?.pay ?? kronorPerYear(0),
})

const readSpans = (agreement: Kollektivavtal, pay: readonly PaySpan[], { known, law }: Basis) =>
  reading(law, () => premiumSpans({ agreement, birthDate: known.person.birthDate }, pay, law))

/** Stretches that follow each other on the same pay are one. */
function joined(pay: readonly PaySpan[]): readonly PaySpan[] {
  const spans: PaySpan[] = []
  for (const span of pay) {
    const before = spans.at(-1)
    if (before?.to === span.from && before.salary.eq(span.salary)) spans[spans.length - 1] = { ...before, to: span.to }
    else spans.push(span)
  }
  return spans
}

const times = (spans: readonly PremiumSpan[], part: Dec): readonly PremiumSpan[] =>
  spans.map((span) => ({ ...span, yearly: kronorPerYear(span.yearly.times(part)) }))

/** Null when nothing is paid into the contract. */
export function contractPremiums(contract: ContractHolding, basis: Basis): Read<ContractPremiums> | null {
  if (contract.capital === 'not-reported' || !isSavedInto(contract)) return null
  // The saver has said that there is no pay: then no employer pays in, whatever was reported.
  if (basis.known.salary?.isZero() === true && isOfWork(contract)) return null
  const agreement = agreementOf(contract)
  if (agreement !== null && hasPremiumRule(agreement) && basis.income !== null) {
    const part = reading(basis.law, () => partOf(contract, agreement, basis))
    return part.value && byAgreement(contract, agreement, { value: part.value, figures: part.figures }, basis)
  }
  return asReported(contract, basis)
}

const beforeToday = 60

function byAgreement(
  contract: ContractHolding,
  agreement: Kollektivavtal,
  part: Read<PartOf>,
  basis: Basis,
): Read<ContractPremiums> {
  const begins = contract.capital === 'not-reported' ? basis.nextMonth : nearestMonthStart(contract.capital.date)
  const from = Math.min(begins, addMonths(basis.nextMonth, -beforeToday)) as YearMonth
  const usual = usualSpans(agreement, from, basis)
  const standard = pathOf(times(usual.value, part.value(usualPay(from, basis).salary)), basis.lastMonth)
  const onChosen = lastOf((work) => {
    const pay = work.spans.flatMap((span) =>
      span.to > from ? [{ ...span, from: Math.max(span.from, from) as YearMonth }] : [],
    )
    const paid = joined(pay).flatMap((span) =>
      times(readSpans(agreement, [span], basis).value, part.value(span.salary)),
    )
    return pathOf(paid, basis.lastMonth)
  })
  return {
    value: {
      on: (work) => (work.isStandard ? { ...standard, until: work.retirement } : onChosen(work)),
      assumptions: ['premiums-by-agreement'],
    },
    figures: [...part.figures, ...usual.figures],
  }
}

function asReported(contract: ContractHolding, basis: Basis): Read<ContractPremiums> | null {
  const { known, law, lastMonth } = basis
  const premium = runningPremium(contract, known.today)
  if (premium === null) return null
  const { value: last, figures } = reading(law, () => lastPremiumOf(contract, known.person.birthDate, known.today, law))
  const begins = contract.capital === 'not-reported' ? basis.nextMonth : nearestMonthStart(contract.capital.date)
  const usual = pathOf(
    [{ from: Math.min(begins, last.month) as YearMonth, to: last.month, yearly: premium }],
    lastMonth,
  )
  const employed = isOfWork(contract)
  const onChosen = lastOf((work) =>
    pathOf(
      employedIn(work, begins).flatMap(({ from, to }) =>
        from < last.month ? [{ from, to: Math.min(to, last.month) as YearMonth, yearly: premium }] : [],
      ),
      lastMonth,
    ),
  )
  return {
    value: {
      on: (work) =>
        employed && !work.isStandard
          ? onChosen(work)
          : { ...usual, until: Math.min(work.retirement, lastMonth) as YearMonth },
      assumptions: last.agreedAgeAssumed ? ['premiums-continue', 'agreed-age-65'] : ['premiums-continue'],
    },
    figures,
  }
}

/** While there is pay; where none is known, until work ends but for the months of which the saver says something. */
function employedIn(
  { spans, usual, retirement }: WorkPath,
  begins: YearMonth,
): readonly Pick<PremiumSpan, 'from' | 'to'>[] {
  const paid = spans.filter(({ salary }) => salary.gt(0))
  if (usual !== null) return paid
  const starts = [begins, ...spans.map(({ to }) => to)]
  const ends = [...spans.map(({ from }) => from), retirement]
  const unsaid = starts.map((from, i) => ({ from, to: Math.min(ends[i] ?? retirement, retirement) as YearMonth }))
  return [...paid, ...unsaid.filter(({ from, to }) => from < to)].sort((a, b) => a.from - b.from)
}

/** A path is asked about again and again while one choice is answered: the last answer is kept. */
function lastOf(answer: (work: WorkPath) => PremiumPath): (work: WorkPath) => PremiumPath {
  let kept: { readonly work: WorkPath; readonly path: PremiumPath } | null = null
  return (work) => {
    if (kept?.work !== work) kept = { work, path: answer(work) }
    return kept.path
  }
}
