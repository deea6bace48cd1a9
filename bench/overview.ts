/**
 * The overview under load, as savers ask for it: 50 savers with nine contracts each and sessions of their own, in turn,
 * at 100 requests a second over two web processes, with PostgreSQL and the generator of the load on the same machine.
 * Each saver meets one process and then the other. Prints Markdown.
 */
import type { ChildProcessByStdio } from 'node:child_process'
import type { Readable } from 'node:stream'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Holding } from '#forecasting/model/holding.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { holdingsAt } from '#providers/simulator/holdings.ts'
import { simulatedProviders } from '#providers/simulator/providers.ts'
import { portalParty } from '#scripts/local-ca.ts'
import { issueLocalCertificates } from '#scripts/local-certificates.ts'
import { hashToken, newToken } from '#server/auth/tokens.ts'
import { Vault } from '#server/crypto/vault.ts'
import { addApproval } from '#server/db/approvals.ts'
import { createCollection } from '#server/db/collections.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver, openDatabase } from '#server/db/database.ts'
import { storeAnswer } from '#server/db/retrievals.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { seedProviders } from '#server/db/seed-providers.ts'
import { openSession } from '#server/db/sessions.ts'
import { termsVersion } from '#server/services/saver/terms.ts'
import { anyNumber, providerEntry } from '#server/testing/examples.ts'
import { roleUrl, startTestPostgres, templateDatabase } from '#server/testing/postgres.ts'
import { row } from './answers.ts'
import { postgresCpu, processCpu } from './cpu.ts'
import { openLoop } from './open-loop.ts'

const savers = 50
const contracts = 9
const processes = 2
const perSecond = 100
const seconds = 30

/** The register as the simulator has it; nobody is asked anything here. */
const entries: readonly ProviderEntry[] = simulatedProviders.map(({ manner: _manner, ...provider }) =>
  providerEntry(provider.id, {
    ...provider,
    endpoint: 'https://127.0.0.1:1/ssek',
    certificates: [],
    messageSecurity: 'none',
  }),
)

/** A made-up person of whom all providers together know nine contracts. */
function lifeWithNine(): { number: ReturnType<typeof anyNumber>; holdings: ReadonlyMap<string, readonly Holding[]> } {
  for (;;) {
    const number = anyNumber()
    const holdings = new Map(simulatedProviders.map(({ id }) => [id as string, holdingsAt(id, number)]))
    if ([...holdings.values()].flat().length === contracts) return { number, holdings }
  }
}

/** @returns the cookie of the saver's session */
async function savedLife(app: Database): Promise<string> {
  const { number, holdings } = lifeWithNine()
  const { saverId } = await findOrCreateSaver(app, { number, name: 'Åsa Öström-Lindqvist' })
  await asSaver(app, saverId, async (t) => {
    await addApproval(t, { version: termsVersion, channel: 'portal' })
    const collection = await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 3_600_000),
      providers: entries,
    })
    for (const { retrievalId, providerId } of collection?.retrievals ?? []) {
      const [first, ...rest] = holdings.get(providerId) ?? []
      const original = { bytes: Buffer.from('<svar/>'), contentType: 'text/xml' }
      await storeAnswer(
        t,
        retrievalId,
        first === undefined
          ? { kind: 'nothing-held', original }
          : { kind: 'answered', holdings: [first, ...rest], original },
      )
    }
  })
  const token = newToken()
  await openSession(app, { tokenHash: hashToken(token), saverId, level: 'loa3', partnerId: null, idToken: 'bench' })
  return `__Host-session=${token}`
}

async function webProcess(
  env: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcessByStdio<null, Readable, null>; origin: string }> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit').then(() => {
    throw new Error('A web process ended before it was ready')
  })
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string]
  ended.catch(() => undefined)
  return { child, origin: `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}` }
}

