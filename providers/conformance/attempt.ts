/**
 * What one scenario does with the provider: messages sent as the portal sends them, or with one thing wrong, and a log
 * of what was sent and what came. Nothing of a message's content stands in the log.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { checkServerIdentity } from 'node:tls'
import { encodeRequest } from '../operations.ts'
import type { Flow, Question } from '../pension-source.ts'
import type { PersonalNumber } from '../personal-number.ts'
import type { AsynchMethod, SsekHeader } from '../ssek/envelope.ts'
import { pullMessage, writeEnvelope, writePullMessage } from '../ssek/envelope.ts'
import { ssekNamespace } from '../ssek/namespaces.ts'
import { Signer } from '../ssek/signature.ts'
import { maximumMessageBytes, organisationNumberOf } from '../ssek/transport.ts'
import type { Xml } from '../xml/write.ts'
import type { Agreement } from './agreement.ts'
import type { Delivery, LetterBox } from './letter-box.ts'
import type { Came, LineOptions } from './line.ts'
import { exchange } from './line.ts'
import { outlineOf } from './outline.ts'
import type { Role } from './persons.ts'
import type { Reading } from './reading.ts'
import { readMessage } from './reading.ts'

/** What was sent: the question, the fetching of its answer, or nothing (the provider sent, by itself). */
export type Sent = 'question' | 'pull' | 'push'

/** One line of the report: what was sent, and what came. */
export interface Exchange {
  readonly sent: Sent
  readonly txId: string
  readonly signed: boolean
  readonly sentBytes: number | null
  readonly came: CameAs
  readonly status: number | null
  readonly contentType: string | null
  /** What TLS or the network says, of a connection that was broken; the fault code, of a fault. */
  readonly code: string | null
  readonly contracts: number | null
  readonly cameBytes: number | null
  /** The elements of a message that could not be used. */
  readonly outline: string | null
  readonly millis: number
}
export type CameAs =
  'answer' | 'nothing-held' | 'bad-answer' | 'receipt' | 'fault' | 'no-message' | 'too-large' | 'broken' | 'timeout'

/** What came of one message. */
export interface Got {
  readonly came: Came
  /** Null when nothing came that could be read. */
  readonly reading: Reading | null
  /** Of our own message, as base64. */
  readonly sentSignature: string | null
  readonly txId: string
  readonly person: PersonalNumber
  /** By the clock that `performance.now` reads. */
  readonly sentAt: number
}

/** What came of a question, to the end. */
export interface Obtained {
  /** What the question itself was answered with. */
  readonly first: Got
  /** What carries the answer: the same in the synchronous flow. Null when none came in time. */
  readonly last: Got | null
  readonly deliveries: readonly Delivery[]
}

/** What is different from what the portal would send. */
export interface Deviation {
  readonly txId?: string
  readonly header?: Partial<SsekHeader>
  readonly asynchMethod?: AsynchMethod | null
  readonly body?: Xml
  readonly soapAction?: string
  /** Changes the finished message before it is signed. */
  readonly beforeSigning?: (message: string) => string
  /** Changes it afterwards. */
  readonly afterSigning?: (message: string) => string
  /** Null: no signature. */
  readonly signer?: Signer | null
  /** The time in the signature. */
  readonly signedAt?: Date
  readonly contentType?: string
  /** What we show in the TLS handshake; null: nothing. */
  readonly certificate?: { readonly certPem: string; readonly keyPem: string } | null
}

const asynchMethods: Readonly<Record<Flow, AsynchMethod | null>> = {
  sync: null,
  push: 'AsynchPush',
  pull: 'AsynchPull',
}
const soapActions: Readonly<Record<'question' | 'pull', string>> = {
  question: '"urn:samlad-pension:insamling:1/hamtaForsakringar"',
  pull: `"${ssekNamespace}${pullMessage}"`,
}
const wishedAges = [65, 67] as const
const approval = { version: '2026-1' } as const

export const bytesIn = (got: Got | null): Uint8Array | null => (got?.came.kind === 'reply' ? got.came.bytes : null)

function cameAs({ came, reading }: Got): CameAs {
  if (came.kind !== 'reply') return came.kind
  const content = reading?.content
  if (content?.kind === 'answer') return content.holdings.length === 0 ? 'nothing-held' : 'answer'
  return content?.kind ?? 'no-message'
}

