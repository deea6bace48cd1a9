import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { ensureLocalCa, issueCertificate, signingParty } from '#scripts/local-ca.ts'
import { ProviderError } from '../errors.ts'
import { decodeRequest } from '../operations.ts'
import type { Answer, ProviderEntry, Question } from '../pension-source.ts'
import type { TestServer, TlsFiles } from '../testing/https.ts'
import { startTestServer } from '../testing/https.ts'
import {
  answerHeader,
  answerWith,
  asked,
  contract,
  mislife,
  portalNumber,
  providerEntry,
  providerNumber,
  question,
  secretName,
  someoneElse,
  txId,
  unsigned,
} from '../testing/messages.ts'
import { revocationList } from '#scripts/testing/revocation-list.ts'
import type { Xml } from '../xml/write.ts'
import type { SsekSourceOptions } from './client.ts'
import { createSsekSource } from './client.ts'
import { readEnvelope, writeEnvelope, writeFault, writeReceipt } from './envelope.ts'
import type { SsekFaultCode } from './faults.ts'
import { ssekFaultCodes } from './faults.ts'
import type { ReceivedMessage, ReceiverOptions } from './receiver.ts'
import { createSsekReceiver } from './receiver.ts'
import type { CertificateOnFile } from './policy.ts'
import { certificateOnFile } from './policy.ts'
import { revocationCheck } from './revocation.ts'
import type { SigningPair } from './signature.ts'
import { Signer } from './signature.ts'

let folder = ''
let portal: TlsFiles
let provider: TlsFiles
let stranger: TlsFiles
let providerOfOtherCa: TlsFiles
let portalOfOtherCa: TlsFiles
let providerOfTomorrow: TlsFiles
let portalSigning: SigningPair
let providerSigning: SigningPair

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wire-'))
  const ca = await ensureLocalCa(join(folder, 'one'))
  const otherCa = await ensureLocalCa(join(folder, 'two'))
  const issue = async (by: typeof ca, organisationNumber: string): Promise<TlsFiles> => ({
    ...(await issueCertificate(by, { commonName: 'Test', organisationNumber, dnsNames: ['localhost'] })),
    caPem: ca.certPem,
  })
  portal = await issue(ca, portalNumber)
  provider = await issue(ca, providerNumber)
  portalSigning = await issueCertificate(
    ca,
    signingParty({ commonName: 'Test', organisationNumber: portalNumber }, 'ecdsa'),
  )
  providerSigning = await issueCertificate(
    ca,
    signingParty({ commonName: 'Test', organisationNumber: providerNumber }, 'rsa'),
  )
  stranger = await issue(ca, '165560009999')
  providerOfOtherCa = await issue(otherCa, providerNumber)
  portalOfOtherCa = await issue(otherCa, portalNumber)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3 * 86_400_000 })
  providerOfTomorrow = await issue(ca, providerNumber)
  vi.useRealTimers()
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

/** A provider that answers whatever comes with this message. */
const saying =
  (message: string | Uint8Array, status = 200, contentType = 'text/xml; charset=utf-8'): RequestListener =>
  (request, response) => {
    request.resume().on('end', () => response.writeHead(status, { 'content-type': contentType }).end(message))
  }

interface Asking extends Partial<Omit<SsekSourceOptions, 'provider'>> {
  readonly entry?: Partial<ProviderEntry>
  readonly question?: Partial<Question>
  readonly signal?: AbortSignal
}

function ask(endpoint: string, { entry, question: asking, signal, ...options }: Asking = {}): Promise<Answer> {
  const source = createSsekSource({
    provider: { ...providerEntry, endpoint, ...entry },
    identity: { organisationNumber: portalNumber, ...portal },
    timeoutMs: 5000,
    ...options,
  })
  toClose.push(() => source.close())
  return source.request({ ...question, ...asking }, signal)
}

async function failure(asking: Promise<unknown>): Promise<ProviderError> {
  const error = await asking.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ProviderError) return error
  throw new Error('Expected a ProviderError', { cause: error })
}

const receiver = (options: Partial<ReceiverOptions>): RequestListener =>
  createSsekReceiver({
    organisationNumber: providerNumber,
    operations: ['hamtaForsakringar'],
    asynchMethods: ['AsynchPush'],
    policyOf: () => Promise.resolve(unsigned),
    onMessage: () => Promise.resolve({ kind: 'response', bodyXml: mislife([contract]) }),
    ...options,
  })

