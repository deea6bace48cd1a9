/** The forms that our message profiles share, written and read: the counterpart of typer.xsd. */
import type { Age } from '#forecasting/model/age.ts'
import { age, extraMonths, wholeYears } from '#forecasting/model/age.ts'
import type {
  Dated,
  Party,
  PaymentPeriod,
  PayoutDuration,
  ProviderForecast,
  Reported,
} from '#forecasting/model/holding.ts'
import type { Quantity } from '#forecasting/model/quantity.ts'
import { kronorPerMonth, share } from '#forecasting/model/quantity.ts'
import type { IsoDate } from '#forecasting/model/year-month.ts'
import { parseIsoDate } from '#forecasting/model/year-month.ts'
import type { CodeReader } from '../codes.ts'
import { CodeTable } from '../codes.ts'
import { UnreadableXml } from '../xml/document.ts'
import type { XmlTree } from '../xml/tree.ts'
import type { Xml } from '../xml/write.ts'
import { element, leaf } from '../xml/write.ts'

const paymentStateCodes = new CodeTable<PaymentPeriod['state']>('utbetalning/status', {
  planned: 'planerad',
  running: 'pagaende',
  paused: 'pausad',
  ended: 'avslutad',
})
const forecastBasisCodes = new CodeTable<ProviderForecast['basis']>('prognos/grund', {
  standard: 'standard',
  own: 'egen',
})
const forecastPricesCodes = new CodeTable<ProviderForecast['prices']>('prognos/prisbas', {
  fixed: 'fasta',
  nominal: 'lopande',
})
const forecastPremiumsCodes = new CodeTable<ProviderForecast['premiums']>('prognos/premieantagande', {
  continue: 'fortsatt',
  'paid-up': 'fribrev',
})
const forecastTaxCodes = new CodeTable<ProviderForecast['tax']>('prognos/skatt', {
  before: 'fore',
  after: 'efter',
})

/** Who sends what to whom: `overforing`. */
export interface Transfer {
  /** "16" + ten digits. */
  readonly sender: string
  readonly receiver: string
  readonly txId: string
  readonly created: Date
  readonly implementation?: string
}

/** @param form what the message calls its version, and what it says beyond the terms that all have */
export const encodeTransfer = (
  transfer: Transfer,
  version: string,
  form: { readonly versionName: string; readonly more: readonly Xml[] } = { versionName: 'version', more: [] },
): Xml =>
  element('overforing', [
    leaf('avsandarens_identitet', transfer.sender),
    leaf('mottagarens_identitet', transfer.receiver),
    leaf('skapad_datum_tid', transfer.created.toISOString()),
    leaf('transaktionsid', transfer.txId),
    leaf(form.versionName, version),
    transfer.implementation === undefined ? null : leaf('implementation', transfer.implementation),
    ...form.more,
  ])

/** `write` for what is reported, nothing for what is not. */
export const reported = <T>(value: Reported<T>, write: (value: T) => Xml): Xml | null =>
  value === 'not-reported' ? null : write(value)

export const amount = (name: string, value: Quantity<string>): Xml => leaf(name, value.toFixed(), { valuta: 'SEK' })

export const datedAmount =
  (name: string, amountName = 'belopp') =>
  (dated: Dated<Quantity<string>>): Xml =>
    element(name, [amount(amountName, dated.value), leaf('datering', dated.date)])

export const ageElement =
  (name: string) =>
  (value: Age): Xml =>
    element(name, [leaf('ar', wholeYears(value)), leaf('manader', extraMonths(value))])

export const durationElement = (value: PayoutDuration, name = 'utbetalningstid'): Xml =>
  element(name, [value === 'lifelong' ? element('livsvarig', []) : leaf('manader', value.months)])

export const paymentContent = (payment: PaymentPeriod): Xml[] => [
  leaf('fran', payment.from),
  payment.to === 'lifelong' ? element('livsvarig', []) : leaf('till', payment.to),
  amount('belopp_per_manad', payment.amount),
  leaf('status', paymentStateCodes.code(payment.state)),
]

