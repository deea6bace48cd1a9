/**
 * A provider that is broken in one way: it overlooks what it should refuse, or its replies are not as they should be.
 * Each breakage is there for one scenario of the conformance run (../conformance); all else stays as it was.
 *
 * The endpoint stands before the real one: a request that shows the weakness is made good and answered all the same,
 * and a reply is changed before it is signed.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http'
import { TLSSocket } from 'node:tls'
import { bytesOf, withBody } from '../conformance/body.ts'
import { testPersons } from '../conformance/persons.ts'
import { encodeRequest, hamtaForsakringar } from '../operations.ts'
import { PersonalNumber } from '../personal-number.ts'
import type { AsynchMethod, SsekHeader } from '../ssek/envelope.ts'
import {
  pullMessage,
  readEnvelope,
  readUnverifiedHeader,
  writeEnvelope,
  writeFault,
  writeReceipt,
} from '../ssek/envelope.ts'
import type { SignatureDemand } from '../ssek/policy.ts'
import type { ReceivedMessage, Reply } from '../ssek/receiver.ts'
import { RejectedSignature } from '../ssek/signature.ts'
import { isXmlContentType, maximumMessageBytes, organisationNumberIn } from '../ssek/transport.ts'
import { canonicalText } from '../xml/document.ts'

/** A request as the broken endpoint sees it. */
interface Asked {
  readonly text: string
  readonly contentType: string
  readonly hasCertificate: boolean
  readonly isAuthorized: boolean
  /** Of the certificate; of the portal, where there is none. */
  readonly asker: string
  /** Read without any check; null when it cannot be. */
  readonly header: SsekHeader | null
  /** Why the signature is not accepted; null when it is, or none is agreed. */
  readonly rejected: RejectedSignature | null
  readonly isSigned: boolean
  readonly provider: BrokenProvider
  /** The same was asked under this TxId before, and answered. */
  readonly wasServed: boolean
  /** The same person has been asked about before. */
  readonly isFamiliar: boolean
}

export interface BrokenProvider {
  readonly organisationNumber: string
  /** The asynchronous method that is agreed; null for none. */
  readonly asynchMethod: AsynchMethod | null
  readonly demandOf: (asker: string) => SignatureDemand | null
  readonly sign: (message: string) => string
  /** Signs with a key that is on nobody's file. */
  readonly signWrongly: (message: string) => string
  readonly receive: RequestListener
  readonly reply: (message: ReceivedMessage) => Promise<Reply>
  /** Holds the request for longer than anybody waits. */
  readonly hang: () => Promise<unknown>
}

/** What should be refused and is not. */
interface Lapse {
  readonly sees: (asked: Asked) => boolean
  /** The request, made good. */
  readonly mend: (asked: Asked) => string
}

const withoutSignature = (text: string): string =>
  text.includes('<wsse:Security')
    ? text.replace(/<wsse:Security.*<\/wsse:Security>/s, '').replace(/ (xmlns:wsu|xmlns:wsse|wsu:Id)="[^"]*"/g, '')
    : text
const lapse = (sees: Lapse['sees'], mend: (text: string, asked: Asked) => string = (text) => text): Lapse => ({
  sees,
  mend: (asked) => mend(withoutSignature(asked.text), asked),
})

/** A question about somebody who has nothing, in place of one that cannot be understood. */
function aboutNobody(_text: string, { asker, header, provider }: Asked): string {
  const { organisationNumber: receiverId, asynchMethod } = provider
  const person = testPersons['nothing-held']
  const bodyXml = encodeRequest({ person, approval: { version: '1', time: new Date() }, wishedAges: [] })
  return writeEnvelope({
    header: { senderId: asker, receiverId, txId: header?.txId ?? randomUUID(), asynchMethod },
    bodyXml,
  })
}

const numberIn = (text: string): string => /personnummer>(\d{12})</.exec(text)?.[1] ?? ''
const isPull = (text: string): boolean => text.includes(`<ssek:${pullMessage}`)
const txIdIn = (text: string): string => /<ssek:TxId>([^<]*)</.exec(text)?.[1] ?? ''
const agreedMethod = ({ asynchMethod }: BrokenProvider): string =>
  asynchMethod === null ? '' : ` ssek:AsynchMethod="${asynchMethod}"`

