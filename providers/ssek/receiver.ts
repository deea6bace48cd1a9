/**
 * The server side of SSEK: our own callback endpoint, and every simulated provider. Nothing reaches `onMessage`
 * before the sender is known by certificate and header, the message is for us and its TxId is in order.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { canonicalText, UnreadableXml } from '../xml/document.ts'
import type { Xml } from '../xml/write.ts'
import type { AsynchMethod, SsekHeader } from './envelope.ts'
import {
  InvalidHeader,
  readEnvelope,
  readUnverifiedHeader,
  writeEnvelope,
  writeFault,
  writeReceipt,
} from './envelope.ts'
import type { SsekFaultCode } from './faults.ts'
import type { PeerPolicy, SignatureDemand } from './policy.ts'
import { demandOf, isTlsCertificateOnFile } from './policy.ts'
import type { Signer } from './signature.ts'
import { RejectedSignature } from './signature.ts'
import { isXmlContentType, maximumMessageBytes, peerOf } from './transport.ts'

export interface ReceivedMessage {
  readonly header: SsekHeader & { readonly txId: string }
  /** Name and namespace of the element in the body. */
  readonly operation: string
  readonly namespace: string
  /** Canonical text of that element. */
  readonly bodyXml: string
  /** The whole message as it came. */
  readonly bytes: Uint8Array
  /** What may be read of it: all, or of a signed message the parts whose signature was checked. */
  readonly content: Uint8Array
  /** Of a signed message, as base64. */
  readonly signatureValue: string | null
  readonly contentType: string
}

export type Reply = (
  | { readonly kind: 'receipt' }
  | { readonly kind: 'response'; readonly bodyXml: Xml }
  | { readonly kind: 'fault'; readonly code: SsekFaultCode }
) & {
  /** For our own trace: a code that says why. It is not sent. */
  readonly why?: string
}

/** How an exchange at this endpoint went, whatever became of it; nothing of its content. */
export interface ReceivedExchange {
  readonly beganAt: Date
  readonly ms: number
  /** The organisation in the TLS certificate. */
  readonly peer: string | null
  /** As the message says, where that could be read. */
  readonly txId: string | null
  readonly operation: string | null
  readonly bytesIn: number
  readonly bytesOut: number
  /** `refused`: by an HTTP status alone. */
  readonly outcome: Reply['kind'] | 'refused'
  readonly fault: SsekFaultCode | null
  readonly why: string | null
}

/** The same while it goes on. */
type Account = { -readonly [Name in keyof ReceivedExchange]: ReceivedExchange[Name] }

export interface ReceiverOptions {
  /** Ours: "16" + ten digits. */
  readonly organisationNumber: string
  /** Names of the body elements that are served here. */
  readonly operations: readonly string[]
  /** Asynchronous methods that may be asked of us; none when left out. */
  readonly asynchMethods?: readonly AsynchMethod[]
  /** What is agreed with the party of a TLS certificate; null for one that is not known here. */
  readonly policyOf: (organisationNumber: string) => Promise<PeerPolicy | null>
  /** Signs our replies to those whose messages are signed. */
  readonly signer?: Signer | null
  readonly now?: () => Date
  /** Asked of TLS certificates and of those that sign. */
  readonly isRevoked?: SignatureDemand['isRevoked']
  /** Told of a message whose signature was refused. The sender is the party of the TLS certificate; all else is only said. */
  readonly onRejected?: (header: SsekHeader, rejected: RejectedSignature) => Promise<void>
  /**
   * Acts on the message. A message that came before (same sender and TxId) must get the same reply and change nothing.
   * Throws UnreadableXml when the body is not what the operation takes; the sender gets `ContentInvalid`.
   */
  readonly onMessage: (message: ReceivedMessage) => Promise<Reply>
  /** Told of what went wrong in `onMessage`; the sender gets `MessageNotProcessed`. */
  readonly onError?: (error: unknown) => void
  /** Told of every exchange when it is over, refused ones too. */
  readonly onExchange?: (exchange: ReceivedExchange) => void
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

async function readBody(
  request: IncomingMessage,
  maximumBytes: number,
  timeoutMs: number,
  account: Account,
): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes) throw new UnacceptableRequest(413)
  const parts: Buffer[] = []
  let length = 0
  const timer = setTimeout(() => request.destroy(new UnacceptableRequest(408)), timeoutMs)
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length
      account.bytesIn = length
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

