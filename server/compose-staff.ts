/** What a request under /ombud may ask: staff's own services, and those of the caller whose consent is in force. */
import type { Request, Response as ExpressResponse } from 'express'
import type { Party } from './auth/authorisation.ts'
import { asked, may } from './auth/authorisation.ts'
import type { StaffSession } from './auth/staff-sessions.ts'
import { findStaffSession } from './auth/staff-sessions.ts'
import type { SaverScoped, ServicesOver, StaffDoor, StaffVisit } from './compose.ts'
import { bound, guarded } from './compose.ts'
import type { Database } from './db/database.ts'
import { SaverGone, tellingGone } from './db/database.ts'
import type { Logger } from './observability/logger.ts'
import type { SaverServices } from './services/api.ts'
import type { AccessAct } from './services/api/mine.ts'
import type { OmbudServices } from './services/api/ombud.ts'
import type { Call } from './services/ombud/calls.ts'
import {
  actingInCall,
  callView,
  currentCall,
  endCall,
  NoConsent,
  openCall,
  registerCaller,
} from './services/ombud/calls.ts'
import type { LetterWays } from './services/ombud/letters.ts'
import { sendLetter } from './services/ombud/letters.ts'
import { readTerms } from './services/ombud/read-terms.ts'
import { readKnownSaver } from './services/saver/profile.ts'
import { termsVersion } from './services/saver/terms.ts'

interface StaffDeps {
  readonly db: Database
  readonly servicesOver: ServicesOver
  readonly ways: LetterWays
  readonly logger: Logger
}

const nobody: StaffVisit = { party: 'nobody', staff: null, saver: null }

export const createStaffDoor =
  (deps: StaffDeps): StaffDoor =>
  (request, response) =>
    staffVisit({ ...deps, db: tellingGone(deps.db) }, request, response)

async function staffVisit(deps: StaffDeps, request: Request, response: ExpressResponse): Promise<StaffVisit> {
  const { db } = deps
  const session = await findStaffSession(db, request)
  if (session === null) return nobody
  const call = session.role === 'ombud' ? await currentCall(db, session) : null
  const party = session.role === 'operator' ? 'operator' : call?.state === 'open' ? 'ombud-with-consent' : 'ombud'
  return {
    party,
    staff: {
      role: session.role,
      reference: session.reference,
      call: callView(call, new Date()),
      ombud: ombudServices(deps, session, call, party, response),
    },
    saver:
      party === 'ombud-with-consent' && call !== null && concernsCaller(request)
        ? await callerServices(deps, call, party, lookAt(request), response)
        : null,
  }
}

/** Whether it is asked about the caller: what staff may ask without one reads nothing of theirs, and is no look. */
function concernsCaller({ method, path }: Request): boolean {
  const operation = asked(method, path)
  return operation === null || !may('ombud', operation)
}

/** The services of the caller, over a database where every transaction is logged as the act that it belongs to. */
const servicesFor = ({ db, servicesOver }: StaffDeps, call: Call, act: AccessAct): SaverScoped =>
  servicesOver(actingInCall(db, call, act))

function ombudServices(
  deps: StaffDeps,
  session: StaffSession,
  call: Call | null,
  party: Party,
  response: ExpressResponse,
): OmbudServices {
  const { db, logger, ways } = deps
  const ask = guarded(party, response)
  const inCall = <T>(act: (call: Call, saverId: string) => Promise<T>): Promise<T> => {
    if (call?.state !== 'open' || call.saverId === null) throw new NoConsent()
    return act(call, call.saverId)
  }
  return {
    desk: () => ask('ombud.desk', () => Promise.resolve(callView(call, new Date()))),
    openCase: (number) => ask('ombud.openCase', () => openCall({ db, logger }, session, number)),
    endCase: () => ask('ombud.endCase', () => endCall(db, session, 'ended')),
    register: (name) =>
      ask('ombud.register', () => {
        if (call?.state !== 'open') throw new NoConsent()
        return registerCaller(db, call, name)
      }),
    readTerms: (version) =>
      ask('ombud.readTerms', () =>
        inCall((open, saverId) => readTerms(actingInCall(db, open, 'terms-read-out'), saverId, version)),
      ),
    sendLetter: (way, form) =>
      ask('ombud.sendLetter', () =>
        inCall((open, saverId) =>
          sendLetter(
            {
              reading: actingInCall(db, open, 'overview-read'),
              sending: actingInCall(db, open, 'letter-sent'),
              overview: () => servicesFor(deps, open, 'overview-read').overview(saverId, {}),
              ways,
              now: new Date(),
            },
            saverId,
            { way, form },
          ),
        ),
      ),
  }
}

/** As what a look at a page stands in the log: whose the page is, and what it shows, are one look. */
function lookAt({ method, path }: Request): AccessAct {
  const operation = asked(method, path)
  if (operation === 'overview') return 'overview-read'
  if (operation === 'forecast.view') return 'forecast-read'
  return operation === 'collection' ? 'collection-read' : 'profile-read'
}

/** @returns null for a caller who is no user yet, and when the consent ends at this very moment */
async function callerServices(
  deps: StaffDeps,
  call: Call,
  party: Party,
  look: AccessAct,
  response: ExpressResponse,
): Promise<SaverServices | null> {
  const { saverId } = call
  if (saverId === null) return null
  const services = (act: AccessAct) => servicesFor(deps, call, act)
  const saver = await unlessEnded(readKnownSaver(actingInCall(deps.db, call, look), saverId))
  if (saver === null) return null
  const ask = guarded(party, response)
  const notTheirs = () => Promise.reject(new NoConsent())
  return {
    profile: { name: saver.name, protectedIdentity: saver.protectedIdentity, email: null },
    terms: {
      version: termsVersion,
      approved: saver.approved || saver.readOutOn !== null,
      withdrawn: saver.withdrawn,
      readOutOn: saver.readOutOn,
    },
    byPin: false,
    freshLogin: false,
    closeAccount: () => ask('closeAccount', notTheirs),
    // Terms that were read out are recorded as just that.
    approve: () => ask('approve', notTheirs),
    startCollection: () => ask('startCollection', () => services('collection-started').startCollection(saverId)),
    collection: () => ask('collection', () => services('collection-read').collection(saverId)),
    overview: (choices) => ask('overview', () => services('overview-read').overview(saverId, choices)),
    // Of the rooms, the table lets staff into the forecast alone.
    ...bound(services('forecast-read').rooms, saverId, party, response),
  }
}

async function unlessEnded<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof NoConsent || error instanceof SaverGone) return null
    throw error
  }
}
