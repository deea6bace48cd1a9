/** Every departure of Typfallsmodellen: what the lawful rule gives, which is what runs when nobody asks otherwise. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Departures } from './departures.ts'
import { lawful, typfallsmodellen } from './departures.ts'
import { LawReader } from './law.ts'
import { age } from './model/age.ts'
import { Dec, kronorPerYear, share } from './model/quantity.ts'
import { premiumAkapKr } from './rules/akap-kr/index.ts'
import { calculateInkomstbasbelopp, calculateSkiktgrans } from './rules/basbelopp/index.ts'
import { calculateBostadstillagg } from './rules/bostadstillagg/index.ts'
import { calculateGarantipension } from './rules/garantipension/index.ts'
import { delningstalAtStart, inkomstpensionYear } from './rules/inkomstpension/index.ts'
import { premiumItp1 } from './rules/itp1/index.ts'
import { benefitItp2 } from './rules/itp2/index.ts'
import { benefitKapKl, premiumKapKl } from './rules/kap-kl/index.ts'
import { premiumPa16Avdelning1, premiumPa16Avdelning2 } from './rules/pa16/index.ts'
import { calculateTaxOnPension, publicServiceFee } from './rules/skatt/index.ts'
import { calculateTillaggspension } from './rules/tillaggspension/index.ts'
import type { TypfallInput } from './typfall/input.ts'
import { runTypfall } from './typfall/run.ts'

const law = () => new LawReader()
const pay = kronorPerYear

const typfall = (own: Partial<TypfallInput>): TypfallInput => ({
  birthYear: 1960,
  workStartAge: 20,
  retirementAge: 67,
  salary: new Dec(324_000),
  inflation: share(0),
  realGrowth: share(0),
  realReturn: share('0.017'),
  agreement: 'KAP-KL',
  ...own,
})

/** The model with one departure left out, to see that one alone. */
const modelBut = (key: keyof Departures, departures: Departures | undefined): Departures => ({
  ...typfallsmodellen,
  [key]: (departures ?? lawful)[key],
})

/** Pay of someone born 1962 who retires at 65, 2022 to 2026 and before. */
const service = (payAt: (years: number) => number, retirementAge = 65) => ({
  birthYear: 1962,
  retirementAge,
  workStartAge: 25,
  payAt: (years: number) => new Dec(years >= 25 && years < retirementAge ? payAt(years) : 0),
  pointsAt: () => new Dec(5),
})

interface Case {
  readonly lawful: number
  readonly model: number
  /** Without departures: as product mode calls it. */
  readonly of: (departures?: Departures) => Dec
}

