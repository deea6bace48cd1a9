/** Who is asking, and where they want to go: used by every route that needs a login. */
import { data, redirect } from '@remix-run/node'
import type { PortalContext, SaverServices } from '#server/services/api.ts'

/** The page instead of the page, when nobody is logged in, or not by what the page asks for. */
export interface LoggedOutView {
  readonly kind: 'logged-out'
  readonly reason: 'notLoggedIn' | 'expired' | 'expiredForm' | 'needsEid' | 'notHere'
  /** Where the saver wanted to go. */
  readonly till: string
  /** What stood in a form that could not be sent, as far as a person wrote it. */
  readonly typed?: readonly { readonly name: string; readonly value: string }[] | undefined
}

const hadSession = (request: Request): boolean =>
  /(?:^|;\s*)__Host-session=[^;]/.test(request.headers.get('cookie') ?? '')

function loggedOut(request: Request) {
  const { pathname, search } = new URL(request.url)
  const posted = request.method !== 'GET' && request.method !== 'HEAD'
  const reason = posted ? 'expiredForm' : hadSession(request) ? 'expired' : 'notLoggedIn'
  const view: LoggedOutView = { kind: 'logged-out', reason, till: pathname + search }
  return data<LoggedOutView>(view, { status: 401 })
}

/** For one who is logged in, and not by what the page asks for. */
function refused(request: Request, refusal: NonNullable<PortalContext['refusal']>) {
  const { pathname, search } = new URL(request.url)
  const reason = refusal === 'needs-e-id' ? 'needsEid' : 'notHere'
  return data<LoggedOutView>({ kind: 'logged-out', reason, till: pathname + search }, { status: 403 })
}

type Instead = ReturnType<typeof loggedOut> | ReturnType<typeof redirect>
type Visit =
  { readonly saver: SaverServices; readonly instead: null } | { readonly saver: null; readonly instead: Instead }
type Sent =
  | { readonly saver: SaverServices; readonly form: FormData; readonly instead: null }
  | { readonly saver: null; readonly form: null; readonly instead: Instead }

/** Whether a service has refused in the middle of what has no page of its own to say so on. */
export const isRefusal = (thrown: unknown): boolean =>
  thrown instanceof Response && (thrown.status === 401 || thrown.status === 403)

/** For whom the page is, whether or not they have approved the terms. */
export function arriving(request: Request, { saver, refusal }: PortalContext): Visit {
  if (!saver) return { saver: null, instead: loggedOut(request) }
  return refusal === null ? { saver, instead: null } : { saver: null, instead: refused(request, refusal) }
}

/** For what a saver may see of their own with the terms withdrawn too: what is kept, and the way out. */
export function visitingOwn(request: Request, portal: PortalContext): Visit {
  const visit = arriving(request, portal)
  const terms = visit.saver?.terms
  return terms && !terms.approved && !terms.withdrawn ? toTerms() : visit
}

/** For every page behind the terms: who asks, or the answer that they get instead. */
export function visiting(request: Request, portal: PortalContext): Visit {
  const visit = arriving(request, portal)
  return visit.saver?.terms.approved === false ? toTerms() : visit
}

const toTerms = (): Visit => ({ saver: null, instead: redirect('/valkommen') })

/** Fields that pages fill in themselves, and buttons. */
const notTyped = new Set([
  'avtal',
  'gor',
  'hjalpare',
  'hos',
  'id',
  'klar',
  'onskan',
  'plan',
  'samtycke',
  'uppgift',
  'val',
  'version',
])

/**
 * The same for a form behind the terms: who sends it, and what stands in it. One whose session has ended is shown what
 * they had typed (components/logged-out.tsx).
 */
export const sending = (request: Request, portal: PortalContext): Promise<Sent> =>
  withForm(request, visiting(request, portal))

/** The same for a form about what is the saver's own, with the terms withdrawn too. */
export const sendingOwn = (request: Request, portal: PortalContext): Promise<Sent> =>
  withForm(request, visitingOwn(request, portal))

async function withForm(request: Request, { saver, instead }: Visit): Promise<Sent> {
  const form = await request.formData()
  if (saver !== null) return { saver, form, instead: null }
  if (!('data' in instead)) return { saver: null, form: null, instead }
  const typed = [...form].flatMap(([name, value]) =>
    typeof value === 'string' && value.trim() !== '' && !notTyped.has(name) ? [{ name, value }] : [],
  )
  return { saver: null, form: null, instead: data({ ...instead.data, typed }, { status: instead.init?.status ?? 401 }) }
}
