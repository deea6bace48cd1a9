/**
 * Errands: what a saver asks of the provider of one contract. `lamnaUttagsplan` (how the person wishes to be paid) and
 * `anmalFel` (what the person finds wrong). The provider receipts an errand at once, and answers later to our own
 * endpoint under the same TxId: `arendebesked` (taken in hand, or not and why), and after an `anmalFel` that was taken
 * in hand `arendesvar`.
 */
import type { PayoutDuration } from '#forecasting/model/holding.ts'
import type { IsoDate } from '#forecasting/model/year-month.ts'
import type { Traffic } from './pension-source.ts'
import { operationElement, readOperation, withinSchema } from './operations.ts'
import { durationElement, readDate, readDuration } from './schema/typer.ts'
import type { Xml } from './xml/write.ts'
import { element, leaf } from './xml/write.ts'

export const errandOperations = ['lamnaUttagsplan', 'anmalFel'] as const
export type ErrandOperation = (typeof errandOperations)[number]

export type ErrandContent =
  | {
      readonly operation: 'lamnaUttagsplan'
      readonly contractNumber: string
      /** The first day that is paid for. */
      readonly start: IsoDate
      readonly duration: PayoutDuration
    }
  | {
      readonly operation: 'anmalFel'
      readonly contractNumber: string
      /** The saver's own words; at most 4,000 characters, line breaks count as spaces. */
      readonly text: string
    }

export interface Errand {
  /** UUID; what the provider and the saver call it by. */
  readonly errandId: string
  /** UUID; the idempotency key both ways. */
  readonly txId: string
  readonly content: ErrandContent
}

/** The port to those who take errands: beside `PensionSource`, and spoken to in the same way. */
export interface ErrandDesk {
  /**
   * Hands the errand in once; done when the provider has receipted it. Gives up by itself after 20 s.
   * @throws ProviderError with a code; UnreadableXml, unsent, when the saver's words cannot be written
   */
  send(errand: Errand, signal?: AbortSignal, traffic?: Traffic): Promise<void>
}

export const errandReplies = ['arendebesked', 'arendesvar'] as const

export type ErrandReply =
  | { readonly kind: 'received' }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'answered'; readonly answer: string }

interface About {
  readonly errandId: string
}

/** @throws UnreadableXml when the saver's words cannot be sent: too many, or signs that XML has no room for */
export function encodeErrand({ errandId, content }: Pick<Errand, 'errandId' | 'content'>): Xml {
  const common = [leaf('arendeId', errandId), leaf('avtal', content.contractNumber)]
  switch (content.operation) {
    case 'lamnaUttagsplan':
      return withinSchema(
        operationElement(content.operation, [
          ...common,
          leaf('start', content.start),
          durationElement(content.duration, 'tid'),
        ]),
      )
    case 'anmalFel':
      return withinSchema(operationElement(content.operation, [...common, leaf('innehall', content.text)]))
  }
}

/** @throws UnreadableXml when it is not an errand that we could have sent */
export function decodeErrand(xml: string): About & { readonly content: ErrandContent } {
  const tree = readOperation(xml, ...errandOperations)
  const errandId = tree.required('arendeId').toLowerCase()
  const contractNumber = tree.required('avtal')
  const text = tree.value('innehall')
  return {
    errandId,
    content:
      text === null
        ? {
            operation: 'lamnaUttagsplan',
            contractNumber,
            start: readDate(tree.get('start')),
            duration: readDuration(tree.get('tid')),
          }
        : { operation: 'anmalFel', contractNumber, text },
  }
}

export function encodeErrandReply(reply: ErrandReply & About): Xml {
  const errandId = leaf('arendeId', reply.errandId)
  switch (reply.kind) {
    case 'received':
      return withinSchema(operationElement('arendebesked', [errandId, element('mottagen', [])]))
    case 'rejected': {
      const rejected = element('avvisad', [leaf('skal', reply.reason)])
      return withinSchema(operationElement('arendebesked', [errandId, rejected]))
    }
    case 'answered':
      return withinSchema(operationElement('arendesvar', [errandId, leaf('svar', reply.answer)]))
  }
}

/** @throws UnreadableXml when it is not a reply to an errand */
export function decodeErrandReply(xml: string): ErrandReply & About {
  const tree = readOperation(xml, ...errandReplies)
  const errandId = tree.required('arendeId').toLowerCase()
  if (tree.name === 'arendesvar') return { errandId, kind: 'answered', answer: tree.required('svar') }
  const reason = tree.value('avvisad', 'skal')
  return reason === null ? { errandId, kind: 'received' } : { errandId, kind: 'rejected', reason }
}