describe('a question over mutual TLS', () => {
  test('is answered in the response', async () => {
    const received: ReceivedMessage[] = []
    const { endpoint } = await serve(
      receiver({
        onMessage: (message) => {
          received.push(message)
          return Promise.resolve({ kind: 'response', bodyXml: mislife([contract]) })
        },
      }),
    )
    const answer = await ask(endpoint)
    expect(answer).toMatchObject({ kind: 'answered', holdings: [{ identity: { contractNumber: 'NL-100200' } }] })
    expect(received).toHaveLength(1)
    const [message] = received
    expect(message?.header).toEqual({ senderId: portalNumber, receiverId: providerNumber, txId, asynchMethod: null })
    expect(message?.operation).toBe('hamtaForsakringar')
    const asks = decodeRequest(message?.bodyXml ?? '')
    expect(asks.person.equals(asked)).toBe(true)
    expect(asks).toMatchObject({ purpose: 'pensionsoversikt', approval: question.approval, wishedAges: [65, 67] })
  })

  test('the original is the bytes as they came', async () => {
    const { bytes } = answerWith(mislife([contract]))
    const { endpoint } = await serve(saying(bytes, 200, 'application/xml'))
    const answer = await ask(endpoint)
    if (answer.kind === 'later') throw new Error('Expected an answer')
    expect(Buffer.compare(answer.original.bytes, bytes)).toBe(0)
    expect(answer.original.contentType).toBe('application/xml')
  })

  test('nothing held', async () => {
    const { endpoint } = await serve(saying(answerWith(mislife([])).bytes))
    expect((await ask(endpoint)).kind).toBe('nothing-held')
  })

  test('pushed: a receipt is the promise of an answer', async () => {
    const headers: unknown[] = []
    const { endpoint } = await serve(
      receiver({
        onMessage: ({ header }) => {
          headers.push(header.asynchMethod)
          return Promise.resolve({ kind: 'receipt' })
        },
      }),
    )
    expect(await ask(endpoint, { entry: { flow: 'push' } })).toEqual({ kind: 'later' })
    expect(headers).toEqual(['AsynchPush'])
    expect((await failure(ask(endpoint))).code).toBe('malformed-response')
  })

  test('carries the SOAPAction of the operation', async () => {
    const actions: unknown[] = []
    const { endpoint } = await serve((request, response) => {
      actions.push(request.headers['soapaction'], request.headers['content-type'])
      saying(answerWith(mislife([])).bytes)(request, response)
    })
    await ask(endpoint)
    expect(actions).toEqual(['"urn:samlad-pension:insamling:1/hamtaForsakringar"', 'text/xml; charset=utf-8'])
  })

  test('many at once keep to their own answers, over connections kept alive', async () => {
    const ports = new Set<number | undefined>()
    const { endpoint } = await serve((request, response) => {
      ports.add(request.socket.remotePort)
      receiver({
        onMessage: ({ header }) =>
          Promise.resolve({
            kind: 'response',
            bodyXml: mislife([
              { ...contract, identity: { ...contract.identity, contractNumber: header.txId } },
            ]).replace(txId, header.txId) as Xml,
          }),
      })(request, response)
    })
    const source = createSsekSource({
      provider: { ...providerEntry, endpoint },
      identity: { organisationNumber: portalNumber, ...portal },
    })
    toClose.push(() => source.close())
    const ids = Array.from({ length: 20 }, (_, index) => `${txId.slice(0, -2)}${String(index + 10)}`)
    const answers = await Promise.all(ids.map((id) => source.request({ ...question, txId: id })))
    expect(
      answers.map((answer) => (answer.kind === 'answered' ? answer.holdings[0].identity.contractNumber : answer.kind)),
    ).toEqual(ids)
    expect(ports.size).toBe(providerEntry.concurrency)
  })
})

