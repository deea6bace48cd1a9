/** Collections as a saver meets them: starting one, and seeing how far it has come. */
import { holdLog, recordAccess } from '#server/db/access-log.ts'
import { latestApproval } from '#server/db/approvals.ts'
import { createCollection, latestCollection } from '#server/db/collections.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver, atOneMoment } from '#server/db/database.ts'
import { listProviders } from '#server/db/providers.ts'
import { isAnnouncedSince } from '#server/db/recalculations.ts'
import { wantsNotices } from '#server/db/savers.ts'
import { anyWorkerAlive } from '#server/db/workers.ts'
import { closedUntil } from '#providers/maintenance.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { CollectionView } from '../api.ts'
import { takeSnapshot } from '../changes/snapshot.ts'
import { readSources } from './read-sources.ts'
import { countSources, shownFigures, sourceState } from './source-state.ts'
import type { CollectionReason } from './start-rule.ts'
import { reasonToStart } from './start-rule.ts'

export interface StartResult {
  readonly kind: 'started' | 'under-way' | 'not-approved'
}

export interface CollectionService {
  /** Starts a collection, or joins the one under way. Refused before the terms in force are approved. */
  start(saverId: string): Promise<StartResult>
  /** Starts one by itself, by the rule in start-rule.ts: at the saver's login, and when the terms are approved. */
  startIfDue(saverId: string): Promise<StartResult | { readonly kind: 'not-due' }>
  /**
   * Starts one without the saver there, when a provider has announced new figures: for those who want to be told, and
   * can be. The others' starts at their next login.
   */
  startIfAnnounced(saverId: string): Promise<StartResult | { readonly kind: 'not-due' }>
  /** @returns null before the first collection. */
  view(saverId: string): Promise<CollectionView | null>
  /** @returns null before the first collection. */
  newestCollectionId(saverId: string): Promise<string | null>
}

export interface CollectionServiceDeps {
  readonly db: Database
  /** The version of the terms in force. */
  readonly termsVersion: string
  readonly now: () => Date
}

/** Jobs wait this long for a worker before the questions count as unanswered. */
const patienceSeconds = 3600
/** A promised answer counts from the question, which may be sent this much later than the collection began. */
const sendingSeconds = 600

/** A provider that stays closed for longer is not waited for: the saver can ask again. */
const longestSeconds = 24 * 3600

/**
 * Everything has settled by then: the slowest promise has run out, workers that were down have had an hour, and a
 * provider that has closed meanwhile has had its time after it opened, within a day.
 */
export function deadlineOf(providers: readonly ProviderEntry[], requestedAt: Date): Date {
  const after = (begin: Date, seconds: number) => new Date(begin.getTime() + seconds * 1000)
  const dues = providers
    .filter(({ connected }) => connected)
    .map(({ flow, deadlineSeconds, maintenance }) => {
      const seconds = flow === 'sync' ? patienceSeconds : Math.max(patienceSeconds, deadlineSeconds + sendingSeconds)
      const opening = (at: Date): Date | null => {
        const opens = closedUntil(maintenance, at)
        return opens !== null && opens <= after(requestedAt, longestSeconds) ? opens : null
      }
      const due = after(opening(requestedAt) ?? requestedAt, seconds)
      const opens = opening(due)
      return opens === null ? due : after(opens, seconds)
    })
  return new Date(Math.max(after(requestedAt, patienceSeconds).getTime(), ...dues.map((due) => due.getTime())))
}

export function createCollectionService({ db, termsVersion, now }: CollectionServiceDeps): CollectionService {
  async function begin(
    saverId: string,
    rule: 'when-asked' | 'when-due' | 'when-announced',
  ): Promise<StartResult | { kind: 'not-due' }> {
    const providers = await listProviders(db)
    return await asSaver(db, saverId, async (t) => {
      if (rule === 'when-announced' && !(await wantsNotices(t))) return { kind: 'not-due' }
      const approval = await latestApproval(t)
      if (approval?.version !== termsVersion) return { kind: 'not-approved' }
      const newest = await latestCollection(t)
      if (newest?.settledAt === null) return { kind: 'under-way' }
      const due = reasonToStart(newest, await isAnnouncedSince(t), now())
      if (due === null && rule === 'when-due') return { kind: 'not-due' }
      if (due !== 'provider-announced' && rule === 'when-announced') return { kind: 'not-due' }
      const reason: CollectionReason = due ?? 'saver-asked'
      // Staff at the telephone who begin one too have the log, and wait for this one to be begun or not.
      await holdLog(t)
      // null: another request began one at the same instant.
      const created = await createCollection(t, { reason, deadlineAt: deadlineOf(providers, now()), providers })
      if (created === null) return { kind: 'under-way' }
      await takeSnapshot(t, created.collectionId)
      const role = rule === 'when-announced' ? 'portal' : 'saver'
      // Staff at the telephone have been recorded as the transaction was opened.
      if (db.opening === undefined || db.acting !== undefined)
        await recordAccess(t, { role, act: 'collection-started', reason })
      return { kind: 'started' }
    })
  }

  return {
    async start(saverId) {
      const result = await begin(saverId, 'when-asked')
      // Asked for, it is always due.
      return result.kind === 'not-due' ? { kind: 'under-way' } : result
    },
    startIfDue: (saverId) => begin(saverId, 'when-due'),
    startIfAnnounced: (saverId) => begin(saverId, 'when-announced'),

    async view(saverId) {
      const workerAlive = await anyWorkerAlive(db)
      const at = now()
      return await atOneMoment(db, saverId, async (t) => {
        const read = await readSources(t, await listProviders(t), at)
        if (read === null) return null
        const { collection, sources } = read
        return {
          state: collection.settledAt === null ? 'under-way' : 'settled',
          startedAt: collection.requestedAt.toISOString(),
          sources: sources.map((source) => sourceState(source, at)),
          count: countSources(sources, at),
          workerAlive,
          anyFigures: sources.some(({ answer }) => shownFigures(answer).kind !== 'none'),
        }
      })
    },

    newestCollectionId: (saverId) =>
      asSaver(db, saverId, async (t) => (await latestCollection(t))?.collectionId ?? null),
  }
}
