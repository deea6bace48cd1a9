/**
 * The choices as the fields of the forecast's form, which is sent as it is where there is no JavaScript, and read by the
 * page itself where there is. What cannot be read is told field by field.
 */
import type { ChosenPayout, ChosenWithdrawal, ChosenWork, ForecastChoices } from '#server/services/api/choices.ts'

/** Tells the form's own address from one that holds the choices. */
export const formMark = 'fran'
export const formMarkValue = 'formular'

export type FormError = 'age' | 'amount' | 'order' | 'overlap' | 'choice' | 'missing-age'

export interface ReadForm {
  /** What could be read. */
  readonly choices: ForecastChoices
  readonly errors: Readonly<Record<string, FormError>>
}

/** Higher pay is a slip of the finger. */
const highestAmount = 10_000_000
const highestYears = 130

export const workField = (row: number, part: 'fran-ar' | 'fran-man' | 'till-ar' | 'till-man' | 'lon' | 'ers'): string =>
  `arbete${row}-${part}`
export const withdrawalField = (row: number, part: 'ar' | 'man' | 'andel'): string => `uttag${row}-${part}`
export const payoutField = (id: string, part: 'ar' | 'man' | 'tid'): string => `avtal-${id}-${part}`

/** "32 000", "32000 kr" → 32000; an empty field is undefined, what is no amount is null. */
export function amountOf(text: string): number | null | undefined {
  const digits = text.replaceAll(/[\s\u00a0]|kr$/g, '')
  if (digits === '') return undefined
  if (!/^\d{1,8}$/.test(digits)) return null
  return Number(digits) <= highestAmount ? Number(digits) : null
}

/** Years and months as two fields → completed months; both empty: undefined. */
export function ageOf(years: string, months: string): number | null | undefined {
  const [y, m] = [years.trim(), months.trim()]
  if (y === '' && (m === '' || m === '0')) return undefined
  if (!/^\d{1,3}$/.test(y) || !/^\d{0,2}$/.test(m)) return null
  return Number(m) < 12 && Number(y) < highestYears ? Number(y) * 12 + Number(m) : null
}

export function readForm(fields: URLSearchParams): ReadForm {
  const errors: Record<string, FormError> = {}
  const textOf = (name: string): string => fields.get(name) ?? ''
  const take = <T>(name: string, error: FormError, value: T | null | undefined): T | undefined => {
    if (value === null) errors[name] = error
    return value ?? undefined
  }
  const age = (years: string, months: string) => take(years, 'age', ageOf(textOf(years), textOf(months)))
  const amount = (name: string) => take(name, 'amount', amountOf(textOf(name)))

  const retirementAge = age('ar', 'manader')
  const salary = amount('lon')
  const market = textOf('marknad')
  const work = readWork(fields, { age, amount, errors })
  const withdrawal = readWithdrawal(fields, { age, errors })
  const contracts = readPayouts(fields, age, errors)
  return {
    choices: {
      ...(retirementAge !== undefined && { retirementAge }),
      ...(market === 'lag' && { market: 'low' }),
      ...(market === 'hog' && { market: 'high' }),
      ...(textOf('pengar') === 'lopande' && { nominal: true }),
      ...(salary !== undefined && { salary }),
      ...(work.length > 0 && { work }),
      ...(withdrawal.length > 0 && { withdrawal }),
      ...(Object.keys(contracts).length > 0 && { contracts }),
    },
    errors,
  }
}

interface Reading {
  readonly age: (years: string, months: string) => number | undefined
  readonly errors: Record<string, FormError>
}

const rowsOf = (fields: URLSearchParams, first: RegExp): readonly number[] =>
  [...new Set([...fields.keys()].flatMap((name) => first.exec(name)?.[1] ?? []))].map(Number).sort((a, b) => a - b)

function readWork(
  fields: URLSearchParams,
  { age, amount, errors }: Reading & { readonly amount: (name: string) => number | undefined },
): readonly ChosenWork[] {
  const rows = rowsOf(fields, /^arbete(\d{1,2})-/).flatMap((row) => {
    const [begins, ends] = [workField(row, 'fran-ar'), workField(row, 'till-ar')]
    const from = age(begins, workField(row, 'fran-man'))
    const to = age(ends, workField(row, 'till-man'))
    const salary = amount(workField(row, 'lon')) ?? 0
    const benefit = amount(workField(row, 'ers')) ?? 0
    if (from === undefined && errors[begins] === undefined) errors[begins] = 'missing-age'
    if (to === undefined && errors[ends] === undefined) errors[ends] = 'missing-age'
    if (from === undefined || to === undefined) return []
    if (to <= from) {
      errors[ends] = 'order'
      return []
    }
    return [{ row, span: { from, to, salary, ...(benefit > 0 && { benefit }) } }]
  })
  const ordered = rows.toSorted((a, b) => a.span.from - b.span.from)
  return ordered.flatMap(({ row, span }, index) => {
    const before = ordered[index - 1]
    if (before === undefined || span.from >= before.span.to) return [span]
    errors[workField(row, 'fran-ar')] = 'overlap'
    return []
  })
}

function readWithdrawal(fields: URLSearchParams, { age, errors }: Reading): readonly ChosenWithdrawal[] {
  const rows = rowsOf(fields, /^uttag(\d{1,2})-/).flatMap((row) => {
    const years = withdrawalField(row, 'ar')
    const from = age(years, withdrawalField(row, 'man'))
    const share = ([0, 25, 50, 75, 100] as const).find(
      (one) => String(one) === fields.get(withdrawalField(row, 'andel')),
    )
    if (from === undefined && errors[years] === undefined) errors[years] = 'missing-age'
    if (share === undefined) errors[withdrawalField(row, 'andel')] = 'choice'
    return from === undefined || share === undefined ? [] : [{ row, change: { from, share } }]
  })
  const ordered = rows.toSorted((a, b) => a.change.from - b.change.from)
  return ordered.flatMap(({ row, change }, index) => {
    if (change.from !== ordered[index - 1]?.change.from) return [change]
    errors[withdrawalField(row, 'ar')] = 'overlap'
    return []
  })
}

function readPayouts(
  fields: URLSearchParams,
  age: Reading['age'],
  errors: Record<string, FormError>,
): Record<string, ChosenPayout> {
  const ids = new Set([...fields.keys()].flatMap((name) => /^avtal-(.+)-(?:ar|man|tid)$/.exec(name)?.[1] ?? []))
  const payouts: Record<string, ChosenPayout> = {}
  for (const id of ids) {
    const start = age(payoutField(id, 'ar'), payoutField(id, 'man'))
    const text = fields.get(payoutField(id, 'tid')) ?? ''
    const months = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined
    const duration = text === 'livet' ? ('lifelong' as const) : months
    if (text !== '' && duration === undefined) errors[payoutField(id, 'tid')] = 'choice'
    if (start === undefined && duration === undefined) continue
    payouts[id] = { ...(start !== undefined && { start }), ...(duration !== undefined && { duration }) }
  }
  return payouts
}
