/**
 * The client side of SSEK: any operation of a WSDL of ours as a SOAP call over mutual TLS, and the `PullMessage`.
 *
 * The `soap` package carries the WSDL's side: operation, SOAPAction, envelope. Header block and body are handed to it
 * as finished text, since every character of them may be signed; and it never hears of the reply, since what it would
 * parse has not been checked. The reply's own bytes go to the operation's `readAnswer`.
 */
import { fileURLToPath } from 'node:url'
import type { IHttpClient, SoapMethod, WSDL } from 'soap'
import { Client, createClientAsync } from 'soap'
import type { Arrival, ExpectedMessage } from '../answer.ts'
import { ProviderError } from '../errors.ts'
import type { Original, ProviderEntry, Traffic } from '../pension-source.ts'
import type { Xml } from '../xml/write.ts'
import type { AsynchMethod, SsekHeader } from './envelope.ts'
import { pullMessage, writeEnvelope, writeHeader, writePullMessage } from './envelope.ts'
import type { HttpReply, PostOptions, SsekIdentity } from './exchange.ts'
import { createProviderAgent, post } from './exchange.ts'
import { ssekNamespace } from './namespaces.ts'
import type { SignatureDemand } from './policy.ts'
import type { SignedMessage } from './signature.ts'
import { Signer } from './signature.ts'
import { maximumMessageBytes } from './transport.ts'

/** Whom we call, and what is agreed with them. */
export type Peer = ExpectedMessage['provider'] &
  Pick<ProviderEntry, 'id' | 'endpoint' | 'concurrency' | 'resendAllowed'>

/** Where in a WSDL of ours the operations of one port stand. */
export interface Port {
  /** Path under providers/. */
  readonly wsdl: string
  readonly service: string
  readonly port: string
}

/** What a message that came is read with. */
export interface Read {
  readonly message: Original
  readonly expected: Omit<ExpectedMessage, 'provider'>
  readonly arrival: Arrival
}

/** One call: what is sent, and how its answer is read. */
export interface Call<Answer> {
  readonly txId: string
  /** `null`: the answer comes in the response. */
  readonly asynchMethod: AsynchMethod | null
  readonly body: Xml
  /** @throws ProviderError */
  readonly readAnswer: (read: Read) => Answer
}

export interface CallerOptions {
  readonly peer: Peer
  readonly identity: SsekIdentity
  readonly timeoutMs?: number | undefined
  readonly maximumBytes?: number | undefined
  readonly now?: (() => Date) | undefined
  readonly isRevoked?: SignatureDemand['isRevoked'] | undefined
}

const pullHeaders = {
  'content-type': 'text/xml; charset=utf-8',
  soapaction: `"${ssekNamespace}${pullMessage}"`,
}

const readings = new Map<string, Promise<WSDL>>()
/** Each is read once per process. */
function readWsdl(file: string): Promise<WSDL> {
  const known = readings.get(file)
  if (known !== undefined) return known
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url))
  const reading = createClientAsync(path).then(({ wsdl }) => wsdl)
  readings.set(file, reading)
  return reading
}

/** A message as it leaves us; signed, where that is agreed. */
type Finished = Pick<SignedMessage, 'text'> & { readonly signatureValue: string | null }
type Finish = (message: string) => Finished

/** The reply to what was sent. */
interface Exchanged {
  readonly sent: Finished
  readonly reply: HttpReply
}

/** Carries one SOAP call, and keeps the reply to itself. */
class Carrier implements IHttpClient {
  readonly #options: Omit<PostOptions, 'headers'>
  readonly #finish: Finish
  readonly #ended = Promise.withResolvers<Exchanged>()

  /** @param finish makes the envelope what is sent */
  constructor(options: Omit<PostOptions, 'headers'>, finish: Finish) {
    this.#options = options
    this.#finish = finish
  }

