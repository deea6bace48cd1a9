/** Live events of retrievals, from the trigger on the table: ids and states only, the page reads the rest itself. */
import pg from 'pg'
import type { RetrievalOutcome } from './retrievals.ts'

export interface RetrievalEvent {
  readonly retrievalId: string
  readonly collectionId: string
  readonly outcome: RetrievalOutcome
}

export interface RetrievalListener {
  readonly onEvent: (event: RetrievalEvent) => void
  /** Listening (again): events before this may have been missed, so whoever shows states reads them anew. */
  readonly onListening?: () => void
  readonly onLost?: (error: Error) => void
}

const channel = 'retrieval'
const waitMs = { connect: 3_000, first: 200, longest: 5_000 } as const

/**
 * Listens over one connection of its own until closed, and connects again by itself when it is lost.
 * @param url the database itself, not a pooled address.
 */
export function listenToRetrievals(url: string, listener: RetrievalListener): { close(): Promise<void> } {
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | null = null
  let closed = false
  let wait: number = waitMs.first

  const connect = () => {
    const own = new pg.Client({
      connectionString: url,
      application_name: 'samlad-pension events',
      keepAlive: true,
      connectionTimeoutMillis: waitMs.connect,
    })
    client = own
    /** A broken connection says so more than once; only the first time counts. */
    const lost = (error: Error) => {
      if (closed || client !== own) return
      client = null
      void own.end().catch(() => undefined)
      listener.onLost?.(error)
      timer = setTimeout(connect, wait)
      wait = Math.min(wait * 2, waitMs.longest)
    }
    own.on('error', lost)
    own.on('end', () => lost(new Error('The listening connection ended')))
    own.on('notification', ({ payload }) => {
      // Our own trigger wrote it.
      if (payload !== undefined) listener.onEvent(JSON.parse(payload) as RetrievalEvent)
    })
    own
      .connect()
      .then(() => own.query(`listen ${channel}`))
      .then(() => {
        if (closed) return
        wait = waitMs.first
        listener.onListening?.()
      })
      .catch((error: unknown) => {
        lost(error instanceof Error ? error : new Error('The listening connection failed', { cause: error }))
      })
  }

  connect()
  return {
    close: async () => {
      closed = true
      if (timer !== null) clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
