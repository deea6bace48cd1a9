/** What households and helpers have in common: the days of an invitation, what a saver shows of today, and the end. */
import { recordAccess } from '#server/db/access-log.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import type { Membership } from '#server/db/sharings.ts'
import { endMembership, forgetMembership, listMemberships, lookAtInvitation } from '#server/db/sharings.ts'
import type { InvitationView } from '../api/sharing.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import type { Answer } from '../forecast/asking.ts'
import { ask } from '../forecast/asking.ts'
import { preparedFor } from '../forecast/prepared-cache.ts'
import type { Portfolio, PortfolioDeps } from '../portfolio/portfolio.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'

export interface Outlook {
  readonly portfolio: Portfolio
  readonly answer: Answer
}

/** How long the form that an invitation came by is known again: longer than a page is left open. */
export const formRememberedMs = 90 * 24 * 60 * 60 * 1000

/** A saver's own forecast as it is without choices. @returns null before the first collection */
export async function ownOutlook(deps: PortfolioDeps, saverId: string): Promise<Outlook | null> {
  const portfolio = await readPortfolio(deps, saverId)
  return portfolio && { portfolio, answer: ask(preparedFor(portfolio.known, {}), {}) }
}

export async function invitationView(t: SaverTransaction, code: string): Promise<InvitationView | null> {
  const invitation = await lookAtInvitation(t, code)
  if (invitation === null) return null
  const { kind, name, scope, endsOn } = invitation
  if (kind === 'household') return { kind, name }
  return scope === 'totals' || endsOn === null ? null : { kind, name, scope, endsOn }
}

/** The last whole day of an invitation. */
export const lastDayOf = (until: Date): string => dayOf(new Date(until.getTime() - 1))

/** Takes back what a helper was given; who saw what when is kept. */
export async function revokeHelper(
  t: SaverTransaction,
  { sharingId, confirmedAt, endedAt }: Membership,
): Promise<void> {
  if (endedAt !== null) return
  if (confirmedAt !== null) await recordAccess(t, { role: 'saver', act: 'helper-removed', consentId: sharingId })
  // An invitation that nobody was said yes to leaves nothing to remember.
  await (confirmedAt === null ? forgetMembership(t, sharingId) : endMembership(t, sharingId))
}

export async function leaveHousehold(t: SaverTransaction, { sharingId, confirmedAt }: Membership): Promise<void> {
  if (confirmedAt !== null) await recordAccess(t, { role: 'saver', act: 'household-left', consentId: sharingId })
  await forgetMembership(t, sharingId)
}

/** Nothing of the saver is shown to anybody any more; what others show the saver as a helper is theirs to end. */
export async function endSharing(t: SaverTransaction): Promise<void> {
  for (const member of await listMemberships(t, 'household')) await leaveHousehold(t, member)
  for (const member of await listMemberships(t, 'helper')) if (member.seat === 'inviter') await revokeHelper(t, member)
}