export const encodeForecast = (forecast: ProviderForecast): Xml =>
  element('prognos', [
    ageElement('alder')(forecast.age),
    durationElement(forecast.duration),
    amount('belopp_per_manad', forecast.amount),
    leaf('grund', forecastBasisCodes.code(forecast.basis)),
    leaf('prisbas', forecastPricesCodes.code(forecast.prices)),
    reported(forecast.returnPerYear, (rate) => leaf('avkastning_per_ar', rate.toFixed())),
    leaf('premieantagande', forecastPremiumsCodes.code(forecast.premiums)),
    leaf('skatt', forecastTaxCodes.code(forecast.tax)),
    leaf('datering', forecast.date),
  ])

/** `read` for what is there, `'not-reported'` for what is not. */
export function optional<T>(tree: XmlTree | null, read: (tree: XmlTree) => T): Reported<T> {
  return tree === null ? 'not-reported' : read(tree)
}

export const readText = (tree: XmlTree): string => tree.text

/** @throws UnreadableXml when it is not a day that exists */
export function readDate(tree: XmlTree): IsoDate {
  const date = parseIsoDate(tree.text)
  if (date === null) throw new UnreadableXml('value')
  return date
}

/** `xs:boolean` writes true in two ways. */
export const readBoolean = (tree: XmlTree): boolean => tree.text === 'true' || tree.text === '1'

/** A value and its day; the amount goes from text to decimal, never through a float. */
export const readDated =
  <U extends string>(unit: (value: string) => Quantity<U>, amountName = 'belopp') =>
  (tree: XmlTree): Dated<Quantity<U>> => ({
    value: unit(tree.required(amountName)),
    date: readDate(tree.get('datering')),
  })

export const readAge = (tree: XmlTree): Age => age(Number(tree.required('ar')), Number(tree.required('manader')))

export const readDuration = (tree: XmlTree): PayoutDuration =>
  tree.find('livsvarig') === null ? { months: Number(tree.required('manader')) } : 'lifelong'

export const readParty = (tree: XmlTree): Party => ({
  organisationNumber: optional(tree.find('organisationsnummer'), readText),
  name: optional(tree.find('namn'), readText),
})

/** @returns null when the state of the payment is not known: an amount that may or may not be paid is not counted */
export function readPayment(tree: XmlTree, codes: CodeReader): PaymentPeriod | null {
  const state = codes.read(paymentStateCodes, tree, 'status')
  if (state === null) return null
  return {
    from: readDate(tree.get('fran')),
    to: tree.find('livsvarig') === null ? readDate(tree.get('till')) : 'lifelong',
    amount: kronorPerMonth(tree.required('belopp_per_manad')),
    state,
  }
}

/** @returns null when a code that says what the amount means is not known */
export function readForecast(tree: XmlTree, codes: CodeReader): ProviderForecast | null {
  const basis = codes.read(forecastBasisCodes, tree, 'grund')
  const prices = codes.read(forecastPricesCodes, tree, 'prisbas')
  const premiums = codes.read(forecastPremiumsCodes, tree, 'premieantagande')
  const tax = codes.read(forecastTaxCodes, tree, 'skatt')
  if (basis === null || prices === null || premiums === null || tax === null) return null
  return {
    age: readAge(tree.get('alder')),
    duration: readDuration(tree.get('utbetalningstid')),
    amount: kronorPerMonth(tree.required('belopp_per_manad')),
    basis,
    prices,
    returnPerYear: optional(tree.find('avkastning_per_ar'), ({ text }) => share(text)),
    premiums,
    tax,
    date: readDate(tree.get('datering')),
  }
}

/** What could be read, in order. */
export const readAll = <T>(trees: readonly XmlTree[], read: (tree: XmlTree) => T | null): T[] =>
  trees.map(read).filter((value) => value !== null)
