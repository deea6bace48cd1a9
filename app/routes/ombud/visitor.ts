/** Who of the staff is asking, and for which caller: used by every page under /ombud. */
import { data, redirect } from '@remix-run/node'
import type { PortalContext, SaverServices } from '#server/services/api.ts'
import type { CallView, StaffContext } from '#server/services/api/ombud.ts'

/** The page instead of the page. */
export interface StaffRefusal {
  readonly kind: 'staff-refused'
  readonly reason: 'notLoggedIn' | 'operator' | 'noConsent'
}

const refused = (reason: StaffRefusal['reason']) =>
  data<StaffRefusal>({ kind: 'staff-refused', reason }, { status: reason === 'notLoggedIn' ? 401 : 403 })

/** From an address without a page of its own, to one that says why. */
export const toRefusal = () => redirect('/ombud/arende', 303)

type Instead = ReturnType<typeof refused> | ReturnType<typeof redirect>

/** For staff, with or without a caller. */
export function atDesk({
  staff,
  refusal,
}: PortalContext):
  { readonly staff: StaffContext; readonly instead: null } | { readonly staff: null; readonly instead: Instead } {
  if (staff === null) return { staff: null, instead: refused('notLoggedIn') }
  if (refusal === null) return { staff, instead: null }
  return { staff: null, instead: refused(staff.role === 'operator' ? 'operator' : 'noConsent') }
}

export type OpenCall = Extract<CallView, { readonly state: 'open' }>

/** What the banner over each page of a call says. */
export interface CallInView {
  readonly call: OpenCall
  /** Empty while the caller is no user, and where none is known. */
  readonly name: string
}

type InCall =
  | {
      readonly staff: StaffContext
      readonly saver: SaverServices | null
      readonly view: CallInView
      readonly instead: null
    }
  | { readonly staff: null; readonly saver: null; readonly view: null; readonly instead: Instead }

/** For staff whose caller has consented; a caller who is no user yet has no services. */
export function inCall(portal: PortalContext): InCall {
  const { staff, instead } = atDesk(portal)
  if (staff === null) return { staff, saver: null, view: null, instead }
  const { call } = staff
  const { saver } = portal
  if (call.state !== 'open') return { staff: null, saver: null, view: null, instead: refused('noConsent') }
  return { staff, saver, view: { call, name: saver?.profile.name ?? '' }, instead: null }
}

/** The same for what is the caller's own: they are a user, and have approved the terms. */
export function forCaller(
  portal: PortalContext,
):
  | { readonly staff: StaffContext; readonly saver: SaverServices; readonly view: CallInView; readonly instead: null }
  | { readonly staff: null; readonly saver: null; readonly view: null; readonly instead: Instead } {
  const visit = inCall(portal)
  if (visit.instead !== null) return visit
  const { staff, saver, view } = visit
  if (saver?.terms.approved) return { staff, saver, view, instead: null }
  return { staff: null, saver: null, view: null, instead: redirect('/ombud/arende') }
}