export interface Kept {
  readonly direction: 'sent' | 'came'
  readonly txId: string
  readonly bytes: Uint8Array
}

interface Shared {
  readonly obtained: Obtained
  readonly exchanges: readonly Exchange[]
}

export interface AttemptOptions {
  readonly agreement: Agreement
  readonly letterBox: LetterBox | null
  /** Questions that several scenarios look at, by whom they are about. */
  readonly shared: Map<Role, Promise<Shared>>
  /** Given every message, when the messages are wanted. */
  readonly keep?: (message: Kept) => void
}

export class Attempt {
  readonly agreement: Agreement
  readonly #options: AttemptOptions
  readonly #signer: Signer | null
  readonly exchanges: Exchange[] = []

  constructor(options: AttemptOptions) {
    this.#options = options
    this.agreement = options.agreement
    const { provider, identity } = options.agreement
    this.#signer = provider.messageSecurity === 'signature' && identity.signing ? new Signer(identity.signing) : null
  }

  get isSigned(): boolean {
    return this.#signer !== null
  }

  get letterBox(): LetterBox {
    if (this.#options.letterBox === null) throw new RangeError('Only where answers are pushed')
    return this.#options.letterBox
  }

  question(role: Role, txId: string = randomUUID()): Question {
    const person = this.agreement.persons[role]
    return { person, earlierNumbers: [], txId, approval: { ...approval, time: new Date() }, wishedAges }
  }

  /** Asks about a person, as the portal does but for what is said to be different. */
  ask(role: Role, different: Deviation = {}): Promise<Got> {
    const question = this.question(role, different.txId)
    const asynchMethod = asynchMethods[this.agreement.provider.flow]
    return this.#send('question', question, { asynchMethod, body: encodeRequest(question), ...different })
  }

  /** Asks whether the answer to an earlier question is there. */
  fetch(role: Role, txId: string): Promise<Got> {
    return this.#send('pull', this.question(role, txId), { body: writePullMessage() })
  }

  /** Asks, and waits for the answer in the way that is agreed. */
  async obtain(role: Role, different: Deviation = {}): Promise<Obtained> {
    const first = await this.ask(role, different)
    const { flow } = this.agreement.provider
    if (flow === 'sync' || first.reading?.content.kind !== 'receipt') return { first, last: first, deliveries: [] }
    return flow === 'push'
      ? this.#awaitPush(first)
      : { first, last: await this.fetchWhenThere(role, first.txId), deliveries: [] }
  }

  /** The usual question about a person: asked once in a run, and looked at by several scenarios. */
  async usual(role: Role): Promise<Obtained> {
    const { shared } = this.#options
    const asking = shared.get(role) ?? this.#askOnce(role)
    shared.set(role, asking)
    const { obtained, exchanges } = await asking
    this.exchanges.push(...exchanges)
    return obtained
  }

  async #askOnce(role: Role): Promise<Shared> {
    const attempt = new Attempt(this.#options)
    return { obtained: await attempt.obtain(role), exchanges: attempt.exchanges }
  }

  /** @returns null when it is not there in time */
  async fetchWhenThere(role: Role, txId: string): Promise<Got | null> {
    const { promisedMs, pullPauseMs } = this.agreement.limits
    const deadline = performance.now() + promisedMs
    for (;;) {
      const got = await this.fetch(role, txId)
      const content = got.reading?.content
      const isComing = content?.kind === 'fault' && content.code === 'NoResultAvailable'
      if (!isComing) return got
      if (performance.now() + pullPauseMs > deadline) return null
      // What says only "not yet" is told once.
      if (this.exchanges.filter(({ code }) => code === 'NoResultAvailable').length > 1) this.exchanges.pop()
      await pause(pullPauseMs)
    }
  }

  async #awaitPush(first: Got): Promise<Obtained> {
    await this.letterBox.waitFor(first.txId, 1, this.agreement.limits.promisedMs)
    const deliveries = this.letterBox.deliveriesOf(first.txId)
    const [delivery] = deliveries
    return { first, last: delivery === undefined ? null : this.delivered(delivery, first), deliveries }
  }

