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
import type { Answer, PensionSource, ProviderEntry, Question, Vocabulary } from '../pension-source.ts'
import { writeHeader } from './envelope.ts'
import type { HttpReply, PostOptions, SsekIdentity } from './exchange.ts'
import { createProviderAgent, post } from './exchange.ts'
import type { MessageSecurity } from './policy.ts'
import { maximumMessageBytes } from './transport.ts'

const wsdlFile = fileURLToPath(new URL('../schema/insamling.wsdl', import.meta.url))
const service = 'Insamling'
const ports: Readonly<Record<Vocabulary, string>> = {
  'mis-2.0': 'Forsakringsgivare',
  spv: 'Forsakringsgivare',
  pensionsmyndigheten: 'Pensionsmyndigheten',
}
const emptyEnvelope =
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body/></soap:Envelope>'

let reading: Promise<WSDL> | null = null
/** Read once per process. */
const readWsdl = (): Promise<WSDL> => (reading ??= createClientAsync(wsdlFile).then((client) => client.wsdl))

/** Carries one SOAP call, and keeps the reply as it came. */
class Carrier implements IHttpClient {
  readonly #options: Omit<PostOptions, 'headers'>
  reply: HttpReply | null = null

  constructor(options: Omit<PostOptions, 'headers'>) {
    this.#options = options
  }

  request(
    url: string,
    text: string,
    callback: (error: unknown, response?: { statusCode: number; headers: object }, body?: string) => void,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<never> {
    post(url, text, { ...this.#options, headers }).then(
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
  /** How the message itself is protected, by agreement with the provider. */
  readonly messageSecurity?: MessageSecurity
  readonly timeoutMs?: number
  readonly maximumBytes?: number
}

export interface SsekSource extends PensionSource {
  /** Ends the connections that are kept alive. */
  close(): void
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

export function createSsekSource({
  provider,
  identity,
  timeoutMs = 20_000,
  maximumBytes = maximumMessageBytes,
}: SsekSourceOptions): SsekSource {
  const agent = createProviderAgent(provider, identity)
  const limits = { timeoutMs, maximumBytes }

  async function request(question: Question, signal?: AbortSignal): Promise<Answer> {
    const header = {
      senderId: identity.organisationNumber,
      receiverId: provider.organisationNumber,
      txId: question.txId,
      asynchMethod: provider.flow === 'push' ? ('AsynchPush' as const) : null,
    }
    const carrier = new Carrier({ agent, limits, resendAllowed: provider.resendAllowed, signal })
    const { saysFault, ...original } = await call(carrier, provider, writeHeader(header), encodeRequest(question))
    const answer = readReply(original, {
      provider,
      receiver: identity.organisationNumber,
      txId: question.txId,
      asked: question.person,
      earlierNumbers: question.earlierNumbers,
    })
    if (saysFault) throw new ProviderError('malformed-response', 'Status 500 without a fault')
    if (answer.kind === 'later' && provider.flow === 'sync') {
      throw new ProviderError('malformed-response', 'A receipt came where an answer was due')
    }
    return answer
  }

  return { provider, request, close: () => agent.destroy() }
}
