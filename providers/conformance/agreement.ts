/** What is agreed with the provider that is tried, and what a run is made with. */
import type { ProviderEntry } from '../pension-source.ts'
import type { SsekIdentity } from '../ssek/exchange.ts'
import type { SigningPair } from '../ssek/signature.ts'
import type { LetterBoxOptions } from './letter-box.ts'
import type { Persons } from './persons.ts'

export interface Limits {
  /** For a reply. */
  readonly replyMs: number
  /** For an answer that was promised. */
  readonly promisedMs: number
  /** Between two questions whether a promised answer is there. */
  readonly pullPauseMs: number
  /** How long nothing may come after an answer, for it to have come once. */
  readonly quietMs: number
}

/** What the collection service demands of providers. */
export const usualLimits: Limits = { replyMs: 20_000, promisedMs: 900_000, pullPauseMs: 2_000, quietMs: 5_000 }

export interface Agreement {
  readonly provider: ProviderEntry
  readonly identity: SsekIdentity
  /** A certificate that bears our name and is on nobody's file, from an authority that nobody knows. */
  readonly stranger: SigningPair
  readonly persons: Persons
  readonly limits: Limits
  /** Where pushes come; null unless the flow is push. */
  readonly callback: LetterBoxOptions | null
}
