/**
 * A message of the provider read layer by layer: signature, header, content. The portal refuses a message at the first
 * thing that is wrong; here each layer is judged on its own, so that one fault is told once.
 */
import type { XmlElement } from 'libxml2-wasm'
import type { Holding } from '#forecasting/model/holding.ts'
import { adapters } from '../adapters.ts'
import { decodeBody, vocabularyOf } from '../answer.ts'
import type { ProviderErrorCode } from '../errors.ts'
import { ProviderError } from '../errors.ts'
import type { ProviderEntry } from '../pension-source.ts'
import type { PersonalNumber } from '../personal-number.ts'
import type { Envelope, SsekHeader } from '../ssek/envelope.ts'
import { InvalidHeader, readEnvelope, readUnverifiedEnvelope } from '../ssek/envelope.ts'
import type { SsekFaultCode } from '../ssek/faults.ts'
import { soapNamespace, ssekNamespace, wsseNamespace } from '../ssek/namespaces.ts'
import { demandOf } from '../ssek/policy.ts'
import { RejectedSignature } from '../ssek/signature.ts'
import { parseDocument, UnreadableXml, unreadableReasons } from '../xml/document.ts'

export interface About {
  readonly provider: ProviderEntry
  readonly person: PersonalNumber
  readonly txId: string
}

/** `unneeded`: none is agreed, or it is a fault, which may come without. */
export type SignatureState = 'right' | 'missing' | 'unneeded' | { readonly refused: string }

export type Content =
  | { readonly kind: 'answer'; readonly holdings: readonly Holding[] }
  /** An answer that the portal cannot use: why, and at which element where that is known. */
  | {
      readonly kind: 'bad-answer'
      readonly code: ProviderErrorCode
      readonly why: string
      readonly element: string | null
    }
  | { readonly kind: 'receipt'; readonly requestSignatureValue: string | null }
  | { readonly kind: 'fault'; readonly code: SsekFaultCode | null }
  /** Nothing that SSEK knows. */
  | { readonly kind: 'no-message'; readonly why: string }

/** A `Type` outside the SSEK namespace; a header block that does not say it must be understood. */
export type HeaderSlip = 'type-unqualified' | 'not-obliging'

export interface Reading {
  readonly signature: SignatureState
  readonly header: SsekHeader | null
  /** What the portal overlooks in the header. */
  readonly slips: readonly HeaderSlip[]
  readonly content: Content
}

function isSigned(bytes: Uint8Array): boolean {
  using document = parseDocument(bytes)
  return document.get('//s:Header/w:Security', { s: soapNamespace, w: wsseNamespace }) !== null
}

function slipsIn(bytes: Uint8Array): readonly HeaderSlip[] {
  using document = parseDocument(bytes)
  const namespaces = { k: ssekNamespace, s: soapNamespace }
  const slips = { 'type-unqualified': '//k:SSEK/*[@Type]', 'not-obliging': '//k:SSEK[not(@s:mustUnderstand = "1")]' }
  return (['type-unqualified', 'not-obliging'] as const).filter(
    (slip) => document.get(slips[slip], namespaces) !== null,
  )
}

function valueInReceipt({ content }: Envelope): string | null {
  using document = parseDocument(content)
  return document.get('//k:RequestSignatureValue', { k: ssekNamespace })?.content.trim() ?? null
}

function signatureOf(bytes: Uint8Array, { provider }: About, now: Date): SignatureState {
  const demand = demandOf(provider, { now, isRevoked: () => false })
  if (demand === null) return 'unneeded'
  try {
    using envelope = readEnvelope(bytes, demand)
    return envelope.signatureValue === null ? 'unneeded' : 'right'
  } catch (error) {
    if (!(error instanceof RejectedSignature)) throw error
    return isSigned(bytes) ? { refused: error.message } : 'missing'
  }
}

/** The name of the element on a line, when every element stands on a line of its own. */
const elementOn = (lines: readonly string[], line: number | null): string | null =>
  line === null ? null : (/<\/?([\w.:-]{1,60})/.exec(lines[line - 1] ?? '')?.[1] ?? null)

/** Where the content breaks the schema, by the name of the element: a message is often all on one line. */
function elementAtFault(bytes: Uint8Array, about: About): string | null {
  const text = Buffer.from(bytes).toString('utf8').replaceAll('><', '>\n<')
  try {
    using envelope = readUnverifiedEnvelope(Buffer.from(text))
    if (envelope.body.kind === 'content') decode(envelope.body.element, about)
  } catch (error) {
    if (error instanceof UnreadableXml || error instanceof ProviderError) return elementOn(text.split('\n'), error.line)
  }
  return null
}

function decode(element: XmlElement, { provider, person, txId }: About): readonly Holding[] {
  const content = adapters[provider.adapter].content(element)
  return decodeBody(provider.vocabulary, content, { asked: person, earlierNumbers: [], txId }).holdings
}

const whyOf = (error: unknown): string => {
  if (error instanceof UnreadableXml) return unreadableReasons[error.reason]
  if (error instanceof InvalidHeader || error instanceof ProviderError) return error.message
  throw error
}

/** A name out of the message, if it looks like one. */
const nameOf = ({ name, namespaceUri }: XmlElement): string | null => {
  const told = `${name} (${namespaceUri})`
  return /^[\w.-]{1,60} \([\w:./#-]{0,100}\)$/.test(told) ? told : null
}

function answerIn(element: XmlElement, { content }: Envelope, about: About): Content {
  const { vocabulary, adapter } = about.provider
  try {
    const message = adapters[adapter].content(element)
    if (vocabularyOf(message) !== vocabulary) {
      const why = 'not the message that is agreed'
      return { kind: 'bad-answer', code: 'malformed-response', why, element: nameOf(message) }
    }
    return { kind: 'answer', holdings: decode(element, about) }
  } catch (error) {
    const code = error instanceof ProviderError ? error.code : 'malformed-response'
    return { kind: 'bad-answer', code, why: whyOf(error), element: elementAtFault(content, about) }
  }
}

function contentOf(envelope: Envelope, about: About): Content {
  const { body } = envelope
  switch (body.kind) {
    case 'receipt':
      return { kind: 'receipt', requestSignatureValue: valueInReceipt(envelope) }
    case 'fault':
      return { kind: 'fault', code: body.code }
    case 'content':
      return answerIn(body.element, envelope, about)
  }
}

/** Never throws for what is in the message. */
export function readMessage(bytes: Uint8Array, about: About, now: Date): Reading {
  const adapter = adapters[about.provider.adapter]
  const mended = adapter.bytes(bytes)
  try {
    const signature = signatureOf(mended, about, now)
    // Read on where the signature is not right.
    using envelope = readUnverifiedEnvelope(mended)
    return {
      signature,
      header: envelope.header && adapter.header(envelope.header, about),
      slips: slipsIn(mended),
      content: contentOf(envelope, about),
    }
  } catch (error) {
    const content = { kind: 'no-message', why: whyOf(error) } as const
    return { signature: 'unneeded', header: null, slips: [], content }
  }
}
