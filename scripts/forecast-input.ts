/**
 * The input of the forecast command as JSON, version 1: what may stand in it, and what it becomes. The JSON Schema in
 * forecasting/json is made from this.
 *
 * Amounts are numbers or decimal text, never negative; days are ISO 8601; ages are whole years or "67-3" (years and
 * months). What is left out of a holding is not reported; what is left out elsewhere is taken for granted.
 */
import { z } from 'zod'
import type { Age } from '#forecasting/model/age.ts'
import { age } from '#forecasting/model/age.ts'
import { kollektivavtal } from '#forecasting/model/holding.ts'
import type { Holding } from '#forecasting/model/holding.ts'
import type { OwnEntry } from '#forecasting/model/own-entry.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { ProjectionInput } from '#forecasting/projection/types.ts'

export const inputVersion = 1

const notNegative = { error: 'must be an amount, not negative' }
const amount = z.union(
  [z.number(notNegative).min(0, notNegative), z.string().regex(/^\d{1,15}(\.\d{1,20})?$/, notNegative)],
  notNegative,
)
const kronorValue = amount.transform((value) => kronor(value))
const perMonth = amount.transform((value) => kronorPerMonth(value))
const perYear = amount.transform((value) => kronorPerYear(value))
const fromZeroToOne = { error: 'must be a share from 0 to 1' }
const shareValue = z
  .union(
    [
      z.number(fromZeroToOne).min(0, fromZeroToOne).max(1, fromZeroToOne),
      z.string().regex(/^(0(\.\d{1,20})?|1(\.0{1,20})?)$/, fromZeroToOne),
    ],
    fromZeroToOne,
  )
  .transform((value) => share(value))
const yearlyRate = { error: 'must be a yearly rate, 0.019 is 1.9 %' }
const rate = z
  .union(
    [z.number(yearlyRate).min(-1, yearlyRate).max(1, yearlyRate), z.string().regex(/^-?0(\.\d{1,20})?$/, yearlyRate)],
    yearlyRate,
  )
  .transform((value) => share(value))
const day = z.iso.date({ error: 'must be a day that exists, YYYY-MM-DD' }).transform((text) => isoDateOf(text))
const yearsAndMonths = { error: 'must be an age, 67 or "67-3" for 67 years and 3 months' }
const ageValue = z
  .union(
    [
      z.int(yearsAndMonths).min(0, yearsAndMonths).max(130, yearsAndMonths),
      z.string().regex(/^(\d{1,2}|1[0-2]\d|130)(-(\d|1[01]))?$/, yearsAndMonths),
    ],
    yearsAndMonths,
  )
  .transform((value): Age => {
    const [years = 0, months = 0] = String(value).split('-').map(Number)
    return age(years, months)
  })
const duration = z.union([z.literal('lifelong'), z.strictObject({ months: z.int().min(1).max(1200) })], {
  error: 'must be "lifelong" or {"months": 1 or more}',
})
const words = z.string().min(1).max(300)
const municipality = z.string().regex(/^\d{4}$/, { error: 'must be the four digits of a municipality' })

/** Left out means that the provider did not say. */
const reported = <T extends z.ZodType>(schema: T) =>
  z.union([schema, z.literal('not-reported')]).default('not-reported' as never)
const dated = <T extends z.ZodType>(schema: T) => z.strictObject({ value: schema, date: day })

const organisationNumber = z.string().regex(/^16\d{10}$/, { error: 'must be "16" and ten digits' })
const identity = z.strictObject({ insurerOrganisationNumber: organisationNumber, contractNumber: words })
const party = z.strictObject({ name: reported(words), organisationNumber: reported(organisationNumber) })
const unknownCodes = z.array(z.strictObject({ field: words, code: words })).default([])

const providerForecast = z.strictObject({
  age: ageValue,
  duration: duration.default('lifelong'),
  amount: perMonth,
  basis: z.enum(['standard', 'own']),
  prices: z.enum(['fixed', 'nominal']).default('fixed'),
  returnPerYear: reported(rate),
  premiums: z.enum(['continue', 'paid-up']).default('continue'),
  tax: z.enum(['before', 'after']).default('before'),
  date: day,
})

const period = {
  from: day,
  to: z.union([z.literal('lifelong'), day]),
  amount: perMonth,
  state: z.enum(['planned', 'running', 'paused', 'ended']),
}

