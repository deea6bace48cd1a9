/** The overview of a partner's customer, signed for that partner; told in the saver's log before anything is read. */
import { latestOwnApproval } from '#server/db/approvals.ts'
import { asSaver } from '#server/db/database.ts'
import type { Partner } from '#server/db/partners.ts'
import { findSaverWith } from '#server/db/savers.ts'
import type { AccessAct } from '#server/services/api/mine.ts'
import { termsVersion } from '#server/services/saver/terms.ts'
import { asPartner, byPartner } from './acting.ts'
import type { SignedCustomer } from './assertions.ts'
import type { PartnerDeps } from './routes.ts'
import { signedDataOf } from './signed-data.ts'

type Given =
  | { readonly kind: 'given'; readonly jws: string }
  | { readonly kind: 'refused'; readonly status: number; readonly error: string; readonly description: string }

const refused = (status: number, error: string, description: string): Given => ({
  kind: 'refused',
  status,
  error,
  description,
})

export async function dataFor(
  { db, origin, signing, servicesOver, now = () => new Date() }: PartnerDeps,
  partner: Partner,
  { number, jti }: SignedCustomer,
): Promise<Given> {
  if (signing === null) return refused(503, 'temporarily_unavailable', 'signed data is not given out here')
  const saverId = await findSaverWith(db, number)
  const over = (act: AccessAct | null) => asPartner(db, partner.id, byPartner(partner.id), act)
  // Read out by an ombud is not approved: the saver has not seen the terms yet.
  const approved =
    saverId !== null &&
    (await asSaver(over(null), saverId, async (t) => (await latestOwnApproval(t))?.version === termsVersion))
  // Whether the customer has never been here or has not approved is nothing for the partner to tell apart.
  if (!approved) return refused(403, 'consent_required', 'the customer has not approved the terms')
  // First, so that nothing stands as given in the log when there is nothing to give.
  const collection = await servicesOver(over('collection-read')).collection(saverId)
  const overview = collection && (await servicesOver(over('signed-data-given')).overview(saverId, {}))
  await servicesOver(over(null)).startIfDue(saverId)
  if (collection === null || overview === null) {
    return refused(404, 'not_collected_yet', 'a collection has been started; ask again in half a minute')
  }
  const data = signedDataOf(
    { overview, collection },
    { issuer: origin, audience: partner.clientId, customerAssertion: jti, now: now() },
  )
  return { kind: 'given', jws: await signing.sign(data) }
}
