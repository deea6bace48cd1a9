/**
 * Who may do what: the one table that every page, form, resource and job is held against.
 *
 * What is not in it is refused. The services that a request is handed ask it at every call (server/compose.ts), so a
 * page that forgot to ask gets nothing; the pages ask it first, to say in words what is needed instead.
 */
import type { TaskName } from '#server/db/jobs.ts'
import type { OmbudServices } from '#server/services/api/ombud.ts'
import type { SaverRooms } from '#server/services/api/rooms.ts'

/** Who asks: a role, and how surely they are who they say. */
export const parties = [
  'nobody',
  /** By e-ID (loa3). */
  'saver',
  /** By personal number and PIN (loa2). */
  'saver-by-pin',
  /** A partner's customer, in the partner's page. */
  'partner',
  /** Staff, before the caller has consented and after the call has ended. */
  'ombud',
  /** Staff, for the one caller whose consent is in force. */
  'ombud-with-consent',
  'operator',
  /** The portal by itself: its jobs. */
  'worker',
] as const
export type Party = (typeof parties)[number]

/** Where each is at home: a realm's pages read its own cookie and no other. */
export type Realm = 'own' | 'partner' | 'staff'

const realmOfParty: Readonly<Record<Party, Realm>> = {
  nobody: 'own',
  saver: 'own',
  'saver-by-pin': 'own',
  partner: 'partner',
  ombud: 'staff',
  'ombud-with-consent': 'staff',
  operator: 'staff',
  worker: 'own',
}

/** By the first part of the address. */
const realms: ReadonlyMap<string, Realm> = new Map([
  ['embed', 'partner'],
  ['ombud', 'staff'],
])

type RoomOperation = {
  readonly [Room in keyof SaverRooms]: `${Room}.${keyof SaverRooms[Room] & string}`
}[keyof SaverRooms]
/** What the worker does: for a saver, and once a day for all. */
export type JobName =
  | TaskName
  | 'watch-certificates'
  | 'watch-figures'
  | 'sign-access-log'
  | 'forget-exchanges'
  | 'forget-sharings'
  | 'forget-aged'
  | 'recollect'

/** What can be done. A new service or job without a line in the table does not compile. */
export type Operation =
  | 'public'
  /** Name, terms in force, whether they are approved. */
  | 'profile'
  | 'approve'
  | 'collection'
  | 'startCollection'
  | 'overview'
  | 'closeAccount'
  | RoomOperation
  | `ombud.${keyof OmbudServices}`
  | `job.${JobName}`

const everybody = parties
/** With e-ID alone: what goes out of the house, cannot be undone, or opens the door to others. */
const byEid = ['saver'] as const
/** With a PIN too: to look, and to change what the saver alone sees and can change back. */
const own = ['saver', 'saver-by-pin'] as const
/** And those who act for the saver in front of them. */
const acting = [...own, 'partner', 'ombud-with-consent'] as const
/** Staff at the telephone: with nobody, waiting for a caller's consent, or with it. */
const atTelephone = ['ombud', 'ombud-with-consent'] as const
const byItself = ['worker'] as const

