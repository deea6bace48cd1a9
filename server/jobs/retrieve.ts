/**
 * One question to one provider, about one saver.
 *
 * The job holds one of the provider's slots while it asks, so that a provider never meets more questions at once than
 * agreed, over all machines. What comes of it is written in one transaction; a job whose retrieval has settled does
 * nothing, so a job may run twice.
 *
 * A send whose end is unknown (the worker was killed) is repeated with the same TxId where the provider's policy allows
 * resending, and is otherwise `interrupted`. Only sends that came to an end count against the limit.
 */
import { z } from 'zod'
import { latestApproval } from '#server/db/approvals.ts'
import { settleIfDone } from '#server/db/collections.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { enqueue } from '#server/db/jobs.ts'
import type { Retrieval, RetrievalErrorCode } from '#server/db/retrievals.ts'
import { markAsked, markFailed, markLater, readRetrieval, storeAnswer } from '#server/db/retrievals.ts'
import { readSaver } from '#server/db/savers.ts'
import { callNextInLine, lineFlag, releaseSlot, takeSlot } from '#server/db/slots.ts'
import type { Logger } from '#server/observability/logger.ts'
import type { SourceRegister } from '#server/services/collection/provider-register.ts'
import { ProviderError } from '#providers/errors.ts'
import type { Answer, ProviderEntry, Question } from '#providers/pension-source.ts'

export interface RetrieveDeps {
  readonly db: Database
  readonly register: SourceRegister
  readonly logger: Logger
  /** The worker's pool id: a dead worker's slots are freed by it. */
  readonly leasedBy: () => string
  readonly now: () => Date
  /** From 0 up to 1: spreads what would otherwise come at the same instant. */
  readonly random: () => number
}

export interface Again {
  readonly afterMs: number
  readonly flags?: string[]
}

export interface RetrieveContext {
  /** Runs this job again later, with this payload in place of its own. */
  readonly again: (payload: RetrievePayload, when: Again) => Promise<void>
  /** Aborted when the worker stops. */
  readonly stopping: AbortSignal
}

const payloadSchema = z.strictObject({
  saverId: z.uuid(),
  retrievalId: z.uuid(),
  /** Sends that came to a bad end. */
  failures: z.int().default(0),
  /** Times that no slot was free. */
  waits: z.int().default(0),
  /** Times that a promised answer was not there yet. */
  fetches: z.int().default(0),
})
export type RetrievePayload = z.output<typeof payloadSchema>

/** A question gives up by itself after 20 s; a slot held longer belonged to a worker that is gone. */
const leaseSeconds = 30
const maximumSends = 3
/** Kills included: something that kills every worker it meets must end too. */
const maximumStarts = 10
/** Forecasts are wished for these ages; the engine interpolates between them. */
const wishedAges = [55, ...Array.from({ length: 16 }, (_, index) => 60 + index)]

export async function retrieve(rawPayload: unknown, context: RetrieveContext, deps: RetrieveDeps): Promise<void> {
  const payload = payloadSchema.parse(rawPayload)
  const { saverId, retrievalId } = payload
  const retrieval = await asSaver(deps.db, saverId, (t) => readRetrieval(t, retrievalId))
  if (retrieval?.outcome !== 'waiting') return
  const provider = await deps.register.find(retrieval.providerId)
  if (!isToBeAsked(retrieval, provider)) return
  const refusal = refusalOf(retrieval, provider, payload.failures)
  if (refusal !== null || provider === null) {
    await fail(deps, payload, retrieval, refusal ?? 'unreachable')
    return
  }
  const slot = await takeSlot(deps.db, provider.id, provider.concurrency, deps.leasedBy(), leaseSeconds)
  if (slot === null) {
    await context.again(
      { ...payload, waits: payload.waits + 1 },
      { afterMs: lineWaitMs(payload.waits, deps.random()), flags: [lineFlag(provider.id)] },
    )
    return
  }
  try {
    await ask(payload, provider, context, deps)
  } finally {
    await releaseSlot(deps.db, slot)
    await callNextInLine(deps.db, provider.id)
  }
}

/** A promised answer is fetched, or comes to our endpoint: then asking again would not hasten it. */
const isToBeAsked = ({ outcome, later }: Retrieval, provider: ProviderEntry | null): boolean =>
  outcome === 'waiting' && (!later || provider?.flow === 'pull')

function refusalOf(
  { attempts, later }: Retrieval,
  provider: ProviderEntry | null,
  failures: number,
): RetrievalErrorCode | null {
  if (provider?.connected !== true) return 'unreachable'
  // The question has come to its end, and fetching changes nothing: the deadline ends it.
  if (later) return null
  const cutOff = attempts > failures
  return (cutOff && !provider.resendAllowed) || attempts >= maximumStarts ? 'interrupted' : null
}

