/** The same again: a question sent twice, an answer fetched twice, a receipt that was lost. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { holdingToText } from '#forecasting/model/stored.ts'
import type { Agreement } from '../agreement.ts'
import type { Attempt, Got, Obtained } from '../attempt.ts'
import type { Judgement } from '../judgement.ts'
import {
  failed,
  judgeAnswer,
  judgeObtained,
  judgeRefusal,
  notApplicable,
  passed,
  warning,
  worst,
} from '../judgement.ts'
import type { Delivery } from '../letter-box.ts'
import type { Scenario } from '../scenario.ts'
import { holdingsOf, scenario } from '../scenario.ts'

const secondsOf = ({ limits }: Agreement): number => Math.round(limits.promisedMs / 1000)

/** What an answer says, whichever message carries it. */
const saidBy = (got: Got | null): string => (holdingsOf(got) ?? []).map(holdingToText).join('\n')

interface Twice {
  readonly one: Obtained
  /** What the question was answered with when it came again. */
  readonly again: Got
  /** The answer once more: the same message in the synchronous flow, and null where it is pushed. */
  readonly answerAgain: Got | null
  readonly deliveries: readonly Delivery[]
}

async function askTwice(attempt: Attempt): Promise<Twice> {
  const { flow } = attempt.agreement.provider
  const one = await attempt.obtain('happy')
  const { txId } = one.first
  const again = await attempt.ask('happy', { txId })
  if (flow === 'sync') return { one, again, answerAgain: again, deliveries: [] }
  if (flow === 'pull') return { one, again, answerAgain: await attempt.fetchWhenThere('happy', txId), deliveries: [] }
  await pause(attempt.agreement.limits.quietMs)
  return { one, again, answerAgain: null, deliveries: attempt.letterBox.deliveriesOf(txId) }
}

function judgeTwice({ one, again, answerAgain, deliveries }: Twice, agreement: Agreement): Judgement {
  const first = judgeObtained(one, secondsOf(agreement))
  if (first.verdict !== 'passed') return notApplicable('no-answer-to-judge')
  const content = again.reading?.content
  if (content?.kind === 'fault') return failed('duplicate-refused', { code: content.code ?? '?' })
  const isPromised = agreement.provider.flow !== 'sync'
  const repeated = isPromised && content?.kind === 'receipt' ? passed : judgeAnswer(again)
  if (repeated.verdict !== 'passed') return repeated
  if (deliveries.length > 1) return failed('done-twice', { times: deliveries.length })
  if (answerAgain === null) return passed
  const answered = judgeAnswer(answerAgain)
  if (answered.verdict !== 'passed') return answered
  return saidBy(answerAgain) === saidBy(one.last) ? passed : failed('not-the-same')
}

function judgeReceipt({ first }: Obtained, { provider }: Agreement): Judgement {
  const content = first.reading?.content
  if (content?.kind === 'answer' || content?.kind === 'bad-answer') return failed('answer-instead-of-receipt')
  if (content?.kind !== 'receipt') return judgeAnswer(first)
  const { requestSignatureValue: named } = content
  if (provider.messageSecurity === 'none') return named === null ? passed : warning('receipt-value-unasked')
  if (named === null) return warning('receipt-value-missing')
  return named.replace(/\s+/g, '') === first.sentSignature ? passed : failed('receipt-value-wrong')
}

interface Early {
  readonly asked: Got
  readonly early: Got
  readonly result: Got | null
}

function judgeEarly({ asked, early, result }: Early, agreement: Agreement): Judgement {
  if (asked.reading?.content.kind !== 'receipt') return notApplicable('no-answer-to-judge')
  const whole = holdingsOf(result)
  const atOnce = holdingsOf(early)
  if (atOnce !== null && whole !== null) {
    return atOnce.length < whole.length
      ? failed('empty-before-result', { first: atOnce.length, second: whole.length })
      : passed
  }
  const refusal = atOnce === null ? judgeRefusal(early, { wanted: ['NoResultAvailable'] }) : passed
  if (result === null) return worst(failed('not-promised-in-time', { seconds: secondsOf(agreement) }), refusal)
  return refusal
}

