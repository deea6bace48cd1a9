import { randomUUID, X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createCollection, latestCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { listCurrentHoldings } from '#server/db/holdings.ts'
import { listProviders, replaceProviders } from '#server/db/providers.ts'
import { markFailed, readRetrieval } from '#server/db/retrievals.ts'
import { readSaver } from '#server/db/savers.ts'
import { createLogger } from '#server/observability/logger.ts'
import { createProviderRegister } from '#server/services/collection/provider-register.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anyNumber, anySaver, contractHolding, providerEntry } from '#server/testing/examples.ts'
import { encodeMislife } from '#providers/mis/v2/encode.ts'
import type { PersonalNumber } from '#providers/personal-number.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { readEnvelope, writeEnvelope } from '#providers/ssek/envelope.ts'
import { certificateOnFile } from '#providers/ssek/policy.ts'
import { Signer } from '#providers/ssek/signature.ts'
import type { CertificateFiles } from '#scripts/local-ca.ts'
import { certificateFor, ensureLocalCa, issueCertificate, portalParty, signingParty } from '#scripts/local-ca.ts'
import type { SsekCallback } from './ssek-callback.ts'
import { startSsekCallback } from './ssek-callback.ts'

const ours = portalParty.organisationNumber
const promising = providerEntry('lovar', { flow: 'push', organisationNumber: '169999000010' })
const other = providerEntry('annan', { flow: 'push', organisationNumber: '169999000028' })
const direct = providerEntry('direkt', { flow: 'sync', organisationNumber: '169999000036' })
const signing = providerEntry('signerar', { flow: 'push', organisationNumber: '169999000044' })
let providers: readonly ProviderEntry[] = [promising, other, direct, signing]

let test: TestDatabase
let dir: string
let caPem: string
let signer: Signer
let ourCertificate: X509Certificate
const certificates = new Map<string, CertificateFiles>()
let callback: SsekCallback
let lines: string[] = []
beforeAll(async () => {
  test = await testDatabase()
  dir = await mkdtemp(join(tmpdir(), 'callback-'))
  const portal = await certificateFor(dir, 'portal', portalParty)
  for (const { id, name, organisationNumber } of providers) {
    certificates.set(id, await certificateFor(dir, id, { ...portalParty, commonName: name, organisationNumber }))
  }
  const pair = await certificateFor(dir, 'signerar-signing', signingParty({ ...portalParty, ...signing }, 'rsa'))
  signer = new Signer(pair)
  const onFile = [
    certificateOnFile(signer.certificate, 'signing'),
    certificateOnFile(new X509Certificate(certificates.get(signing.id)?.certPem ?? ''), 'tls'),
  ]
  providers = providers.map((provider) =>
    provider === signing ? { ...signing, messageSecurity: 'signature', certificates: onFile } : provider,
  )
  await replaceProviders(test.owner, providers)
  const ourSigning = await certificateFor(dir, 'portal-signing', signingParty(portalParty, 'ecdsa'))
  ourCertificate = new X509Certificate(ourSigning.certPem)
  caPem = (await ensureLocalCa(dir)).certPem
  callback = await startSsekCallback({
    config: {
      ssek: {
        organisationNumber: ours,
        certPem: portal.certPem,
        keyPem: portal.keyPem,
        caPem,
        signing: ourSigning,
        revocationFile: null,
      },
      callback: { host: '127.0.0.1', port: 0 },
    },
    db: test.app,
    register: createProviderRegister({ list: () => listProviders(test.app), environment: 'test' }),
    logger: createLogger({ level: 'trace', process: 'test', out: { write: (line) => lines.push(line) } }),
  })
})
afterAll(async () => {
  await callback.close()
  await test.close()
  await rm(dir, { recursive: true })
})
beforeEach(() => {
  lines = []
})

const name = 'Åsa Öström-Lindqvist'

/** One saver with a question to each provider. */
async function begun() {
  const saverId = await anySaver(test.app, name)
  const { number, created } = await asSaver(test.app, saverId, async (t) => ({
    number: (await readSaver(t)).number,
    created: await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 3600_000),
      providers,
    }),
  }))
  const questionTo = (provider: { readonly id: string }) => {
    const retrieval = created?.retrievals.find(({ providerId }) => providerId === provider.id)
    if (!retrieval) throw new Error('No such question')
    return retrieval
  }
  const state = (provider: { readonly id: string }) =>
    asSaver(test.app, saverId, async (t) => ({
      retrieval: await readRetrieval(t, questionTo(provider).retrievalId),
      holdings: (await listCurrentHoldings(t)).length,
      settled: (await latestCollection(t))?.settledAt != null,
    }))
  return { saverId, number, questionTo, state }
}

