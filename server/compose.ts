/** What one request may ask: the services of api.ts, bound to the visitor who is logged in. */
import type { Request, Response as ExpressResponse } from 'express'
import { clearCookie, languageCookie, readCookie, sessionCookie, writeCookie } from './auth/cookies.ts'
import type { Operation, Party } from './auth/authorisation.ts'
import type { PinEntrance } from './auth/pin-login.ts'
import { pinLogin } from './auth/pin-login.ts'
import { asked, inRealm, may, needsEid } from './auth/authorisation.ts'
import type { Session } from './auth/sessions.ts'
import { findSession, idleMinutes, isFresh, partyOf, saverTag, sessionTag, sessionToken } from './auth/sessions.ts'
import type { Database } from './db/database.ts'
import { isDatabaseDown, SaverGone, tellingGone } from './db/database.ts'
import { withinLimit } from './db/limits.ts'
import type { ComposePortal } from './http/pages.ts'
import { perSaver } from './http/limited.ts'
import { requestState } from './http/request-state.ts'
import { TooOften } from './http/too-often.ts'
import { logFault } from './observability/fault.ts'
import type { Logger } from './observability/logger.ts'
import { productName } from './product.ts'
import type { Language, PortalContext, RefusedAnswer, SaverServices } from './services/api.ts'
import type { StaffContext } from './services/api/ombud.ts'
import type { PinLogin } from './services/api/pin.ts'
import { asPartner, bySession, PartnerGone, servicesForPartner } from './partner/acting.ts'
import { embeddedView } from './partner/frame.ts'
import { partnerVisit } from './partner/visit.ts'
import type { AccessAct, ApprovalChannel, MailLinks } from './services/api/mine.ts'
import type { RoomsForAnySaver, SaverRooms } from './services/api/rooms.ts'
import { NoConsent } from './services/ombud/calls.ts'
import type { OverviewService } from './services/overview/service.ts'
import { approve, readKnownSaver, storeLanguage } from './services/saver/profile.ts'
import type { KnownSaver } from './services/saver/profile.ts'
import { termsVersion } from './services/saver/terms.ts'

/** The services of other rooms, for any saver. */
export interface SaverScoped {
  /** Starts a collection when it is the saver's first or the newest is too old. */
  readonly startIfDue: (saverId: string) => Promise<unknown>
  readonly startCollection: (saverId: string) => ReturnType<SaverServices['startCollection']>
  readonly collection: (saverId: string) => ReturnType<SaverServices['collection']>
  readonly overview: (
    saverId: string,
    choices: Parameters<SaverServices['overview']>[0],
  ) => ReturnType<SaverServices['overview']>
  /** What is signed for a partner. */
  readonly overviewWithSources: OverviewService['withSources']
  readonly rooms: RoomsForAnySaver
  readonly operatorContact: string | null
  readonly mailLinks: MailLinks
  /** Erases the saver. */
  readonly erase: (saverId: string) => Promise<void>
}

export type ServicesOver = (db: Database) => SaverScoped

/** Who comes to an address under /ombud (compose-staff.ts). */
export interface StaffVisit {
  readonly party: Party
  readonly staff: StaffContext | null
  /** Of the caller, each call logged as theirs. */
  readonly saver: SaverServices | null
}
export type StaffDoor = (request: Request, response: ExpressResponse) => Promise<StaffVisit>

/** What a portal may have beside the e-ID. */
export interface PortalDoors {
  /** Left out or null: nobody logs in by PIN. */
  readonly pin?: PinEntrance | null
  /** Left out or null: there is no telephone ombud. */
  readonly staff?: StaffDoor | null
}

const closed: StaffDoor = () => Promise.resolve({ party: 'nobody', staff: null, saver: null })

const aYear = 365 * 24 * 60 * 60

