/**
 * The server side of SSEK: our own callback endpoint, and every simulated provider. Nothing reaches `onMessage`
 * before the sender is known by certificate and header, the message is for us and its TxId is in order.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { canonicalText, UnreadableXml } from '../xml/document.ts'
import type { Xml } from '../xml/write.ts'
import type { AsynchMethod, SsekHeader } from './envelope.ts'
import { InvalidHeader, readEnvelope, writeEnvelope, writeFault, writeReceipt } from './envelope.ts'
import type { SsekFaultCode } from './faults.ts'
import { isXmlContentType, maximumMessageBytes, organisationNumberOfPeer } from './transport.ts'

export interface ReceivedMessage {
  readonly header: SsekHeader & { readonly txId: string }
  /** Name and namespace of the element in the body. */
  readonly operation: string
  readonly namespace: string
  /** Canonical text of that element. */
  readonly bodyXml: string
  /** The whole message as it came. */
  readonly bytes: Uint8Array
  readonly contentType: string
}

export type Reply =
  | { readonly kind: 'receipt' }
  | { readonly kind: 'response'; readonly bodyXml: Xml }
  | { readonly kind: 'fault'; readonly code: SsekFaultCode }

export interface ReceiverOptions {
  /** Ours: "16" + ten digits. */
  readonly organisationNumber: string
  /** Names of the body elements that are served here. */
  readonly operations: readonly string[]
  /** Asynchronous methods that may be asked of us; none when left out. */
  readonly asynchMethods?: readonly AsynchMethod[]
  /** Acts on the message. A message that came before (same sender and TxId) must get the same reply and change nothing. */
  readonly onMessage: (message: ReceivedMessage) => Promise<Reply>
  /** Told of what went wrong in `onMessage`; the sender gets `MessageNotProcessed`. */
  readonly onError?: (error: unknown) => void
  readonly maximumBytes?: number
  /** How long a sender may take to send its message. */
  readonly bodyTimeoutMs?: number
}

class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: SsekFaultCode
  readonly header: SsekHeader | null

  constructor(code: SsekFaultCode, header: SsekHeader | null = null) {
    super(code)
    this.code = code
    this.header = header
  }
}

class UnacceptableRequest extends Error {
  override readonly name = 'UnacceptableRequest'
  readonly status: number

  constructor(status: number) {
    super(`HTTP ${status}`)
    this.status = status
  }
}

async function readBody(request: IncomingMessage, maximumBytes: number, timeoutMs: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes) throw new UnacceptableRequest(413)
  const parts: Buffer[] = []
  let length = 0
  const timer = setTimeout(() => request.destroy(new UnacceptableRequest(408)), timeoutMs)
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length
      if (length > maximumBytes) throw new UnacceptableRequest(413)
      parts.push(part)
    }
  } finally {
    clearTimeout(timer)
  }
  return Buffer.concat(parts)
}

/** The answer's header: ids swapped, the same TxId. */
const answering = (header: SsekHeader): SsekHeader => ({
  senderId: header.receiverId,
  receiverId: header.senderId,
  txId: header.txId,
  asynchMethod: null,
})

function checkHeader(header: SsekHeader, peer: string | null, options: ReceiverOptions): string {
  if (peer === null || header.senderId !== peer) throw new Refused('SenderIdUnknown', header)
  if (header.receiverId !== options.organisationNumber) throw new Refused('ReceiverIdUnknown', header)
  if (header.txId === null) throw new Refused('TxIdMissing', header)
  if (header.asynchMethod !== null && !(options.asynchMethods ?? []).includes(header.asynchMethod)) {
    throw new Refused('AsynchMethodUnsupported', header)
  }
  return header.txId
}

function readMessage(bytes: Buffer, request: IncomingMessage, options: ReceiverOptions): ReceivedMessage {
  try {
    using envelope = readEnvelope(bytes)
    const { header, body } = envelope
    if (header === null) throw new Refused('ContentInvalid')
    const txId = checkHeader(header, organisationNumberOfPeer(request.socket), options)
    if (body.kind !== 'content') throw new Refused('ContentInvalid', header)
    if (!options.operations.includes(body.name)) throw new Refused('WebServiceUnsupported', header)
    return {
      header: { ...header, txId },
      operation: body.name,
      namespace: body.namespace,
      bodyXml: canonicalText(body.element),
      bytes,
      contentType: request.headers['content-type'] ?? '',
    }
  } catch (error) {
    if (error instanceof UnreadableXml) throw new Refused('ContentInvalid')
    if (error instanceof InvalidHeader) throw new Refused(error.faultCode)
    throw error
  }
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' })
  response.end(text)
}

const sendFault = (response: ServerResponse, code: SsekFaultCode, header: SsekHeader | null): void =>
  send(
    response,
    500,
    writeEnvelope({ header: header && answering(header), bodyXml: writeFault(code, header?.txId ?? null) }),
  )

function sendReply(response: ServerResponse, header: SsekHeader, reply: Reply): void {
  switch (reply.kind) {
    case 'receipt':
      send(response, 200, writeEnvelope({ header: answering(header), bodyXml: writeReceipt() }))
      break
    case 'response':
      send(response, 200, writeEnvelope({ header: answering(header), bodyXml: reply.bodyXml }))
      break
    case 'fault':
      sendFault(response, reply.code, header)
      break
  }
}

async function receive(request: IncomingMessage, response: ServerResponse, options: ReceiverOptions): Promise<void> {
  if (request.method !== 'POST') throw new UnacceptableRequest(405)
  if (!isXmlContentType(request.headers['content-type'])) throw new UnacceptableRequest(415)
  const bytes = await readBody(request, options.maximumBytes ?? maximumMessageBytes, options.bodyTimeoutMs ?? 20_000)
  const message = readMessage(bytes, request, options)
  let reply: Reply
  try {
    reply = await options.onMessage(message)
  } catch (error) {
    options.onError?.(error)
    reply = { kind: 'fault', code: 'MessageNotProcessed' }
  }
  sendReply(response, message.header, reply)
}

/**
 * A handler for an https server that asks for client certificates (`requestCert` and `rejectUnauthorized` both true);
 * it fits `https.createServer` and Express alike, before any body parser.
 */
export function createSsekReceiver(options: ReceiverOptions): RequestListener {
  return (request, response) => {
    receive(request, response, options).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return
      if (error instanceof Refused) {
        sendFault(response, error.code, error.header)
        return
      }
      const status = error instanceof UnacceptableRequest ? error.status : 500
      if (status === 500) options.onError?.(error)
      response.writeHead(status, { connection: 'close' }).end()
    })
  }
}
