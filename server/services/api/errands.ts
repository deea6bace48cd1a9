/** Plans that a saver has sent to payers, contract by contract, and what has come of each. */
import type { SourceFault } from '../api.ts'
import type { PlanPayout, SavedPlan } from './plans.ts'

export interface SentPlan {
  readonly errandId: string
  readonly providerName: string
  readonly contractNumber: string
  /** The first day that is to be paid for. */
  readonly start: string
  readonly duration: number | 'lifelong'
  /** `unanswered`: the payer has said nothing by the day that an answer was due. */
  readonly state: 'waiting' | 'unanswered' | 'received' | 'rejected' | 'failed'
  /** The day by which an answer is due, by our own rule; `null` when there is nothing left to wait for. */
  readonly due: string | null
  /** The provider has said that it has it. */
  readonly receipted: boolean
  readonly fault: SourceFault | null
  /** Why it was rejected, in the provider's words. */
  readonly reason: string | null
  /** Moments as ISO 8601. */
  readonly handedIn: string
  readonly decided: string | null
}

/** Why nothing is sent for a contract. */
export type NotSentReason =
  | 'authority'
  | 'not-accepted'
  | 'not-connected'
  | 'start-has-passed'
  /** The same has been sent, and the payer has not refused it nor left it unanswered. */
  | 'already-sent'

/** What would be sent to one payer about one contract: nothing else is. */
export interface PlanSend {
  readonly contractId: string
  readonly what: Pick<PlanPayout, 'pillar' | 'label' | 'providerName'>
  readonly contractNumber: string
  /** The first day that is paid for. */
  readonly start: string
  readonly duration: number | 'lifelong'
  readonly notSent: NotSentReason | null
  /** A plan was sent for the contract already, and was not refused: this one would take its place. */
  readonly replacesEarlier: boolean
}

export interface PlanSendView {
  readonly plan: SavedPlan
  readonly sends: readonly PlanSend[]
}

/** As the saver saw it on the page: what has changed since is not sent. */
export type SeenSend = Pick<PlanSend, 'contractId' | 'start' | 'duration'>

export type PlanSendResult =
  | { readonly kind: 'sent'; readonly count: number }
  /** What would be sent is no longer what was shown; nothing was sent. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'nothing-chosen' }
  | { readonly kind: 'gone' }

export interface ErrandsServices {
  /** The newest first. */
  list(): Promise<readonly SentPlan[]>
  /** @returns null when there is no such plan, or nothing has been collected. */
  planToSend(planId: string): Promise<PlanSendView | null>
  /** Sends what was seen; the same twice is sent once. */
  sendPlan(planId: string, seen: readonly SeenSend[]): Promise<PlanSendResult>
}
