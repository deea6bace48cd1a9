/**
 * Slots that pass from job to job within one worker.
 *
 * A job that finds all slots of its provider taken waits a moment in its place for one that a job beside it holds. To
 * put it back in the queue and fetch it anew costs more than most of what is done for an answer; with a long queue
 * every job would be put back, often more than once.
 */
import type { Slot } from '#server/db/slots.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'

type Provider = Pick<ProviderEntry, 'id' | 'concurrency'>

export interface Handover {
  /** Whether jobs wait for this provider here: who comes now comes after them. */
  hasLine(providerId: string): boolean
  /** @returns a slot that was passed on; null when none was in time, or too many wait already. */
  wait(provider: Provider): Promise<Slot | null>
  /** @returns whether a job took it: its lease is that job's now. */
  pass(slot: Slot): boolean
}

interface Waiting {
  readonly provider: Provider
  readonly take: (slot: Slot | null) => void
}

/** @param places of the worker that jobs may wait in, beside those that hold a slot */
export function createHandover({ places, patienceMs = 2000 }: { places: number; patienceMs?: number }): Handover {
  const lines = new Map<string, Set<Waiting>>()
  let waiting = 0

  return {
    hasLine: (providerId) => (lines.get(providerId)?.size ?? 0) > 0,

    async wait(provider) {
      const line = lines.get(provider.id) ?? new Set()
      lines.set(provider.id, line)
      // No more than can soon have their turn: a provider that hangs leaves room for the others' jobs.
      if (waiting >= places || line.size >= provider.concurrency) return null
      waiting += 1
      const { promise, resolve: take } = Promise.withResolvers<Slot | null>()
      const me: Waiting = { provider, take }
      line.add(me)
      const patience = setTimeout(take, patienceMs, null)
      try {
        return await promise
      } finally {
        clearTimeout(patience)
        line.delete(me)
        waiting -= 1
      }
    },

    pass(slot) {
      const line = lines.get(slot.providerId)
      const [next] = line ?? []
      // One that takes fewer at once than before gets its slots back.
      if (line === undefined || next === undefined || slot.slot >= next.provider.concurrency) return false
      line.delete(next)
      next.take(slot)
      return true
    },
  }
}
