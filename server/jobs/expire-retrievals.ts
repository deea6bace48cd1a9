/**
 * Fails what has waited too long: every question when the collection's deadline passes, and a promised answer when
 * its provider's own time is out.
 *
 * One delayed job stands by for each collection, and one for each promised answer. Each acts as its saver, so no
 * query ever looks across savers for what is due, and nothing is scanned. A job that comes too early (the clocks of
 * two machines differ) puts itself back.
 */
import { z } from 'zod'
import type { Collection } from '#server/db/collections.ts'
import { currentCollectionUnderWay, settleIfDone } from '#server/db/collections.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { enqueue } from '#server/db/jobs.ts'
import type { Retrieval } from '#server/db/retrievals.ts'
import { listRetrievals, markFailed } from '#server/db/retrievals.ts'
import type { Logger } from '#server/observability/logger.ts'
import type { ProviderRegister } from '#server/services/collection/provider-register.ts'
import { closedUntil } from '#providers/maintenance.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'

export interface ExpireDeps {
  readonly db: Database
  readonly register: Pick<ProviderRegister, 'find'>
  readonly logger: Logger
  readonly now: () => Date
}

const payloadSchema = z.strictObject({ saverId: z.uuid(), collectionId: z.uuid() })

export async function expireRetrievals(rawPayload: unknown, deps: ExpireDeps): Promise<void> {
  const { saverId, collectionId } = payloadSchema.parse(rawPayload)
  const waiting = await asSaver(deps.db, saverId, (t) => waitingIn(t, collectionId))
  if (waiting === null) return
  const dues = await Promise.all(
    waiting.retrievals.map(async (retrieval) => ({
      retrieval,
      due: dueAt(retrieval, waiting.collection, await deps.register.find(retrieval.providerId)),
    })),
  )
  const now = deps.now()
  await asSaver(deps.db, saverId, async (t) => {
    for (const { retrieval, due } of dues) {
      // An answer may have come since; it is never overwritten.
      if (due > now || !(await markFailed(t, retrieval.retrievalId, 'deadline-passed'))) continue
      const { providerId, retrievalId } = retrieval
      deps.logger.warn({ event: 'deadline-passed', providerId, retrievalId })
    }
    await settleIfDone(t, collectionId)
    const later = dues.filter(({ due }) => due > now).map(({ due }) => due.getTime())
    if (later.length > 0) {
      await enqueue(t, [
        {
          task: 'expire-retrievals',
          payload: { saverId, collectionId },
          key: `expire-retrievals:${collectionId}`,
          runAt: new Date(Math.min(...later)),
        },
      ])
    }
  })
}

/** @returns null when the collection has settled, or another has begun since. */
async function waitingIn(
  t: SaverTransaction,
  collectionId: string,
): Promise<{ readonly collection: Collection; readonly retrievals: readonly Retrieval[] } | null> {
  const collection = await currentCollectionUnderWay(t)
  if (collection?.collectionId !== collectionId) return null
  const retrievals = await listRetrievals(t, collectionId)
  return { collection, retrievals: retrievals.filter(({ outcome }) => outcome === 'waiting') }
}

function dueAt(retrieval: Retrieval, collection: Collection, provider: ProviderEntry | null): Date {
  if (!retrieval.later || retrieval.askedAt === null || provider === null) return collection.deadlineAt
  const after = (time: Date) => new Date(time.getTime() + provider.deadlineSeconds * 1000)
  const due = after(retrieval.askedAt)
  // One that closes before it has kept its promise has its time when it opens again.
  const opens = closedUntil(provider.maintenance, due)
  const promised = opens === null ? due : after(opens)
  return promised < collection.deadlineAt ? promised : collection.deadlineAt
}