async function ask(
  payload: RetrievePayload,
  provider: ProviderEntry,
  context: RetrieveContext,
  deps: RetrieveDeps,
): Promise<void> {
  const { saverId, retrievalId } = payload
  const prepared = await asSaver(deps.db, saverId, (t) => prepare(t, retrievalId, provider))
  if (prepared === null) return
  const { retrieval, question } = prepared
  const begun = performance.now()
  const logged = { providerId: provider.id, retrievalId, sends: payload.failures + 1 }
  const answer = await answerOf(provider, question, context, deps)
  if (!(answer instanceof ProviderError)) {
    await store(deps, payload, retrieval, provider, answer)
    if (answer.kind === 'later' && provider.flow === 'pull') await fetchLater(payload, context, deps)
    deps.logger.info({ event: 'retrieval', ...logged, outcome: answer.kind, ms: elapsedMs(begun) })
    return
  }
  const { code, faultCode } = answer
  deps.logger.warn({ event: 'retrieval', ...logged, outcome: 'failed', fault: code, faultCode, ms: elapsedMs(begun) })
  const failures = payload.failures + 1
  const isTransient = code === 'unreachable' || code === 'timeout'
  if (isTransient && (provider.resendAllowed || retrieval.later) && failures < maximumSends) {
    await context.again({ ...payload, failures, waits: 0 }, { afterMs: resendMs(failures, deps.random()) })
  } else {
    await fail(deps, payload, retrieval, code)
  }
}

/** One job per fetch, put back with longer and longer pauses; the deadline of the promise ends it. */
async function fetchLater(payload: RetrievePayload, { again }: RetrieveContext, deps: RetrieveDeps): Promise<void> {
  const fetches = payload.fetches + 1
  await again({ ...payload, failures: 0, waits: 0, fetches }, { afterMs: fetchMs(fetches, deps.random()) })
}

/** @throws when the worker is stopping: another will ask again. */
async function answerOf(
  provider: ProviderEntry,
  question: Question,
  { stopping }: RetrieveContext,
  { register, logger }: RetrieveDeps,
): Promise<Answer | ProviderError> {
  try {
    // A send that may not be repeated is let run to its end, which is near.
    return await register.sourceOf(provider).request(question, provider.resendAllowed ? stopping : undefined)
  } catch (error) {
    if (provider.resendAllowed && stopping.aborted) throw error
    if (error instanceof ProviderError) return error
    // A fault of ours: asking once more would not mend it.
    logger.error({ event: 'source-broken', providerId: provider.id, err: error })
    return new ProviderError('malformed-response', 'The answer could not be handled')
  }
}

/** Counts the send and reads what the question needs. @returns null when the retrieval has settled meanwhile. */
async function prepare(
  t: SaverTransaction,
  retrievalId: string,
  provider: ProviderEntry,
): Promise<{ readonly retrieval: Retrieval; readonly question: Question } | null> {
  const retrieval = await readRetrieval(t, retrievalId, { forUpdate: true })
  if (!retrieval || !isToBeAsked(retrieval, provider)) return null
  const approval = await latestApproval(t)
  if (approval === null) throw new Error('A retrieval without an approval')
  // To fetch is not to ask anew: the promise counts from the question.
  if (!retrieval.later) await markAsked(t, retrievalId)
  const { number } = await readSaver(t)
  return {
    retrieval,
    question: {
      person: number,
      earlierNumbers: [],
      txId: retrieval.txId,
      approval: { version: approval.version, time: approval.approvedAt },
      wishedAges,
      promised: retrieval.later,
    },
  }
}

async function store(
  deps: RetrieveDeps,
  { saverId }: RetrievePayload,
  { retrievalId, collectionId, later }: Retrieval,
  provider: ProviderEntry,
  answer: Answer,
): Promise<void> {
  await asSaver(deps.db, saverId, async (t) => {
    if (answer.kind !== 'later') {
      await storeAnswer(t, retrievalId, answer)
      await settleIfDone(t, collectionId)
    } else if (!later && (await markLater(t, retrievalId))) {
      await enqueue(t, [
        {
          task: 'expire-retrievals',
          payload: { saverId, collectionId },
          key: `expire-retrievals:${retrievalId}`,
          runAt: new Date(deps.now().getTime() + provider.deadlineSeconds * 1000),
        },
      ])
    }
  })
}

async function fail(
  { db }: RetrieveDeps,
  { saverId }: RetrievePayload,
  { retrievalId, collectionId }: Retrieval,
  code: RetrievalErrorCode,
): Promise<void> {
  await asSaver(db, saverId, async (t) => {
    await markFailed(t, retrievalId, code)
    await settleIfDone(t, collectionId)
  })
}

const elapsedMs = (begun: number): number => Math.round(performance.now() - begun)

/** A job in the line is called when a slot is given back; this is for when that call was lost. */
function lineWaitMs(waits: number, chance: number): number {
  return Math.min(4000, 200 * 1.5 ** Math.min(waits, 10)) * (0.5 + chance)
}

/** A second, and up to a minute: many answers are there soon, and the others take their time. */
function fetchMs(fetches: number, chance: number): number {
  return Math.min(60_000, 1000 * 1.6 ** Math.min(fetches - 1, 20)) * (0.75 + chance / 2)
}

/** About half a second, then one and a half: the saver is watching. With jitter, so that those who failed together do not come back together. */
function resendMs(failures: number, chance: number): number {
  return 500 * 3 ** (failures - 1) * (0.5 + chance)
}
