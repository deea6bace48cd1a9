/** What a partner's customer is served with: the portal's own services, each read told in the saver's log as it is made. */
import type { SaverScoped } from '#server/compose.ts'
import { recordAccess } from '#server/db/access-log.ts'
import type { ActingAs, Database, SaverTransaction } from '#server/db/database.ts'
import { actingFor } from '#server/db/database.ts'
import { findPartner, partnerSessionHolds } from '#server/db/partners.ts'
import type { AccessAct } from '#server/services/api/mine.ts'

/** The partner was switched off, or the session has ended, while the page was made. */
export class PartnerGone extends Error {
  override readonly name = 'PartnerGone'
}

/** By what right the partner asks, looked at in each transaction. */
export type Standing = (t: SaverTransaction) => Promise<boolean>

export const bySession =
  (tokenHash: Buffer): Standing =>
  (t) =>
    partnerSessionHolds(t.sql, tokenHash)

/** The partner's server itself, without a session. */
export const byPartner =
  (partnerId: string): Standing =>
  async (t) =>
    (await findPartner(t, { id: partnerId }))?.enabled === true

export const actingAsPartner = (partnerId: string): ActingAs => ({
  role: 'partner',
  actorReference: partnerId,
  reason: 'sign-on-by-partner',
})

/** The database for a partner. @param act what every transaction is told as; null: what is done is told where it is done */
export function asPartner(db: Database, partnerId: string, holds: Standing, act: AccessAct | null): Database {
  const acting = actingAsPartner(partnerId)
  const opening = async (t: SaverTransaction) => {
    if (!(await holds(t))) throw new PartnerGone('the partner may no more')
    if (act !== null) await recordAccess(t, { ...acting, act })
  }
  return actingFor(db, opening, acting)
}

/** All services for one partner's request. What the table of authorisation does not give a partner is not asked. */
export function servicesForPartner(
  servicesOver: (db: Database) => SaverScoped,
  over: (act: AccessAct | null) => Database,
): SaverScoped {
  const doing = servicesOver(over(null))
  const overview = servicesOver(over('overview-read'))
  return {
    ...overview,
    startIfDue: doing.startIfDue,
    startCollection: doing.startCollection,
    collection: servicesOver(over('collection-read')).collection,
    rooms: { ...overview.rooms, forecast: servicesOver(over('forecast-read')).rooms.forecast },
  }
}