describe('a promised answer that is fetched', () => {
  const pull: Asking = { entry: { flow: 'pull', resendAllowed: false } }
  const promised: Asking = { ...pull, question: { promised: true } }

  test('the question asks for it, and is receipted', async () => {
    const headers: unknown[] = []
    const { endpoint } = await serve(
      receiver({
        asynchMethods: ['AsynchPull'],
        onMessage: ({ header, operation }) => {
          headers.push([operation, header.asynchMethod])
          return Promise.resolve({ kind: 'receipt' })
        },
      }),
    )
    expect(await ask(endpoint, pull)).toEqual({ kind: 'later' })
    expect(headers).toEqual([['hamtaForsakringar', 'AsynchPull']])
  })

  test('by a PullMessage with the TxId of the question and nothing else', async () => {
    const received: ReceivedMessage[] = []
    const actions: unknown[] = []
    const receive = receiver({
      operations: ['PullMessage'],
      onMessage: (message) => {
        received.push(message)
        return Promise.resolve(
          received.length === 1
            ? { kind: 'fault', code: 'NoResultAvailable' }
            : { kind: 'response', bodyXml: mislife([contract]) },
        )
      },
    })
    const { endpoint } = await serve((request, response) => {
      actions.push(request.headers['soapaction'])
      receive(request, response)
    })
    expect(await ask(endpoint, promised)).toEqual({ kind: 'later' })
    expect((await ask(endpoint, promised)).kind).toBe('answered')
    const action = '"http://schemas.ssek.org/ssek/2006-05-10/PullMessage"'
    expect(actions).toEqual([action, action])
    expect(received[1]?.header).toEqual({
      senderId: portalNumber,
      receiverId: providerNumber,
      txId,
      asynchMethod: null,
    })
    expect(Buffer.from(received[1]?.bytes ?? []).toString()).not.toContain(asked.reveal())
  })

  test.each(ssekFaultCodes.filter((code) => code !== 'NoResultAvailable'))('%s is a fault', async (code) => {
    const { endpoint } = await serve(
      receiver({ operations: ['PullMessage'], onMessage: () => Promise.resolve({ kind: 'fault', code }) }),
    )
    expect(await failure(ask(endpoint, promised))).toMatchObject({ code: 'fault', faultCode: code })
  })

  test('NoResultAvailable is no answer to a question', async () => {
    const { endpoint } = await serve(
      receiver({ onMessage: () => Promise.resolve({ kind: 'fault', code: 'NoResultAvailable' }) }),
    )
    expect(await failure(ask(endpoint, { entry: { flow: 'sync' } }))).toMatchObject({ faultCode: 'NoResultAvailable' })
  })

  test('a receipt where the answer was due, an answer of another, a PullMessage with a bad content', async () => {
    const receipt = await serve(saying(writeEnvelope({ header: answerHeader, bodyXml: writeReceipt() })))
    expect((await failure(ask(receipt.endpoint, promised))).code).toBe('malformed-response')
    const header = { ...answerHeader, txId: '00000000-0000-4000-8000-000000000000' }
    const other = await serve(saying(answerWith(mislife([contract]), header).bytes))
    expect((await failure(ask(other.endpoint, promised))).code).toBe('wrong-transaction')
    const bad = '<ssek:PullMessage xmlns:ssek="http://schemas.ssek.org/ssek/2006-05-10/">x</ssek:PullMessage>' as Xml
    expect(() => readEnvelope(Buffer.from(writeEnvelope({ header: answerHeader, bodyXml: bad })))).toThrow('schema')
  })
})

describe('between two questions', () => {
  const sourceAt = (endpoint: string, resendAllowed: boolean) => {
    const source = createSsekSource({
      provider: { ...providerEntry, endpoint, resendAllowed },
      identity: { organisationNumber: portalNumber, ...portal },
    })
    toClose.push(() => source.close())
    return source
  }

  test('a kept connection may have been closed by the provider: the question goes out again on another', async () => {
    const used = new Set<unknown>()
    let requests = 0
    const { endpoint } = await serve((request, response) => {
      requests += 1
      if (used.has(request.socket)) request.socket.destroy()
      used.add(request.socket)
      saying(answerWith(mislife([])).bytes)(request, response)
    })
    const source = sourceAt(endpoint, true)
    await source.request(question)
    expect((await source.request(question)).kind).toBe('nothing-held')
    expect(requests).toBe(3)
  })

  test('no connection is kept where a question may go out only once', async () => {
    const used = new Set<unknown>()
    const { endpoint } = await serve((request, response) => {
      used.add(request.socket)
      saying(answerWith(mislife([])).bytes)(request, response)
    })
    const source = sourceAt(endpoint, false)
    await source.request(question)
    await source.request(question)
    expect(used.size).toBe(2)
    const more = providerEntry.concurrency + 1
    await Promise.all(Array.from({ length: more }, () => source.request(question)))
    expect(used.size).toBe(2 + more)
  })

  test('a connection is given up before the provider closes it, where it says when it will', async () => {
    const ended = Promise.withResolvers<'by the one who asks'>()
    const { endpoint } = await serve((request, response) => {
      request.socket.once('end', () => ended.resolve('by the one who asks'))
      response.setHeader('keep-alive', 'timeout=2')
      saying(answerWith(mislife([])).bytes)(request, response)
    })
    await sourceAt(endpoint, true).request(question)
    expect(await ended.promise).toBe('by the one who asks')
  })
})

describe('a fault', () => {
  test.each(ssekFaultCodes)('%s', async (code) => {
    const { endpoint } = await serve(receiver({ onMessage: () => Promise.resolve({ kind: 'fault', code }) }))
    expect(await failure(ask(endpoint))).toMatchObject({ code: 'fault', faultCode: code })
  })
})

