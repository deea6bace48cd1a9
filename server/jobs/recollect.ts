/**
 * Collects anew for savers whose provider has announced new figures, so that they can be told: a few each minute.
 *
 * An announcement is gone through saver by saver, in the order of their ids; how far is kept with it, so that another
 * run goes on there. Whether a saver's turn has come is decided anew for each (collection/service.ts), so that one who
 * has logged in meanwhile, or was in an earlier announcement's turn, is not asked about twice. A saver whose collection
 * is under way at their turn is passed by, and has theirs at the next login.
 *
 * A collection asks all providers, as every collection does, so that "x av y källor" stays true of one day. Hence the
 * pace is that of the provider that may be asked least often; and whatever the pace, each question keeps to its
 * provider's own limits (gate.ts, sending.ts).
 */
import type { Database } from '#server/db/database.ts'
import { isDatabaseDown } from '#server/db/database.ts'
import { listProviders } from '#server/db/providers.ts'
import { endSpread, keepReached, nextAnnouncement, saversAfter } from '#server/db/recalculations.ts'
import type { Logger } from '#server/observability/logger.ts'
import type { CollectionService } from '#server/services/collection/service.ts'
import { closedUntil } from '#providers/maintenance.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'

export interface RecollectDeps {
  readonly db: Database
  readonly logger: Logger
  readonly now: () => Date
  readonly collection: Pick<CollectionService, 'startIfAnnounced'>
}

/** Of what a provider takes: the rest is for savers who sit and wait. */
const share = 0.25
/** What a slot is taken to be held for one question, where no number a second is agreed. */
const secondsPerQuestion = 5
/** Read at once, and looked at in one run: it ends before the next minute's begins. */
const batch = 100
const longestMs = 40_000

/** How many collections may be begun in one minute. */
export function collectionsPerMinute(providers: readonly ProviderEntry[]): number {
  const perSecond = providers
    .filter(({ connected }) => connected)
    .map(({ questionsPerSecond, concurrency }) => questionsPerSecond ?? concurrency / secondsPerQuestion)
  return Math.max(1, Math.floor(Math.min(...perSecond) * share * 60))
}

/** One minute's part. @param stopping ends it after the saver it is at */
export async function recollect(deps: RecollectDeps, stopping?: AbortSignal): Promise<void> {
  const { db, logger, now } = deps
  const providers = await listProviders(db)
  const open = providers.filter(({ connected, maintenance }) => connected && closedUntil(maintenance, now()) === null)
  const announcement = await nextAnnouncement(
    db,
    open.map(({ id }) => id),
  )
  if (announcement === null) return
  const { providerId } = announcement
  const most = collectionsPerMinute(providers)
  const end = performance.now() + longestMs
  let { reached } = announcement
  let begun = 0
  const isOver = (): boolean => begun >= most || performance.now() >= end || stopping?.aborted === true
  while (!isOver()) {
    const savers = await saversAfter(db, reached, batch)
    if (savers.length === 0) {
      await endSpread(db, announcement)
      logger.info({ event: 'recalculation-spread', providerId, begun })
      return
    }
    for (const saverId of savers) {
      if (isOver()) break
      if (await begins(saverId, deps)) begun++
      reached = saverId
    }
    if (reached !== null) await keepReached(db, announcement, reached)
  }
  logger.info({ event: 'recalculation-spreading', providerId, begun })
}

/** A saver whose data cannot be read must not keep all after them from their turn. */
async function begins(saverId: string, { collection, logger }: RecollectDeps): Promise<boolean> {
  try {
    return (await collection.startIfAnnounced(saverId)).kind === 'started'
  } catch (error) {
    if (isDatabaseDown(error)) throw error
    logger.error({ event: 'recollection-failed', err: error })
    return false
  }
}
