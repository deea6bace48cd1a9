/**
 * One exchange with the provider that is tried, and whatever comes of it. The portal's own exchange (ssek/exchange.ts)
 * turns all that it cannot use into one fault; here it is kept apart, since the developer at the other end needs it.
 */
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { AgentOptions } from 'node:https'
import { Agent, request as httpsRequest } from 'node:https'

export type Came =
  | {
      readonly kind: 'reply'
      readonly status: number
      readonly contentType: string
      readonly bytes: Uint8Array
      readonly millis: number
    }
  /** Longer than the portal reads. */
  | { readonly kind: 'too-large'; readonly status: number; readonly millis: number }
  /** No connection, or one that was broken before a reply: what TLS or the network says. */
  | { readonly kind: 'broken'; readonly code: string; readonly millis: number }
  | { readonly kind: 'timeout'; readonly millis: number }

export interface LineOptions {
  readonly url: string
  readonly tls: Pick<AgentOptions, 'cert' | 'key' | 'ca' | 'checkServerIdentity'>
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly maximumBytes: number
}

type Arrived<C extends Came = Came> = C extends Came ? Omit<C, 'millis'> : never

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

/** Reads what there is; a refusal that is cut off while we still send says enough by its status. */
async function readReply(response: IncomingMessage, maximumBytes: number): Promise<Arrived> {
  const status = response.statusCode ?? 0
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      length += part.length
      if (length > maximumBytes) return { kind: 'too-large', status }
      parts.push(part)
    }
  } catch (error) {
    if (status < 400) throw error
  }
  return { kind: 'reply', status, contentType: response.headers['content-type'] ?? '', bytes: Buffer.concat(parts) }
}

function open(text: string, { url, headers, timeoutMs }: LineOptions, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request: ClientRequest = httpsRequest(url, {
      agent,
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(text) },
      signal: AbortSignal.timeout(timeoutMs),
    })
    request.on('response', resolve).on('error', reject).end(text)
  })
}

/** Sends on a connection of its own; never throws for what the other end does. */
export async function exchange(text: string, options: LineOptions): Promise<Came> {
  const agent = new Agent({ ...options.tls, keepAlive: false, minVersion: 'TLSv1.2', rejectUnauthorized: true })
  const startedAt = performance.now()
  let came: Arrived
  try {
    came = await readReply(await open(text, options, agent), options.maximumBytes)
  } catch (error) {
    const isTimeout = error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name)
    came = isTimeout ? { kind: 'timeout' } : { kind: 'broken', code: codeOf(error) }
  } finally {
    agent.destroy()
  }
  return { ...came, millis: Math.round(performance.now() - startedAt) }
}