describe('who is who', () => {
  test('we, under another organisation number than our certificate’s', async () => {
    const { endpoint } = await serve(receiver({}))
    const error = await failure(ask(endpoint, { identity: { organisationNumber: portalNumber, ...stranger } }))
    expect(error).toMatchObject({ code: 'fault', faultCode: 'SenderIdUnknown' })
  })

  test('a question meant for somebody else', async () => {
    const { endpoint } = await serve(receiver({ organisationNumber: '165560004321' }))
    expect(await failure(ask(endpoint))).toMatchObject({ code: 'fault', faultCode: 'ReceiverIdUnknown' })
  })

  test('our certificate from a CA that the provider does not know', async () => {
    const { endpoint } = await serve(receiver({}))
    const error = await failure(ask(endpoint, { identity: { organisationNumber: portalNumber, ...portalOfOtherCa } }))
    expect(error.code).toBe('unreachable')
  })

  test('no certificate of ours', async () => {
    const { endpoint } = await serve(receiver({}))
    await expect(rawPost(endpoint, 'x', {}, { ca: portal.caPem })).rejects.toMatchObject({
      code: expect.stringMatching(/CERTIFICATE_REQUIRED|ECONNRESET/) as string,
    })
  })

  test('a provider whose certificate is from another CA', async () => {
    const { endpoint } = await serve(receiver({}), providerOfOtherCa)
    expect((await failure(ask(endpoint))).code).toBe('unknown-sender')
  })

  test('a provider with the certificate of another organisation', async () => {
    const { endpoint } = await serve(saying(answerWith(mislife([contract])).bytes), stranger)
    expect((await failure(ask(endpoint))).code).toBe('unknown-sender')
  })

  test('a provider at another name than its certificate’s', async () => {
    const { endpoint } = await serve(receiver({}))
    expect((await failure(ask(endpoint.replace('localhost', '127.0.0.1')))).code).toBe('unknown-sender')
  })

  test('a certificate that is not yet valid is a clock that is wrong', async () => {
    const { endpoint } = await serve(receiver({}), providerOfTomorrow)
    expect((await failure(ask(endpoint))).code).toBe('clock-skew')
  })
})

