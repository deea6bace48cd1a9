/**
 * What one answer costs from job to settled retrieval, in each of the three processes that have a part in it: a worker
 * as it runs in production, providers over HTTPS with signed messages, and PostgreSQL. Prints Markdown.
 *
 * CPU time is what each process says of itself (PostgreSQL: what the kernel says of all its processes), user and system
 * time, over as many answers as were queued beforehand. Some rounds go before, for V8 to compile what is used; of those
 * that count the best for the worker is taken, since the others were disturbed by something else, and all are shown.
 * Beside them stand the parts that no worker can do without, each measured alone in the same minutes.
 *
 * The split comes from a profiled round of the same size: every sample of V8's profiler is counted to the innermost
 * function on its stack that is known to be a step, and the shares are applied to what the best round cost.
 */
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { randomBytes, randomUUID } from 'node:crypto'
import type { Profiler } from 'node:inspector'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { ExpectedAnswer } from '#providers/answer.ts'
import { readReply } from '#providers/answer.ts'
import { encodeRequest, hamtaForsakringar } from '#providers/operations.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { writeEnvelope } from '#providers/ssek/envelope.ts'
import type { PostOptions, SsekIdentity } from '#providers/ssek/exchange.ts'
import { createProviderAgent, post } from '#providers/ssek/exchange.ts'
import type { SigningPair } from '#providers/ssek/signature.ts'
import { Signer } from '#providers/ssek/signature.ts'
import { maximumMessageBytes } from '#providers/ssek/transport.ts'
import { question } from '#providers/testing/messages.ts'
import { portalParty } from '#scripts/local-ca.ts'
import { workerNodeOptions } from '#scripts/local-process.ts'
import { issueLocalCertificates } from '#scripts/local-certificates.ts'
import { Vault } from '#server/crypto/vault.ts'
import { addApproval } from '#server/db/approvals.ts'
import { createCollection } from '#server/db/collections.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver, openDatabase } from '#server/db/database.ts'
import { seedProviders } from '#server/db/seed-providers.ts'
import { anySaver } from '#server/testing/examples.ts'
import { roleUrl, startTestPostgres, superuserUrl, templateDatabase } from '#server/testing/postgres.ts'
import { row } from './answers.ts'
import { postgresCpu } from './cpu.ts'
import type { Demand } from './measured.ts'

const answers = 400
const rounds = { warm: 3, counted: 4 } as const
const messagesPerYear = 70e6