const contract = z.strictObject({
  kind: z.literal('avtal'),
  identity,
  earlierContractNumber: reported(words),
  underlyingContractNumber: reported(words),
  insurer: party,
  policyholder: reported(party),
  pledgee: reported(party),
  selectionCentre: reported(party),
  underEarlierNumber: z.boolean().default(false),
  productName: reported(words),
  businessType: reported(words),
  kollektivavtal: reported(
    z.enum([...kollektivavtal, 'none'], { error: `must be one of ${kollektivavtal.join(', ')}, none` }),
  ),
  skatteklass: reported(z.enum(['T', 'P', 'K'])),
  formanstyp: reported(z.enum(['premiebestamd', 'formansbestamd'])),
  forvaltningsform: reported(z.enum(['traditionell', 'fond', 'deposition'])),
  capital: reported(dated(kronorValue)),
  guaranteedCapital: reported(dated(kronorValue)),
  earnedBenefit: reported(dated(perMonth)),
  payments: z.array(z.strictObject(period)).default([]),
  payoutTerms: z
    .strictObject({
      earliestAge: reported(ageValue),
      latestAge: reported(ageValue),
      agreedAge: reported(ageValue),
      durations: reported(z.array(duration).min(1)),
    })
    .prefault({}),
  premium: reported(
    z.strictObject({
      amount: kronorValue,
      interval: z.enum(['month', 'quarter', 'half-year', 'year', 'single']),
      paidUntil: reported(day),
    }),
  ),
  totalPremiumsPaid: reported(dated(kronorValue)),
  reportedSalary: reported(dated(perYear)),
  serviceTimes: reported(z.strictObject({ monthsUnder: z.int().min(0), monthsOver: z.int().min(0) })),
  fees: reported(
    z.array(
      z.strictObject({
        kind: z.enum(['administration', 'management', 'premium']),
        applies: z.enum(['fund', 'traditional', 'contract']),
        amount: z.union([z.strictObject({ variable: shareValue }), z.strictObject({ fixed: perYear })]),
      }),
    ),
  ),
  aterbetalningsskydd: reported(z.boolean()),
  survivorsPension: reported(z.boolean()),
  familyCover: reported(z.boolean()),
  beneficiariesNamed: reported(z.boolean()),
  forecasts: z.array(providerForecast).default([]),
  forecastMissing: reported(z.enum(['in-payment', 'not-offered', 'too-young', 'under-calculation', 'other'])),
  unknownCodes,
})

const pensionYear = z.strictObject({
  incomeYear: z.int().min(1960).max(2200),
  pgi: perYear,
  pgb: z
    .array(z.strictObject({ kind: z.enum(['barnar', 'studier', 'plikttjanst', 'sjukersattning']), amount: perYear }))
    .default([]),
  inkomstpension: perYear,
  premiepension: perYear,
  status: z.enum(['decided', 'preliminary']).default('decided'),
})

const publicPension = z.strictObject({
  kind: z.literal('allman-pension'),
  identity,
  insurer: party,
  underEarlierNumber: z.boolean().default(false),
  inkomstpensionBalance: reported(dated(kronorValue)),
  premiepensionBalance: reported(dated(kronorValue)),
  premiepensionFunds: z
    .array(z.strictObject({ name: words, value: kronorValue, fee: reported(shareValue) }))
    .default([]),
  rights: z.array(pensionYear).default([]),
  tillaggspension: reported(dated(perMonth)),
  payments: z
    .array(
      z.strictObject({
        ...period,
        component: z.enum(['inkomstpension', 'premiepension', 'tillaggspension', 'garantipension']),
        shareDrawn: shareValue,
      }),
    )
    .default([]),
  forecasts: z.array(providerForecast).default([]),
  residenceYears: reported(z.int().min(0).max(100)),
  unknownCodes,
})

const holding: z.ZodType<Holding> = z.discriminatedUnion('kind', [contract, publicPension], {
  error: 'kind must be "avtal" or "allman-pension"',
})

const entry: z.ZodType<OwnEntry> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sparande'),
    name: words,
    value: dated(kronorValue),
    saved: perMonth,
    return: rate.exactOptional(),
    from: ageValue.exactOptional(),
    months: z.int().min(1).max(1200),
    taxed: z.boolean().exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('inkomst'),
    name: words,
    amount: perMonth,
    from: ageValue,
    to: z.union([z.literal('lifelong'), ageValue]),
    taxed: z.boolean(),
  }),
])

const id = z.string().regex(/^[\w.-]{1,100}$/, { error: 'must be letters, digits, dots or dashes' })