const rights = {
  public: everybody,
  profile: acting,
  approve: ['saver', 'partner'],
  collection: acting,
  startCollection: acting,
  overview: acting,
  closeAccount: byEid,

  'facts.work': own,
  'facts.read': own,
  'facts.save': own,
  'forecast.view': acting,
  'forecast.answers': acting,
  'explanation.read': own,
  'plans.list': own,
  'plans.save': own,
  'plans.change': own,
  'plans.copy': own,
  'plans.remove': own,
  'plans.open': own,
  'plans.compare': own,
  'plans.bounds': own,
  'plans.find': own,
  'plans.tick': own,
  'errands.list': own,
  'errands.planToSend': byEid,
  'errands.sendPlan': byEid,
  'entries.list': own,
  'entries.add': own,
  'entries.change': own,
  'entries.remove': own,
  'corrections.contract': own,
  'corrections.report': byEid,
  'corrections.list': own,
  'changes.read': own,
  'family.survivors': own,
  'household.view': byEid,
  'household.invite': byEid,
  'household.look': byEid,
  'household.accept': byEid,
  'household.confirm': byEid,
  'household.leave': byEid,
  'helpers.list': byEid,
  'helpers.give': byEid,
  'helpers.confirm': byEid,
  'helpers.revoke': byEid,
  'helpers.forget': byEid,
  'helpers.look': byEid,
  'helpers.accept': byEid,
  'helpers.helping': byEid,
  'helpers.open': byEid,
  'helpers.stop': byEid,
  'mine.read': own,
  'mine.change': byEid,
  'mine.withdrawTerms': byEid,
  'mine.accesses': own,
  'mine.extract': byEid,
  'mine.ombudConsents': own,
  'mine.revokeOmbud': own,

  'ombud.desk': atTelephone,
  'ombud.openCase': atTelephone,
  'ombud.endCase': atTelephone,
  'ombud.register': ['ombud-with-consent'],
  'ombud.readTerms': ['ombud-with-consent'],
  'ombud.sendLetter': ['ombud-with-consent'],

  'pin.read': own,
  'pin.order': byEid,
  'pin.turnOff': byEid,

  'sessions.list': own,
  // What was opened with the e-ID is not for a PIN to end.
  'sessions.end': byEid,
  'sessions.endOthers': byEid,

  'job.retrieve': byItself,
  'job.expire-retrievals': byItself,
  'job.send-notice': byItself,
  'job.confirm-email': byItself,
  'job.send-errand': byItself,
  'job.send-pin-letter': byItself,
  'job.watch-certificates': byItself,
  'job.watch-figures': byItself,
  'job.sign-access-log': byItself,
  'job.forget-exchanges': byItself,
  'job.forget-sharings': byItself,
  'job.recollect': byItself,
  'job.forget-aged': byItself,
} satisfies Readonly<Record<Operation, readonly Party[]>>

const table = new Map<string, readonly Party[]>(Object.entries(rights))

export const operations: readonly Operation[] = [...table.keys()] as Operation[]

/** Whether this party may do it. What the table does not name, nobody may. */
export const may = (party: Party, operation: string): boolean => table.get(operation)?.includes(party) ?? false

/** Whether the saver may do it with e-ID, where they may not with what they have shown. */
export const needsEid = (party: Party, operation: string): boolean =>
  party === 'saver-by-pin' && !may(party, operation) && may('saver', operation)

/** What is asked at an address: to see it (GET, HEAD), and to send a form to it; null: nothing is taken there. */
interface Address {
  readonly see: Operation | null
  readonly send: Operation | null
}

const seen = (see: Operation): Address => ({ see, send: null })
const both = (see: Operation, send: Operation): Address => ({ see, send })

/** Whether an address, however it is written, is of the realm. */
export const inRealm = (realm: Realm, path: string): boolean =>
  (realms.get(partsOfPage(path)[0] ?? '') ?? 'own') === realm

/** Whether the party may do what is asked at the address: what is public anywhere, all else in its own realm alone. */
export function mayAt(party: Party, operation: Operation, path: string): boolean {
  return operation === 'public' || (may(party, operation) && inRealm(realmOfParty[party], path))
}

