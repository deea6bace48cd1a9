import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { glossary } from '../glossary.ts'
import { LawReader } from '../law.ts'
import { delningstalInkomstpension } from './delningstal-inkomstpension.ts'
import { delningstalPremiepension } from './delningstal-premiepension.ts'
import { inkomstbasbelopp } from './inkomstbasbelopp.ts'
import { kommunalskattPerKommun } from './kommunalskatt-per-kommun.ts'
import { lagstaUttagsalder } from './lagsta-uttagsalder.ts'
import type { AnyParameter, Origin } from './parameter.ts'
import { prisbasbelopp } from './prisbasbelopp.ts'
import { riktalder } from './riktalder.ts'

const files = readdirSync(import.meta.dirname).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'parameter.ts',
)
const all: [file: string, name: string, parameter: AnyParameter][] = []
for (const file of files) {
  const exports = (await import(`./${file}`)) as Record<string, AnyParameter>
  for (const [name, parameter] of Object.entries(exports)) all.push([file, name, parameter])
}

const kebab = (identifier: string): string => identifier.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** What a series of figures is sorted by, one series a list. */
function keysOf(parameter: AnyParameter): readonly (readonly (string | number)[])[] {
  if (parameter.kind === 'dated') return [parameter.values.map((row) => row.from)]
  if (parameter.kind === 'cohort') return [parameter.values.map((row) => row.bornFrom)]
  if (parameter.kind === 'agreement') return Object.values(parameter.values).map((rows) => rows.map((row) => row.from))
  if (parameter.kind === 'grid' || parameter.kind === 'curve') return [parameter.rows.map((row) => row.year)]
  if (parameter.kind === 'brackets') {
    const ends = parameter.rows.map(({ pieces }) => pieces.map(({ upTo }) => upTo?.toNumber() ?? Infinity))
    return [parameter.rows.map((row) => row.from), ...ends]
  }
  if (parameter.kind === 'municipality') {
    return [parameter.rows.map((row) => row.from), ...parameter.rows.map(({ rates }) => rates.map(({ code }) => code))]
  }
  // Rows of premiums may overlap: the first that fits counts.
  if (parameter.kind === 'premium') return []
  return [parameter.rows.map((row) => row.bornFrom)]
}

/** Returns and interest may be negative, down to the loss of all. */
const mayBeNegative = new Set(['avkastningPremiepension', 'statslaneranta'])

function originsOf(parameter: AnyParameter): readonly Origin[] {
  if (parameter.kind === 'agreement') return Object.values(parameter.values).flat()
  return 'rows' in parameter ? parameter.rows : parameter.values
}

test('there are parameters, one a file, named as the file', () => {
  expect(all.length).toBeGreaterThan(20)
  expect(all).toHaveLength(files.length)
  for (const [file, name] of all) expect(file).toBe(`${kebab(name)}.ts`)
})

test('no term is used twice', () => {
  expect(new Set(all.map(([, , parameter]) => parameter.term)).size).toBe(all.length)
})

/** What must not be negative. Constants and slopes of pieces may be; curves and mortality are tested as values. */
function numbersOf(parameter: AnyParameter): readonly number[] {
  switch (parameter.kind) {
    case 'mortality':
    case 'curve':
      return []
    case 'table':
    case 'grid':
      return parameter.rows.flatMap((row) => row.values)
    case 'municipality':
      return parameter.rows.flatMap(({ rates }) => rates.map(({ value }) => value.toNumber()))
    case 'brackets':
      return parameter.rows.flatMap(({ pieces }) =>
        pieces.flatMap(({ upTo, constant, slope }) => (upTo ? [constant.plus(slope.times(upTo)).toNumber()] : [])),
      )
    case 'bands':
      return parameter.rows.flatMap(({ shares }) => shares.map(Number))
    case 'premium':
      return parameter.rows.flatMap(({ low, high, from, to, ageFrom, ageTo }) =>
        [low, high, to - from, ageTo - ageFrom].map(Number),
      )
    case 'agreement':
      return Object.values(parameter.values).flatMap((rows) => rows.map(({ value }) => value.toNumber()))
    case 'dated':
    case 'cohort':
      return parameter.values.map(({ value }) => value.toNumber())
  }
}

describe.each(all)('%s', (_file, name, parameter) => {
  test('has its term in the glossary, under the same identifier', () => {
    const entry = glossary.find(({ term }) => term === parameter.term)
    expect(entry?.identifier).toBe(name)
    expect(parameter.english).not.toBe('')
    expect(parameter.unit).not.toBe('')
  })

  test('is sorted, with no row twice', () => {
    for (const keys of keysOf(parameter)) {
      expect(keys.length).toBeGreaterThan(0)
      for (const [i, key] of keys.entries()) if (i > 0) expect(key > (keys[i - 1] ?? 0)).toBe(true)
    }
  })

  test('tells its source and how sure it is', () => {
    for (const { source, status } of originsOf(parameter)) {
      expect(source.length).toBeGreaterThan(5)
      expect(['decided', 'derived', 'projected', 'assumed']).toContain(status)
    }
  })

  test('has values that are numbers and not negative', () => {
    const numbers = numbersOf(parameter)
    if (numbers.length === 0) expect(['mortality', 'curve']).toContain(parameter.kind)
    // The law's own pieces for the older end within a hundredth of a base amount of nothing.
    const lowest = mayBeNegative.has(name) ? -1 : parameter.kind === 'brackets' ? -0.01 : 0
    for (const value of numbers) expect(Number.isFinite(value) && value >= lowest).toBe(true)
  })
})

