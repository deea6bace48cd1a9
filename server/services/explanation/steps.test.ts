import { expect, it } from 'vitest'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { stepView } from './steps.ts'

const step = { rule: 'payout', inputs: { capital: '1000', at: '67-3' }, result: '12.5', figures: [] }

it('an input is told as what it is', () => {
  expect(stepView(step)).toEqual({
    rule: 'payout',
    month: null,
    inputs: [
      { name: 'capital', year: null, value: { kind: 'kronor', amount: 1000, per: 'once' } },
      { name: 'at', year: null, value: { kind: 'age', months: 807 } },
    ],
    result: { kind: 'kronor', amount: 12.5, per: 'month' },
    figures: [],
  })
})

it('the month of a step stands beside it, whatever the engine calls it', () => {
  const tax = { rule: 'skatt', inputs: { from: '2047-05', work: '0' }, result: '98941', figures: [] }
  expect(stepView(tax)).toMatchObject({ month: '2047-05', inputs: [{ name: 'work' }] })
  const income = { rule: 'eget.income', inputs: { from: '65-0', to: 'lifelong' }, result: '900', figures: [] }
  expect(stepView(income)).toMatchObject({
    month: null,
    inputs: [
      { name: 'from', value: { kind: 'age', months: 780 } },
      { name: 'to', value: { kind: 'word', word: 'lifelong' } },
    ],
  })
})

it('a rule, an input or a value without words is never told in part', () => {
  expect(() => stepView({ ...step, rule: 'payout.new' })).toThrow('No words for the rule payout.new')
  expect(() => stepView({ ...step, inputs: { surplus: '1' } })).toThrow('No words for surplus of the rule payout')
  expect(() => stepView({ ...step, inputs: { at: '2047-05-01' } })).toThrow('Not of the kind age')
  expect(() => stepView({ ...step, inputs: { toString: '1' } })).toThrow('No words for toString')
})

it('a figure of law stands in its unit, or as its text where it is no number', () => {
  const figure = {
    term: 'premier i ITP 1',
    english: 'premiums of ITP 1',
    from: isoDateOf('2023-01-01'),
    status: 'decided' as const,
    source: 'avtalet',
  }
  const valueOf = (unit: string, value: string) =>
    stepView({ ...step, figures: [{ ...figure, unit, value }] }).figures[0]?.value
  expect(valueOf('share', '0.045 / 0.3')).toEqual({ kind: 'percent', values: [4.5, 30] })
  expect(valueOf('SEK', '83400')).toEqual({ kind: 'unit', unit: 'kronor', value: 83_400 })
  expect(valueOf('deviations', '1.645')).toEqual({ kind: 'unit', unit: 'number', value: 1.645 })
  expect(valueOf('deaths per year lived', '0.002 + 2e-8·e^(0.165·x)')).toMatchObject({ kind: 'text' })
})
