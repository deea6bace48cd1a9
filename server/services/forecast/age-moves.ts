/** What choosing an age changes for one saver: everything, what is left to draw, work alone, or nothing. */
import type { Prepared } from '#forecasting/projection/prepare.ts'
import type { HoldingResult, Projection } from '#forecasting/projection/types.ts'
import type { AgeMoves } from '../api.ts'

/** A projection, and what it was made of. */
export interface Projected {
  readonly prepared: Prepared
  readonly projection: Projection
}

/** Whether there is a start to choose: neither paid, nor ended, nor without anything that could be drawn. */
export function isLeftToDraw({ prepared, projection }: Projected, id: string): boolean {
  const { basis, holdings, publicId } = prepared
  const holding = holdings.find((one) => one.id === id)
  const result = projection.holdings.find(({ holdingId }) => holdingId === id)
  if (holding === undefined || result === undefined) return false
  // What work adds to one that is drawn in full is drawn by itself.
  if (id === publicId && holding.earliest === null) return false
  const entry = basis.known.entries?.find((one) => one.id === id)?.entry
  return entry?.kind !== 'inkomst' && !isSettled(result)
}

const isSettled = ({ calculatedBy, notProjected }: HoldingResult): boolean =>
  calculatedBy === 'in-payment' || (notProjected !== null && notProjected !== 'outside-forecast-ages')

/** Something is paid, and no start is left that would follow the age: a saving with an age of its own does not. */
export function isDrawnInFull(projected: Projected): boolean {
  const { basis, holdings } = projected.prepared
  const { known } = basis
  const isPaid = known.holdings.some(({ holding }) => holding.payments.some(({ state }) => state === 'running'))
  const withOwnAge = (known.entries ?? []).flatMap(({ id, entry }) => (entry.from === undefined ? [] : [id]))
  return isPaid && holdings.every(({ id }) => withOwnAge.includes(id) || !isLeftToDraw(projected, id))
}

/** @param drawing whether the public pension is paid already */
export function ageMoves(projected: Projected, drawing: boolean): AgeMoves {
  const { ages, basis } = projected.prepared
  if (ages.earliest >= ages.latest) return 'nothing'
  if (isDrawnInFull(projected)) return basis.income === null ? 'nothing' : 'work'
  return drawing ? 'rest' : 'start'
}
