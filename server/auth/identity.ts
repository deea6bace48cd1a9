/** From the claims of an id_token that has been verified to a person we let in, or a refusal. */
import type { ClaimNames } from '#server/config/eid.ts'
import { PersonalNumber } from '#providers/personal-number.ts'
import { LoginRefused } from './refusal.ts'

/** Sent as max_age: an older showing of the e-ID at the issuer does not count. */
export const maxAgeSeconds = 300
/** How much the issuer's clock and ours may differ. */
export const clockSkewSeconds = 60

export interface Identity {
  readonly number: PersonalNumber
  /** The coordination number that the person had before; null when the issuer tells of none. */
  readonly earlier: PersonalNumber | null
  /** Given and family name; empty when the issuer sends none. */
  readonly name: string
}

export type Claims = Readonly<Record<string, unknown>>

/**
 * That the e-ID is sure enough, and was shown just now.
 * @throws LoginRefused
 */
export function checkShowing(claims: Claims, acrValues: readonly string[], now: Date): void {
  if (typeof claims.acr !== 'string' || !acrValues.includes(claims.acr)) {
    throw new LoginRefused('sakerhetsniva', 'the acr is not one of those accepted')
  }
  const shownAt = claims.auth_time
  if (typeof shownAt !== 'number') throw new LoginRefused('ogiltig', 'auth_time is missing')
  const age = now.getTime() / 1000 - shownAt
  if (age > maxAgeSeconds + clockSkewSeconds) throw new LoginRefused('forlegat', 'auth_time is too long ago')
  if (age < -clockSkewSeconds) throw new LoginRefused('ogiltig', 'auth_time lies in the future')
}

/** @throws LoginRefused */
export const readIdentity = (claims: Claims, names: ClaimNames): Identity => ({
  number: readNumber(claims, names),
  earlier: readEarlier(claims, names),
  name: readName(claims, names),
})

function readNumber(claims: Claims, names: ClaimNames): PersonalNumber {
  const personalNumber = claims[names.personalNumber]
  const text = personalNumber ?? claims[names.coordinationNumber]
  const number = typeof text === 'string' ? PersonalNumber.parse(text) : null
  if (!number) throw new LoginRefused('inget-nummer', 'no valid personal or coordination number in the claims')
  if (number.isCoordinationNumber !== (personalNumber === undefined)) {
    throw new LoginRefused('inget-nummer', 'a number of the other kind than its claim says')
  }
  return number
}

/** What is no coordination number is as if it were not there: it is not what lets anybody in. */
function readEarlier(claims: Claims, names: ClaimNames): PersonalNumber | null {
  const text = claims[names.previousCoordinationNumber]
  const number = typeof text === 'string' ? PersonalNumber.parse(text) : null
  return number?.isCoordinationNumber === true ? number : null
}

function readName(claims: Claims, names: ClaimNames): string {
  return [claims[names.givenName], claims[names.familyName]]
    .filter((part) => typeof part === 'string')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 200)
}
