/** The economy that a typfall assumes, and pay in it: the handed-out runs do not reach these. */
import { describe, expect, test } from 'vitest'
import { typfallsmodellen } from '../departures.ts'
import { LawReader } from '../law.ts'
import { Dec, share } from '../model/quantity.ts'
import { avkastningPremiepension } from '../parameters/avkastning-premiepension.ts'
import { balansindex } from '../parameters/balansindex.ts'
import { forhojtPrisbasbelopp } from '../parameters/forhojt-prisbasbelopp.ts'
import { inkomstbasbelopp } from '../parameters/inkomstbasbelopp.ts'
import { inkomstindex } from '../parameters/inkomstindex.ts'
import type { Parameter } from '../parameters/parameter.ts'
import { prisbasbelopp } from '../parameters/prisbasbelopp.ts'
import { prisindexJuni } from '../parameters/prisindex-juni.ts'
import { prisindex } from '../parameters/prisindex.ts'
import { skiktgrans } from '../parameters/skiktgrans.ts'
import { buildCareer } from './career.ts'
import { typfallEconomy } from './economy.ts'
import { runTypfall } from './run.ts'

const economy = (inflation: string, realGrowth: string, realReturn = '0.017'): LawReader =>
  new LawReader(
    typfallEconomy(
      { inflation: share(inflation), realGrowth: share(realGrowth), realReturn: share(realReturn) },
      typfallsmodellen,
    ),
  )
const input = {
  birthYear: 1930,
  workStartAge: 20,
  retirementAge: 65,
  salary: new Dec(220_230),
  inflation: share(0),
  realGrowth: share(0),
  realReturn: share('0.017'),
  agreement: 'none',
} as const

describe('without inflation and growth', () => {
  const law = economy('0', '0')
  const projected = new LawReader()

  // The same as the parameters project in fixed prices: 59,200, 60,500, 83,400, 228.08, 418.94, 417.98.
  test.each<[string, Parameter]>([
    ['prisbasbelopp', prisbasbelopp],
    ['förhöjt prisbasbelopp', forhojtPrisbasbelopp],
    ['inkomstbasbelopp', inkomstbasbelopp],
    ['inkomstindex', inkomstindex],
    ['balansindex', balansindex],
    ['prices in June', prisindexJuni],
    ['prices', prisindex],
  ])('%s stands still', (_, parameter) => {
    for (const year of [2027, 2040, 2120]) {
      expect(law.ofYear(parameter, year).toNumber()).toBe(projected.ofYear(parameter, year).toNumber())
    }
  })

  // Prices of June 2026 over 2025 are 1: 100 · floor(6,430 · 1.02 + 51) = 660,900; 100 · floor(6,741.18 + 51).
  test('the state threshold rises all the same', () => {
    expect([2026, 2027, 2028].map((year) => law.ofYear(skiktgrans, year).toNumber())).toEqual([
      643_000, 660_900, 679_200,
    ])
  })

  test('funds return what is assumed from 2026', () => {
    expect(law.ofYear(avkastningPremiepension, 2026).toNumber()).toBe(0.017)
    expect(law.ofYear(avkastningPremiepension, 2025).toNumber()).not.toBe(0.017)
  })
})

describe('with 2 % inflation and 1.6 % growth', () => {
  const law = economy('0.02', '0.016', '0.035')

  // June: 418.94 → 427.32 → 435.87; 36,396 · 427.32 / 257.38 = 60,427 → 60,400 in 2027. Mean 417.98 → 426.34.
  // inkomstindex 2027: 228.08 · 1.016 · 1.02 = 236.3638656; 2028 · 1.03632 again = 244.9486…; inkomstbasbelopp 2027 by
  // that of 2028: 43,313 · 244.9486 / 118.41 = 89,598.8 → 89,600.
  test('prices, indices and base amounts', () => {
    const of = (parameter: Parameter, year: number) => law.ofYear(parameter, year).toNumber()
    expect([2025, 2026, 2027].map((year) => of(prisindexJuni, year))).toEqual([418.94, 427.32, 435.87])
    expect(of(prisindex, 2026)).toBe(426.34)
    expect(of(prisbasbelopp, 2027)).toBe(60_400)
    expect(of(forhojtPrisbasbelopp, 2027)).toBe(61_700)
    expect(of(inkomstindex, 2027)).toBe(236.3638656)
    expect(of(inkomstbasbelopp, 2027)).toBe(89_600)
    expect(of(balansindex, 2027)).toBe(236.36)
    expect(law.ofYear(avkastningPremiepension, 2030).toNumber()).toBe(0.0557)
  })

  // 2027: 427.32 / 418.94 = 1.0200029: 6,430 · 1.0400029 + 51 = 6,738.2 → 673,800.
  test('the state threshold follows prices', () => {
    expect(law.ofYear(skiktgrans, 2027).toNumber()).toBe(673_800)
  })

  test('a later pension is of another size, unlike the runs, which end in 2025', () => {
    const late = { ...input, birthYear: 1985, retirementAge: 68, agreement: 'ITP1' } as const
    const still = runTypfall(late).result
    const grown = runTypfall({ ...late, inflation: share('0.02'), realGrowth: share('0.016') }).result
    expect(grown.inkomstpension.toNumber()).toBeGreaterThan(still.inkomstpension.toNumber() * 1.2)
  })
})

// 220,230 is 1,000 times the index of 2025: 1958 gives 5,822.46, and each year before it 8 % less: 1955 4,622.06.
test('pay follows inkomstindex, before 1958 at 8 % a year, and no rights are earned before 1960', () => {
  const career = buildCareer(input, economy('0', '0'), typfallsmodellen)
  expect(career.payAt(28).toDecimalPlaces(2).toNumber()).toBe(5822.46)
  expect(career.payAt(25).toDecimalPlaces(2).toNumber()).toBe(4622.06)
  expect(career.payAt(19).toNumber()).toBe(0)
  expect(career.payAt(65).toNumber()).toBe(0)
  expect(career.years[0]?.year).toBe(1960)
  expect(career.years.at(-1)?.year).toBe(1994)
  expect(career.pointsAt(29).toNumber()).toBe(0)
  expect(career.pointsAt(30).toNumber()).toBeGreaterThan(0)
})
