/** When a collection starts by itself: on the first visit, and when the newest one has grown old. */
import { isFresh } from './source-state.ts'

export type CollectionReason = 'first-visit' | 'saver-asked' | 'older-than-30-days'

export interface PastCollection {
  readonly requestedAt: Date
  readonly settledAt: Date | null
}

/** @returns null when nothing is to start by itself. */
export function reasonToStart(newest: PastCollection | null, now: Date): CollectionReason | null {
  if (newest === null) return 'first-visit'
  if (newest.settledAt === null) return null
  return isFresh(newest.requestedAt, now) ? null : 'older-than-30-days'
}
