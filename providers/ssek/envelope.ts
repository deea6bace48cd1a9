/** The SOAP 1.1 envelope with the SSEK 2.0 header: written, and read with every rule of the header checked. */
import type { XmlDocument, XmlTreeNode } from 'libxml2-wasm'
import { XmlElement } from 'libxml2-wasm'
import { parseDocument, Schema, UnreadableXml } from '../xml/document.ts'
import type { Xml } from '../xml/write.ts'
import { element, leaf } from '../xml/write.ts'
import type { SsekFaultCode } from './faults.ts'
import { parseSsekFaultCode } from './faults.ts'

const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/'
const ssekNamespace = 'http://schemas.ssek.org/ssek/2006-05-10/'

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
  | { readonly kind: 'receipt' }
  | { readonly kind: 'fault'; readonly code: SsekFaultCode | null }
  | { readonly kind: 'content'; readonly namespace: string; readonly name: string; readonly element: XmlElement }

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

/** No part of an envelope has more; a bound keeps a message of a million small nodes from taking our time. */
const maximumChildren = 1000

function childElements(parent: XmlElement): XmlElement[] {
  const found: XmlElement[] = []
  let count = 0
  for (let node: XmlTreeNode | null = parent.firstChild; node !== null; node = node.next) {
    count += 1
    if (count > maximumChildren) throw new UnreadableXml('schema')
    if (node instanceof XmlElement) found.push(node)
  }
  return found
}

const is = (node: XmlElement, namespace: string, name: string): boolean =>
  node.name === name && node.namespaceUri === namespace

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

function refuseUnknownObligations(header: XmlElement): void {
  const obliging = childElements(header).some(
    (block) =>
      !is(block, ssekNamespace, 'SSEK') &&
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
    return { kind: 'receipt' }
  }
  return { kind: 'content', namespace: content.namespaceUri, name: content.name, element: content }
}

/** A message as read; its elements live until it is disposed, so it is always held by `using`. */
export class Envelope implements Disposable {
  readonly #document: XmlDocument
  /** Absent only from a fault: a peer that could not read our header has none to answer with. */
  readonly header: SsekHeader | null
  readonly body: EnvelopeBody

  constructor(document: XmlDocument, header: SsekHeader | null, body: EnvelopeBody) {
    this.#document = document
    this.header = header
    this.body = body
  }

  [Symbol.dispose](): void {
    this.#document.dispose()
  }
}

/**
 * Reads a whole message. A message signature, where a provider's policy asks for one (./policy.ts), is checked here,
 * between parsing and reading the body.
 * @throws UnreadableXml, InvalidHeader
 */
export function readEnvelope(bytes: Uint8Array): Envelope {
  const document = parseDocument(bytes)
  try {
    const root = document.root
    if (!is(root, soapNamespace, 'Envelope')) throw new UnreadableXml('schema')
    const body = readBody(only(root, soapNamespace, 'Body'))
    const headers = childElements(root).filter((child) => is(child, soapNamespace, 'Header'))
    const [header, ...more] = headers
    if (more.length > 0) throw new UnreadableXml('schema')
    if (header === undefined) {
      if (body.kind !== 'fault') throw new UnreadableXml('schema')
      return new Envelope(document, null, body)
    }
    refuseUnknownObligations(header)
    const blocks = childElements(header).filter((child) => is(child, ssekNamespace, 'SSEK'))
    if (blocks.length === 0 && body.kind === 'fault') return new Envelope(document, null, body)
    return new Envelope(document, readHeader(only(header, ssekNamespace, 'SSEK')), body)
  } catch (error) {
    document.dispose()
    throw error
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

export const writeReceipt = (): Xml =>
  element('ssek:Receipt', [leaf('ssek:ResponseCode', 'OK')], { 'xmlns:ssek': ssekNamespace })

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
