/** Hostile answers to questions that a worker asks: each ends as what it is, no job is lost, and the next question is answered. */
import { X509Certificate } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addApproval } from '#server/db/approvals.ts'
import { createCollection, latestCollection } from '#server/db/collections.ts'
import { asSaver, query } from '#server/db/database.ts'
import { listCurrentHoldings } from '#server/db/holdings.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { readRetrieval } from '#server/db/retrievals.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { createLogger } from '#server/observability/logger.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase, testVault } from '#server/testing/database.ts'
import { providerEntry } from '#server/testing/examples.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { SsekIdentity } from '#providers/ssek/exchange.ts'
import { createSsekSource } from '#providers/ssek/client.ts'
import { certificateOnFile } from '#providers/ssek/policy.ts'
import { revocationCheck } from '#providers/ssek/revocation.ts'
import { secretContract, validAnswer } from '#providers/testing/hostile/corpus.ts'
import { hostileSample, inTransaction, signedHostileSample } from '#providers/testing/hostile/sample.ts'
import { Signer } from '#providers/ssek/signature.ts'
import type { SigningPairs } from '#providers/testing/hostile/signed.ts'
import type { TestServer } from '#providers/testing/https.ts'
import { startTestServer } from '#providers/testing/https.ts'
import { asked, portalNumber, providerNumber, secretName } from '#providers/testing/messages.ts'
import { ensureLocalCa, issueCertificate, portalParty, signingParty } from '#scripts/local-ca.ts'
import { issueHostileSigners } from '#scripts/testing/hostile-signers.ts'
import type { RunningWorker } from './runner.ts'
import { startWorker } from './runner.ts'

const secrets = [...secretName.split(/[ -]/), asked.reveal(), secretContract, '412345.67', 'mislife']
const megabyte = 1024 * 1024
/** Short, so that the ends of what never ends are soon met. */
const timeoutMs = 4000

type Say = (response: ServerResponse, txId: string) => void

let test: TestDatabase
let folder: string
let saverId: string
let identity: SsekIdentity
let isRevoked: (certificate: X509Certificate) => boolean
let pairs: SigningPairs
let server: TestServer
/** What the provider says to the next question. */
let say: Say = (response) => response.end()
let lines: string[] = []

beforeAll(async () => {
  test = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'hostile-worker-'))
  const ca = await ensureLocalCa(folder)
  const party = { ...portalParty, commonName: 'provider', organisationNumber: providerNumber }
  const issued = await issueHostileSigners(ca, party)
  pairs = issued.pairs
  await writeFile(join(folder, 'withdrawn.pem'), issued.revocationList)
  isRevoked = revocationCheck(join(folder, 'withdrawn.pem'), ca.certPem)
  identity = {
    organisationNumber: portalNumber,
    ...(await issueCertificate(ca, portalParty)),
    caPem: ca.certPem,
    signing: await issueCertificate(ca, signingParty(portalParty, 'ecdsa')),
  }
  server = await startTestServer({ ...(await issueCertificate(ca, party)), caPem: ca.certPem }, (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'text/xml' })
      say(response, /<ssek:TxId>([^<]+)/.exec(Buffer.concat(parts).toString())?.[1] ?? '')
    })
  })
  saverId = (await findOrCreateSaver(test.app, { number: asked, name: secretName })).saverId
  await asSaver(test.app, saverId, (t) => addApproval(t, { version: 'test', channel: 'portal' }))
})
afterAll(async () => {
  await server.close()
  await test.close()
  await rm(folder, { recursive: true })
})

/** A worker for the tests of this block, and the provider as its register has it. */
function workerFor(policy: () => Partial<ProviderEntry>) {
  let worker: RunningWorker
  const lost: unknown[] = []
  beforeAll(async () => {
    await replaceProviders(test.owner, [entryOf(policy())])
    worker = await startWorker({
      databaseUrl: test.urls.worker,
      vault: testVault,
      environment: 'test',
      concurrency: 5,
      ownCertificates: [],
      mail: { mailer: null, origin: 'http://localhost:3000', noticeDelayMs: 0 },
      accessLogRoots: null,
      logger: createLogger({ level: 'trace', process: 'test', out: { write: (line: string) => lines.push(line) } }),
      createSource: (provider) => createSsekSource({ provider, identity, isRevoked, timeoutMs }),
      onLost: (error) => lost.push(error),
    })
  })
  beforeEach(() => {
    lines = []
  })
  afterAll(async () => {
    await worker.stop()
    expect(lost).toEqual([])
  })
}

