/** A hypothetical career, as the agency's model takes it, checked field by field. */
import type { Share } from '../model/quantity.ts'
import { Dec, share } from '../model/quantity.ts'

/** The agreements by the number that the model gives them. */
export const agreements = {
  1: 'none',
  2: 'ITP1',
  3: 'ITP2',
  4: 'SAF-LO',
  5: 'KAP-KL',
  6: 'AKAP-KR',
  7: 'PA16-2',
  8: 'PA16-1',
} as const
export type TypfallAgreement = (typeof agreements)[keyof typeof agreements]

export interface TypfallInput {
  /** Born on the first of January. */
  readonly birthYear: number
  readonly workStartAge: number
  /** Works to the end of the year before, draws everything from January of this age. */
  readonly retirementAge: number
  /** SEK/year in 2025; every year's pay follows inkomstindex. */
  readonly salary: Dec
  readonly inflation: Share
  readonly realGrowth: Share
  readonly realReturn: Share
  readonly agreement: TypfallAgreement
}

/** The input cannot be computed. The message names the field as the model's own header does. */
export class TypfallInputError extends Error {
  override readonly name = 'TypfallInputError'
  readonly field: string

  constructor(field: string, problem: string) {
    super(`${field}: ${problem}`)
    this.field = field
  }
}

/** The model's own header: what goes in. */
export const inputFields = [
  'Födelseår',
  'Börjar arbeta vid ålder',
  'Går i pension vid ålder',
  'Årslön',
  'Årlig inflation',
  'Real tillväxt',
  'Real fondavkastning',
  'Egen Lönelista',
  'Privat pensionssparande (med avdragsrätt)',
  'Välj tjänstepension',
] as const
export type InputField = (typeof inputFields)[number]

/** A number as the model's files write it: `1960`, `1960.`, `0.017`, `.5`, with or without an exponent. */
const numberPattern = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function readNumber(fields: Readonly<Record<InputField, string>>, field: InputField): Dec {
  const text = fields[field].trim()
  if (text === '') throw new TypfallInputError(field, 'is empty')
  if (!numberPattern.test(text)) throw new TypfallInputError(field, `${JSON.stringify(text)} is not a number`)
  return new Dec(text.replace(/\.(?=$|e)/i, ''))
}

type Limits = readonly [lowest: number, highest: number]

function readBetween(fields: Readonly<Record<InputField, string>>, field: InputField, [lowest, highest]: Limits): Dec {
  const value = readNumber(fields, field)
  if (value.lt(lowest) || value.gt(highest)) {
    throw new TypfallInputError(field, `${value.toFixed()} is not between ${lowest} and ${highest}`)
  }
  return value
}

function readWhole(fields: Readonly<Record<InputField, string>>, field: InputField, limits: Limits): number {
  const value = readBetween(fields, field, limits)
  if (!value.isInteger()) throw new TypfallInputError(field, `${value.toFixed()} is not a whole number`)
  return value.toNumber()
}

function readAgreement(fields: Readonly<Record<InputField, string>>): TypfallAgreement {
  const field = 'Välj tjänstepension'
  const number = readWhole(fields, field, [1, 8])
  const found = Object.entries(agreements).find(([known]) => Number(known) === number)
  if (found === undefined) throw new TypfallInputError(field, `${number} is not an agreement`)
  return found[1]
}

/** @throws TypfallInputError naming the field */
export function readTypfallInput(fields: Readonly<Record<InputField, string>>): TypfallInput {
  for (const field of ['Egen Lönelista', 'Privat pensionssparande (med avdragsrätt)'] as const) {
    if (!readNumber(fields, field).isZero()) throw new TypfallInputError(field, 'only 0 is computed')
  }
  const retirementAge = readWhole(fields, 'Går i pension vid ålder', [61, 75])
  return {
    birthYear: readWhole(fields, 'Födelseår', [1930, 2010]),
    workStartAge: readWhole(fields, 'Börjar arbeta vid ålder', [15, retirementAge - 1]),
    retirementAge,
    salary: readBetween(fields, 'Årslön', [0, 1e9]),
    inflation: share(readBetween(fields, 'Årlig inflation', [-0.1, 0.25])),
    realGrowth: share(readBetween(fields, 'Real tillväxt', [-0.1, 0.25])),
    realReturn: share(readBetween(fields, 'Real fondavkastning', [-0.1, 0.25])),
    agreement: readAgreement(fields),
  }
}
