/** When a contract may be drawn, for how long, and until when premiums are paid. */
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import { age, firstMonthAtAge } from '../../model/age.ts'
import type { ContractHolding, Kollektivavtal, PayoutDuration } from '../../model/holding.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import type { IsoDate, YearMonth } from '../../model/year-month.ts'
import { addMonths, monthOfDate } from '../../model/year-month.ts'
import { lagstaAlderPrivat } from '../../parameters/lagsta-alder-privat.ts'
import { lagstaAvtalsalder } from '../../parameters/lagsta-avtalsalder.ts'
import { sistaPremiealder } from '../../parameters/sista-premiealder.ts'
import { standardpensionsalder } from '../../parameters/standardpensionsalder.ts'

export const agreementOf = (contract: ContractHolding): Kollektivavtal | null =>
  contract.kollektivavtal === 'not-reported' || contract.kollektivavtal === 'none' ? null : contract.kollektivavtal

/** The contract's own lowest age, else its agreement's, else that of tax law; none for a kapitalförsäkring. */
export function earliestAgeOf(contract: ContractHolding, today: IsoDate, law: LawReader): Age {
  if (contract.payoutTerms.earliestAge !== 'not-reported') return contract.payoutTerms.earliestAge
  const agreement = agreementOf(contract)
  const byAgreement = agreement === null ? null : law.forAgreement(lagstaAvtalsalder, agreement, today)
  if (byAgreement !== null) return age(byAgreement.toNumber())
  return contract.skatteklass === 'K' ? age(0) : age(law.value(lagstaAlderPrivat, today).toNumber())
}

/** The duration that runs when nothing is chosen: for life where allowed, else the longest allowed. */
export function defaultDurationOf(contract: ContractHolding): PayoutDuration {
  const { durations } = contract.payoutTerms
  const offered = durations === 'not-reported' ? contract.forecasts.map((forecast) => forecast.duration) : durations
  const months = offered.map((duration) => (duration === 'lifelong' ? Infinity : duration.months))
  const longest = months.length === 0 ? Infinity : Math.max(...months)
  return longest === Infinity ? 'lifelong' : { months: longest }
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
 * The month from which no premium is paid any more: work ends, or the agreement's last age is reached (the last
 * premium is for the month before), or, without a rule, the contract's pension age.
 */
export function premiumEnd(
  contract: ContractHolding,
  at: { readonly birthDate: IsoDate; readonly retirement: YearMonth; readonly today: IsoDate },
  law: LawReader,
): { readonly month: YearMonth; readonly agreedAgeAssumed: boolean } {
  const agreement = agreementOf(contract)
  const byAgreement = agreement === null ? null : law.forAgreement(sistaPremiealder, agreement, at.today)
  const { agreedAge } = contract.payoutTerms
  const agreedAgeAssumed = byAgreement === null && agreedAge === 'not-reported'
  const limit =
    byAgreement !== null
      ? age(byAgreement.toNumber())
      : agreedAge !== 'not-reported'
        ? agreedAge
        : age(law.value(standardpensionsalder, at.today).toNumber())
  // An age is reached the month before its pension could start.
  const reached = addMonths(firstMonthAtAge(at.birthDate, limit), -1)
  return { month: Math.min(at.retirement, reached) as YearMonth, agreedAgeAssumed }
}