/** Every address of the portal, Remix's and Express's own; `:name` stands for one part. */
export const addresses: Readonly<Record<string, Address>> = {
  '/': seen('public'),
  '/login': seen('public'),
  '/login/retur': seen('public'),
  '/login/pin': both('public', 'public'),
  '/login/pin/ko': both('public', 'public'),
  '/login/pin/utmaning': seen('public'),
  '/logga-ut': { see: null, send: 'public' },
  '/halsa': seen('public'),
  '/csp-rapport': both('public', 'public'),
  '/valkommen': both('approve', 'approve'),
  '/hamta': both('collection', 'startCollection'),
  '/hamta/lage': seen('collection'),
  '/hamta/handelser': seen('collection'),
  '/oversikt': seen('overview'),
  '/om-dig': both('facts.read', 'facts.save'),
  '/prognos': seen('forecast.view'),
  '/prognos/svar': seen('forecast.answers'),
  '/sa-raknade-vi': seen('explanation.read'),
  '/sa-raknade-vi/:contractId': seen('explanation.read'),
  '/planer': both('plans.list', 'plans.save'),
  '/planer/jamfor': seen('plans.compare'),
  '/planer/planerare': seen('plans.find'),
  '/planer/skickat': seen('errands.list'),
  '/planer/:plan': both('plans.open', 'plans.change'),
  '/planer/:plan/ta-bort': seen('plans.open'),
  '/planer/:plan/skicka': both('errands.planToSend', 'errands.sendPlan'),
  '/egna-uppgifter': seen('entries.list'),
  '/egna-uppgifter/post': both('entries.list', 'entries.add'),
  '/egna-uppgifter/ta-bort': both('entries.list', 'entries.remove'),
  '/egna-uppgifter/fel': both('corrections.contract', 'corrections.report'),
  '/forandringar': seen('changes.read'),
  '/familj': seen('family.survivors'),
  '/familj/hushall': both('household.view', 'household.invite'),
  '/familj/hjalpare': both('helpers.list', 'helpers.give'),
  '/hjalper': both('helpers.helping', 'helpers.accept'),
  '/hjalper/:id': seen('helpers.open'),
  '/mina-uppgifter': both('mine.read', 'mine.change'),
  '/mina-uppgifter/utdrag': seen('mine.extract'),
  '/mina-uppgifter/utdrag/:format': seen('mine.extract'),
  '/mina-uppgifter/pin-kod': both('pin.read', 'pin.order'),
  '/mina-uppgifter/logg': both('mine.accesses', 'mine.revokeOmbud'),
  '/mina-uppgifter/inloggningar': both('sessions.list', 'sessions.endOthers'),
  '/mina-uppgifter/aterkalla': both('mine.withdrawTerms', 'mine.withdrawTerms'),
  '/mina-uppgifter/avsluta': both('closeAccount', 'closeAccount'),
  '/avregistrera': both('public', 'public'),
  '/bekrafta-e-post': both('public', 'public'),
  '/utloggad': seen('public'),
  '/inloggning-misslyckades': seen('public'),
  '/om-uppgifterna': seen('public'),
  '/ord': seen('public'),
  '/rundtur': seen('public'),
  '/lattlast': seen('overview'),
  '/tillganglighet': seen('public'),
  '/session': seen('public'),
  '/sprak': { see: null, send: 'public' },
  '/ombud/login': seen('public'),
  '/ombud/login/retur': seen('public'),
  '/ombud/logga-ut': { see: null, send: 'public' },
  '/ombud': both('ombud.desk', 'ombud.openCase'),
  '/ombud/lage': seen('ombud.desk'),
  '/ombud/avsluta': { see: null, send: 'ombud.endCase' },
  '/ombud/arende': both('profile', 'ombud.register'),
  '/ombud/arende/villkor': { see: null, send: 'ombud.readTerms' },
  '/ombud/arende/hamtning': both('collection', 'startCollection'),
  '/ombud/arende/oversikt': seen('overview'),
  '/ombud/arende/prognos': seen('forecast.view'),
  '/ombud/arende/brev': both('ombud.sendLetter', 'ombud.sendLetter'),
  // Who signed it is what counts.
  '/rost/samtycke': { see: null, send: 'public' },
  // Partners' servers, which are known by what they sign (server/partner/assertions.ts).
  '/partner/ticket': { see: null, send: 'public' },
  '/partner/data': { see: null, send: 'public' },
  '/partner/overview.schema.json': seen('public'),
  '/.well-known/jwks.json': seen('public'),
  '/embed/start': seen('public'),
  '/embed/sprak': { see: null, send: 'profile' },
  '/embed/valkommen': both('approve', 'approve'),
  '/embed/hamta': both('collection', 'startCollection'),
  '/embed/hamta/lage': seen('collection'),
  '/embed/oversikt': seen('overview'),
  '/embed/prognos': seen('forecast.view'),
  '/embed/prognos/svar': seen('forecast.answers'),
}

const parts = (path: string): readonly string[] => path.split('/').filter((part) => part !== '')
/** Of the page that is meant, whatever the case, and where it loads its figures alone (`.data`). */
const partsOfPage = (path: string): readonly string[] =>
  path === '/_root.data' ? [] : parts(path.toLowerCase().replace(/\.data$/, ''))
const patterns = Object.entries(addresses).map(([path, address]) => ({ parts: parts(path), address }))

/**
 * What a request asks for, as the pages match addresses: whatever the case, with and without a slash at the end, and
 * with the `.data` of a page that loads its figures alone. An address written out comes before one with a `:name`.
 * @returns null for an address that there is not: nothing is asked of anybody's there
 */
export function asked(method: string, path: string): Operation | null {
  const given = partsOfPage(path)
  const fitting = patterns.filter(
    (pattern) =>
      pattern.parts.length === given.length &&
      pattern.parts.every((part, index) => part.startsWith(':') || part === given[index]),
  )
  const names = (pattern: (typeof patterns)[number]) => pattern.parts.filter((part) => part.startsWith(':')).length
  const [best] = fitting.toSorted((one, other) => names(one) - names(other))
  if (best === undefined) return null
  return method === 'GET' || method === 'HEAD' ? best.address.see : best.address.send
}
