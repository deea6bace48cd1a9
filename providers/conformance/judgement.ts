/** Verdicts, and the judgements that many scenarios share. */
import type { SsekFaultCode } from '../ssek/faults.ts'
import type { Got, Obtained } from './attempt.ts'

export type Verdict = 'passed' | 'failed' | 'warning' | 'not-applicable'

/** What the provider's developer is told; the words are in texts/. */
export const adviceCodes = [
  // About a run that cannot be judged.
  'not-in-this-agreement',
  'no-answer-to-judge',
  'certificate-first',
  // Connections.
  'certificate-untrusted',
  'certificate-of-another-host',
  'certificate-of-another-organisation',
  'certificate-ends',
  'refused-after-handshake',
  'connection-broken',
  'no-reply',
  // What must be refused.
  'accepted',
  'other-fault',
  'unknown-fault',
  'fault-status',
  'refused-without-fault',
  'more-flows',
  'dead-afterwards',
  // What must be answered.
  'not-ssek',
  'fault-instead',
  'receipt-instead',
  'nothing-instead',
  'held-instead',
  'too-few-contracts',
  'doubled-contracts',
  'unusable',
  'bad-answer',
  'bad-element',
  'wrong-person',
  'wrong-transaction',
  'too-large',
  'near-size-limit',
  'near-time-limit',
  'partial',
  'unknown-codes',
  // Its form.
  'status',
  'content-type',
  'header-missing',
  'sender-wrong',
  'receiver-wrong',
  'txid-wrong',
  'type-unqualified',
  'not-obliging',
  'signature-missing',
  'signature-refused',
  // Again, and later.
  'duplicate-refused',
  'not-the-same',
  'done-twice',
  'answer-instead-of-receipt',
  'receipt-value-missing',
  'receipt-value-wrong',
  'receipt-value-unasked',
  'not-promised-in-time',
  'empty-before-result',
  'result-gone',
  'not-pushed',
  'push-refused',
  'not-pushed-again',
  'pushed-after-receipt',
] as const
export type AdviceCode = (typeof adviceCodes)[number]

export interface Advice {
  readonly code: AdviceCode
  /** Never a personal number or a value of a contract. */
  readonly details: Readonly<Record<string, string | number>>
}

export interface Judgement {
  readonly verdict: Verdict
  readonly advice: Advice | null
}

export const passed: Judgement = { verdict: 'passed', advice: null }

const judged =
  (verdict: Verdict) =>
  (code: AdviceCode, details: Advice['details'] = {}): Judgement => ({ verdict, advice: { code, details } })
export const failed = judged('failed')
export const warning = judged('warning')
export const notApplicable = judged('not-applicable')

const gravity: readonly Verdict[] = ['failed', 'warning', 'passed', 'not-applicable']

/** The gravest, and of equals the first. */
export const worst = (...judgements: readonly [Judgement, ...Judgement[]]): Judgement =>
  judgements.reduce((one, other) => (gravity.indexOf(other.verdict) < gravity.indexOf(one.verdict) ? other : one))

export interface Refusal {
  /** The first is what the specification has for it. */
  readonly wanted: readonly [SsekFaultCode, ...SsekFaultCode[]]
  /** HTTP statuses that say it as well. */
  readonly statuses?: readonly number[]
  /** Whether to break the connection is a refusal too. */
  readonly mayBreak?: boolean
}

/** Nothing came, or nothing that holds a message. */
function judgeSilence({ came, reading }: Got): Judgement | null {
  if (came.kind === 'timeout') return failed('no-reply', { seconds: Math.round(came.millis / 1000) })
  if (came.kind === 'broken') return failed('connection-broken', { code: came.code })
  if (came.kind === 'too-large') return failed('too-large')
  const content = reading?.content
  if (content !== undefined && content.kind !== 'no-message') return null
  const { status, contentType } = came
  return failed('not-ssek', { status, contentType: contentType === '' ? '–' : contentType, why: content?.why ?? '–' })
}

/** Something that must be refused, and how it was taken. */
export function judgeRefusal(got: Got, { wanted, statuses = [], mayBreak = false }: Refusal): Judgement {
  const { came, reading } = got
  if (came.kind === 'broken' && mayBreak) return passed
  if (came.kind === 'too-large') return failed('accepted')
  if (came.kind === 'reply' && came.status >= 400 && (reading === null || reading.content.kind === 'no-message')) {
    return statuses.includes(came.status)
      ? passed
      : warning('refused-without-fault', { status: came.status, wanted: wanted[0] })
  }
  const silence = judgeSilence(got)
  if (silence !== null) return silence
  if (reading?.content.kind !== 'fault') return failed('accepted')
  const { code } = reading.content
  if (code === null) return warning('unknown-fault', { wanted: wanted[0] })
  if (!wanted.includes(code)) return warning('other-fault', { code, wanted: wanted[0] })
  return came.kind === 'reply' && came.status !== 500 ? warning('fault-status', { status: came.status }) : passed
}

/** An answer that can be read, whatever it holds; the signature and the header have scenarios of their own. */
export function judgeAnswer(got: Got): Judgement {
  const silence = judgeSilence(got)
  if (silence !== null) return silence
  const content = got.reading?.content
  switch (content?.kind) {
    case 'fault':
      return failed('fault-instead', { code: content.code ?? '?' })
    case 'receipt':
      return failed('receipt-instead')
    case 'bad-answer':
      return content.code === 'wrong-person' || content.code === 'wrong-transaction' || content.code === 'too-large'
        ? failed(content.code)
        : content.element === null
          ? failed('bad-answer', { why: content.why })
          : failed('bad-element', { why: content.why, element: content.element })
    default:
      return passed
  }
}

/** The answer to a question, whichever way it came. @param seconds how long a promised answer was waited for */
export function judgeObtained({ first, last, deliveries }: Obtained, seconds: number): Judgement {
  const refused = deliveries.find((delivery) => delivery.refused !== null)
  if (last !== null) return judgeAnswer(last)
  if (refused !== undefined) return failed('push-refused', { code: refused.refused ?? '?' })
  return first.reading?.content.kind === 'receipt' ? failed('not-promised-in-time', { seconds }) : judgeAnswer(first)
}