function judgeDelivery({ first, deliveries }: Obtained, agreement: Agreement): Judgement {
  if (first.reading?.content.kind !== 'receipt') return notApplicable('no-answer-to-judge')
  const [delivery, ...more] = deliveries
  if (delivery === undefined) return failed('not-pushed', { seconds: secondsOf(agreement) })
  if (delivery.refused !== null) return failed('push-refused', { code: delivery.refused })
  return more.length > 0 ? failed('pushed-after-receipt', { times: deliveries.length }) : passed
}

interface Lost {
  readonly first: Got
  readonly deliveries: readonly Delivery[]
  readonly messages: readonly Got[]
}

async function loseReceipt(attempt: Attempt): Promise<Lost> {
  const { letterBox, agreement } = attempt
  const txId = randomUUID()
  letterBox.loseReceiptOf(txId)
  const first = await attempt.ask('happy', { txId })
  if (first.reading?.content.kind === 'receipt' && (await letterBox.waitFor(txId, 2, agreement.limits.promisedMs))) {
    await pause(agreement.limits.quietMs)
  }
  const deliveries = letterBox.deliveriesOf(txId)
  return { first, deliveries, messages: deliveries.map((delivery) => attempt.delivered(delivery, first)) }
}

function judgeLost({ first, deliveries, messages }: Lost, agreement: Agreement): Judgement {
  const [one, other] = messages
  if (first.reading?.content.kind !== 'receipt' || one === undefined) return notApplicable('no-answer-to-judge')
  if (other === undefined) return failed('not-pushed-again', { seconds: secondsOf(agreement) })
  const refused = deliveries.find((delivery) => delivery.refused !== null)
  if (refused !== undefined) return failed('push-refused', { code: refused.refused ?? '?' })
  if (deliveries.length > 2) return failed('pushed-after-receipt', { times: deliveries.length - 1 })
  return saidBy(one) === saidBy(other) ? passed : failed('not-the-same')
}

export const repetitionScenarios: readonly Scenario[] = [
  scenario({
    id: 'receipt',
    needs: { flows: ['push', 'pull'] },
    run: (attempt) => attempt.usual('happy'),
    judge: judgeReceipt,
  }),
  scenario({
    id: 'no-result-yet',
    needs: { flows: ['pull'] },
    run: async (attempt) => {
      const asked = await attempt.ask('happy')
      const early = await attempt.fetch('happy', asked.txId)
      return { asked, early, result: await attempt.fetchWhenThere('happy', asked.txId) }
    },
    judge: judgeEarly,
  }),
  scenario({
    id: 'fetched-again',
    needs: { flows: ['pull'] },
    run: async (attempt) => {
      const { first, last } = await attempt.obtain('happy')
      return { last, again: last === null ? null : await attempt.fetch('happy', first.txId) }
    },
    judge: ({ last, again }) => {
      if (again === null || holdingsOf(last) === null) return notApplicable('no-answer-to-judge')
      const content = again.reading?.content
      if (content?.kind === 'fault') return failed('result-gone', { code: content.code ?? '?' })
      return saidBy(last) === saidBy(again) ? judgeAnswer(again) : failed('not-the-same')
    },
  }),
  scenario({
    id: 'unknown-transaction',
    needs: { flows: ['pull'] },
    run: (attempt) => attempt.fetch('happy', randomUUID()),
    judge: (got) => judgeRefusal(got, { wanted: ['TxIdUnknown'] }),
  }),
  scenario({
    id: 'push-delivery',
    needs: { flows: ['push'] },
    run: async (attempt) => {
      const obtained = await attempt.usual('happy')
      await pause(attempt.agreement.limits.quietMs)
      return { ...obtained, deliveries: attempt.letterBox.deliveriesOf(obtained.first.txId) }
    },
    judge: judgeDelivery,
  }),
  scenario({ id: 'push-repeated', needs: { flows: ['push'] }, run: loseReceipt, judge: judgeLost }),
  scenario({ id: 'duplicate', needs: {}, run: askTwice, judge: judgeTwice }),
]
