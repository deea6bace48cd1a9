/** Hostile answers pushed to our endpoint: none is believed, none is logged, and the right one is still taken. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { listProviders, replaceProviders } from '#server/db/providers.ts'
import { readRetrieval } from '#server/db/retrievals.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { createLogger } from '#server/observability/logger.ts'
import { createProviderRegister } from '#server/services/collection/provider-register.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { providerEntry } from '#server/testing/examples.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { secretContract, validAnswer } from '#providers/testing/hostile/corpus.ts'
import { Signer } from '#providers/ssek/signature.ts'
import { hostileSample, inTransaction, oddSample, signedHostileSample } from '#providers/testing/hostile/sample.ts'
import type { SigningPairs } from '#providers/testing/hostile/signed.ts'
import { certificatesOnFile } from '#providers/testing/hostile/signed.ts'
import { asked, portalNumber, providerNumber, secretName, txId } from '#providers/testing/messages.ts'
import type { CertificateFiles } from '#scripts/local-ca.ts'
import { certificateFor, ensureLocalCa, portalParty, signingParty } from '#scripts/local-ca.ts'
import { issueHostileSigners } from '#scripts/testing/hostile-signers.ts'
import type { SsekCallback } from './ssek-callback.ts'
import { startSsekCallback } from './ssek-callback.ts'

const megabyte = 1024 * 1024
const secrets = [...secretName.split(/[ -]/), asked.reveal(), secretContract, '412345.67', 'mislife', 'MisLife']

let test: TestDatabase
let dir: string
let caPem: string
let provider: CertificateFiles
let pairs: SigningPairs
let saverId: string
let callback: SsekCallback
let lines: string[] = []
beforeAll(async () => {
  test = await testDatabase()
  dir = await mkdtemp(join(tmpdir(), 'hostile-'))
  const ca = await ensureLocalCa(dir)
  caPem = ca.certPem
  const party = { ...portalParty, commonName: 'provider', organisationNumber: providerNumber }
  provider = await certificateFor(dir, 'provider', party)
  const issued = await issueHostileSigners(ca, party)
  pairs = issued.pairs
  await writeFile(join(dir, 'withdrawn.pem'), issued.revocationList)
  const ours = await certificateFor(dir, 'portal', portalParty)
  saverId = (await findOrCreateSaver(test.app, { number: asked, name: secretName })).saverId
  callback = await startSsekCallback({
    config: {
      ssek: {
        organisationNumber: portalNumber,
        certPem: ours.certPem,
        keyPem: ours.keyPem,
        caPem,
        signing: await certificateFor(dir, 'portal-signing', signingParty(portalParty, 'ecdsa')),
        revocationFile: join(dir, 'withdrawn.pem'),
      },
      callback: { host: '127.0.0.1', port: 0 },
    },
    db: test.app,
    register: createProviderRegister({ list: () => listProviders(test.app), environment: 'test', rereadMs: 0 }),
    logger: createLogger({ level: 'trace', process: 'test', out: { write: (line) => lines.push(line) } }),
  })
})
afterAll(async () => {
  await callback.close()
  await test.close()
  await rm(dir, { recursive: true })
})

/** Registers the provider as it is in this case, and asks it a question whose answer it will push. */
async function askedOf(changes: Partial<ProviderEntry>) {
  lines = []
  const entry = providerEntry('lovar', { flow: 'push', organisationNumber: providerNumber, ...changes })
  await replaceProviders(test.owner, [entry])
  const created = await asSaver(test.app, saverId, (t) =>
    createCollection(t, { reason: 'first-visit', deadlineAt: new Date(Date.now() + 3600_000), providers: [entry] }),
  )
  const [retrieval] = created?.retrievals ?? []
  if (!retrieval) throw new Error('Nothing was asked')
  const state = () => asSaver(test.app, saverId, (t) => readRetrieval(t, retrieval.retrievalId))
  return { txId: retrieval.txId, state }
}

/** @returns the status; null where the connection was broken off */
function push(message: Buffer): Promise<number | null> {
  return new Promise((resolve) => {
    const options = { ca: caPem, cert: provider.certPem, key: provider.keyPem, agent: false, method: 'POST' } as const
    const headers = { 'content-type': 'text/xml' }
    const sent = request(`https://127.0.0.1:${callback.port}/`, { ...options, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', () => resolve(null)).end(message)
  })
}

type Asked = Awaited<ReturnType<typeof askedOf>>

async function expectEnd({ state }: Asked, message: Buffer, ends: string): Promise<void> {
  const status = await push(message)
  const retrieval = await state()
  if (ends === 'answered') {
    expect(status).toBe(200)
    expect(retrieval?.outcome).toBe('answered')
  } else {
    expect(status).not.toBe(200)
    // What cannot be tied to a question by its sender leaves it waiting; the rest has failed, and says why.
    expect([null, ends]).toContain(retrieval?.errorCode)
    expect(['waiting', 'failed']).toContain(retrieval?.outcome)
  }
  for (const secret of secrets) expect(lines.join('\n')).not.toContain(secret)
}

describe('pushed to our endpoint', () => {
  it.each([...hostileSample, ...oddSample])('$name', async ({ vocabulary, ends, bytes }) => {
    const question = await askedOf({ vocabulary })
    await expectEnd(question, inTransaction(bytes(), question.txId), ends)
    expect(await push(inTransaction(Buffer.from(validAnswer(vocabulary)), question.txId))).toBe(200)
    expect((await question.state())?.outcome).toBe('answered')
  })

  it.each(signedHostileSample)('signed: $name', async (hostile) => {
    const question = await askedOf({
      messageSecurity: 'signature',
      certificates: certificatesOnFile(hostile, pairs),
    })
    const right = validAnswer('mis-2.0').replaceAll(txId, question.txId)
    await expectEnd(question, Buffer.from(hostile.make(right, pairs, new Date())), hostile.ends)
    expect(await push(Buffer.from(new Signer(pairs.right).sign(right, new Date())))).toBe(200)
    expect((await question.state())?.outcome).toBe('answered')
  })

  it('all of them took no more memory than a few large messages', () => {
    expect(process.resourceUsage().maxRSS / 1024).toBeLessThan(1200)
  })

  it('50 MB are broken off after little more than 5 MB of them', async () => {
    let sent = 0
    await new Promise<void>((resolve) => {
      const outgoing = request(`https://127.0.0.1:${callback.port}/`, {
        ...{ ca: caPem, cert: provider.certPem, key: provider.keyPem, agent: false, method: 'POST' },
        headers: { 'content-type': 'text/xml' },
      })
      const part = Buffer.alloc(64 * 1024, ' ')
      const next = (): void => {
        while (sent < 50 * megabyte && !outgoing.destroyed) {
          sent += part.length
          if (!outgoing.write(part)) return
        }
        outgoing.end()
      }
      outgoing.on('drain', next).on('error', () => resolve())
      outgoing.on('response', (response) => {
        expect(response.statusCode).toBe(413)
        outgoing.destroy()
        resolve()
      })
      next()
    })
    expect(sent).toBeLessThan(20 * megabyte)
  })
})
