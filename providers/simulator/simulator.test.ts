import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { Server } from 'node:https'
import { createServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { certificateFor, ensureLocalCa, portalParty, signingParty } from '#scripts/local-ca.ts'
import { issueLocalCertificates } from '#scripts/local-certificates.ts'
import { answerElements, readAnswer, readReceipt } from '../answer.ts'
import type { Errand, ErrandContent, ErrandReply } from '../errands.ts'
import { decodeErrandReply, encodeErrand, errandReplies } from '../errands.ts'
import type { ProviderErrorCode } from '../errors.ts'
import { ProviderError } from '../errors.ts'
import type { Answer, ArrivedAnswer, ProviderEntry, Question } from '../pension-source.ts'
import { PersonalNumber } from '../personal-number.ts'
import { decodeRecalculation, meddelaOmrakning } from '../recalculation.ts'
import { SsekCaller } from '../ssek/caller.ts'
import { createSsekSource } from '../ssek/client.ts'
import type { SsekIdentity } from '../ssek/exchange.ts'
import type { ReceivedMessage, Reply } from '../ssek/receiver.ts'
import { Signer } from '../ssek/signature.ts'
import { createSsekReceiver } from '../ssek/receiver.ts'
import { plain } from '../testing/messages.ts'
import type { SimulatedFault } from './faults.ts'
import { holdingsAt } from './holdings.ts'
import { testPersons } from './persons.ts'
import type { ProviderId } from './providers.ts'
import { simulatedProviders } from './providers.ts'
import type { Simulator } from './start.ts'
import { startSimulator } from './start.ts'
import { numberOf } from './testing.ts'

const clockFactor = 50

let dir: string
let identity: SsekIdentity
let simulator: Simulator
let callback: Server
/** The transactions whose messages were refused for their signature. */
const rejected: (string | null)[] = []
/** What the test's own SSEK endpoint does with a pushed message. */
let onPush: (message: ReceivedMessage) => Promise<Reply>

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'simulator-'))
  const { certPem: caPem } = await ensureLocalCa(dir)
  const { certPem, keyPem } = await certificateFor(dir, 'portal', portalParty)
  const { organisationNumber } = portalParty
  await issueLocalCertificates(dir)
  const signing = await certificateFor(dir, 'portal-signing', signingParty(portalParty, 'ecdsa'))
  identity = { organisationNumber, certPem, keyPem, caPem, signing }
  callback = createServer(
    { cert: certPem, key: keyPem, ca: caPem, requestCert: true, rejectUnauthorized: true },
    createSsekReceiver({
      organisationNumber,
      operations: [...answerElements, ...errandReplies, meddelaOmrakning],
      signer: new Signer(signing),
      policyOf: (number) =>
        Promise.resolve(simulator.entries.find((entry) => entry.organisationNumber === number) ?? null),
      onRejected: ({ txId }) => {
        rejected.push(txId)
        return Promise.resolve()
      },
      onMessage: (message) => onPush(message),
    }),
  )
  await new Promise<void>((resolve) => callback.listen(0, '127.0.0.1', resolve))
  const { port } = callback.address() as AddressInfo
  simulator = await startSimulator({
    caDir: dir,
    ports: 'free',
    clockFactor,
    callbackUrl: `https://localhost:${port}/ssek`,
  })
})

afterAll(async () => {
  await simulator.close()
  callback.closeAllConnections()
  await new Promise((resolve) => callback.close(resolve))
  await rm(dir, { recursive: true, force: true })
})

beforeEach(async () => {
  onPush = () => Promise.resolve({ kind: 'receipt' })
  await control('POST', '/reset')
})

