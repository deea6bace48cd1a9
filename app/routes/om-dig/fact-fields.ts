/** The fields of "Om dig", and how they stand when nothing has been typed. */
import type { Municipality, SaverFacts, WorkAgreement } from '#server/services/api/facts.ts'

export const factFields = [
  'civilstand',
  'kommun',
  'kyrka',
  'bosatt',
  'ar',
  'boende',
  'tillgangar',
  'partner-fodd',
  'partner-pension',
  'partner-garanti',
  'lon',
  'avtal',
] as const
export type FactField = (typeof factFields)[number]
export type FactError = 'municipality' | 'years' | 'amount' | 'date' | 'needs-cost' | 'needs-birth'

export const workAgreements = [
  'ITP1',
  'ITP2',
  'SAF-LO',
  'AKAP-KR',
  'KAP-KL',
  'PA16-1',
  'PA16-2',
] as const satisfies readonly WorkAgreement[]

export type TypedFacts = Readonly<Record<FactField, string>>

/** The fields as they stand when nothing has been typed. */
export function fieldsOf(
  { maritalStatus, municipality, churchMember, resident, residenceYears, housing, salary, agreement }: SaverFacts,
  municipalities: readonly Municipality[],
): TypedFacts {
  const text = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : String(value)
  return {
    civilstand: maritalStatus ?? '',
    kommun: municipalities.find(({ code }) => code === municipality)?.name ?? '',
    kyrka: churchMember ? 'ja' : '',
    bosatt: resident,
    ar: text(residenceYears),
    boende: text(housing?.cost),
    tillgangar: text(housing?.wealth),
    'partner-fodd': housing?.partner?.birthDate ?? '',
    'partner-pension': text(housing?.partner?.pension),
    'partner-garanti': text(housing?.partner?.garantipension),
    lon: text(salary),
    avtal: agreement ?? '',
  }
}
