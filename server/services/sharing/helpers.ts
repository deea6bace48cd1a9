/** Helpers: a saver lets someone see the forecast, to a day and no longer, and takes it back whenever they like. */
import { parseIsoDate } from '#forecasting/model/year-month.ts'
import { invitationCodeOf, invitationHash } from '#server/crypto/shared-key.ts'
import { recordAccess } from '#server/db/access-log.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { holdSaver, readSaver } from '#server/db/savers.ts'
import type { Membership } from '#server/db/sharings.ts'
import {
  confirmMember,
  forgetMembership,
  isOwnInvitation,
  listMemberships,
  listReadings,
  openSharing,
  publishShare,
  readAsHelper,
  readSharing,
  takeInvitation,
} from '#server/db/sharings.ts'
import { usePass } from '#server/db/used-passes.ts'
import type { ForAnySaver } from '../api/room.ts'
import type {
  HelperGiven,
  HelperOffer,
  HelperScope,
  HelperServices,
  Helping,
  SharedOverview,
  SharedPlan,
  SharedWithHelper,
} from '../api/sharing.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import { ask } from '../forecast/asking.ts'
import { preparedFor } from '../forecast/prepared-cache.ts'
import { feeCosts } from '../overview/fee-costs.ts'
import { overviewView } from '../overview/overview-view.ts'
import { outlookOf } from '../plans/outlook.ts'
import { listPlans } from '../plans/stored.ts'
import type { PortfolioDeps } from '../portfolio/portfolio.ts'
import type { Outlook } from './sharing.ts'
import { formRememberedMs, invitationView, lastDayOf, ownOutlook, revokeHelper } from './sharing.ts'

/** At a time. */
const mostHelpers = 5

/** What is published to one helper. */
type Shown = Omit<SharedWithHelper, 'name' | keyof HelperOffer>

export function createHelperService(deps: PortfolioDeps): ForAnySaver<HelperServices> {
  const { db, now } = deps

  /** Shows every helper who has been said yes to the figures of today. */
  const publish = async (saverId: string, to: readonly Membership[]): Promise<void> => {
    if (to.length === 0) return
    const outlook = await ownOutlook(deps, saverId)
    await asSaver(db, saverId, async (t) => {
      const day = dayOf(now())
      const plans = outlook === null ? [] : await plansOf(t, outlook)
      const overview = outlook && overviewOf(outlook)
      for (const member of to) {
        const shown: Shown = { day, overview, plans: member.scope === 'forecast-and-plans' ? plans : null }
        await publishShare(t, member, shown)
      }
    })
  }
  const givenBy = async (t: SaverTransaction): Promise<readonly Membership[]> =>
    (await listMemberships(t, 'helper')).filter(({ seat }) => seat === 'inviter')
  /** The side of a saver who helps; null where the id is of something else. */
  const helpingSide = async (t: SaverTransaction, id: string): Promise<Membership | null> =>
    (await listMemberships(t, 'helper')).find(({ sharingId, seat }) => sharingId === id && seat === 'guest') ?? null
  const givenSide = async (t: SaverTransaction, id: string): Promise<Membership | null> =>
    (await givenBy(t)).find(({ sharingId }) => sharingId === id) ?? null

  return {
    async list(saverId) {
      const given = await asSaver(db, saverId, givenBy)
      await publish(
        saverId,
        given.filter(({ confirmedAt, endedAt }) => confirmedAt !== null && endedAt === null),
      )
      return asSaver(db, saverId, async (t) => {
        const list: HelperGiven[] = []
        for (const member of given) list.push(await givenView(t, member, now()))
        return { helpers: list, latestEnd: aYearOn(dayOf(now())) }
      })
    },
    give: (saverId, { scope, endsOn }, form) =>
      asSaver(db, saverId, async (t) => {
        if (!isWithinAYear(endsOn, now())) return { kind: 'bad-end' }
        await holdSaver(t)
        // What is changed in a form that was sent before asks for another invitation.
        const code = invitationCodeOf(saverId, `helper ${scope} ${endsOn} ${form}`)
        if (await isOwnInvitation(t, code)) return { kind: 'invited', code }
        let open = 0
        for (const { sharingId } of await givenBy(t)) if ((await readSharing(t, sharingId)) !== null) open++
        if (open >= mostHelpers) return { kind: 'too-many', limit: mostHelpers }
        // Who was given the code of an invitation that was taken back shall not come in by the next one.
        const expiresAt = new Date(now().getTime() + formRememberedMs)
        if (!(await usePass(t, invitationHash(code), expiresAt))) return { kind: 'sent-before' }
        const { name } = await readSaver(t)
        if ((await openSharing(t, { kind: 'helper', scope, endsOn, name, code })) === null)
          throw new Error('A helper was not given, and none stood in the way')
        return { kind: 'invited', code }
      }),
    async confirm(saverId, id) {
      const member = await asSaver(db, saverId, async (t) => {
        await holdSaver(t)
        const given = await givenSide(t, id)
        const guest = given && (await readSharing(t, id))?.seats.guest
        if (!guest) return null
        await confirmMember(t, id, guest.name)
        if (given.confirmedAt === null) await recordAccess(t, { role: 'saver', act: 'helper-added', consentId: id })
        return givenSide(t, id)
      })
      if (member !== null) await publish(saverId, [member])
    },
    revoke: (saverId, id) =>
      asSaver(db, saverId, async (t) => {
        const member = await givenSide(t, id)
        if (member !== null) await revokeHelper(t, member)
      }),
    forget: (saverId, id) =>
      asSaver(db, saverId, async (t) => {
        if ((await givenSide(t, id)) !== null && (await readSharing(t, id)) === null) await forgetMembership(t, id)
      }),

    look: (saverId, code) => asSaver(db, saverId, (t) => invitationView(t, code)),
    accept: (saverId, code) =>
      asSaver(db, saverId, async (t) => {
        const { name } = await readSaver(t)
        return takeInvitation(t, code, 'helper', { name, content: null })
      }),
    helping: (saverId) =>
      asSaver(db, saverId, async (t) => {
        const list: Helping[] = []
        for (const member of await listMemberships(t, 'helper')) {
          if (member.seat !== 'guest') continue
          const sharing = await readSharing(t, member.sharingId)
          const state =
            sharing === null ? 'over' : sharing.seats.inviter?.sharedAt == null ? 'awaits-confirmation' : 'open'
          list.push({ id: member.sharingId, name: member.peer ?? '', state, ...offerOf(member) })
        }
        return list
      }),
    open: (saverId, id) =>
      asSaver(db, saverId, async (t) => {
        const member = await helpingSide(t, id)
        const read = member && (await readAsHelper(t, id))
        if (member === null || read === null) return null
        // Written by `publish`, on the giver's side.
        return { name: member.peer ?? '', ...offerOf(member), ...(read.content as Shown) }
      }),
    stop: (saverId, id) =>
      asSaver(db, saverId, async (t) => {
        if ((await helpingSide(t, id)) !== null) await forgetMembership(t, id)
      }),
  }
}

