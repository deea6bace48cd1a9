/** What households and helpers have in common: the days of an invitation, and what a saver shows of today. */
import type { SaverTransaction } from '#server/db/database.ts'
import { lookAtInvitation } from '#server/db/sharings.ts'
import type { InvitationView } from '../api/sharing.ts'
import { dayOf } from '../collection/source-state.ts'
import type { Answer } from '../forecast/asking.ts'
import { ask } from '../forecast/asking.ts'
import { preparedFor } from '../forecast/prepared-cache.ts'
import type { Portfolio, PortfolioDeps } from '../portfolio/portfolio.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'

export interface Outlook {
  readonly portfolio: Portfolio
  readonly answer: Answer
}

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