const lapses = {
  'accepts-no-certificate': lapse(({ hasCertificate }) => !hasCertificate),
  'accepts-unknown-authority': lapse(({ hasCertificate, isAuthorized }) => hasCertificate && !isAuthorized),
  'accepts-unsigned': lapse(({ isSigned, rejected }) => rejected !== null && !isSigned),
  'accepts-wrong-signer': lapse(({ rejected }) => rejected?.message.includes('not on file') === true),
  'accepts-changed': lapse(({ rejected }) => rejected?.message.includes('was changed') === true),
  'accepts-old-signature': lapse(({ rejected }) => rejected?.onlyTime === true),
  'accepts-wrong-sender': lapse(
    ({ header, asker }) => header !== null && header.senderId !== asker,
    (text, { asker }) => text.replace(/(<ssek:SenderId[^>]*>)[^<]*/, `$1${asker}`),
  ),
  'accepts-wrong-receiver': lapse(
    ({ header, provider }) => header !== null && header.receiverId !== provider.organisationNumber,
  ),
  'accepts-missing-txid': lapse(
    ({ text }) => !text.includes('<ssek:TxId>') && text.includes(hamtaForsakringar),
    (text) => text.replace('</ssek:ReceiverId>', `</ssek:ReceiverId><ssek:TxId>${randomUUID()}</ssek:TxId>`),
  ),
  'accepts-invalid-txid': lapse(
    ({ text }) => /<ssek:TxId>x+</.test(text),
    (text) => text.replace(/<ssek:TxId>x+</, `<ssek:TxId>${randomUUID()}<`),
  ),
  'overlooks-misspelt-method': lapse(
    ({ text }) => text.includes('ssek:AsyncMethod='),
    (text, { provider }) => text.replace(/ ssek:AsyncMethod="[^"]*"/, agreedMethod(provider)),
  ),
  'overlooks-method': lapse(
    ({ header, provider }) =>
      header !== null && header.asynchMethod !== null && header.asynchMethod !== provider.asynchMethod,
    (text, { provider }) => text.replace(/ ssek:AsynchMethod="[^"]*"/, agreedMethod(provider)),
  ),
  'accepts-any-operation': lapse(({ text }) => !text.includes(hamtaForsakringar) && !isPull(text), aboutNobody),
  'accepts-bad-number': lapse(
    ({ text }) => numberIn(text) !== '' && PersonalNumber.parse(numberIn(text)) === null,
    aboutNobody,
  ),
  'accepts-broken-schema': lapse(
    ({ text }) => text.includes('<godkannande>') && !text.includes('<syfte>'),
    aboutNobody,
  ),
  'accepts-broken-xml': lapse(({ text }) => !text.includes('</soap:Envelope>'), aboutNobody),
  'accepts-document-type': lapse(
    ({ text }) => text.includes('<!DOCTYPE'),
    (text) => text.replace(/<!DOCTYPE[^\]]*\]>/, ''),
  ),
  'accepts-any-content-type': lapse(({ contentType }) => !isXmlContentType(contentType)),
  'accepts-oversize': lapse(
    ({ text }) => text.length > maximumMessageBytes,
    (text) => text.replace(/<!--.*-->/s, ''),
  ),
} as const satisfies Readonly<Record<string, Lapse>>

/** A reply on its way out, unsigned. */
interface Leaving {
  readonly status: number
  readonly contentType: string
  readonly text: string
  readonly signature: 'right' | 'wrong' | 'none'
}
type Spoil = (leaving: Leaving, asked: Asked) => Partial<Leaving>

const contractPattern = /<([fF])orsakring>.*?<\/\1orsakring>/gs
const contractsIn = (text: string): readonly string[] => text.match(contractPattern) ?? []
const isAnswer = (text: string): boolean => /<(mislife|MisLife) /.test(text)

/** The answer with no more than so many of its contracts. */
function first(count: number, text: string): string {
  const contracts = contractsIn(text)
  const left = Math.min(count, contracts.length)
  return contracts
    .slice(count)
    .reduce((shorter, contract) => shorter.replace(contract, () => ''), text)
    .replace(/(<AntalForsakringar>)\d+/, `$1${left}`)
}

const fault = (code: Parameters<typeof writeFault>[0], asked: Asked): Partial<Leaving> => {
  const { header } = asked
  const answering = header && {
    ...header,
    senderId: header.receiverId,
    receiverId: header.senderId,
    asynchMethod: null,
  }
  return { status: 500, text: writeEnvelope({ header: answering, bodyXml: writeFault(code, header?.txId ?? null) }) }
}

const receiptInstead = ({ text }: Leaving): Partial<Leaving> => ({
  status: 200,
  text: text.replace(/<soap:Body.*<\/soap:Body>/s, `<soap:Body>${writeReceipt()}</soap:Body>`),
})

