/** The whole way of a question: real worker processes, simulated providers over HTTPS, PostgreSQL. */
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { ErrandContent } from '#providers/errands.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { PersonalNumber } from '#providers/personal-number.ts'
import type { SimulatedFault } from '#providers/simulator/faults.ts'
import type { TestPersonKey } from '#providers/simulator/persons.ts'
import { testPerson, testPersons } from '#providers/simulator/persons.ts'
import type { Simulator } from '#providers/simulator/start.ts'
import { startSimulator } from '#providers/simulator/start.ts'
import { certificateFor, portalParty, signingParty } from '#scripts/local-ca.ts'
import { issueLocalCertificates } from '#scripts/local-certificates.ts'
import { Vault } from '#server/crypto/vault.ts'
import { addApproval } from '#server/db/approvals.ts'
import { latestCollection } from '#server/db/collections.ts'
import { asSaver, openDatabase, query } from '#server/db/database.ts'
import type { Database } from '#server/db/database.ts'
import { addErrand, readErrand } from '#server/db/errands.ts'
import type { ErrandState } from '#server/db/errands.ts'
import { listCurrentHoldings } from '#server/db/holdings.ts'
import { listProviders, replaceProviders } from '#server/db/providers.ts'
import { listRetrievals } from '#server/db/retrievals.ts'
import { findOrCreateSaver, updateSaver } from '#server/db/savers.ts'
import { startSsekCallback } from '#server/http/ssek-callback.ts'
import type { SsekCallback } from '#server/http/ssek-callback.ts'
import { createLogger } from '#server/observability/logger.ts'
import type { Logger } from '#server/observability/logger.ts'
import type { CollectionView } from '#server/services/api.ts'
import { createProviderRegister } from '#server/services/collection/provider-register.ts'
import { createCollectionService } from '#server/services/collection/service.ts'
import type { CollectionService } from '#server/services/collection/service.ts'
import { createErrandService } from '#server/services/errands/service.ts'
import type { ErrandService } from '#server/services/errands/service.ts'
import { termsVersion as termsVersionInForce } from '#server/services/saver/terms.ts'
import { testDatabase } from '#server/testing/database.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { createOverviewService } from './services/overview/service.ts'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

interface Setting {
  readonly test: TestDatabase
  readonly app: Database
  readonly collection: CollectionService
  readonly callback: SsekCallback
  readonly certificates: string
  /** What the processes have written: every log line of web and workers. */
  readonly log: () => string
  /** Sets how a simulated provider behaves; null delay is its own. */
  readonly control: (providerId: string, settings: { fault?: SimulatedFault; delayMs?: number | null }) => Promise<void>
  readonly requestsTo: (providerId: string) => Promise<number>
  readonly pushesOf: (providerId: string) => Promise<number>
  readonly resetSimulator: () => Promise<void>
  readonly tellRecalculation: (
    providerId: string,
    order: { readonly datum: string; readonly bestand: string; readonly txId?: string },
  ) => Promise<{ readonly txId: string; readonly fault: string | null; readonly faultCode: string | null }>
  /** A saver who has approved the terms. */
  saver(person: TestPersonKey): Promise<string>
  spawnWorker(env: Readonly<Record<string, string>>): WorkerProcess
  startWorker(): Promise<WorkerProcess>
  close(): Promise<void>
}

interface WorkerProcess {
  readonly child: ChildProcess
  /** Its one line on stdout has come. */
  readonly ready: Promise<void>
  /** @returns the exit code, null when killed by a signal. */
  end(signal: NodeJS.Signals): Promise<number | null>
  readonly exited: Promise<number | null>
}

const termsVersion = 'test'