function answer(
  sender: { readonly organisationNumber: string },
  txId: string,
  number: PersonalNumber,
  contractNumbers: readonly string[] = ['A-1'],
): string {
  const { organisationNumber } = sender
  return writeEnvelope({
    header: { senderId: organisationNumber, receiverId: ours, txId, asynchMethod: null },
    bodyXml: encodeMislife({
      sender: organisationNumber,
      receiver: ours,
      txId,
      created: new Date(),
      person: { number, name },
      holdings: contractNumbers.map((contractNumber) => contractHolding(contractNumber)),
    }),
  })
}

/** @param as whose certificate is shown */
const push = (as: { readonly id: string }, message: string) => send(as, 'POST', '/', message)

function send(
  as: { readonly id: string },
  method: string,
  path: string,
  message = '',
): Promise<{ status: number; text: string }> {
  const files = certificates.get(as.id)
  return new Promise((resolve, reject) => {
    const sent = request(
      `https://127.0.0.1:${callback.port}${path}`,
      {
        method,
        ca: caPem,
        cert: files?.certPem,
        key: files?.keyPem,
        agent: false,
        headers: { 'content-type': 'text/xml' },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => (text += part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      },
    )
    sent.on('error', reject).end(message)
  })
}
const isReceipt = ({ status, text }: { status: number; text: string }) => status === 200 && text.includes('Receipt')

it('publishes its WSDL, with its own address, to those who may connect', async () => {
  const { status, text } = await send(promising, 'GET', '/ssek/schema/mottagning.wsdl')
  expect(status).toBe(200)
  expect(text).toContain(`<soap:address location="https://127.0.0.1:${callback.port}/ssek" />`)
  expect((await send(promising, 'GET', '/ssek')).status).toBe(405)
  await expect(send({ id: 'nobody' }, 'GET', '/ssek/schema/mottagning.wsdl')).rejects.toThrow()
})

describe('a promised answer', () => {
  it('is stored and receipted; a second delivery is receipted and changes nothing', async () => {
    const { number, questionTo, state } = await begun()
    const { txId } = questionTo(promising)
    expect(isReceipt(await push(promising, answer(promising, txId, number, ['A-1', 'A-2'])))).toBe(true)
    const first = await state(promising)
    expect(first).toMatchObject({ retrieval: { outcome: 'answered', errorCode: null }, holdings: 2, settled: false })
    expect(isReceipt(await push(promising, answer(promising, txId, number, ['A-1', 'A-2', 'A-3'])))).toBe(true)
    expect(await state(promising)).toEqual(first)
    const unreadable = answer(promising, txId, number).replace('<overforing>', '<overforing><x/>')
    expect(isReceipt(await push(promising, unreadable))).toBe(true)
    expect(await state(promising)).toEqual(first)
  })

  it('delivered several times at once is stored once', async () => {
    const { number, questionTo, state } = await begun()
    const message = answer(promising, questionTo(promising).txId, number, ['A-1', 'A-2'])
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => push(promising, message)))
    expect(replies.every(isReceipt)).toBe(true)
    expect((await state(promising)).holdings).toBe(2)
  })

  it('that nothing is held is taken as such', async () => {
    const { number, questionTo, state } = await begun()
    expect(isReceipt(await push(promising, answer(promising, questionTo(promising).txId, number, [])))).toBe(true)
    expect((await state(promising)).retrieval?.outcome).toBe('nothing-held')
  })

  it('settles the collection when it is the last', async () => {
    const { saverId, number, questionTo, state } = await begun()
    await asSaver(test.app, saverId, async (t) => {
      await markFailed(t, questionTo(other).retrievalId, 'timeout')
      await markFailed(t, questionTo(direct).retrievalId, 'timeout')
      await markFailed(t, questionTo(signing).retrievalId, 'timeout')
    })
    await push(promising, answer(promising, questionTo(promising).txId, number))
    expect((await state(promising)).settled).toBe(true)
  })

  it('that comes after its deadline is taken all the same', async () => {
    const { saverId, number, questionTo, state } = await begun()
    const { txId, retrievalId } = questionTo(promising)
    await asSaver(test.app, saverId, (t) => markFailed(t, retrievalId, 'deadline-passed'))
    expect(isReceipt(await push(promising, answer(promising, txId, number)))).toBe(true)
    expect(await state(promising)).toMatchObject({ retrieval: { outcome: 'answered', errorCode: null }, holdings: 1 })
  })
})