test('the delningstal of inkomstpension: every cohort 1938 to 2010, ages 61 to 82, falling with age', () => {
  const { rows } = delningstalInkomstpension
  expect(rows.map((row) => row.bornFrom)).toEqual(Array.from({ length: 73 }, (_, i) => 1938 + i))
  expect(rows.flatMap((row) => row.values)).toHaveLength(1606)
  for (const { firstAge, values } of rows) {
    expect([firstAge, values.length]).toEqual([61, 22])
    for (const [i, value] of values.entries()) if (i > 0) expect(value).toBeLessThan(values[i - 1] ?? 0)
  }
})

test('cohorts to 1959 have decided delningstal, later ones projected', () => {
  for (const { bornFrom, status } of delningstalInkomstpension.rows) {
    expect(status).toBe(bornFrom <= 1959 ? 'decided' : 'projected')
  }
})

// Values of the published tables, copied by hand and not from the files they stand in.
test.each([
  [1950, [17.47, 16.89, 16.63, 16.05, 15.46, 14.87, 14.28, 13.7]],
  [1959, [18.16, 17.58, 16.99, 16.67, 16.08, 15.48, 14.89, 14.3]],
  [1960, [18.25, 17.66, 17.07, 16.48, 16.15, 15.56, 14.96, 14.37]],
  [1970, [19.13, 18.53, 17.93, 17.33, 16.73, 16.4, 15.79, 15.19]],
  [1990, [20.62, 20.02, 19.41, 18.8, 18.19, 17.57, 17.14, 16.51]],
  [2000, [21.24, 20.63, 20.02, 19.41, 18.79, 18.17, 17.55, 17.15]],
])('delningstal of inkomstpension, born %i, ages 63 to 70, as published', (born, published) => {
  const row = delningstalInkomstpension.rows.find(({ bornFrom }) => bornFrom === born)
  expect(row?.values.slice(2, 10)).toEqual(published)
})

test.each([
  [1959, 65, [18.43, 17.86, 17.28, 16.69]],
  [1965, 63, [20.28, 19.71, 19.13, 18.55, 17.96, 17.36]],
  [1975, 64, [20.47, 19.88]],
])('delningstal of premiepension, born %i from %i, as published', (born, from, published) => {
  const row = delningstalPremiepension.rows.find(({ bornFrom }) => bornFrom === born)
  if (row === undefined) throw new Error('No such cohort')
  // The age before 66 of those born 1959 lies in an older table; the table in force holds from 66.
  const first = born === 1959 ? 1 : 0
  expect(row.values.slice(from - row.firstAge + first, from - row.firstAge + published.length)).toEqual(
    published.slice(first),
  )
})

test.each([
  [2019, 64_400, 46_500],
  [2023, 74_300, 52_500],
  [2026, 83_400, 59_200],
])('base amounts of %i as published', (year, income, price) => {
  const of = (parameter: typeof inkomstbasbelopp) =>
    parameter.values.find((row) => row.from === `${year}-01-01`)?.value.toNumber()
  expect(of(inkomstbasbelopp)).toBe(income)
  expect(of(prisbasbelopp)).toBe(price)
})

test('base amounts stand for every year from 1960 to 2120', () => {
  for (const { values } of [inkomstbasbelopp, prisbasbelopp]) {
    expect(values.map((row) => Number(row.from.slice(0, 4)))).toEqual(Array.from({ length: 161 }, (_, i) => 1960 + i))
  }
})

// SCB, Totala kommunala skattesatser 2026: five of 290, copied by hand; the lowest and the highest of all.
test('kommunalskatt of 2026 by municipality', () => {
  const of2026 = kommunalskattPerKommun.rows.find(({ from }) => from === '2026-01-01')?.rates ?? []
  expect(of2026).toHaveLength(290)
  const rateOf = (name: string) =>
    of2026
      .find((rate) => rate.name === name)
      ?.value.times(100)
      .toNumber()
  expect(['Stockholm', 'Göteborg', 'Malmö', 'Österåker', 'Dorotea'].map(rateOf)).toEqual([
    30.55, 32.6, 32.42, 28.93, 35.65,
  ])
  const all = of2026.map(({ value }) => value.times(100).toNumber())
  expect([Math.min(...all), Math.max(...all)]).toEqual([28.93, 35.65])
})

test('shares that change within a year have the mean of its months as the share of the year', () => {
  const changing = all.flatMap(([, , parameter]) =>
    parameter.kind === 'premium' ? parameter.rows.filter(({ within }) => within !== undefined) : [],
  )
  expect(changing.length).toBeGreaterThan(0)
  for (const { low, high, within = [] } of changing) {
    const mean = (of: 'low' | 'high') =>
      within.reduce((sum, part, i) => sum + Number(part[of]) * ((within[i + 1]?.fromMonth ?? 13) - part.fromMonth), 0) /
      12
    expect(mean('low')).toBeCloseTo(Number(low), 12)
    expect(mean('high')).toBeCloseTo(Number(high), 12)
  }
})

