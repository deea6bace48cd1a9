/**
 * The single way from a message to an answer, for one that comes in the response and one that is pushed to us later:
 * envelope → header → schema → decode → whose data it is. Where the provider has a habit of its own, its adapter
 * (adapter.ts) mends the message on the way.
 */
import type { XmlElement } from 'libxml2-wasm'
import type { Holding } from '#forecasting/model/holding.ts'
import { adapters } from './adapters.ts'
import { decodeAllmanPension } from './authority/pensionsmyndigheten/decode.ts'
import { pensionsmyndighetenNamespace } from './authority/pensionsmyndigheten/encode.ts'
import { decodeSpv } from './authority/spv/decode.ts'
import { spvNamespace } from './authority/spv/encode.ts'
import type { AnswerAbout, DecodedAnswer } from './decoded.ts'
import { ProviderError } from './errors.ts'
import { decodeMis16 } from './mis/v1_6/decode.ts'
import { mis16 } from './mis/v1_6/version.ts'
import { decodeMislife } from './mis/v2/decode.ts'
import { mis20 } from './mis/v2/version.ts'
import type { Answer, ArrivedAnswer, Original, ProviderEntry, Vocabulary } from './pension-source.ts'
import { vocabularies } from './pension-source.ts'
import type { SsekHeader } from './ssek/envelope.ts'
import { InvalidHeader, readEnvelope } from './ssek/envelope.ts'
import type { SignatureDemand } from './ssek/policy.ts'
import { demandOf } from './ssek/policy.ts'
import type { ReceivedMessage } from './ssek/receiver.ts'
import { RejectedSignature } from './ssek/signature.ts'
import { UnreadableXml } from './xml/document.ts'

/** What every message of a provider is held against. */
export interface ExpectedMessage {
  readonly provider: Pick<ProviderEntry, 'organisationNumber' | 'adapter' | 'messageSecurity' | 'certificates'>
  /** Our own organisation number: the receiver of the message. */
  readonly receiver: string
  readonly txId: string
  /** Of the message that is replied to, as base64; null of one that was not signed. */
  readonly requestSignatureValue?: string | null
}

export interface ExpectedAnswer extends ExpectedMessage, AnswerAbout {
  readonly provider: ExpectedMessage['provider'] & Pick<ProviderEntry, 'vocabulary'>
}

interface Reader {
  /** The body's element. */
  readonly element: string
  /** Its own namespace first, then those of what only this vocabulary adds. */
  readonly namespaces: readonly [string, ...string[]]
  readonly decode: (body: XmlElement, about: AnswerAbout) => DecodedAnswer
}

const readers: Readonly<Record<Vocabulary, Reader>> = {
  'mis-1.6': { element: mis16.root, namespaces: [mis16.namespace], decode: decodeMis16 },
  'mis-2.0': { element: mis20.root, namespaces: [mis20.namespace], decode: decodeMislife },
  pensionsmyndigheten: {
    element: 'allman_pension',
    namespaces: [pensionsmyndighetenNamespace],
    decode: decodeAllmanPension,
  },
  spv: { element: mis20.root, namespaces: [mis20.namespace, spvNamespace], decode: decodeSpv },
}

/** The body elements that answers come in. */
export const answerElements: readonly string[] = [...new Set(Object.values(readers).map(({ element }) => element))]

/** @throws UnreadableXml, ProviderError */
export const decodeBody = (vocabulary: Vocabulary, body: XmlElement, about: AnswerAbout): DecodedAnswer =>
  readers[vocabulary].decode(body, about)

/** Which vocabulary a message is in, by its own looks; null for none of ours. */
export function vocabularyOf(body: XmlElement): Vocabulary | null {
  const fitting = vocabularies.filter((vocabulary) => {
    const { element, namespaces } = readers[vocabulary]
    const [own, ...added] = namespaces
    return (
      body.name === element &&
      body.namespaceUri === own &&
      added.every((namespace) => body.get(`.//*[namespace-uri() = '${namespace}']`) !== null)
    )
  })
  // The one that says most stands last.
  return fitting.at(-1) ?? null
}

function checkHeader(header: SsekHeader, expected: ExpectedMessage): void {
  if (header.senderId !== expected.provider.organisationNumber || header.receiverId !== expected.receiver) {
    throw new ProviderError('unknown-sender', 'The message names another sender or receiver')
  }
  if (header.txId !== expected.txId.toLowerCase()) {
    throw new ProviderError('wrong-transaction', 'The message belongs to another transaction')
  }
}

