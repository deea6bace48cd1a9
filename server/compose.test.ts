/** Closing an account over HTTP: who may, and what is left. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import express from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hashToken, newToken } from './auth/tokens.ts'
import { composePortal } from './compose.ts'
import { query } from './db/database.ts'
import { eraseSaver } from './db/erasure.ts'
import { openSession } from './db/sessions.ts'
import { none, testRooms } from './http/testing/portal.ts'
import { createLogger } from './observability/logger.ts'
import type { TestDatabase } from './testing/database.ts'
import { testDatabase } from './testing/database.ts'
import { anySaver } from './testing/examples.ts'

let test: TestDatabase
let server: Server
let origin: string
const lines: string[] = []

beforeAll(async () => {
  test = await testDatabase()
  const logger = createLogger({ level: 'info', process: 'web', out: { write: (line) => lines.push(line) } })
  const compose = composePortal(
    test.app,
    (db) => ({ ...none, rooms: testRooms(db), erase: (saverId) => eraseSaver(test.eraser, saverId) }),
    logger,
  )
  const app = express().use((request, response, next) => {
    void (async () => {
      const { saver } = await compose(request, response)
      response.json({
        fresh: saver?.freshLogin ?? null,
        closed: request.path === '/close' ? await saver?.closeAccount() : null,
      })
    })().catch(next)
  })
  server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await test.close()
})

/** A session whose ID token says that the e-ID was shown so many minutes ago. */
async function session(saverId: string, minutesAgo: number | null): Promise<string> {
  const token = newToken()
  const claims = minutesAgo === null ? {} : { auth_time: Math.floor(Date.now() / 1000) - minutesAgo * 60 }
  const idToken = ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'x'].join('.')
  await openSession(test.app, { tokenHash: hashToken(token), saverId, level: 'loa3', partnerId: null, idToken })
  return token
}

const ask = async (token: string, path = '/') => {
  const answer = await fetch(`${origin}${path}`, { headers: { cookie: `__Host-session=${token}` } })
  return { body: (await answer.json()) as unknown, cookie: answer.headers.get('set-cookie') }
}
const savers = (saverId: string) =>
  test.app.sql.transaction(async (sql) => {
    await query(sql, `select set_config('app.saver_id', ?, true), set_config('app.actor', 'saver', true)`, [saverId])
    return (await query(sql, 'select from saver')).length
  })

it('refuses to close an account without a fresh login', async () => {
  const saverId = await anySaver(test.app)
  for (const minutesAgo of [16, null]) {
    expect((await ask(await session(saverId, minutesAgo), '/close')).body).toEqual({
      fresh: false,
      closed: { kind: 'login-too-old' },
    })
  }
  expect(await savers(saverId)).toBe(1)
})

it('closes it with one, ends every session of the saver and takes their cookies away', async () => {
  const saverId = await anySaver(test.app)
  const [here, elsewhere] = [await session(saverId, 14), await session(saverId, 60)]
  expect((await ask(here, '/close')).body).toEqual({ fresh: true, closed: { kind: 'closed' } })
  expect(await savers(saverId)).toBe(0)
  for (const token of [here, elsewhere]) {
    const { body, cookie } = await ask(token)
    expect(body).toMatchObject({ fresh: null })
    expect(cookie).toMatch(/^__Host-session=;/)
  }
  expect(lines.join('')).toContain('account-closed')
  expect(lines.join('')).not.toContain(saverId)
})

it('takes a session of a saver who is gone for none', async () => {
  const saverId = await anySaver(test.app)
  await eraseSaver(test.eraser, saverId)
  expect((await ask(await session(saverId, 1))).body).toMatchObject({ fresh: null })
})
