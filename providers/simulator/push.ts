/** Sending a promised answer to the asker's own endpoint, over TLS with the provider's certificate. */
import type { Agent } from 'node:https'
import { request } from 'node:https'
import { readEnvelope } from '../ssek/envelope.ts'
import type { SignatureDemand } from '../ssek/policy.ts'
import type { Clock } from './clock.ts'

/** Seconds of real time between tries: the asker may be restarting. */
const pauses = [0.3, 1, 2, 4, 8, 15, 30] as const
const patience = 20_000

export interface Push {
  readonly url: string
  readonly agent: Agent
  /** Made anew for each try: a signature grows old. */
  readonly message: () => string
  /** What the asker's receipt is held against. */
  readonly demand: () => SignatureDemand | null
}

type Delivery = 'received' | 'refused' | 'try-again'

/** What a receipt of this message may name. */
const signatureValueIn = (message: string): string | null => /<ds:SignatureValue>([^<]+)</.exec(message)?.[1] ?? null

/**
 * A receipt ends it, unless it is another message's; a fault says that trying again is of no use, unless the asker itself
 * was in trouble.
 */
function readDelivery(status: number, bytes: Uint8Array, message: string, demand: SignatureDemand | null): Delivery {
  try {
    using envelope = readEnvelope(bytes, demand)
    if (envelope.body.kind === 'receipt') {
      const { requestSignatureValue: named } = envelope.body
      const sent = signatureValueIn(message)
      return named === null || sent === null || named === sent ? 'received' : 'refused'
    }
    if (envelope.body.kind !== 'fault') return 'refused'
    const { code } = envelope.body
    return code === 'MessageNotProcessed' || code === 'WebServiceUnavailable' || code === 'Timeout'
      ? 'try-again'
      : 'refused'
  } catch {
    return status >= 500 ? 'try-again' : 'refused'
  }
}

function deliverOnce({ url, agent, message, demand }: Push): Promise<Delivery> {
  return new Promise((resolve) => {
    const text = message()
    const body = Buffer.from(text)
    const outgoing = request(
      url,
      {
        agent,
        method: 'POST',
        headers: { 'content-type': 'text/xml; charset=utf-8', 'content-length': body.length },
        signal: AbortSignal.timeout(patience),
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => resolve(readDelivery(response.statusCode ?? 0, Buffer.concat(parts), text, demand())))
        response.on('error', () => resolve('try-again'))
      },
    )
    outgoing.on('error', () => resolve('try-again'))
    outgoing.end(body)
  })
}

/**
 * @param realTime a clock that nothing speeds up
 * @param isPatient whether a delivery that got no receipt is tried again
 * @returns whether the asker took the message
 */
export async function deliver(push: Push, realTime: Clock, isPatient = true): Promise<boolean> {
  for (const pause of isPatient ? [0, ...pauses] : [0]) {
    if (pause > 0 && !(await realTime.wait(pause * 1000))) return false
    const delivery = await deliverOnce(push)
    if (delivery !== 'try-again') return delivery === 'received'
  }
  return false
}
