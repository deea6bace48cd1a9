import { expect, test } from 'vitest'
import { LawReader } from '../law.ts'
import { age } from '../model/age.ts'
import { Dec } from '../model/quantity.ts'
import { isoDateOf, yearMonth } from '../model/year-month.ts'
import { avkastning } from '../parameters/avkastning.ts'
import { riktalder } from '../parameters/riktalder.ts'
import { ageInText, durationInText, restOnProjectedLaw, startInText, Steps } from './steps.ts'

test('a step keeps its rule, inputs, result and the figures read since the step before', () => {
  const law = new LawReader()
  law.forCohort(riktalder, 1990)
  const steps = new Steps(law)
  law.value(avkastning, isoDateOf('2026-11-22'))
  steps.add('first', { capital: new Dec('1000.123456789'), years: 3 }, new Dec('1e6'))
  steps.add('second', { cover: true, word: 'lifelong' }, 'done')
  expect(steps.all()).toEqual([
    {
      rule: 'first',
      inputs: { capital: '1000.123457', years: '3' },
      result: '1000000',
      figures: [
        {
          term: 'avkastning',
          english: 'yearly return before payout, above income growth',
          unit: 'share',
          value: '0.019',
          from: '2022-11-01',
          status: 'decided',
          source: expect.stringContaining('Standard för pensionsprognoser') as string,
        },
      ],
    },
    { rule: 'second', inputs: { cover: 'true', word: 'lifelong' }, result: 'done', figures: [] },
  ])
  expect(restOnProjectedLaw(steps.all())).toBe(false)
})

test('one figure that is not decided is enough to rest on projected law', () => {
  const law = new LawReader()
  const steps = new Steps(law)
  law.forCohort(riktalder, 1990)
  steps.add('only', {}, 'x')
  expect(restOnProjectedLaw(steps.all())).toBe(true)
})

test('ages, starts and durations in short words', () => {
  expect(ageInText(age(67, 3))).toBe('67-3')
  expect(startInText({ at: age(67, 3), month: yearMonth(2032, 9) })).toBe('67-3, 2032-09')
  expect([durationInText('lifelong'), durationInText({ months: 60 })]).toEqual(['lifelong', '60 months'])
})
