/**
 * Delningstal: what a pension capital is divided by to give a year's pension.
 *
 * Law:     SFB 62 kap. 34-38 §§; förordning (1998:1340) 8 § between whole ages; tables in parameters/.
 * Formula: D(years) + (D(years + 1) − D(years)) · months / 12. Where no table reaches: the nearest published figure ·
 *          what the law's formula (./life-table.ts) gives for the cohort and age / what it gives where that figure
 *          stands; above the last age of premiepension by its own mortality at 1.65 %.
 * In:      the table of a scheme; birth year; age at the start in months, from 61.
 * Out:     years, unrounded between the table's values.
 * Outside: ages above 105, which have that of 105.
 */
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import { age, extraMonths, wholeYears } from '../../model/age.ts'
import { Dec } from '../../model/quantity.ts'
import { delningstalPremiepension } from '../../parameters/delningstal-premiepension.ts'
import { dodlighet } from '../../parameters/dodlighet.ts'
import type { TableParameter } from '../../parameters/parameter.ts'
import { rantaDelningstalPremiepension } from '../../parameters/ranta-delningstal-premiepension.ts'
import { continuousAnnuity } from '../payout/index.ts'
import { delningstalByFormula, lastAge } from './life-table.ts'

interface Cohort {
  readonly birthYear: number
  readonly years: number
}

export function calculateDelningstal(
  table: TableParameter,
  { birthYear, at }: { readonly birthYear: number; readonly at: Age },
  law: LawReader,
): Dec {
  const years = Math.min(wholeYears(at), lastAge)
  const here = atWholeAge(table, { birthYear, years }, law)
  if (extraMonths(at) === 0 || years === lastAge) return here
  const next = atWholeAge(table, { birthYear, years: years + 1 }, law)
  return here.plus(next.minus(here).times(extraMonths(at)).div(12))
}

function atWholeAge(table: TableParameter, { birthYear, years }: Cohort, law: LawReader): Dec {
  const nearest = {
    birthYear: Math.min(birthYear, table.bornTo),
    years: Math.min(years, law.lastAgeOf(table, birthYear)),
  }
  const published = law.fromTable(table, nearest.birthYear, nearest.years)
  if (nearest.birthYear === birthYear && nearest.years === years) return published
  return published.times(new Dec(changeOf(table, { birthYear, years }, nearest, law)))
}

/** What the formula gives, in relation to where the table ends. */
function changeOf(table: TableParameter, asked: Cohort, nearest: Cohort, law: LawReader): number {
  if (table !== delningstalPremiepension) return delningstalByFormula(asked, law) / delningstalByFormula(nearest, law)
  const { birthYear } = asked
  const byCohort =
    birthYear === nearest.birthYear
      ? 1
      : delningstalByFormula({ ...nearest, birthYear }, law) / delningstalByFormula(nearest, law)
  const mortality = law.mortality(dodlighet, birthYear)
  const rate = law.forCohort(rantaDelningstalPremiepension, birthYear).toNumber()
  const worthAt = (years: number) => continuousAnnuity({ mortality, at: age(years), rate })
  return (byCohort * worthAt(asked.years)) / worthAt(nearest.years)
}
