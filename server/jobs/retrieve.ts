/**
 * One question to one provider, about one saver, sent by the rules in sending.ts.
 *
 * What comes of it is written in one transaction; a job whose retrieval has settled does nothing, so a job may run
 * twice. While the provider may not be asked (gate.ts) the job is put back.
 */
import { z } from 'zod'
import { currentCollectionUnderWay, settleIfDone } from '#server/db/collections.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import type { Exchange } from '#server/db/exchanges.ts'
import { addExchange } from '#server/db/exchanges.ts'
import { enqueue } from '#server/db/jobs.ts'
import type { BegunQuestion, Retrieval, RetrievalErrorCode } from '#server/db/retrievals.ts'
import { beginQuestion, endQuestion, markFailed, markLater, readRetrieval } from '#server/db/retrievals.ts'
import type { SourceRegister } from '#server/services/collection/provider-register.ts'
import { ProviderError } from '#providers/errors.ts'
import { closedUntil } from '#providers/maintenance.ts'
import { hamtaForsakringar } from '#providers/operations.ts'
import type { Answer, PensionSource, ProviderEntry, Question } from '#providers/pension-source.ts'
import { pullMessage } from '#providers/ssek/envelope.ts'
import type { Hold } from './gate.ts'
import type { SendingContext, SendingDeps } from './sending.ts'
import { beginSend, elapsedMs, endOf, inSlot, mostSendsBefore, nextSend } from './sending.ts'

export interface RetrieveDeps extends SendingDeps {
  readonly register: Pick<SourceRegister, 'find'> & { sourceOf(provider: ProviderEntry): PensionSource }
}

type RetrieveContext = SendingContext<RetrievePayload>

const payloadSchema = z.strictObject({
  saverId: z.uuid(),
  retrievalId: z.uuid(),
  /** So that the job need not look before it knows whether the provider may be asked. */
  providerId: z.string(),
  /** Sends that came to a bad end. */
  failures: z.int().default(0),
  /** Times that no slot was free. */
  waits: z.int().default(0),
  /** Times that a promised answer was not there yet. */
  fetches: z.int().default(0),
  /** It has waited for its turn, where the provider may be asked only so often a second. */
  turn: z.boolean().default(false),
})
export type RetrievePayload = z.output<typeof payloadSchema>

/** Forecasts are wished for these ages; the engine interpolates between them. */
const wishedAges = [55, ...Array.from({ length: 16 }, (_, index) => 60 + index)]

export async function retrieve(rawPayload: unknown, context: RetrieveContext, deps: RetrieveDeps): Promise<void> {
  const payload = payloadSchema.parse(rawPayload)
  const provider = await deps.register.find(payload.providerId)
  if (provider?.connected !== true) {
    await asSaver(deps.db, payload.saverId, async (t) => {
      const retrieval = await readRetrieval(t, payload.retrievalId)
      if (retrieval && isToBeAsked(retrieval, provider)) await failIn(t, payload.retrievalId, 'unreachable')
    })
    return
  }
  const hold = await deps.gate.holdOf(provider, payload.turn)
  if (hold === null) {
    await inSlot(provider, payload, context, deps, () => ask(payload, provider, context, deps))
  } else {
    await putBack(deps, payload, provider, hold, context)
  }
}

/** A provider that cannot be asked before the deadline is one that could not be reached. */
async function putBack(
  deps: RetrieveDeps,
  payload: RetrievePayload,
  provider: ProviderEntry,
  { why, afterMs }: Hold,
  { again }: RetrieveContext,
): Promise<void> {
  const { retrieval, collection } = await asSaver(deps.db, payload.saverId, async (t) => ({
    retrieval: await readRetrieval(t, payload.retrievalId),
    collection: await currentCollectionUnderWay(t),
  }))
  if (retrieval === null || !isToBeAsked(retrieval, provider)) return
  const deadline = collection?.deadlineAt.getTime() ?? 0
  if (why !== 'pace' && deps.now().getTime() + afterMs >= deadline) {
    await fail(deps, payload, 'unreachable')
    return
  }
  deps.logger.debug({ event: 'held-back', providerId: provider.id, why, ms: Math.round(afterMs) })
  await again({ ...payload, waits: 0, turn: why === 'pace' }, { afterMs })
}

/** A promised answer is fetched, or comes to our endpoint: then asking again would not hasten it. */
const isToBeAsked = ({ outcome, later }: Retrieval, provider: ProviderEntry | null): boolean =>
  outcome === 'waiting' && (!later || provider?.flow === 'pull')

const asking = { step: 'question', operation: hamtaForsakringar } as const
const fetching = { step: 'fetch', operation: pullMessage } as const

