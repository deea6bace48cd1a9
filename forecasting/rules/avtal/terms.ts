/** When a contract may be drawn, for how long, and until when a premium without a rule is paid. */
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import { age, firstMonthAtAge } from '../../model/age.ts'
import type { ContractHolding, Kollektivavtal, PayoutDuration } from '../../model/holding.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import type { IsoDate, YearMonth } from '../../model/year-month.ts'
import { addMonths, monthOfDate } from '../../model/year-month.ts'
import { aterbetalningsskyddSomForval } from '../../parameters/aterbetalningsskydd-som-forval.ts'
import { automatisktUttag } from '../../parameters/automatiskt-uttag.ts'
import { kortastUtbetalningstidSkatt } from '../../parameters/kortast-utbetalningstid-skatt.ts'
import { kortastUtbetalningstidTill65 } from '../../parameters/kortast-utbetalningstid-till65.ts'
import { kortastUtbetalningstid } from '../../parameters/kortast-utbetalningstid.ts'
import { lagstaAlderPrivat } from '../../parameters/lagsta-alder-privat.ts'
import { lagstaAvtalsalder } from '../../parameters/lagsta-avtalsalder.ts'
import { langstUtbetalningstid } from '../../parameters/langst-utbetalningstid.ts'
import { sistaPremiealder } from '../../parameters/sista-premiealder.ts'
import { standardpensionsalder } from '../../parameters/standardpensionsalder.ts'
import { sameDuration } from '../prognos/index.ts'

export const agreementOf = (contract: ContractHolding): Kollektivavtal | null =>
  contract.kollektivavtal === 'not-reported' || contract.kollektivavtal === 'none' ? null : contract.kollektivavtal

/** Those born before this year may draw PA 16 avdelning 2 as early as PA 03 (SPV). */
const firstCohortOfLaterPa16 = 1966

/** The contract's own lowest age, else its agreement's, else that of tax law; none for a kapitalförsäkring. */
export function earliestAgeOf(contract: ContractHolding, birthYear: number, today: IsoDate, law: LawReader): Age {
  if (contract.payoutTerms.earliestAge !== 'not-reported') return contract.payoutTerms.earliestAge
  const agreement = agreementOf(contract)
  const asPa03 = agreement === 'PA16-2' && birthYear < firstCohortOfLaterPa16
  const byAgreement =
    agreement === null ? null : law.forAgreement(lagstaAvtalsalder, asPa03 ? 'PA03' : agreement, today)
  if (byAgreement !== null) return age(byAgreement.toNumber())
  return contract.skatteklass === 'K' ? age(0) : age(law.value(lagstaAlderPrivat, today).toNumber())
}

/** The contract's own latest age, else the age at which its agreement pays unasked, else none. */
export function latestAgeOf(contract: ContractHolding, today: IsoDate, law: LawReader): Age | null {
  if (contract.payoutTerms.latestAge !== 'not-reported') return contract.payoutTerms.latestAge
  const agreement = agreementOf(contract)
  const unasked = agreement === null ? null : law.forAgreement(automatisktUttag, agreement, today)
  return unasked === null ? null : age(unasked.toNumber())
}

/** Temporary payouts that are offered where the contract lists none, in years. */
const usualYears = [5, 10, 15, 20]

/** What of the payout's length is a contract's own rule, and what its agreement's or the law's. */
export interface DurationRule {
  /** The contract's own list; null: any whole number of months within the limits, and for life. */
  readonly listed: readonly PayoutDuration[] | null
  readonly shortest: number
  /** The shortest of those that end at 65. */
  readonly shortestTo65: number
  readonly longest: number
  /** The ones to show as choices. */
  readonly offered: readonly PayoutDuration[]
}

/** A defined benefit is for life unless its contract or ITP 2 says otherwise. */
export function durationRuleOf(
  contract: ContractHolding,
  benefit: boolean,
  today: IsoDate,
  law: LawReader,
): DurationRule {
  const { durations } = contract.payoutTerms
  const agreement = agreementOf(contract)
  const lifelongOnly = benefit && agreement !== 'ITP2'
  const usual = defaultDurationOf(contract)
  const listed = durations !== 'not-reported' ? durations : lifelongOnly ? [usual] : null
  const inMonths = (parameter: typeof kortastUtbetalningstid): number | null =>
    agreement === null ? null : (law.forAgreement(parameter, agreement, today)?.times(12).toNumber() ?? null)
  const byLaw = contract.skatteklass === 'K' ? 1 : law.value(kortastUtbetalningstidSkatt, today).times(12).toNumber()
  const shortest = inMonths(kortastUtbetalningstid) ?? byLaw
  const longest = inMonths(langstUtbetalningstid) ?? Infinity
  const within = usualYears.map((years) => years * 12).filter((months) => shortest <= months && months <= longest)
  const offered: readonly PayoutDuration[] = listed ?? ['lifelong', ...within.map((months) => ({ months }))]
  return {
    listed,
    shortest,
    shortestTo65: inMonths(kortastUtbetalningstidTill65) ?? shortest,
    longest,
    offered: offered.some((one) => sameDuration(one, usual)) ? offered : [usual, ...offered],
  }
}

