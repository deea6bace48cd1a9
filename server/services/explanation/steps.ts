/** The engine's steps as they can be told: each input and result as what it is, each figure of law with its unit. */
import type { FigureOfLaw, Step } from '#forecasting/projection/types.ts'
import type { FigureUnit, FigureValue, FigureView, InputCode, StepInput, StepView } from '../api/explanation.ts'
import { inPercent, ruleOf, valueOf } from './meanings.ts'
import { sourceInSwedish } from './source-words.ts'

/** @throws Error for a rule, an input or a value that has no words */
export function stepView({ rule, inputs, result, figures }: Step): StepView {
  const { code, meaning } = ruleOf(rule)
  // Where `from` is not told as an input of its own, it is the month from which the result holds.
  const monthName = 'month' in inputs || 'from' in meaning.inputs ? 'month' : 'from'
  const told = Object.entries(inputs).filter(([name]) => name !== monthName)
  return {
    rule: code,
    month: inputs[monthName] ?? null,
    inputs: told.map(([name, text]) => stepInput(rule, meaning.inputs, name, text)),
    result: valueOf(meaning.result, result),
    figures: figures.map(figureView),
  }
}

function stepInput(
  rule: string,
  kinds: ReturnType<typeof ruleOf>['meaning']['inputs'],
  engineName: string,
  text: string,
): StepInput {
  const [name = '', year] = engineName.split(' ')
  const kind = isInput(name, kinds) ? kinds[name] : undefined
  if (kind === undefined || !isInput(name, kinds)) throw new Error(`No words for ${engineName} of the rule ${rule}`)
  return { name, year: year === undefined ? null : Number(year), value: valueOf(kind, text) }
}

const isInput = (name: string, kinds: object): name is InputCode => Object.hasOwn(kinds, name)

const figureView = ({ term, english, unit, value, from, status, source }: FigureOfLaw): FigureView => ({
  term,
  english,
  value: figureValue(unit, value),
  from,
  status,
  source: { sv: sourceInSwedish(source), en: source },
})

const units: ReadonlyMap<string, FigureUnit> = new Map([
  ['SEK', 'kronor'],
  ['SEK/term', 'kronor'],
  ['SEK/month', 'kronor-month'],
  ['SEK/year', 'kronor-year'],
  ['years', 'years'],
  ['months', 'months'],
  ['prisbasbelopp', 'prisbasbelopp'],
  ['inkomstbasbelopp', 'inkomstbasbelopp'],
])

function figureValue(unit: string, text: string): FigureValue {
  const numbers = text.split(' / ').map(Number)
  if (numbers.some((number) => !Number.isFinite(number))) return { kind: 'text', text }
  if (unit === 'share' || unit === 'share/month') return { kind: 'percent', values: numbers.map(inPercent) }
  const [value = 0, ...more] = numbers
  return more.length > 0 ? { kind: 'text', text } : { kind: 'unit', unit: units.get(unit) ?? 'number', value }
}
