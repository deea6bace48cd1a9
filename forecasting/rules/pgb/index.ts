/**
 * Pensionsgrundande belopp: what child years, studies, conscription and sickness compensation count as income.
 *
 * Law:     SFB 60 kap.; figures in parameters/.
 * Formula: studies = grant of a term · terms · 1.38, down to whole hundreds, from 1995;
 *          conscription = ½ · mean PGI · days / 365, down to whole hundreds, 1995 to 2010 and from 2018, for one who
 *          serves at least 120 days, at most 730 days in all;
 *          a child year = the most of what PGI lacks to that of the year before the birth, what it lacks to 75 % of the
 *          mean PGI, and one inkomstbasbelopp, whole kronor downwards;
 *          sickness compensation as it is decided. Together with PGI at most 7.5 inkomstbasbelopp: what lies above is
 *          taken from the last in this order: sickness compensation, conscription, studies, child year.
 * In:      PGI of the year, SEK/year; year; what the year held.
 * Out:     SEK/year for each kind that gives something.
 * Outside: which parent has the child year (one, to the year the child turns 4); the years of income that are asked
 *          before such amounts count; part-year child years; child years before 1960.
 */
import type { LawReader } from '../../law.ts'
import type { PensionCredit } from '../../model/holding.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { hundredsDown, wholeDown } from '../../model/rounding.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import { intjanandetak } from '../../parameters/intjanandetak.ts'
import { kortastPlikttjanst } from '../../parameters/kortast-plikttjanst.ts'
import { langstPlikttjanst } from '../../parameters/langst-plikttjanst.ts'
import { medelPgi } from '../../parameters/medel-pgi.ts'
import { pgbForBarnarAvMedel } from '../../parameters/pgb-for-barnar-av-medel.ts'
import { pgbForBarnarFast } from '../../parameters/pgb-for-barnar-fast.ts'
import { pgbForPlikttjanst } from '../../parameters/pgb-for-plikttjanst.ts'
import { pgbForStudier } from '../../parameters/pgb-for-studier.ts'
import { studiebidrag } from '../../parameters/studiebidrag.ts'

const firstYear = 1995
const daysOfYear = 365
const nothing = new Dec(0)

export interface CreditedYear {
  readonly year: number
  readonly pgi: KronorPerYear
  /** Present in a year with a child of at most four: PGI of the year before the birth. */
  readonly childYear?: { readonly pgiBeforeBirth: KronorPerYear }
  /** Terms studied with a grant. */
  readonly terms?: number
  /** Days of conscription: of this year, of all years before it, and of the whole service. */
  readonly plikttjanst?: { readonly days: number; readonly daysBefore: number; readonly daysInAll: number }
  /** As decided. */
  readonly sjukersattning?: KronorPerYear
}

export function calculatePgb(credited: CreditedYear, law: LawReader): readonly PensionCredit[] {
  const amounts: readonly (readonly [PensionCredit['kind'], Dec])[] = [
    ['sjukersattning', credited.sjukersattning ?? nothing],
    ['plikttjanst', ofPlikttjanst(credited, law)],
    ['studier', ofStudier(credited, law)],
    ['barnar', ofBarnar(credited, law)],
  ]
  const { year, pgi } = credited
  let left = Dec.max(0, law.ofYear(intjanandetak, year).times(law.ofYear(inkomstbasbelopp, year)).minus(pgi))
  return amounts.flatMap(([kind, whole]): readonly PensionCredit[] => {
    const amount = kronorPerYear(Dec.min(whole, left))
    left = left.minus(amount)
    return amount.isZero() ? [] : [{ kind, amount }]
  })
}

function ofStudier({ terms = 0, year }: CreditedYear, law: LawReader): Dec {
  if (terms === 0 || year < firstYear) return nothing
  return hundredsDown(law.ofYear(studiebidrag, year).times(terms).times(law.ofYear(pgbForStudier, year)))
}

function ofPlikttjanst({ plikttjanst, year }: CreditedYear, law: LawReader): Dec {
  if (plikttjanst === undefined || year < firstYear) return nothing
  const { days, daysBefore, daysInAll } = plikttjanst
  const longest = law.ofYear(langstPlikttjanst, year).toNumber()
  const counted = Math.max(0, Math.min(days, longest - daysBefore))
  if (daysInAll < law.ofYear(kortastPlikttjanst, year).toNumber()) return nothing
  const ofYear = law.ofYear(pgbForPlikttjanst, year).times(law.ofYear(medelPgi, year))
  return hundredsDown(ofYear.times(counted).div(daysOfYear))
}

function ofBarnar({ childYear, pgi, year }: CreditedYear, law: LawReader): Dec {
  if (childYear === undefined) return nothing
  const lost = childYear.pgiBeforeBirth.minus(pgi)
  const lacking = law.ofYear(pgbForBarnarAvMedel, year).times(law.ofYear(medelPgi, year)).minus(pgi)
  const fixed = law.ofYear(pgbForBarnarFast, year).times(law.ofYear(inkomstbasbelopp, year))
  return wholeDown(Dec.max(lost, lacking, fixed))
}