/** A step is told by the functions it begins with: file and, where the file has several steps, name. */
const steps: readonly (readonly [step: string, file: RegExp, name?: RegExp])[] = [
  ['verify the signature', /providers\/ssek\/signature\.ts$/, /^(verifySignature|partsOf|certificateIn|checkTime)$/],
  ['sign the question', /providers\/ssek\/signature\.ts$/, /^#?(sign|security)$/],
  ['hold against the schema', /providers\/xml\/document\.ts$/, /^check$/],
  ['decode', /providers\/answer\.ts$/, /^decodeBody$/],
  ['read the envelope', /providers\/answer\.ts$/],
  ['seal, and open the saver’s key', /server\/crypto\/vault\.ts$/],
  ['holdings to text', /forecasting\/model\/stored\.ts$/],
  ['log', /server\/observability\/|node_modules\/pino/],
  ['SOAP and HTTPS', /providers\/ssek\/(client|exchange)\.ts$|node_modules\/soap\/|^node:_?(https?|tls|http_)/],
  ['queue (graphile-worker)', /node_modules\/graphile-worker\//],
  ['database driver (knex, pg)', /node_modules\/(knex|tarn|pg|pg-protocol|pg-pool|pg-types|postgres-[a-z]+)\//],
  ['the job and its queries', /\/server\//],
]

function stepOf(stack: readonly Profiler.ProfileNode[]): string | null {
  for (const { callFrame } of stack) {
    const found = steps.find(
      ([, file, name]) => file.test(callFrame.url) && (name?.test(callFrame.functionName) ?? true),
    )
    if (found) return found[0]
  }
  const leaf = stack[0]?.callFrame.functionName
  if (leaf === '(idle)' || leaf === '(root)') return null
  // On a machine that others use too, the profiler counts waiting for a core here.
  if (leaf === '(program)') return 'outside JavaScript, and waiting for a core'
  return leaf === '(garbage collector)' ? 'garbage collection' : 'Node itself'
}

/** Share of each step in all samples that were not idle. */
function split({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): ReadonlyMap<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const stackOf = (id: number): Profiler.ProfileNode[] => {
    const stack: Profiler.ProfileNode[] = []
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const node = byId.get(at)
      if (node) stack.push(node)
    }
    return stack
  }
  const stepsById = new Map(nodes.map(({ id }) => [id, stepOf(stackOf(id))]))
  const spent = new Map<string, number>()
  let all = 0
  for (const [index, sample] of samples.entries()) {
    const step = stepsById.get(sample) ?? null
    const microseconds = timeDeltas[index] ?? 0
    if (step === null) continue
    spent.set(step, (spent.get(step) ?? 0) + microseconds)
    all += microseconds
  }
  return new Map([...spent].map(([step, microseconds]) => [step, microseconds / all]))
}

/** A process that is measured from inside; see measured.ts. */
class Measured {
  readonly child: ChildProcess

  constructor(
    file: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    nodeOptions: readonly string[] = [],
  ) {
    this.child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
      execPath: process.execPath,
      execArgv: [...nodeOptions, '--import', new URL('./measured.ts', import.meta.url).href],
      env: { ...process.env, ...env },
      // Its log is written, as it would be, and not looked at; but a process that fails says why.
      stdio: ['ignore', 'pipe', env['LOG_LEVEL'] === undefined ? 'inherit' : 'ignore', 'ipc'],
    })
  }

  async ask<T>(demand: Demand): Promise<T> {
    const answered = new Promise<T>((resolve) => {
      const hear = (message: { demand?: Demand; result: T }) => {
        if (message.demand !== demand) return
        this.child.off('message', hear)
        resolve(message.result)
      }
      this.child.on('message', hear)
    })
    this.child.send(demand)
    return answered
  }

  /** Milliseconds of CPU since it began. */
  async cpu(): Promise<number> {
    const { user, system } = await this.ask<NodeJS.CpuUsage>('usage')
    return (user + system) / 1000
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return
    const ended = once(this.child, 'exit')
    this.child.kill('SIGTERM')
    await ended
  }
}

interface House {
  readonly folder: string
  readonly superuser: pg.Client
  readonly app: Database
  readonly providers: readonly ProviderEntry[]
  readonly worker: Measured
  readonly simulator: Measured
  readonly workerUrl: string
  readonly identity: SsekIdentity & { readonly signing: SigningPair }
}

async function queue({ app, providers }: House, count: number): Promise<void> {
  for (let queued = 0; queued < count; queued += providers.length) {
    const saverId = await anySaver(app)
    await asSaver(app, saverId, async (t) => {
      await addApproval(t, { version: '2026-1', channel: 'portal' })
      await createCollection(t, { reason: 'first-visit', deadlineAt: new Date(Date.now() + 3_600_000), providers })
    })
  }
}

async function allAnswered({ superuser }: House): Promise<void> {
  for (;;) {
    const { rows } = await superuser.query<{ outcome: string }>(
      `select distinct outcome from retrieval union
       select 'waiting' from graphile_worker._private_jobs where locked_by is not null`,
    )
    const failed = rows.some(({ outcome }) => outcome !== 'waiting' && outcome !== 'answered')
    if (failed) throw new Error('An answer failed')
    if (rows.every(({ outcome }) => outcome === 'answered')) return
    await sleep(250)
  }
}

interface Round {
  readonly worker: number
  readonly simulator: number
  readonly postgres: number
  readonly elapsed: number
  readonly transactions: number
}

/** Jobs are queued while the worker stands still; then it takes them all, as fast as it can. */
async function round(house: House): Promise<Round> {
  const { worker, simulator, folder, superuser } = house
  const transactions = async (): Promise<number> => {
    const { rows } = await superuser.query<{ sum: string }>('select sum(xact_commit) from pg_stat_database')
    return Number(rows[0]?.sum)
  }
  const workerBefore = await worker.cpu()
  worker.child.kill('SIGSTOP')
  await queue(house, answers)
  const before = {
    simulator: await simulator.cpu(),
    postgres: postgresCpu(folder),
    transactions: await transactions(),
    elapsed: performance.now(),
  }
  worker.child.kill('SIGCONT')
  await allAnswered(house)
  const elapsed = performance.now()
  return {
    worker: ((await worker.cpu()) - workerBefore) / answers,
    simulator: ((await simulator.cpu()) - before.simulator) / answers,
    postgres: (postgresCpu(folder) - before.postgres) / answers,
    elapsed: (elapsed - before.elapsed) / answers,
    transactions: ((await transactions()) - before.transactions) / answers,
  }
}

/** Everything that is needed, for as long as `act` takes. */
async function withHouse(act: (house: House) => Promise<void>): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const caDir = mkdtempSync(join(tmpdir(), 'bench-ca-'))
  stack.defer(() => rmSync(caDir, { recursive: true, force: true }))
  await issueLocalCertificates(caDir)
  const server = await startTestPostgres()
  stack.defer(() => server.stop())
  const { postgres, folder } = server
  const simulator = new Measured('./simulator.ts', [caDir])
  stack.defer(() => simulator.stop())
  const [providers] = (await once(simulator.child, 'message')) as [readonly ProviderEntry[]]
  await seedProviders(roleUrl(postgres, 'owner', templateDatabase), providers)
  const [masterKey, numberHashKey, accessLogKey] = [randomBytes(32), randomBytes(32), randomBytes(32)]
  const settings = {
    NODE_ENV: 'development',
    LOG_LEVEL: 'info',
    ENCRYPTION_KEYS: `bench:${masterKey.toString('base64')}`,
    NUMBER_HASH_KEY: numberHashKey.toString('base64'),
    ACCESS_LOG_KEYS: `bench:${accessLogKey.toString('base64')}`,
    DATABASE_WORKER_URL: roleUrl(postgres, 'worker', templateDatabase),
    SSEK_ORGANISATION_NUMBER: portalParty.organisationNumber,
    SSEK_TLS_CERT_FILE: join(caDir, 'portal.crt'),
    SSEK_TLS_KEY_FILE: join(caDir, 'portal.key'),
    SSEK_CA_FILE: join(caDir, 'ca.crt'),
    SSEK_SIGNING_CERT_FILE: join(caDir, 'portal-signing.crt'),
    SSEK_SIGNING_KEY_FILE: join(caDir, 'portal-signing.key'),
  }
  const worker = new Measured('../server/worker.ts', [], settings, workerNodeOptions)
  stack.defer(() => worker.stop())
  const ready = worker.child.stdout
  if (ready) await once(ready, 'data')
  const vault = new Vault([{ id: 'bench', key: masterKey }], numberHashKey, [{ id: 'bench', key: accessLogKey }])
  const app = openDatabase(roleUrl(postgres, 'app', templateDatabase), vault)
  stack.defer(() => app.close())
  const superuser = new pg.Client({ connectionString: superuserUrl(postgres, templateDatabase) })
  await superuser.connect()
  stack.defer(() => superuser.end())
  const read = (name: string): string => readFileSync(join(caDir, name), 'utf8')
  const identity = {
    organisationNumber: portalParty.organisationNumber,
    certPem: read('portal.crt'),
    keyPem: read('portal.key'),
    caPem: read('ca.crt'),
    signing: { certPem: read('portal-signing.crt'), keyPem: read('portal-signing.key') },
  }
  const workerUrl = roleUrl(postgres, 'worker', templateDatabase)
  await act({ folder, superuser, app, providers, worker, simulator, workerUrl, identity })
}

