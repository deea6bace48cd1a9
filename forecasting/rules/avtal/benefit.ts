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

export function adjustedBenefit(
  {
    benefit,
    countedFrom,
    at,
    today,
  }: { readonly benefit: KronorPerMonth; readonly countedFrom: Age; readonly at: Age; readonly today: IsoDate },
  law: LawReader,
): KronorPerMonth {
  const months = at - countedFrom
  if (months === 0) return benefit
  const counted = months < 0 ? months : Math.min(months, law.value(langstaSenareUttag, today).toNumber())
  const perMonth = law.value(months < 0 ? fortidaUttag : senareUttag, today)
  return kronorPerMonth(Dec.max(0, benefit.times(perMonth.times(counted).plus(1))).toDecimalPlaces(2))
}