function checkHeader(header: SsekHeader, peer: string, options: ReceiverOptions): string {
  if (header.senderId !== peer) throw new Refused('SenderIdUnknown', header)
  if (header.receiverId !== options.organisationNumber) throw new Refused('ReceiverIdUnknown', header)
  if (header.txId === null) throw new Refused('TxIdMissing', header)
  if (header.asynchMethod !== null && !(options.asynchMethods ?? []).includes(header.asynchMethod)) {
    throw new Refused('AsynchMethodUnsupported', header)
  }
  return header.txId
}

interface Sender {
  readonly organisationNumber: string
  readonly policy: PeerPolicy
}

/** Who sends, by the certificate of the connection. */
async function senderOf(request: IncomingMessage, bytes: Buffer, options: ReceiverOptions): Promise<Sender> {
  const peer = peerOf(request.socket)
  const policy = peer && (await options.policyOf(peer.organisationNumber))
  const mayConnect =
    peer && policy && isTlsCertificateOnFile(policy, peer.certificate) && options.isRevoked?.(peer.certificate) !== true
  if (!mayConnect) {
    throw new Refused('SenderIdUnknown', readUnverifiedHeader(bytes))
  }
  return { organisationNumber: peer.organisationNumber, policy }
}

function readMessage(
  bytes: Buffer,
  { organisationNumber, policy }: Sender,
  request: IncomingMessage,
  options: ReceiverOptions,
): ReceivedMessage {
  const { now = () => new Date(), isRevoked = () => false } = options
  try {
    using envelope = readEnvelope(bytes, demandOf({ organisationNumber, ...policy }, { now: now(), isRevoked }))
    const { header, body, content, signatureValue } = envelope
    if (header === null) throw new Refused('ContentInvalid')
    const txId = checkHeader(header, organisationNumber, options)
    if (body.kind !== 'content') throw new Refused('ContentInvalid', header)
    if (!options.operations.includes(body.name)) throw new Refused('WebServiceUnsupported', header)
    return {
      header: { ...header, txId },
      operation: body.name,
      namespace: body.namespace,
      bodyXml: canonicalText(body.element),
      bytes,
      content,
      signatureValue,
      contentType: request.headers['content-type'] ?? '',
    }
  } catch (error) {
    if (error instanceof UnreadableXml) throw new Refused('ContentInvalid')
    if (error instanceof InvalidHeader) throw new Refused(error.faultCode)
    throw error
  }
}

/** How a message leaves us: signed, if the other side's are. */
type Finish = (message: string) => string

function finisherFor(policy: PeerPolicy, { signer, now = () => new Date() }: ReceiverOptions): Finish {
  return policy.messageSecurity === 'signature' && signer
    ? (message) => signer.sign(message, now())
    : (message) => message
}

function send(response: ServerResponse, status: number, text: string, account: Account): void {
  account.bytesOut = Buffer.byteLength(text)
  response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' })
  response.end(text)
}

function sendFault(
  response: ServerResponse,
  { code, header }: Pick<Refused, 'code' | 'header'>,
  finish: Finish,
  account: Account,
): void {
  Object.assign(account, { outcome: 'fault', fault: code, txId: header?.txId ?? null } satisfies Partial<Account>)
  const message = writeEnvelope({
    header: header && answering(header),
    bodyXml: writeFault(code, header?.txId ?? null),
  })
  // Without a header, there is no SSEK message that could be signed.
  send(response, 500, header === null ? message : finish(message), account)
}