async function ask(
  payload: RetrievePayload,
  provider: ProviderEntry,
  context: RetrieveContext,
  deps: RetrieveDeps,
): Promise<void> {
  const { retrievalId } = payload
  const begun = await beginQuestion(deps.db, payload, {
    mostSends: mostSendsBefore(provider, payload.failures),
    promisedToo: provider.flow === 'pull',
  })
  if (begun === null) {
    await failIfCutOff(deps, payload)
    return
  }
  const question: Question = {
    person: begun.number,
    earlierNumbers: begun.earlierNumbers,
    txId: begun.txId,
    approval: { version: begun.approval.version, time: begun.approval.approvedAt },
    wishedAges,
    promised: begun.later,
  }
  const since = performance.now()
  const logged = { providerId: provider.id, retrievalId, sends: payload.failures + 1 }
  const trace = beginSend(
    { txId: question.txId, providerId: provider.id, ...(question.promised === true ? fetching : asking) },
    deps.now(),
  )
  const answer = await endOf(
    provider,
    (signal) => deps.register.sourceOf(provider).request(question, signal, trace.traffic),
    trace,
    context.stopping,
    deps,
  )
  if (!(answer instanceof ProviderError)) {
    await store(deps, payload, begun, provider, answer, trace.ended(answer.kind))
    if (answer.kind === 'later' && provider.flow === 'pull') await fetchLater(payload, context, deps)
    deps.logger.info({ event: 'retrieval', ...logged, outcome: answer.kind, ms: elapsedMs(since) })
    return
  }
  const { code, faultCode } = answer
  deps.logger.warn({ event: 'retrieval', ...logged, outcome: 'failed', fault: code, faultCode, ms: elapsedMs(since) })
  const exchange = trace.ended('failed', code, faultCode)
  // Sends that failed before it closed say nothing of how it is when it has opened.
  const hasClosed = closedUntil(provider.maintenance, deps.now()) !== null
  const counted = hasClosed ? { ...payload, failures: 0 } : payload
  const next = nextSend(counted, answer, provider.resendAllowed || begun.later, deps.random())
  if (next === null) {
    await fail(deps, payload, code, exchange)
  } else {
    await addExchange(deps.db.sql, exchange)
    await context.again(next.payload, next.when)
  }
}

/** One job per fetch, put back with longer and longer pauses; the deadline of the promise ends it. */
async function fetchLater(payload: RetrievePayload, { again }: RetrieveContext, deps: RetrieveDeps): Promise<void> {
  const fetches = payload.fetches + 1
  await again({ ...payload, failures: 0, waits: 0, fetches, turn: false }, { afterMs: fetchMs(fetches, deps.random()) })
}

/** One that waits and may not be sent: earlier sends were cut off, and it has come to its end. */
async function failIfCutOff({ db }: RetrieveDeps, { saverId, retrievalId }: RetrievePayload): Promise<void> {
  await asSaver(db, saverId, async (t) => {
    const retrieval = await readRetrieval(t, retrievalId)
    if (retrieval?.outcome === 'waiting' && !retrieval.later) await failIn(t, retrievalId, 'interrupted')
  })
}

async function store(
  deps: RetrieveDeps,
  payload: RetrievePayload,
  begun: BegunQuestion,
  provider: ProviderEntry,
  answer: Answer,
  exchange: Exchange,
): Promise<void> {
  if (answer.kind !== 'later') {
    await endQuestion(deps.db, payload, begun, answer, exchange)
    return
  }
  const { saverId, retrievalId } = payload
  const { collectionId, later } = begun
  await asSaver(deps.db, saverId, async (t) => {
    await addExchange(t.sql, exchange)
    if (later || !(await markLater(t, retrievalId))) return
    await enqueue(t, [
      {
        task: 'expire-retrievals',
        payload: { saverId, collectionId },
        key: `expire-retrievals:${retrievalId}`,
        runAt: new Date(deps.now().getTime() + provider.deadlineSeconds * 1000),
      },
    ])
  })
}

async function fail(
  { db }: RetrieveDeps,
  { saverId, retrievalId }: RetrievePayload,
  code: RetrievalErrorCode,
  exchange: Exchange | null = null,
): Promise<void> {
  await asSaver(db, saverId, async (t) => {
    if (exchange !== null) await addExchange(t.sql, exchange)
    await failIn(t, retrievalId, code)
  })
}

async function failIn(t: SaverTransaction, retrievalId: string, code: RetrievalErrorCode): Promise<void> {
  const retrieval = await readRetrieval(t, retrievalId)
  if (retrieval === null) return
  await markFailed(t, retrievalId, code)
  await settleIfDone(t, retrieval.collectionId)
}

/** A second, and up to a minute: many answers are there soon, and the others take their time. */
function fetchMs(fetches: number, chance: number): number {
  return Math.min(60_000, 1000 * 1.6 ** Math.min(fetches - 1, 20)) * (0.75 + chance / 2)
}
