/**
 * The account of premiepension year by year.
 *
 * Law:     SFB 64 kap.; gains and returns in parameters/.
 * Formula: P' = floor(P · (1 + j) + P · (γ − 1) · φ + (1 + w) · right): j the return net of fees, γ the inheritance
 *          gain, φ = 1 / √(1 + j) since 2011, w the interest until the right is placed, which earns nothing else
 *          that year.
 * In:      balance, SEK, at the end of the year before; right placed during the year, SEK; birth year; year.
 * Out:     SEK, whole kronor downwards.
 * Outside: the fee of administration, which the returns are net of; withdrawals; fixed payout.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import type { Kronor } from '../../model/quantity.ts'
import { Dec, kronor } from '../../model/quantity.ts'
import { wholeDown } from '../../model/rounding.ts'
import { arvsvinstPremiepension } from '../../parameters/arvsvinst-premiepension.ts'
import { arvsvinstPremiepensionKurva } from '../../parameters/arvsvinst-premiepension-kurva.ts'
import { avkastningPremiepension } from '../../parameters/avkastning-premiepension.ts'
import { rantaPensionsratt } from '../../parameters/ranta-pensionsratt.ts'

const firstProjectedYear = arvsvinstPremiepension.rows[0]?.year ?? Infinity
const firstYearOfSharedGain = 2011
const one = new Dec(1)

interface Year {
  readonly birthYear: number
  readonly year: number
}

/** The inheritance gain of a year, as a factor. */
export function premiepensionGain({ birthYear, year }: Year, law: LawReader, departures: Departures = lawful): Dec {
  if (year < firstProjectedYear) return law.fromCurve(arvsvinstPremiepensionKurva, year, year - birthYear)
  const beyond = departures.gainsEndWithTables ? 'none' : 'held'
  return law.fromGrid(arvsvinstPremiepension, year, year - birthYear, beyond)
}

/** The factors of a year, the same for every balance of the person. */
export interface PremiepensionYear {
  readonly growth: Dec
  /** The inheritance gain as a share of the balance. */
  readonly gain: Dec
  /** What a right has become when it is placed. */
  readonly placed: Dec
}

/** @param growth of the balance over the year, net of fees */
export function premiepensionYear(
  { growth, ...of }: Year & { readonly growth: Dec },
  law: LawReader,
  departures: Departures = lawful,
): PremiepensionYear {
  const gain = premiepensionGain(of, law, departures).minus(1)
  const shared = of.year < firstYearOfSharedGain || gain.isZero() ? gain : gain.div(growth.sqrt())
  return { growth, gain: shared, placed: one.plus(law.ofYear(rantaPensionsratt, of.year)) }
}

/** What a year does to a balance. */
export const movePremiepension = (
  { balance, right }: { readonly balance: Dec; readonly right: Dec },
  { growth, gain, placed }: PremiepensionYear,
): Kronor => kronor(wholeDown(balance.times(growth).plus(balance.times(gain)).plus(placed.times(right))))

export function stepPremiepension(
  { balance, right, birthYear, year }: Year & { readonly balance: Kronor; readonly right: Dec },
  law: LawReader,
  departures: Departures = lawful,
): Kronor {
  const growth = law.ofYear(avkastningPremiepension, year).plus(1)
  return movePremiepension({ balance, right }, premiepensionYear({ birthYear, year, growth }, law, departures))
}
