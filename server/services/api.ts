/**
 * All that app/ may ask of the server, as types. Loaders and actions get `AppLoadContext.portal`, made for the one
 * request and the one visitor; nothing else of the server can be reached from a route.
 *
 * View models are ready to show: whole kronor (forecasts already rounded to hundreds), codes instead of sentences
 * (app/texts has the words), months as `2027-06`, days as `2026-11-22`. No decimals, no personal numbers.
 */

import type {} from '@remix-run/node'
import type { Kollektivavtal } from '#forecasting/model/holding.ts'
import type { AssumptionCode, FallReason, NotProjectedReason } from '#forecasting/projection/types.ts'
import type { ForecastChoices } from './api/choices.ts'
import type { AfterTaxView, ContractDetails, EntryView } from './api/contract.ts'
import type { CloseResult, MailLinks } from './api/mine.ts'
import type { PinLogin } from './api/pin.ts'
import type { StaffContext } from './api/ombud.ts'
import type { EmbeddedView } from './api/partner.ts'
import type { SaverRooms } from './api/rooms.ts'

export type Language = 'sv' | 'en'

/** `skal` of /inloggning-misslyckades: why a login did not become a session. */
export type LoginRefusal =
  /** Cancelled at the e-ID issuer. */
  | 'avbruten'
  /** The attempt is too old or was already used, or the e-ID was shown too long ago. */
  | 'forlegat'
  /** The e-ID identifies less surely than is asked for. */
  | 'sakerhetsniva'
  /** The issuer sent no personal or coordination number, or one that cannot exist. */
  | 'inget-nummer'
  /** The answer is not one to what this browser asked. */
  | 'ogiltig'
  | 'tjansten-svarar-inte'

/** What a page is answered with in the middle of its making: the right to it has ended, or it is none for who asks. */
export interface RefusedAnswer {
  readonly refused: 'expired' | 'expiredForm' | 'needsEid' | 'notHere'
}

export interface PortalContext {
  readonly language: Language
  /** server/product.ts; app/ has the name from here only. */
  readonly productName: string
  /** Fresh for each response; every script and style element carries it. */
  readonly cspNonce: string
  /** `null` when nobody is logged in. */
  readonly saver: SaverServices | null
  /**
   * Why the page or form is none for who is logged in: it takes an e-ID, where they came by PIN, or it is nothing for
   * them at all. `null`: it is for them, or nobody is logged in.
   */
  readonly refusal: 'needs-e-id' | 'not-here' | null
  /** Who of the staff is logged in, at the pages under /ombud; `null` everywhere else. `saver` is then the caller. */
  readonly staff: StaffContext | null
  /** The partner in whose page this one stands; `null` everywhere else. */
  readonly embedded: EmbeddedView | null
  /** Tells one session from another and says nothing more; `null` when nobody is logged in. */
  readonly sessionTag: string | null
  /** Tells one saver from another over their sessions, and says nothing more; `null` when nobody is logged in. */
  readonly saverTag: string | null
  /** Stores the choice of language in a cookie and, when logged in, with the saver. @returns the Set-Cookie header. */
  chooseLanguage(language: Language): Promise<string>
  readonly idleMinutes: number
  /** Where to turn to whoever runs the service; null where it has not said. */
  readonly operatorContact: string | null
  /** Logging in by personal number and PIN; `null` where it is not offered. */
  readonly pinLogin: PinLogin | null
  /** For those who come by a link in a mail, logged in or not. */
  readonly mailLinks: MailLinks
  /** For what nobody expected; goes to the log without what hangs on it. */
  reportFault(error: unknown): void
}