export function composePortal(
  db: Database,
  servicesOver: ServicesOver,
  logger: Logger,
  { pin = null, staff }: PortalDoors = {},
): ComposePortal {
  const telling = tellingGone(db)
  const services = servicesOver(telling)
  const staffDoor = staff ?? closed
  return async (request, response) => {
    const staffed = inRealm('staff', request.path) ? await staffDoor(request, response) : null
    const visit = inRealm('partner', request.path) ? await partnerVisit(db, request) : null
    const own = inRealm('own', request.path) ? await visitor(db, request, response) : null
    const session = visit?.session ?? own
    const saver = session && (await readKnownSaver(db, session.saverId))
    const party = staffed?.party ?? (session && saver ? partyOf(session) : 'nobody')
    if (session && saver) await refuseTooOften(db, session.saverId, party, request)
    return {
      language: (visit ? visit.cookie.language : chosenLanguage(request)) ?? saver?.language ?? 'sv',
      productName,
      cspNonce: requestState(request).cspNonce,
      refusal: party === 'nobody' ? null : refusalOf(party, request),
      embedded: visit && embeddedView(visit),
      staff: staffed?.staff ?? null,
      saver: staffed
        ? staffed.saver
        : session &&
          saver &&
          saverServices(actingParts(telling, services, servicesOver, session), session, party, saver, response, logger),
      sessionTag: session && saver && sessionTag(session),
      saverTag: session && saver && saverTag(session),
      chooseLanguage: (language) =>
        orUnavailable(response, async () => {
          if (own) await storeLanguage(db, own.saverId, language)
          return writeCookie(languageCookie, language, aYear)
        }),
      idleMinutes,
      operatorContact: services.operatorContact,
      pinLogin: pin && pinLoginFor(pin, request, response),
      mailLinks: {
        confirmEmail: (code) => orUnavailable(response, () => services.mailLinks.confirmEmail(code)),
        unsubscribe: (code) => orUnavailable(response, () => services.mailLinks.unsubscribe(code)),
      },
      reportFault: (error) => {
        logFault(logger, { requestId: requestState(request).id, path: request.path }, error)
      },
    }
  }
}

function pinLoginFor(entrance: PinEntrance, request: Request, response: ExpressResponse): PinLogin {
  const login = pinLogin(entrance, request, response)
  return {
    turn: login.turn,
    challenge: () => orUnavailable(response, () => login.challenge()),
    queue: () => orUnavailable(response, () => login.queue()),
    logIn: (typed) => orUnavailable(response, () => login.logIn(typed)),
  }
}

/** A cookie that stands for no session is taken away. */
async function visitor(db: Database, request: Request, response: ExpressResponse): Promise<Session | null> {
  const session = await findSession(db, request)
  if (!session && sessionToken(request) !== undefined) response.append('Set-Cookie', clearCookie(sessionCookie))
  return session
}

function chosenLanguage(request: Request): Language | null {
  const cookie = readCookie(request.headers.cookie, languageCookie)
  return cookie === 'sv' || cookie === 'en' ? cookie : null
}

/** Whether this page or form is none for who asks. What its services give is held against the same table. */
function refusalOf(party: Party, { method, path }: Request): PortalContext['refusal'] {
  const operation = asked(method, path)
  if (operation === null || may(party, operation)) return null
  return needsEid(party, operation) ? 'needs-e-id' : 'not-here'
}

/** @throws TooOften */
async function refuseTooOften(db: Database, saverId: string, party: Party, { method, path }: Request): Promise<void> {
  const operation = asked(method, path)
  const limit = operation !== null && may(party, operation) ? perSaver[operation] : undefined
  if (limit !== undefined && !(await withinLimit(db, limit, saverId))) throw new TooOften(limit)
}

/** Through what a session reaches the saver's data: as the saver, or as the partner whose page it is for. */
interface ActingParts {
  readonly db: Database
  readonly services: SaverScoped
  readonly channel: ApprovalChannel
}

function actingParts(
  db: Database,
  services: SaverScoped,
  servicesOver: ServicesOver,
  { partnerId, key }: Session,
): ActingParts {
  if (partnerId === null) return { db, services, channel: 'portal' }
  const holds = bySession(Buffer.from(key, 'hex'))
  const over = (act: AccessAct | null) => asPartner(db, partnerId, holds, act)
  return { db: over(null), services: servicesForPartner(servicesOver, over), channel: `partner:${partnerId}` }
}

