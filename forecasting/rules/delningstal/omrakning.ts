/**
 * Omräkning: what becomes of an inkomstpension drawn before its cohort's final delningstal is set.
 *
 * Law:     SFB 62 kap. 37-38 and 41 §§: a pension drawn before that is counted anew when it is set, at riktålder.
 * Formula: the amount is multiplied by D' / D: D the published delningstal at riktålder, D' what the figures before it
 *          lead to there, 2 · D(riktålder − 1) − D(riktålder − 2).
 * In:      birth year; age at the start in months.
 * Out:     the age from which, and the factor; null when drawn at riktålder or later, and for cohorts after the
 *          published table. Worth −2.6 to −0.8 % of the inkomstpension, −1.6 % for those born 1960.
 * Outside: cohorts whose final figure is set before their riktålder.
 */
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import { age } from '../../model/age.ts'
import type { Dec } from '../../model/quantity.ts'
import { delningstalInkomstpension } from '../../parameters/delningstal-inkomstpension.ts'
import { riktalder } from '../../parameters/riktalder.ts'
import { calculateDelningstal } from './at-age.ts'

interface Omrakning {
  readonly from: Age
  readonly factor: Dec
}

export function omrakningVidRiktalder(
  { birthYear, at }: { readonly birthYear: number; readonly at: Age },
  law: LawReader,
): Omrakning | null {
  const target = law.forCohort(riktalder, birthYear).toNumber()
  const from = age(target)
  if (at >= from || birthYear > delningstalInkomstpension.bornTo) return null
  const delningstal = (years: number) =>
    calculateDelningstal(delningstalInkomstpension, { birthYear, at: age(years) }, law)
  const before = delningstal(target - 1)
    .times(2)
    .minus(delningstal(target - 2))
  return { from, factor: before.div(delningstal(target)) }
}
