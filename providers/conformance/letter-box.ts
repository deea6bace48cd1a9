/**
 * Our own SSEK endpoint during a run, where promised answers are pushed. The portal's receiver decides about each
 * message; here it is kept whatever was decided, and a receipt can be lost on the way.
 */
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from 'node:https'
import { createServer } from 'node:https'
import { answerElements } from '../answer.ts'
import type { ProviderEntry } from '../pension-source.ts'
import { readEnvelope } from '../ssek/envelope.ts'
import type { SsekIdentity } from '../ssek/exchange.ts'
import type { ReceivedMessage } from '../ssek/receiver.ts'
import { createSsekReceiver } from '../ssek/receiver.ts'
import { Signer } from '../ssek/signature.ts'
import { bytesOf, withBody } from './body.ts'

export interface Delivery {
  /** By the header, in whatever form it came; null when there is none. */
  readonly txId: string | null
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly at: number
  /** What our receiver made of it; null when it was refused. */
  readonly message: ReceivedMessage | null
  /** The fault or status it was refused with; null when it was receipted. */
  readonly refused: string | null
}

export interface LetterBoxOptions {
  readonly host: string
  readonly port: number
  /** The path of our address. */
  readonly path: string
}

/** Of our own reply: what the sender was told. */
function refusalIn(status: number, text: unknown): string | null {
  if (typeof text !== 'string') return `HTTP ${status}`
  using envelope = readEnvelope(Buffer.from(text.replace(/<wsse:Security.*<\/wsse:Security>/s, '')))
  return envelope.body.kind === 'fault' ? (envelope.body.code ?? `HTTP ${status}`) : null
}

const txIdIn = (bytes: Uint8Array): string | null =>
  /<(?:[\w.-]+:)?TxId[^>]*>\s*([\da-fA-F-]{36})\s*</.exec(Buffer.from(bytes).toString('latin1'))?.[1]?.toLowerCase() ??
  null

export class LetterBox {
  readonly #server: Server
  readonly #deliveries: Delivery[] = []
  readonly #losing = new Set<string>()
  #arrival = Promise.withResolvers<null>()

  private constructor(server: Server) {
    this.#server = server
  }

  /** @throws when the port cannot be had */
  static async open(
    { host, port, path }: LetterBoxOptions,
    provider: ProviderEntry,
    identity: SsekIdentity,
  ): Promise<LetterBox> {
    const { certPem: cert, keyPem: key, caPem: ca } = identity
    const server = createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: true })
    const box = new LetterBox(server)
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url !== path) response.writeHead(404).end()
      else box.#receive(request, response, provider, identity).catch(() => request.socket.destroy())
    })
    server.listen(port, host)
    await once(server, 'listening')
    return box
  }

  async #receive(
    request: IncomingMessage,
    response: ServerResponse,
    provider: ProviderEntry,
    identity: SsekIdentity,
  ): Promise<void> {
    const bytes = await bytesOf(request)
    const at = performance.now()
    const txId = txIdIn(bytes)
    const received: { message: ReceivedMessage | null } = { message: null }
    const receive = createSsekReceiver({
      organisationNumber: identity.organisationNumber,
      operations: answerElements,
      policyOf: (number) => Promise.resolve(number === provider.organisationNumber ? provider : null),
      signer: identity.signing ? new Signer(identity.signing) : null,
      onMessage: (message) => {
        received.message = message
        return Promise.resolve({ kind: 'receipt' })
      },
    })
    const end = response.end.bind(response)
    response.end = (text?: unknown) => {
      const refused = refusalIn(response.statusCode, text)
      const contentType = request.headers['content-type'] ?? ''
      this.#deliveries.push({ txId, contentType, bytes, at, message: received.message, refused })
      this.#arrival.resolve(null)
      this.#arrival = Promise.withResolvers()
      if (txId === null || !this.#losing.delete(txId)) return end(text)
      request.socket.destroy()
      return response
    }
    receive(withBody(request, bytes), response)
  }

  /** The next delivery of this transaction meets a connection that breaks before the receipt. */
  loseReceiptOf(txId: string): void {
    this.#losing.add(txId)
  }

  /** All that came for a transaction, refused or not, in order. */
  deliveriesOf(txId: string): readonly Delivery[] {
    return this.#deliveries.filter((delivery) => delivery.txId === txId)
  }

  /** What came without a TxId of any question. */
  get strays(): readonly Delivery[] {
    return this.#deliveries.filter(({ txId }) => txId === null)
  }

  /** Waits until so many have come for the transaction. @returns whether they did in time */
  async waitFor(txId: string, count: number, withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs
    while (this.deliveriesOf(txId).length < count) {
      const left = deadline - performance.now()
      if (left <= 0) return false
      const timer = AbortSignal.timeout(Math.ceil(left))
      await Promise.race([this.#arrival.promise, once(timer, 'abort')])
    }
    return true
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}