const isAbout = (role: keyof typeof testPersons, { text }: Asked): boolean =>
  numberIn(text) === testPersons[role].reveal()

const spoils = {
  'fault-for-nothing': ({ text }, asked) =>
    isAnswer(text) && contractsIn(text).length === 0 ? fault('MessageNotProcessed', asked) : {},
  'first-contract-only': ({ text }) => ({ text: first(1, text) }),
  'half-an-answer': ({ text }, asked) => (isAbout('slow', asked) && asked.isFamiliar ? { text: first(1, text) } : {}),
  'oversize-answer': ({ text }, asked) =>
    isAbout('many-contracts', asked)
      ? { text: text.replace('</soap:Envelope>', `<!-- ${'x'.repeat(maximumMessageBytes)} --></soap:Envelope>`) }
      : {},
  'calls-it-html': ({ text }) => (isAnswer(text) ? { contentType: 'text/html' } : {}),
  'ids-not-swapped': ({ text }) =>
    isAnswer(text)
      ? {
          text: text.replace(
            /(<ssek:SenderId[^>]*>)(\d+)(.*<ssek:ReceiverId[^>]*>)(\d+)/s,
            (_, before: string, sender: string, between: string, receiver: string) =>
              before + receiver + between + sender,
          ),
        }
      : {},
  'another-txid': ({ text }) =>
    isAnswer(text) ? { text: text.replace(/<ssek:TxId>[^<]*</, `<ssek:TxId>${randomUUID()}<`) } : {},
  'forgets-to-sign': () => ({ signature: 'none' }),
  'signs-with-another-key': ({ text }) => (isAnswer(text) ? { signature: 'wrong' } : {}),
  'receipts-another-signature': ({ text }) => ({
    text: text.replace(/(<ssek:RequestSignatureValue>)[^<]*/, '$1bm90IHlvdXJz'),
  }),
  'receipts-no-signature': ({ text }) => ({
    text: text.replace(/<ssek:RequestSignatureValue>.*<\/ssek:RequestSignatureValue>/, ''),
  }),
  'receipt-until-there': (leaving) => (leaving.text.includes('ssek:NoResultAvailable') ? receiptInstead(leaving) : {}),
  'receipt-for-unknown': (leaving) => (leaving.text.includes('ssek:TxIdUnknown') ? receiptInstead(leaving) : {}),
  'forgets-what-was-fetched': ({ text }, asked) =>
    isPull(asked.text) && isAnswer(text) && asked.wasServed ? fault('TxIdUnknown', asked) : {},
  'refuses-duplicates': (_, asked) =>
    asked.wasServed && asked.rejected === null && !isPull(asked.text) ? fault('TxIdNotAllowed', asked) : {},
  'answers-anew': ({ text }, asked) => (asked.wasServed ? { text: first(1, text) } : {}),
} as const satisfies Readonly<Record<string, Spoil>>

/** What is neither: it hangs about one person, or tries a push but once (provider-server.ts). */
const others = ['hangs-about-one', 'pushes-once'] as const

type LapseName = keyof typeof lapses
type SpoilName = keyof typeof spoils
export type Breakage = LapseName | SpoilName | (typeof others)[number]

const names = <T extends string>(of: Readonly<Record<T, unknown>>): readonly T[] => Object.keys(of) as T[]
export const breakages: readonly Breakage[] = [...names(lapses), ...names(spoils), ...others]
const isIn = <T extends string>(of: Readonly<Record<T, unknown>>, name: string): name is T => Object.hasOwn(of, name)

export const isBreakage = (name: string): name is Breakage => breakages.some((each) => each === name)

/** Whether anybody may open a connection: then it is the endpoint that lets them in or not. */
export const isOpenToAll = (name: string): boolean =>
  name === 'accepts-no-certificate' || name === 'accepts-unknown-authority'

const answering = ({ senderId, receiverId, txId }: SsekHeader): SsekHeader => ({
  senderId: receiverId,
  receiverId: senderId,
  txId,
  asynchMethod: null,
})

/** @returns what came, as far as it can be seen without believing it */
function look(
  request: IncomingMessage,
  bytes: Buffer,
  provider: BrokenProvider,
): Omit<Asked, 'wasServed' | 'isFamiliar'> {
  const text = bytes.toString('utf8')
  const { socket } = request
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined
  const header = readUnverifiedHeader(Buffer.from(withoutSignature(text)))
  const asker = certificate === undefined ? null : organisationNumberIn(certificate)
  const rejected = rejectionOf(bytes, provider.demandOf(asker ?? ''))
  return {
    text,
    contentType: request.headers['content-type'] ?? '',
    hasCertificate: certificate !== undefined,
    isAuthorized: socket instanceof TLSSocket && socket.authorized,
    asker: asker ?? header?.senderId ?? '',
    header,
    rejected,
    isSigned: text.includes('<wsse:Security'),
    provider,
  }
}

