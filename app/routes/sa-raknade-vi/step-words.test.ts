import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ForecastInputError } from '#forecasting/model/errors.ts'
import { project } from '#forecasting/projection/run.ts'
import { people } from '#forecasting/testing/generated-people.ts'
import type { StepView } from '#server/services/api/explanation.ts'
import { stepView } from '#server/services/explanation/steps.ts'
import { en } from '../../texts/en/index.ts'
import { createI18n } from '../../texts/i18n.ts'
import { sv } from '../../texts/sv/index.ts'
import { wordsOf } from '../../texts/words.ts'
import { figureTerm, figureText, inputName, kronorAndOre, ruleInWords, ruleName, valueText } from './step-words.ts'

const languages = { sv: createI18n('sv', sv, 'Samlad Pension'), en: createI18n('en', en, 'Samlad Pension') }
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

/** Everything that is said of a step. */
function said(step: StepView, language: 'sv' | 'en'): readonly string[] {
  const { t } = languages[language]
  const words = wordsOf(t)
  return [
    ruleName(step, t),
    ruleInWords(step, t),
    ...step.inputs.flatMap((input) => [inputName(input, t), valueText(input.value, t, words)]),
    valueText(step.result, t, words),
    ...step.figures.flatMap((figure) => [figureTerm(figure, language), figureText(figure.value, t)]),
  ].map(plain)
}

/** Texts that are asked for and not there come back as their key; figures and words that went wrong show it. */
const unworded = /explanation\.|overview\.|undefined|NaN|\{\{|\}\}/

test('every step of any person has its words, in both languages', () => {
  const rules = new Set<string>()
  fc.assert(
    fc.property(people, (input) => {
      let projection
      try {
        projection = project(input)
      } catch (error) {
        if (error instanceof ForecastInputError) return
        throw error
      }
      for (const step of [...projection.steps, ...projection.holdings.flatMap(({ steps }) => steps)].map(stepView)) {
        rules.add(step.rule)
        for (const language of ['sv', 'en'] as const) {
          for (const text of said(step, language)) expect(text).not.toMatch(unworded)
        }
      }
    }),
    { numRuns: 80 },
  )
  expect(rules.size).toBeGreaterThan(15)
})

describe('in words', () => {
  const { t } = languages.sv
  const words = wordsOf(t)
  const value = (given: Parameters<typeof valueText>[0]) => plain(valueText(given, t, words))

  it('amounts have öre where there are any, and a real minus', () => {
    expect(value({ kind: 'kronor', amount: 1_234_567.5, per: 'once' })).toBe('1 234 567,50 kr')
    expect(value({ kind: 'kronor', amount: -38_980, per: 'year' })).toBe('−38 980 kr om året')
    expect(value({ kind: 'kronor', amount: 12_300, per: 'month' })).toBe('12 300 kr/månad')
    expect(value({ kind: 'kronor', amount: -0.05, per: 'once' })).toBe('−0,05 kr')
    expect(plain(kronorAndOre(-1_234_507, t))).toBe('−12 345,07 kr')
    expect(plain(kronorAndOre(0, t))).toBe('0,00 kr')
    expect(plain(kronorAndOre(1_234_507, languages.en.t))).toBe('SEK 12 345.07')
  })

  it('shares, numbers, ages, times and spans', () => {
    expect(value({ kind: 'percent', percent: -1.7543 })).toBe('−1,7543 %')
    expect(value({ kind: 'number', number: 15.925 })).toBe('15,925')
    expect(value({ kind: 'year', year: 2046 })).toBe('2046')
    expect(value({ kind: 'start', months: 807, month: '2032-09' })).toBe('67 år och 3 månader, i september 2032')
    expect(value({ kind: 'duration', months: 60 })).toBe('5 år')
    expect(value({ kind: 'word', word: 'lifelong' })).toBe('livet ut')
    expect(value({ kind: 'spans', spans: [{ yearly: 12_000, from: '2026-12', to: '2047-05' }] })).toBe(
      '12 000 kr om året från december 2026 till maj 2047',
    )
  })

  it('figures of law stand in their unit', () => {
    expect(plain(figureText({ kind: 'percent', values: [4.5, 30] }, t))).toBe('4,5 % / 30 %')
    expect(plain(figureText({ kind: 'unit', unit: 'prisbasbelopp', value: 2.43 }, t))).toBe('2,43 prisbasbelopp')
    expect(plain(figureText({ kind: 'unit', unit: 'kronor', value: 83_400 }, t))).toBe('83 400 kr')
    expect(plain(figureText({ kind: 'unit', unit: 'number', value: 1.00785481234 }, t))).toBe('1,0078548')
  })
})