function saverServices(
  { db, services, channel }: ActingParts,
  session: Session,
  party: Party,
  saver: KnownSaver,
  response: ExpressResponse,
  logger: Logger,
): SaverServices {
  const { saverId } = session
  const freshLogin = isFresh(session, new Date())
  const permitted = guarded(party, response)
  return {
    // A partner's pages show neither name nor address.
    profile:
      party === 'partner'
        ? { name: '', protectedIdentity: saver.protectedIdentity, email: null }
        : { name: saver.name, protectedIdentity: saver.protectedIdentity, email: saver.email },
    byPin: party === 'saver-by-pin',
    terms: {
      version: termsVersion,
      approved: saver.approved,
      withdrawn: saver.withdrawn,
      readOutOn: saver.readOutOn,
    },
    freshLogin,
    closeAccount: () =>
      permitted('closeAccount', async () => {
        if (!freshLogin) return { kind: 'login-too-old' }
        await services.erase(saverId)
        logger.info({ event: 'account-closed' })
        return { kind: 'closed' }
      }),
    approve: (approval) =>
      permitted('approve', async () => {
        const result = await approve(db, saverId, approval, channel)
        if (result.kind === 'approved') await services.startIfDue(saverId)
        return result
      }),
    startCollection: () => permitted('startCollection', () => services.startCollection(saverId)),
    collection: () => permitted('collection', () => services.collection(saverId)),
    overview: (choices) => permitted('overview', () => services.overview(saverId, choices)),
    ...bound(services.rooms, saverId, party, response),
  }
}

/** @throws Response 403 when the table of authorisation says no: then nothing is read */
async function ifPermitted<T>(party: Party, operation: string, act: () => Promise<T>): Promise<T> {
  if (!may(party, operation)) throw refusedWith(403, needsEid(party, operation) ? 'needsEid' : 'notHere')
  return act()
}

/** What app/root.tsx shows in words, in place of the page. */
const refusedWith = (status: 401 | 403, refused: RefusedAnswer['refused']): Response =>
  Response.json({ refused } satisfies RefusedAnswer, { status })

/** Each call held against the table, with the database away told as such. */
export const guarded =
  (party: Party, response: ExpressResponse) =>
  <T>(operation: Operation, act: () => Promise<T>): Promise<T> =>
    orUnavailable(response, () => ifPermitted(party, operation, act))

type AnyService = (saverId: string, ...given: never[]) => Promise<unknown>

/** All rooms' services for one saver and one request. */
export function bound(rooms: RoomsForAnySaver, saverId: string, party: Party, response: ExpressResponse): SaverRooms {
  const ofRoom = (roomName: string, room: Readonly<Record<string, AnyService>>) =>
    Object.fromEntries(
      Object.entries(room).map(([name, act]) => [
        name,
        (...given: never[]) =>
          orUnavailable(response, () => ifPermitted(party, `${roomName}.${name}`, () => act(saverId, ...given))),
      ]),
    )
  const entries = Object.entries<Readonly<Record<string, AnyService>>>({ ...rooms })
  return Object.fromEntries(
    entries.map(([name, room]) => [name, ofRoom(name, room)]),
  ) as Partial<SaverRooms> as SaverRooms
}

/**
 * A right that ends, an account that is closed or a database that goes away while a page is made: the page's own error
 * state shows, with the right status. (When it is so already, the request never gets as far as this.)
 */
async function orUnavailable<T>(response: ExpressResponse, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof NoConsent || error instanceof PartnerGone) throw refusedWith(403, 'notHere')
    if (error instanceof SaverGone) {
      if (inRealm('own', response.req.path)) response.append('Set-Cookie', clearCookie(sessionCookie))
      throw refusedWith(401, isForm(response.req) ? 'expiredForm' : 'expired')
    }
    if (!isDatabaseDown(error)) throw error
    response.setHeader('Retry-After', '10')
    throw new Response(null, { status: 503, statusText: 'Service Unavailable' })
  }
}

const isForm = ({ method }: Request): boolean => method !== 'GET' && method !== 'HEAD'
