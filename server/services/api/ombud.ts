/** What staff may do at the telephone: a call at a time, and nothing of the caller's before they have consented. */

/** Who is logged in under /ombud, and what they may ask. */
export interface StaffContext {
  readonly role: 'ombud' | 'operator'
  /** As it stands in savers' logs. */
  readonly reference: string
  readonly call: CallView
  readonly ombud: OmbudServices
}

/** The newest call of this login. */
export type CallView =
  | { readonly state: 'none' }
  /** For the caller's consent. `until`: a moment as ISO text. */
  | { readonly state: 'waiting'; readonly code: string; readonly until: string }
  /** `registered`: the caller is a user of the portal. */
  | { readonly state: 'open'; readonly until: string; readonly minutesLeft: number; readonly registered: boolean }
  /** `refused`: consent was not given, or does not suffice; which of it is not said. */
  | { readonly state: 'ended' | 'revoked' | 'refused' | 'expired' }

/** `too-many`: so many numbers within an hour are not calls. */
export type OpenCaseResult = 'opened' | 'bad-number' | 'second-case' | 'caller-busy' | 'too-many'

/** `no-letter`: none is sent to this caller. `no-overview`: there is nothing to send yet. */
export type LetterResult = 'sent' | 'no-letter' | 'no-overview' | 'not-offered' | 'register-down'
export type LetterWay = 'post' | 'digital-mailbox'

export interface OmbudServices {
  desk(): Promise<CallView>
  /** @param number as it was typed */
  openCase(number: string): Promise<OpenCaseResult>
  endCase(): Promise<void>
  /** Makes a caller who is new a user. @param name as they say it, until their e-ID does */
  register(name: string): Promise<'registered' | 'bad-name' | 'registered-already'>
  /** That the terms of this version were read out, and the caller said yes. */
  readTerms(version: string): Promise<'recorded' | 'other-version-in-force'>
  /** @param form a random number of the form: one that is sent twice sends one letter */
  sendLetter(way: LetterWay, form: string): Promise<LetterResult>
}