const isScope = (scope: Membership['scope']): scope is HelperScope => scope !== 'totals'

/** The table holds no helper without either. */
const offerOf = ({ scope, endsOn }: Membership): HelperOffer => ({
  scope: isScope(scope) ? scope : 'forecast',
  endsOn: endsOn ?? '',
})

async function givenView(t: SaverTransaction, member: Membership, at: Date): Promise<HelperGiven> {
  const { sharingId, peer, confirmedAt, endedAt } = member
  const sharing = await readSharing(t, sharingId)
  const guest = sharing?.seats.guest
  const common = {
    id: sharingId,
    ...offerOf(member),
    name: guest?.name ?? peer,
    until: null,
    readings: (await listReadings(t, sharingId)).map((moment) => moment.toISOString()),
  }
  if (endedAt !== null) return { ...common, state: 'revoked' }
  if (sharing === null) return { ...common, state: 'over' }
  if (guest === undefined) return { ...common, state: 'invited', until: lastDayOf(sharing.invitedUntil ?? at) }
  return { ...common, state: confirmedAt === null ? 'to-confirm' : 'helping' }
}

/** The same day of next year; of a leap day, the day before. */
function aYearOn(today: string): string {
  const text = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`
  return parseIsoDate(text) ?? text.replace(/29$/, '28')
}

/** By Swedish clocks. */
function isWithinAYear(text: string, at: Date): boolean {
  const day = parseIsoDate(text)
  const today = dayOf(at)
  return day !== null && day >= today && day <= aYearOn(today)
}

function overviewOf({ portfolio, answer }: Outlook): SharedOverview {
  const { saver, known, ...facts } = portfolio
  const view = overviewView({
    ...facts,
    name: saver.name,
    person: known.person,
    entries: known.entries ?? [],
    prepared: answer.prepared,
    projection: answer.projection,
    feeCosts: feeCosts(answer),
    moved: false,
  })
  const { age, firstMonth, monthly, byPillar, years, contracts, count, oldestFigures, collectionUnderWay } = view
  return { age, firstMonth, monthly, byPillar, years, contracts, count, oldestFigures, collectionUnderWay }
}

async function plansOf(t: SaverTransaction, { portfolio }: Outlook): Promise<readonly SharedPlan[]> {
  const plans = await listPlans(t)
  return plans.map(({ content: { name, choices } }) => {
    const { age, firstMonth, gross, years } = outlookOf(portfolio, ask(preparedFor(portfolio.known, choices), choices))
    const unknown = gross === 0 && years.every((year) => year.gross === 0)
    return { name, firstMonth, retirementAge: age, monthly: unknown ? null : gross }
  })
}
