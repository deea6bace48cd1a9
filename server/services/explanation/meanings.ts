/** What each rule's inputs and result are, so that they can be told in words: kronor a month, an age, a share … */
import type { InputCode, RuleCode, StepValue, StepWord } from '../api/explanation.ts'

export type Kind =
  | 'kronor'
  | 'kronor-month'
  | 'kronor-year'
  | 'percent'
  | 'number'
  | 'year'
  | 'years'
  | 'age'
  | 'age-or-life'
  | 'month'
  | 'day'
  | 'day-or-life'
  | 'start'
  | 'duration'
  | 'word'
  | 'spans'

interface Meaning {
  readonly result: Kind
  readonly inputs: Readonly<Partial<Record<InputCode, Kind>>>
}

const level = { at: 'age' } as const
const changed = { ...level, returned: 'kronor', share: 'percent', delningstal: 'number' } as const
const account = { balance: 'kronor', date: 'day', to: 'month', right: 'kronor-year' } as const
const inPayment = { result: 'kronor-month', inputs: { shareDrawn: 'percent' } } as const
const supplement = { ...level, base: 'kronor-year' } as const

/** `month` stands beside every step that has one, and is no input here. */
const meanings: Readonly<Record<RuleCode, Meaning>> = {
  'allman-pension-start': { result: 'start', inputs: { chosen: 'age', lowest: 'age' } },
  'allman-pension-balance-rebuilt': {
    result: 'kronor',
    inputs: { firstRight: 'year', date: 'day', inkomstpension: 'kronor', premiepension: 'kronor' },
  },
  'pensionsratt-pay': { result: 'kronor-year', inputs: { date: 'day', from: 'word' } },
  inkomstpension: {
    result: 'kronor-month',
    inputs: { ...level, balance: 'kronor', share: 'percent', delningstal: 'number' },
  },
  'inkomstpension-account': { result: 'kronor', inputs: account },
  'inkomstpension-in-payment': inPayment,
  'inkomstpension-later-right': {
    result: 'kronor-month',
    inputs: { ...level, incomeYear: 'year', right: 'kronor', credited: 'kronor' },
  },
  'inkomstpension-payment-indexation': { result: 'kronor-month', inputs: { ...level, factor: 'number' } },
  'inkomstpension-withdrawal-lowered': { result: 'kronor-month', inputs: changed },
  'inkomstpension-divisor-recomputed': {
    result: 'kronor-month',
    inputs: { ...level, before: 'kronor-month', factor: 'number' },
  },
  'inkomstpension-divisor-worth': { result: 'kronor-month', inputs: { factor: 'number' } },
  premiepension: {
    result: 'kronor-month',
    inputs: { ...level, capital: 'kronor', share: 'percent', delningstal: 'number' },
  },
  'premiepension-account': { result: 'kronor', inputs: account },
  'premiepension-in-payment': inPayment,
  'premiepension-recounted': { result: 'kronor-month', inputs: { ...level, placed: 'kronor' } },
  'premiepension-withdrawal-lowered': { result: 'kronor-month', inputs: changed },
  tillaggspension: {
    result: 'kronor-month',
    inputs: { ...level, earned: 'kronor-month', factor: 'number', share: 'percent' },
  },
  'tillaggspension-in-payment': inPayment,
  'tillaggspension-payment-indexation': { result: 'kronor-month', inputs: level },
  garantipension: { result: 'kronor-month', inputs: { ...supplement, residenceYears: 'years', married: 'word' } },
  'garantipension-in-payment': inPayment,
  inkomstpensionstillagg: { result: 'kronor-month', inputs: { ...supplement, yearsWithIncome: 'years' } },
  bostadstillagg: {
    result: 'kronor-year',
    inputs: {
      income: 'kronor-year',
      garantipension: 'kronor-year',
      work: 'kronor-year',
      cost: 'kronor-month',
      wealth: 'kronor',
    },
  },
  prognos: {
    result: 'kronor-month',
    inputs: { ...level, duration: 'duration', premiums: 'word', forecast: 'kronor-month', moved: 'kronor-month' },
  },
  'prognos-market': {
    result: 'kronor-month',
    inputs: { forecast: 'kronor-month', market: 'word', factor: 'number' },
  },
  'avtal-start': { result: 'start', inputs: { chosen: 'age', duration: 'duration' } },
  'avtal-in-payment': { result: 'kronor-month', inputs: { from: 'day', to: 'day-or-life' } },
  'avtal-service': { result: 'kronor-month', inputs: { earned: 'kronor-month', date: 'day' } },
  'avtal-benefit': {
    result: 'kronor-month',
    inputs: { ...level, benefit: 'kronor-month', countedFrom: 'age' },
  },
  'avtal-capital-at-start': {
    result: 'kronor',
    inputs: {
      capital: 'kronor',
      date: 'day',
      premiumsPerYear: 'spans',
      feeOfCapital: 'percent',
      feeOfPremium: 'percent',
      fixedFeePerYear: 'kronor-year',
      yieldTax: 'percent',
      market: 'word',
      return: 'percent',
      inheritanceGains: 'word',
      guaranteed: 'kronor',
      start: 'month',
    },
  },
  payout: {
    result: 'kronor-month',
    inputs: { ...level, capital: 'kronor', duration: 'duration', rate: 'percent', aterbetalningsskydd: 'word' },
  },
  'payout-other-duration': {
    result: 'kronor-month',
    inputs: { benefit: 'kronor-month', duration: 'duration', rate: 'percent' },
  },
  'payout-recounted': {
    result: 'kronor-month',
    inputs: {
      market: 'word',
      return: 'percent',
      feeOfCapital: 'percent',
      yieldTax: 'percent',
      rate: 'percent',
    },
  },
  'payout-later-premiums': { result: 'kronor-month', inputs: { ...level, capital: 'kronor', start: 'month' } },
  'eget-income': { result: 'kronor-month', inputs: { from: 'age', to: 'age-or-life' } },
  'eget-saving': {
    result: 'kronor-month',
    inputs: {
      value: 'kronor',
      date: 'day',
      savedPerMonth: 'kronor-month',
      savedUntil: 'month',
      return: 'percent',
      start: 'start',
      duration: 'duration',
    },
  },
  skatt: {
    result: 'kronor-year',
    inputs: {
      pension: 'kronor-month',
      work: 'kronor-month',
      benefit: 'kronor-month',
      grundavdrag: 'kronor-year',
      taxable: 'kronor-year',
      kommunalskatt: 'kronor-year',
      begravningsavgift: 'kronor-year',
      kyrkoavgift: 'kronor-year',
      statligInkomstskatt: 'kronor-year',
      publicServiceAvgift: 'kronor-year',
      allmanPensionsavgift: 'kronor-year',
      skattereduktionPensionsavgift: 'kronor-year',
      jobbskatteavdrag: 'kronor-year',
      skattereduktionForvarvsinkomst: 'kronor-year',
    },
  },
}