export interface SaverServices extends SaverRooms {
  readonly profile: SaverProfile
  /** The terms in force, and whether this saver has approved that very version. */
  /** Logged in by PIN: what takes an e-ID is refused. */
  readonly byPin: boolean
  readonly terms: {
    readonly version: string
    readonly approved: boolean
    readonly withdrawn: boolean
    /** The day this version was read out by telephone, where the saver has not confirmed it yet; left out or null: it was not. */
    readonly readOutOn?: string | null
  }
  /** Whether the e-ID was shown lately enough for what cannot be undone. */
  readonly freshLogin: boolean
  /** Erases everything that is kept of the saver and ends all sessions. Refused without a fresh login. */
  closeAccount(): Promise<CloseResult>
  approve(approval: Approval): Promise<ApprovalResult>
  /** Starts a collection, or joins the one under way. Refused before the terms in force are approved. */
  startCollection(): Promise<{ readonly kind: 'started' | 'under-way' | 'not-approved' }>
  /** @returns null before the first collection. */
  collection(): Promise<CollectionView | null>
  /** @returns null before the first collection. An age outside the bounds is moved to the nearest and said so. */
  overview(choices: ForecastChoices): Promise<OverviewView | null>
}

export interface SaverProfile {
  readonly name: string
  readonly protectedIdentity: boolean
  readonly email: string | null
}

export interface Approval {
  /** The version the saver read; refused when another has come into force meanwhile. */
  readonly version: string
  /** Empty text = no e-mail wanted. */
  readonly email: string
  readonly language: Language
}
export type ApprovalResult =
  { readonly kind: 'approved' } | { readonly kind: 'other-version-in-force' } | { readonly kind: 'bad-email' }

/** The word a source is shown with (portal.md A3); derived from what is stored, never stored itself. */
export type SourceWord =
  | 'answered'
  | 'nothing-held'
  /** Held something before, and now answered that nothing is held. */
  | 'no-longer-held'
  | 'waiting'
  /** Not asked yet: the provider has closed for maintenance. */
  | 'closed'
  | 'stored'
  | 'failed'
  | 'disconnected'

export type SourceFault =
  | 'unreachable'
  | 'timeout'
  | 'fault'
  | 'malformed-response'
  | 'rejected-signature'
  | 'wrong-person'
  | 'wrong-transaction'
  | 'too-large'
  | 'clock-skew'
  | 'unknown-sender'
  | 'deadline-passed'
  | 'interrupted'

export interface SourceState {
  readonly providerId: string
  readonly name: string
  readonly kind: 'authority' | 'insurer'
  readonly word: SourceWord
  /** Why it failed, in this collection. */
  readonly fault: SourceFault | null
  /** The day of the figures that are shown; null for those that came today, in this collection. */
  readonly figuresFrom: string | null
  /** When the source opens again, where that is what keeps its answer away. */
  readonly closedUntil: ClosedUntil | null
  readonly holdingCount: number
}

/** By Swedish clocks. */
export interface ClosedUntil {
  /** `06:00` */
  readonly time: string
  /** The day, unless it is within the next 24 hours. */
  readonly day: string | null
}

/** Told beside every total. */
export interface Standing {
  readonly count: SourceCount
  /** The day of the oldest figure in it. */
  readonly oldestFigures: string | null
  /** Whether a source has reported a public pension at all. */
  readonly publicReported: boolean
}

/** "x av y källor": y = all registered, x = answered within 30 days. */
export interface SourceCount {
  readonly answered: number
  readonly of: number
  /** Sources shown with answers older than 30 days. */
  readonly older: number
}

export interface CollectionView {
  readonly state: 'under-way' | 'settled'
  readonly startedAt: string
  readonly sources: readonly SourceState[]
  readonly count: SourceCount
  /** Whether any worker is alive; jobs wait safely when none is. */
  readonly workerAlive: boolean
  readonly anyFigures: boolean
}

export type PillarCode = 'allman-pension' | 'tjanstepension' | 'privat-sparande' | 'eget'
export type CalculatedByCode =
  'in-payment' | 'provider-forecast' | 'provider-values' | 'standard-assumptions' | 'own-entry'

/** What the choice of an age moves. */
export type AgeMoves =
  /** When work ends and everything is drawn. */
  | 'start'
  /** When what is not yet paid is drawn; the public pension is. */
  | 'rest'
  /** Only when work ends: everything is paid already. */
  | 'work'
  | 'nothing'

export interface AgeView {
  readonly chosen: number
  readonly earliest: number
  readonly latest: number
  readonly riktalder: number
  readonly riktalderDecided: boolean
  readonly publicEarliest: number
  /** The public pension is being paid already. */
  readonly drawing: boolean
  readonly moves: AgeMoves
  /** The asked age lay outside and was moved. */
  readonly moved: boolean
}

