/**
 * The economy of typfall mode: the years after the last known figure, from inflation, real growth and real return.
 *
 * Law:     Typfallsmodellen 4.8; base amounts, balance index and skiktgräns as rules/basbelopp has them.
 * Formula: prices from 2026 · (1 + π), two decimals; inkomstindex from 2027 · (1 + g)(1 + π), unrounded; return of
 *          funds from 2026 (1 + ρ)(1 + π) − 1.
 * In:      π, g, ρ, yearly shares.
 * Out:     the figures of each year to 2120, status assumed.
 * Outside: rates of municipal tax, burial fee and statslåneränta, which stay as the parameters project them.
 */
import type { Departures } from '../departures.ts'
import type { Scenario } from '../law.ts'
import { firstOfJanuary, LawReader } from '../law.ts'
import type { Dec, Quantity } from '../model/quantity.ts'
import { toOre } from '../model/rounding.ts'
import type { IsoDate } from '../model/year-month.ts'
import { avkastningPremiepension } from '../parameters/avkastning-premiepension.ts'
import { balansindex } from '../parameters/balansindex.ts'
import { forhojtPrisbasbelopp } from '../parameters/forhojt-prisbasbelopp.ts'
import { inkomstbasbelopp } from '../parameters/inkomstbasbelopp.ts'
import { inkomstindex } from '../parameters/inkomstindex.ts'
import type { DatedFigure, Parameter } from '../parameters/parameter.ts'
import { prisbasbelopp } from '../parameters/prisbasbelopp.ts'
import { prisindexJuni } from '../parameters/prisindex-juni.ts'
import { prisindex } from '../parameters/prisindex.ts'
import { skiktgrans } from '../parameters/skiktgrans.ts'
import {
  calculateBalansindex,
  calculateInkomstbasbelopp,
  calculatePrisbasbelopp,
  calculateSkiktgrans,
} from '../rules/basbelopp/index.ts'
import type { TypfallInput } from './input.ts'

/** The last year with known prices and returns, and with a known income index and base amounts. */
const lastKnown = { prices: 2025, index: 2026 } as const
const lastYear = 2120
const source = 'Typfallsmodellen 4.8: from the inflation, growth and return of the typfall'

export type Assumed = Pick<TypfallInput, 'inflation' | 'realGrowth' | 'realReturn'>

class Economy implements Scenario {
  readonly #known = new LawReader()
  readonly #series = new Map<string, Map<IsoDate, DatedFigure<string>>>()

  figure<U extends string>(parameter: Parameter<U>, on: IsoDate): DatedFigure<U> | null {
    const figure = this.#series.get(parameter.term)?.get(firstOfJanuary(Number(on.slice(0, 4))))
    // Set under this parameter's own term, so in its unit.
    return (figure as DatedFigure<U> | undefined) ?? null
  }

  at(parameter: Parameter, year: number): Dec {
    return this.figure(parameter, firstOfJanuary(year))?.value ?? this.#known.ofYear(parameter, year)
  }

  set(parameter: Parameter, year: number, value: Dec): void {
    const series = this.#series.get(parameter.term) ?? new Map<IsoDate, DatedFigure<string>>()
    const from = firstOfJanuary(year)
    series.set(from, { from, value: value as Quantity<string>, status: 'assumed', source })
    this.#series.set(parameter.term, series)
  }
}

export function typfallEconomy({ inflation, realGrowth, realReturn }: Assumed, departures: Departures): Scenario {
  const economy = new Economy()
  const prices = inflation.plus(1)
  const incomes = realGrowth.plus(1).times(prices)
  const returns = realReturn.plus(1).times(prices).minus(1)
  for (let year = lastKnown.prices + 1; year <= lastYear; year += 1) {
    economy.set(avkastningPremiepension, year, returns)
    for (const index of [prisindexJuni, prisindex]) {
      economy.set(index, year, toOre(economy.at(index, year - 1).times(prices)))
    }
  }
  for (let year = lastKnown.index + 1; year <= lastYear + 1; year += 1) {
    economy.set(inkomstindex, year, economy.at(inkomstindex, year - 1).times(incomes))
  }
  for (let year = lastKnown.index + 1; year <= lastYear; year += 1) setAmounts(economy, year, departures)
  return economy
}

function setAmounts(economy: Economy, year: number, departures: Departures): void {
  const [june, juneBefore] = [economy.at(prisindexJuni, year - 1), economy.at(prisindexJuni, year - 2)]
  economy.set(prisbasbelopp, year, calculatePrisbasbelopp('prisbasbelopp', june))
  economy.set(forhojtPrisbasbelopp, year, calculatePrisbasbelopp('forhojtPrisbasbelopp', june))
  const base = calculateInkomstbasbelopp(year, (of) => economy.at(inkomstindex, of), departures)
  economy.set(inkomstbasbelopp, year, base)
  const [index, indexBefore] = [economy.at(inkomstindex, year), economy.at(inkomstindex, year - 1)]
  const before = economy.at(balansindex, year - 1)
  economy.set(balansindex, year, calculateBalansindex({ before, index, indexBefore }))
  const threshold = { before: economy.at(skiktgrans, year - 1), prices: june, pricesBefore: juneBefore }
  economy.set(skiktgrans, year, calculateSkiktgrans(threshold, departures))
}