/** What stands in law, agreements and the authorities' announcements, written here by hand and not from the files. */
const decided: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  prisbasbelopp: { 2022: 48_300, 2024: 57_300, 2025: 58_800, 2026: 59_200 },
  forhojtPrisbasbelopp: { 2024: 58_500, 2025: 60_000, 2026: 60_500 },
  inkomstbasbelopp: { 2022: 71_000, 2024: 76_200, 2025: 80_600, 2026: 83_400 },
  inkomstindex: { 2003: 111.79, 2004: 115.64, 2024: 208.41, 2025: 220.23, 2026: 228.08 },
  balansindex: { 2010: 137.31, 2015: 150.55, 2016: 159.37 },
  kommunalskatt: { 2024: 0.3237, 2025: 0.3241, 2026: 0.3238 },
  begravningsavgift: { 2025: 0.0027, 2026: 0.0026 },
  enhetligBegravningsavgift: { 2025: 0.00293 },
  skiktgrans: { 2023: 598_500, 2025: 625_800, 2026: 643_000 },
  statligInkomstskatt: { 2026: 0.2 },
  varnskatt: { 2019: 0.05, 2026: 0 },
  publicServiceAvgift: { 2026: 0.01 },
  publicServiceTak: { 2023: 1.75, 2024: 1.6, 2025: 1.55, 2026: 1.42 },
  allmanPensionsavgift: { 2026: 0.07 },
  avgiftstak: { 2026: 8.07 },
  intjanandetak: { 2026: 7.5 },
  intjanandegolv: { 2026: 0.423 },
  andelInkomstpension: { 1994: 0.185, 1998: 0.165, 2026: 0.16 },
  andelPremiepension: { 1994: 0, 1998: 0.02, 2026: 0.025 },
  normInkomstpension: { 2026: 0.016 },
  garantinivaEnsam: { 2019: 2.13, 2021: 2.181, 2026: 2.43 },
  garantinivaGift: { 2019: 1.9, 2021: 1.951, 2026: 2.2 },
  brytpunktGarantipensionEnsam: { 2026: 1.26 },
  brytpunktGarantipensionGift: { 2026: 1.14 },
  avtrappningGarantipension: { 2026: 0.48 },
  helBosattningstid: { 2026: 40 },
  kortastBosattningstid: { 2026: 3 },
  inkomstpensionstillaggFran: { 2026: 108_000 },
  inkomstpensionstillaggTill: { 2026: 204_000 },
  hogstaInkomstpensionstillagg: { 2026: 7200 },
  fribeloppBostadstillagg: { 2026: 2.43 },
  minskningBostadstillagg: { 2026: 0.62 },
  extraBostadstillagg: { 2026: 840 },
  skaligBoendekostnad: { 2026: 7500 },
  skaligLevnadsniva: { 2026: 1.5357 },
  lasAlder: { 2021: 68, 2026: 69 },
  avkastning: { 2026: 0.019 },
  avkastningsskatt: { 2026: 0.0038 },
  atpProcent: { 2026: 0.6 },
  skattesatsAvkastning: { 2026: 0.15 },
  golvStatslaneranta: { 2026: 0.005 },
}

test.each(Object.entries(decided))('%s as decided', (identifier, figures) => {
  const parameter = all.find(([, name]) => name === identifier)?.[2]
  if (parameter?.kind !== 'dated') throw new Error(`No dated figure ${identifier}`)
  for (const [year, value] of Object.entries(figures)) {
    const law = new LawReader()
    expect(law.ofYear(parameter, Number(year)).toNumber()).toBe(value)
    expect(law.takeRead()).toMatchObject([{ status: 'decided' }])
  }
})

// Decided to birth year 1964, then the agency's forecast.
test.each([
  [1957, 61, 65],
  [1958, 61, 66],
  [1960, 62, 67],
  [1962, 63, 67],
  [1966, 64, 67],
  [1967, 64, 68],
  [1980, 65, 68],
  [1990, 66, 69],
  [2005, 67, 70],
])('ages of those born %i: lowest %i, riktålder %i', (birthYear, lowest, target) => {
  const law = new LawReader()
  expect(law.forCohort(lagstaUttagsalder, birthYear).toNumber()).toBe(lowest)
  expect(law.forCohort(riktalder, birthYear).toNumber()).toBe(target)
})

test('every figure of a year that product mode asks for stands from 2025 to 2120', () => {
  const law = new LawReader()
  // The second step of state tax ended with 2019.
  const ended = new Set(['ovreSkiktgrans'])
  for (const [, name, parameter] of all) {
    if (parameter.kind !== 'dated' || ended.has(name)) continue
    for (const year of [2025, 2026, 2027, 2031, 2060, 2120]) expect(() => law.ofYear(parameter, year)).not.toThrow()
  }
})
