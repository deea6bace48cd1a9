/** A provider met over SSEK: asked what it holds, and handed errands. */
import { readReceipt, readReply } from '../answer.ts'
import type { ErrandDesk } from '../errands.ts'
import { encodeErrand } from '../errands.ts'
import { ProviderError } from '../errors.ts'
import { encodeRequest, hamtaForsakringar } from '../operations.ts'
import type { Answer, Flow, PensionSource, ProviderEntry, Question, Traffic, Vocabulary } from '../pension-source.ts'
import type { CallerOptions, Port, Read } from './caller.ts'
import { SsekCaller } from './caller.ts'
import type { AsynchMethod } from './envelope.ts'

const collection = { wsdl: 'schema/insamling.wsdl', service: 'Insamling' } as const
const ports: Readonly<Record<Vocabulary, Port>> = {
  'mis-1.6': { ...collection, port: 'ForsakringsgivareMis16' },
  'mis-2.0': { ...collection, port: 'Forsakringsgivare' },
  spv: { ...collection, port: 'Forsakringsgivare' },
  pensionsmyndigheten: { ...collection, port: 'Pensionsmyndigheten' },
}
const errandPort: Port = { ...collection, port: 'Arenden' }
const asynchMethods: Readonly<Record<Flow, AsynchMethod | null>> = {
  sync: null,
  push: 'AsynchPush',
  pull: 'AsynchPull',
}

export interface SsekSourceOptions extends Omit<CallerOptions, 'peer'> {
  readonly provider: ProviderEntry
}

export interface SsekSource extends PensionSource, ErrandDesk {
  /** Ends the connections that are kept alive. */
  close(): void
}

/** @throws Error when the provider's policy asks for signatures and we have no key to sign with */
export function createSsekSource({ provider, ...options }: SsekSourceOptions): SsekSource {
  const caller = new SsekCaller({ peer: provider, ...options })

  const answerTo =
    ({ person, earlierNumbers }: Question) =>
    ({ message, expected, arrival }: Read): Answer =>
      readReply(message, { ...expected, provider, asked: person, earlierNumbers }, arrival)

  async function ask(question: Question, signal?: AbortSignal, traffic?: Traffic): Promise<Answer> {
    const answer = await caller.call(
      ports[provider.vocabulary],
      hamtaForsakringar,
      {
        txId: question.txId,
        asynchMethod: asynchMethods[provider.flow],
        body: encodeRequest(question),
        readAnswer: answerTo(question),
      },
      signal,
      traffic,
    )
    if (answer.kind === 'later' && provider.flow === 'sync') throw receiptForAnswer()
    return answer
  }

  async function fetchPromised(question: Question, signal?: AbortSignal, traffic?: Traffic): Promise<Answer> {
    try {
      const answer = await caller.pull({ txId: question.txId, readAnswer: answerTo(question) }, signal, traffic)
      if (answer.kind !== 'later') return answer
    } catch (error) {
      if (error instanceof ProviderError && error.faultCode === 'NoResultAvailable') return { kind: 'later' }
      throw error
    }
    throw receiptForAnswer()
  }

  return {
    provider,
    request: (question, signal, traffic) =>
      provider.flow === 'pull' && question.promised === true
        ? fetchPromised(question, signal, traffic)
        : ask(question, signal, traffic),
    send: async (errand, signal, traffic) => {
      await caller.call(
        errandPort,
        errand.content.operation,
        {
          txId: errand.txId,
          asynchMethod: 'AsynchPush',
          body: encodeErrand(errand),
          readAnswer: ({ message, expected, arrival }) => readReceipt(message, { ...expected, provider }, arrival),
        },
        signal,
        traffic,
      )
    },
    close: () => caller.close(),
  }
}

const receiptForAnswer = (): ProviderError =>
  new ProviderError('malformed-response', 'A receipt came where an answer was due')
