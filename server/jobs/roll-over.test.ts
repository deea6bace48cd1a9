/** A provider changes its certificates between two collections: with both on file, nothing fails. */
import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addApproval } from '#server/db/approvals.ts'
import { createCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { listProviders, replaceProviders } from '#server/db/providers.ts'
import { readRetrieval } from '#server/db/retrievals.ts'
import { createLogger } from '#server/observability/logger.ts'
import { createSourceRegister } from '#server/services/collection/provider-register.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver, contractHolding, providerEntry } from '#server/testing/examples.ts'
import { encodeMislife } from '#providers/mis/v2/encode.ts'
import { decodeRequest } from '#providers/operations.ts'
import { createSsekSource } from '#providers/ssek/client.ts'
import type { CertificateOnFile } from '#providers/ssek/policy.ts'
import { certificateOnFile } from '#providers/ssek/policy.ts'
import type { ReceivedMessage, Reply } from '#providers/ssek/receiver.ts'
import { createSsekReceiver } from '#providers/ssek/receiver.ts'
import { Signer } from '#providers/ssek/signature.ts'
import type { TestServer, TlsFiles } from '#providers/testing/https.ts'
import { startTestServer } from '#providers/testing/https.ts'
import { ensureLocalCa, issueCertificate, portalParty, signingParty } from '#scripts/local-ca.ts'
import { createGate } from './gate.ts'
import { createHandover } from './handover.ts'
import { retrieve } from './retrieve.ts'

const organisationNumber = '169999000052'
const party = { ...portalParty, commonName: 'Bytande Liv', organisationNumber }

/** One generation of a provider's certificates. */
interface Generation {
  readonly tls: TlsFiles
  readonly signer: Signer
  readonly onFile: readonly CertificateOnFile[]
}

let test: TestDatabase
let folder: string
let portal: TlsFiles
let signing: { readonly certPem: string; readonly keyPem: string }
let first: Generation
let second: Generation
let server: TestServer
let signer: Signer
const close: (() => void)[] = []

beforeAll(async () => {
  test = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'roll-over-'))
  const ca = await ensureLocalCa(folder)
  const tlsOf = async (one: typeof portalParty) => ({ ...(await issueCertificate(ca, one)), caPem: ca.certPem })
  portal = await tlsOf(portalParty)
  signing = await issueCertificate(ca, signingParty(portalParty, 'ecdsa'))
  const generation = async (key: 'rsa' | 'ecdsa'): Promise<Generation> => {
    const tls = await tlsOf(party)
    const its = new Signer(await issueCertificate(ca, signingParty(party, key)))
    const onFile = [
      certificateOnFile(new X509Certificate(tls.certPem), 'tls'),
      certificateOnFile(its.certificate, 'signing'),
    ]
    return { tls, signer: its, onFile }
  }
  first = await generation('rsa')
  second = await generation('ecdsa')
  signer = first.signer
  server = await startTestServer(
    first.tls,
    createSsekReceiver({
      organisationNumber,
      operations: ['hamtaForsakringar'],
      policyOf: () =>
        Promise.resolve({
          messageSecurity: 'signature',
          certificates: [certificateOnFile(new X509Certificate(signing.certPem), 'signing')],
        }),
      get signer() {
        return signer
      },
      onMessage: (message) => Promise.resolve(answer(message)),
    }),
  )
})
afterAll(async () => {
  for (const each of close) each()
  await server.close()
  await test.close()
  await rm(folder, { recursive: true })
})

const answer = ({ bodyXml, header }: ReceivedMessage): Reply => ({
  kind: 'response',
  bodyXml: encodeMislife({
    sender: organisationNumber,
    receiver: portalParty.organisationNumber,
    txId: header.txId,
    created: new Date(),
    person: { number: decodeRequest(bodyXml).person, name: 'Åsa Öström-Lindqvist' },
    holdings: [contractHolding('B-1')],
  }),
})

async function put(certificates: readonly CertificateOnFile[]): Promise<void> {
  const { endpoint } = server
  const entry = { organisationNumber, endpoint, messageSecurity: 'signature', certificates } as const
  await replaceProviders(test.owner, [providerEntry('bytande-liv', entry)])
}

/** @returns what came of the question to the provider in a collection of a new saver. */
async function collect(register: ReturnType<typeof sources>) {
  const saverId = await anySaver(test.app)
  const created = await asSaver(test.app, saverId, async (t) => {
    await addApproval(t, { version: 'test', channel: 'portal' })
    return await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 3600_000),
      providers: await listProviders(test.app),
    })
  })
  const retrievalId = created?.retrievals[0]?.retrievalId ?? ''
  const logger = createLogger({ level: 'silent', process: 'test' })
  const now = () => new Date()
  const common = { db: test.worker, logger, now, random: () => 0.5 }
  await retrieve(
    { saverId, retrievalId, providerId: 'bytande-liv' },
    { again: () => Promise.resolve(), stopping: new AbortController().signal },
    {
      ...common,
      gate: createGate(common),
      handover: createHandover({ places: 0 }),
      register,
      leasedBy: () => 'pool-test',
    },
  )
  const retrieval = await asSaver(test.app, saverId, (t) => readRetrieval(t, retrievalId))
  return retrieval?.errorCode ?? retrieval?.outcome
}

function sources() {
  const register = createSourceRegister({
    list: () => listProviders(test.worker),
    environment: 'test',
    rereadMs: 0,
    createSource: (provider) =>
      createSsekSource({
        provider,
        identity: { organisationNumber: portalParty.organisationNumber, ...portal, signing },
      }),
  })
  close.push(() => register.close())
  return register
}

it('the TLS and the signing certificate change, together and apart; what is off file is refused', async () => {
  const register = sources()
  await put([...first.onFile, ...second.onFile])
  expect(await collect(register)).toBe('answered')
  server.show(second.tls)
  expect(await collect(register)).toBe('answered')
  signer = second.signer
  expect(await collect(register)).toBe('answered')

  await put(second.onFile)
  expect(await collect(register)).toBe('answered')
  signer = first.signer
  expect(await collect(register)).toBe('rejected-signature')
  signer = second.signer
  expect(await collect(register)).toBe('answered')
  server.show(first.tls)
  expect(await collect(register)).toBe('unknown-sender')
})
