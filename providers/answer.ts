/**
 * The single way from a message to an answer, for one that comes in the response and one that is pushed to us later:
 * envelope → header → schema → decode → whose data it is.
 */
import type { XmlElement } from 'libxml2-wasm'
import type { Holding } from '#forecasting/model/holding.ts'
import { decodeAllmanPension } from './authority/pensionsmyndigheten/decode.ts'
import { decodeSpv } from './authority/spv/decode.ts'
import type { AnswerAbout, DecodedAnswer } from './decoded.ts'
import { ProviderError } from './errors.ts'
import { decodeMislife } from './mis/v2/decode.ts'
import type { Answer, ArrivedAnswer, Original, ProviderEntry, Vocabulary } from './pension-source.ts'
import type { EnvelopeBody, SsekHeader } from './ssek/envelope.ts'
import { InvalidHeader, readEnvelope } from './ssek/envelope.ts'
import { UnreadableXml } from './xml/document.ts'

export interface ExpectedAnswer extends AnswerAbout {
  readonly provider: Pick<ProviderEntry, 'organisationNumber' | 'vocabulary'>
  /** Our own organisation number: the receiver of the message. */
  readonly receiver: string
}

const decoders: Readonly<Record<Vocabulary, (body: XmlElement, about: AnswerAbout) => DecodedAnswer>> = {
  'mis-2.0': decodeMislife,
  pensionsmyndigheten: decodeAllmanPension,
  spv: decodeSpv,
}

function checkHeader(header: SsekHeader, expected: ExpectedAnswer): void {
  if (header.senderId !== expected.provider.organisationNumber || header.receiverId !== expected.receiver) {
    throw new ProviderError('unknown-sender', 'The message names another sender or receiver')
  }
  if (header.txId !== expected.txId.toLowerCase()) {
    throw new ProviderError('wrong-transaction', 'The message belongs to another transaction')
  }
}

const isFilled = (holdings: readonly Holding[]): holdings is readonly [Holding, ...Holding[]] => holdings.length > 0

function readContent(body: EnvelopeBody & { kind: 'content' }, message: Original, expected: ExpectedAnswer): Answer {
  const { holdings } = decoders[expected.provider.vocabulary](body.element, expected)
  return isFilled(holdings)
    ? { kind: 'answered', holdings, original: message }
    : { kind: 'nothing-held', original: message }
}

/** Everything that may be wrong with a message, as a fault at the border. */
function asProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  if (error instanceof UnreadableXml || error instanceof InvalidHeader) {
    return new ProviderError('malformed-response', error.message)
  }
  // Nothing of the cause is kept: what a parser says quotes what it read.
  const kind = error instanceof Error ? error.name : typeof error
  return new ProviderError('malformed-response', `The message could not be read (${kind})`)
}

/**
 * Reads a reply: the answer, or the promise of one (a receipt).
 * @throws ProviderError
 */
export function readReply(message: Original, expected: ExpectedAnswer): Answer {
  try {
    using envelope = readEnvelope(message.bytes)
    const { header, body } = envelope
    if (header !== null) checkHeader(header, expected)
    switch (body.kind) {
      case 'fault':
        throw new ProviderError(
          'fault',
          `The provider answered with a fault (${body.code ?? 'of no known code'})`,
          body.code === null ? {} : { faultCode: body.code },
        )
      case 'receipt':
        return { kind: 'later' }
      case 'content':
        return readContent(body, message, expected)
    }
  } catch (error) {
    throw asProviderError(error)
  }
}

/**
 * Reads an answer that must be one: in the response of a synchronous question, or pushed.
 * @throws ProviderError
 */
export function readAnswer(message: Original, expected: ExpectedAnswer): ArrivedAnswer {
  const reply = readReply(message, expected)
  if (reply.kind === 'later') {
    throw new ProviderError('malformed-response', 'A receipt came where an answer was due')
  }
  return reply
}
