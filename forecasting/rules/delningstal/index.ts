/**
 * Delningstal: what a pension capital is divided by to give a year's pension.
 *
 * Law:     SFB 62 kap. 34-38 §§; förordning (1998:1340) 8 § between whole ages; tables in parameters/.
 * Formula: D(years) + (D(years + 1) − D(years)) · months / 12
 * In:      the table of a scheme; birth year; age at the start in months.
 * Out:     years, unrounded between the table's values.
 * Outside: the law's own formula from a life table, for cohorts and ages that no table gives. Above the table's last
 *          age its last value is taken: cautious, since a delningstal falls with age.
 */
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import { extraMonths, wholeYears } from '../../model/age.ts'
import type { Dec } from '../../model/quantity.ts'
import type { TableParameter } from '../../parameters/parameter.ts'

export function calculateDelningstal(
  table: TableParameter,
  { birthYear, at }: { readonly birthYear: number; readonly at: Age },
  law: LawReader,
): Dec {
  const lastAge = law.lastAgeOf(table, birthYear)
  const years = Math.min(wholeYears(at), lastAge)
  const here = law.fromTable(table, birthYear, years)
  if (extraMonths(at) === 0 || years === lastAge) return here
  const next = law.fromTable(table, birthYear, years + 1)
  return here.plus(next.minus(here).times(extraMonths(at)).div(12))
}
