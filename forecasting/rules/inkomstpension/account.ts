/**
 * The account of inkomstpension: what one year does to a balance.
 *
 * Law:     SFB 62 kap. 2-17, 42-43 §§; 58 kap. 10-25 §§ (index and balancing); factors in parameters/.
 * Formula: b' = floor(f2 · (f1 · b + ρ · right) · ι · k): f1 and f2 inheritance gains, below and from the lowest age
 *          (both in the year before it), ρ = min(1, balansindex / inkomstindex) since 2015, ι the change of the index
 *          over the year, k what is left after cost.
 * In:      balance, SEK, at the end of the year before; right credited during the year, SEK; birth year; year.
 * Out:     SEK, whole kronor downwards.
 * Outside: withdrawals. Gains before 2000 and below 17 years of age are none; after the tables’ last year it is held.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import type { Kronor } from '../../model/quantity.ts'
import { Dec, kronor } from '../../model/quantity.ts'
import { wholeDown } from '../../model/rounding.ts'
import { arvsvinstFranLagstaAlder } from '../../parameters/arvsvinst-fran-lagsta-alder.ts'
import { arvsvinstUnderLagstaAlder } from '../../parameters/arvsvinst-under-lagsta-alder.ts'
import { balansindex } from '../../parameters/balansindex.ts'
import { inkomstindex } from '../../parameters/inkomstindex.ts'
import { kostnadsfaktorInkomstpension } from '../../parameters/kostnadsfaktor-inkomstpension.ts'
import { lagstaUttagsalder } from '../../parameters/lagsta-uttagsalder.ts'

const firstBalancedYear = 2010
const firstYearOfScaledRights = 2015
const firstYearOfGains = 2000
const firstAgeOfGains = 17
const one = new Dec(1)

/** The index that moves balances. */
export function appliedIndex(year: number, law: LawReader): Dec {
  const income = law.ofYear(inkomstindex, year)
  return year < firstBalancedYear ? income : Dec.min(law.ofYear(balansindex, year), income)
}

export interface AccountYear {
  readonly gainOnBalance: Dec
  readonly gainOnAll: Dec
  readonly index: { readonly now: Dec; readonly before: Dec }
  readonly cost: Dec
  readonly scale: Dec
}

interface Year {
  readonly birthYear: number
  readonly year: number
}

/** The factors of a year, the same for every account of the person. */
export function inkomstpensionYear({ birthYear, year }: Year, law: LawReader, departures = lawful): AccountYear {
  return {
    ...gains({ birthYear, year }, law, departures),
    index: indexChange(year, law, departures),
    cost: law.ofYear(kostnadsfaktorInkomstpension, year),
    scale: rightsScale(year, law),
  }
}

function indexChange(year: number, law: LawReader, departures: Departures): AccountYear['index'] {
  const first = departures.indexOfSameYear ? year - 1 : year
  return { now: appliedIndex(first + 1, law), before: appliedIndex(first, law) }
}

function gains(
  { birthYear, year }: Year,
  law: LawReader,
  departures: Departures,
): Pick<AccountYear, 'gainOnBalance' | 'gainOnAll'> {
  const years = year - birthYear
  if (year < firstYearOfGains || years < firstAgeOfGains) return { gainOnBalance: one, gainOnAll: one }
  const lowest = law.forCohort(lagstaUttagsalder, birthYear).toNumber()
  const beyond = departures.gainsEndWithTables ? 'none' : 'held'
  return {
    gainOnBalance: years < lowest ? law.fromGrid(arvsvinstUnderLagstaAlder, year, years, beyond) : one,
    gainOnAll: years >= lowest - 1 ? law.fromGrid(arvsvinstFranLagstaAlder, year, years, beyond) : one,
  }
}

function rightsScale(year: number, law: LawReader): Dec {
  if (year < firstYearOfScaledRights) return one
  return Dec.min(1, law.ofYear(balansindex, year).div(law.ofYear(inkomstindex, year)))
}

export function stepInkomstpension(
  { balance, right }: { readonly balance: Kronor; readonly right: Dec },
  { gainOnBalance, gainOnAll, index, cost, scale }: AccountYear,
): Kronor {
  const credited = gainOnBalance.times(balance).plus(scale.times(right))
  return kronor(wholeDown(gainOnAll.times(credited).times(cost).times(index.now).div(index.before)))
}

/**
 * The right of the last working year as the account of the year of retirement would credit it, less the year's cost
 * on the balance that is already drawn.
 */
export function closingRight(
  { balance, right }: { readonly balance: Kronor; readonly right: Dec },
  { gainOnAll, index, cost, scale }: AccountYear,
  atLowestAge: boolean,
): Dec {
  const gain = atLowestAge ? gainOnAll : one
  const grown = right.times(scale).times(gain).times(cost).times(index.now).div(index.before)
  return wholeDown(grown.plus(balance.times(cost.minus(1))))
}
