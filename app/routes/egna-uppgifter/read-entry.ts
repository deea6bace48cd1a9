/** The form of one own entry, read: what stood in the fields, what is wrong with each, and the entry when nothing is. */
import type { ContractAmount, ContractCapital, OwnContract, OwnEntryContent } from '#server/services/api/entries.ts'
import type { OwnEntryKind } from '#server/services/api/entries.ts'
import type { FieldFault, FieldReading } from '../../components/read-fields.ts'
import { readAgeField, readAmount, readDay, readWords } from '../../components/read-fields.ts'

export const entryKinds = ['sparande', 'utland', 'avtal', 'inkomst'] as const satisfies readonly OwnEntryKind[]
export const contractKinds = ['tjanstepension', 'pensionsforsakring', 'kapitalforsakring'] as const

export const isEntryKind = (text: string | null): text is OwnEntryKind => entryKinds.some((kind) => kind === text)

const fieldNames = [
  'namn',
  'slag',
  'ger',
  'varde',
  'datum',
  'insatt',
  'avkastning',
  'uttag',
  'tid',
  'belopp',
  'alder',
  'till',
  'skatt',
] as const
export type EntryField = (typeof fieldNames)[number]
export type TypedEntry = Readonly<Record<EntryField, string>>

export type EntryFault = FieldFault | 'not-a-rate' | 'not-a-time' | 'ends-before-it-begins' | 'has-ended' | 'not-chosen'
export type EntryFaults = Readonly<Partial<Record<EntryField, EntryFault>>>

/** Kronor. A fortune of 50 million is real; what lies above these is a slip of the hand. */
export const mostCapital = 1_000_000_000
export const mostMonthly = 1_000_000
export const longestName = 80
const longestYears = 50
const mostReturn = 20

type Reading<Value> = FieldReading<Value> | { readonly fault: EntryFault }

export interface EntryReading {
  readonly typed: TypedEntry
  readonly faults: EntryFaults
  /** Set when there are no faults. */
  readonly content: OwnEntryContent | null
}

const nothingTyped = Object.fromEntries(fieldNames.map((name) => [name, ''])) as TypedEntry

export const emptyEntry = (today: string): TypedEntry => ({ ...nothingTyped, datum: today, tid: '10', skatt: 'ja' })

export function typedEntry(form: FormData): TypedEntry {
  const text = (name: EntryField): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  return Object.fromEntries(fieldNames.map((name) => [name, text(name)])) as TypedEntry
}

/** Takes the fields one after another, and remembers what was wrong with which. */
class Fields {
  readonly faults: Partial<Record<EntryField, EntryFault>> = {}
  readonly #typed: TypedEntry

  constructor(typed: TypedEntry) {
    this.#typed = typed
  }

  text(name: EntryField): string {
    return this.#typed[name].trim()
  }

  fault(name: EntryField, fault: EntryFault): void {
    this.faults[name] ??= fault
  }

  /** What a field holds; `instead` where it is broken, and then the entry is not taken. */
  take<Value>(name: EntryField, read: (text: string) => Reading<Value>, instead: Value): Value {
    const reading = read(this.text(name))
    if ('value' in reading) return reading.value
    this.fault(name, reading.fault)
    return instead
  }

  /** The same for a field that may be left empty. */
  optional<Value, Empty>(name: EntryField, read: (text: string) => Reading<Value>, empty: Empty): Value | Empty {
    return this.text(name) === '' ? empty : this.take<Value | Empty>(name, read, empty)
  }
}

/** @param now today, and the saver's age in completed months */
export function readEntry(
  what: OwnEntryKind,
  typed: TypedEntry,
  now: { readonly today: string; readonly age: number },
): EntryReading {
  const fields = new Fields(typed)
  const content = contentOf(what, fields, now)
  const { faults } = fields
  return { typed, faults, content: Object.keys(faults).length > 0 ? null : content }
}

function contentOf(what: OwnEntryKind, fields: Fields, now: { readonly today: string; readonly age: number }) {
  const name = fields.take('namn', (text) => readWords(text, longestName), '')
  switch (what) {
    case 'sparande': {
      const returnPercent = fields.optional('avkastning', readRate, null)
      return { what, name, returnPercent, ...capitalOf(fields, now.today) }
    }
    case 'avtal':
      return { what, name, contractKind: contractKindOf(fields), gives: givesOf(fields, now) }
    case 'utland':
    case 'inkomst':
      return { what, name, taxed: fields.text('skatt') === 'ja', ...monthlyOf(fields, now.age) }
  }
}