async function openSetting(options: { readonly clockFactor: number }): Promise<Setting> {
  const dir = await mkdtemp(join(tmpdir(), 'collection-'))
  await issueLocalCertificates(dir)
  const ours = await certificateFor(dir, 'portal', portalParty)
  const signing = await certificateFor(dir, 'portal-signing', signingParty(portalParty, 'ecdsa'))
  const test = await testDatabase()
  const masterKey = randomBytes(32)
  const numberHashKey = randomBytes(32)
  const accessLogKey = randomBytes(32)
  const app = openDatabase(
    test.urls.app,
    new Vault([{ id: 'k1', key: masterKey }], numberHashKey, [{ id: 'l1', key: accessLogKey }]),
  )
  const lines: string[] = []
  const logger: Logger = createLogger({
    level: 'trace',
    process: 'web',
    out: { write: (line: string) => lines.push(line) },
  })
  const caFile = join(dir, 'ca.crt')
  const caPem = await readFile(caFile, 'utf8')
  const { organisationNumber } = portalParty
  const callback = await startSsekCallback({
    config: {
      ssek: { organisationNumber, certPem: ours.certPem, keyPem: ours.keyPem, caPem, signing, revocationFile: null },
      callback: { host: '127.0.0.1', port: 0 },
    },
    db: app,
    register: createProviderRegister({ list: () => listProviders(app), environment: 'test', rereadMs: 0 }),
    logger,
  })
  const simulator = await startSimulator({
    caDir: dir,
    ports: 'free',
    clockFactor: options.clockFactor,
    callbackUrl: `https://127.0.0.1:${callback.port}/`,
  })
  await replaceProviders(test.owner, simulator.entries)
  const workers: WorkerProcess[] = []
  const spawnWorker = (env: Readonly<Record<string, string>>): WorkerProcess => {
    const worker = spawnWorkerProcess(
      {
        NODE_ENV: 'test',
        LOG_LEVEL: 'trace',
        DATABASE_WORKER_URL: test.urls.worker,
        ENCRYPTION_KEYS: `k1:${masterKey.toString('base64')}`,
        NUMBER_HASH_KEY: numberHashKey.toString('base64'),
        ACCESS_LOG_KEYS: `l1:${accessLogKey.toString('base64')}`,
        SSEK_ORGANISATION_NUMBER: organisationNumber,
        SSEK_TLS_CERT_FILE: ours.certFile,
        SSEK_TLS_KEY_FILE: ours.keyFile,
        SSEK_CA_FILE: caFile,
        SSEK_SIGNING_CERT_FILE: signing.certFile,
        SSEK_SIGNING_KEY_FILE: signing.keyFile,
        STOP_WHEN_STDIN_CLOSES: '1',
        ...env,
      },
      lines,
    )
    workers.push(worker)
    return worker
  }

  return {
    test,
    app,
    collection: createCollectionService({ db: app, termsVersion, now: () => new Date() }),
    callback,
    certificates: dir,
    log: () => lines.join('\n'),
    control: (providerId, settings) => controlOf(simulator, `providers/${providerId}`, settings).then(() => undefined),
    requestsTo: async (providerId) => (await stateOf(simulator, providerId)).requests,
    pushesOf: async (providerId) => (await stateOf(simulator, providerId)).pushes,
    resetSimulator: () => controlOf(simulator, 'reset', {}).then(() => undefined),
    tellRecalculation: async (providerId, order) =>
      (await controlOf(simulator, `providers/${providerId}/recalculation`, order)) as Awaited<
        ReturnType<Setting['tellRecalculation']>
      >,
    async saver(key) {
      const { number, givenName, familyName } = testPerson(key)
      const parsed = PersonalNumber.parse(number)
      if (parsed === null) throw new Error('Not a number that can exist')
      const { saverId } = await findOrCreateSaver(app, { number: parsed, name: `${givenName} ${familyName}` })
      await asSaver(app, saverId, (t) => addApproval(t, { version: termsVersion, channel: 'portal' }))
      return saverId
    },
    spawnWorker,
    async startWorker() {
      const worker = spawnWorker({})
      await worker.ready
      return worker
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.end('SIGKILL')))
      await Promise.all([simulator.close(), callback.close()])
      await app.close()
      await test.close()
      await rm(dir, { recursive: true })
    },
  }
}

async function controlOf(simulator: Simulator, path: string, settings: object): Promise<unknown> {
  const response = await fetch(`${simulator.controlUrl}/${path}`, { method: 'POST', body: JSON.stringify(settings) })
  if (!response.ok) throw new Error(`The simulator refused: ${await response.text()}`)
  return await response.json()
}

async function stateOf(simulator: Simulator, id: string): Promise<{ requests: number; pushes: number }> {
  const response = await fetch(`${simulator.controlUrl}/providers/${id}`)
  return (await response.json()) as { requests: number; pushes: number }
}

