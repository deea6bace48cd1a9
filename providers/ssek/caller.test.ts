import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { ensureLocalCa, issueCertificate, signingParty } from '#scripts/local-ca.ts'
import { readReceipt } from '../answer.ts'
import type { Errand } from '../errands.ts'
import { decodeErrand } from '../errands.ts'
import { ProviderError } from '../errors.ts'
import type { ProviderEntry } from '../pension-source.ts'
import { decodeRecalculation, encodeRecalculation } from '../recalculation.ts'
import type { TestServer, TlsFiles } from '../testing/https.ts'
import { startTestServer } from '../testing/https.ts'
import {
  answerHeader,
  answerWith,
  contract,
  mislife,
  portalNumber,
  providerEntry,
  providerNumber,
  question,
  secretName,
  txId,
} from '../testing/messages.ts'
import { UnreadableXml } from '../xml/document.ts'
import { SsekCaller } from './caller.ts'
import { createSsekSource } from './client.ts'
import { writeEnvelope, writeReceipt } from './envelope.ts'
import type { SsekIdentity } from './exchange.ts'
import { ssekFaultCodes } from './faults.ts'
import type { PeerPolicy } from './policy.ts'
import { certificateOnFile } from './policy.ts'
import type { ReceivedMessage, ReceiverOptions } from './receiver.ts'
import { createSsekReceiver } from './receiver.ts'
import type { SigningPair } from './signature.ts'
import { Signer } from './signature.ts'

interface Party extends TlsFiles {
  readonly signing: SigningPair
  readonly policy: PeerPolicy
}

let folder = ''
let portal: Party
let provider: Party

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caller-'))
  const ca = await ensureLocalCa(folder)
  const party = async (organisationNumber: string): Promise<Party> => {
    const named = { commonName: 'Test', organisationNumber, dnsNames: ['localhost'] }
    const signing = await issueCertificate(ca, signingParty(named, 'ecdsa'))
    return {
      ...(await issueCertificate(ca, named)),
      caPem: ca.certPem,
      signing,
      policy: {
        messageSecurity: 'signature',
        certificates: [certificateOnFile(new X509Certificate(signing.certPem), 'signing')],
      },
    }
  }
  portal = await party(portalNumber)
  provider = await party(providerNumber)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const toClose: (() => unknown)[] = []
afterEach(async () => {
  for (const close of toClose.splice(0)) await close()
})

async function serve(listener: RequestListener, tls: TlsFiles = provider): Promise<TestServer> {
  const server = await startTestServer(tls, listener)
  toClose.push(() => server.close())
  return server
}

const unsigned: PeerPolicy = { messageSecurity: 'none', certificates: [] }

/** A provider's endpoint; the messages that came in order are in `received`. */
async function desk(options: Partial<ReceiverOptions> = {}) {
  const received: ReceivedMessage[] = []
  const actions: unknown[] = []
  const receive = createSsekReceiver({
    organisationNumber: providerNumber,
    operations: ['lamnaUttagsplan', 'anmalFel'],
    asynchMethods: ['AsynchPush'],
    policyOf: () => Promise.resolve(unsigned),
    onMessage: (message) => {
      received.push(message)
      return Promise.resolve({ kind: 'receipt' })
    },
    ...options,
  })
  const { endpoint } = await serve((request, response) => {
    actions.push(request.headers['soapaction'])
    receive(request, response)
  })
  return { endpoint, received, actions }
}

const identityOf = (organisationNumber: string, { signing, ...tls }: Party): SsekIdentity => ({
  organisationNumber,
  ...tls,
  signing,
})

function source(endpoint: string, entry: Partial<ProviderEntry> = {}) {
  const made = createSsekSource({
    provider: { ...providerEntry, endpoint, ...entry },
    identity: identityOf(portalNumber, portal),
    timeoutMs: 5000,
  })
  toClose.push(() => made.close())
  return made
}

async function failure(asking: Promise<unknown>): Promise<unknown> {
  return await asking.then(
    () => 'no failure',
    (error: unknown) => (error instanceof ProviderError ? error.code : error),
  )
}

const plan: Errand = {
  errandId: '7d5f2c1e-1f0e-4b7a-9a57-0b9a4a3b2c1d',
  txId,
  content: {
    operation: 'lamnaUttagsplan',
    contractNumber: 'NL-100200',
    start: isoDateOf('2031-06-01'),
    duration: 'lifelong',
  },
}
const complaint: Errand = {
  ...plan,
  content: { operation: 'anmalFel', contractNumber: 'NL-100200', text: `${secretName}: fel premie` },
}