/** CPU milliseconds of one run in this process, by the best of five series. */
async function alone(run: () => unknown, times = 100): Promise<number> {
  const series: number[] = []
  for (let count = 0; count < 5; count++) {
    const before = process.cpuUsage()
    for (let time = 0; time < times; time++) await run()
    const { user, system } = process.cpuUsage(before)
    series.push((user + system) / 1000 / times)
  }
  return Math.min(...series)
}

/** What an answer cannot be had without, over all providers: half of them sign with RSA, half with ECDSA. */
async function partsAlone({ providers, workerUrl, identity }: House): Promise<Readonly<Record<string, number>>> {
  const signer = new Signer(identity.signing)
  const exchanges = providers.map((provider) => {
    const asked = { ...question, txId: randomUUID() }
    const header = {
      senderId: identity.organisationNumber,
      receiverId: provider.organisationNumber,
      txId: asked.txId,
      asynchMethod: null,
    }
    const text = writeEnvelope({ header, bodyXml: encodeRequest(asked) })
    const signed = signer.signed(text, new Date())
    const options: PostOptions = {
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${hamtaForsakringar}"` },
      agent: createProviderAgent(provider, identity, () => false),
      limits: { timeoutMs: 20_000, maximumBytes: maximumMessageBytes },
      isRevoked: () => false,
    }
    const expected: ExpectedAnswer = {
      provider,
      receiver: identity.organisationNumber,
      txId: asked.txId,
      requestSignatureValue: signed.signatureValue,
      asked: asked.person,
      earlierNumbers: [],
    }
    return {
      text,
      send: () => post(provider.endpoint, signed.text, options),
      expected,
      close: () => options.agent.destroy(),
    }
  })
  const replies = await Promise.all(exchanges.map(async ({ send, expected }) => ({ reply: await send(), expected })))
  const client = new pg.Client({ connectionString: workerUrl })
  await client.connect()
  const each = exchanges.length
  try {
    return {
      'sign the question': (await alone(() => exchanges.map(({ text }) => signer.signed(text, new Date())))) / each,
      'HTTPS exchange, connection kept alive': (await alone(() => inTurn(exchanges.map(({ send }) => send)))) / each,
      'verify, hold against the schema, decode':
        (await alone(() =>
          replies.map(({ reply, expected }) => readReply(reply, expected, { now: new Date(), isRevoked: () => false })),
        )) / each,
      'one prepared statement in PostgreSQL': await alone(() => client.query({ name: 'one', text: 'select 1' }), 500),
    }
  } finally {
    await client.end()
    for (const { close } of exchanges) close()
  }
}

