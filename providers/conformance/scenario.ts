/** A scenario: what is done with the provider, and what is made of it. Its words are in texts/, by its id. */
import type { Holding } from '#forecasting/model/holding.ts'
import type { Flow } from '../pension-source.ts'
import type { Agreement } from './agreement.ts'
import type { Attempt, Got } from './attempt.ts'
import type { Judgement } from './judgement.ts'
import { notApplicable } from './judgement.ts'

export const scenarioIds = [
  'server-certificate',
  'no-client-certificate',
  'unknown-authority',
  'happy',
  'nothing-held',
  'many-contracts',
  'slow',
  'answer-size',
  'unknown-codes',
  'answer-http',
  'answer-header',
  'answer-signature',
  'receipt',
  'no-result-yet',
  'fetched-again',
  'unknown-transaction',
  'push-delivery',
  'push-repeated',
  'duplicate',
  'replay',
  'unsigned',
  'wrong-signer',
  'changed-after-signing',
  'wrong-sender',
  'wrong-receiver',
  'missing-txid',
  'invalid-txid',
  'misspelt-asynch-method',
  'other-flow',
  'unknown-operation',
  'bad-personal-number',
  'schema-breaking',
  'broken-xml',
  'document-type',
  'wrong-content-type',
  'oversize',
] as const
export type ScenarioId = (typeof scenarioIds)[number]

export interface Needs {
  /** Left out: all. */
  readonly flows?: readonly Flow[]
  /** Only where messages are signed. */
  readonly signature?: true
}

interface ScenarioOf<Evidence> {
  readonly id: ScenarioId
  readonly needs: Needs
  readonly run: (attempt: Attempt) => Promise<Evidence>
  readonly judge: (evidence: Evidence, agreement: Agreement) => Judgement
}

export interface Scenario extends Pick<ScenarioOf<unknown>, 'id' | 'needs'> {
  readonly judged: (attempt: Attempt) => Promise<Judgement>
}

export const scenario = <Evidence>({ id, needs, run, judge }: ScenarioOf<Evidence>): Scenario => ({
  id,
  needs,
  judged: async (attempt) => judge(await run(attempt), attempt.agreement),
})

/** @returns null where the scenario is of this agreement */
export function outsideAgreement({ flows, signature }: Needs, { provider }: Agreement): Judgement | null {
  const fits =
    (flows?.includes(provider.flow) ?? true) && (signature !== true || provider.messageSecurity === 'signature')
  return fits ? null : notApplicable('not-in-this-agreement')
}

/** The contracts of an answer; null of what is none. */
export function holdingsOf(got: Got | null): readonly Holding[] | null {
  const content = got?.reading?.content
  return content?.kind === 'answer' ? content.holdings : null
}
