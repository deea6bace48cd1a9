/**
 * What every job that sends to a provider keeps to, whatever it sends.
 *
 * It holds one of the provider's slots while it sends, so that a provider never meets more messages at once than
 * agreed, over all machines. A send whose end is unknown (the worker was killed) is repeated with the same TxId where
 * the provider's policy allows resending, and is otherwise `interrupted`. Only sends that came to an end count against
 * the limit.
 */
import type { Database } from '#server/db/database.ts'
import type { Exchange } from '#server/db/exchanges.ts'
import { addExchange } from '#server/db/exchanges.ts'
import type { Slot } from '#server/db/slots.ts'
import { lineFlag, releaseSlot, renewSlot, takeSlot } from '#server/db/slots.ts'
import type { Logger } from '#server/observability/logger.ts'
import { ProviderError } from '#providers/errors.ts'
import type { ProviderEntry, Traffic } from '#providers/pension-source.ts'
import type { Gate } from './gate.ts'
import type { Handover } from './handover.ts'

export interface SendingDeps {
  readonly db: Database
  readonly gate: Gate
  readonly handover: Handover
  readonly logger: Logger
  readonly now: () => Date
  /** The worker's pool id: a dead worker's slots are freed by it. */
  readonly leasedBy: () => string
  /** From 0 up to 1: spreads what would otherwise come at the same instant. */
  readonly random: () => number
}

/** What the payload of such a job remembers from one run to the next. */
export interface Sends {
  /** Sends that came to a bad end. */
  readonly failures: number
  /** Times that no slot was free. */
  readonly waits: number
  /** It has waited for its turn, where the provider may be sent only so much a second. */
  readonly turn: boolean
}

export interface Again {
  readonly afterMs: number
  readonly flags?: string[]
}

export interface SendingContext<Payload> {
  /** Runs this job again later, with this payload in place of its own. */
  readonly again: (payload: Payload, when: Again) => Promise<void>
  /** Aborted when the worker stops. */
  readonly stopping: AbortSignal
}

/** A message gives up by itself after 20 s; a slot held longer belonged to a worker that is gone. */
const longestSendSeconds = 30
/** Twice as long, so that one that passes from job to job is renewed only now and then. */
const leaseSeconds = 2 * longestSendSeconds
const maximumSends = 3
/** Kills included: something that kills every worker it meets must end too. */
const maximumStarts = 10

/** Runs `send` in one of the provider's slots, or puts the job back until one is free. */
export async function inSlot<Payload extends Sends>(
  provider: ProviderEntry,
  payload: Payload,
  { again }: SendingContext<Payload>,
  deps: SendingDeps,
  send: () => Promise<void>,
): Promise<void> {
  const slot = await slotOf(provider, deps)
  if (slot === null) {
    await again(
      { ...payload, waits: payload.waits + 1, turn: true },
      { afterMs: lineWaitMs(payload.waits, deps.random()), flags: [lineFlag(provider.id)] },
    )
    return
  }
  try {
    await send()
  } finally {
    if (!deps.handover.pass(slot)) await releaseSlot(deps.db, slot)
  }
}

/** @returns null when all are taken, and none was passed on in time */
async function slotOf(provider: ProviderEntry, { db, handover, leasedBy }: SendingDeps): Promise<Slot | null> {
  const free = handover.hasLine(provider.id)
    ? null
    : await takeSlot(db, provider.id, provider.concurrency, leasedBy(), leaseSeconds)
  if (free !== null) return free
  const passed = await handover.wait(provider)
  if (passed === null || passed.heldUntil - performance.now() >= longestSendSeconds * 1000) return passed
  return renewSlot(db, passed, leaseSeconds)
}

/**
 * How many sends may have begun, cut off ones included, for it to be sent once more.
 * @param failures of them that came to a bad end
 */
export const mostSendsBefore = (provider: ProviderEntry, failures: number): number =>
  provider.resendAllowed ? maximumStarts - 1 : Math.min(failures, maximumStarts - 1)

/**
 * Runs one send to its end, and tells the gate of it.
 * @throws when the worker is stopping: another will send again.
 */
export async function endOf<T>(
  provider: ProviderEntry,
  send: (signal: AbortSignal | undefined) => Promise<T>,
  trace: TracedSend,
  stopping: AbortSignal,
  { db, gate, logger }: SendingDeps,
): Promise<T | ProviderError> {
  try {
    // A send that may not be repeated is let run to its end, which is near.
    const end = await send(provider.resendAllowed ? stopping : undefined)
    await gate.ended(provider, true)
    return end
  } catch (error) {
    if (provider.resendAllowed && stopping.aborted) {
      await addExchange(db.sql, trace.ended('failed', 'interrupted'))
      throw error
    }
    if (error instanceof ProviderError) {
      await gate.ended(provider, !isTransient(error))
      return error
    }
    // A fault of ours: asking once more would not mend it.
    logger.error({ event: 'source-broken', providerId: provider.id, err: error })
    return new ProviderError('malformed-response', 'The answer could not be handled')
  }
}

/** The provider could not be reached, or said nothing in time. */
const isTransient = ({ code }: ProviderError): boolean => code === 'unreachable' || code === 'timeout'

/**
 * The payload of the next send after a fault, and when.
 * @param mayRepeat what the provider's policy says of this message
 * @returns null when this fault is final
 */
export function nextSend<Payload extends Sends>(
  payload: Payload,
  fault: ProviderError,
  mayRepeat: boolean,
  chance: number,
): { readonly payload: Payload; readonly when: Again } | null {
  const failures = payload.failures + 1
  if (!isTransient(fault) || !mayRepeat || failures >= maximumSends) return null
  return { payload: { ...payload, failures, waits: 0, turn: false }, when: { afterMs: resendMs(failures, chance) } }
}

/** One send as the trace keeps it. */
export interface TracedSend {
  /** Counted on the way. */
  readonly traffic: Traffic
  ended(outcome: string, reason?: string | null, ssekFault?: string | null): Exchange
}

export function beginSend(
  about: Pick<Exchange, 'txId' | 'providerId' | 'step' | 'operation'>,
  beganAt: Date,
): TracedSend {
  const begun = performance.now()
  const traffic: Traffic = { bytesOut: 0, bytesIn: 0 }
  return {
    traffic,
    ended: (outcome, reason = null, ssekFault = null) => ({
      ...about,
      ...traffic,
      beganAt,
      direction: 'out',
      ms: elapsedMs(begun),
      outcome,
      reason,
      ssekFault,
    }),
  }
}

export const elapsedMs = (begun: number): number => Math.round(performance.now() - begun)

/** A job in the line is called when a slot is given back; this is for when that call was lost. */
function lineWaitMs(waits: number, chance: number): number {
  return Math.min(4000, 200 * 1.5 ** Math.min(waits, 10)) * (0.5 + chance)
}

/** About half a second, then one and a half: the saver is watching. With jitter, so that those who failed together do not come back together. */
function resendMs(failures: number, chance: number): number {
  return 500 * 3 ** (failures - 1) * (0.5 + chance)
}
