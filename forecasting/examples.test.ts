/**
 * Figures that others have published, each with its source and how near to it we must come. The ids are those of the
 * collection the examples were taken from.
 */
import { expect, test } from 'vitest'
import { typfallsmodellen } from './departures.ts'
import { LawReader } from './law.ts'
import { age } from './model/age.ts'
import type { Kollektivavtal } from './model/holding.ts'
import { Dec, kronor, kronorPerMonth, kronorPerYear, share } from './model/quantity.ts'
import { isoDateOf, yearMonth } from './model/year-month.ts'
import { inkomstbasbelopp } from './parameters/inkomstbasbelopp.ts'
import type { MortalityRow, TableParameter } from './parameters/parameter.ts'
import { skiktgrans } from './parameters/skiktgrans.ts'
import { benefitWithService, premiumFor, serviceRule, serviceSpans } from './rules/avtal/index.ts'
import { calculateDelningstal } from './rules/delningstal/index.ts'
import { calculateGarantipension } from './rules/garantipension/index.ts'
import { calculateInkomstpension, foljsamhetsindexering, inkomstpensionYear } from './rules/inkomstpension/index.ts'
import { calculateInkomstpensionstillagg } from './rules/inkomstpensionstillagg/index.ts'
import { annuityCertain, lifelongAnnuity, remainingLife } from './rules/payout/index.ts'
import { calculatePgi } from './rules/pensionsratt/index.ts'
import { calculatePremiepension } from './rules/premiepension/index.ts'
import { calculateGrundavdrag, calculateSlutligSkatt } from './rules/skatt/index.ts'
import { benefitOf } from './testing/holdings.ts'

const law = () => new LawReader()

/** The insurer's curve: remaining life 22 years at 65. Its fee is 0.45 % of the capital a year. */
const alecta: MortalityRow = {
  bornFrom: 1900,
  a: 0.0002,
  b: 6.651388e-6,
  c: 0.1071,
  linearFrom: 200,
  slope: 0,
  status: 'assumed',
  source: 'Alecta',
}
const netOf = (real: number) => (1 + real) * 0.9955 - 1
const annuity = (real: number) => 1e6 / 12 / lifelongAnnuity({ mortality: alecta, at: age(65), rate: netOf(real) })
const withCover = (real: number) =>
  1e6 / 12 / annuityCertain(netOf(real), Math.round((remainingLife(alecta, age(65)) + 2) * 12))

const premium = (agreement: Kollektivavtal, salary: number, year: number) =>
  premiumFor(
    agreement,
    { salary: kronorPerMonth(salary), month: yearMonth(year, 6), birthDate: isoDateOf('1980-01-01') },
    law(),
  )

const guarantee = (monthlyBase: number, year: number, married: boolean, birthYear: number) =>
  calculateGarantipension(
    { birthYear, year, married, residenceYears: 40, base: kronorPerYear(monthlyBase * 12) },
    law(),
  ).div(12)

/** The lowest monthly pension that leaves no garantipension. */
function endOfGuarantee(year: number): number {
  let monthly = 10_000
  while (guarantee(monthly, year, false, 1958).gt(0)) monthly += 1
  return monthly
}

/** Of a month of 2021, when it was paid from September. */
const supplement = (monthlyBase: number) =>
  calculateInkomstpensionstillagg(
    { base: kronorPerYear(monthlyBase * 12), birthYear: 1950, year: 2021, yearsWithIncome: 40 },
    law(),
  ).div(4)

const taxed = (pension: number, year: number, birthYear: number, kommunalskatt: string | null = null) => {
  const rates = { kommunalskatt: share(kommunalskatt ?? 0), begravningsavgift: share(0) }
  const residence = kommunalskatt === null ? 'average' : rates
  const of = { pension: kronorPerYear(pension), work: kronorPerYear(0), year, birthYear, residence } as const
  const result = calculateSlutligSkatt(of, law())
  if (!result.computed) throw new Error('Not computed')
  return result
}

const aboveSkiktgrans = (pension: number, year: number, birthYear: number) =>
  taxed(pension, year, birthYear).taxable.minus(law().ofYear(skiktgrans, year))