await using stack = new AsyncDisposableStack()
const folder = mkdtempSync(join(tmpdir(), 'bench-overview-'))
stack.defer(() => rmSync(folder, { recursive: true, force: true }))
await issueLocalCertificates(folder)
const server = await startTestPostgres({ durable: true })
stack.defer(() => server.stop())
const { postgres } = server
await seedProviders(roleUrl(postgres, 'owner', templateDatabase), entries)
const [masterKey, numberHashKey, accessLogKey] = [randomBytes(32), randomBytes(32), randomBytes(32)]
const app = openDatabase(
  roleUrl(postgres, 'app', templateDatabase),
  new Vault([{ id: 'bench', key: masterKey }], numberHashKey, [{ id: 'bench', key: accessLogKey }]),
)
stack.defer(() => app.close())
const cookies = await Promise.all(Array.from({ length: savers }, () => savedLife(app)))

const settings = {
  NODE_ENV: 'production',
  ENVIRONMENT: 'bench',
  LOG_LEVEL: 'info',
  PORT: '0',
  PORTAL_ORIGIN: 'http://localhost:3000',
  ENCRYPTION_KEYS: `bench:${masterKey.toString('base64')}`,
  NUMBER_HASH_KEY: numberHashKey.toString('base64'),
  DATABASE_URL: roleUrl(postgres, 'app', templateDatabase),
  DATABASE_ERASER_URL: roleUrl(postgres, 'eraser', templateDatabase),
  ACCESS_LOG_KEYS: `bench:${accessLogKey.toString('base64')}`,
  EID_ISSUER: 'http://localhost:1',
  EID_CLIENT_ID: 'bench',
  EID_CLIENT_SECRET: randomBytes(16).toString('hex'),
  SSEK_CALLBACK_PORT: '0',
  SSEK_ORGANISATION_NUMBER: portalParty.organisationNumber,
  SSEK_TLS_CERT_FILE: join(folder, 'portal.crt'),
  SSEK_TLS_KEY_FILE: join(folder, 'portal.key'),
  SSEK_CA_FILE: join(folder, 'ca.crt'),
}
const webs = await Promise.all(Array.from({ length: processes }, () => webProcess(settings)))
stack.defer(() => webs.forEach(({ child }) => child.kill('SIGTERM')))

const load = (duration: number) =>
  openLoop('/oversikt', {
    perSecond,
    seconds: duration,
    nth: (n) => ({
      origin: webs[(n + Math.floor(n / savers)) % processes]?.origin ?? '',
      headers: {
        host: 'localhost:3000',
        accept: 'text/html',
        'accept-encoding': 'gzip, deflate, br',
        cookie: cookies[n % savers] ?? '',
      },
    }),
  })

// The first requests compile what is used, and fill what is kept in memory.
await load(20)
const cpu = () => ({
  web: webs.reduce((total, { child }) => total + processCpu(child.pid ?? 0), 0),
  postgres: postgresCpu(server.folder),
  generator: process.cpuUsage(),
})
const before = cpu()
const { latencies, other, bytes } = await load(seconds)
const after = cpu()

const answered = latencies.length
/** Milliseconds within which this share was answered. */
const within = (share: number): string => (latencies[Math.ceil(share * answered) - 1] ?? NaN).toFixed(0)
const perRequest = (ms: number): string => (ms / answered).toFixed(1)
const generator = after.generator.user + after.generator.system - before.generator.user - before.generator.system
console.log('\n| Overview, 9 contracts, 50 savers in turn, 2 web processes | Seen | Goal |\n|---|---:|---:|')
row('requests a second answered', (answered / seconds).toFixed(0), String(perSecond))
row('p50, ms', within(0.5), '')
row('p95, ms', within(0.95), '200')
row('p99, ms', within(0.99), '')
row('the slowest, ms', within(1), '')
row('other than 200', String(other), '0')
row('CPU of the web processes, ms a request', perRequest(after.web - before.web), '')
row('CPU of PostgreSQL, ms a request', perRequest(after.postgres - before.postgres), '')
row('CPU of the generator, ms a request', perRequest(generator / 1000), '')
console.log(`
Load of the machine ${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores; page of ${(bytes / answered / 1000).toFixed(0)} kB compressed.`)