describe('where the policy says signature', () => {
  const day = new Date()
  const signs: Partial<ProviderEntry> = { messageSecurity: 'signature' }
  const onFile = (...pairs: readonly [CertificateOnFile['use'], SigningPair][]): readonly CertificateOnFile[] =>
    pairs.map(([use, { certPem }]) => certificateOnFile(new X509Certificate(certPem), use))
  const ours = (): SsekSourceOptions['identity'] => ({
    organisationNumber: portalNumber,
    ...portal,
    signing: portalSigning,
  })
  const asking = (): Asking => ({
    entry: { ...signs, certificates: onFile(['signing', providerSigning]) },
    identity: ours(),
  })
  const signing = (options: Partial<ReceiverOptions> = {}): RequestListener =>
    receiver({
      policyOf: () =>
        Promise.resolve({ messageSecurity: 'signature', certificates: onFile(['signing', portalSigning]) }),
      signer: new Signer(providerSigning),
      ...options,
    })
  const rightAnswer = (): string => Buffer.from(answerWith(mislife([contract])).bytes).toString()

  test('question and answer are signed, and checked', async () => {
    const received: ReceivedMessage[] = []
    const { endpoint } = await serve(
      signing({
        onMessage: (message) => {
          received.push(message)
          return Promise.resolve({ kind: 'response', bodyXml: mislife([contract]) })
        },
      }),
    )
    expect((await ask(endpoint, asking())).kind).toBe('answered')
    expect(received[0]?.signatureValue).toMatch(/^[\w+/]{80,}={0,2}$/)
    // The original is kept whole, its signature with it; what is read is the signed parts alone.
    expect(Buffer.from(received[0]?.bytes ?? []).toString()).toContain('SignatureValue')
    expect(Buffer.from(received[0]?.content ?? []).toString()).not.toContain('SignatureValue')
    expect(Buffer.from(received[0]?.content ?? []).toString()).toContain(asked.reveal())
  })

  test.each(ssekFaultCodes)('a signed fault %s is understood', async (code) => {
    const { endpoint } = await serve(signing({ onMessage: () => Promise.resolve({ kind: 'fault', code }) }))
    expect(await failure(ask(endpoint, asking()))).toMatchObject({ code: 'fault', faultCode: code })
  })

  test('a fault of a gateway that cannot sign is a fault, and a receipt must be signed', async () => {
    const fault = writeEnvelope({ header: answerHeader, bodyXml: writeFault('WebServiceUnavailable', txId) })
    const gateway = await serve(saying(fault, 500))
    expect(await failure(ask(gateway.endpoint, asking()))).toMatchObject({ faultCode: 'WebServiceUnavailable' })
    const receipt = writeEnvelope({ header: answerHeader, bodyXml: writeReceipt() })
    const promising = { ...asking(), entry: { ...asking().entry, flow: 'push' as const } }
    const unsignedReceipt = await serve(saying(receipt))
    expect((await failure(ask(unsignedReceipt.endpoint, promising))).code).toBe('rejected-signature')
    const signedReceipt = await serve(saying(new Signer(providerSigning).sign(receipt, day)))
    expect(await ask(signedReceipt.endpoint, promising)).toEqual({ kind: 'later' })
  })

  test.each([
    ['unsigned', (text: string) => text, 'rejected-signature'],
    ['signed with its TLS key', (text: string) => new Signer(provider).sign(text, day), 'rejected-signature'],
    ['signed by us', (text: string) => new Signer(portalSigning).sign(text, day), 'rejected-signature'],
    [
      'changed',
      (text: string) => new Signer(providerSigning).sign(text, day).replace('NL-100200', 'NL-100201'),
      'rejected-signature',
    ],
    [
      'of an hour ago',
      (text: string) => new Signer(providerSigning).sign(text, new Date(day.getTime() - 3_600_000)),
      'clock-skew',
    ],
  ] as const)('an answer that is %s', async (_name, make, code) => {
    const { endpoint } = await serve(saying(make(rightAnswer())))
    expect((await failure(ask(endpoint, asking()))).code).toBe(code)
  })

  test('a right signature on a wrong answer', async () => {
    const sign = (message: string): string => new Signer(providerSigning).sign(message, day)
    const about = await serve(saying(sign(Buffer.from(answerWith(mislife([contract], someoneElse)).bytes).toString())))
    expect((await failure(ask(about.endpoint, asking()))).code).toBe('wrong-person')
    const header = { ...answerHeader, txId: '00000000-0000-4000-8000-000000000000' }
    const late = await serve(saying(sign(writeEnvelope({ header, bodyXml: mislife([contract]) }))))
    expect((await failure(ask(late.endpoint, asking()))).code).toBe('wrong-transaction')
  })

  test('a revoked certificate', async () => {
    const revoking =
      ({ certPem }: SigningPair) =>
      (certificate: X509Certificate): boolean =>
        certificate.fingerprint256 === new X509Certificate(certPem).fingerprint256
    const { endpoint } = await serve(signing())
    expect((await failure(ask(endpoint, { ...asking(), isRevoked: revoking(providerSigning) }))).code).toBe(
      'rejected-signature',
    )
    const wary = await serve(signing({ isRevoked: revoking(portalSigning) }))
    expect(await failure(ask(wary.endpoint, asking()))).toMatchObject({ faultCode: 'ContentInvalid' })
  })

  test.each([
    ['a question that is not signed', false],
    ['one that is, by a clock that is wrong', true],
  ])('%s reaches nobody', async (_name, isSigned) => {
    const onMessage = vi.fn()
    const rejected: string[] = []
    const { endpoint } = await serve(
      signing({
        onMessage,
        onRejected: ({ senderId }, { onlyTime }) => {
          rejected.push(`${senderId} ${String(onlyTime)}`)
          return Promise.resolve()
        },
      }),
    )
    const { entry, identity = ours() } = asking()
    const error = await failure(
      isSigned
        ? ask(endpoint, { entry: { ...entry }, identity, now: () => new Date(Date.now() - 3_600_000) })
        : ask(endpoint, { entry: { ...entry, messageSecurity: 'none' }, identity }),
    )
    // The fault is signed: one whose own clock is wrong finds its time wrong, and one without a policy cannot read it.
    expect(error.code).toBe(isSigned ? 'clock-skew' : 'malformed-response')
    expect(onMessage).not.toHaveBeenCalled()
    expect(rejected).toEqual([`${portalNumber} ${String(isSigned)}`])
  })

  test('without a key of ours, nothing is sent', () => {
    const provider = { ...providerEntry, ...asking().entry }
    expect(() => createSsekSource({ provider, identity: { organisationNumber: portalNumber, ...portal } })).toThrow(
      'no signing key',
    )
  })

  test('TLS certificates on file: one of them it must be', async () => {
    const { endpoint } = await serve(receiver({}))
    const other = onFile(['tls', providerOfOtherCa])
    expect((await failure(ask(endpoint, { entry: { certificates: other } }))).code).toBe('unknown-sender')
    const both = [...other, ...onFile(['tls', provider])]
    expect((await ask(endpoint, { entry: { certificates: both } })).kind).toBe('answered')
    const strict = await serve(receiver({ policyOf: () => Promise.resolve({ ...unsigned, certificates: other }) }))
    expect(await failure(ask(strict.endpoint))).toMatchObject({ faultCode: 'SenderIdUnknown' })
  })

  test('a party that nothing is agreed with', async () => {
    const { endpoint } = await serve(receiver({ policyOf: () => Promise.resolve(null) }))
    expect(await failure(ask(endpoint))).toMatchObject({ faultCode: 'SenderIdUnknown' })
  })
})