const isRule = (code: string): code is RuleCode => Object.hasOwn(meanings, code)

/** @throws Error for a rule that has no words; a test asks for those of every rule the engine can give */
export function ruleOf(engineRule: string): { readonly code: RuleCode; readonly meaning: Meaning } {
  const code = engineRule.replaceAll('.', '-')
  if (!isRule(code)) throw new Error(`No words for the rule ${engineRule}`)
  return { code, meaning: meanings[code] }
}

const words: ReadonlyMap<string, StepWord> = new Map([
  ['true', 'yes'],
  ['false', 'no'],
  ...(['lifelong', 'stated', 'reported-salary', 'pgi', 'continue', 'paid-up', 'low', 'expected', 'high'] as const).map(
    (word) => [word, word] as const,
  ),
])

const lifelong: StepValue = { kind: 'word', word: 'lifelong' }

/** @throws Error for what is not of that kind */
export function valueOf(kind: Kind, text: string): StepValue {
  const value = reading[kind](text)
  if (value === null) throw new Error(`Not of the kind ${kind}`)
  return value
}

const kronorPer =
  (per: 'once' | 'month' | 'year') =>
  (text: string): StepValue | null =>
    mapped(numberIn(text), (amount) => ({ kind: 'kronor', amount: Math.round(amount * 100) / 100, per }))

const reading: Readonly<Record<Kind, (text: string) => StepValue | null>> = {
  kronor: kronorPer('once'),
  'kronor-month': kronorPer('month'),
  'kronor-year': kronorPer('year'),
  percent: (text) => mapped(numberIn(text), (share) => ({ kind: 'percent', percent: inPercent(share) })),
  number: (text) => mapped(numberIn(text), (number) => ({ kind: 'number', number })),
  year: (text) => mapped(numberIn(text), (year) => ({ kind: 'year', year })),
  years: (text) => mapped(numberIn(text), (years) => ({ kind: 'years', years })),
  age: (text) => mapped(monthsIn(text), (months) => ({ kind: 'age', months })),
  'age-or-life': (text) => (text === 'lifelong' ? lifelong : reading.age(text)),
  month: (text) => (/^\d{4}-\d{2}$/.test(text) ? { kind: 'month', month: text } : null),
  day: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? { kind: 'day', day: text } : null),
  'day-or-life': (text) => (text === 'lifelong' ? lifelong : reading.day(text)),
  start: (text) => {
    const [age = '', month = ''] = text.split(', ')
    return mapped(monthsIn(age), (months) => (/^\d{4}-\d{2}$/.test(month) ? { kind: 'start', months, month } : null))
  },
  duration: (text) => {
    if (text === 'lifelong') return lifelong
    const found = /^(\d+) months$/.exec(text)
    return found === null ? null : { kind: 'duration', months: Number(found[1]) }
  },
  word: (text) => mapped(words.get(text) ?? null, (word) => ({ kind: 'word', word })),
  spans: (text) => {
    if (text === '') return { kind: 'word', word: 'none' }
    const spans = text.split('; ').map((span) => {
      const found = /^([\d.]+) (\d{4}-\d{2})–(\d{4}-\d{2})$/.exec(span)
      const [, yearly, from, to] = found ?? []
      return yearly === undefined || from === undefined || to === undefined
        ? null
        : { yearly: Number(yearly), from, to }
    })
    return spans.includes(null) ? null : { kind: 'spans', spans: spans.filter((span) => span !== null) }
  },
}

const mapped = <T, U>(value: T | null, map: (value: T) => U | null): U | null => (value === null ? null : map(value))

const numberIn = (text: string): number | null => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null)

/** `67-3` → 807 */
function monthsIn(text: string): number | null {
  const found = /^(\d+)-(\d+)$/.exec(text)
  return found === null ? null : Number(found[1]) * 12 + Number(found[2])
}

/** To a ten-thousandth of a per cent: what a share is shown with at most. */
export const inPercent = (share: number): number => Math.round(share * 1_000_000) / 10_000
