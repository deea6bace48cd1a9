/** "Mina uppgifter": what is kept of the saver, who has seen it, what they have agreed to, and how they leave. */
import type { Language } from '../api.ts'

/** Who acts. `portal`: the portal by itself, as when it sends a notice. */
export type AccessRole = 'saver' | 'helper' | 'ombud' | 'partner' | 'operator' | 'portal'

/**
 * What was done; app/texts has the words, and mine/extract those of the extract. The saver's own acts, and whatever
 * anybody else does.
 */
export type AccessAct =
  | 'logged-in'
  | 'number-changed'
  | 'collection-started'
  | 'extract-taken'
  | 'terms-approved'
  | 'terms-withdrawn'
  | 'email-change-asked'
  | 'email-changed'
  | 'email-removed'
  | 'language-changed'
  | 'notices-turned-on'
  | 'notices-turned-off'
  | 'protection-turned-on'
  | 'protection-turned-off'
  | 'plan-sent'
  | 'fault-reported'
  | 'helper-added'
  | 'helper-removed'
  | 'household-joined'
  | 'household-left'
  | 'profile-read'
  | 'collection-read'
  | 'registered'
  | 'terms-read-out'
  | 'letter-sent'
  | 'consent-given'
  | 'consent-revoked'
  | 'call-ended'
  | 'ombud-help-turned-on'
  | 'ombud-help-turned-off'
  | 'overview-read'
  | 'forecast-read'
  | 'signed-data-given'
  | 'account-closed'
  | 'pin-ordered'
  | 'pin-letter-sent'
  | 'pin-turned-off'
  | 'sessions-ended'

/** Why it was done, where the act alone does not say. */
export type AccessReason =
  | 'first-visit'
  | 'saver-asked'
  | 'older-than-30-days'
  | 'provider-announced'
  | 'as-json'
  | 'as-csv'
  | 'as-pdf'
  | 'by-link-in-mail'
  | 'helping'
  | 'same-household'
  | 'consent-by-telephone'
  | 'sign-on-by-partner'
  | 'by-pin'

export interface MineServices {
  read(): Promise<MineView>
  /** Whatever is left out stays. */
  change(change: SettingsChange): Promise<SettingsResult>
  /** No more is collected; what is kept stays until the account is closed. */
  withdrawTerms(): Promise<void>
  /** The newest first, with what helpers and the other of a household have looked at. @param before where to go on */
  accesses(before: AccessPlace | null): Promise<AccessView>
  /** A whole file, and an entry in the log. */
  extract(format: ExtractFormat, language: Language): Promise<ExtractFile>
  /** Members of staff whom the saver has consented to by telephone, and who may see what is kept right now. */
  ombudConsents(): Promise<readonly OmbudConsentView[]>
  /** Takes those consents back: nothing more is shown from here on. */
  revokeOmbud(): Promise<void>
}

export interface OmbudConsentView {
  readonly staffReference: string
  /** Moments as ISO texts. */
  readonly since: string
  readonly until: string
}

export interface MineView {
  readonly email: string | null
  /** An address that has been asked for and not confirmed yet. */
  readonly unconfirmedEmail: string | null
  readonly language: Language
  readonly notices: boolean
  readonly protectedIdentity: boolean
  /** Whether staff may help by telephone, with consent in each call. */
  readonly ombudHelp: boolean
  /** The newest first; moments as ISO texts. */
  readonly approvals: readonly ApprovalView[]
}

/**
 * Where terms were approved: here, or in the page of a partner. `ombud`: read out by telephone, to be confirmed by the
 * saver at their first own login.
 */
export type ApprovalChannel = 'portal' | 'ombud' | `partner:${string}`

export interface ApprovalView {
  readonly version: string
  readonly channel: ApprovalChannel
  readonly approvedAt: string
  readonly withdrawnAt: string | null
}

export interface SettingsChange {
  /** Empty text: none. A new one counts when it has been confirmed by the link that is sent to it. */
  readonly email?: string
  readonly language?: Language
  readonly notices?: boolean
  readonly protectedIdentity?: boolean
  readonly ombudHelp?: boolean
}
export type SettingsResult = { readonly kind: 'saved' } | { readonly kind: 'bad-email' | 'too-many-changes' }

export interface AccessView {
  readonly entries: readonly {
    /** Its own among all entries. */
    readonly id: string
    /** A moment as ISO text; of several, the last. */
    readonly at: string
    /** How many entries of the log it tells of: the same one read the same, time after time. */
    readonly times: number
    /** The first of them. */
    readonly since: string
    readonly role: AccessRole | 'household'
    /** Whose reference; of helpers and the other of a household, the name. */
    readonly actorReference: string | null
    readonly act: AccessAct
    readonly reason: AccessReason | null
  }[]
  /** Where older entries go on; null: there are none. */
  readonly olderBefore: AccessPlace | null
}

/** Between entries: before this one of the log, and before this look of another. */
export interface AccessPlace {
  readonly entry: number
  readonly look: number
}

export type ExtractFormat = 'json' | 'csv' | 'pdf'
export interface ExtractFile {
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

/** What links in mails do, without a login: the code in the link is what counts. */
export interface MailLinks {
  /** Puts the address in force that the link was sent to. */
  confirmEmail(code: string): Promise<'confirmed' | 'not-valid'>
  /** No more notices. Once more does no harm. */
  unsubscribe(code: string): Promise<'unsubscribed' | 'not-valid'>
}

export type CloseResult = { readonly kind: 'closed' } | { readonly kind: 'login-too-old' }
