/** Steps, values and figures of law in words. */
import type { TFunction } from 'i18next'
import type { PillarCode } from '#server/services/api.ts'
import type {
  ExplainedPart,
  FigureValue,
  FigureView,
  StepInput,
  StepValue,
  StepView,
} from '#server/services/api/explanation.ts'
import type { Words } from '../../texts/words.ts'
import { inThousands, percent } from '../../texts/words.ts'
import { agreementName } from '../oversikt/contract-name.ts'

const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0')
const signOf = (value: number): string => (value < 0 ? '\u2212' : '')

/** `12 345,67`: always with öre, so that columns stand under each other. */
function amountInOre(ore: number, t: TFunction): string {
  const whole = inThousands(Math.floor(Math.abs(ore) / 100))
  return `${signOf(ore)}${whole}${t('format.decimalPoint')}${String(Math.abs(ore) % 100).padStart(2, '0')}`
}

/** 1234567 → `12 345,67 kr` */
export const kronorAndOre = (ore: number, t: TFunction): string =>
  unbroken(t('format.kronor', { amount: amountInOre(ore, t) }))

/** A number with thousands apart and the decimals it has. */
function numberText(value: number, t: TFunction): string {
  const [whole = '0', decimals] = String(Math.abs(value)).split('.')
  const amount = `${signOf(value)}${inThousands(Number(whole))}`
  return decimals === undefined ? amount : `${amount}${t('format.decimalPoint')}${decimals}`
}

const inPercent = (value: number, t: TFunction): string => `${signOf(value)}${percent(Math.abs(value), t)}\u00a0%`

/** Öre where there are any. */
function kronorText(kronor: number, per: 'once' | 'month' | 'year', t: TFunction): string {
  const ore = Math.round(kronor * 100)
  const amount = ore % 100 === 0 ? inThousands(ore / 100) : amountInOre(ore, t)
  if (per === 'month') return unbroken(t('format.perMonth', { amount }))
  const once = unbroken(t('format.kronor', { amount }))
  return per === 'once' ? once : t('explanation.value.year', { amount: once })
}

export function valueText(value: StepValue, t: TFunction, words: Words): string {
  switch (value.kind) {
    case 'kronor':
      return kronorText(value.amount, value.per, t)
    case 'percent':
      return inPercent(value.percent, t)
    case 'number':
      return numberText(value.number, t)
    case 'year':
      return String(value.year)
    case 'years':
      return t('explanation.value.years', { years: value.years })
    case 'age':
    case 'duration':
      return words.age(value.months)
    case 'month':
      return words.month(value.month)
    case 'day':
      return words.day(value.day)
    case 'start':
      return t('explanation.value.start', { age: words.age(value.months), month: words.month(value.month) })
    case 'word':
      return t(`explanation.word.${value.word}`)
    case 'spans':
      return words.list(
        value.spans.map(({ yearly, from, to }) =>
          t('explanation.value.span', {
            amount: kronorText(yearly, 'year', t),
            from: words.month(from),
            to: words.month(to),
          }),
        ),
      )
  }
}

export const ruleName = ({ rule }: StepView, t: TFunction): string => t(`explanation.rule.${rule}.name`)
export const ruleInWords = ({ rule }: StepView, t: TFunction): string => t(`explanation.rule.${rule}.how`)

export function inputName({ name, year }: StepInput, t: TFunction): string {
  const input = t(`explanation.input.${name}`)
  return year === null ? input : t('explanation.inputOfYear', { input, year })
}

export function figureText(value: FigureValue, t: TFunction): string {
  if (value.kind === 'percent') return value.values.map((one) => inPercent(one, t)).join(' / ')
  if (value.kind === 'text') return value.text
  return t(`explanation.unit.${value.unit}`, { value: numberText(Number(value.value.toFixed(7)), t) })
}

/** In the language of the page; Swedish terms are those of law and agreement. */
export const figureTerm = ({ term, english }: FigureView, language: string): string =>
  language === 'en' ? english : term

interface Named {
  readonly label: string
  readonly providerName: string | null
}

/** What a contract, or what the saver has added, is called; the public pension has no product name of its own. */
export function partName(pillar: PillarCode, { label, providerName }: Named, t: TFunction): string {
  if (pillar === 'allman-pension') return t('overview.pillar.allman-pension')
  return providerName === null ? label : agreementName(label, t)
}

export function componentName({ component }: ExplainedPart, t: TFunction): string {
  if (component === 'avtal') return t('explanation.partAvtal')
  return component === 'eget' ? t('explanation.partEget') : t(`overview.contracts.component.${component}`)
}