  request(
    url: string,
    text: string,
    _callback: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<never> {
    const sent = this.#finish(text)
    post(url, sent.text, { ...this.#options, headers }).then(
      (reply) => this.#ended.resolve({ sent, reply }),
      (error: unknown) => this.#ended.reject(error),
    )
    // The library would hear by the callback; it asks for a promise by type only.
    return new Promise(() => undefined)
  }

  get exchanged(): Promise<Exchanged> {
    return this.#ended.promise
  }
}

function finisherOf({ messageSecurity, id }: Peer, { signing }: SsekIdentity, now: () => Date): Finish {
  if (messageSecurity === 'none') return (text) => ({ text, signatureValue: null })
  if (!signing) throw new Error(`Messages to ${id} are signed, and no signing key is configured`)
  const signer = new Signer(signing)
  return (message) => signer.signed(message, now())
}

/** Calls one peer. */
export class SsekCaller {
  readonly #peer: Peer
  readonly #organisationNumber: string
  readonly #finish: Finish
  readonly #post: Pick<PostOptions, 'agent' | 'limits' | 'isRevoked'>
  readonly #now: () => Date
  readonly #isRevoked: SignatureDemand['isRevoked']

  /** @throws Error when the peer's policy asks for signatures and we have no key to sign with */
  constructor({ peer, identity, timeoutMs, maximumBytes, now, isRevoked }: CallerOptions) {
    this.#peer = peer
    this.#organisationNumber = identity.organisationNumber
    this.#now = now ?? (() => new Date())
    this.#isRevoked = isRevoked ?? (() => false)
    this.#finish = finisherOf(peer, identity, this.#now)
    this.#post = {
      agent: createProviderAgent(peer, identity, this.#isRevoked),
      isRevoked: this.#isRevoked,
      limits: { timeoutMs: timeoutMs ?? 20_000, maximumBytes: maximumBytes ?? maximumMessageBytes },
    }
  }

  /** @throws ProviderError for everything that can go wrong */
  async call<Answer>(
    port: Port,
    operation: string,
    call: Call<Answer>,
    signal?: AbortSignal,
    traffic?: Traffic,
  ): Promise<Answer> {
    const carrier = new Carrier({ ...this.#post, signal, traffic }, this.#finish)
    // A client of its own for each call: the library's keeps the last message, and its headers are shared by all calls.
    const client = new Client(await readWsdl(port.wsdl), this.#peer.endpoint, { httpClient: carrier })
    client.addSoapHeader(writeHeader(this.#header(call.txId, call.asynchMethod)))
    const methods = client[port.service] as Readonly<Record<string, Readonly<Record<string, SoapMethod>>>>
    const method = methods[port.port]?.[operation]
    if (method === undefined) throw new Error('The WSDL does not have the operation')
    method({ _xml: call.body }, () => undefined)
    return this.#read(await carrier.exchanged, call)
  }

  /** Asks for the answer to an earlier call. @throws ProviderError */
  async pull<Answer>(
    call: Omit<Call<Answer>, 'body' | 'asynchMethod'>,
    signal?: AbortSignal,
    traffic?: Traffic,
  ): Promise<Answer> {
    const sent = this.#finish(writeEnvelope({ header: this.#header(call.txId, null), bodyXml: writePullMessage() }))
    const options: PostOptions = { ...this.#post, signal, traffic, headers: pullHeaders }
    return this.#read({ sent, reply: await post(this.#peer.endpoint, sent.text, options) }, call)
  }

  /** Ends the connections that are kept alive. */
  close(): void {
    this.#post.agent.destroy()
  }

  #header(txId: string, asynchMethod: AsynchMethod | null): SsekHeader {
    return { senderId: this.#organisationNumber, receiverId: this.#peer.organisationNumber, txId, asynchMethod }
  }

  #read<Answer>(
    { sent, reply: { saysFault, ...message } }: Exchanged,
    { txId, readAnswer }: Pick<Call<Answer>, 'txId' | 'readAnswer'>,
  ): Answer {
    const answer = readAnswer({
      message,
      expected: { receiver: this.#organisationNumber, txId, requestSignatureValue: sent.signatureValue },
      arrival: { now: this.#now(), isRevoked: this.#isRevoked },
    })
    if (saysFault) throw new ProviderError('malformed-response', 'Status 500 without a fault')
    return answer
  }
}
