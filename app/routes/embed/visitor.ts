/** Who asks for an embedded page, or what they are answered instead. */
import { data, redirect } from '@remix-run/node'
import type { PortalContext, SaverServices } from '#server/services/api.ts'

/** The page instead of the page: the session is over, or the page is none for who asks. */
export interface EndedView {
  readonly kind: 'ended'
}

type Instead = ReturnType<typeof ended> | ReturnType<typeof redirect>
type Visit =
  { readonly saver: SaverServices; readonly instead: null } | { readonly saver: null; readonly instead: Instead }

const ended = () => data<EndedView>({ kind: 'ended' }, { status: 401 })

/** Whether or not the terms are approved. */
export function arrivingEmbedded({ saver, refusal }: PortalContext): Visit {
  return saver === null || refusal !== null ? { saver: null, instead: ended() } : { saver, instead: null }
}

/** Behind the terms. */
export function visitingEmbedded(portal: PortalContext): Visit {
  const visit = arrivingEmbedded(portal)
  return visit.saver?.terms.approved === false ? { saver: null, instead: redirect('/embed/valkommen') } : visit
}
