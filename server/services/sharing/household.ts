/** A household of two savers: each shows the other a few figures per year, until either leaves. */
import { monthOfDate } from '#forecasting/model/year-month.ts'
import { invitationCodeOf, invitationHash } from '#server/crypto/shared-key.ts'
import type { Access } from '#server/db/access-log.ts'
import { recordAccess } from '#server/db/access-log.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { holdSaver, readSaver } from '#server/db/savers.ts'
import type { Membership, OpenedSharing } from '#server/db/sharings.ts'
import {
  confirmMember,
  forgetMembership,
  isOwnInvitation,
  listMemberships,
  openSharing,
  publishShare,
  readSharing,
  recordLook,
  takeInvitation,
} from '#server/db/sharings.ts'
import { usePass } from '#server/db/used-passes.ts'
import type { ForAnySaver } from '../api/room.ts'
import type { HouseholdServices, HouseholdShare, HouseholdView } from '../api/sharing.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import { choosableAges } from '../overview/course.ts'
import type { PortfolioDeps } from '../portfolio/portfolio.ts'
import { householdShare, jointYears } from './household-share.ts'
import { formRememberedMs, invitationView, lastDayOf, leaveHousehold, ownOutlook } from './sharing.ts'

/** There is one at most that goes on. */
async function current(t: SaverTransaction): Promise<Membership | null> {
  return (await listMemberships(t, 'household')).at(-1) ?? null
}

export function createHouseholdService(deps: PortfolioDeps): ForAnySaver<HouseholdServices> {
  const { db, now } = deps
  const shareOf = async (saverId: string): Promise<HouseholdShare | null> => {
    const outlook = await ownOutlook(deps, saverId)
    if (outlook === null) return null
    const { portfolio, answer } = outlook
    return householdShare({
      name: portfolio.saver.name,
      birthDate: portfolio.known.person.birthDate,
      today: portfolio.today,
      count: portfolio.count,
      isChoice: choosableAges(answer, monthOfDate(portfolio.today)).moves === 'start',
      projection: answer.projection,
    })
  }
  /** One that is over makes room for the next. */
  const makeRoom = async (t: SaverTransaction): Promise<void> => {
    const member = await current(t)
    if (member !== null && (await readSharing(t, member.sharingId)) === null) {
      await forgetMembership(t, member.sharingId)
    }
  }

  return {
    async view(saverId) {
      const standing = await asSaver(db, saverId, async (t) => {
        const member = await current(t)
        return member && { member, sharing: await readSharing(t, member.sharingId) }
      })
      if (standing?.sharing == null || standing.member.confirmedAt === null) return viewOf(standing, null, now())
      const { member } = standing
      const share = await shareOf(saverId)
      const sharing = await asSaver(db, saverId, async (t) => {
        if (share !== null) await publishShare(t, member, share)
        await recordLook(t, member.sharingId)
        return readSharing(t, member.sharingId)
      })
      return viewOf({ member, sharing }, share, now())
    },
    invite: (saverId, form) =>
      asSaver(db, saverId, async (t) => {
        await makeRoom(t)
        const { name } = await readSaver(t)
        const code = invitationCodeOf(saverId, form)
        // Who was given the code of an invitation that was taken back shall not come in by the next one.
        const isNew = await usePass(t, invitationHash(code), new Date(now().getTime() + formRememberedMs))
        const invitation = { kind: 'household', scope: 'totals', endsOn: null, name, ...(isNew && { code }) } as const
        return (await openSharing(t, invitation)) ?? ((await isOwnInvitation(t, code)) ? code : null)
      }),
    look: (saverId, code) => asSaver(db, saverId, (t) => invitationView(t, code)),
    async accept(saverId, code) {
      const content = await shareOf(saverId)
      return asSaver(db, saverId, async (t) => {
        await makeRoom(t)
        const { name } = await readSaver(t)
        const answer = await takeInvitation(t, code, 'household', { name, content })
        if (answer === 'taken') await recordAccess(t, joined(await current(t)))
        return answer
      })
    },
    confirm: (saverId) =>
      asSaver(db, saverId, async (t) => {
        await holdSaver(t)
        const member = await current(t)
        const guest = member && (await readSharing(t, member.sharingId))?.seats.guest
        if (member?.seat !== 'inviter' || member.confirmedAt !== null || !guest) return
        await confirmMember(t, member.sharingId, guest.name)
        await recordAccess(t, joined(member))
      }),
    leave: (saverId) =>
      asSaver(db, saverId, async (t) => {
        await holdSaver(t)
        const member = await current(t)
        if (member !== null) await leaveHousehold(t, member)
      }),
  }
}

const joined = (member: Membership | null): Access => ({
  role: 'saver',
  act: 'household-joined',
  ...(member && { consentId: member.sharingId }),
})

interface Standing {
  readonly member: Membership
  readonly sharing: OpenedSharing | null
}

function viewOf(standing: Standing | null, mine: HouseholdShare | null, at: Date): HouseholdView {
  if (standing === null) return { state: 'none' }
  const { member, sharing } = standing
  if (sharing === null) return { state: 'ended', name: member.peer }
  const other = sharing.seats[member.seat === 'inviter' ? 'guest' : 'inviter']
  if (other === undefined) return { state: 'invited', until: lastDayOf(sharing.invitedUntil ?? at) }
  const { name } = other
  if (member.confirmedAt === null) return { state: 'to-confirm', name }
  // What the other shows was written by this very service, on their side.
  const theirs = other.content as HouseholdShare | null
  if (member.seat === 'guest' && theirs === null) return { state: 'awaits-confirmation', name }
  const years = mine === null || theirs === null ? [] : jointYears(mine, theirs, Number(dayOf(at).slice(0, 4)))
  return { state: 'joined', name, mine, theirs, years }
}
