/**
 * When a collection starts by itself: on the first visit, when a provider has announced new figures, and when the newest
 * collection has grown old.
 *
 * An announcement counts only from a provider whose figures the saver has. It tells of contracts that are reckoned anew,
 * and who holds none there has nothing new to fetch; a contract that is new is found within thirty days all the same.
 * If every announcement counted, each would have all savers' contracts asked for at every provider.
 */
import { isFresh } from './source-state.ts'

export type CollectionReason = 'first-visit' | 'saver-asked' | 'older-than-30-days' | 'provider-announced'

export interface PastCollection {
  readonly requestedAt: Date
  readonly settledAt: Date | null
}

/**
 * @param announced whether a provider whose figures the saver has announced new ones since
 * @returns null when nothing is to start by itself
 */
export function reasonToStart(newest: PastCollection | null, announced: boolean, now: Date): CollectionReason | null {
  if (newest === null) return 'first-visit'
  if (newest.settledAt === null) return null
  if (announced) return 'provider-announced'
  return isFresh(newest.requestedAt, now) ? null : 'older-than-30-days'
}