describe('an answer in the wrong envelope', () => {
  const other = '00000000-0000-4000-8000-000000000000'
  test.each([
    ['another TxId', { ...answerHeader, txId: other }, 'wrong-transaction'],
    ['no TxId', { ...answerHeader, txId: null }, 'wrong-transaction'],
    ['another sender', { ...answerHeader, senderId: '165560009999' }, 'unknown-sender'],
    ['another receiver', { ...answerHeader, receiverId: '165560009999' }, 'unknown-sender'],
    ['ids not swapped', { ...answerHeader, senderId: portalNumber, receiverId: providerNumber }, 'unknown-sender'],
    ['no header', null, 'malformed-response'],
  ])('%s', async (_name, header, code) => {
    const { endpoint } = await serve(saying(answerWith(mislife([contract]), header).bytes))
    expect((await failure(ask(endpoint))).code).toBe(code)
  })

  test('a receipt of another transaction', async () => {
    const receipt = writeEnvelope({ header: { ...answerHeader, txId: other }, bodyXml: writeReceipt() })
    const { endpoint } = await serve(saying(receipt))
    expect((await failure(ask(endpoint, { entry: { flow: 'push' } }))).code).toBe('wrong-transaction')
  })

  test('TxId in capitals is the same', async () => {
    const { endpoint } = await serve(
      saying(answerWith(mislife([]), { ...answerHeader, txId: txId.toUpperCase() }).bytes),
    )
    expect((await failure(ask(endpoint, { question: { txId: other } }))).code).toBe('wrong-transaction')
    expect((await ask(endpoint)).kind).toBe('nothing-held')
  })
})

describe('a reply that is no answer', () => {
  const answer = answerWith(mislife([contract])).bytes
  const html = '<!doctype html><html><body><h1>Fel</h1><br>Åsa Öström-Lindqvist</body></html>'
  const cases: [string, RequestListener, string][] = [
    ['cut off', saying(answer.slice(0, answer.length - 40)), 'malformed-response'],
    ['HTML', saying(html, 200, 'text/html'), 'malformed-response'],
    ['HTML that says it is XML', saying(html), 'malformed-response'],
    ['a document type', saying(`<!DOCTYPE x>${Buffer.from(answer).toString()}`), 'malformed-response'],
    ['empty', saying(''), 'malformed-response'],
    ['no content type', (_request, response) => response.end(answer), 'malformed-response'],
    ['somebody else’s data', saying(answerWith(mislife([contract], someoneElse)).bytes), 'wrong-person'],
    ['404', saying(answer, 404), 'malformed-response'],
    ['an answer with status 500', saying(answer, 500), 'malformed-response'],
    ['204', saying('', 204), 'malformed-response'],
    ['502', saying(html, 502, 'text/html'), 'unreachable'],
    ['503', saying(html, 503, 'text/html'), 'unreachable'],
    [
      'cut connection',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/xml', 'content-length': answer.length })
        response.write(answer.slice(0, 200), () => response.destroy())
      },
      'unreachable',
    ],
    ['connection closed at once', (request) => request.socket.destroy(), 'unreachable'],
    ['not HTTP', (request) => request.socket.end('SSH-2.0-OpenSSH_9.2\r\n\r\n'), 'malformed-response'],
  ]
  test.each(cases)('%s', async (_name, listener, code) => {
    const { endpoint } = await serve(listener)
    expect((await failure(ask(endpoint))).code).toBe(code)
  })

  test('a redirect is refused, not followed', async () => {
    let followed = false
    const target = await serve(() => {
      followed = true
    })
    const { endpoint } = await serve((_request, response) =>
      response.writeHead(307, { location: target.endpoint }).end(),
    )
    expect((await failure(ask(endpoint))).code).toBe('malformed-response')
    expect(followed).toBe(false)
  })

  test('nobody there', async () => {
    const listener = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => listener.once('listening', resolve))
    const address = listener.address()
    await new Promise((resolve) => listener.close(resolve))
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect((await failure(ask(`https://localhost:${port}/ssek`))).code).toBe('unreachable')
    expect((await failure(ask('https://finns-inte.invalid/ssek'))).code).toBe('unreachable')
  })
})