  /** A pushed message as what came of the question. */
  delivered({ bytes, contentType, at }: Delivery, { txId, person, sentAt }: Got): Got {
    const came: Came = { kind: 'reply', status: 200, contentType, bytes, millis: Math.round(at - sentAt) }
    return this.#note(
      'push',
      { came, txId, person, sentAt, sentSignature: null, reading: this.#read(bytes, txId, person) },
      0,
    )
  }

  #read(bytes: Uint8Array, txId: string, person: PersonalNumber): Reading {
    return readMessage(bytes, { provider: this.agreement.provider, person, txId }, new Date())
  }

  #tls(certificate: Deviation['certificate']): LineOptions['tls'] {
    const { provider, identity } = this.agreement
    const shown = certificate === undefined ? identity : certificate
    return {
      ca: identity.caPem,
      ...(shown === null ? {} : { cert: shown.certPem, key: shown.keyPem }),
      checkServerIdentity: (host, presented) =>
        checkServerIdentity(host, presented) ??
        (organisationNumberOf(presented) === provider.organisationNumber
          ? undefined
          : Object.assign(new Error('Another organisation'), { code: 'OTHER_ORGANISATION' })),
    }
  }

  #compose(txId: string, different: Deviation): string {
    const { provider, identity } = this.agreement
    const header: SsekHeader = {
      senderId: identity.organisationNumber,
      receiverId: provider.organisationNumber,
      txId,
      asynchMethod: different.asynchMethod ?? null,
      ...different.header,
    }
    const { beforeSigning = (text: string) => text, afterSigning = (text: string) => text, body } = different
    const { signer = this.#signer, signedAt = new Date() } = different
    const message = beforeSigning(writeEnvelope({ header, bodyXml: body ?? writePullMessage() }))
    return afterSigning(signer === null ? message : signer.sign(message, signedAt))
  }

  async #send(sent: 'question' | 'pull', { txId, person }: Question, different: Deviation): Promise<Got> {
    const text = this.#compose(txId, different)
    this.#options.keep?.({ direction: 'sent', txId, bytes: Buffer.from(text) })
    const sentAt = performance.now()
    const came = await exchange(text, {
      url: this.agreement.provider.endpoint,
      tls: this.#tls(different.certificate),
      headers: {
        'content-type': different.contentType ?? 'text/xml; charset=utf-8',
        soapaction: different.soapAction ?? soapActions[sent],
      },
      timeoutMs: this.agreement.limits.replyMs,
      maximumBytes: maximumMessageBytes,
    })
    const reading = came.kind === 'reply' && came.bytes.length > 0 ? this.#read(came.bytes, txId, person) : null
    const sentSignature = /<ds:SignatureValue>([^<]+)</.exec(text)?.[1] ?? null
    return this.#note(sent, { came, reading, txId, person, sentAt, sentSignature }, Buffer.byteLength(text))
  }

  #note(sent: Sent, got: Got, sentBytes: number): Got {
    const { came, reading } = got
    const content = reading?.content
    const bytes = bytesIn(got)
    const kind = cameAs(got)
    if (bytes !== null) this.#options.keep?.({ direction: 'came', txId: got.txId, bytes })
    this.exchanges.push({
      sent,
      txId: got.txId,
      signed: got.sentSignature !== null,
      sentBytes,
      came: kind,
      status: 'status' in came && sent !== 'push' ? came.status : null,
      contentType: came.kind === 'reply' ? came.contentType : null,
      code: came.kind === 'broken' ? came.code : content?.kind === 'fault' ? content.code : null,
      contracts: content?.kind === 'answer' ? content.holdings.length : null,
      cameBytes: bytes?.length ?? null,
      outline: bytes !== null && (kind === 'bad-answer' || kind === 'no-message') ? outlineOf(bytes) : null,
      millis: came.millis,
    })
    return got
  }

  /** What came through the portal's own client, which shows no more than this. */
  noteOutcome(txId: string, came: CameAs, more: Partial<Exchange>): void {
    const { isSigned: signed } = this
    const nothing = {
      sentBytes: null,
      status: null,
      contentType: null,
      code: null,
      contracts: null,
      cameBytes: null,
      outline: null,
    }
    this.exchanges.push({ sent: 'question', txId, signed, came, millis: 0, ...nothing, ...more })
  }
}
