/** The words of a report, in one language; `{name}` in an advice is filled from its details. */
import type { Flow } from '../../pension-source.ts'
import type { MessageSecurity } from '../../ssek/policy.ts'
import type { CameAs, Sent } from '../attempt.ts'
import type { AdviceCode, Verdict } from '../judgement.ts'
import type { ScenarioId } from '../scenario.ts'

export interface ScenarioText {
  readonly title: string
  /** What is sent, in a sentence. */
  readonly tried: string
  /** What is demanded, and where that stands. */
  readonly expected: string
  /** What to change, and why it matters. */
  readonly mend: string
}

export interface Texts {
  readonly scenarios: Readonly<Record<ScenarioId, ScenarioText>>
  readonly advice: Readonly<Record<AdviceCode, string>>
  /** What `{why}` says, where it is not said in this language already. */
  readonly reasons: Readonly<Record<string, string>>
  readonly verdicts: Readonly<Record<Verdict, string>>
  readonly flows: Readonly<Record<Flow, string>>
  readonly security: Readonly<Record<MessageSecurity, string>>
  readonly sent: Readonly<Record<Sent, string>>
  readonly came: Readonly<Record<CameAs, string>>
  readonly signed: string
  readonly unsigned: string
  readonly contracts: string
  readonly heading: string
  readonly labels: Readonly<
    Record<'tried' | 'exchange' | 'outline' | 'expected' | 'found' | 'mend' | 'outside', string>
  >
  /** Counts of the four verdicts. */
  readonly sum: string
  readonly unreachable: string
}