describe('bounds', () => {
  const closed = (response: ServerResponse): Promise<unknown> =>
    new Promise((resolve) => response.once('close', () => resolve(true)))

  test('a reply that says it is too large is not read', async () => {
    let gone: Promise<unknown> = Promise.resolve()
    const { endpoint } = await serve((_request, response) => {
      gone = closed(response)
      response.writeHead(200, { 'content-type': 'text/xml', 'content-length': 6 * 1024 * 1024 })
      response.flushHeaders()
    })
    // Hung up on, and not left to the time allowed, which is longer than this test's.
    expect((await failure(ask(endpoint, { timeoutMs: 60_000 }))).code).toBe('too-large')
    await gone
  })

  test('an endless reply is cut off', async () => {
    let gone: Promise<unknown> = Promise.resolve()
    const { endpoint } = await serve((_request, response) => {
      gone = closed(response)
      response.writeHead(200, { 'content-type': 'text/xml' })
      const timer = setInterval(() => response.write('x'.repeat(10_000)), 1)
      void gone.then(() => clearInterval(timer))
    })
    expect((await failure(ask(endpoint, { maximumBytes: 100_000 }))).code).toBe('too-large')
    await gone
  })

  test('a reply drop by drop is given up after the time allowed', async () => {
    let gone: Promise<unknown> = Promise.resolve()
    const { endpoint } = await serve((_request, response) => {
      gone = closed(response)
      response.writeHead(200, { 'content-type': 'text/xml' })
      const timer = setInterval(() => response.write(' '), 20)
      void gone.then(() => clearInterval(timer))
    })
    expect((await failure(ask(endpoint, { timeoutMs: 300 }))).code).toBe('timeout')
    await gone
  })

  test('silence is given up after the time allowed', async () => {
    const { endpoint } = await serve(() => undefined)
    expect((await failure(ask(endpoint, { timeoutMs: 200 }))).code).toBe('timeout')
  })

  test('a question can be withdrawn', async () => {
    const { endpoint } = await serve(() => undefined)
    const withdrawn = new AbortController()
    const asking = failure(ask(endpoint, { signal: withdrawn.signal }))
    setTimeout(() => withdrawn.abort(), 50)
    expect(await asking).toMatchObject({ code: 'timeout', message: expect.stringContaining('withdrawn') as string })
  })
})

test('no error tells the number, a name or the message', async () => {
  const secrets = [asked.reveal(), someoneElse.reveal(), 'Åsa', 'Öström', '412345', 'NL-100200', 'mislife']
  const secret = mislife([contract]).replace('412345.67', `${asked.reveal()} ${secretName}`) as Xml
  const replies: [string | Uint8Array, number, string][] = [
    [answerWith(secret).bytes, 200, 'text/xml'],
    [answerWith(secret).bytes, 418, 'text/xml'],
    [secret, 200, 'text/xml'],
    [secret.slice(0, 600), 200, 'text/xml'],
    [secretName, 500, 'text/html'],
    [answerWith(mislife([contract], someoneElse)).bytes, 200, 'text/xml'],
    [
      writeEnvelope({
        header: null,
        bodyXml: writeFault(`${secretName} ${asked.reveal()}` as SsekFaultCode, null),
      }),
      500,
      'text/xml',
    ],
  ]
  for (const [message, status, contentType] of replies) {
    const { endpoint } = await serve(saying(message, status, contentType))
    const error = await failure(ask(endpoint))
    const told = [error.message, error.stack, JSON.stringify(error), String(error.cause), error.faultCode].join(' ')
    for (const word of secrets) expect(told).not.toContain(word)
  }
})

interface Raw {
  readonly status: number
  readonly body: Buffer
}

function rawPost(
  endpoint: string,
  body: string | Uint8Array,
  headers: Record<string, string | number> = {},
  tls: object = { cert: portal.certPem, key: portal.keyPem, ca: portal.caPem },
  method = 'POST',
): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      endpoint,
      { method, agent: false, headers: { 'content-type': 'text/xml; charset=utf-8', ...headers }, ...tls },
      (response: IncomingMessage) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }))
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

