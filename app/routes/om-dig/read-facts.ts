/** The form of "Om dig" read: the facts, or what is wrong with which field. */
import { z } from 'zod'
import type { Municipality, SaverFacts } from '#server/services/api/facts.ts'
import { amountOf } from '../../choices/form.ts'
import type { FactError, FactField, TypedFacts } from './fact-fields.ts'
import { factFields, workAgreements } from './fact-fields.ts'

export interface ReadFacts {
  readonly facts: SaverFacts
  readonly version: number
  readonly typed: TypedFacts
  readonly errors: Readonly<Partial<Record<FactField, FactError>>>
}

const highestYears = 122

const sent = z.object({
  version: z.coerce.number().int().min(0).catch(0),
  civilstand: z.enum(['single', 'married']).nullable().catch(null),
  bosatt: z.enum(['sweden', 'abroad']).catch('sweden'),
  avtal: z
    .enum([...workAgreements, 'none'])
    .nullable()
    .catch(null),
})

/** Any way of writing the name that is the same to a reader. */
const plain = (name: string): string =>
  name
    .trim()
    .toLocaleLowerCase('sv')
    .replace(/\s+kommun$|\s+stad$/, '')

const isDay = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** @param today `2026-11-22` */
export function readFacts(form: FormData, municipalities: readonly Municipality[], today: string): ReadFacts {
  const textOf = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const typed = Object.fromEntries(factFields.map((name) => [name, textOf(name)])) as Record<FactField, string>
  const errors: Partial<Record<FactField, FactError>> = {}
  const { version, civilstand, bosatt, avtal } = sent.parse({
    version: textOf('version'),
    civilstand: typed.civilstand,
    bosatt: typed.bosatt,
    avtal: typed.avtal,
  })
  const amount = (name: FactField): number | null => {
    const value = amountOf(typed[name])
    if (value === null) errors[name] = 'amount'
    return value ?? null
  }
  const municipality = municipalities.find(({ name }) => plain(name) === plain(typed.kommun))
  if (typed.kommun !== '' && municipality === undefined) errors.kommun = 'municipality'
  const years = /^\d{1,3}$/.test(typed.ar) && Number(typed.ar) <= highestYears ? Number(typed.ar) : null
  if (typed.ar !== '' && years === null) errors.ar = 'years'

  const [cost, wealth] = [amount('boende'), amount('tillgangar')]
  const partner = { pension: amount('partner-pension'), garantipension: amount('partner-garanti') }
  const born = typed['partner-fodd']
  if (born !== '' && (!isDay(born) || born > today || born < '1900-01-01')) errors['partner-fodd'] = 'date'
  const hasPartner = born !== '' || partner.pension !== null || partner.garantipension !== null
  if (hasPartner && born === '') errors['partner-fodd'] = 'needs-birth'
  if (cost === null && errors.boende === undefined && (wealth !== null || hasPartner)) errors.boende = 'needs-cost'
  return {
    facts: {
      maritalStatus: civilstand,
      municipality: municipality?.code ?? null,
      churchMember: typed.kyrka === 'ja',
      resident: bosatt,
      residenceYears: years,
      housing:
        cost === null
          ? null
          : {
              cost,
              wealth: wealth ?? 0,
              partner: hasPartner
                ? { birthDate: born, pension: partner.pension ?? 0, garantipension: partner.garantipension ?? 0 }
                : null,
            },
      salary: amount('lon'),
      agreement: avtal,
    },
    version,
    typed,
    errors,
  }
}