async function inTurn(acts: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const act of acts) await act()
}

await withHouse(async (house) => {
  for (let warm = 0; warm < rounds.warm; warm++) await round(house)
  const counted: Round[] = []
  for (let count = 0; count < rounds.counted; count++) counted.push(await round(house))
  const best = counted.reduce((one, other) => (other.worker < one.worker ? other : one))
  const parts = await partsAlone(house)
  await house.worker.ask('start-profile')
  const profiled = await round(house)
  const profile = await house.worker.ask<Profiler.Profile>('end-profile')
  const all = best.worker + best.simulator + best.postgres
  const rate = 1000 / (best.worker + best.postgres)

  console.log('\n| One answer end to end, 5 contracts, signed | CPU ms |\n|---|---:|')
  for (const [step, share] of [...split(profile)].sort(([, one], [, other]) => other - one)) {
    row(`worker: ${step}`, share * best.worker)
  }
  row('**worker**', best.worker)
  row('PostgreSQL', best.postgres)
  row('simulated providers', best.simulator)
  row('all three', all)
  console.log('\n| The parts, each alone, warm, in a process that does nothing else | CPU ms |\n|---|---:|')
  for (const [part, cpu] of Object.entries(parts)) row(part, cpu)
  console.log(`
Rounds (worker, CPU ms): ${counted.map(({ worker }) => worker.toFixed(2)).join(', ')}; load of the machine \
${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores.
${answers} answers by ${house.providers.length} providers, one worker: ${(1000 / best.elapsed).toFixed(0)} a second with \
all three on this machine's cores; ${best.transactions.toFixed(1)} transactions each. Profiling made the worker's part \
${((profiled.worker / best.worker - 1) * 100).toFixed(0)} % dearer. Worker and PostgreSQL imply ${rate.toFixed(0)} answers a second and core: \
${messagesPerYear / 1e6} million in ${(messagesPerYear / rate / 3600 / 8).toFixed(0)} hours on 8 cores.`)
})