const allowance = (income: number, older: boolean) =>
  calculateGrundavdrag({ income: new Dec(income), year: 2023, older }, law())

const percent = (factor: Dec) => factor.minus(1).times(100)
const indexOf = (year: number) => {
  const { index } = inkomstpensionYear({ birthYear: 1950, year: year - 1 }, law())
  return index.now.div(index.before)
}

const published2011: TableParameter = {
  kind: 'table',
  term: 'delningstal 2011',
  english: 'divisor',
  unit: 'years',
  bornTo: 1946,
  rows: [{ bornFrom: 1946, firstAge: 65, values: [13.85], status: 'decided', source: 'KPA Pension 2011' }],
}

type Figure = readonly [own: Dec | number | null, published: number, tolerance: number]
const examples: Readonly<Record<string, { readonly source: string; readonly figures: () => readonly Figure[] }>> = {
  'EX-AL1a': { source: 'alecta.se, Så här räknar vi fram din pension', figures: () => [[annuity(0.039), 5600, 56]] },
  'EX-AL1b': { source: 'alecta.se, the same, with cover', figures: () => [[withCover(0.039), 5089, 101]] },
  'EX-AL2b': { source: 'alecta.se, the same, with cover', figures: () => [[withCover(0.029), 4576, 91]] },
  'EX-AL3a': { source: 'alecta.se, Så här räknar vi fram din pension', figures: () => [[annuity(0.014), 4271, 42]] },
  'EX-ALE1': {
    source: 'alecta.se, ITP 2: 10 % of 385,600 a year',
    figures: () => {
      const earned = benefitOf(0, '2023-12-31')
      const [employed, until] = [yearMonth(2020, 1), yearMonth(2055, 1)]
      const who = { birthDate: isoDateOf('1990-01-01'), earned, countedFrom: age(65), today: isoDateOf('2024-06-01') }
      const rule = serviceRule('ITP2', who, law())
      const pay = [{ from: employed, to: until, salary: kronorPerYear(385_600) }]
      const spans = rule && serviceSpans(rule, pay, law())
      const whole = spans && benefitWithService(rule, earned.value, { spans, times: 'not-reported' }, until)
      return [[whole, 38_560 / 12, 0.005]]
    },
  },
  'EX-AVT1': { source: 'avtalat.se, SAF-LO', figures: () => [[premium('SAF-LO', 30_000, 2025), 1350, 0]] },
  'EX-AKAP1': { source: 'minPension, AKAP-KR', figures: () => [[premium('AKAP-KR', 50_000, 2024), 3605.6, 1]] },
  'EX-PP2': {
    source: 'KPA Pension 2011-06-13',
    figures: () => {
      const delningstal = calculateDelningstal(published2011, { birthYear: 1946, at: age(65) }, law())
      return [
        [kronor(100_000).div(delningstal), 7220, 1],
        [kronor(100_000).div(delningstal).div(12), 602, 1],
      ]
    },
  },
  'EX-PP3': {
    source: 'Typfallsmodellen 4.8',
    figures: () => [
      [calculatePremiepension({ capital: kronor(767_277), birthYear: 1959, at: age(66) }, law()), 3580, 1],
    ],
  },
  'EX-PGI1': {
    source: 'Pensionsmyndigheten, basbelopp 2019',
    figures: () =>
      [
        [519_708, 483_000],
        [1_080_000, 483_000],
        [19_600, 0],
      ].map(([salary = 0, pgi = 0]) => [calculatePgi({ salary: kronorPerYear(salary), year: 2019 }, law()), pgi, 0]),
  },
  'EX-IX1': {
    source: 'Socialdepartementet 2003-10-30',
    figures: () => [
      [percent(indexOf(2004)), 3.4, 0.1],
      [percent(foljsamhetsindexering(2004, law())), 1.8, 0.1],
      [law().ofYear(inkomstbasbelopp, 2004), 42_300, 0],
      [calculatePgi({ salary: kronorPerYear(900_000), year: 2004 }, law()), 317_250, 0],
    ],
  },
  'EX-IX3': {
    source: 'Pensionsmyndigheten, balancing 2010',
    figures: () => [
      [percent(indexOf(2010)), -1.4, 0.1],
      [percent(foljsamhetsindexering(2010, law())), -3.0, 0.1],
    ],
  },
  'EX-GP2': {
    source: 'lansforsakringar.se',
    figures: () => [
      [guarantee(0, 2017, false, 1950), 7952, 1],
      [guarantee(0, 2017, true, 1950), 7093, 1],
    ],
  },
  'EX-GP4': {
    source: 'compricer.se 2019-03-01',
    figures: () => [
      [guarantee(0, 2018, false, 1950), 8076, 1],
      [guarantee(0, 2018, true, 1950), 7204, 1],
    ],
  },
  'EX-GP5': { source: 'arbetet.se 2026-02-17', figures: () => [[endOfGuarantee(2026), 18_200, 50]] },
  'EX-IPT1': {
    source: 'Pensionsmyndigheten, inkomstpensionstillägg 2021',
    figures: () => [
      [supplement(8999), 0, 0],
      [supplement(9000), 25, 0],
      [supplement(11_000), 600, 0],
      [supplement(14_000), 600, 0],
      [supplement(17_000), 0, 0],
    ],
  },
  'EX-IPT3': {
    source: 'Typfallsmodellen 4.8, and with the decided delningstal',
    figures: () => {
      const account = { balance: kronor(3_144_295), rights: kronor(0), birthYear: 1959, at: age(66) }
      return [
        [calculateInkomstpension(account, law(), typfallsmodellen), 15_681, 1],
        [calculateInkomstpension(account, law()), 15_718, 1],
      ]
    },
  },
  'EX-TAX1': {
    source: 'minPension, Medel-Terese 2016',
    figures: () => {
      const { tax, net, grundavdrag } = taxed(177_600, 2016, 1990, '0.32')
      return [
        [grundavdrag, 30_200, 0],
        [tax, 47_168, 1],
        [net.div(12), 10_870, 1],
      ]
    },
  },
  'EX-TAX3': {
    source: 'redovisning.nu, 2023',
    figures: () => [
      [aboveSkiktgrans(613_900, 2023, 1990), 0, 0],
      [aboveSkiktgrans(683_200, 2023, 1950), 0, 0],
    ],
  },
  'EX-TAX5': {
    source: 'maximeradinpension.se, 2021',
    figures: () => [
      [aboveSkiktgrans(537_200, 2021, 1990), 0, 0],
      [aboveSkiktgrans(596_800, 2021, 1950), 0, 0],
    ],
  },
  'EX-TAX6': {
    source: 'advisa.se and pensionsguiden.nu, 2023',
    figures: () =>
      [
        [22_300, 22_300],
        [52_400, 22_300],
        [130_500, 38_000],
        [130_900, 38_000],
        [142_900, 40_500],
        [163_500, 40_500],
        [163_600, 40_400],
        [164_500, 40_400],
        [378_600, 18_900],
        [379_500, 18_900],
        [413_700, 15_400],
      ].map(([income = 0, table = 0]) => [allowance(income, false), table, 0]),
  },
  'EX-TAX7': {
    source: 'pensionsguiden.nu, 2023',
    figures: () => [423_900, 500_000, 602_800].map((income) => [allowance(income, true), 127_600, 100]),
  },
  'EX-TAX9': {
    source: 'Typfallsmodellen 4.8, 2026',
    figures: () => {
      const { grundavdrag, parts, net } = taxed(244_932, 2026, 1955)
      return [
        [grundavdrag, 122_400, 1],
        [parts.kommunalskatt, 39_665, 1],
        [parts.begravningsavgift, 318, 1],
        [parts.publicServiceAvgift, 1184, 1],
        [parts.skattereduktionForvarvsinkomst, -618, 1],
        [net, 204_383, 1],
      ]
    },
  },
}

test.each(Object.entries(examples))('%s ($source)', (_, { figures }) => {
  for (const [own, published, tolerance] of figures()) {
    expect(Math.abs(Number(own) - published)).toBeLessThanOrEqual(tolerance)
    expect(own).not.toBeNull()
  }
})

test('all 23 are here', () => {
  expect(Object.keys(examples)).toHaveLength(23)
})
