/** The SOAP 1.1 envelope with the SSEK 2.0 header: written, and read with every rule of the header checked. */
import type { XmlDocument, XmlElement } from 'libxml2-wasm'
import { parseDocument, Schema, UnreadableXml } from '../xml/document.ts'
import { childElements, is } from '../xml/elements.ts'
import type { Xml } from '../xml/write.ts'
import { element, leaf } from '../xml/write.ts'
import type { SsekFaultCode } from './faults.ts'
import { parseSsekFaultCode } from './faults.ts'
import { soapNamespace, ssekNamespace, wsseNamespace } from './namespaces.ts'
import type { SignatureDemand } from './policy.ts'
import { verifySignature } from './signature.ts'

const schema = new Schema('ssek/schema/ssek.xsd')

export type AsynchMethod = 'AsynchPush' | 'AsynchPull'

export interface SsekHeader {
  /** "16" + ten digits. */
  readonly senderId: string
  readonly receiverId: string
  /** UUID; the schema lets it be absent, we always send it. */
  readonly txId: string | null
  /** `null`: the answer comes in the response. */
  readonly asynchMethod: AsynchMethod | null
}

export type EnvelopeBody =
  /** `requestSignatureValue`: of the message that is receipted, as base64; null where the receipt names none. */
  | { readonly kind: 'receipt'; readonly requestSignatureValue: string | null }
  | { readonly kind: 'fault'; readonly code: SsekFaultCode | null }
  | { readonly kind: 'content'; readonly namespace: string; readonly name: string; readonly element: XmlElement }

/** The operation of SSEK itself that fetches the answer to an earlier question. */
export const pullMessage = 'PullMessage'

/** A header that SSEK has a fault code of its own for. */
export class InvalidHeader extends Error {
  override readonly name = 'InvalidHeader'
  readonly faultCode: SsekFaultCode

