/** Errands: what a saver has asked of a provider about one contract, and what has come of it. */
import type { SourceFault } from '../api.ts'
import type { PlanPayout, SavedPlan } from './plans.ts'

export interface SentErrand {
  readonly errandId: string
  readonly providerName: string
  readonly contractNumber: string
  readonly asked:
    | { readonly kind: 'plan'; readonly start: string; readonly duration: number | 'lifelong' }
    | { readonly kind: 'fault'; readonly text: string }
  readonly state: 'waiting' | 'received' | 'rejected' | 'answered' | 'failed'
  /** The provider has said that it has it. */
  readonly receipted: boolean
  readonly fault: SourceFault | null
  /** The provider's words: why it was rejected, or what came of it. */
  readonly words: string | null
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
  /** The same has been sent, and the payer has not refused it. */
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
  /** Another plan was sent for the contract, and was not refused: this one would take its place. */
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
  list(): Promise<readonly SentErrand[]>
  /** @returns null when there is no such plan, or nothing has been collected. */
  planToSend(planId: string): Promise<PlanSendView | null>
  /** Sends what was seen; the same twice is sent once. */
  sendPlan(planId: string, seen: readonly SeenSend[]): Promise<PlanSendResult>
}