const isFilled = (holdings: readonly Holding[]): holdings is readonly [Holding, ...Holding[]] => holdings.length > 0

function readContent(element: XmlElement, message: Original, expected: ExpectedAnswer): ArrivedAnswer {
  const { holdings } = decodeBody(expected.provider.vocabulary, element, expected)
  return isFilled(holdings)
    ? { kind: 'answered', holdings, original: message }
    : { kind: 'nothing-held', original: message }
}

/** Everything that may be wrong with a message, as a fault at the border. */
function asProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  if (error instanceof RejectedSignature) {
    return new ProviderError(error.onlyTime ? 'clock-skew' : 'rejected-signature', error.message)
  }
  if (error instanceof UnreadableXml)
    return new ProviderError('malformed-response', error.message, { line: error.line })
  if (error instanceof InvalidHeader) return new ProviderError('malformed-response', error.message)
  // Nothing of the cause is kept: what a parser says quotes what it read.
  const kind = error instanceof Error ? error.name : typeof error
  return new ProviderError('malformed-response', `The message could not be read (${kind})`)
}

/** When a message came, and what is known of certificates at that time. */
export type Arrival = Pick<SignatureDemand, 'now' | 'isRevoked'>

/**
 * A receipt need not name the signature of what it receipts. One that names another was given for another message, or
 * for one that was changed on its way.
 */
function checkReceipt(named: string | null, sent: string | null | undefined): void {
  if (named !== null && sent != null && named !== sent) {
    throw new ProviderError('rejected-signature', 'The receipt names another signature than ours')
  }
}

/**
 * @param content what of the message may be read
 * @returns what `readElement` makes of the body's element, or null for a receipt
 */
function read<T>(
  content: Uint8Array,
  demand: SignatureDemand | null,
  expected: ExpectedMessage,
  readElement: (element: XmlElement) => T,
): T | null {
  const adapter = adapters[expected.provider.adapter]
  using envelope = readEnvelope(adapter.bytes(content), demand)
  const { header, body } = envelope
  if (header !== null) checkHeader(adapter.header(header, expected), expected)
  switch (body.kind) {
    case 'fault':
      throw new ProviderError(
        'fault',
        `The provider answered with a fault (${body.code ?? 'of no known code'})`,
        body.code === null ? {} : { faultCode: body.code },
      )
    case 'receipt':
      checkReceipt(body.requestSignatureValue, expected.requestSignatureValue)
      return null
    case 'content':
      return readElement(adapter.content(body.element))
  }
}

/**
 * Reads a reply: the answer, or the promise of one (a receipt). Its signature is checked where the provider's policy
 * says that it bears one.
 * @throws ProviderError
 */
export function readReply(message: Original, expected: ExpectedAnswer, arrival: Arrival): Answer {
  try {
    const demand = demandOf(expected.provider, arrival)
    const answer = read(message.bytes, demand, expected, (element) => readContent(element, message, expected))
    return answer ?? { kind: 'later' }
  } catch (error) {
    throw asProviderError(error)
  }
}

/**
 * Reads the reply to a message that is receipted and no more.
 * @throws ProviderError
 */
export function readReceipt(message: Original, expected: ExpectedMessage, arrival: Arrival): void {
  try {
    read(message.bytes, demandOf(expected.provider, arrival), expected, () => {
      throw new ProviderError('malformed-response', 'An answer came where a receipt was due')
    })
  } catch (error) {
    throw asProviderError(error)
  }
}

/** A message with what may be read of it, as our endpoint found; without that, it is one that bears no signature. */
export type Delivered = Original & Partial<Pick<ReceivedMessage, 'content'>>

/**
 * Reads an answer that was sent to our endpoint, where its signature has been checked.
 * @throws ProviderError
 */
export function readAnswer({ content, ...original }: Delivered, expected: ExpectedAnswer): ArrivedAnswer {
  if (content === undefined && expected.provider.messageSecurity === 'signature') {
    throw new ProviderError('rejected-signature', 'The signature was not checked')
  }
  try {
    const answer = read(content ?? original.bytes, null, expected, (element) =>
      readContent(element, original, expected),
    )
    if (answer !== null) return answer
  } catch (error) {
    throw asProviderError(error)
  }
  throw new ProviderError('malformed-response', 'A receipt came where an answer was due')
}