function contractKindOf(fields: Fields): OwnContract['contractKind'] {
  const chosen = contractKinds.find((kind) => kind === fields.text('slag'))
  if (chosen === undefined) fields.fault('slag', 'not-chosen')
  return chosen ?? 'tjanstepension'
}

function givesOf(
  fields: Fields,
  { today, age }: { readonly today: string; readonly age: number },
): ContractCapital | ContractAmount {
  const chosen = fields.text('ger')
  if (chosen !== 'kapital' && chosen !== 'manad') fields.fault('ger', 'not-chosen')
  return chosen === 'manad'
    ? { kind: 'monthly', ...monthlyOf(fields, age) }
    : { kind: 'capital', ...capitalOf(fields, today) }
}

function capitalOf(fields: Fields, today: string) {
  return {
    value: fields.take('varde', (text) => readAmount(text, mostCapital), 0),
    date: fields.take('datum', (text) => readDay(text, today), today),
    saved: fields.optional('insatt', (text) => readAmount(text, mostMonthly), 0),
    from: fields.optional('uttag', readAgeField, null),
    months: 12 * fields.take('tid', readYears, 10),
  }
}

function monthlyOf(fields: Fields, age: number) {
  const amount = fields.take('belopp', (text) => readAmount(text, mostMonthly), 0)
  const from = fields.take('alder', readAgeField, 0)
  const to = fields.optional('till', readAgeField, null)
  if (to !== null && fields.faults.alder === undefined && to <= from) fields.fault('till', 'ends-before-it-begins')
  else if (to !== null && to <= age) fields.fault('till', 'has-ended')
  return { amount, from, to }
}

const readYears = (text: string): Reading<number> => {
  const [, years] = /^(\d{1,2})(?:\s*(?:år|years?))?$/i.exec(text) ?? []
  return years === undefined || Number(years) < 1 || Number(years) > longestYears
    ? { fault: text === '' ? 'missing' : 'not-a-time' }
    : { value: Number(years) }
}

const readRate = (text: string): Reading<number> => {
  const [, rate] = /^([-\u2212]?\d{1,2}(?:[,.]\d{1,2})?)\s*(?:%|procent|percent|per cent)?$/i.exec(text) ?? []
  const percent = Number((rate ?? '').replace(',', '.').replace('\u2212', '-'))
  return rate === undefined || Math.abs(percent) > mostReturn ? { fault: 'not-a-rate' } : { value: percent }
}

/** An entry as it stands in the fields, to be changed. */
export function typedOf(content: OwnEntryContent): TypedEntry {
  const { name } = content
  switch (content.what) {
    case 'sparande': {
      const { returnPercent } = content
      const avkastning = returnPercent === null ? '' : String(returnPercent).replace('.', ',')
      return { ...nothingTyped, namn: name, avkastning, ...typedCapital(content) }
    }
    case 'avtal': {
      const { gives, contractKind } = content
      const common = { ...nothingTyped, namn: name, slag: contractKind }
      return gives.kind === 'capital'
        ? { ...common, ger: 'kapital', ...typedCapital(gives) }
        : { ...common, ger: 'manad', ...typedMonthly(gives) }
    }
    case 'utland':
    case 'inkomst':
      return { ...nothingTyped, namn: name, skatt: content.taxed ? 'ja' : '', ...typedMonthly(content) }
  }
}

const typedCapital = ({ value, date, saved, from, months }: Omit<ContractCapital, 'kind'>) => ({
  varde: String(value),
  datum: date,
  insatt: saved === 0 ? '' : String(saved),
  uttag: from === null ? '' : typedAge(from),
  tid: String(months / 12),
})

const typedMonthly = ({ amount, from, to }: Omit<ContractAmount, 'kind'>) => ({
  belopp: String(amount),
  alder: typedAge(from),
  till: to === null ? '' : typedAge(to),
})

const typedAge = (months: number): string => `${Math.floor(months / 12)}${months % 12 === 0 ? '' : `-${months % 12}`}`
