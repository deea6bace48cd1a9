/**
 * Base amounts, balance index and the state tax threshold of years that are not decided yet.
 *
 * Law:     SFB 2 kap. 6-9 §§ and 58 kap. 20-27 §§; inkomstskattelagen 65 kap. 5 §.
 * Formula: prisbasbelopp = 36,396 · prices in June the year before / 257.38, raised 37,144, to the nearest hundred;
 *          inkomstbasbelopp = 43,313 · inkomstindex / 118.41, to the nearest hundred; balansindex moves as
 *          inkomstindex, two decimals, never above it; skiktgräns = last year's · (1 + change of prices in June
 *          the two years before + 2 %), whole hundreds downwards.
 * In:      consumer prices (1980 = 100), inkomstindex (1999 = 100), last year's amounts.
 * Out:     SEK; index.
 * Outside: a balance ratio below one, which would start balancing anew.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import { Dec } from '../../model/quantity.ts'
import { nearestHundred, wholeDown } from '../../model/rounding.ts'

const basePrices = new Dec('257.38')
const baseIndex = new Dec('118.41')
const baseAmounts = { prisbasbelopp: 36_396, forhojtPrisbasbelopp: 37_144, inkomstbasbelopp: 43_313 } as const
const realRise = new Dec('0.02')

export const calculatePrisbasbelopp = (kind: 'prisbasbelopp' | 'forhojtPrisbasbelopp', pricesInJuneBefore: Dec): Dec =>
  nearestHundred(pricesInJuneBefore.times(baseAmounts[kind]).div(basePrices))

/** @param indexAt inkomstindex of a year */
export function calculateInkomstbasbelopp(
  year: number,
  indexAt: (year: number) => Dec,
  departures: Departures = lawful,
): Dec {
  const index = indexAt(departures.inkomstbasbeloppFromNextIndex ? year + 1 : year)
  return nearestHundred(index.times(baseAmounts.inkomstbasbelopp).div(baseIndex))
}

export function calculateBalansindex({
  before,
  index,
  indexBefore,
}: {
  readonly before: Dec
  readonly index: Dec
  readonly indexBefore: Dec
}): Dec {
  const moved = wholeDown(before.times(100).times(index).div(indexBefore).plus(0.49)).div(100)
  return Dec.min(moved, index)
}

export function calculateSkiktgrans(
  { before, prices, pricesBefore }: { readonly before: Dec; readonly prices: Dec; readonly pricesBefore: Dec },
  departures: Departures = lawful,
): Dec {
  const raised = before.times(prices.div(pricesBefore).plus(realRise)).div(100)
  return wholeDown(departures.skiktgransExtra ? raised.plus(51) : raised).times(100)
}