describe('a receiver', () => {
  const header = { senderId: portalNumber, receiverId: providerNumber, txId, asynchMethod: null }
  const asking = writeEnvelope({ header, bodyXml: '<hamtaForsakringar xmlns="urn:x">å</hamtaForsakringar>' as Xml })

  /** What the receiver answers: the fault code, or the kind of body. */
  async function answerOf(text: string | Uint8Array, options: Partial<ReceiverOptions> = {}): Promise<unknown> {
    const { endpoint } = await serve(receiver(options))
    const { status, body } = await rawPost(endpoint, text)
    using envelope = readEnvelope(body)
    expect(status).toBe(envelope.body.kind === 'fault' ? 500 : 200)
    return envelope.body.kind === 'fault' ? envelope.body.code : envelope.body.kind
  }

  test('answers with the ids swapped and the same TxId', async () => {
    const { endpoint } = await serve(receiver({}))
    const { body } = await rawPost(endpoint, asking)
    using envelope = readEnvelope(body)
    expect(envelope.header).toEqual(answerHeader)
    expect(envelope.body).toMatchObject({ kind: 'content', name: 'mislife' })
  })

  test('gives a receipt', async () => {
    expect(await answerOf(asking, { onMessage: () => Promise.resolve({ kind: 'receipt' }) })).toBe('receipt')
  })

  test.each([
    ['SenderId of somebody else', asking.replace(portalNumber, '165560009999'), 'SenderIdUnknown'],
    ['another receiver', asking.replace(providerNumber, '165560009999'), 'ReceiverIdUnknown'],
    ['no TxId', asking.replace(/<ssek:TxId>.*<\/ssek:TxId>/, ''), 'TxIdMissing'],
    ['a TxId that is none', asking.replace(txId, 'abc'), 'TxIdInvalid'],
    [
      'pull, not offered',
      asking.replace('soap:must', 'ssek:AsynchMethod="AsynchPull" soap:must'),
      'AsynchMethodUnsupported',
    ],
    ['misspelt method', asking.replace('soap:must', 'ssek:AsyncMethod="AsynchPush" soap:must'), 'ContentInvalid'],
    ['another operation', asking.replaceAll('hamtaForsakringar', 'taBortAllt'), 'WebServiceUnsupported'],
    ['a receipt', writeEnvelope({ header, bodyXml: writeReceipt() }), 'ContentInvalid'],
    ['not XML', 'hej', 'ContentInvalid'],
    ['empty', '', 'ContentInvalid'],
    ['a document type', asking.replace('?>', '?><!DOCTYPE x>'), 'ContentInvalid'],
  ])('%s is refused before it is acted on', async (_name, text, code) => {
    let acted = false
    const onMessage = () => {
      acted = true
      return Promise.resolve({ kind: 'receipt' as const })
    }
    expect(await answerOf(text, { onMessage })).toBe(code)
    expect(acted).toBe(false)
  })

  test('an error while acting is a fault to the sender and told to us', async () => {
    const errors: unknown[] = []
    const broken = new Error('database down')
    const answer = await answerOf(asking, {
      onMessage: () => Promise.reject(broken),
      onError: (error) => errors.push(error),
    })
    expect(answer).toBe('MessageNotProcessed')
    expect(errors).toEqual([broken])
  })

  test('bounds of HTTP', async () => {
    const { endpoint } = await serve(receiver({ maximumBytes: 1000, bodyTimeoutMs: 200 }))
    const mtls = { cert: portal.certPem, key: portal.keyPem, ca: portal.caPem }
    expect((await rawPost(endpoint, '', {}, mtls, 'GET')).status).toBe(405)
    expect((await rawPost(endpoint, asking, { 'content-type': 'application/json' })).status).toBe(415)
    expect((await rawPost(endpoint, 'x'.repeat(1001))).status).toBe(413)
    expect((await rawPost(endpoint, 'x'.repeat(1001), { 'transfer-encoding': 'chunked' })).status).toBe(413)
    // Says 100 bytes, sends 4: cut off when its time is up.
    await expect(rawPost(endpoint, 'slow', { 'content-length': 100 })).rejects.toThrow()
  })

  test('a plain connection without TLS identity is nobody', async () => {
    const { createServer: createHttpServer } = await import('node:http')
    const server = createHttpServer(receiver({}))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    toClose.push(() => server.close())
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: asking,
      headers: { 'content-type': 'text/xml' },
    })
    using envelope = readEnvelope(Buffer.from(await response.arrayBuffer()))
    expect(envelope.body).toEqual({ kind: 'fault', code: 'SenderIdUnknown' })
  })
})

describe('a server certificate that its authority has withdrawn', () => {
  async function asking() {
    const ca = await ensureLocalCa(join(folder, 'one'))
    const file = join(folder, 'revoked.crl')
    const serial = new X509Certificate(provider.certPem).serialNumber
    let now = Date.now()
    let asked = 0
    const { endpoint } = await serve((request, response) => {
      asked += 1
      saying(answerWith(mislife([contract])).bytes)(request, response)
    })
    const isRevoked = revocationCheck(file, ca.certPem, () => new Date(now))
    const source = createSsekSource({
      provider: { ...providerEntry, endpoint },
      identity: { organisationNumber: portalNumber, ...portal },
      isRevoked,
    })
    toClose.push(() => source.close())
    return {
      ask: () => source.request(question),
      asked: () => asked,
      withdraw: async (isWithdrawn: boolean) => {
        await writeFile(file, await revocationList(ca, isWithdrawn ? [serial] : []))
        now += 31_000
      },
    }
  }

  test('is refused before the question is sent', async () => {
    const { ask, asked, withdraw } = await asking()
    await withdraw(true)
    expect(await failure(ask())).toMatchObject({
      code: 'unknown-sender',
      message: expect.stringContaining('withdrawn') as string,
    })
    expect(asked()).toBe(0)
    await withdraw(false)
    expect((await ask()).kind).toBe('answered')
  })

  test('is refused on a connection that was made before, and on those after', async () => {
    const { ask, asked, withdraw } = await asking()
    await withdraw(false)
    expect((await ask()).kind).toBe('answered')
    await withdraw(true)
    expect((await failure(ask())).code).toBe('unknown-sender')
    expect((await failure(ask())).code).toBe('unknown-sender')
    expect(asked()).toBe(1)
  })
})
