import express from 'express'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { createCollection, latestCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { listenToRetrievals } from '#server/db/retrieval-events.ts'
import { markFailed, storeAnswer } from '#server/db/retrievals.ts'
import { createLogger } from '#server/observability/logger.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anySaver, providerEntry } from '#server/testing/examples.ts'
import type { CollectionEvents, StreamSession } from './collection-events.ts'
import { collectionEvents } from './collection-events.ts'

const providers = [providerEntry('en'), providerEntry('tva')]
let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, providers)
})
afterAll(() => test.close())

let sessions: Map<string, StreamSession>
let sessionReads: number
/** Streams open no further than to the reading of the session before this is kept. */
let letOpen: Promise<unknown>
let events: CollectionEvents
let server: Server
let listening: Promise<void>
beforeEach(async () => {
  sessions = new Map()
  sessionReads = 0
  letOpen = Promise.resolve()
  const heard = Promise.withResolvers<undefined>()
  listening = heard.promise
  events = collectionEvents({
    sessionOf: async (request) => {
      sessionReads += 1
      await letOpen
      return sessions.get(request.get('x-session') ?? '') ?? null
    },
    newestCollectionId: (saverId) =>
      asSaver(test.app, saverId, async (t) => (await latestCollection(t))?.collectionId ?? null),
    listen: (listener) =>
      listenToRetrievals(test.urls.app, {
        ...listener,
        onListening: () => {
          listener.onListening?.()
          heard.resolve(undefined)
        },
      }),
    logger: createLogger({ level: 'silent', process: 'test' }),
    heartbeatMs: 100,
  })
  server = createServer(express().use(events.router))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  await events.closeAll()
  await new Promise((resolve) => server.close(resolve))
})

async function begun() {
  const saverId = await anySaver(test.app)
  const created = await asSaver(test.app, saverId, (t) =>
    createCollection(t, { reason: 'first-visit', deadlineAt: new Date(Date.now() + 3600_000), providers }),
  )
  const retrievals = created?.retrievals.map(({ retrievalId }) => retrievalId) ?? []
  return { saverId, retrievals }
}

const connections = () => promisify(server.getConnections.bind(server))()

/** A browser's view of the stream. */
async function open(session: string, signal: AbortSignal | null = null) {
  const { port } = server.address() as AddressInfo
  const headers = { 'x-session': session }
  const response = await fetch(`http://127.0.0.1:${port}/hamta/handelser`, { headers, signal })
  let text = ''
  const ended = (async () => {
    const decoder = new TextDecoder()
    const reader = response.body?.getReader()
    for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
      text += decoder.decode(read.value, { stream: true })
    }
  })()
  return { response, ended, text: () => text }
}

it('tells of each answer and each failure in the saver\u2019s collection, and of no other', async () => {
  const mine = await begun()
  const other = await begun()
  sessions.set('a', { saverId: mine.saverId, key: 'a' })
  await listening
  const stream = await open('a')
  await asSaver(test.worker, other.saverId, (t) => markFailed(t, other.retrievals[0] ?? '', 'timeout'))
  await asSaver(test.worker, mine.saverId, (t) => storeAnswer(t, mine.retrievals[0] ?? '', answered('A-1')))
  await asSaver(test.worker, mine.saverId, (t) => markFailed(t, mine.retrievals[1] ?? '', 'timeout'))
  await expect
    .poll(stream.text)
    .toContain(`event: retrieval\ndata: {"retrievalId":"${mine.retrievals[0]}","outcome":"answered"}\n\n`)
  await expect.poll(stream.text).toContain(`{"retrievalId":"${mine.retrievals[1]}","outcome":"failed"}`)
  expect(stream.text()).not.toContain(other.retrievals[0])
})

it('keeps compression and caches away, and writes while nothing happens', async () => {
  const { saverId } = await begun()
  sessions.set('a', { saverId, key: 'a' })
  const stream = await open('a')
  expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(stream.response.headers.get('cache-control')).toBe('no-store, no-transform')
  await expect.poll(stream.text).toContain(': quiet')
})

it('ends with the session', async () => {
  const { saverId } = await begun()
  sessions.set('a', { saverId, key: 'a' })
  const stream = await open('a')
  sessions.delete('a')
  await stream.ended
  expect(stream.text()).toContain('event: session-ended')
})

it('a new stream of the same session takes the place of the old', async () => {
  const { saverId } = await begun()
  sessions.set('a', { saverId, key: 'a' })
  const first = await open('a')
  const second = await open('a')
  await first.ended
  expect(first.text()).toContain('event: replaced')
  await expect.poll(second.text).toContain(': quiet')
})

it('reads no session more for those who hang up, while the stream opens or later', async () => {
  const { saverId } = await begun()
  for (const key of ['a', 'b', 'c']) sessions.set(key, { saverId, key })
  const hangUp = new AbortController()
  const cut = (await open('a', hangUp.signal)).ended.catch((error: unknown) => error)
  const opened = Promise.withResolvers<undefined>()
  letOpen = opened.promise
  const before = sessionReads
  const opening = ['b', 'c'].map((key) => open(key, hangUp.signal).catch((error: unknown) => error))
  await expect.poll(() => sessionReads).toBeGreaterThanOrEqual(before + opening.length)
  hangUp.abort()
  await Promise.all([cut, ...opening])
  await expect.poll(connections).toBe(0)
  opened.resolve(undefined)
  const reads = sessionReads
  await sleep(350)
  expect(sessionReads).toBe(reads)
})

it('tells a stranger not to come back', async () => {
  expect((await open('nobody')).response.status).toBe(204)
})

it('follows a newer collection, and says what may have been missed', async () => {
  const saverId = await anySaver(test.app)
  sessions.set('a', { saverId, key: 'a' })
  await listening
  const stream = await open('a')
  const created = await asSaver(test.app, saverId, (t) =>
    createCollection(t, { reason: 'first-visit', deadlineAt: new Date(Date.now() + 3600_000), providers }),
  )
  await expect.poll(stream.text).toContain('"missed":true')
  const retrievalId = created?.retrievals[0]?.retrievalId ?? ''
  await asSaver(test.worker, saverId, (t) => markFailed(t, retrievalId, 'timeout'))
  await expect.poll(stream.text).toContain(retrievalId)
})

it('listens again by itself after its connection was cut, and says so', async () => {
  const { saverId, retrievals } = await begun()
  sessions.set('a', { saverId, key: 'a' })
  await listening
  const stream = await open('a')
  await test.app.sql.raw(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'samlad-pension events' and datname = current_database()`,
  )
  await expect.poll(stream.text, { timeout: 5000 }).toContain('"missed":true')
  await asSaver(test.worker, saverId, (t) => markFailed(t, retrievals[0] ?? '', 'timeout'))
  await expect.poll(stream.text).toContain('event: retrieval')
})

it('ends every stream at shutdown', async () => {
  const { saverId } = await begun()
  sessions.set('a', { saverId, key: 'a' })
  const stream = await open('a')
  await events.closeAll()
  await stream.ended
})