function sendReply(
  response: ServerResponse,
  message: ReceivedMessage,
  reply: Reply,
  finish: Finish,
  account: Account,
): void {
  const header = answering(message.header)
  const { operation } = message
  const { txId } = message.header
  Object.assign(account, { outcome: reply.kind, why: reply.why ?? null, txId, operation } satisfies Partial<Account>)
  switch (reply.kind) {
    case 'receipt':
      send(response, 200, finish(writeEnvelope({ header, bodyXml: writeReceipt(message.signatureValue) })), account)
      break
    case 'response':
      send(response, 200, finish(writeEnvelope({ header, bodyXml: reply.bodyXml })), account)
      break
    case 'fault':
      sendFault(response, { code: reply.code, header: message.header }, finish, account)
      break
  }
}

async function answer(message: ReceivedMessage, options: ReceiverOptions): Promise<Reply> {
  try {
    return await options.onMessage(message)
  } catch (error) {
    // What the operation takes is checked where it is read.
    if (error instanceof UnreadableXml) return { kind: 'fault', code: 'ContentInvalid' }
    options.onError?.(error)
    return { kind: 'fault', code: 'MessageNotProcessed' }
  }
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  options: ReceiverOptions,
  account: Account,
): Promise<void> {
  if (request.method !== 'POST') throw new UnacceptableRequest(405)
  if (!isXmlContentType(request.headers['content-type'])) throw new UnacceptableRequest(415)
  const { maximumBytes = maximumMessageBytes, bodyTimeoutMs = 20_000 } = options
  const bytes = await readBody(request, maximumBytes, bodyTimeoutMs, account)
  const sender = await senderOf(request, bytes, options)
  const finish = finisherFor(sender.policy, options)
  try {
    const message = readMessage(bytes, sender, request, options)
    sendReply(response, message, await answer(message, options), finish, account)
  } catch (error) {
    const refused = await refusalOf(error, bytes, sender, options)
    if (error instanceof RejectedSignature) account.why = error.onlyTime ? 'clock-skew' : 'rejected-signature'
    sendFault(response, refused, finish, account)
  }
}

/** @throws what is no refusal */
async function refusalOf(error: unknown, bytes: Buffer, sender: Sender, options: ReceiverOptions): Promise<Refused> {
  if (error instanceof Refused) return error
  if (!(error instanceof RejectedSignature)) throw error
  const header = readUnverifiedHeader(bytes)
  if (header?.senderId === sender.organisationNumber) await options.onRejected?.(header, error)
  return new Refused('ContentInvalid', header)
}

const newAccount = ({ socket }: IncomingMessage, beganAt: Date): Account => ({
  beganAt,
  ms: 0,
  peer: peerOf(socket)?.organisationNumber ?? null,
  txId: null,
  operation: null,
  bytesIn: 0,
  bytesOut: 0,
  outcome: 'refused',
  fault: null,
  why: null,
})

/**
 * A handler for an https server that asks for client certificates (`requestCert` and `rejectUnauthorized` both true);
 * it fits `https.createServer` and Express alike, before any body parser.
 */
export function createSsekReceiver(options: ReceiverOptions): RequestListener {
  return (request, response) => {
    const begun = performance.now()
    const account = newAccount(request, options.now?.() ?? new Date())
    receive(request, response, options, account)
      .catch((error: unknown) => {
        const status = error instanceof UnacceptableRequest ? error.status : 500
        if (!(error instanceof Refused)) account.why = `http-${status}`
        if (response.headersSent || response.destroyed) return
        if (error instanceof Refused) {
          sendFault(response, error, (message) => message, account)
          return
        }
        if (status === 500) options.onError?.(error)
        response.writeHead(status, { connection: 'close' }).end()
      })
      .finally(() => options.onExchange?.({ ...account, ms: Math.round(performance.now() - begun) }))
  }
}
