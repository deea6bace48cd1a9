import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { certificateFor, ensureLocalCa, portalParty } from '#scripts/local-ca.ts'
import { freePort } from '#scripts/ports.ts'
import { requireNode24 } from './observability/process.ts'
import type { TestDatabase } from './testing/database.ts'
import { testDatabase } from './testing/database.ts'

let database: TestDatabase
let directory: string
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  database = await testDatabase()
  directory = mkdtempSync(join(tmpdir(), 'main-'))
  const ca = await ensureLocalCa(directory)
  const portal = await certificateFor(directory, 'portal', portalParty)
  const port = await freePort()
  const key = (seed: number) => Buffer.from(Array.from({ length: 32 }, (_, index) => index + seed)).toString('base64')
  env = {
    NODE_ENV: 'test',
    PORTAL_ORIGIN: `http://localhost:${port}`,
    PORT: String(port),
    SSEK_CALLBACK_PORT: '0',
    DATABASE_URL: database.urls.app,
    DATABASE_ERASER_URL: database.urls.eraser,
    DATABASE_LISTEN_URL: `${database.urls.app}?application_name=direct`,
    // Nothing listens there: the portal starts all the same.
    EID_ISSUER: 'http://localhost:1',
    EID_CLIENT_ID: 'portal',
    EID_CLIENT_SECRET: 'a secret of the tests only',
    ENCRYPTION_KEYS: `local1:${key(1)}`,
    NUMBER_HASH_KEY: key(2),
    ACCESS_LOG_KEYS: `local1:${key(3)}`,
    SSEK_ORGANISATION_NUMBER: portalParty.organisationNumber,
    SSEK_TLS_CERT_FILE: portal.certFile,
    SSEK_TLS_KEY_FILE: portal.keyFile,
    SSEK_CA_FILE: ca.certFile,
    // Needs no finished build.
    DEV_SERVER: 'true',
    STOP_WHEN_STDIN_CLOSES: '1',
  }
})

afterAll(async () => {
  await database.close()
  rmSync(directory, { recursive: true })
})

const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

function run(
  environment: NodeJS.ProcessEnv,
): ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream } {
  const child = spawn(process.execPath, ['server/main.ts'], { env: environment, stdio: ['pipe', 'pipe', 'pipe'] })
  children.push(child)
  return child
}

/** The first line on stdout must be it. */
async function readyLine(child: ReturnType<typeof run>): Promise<unknown> {
  const ended = once(child, 'close').then(() => Promise.reject(new Error('it ended before it was ready')))
  const lines = createInterface({ input: child.stdout })
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string]
  return JSON.parse(line)
}

/** What was last asked over the direct address. */
async function listening(): Promise<unknown> {
  const asked = `select query from pg_stat_activity where application_name = 'direct' and datname = current_database()`
  return (await database.app.sql.raw<{ rows: unknown }>(asked)).rows
}

/** As a page under work does; the token stands in Vite's own script. */
async function holdReloadSocket(): Promise<void> {
  const origin = env.PORTAL_ORIGIN ?? ''
  const script = await (await fetch(`${origin}/@vite/client`)).text()
  const [, token = ''] = /wsToken = "([^"]+)"/.exec(script) ?? []
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/?token=${token}`, 'vite-hmr')
  await once(socket, 'open')
}

// A whole process each, with Vite in it.
describe('the web process', { timeout: 60_000 }, () => {
  test('says what is wrong with its configuration, all at once, and ends', async () => {
    const child = run({ ...env, PORT: 'x', EID_ISSUER: undefined })
    const [said, closed] = await Promise.all([text(child.stderr), once(child, 'close')])
    expect(closed).toEqual([1, null])
    expect(said).toContain('PORT must be a port number')
    expect(said).toContain('EID_ISSUER is missing')
    expect(said).not.toContain('    at ')
  })

  test.each([
    ['SIGTERM', (child: ChildProcess) => child.kill('SIGTERM')],
    ['the end of stdin', (child: ChildProcess) => child.stdin?.end()],
  ])('says when it is ready, serves, and stops in order on %s', async (_how, stop) => {
    const child = run(env)
    const closed = once(child, 'close')
    expect(await readyLine(child)).toMatchObject({ ready: true, process: 'web', origin: env.PORTAL_ORIGIN })
    const health = await fetch(`${env.PORTAL_ORIGIN ?? ''}/halsa`)
    expect(await health.json()).toEqual({ database: 'up', worker: 'down' })
    expect(health.headers.get('keep-alive')).toBe('timeout=75')
    const wsdl = await fetch(`${env.PORTAL_ORIGIN ?? ''}/ssek/schema/mottagning.wsdl`)
    expect([wsdl.status, wsdl.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8'])
    expect(await wsdl.text()).toMatch(/<soap:address location="https:\/\/127\.0\.0\.1:[1-9]\d*\/ssek" \/>/)
    await expect.poll(listening, { timeout: 5000 }).toEqual([{ query: 'listen retrieval' }])
    await holdReloadSocket()
    const begun = performance.now()
    stop(child)
    expect(await closed).toEqual([0, null])
    expect(performance.now() - begun).toBeLessThan(10_000)
  })
})

test.each(['22.22.3', '20.11.0', '25.0.0'])('Node %s is refused', (version) => {
  expect(() => {
    requireNode24(version)
  }).toThrow('Node 24 is needed')
})
