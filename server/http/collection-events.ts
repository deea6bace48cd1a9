/**
 * GET /hamta/handelser: tells an open page that one of its sources has answered (server-sent events).
 *
 * One LISTEN connection per process; events are handed out in memory to the streams whose collection they belong to.
 * They carry no figures: the page asks again for what it shows. A stream does not keep its session alive, and ends
 * with it. One stream per session: a new one takes the place of the old.
 */
import type { Request, Response } from 'express'
import express from 'express'
import type { RetrievalListener } from '#server/db/retrieval-events.ts'
import type { Logger } from '#server/observability/logger.ts'

export interface StreamSession {
  readonly saverId: string
  /** Tells one session from another; not the token itself. */
  readonly key: string
}

export interface CollectionEventsDeps {
  /** Reads the session without renewing it. */
  readonly sessionOf: (request: Request) => Promise<StreamSession | null>
  readonly newestCollectionId: (saverId: string) => Promise<string | null>
  /** `listenToRetrievals` on the database's direct address. */
  readonly listen: (listener: RetrievalListener) => { close(): Promise<void> }
  readonly logger: Logger
  /** How often a quiet stream is written to, and its session looked at. */
  readonly heartbeatMs?: number
}

export interface CollectionEvents {
  readonly router: express.Router
  /** Ends every stream and the LISTEN connection. */
  closeAll(): Promise<void>
}

interface Stream {
  readonly response: Response
  readonly session: StreamSession
  collectionId: string | null
  timer?: NodeJS.Timeout
}

export function collectionEvents(deps: CollectionEventsDeps): CollectionEvents {
  const streams = new Map<string, Stream>()
  const heartbeatMs = deps.heartbeatMs ?? 15_000

  // A heartbeat that began before the stream ended may finish after.
  const write = ({ response }: Stream, text: string): void => {
    if (!response.writableEnded && !response.destroyed) response.write(text)
  }
  const tell = (stream: Stream, event: string, data: unknown): void => {
    write(stream, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  const end = (stream: Stream): void => {
    clearInterval(stream.timer)
    if (streams.get(stream.session.key) === stream) streams.delete(stream.session.key)
    stream.response.end()
  }

  const listener = deps.listen({
    onEvent({ collectionId, retrievalId, outcome }) {
      for (const stream of streams.values()) {
        if (stream.collectionId === collectionId) tell(stream, 'retrieval', { retrievalId, outcome })
      }
    },
    onListening() {
      // Whatever happened while nobody listened went unheard.
      for (const stream of streams.values()) tell(stream, 'message', { missed: true })
    },
    onLost(error) {
      deps.logger.warn({ event: 'listen-lost', err: error })
    },
  })

  /** A quiet stream is kept open, one without a session is ended, and a newer collection is followed. */
  async function beat(stream: Stream, request: Request): Promise<void> {
    const session = await deps.sessionOf(request)
    if (session?.key !== stream.session.key) {
      tell(stream, 'session-ended', {})
      end(stream)
      return
    }
    const collectionId = await deps.newestCollectionId(session.saverId)
    if (collectionId !== stream.collectionId) {
      stream.collectionId = collectionId
      tell(stream, 'message', { missed: true })
    }
    write(stream, ': quiet\n\n')
  }

  async function open(request: Request, response: Response): Promise<void> {
    const session = await deps.sessionOf(request)
    if (!session) {
      // 204 tells EventSource not to come back.
      response.status(204).end()
      return
    }
    const stream: Stream = { response, session, collectionId: await deps.newestCollectionId(session.saverId) }
    // Whoever hung up meanwhile has had its `close`, and there will be no other.
    if (response.destroyed) return
    const earlier = streams.get(session.key)
    streams.set(session.key, stream)
    if (earlier) {
      tell(earlier, 'replaced', {})
      end(earlier)
    }
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform keeps compression away: a compressed stream arrives only when its buffer is full.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    write(stream, 'retry: 3000\n\n')
    stream.timer = setInterval(() => {
      beat(stream, request).catch((error: unknown) => {
        // The database is away: the page comes back by itself, and is met by its own check.
        deps.logger.warn({ event: 'stream-ended', err: error })
        end(stream)
      })
    }, heartbeatMs)
    response.on('close', () => {
      end(stream)
    })
  }

  const router = express.Router()
  router.get('/hamta/handelser', (request, response, next) => {
    open(request, response).catch(next)
  })
  return {
    router,
    async closeAll() {
      for (const stream of streams.values()) end(stream)
      await listener.close()
    },
  }
}
