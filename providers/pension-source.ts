/**
 * The port to everyone who holds pensions: a question, and an answer now or later.
 *
 * One implementation speaks SSEK and MIS over mutual TLS (ssek/source.ts); the simulator is met through it,
 * never around it.
 */
import type { Holding } from '#forecasting/model/holding.ts'
import type { AdapterName } from './adapters.ts'
import type { MaintenanceWindow } from './maintenance.ts'
import type { PersonalNumber } from './personal-number.ts'
import type { PeerPolicy } from './ssek/policy.ts'

export type ProviderKind = 'authority' | 'insurer'
/** Which message a provider answers with. */
export const vocabularies = ['mis-1.6', 'mis-2.0', 'pensionsmyndigheten', 'spv'] as const
export type Vocabulary = (typeof vocabularies)[number]
/** The answer comes in the response, is sent to our endpoint later, or is fetched later. */
export type Flow = 'sync' | 'push' | 'pull'

/** One row of the provider register. */
export interface ProviderEntry extends PeerPolicy {
  /** Stable short name, `nordfjall-liv`. */
  readonly id: string
  readonly name: string
  /** "16" + ten digits. */
  readonly organisationNumber: string
  readonly kind: ProviderKind
  /** https address of the provider's SSEK endpoint. */
  readonly endpoint: string
  readonly vocabulary: Vocabulary
  /** How its messages are mended before they are read (adapters.ts); `none` for one that keeps to the profile. */
  readonly adapter: AdapterName
  readonly flow: Flow
  readonly connected: boolean
  /** Questions under way at once, over all our machines. */
  readonly concurrency: number
  /** Over all our machines, fetches included; null: as many as its slots allow. */
  readonly questionsPerSecond: number | null
  /** Whether the same question may be sent again when the first try gave no answer. */
  readonly resendAllowed: boolean
  /** Seconds after which a promised (pushed) answer counts as failed. */
  readonly deadlineSeconds: number
  /** Whether it takes a saver's plan for the payout of a contract (lamnaUttagsplan). */
  readonly acceptsPlans: boolean
  /** When it is closed and must not be asked. */
  readonly maintenance: readonly MaintenanceWindow[]
}

export interface Question {
  readonly person: PersonalNumber
  /** Earlier numbers linked to the same person; an answer under one is accepted and marked. */
  readonly earlierNumbers: readonly PersonalNumber[]
  /** UUID; the idempotency key both ways. */
  readonly txId: string
  readonly approval: { readonly version: string; readonly time: Date }
  /** Whole years. */
  readonly wishedAges: readonly number[]
  /** The provider has receipted the question before, and is asked only whether the answer is there (flow `pull`). */
  readonly promised?: boolean
}

/** The message as it came, for the encrypted store. */
export interface Original {
  readonly bytes: Uint8Array
  readonly contentType: string
}

export type Answer =
  | { readonly kind: 'answered'; readonly holdings: readonly [Holding, ...Holding[]]; readonly original: Original }
  | { readonly kind: 'nothing-held'; readonly original: Original }
  /** The provider has the question; the answer will be sent to our endpoint, or can be fetched. */
  | { readonly kind: 'later' }

export type ArrivedAnswer = Exclude<Answer, { kind: 'later' }>

/** Counts what goes over the wire, also of an exchange that fails. */
export interface Traffic {
  bytesOut: number
  bytesIn: number
}

export interface PensionSource {
  readonly provider: ProviderEntry
  /**
   * Asks once. Gives up by itself after 20 s.
   * @throws ProviderError with a code; never returns an empty list instead.
   */
  request(question: Question, signal?: AbortSignal, traffic?: Traffic): Promise<Answer>
}