function spawnWorkerProcess(env: NodeJS.ProcessEnv, lines: string[]): WorkerProcess {
  const child = spawn(process.execPath, ['server/worker.ts'], { env, stdio: ['pipe', 'pipe', 'pipe'] })
  createInterface(child.stderr).on('line', (line) => lines.push(line))
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const ready = Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]) => {
      expect(JSON.parse(String(line))).toMatchObject({ ready: true, process: 'worker' })
    }),
    exited.then((code) => {
      throw new Error(`The worker ended (${code}) before it was ready: ${lines.slice(-5).join('\n')}`)
    }),
  ])
  return {
    child,
    ready,
    exited,
    end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return exited
    },
  }
}

let setting: Setting
beforeAll(async () => {
  setting = await openSetting({ clockFactor: 100 })
}, 60_000)
afterAll(() => setting.close())
afterEach(() => setting.resetSimulator())

async function view(saverId: string): Promise<CollectionView> {
  const found = await setting.collection.view(saverId)
  if (found === null) throw new Error('No collection')
  return found
}
const wordsOf = async (saverId: string) =>
  Object.fromEntries((await view(saverId)).sources.map(({ providerId, word }) => [providerId, word]))
const settled = (saverId: string, timeout: number) =>
  expect.poll(async () => (await view(saverId)).state, { timeout, interval: 100 }).toBe('settled')
const expectWord = (saverId: string, providerId: string, word: RegExp) =>
  expect.poll(async () => (await wordsOf(saverId))[providerId], { timeout: 20_000, interval: 100 }).toMatch(word)
const retrievalsOf = (saverId: string) =>
  asSaver(setting.app, saverId, async (t) => {
    const collection = await latestCollection(t)
    return collection ? await listRetrievals(t, collection.collectionId) : []
  })

describe('a collection, from the question to the overview', () => {
  let worker: WorkerProcess
  beforeAll(async () => {
    worker = await setting.startWorker()
  }, 30_000)

  it('settles with pushed answers, the failing provider and the disconnected one', async () => {
    const saverId = await setting.saver('mixed-career')
    await setting.collection.start(saverId)
    await settled(saverId, 30_000)
    const words = await wordsOf(saverId)
    expect(Object.keys(words)).toHaveLength(31)
    expect(words).toMatchObject({ 'stenskvatta-pension': 'failed', 'vintergrona-liv': 'disconnected' })
    const others = Object.entries(words).filter(([id]) => id !== 'stenskvatta-pension' && id !== 'vintergrona-liv')
    expect(others.filter(([, word]) => word !== 'answered' && word !== 'nothing-held')).toEqual([])
    expect((await view(saverId)).count).toEqual({ answered: 29, of: 31, older: 0 })
    // Who answers later can answer only through our endpoint.
    const asynchronous = (await listProviders(setting.app)).filter(({ flow }) => flow === 'push')
    expect(asynchronous.length).toBeGreaterThanOrEqual(4)
    for (const { id } of asynchronous) await expect.poll(() => setting.pushesOf(id)).toBe(1)

    const overview = await createOverviewService({ db: setting.app, now: () => new Date() }).view(saverId, {})
    expect(overview?.contracts.length).toBeGreaterThanOrEqual(9)
    expect(overview?.monthly).toBeGreaterThan(0)
    expect(overview?.collectionUnderWay).toBe(false)
  }, 60_000)

  it('tries a provider again that was down', async () => {
    const saverId = await setting.saver('itp1')
    await setting.control('sparhamn-liv', { fault: 'down' })
    await setting.collection.start(saverId)
    const failedOnce = () => /"providerId":"sparhamn-liv".*"fault":"unreachable"/.test(setting.log())
    await expect.poll(failedOnce, { timeout: 10_000, interval: 20 }).toBe(true)
    await setting.control('sparhamn-liv', { fault: 'none' })
    await expectWord(saverId, 'sparhamn-liv', /^(answered|nothing-held)$/)
    const retrieval = (await retrievalsOf(saverId)).find(({ providerId }) => providerId === 'sparhamn-liv')
    expect(retrieval?.attempts).toBeGreaterThan(1)
  }, 60_000)

  it('takes nothing from an answer about somebody else, direct or pushed', async () => {
    const saverId = await setting.saver('itp2')
    const providerIds = ['nordfjall-liv', 'vidhem-fond']
    for (const id of providerIds) await setting.control(id, { fault: 'wrong-person' })
    await setting.collection.start(saverId)
    for (const id of providerIds) {
      await expectWord(saverId, id, /^failed$/)
      const source = (await view(saverId)).sources.find(({ providerId }) => providerId === id)
      expect(source).toMatchObject({ fault: 'wrong-person', holdingCount: 0 })
    }
  }, 60_000)

  it('receipts a push that comes twice, and keeps one answer', async () => {
    const saverId = await setting.saver('saf-lo')
    await setting.control('vidhem-fond', { fault: 'duplicate' })
    await setting.collection.start(saverId)
    await expectWord(saverId, 'vidhem-fond', /^answered$/)
    const holdingCount = async () =>
      (await view(saverId)).sources.find(({ providerId }) => providerId === 'vidhem-fond')?.holdingCount
    const once = await holdingCount()
    await expect.poll(() => setting.log().includes('"outcome":"repeated"'), { timeout: 10_000 }).toBe(true)
    // The simulator counts a push when it has the receipt, which comes after our word of it.
    await expect.poll(() => setting.pushesOf('vidhem-fond')).toBe(2)
    expect(await holdingCount()).toBe(once)
  }, 60_000)

  it('leaks nothing: no number and no name in the logs of either process', async () => {
    expect(await worker.end('SIGTERM')).toBe(0)
    expect(setting.log()).toContain('"outcome":"answered"')
    for (const { number, familyName } of testPersons) {
      for (const secret of [number, number.slice(2), `${number.slice(0, 8)}-${number.slice(8)}`, familyName]) {
        expect(setting.log()).not.toContain(secret)
      }
    }
  }, 30_000)
})

