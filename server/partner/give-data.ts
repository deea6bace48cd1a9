/** The overview of a partner's customer, signed for that partner; told in the saver's log before anything is read. */
import { latestOwnApproval } from '#server/db/approvals.ts'
import { latestCollection } from '#server/db/collections.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import { asSaver, SaverGone, tellingGone } from '#server/db/database.ts'
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

/** Read out by an ombud is not approved: the saver has not seen the terms yet. */
const readStanding = async (t: SaverTransaction) => ({
  approved: (await latestOwnApproval(t))?.version === termsVersion,
  isCollected: (await latestCollection(t)) !== null,
})

/** Whether the customer has never been here, has not approved or has just left is nothing for the partner to tell apart. */
const notApproved = refused(403, 'consent_required', 'the customer has not approved the terms')

export async function dataFor(deps: PartnerDeps, partner: Partner, customer: SignedCustomer): Promise<Given> {
  try {
    return await giveData(deps, partner, customer)
  } catch (error) {
    if (error instanceof SaverGone) return notApproved
    throw error
  }
}

async function giveData(
  { origin, signing, servicesOver, now = () => new Date(), ...deps }: PartnerDeps,
  partner: Partner,
  { number, jti }: SignedCustomer,
): Promise<Given> {
  if (signing === null) return refused(503, 'temporarily_unavailable', 'signed data is not given out here')
  const db = tellingGone(deps.db)
  const saverId = await findSaverWith(db, number)
  const over = (act: AccessAct | null) => asPartner(db, partner.id, byPartner(partner.id), act)
  const standing = saverId === null ? null : await asSaver(over(null), saverId, readStanding)
  if (saverId === null || standing?.approved !== true) return notApproved
  // Nothing stands as given in the log when there is nothing to give. What is given is of one moment.
  const given = standing.isCollected ? await servicesOver(over('signed-data-given')).overviewWithSources(saverId) : null
  await servicesOver(over(null)).startIfDue(saverId)
  if (given === null) {
    return refused(404, 'not_collected_yet', 'a collection has been started; ask again in half a minute')
  }
  const data = signedDataOf(given, { issuer: origin, audience: partner.clientId, customerAssertion: jti, now: now() })
  return { kind: 'given', jws: await signing.sign(data) }
}
