/** What belongs to one request: an id for the log and the nonce of its Content-Security-Policy. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface RequestState {
  readonly id: string
  readonly cspNonce: string
}

const states = new WeakMap<IncomingMessage, RequestState>()

export function requestState(request: IncomingMessage): RequestState {
  const known = states.get(request)
  if (known) return known
  const state = { id: randomUUID(), cspNonce: randomBytes(16).toString('base64') }
  states.set(request, state)
  return state
}
