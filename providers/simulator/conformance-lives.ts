/** The working lives of those whom a conformance run asks about: they hold something at every insurer, or nothing. */
import { yearMonth as ym } from '#forecasting/model/year-month.ts'
import type { Role } from '../conformance/persons.ts'
import { roles, testPersons } from '../conformance/persons.ts'
import type { PersonalNumber } from '../personal-number.ts'
import type { Employment, Saving, WorkingLife } from './career.ts'
import { simulatedProviders } from './providers.ts'

const insurers = simulatedProviders.filter(({ kind }) => kind === 'insurer').map(({ id }) => id)

/** One contract at each insurer, in which its part of the premium is placed. */
const jobAtAll = (agreement: Employment['agreement'], form: 'traditionell' | 'fond', fromYear: number): Employment => ({
  agreement,
  from: ym(fromYear, 1),
  to: ym(fromYear + 8, 1),
  employer: 'Provbänken AB',
  pay: 36_000,
  placements: insurers.map((provider) => ({ provider, form, part: 1 / insurers.length, benefit: 'premiebestamd' })),
})

const savingAtAll = (skatteklass: Saving['skatteklass'], form: Saving['form']): readonly Saving[] =>
  insurers.map((provider) => ({ provider, skatteklass, form, from: ym(2004, 1), to: ym(2012, 1), monthly: 200 }))

const life = (employments: readonly Employment[], savings: readonly Saving[] = []): WorkingLife => ({
  residentSince: 1985,
  employments,
  savings,
  childYears: [],
  studyYears: [],
  publicPensionFrom: null,
})

const agreements = ['ITP1', 'SAF-LO', 'KAP-KL', 'AKAP-KR', 'PA16-1', 'BTP1', 'FTP', 'KTP'] as const

const lives: Readonly<Record<Role, WorkingLife | null>> = {
  happy: life([jobAtAll('ITP1', 'traditionell', 2008)], savingAtAll('P', 'fond')),
  'nothing-held': null,
  'many-contracts': life(
    agreements.map((agreement, index) => jobAtAll(agreement, index % 2 === 0 ? 'traditionell' : 'fond', 2000)),
    [...savingAtAll('P', 'traditionell'), ...savingAtAll('P', 'fond'), ...savingAtAll('K', 'deposition')],
  ),
  slow: life([jobAtAll('SAF-LO', 'fond', 1999)], [...savingAtAll('P', 'fond'), ...savingAtAll('K', 'fond')]),
}

/** @returns undefined for anybody else, null for the one who has nothing anywhere */
export function conformanceLife(person: PersonalNumber): WorkingLife | null | undefined {
  const role = roles.find((each) => testPersons[each].equals(person))
  return role === undefined ? undefined : lives[role]
}