const input = z.strictObject({
  version: z.literal(inputVersion, { error: `must be ${inputVersion}` }),
  today: day,
  person: z.strictObject({
    birthDate: day,
    maritalStatus: z.enum(['single', 'married']).exactOptional(),
    municipality: municipality.exactOptional(),
    churchFee: shareValue.exactOptional(),
    resident: z.enum(['sweden', 'abroad']).exactOptional(),
    residenceYears: z.int().min(0).max(100).exactOptional(),
    housing: z
      .strictObject({
        cost: perMonth,
        wealth: kronorValue,
        partner: z.strictObject({ birthDate: day, pension: perMonth, garantipension: perMonth }).exactOptional(),
      })
      .exactOptional(),
  }),
  salary: perYear.exactOptional(),
  holdings: z.array(z.strictObject({ id, holding })),
  entries: z.array(z.strictObject({ id, entry })).exactOptional(),
  choices: z.strictObject({
    retirementAge: ageValue,
    perHolding: z
      .record(id, z.strictObject({ start: ageValue.exactOptional(), duration: duration.exactOptional() }))
      .exactOptional(),
    publicWithdrawal: z
      .array(z.strictObject({ from: ageValue, inkomstpension: shareValue, premiepension: shareValue }))
      .min(1)
      .exactOptional(),
    work: z
      .array(z.strictObject({ from: ageValue, to: ageValue, salary: perYear, benefit: perYear.exactOptional() }))
      .exactOptional(),
  }),
  assumptions: z
    .strictObject({
      paymentIndexation: z.enum(['level', 'law-at-zero-growth']).exactOptional(),
      delningstal: z.enum(['published', 'final']).exactOptional(),
    })
    .exactOptional(),
})

type Path = readonly (string | number)[]
interface Fault {
  readonly path: Path
  readonly message: string
}

/** What was measured or said on a day was so between the birth and today. */
function faultsOfDates(value: unknown, path: Path, { birth, today }: { birth: string; today: string }): Fault[] {
  if (!(value instanceof Object)) return []
  return Object.entries(value).flatMap(([key, inner]): Fault[] => {
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    if (key !== 'date' || typeof inner !== 'string') return faultsOfDates(inner, at, { birth, today })
    if (inner > today) return [{ path: at, message: 'must not be after today' }]
    return inner < birth ? [{ path: at, message: 'must not be before the birth' }] : []
  })
}

/** A year of pension rights stands once, in the life so far. */
const faultsOfRights = (
  rights: readonly { readonly incomeYear: number }[],
  path: Path,
  { birth, today }: { birth: string; today: string },
): Fault[] =>
  rights.flatMap(({ incomeYear }, i): Fault[] => {
    const at = [...path, i, 'incomeYear']
    if (incomeYear < Number(birth.slice(0, 4))) return [{ path: at, message: 'must not be before the birth' }]
    if (incomeYear > Number(today.slice(0, 4))) return [{ path: at, message: 'must not be after today' }]
    const isFirst = rights.findIndex((one) => one.incomeYear === incomeYear) === i
    return isFirst ? [] : [{ path: at, message: 'stands twice' }]
  })

export const forecastInput = input.superRefine(({ today, person, holdings, entries = [] }, context) => {
  const life = { birth: person.birthDate, today }
  const faults = [
    ...faultsOfDates(holdings, ['holdings'], life),
    ...faultsOfDates(entries, ['entries'], life),
    ...holdings.flatMap(({ holding: held }, i) =>
      held.payments.flatMap(({ from, to }, j): Fault[] =>
        to < from
          ? [{ path: ['holdings', i, 'holding', 'payments', j, 'to'], message: 'must not be before from' }]
          : [],
      ),
    ),
    ...holdings.flatMap(({ holding: held }, i) =>
      held.kind === 'allman-pension' ? faultsOfRights(held.rights, ['holdings', i, 'holding', 'rights'], life) : [],
    ),
  ]
  // A birth after today is told by its own field.
  if (person.birthDate <= today)
    for (const { path, message } of faults) context.addIssue({ code: 'custom', path: [...path], message })
})

type Issue = z.core.$ZodIssue

/** A union says only that no branch fits; its first branch is the one that is meant. */
function wordsOf(issue: Issue): string {
  const [first] = issue.code === 'invalid_union' ? (issue.errors[0] ?? []) : []
  return first === undefined ? issue.message : wordsOf(first)
}
function pathOf(issue: Issue): string {
  const [first] = issue.code === 'invalid_union' ? (issue.errors[0] ?? []) : []
  return [...issue.path.map(String), ...(first === undefined ? [] : [pathOf(first)])]
    .filter((part) => part !== '')
    .join('.')
}

/** What is wrong with the input, a line for each field: never a value. */
export class BadForecastInput extends Error {
  override readonly name = 'BadForecastInput'
}

/** @throws BadForecastInput */
export function readForecastInput(json: unknown): ProjectionInput {
  const result = forecastInput.safeParse(json)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `${pathOf(issue) || 'input'}: ${wordsOf(issue)}`)
  throw new BadForecastInput(lines.join('\n'))
}
