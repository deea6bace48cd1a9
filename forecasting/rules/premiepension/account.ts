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

export function stepPremiepension(
  { balance, right, birthYear, year }: Year & { readonly balance: Kronor; readonly right: Dec },
  law: LawReader,
  departures: Departures = lawful,
): Kronor {
  const growth = law.ofYear(avkastningPremiepension, year).plus(1)
  const gain = balance.times(premiepensionGain({ birthYear, year }, law, departures).minus(1))
  const shared = year < firstYearOfSharedGain || gain.isZero() ? gain : gain.div(growth.sqrt())
  const placed = one.plus(law.ofYear(rantaPensionsratt, year)).times(right)
  return kronor(balance.times(growth).plus(shared).plus(placed).floor())
}
