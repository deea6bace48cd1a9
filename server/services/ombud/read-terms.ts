/** Terms that are read out to a caller who says yes to them. The saver confirms them at their first own login. */
import { addApproval, latestApproval } from '#server/db/approvals.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import type { OmbudServices } from '../api/ombud.ts'
import { termsVersion } from '../saver/terms.ts'

/** @param acting as the member of staff acts; the same version twice is recorded once */
export async function readTerms(
  acting: Database,
  saverId: string,
  version: string,
): ReturnType<OmbudServices['readTerms']> {
  if (version !== termsVersion) return 'other-version-in-force'
  await asSaver(acting, saverId, async (t) => {
    if ((await latestApproval(t))?.version === termsVersion) return
    await addApproval(t, { version: termsVersion, channel: 'ombud' })
  })
  return 'recorded'
}
