/**
 * Garantipension: the public pension of those with low or no other public pension.
 *
 * Law:     SFB 65-67 kap.; figures in parameters/.
 * Formula: born from 1938, base u = inkomstpension as if everything were inkomstpension and drawn at riktålder +
 *          tilläggspension; whole level − u up to brytpunkten, (level − brytpunkt) − 48 % of the base above it.
 *          Born before 1938: the amount with guarantee that SFB 66 kap. gives for the pension, less the pension.
 *          Both × years of residence / 40, whole kronor a month, from riktålder.
 * In:      base or pension, SEK/year; year; birth year; age; married or not; years of residence.
 * Out:     SEK/year.
 * Outside: pension from abroad; widow's pension in the base; part withdrawal, which gives none.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import { firstOfJanuary } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { wholeKronorPerMonth } from '../../model/rounding.ts'
import { avtrappningGarantipension } from '../../parameters/avtrappning-garantipension.ts'
import { brytpunktGarantipensionEnsam } from '../../parameters/brytpunkt-garantipension-ensam.ts'
import { brytpunktGarantipensionGift } from '../../parameters/brytpunkt-garantipension-gift.ts'
import { garantibeloppEnsamFodd1937 } from '../../parameters/garantibelopp-ensam-fodd1937.ts'
import { garantibeloppGiftFodd1937 } from '../../parameters/garantibelopp-gift-fodd1937.ts'
import { garantinivaEnsam } from '../../parameters/garantiniva-ensam.ts'
import { garantinivaGift } from '../../parameters/garantiniva-gift.ts'
import { helBosattningstid } from '../../parameters/hel-bosattningstid.ts'
import { kortastBosattningstid } from '../../parameters/kortast-bosattningstid.ts'
import { prisbasbelopp } from '../../parameters/prisbasbelopp.ts'
import { riktalder } from '../../parameters/riktalder.ts'
import { tillaggGarantibelopp } from '../../parameters/tillagg-garantibelopp.ts'
import { tillaggUnderlagGaranti } from '../../parameters/tillagg-underlag-garanti.ts'

const firstReformedCohort = 1938

interface Garanti {
  readonly birthYear: number
  readonly year: number
  readonly married: boolean
  readonly residenceYears: number
  /** Born from 1938: the base. Born before: the public pension without guarantee. */
  readonly base: KronorPerYear
}

export function calculateGarantipension(
  person: Garanti,
  law: LawReader,
  departures: Departures = lawful,
): KronorPerYear {
  const { birthYear, year } = person
  if (year - birthYear < law.forCohort(riktalder, birthYear).toNumber()) return kronorPerYear(0)
  const whole = birthYear < firstReformedCohort ? earlierGuarantee(person, law) : guarantee(person, law)
  return kronorPerYear(wholeKronorPerMonth(Dec.max(0, whole).times(residenceShare(person, law, departures))))
}

function guarantee({ year, married, base }: Garanti, law: LawReader): Dec {
  const price = law.ofYear(prisbasbelopp, year)
  const level = law.yearMean(married ? garantinivaGift : garantinivaEnsam, year).times(price)
  const limit = law.ofYear(married ? brytpunktGarantipensionGift : brytpunktGarantipensionEnsam, year).times(price)
  if (base.lte(limit)) return level.minus(base)
  return level.minus(limit).minus(base.minus(limit).times(law.ofYear(avtrappningGarantipension, year)))
}

function earlierGuarantee({ year, married, base }: Garanti, law: LawReader): Dec {
  const price = law.ofYear(prisbasbelopp, year)
  const added = married ? new Dec(0) : law.yearMean(tillaggUnderlagGaranti, year)
  const counted = base.div(price).plus(added)
  const table = married ? garantibeloppGiftFodd1937 : garantibeloppEnsamFodd1937
  const withGuarantee = law.fromBrackets(table, firstOfJanuary(year), counted)
  // Above the table's last break the pension is its own amount: no guarantee is left to add to.
  if (withGuarantee.lte(counted)) return new Dec(0)
  return withGuarantee.plus(law.ofYear(tillaggGarantibelopp, year)).minus(counted).times(price)
}

function residenceShare({ year, residenceYears }: Garanti, law: LawReader, departures: Departures): Dec {
  const shortest = departures.fourResidenceYears ? 4 : law.ofYear(kortastBosattningstid, year).toNumber()
  if (residenceYears < shortest) return new Dec(0)
  return Dec.min(1, new Dec(residenceYears).div(law.ofYear(helBosattningstid, year)))
}
