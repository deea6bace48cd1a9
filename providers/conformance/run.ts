/** A conformance run: every scenario against one provider, and what came of each. */
import type { Agreement } from './agreement.ts'
import type { Exchange, Kept } from './attempt.ts'
import { Attempt } from './attempt.ts'
import type { Judgement } from './judgement.ts'
import { notApplicable } from './judgement.ts'
import { LetterBox } from './letter-box.ts'
import { probe } from './probe.ts'
import type { Scenario, ScenarioId } from './scenario.ts'
import { outsideAgreement, scenarioIds } from './scenario.ts'
import { answerScenarios } from './scenarios/answers.ts'
import { connectionScenarios } from './scenarios/connection.ts'
import { refusalScenarios } from './scenarios/refusals.ts'
import { repetitionScenarios } from './scenarios/repetition.ts'

const scenarios: readonly Scenario[] = [
  ...connectionScenarios,
  ...answerScenarios,
  ...repetitionScenarios,
  ...refusalScenarios,
]

export interface Result extends Judgement {
  readonly scenario: ScenarioId
  readonly exchanges: readonly Exchange[]
}

export interface RunOptions {
  /** The scenarios to put the provider through; left out, all. */
  readonly only?: readonly ScenarioId[]
  /** How many scenarios are under way at once. */
  readonly atOnce: number
  /** Given every message that was sent or came. */
  readonly keep?: (message: Kept) => void
  /** Told of each result as it is there, in whatever order. */
  readonly onResult?: (result: Result) => void
}

/** In the order of a report: from what everything rests on to what only hostile peers do. */
const inOrder = (ids: readonly ScenarioId[]): readonly Scenario[] =>
  scenarioIds.filter((id) => ids.includes(id)).flatMap((id) => scenarios.filter((each) => each.id === id))

async function withEach<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const waiting = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next[0]] = await work(next[1])
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}

/**
 * @throws NotReachable when nobody answers at the address, an Error when our own endpoint cannot be opened
 */
export async function runConformance(agreement: Agreement, options: RunOptions): Promise<readonly Result[]> {
  const { only = scenarioIds, atOnce, keep, onResult } = options
  const { provider, identity, callback } = agreement
  const { untrusted, isForHost, organisationNumber } = await probe(agreement)
  const isTrusted = untrusted === null && isForHost && organisationNumber === provider.organisationNumber
  const letterBox = callback === null ? null : await LetterBox.open(callback, provider, identity)
  const shared = { agreement, letterBox, shared: new Map(), ...(keep === undefined ? {} : { keep }) }

  const judge = async (scenario: Scenario, attempt: Attempt): Promise<Judgement> => {
    const outside = outsideAgreement(scenario.needs, agreement)
    if (outside !== null) return outside
    if (!isTrusted && scenario.id !== 'server-certificate') return notApplicable('certificate-first')
    return await scenario.judged(attempt)
  }

  try {
    return await withEach(inOrder(only), atOnce, async (scenario) => {
      const attempt = new Attempt(shared)
      const { verdict, advice } = await judge(scenario, attempt)
      const result = { scenario: scenario.id, verdict, advice, exchanges: attempt.exchanges }
      onResult?.(result)
      return result
    })
  } finally {
    await letterBox?.close()
  }
}