function rejectionOf(bytes: Buffer, demand: SignatureDemand | null): RejectedSignature | null {
  try {
    readEnvelope(bytes, demand)[Symbol.dispose]()
    return null
  } catch (error) {
    return error instanceof RejectedSignature ? error : null
  }
}

export class BrokenEndpoint {
  readonly #provider: BrokenProvider
  readonly #served = new Set<string>()
  readonly #persons = new Set<string>()

  constructor(provider: BrokenProvider) {
    this.#provider = provider
  }

  /** Remembers nothing of what came before. */
  reset(): void {
    this.#served.clear()
    this.#persons.clear()
  }

  async handle(breakage: Breakage, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await bytesOf(request)
    const seen = look(request, bytes, this.#provider)
    const key = `${String(isPull(seen.text))}/${txIdIn(seen.text)}`
    const person = numberIn(seen.text)
    const asked: Asked = { ...seen, wasServed: this.#served.has(key), isFamiliar: this.#persons.has(person) }
    this.#persons.add(person)
    if (breakage === 'hangs-about-one' && isAbout('slow', asked)) await this.#provider.hang()
    if (isIn(lapses, breakage) && lapses[breakage].sees(asked)) {
      await this.#answerAnyway(lapses[breakage].mend(asked), response)
      return
    }
    if (!asked.isAuthorized) {
      request.socket.destroy()
      return
    }
    this.#spoil(response, (leaving) => {
      if (leaving.status === 200) this.#served.add(key)
      return isIn(spoils, breakage) ? spoils[breakage](leaving, asked) : {}
    })
    this.#provider.receive(withBody(request, bytes), response)
  }

  async #answerAnyway(text: string, response: ServerResponse): Promise<void> {
    const message = received(text)
    const reply = await this.#provider.reply(message)
    const header = answering(message.header)
    const bodyXml =
      reply.kind === 'receipt'
        ? writeReceipt()
        : reply.kind === 'fault'
          ? writeFault(reply.code, header.txId)
          : reply.bodyXml
    response.writeHead(reply.kind === 'fault' ? 500 : 200, { 'content-type': 'text/xml; charset=utf-8' })
    response.end(this.#provider.sign(writeEnvelope({ header, bodyXml })))
  }

  /** What the response is given to send is changed first. */
  #spoil(response: ServerResponse, spoil: (leaving: Leaving) => Partial<Leaving>): void {
    const [writeHead, end] = [response.writeHead.bind(response), response.end.bind(response)]
    const head: { status: number; headers: OutgoingHttpHeaders } = { status: 200, headers: {} }
    response.writeHead = (status: number, headers?: unknown) => {
      Object.assign(head, { status, headers: typeof headers === 'object' ? { ...headers } : {} })
      return response
    }
    response.end = (message?: unknown) => {
      if (typeof message !== 'string') {
        writeHead(head.status, head.headers)
        return end(message)
      }
      const text = withoutSignature(message)
      const signature = text === message ? 'none' : 'right'
      const leaving = { status: head.status, contentType: 'text/xml; charset=utf-8', text, signature } as const
      const changes = spoil(leaving)
      const { status, contentType, ...spoilt } = { ...leaving, ...changes }
      writeHead(status, { 'content-type': contentType })
      const untouched = Object.keys(changes).length === 0
      return end(untouched ? message : this.#signed(spoilt))
    }
  }

  #signed({ text, signature }: Pick<Leaving, 'text' | 'signature'>): string {
    if (signature === 'none') return text
    return signature === 'right' ? this.#provider.sign(text) : this.#provider.signWrongly(text)
  }
}

/** A message that has been made good, as the receiver would have handed it on. */
function received(text: string): ReceivedMessage {
  const bytes = Buffer.from(text)
  using envelope = readEnvelope(bytes)
  const { header, body } = envelope
  if (header === null || body.kind !== 'content') throw new RangeError('Not a question')
  return {
    header: { ...header, txId: header.txId ?? randomUUID() },
    operation: body.name,
    namespace: body.namespace,
    bodyXml: canonicalText(body.element),
    bytes,
    content: bytes,
    signatureValue: null,
    contentType: 'text/xml',
  }
}