describe('from a provider whose messages are signed', () => {
  const signedNow = (message: string) => signer.sign(message, new Date())

  it('a signed answer is stored, and the receipt is signed by us and names the signature', async () => {
    const { number, questionTo, state } = await begun()
    const message = signedNow(answer(signing, questionTo(signing).txId, number))
    const reply = await push(signing, message)
    expect(reply.status).toBe(200)
    expect(await state(signing)).toMatchObject({ retrieval: { outcome: 'answered' }, holdings: 1 })
    using receipt = readEnvelope(Buffer.from(reply.text), {
      organisationNumber: ours,
      certificates: [certificateOnFile(ourCertificate, 'signing')],
      now: new Date(),
      isRevoked: () => false,
    })
    expect(receipt.body.kind).toBe('receipt')
    const [, value = 'none'] = /<ds:SignatureValue>([^<]+)/.exec(message) ?? []
    expect(reply.text).toContain(`RequestSignatureValue>${value}<`)
  })

  it.each([
    ['an unsigned', (message: string) => message, 'rejected-signature'],
    ['a changed', (message: string) => signedNow(message).replace('A-1', 'A-2'), 'rejected-signature'],
    ['a stale', (message: string) => signer.sign(message, new Date(Date.now() - 3_600_000)), 'clock-skew'],
  ] as const)('%s answer is refused, the question failed, and nothing is stored', async (_name, make, code) => {
    const { number, questionTo, state } = await begun()
    const right = answer(signing, questionTo(signing).txId, number)
    const reply = await push(signing, make(right))
    expect(reply).toMatchObject({ status: 500, text: expect.stringContaining('ContentInvalid') as string })
    expect(await state(signing)).toMatchObject({ retrieval: { outcome: 'failed', errorCode: code }, holdings: 0 })
    for (const secret of [number.reveal(), 'Östr', 'A-1']) expect(lines.join()).not.toContain(secret)
    expect((await push(signing, signedNow(right))).status).toBe(200)
    expect(await state(signing)).toMatchObject({ retrieval: { outcome: 'answered', errorCode: null }, holdings: 1 })
    await push(signing, make(right))
    expect(await state(signing)).toMatchObject({ retrieval: { outcome: 'answered', errorCode: null }, holdings: 1 })
  })

  it('another provider’s unsigned word about the question changes nothing', async () => {
    const { number, questionTo, state } = await begun()
    await push(promising, answer(promising, questionTo(signing).txId, number))
    await push(signing, answer(signing, questionTo(promising).txId, number))
    expect((await state(signing)).retrieval?.outcome).toBe('waiting')
    expect((await state(promising)).retrieval?.outcome).toBe('waiting')
  })

  it('a signature that nobody has agreed upon must not be passed over', async () => {
    const { number, questionTo, state } = await begun()
    const reply = await push(promising, signedNow(answer(promising, questionTo(promising).txId, number)))
    expect(reply).toMatchObject({ status: 500, text: expect.stringContaining('ContentInvalid') as string })
    expect((await state(promising)).retrieval?.outcome).toBe('waiting')
  })

  it('a TLS certificate that is not on file is a stranger’s', async () => {
    const { number, questionTo, state } = await begun()
    const { organisationNumber } = signing
    const fresh = await issueCertificate(await ensureLocalCa(dir), { ...portalParty, organisationNumber })
    certificates.set('renewed', { ...fresh, certFile: '', keyFile: '' })
    const message = signedNow(answer(signing, questionTo(signing).txId, number))
    const reply = await push({ id: 'renewed' }, message)
    expect(reply).toMatchObject({ status: 500, text: expect.stringContaining('SenderIdUnknown') as string })
    expect((await state(signing)).retrieval?.outcome).toBe('waiting')
    expect((await push(signing, message)).status).toBe(200)
  })
})