async function control(method: 'GET' | 'POST', path: string, body: object = {}): Promise<unknown> {
  const response = await fetch(`${simulator.controlUrl}${path}`, {
    method,
    ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(answer)}`)
  return answer
}

const setFault = (id: ProviderId, fault: SimulatedFault): Promise<unknown> =>
  control('POST', `/providers/${id}`, { fault })

function entryOf(id: ProviderId): ProviderEntry {
  const entry = simulator.entries.find((each) => each.id === id)
  if (!entry) throw new Error('No such entry')
  return entry
}

const question = (person: PersonalNumber, txId: string = randomUUID()): Question => ({
  person,
  earlierNumbers: [],
  txId,
  approval: { version: '1', time: new Date() },
  wishedAges: [65, 67],
})

async function ask(id: ProviderId, asked: Question, timeoutMs = 10_000): Promise<Answer> {
  const source = createSsekSource({ provider: entryOf(id), identity, timeoutMs })
  try {
    return await source.request(asked)
  } finally {
    source.close()
  }
}

/** How the question failed. */
async function failureOf(asking: Promise<Answer>): Promise<{ code: ProviderErrorCode; faultCode: string | null }> {
  const error: unknown = await asking.then(
    (answer) => new Error(`It did not fail but was ${answer.kind}`),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProviderError)) throw error
  return { code: error.code, faultCode: error.faultCode }
}

const textOf = (answer: Answer): string =>
  answer.kind === 'later' ? '' : Buffer.from(answer.original.bytes).toString('utf8')

/** What was pushed for a transaction, read as the portal reads it. */
function readPush(message: ReceivedMessage, id: ProviderId, asked: Question): ArrivedAnswer {
  return readAnswer(message, {
    provider: entryOf(id),
    receiver: identity.organisationNumber,
    txId: asked.txId,
    asked: asked.person,
    earlierNumbers: [],
  })
}

describe('an answer at once', () => {
  it.each(['pensionsmyndigheten', 'spv', 'nordfjall-liv'] as const)('%s answers over mutual TLS', async (id) => {
    const person = numberOf('mixed-career')
    const answer = await ask(id, question(person))
    if (answer.kind !== 'answered') throw new Error(`It was ${answer.kind}`)
    expect(answer.holdings.map(({ identity: { contractNumber } }) => contractNumber)).toEqual(
      holdingsAt(id, person, [65, 67]).map(({ identity: { contractNumber } }) => contractNumber),
    )
    expect(answer.holdings[0].insurer.name).toBe(entryOf(id).name)
  })

  it('names a person with å, ä, ö and a hyphen', async () => {
    const answer = await ask('nordfjall-liv', question(numberOf('long-name')))
    expect(textOf(answer)).toContain('Åsa Öström-Lindqvist')
    expect(textOf(answer)).toContain('Ängsö Åkeri &amp; Örtagård AB')
  })

  it('says outright that nothing is held', async () => {
    expect((await ask('pensionsmyndigheten', question(numberOf('nothing-held')))).kind).toBe('nothing-held')
    expect((await ask('sjohall-liv', question(numberOf('nothing-held')))).kind).toBe('nothing-held')
  })

  it('is the same when the same question comes again, signed anew', async () => {
    const asked = question(numberOf('itp2'))
    const [first, second] = [await ask('nordfjall-liv', asked), await ask('nordfjall-liv', asked)]
    const contentOf = (answer: Answer) => /<mislife .*<\/mislife>/s.exec(textOf(answer))?.[0]
    expect(contentOf(second)).toMatch(/NL-/)
    expect(contentOf(second)).toBe(contentOf(first))
    expect(textOf(second)).not.toBe(textOf(first))
    expect(await control('GET', '/providers/nordfjall-liv/requests')).toEqual({ count: 2 })
  })

  it('is refused to someone without a certificate', async () => {
    const asking = new Promise((resolve, reject) => {
      request(entryOf('nordfjall-liv').endpoint, { ca: identity.caPem, agent: false, method: 'POST' }, resolve)
        .on('error', reject)
        .end('')
    })
    await expect(asking).rejects.toThrow(/certificate required/)
    expect(await control('GET', '/providers/nordfjall-liv/requests')).toEqual({ count: 0 })
  })

  it('comes from every synchronous provider in its own time, at true speed', async () => {
    await control('POST', '/clock', { factor: 1 })
    const asked = simulatedProviders.filter(({ flow, manner }) => flow === 'sync' && manner === 'answers')
    const startedAt = performance.now()
    const took = await Promise.all(
      asked.map(async ({ id }) => {
        const answer = await ask(id, question(numberOf('mixed-career')))
        expect(answer.kind).not.toBe('later')
        return performance.now() - startedAt
      }),
    )
    // None answers later than it says (providers.test.ts), but the machine's own time comes on top.
    expect(Math.max(...took)).toBeGreaterThan(1_700)
  })
})

describe('a habit of its own', () => {
  const quirky = simulatedProviders.filter(({ quirk, flow }) => quirk !== 'none' && flow === 'sync')
  it.each(quirky)('$name: $quirk is on the wire, and the answer is read whole', async ({ id, quirk, adapter }) => {
    const person = testPersons
      .map(({ number }) => PersonalNumber.parse(number))
      .find((each) => each !== null && holdingsAt(id, each).length > 0)
    if (!person) throw new Error('Nobody holds anything there')
    const asked = question(person)
    const answer = await ask(id, asked)
    if (answer.kind !== 'answered') throw new Error(`It was ${answer.kind}`)
    expect(answer.holdings.map(plain)).toEqual(holdingsAt(id, person, [65, 67]).map(plain))
    const bare = () =>
      readAnswer(answer.original, {
        provider: { ...entryOf(id), adapter: 'none' },
        receiver: identity.organisationNumber,
        txId: asked.txId,
        asked: person,
        earlierNumbers: [],
      })
    if (adapter === 'none') expect(bare().kind).toBe('answered')
    else expect(bare).toThrow(ProviderError)
    expect(answer.original.contentType.startsWith('application/xml')).toBe(quirk === 'application-xml')
    expect(textOf(answer).includes(' Type="ORGNR"')).toBe(quirk === 'unqualified-type')
  })
})

describe('a promised answer', () => {
  it('is sent to the asker’s endpoint with the same TxId and the provider’s own certificate', async () => {
    const asked = question(numberOf('municipal'))
    const pushed = Promise.withResolvers<ReceivedMessage>()
    onPush = (message) => {
      pushed.resolve(message)
      return Promise.resolve({ kind: 'receipt' })
    }
    expect((await ask('hembygd-pension', asked)).kind).toBe('later')
    const message = await pushed.promise
    await vi.waitFor(
      async () => expect(await control('GET', '/providers/hembygd-pension')).toMatchObject({ pushes: 1 }),
      5_000,
    )
    // The receiver has checked that the certificate is the sender's.
    expect(message.header).toMatchObject({
      senderId: entryOf('hembygd-pension').organisationNumber,
      receiverId: identity.organisationNumber,
      txId: asked.txId,
    })
    const answer = readPush(message, 'hembygd-pension', asked)
    expect(answer.kind === 'answered' && answer.holdings).toHaveLength(1)
  })

  it('is sent once, even when the question came twice', async () => {
    const asked = question(numberOf('municipal'))
    const push = vi.fn(onPush)
    onPush = push
    await ask('hembygd-pension', asked)
    await ask('hembygd-pension', asked)
    await vi.waitFor(() => expect(push).toHaveBeenCalled(), 5_000)
    await control('POST', '/clock', { factor: 10_000 })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(push).toHaveBeenCalledTimes(1)
  })

  it('is sent again while the asker is in trouble', async () => {
    const push = vi.fn<typeof onPush>()
    push.mockResolvedValueOnce({ kind: 'fault', code: 'WebServiceUnavailable' }).mockResolvedValue({ kind: 'receipt' })
    onPush = push
    await ask('tallbacken-pensionsval', question(numberOf('doubled-selection-centre')))
    await vi.waitFor(() => expect(push).toHaveBeenCalledTimes(2), 8_000)
    await vi.waitFor(
      async () => expect(await control('GET', '/providers/tallbacken-pensionsval')).toMatchObject({ pushes: 1 }),
      2_000,
    )
  })

  it('can be made to come twice, never, or about somebody else', async () => {
    const push = vi.fn(onPush)
    onPush = push
    await setFault('tallbacken-pensionsval', 'duplicate')
    const asked = question(numberOf('doubled-selection-centre'))
    await ask('tallbacken-pensionsval', asked)
    await vi.waitFor(() => expect(push).toHaveBeenCalledTimes(2), 5_000)
    expect(push.mock.calls[0]?.[0].bodyXml).toBe(push.mock.calls[1]?.[0].bodyXml)

    push.mockClear()
    await setFault('tallbacken-pensionsval', 'wrong-person')
    await ask('tallbacken-pensionsval', { ...asked, txId: randomUUID() })
    await vi.waitFor(() => expect(push).toHaveBeenCalledTimes(1), 5_000)
    const [message] = push.mock.calls[0] ?? []
    if (!message) throw new Error('Nothing was pushed')
    const { txId } = message.header
    expect(() => readPush(message, 'tallbacken-pensionsval', { ...asked, txId })).toThrow(
      expect.objectContaining({ code: 'wrong-person' }),
    )

    push.mockClear()
    await setFault('tallbacken-pensionsval', 'silent')
    await ask('tallbacken-pensionsval', { ...asked, txId: randomUUID() })
    await control('POST', '/clock', { factor: 10_000 })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(push).not.toHaveBeenCalled()
  })
})

describe('an answer that is fetched', () => {
  it.each(['lindveden-pensionsval', 'tuvull-pension'] as const)(
    '%s: there after a while, and the same however often it is fetched',
    async (id) => {
      const [asked] = [question(numberOf('mixed-career'))]
      const promised = { ...asked, promised: true }
      await control('POST', `/providers/${id}`, { delayMs: 500_000 })
      expect(await ask(id, asked)).toEqual({ kind: 'later' })
      expect(await ask(id, promised)).toEqual({ kind: 'later' })
      await control('POST', '/clock', { factor: 10_000 })
      await vi.waitFor(async () => expect((await ask(id, promised)).kind).not.toBe('later'), 5_000)
      const [first, second] = [await ask(id, promised), await ask(id, promised)]
      expect(first.kind).toMatch(/^(answered|nothing-held)$/)
      const contentOf = (answer: Answer) => /<mislife .*<\/mislife>/s.exec(textOf(answer))?.[0]
      expect(contentOf(first)).toContain('overforing')
      expect(contentOf(second)).toBe(contentOf(first))
    },
  )

  it('of a transaction that nobody asked under', async () => {
    const promised = { ...question(numberOf('itp1')), promised: true }
    const failure = await failureOf(ask('tuvull-pension', promised))
    expect(failure).toEqual({ code: 'fault', faultCode: 'TxIdUnknown' })
  })

  it('about somebody else is refused', async () => {
    const asked = question(numberOf('itp1'))
    await control('POST', '/providers/lindveden-pensionsval', { fault: 'wrong-person', delayMs: 0 })
    expect((await ask('lindveden-pensionsval', asked)).kind).toBe('later')
    await vi.waitFor(
      async () =>
        expect(await failureOf(ask('lindveden-pensionsval', { ...asked, promised: true }))).toMatchObject({
          code: 'wrong-person',
        }),
      5_000,
    )
  })

  it('is not to be had from one who answers at once', async () => {
    const entry = { ...entryOf('sjohall-liv'), flow: 'pull' as const }
    const source = createSsekSource({ provider: entry, identity })
    const asked = question(numberOf('itp1'))
    expect(await failureOf(source.request(asked))).toMatchObject({ faultCode: 'AsynchMethodUnsupported' })
    expect(await failureOf(source.request({ ...asked, promised: true }))).toMatchObject({
      faultCode: 'WebServiceUnsupported',
    })
    source.close()
  })
})

describe('faults', () => {
  it.each([
    ['down', 'unreachable', null],
    ['http-500', 'malformed-response', null],
    ['soap-fault', 'fault', 'WebServiceUnavailable'],
    ['garbage', 'malformed-response', null],
    ['truncated', 'malformed-response', null],
    ['html', 'malformed-response', null],
    ['empty', 'malformed-response', null],
    ['wrong-person', 'wrong-person', null],
    ['wrong-txid', 'wrong-transaction', null],
  ] as const)('%s ends as %s', async (fault, code, faultCode) => {
    await setFault('nordfjall-liv', fault)
    expect(await failureOf(ask('nordfjall-liv', question(numberOf('itp1'))))).toEqual({ code, faultCode })
  })

  it.each([
    ['unsigned', 'rejected-signature'],
    ['wrong-signer', 'rejected-signature'],
    ['changed-after-signing', 'rejected-signature'],
    ['stale-signature', 'clock-skew'],
  ] as const)('%s ends as %s, with either kind of key', async (fault, code) => {
    for (const id of ['nordfjall-liv', 'bjorkvik-tjanstepension', 'pensionsmyndigheten'] as const) {
      await setFault(id, fault)
      expect(await failureOf(ask(id, question(numberOf('mixed-career'))))).toMatchObject({ code })
    }
  })

  it.each(['unsigned', 'wrong-signer', 'changed-after-signing', 'stale-signature'] as const)(
    '%s never gets through where it is pushed',
    async (fault) => {
      const push = vi.fn(onPush)
      onPush = push
      await setFault('vidhem-fond', fault)
      const refused = rejected.length
      expect((await ask('vidhem-fond', question(numberOf('saf-lo')))).kind).toBe('later')
      await vi.waitFor(() => expect(rejected).toHaveLength(refused + 1), 5_000)
      expect(push).not.toHaveBeenCalled()
    },
  )

  it('slow ends as timeout', async () => {
    await setFault('nordfjall-liv', 'slow')
    expect(await failureOf(ask('nordfjall-liv', question(numberOf('itp1')), 300))).toMatchObject({ code: 'timeout' })
  })

  it('wrong-person and wrong-txid hold for the authorities too', async () => {
    for (const id of ['pensionsmyndigheten', 'spv'] as const) {
      await setFault(id, 'wrong-person')
      expect(await failureOf(ask(id, question(numberOf('state'))))).toMatchObject({ code: 'wrong-person' })
      await setFault(id, 'wrong-txid')
      expect(await failureOf(ask(id, question(numberOf('state'))))).toMatchObject({ code: 'wrong-transaction' })
    }
  })

  it('an unknown code is an answer that is partly understood', async () => {
    for (const id of ['nordfjall-liv', 'spv', 'pensionsmyndigheten'] as const) {
      await setFault(id, 'unknown-code')
      const answer = await ask(id, question(numberOf('mixed-career')))
      expect(answer.kind === 'answered' && answer.holdings[0].unknownCodes).toHaveLength(1)
    }
  })

  it('nothing is an answer that says so', async () => {
    await setFault('nordfjall-liv', 'nothing')
    expect((await ask('nordfjall-liv', question(numberOf('itp1')))).kind).toBe('nothing-held')
  })

  it('a fault passes: the same question is answered afterwards', async () => {
    const asked = question(numberOf('itp1'))
    await setFault('nordfjall-liv', 'soap-fault')
    await failureOf(ask('nordfjall-liv', asked))
    await setFault('nordfjall-liv', 'none')
    expect((await ask('nordfjall-liv', asked)).kind).toBe('answered')
  })

  it('one provider always fails, whatever is set', async () => {
    await setFault('stenskvatta-pension', 'none')
    const asked = question(numberOf('itp1'))
    expect(await failureOf(ask('stenskvatta-pension', asked))).toMatchObject({ code: 'malformed-response' })
  })

  it('what is unknown to the control port is refused', async () => {
    await expect(control('POST', '/providers/nobody', { fault: 'down' })).rejects.toThrow('404')
    await expect(control('POST', '/providers/spv', { fault: 'fire' })).rejects.toThrow('400')
    await expect(control('POST', '/providers/spv', { delay: 5 })).rejects.toThrow('400')
    await expect(control('POST', '/clock', { factor: 0 })).rejects.toThrow('400')
    await expect(control('GET', '/nothing')).rejects.toThrow('404')
    const fromBrowser = await fetch(`${simulator.controlUrl}/reset`, {
      method: 'POST',
      headers: { origin: 'http://localhost:3000' },
    })
    expect(fromBrowser.status).toBe(403)
  })

  it('a delay can be set, and is taken back by a reset', async () => {
    await control('POST', '/providers/spv', { delayMs: clockFactor * 600 })
    const startedAt = performance.now()
    await ask('spv', question(numberOf('state')))
    expect(performance.now() - startedAt).toBeGreaterThan(600)
    await control('POST', '/reset')
    expect(await control('GET', '/providers/spv')).toMatchObject({ delayMs: null, requests: 0, flow: 'sync' })
  })
})

describe('errands', () => {
  const errand = (content: ErrandContent): Errand => ({ errandId: randomUUID(), txId: randomUUID(), content })
  const complaint = (contractNumber: string) => errand({ operation: 'anmalFel', contractNumber, text: 'Fel premie' })

  async function send(id: ProviderId, handedIn: Errand): Promise<void> {
    const source = createSsekSource({ provider: entryOf(id), identity })
    try {
      await source.send(handedIn)
    } finally {
      source.close()
    }
  }

  it('are taken by every provider that answers, whatever its habits, and replied to under their TxId', async () => {
    await control('POST', '/clock', { factor: 10_000 })
    const replies = new Map<string, ErrandReply>()
    onPush = ({ header, bodyXml }) => {
      replies.set(header.txId, decodeErrandReply(bodyXml))
      return Promise.resolve({ kind: 'receipt' })
    }
    const takers = simulatedProviders.filter(({ manner, connected }) => manner === 'answers' && connected)
    const sent = await Promise.all(
      takers.map(async ({ id }) => {
        const handedIn = complaint('XX-00000000')
        await send(id, handedIn)
        return handedIn
      }),
    )
    await vi.waitFor(() => expect(replies.size).toBe(takers.length), 10_000)
    for (const { errandId, txId } of sent) {
      expect(replies.get(txId)).toEqual({ errandId, kind: 'rejected', reason: 'Avtalet finns inte hos oss.' })
    }
  })

  it('a complaint that is taken in hand is answered later; one sent twice is replied to once', async () => {
    const [held] = holdingsAt('nordfjall-liv', numberOf('itp1'))
    const push = vi.fn(onPush)
    onPush = push
    const handedIn = complaint(held?.identity.contractNumber ?? '')
    await send('nordfjall-liv', handedIn)
    await send('nordfjall-liv', handedIn)
    await vi.waitFor(() => expect(push).toHaveBeenCalledTimes(2), 10_000)
    const kinds = push.mock.calls.map(([{ bodyXml }]) => decodeErrandReply(bodyXml).kind)
    expect(kinds).toEqual(['received', 'answered'])
    await control('POST', '/clock', { factor: 10_000 })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(push).toHaveBeenCalledTimes(2)
  })

  it('are refused when nobody asks for a push', async () => {
    const source = new SsekCaller({ peer: entryOf('spv'), identity })
    const { txId, ...handedIn } = complaint('S-1')
    for (const [asynchMethod, faultCode] of [
      [null, 'IncorrectContext'],
      ['AsynchPull', 'AsynchMethodUnsupported'],
    ] as const) {
      const call = source.call({ wsdl: 'schema/insamling.wsdl', service: 'Insamling', port: 'Arenden' }, 'anmalFel', {
        txId: asynchMethod === null ? txId : randomUUID(),
        asynchMethod,
        body: encodeErrand(handedIn),
        readAnswer: ({ message, expected, arrival }) =>
          readReceipt(message, { ...expected, provider: entryOf('spv') }, arrival),
      })
      await expect(call).rejects.toMatchObject({ faultCode })
    }
    source.close()
  })
})

describe('a recalculation', () => {
  it('is told to the asker’s endpoint, signed', async () => {
    const told = Promise.withResolvers<ReceivedMessage>()
    onPush = (message) => {
      told.resolve(message)
      return Promise.resolve({ kind: 'receipt' })
    }
    const order = { datum: '2026-11-01', bestand: 'ITP 2 & äldre' }
    const answer = await control('POST', '/providers/nordfjall-liv/recalculation', order)
    const message = await told.promise
    expect(answer).toEqual({ txId: message.header.txId, fault: null, faultCode: null })
    expect(message.signatureValue).not.toBeNull()
    expect(decodeRecalculation(message.bodyXml)).toEqual({ date: order.datum, stock: order.bestand })
  })

  it('that is refused is told as such, and a bad order is not sent', async () => {
    onPush = () => Promise.resolve({ kind: 'fault', code: 'MessageNotProcessed' })
    const path = '/providers/nordfjall-liv/recalculation'
    const order = { datum: '2026-11-01', bestand: 'ITP 2' }
    expect(await control('POST', path, order)).toMatchObject({ fault: 'fault', faultCode: 'MessageNotProcessed' })
    await expect(control('POST', path, { ...order, datum: '2026-11-31' })).rejects.toThrow('400')
    await expect(control('POST', path, { ...order, more: 1 })).rejects.toThrow('400')
    await expect(control('POST', '/providers/nobody/recalculation', order)).rejects.toThrow('404')
  })
})

describe('all 31 at once', () => {
  it('each settles in its own way for one person', async () => {
    const person = numberOf('mixed-career')
    const pushes = new Map<string, string>()
    onPush = (message) => {
      pushes.set(message.header.txId, message.header.senderId)
      return Promise.resolve({ kind: 'receipt' })
    }
    const settled = await Promise.all(
      simulator.entries.map(async ({ id }) =>
        ask(id as ProviderId, question(person)).then(
          ({ kind }) => kind,
          (error: unknown) => (error instanceof ProviderError ? error.code : 'unexpected'),
        ),
      ),
    )
    const count = (outcome: string): number => settled.filter((each) => each === outcome).length
    expect(settled).toHaveLength(31)
    // Five will be sent to us, and two we may fetch.
    expect(count('later')).toBe(7)
    expect(count('malformed-response')).toBe(1)
    // Nine contracts, one of them promised, and the public pension.
    expect(count('answered')).toBe(9)
    expect(count('nothing-held')).toBe(14)
    await vi.waitFor(() => expect(pushes.size).toBe(5), 10_000)
  })

  it('answers many people at the same time', async () => {
    const people = ['itp1', 'itp2', 'saf-lo', 'state', 'bank', 'long-name'] as const
    const answers = await Promise.all(people.map((key) => ask('pensionsmyndigheten', question(numberOf(key)))))
    expect(answers.map(({ kind }) => kind)).toEqual(people.map(() => 'answered'))
  })
})

describe('ports', () => {
  const portOf = (entry: ProviderEntry | undefined): number => Number(new URL(entry?.endpoint ?? '').port)

  it('takes others when those of an earlier run are taken', async () => {
    await using other = await disposable(startSimulator({ caDir: dir, ports: 'free', earlier: simulator.entries }))
    expect(other.entries).toHaveLength(31)
    for (const [index, entry] of other.entries.entries()) {
      expect(portOf(entry)).not.toBe(portOf(simulator.entries[index]))
    }
  })

  it('leaves nothing listening when one cannot be had', async () => {
    // The last of the 31 ports asked for is taken.
    const first = portOf(simulator.entries[0]) - 30
    // Ours alone: whether another process listens on one of them is its own affair.
    const listening = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length
    const before = listening()
    expect(before).toBeGreaterThan(30)
    await expect(startSimulator({ caDir: dir, ports: first })).rejects.toThrow('EADDRINUSE')
    await expect.poll(listening).toBe(before)
  })

  async function disposable(starting: Promise<Simulator>): Promise<Simulator & AsyncDisposable> {
    const started = await starting
    return { ...started, [Symbol.asyncDispose]: () => started.close() }
  }
})

describe('as a process', () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))

  function run(env: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [main], {
      env: {
        NODE_ENV: 'test',
        CA_DIR: dir,
        LOCAL_DIR: dir,
        CALLBACK_URL: 'https://127.0.0.1:1/ssek',
        SIMULATOR_PORTS: 'free',
        STOP_WHEN_STDIN_CLOSES: '1',
        ...env,
      },
      stdio: 'pipe',
    })
  }

  async function readyLine(child: ChildProcessWithoutNullStreams): Promise<{ entries: string; control: string }> {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    const said = JSON.parse(line) as { ready: boolean; entries: string; control: string }
    expect(said.ready).toBe(true)
    return said
  }

  async function exitOf(child: ChildProcessWithoutNullStreams): Promise<number | null> {
    const [code] = (await once(child, 'exit')) as [number | null]
    return code
  }

  const endpointsIn = async (file: string): Promise<readonly string[]> =>
    (JSON.parse(await readFile(file, 'utf8')) as readonly ProviderEntry[]).map(({ endpoint }) => endpoint)

  it('says where its register rows are, stops on SIGTERM, and comes back on the same ports', async () => {
    const first = run({})
    const { entries, control: controlUrl } = await readyLine(first)
    expect(entries).toBe(join(dir, 'providers.json'))
    expect(await (await fetch(`${controlUrl}/providers`)).json()).toHaveLength(31)
    const endpoints = await endpointsIn(entries)
    expect(new Set(endpoints).size).toBe(31)
    first.kill('SIGTERM')
    expect(await exitOf(first)).toBe(0)

    const second = run({})
    await readyLine(second)
    expect(await endpointsIn(entries)).toEqual(endpoints)
    second.stdin.end()
    expect(await exitOf(second)).toBe(0)
  }, 30_000)

  it('says in a line what is missing, and ends', async () => {
    const child = run({ CA_DIR: join(dir, 'nowhere') })
    let said = ''
    child.stderr.on('data', (part: Buffer) => (said += part.toString()))
    expect(await exitOf(child)).toBe(1)
    expect(said).toMatch(/^The simulator cannot start: .*nowhere.*\n$/)
    const unset = run({ CLOCK_FACTOR: '-1' })
    expect(await exitOf(unset)).toBe(1)
  }, 30_000)
})
