/** What is stored of every registered source, in the register's order. */
import type { Collection } from '#server/db/collections.ts'
import { latestCollection } from '#server/db/collections.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import type { NewestAnswer } from '#server/db/newest-answers.ts'
import { newestAnswers } from '#server/db/newest-answers.ts'
import type { Retrieval } from '#server/db/retrievals.ts'
import { listRetrievals } from '#server/db/retrievals.ts'
import { closedUntil } from '#providers/maintenance.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { SourceFacts } from './source-state.ts'

/** What is stored of the sources, whatever the time. */
export interface StoredSources {
  readonly collection: Collection
  /** Of the newest collection. */
  readonly questions: readonly Retrieval[]
  readonly answers: readonly NewestAnswer[]
}

/** @returns null before the first collection. */
export async function readStoredSources(t: SaverTransaction): Promise<StoredSources | null> {
  const collection = await latestCollection(t)
  if (collection === null) return null
  return {
    collection,
    questions: await listRetrievals(t, collection.collectionId),
    answers: await newestAnswers(t),
  }
}

/** The same as it stood with an earlier collection. */
export const readSourcesAsOf = async (t: SaverTransaction, collection: Collection): Promise<StoredSources> => ({
  collection,
  questions: await listRetrievals(t, collection.collectionId),
  answers: await newestAnswers(t, collection.collectionId),
})

/** @returns null before the first collection. */
export async function readSources(
  t: SaverTransaction,
  providers: readonly ProviderEntry[],
  now: Date,
): Promise<{ readonly collection: Collection; readonly sources: readonly SourceFacts[] } | null> {
  const stored = await readStoredSources(t)
  return stored && { collection: stored.collection, sources: sourcesOf(stored, providers, now) }
}

export function sourcesOf(
  stored: StoredSources,
  providers: readonly ProviderEntry[],
  now: Date,
): readonly SourceFacts[] {
  const { collection } = stored
  const questions = new Map(stored.questions.map((retrieval) => [retrieval.providerId, retrieval]))
  const answers = new Map(stored.answers.map((answer) => [answer.providerId, answer]))
  return providers.map((provider): SourceFacts => {
    const answer = answers.get(provider.id)
    const question = questions.get(provider.id)
    return {
      provider,
      question: question
        ? {
            outcome: question.outcome,
            errorCode: question.errorCode,
            closedUntil: isHeldByClosing(question) ? closedUntil(provider.maintenance, now) : null,
          }
        : null,
      answer: answer
        ? {
            kind: answer.outcome,
            answeredAt: answer.answeredAt,
            ofNewestCollection: answer.collectionId === collection.collectionId,
            heldBefore: answer.heldBefore,
            holdingCount: answer.holdingCount,
          }
        : null,
    }
  })
}

/** It waits, or was not waited for because the provider stays closed for long. */
const isHeldByClosing = ({ outcome, errorCode }: Retrieval): boolean =>
  outcome === 'waiting' || errorCode === 'unreachable'