describe('refused', () => {
  it('the right TxId from the wrong sender: nothing changes, and the log holds none of it', async () => {
    const { number, questionTo, state } = await begun()
    const { txId } = questionTo(promising)
    const reply = await push(other, answer(other, txId, number))
    expect(reply).toMatchObject({ status: 500, text: expect.stringContaining('TxIdUnknown') as string })
    expect(await state(promising)).toMatchObject({ retrieval: { outcome: 'waiting' }, holdings: 0 })
    expect(lines.join()).toContain('wrong-sender')
    for (const secret of [number.reveal(), 'Östr', 'A-1']) expect(lines.join()).not.toContain(secret)
  })

  it('a sender who says to be another', async () => {
    const { number, questionTo, state } = await begun()
    const reply = await push(other, answer(promising, questionTo(promising).txId, number))
    expect(reply).toMatchObject({ status: 500, text: expect.stringContaining('SenderIdUnknown') as string })
    expect((await state(promising)).retrieval?.outcome).toBe('waiting')
  })

  it('a TxId that nobody was asked under', async () => {
    const reply = await push(promising, answer(promising, randomUUID(), anyNumber()))
    expect(reply).toMatchObject({ status: 500, text: expect.stringContaining('TxIdUnknown') as string })
  })

  it('an answer that cannot be read: the question failed, until a right one comes', async () => {
    const { number, questionTo, state } = await begun()
    const { txId } = questionTo(promising)
    const right = answer(promising, txId, number)
    const reply = await push(promising, right.replace('<overforing>', '<overforing><x/>'))
    expect(reply).toMatchObject({ status: 500, text: expect.stringContaining('ContentInvalid') as string })
    expect((await state(promising)).retrieval).toMatchObject({ outcome: 'failed', errorCode: 'malformed-response' })
    expect(isReceipt(await push(promising, right))).toBe(true)
    expect((await state(promising)).retrieval?.outcome).toBe('answered')
  })

  it('another person\u2019s figures', async () => {
    const { questionTo, state } = await begun()
    const reply = await push(promising, answer(promising, questionTo(promising).txId, anyNumber()))
    expect(reply).toMatchObject({ status: 500, text: expect.stringContaining('ContentInvalid') as string })
    expect(await state(promising)).toMatchObject({
      retrieval: { outcome: 'failed', errorCode: 'wrong-person' },
      holdings: 0,
    })
  })

  it('an answer by push from one who is to answer at once', async () => {
    const { number, questionTo, state } = await begun()
    const reply = await push(direct, answer(direct, questionTo(direct).txId, number))
    expect(reply).toMatchObject({ status: 500, text: expect.stringContaining('TxIdNotAllowed') as string })
    expect((await state(direct)).retrieval?.outcome).toBe('waiting')
  })

  it('whoever has no certificate of ours', async () => {
    await expect(push({ id: 'nobody' }, '<x/>')).rejects.toThrow()
  })
})