describe('a worker that is killed', () => {
  it('loses nothing: another asks again within 30 s, and every retrieval settles once', async () => {
    const saverId = await setting.saver('municipal')
    const slow = ['nordfjall-liv', 'ekbladet-liv', 'socknen-liv']
    const onceOnly = 'sjohall-liv'
    for (const id of [...slow, onceOnly]) await setting.control(id, { delayMs: 1_500_000 })
    await setting.collection.start(saverId)
    const first = await setting.startWorker()
    await expect
      .poll(async () => (await Promise.all([...slow, onceOnly].map(setting.requestsTo))).every((count) => count > 0), {
        timeout: 20_000,
      })
      .toBe(true)
    const second = await setting.startWorker()
    await first.end('SIGKILL')
    for (const id of [...slow, onceOnly]) await setting.control(id, { delayMs: null })
    await settled(saverId, 30_000)
    const words = await wordsOf(saverId)
    for (const id of slow) expect(words[id]).toMatch(/^(answered|nothing-held)$/)
    // Its question may not be sent twice, and how the first one ended nobody knows.
    expect((await view(saverId)).sources.find(({ providerId }) => providerId === onceOnly)).toMatchObject({
      word: 'failed',
      fault: 'interrupted',
    })
    // What settled a retrieval has still to put its job away.
    const held = async () => {
      const { rows } = await setting.test.worker.sql.raw<{ rows: unknown[] }>(
        `select task_identifier, locked_by, last_error from graphile_worker.jobs
         where locked_by is not null or last_error is not null`,
      )
      return rows
    }
    await expect.poll(held, { timeout: 20_000 }).toEqual([])
    expect(await second.end('SIGTERM')).toBe(0)
  }, 90_000)
})