const age65 = age(65)

/** Whether a payout may last so long from a start. */
export function isDurationAllowed(rule: DurationRule, start: Age, duration: PayoutDuration): boolean {
  if (rule.offered.some((one) => sameDuration(one, duration))) return true
  if (rule.listed !== null || duration === 'lifelong' || !Number.isInteger(duration.months)) return false
  const shortest = start + duration.months === age65 ? rule.shortestTo65 : rule.shortest
  return shortest <= duration.months && duration.months <= rule.longest
}

/** The duration that runs when nothing is chosen: for life where allowed, else the longest allowed. */
export function defaultDurationOf(contract: ContractHolding): PayoutDuration {
  const { durations } = contract.payoutTerms
  const offered = durations === 'not-reported' ? contract.forecasts.map((forecast) => forecast.duration) : durations
  const months = offered.map((duration) => (duration === 'lifelong' ? Infinity : duration.months))
  const longest = months.length === 0 ? Infinity : Math.max(...months)
  return longest === Infinity ? 'lifelong' : { months: longest }
}

/**
 * Whether what is saved goes to the survivors: the contract's word, else its form (a kapitalförsäkring or a deposit is
 * always repaid), else the agreement's default, else not.
 */
export function aterbetalningsskyddOf(
  contract: ContractHolding,
  today: IsoDate,
  law: LawReader,
): { readonly covered: boolean; readonly from: 'reported' | 'form' | 'agreement' | 'assumed' } {
  const { aterbetalningsskydd, skatteklass, forvaltningsform } = contract
  if (aterbetalningsskydd !== 'not-reported') return { covered: aterbetalningsskydd, from: 'reported' }
  if (skatteklass === 'K' || forvaltningsform === 'deposition') return { covered: true, from: 'form' }
  const agreement = agreementOf(contract)
  const byAgreement = agreement === null ? null : law.forAgreement(aterbetalningsskyddSomForval, agreement, today)
  return byAgreement === null ? { covered: false, from: 'assumed' } : { covered: byAgreement.eq(1), from: 'agreement' }
}

const premiumsPerYear = { month: 12, quarter: 4, 'half-year': 2, year: 1 } as const
/** A yearly premium is paid after its year, so a contract may lag this long and still be paid into. */
const monthsOfLag = 15

/** The yearly premium still paid, or null when the contract is paid up or reports none. */
export function runningPremium(contract: ContractHolding, today: IsoDate): KronorPerYear | null {
  const { premium } = contract
  if (premium === 'not-reported' || premium.interval === 'single' || premium.amount.lte(0)) return null
  const reported = contract.capital === 'not-reported' ? today : contract.capital.date
  const lapsed =
    premium.paidUntil !== 'not-reported' && monthOfDate(reported) - monthOfDate(premium.paidUntil) > monthsOfLag
  return lapsed ? null : kronorPerYear(premium.amount.times(premiumsPerYear[premium.interval]))
}

/**
 * The month from which the reported premium is not paid any more: the agreement's last age is reached (the last
 * premium is for the month before), or, without a rule, the contract's pension age.
 */
export function lastPremiumOf(
  contract: ContractHolding,
  birthDate: IsoDate,
  today: IsoDate,
  law: LawReader,
): { readonly month: YearMonth; readonly agreedAgeAssumed: boolean } {
  const agreement = agreementOf(contract)
  const byAgreement = agreement === null ? null : law.forAgreement(sistaPremiealder, agreement, today)
  const { agreedAge } = contract.payoutTerms
  const agreedAgeAssumed = byAgreement === null && agreedAge === 'not-reported'
  const limit =
    byAgreement !== null
      ? age(byAgreement.toNumber())
      : agreedAge !== 'not-reported'
        ? agreedAge
        : age(law.value(standardpensionsalder, today).toNumber())
  // An age is reached the month before its pension could start.
  return { month: addMonths(firstMonthAtAge(birthDate, limit), -1), agreedAgeAssumed }
}
