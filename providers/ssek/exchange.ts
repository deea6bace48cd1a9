/** One HTTPS exchange with a provider: bounded in size and time, no redirects, bytes kept as they came. */
import { X509Certificate } from 'node:crypto'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { AgentOptions, RequestOptions } from 'node:https'
import { Agent, request as httpsRequest } from 'node:https'
import type { PeerCertificate } from 'node:tls'
import { checkServerIdentity, TLSSocket } from 'node:tls'
import { ProviderError } from '../errors.ts'
import type { Original, ProviderEntry, Traffic } from '../pension-source.ts'
import type { PeerPolicy, SignatureDemand } from './policy.ts'
import { isTlsCertificateOnFile } from './policy.ts'
import type { SigningPair } from './signature.ts'
import { isXmlContentType, organisationNumberOf } from './transport.ts'

/** Who we are towards providers. */
export interface SsekIdentity {
  /** "16" + ten digits; the same as in the certificate. */
  readonly organisationNumber: string
  readonly certPem: string
  readonly keyPem: string
  /** The authority that providers' certificates must come from. */
  readonly caPem: string
  /** What our messages are signed with, for providers whose policy asks for it. */
  readonly signing?: SigningPair | null
}

export interface ExchangeLimits {
  readonly timeoutMs: number
  readonly maximumBytes: number
}

/** A message as it came, and whether its HTTP status says that it is a fault. */
export interface HttpReply extends Original {
  readonly saysFault: boolean
}

class WrongParty extends Error {
  override readonly name = 'WrongParty'
}

/** Whether an authority has withdrawn a certificate. */
type IsRevoked = SignatureDemand['isRevoked']

type AgreedPeer = PeerPolicy & Pick<ProviderEntry, 'organisationNumber' | 'concurrency' | 'resendAllowed'>

function refusalOf(certificate: PeerCertificate, provider: AgreedPeer, isRevoked: IsRevoked): WrongParty | undefined {
  if (organisationNumberOf(certificate) !== provider.organisationNumber) return new WrongParty('another party')
  if (!isTlsCertificateOnFile(provider, certificate)) return new WrongParty('not on file')
  return isRevoked(new X509Certificate(certificate.raw)) ? new WrongParty('withdrawn') : undefined
}

/** How long a connection is kept at most; where the provider says a shorter time, a second less than that. */
const mostIdleMs = 30_000

/**
 * Connections to one provider. They are kept alive between questions where a question may be sent again: the other end
 * may close a kept one just as a question goes out on it, and then nobody knows whether it was taken.
 */
export function createProviderAgent(provider: AgreedPeer, identity: SsekIdentity, isRevoked: IsRevoked): Agent {
  const options: AgentOptions = {
    keepAlive: provider.resendAllowed,
    timeout: mostIdleMs,
    // With a bound, a question that waits would be given the connection of the one before it.
    maxSockets: provider.resendAllowed ? provider.concurrency : Infinity,
    cert: identity.certPem,
    key: identity.keyPem,
    ca: identity.caPem,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    // A session taken up again is not asked for its certificate.
    maxCachedSessions: 0,
    checkServerIdentity: (host, certificate) =>
      checkServerIdentity(host, certificate) ?? refusalOf(certificate, provider, isRevoked),
  }
  return new Agent(options)
}

const untrusted = new Set([
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_HAS_EXPIRED',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
])

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What the network says, as a fault at the border. Only codes are passed on: they never quote a message. */
function networkError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  const code = codeOf(error)
  if (error instanceof WrongParty || untrusted.has(code)) {
    return new ProviderError(
      'unknown-sender',
      `The provider's certificate is not accepted (${error instanceof WrongParty ? error.message : code})`,
    )
  }
  // A certificate from the future is nearly always a clock that is wrong, ours or theirs.
  if (code === 'CERT_NOT_YET_VALID')
    return new ProviderError('clock-skew', `The certificate is not yet valid (${code})`)
  if (code.startsWith('HPE_')) return new ProviderError('malformed-response', `The reply is not HTTP (${code})`)
  return new ProviderError('unreachable', `No connection (${code || 'unknown reason'})`)
}

