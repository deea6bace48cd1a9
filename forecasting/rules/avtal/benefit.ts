/** A defined benefit drawn at, before or after the age it is counted from. */
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import { age } from '../../model/age.ts'
import type { ContractHolding } from '../../model/holding.ts'
import type { KronorPerMonth } from '../../model/quantity.ts'
import { Dec, kronorPerMonth } from '../../model/quantity.ts'
import type { IsoDate } from '../../model/year-month.ts'
import { formanFranAlder } from '../../parameters/forman-fran-alder.ts'
import { fortidaUttag } from '../../parameters/fortida-uttag.ts'
import { langstaSenareUttag } from '../../parameters/langsta-senare-uttag.ts'
import { senareUttag } from '../../parameters/senare-uttag.ts'
import { agreementOf } from './terms.ts'

/** The age an earned benefit is counted from: the contract's, else its agreement's, else unknown. */
export function benefitAgeOf(contract: ContractHolding, today: IsoDate, law: LawReader): Age | null {
  if (contract.payoutTerms.agreedAge !== 'not-reported') return contract.payoutTerms.agreedAge
  const agreement = agreementOf(contract)
  const byAgreement = agreement === null ? null : law.forAgreement(formanFranAlder, agreement, today)
  return byAgreement === null ? null : age(byAgreement.toNumber())
}

/** What a benefit changes by per month that it is drawn before or after its age. */
export interface AgeFactors {
  readonly early: Dec
  readonly late: Dec
  readonly mostMonthsLate: number
}

export const ageFactors = (today: IsoDate, law: LawReader): AgeFactors => ({
  early: law.value(fortidaUttag, today),
  late: law.value(senareUttag, today),
  mostMonthsLate: law.value(langstaSenareUttag, today).toNumber(),
})

/** Not rounded: that is done once, on what is paid. */
export function adjustedBenefit(
  benefit: KronorPerMonth,
  { countedFrom, at }: { readonly countedFrom: Age; readonly at: Age },
  { early, late, mostMonthsLate }: AgeFactors,
): KronorPerMonth {
  const months = at - countedFrom
  if (months === 0) return benefit
  const factor = months < 0 ? early.times(months) : late.times(Math.min(months, mostMonthsLate))
  return kronorPerMonth(Dec.max(0, benefit.times(factor.plus(1))))
}
