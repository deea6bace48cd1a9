/** The sessions of a saver as the saver sees them: all that are open, by e-ID, by PIN and in partners' pages. */
import { sessionTag } from '#server/auth/sessions.ts'
import { recordAccess } from '#server/db/access-log.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import type { OpenSession } from '#server/db/sessions.ts'
import { closeOwnSessions, listOpenSessions } from '#server/db/sessions.ts'
import type { ForAnySaver } from '../api/room.ts'
import type { SessionServices, SessionView } from '../api/sessions.ts'

export function createSessionService({ db }: { readonly db: Database }): ForAnySaver<SessionServices> {
  const endThose = (saverId: string, which: (id: string) => boolean): Promise<void> =>
    asSaver(db, saverId, (t) => end(t, which))
  return {
    list: (saverId, own) =>
      asSaver(db, saverId, async (t) => (await listOpenSessions(t)).map((session) => viewOf(session, own))),
    end: (saverId, id) => endThose(saverId, (one) => one === id),
    endOthers: (saverId, own) => endThose(saverId, (one) => one !== own),
  }
}

const idOf = ({ tokenHash }: OpenSession): string => sessionTag({ key: tokenHash.toString('hex') })

async function end(t: SaverTransaction, which: (id: string) => boolean): Promise<void> {
  const ending = (await listOpenSessions(t)).filter((session) => which(idOf(session)))
  const ended = await closeOwnSessions(
    t,
    ending.map(({ tokenHash }) => tokenHash),
  )
  if (ended > 0) await recordAccess(t, { role: 'saver', act: 'sessions-ended' })
}

function viewOf(session: OpenSession, own: string | null): SessionView {
  const id = idOf(session)
  const { level, partnerId, partnerName, createdAt, lastSeenAt } = session
  return {
    id,
    own: id === own,
    way: partnerId !== null ? 'partner' : level === 'loa2' ? 'pin' : 'e-id',
    partner: partnerName,
    begun: createdAt.toISOString(),
    lastUsed: lastSeenAt.toISOString(),
  }
}
