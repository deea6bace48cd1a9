/**
 * What each source is said to have done: derived from what is stored, never stored itself.
 *
 * Two things are stored of a source: the outcome of the newest question, and which figures are shown (none, those of
 * this collection, or older ones with their day). The words of the page follow from these two. A failure never looks
 * like "nothing held", and older figures never look like new ones.
 */
import type { ProviderKind } from '#providers/pension-source.ts'
import { dayOf, swedishTime } from '#providers/swedish-clock.ts'
import type { ClosedUntil, SourceCount, SourceFault, SourceState, SourceWord } from '../api.ts'

export type Outcome = 'waiting' | 'answered' | 'nothing-held' | 'failed' | 'disconnected'

/** What came of the question to one source in the newest collection. */
export interface NewestQuestion {
  readonly outcome: Outcome
  readonly errorCode: SourceFault | null
  /** When the provider opens again, where that is what keeps the answer away. */
  readonly closedUntil: Date | null
}

/** The newest answer of one source, in whichever collection it came. */
export interface NewestAnswer {
  readonly kind: 'answered' | 'nothing-held'
  readonly answeredAt: Date
  readonly ofNewestCollection: boolean
  /** Whether the source has ever held anything for this saver. */
  readonly heldBefore: boolean
  readonly holdingCount: number
}

export interface SourceFacts {
  readonly provider: { readonly id: string; readonly name: string; readonly kind: ProviderKind }
  /** null when the source has entered the register since. */
  readonly question: NewestQuestion | null
  readonly answer: NewestAnswer | null
}

/** Figures older than this are said to be older, and are asked for again. */
const freshDays = 30
const freshMilliseconds = freshDays * 24 * 3600 * 1000

export const isFresh = (at: Date, now: Date): boolean => now.getTime() - at.getTime() <= freshMilliseconds

export type ShownFigures = { readonly kind: 'none' | 'current' } | { readonly kind: 'older'; readonly from: Date }

export function shownFigures(answer: NewestAnswer | null): ShownFigures {
  if (answer?.kind !== 'answered') return { kind: 'none' }
  return answer.ofNewestCollection ? { kind: 'current' } : { kind: 'older', from: answer.answeredAt }
}

export function wordOf({ question, answer }: Pick<SourceFacts, 'question' | 'answer'>): SourceWord {
  const olderFigures = shownFigures(answer).kind === 'older'
  // A source that came into the register after the newest collection began was not connected then.
  const outcome = question?.outcome ?? 'disconnected'
  switch (outcome) {
    case 'answered':
    case 'disconnected':
      return outcome
    case 'nothing-held':
      return answer?.heldBefore === true ? 'no-longer-held' : 'nothing-held'
    case 'waiting':
      if (olderFigures) return 'stored'
      return question?.closedUntil ? 'closed' : 'waiting'
    case 'failed':
      return olderFigures ? 'stored' : 'failed'
  }
}

export function sourceState(facts: SourceFacts, now: Date): SourceState {
  const { provider, question, answer } = facts
  const shown = shownFigures(answer)
  const from = answer === null || shown.kind === 'none' ? null : dayOf(answer.answeredAt)
  return {
    providerId: provider.id,
    name: provider.name,
    kind: provider.kind,
    word: wordOf(facts),
    fault: question?.outcome === 'failed' ? question.errorCode : null,
    // What came just now is said to have come just now: tomorrow it is no longer so.
    figuresFrom: shown.kind === 'current' && from === dayOf(now) ? null : from,
    closedUntil: question?.closedUntil ? closedUntilOf(question.closedUntil, now) : null,
    holdingCount: shown.kind === 'none' ? 0 : (answer?.holdingCount ?? 0),
  }
}

const aDay = 24 * 3600 * 1000

function closedUntilOf(at: Date, now: Date): ClosedUntil {
  const [day = '', time = ''] = swedishTime(at).split(' ')
  return { time, day: at.getTime() - now.getTime() < aDay ? null : day }
}

/**
 * "x av y källor": y = every registered source, disconnected ones included; x = those whose answer, figures or
 * nothing held, is at most 30 days old. Those whose older figures are shown are counted apart.
 */
export function countSources(sources: readonly Pick<SourceFacts, 'answer'>[], now: Date): SourceCount {
  const answers = sources.flatMap(({ answer }) => answer ?? [])
  const fresh = answers.filter(({ answeredAt }) => isFresh(answeredAt, now))
  const older = answers.filter(({ kind, answeredAt }) => kind === 'answered' && !isFresh(answeredAt, now))
  return { answered: fresh.length, of: sources.length, older: older.length }
}
