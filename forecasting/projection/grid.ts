/**
 * First amounts of every holding at every start and usual duration at once: what a slider and a search look up.
 *
 * Each amount is the one that `outcome` gives for that start and duration, in whole öre, which a double holds exactly.
 */
import type { Age } from '../model/age.ts'
import type { PayoutDuration } from '../model/holding.ts'
import type { Prepared } from './prepare.ts'
import { workUntil } from './prepare.ts'
import type { PreparedHolding } from './prepared.ts'
import type { WorkPath } from './work.ts'

/** Twelve years of starts, month by month, the first and the last among them. */
export const startsInGrid = 145

/** For life and the usual numbers of years. */
export const durationsInGrid: readonly PayoutDuration[] = [
  'lifelong',
  { months: 5 * 12 },
  { months: 10 * 12 },
  { months: 15 * 12 },
  { months: 20 * 12 },
]

export interface FirstAmounts {
  readonly holdings: readonly string[]
  /** The first start; each next one is a month later. */
  readonly from: Age
  /** Whole öre by holding, start and duration, in that order of nesting; NaN where it cannot be drawn so. */
  readonly ore: Float64Array
}

type Amount = (holding: PreparedHolding, start: Age, duration: PayoutDuration, work: WorkPath) => number

const oreOf: Amount = (holding, start, duration, work) =>
  holding.oreAt?.(start, duration, work) ?? holding.amountAt(start, duration, work)?.times(100).toNumber() ?? NaN

/** Not rounded, in öre too: the reference that exactness is measured against. */
const inDoubles: Amount = (holding, start, duration, work) =>
  (holding.inDoublesAt?.(start, duration, work) ?? holding.amountAt(start, duration, work)?.toNumber() ?? NaN) * 100

function amountsOf(prepared: Prepared, workEnds: Age | undefined, amountOf: Amount): FirstAmounts {
  const { holdings } = prepared
  const from = prepared.ages.earliest
  const ore = new Float64Array(holdings.length * startsInGrid * durationsInGrid.length)
  const only = workEnds === undefined ? null : workUntil(prepared, workEnds)
  const paths = Array.from({ length: startsInGrid }, (_, i) => only ?? workUntil(prepared, (from + i) as Age))
  let at = 0
  for (const holding of holdings) {
    for (const [i, work] of paths.entries()) {
      for (const duration of durationsInGrid) ore[at++] = amountOf(holding, (from + i) as Age, duration, work)
    }
  }
  return { holdings: holdings.map(({ id }) => id), from, ore }
}

/**
 * Starts from the earliest age that may be chosen.
 *
 * @param workEnds the age at which work ends whatever the start; left out: work goes on to each start
 */
export const firstAmounts = (prepared: Prepared, workEnds?: Age): FirstAmounts => amountsOf(prepared, workEnds, oreOf)

/** The same path without decimals or rounding. */
export const firstAmountsInDoubles = (prepared: Prepared, workEnds?: Age): FirstAmounts =>
  amountsOf(prepared, workEnds, inDoubles)

/** The place of an amount in `ore`. */
export const placeIn = ({ from }: FirstAmounts, holding: number, start: Age, duration: number): number =>
  (holding * startsInGrid + (start - from)) * durationsInGrid.length + duration
