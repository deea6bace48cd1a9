import { describe, expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import { delningstalInkomstpension } from '../../parameters/delningstal-inkomstpension.ts'
import { delningstalPremiepension } from '../../parameters/delningstal-premiepension.ts'
import { delningstalTypfallsmodellen } from '../../parameters/delningstal-typfallsmodellen.ts'
import { dodlighet } from '../../parameters/dodlighet.ts'
import { riktalder } from '../../parameters/riktalder.ts'
import { continuousAnnuity } from '../payout/index.ts'
import { calculateDelningstal, delningstalByFormula, omrakningVidRiktalder } from './index.ts'

const delningstal = (birthYear: number, years: number, months: number): string =>
  calculateDelningstal(delningstalInkomstpension, { birthYear, at: age(years, months) }, new LawReader()).toFixed()

// The docstring's formula, written again in Python with the risks of each table: log-linear between those born 1970
// and 1980 and, after 1990, with the step from 1980 to 1990. First in this file: what is kept
// per birth year would else come from another test.
test('risks lie between the two nearest tables, and beyond the last by the last step', () => {
  const law = new LawReader()
  expect(delningstalByFormula({ birthYear: 1975, years: 67 }, law)).toBeCloseTo(17.19821695, 8)
  expect(delningstalByFormula({ birthYear: 2000, years: 67 }, law)).toBeCloseTo(18.79689767, 8)
  expect(delningstalByFormula({ birthYear: 1960, years: 105 }, law)).toBeCloseTo(1.04221408, 8)
})

// Born 1960: 16.48 at 66, 16.15 at 67, 15.56 at 68 (published).
test.each([
  [66, 0, '16.48'],
  [66, 6, '16.315'], // 16.48 − 0.33 · 6/12
  [67, 0, '16.15'],
  [67, 3, '16.0025'], // 16.15 − 0.59 · 3/12
  [67, 11, '15.60916666666666666666666666666666666667'], // 16.15 − 0.59 · 11/12
])('born 1960 at %i years and %i months: %s', (years, months, expected) => {
  expect(delningstal(1960, years, months)).toBe(expected)
})

describe('where no table reaches', () => {
  // The agency's own table has 16.44 and 15.84 for those born 1960 at 67 and 68, made by the formula; the rest within
  // 0.01, which is half of what its two decimals and its interpolated cohorts leave.
  test('the formula gives the agency’s own table within 0.01', () => {
    const law = new LawReader()
    expect(delningstalByFormula({ birthYear: 1960, years: 67 }, law)).toBeCloseTo((16.44 + 15.84) / 2, 2)
    for (const row of delningstalTypfallsmodellen.rows.filter(({ bornFrom }) =>
      [1960, 1970, 1980, 1990].includes(bornFrom),
    )) {
      for (const [i, value] of row.values.slice(0, -1).entries()) {
        const published = (value + (row.values[i + 1] ?? 0)) / 2
        const own = delningstalByFormula({ birthYear: row.bornFrom, years: row.firstAge + i }, law)
        expect(Math.abs(own - published)).toBeLessThan(0.01)
      }
    }
  })

  // Bounds stated in ./life-table.ts. They are differences of the tables behind, not of the formula: see the test above.
  test('the published table lies within the stated bounds of it', () => {
    const law = new LawReader()
    const largest = { early: 0, before: 0, after: 0 }
    for (const { bornFrom, firstAge, values } of delningstalInkomstpension.rows.filter((row) => row.bornFrom >= 1960)) {
      const target = law.forCohort(riktalder, bornFrom).toNumber()
      for (const [i, value] of values.slice(0, -1).entries()) {
        const years = firstAge + i
        const difference = Math.abs(value - delningstalByFormula({ birthYear: bornFrom, years }, law))
        const part = years >= target ? 'after' : bornFrom < 1965 ? 'early' : 'before'
        largest[part] = Math.max(largest[part], difference)
      }
    }
    expect(largest.early).toBeLessThan(0.3)
    expect(largest.before).toBeLessThan(0.14)
    expect(largest.after).toBeLessThan(0.29)
    expect(Math.min(...Object.values(largest))).toBeGreaterThan(0.1)
  })

  // The tables of risks end with those born 1990: twenty years on the trend still meets the published forecast.
  test('after the last table of risks their trend goes on', () => {
    const law = new LawReader()
    for (const { bornFrom, values } of delningstalInkomstpension.rows.filter((row) => row.bornFrom > 1990)) {
      for (const years of [61, 64, 67]) {
        const difference = delningstalByFormula({ birthYear: bornFrom, years }, law) - (values[years - 61] ?? 0)
        expect(Math.abs(difference)).toBeLessThan(0.07)
      }
    }
  })

  test('the risk that it rests on is said with its age, held from 100', () => {
    const law = new LawReader()
    for (const [years, named] of [
      [83, 83],
      [104, 100],
    ] as const) {
      delningstalByFormula({ birthYear: 1960, years }, law)
      const terms = law.takeRead().map(({ term }) => term)
      expect(terms).toEqual(expect.arrayContaining([`dödsrisk för män ${named}`, `dödsrisk för kvinnor ${named}`]))
    }
  })

  test('it goes on from where the table ends, and says that it is projected', () => {
    const law = new LawReader()
    const of = (birthYear: number, years: number) =>
      calculateDelningstal(delningstalInkomstpension, { birthYear, at: age(years) }, law).toNumber()
    // Born 1938 the table ends at 82 with 6.6; a year later the formula has fallen by a tenth.
    expect(of(1938, 82)).toBe(6.6)
    expect(of(1938, 83)).toBeGreaterThan(5.9)
    expect(of(1938, 83)).toBeLessThan(6.3)
    expect(of(1960, 105)).toBeLessThan(1.2)
    expect(of(1960, 110)).toBe(of(1960, 105))
    const afterLast = { birthYear: 1960, at: age(105, 6) }
    expect(calculateDelningstal(delningstalInkomstpension, afterLast, law).toNumber()).toBe(of(1960, 105))
    // Cohorts after 2010: 0.04 to 0.07 more a year, as those before it.
    expect(of(2011, 67) - of(2010, 67)).toBeGreaterThan(0.04)
    expect(of(2011, 67) - of(2010, 67)).toBeLessThan(0.07)
    law.takeRead()
    of(2020, 67)
    const tables = law.takeRead().filter(({ term }) => /^(delningstal|dödsrisk)/.test(term))
    expect(tables.map(({ status }) => status)).toEqual(tables.map(() => 'projected'))
    expect(tables.length).toBeGreaterThan(2)
  })

  test('premiepension above 80 follows its own mortality, to within 0.006 of the formula it was made by', () => {
    const law = new LawReader()
    const of = (birthYear: number, years: number) =>
      calculateDelningstal(delningstalPremiepension, { birthYear, at: age(years) }, law).toNumber()
    const mortality = law.mortality(dodlighet, 1965)
    for (const years of [81, 90, 100]) {
      const worth = continuousAnnuity({ mortality, at: age(years), rate: 0.0165 })
      expect(Math.abs(of(1965, years) - worth)).toBeLessThan(0.006)
    }
    // 18.82 for those born 2010, and 0.04 to 0.07 a year for twenty years.
    expect(of(2030, 70)).toBeGreaterThan(18.82 + 20 * 0.04)
    expect(of(2030, 70)).toBeLessThan(18.82 + 20 * 0.07)
  })
})

// Born 1960: 17.07 at 65, 16.48 at 66 lead to 15.89 at 67, where 16.15 is published: 15.89 / 16.15 = 0.98390: −1.6 %.
test('a pension drawn before riktålder is counted anew there', () => {
  const of = (birthYear: number, years: number) => omrakningVidRiktalder({ birthYear, at: age(years) }, new LawReader())
  expect(of(1960, 64)?.from).toBe(age(67))
  expect(of(1960, 64)?.factor.toDecimalPlaces(5).toNumber()).toBe(0.9839)
  expect(of(1960, 66)).not.toBeNull()
  expect(of(1960, 67)).toBeNull()
  expect(of(2015, 67)).toBeNull()
  for (let born = 1945; born <= 2010; born += 1) {
    const factor = of(born, 61)?.factor.toNumber()
    expect(factor).toBeGreaterThan(0.974)
    expect(factor).toBeLessThan(0.9925)
  }
})

// Between whole ages it is linear (the test at the top), so each whole age and the month after it are enough.
test('every month later gives a lower delningstal, for all who can still start', () => {
  const months = Array.from({ length: 105 - 64 }, (_, i) => [12 * (64 + i), 12 * (64 + i) + 1]).flat()
  for (const table of [delningstalInkomstpension, delningstalPremiepension]) {
    for (let birthYear = 1960; birthYear <= 2012; birthYear += 1) {
      const law = new LawReader()
      const values = [...months, 105 * 12].map((at) =>
        calculateDelningstal(table, { birthYear, at: age(0, at) }, law).toNumber(),
      )
      expect(values.filter((value, i) => value >= (values[i - 1] ?? Infinity))).toEqual([])
    }
  }
})