describe('errands', () => {
  const signing = 'nordfjall-liv'
  const words = 'Min premie för mars saknas'
  let worker: WorkerProcess
  let saverId: string
  let errands: ErrandService
  beforeAll(async () => {
    worker = await setting.startWorker()
    saverId = await setting.saver('itp1')
    errands = createErrandService({ db: setting.app, now: () => new Date() })
    await setting.collection.start(saverId)
    await vi.waitFor(async () => expect((await view(saverId)).state).toBe('settled'), {
      timeout: 30_000,
      interval: 100,
    })
  }, 60_000)
  afterAll(() => worker.end('SIGTERM'))

  /** A contract that the saver has with a provider that this is true of. */
  async function heldWith(fits: (provider: ProviderEntry) => boolean) {
    const entries = await listProviders(setting.app)
    const holdings = await asSaver(setting.app, saverId, listCurrentHoldings)
    const found = holdings.flatMap(({ providerId, holding }) => {
      const provider = entries.find(({ id }) => id === providerId)
      return provider && fits(provider) && holding.kind === 'avtal'
        ? [{ providerId, contractNumber: holding.identity.contractNumber }]
        : []
    })[0]
    if (found === undefined) throw new Error('No such contract')
    return found
  }
  const inMonths = (months: number) => {
    const today = new Date()
    const day = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, 1))
    return isoDateOf(day.toISOString().slice(0, 10))
  }
  async function handIn(providerId: string, content: ErrandContent): Promise<string> {
    const result = await errands.handIn(saverId, providerId, content)
    if (result.kind === 'refused') throw new Error(result.why)
    return result.errandIds[0] ?? ''
  }
  const stored = (errandId: string) => asSaver(setting.app, saverId, (t) => readErrand(t, errandId))
  const becomes = (errandId: string, state: ErrandState) =>
    expect.poll(async () => (await stored(errandId))?.state, { timeout: 20_000, interval: 50 }).toBe(state)

  it('are taken in hand and answered, by a provider that signs and by one that does not', async () => {
    for (const security of ['signature', 'none']) {
      const { providerId, contractNumber } = await heldWith(({ messageSecurity }) => messageSecurity === security)
      const complaint = await handIn(providerId, { operation: 'anmalFel', contractNumber, text: words })
      const plan = await handIn(providerId, {
        operation: 'lamnaUttagsplan',
        contractNumber,
        start: inMonths(12),
        duration: { months: 120 },
      })
      await becomes(complaint, 'answered')
      await becomes(plan, 'received')
      expect(await stored(complaint)).toMatchObject({ answer: expect.stringContaining('Uppgiften') as string })
      expect(await stored(plan)).toMatchObject({ reason: null, answer: null, attempts: 1 })
    }
    expect((await errands.list(saverId)).map(({ state }) => state).toSorted()).toEqual([
      'answered',
      'answered',
      'received',
      'received',
    ])
    for (const secret of ['premie', 'Uppgiften']) expect(setting.log()).not.toContain(secret)
  }, 60_000)

  it('are rejected with a reason: a contract that is not the provider’s, a start that is too near', async () => {
    const { providerId, contractNumber } = await heldWith(() => true)
    const unknown = await asSaver(setting.app, saverId, (t) =>
      addErrand(t, providerId, { operation: 'anmalFel', contractNumber: 'XX-1', text: words }),
    )
    const tooNear = await handIn(providerId, {
      operation: 'lamnaUttagsplan',
      contractNumber,
      start: inMonths(1),
      duration: 'lifelong',
    })
    await becomes(unknown, 'rejected')
    await becomes(tooNear, 'rejected')
    expect(await stored(unknown)).toMatchObject({ reason: 'Avtalet finns inte hos oss.' })
    expect(await stored(tooNear)).toMatchObject({ reason: 'Uttag måste begäras minst 3 månader i förväg.' })
  }, 60_000)

  it('are sent again to a provider that was down, and fail at one that stays so', async () => {
    const { providerId, contractNumber } = await heldWith(({ resendAllowed }) => resendAllowed)
    await setting.control(providerId, { fault: 'down' })
    const complaint = { operation: 'anmalFel', contractNumber, text: words } as const
    const first = await handIn(providerId, complaint)
    const failedOnce = () =>
      setting
        .log()
        .split('\n')
        .some((line) => line.includes(first) && line.includes('unreachable'))
    await expect.poll(failedOnce, { timeout: 10_000, interval: 20 }).toBe(true)
    await setting.control(providerId, { fault: 'none' })
    await becomes(first, 'answered')
    expect((await stored(first))?.attempts).toBeGreaterThan(1)

    await setting.control(providerId, { fault: 'down' })
    const second = await handIn(providerId, complaint)
    await becomes(second, 'failed')
    expect(await stored(second)).toMatchObject({ errorCode: 'unreachable', attempts: 3 })
  }, 60_000)

  it('are replied to once, though the reply comes twice', async () => {
    const { providerId, contractNumber } = await heldWith(({ flow }) => flow === 'sync')
    await setting.control(providerId, { fault: 'duplicate' })
    const errandId = await handIn(providerId, {
      operation: 'lamnaUttagsplan',
      contractNumber,
      start: inMonths(12),
      duration: 'lifelong',
    })
    await becomes(errandId, 'received')
    await expect.poll(() => setting.pushesOf(providerId), { timeout: 10_000 }).toBe(2)
    const lines = setting.log().split('\n')
    const outcomes = lines.filter((line) => line.includes('errand-reply') && line.includes(errandId))
    expect(outcomes.map((line) => /"outcome":"(\w+)"/.exec(line)?.[1])).toEqual(['stored', 'repeated'])
  }, 60_000)

  it('are not sent twice where that is not allowed, when the worker is killed meanwhile', async () => {
    const onceOnly = 'sjohall-liv'
    await setting.control(onceOnly, { fault: 'slow' })
    const before = await setting.requestsTo(onceOnly)
    const errandId = await asSaver(setting.app, saverId, (t) =>
      addErrand(t, onceOnly, { operation: 'anmalFel', contractNumber: 'S-1', text: words }),
    )
    await expect.poll(() => setting.requestsTo(onceOnly), { timeout: 10_000, interval: 20 }).toBe(before + 1)
    const second = await setting.startWorker()
    await worker.end('SIGKILL')
    worker = second
    await expect.poll(async () => (await stored(errandId))?.state, { timeout: 30_000, interval: 100 }).toBe('failed')
    expect(await stored(errandId)).toMatchObject({ errorCode: 'interrupted', attempts: 1 })
    expect(await setting.requestsTo(onceOnly)).toBe(before + 1)
  }, 60_000)

  it('beside them, a provider that signs tells of a recalculation, once; another is refused', async () => {
    const order = { datum: '2026-11-01', bestand: 'ITP 2, traditionell' }
    const told = await setting.tellRecalculation(signing, order)
    expect(told).toMatchObject({ fault: null })
    expect(await setting.tellRecalculation(signing, { ...order, txId: told.txId })).toMatchObject({ fault: null })
    expect(await setting.tellRecalculation('hembygd-pension', order)).toMatchObject({
      fault: 'fault',
      faultCode: 'WebServiceUnsupported',
    })
    const { rows } = await setting.app.sql.raw<{ rows: unknown[] }>(
      'select provider_id, tx_id, valid_on, stock from recalculation',
    )
    expect(rows).toEqual([{ provider_id: signing, tx_id: told.txId, valid_on: order.datum, stock: order.bestand }])
  }, 30_000)

  it('of a recalculation, a saver who wants notices is collected for anew, and has one to come', async () => {
    const told = (await view(saverId)).sources.find(({ providerId }) => providerId === signing)
    expect(told?.holdingCount).toBeGreaterThan(0)
    await asSaver(setting.app, saverId, async (t) => {
      // The worker's own terms, not this test's.
      await addApproval(t, { version: termsVersionInForce, channel: 'portal' })
      await updateSaver(t, { email: 'asa@example.test', notices: true })
    })
    await setting.tellRecalculation(signing, { datum: '2026-11-02', bestand: 'ITP 2, traditionell' })
    const state = () =>
      asSaver(setting.app, saverId, async (t) => ({
        reason: (await latestCollection(t))?.reason,
        notices: (
          await query<{ kind: string }>(t.sql, 'select kind from notice where saver_id = ? order by created_at', [
            saverId,
          ])
        ).map(({ kind }) => kind),
      }))
    // The queue's clock adds it each minute.
    await setting.test.worker.sql.raw(`select graphile_worker.add_job('recollect', '{}'::json)`)
    const expected = { reason: 'provider-announced', notices: ['new-figures'] }
    await expect.poll(state, { timeout: 30_000, interval: 100 }).toEqual(expected)
  }, 90_000)
})

describe('the process', () => {
  it('ends when its standard input closes', async () => {
    const worker = await setting.startWorker()
    worker.child.stdin?.end()
    expect(await worker.exited).toBe(0)
  }, 30_000)

  it('ends at once when its hold on the database is lost', async () => {
    const worker = await setting.startWorker()
    await setting.test.worker.sql.raw(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'samlad-pension liveness' and datname = current_database()`,
    )
    expect(await worker.exited).toBe(1)
    expect(setting.log()).toContain('worker-lost')
  }, 30_000)

  it('waits for its database, and can be stopped while it waits', async () => {
    const away = setting.test.urls.worker.replace(/:\d+\//, ':1/')
    const worker = setting.spawnWorker({ DATABASE_WORKER_URL: away })
    await expect.poll(() => setting.log().includes('waiting-for-database'), { timeout: 10_000 }).toBe(true)
    expect(await worker.end('SIGTERM')).toBe(0)
    await expect(worker.ready).rejects.toThrow('before it was ready')
  }, 30_000)

  it('says what is wrong with its configuration', async () => {
    await expect(setting.spawnWorker({ WORKER_CONCURRENCY: 'many' }).ready).rejects.toThrow(/WORKER_CONCURRENCY/)
  }, 30_000)
})
