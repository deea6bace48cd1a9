import { describe, expect, test } from 'vitest'
import { LawReader } from './law.ts'
import { MissingFigureError } from './model/errors.ts'
import { isoDateOf } from './model/year-month.ts'
import { delningstalInkomstpension } from './parameters/delningstal-inkomstpension.ts'
import { dodlighet } from './parameters/dodlighet.ts'
import { inkomstbasbelopp } from './parameters/inkomstbasbelopp.ts'
import { lagstaAvtalsalder } from './parameters/lagsta-avtalsalder.ts'
import { lagstaUttagsalder } from './parameters/lagsta-uttagsalder.ts'
import type { Parameter } from './parameters/parameter.ts'
import { dated } from './parameters/parameter.ts'
import { riktalder } from './parameters/riktalder.ts'

const day = isoDateOf

describe('a figure that holds until changed', () => {
  const figure: Parameter<'share'> = {
    kind: 'dated',
    term: 'provtal',
    english: 'test figure',
    unit: 'share',
    holds: 'until-changed',
    values: [
      ...dated<'share'>({ status: 'decided', source: 'a' }, [['2020', '0.1']]),
      ...dated<'share'>({ status: 'projected', source: 'b' }, [['2025-07-01', '0.2']]),
    ],
  }

  test.each([
    ['2020-01-01', '0.1', 'decided'],
    ['2025-06-30', '0.1', 'decided'],
    ['2025-07-01', '0.2', 'projected'],
    ['2080-01-01', '0.2', 'projected'],
  ])('on %s is %s, %s', (on, value, status) => {
    const law = new LawReader()
    expect(law.value(figure, day(on)).toFixed()).toBe(value)
    expect(law.takeRead()).toMatchObject([{ term: 'provtal', value, status }])
  })

  test('is missing before its first day', () => {
    expect(() => new LawReader().value(figure, day('2019-12-31'))).toThrow(MissingFigureError)
  })

  test('a one-year figure is never filled by an older year', () => {
    const oneYear = { ...figure, holds: 'one-year' as const }
    expect(new LawReader().value(oneYear, day('2020-12-31')).toFixed()).toBe('0.1')
    expect(() => new LawReader().value(oneYear, day('2021-01-01'))).toThrow('No figure for provtal at 2021-01-01')
  })
})

test('a decided year is marked decided, a coming one projected at the same level', () => {
  const law = new LawReader()
  expect(law.value(inkomstbasbelopp, day('2026-11-22')).toNumber()).toBe(83_400)
  expect(law.value(inkomstbasbelopp, day('2031-07-01')).toNumber()).toBe(83_400)
  expect(law.takeRead().map((figure) => figure.status)).toEqual(['decided', 'projected'])
})

test.each([
  [1957, 61, 65, 'decided'],
  [1958, 61, 66, 'decided'],
  [1959, 62, 66, 'decided'],
  [1960, 62, 67, 'decided'],
  [1964, 64, 67, 'decided'],
  [1965, 64, 67, 'projected'],
  [1967, 64, 68, 'projected'],
  [1981, 65, 68, 'projected'],
  [1982, 65, 69, 'projected'],
  [1998, 66, 70, 'projected'],
  [2014, 67, 70, 'projected'],
  [2036, 68, 72, 'projected'],
])('born %i: lowest age %i, riktålder %i, %s', (born, lowest, target, status) => {
  const law = new LawReader()
  expect(law.forCohort(lagstaUttagsalder, born).toNumber()).toBe(lowest)
  expect(law.forCohort(riktalder, born).toNumber()).toBe(target)
  expect(new Set(law.takeRead().map((figure) => figure.status))).toEqual(new Set([status]))
})

test('a table gives its cohort, marks a later cohort assumed, and stops at its ages', () => {
  const law = new LawReader()
  expect(law.fromTable(delningstalInkomstpension, 1960, 67).toNumber()).toBe(16.15)
  expect(law.fromTable(delningstalInkomstpension, 1955, 67).toNumber()).toBe(15.81)
  expect(law.fromTable(delningstalInkomstpension, 2013, 67).toNumber()).toBe(19.41)
  expect(law.takeRead().map((figure) => figure.status)).toEqual(['projected', 'decided', 'assumed'])
  expect(() => law.fromTable(delningstalInkomstpension, 1937, 67)).toThrow(MissingFigureError)
  expect(() => law.fromTable(delningstalInkomstpension, 1960, 83)).toThrow(MissingFigureError)
  expect(() => law.fromTable(delningstalInkomstpension, 1960, 60)).toThrow(MissingFigureError)
})

test('an agreement has its figure of the day, or none', () => {
  const law = new LawReader()
  expect(law.forAgreement(lagstaAvtalsalder, 'AKAP-KR', day('2025-12-31'))?.toNumber()).toBe(60)
  expect(law.forAgreement(lagstaAvtalsalder, 'AKAP-KR', day('2026-01-01'))?.toNumber()).toBe(62)
  expect(law.forAgreement(lagstaAvtalsalder, 'other', day('2026-01-01'))).toBeNull()
})

test('mortality is by cohort; what was read is told once and then forgotten', () => {
  const law = new LawReader()
  expect(law.mortality(dodlighet, 1969).bornFrom).toBe(1960)
  expect(law.mortality(dodlighet, 1969).bornFrom).toBe(1960)
  expect(law.takeRead()).toHaveLength(1)
  expect(law.takeRead()).toEqual([])
  expect(() => law.mortality(dodlighet, 1899)).toThrow(MissingFigureError)
})