function checkStatus(response: IncomingMessage): void {
  const status = response.statusCode ?? 0
  if (status >= 300 && status < 400) throw new ProviderError('malformed-response', `A redirect is refused (${status})`)
  if ([502, 503, 504].includes(status)) throw new ProviderError('unreachable', `The provider is down (HTTP ${status})`)
  // SOAP sends faults with 500.
  if (status !== 200 && status !== 500)
    throw new ProviderError('malformed-response', `Unexpected HTTP status ${status}`)
  if (!isXmlContentType(response.headers['content-type'])) {
    throw new ProviderError('malformed-response', `The reply is not XML (HTTP ${status})`)
  }
}

const tooLarge = (maximumBytes: number): ProviderError =>
  new ProviderError('too-large', `The reply is larger than ${maximumBytes} bytes`)

async function readResponse(
  response: IncomingMessage,
  maximumBytes: number,
  traffic: Traffic | undefined,
): Promise<HttpReply> {
  checkStatus(response)
  if (Number(response.headers['content-length'] ?? 0) > maximumBytes) throw tooLarge(maximumBytes)
  const parts: Buffer[] = []
  let length = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length
    if (traffic) traffic.bytesIn += part.length
    if (length > maximumBytes) throw tooLarge(maximumBytes)
    parts.push(part)
  }
  if (length === 0) throw new ProviderError('malformed-response', 'The reply is empty')
  return {
    bytes: Buffer.concat(parts, length),
    contentType: response.headers['content-type'] ?? '',
    saysFault: response.statusCode === 500,
  }
}

/** A connection kept alive that the provider had closed when the question went out on it. */
class StaleConnection extends Error {
  override readonly name = 'StaleConnection'
  readonly code = 'ECONNRESET'
}

function send(url: string, text: string, options: RequestOptions, isRevoked: IsRevoked): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request: ClientRequest = httpsRequest(url, options, resolve)
    // A connection that has been kept may have lost its certificate since; nothing has gone out on it yet.
    request.once('socket', (socket) => {
      const certificate = socket instanceof TLSSocket && request.reusedSocket && socket.getPeerX509Certificate()
      if (certificate && isRevoked(certificate)) socket.destroy(new WrongParty('withdrawn'))
    })
    request.on('error', (error) => {
      const stale = request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(codeOf(error))
      reject(stale ? new StaleConnection('Closed by the other end') : error)
    })
    request.end(text)
  })
}

/** Connections are kept only where resending is allowed. Every stale one met is one fewer in the agent's pool, so this ends. */
async function sendOnLive(
  url: string,
  text: string,
  options: RequestOptions,
  isRevoked: IsRevoked,
): Promise<IncomingMessage> {
  try {
    return await send(url, text, options, isRevoked)
  } catch (error) {
    if (error instanceof StaleConnection) return sendOnLive(url, text, options, isRevoked)
    throw error
  }
}

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>
  readonly agent: Agent
  readonly limits: ExchangeLimits
  readonly isRevoked: IsRevoked
  readonly signal?: AbortSignal | undefined
  readonly traffic?: Traffic | undefined
}

/**
 * Posts a message and reads the whole reply.
 * @throws ProviderError for everything that can go wrong
 */
export async function post(
  url: string,
  text: string,
  { headers, agent, limits, isRevoked, signal, traffic }: PostOptions,
): Promise<HttpReply> {
  const deadline = AbortSignal.timeout(limits.timeoutMs)
  const length = Buffer.byteLength(text)
  if (traffic) traffic.bytesOut += length
  const options: RequestOptions = {
    agent,
    method: 'POST',
    headers: { ...headers, 'content-length': length },
    signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
  }
  let response: IncomingMessage | null = null
  try {
    response = await sendOnLive(url, text, options, isRevoked)
    return await readResponse(response, limits.maximumBytes, traffic)
  } catch (error) {
    // What is left of a refused reply is not waited for.
    response?.destroy()
    if (error instanceof ProviderError) throw error
    if (deadline.aborted) throw new ProviderError('timeout', `No reply within ${limits.timeoutMs} ms`)
    if (signal?.aborted === true) throw new ProviderError('timeout', 'The question was withdrawn before the reply came')
    throw networkError(error)
  }
}