/** It is sent a question once: how often one may be repeated is tested elsewhere. */
const entryOf = (policy: Partial<ProviderEntry>): ProviderEntry =>
  providerEntry('ljuger', {
    organisationNumber: providerNumber,
    endpoint: server.endpoint,
    resendAllowed: false,
    ...policy,
  })

/** Asks anew. @returns what came of it, once the collection has settled */
async function ask() {
  const created = await asSaver(test.app, saverId, (t) =>
    createCollection(t, {
      reason: 'saver-asked',
      deadlineAt: new Date(Date.now() + 3600_000),
      providers: [entryOf({})],
    }),
  )
  const retrievalId = created?.retrievals[0]?.retrievalId ?? ''
  const isSettled = () =>
    asSaver(test.app, saverId, async (t) => (await latestCollection(t))?.settledAt instanceof Date)
  await expect.poll(isSettled, { timeout: 10_000, interval: 20 }).toBe(true)
  return await asSaver(test.app, saverId, (t) => readRetrieval(t, retrievalId))
}

/** A question that ends so; the one after it is answered, and nothing of the lie is kept, queued or logged. */
async function expectEnd(ends: string, lie: Say, truth: Say): Promise<void> {
  say = lie
  expect(await ask()).toMatchObject({ outcome: 'failed', errorCode: ends, attempts: 1, answeredAt: null })
  say = truth
  expect(await ask()).toMatchObject({ outcome: 'answered', errorCode: null, attempts: 1 })
  expect(await asSaver(test.app, saverId, listCurrentHoldings)).toHaveLength(1)
  const left = `select * from graphile_worker.jobs where task_identifier = 'retrieve' or last_error is not null`
  await expect.poll(() => query(test.worker.sql, left), { interval: 10 }).toEqual([])
  expect(lines.filter((line) => line.includes('"outcome":"failed"'))).toHaveLength(1)
  for (const secret of secrets) expect(lines.join('\n')).not.toContain(secret)
}

const rightAnswer = (txId: string): string => inTransaction(Buffer.from(validAnswer('mis-2.0')), txId).toString()

describe('asked by a worker, unsigned', () => {
  workerFor(() => ({}))
  const truth: Say = (response, txId) => response.end(rightAnswer(txId))

  it.each(hostileSample)('$name → $ends', ({ bytes, ends }) =>
    expectEnd(ends, (response, txId) => response.end(inTransaction(bytes(), txId)), truth),
  )

  const endless: readonly (readonly [string, string, Say])[] = [
    ['a slow drip', 'timeout', drip],
    ['50 MB', 'too-large', (response) => response.end(Buffer.alloc(50 * megabyte, ' '))],
    ['a connection that breaks off', 'unreachable', (response) => response.destroy()],
  ]
  it.each(endless)('%s → %s', (_name, ends, lie) => expectEnd(ends, lie, truth))
})

describe('asked by a worker, signed', () => {
  workerFor(() => ({
    messageSecurity: 'signature',
    certificates: [pairs.right, pairs.revoked].map(({ certPem }) =>
      certificateOnFile(new X509Certificate(certPem), 'signing'),
    ),
  }))
  const truth: Say = (response, txId) => response.end(new Signer(pairs.right).sign(rightAnswer(txId), new Date()))

  it.each(signedHostileSample)('$name → $ends', ({ make, ends }) =>
    expectEnd(ends, (response, txId) => response.end(make(rightAnswer(txId), pairs, new Date())), truth),
  )
})

/** A sign at a time, for ever. */
function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write('<'), 50)
  response.on('close', () => clearInterval(timer))
}
