/**
 * The law's own formula of delningstal, from a life table.
 *
 * Law:     SFB 62 kap. 34-38 §§: the norm 1.6 %, one figure for women and men, the mean over the months.
 * Formula: D(x) = 1 / (12 · l(x)) · Σ_{k = x..106} Σ_{m = 0..11} (l(k) + (l(k + 1) − l(k)) · m / 12) · 1.016^−(k − x + m / 12),
 *          l of women and men together, each from its risks of death, that of 100 held above it. As published: the
 *          mean of D(x) and D(x + 1), for which the sum goes one year beyond 105. Risks between the tables' birth years move in proportion; after the last by the
 *          trend of the last two.
 * In:      birth year; age in whole years, 61 to 105.
 * Out:     years, unrounded. A factor: doubles, kept per birth year.
 * Outside: the change to a newer table that the agency makes at riktålder: the published figures differ from the
 *          formula by at most 0.14 before it (0.30 for those born 1960 to 1964) and 0.29 after it.
 */
import type { LawReader } from '../../law.ts'
import { andelManVid61 } from '../../parameters/andel-man-vid61.ts'
import { dodsriskKvinna } from '../../parameters/dodsrisk-kvinna.ts'
import { dodsriskMan } from '../../parameters/dodsrisk-man.ts'
import { normInkomstpension } from '../../parameters/norm-inkomstpension.ts'
import type { TableParameter } from '../../parameters/parameter.ts'

const firstAge = 61
export const lastAge = 105
const lastAgeOfRisks = 100
/** The year whose norm counts: it has been one and the same. */
const normYear = 2026

const made = new Map<string, readonly number[]>()

/** D as published, at a whole age. */
export function delningstalByFormula(
  { birthYear, years }: { readonly birthYear: number; readonly years: number },
  law: LawReader,
): number {
  const norm = law.ofYear(normInkomstpension, normYear).toNumber()
  const men = law.ofYear(andelManVid61, normYear).toNumber()
  for (const table of [dodsriskMan, dodsriskKvinna]) {
    const nearest = Math.max(table.rows[0]?.bornFrom ?? 0, Math.min(birthYear, table.bornTo))
    law.fromTable(table, nearest, Math.max(firstAge, Math.min(years, lastAgeOfRisks)))
  }
  const key = `${birthYear} ${norm} ${men}`
  const whole = made.get(key) ?? wholeAges({ birthYear, norm, men })
  made.set(key, whole)
  const at = (age: number) => whole[Math.max(firstAge, Math.min(age, lastAge + 1)) - firstAge] ?? 0
  return (at(years) + at(years + 1)) / 2
}

/** D at each whole age from the first to the one after the last. */
function wholeAges({ birthYear, norm, men }: { birthYear: number; norm: number; men: number }): readonly number[] {
  const [ofMen, ofWomen] = [living(dodsriskMan, birthYear), living(dodsriskKvinna, birthYear)]
  const l = ofMen.map((share, i) => men * share + (1 - men) * (ofWomen[i] ?? 0))
  // From the last year backwards: each adds its twelve months and discounts the rest by a year.
  const values: number[] = []
  let later = 0
  for (let i = l.length - 2; i >= 0; i -= 1) {
    const [here, next] = [l[i] ?? 0, l[i + 1] ?? 0]
    let months = 0
    for (let month = 0; month < 12; month += 1) {
      months += (here + ((next - here) * month) / 12) * Math.pow(1 + norm, -month / 12)
    }
    later = months + later / (1 + norm)
    values.unshift(later / 12 / here)
  }
  return values
}

/** The share of those alive at the first age that lives at each age after it. */
function living(table: TableParameter, birthYear: number): readonly number[] {
  const risks = risksOf(table, birthYear)
  const alive = [1]
  for (let age = firstAge; age <= lastAge + 1; age += 1) {
    const risk = risks[Math.min(age - firstAge, risks.length - 1)] ?? 0
    alive.push((alive.at(-1) ?? 0) * (1 - risk))
  }
  return alive
}

/** Between two birth years of the table, or beyond them by their trend. */
function risksOf({ rows }: TableParameter, birthYear: number): readonly number[] {
  const after = Math.max(
    1,
    rows.findIndex((row) => row.bornFrom >= birthYear),
  )
  const isBeyond = birthYear > (rows.at(-1)?.bornFrom ?? 0)
  const [from, to] = isBeyond ? rows.slice(-2) : rows.slice(after - 1, after + 1)
  if (from === undefined || to === undefined) throw new RangeError('A table of risks has at least two birth years')
  const part = (birthYear - from.bornFrom) / (to.bornFrom - from.bornFrom)
  return from.values.map((risk, i) => risk * Math.pow((to.values[i] ?? risk) / risk, part))
}
