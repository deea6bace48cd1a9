/** One simulated provider as a real HTTPS server that asks for client certificates and speaks SSEK. */
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Server as FrontServer, Socket } from 'node:net'
import { createServer as createFront } from 'node:net'
import { Agent, createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { readReceipt } from '../answer.ts'
import { decodeErrand, encodeErrandReply, errandOperations } from '../errands.ts'
import { decodeRequest, hamtaForsakringar } from '../operations.ts'
import type { Flow, ProviderEntry } from '../pension-source.ts'
import type { Recalculation } from '../recalculation.ts'
import { encodeRecalculation, meddelaOmrakning } from '../recalculation.ts'
import type { Port } from '../ssek/caller.ts'
import { SsekCaller } from '../ssek/caller.ts'
import type { AsynchMethod } from '../ssek/envelope.ts'
import { pullMessage, readEnvelope, writeEnvelope } from '../ssek/envelope.ts'
import type { ReceivedMessage, Reply } from '../ssek/receiver.ts'
import { createSsekReceiver } from '../ssek/receiver.ts'
import type { CertificateOnFile, PeerPolicy, SignatureDemand } from '../ssek/policy.ts'
import { certificateOnFile, demandOf } from '../ssek/policy.ts'
import type { SigningPair } from '../ssek/signature.ts'
import { Signer } from '../ssek/signature.ts'
import { peerOf } from '../ssek/transport.ts'
import { canonicalText } from '../xml/document.ts'
import type { Xml } from '../xml/write.ts'
import { encodeAnswer } from './answers.ts'
import { BrokenEndpoint, isBreakage, isOpenToAll } from './breakages.ts'
import { Chance } from './chance.ts'
import type { Clock } from './clock.ts'
import { repliesTo } from './errands.ts'
import type { SimulatedFault } from './faults.ts'
import type { ProviderId, SimulatedProvider } from './providers.ts'
import type { Push } from './push.ts'
import { deliver } from './push.ts'
import { quirks, writingAs } from './quirks.ts'

export interface Credentials {
  readonly certPem: string
  readonly keyPem: string
  readonly caPem: string
  /** What its messages are signed with; null: they bear no signature. */
  readonly signing: SigningPair | null
}

export interface Surroundings {
  readonly credentials: Credentials
  /** Who asks: "16" + ten digits. */
  readonly askerOrganisationNumber: string
  /** What the asker signs with. */
  readonly askerCertificates: readonly CertificateOnFile[]
  /** Where promised answers are sent; null refuses to promise. */
  readonly callbackUrl: string | null
  /** Sped up by the factor. */
  readonly clock: Clock
  /** Never sped up. */
  readonly realTime: Clock
  /** What it answers; left out, what `encodeAnswer` makes up for the person. */
  readonly encode?: typeof encodeAnswer
}

interface Settings {
  readonly fault: SimulatedFault
  /** Milliseconds before the answer, by the clock; null is the provider's own manner. */
  readonly delayMs: number | null
}

const path = '/ssek'
const asynchMethods: Readonly<Record<Flow, AsynchMethod | null>> = {
  sync: null,
  push: 'AsynchPush',
  pull: 'AsynchPull',
}
const isErrand = (operation: string): boolean => errandOperations.some((one) => one === operation)
/** The asker's own endpoint. */
const askerPort: Port = { wsdl: 'schema/mottagning.wsdl', service: 'Mottagning', port: 'Mottagning' }
/** Longer than any asker's time limit. */
const tooLong = 30_000
/** A promise is given at once, whatever the answer takes. */
const promiseDelay = 80
const rememberedReplies = 20_000
const nobodysTransaction = '00000000-0000-4000-8000-000000000000'

const usual: Settings = { fault: 'none', delayMs: null }

interface Instead {
  readonly status: number
  readonly type: string
  readonly body: string | Buffer
}

/** What comes back in place of a message, or null where a message does. */
function insteadOf(fault: SimulatedFault): Instead | null {
  switch (fault) {
    case 'http-500':
      return { status: 500, type: 'text/plain', body: 'Internal Server Error' }
    case 'garbage':
      return { status: 200, type: 'text/xml', body: Buffer.from(new Chance(fault).digits('bytes', 60), 'hex') }
    case 'html':
      return { status: 200, type: 'text/html', body: '<!doctype html><title>Closed</title><p>Back in a while.' }
    case 'empty':
      return { status: 200, type: 'text/xml', body: '' }
    default:
      return null
  }
}

/** Faults that are made in the finished message. */
const spoiling: readonly SimulatedFault[] = [
  'truncated',
  'wrong-txid',
  'unsigned',
  'wrong-signer',
  'stale-signature',
  'changed-after-signing',
]
const anHour = 3_600_000

export class ProviderServer {
  readonly provider: SimulatedProvider & { readonly id: ProviderId }
  readonly #surroundings: Surroundings
  /** Hands each connection to the server that asks for certificates, or to the one that does not care. */
  readonly #front: FrontServer
  readonly #connections = new Set<Socket>()
  readonly #broken: BrokenEndpoint
  readonly #agent: Agent
  readonly #receive: RequestListener
  readonly #signer: Signer | null
  /** What is agreed with whoever asks. */
  readonly #askerPolicy: PeerPolicy
  /** By sender and TxId: the same question gets the same answer, and no second push. */
  readonly #replies = new Map<string, Promise<Reply>>()
  /** What can be fetched, by sender and TxId; null until it is there. */
  readonly #results = new Map<string, Xml | null>()
  #settings = usual
  #requests = 0
  #pushes = 0

  constructor(provider: SimulatedProvider & { readonly id: ProviderId }, surroundings: Surroundings) {
    this.provider = provider
    this.#surroundings = surroundings
    const { certPem: cert, keyPem: key, caPem: ca, signing } = surroundings.credentials
    this.#signer = signing && new Signer(signing)
    this.#askerPolicy = {
      messageSecurity: provider.messageSecurity,
      certificates: surroundings.askerCertificates,
    }
    this.#agent = new Agent({ cert, key, ca, keepAlive: true, maxSockets: 4 })
    this.#receive = createSsekReceiver({
      organisationNumber: provider.organisationNumber,
      operations: [hamtaForsakringar, ...errandOperations, ...(provider.flow === 'pull' ? [pullMessage] : [])],
      asynchMethods: ['AsynchPush', 'AsynchPull'],
      policyOf: () => Promise.resolve(this.#askerPolicy),
      signer: this.#signer,
      onMessage: (message) => this.#reply(message),
    })
    const handle: RequestListener = (request, response) => {
      this.#handle(request, response).catch(() => request.socket.destroy())
    }
    const [strict, open] = [true, false].map((rejectUnauthorized) =>
      createServer({ cert, key, ca, requestCert: true, rejectUnauthorized }, handle),
    )
    this.#front = createFront((socket) => {
      this.#connections.add(socket)
      socket.on('close', () => this.#connections.delete(socket))
      const server = isOpenToAll(this.#fault) ? open : strict
      server?.emit('connection', socket)
    })
    this.#broken = new BrokenEndpoint({
      organisationNumber: provider.organisationNumber,
      asynchMethod: asynchMethods[provider.flow],
      demandOf: (asker) => this.#demandOf(asker),
      sign: (message) => this.#signer?.sign(message, new Date()) ?? message,
      signWrongly: (message) => new Signer(surroundings.credentials).sign(message, new Date()),
      receive: this.#receive,
      reply: (message) => this.#reply(message),
      hang: () => surroundings.realTime.wait(tooLong),
    })
  }

  /** @param port 0 takes a free one. */
  async listen(port: number): Promise<void> {
    this.#front.listen(port, '127.0.0.1')
    await once(this.#front, 'listening')
  }

  get entry(): ProviderEntry {
    const { port } = this.#front.address() as AddressInfo
    const { id, name, organisationNumber, kind, vocabulary, adapter, flow } = this.provider
    const { connected, concurrency, questionsPerSecond, resendAllowed, deadlineSeconds } = this.provider
    const { acceptsPlans, maintenance, messageSecurity } = this.provider
    const tls = new X509Certificate(this.#surroundings.credentials.certPem)
    return {
      id,
      name,
      organisationNumber,
      kind,
      endpoint: `https://127.0.0.1:${port}${path}`,
      vocabulary,
      adapter,
      flow,
      connected,
      concurrency,
      questionsPerSecond,
      resendAllowed,
      deadlineSeconds,
      acceptsPlans,
      maintenance,
      messageSecurity,
      certificates: [
        certificateOnFile(tls, 'tls'),
        ...(this.#signer === null ? [] : [certificateOnFile(this.#signer.certificate, 'signing')]),
      ],
    }
  }

  get state(): Settings & {
    readonly id: string
    readonly flow: Flow
    readonly requests: number
    readonly pushes: number
  } {
    return {
      id: this.provider.id,
      flow: this.provider.flow,
      ...this.#settings,
      requests: this.#requests,
      pushes: this.#pushes,
    }
  }

  set(settings: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...settings }
  }

  /** As it stood at the start, with nothing remembered. */
  reset(): void {
    this.#settings = usual
    this.#requests = 0
    this.#pushes = 0
    this.#replies.clear()
    this.#results.clear()
    this.#broken.reset()
  }

  async close(): Promise<void> {
    this.#agent.destroy()
    if (!this.#front.listening) return
    const closed = once(this.#front, 'close')
    this.#front.close()
    for (const connection of this.#connections) connection.destroy()
    await closed
  }

  get #fault(): SimulatedFault {
    return this.provider.manner === 'always-fails' ? 'garbage' : this.#settings.fault
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url !== path) {
      response.writeHead(404).end()
      return
    }
    this.#requests++
    const fault = this.#fault
    if (fault === 'down') {
      request.socket.destroy()
      return
    }
    if (fault === 'slow' && !(await this.#surroundings.realTime.wait(tooLong))) return
    const instead =
      insteadOf(fault) ??
      (this.provider.flow === 'sync' && spoiling.includes(fault) ? await this.#spoiltAnswer(request) : null)
    if (isBreakage(fault)) await this.#broken.handle(fault, request, response)
    else if (instead === null) this.#receive(request, writingAs(response, this.provider.quirk))
    else response.writeHead(instead.status, { 'content-type': instead.type }).end(instead.body)
  }

  /** What the receiver would never send, so it is put together here. */
  async #spoiltAnswer(request: IncomingMessage): Promise<Instead> {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    const demand = this.#demandOf(peerOf(request.socket)?.organisationNumber ?? '')
    using envelope = readEnvelope(Buffer.concat(parts), demand)
    const { header, body } = envelope
    if (header === null || body.kind !== 'content') throw new RangeError('Not a question')
    const bodyXml = this.#encode(canonicalText(body.element), header.senderId, header.txId ?? nobodysTransaction)
    const message = this.#message(bodyXml, header.senderId, header.txId ?? nobodysTransaction)
    return { status: 200, type: 'text/xml; charset=utf-8', body: message }
  }

  #demandOf(asker: string): SignatureDemand | null {
    return demandOf({ ...this.#askerPolicy, organisationNumber: asker }, { now: new Date(), isRevoked: () => false })
  }

  #encode(questionXml: string, receiver: string, txId: string): Xml {
    const { encode = encodeAnswer } = this.#surroundings
    return encode(this.provider, decodeRequest(questionXml), {
      receiver,
      txId,
      created: new Date(),
      fault: this.#fault,
    })
  }

  #message(bodyXml: Xml, receiverId: string, txId: string): string {
    const written = quirks[this.provider.quirk].write(this.#plainMessage(bodyXml, receiverId, txId))
    return this.#fault === 'truncated' ? written.slice(0, written.length * 0.7) : written
  }

  /** Without the habits of the program that answers questions. */
  #plainMessage(bodyXml: Xml, receiverId: string, txId: string): string {
    const fault = this.#fault
    const unsigned = writeEnvelope({
      header: {
        senderId: this.provider.organisationNumber,
        receiverId,
        txId: fault === 'wrong-txid' ? nobodysTransaction : txId,
        asynchMethod: null,
      },
      bodyXml,
    })
    return this.#signed(unsigned)
  }

  #signed(text: string): string {
    if (this.#signer === null) return text
    switch (this.#fault) {
      case 'unsigned':
        return text
      case 'wrong-signer':
        return new Signer(this.#surroundings.credentials).sign(text, new Date())
      case 'stale-signature':
        return this.#signer.sign(text, new Date(Date.now() - anHour))
      case 'changed-after-signing':
        return this.#signer.sign(text, new Date()).replace('</soap:Body>', ' </soap:Body>')
      default:
        return this.#signer.sign(text, new Date())
    }
  }

  /** Between the provider's two bounds, the same for the same question. */
  #delay(txId: string): number {
    const [from, to] = this.provider.delay
    return this.#settings.delayMs ?? new Chance(txId).of(this.provider.id).between('delay', from, to)
  }

  #reply(message: ReceivedMessage): Promise<Reply> {
    const key = `${message.header.senderId}/${message.header.txId}`
    if (message.operation === pullMessage) return Promise.resolve(this.#result(key))
    const before = this.#replies.get(key)
    if (before !== undefined) return before
    if (this.#fault === 'soap-fault') return Promise.resolve({ kind: 'fault', code: 'WebServiceUnavailable' })
    const reply = this.#replyTo(message, key)
    this.#replies.set(key, reply)
    const [oldest] = this.#replies.keys()
    if (this.#replies.size > rememberedReplies && oldest !== undefined) this.#replies.delete(oldest)
    return reply
  }

  #replyTo(message: ReceivedMessage, key: string): Promise<Reply> {
    const { asynchMethod } = message.header
    const offered = isErrand(message.operation) ? 'AsynchPush' : asynchMethods[this.provider.flow]
    if (asynchMethod !== null && asynchMethod !== offered) {
      return Promise.resolve({ kind: 'fault', code: 'AsynchMethodUnsupported' })
    }
    if (isErrand(message.operation)) return this.#takeErrand(message)
    switch (this.provider.flow) {
      case 'sync':
        return this.#answer(message)
      case 'push':
        return this.#promise(message)
      case 'pull':
        return Promise.resolve(this.#prepare(message, key))
    }
  }

  /** Takes the question; the answer can be fetched after a while. */
  #prepare({ header, bodyXml }: ReceivedMessage, key: string): Reply {
    if (header.asynchMethod !== 'AsynchPull') return { kind: 'fault', code: 'IncorrectContext' }
    const answer = this.#encode(bodyXml, header.senderId, header.txId)
    const isSilent = this.#fault === 'silent'
    this.#results.set(key, null)
    void this.#surroundings.clock.wait(this.#delay(header.txId)).then((inTime) => {
      if (inTime && !isSilent && this.#results.has(key)) this.#results.set(key, answer)
    })
    return { kind: 'receipt' }
  }

  #result(key: string): Reply {
    const answer = this.#results.get(key)
    if (answer === undefined) return { kind: 'fault', code: 'TxIdUnknown' }
    return answer === null ? { kind: 'fault', code: 'NoResultAvailable' } : { kind: 'response', bodyXml: answer }
  }

  async #answer({ header, bodyXml }: ReceivedMessage): Promise<Reply> {
    const answer = this.#encode(bodyXml, header.senderId, header.txId)
    await this.#surroundings.clock.wait(this.#delay(header.txId))
    return { kind: 'response', bodyXml: answer }
  }

  async #promise(message: ReceivedMessage): Promise<Reply> {
    const { senderId, txId } = message.header
    if (!this.#mayPush(message)) return { kind: 'fault', code: 'IncorrectContext' }
    const answer = this.#encode(message.bodyXml, senderId, txId)
    void this.#pushLater(senderId, txId, () => this.#message(answer, senderId, txId))
    await this.#surroundings.clock.wait(promiseDelay)
    return { kind: 'receipt' }
  }

  /** Takes an errand: a word about it, and after a complaint that was taken in hand what came of it. */
  async #takeErrand(message: ReceivedMessage): Promise<Reply> {
    const { senderId, txId } = message.header
    if (!this.#mayPush(message)) return { kind: 'fault', code: 'IncorrectContext' }
    const { errandId, content } = decodeErrand(message.bodyXml)
    void this.#replyLater(
      repliesTo(this.provider.id, content, new Date()).map((reply) => encodeErrandReply({ errandId, ...reply })),
      senderId,
      txId,
    )
    await this.#surroundings.clock.wait(promiseDelay)
    return { kind: 'receipt' }
  }

  async #replyLater(replies: readonly Xml[], senderId: string, txId: string): Promise<void> {
    for (const reply of replies) {
      await this.#pushLater(senderId, txId, () => this.#plainMessage(reply, senderId, txId))
    }
  }

  #mayPush({ header }: ReceivedMessage): boolean {
    return header.asynchMethod === 'AsynchPush' && this.#surroundings.callbackUrl !== null
  }

  /**
   * Tells the asker of a recalculation, once.
   * @throws ProviderError when it is not receipted
   */
  async tell(recalculation: Recalculation, txId: string): Promise<void> {
    const { credentials, askerOrganisationNumber, callbackUrl } = this.#surroundings
    if (callbackUrl === null) throw new RangeError('The asker’s endpoint is not known')
    const { id, organisationNumber, concurrency } = this.provider
    const peer = {
      ...this.#askerPolicy,
      id: `asker-of-${id}`,
      organisationNumber: askerOrganisationNumber,
      endpoint: callbackUrl,
      adapter: 'none' as const,
      concurrency,
      resendAllowed: true,
    }
    const caller = new SsekCaller({ peer, identity: { ...credentials, organisationNumber } })
    try {
      await caller.call(askerPort, meddelaOmrakning, {
        txId,
        asynchMethod: null,
        body: encodeRecalculation(recalculation),
        readAnswer: ({ message, expected, arrival }) => readReceipt(message, { ...expected, provider: peer }, arrival),
      })
    } finally {
      caller.close()
    }
  }

  /** @param message made anew for each try */
  async #pushLater(senderId: string, txId: string, message: () => string): Promise<void> {
    const fault = this.#fault
    const { callbackUrl, clock, realTime } = this.#surroundings
    if (!(await clock.wait(this.#delay(txId))) || fault === 'silent' || callbackUrl === null) return
    const push: Push = { url: callbackUrl, agent: this.#agent, message, demand: () => this.#demandOf(senderId) }
    for (let times = fault === 'duplicate' ? 2 : 1; times > 0; times--) {
      if (await deliver(push, realTime, fault !== 'pushes-once')) this.#pushes++
    }
  }
}
