/** One question through the portal's own client and reader, from the first byte to the holdings. */
import { setTimeout as pause } from 'node:timers/promises'
import { readAnswer } from '../answer.ts'
import { ProviderError } from '../errors.ts'
import type { Answer, ArrivedAnswer, Question } from '../pension-source.ts'
import type { SsekSource } from '../ssek/client.ts'
import { createSsekSource } from '../ssek/client.ts'
import type { Attempt } from './attempt.ts'
import type { Role } from './persons.ts'

/** What the portal ends with; `not-in-time` is a promise that was not kept. */
export type PortalOutcome = ArrivedAnswer | ProviderError | 'not-in-time'

async function awaitPush(attempt: Attempt, { txId, person }: Question): Promise<PortalOutcome> {
  const { provider, identity, limits } = attempt.agreement
  await attempt.letterBox.waitFor(txId, 1, limits.promisedMs)
  const [delivery] = attempt.letterBox.deliveriesOf(txId)
  if (delivery === undefined) return 'not-in-time'
  if (delivery.message === null) {
    const why = delivery.refused ?? '?'
    return new ProviderError('malformed-response', `The push was refused by our endpoint (${why})`)
  }
  const receiver = identity.organisationNumber
  return readAnswer(delivery.message, { provider, receiver, txId, asked: person, earlierNumbers: [] })
}

async function fetchWhenThere(attempt: Attempt, source: SsekSource, question: Question): Promise<PortalOutcome> {
  const { promisedMs, pullPauseMs } = attempt.agreement.limits
  const deadline = performance.now() + promisedMs
  while (performance.now() < deadline) {
    const answer = await source.request({ ...question, promised: true })
    if (answer.kind !== 'later') return answer
    await pause(pullPauseMs)
  }
  return 'not-in-time'
}

async function answerTo(attempt: Attempt, source: SsekSource, question: Question): Promise<PortalOutcome> {
  try {
    const answer: Answer = await source.request(question)
    if (answer.kind !== 'later') return answer
    return attempt.agreement.provider.flow === 'pull'
      ? await fetchWhenThere(attempt, source, question)
      : await awaitPush(attempt, question)
  } catch (error) {
    if (error instanceof ProviderError) return error
    throw error
  }
}

export async function askAsPortal(attempt: Attempt, role: Role): Promise<PortalOutcome> {
  const { provider, identity, limits } = attempt.agreement
  const question = attempt.question(role)
  const source = createSsekSource({ provider, identity, timeoutMs: limits.replyMs })
  const startedAt = performance.now()
  try {
    const outcome = await answerTo(attempt, source, question)
    const millis = Math.round(performance.now() - startedAt)
    if (outcome === 'not-in-time') attempt.noteOutcome(question.txId, 'receipt', { millis })
    else if (outcome instanceof ProviderError)
      attempt.noteOutcome(question.txId, 'bad-answer', { millis, code: outcome.code })
    else if (outcome.kind === 'nothing-held')
      attempt.noteOutcome(question.txId, 'nothing-held', { millis, contracts: 0 })
    else attempt.noteOutcome(question.txId, 'answer', { millis, contracts: outcome.holdings.length })
    return outcome
  } finally {
    source.close()
  }
}
