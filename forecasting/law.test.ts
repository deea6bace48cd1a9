import { describe, expect, test } from 'vitest'
import type { Scenario } from './law.ts'
import { firstOfJanuary, LawReader } from './law.ts'
import { MissingFigureError } from './model/errors.ts'
import { Dec } from './model/quantity.ts'
import type { Quantity } from './model/quantity.ts'
import { isoDateOf } from './model/year-month.ts'
import { arvsvinstFranLagstaAlder } from './parameters/arvsvinst-fran-lagsta-alder.ts'
import { arvsvinstUnderLagstaAlder } from './parameters/arvsvinst-under-lagsta-alder.ts'
import { arvsvinstPremiepensionKurva } from './parameters/arvsvinst-premiepension-kurva.ts'
import { delningstalInkomstpension } from './parameters/delningstal-inkomstpension.ts'
import { dodlighet } from './parameters/dodlighet.ts'
import { formanPa03 } from './parameters/forman-pa03.ts'
import { garantinivaEnsam } from './parameters/garantiniva-ensam.ts'
import { grundavdrag } from './parameters/grundavdrag.ts'
import { inkomstbasbelopp } from './parameters/inkomstbasbelopp.ts'
import { lagstaAvtalsalder } from './parameters/lagsta-avtalsalder.ts'
import { lagstaUttagsalder } from './parameters/lagsta-uttagsalder.ts'
import type { DatedFigure, Parameter } from './parameters/parameter.ts'
import { dated } from './parameters/parameter.ts'
import { premierItp1 } from './parameters/premier-itp1.ts'
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

test('a grid’s year holds for years without one only where that is asked for, and is then projected', () => {
  const law = new LawReader()
  for (const year of [2058, 2099]) {
    expect(law.fromGrid(arvsvinstUnderLagstaAlder, year, 40).toNumber()).toBe(1)
    expect(law.fromGrid(arvsvinstUnderLagstaAlder, year, 40, 'held').toNumber()).toBe(1.0003837)
  }
  expect(law.fromGrid(arvsvinstUnderLagstaAlder, 2057, 40).toNumber()).toBe(1.0003837)
  // The year 2100 has a row of its own.
  expect(law.fromGrid(arvsvinstUnderLagstaAlder, 2100, 40).toNumber()).not.toBe(1)
  expect(law.takeRead().map(({ from, status }) => [from, status])).toEqual([
    ['2058-01-01', 'projected'],
    ['2099-01-01', 'projected'],
    ['2057-01-01', 'projected'],
    ['2100-01-01', 'projected'],
  ])
})

test('a factor by year and age is 1 where the grid or curve has none', () => {
  const law = new LawReader()
  expect(law.fromGrid(arvsvinstFranLagstaAlder, 2024, 65).toNumber()).toBe(1.008339)
  expect(law.fromGrid(arvsvinstFranLagstaAlder, 1999, 60).toNumber()).toBe(1.00733)
  for (const [year, years] of [
    [2024, 50],
    [2024, 90],
    [1990, 65],
    [2200, 65],
  ] as const) {
    expect(law.fromGrid(arvsvinstFranLagstaAlder, year, years).toNumber()).toBe(1)
  }
  expect(law.fromCurve(arvsvinstPremiepensionKurva, 2003, 44).toDecimalPlaces(10).toNumber()).toBe(1.0014872514)
  expect(law.fromCurve(arvsvinstPremiepensionKurva, 2003, 14).toNumber()).toBe(1)
  expect(law.fromCurve(arvsvinstPremiepensionKurva, 2025, 44).toNumber()).toBe(1)
  expect(law.takeRead().map(({ status }) => status)).toEqual(['decided', 'decided', 'decided'])
})

test('straight pieces end with their bound, and hold until changed', () => {
  const law = new LawReader()
  const of = (on: string, amount: string): number => law.fromBrackets(grundavdrag, day(on), new Dec(amount)).toNumber()
  expect([of('2026-01-01', '0.99'), of('2026-01-01', '1'), of('2050-01-01', '9')]).toEqual([0.423, 0.425, 0.293])
  expect(of('1993-06-01', '1')).toBe(0.25)
  expect(() => of('1989-12-31', '1')).toThrow(MissingFigureError)
})

test('shares by band and premiums by age', () => {
  const law = new LawReader()
  expect(law.bandsFor(formanPa03, 1953).shares.map(Number)).toEqual([0.072, 0.6335, 0.314])
  expect(law.bandsFor(formanPa03, 1990).shares.map(Number)).toEqual([0, 0.6, 0.3])
  expect(() => law.bandsFor(formanPa03, 1899)).toThrow(MissingFigureError)
  expect(law.premiumAt(premierItp1, { year: 2025, birthYear: 1990 })).toMatchObject({ low: '0.045', high: '0.3' })
  expect(law.premiumAt(premierItp1, { year: 2025, birthYear: 2001 })).toBeNull()
})

// 2022: seven months of 2.181 and five of 2.43.
test('the mean of a year counts its months', () => {
  const law = new LawReader()
  expect(law.yearMean(garantinivaEnsam, 2022).toDecimalPlaces(10).toNumber()).toBe(2.28475)
  expect(law.yearMean(garantinivaEnsam, 2021).toNumber()).toBe(2.181)
  expect(law.yearMean(garantinivaEnsam, 2026).toNumber()).toBe(2.43)
})

test('a scenario is asked first, and what it gives is marked as it says', () => {
  const scenario: Scenario = {
    figure: <U extends string>(parameter: Parameter<U>, on: string): DatedFigure<U> | null =>
      parameter.term === 'inkomstbasbelopp' && on === '2030-01-01'
        ? { from: firstOfJanuary(2030), value: new Dec(99_000) as Quantity<U>, status: 'assumed', source: 'a wish' }
        : null,
  }
  const law = new LawReader(scenario)
  expect(law.ofYear(inkomstbasbelopp, 2030).toNumber()).toBe(99_000)
  expect(law.ofYear(inkomstbasbelopp, 2031).toNumber()).toBe(83_400)
  expect(law.takeRead().map(({ status }) => status)).toEqual(['assumed', 'projected'])
})