const cases: Readonly<Record<keyof Departures, Case>> = {
  // Published for those born 1953: 16.26 at 66 and 15.67 at 67; the mean 15.965 to two decimals.
  delningstalMidYear: {
    lawful: 16.26,
    model: 15.97,
    of: (departures) => delningstalAtStart({ birthYear: 1953, at: age(66) }, law(), departures),
  },
  // Born 1959 at 66: published 16.67, the model's own 17.01.
  delningstalModelTable: {
    lawful: 16.67,
    model: 17.01,
    of: (departures) => delningstalAtStart({ birthYear: 1959, at: age(66) }, law(), departures),
  },
  // 2,676,176 / 16.14 / 12 → 13,818; with 49,704 / 16.15 more a year 14,074.
  lastRightAtStart: {
    lawful: 13_818,
    model: 14_074,
    of: (departures) => runTypfall(typfall({}), modelBut('lastRightAtStart', departures)).result.inkomstpension,
  },
  // Points 5 in 1970 to 2009: (0.6 · 5 + 0.96) · 42,800 · 0.45 · 1.084 = 82,676.2 → 6,890 a month; · 1.084 again
  // = 89,621.0 → 7,468 a month.
  tillaggspensionFactorTwice: {
    lawful: 6890 * 12,
    model: 7468 * 12,
    of: (departures) =>
      calculateTillaggspension(
        {
          birthYear: 1945,
          retirementAge: 66,
          married: false,
          earned: Array.from({ length: 40 }, (_, i) => ({ year: 1970 + i, points: new Dec(5) })),
          inkomstpension: pay(0),
        },
        law(),
        departures,
      ),
  },
  // Born 2025, 40 in 2065: the table's last year before it is 2057, 1.0003837 at 40.
  gainsEndWithTables: {
    lawful: 1.0003837,
    model: 1,
    of: (departures) => inkomstpensionYear({ birthYear: 2025, year: 2065 }, law(), departures).gainOnBalance,
  },
  // The statement of 2007 showed 4.47 %: 131.18 / 125.57. The model: 125.57 / 121.65.
  indexOfSameYear: {
    lawful: 1.0447,
    model: 1.0322,
    of: (departures) => {
      const { index } = inkomstpensionYear({ birthYear: 1960, year: 2007 }, law(), departures)
      return index.now.div(index.before).toDecimalPlaces(4)
    },
  },
  // 43,313 · 240 / 118.41 = 87,789; with the index of the year after, 245: 89,618.
  inkomstbasbeloppFromNextIndex: {
    lawful: 87_800,
    model: 89_600,
    of: (departures) => calculateInkomstbasbelopp(2030, (year) => new Dec(year === 2030 ? 240 : 245), departures),
  },
  // 2.43 · 59,200 · 3 / 40 = 10,789.2 → 899 a month.
  fourResidenceYears: {
    lawful: 899 * 12,
    model: 0,
    of: (departures) =>
      calculateGarantipension(
        { birthYear: 1959, year: 2026, married: false, residenceYears: 3, base: pay(0) },
        law(),
        departures,
      ),
  },
  // Born 1959, from 23 to 70 with 180,000: the account as if undivided is 1,661,046 at the end of 2028. By law with the
  // last right: 1,693,114 / 16.67 / 12 → 8,464 (delningstal at 66); the model 1,661,046 / 14.30 / 12 → 9,680 (at 70).
  supplementBaseAtActualAge: {
    lawful: 8464 * 12,
    model: 9680 * 12,
    of: (departures) =>
      runTypfall(
        typfall({ birthYear: 1959, workStartAge: 23, retirementAge: 70, salary: new Dec(180_000), agreement: 'none' }),
        modelBut('supplementBaseAtActualAge', departures),
      ).steps.supplementBase,
  },
  // 200,000 in 2023 at 66, born 1957: (1.081 − 0.1 · 3.8095) · 52,500 = 36,752 → 36,800; the older add
  // (0.325 + 0.233 · 3.8095) · 52,500 = 63,662 → 100,500.
  elderAllowanceFromRiktalder: {
    lawful: 36_800,
    model: 100_500,
    of: (departures) =>
      calculateTaxOnPension({ income: new Dec(200_000), birthYear: 1957, year: 2023 }, law(), departures).grundavdrag,
  },
  // 2026: 1.42 · 83,400 = 118,428; 1.87 · 83,400 = 155,958.
  publicServiceTakOf2022: {
    lawful: 1184,
    model: 1560,
    of: (departures) => publicServiceFee(new Dec(300_000), 2026, law(), departures),
  },
  // 643,000 · 1.02 = 655,860; hundreds: 6,558, with 51 more 6,609.
  skiktgransExtra: {
    lawful: 655_800,
    model: 660_900,
    of: (departures) =>
      calculateSkiktgrans({ before: new Dec(643_000), prices: new Dec(420), pricesBefore: new Dec(420) }, departures),
  },
  // The rent of 6,300 is 5,038 in the prices of 2019, when 96 % to 5,000 and 70 % above were covered: 4,827 instead of
  // 5,220 and so 966 instead of 1,359 a month, × 417.98 / 334.26.
  rentNotDeflated: {
    lawful: 1207.95,
    model: 1699.38,
    of: (departures) =>
      runTypfall(
        typfall({ birthYear: 1953, workStartAge: 23, retirementAge: 66, salary: new Dec(462_000), agreement: 'none' }),
        modelBut('rentNotDeflated', departures),
      ).result.bostadstillagg.toDecimalPlaces(2),
  },
  // 2020: λ = 1.486 · 47,300 → 70,284. Covered (6,200 + 340) · 12 = 78,480. Floor by law 2.181 · 47,300 = 103,161.3, less
  // 32.28 % of what exceeds 20,000 → 76,316; − 90,000 + 78,480 = 64,796; lacks 5,488. With 2.13: 74,683 → 63,163; 7,121.
  specialSupplementFloorKept: {
    lawful: 5488,
    model: 7121,
    of: (departures) =>
      calculateBostadstillagg(
        {
          birthYear: 1953,
          year: 2020,
          income: new Dec(50_000),
          garantipension: new Dec(0),
          tjanstepension: new Dec(0),
          rent: new Dec(90_000),
          grundavdrag: new Dec(20_000),
        },
        law(),
        departures,
      ).sarskilt,
  },
  // 4.5 % of 100,000 in 1990, and 6 %, are 4,500 and 6,000; neither agreement was there.
  premiumsBeforeAgreement: {
    lawful: 0,
    model: 10_500,
    of: (departures) => {
      const year = { pay: pay(100_000), year: 1990, birthYear: 1960 }
      return premiumItp1(year, law(), departures).plus(premiumPa16Avdelning1(year, law(), departures))
    },
  },
  // Final pay 2,000,000 · (1 + 59,200 / 58,800 + … / 57,300 + … / 52,500 + … / 48,300) / 5 = 2,157,301; 10 % of 625,500 +
  // 65 % of 1,042,500 + 32.5 % of 489,301 = 899,198 → 74,933 a month; the model 65 % of 834,000 less.
  itp2NarrowMiddleBand: {
    lawful: 899_196,
    model: 357_096,
    of: (departures) =>
      benefitItp2(
        service(() => 2_000_000),
        law(),
        departures,
      ),
  },
  // A rise from 300,000 in 2021 to 400,000 in 2022 is cut to 300,000 · 1.2 · 71,000 / 68,200 = 374,780; upside down to
  // 345,803. Final pay 425,278 and 418,175, 10 % of it in whole kronor a month.
  itp2RaiseLimitInverted: {
    lawful: 42_528,
    model: 41_820,
    of: (departures) =>
      benefitItp2(
        service((years) => (years <= 59 ? 300_000 : 400_000)),
        law(),
        departures,
      ),
  },
  // Final pay 539,325 · 10 % · 1.072 → 4,818 a month; · 19.13 / 18.55 for the second time.
  itp2StartCountedTwice: {
    lawful: 57_816,
    model: 59_623.72,
    of: (departures) =>
      benefitItp2(
        service(() => 500_000, 66),
        law(),
        departures,
      ).toDecimalPlaces(2),
  },
  // Pay below 7.5 inkomstbasbelopp earns no benefit in KAP-KL; carried over 13,210.72 · 19.13 / 17.96 = 14,071.33.
  kapKlCarryOverOnly: {
    lawful: 0,
    model: 14_071.33,
    of: (departures) => {
      const { career } = runTypfall(typfall({}))
      const person = { birthYear: 1960, retirementAge: 67, workStartAge: 20, tillaggspension: pay(0) }
      return benefitKapKl({ ...person, ...career }, law(), departures).toDecimalPlaces(2)
    },
  },
  // 300,000 in 2005: 3.5 % and 4.25 %.
  kapKlModelRates: {
    lawful: 10_500,
    model: 12_750,
    of: (departures) => premiumKapKl({ pay: pay(300_000), year: 2005, birthYear: 1960 }, law(), departures),
  },
  // 800,000 at 69 in 2029: 6 % of all; 6 % of 625,500 + 31.5 % of 174,500 = 92,497.5 → 92,498.
  akapKrToRiktalderPlusThree: {
    lawful: 48_000,
    model: 92_498,
    of: (departures) => premiumAkapKr({ pay: pay(800_000), year: 2029, birthYear: 1960 }, law(), departures),
  },
  // 500,000 in 2025, born 1965: 2 % + 3 %, or 2 % + 4 %.
  pa16SplitAt1965: {
    lawful: 25_000,
    model: 30_000,
    of: (departures) => premiumPa16Avdelning2({ pay: pay(500_000), year: 2025, birthYear: 1965 }, law(), departures),
  },
}

describe.each(Object.entries(cases))('%s', (key, { lawful: byLaw, model, of }) => {
  test('is off in product mode: the lawful value is what runs', () => {
    expect(of().toNumber()).toBe(byLaw)
    expect(of(lawful).toNumber()).toBe(byLaw)
  })

  test('gives the value of the model when it is on', () => {
    expect(of({ ...lawful, [key]: true }).toNumber()).toBe(model)
    expect(model).not.toBe(byLaw)
  })
})

test('the lawful set departs nowhere, the model everywhere', () => {
  expect(new Set(Object.values(lawful))).toEqual(new Set([false]))
  expect(new Set(Object.values(typfallsmodellen))).toEqual(new Set([true]))
})

test('product mode has no way to depart: it knows no departures', () => {
  const folder = join(import.meta.dirname, 'projection')
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  expect(files.length).toBeGreaterThan(3)
  for (const file of files) expect(readFileSync(join(folder, file), 'utf8')).not.toContain('departures')
})