  constructor(faultCode: SsekFaultCode, message: string) {
    super(message)
    this.faultCode = faultCode
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Exactly one such child: a doubled Header or Body is how a message shows one face to a check and another to a reader. */
function only(parent: XmlElement, namespace: string, name: string): XmlElement {
  const [first, ...more] = childElements(parent).filter((child) => is(child, namespace, name))
  if (first === undefined || more.length > 0) throw new UnreadableXml('schema')
  return first
}

/** The value of an SSEK attribute, qualified as it should be, or unqualified as some peers send it. */
function ssekAttribute(node: XmlElement, name: string): string | null {
  const named = node.attrs.filter((attribute) => attribute.name === name)
  return (
    named.find((attribute) => attribute.namespaceUri === ssekNamespace)?.value ??
    named.find((attribute) => attribute.namespaceUri === '')?.value ??
    null
  )
}

function partyId(node: XmlElement, fault: SsekFaultCode): string {
  const id = node.content.trim()
  if (ssekAttribute(node, 'Type') !== 'ORGNR' || !/^16\d{10}$/.test(id)) {
    throw new InvalidHeader(fault, 'A party must be named by organisation number (ORGNR)')
  }
  return id
}

/** `AsyncMethod` passes the open attributes of the schema and would turn a push into a wait, so it is looked for. */
function refuseMisspeltAsynchMethod(header: XmlElement): void {
  const misspelt = header.attrs.some(
    (attribute) =>
      /^asynch?_?-?method$/i.test(attribute.name) &&
      !(attribute.name === 'AsynchMethod' && attribute.namespaceUri === ssekNamespace),
  )
  if (misspelt) throw new InvalidHeader('ContentInvalid', 'AsynchMethod is misspelt or not in the SSEK namespace')
}

function readHeader(block: XmlElement): SsekHeader {
  refuseMisspeltAsynchMethod(block)
  const parts = childElements(block)
  const txId = parts.find((part) => is(part, ssekNamespace, 'TxId'))?.content ?? null
  // Before the schema, for SSEK has a code of its own for this.
  if (txId !== null && !uuid.test(txId)) throw new InvalidHeader('TxIdInvalid', 'TxId is not a UUID')
  schema.check(block)
  const [sender, receiver] = parts
  if (sender === undefined || receiver === undefined) throw new UnreadableXml('schema')
  const asynchMethod = ssekAttribute(block, 'AsynchMethod')
  return {
    senderId: partyId(sender, 'SenderIdUnknown'),
    receiverId: partyId(receiver, 'ReceiverIdUnknown'),
    // UUIDs are compared as text from here on, and have one spelling in our database.
    txId: txId?.toLowerCase() ?? null,
    asynchMethod: asynchMethod === 'AsynchPush' || asynchMethod === 'AsynchPull' ? asynchMethod : null,
  }
}

function refuseUnknownObligations(header: XmlElement, securityIsChecked: boolean): void {
  const obliging = childElements(header).some(
    (block) =>
      !is(block, ssekNamespace, 'SSEK') &&
      !(securityIsChecked && is(block, wsseNamespace, 'Security')) &&
      block.attrs.some(
        (attribute) =>
          attribute.name === 'mustUnderstand' && attribute.namespaceUri === soapNamespace && attribute.value === '1',
      ),
  )
  if (obliging) throw new InvalidHeader('ContentInvalid', 'A header block that must be understood is not known here')
}

function readFault(fault: XmlElement): EnvelopeBody {
  const parts = childElements(fault)
  const detail = parts.find((part) => part.name === 'detail')
  const data = detail && childElements(detail).find((part) => is(part, ssekNamespace, 'FaultData'))
  if (data !== undefined) {
    schema.check(data)
    const items = childElements(data).find((part) => part.name === 'FaultItems')
    const codes = (items ? childElements(items) : []).flatMap((item) =>
      childElements(item).filter((part) => part.name === 'Code'),
    )
    const code = codes.map((part) => parseSsekFaultCode(part.content.trim())).find((known) => known !== null)
    if (code !== undefined) return { kind: 'fault', code }
  }
  const faultcode = parts.find((part) => part.name === 'faultcode')?.content.trim() ?? ''
  return { kind: 'fault', code: parseSsekFaultCode(faultcode.replace(/^.*:/, '')) }
}

function readBody(body: XmlElement): EnvelopeBody {
  const [content, ...more] = childElements(body)
  if (content === undefined || more.length > 0) throw new UnreadableXml('schema')
  if (is(content, soapNamespace, 'Fault')) return readFault(content)
  if (is(content, ssekNamespace, 'Receipt')) {
    schema.check(content)
    const named = childElements(content).find((part) => part.name === 'RequestSignatureValue')
    return { kind: 'receipt', requestSignatureValue: named?.content.replace(/\s+/g, '') ?? null }
  }
  if (is(content, ssekNamespace, pullMessage)) schema.check(content)
  return { kind: 'content', namespace: content.namespaceUri, name: content.name, element: content }
}

/** A message as read; its elements live until it is disposed, so it is always held by `using`. */
export class Envelope implements Disposable {
  readonly #document: XmlDocument
  /** Absent only from a fault: a peer that could not read our header has none to answer with. */
  readonly header: SsekHeader | null
  readonly body: EnvelopeBody
  /** Of the signature that was checked, as base64; null of a message that needed none. */
  readonly signatureValue: string | null
  /** What was read: the whole message, or the signed parts of it alone. */
  readonly content: Uint8Array

  constructor(document: XmlDocument, read: Pick<Envelope, 'header' | 'body' | 'signatureValue' | 'content'>) {
    this.#document = document
    this.header = read.header
    this.body = read.body
    this.signatureValue = read.signatureValue
    this.content = read.content
  }

  [Symbol.dispose](): void {
    this.#document.dispose()
  }
}

function headerOf(root: XmlElement): XmlElement | null {
  const [header, ...more] = childElements(root).filter((child) => is(child, soapNamespace, 'Header'))
  if (more.length > 0) throw new UnreadableXml('schema')
  return header ?? null
}

function rootOf(document: XmlDocument): XmlElement {
  if (!is(document.root, soapNamespace, 'Envelope')) throw new UnreadableXml('schema')
  return document.root
}

function readParts(document: XmlDocument, securityIsPassedOver = false): Pick<Envelope, 'header' | 'body'> {
  const root = rootOf(document)
  const body = readBody(only(root, soapNamespace, 'Body'))
  const header = headerOf(root)
  if (header !== null) refuseUnknownObligations(header, securityIsPassedOver)
  const isHeaderless = header === null || !childElements(header).some((block) => is(block, ssekNamespace, 'SSEK'))
  if (isHeaderless && body.kind === 'fault') return { header: null, body }
  if (header === null) throw new UnreadableXml('schema')
  return { header: readHeader(only(header, ssekNamespace, 'SSEK')), body }
}

function openEnvelope(content: Uint8Array, signatureValue: string | null, securityIsPassedOver = false): Envelope {
  const document = parseDocument(content)
  try {
    return new Envelope(document, { ...readParts(document, securityIsPassedOver), content, signatureValue })
  } catch (error) {
    document.dispose()
    throw error
  }
}

/** A fault says only that there is no answer, and gateways send it that have no key to sign with. */
function isUnsignedFault(document: XmlDocument): boolean {
  const root = rootOf(document)
  const header = headerOf(root)
  const isUnsigned = header === null || !childElements(header).some((block) => is(block, wsseNamespace, 'Security'))
  return isUnsigned && childElements(only(root, soapNamespace, 'Body')).some((one) => is(one, soapNamespace, 'Fault'))
}

/**
 * Reads a whole message. Where a signature is demanded it is checked first, and then nothing is read but the canonical
 * text of the parts that were signed: the rest of the message is gone. A fault alone may come without one.
 * @throws UnreadableXml, InvalidHeader, RejectedSignature
 */
export function readEnvelope(bytes: Uint8Array, demand: SignatureDemand | null = null): Envelope {
  if (demand === null) return openEnvelope(bytes, null)
  using document = parseDocument(bytes)
  if (isUnsignedFault(document)) return openEnvelope(bytes, null)
  const header = headerOf(rootOf(document))
  if (header !== null) refuseUnknownObligations(header, true)
  const { ssek, body, signatureValue } = verifySignature(document, demand)
  const signedParts = `<soap:Envelope xmlns:soap="${soapNamespace}"><soap:Header>${ssek}</soap:Header>${body}</soap:Envelope>`
  return openEnvelope(Buffer.from(signedParts), signatureValue)
}

/**
 * Reads a whole message as it is, whether or not it is signed, and by whom: for those who examine messages, never for an
 * answer.
 * @throws UnreadableXml, InvalidHeader
 */
export const readUnverifiedEnvelope = (bytes: Uint8Array): Envelope => openEnvelope(bytes, null, true)

/**
 * The header of a message whose signature was refused: an address for the refusal, and good for nothing else.
 * @returns null when it cannot be read
 */
export function readUnverifiedHeader(bytes: Uint8Array): SsekHeader | null {
  try {
    using document = parseDocument(bytes)
    return readParts(document, true).header
  } catch {
    return null
  }
}

/** The SSEK header block, ready to stand in `soap:Header`. */
export function writeHeader(header: SsekHeader): Xml {
  const party = { 'ssek:Type': 'ORGNR' }
  return element(
    'ssek:SSEK',
    [
      leaf('ssek:SenderId', header.senderId, party),
      leaf('ssek:ReceiverId', header.receiverId, party),
      header.txId === null ? null : leaf('ssek:TxId', header.txId),
    ],
    {
      'xmlns:ssek': ssekNamespace,
      'xmlns:soap': soapNamespace,
      'soap:mustUnderstand': '1',
      ...(header.asynchMethod === null ? {} : { 'ssek:AsynchMethod': header.asynchMethod }),
    },
  )
}

/** @param requestSignatureValue of the signed message that is receipted */
export const writeReceipt = (requestSignatureValue: string | null = null): Xml =>
  element(
    'ssek:Receipt',
    [
      leaf('ssek:ResponseCode', 'OK'),
      requestSignatureValue === null ? null : leaf('ssek:RequestSignatureValue', requestSignatureValue),
    ],
    { 'xmlns:ssek': ssekNamespace },
  )

/** Asks for the answer to the question with the TxId of the header. */
export const writePullMessage = (): Xml => element(`ssek:${pullMessage}`, [], { 'xmlns:ssek': ssekNamespace })

export const writeFault = (code: SsekFaultCode, txId: string | null): Xml =>
  element('soap:Fault', [
    leaf('faultcode', `ssek:${code}`, { 'xmlns:ssek': ssekNamespace }),
    leaf('faultstring', code),
    element('detail', [
      element(
        'ssek:FaultData',
        [
          txId === null ? null : leaf('ssek:TxId', txId),
          element('ssek:FaultItems', [element('ssek:FaultItem', [leaf('ssek:Code', code)])]),
        ],
        { 'xmlns:ssek': ssekNamespace },
      ),
    ]),
  ])

/** A whole message. @param header `null` only for a fault to someone whose header could not be read. */
export const writeEnvelope = ({ header, bodyXml }: { header: SsekHeader | null; bodyXml: Xml }): string =>
  '<?xml version="1.0" encoding="utf-8"?>' +
  element(
    'soap:Envelope',
    [header === null ? null : element('soap:Header', [writeHeader(header)]), element('soap:Body', [bodyXml])],
    { 'xmlns:soap': soapNamespace },
  )
