/**
 * Whether a provider may be asked now: it is not closed for maintenance, it can be reached, and it is not asked faster
 * than agreed. A job that is held back lies in the queue meanwhile: it takes no place in a worker, and no send is
 * counted.
 */
import type { Circuit } from '#server/db/circuits.ts'
import { claimProbe, closeCircuit, countFailure, listCircuits } from '#server/db/circuits.ts'
import type { Database } from '#server/db/database.ts'
import { takeTurn } from '#server/db/pace.ts'
import type { Logger } from '#server/observability/logger.ts'
import { closedUntil } from '#providers/maintenance.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'

export interface Hold {
  readonly why: 'closed' | 'unreachable' | 'pace'
  readonly afterMs: number
}

export interface Gate {
  /**
   * @param hasTurn whether it has waited for its turn already, where questions per second are bounded.
   * @returns null: it may be asked.
   */
  holdOf(provider: ProviderEntry, hasTurn: boolean): Promise<Hold | null>
  /** Told of every question that came to an end: whether the provider has said anything at all. */
  ended(provider: ProviderEntry, reached: boolean): Promise<void>
}

export interface GateDeps {
  readonly db: Database
  readonly logger: Logger
  readonly now: () => Date
  /** From 0 up to 1. */
  readonly random: () => number
  /** Milliseconds on a clock that is never set back. */
  readonly elapsed?: () => number
}

/** Those who waited for a provider to open do not all come in the same second. */
const openingSpreadMs = 30_000
/** While another tries whether the provider is back; and the spread of those who waited for that time. */
const probePauseMs = 5000
/** The state of all providers, asked for once in so long rather than with every question. */
const rereadMs = 1000

interface Read {
  readonly at: number
  readonly circuits: Promise<ReadonlyMap<string, Circuit>>
}

export function createGate({ db, logger, now, random, elapsed = () => performance.now() }: GateDeps): Gate {
  let read: Read | null = null

  function current(): Read {
    if (read !== null && elapsed() - read.at < rereadMs) return read
    const circuits = listCircuits(db).then((all) => new Map(all.map((circuit) => [circuit.providerId, circuit])))
    const mine: Read = { at: elapsed(), circuits }
    read = mine
    circuits.catch(() => {
      if (read === mine) read = null
    })
    return mine
  }

  async function circuitOf(provider: ProviderEntry): Promise<{ circuit: Circuit | undefined; age: number }> {
    const { at, circuits } = current()
    return { circuit: (await circuits).get(provider.id), age: elapsed() - at }
  }

  /** Milliseconds; 0: ask. */
  async function unreachableFor(provider: ProviderEntry): Promise<number> {
    const { circuit, age } = await circuitOf(provider)
    if (circuit === undefined || circuit.opensInMs === null) return 0
    const left = circuit.opensInMs - age
    if (left > 0) return left + probePauseMs * random()
    return (await claimProbe(db, provider.id)) ? 0 : probePauseMs * (1 + random())
  }

  return {
    async holdOf(provider, hasTurn) {
      const at = now()
      const opens = closedUntil(provider.maintenance, at)
      if (opens !== null) {
        return { why: 'closed', afterMs: opens.getTime() - at.getTime() + openingSpreadMs * random() }
      }
      const unreachable = await unreachableFor(provider)
      if (unreachable > 0) return { why: 'unreachable', afterMs: unreachable }
      if (provider.questionsPerSecond === null || hasTurn) return null
      const wait = await takeTurn(db, provider.id, provider.questionsPerSecond)
      return wait > 0 ? { why: 'pace', afterMs: wait } : null
    },

    async ended(provider, reached) {
      if (!reached) {
        read = null
        if (await countFailure(db, provider.id)) logger.warn({ event: 'circuit-open', providerId: provider.id })
        return
      }
      const { circuit } = await circuitOf(provider)
      if (circuit === undefined || circuit.failures === 0) return
      read = null
      await closeCircuit(db, provider.id)
      if (circuit.opensInMs !== null) logger.info({ event: 'circuit-closed', providerId: provider.id })
    },
  }
}