export interface OverviewView {
  readonly name: string
  readonly age: AgeView
  /** First month at the chosen age. */
  readonly firstMonth: string
  /** Kronor per month before tax in that month, today's money, whole hundreds. */
  readonly monthly: number
  /** `null` where no Swedish tax is calculated. */
  readonly afterTax: AfterTaxView | null
  /** `monthly` per family. */
  readonly byPillar: readonly { readonly pillar: PillarCode; readonly monthly: number }[]
  /** `null` when none newer than two years is known, or work has ended. */
  readonly salary: { readonly monthly: number; readonly date: string } | null
  /** One column per year of life from the chosen age (or today, if already drawing) to 95. */
  readonly years: readonly YearColumn[]
  readonly falls: readonly FallView[]
  readonly stepsDown: readonly StepDown[]
  readonly contracts: readonly ContractView[]
  /** What the saver has added. */
  readonly entries: readonly EntryView[]
  /** Of the person, then of the contracts; each once. */
  readonly assumptions: readonly AssumptionCode[]
  readonly restsOnProjectedLaw: boolean
  readonly count: SourceCount
  /** The day of the oldest figure in the total. */
  readonly oldestFigures: string | null
  /** Sources that did not answer in words: what the total may lack. */
  readonly missing: readonly Pick<SourceState, 'providerId' | 'name' | 'word' | 'closedUntil'>[]
  /** How many of them `count` counts all the same: at most 30 days ago they answered that nothing was held. */
  readonly missingHeldNothing: number
  readonly collectionUnderWay: boolean
}

export interface YearColumn {
  /** Whole years of life. */
  readonly age: number
  /** Months of this year of life covered, 1–12. */
  readonly months: number
  /** Mean kronor per month over those months, whole hundreds. */
  readonly total: number
  readonly parts: readonly { readonly pillar: PillarCode; readonly monthly: number }[]
  /** Own entries too, by their own ids. */
  readonly contracts: readonly { readonly contractId: string; readonly monthly: number }[]
}

export interface FallView {
  /** First month with less money. */
  readonly month: string
  /** Completed months of age in that month. */
  readonly age: number
  readonly amount: number
  readonly contractId: string
  readonly label: string
  readonly reason: FallReason
  /** Less than 2 % of what was paid before, and less than 300 kr: told more quietly. */
  readonly minor: boolean
}

/** All that falls in a month and is more than hardly felt. */
export interface StepDown {
  readonly month: string
  /** Completed months. */
  readonly age: number
  /** Kronor a month, of all that falls. */
  readonly amount: number
  readonly falls: readonly FallView[]
}

export interface ContractView extends ContractDetails {
  readonly contractId: string
  readonly pillar: PillarCode
  /** Product name, or the agreement's. */
  readonly label: string
  readonly providerName: string
  /** All sources that report this contract; more than one = counted once. */
  readonly reportedBy: readonly string[]
  readonly agreement: Exclude<Kollektivavtal, 'none'> | null
  /** Capital or monthly benefit, never both added. Whole kronor. */
  readonly capital: number | null
  readonly earnedMonthly: number | null
  /** The day the figures hold for. */
  readonly valueDate: string | null
  /** The day we fetched them. */
  readonly fetched: string
  readonly older: boolean
  readonly calculatedBy: CalculatedByCode | null
  readonly notProjected: NotProjectedReason | null
  /** `assumed`: of our own making, from the agreement that the saver has said; no source has it and it holds nothing. */
  readonly status: 'assumed' | 'saving' | 'paid-up' | 'in-payment' | 'paused' | 'ending' | 'ended'
  /** Before tax, whole hundreds for a forecast, whole kronor for a running payment. */
  readonly payments: readonly ContractPayment[]
  readonly partlyUnderstood: boolean
  readonly possibleDouble: boolean
  readonly survivorsCover: 'yes' | 'no' | 'not-reported'
}

export interface ContractPayment {
  readonly monthly: number
  readonly from: string
  /** `null` = for life. */
  readonly to: string | null
  readonly running: boolean
}

declare module '@remix-run/node' {
  interface AppLoadContext {
    readonly portal: PortalContext
  }
}