describe('an errand', () => {
  test.each([plan, complaint])('$content.operation asks for a push, and is done when receipted', async (errand) => {
    const { endpoint, received, actions } = await desk()
    await source(endpoint, { flow: 'sync' }).send(errand)
    expect(actions).toEqual([`"urn:samlad-pension:insamling:1/${errand.content.operation}"`])
    const [message] = received
    expect(message?.header).toEqual({
      senderId: portalNumber,
      receiverId: providerNumber,
      txId,
      asynchMethod: 'AsynchPush',
    })
    expect(decodeErrand(message?.bodyXml ?? '')).toEqual({ errandId: errand.errandId, content: errand.content })
  })

  test('is signed where that is agreed, and the receipt names its signature', async () => {
    const { endpoint, received } = await desk({
      policyOf: () => Promise.resolve(portal.policy),
      signer: new Signer(provider.signing),
    })
    await source(endpoint, provider.policy).send(complaint)
    expect(received[0]?.signatureValue).toMatch(/^[A-Za-z0-9+/]{80,}={0,2}$/)
    // Whoever has not agreed upon signatures cannot read the signed fault either.
    expect(await failure(source(endpoint).send(complaint))).toBe('malformed-response')
    expect(received).toHaveLength(1)
  })

  test.each(ssekFaultCodes)('fault %s is told', async (code) => {
    const { endpoint } = await desk({ onMessage: () => Promise.resolve({ kind: 'fault', code }) })
    await expect(source(endpoint).send(plan)).rejects.toMatchObject({ code: 'fault', faultCode: code })
  })

  test.each([
    ['an answer for a receipt', () => answerWith(mislife([contract])).bytes, 'malformed-response'],
    [
      'another transaction’s receipt',
      () =>
        writeEnvelope({
          header: { ...answerHeader, txId: '00000000-0000-4000-8000-000000000000' },
          bodyXml: writeReceipt(),
        }),
      'wrong-transaction',
    ],
    ['nothing', () => '', 'malformed-response'],
  ])('%s is refused', async (_name, reply, code) => {
    const { endpoint } = await serve((request, response) => {
      request.resume().on('end', () => response.writeHead(200, { 'content-type': 'text/xml' }).end(reply()))
    })
    expect(await failure(source(endpoint).send(plan))).toBe(code)
  })

  test('nobody there', async () => {
    expect(await failure(source('https://localhost:1/ssek').send(plan))).toBe('unreachable')
  })

  test('with words that cannot be written is never sent', async () => {
    const { endpoint, actions } = await desk()
    const errand: Errand = { ...complaint, content: { ...complaint.content, operation: 'anmalFel', text: 'a\u0000b' } }
    await expect(source(endpoint).send(errand)).rejects.toThrow(UnreadableXml)
    expect(actions).toEqual([])
  })
})

describe('the signature that a receipt names', () => {
  /** A provider that receipts, and names what it likes. */
  async function receipting(named: (sent: string) => string | null, signs = true): Promise<string> {
    const signer = new Signer(provider.signing)
    const { endpoint } = await serve((request, response) => {
      let text = ''
      request.setEncoding('utf8').on('data', (part: string) => (text += part))
      request.on('end', () => {
        const [, value = ''] = /<ds:SignatureValue>([^<]+)/.exec(text) ?? []
        const receipt = writeEnvelope({ header: answerHeader, bodyXml: writeReceipt(named(value)) })
        const message = signs ? signer.sign(receipt, new Date()) : receipt
        response.writeHead(200, { 'content-type': 'text/xml' }).end(message)
      })
    })
    return endpoint
  }
  const another = Buffer.alloc(64, 7).toString('base64')

  test.each([
    ['ours', (sent: string) => sent, 'no failure'],
    ['ours, over several lines', (sent: string) => sent.replace(/(.{20})/g, '$1\n '), 'no failure'],
    ['none', () => null, 'no failure'],
    ['another', () => another, 'rejected-signature'],
    ['ours with a letter of the other case', (sent: string) => swapped(sent), 'rejected-signature'],
  ])('%s: %s', async (_name, named, outcome) => {
    const endpoint = await receipting(named)
    const signing = { ...provider.policy, flow: 'push' } as const
    expect(await failure(source(endpoint, signing).send(plan))).toBe(outcome)
    expect(await failure(source(endpoint, signing).request(question))).toBe(outcome)
  })

  test('is not asked for where we did not sign', async () => {
    const endpoint = await receipting(() => another, false)
    expect(await failure(source(endpoint).send(plan))).toBe('no failure')
  })
})

const swapped = (base64: string): string =>
  base64.replace(/[a-z]/i, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))

describe('one-way: a provider tells us of a recalculation', () => {
  const recalculation = { date: isoDateOf('2026-11-01'), stock: 'ITP 2' }
  const port = { wsdl: 'schema/mottagning.wsdl', service: 'Mottagning', port: 'Mottagning' }

  function tell(endpoint: string, policy: PeerPolicy): Promise<void> {
    const peer = { ...providerEntry, ...policy, id: 'portal', organisationNumber: portalNumber, endpoint }
    const caller = new SsekCaller({ peer, identity: identityOf(providerNumber, provider) })
    toClose.push(() => caller.close())
    return caller.call(port, 'meddelaOmrakning', {
      txId,
      asynchMethod: null,
      body: encodeRecalculation(recalculation),
      readAnswer: ({ message, expected, arrival }) => readReceipt(message, { ...expected, provider: peer }, arrival),
    })
  }

  test('signed, and receipted by a signed receipt', async () => {
    const received: ReceivedMessage[] = []
    const receive = createSsekReceiver({
      organisationNumber: portalNumber,
      operations: ['meddelaOmrakning'],
      policyOf: () => Promise.resolve(provider.policy),
      signer: new Signer(portal.signing),
      onMessage: (message) => {
        received.push(message)
        return Promise.resolve({ kind: 'receipt' })
      },
    })
    const { endpoint } = await serve(receive, portal)
    await tell(endpoint, portal.policy)
    expect(received[0]?.header.asynchMethod).toBeNull()
    expect(decodeRecalculation(received[0]?.bodyXml ?? '')).toEqual(recalculation)
    expect(await failure(tell(endpoint, unsigned))).toBe('malformed-response')
    expect(received).toHaveLength(1)
  })
})
