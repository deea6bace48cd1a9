import { randomUUID, X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addApproval, withdrawApprovals } from '#server/db/approvals.ts'
import { createCollection, latestCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { addErrand, markErrandFailed, markErrandReceipted, markErrandSent, readErrand } from '#server/db/errands.ts'
import { listExchanges } from '#server/db/exchanges.ts'
import { eraseSaver } from '#server/db/erasure.ts'
import { listCurrentHoldings } from '#server/db/holdings.ts'
import { listProviders, replaceProviders } from '#server/db/providers.ts'
import { markFailed, readRetrieval } from '#server/db/retrievals.ts'
import { readSaver } from '#server/db/savers.ts'
import { createLogger } from '#server/observability/logger.ts'
import { createProviderRegister } from '#server/services/collection/provider-register.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anyNumber, anySaver, contractHolding, providerEntry } from '#server/testing/examples.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { ErrandContent, ErrandReply } from '#providers/errands.ts'
import { encodeErrandReply } from '#providers/errands.ts'
import { encodeMislife } from '#providers/mis/v2/encode.ts'
import type { PersonalNumber } from '#providers/personal-number.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { encodeRecalculation } from '#providers/recalculation.ts'
import { readEnvelope, writeEnvelope } from '#providers/ssek/envelope.ts'
import type { CertificateOnFile } from '#providers/ssek/policy.ts'
import { certificateOnFile } from '#providers/ssek/policy.ts'
import { Signer } from '#providers/ssek/signature.ts'
import { revocationList } from '#scripts/testing/revocation-list.ts'
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
let nextSigner: Signer
let onFile: readonly CertificateOnFile[]
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
  const party = { ...portalParty, commonName: signing.name, organisationNumber: signing.organisationNumber }
  const next = await certificateFor(dir, 'signerar-next', party)
  certificates.set('signerar-next', next)
  nextSigner = new Signer(await certificateFor(dir, 'signerar-next-signing', signingParty(party, 'ecdsa')))
  onFile = [
    certificateOnFile(signer.certificate, 'signing'),
    certificateOnFile(new X509Certificate(certificates.get(signing.id)?.certPem ?? ''), 'tls'),
    certificateOnFile(nextSigner.certificate, 'signing'),
    certificateOnFile(new X509Certificate(next.certPem), 'tls'),
  ]
  providers = providers.map((provider) =>
    provider === signing ? { ...signing, messageSecurity: 'signature', certificates: onFile } : provider,
  )
  await replaceProviders(test.owner, providers)
  const ourSigning = await certificateFor(dir, 'portal-signing', signingParty(portalParty, 'ecdsa'))
  ourCertificate = new X509Certificate(ourSigning.certPem)
  const ca = await ensureLocalCa(dir)
  caPem = ca.certPem
  const { name: commonName, organisationNumber } = promising
  const withdrawn = await certificateFor(dir, 'lovar-withdrawn', { ...portalParty, commonName, organisationNumber })
  certificates.set('withdrawn', withdrawn)
  const revocationFile = join(dir, 'revoked.crl')
  await writeFile(revocationFile, await revocationList(ca, [new X509Certificate(withdrawn.certPem).serialNumber]))
  callback = await startSsekCallback({
    config: {
      ssek: {
        organisationNumber: ours,
        certPem: portal.certPem,
        keyPem: portal.keyPem,
        caPem,
        signing: ourSigning,
        revocationFile,
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

describe('an answer for a saver who no longer wants it', () => {
  it('is receipted and dropped when the account is closed', async () => {
    const { saverId, number, questionTo } = await begun()
    const { txId } = questionTo(promising)
    await eraseSaver(test.eraser, saverId)
    expect(isReceipt(await push(promising, answer(promising, txId, number)))).toBe(true)
    const traced = () => test.owner.sql('exchange').where({ tx_id: txId }).select('outcome', 'reason')
    await expect.poll(traced).toEqual([{ outcome: 'receipt', reason: 'erased' }])
    expect(isReceipt(await push(other, answer(other, txId, number)))).toBe(false)
  })

  it('is receipted and dropped when the approval was withdrawn', async () => {
    const { saverId, number, questionTo, state } = await begun()
    await asSaver(test.app, saverId, async (t) => {
      await addApproval(t, { version: 'test', channel: 'portal' })
      await withdrawApprovals(t)
    })
    expect(isReceipt(await push(promising, answer(promising, questionTo(promising).txId, number)))).toBe(true)
    expect(await state(promising)).toMatchObject({ holdings: 0, retrieval: { outcome: 'waiting' } })
  })
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

  it('both of its certificates may change while the next ones are on file too; a retired one is refused', async () => {
    const deliver = async (tls: string, by: Signer) => {
      const { number, questionTo } = await begun()
      return await push({ id: tls }, by.sign(answer(signing, questionTo(signing).txId, number), new Date()))
    }
    expect(isReceipt(await deliver(signing.id, signer))).toBe(true)
    expect(isReceipt(await deliver('signerar-next', signer))).toBe(true)
    expect(isReceipt(await deliver('signerar-next', nextSigner))).toBe(true)
    const entry = providers.find(({ id }) => id === signing.id) ?? signing
    const others = providers.filter((provider) => provider !== entry)
    await replaceProviders(test.owner, [...others, { ...entry, certificates: onFile.slice(2) }])
    expect((await deliver('signerar-next', signer)).text).toContain('ContentInvalid')
    expect((await deliver(signing.id, nextSigner)).text).toContain('SenderIdUnknown')
    expect(isReceipt(await deliver('signerar-next', nextSigner))).toBe(true)
    await replaceProviders(test.owner, providers)
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

/** An errand that the provider has been handed. */
async function errandWith(provider: ProviderEntry, content: ErrandContent) {
  const saverId = await anySaver(test.app, name)
  const errandId = await asSaver(test.app, saverId, async (t) => {
    const added = await addErrand(t, provider.id, content)
    await markErrandSent(t, added)
    await markErrandReceipted(t, added)
    return added
  })
  const state = () => asSaver(test.app, saverId, (t) => readErrand(t, errandId))
  const { txId } = (await state()) ?? { txId: '' }
  /** @param about the errand that it is said to be about */
  const message = (reply: ErrandReply, about = errandId, from: { readonly organisationNumber: string } = provider) =>
    writeEnvelope({
      header: { senderId: from.organisationNumber, receiverId: ours, txId, asynchMethod: null },
      bodyXml: encodeErrandReply({ errandId: about, ...reply }),
    })
  return { saverId, errandId, state, message }
}

describe('a reply to an errand', () => {
  const complaint: ErrandContent = { operation: 'anmalFel', contractNumber: 'A-1', text: `${name}: fel premie` }
  const plan: ErrandContent = {
    operation: 'lamnaUttagsplan',
    contractNumber: 'A-1',
    start: isoDateOf('2031-06-01'),
    duration: 'lifelong',
  }
  const received: ErrandReply = { kind: 'received' }
  const rejected: ErrandReply = { kind: 'rejected', reason: 'Avtalet är överlåtet' }
  const answered: ErrandReply = { kind: 'answered', answer: 'Premien är rättad' }

  it('is stored and receipted: taken in hand, and later answered; what comes again changes nothing', async () => {
    // What kind of answers a provider gives to questions is no matter of errands.
    const { state, message } = await errandWith(direct, complaint)
    expect(isReceipt(await push(direct, message(received)))).toBe(true)
    const first = await state()
    expect(first).toMatchObject({ state: 'received', reason: null, answer: null, decidedAt: expect.any(Date) as Date })
    expect(isReceipt(await push(direct, message(received)))).toBe(true)
    expect(await state()).toEqual(first)
    expect(isReceipt(await push(direct, message(answered)))).toBe(true)
    const second = await state()
    expect(second).toMatchObject({ state: 'answered', answer: 'Premien är rättad', decidedAt: first?.decidedAt })
    for (const again of [answered, received, { ...answered, answer: 'Något annat' }]) {
      expect(isReceipt(await push(direct, message(again)))).toBe(true)
      expect(await state()).toEqual(second)
    }
    for (const secret of ['Östr', 'premie', 'Premien', 'A-1']) expect(lines.join()).not.toContain(secret)
  })

  it.each([complaint, plan])('that $operation is rejected comes with its reason', async (content) => {
    const { state, message } = await errandWith(promising, content)
    expect(isReceipt(await push(promising, message(rejected)))).toBe(true)
    const first = await state()
    expect(first).toMatchObject({ state: 'rejected', reason: 'Avtalet är överlåtet', errorCode: null })
    expect(isReceipt(await push(promising, message({ ...rejected, reason: 'Annat' })))).toBe(true)
    expect(await state()).toEqual(first)
  })

  it('that overtakes the word before it is taken, and the word then changes nothing', async () => {
    const { state, message } = await errandWith(promising, complaint)
    expect(isReceipt(await push(promising, message(answered)))).toBe(true)
    const first = await state()
    expect(first?.state).toBe('answered')
    expect(isReceipt(await push(promising, message(received)))).toBe(true)
    expect(await state()).toEqual(first)
  })

  it('to an errand that counts as failed is taken: it had arrived after all', async () => {
    const { saverId, errandId, state, message } = await errandWith(promising, plan)
    await asSaver(test.app, saverId, (t) => markErrandFailed(t, errandId, 'timeout'))
    expect(isReceipt(await push(promising, message(received)))).toBe(true)
    expect(await state()).toMatchObject({ state: 'received', errorCode: null })
  })

  it('delivered several times at once is stored once', async () => {
    const { state, message } = await errandWith(promising, complaint)
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => push(promising, message(rejected))))
    expect(replies.every(isReceipt)).toBe(true)
    expect(lines.filter((line) => line.includes('"outcome":"stored"'))).toHaveLength(1)
    expect((await state())?.state).toBe('rejected')
  })

  it.each([
    ['rejected after it was taken in hand', complaint, [received, rejected]],
    ['taken in hand after it was rejected', plan, [rejected, received]],
    ['answered after it was rejected', complaint, [rejected, answered]],
    ['a plan that is answered', plan, [received, answered]],
  ])('%s is refused, and the first word stands', async (_name, content, [first, second]) => {
    const { state, message } = await errandWith(promising, content)
    if (first === undefined || second === undefined) throw new Error('Two replies are needed')
    expect(isReceipt(await push(promising, message(first)))).toBe(true)
    const before = await state()
    const reply = await push(promising, message(second))
    expect(reply).toMatchObject({ status: 500, text: expect.stringContaining('TxIdNotAllowed') as string })
    expect(await state()).toEqual(before)
  })

  it('from another provider, about another errand, or not by the schema: nothing changes', async () => {
    const { state, message } = await errandWith(promising, complaint)
    const before = await state()
    for (const [as, text, code] of [
      [other, message(received, undefined, other), 'TxIdUnknown'],
      [promising, message(received, randomUUID()), 'ContentInvalid'],
      [promising, message(received).replace('<mottagen/>', '<kanske/>'), 'ContentInvalid'],
      [promising, message(received).replace('insamling:1', 'insamling:2'), 'ContentInvalid'],
    ] as const) {
      const reply = await push(as, text)
      expect(reply).toMatchObject({ status: 500, text: expect.stringContaining(code) as string })
      expect(await state()).toEqual(before)
    }
  })

  it('from one whose messages are signed must be signed; one that is not leaves the errand as it was', async () => {
    const { state, message } = await errandWith(signing, complaint)
    const before = await state()
    const reply = await push(signing, message(received))
    expect(reply).toMatchObject({ status: 500, text: expect.stringContaining('ContentInvalid') as string })
    expect(await state()).toEqual(before)
    expect(isReceipt(await push(signing, signer.sign(message(received), new Date())))).toBe(true)
    expect((await state())?.state).toBe('received')
  })

  it('does not pass for the answer to a question', async () => {
    const { number, questionTo, state } = await begun()
    const { txId } = questionTo(promising)
    const { message, errandId, state: errandState } = await errandWith(promising, complaint)
    const before = await errandState()
    const header = { senderId: promising.organisationNumber, receiverId: ours, txId, asynchMethod: null }
    const bodyXml = encodeErrandReply({ errandId, ...received })
    expect((await push(promising, writeEnvelope({ header, bodyXml }))).status).toBe(500)
    expect(await state(promising)).toMatchObject({ retrieval: { errorCode: 'malformed-response' }, holdings: 0 })
    const [, errandTx = ''] = /TxId>([^<]+)/.exec(message(received)) ?? []
    expect((await push(promising, answer(promising, errandTx, number))).status).toBe(500)
    expect(await errandState()).toEqual(before)
  })
})

describe('a recalculation', () => {
  const recalculation = { date: isoDateOf('2026-11-01'), stock: 'Traditionell försäkring' }
  const telling = (from: { readonly organisationNumber: string }, txId: string, over = {}) =>
    writeEnvelope({
      header: { senderId: from.organisationNumber, receiverId: ours, txId, asynchMethod: null },
      bodyXml: encodeRecalculation({ ...recalculation, ...over }),
    })
  const stored = async () => {
    const { rows } = await test.app.sql.raw<{ rows: unknown[] }>(
      'select provider_id, tx_id, valid_on, stock from recalculation order by received_at',
    )
    return rows
  }

  it('that is signed is stored once, however often it comes', async () => {
    const txId = randomUUID()
    const message = signer.sign(telling(signing, txId), new Date())
    for (const reply of await Promise.all([1, 2, 3].map(() => push(signing, message)))) {
      expect(isReceipt(reply)).toBe(true)
    }
    const changed = signer.sign(telling(signing, txId, { stock: 'Något annat' }), new Date())
    expect(isReceipt(await push(signing, changed))).toBe(true)
    expect(await stored()).toEqual([
      { provider_id: signing.id, tx_id: txId, valid_on: '2026-11-01', stock: 'Traditionell försäkring' },
    ])
    expect(lines.join()).not.toContain('Traditionell')
    expect(isReceipt(await push(signing, signer.sign(telling(signing, randomUUID()), new Date())))).toBe(true)
    expect(await stored()).toHaveLength(2)
  })

  it('is refused from one who does not sign, unsigned from one who does, or with content that is none', async () => {
    const before = await stored()
    const signed = signer.sign(telling(signing, randomUUID()), new Date())
    for (const [as, message, code] of [
      [promising, telling(promising, randomUUID()), 'WebServiceUnsupported'],
      [signing, telling(signing, randomUUID()), 'ContentInvalid'],
      [signing, signed.replace('2026-11-01', '2026-11-02'), 'ContentInvalid'],
      [
        signing,
        signer.sign(telling(signing, randomUUID()).replace('2026-11-01', '2026-11-31'), new Date()),
        'ContentInvalid',
      ],
    ] as const) {
      const reply = await push(as, message)
      expect(reply).toMatchObject({ status: 500, text: expect.stringContaining(code) as string })
    }
    expect(await stored()).toEqual(before)
  })
})

describe('the trace', () => {
  const of = (txId: string) => expect.poll(() => listExchanges(test.owner, txId))

  it('has every delivery of a transaction, from the right sender or not, and how it was met', async () => {
    const { number, questionTo } = await begun()
    const { txId } = questionTo(promising)
    const message = answer(promising, txId, number)
    await push(other, answer(other, txId, number))
    await push(promising, message)
    const { text } = await push(promising, message)
    const delivery = { direction: 'in', step: 'delivery', operation: 'mislife', bytesIn: Buffer.byteLength(message) }
    await of(txId).toMatchObject([
      { ...delivery, providerId: other.id, outcome: 'fault', ssekFault: 'TxIdUnknown', reason: 'wrong-sender' },
      { ...delivery, providerId: promising.id, outcome: 'receipt', ssekFault: null, reason: 'answered' },
      {
        ...delivery,
        providerId: promising.id,
        outcome: 'receipt',
        reason: 'repeated',
        bytesOut: Buffer.byteLength(text),
      },
    ])
  })

  it('has what was refused before it was read, by what could be told of it', async () => {
    const { number, questionTo } = await begun()
    const { txId } = questionTo(signing)
    await push(signing, answer(signing, txId, number))
    await push({ id: 'withdrawn' }, answer(promising, questionTo(promising).txId, number))
    const refused = { operation: null, outcome: 'fault' }
    await of(txId).toMatchObject([
      { ...refused, providerId: signing.id, ssekFault: 'ContentInvalid', reason: 'rejected-signature' },
    ])
    await of(questionTo(promising).txId).toMatchObject([
      { ...refused, providerId: promising.id, ssekFault: 'SenderIdUnknown', reason: null },
    ])
    const withoutTxId = () => test.owner.sql('exchange').where({ tx_id: null }).select('provider_id', 'reason')
    await push(promising, 'x'.repeat(6_000_000)).catch(() => undefined)
    await expect.poll(withoutTxId).toContainEqual({ provider_id: promising.id, reason: 'http-413' })
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

  it('a right answer over a TLS certificate that its authority has withdrawn', async () => {
    const { number, questionTo, state } = await begun()
    const message = answer(promising, questionTo(promising).txId, number)
    const reply = await push({ id: 'withdrawn' }, message)
    expect(reply).toMatchObject({ status: 500, text: expect.stringContaining('SenderIdUnknown') as string })
    expect((await state(promising)).retrieval?.outcome).toBe('waiting')
    expect(isReceipt(await push(promising, message))).toBe(true)
  })

  it('whoever has no certificate of ours', async () => {
    await expect(push({ id: 'nobody' }, '<x/>')).rejects.toThrow()
  })
})
