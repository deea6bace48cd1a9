/**
 * A provider met over SSEK: the question as a SOAP call by our WSDL, over mutual TLS.
 *
 * The `soap` package carries the WSDL's side: operation, SOAPAction, envelope. Header block and body are handed to it
 * as finished text, since every character of them may be signed; and it gets an empty envelope for a reply, since what
 * it would parse has not been checked. The reply's own bytes go to `readReply`.
 */
import type { IHttpClient, SoapMethod, WSDL } from 'soap'
import { Client, createClientAsync } from 'soap'
import { fileURLToPath } from 'node:url'
import { readReply } from '../answer.ts'
import { ProviderError } from '../errors.ts'
import { encodeRequest, hamtaForsakringar } from '../operations.ts'
import type { Answer, Flow, PensionSource, ProviderEntry, Question, Vocabulary } from '../pension-source.ts'
import { pullMessage, writeEnvelope, writeHeader, writePullMessage } from './envelope.ts'
import type { AsynchMethod, SsekHeader } from './envelope.ts'
import type { HttpReply, PostOptions, SsekIdentity } from './exchange.ts'
import { createProviderAgent, post } from './exchange.ts'
import { ssekNamespace } from './namespaces.ts'
import type { SignatureDemand } from './policy.ts'
import { Signer } from './signature.ts'
import { maximumMessageBytes } from './transport.ts'

const wsdlFile = fileURLToPath(new URL('../schema/insamling.wsdl', import.meta.url))
const service = 'Insamling'
const ports: Readonly<Record<Vocabulary, string>> = {
  'mis-1.6': 'ForsakringsgivareMis16',
  'mis-2.0': 'Forsakringsgivare',
  spv: 'Forsakringsgivare',
  pensionsmyndigheten: 'Pensionsmyndigheten',
}
const asynchMethods: Readonly<Record<Flow, AsynchMethod | null>> = {
  sync: null,
  push: 'AsynchPush',
  pull: 'AsynchPull',
}
const pullHeaders = {
  'content-type': 'text/xml; charset=utf-8',
  soapaction: `"${ssekNamespace}${pullMessage}"`,
}
const emptyEnvelope =
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body/></soap:Envelope>'

let reading: Promise<WSDL> | null = null
/** Read once per process. */
const readWsdl = (): Promise<WSDL> => (reading ??= createClientAsync(wsdlFile).then((client) => client.wsdl))

/** Carries one SOAP call, and keeps the reply as it came. */
class Carrier implements IHttpClient {
  readonly #options: Omit<PostOptions, 'headers'>
  readonly #finish: (message: string) => string
  reply: HttpReply | null = null

  /** @param finish makes the envelope what is sent: signed, where that is agreed */
  constructor(options: Omit<PostOptions, 'headers'>, finish: (message: string) => string) {
    this.#options = options
    this.#finish = finish
  }

  request(
    url: string,
    text: string,
    callback: (error: unknown, response?: { statusCode: number; headers: object }, body?: string) => void,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<never> {
    post(url, this.#finish(text), { ...this.#options, headers }).then(
      (reply) => {
        this.reply = reply
        callback(null, { statusCode: 200, headers: {} }, emptyEnvelope)
      },
      (error: unknown) => callback(error),
    )
    // The library hears by the callback; it asks for a promise by type only.
    return new Promise(() => undefined)
  }
}

export interface SsekSourceOptions {
  readonly provider: ProviderEntry
  readonly identity: SsekIdentity
  readonly timeoutMs?: number
  readonly maximumBytes?: number
  readonly now?: () => Date
  readonly isRevoked?: SignatureDemand['isRevoked']
}

export interface SsekSource extends PensionSource {
  /** Ends the connections that are kept alive. */
  close(): void
}

function finisherOf(
  { messageSecurity, id }: ProviderEntry,
  { signing }: SsekIdentity,
  now: () => Date,
): (message: string) => string {
  if (messageSecurity === 'none') return (message) => message
  if (!signing) throw new Error(`Messages to ${id} are signed, and no signing key is configured`)
  const signer = new Signer(signing)
  return (message) => signer.sign(message, now())
}

/** A client of its own for each call: the library's keeps the last message, and its headers are shared by all calls. */
async function call(carrier: Carrier, provider: ProviderEntry, headerXml: string, bodyXml: string): Promise<HttpReply> {
  const client = new Client(await readWsdl(), provider.endpoint, { httpClient: carrier })
  client.addSoapHeader(headerXml)
  const methods = client[service] as Readonly<Record<string, Readonly<Record<string, SoapMethod>>>>
  const method = methods[ports[provider.vocabulary]]?.[hamtaForsakringar]
  if (method === undefined) throw new Error('The WSDL does not have the operation')
  await new Promise<void>((resolve, reject) => {
    method({ _xml: bodyXml }, (error: unknown) => {
      if (error instanceof Error) reject(error)
      else resolve()
    })
  })
  if (carrier.reply === null) throw new ProviderError('unreachable', 'No reply')
  return carrier.reply
}

/** @throws Error when the provider's policy asks for signatures and we have no key to sign with */
export function createSsekSource({
  provider,
  identity,
  timeoutMs = 20_000,
  maximumBytes = maximumMessageBytes,
  now = () => new Date(),
  isRevoked = () => false,
}: SsekSourceOptions): SsekSource {
  const finish = finisherOf(provider, identity, now)
  const agent = createProviderAgent(provider, identity)
  const limits = { timeoutMs, maximumBytes }

  const headerFor = ({ txId }: Question, asynchMethod: AsynchMethod | null): SsekHeader => ({
    senderId: identity.organisationNumber,
    receiverId: provider.organisationNumber,
    txId,
    asynchMethod,
  })

  async function ask(question: Question, signal?: AbortSignal): Promise<Answer> {
    const header = writeHeader(headerFor(question, asynchMethods[provider.flow]))
    const carrier = new Carrier({ agent, limits, resendAllowed: provider.resendAllowed, signal }, finish)
    const answer = read(await call(carrier, provider, header, encodeRequest(question)), question)
    if (answer.kind === 'later' && provider.flow === 'sync') {
      throw new ProviderError('malformed-response', 'A receipt came where an answer was due')
    }
    return answer
  }

  async function fetchPromised(question: Question, signal?: AbortSignal): Promise<Answer> {
    const message = writeEnvelope({ header: headerFor(question, null), bodyXml: writePullMessage() })
    // To ask whether the answer is there changes nothing, so that may always be asked again.
    const options: PostOptions = { agent, limits, resendAllowed: true, signal, headers: pullHeaders }
    const reply = await post(provider.endpoint, finish(message), options)
    try {
      const answer = read(reply, question)
      if (answer.kind !== 'later') return answer
    } catch (error) {
      if (error instanceof ProviderError && error.faultCode === 'NoResultAvailable') return { kind: 'later' }
      throw error
    }
    throw new ProviderError('malformed-response', 'A receipt came where an answer was due')
  }

  function read({ saysFault, ...original }: HttpReply, question: Question): Answer {
    const expected = {
      provider,
      receiver: identity.organisationNumber,
      txId: question.txId,
      asked: question.person,
      earlierNumbers: question.earlierNumbers,
    }
    const answer = readReply(original, expected, { now: now(), isRevoked })
    if (saysFault) throw new ProviderError('malformed-response', 'Status 500 without a fault')
    return answer
  }

  const request = (question: Question, signal?: AbortSignal): Promise<Answer> =>
    provider.flow === 'pull' && question.promised === true ? fetchPromised(question, signal) : ask(question, signal)

  return { provider, request, close: () => agent.destroy() }
}
