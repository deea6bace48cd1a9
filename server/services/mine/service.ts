/** "Mina uppgifter": settings, approvals, the access log as the saver reads it, and the extract of the register. */
import { areTermsWithdrawn, listApprovals, withdrawApprovals } from '#server/db/approvals.ts'
import type { AccessSpan } from '#server/db/access-log.ts'
import { listAccessSpans, recordAccess } from '#server/db/access-log.ts'
import { currentCollectionUnderWay, settleIfDone } from '#server/db/collections.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver, atOneMoment } from '#server/db/database.ts'
import { readEmailChange } from '#server/db/email-changes.ts'
import { listConsentsInForce, revokeConsents } from '#server/db/ombud-cases.ts'
import { listRetrievals, markFailed } from '#server/db/retrievals.ts'
import { holdSaver, readSaver, updateSaver } from '#server/db/savers.ts'
import type { Look } from '#server/db/sharings.ts'
import { listLooks, lookAs } from '#server/db/sharings.ts'
import { changeEmail, isEmail } from '#server/services/saver/email.ts'
import type { AccessAct, AccessPlace, AccessView, MineServices, SettingsChange, SettingsResult } from '../api/mine.ts'
import type { ForAnySaver } from '../api/room.ts'
import { InTurn } from '../in-turn.ts'
import { endSharing } from '../sharing/sharing.ts'
import { createExtract } from './extract/extract.ts'

const entriesPerPage = 50

export interface MineDeps {
  readonly db: Database
  readonly now: () => Date
}

export function createMineService({ db, now }: MineDeps): ForAnySaver<MineServices> {
  const extracts = new InTurn()
  return {
    read: (saverId) =>
      asSaver(db, saverId, async (t) => {
        const { email, language, notices, protectedIdentity, ombudHelp } = await readSaver(t)
        const change = await readEmailChange(t)
        const approvals = await listApprovals(t)
        return {
          email,
          unconfirmedEmail: change?.email ?? null,
          language,
          notices,
          protectedIdentity,
          ombudHelp,
          approvals: approvals.map(({ version, channel, approvedAt, withdrawnAt }) => ({
            version,
            channel,
            approvedAt: approvedAt.toISOString(),
            withdrawnAt: withdrawnAt?.toISOString() ?? null,
          })),
        }
      }),

    change: (saverId, change) => asSaver(db, saverId, (t) => changeSettings(t, change)),

    withdrawTerms: (saverId) => asSaver(db, saverId, withdraw),

    accesses: (saverId, before) => atOneMoment(db, saverId, (t) => readAccesses(t, before ?? newest)),

    extract: (saverId, format, language) =>
      extracts.run(saverId, () =>
        atOneMoment(db, saverId, async (t) => {
          // First, so that the extract holds the entry about itself.
          await recordAccess(t, { role: 'saver', act: 'extract-taken', reason: `as-${format}` })
          return await createExtract(t, format, language, now())
        }),
      ),

    ombudConsents: (saverId) =>
      asSaver(db, saverId, async (t) =>
        (await listConsentsInForce(t)).map(({ staffReference, consentedAt, consentUntil }) => ({
          staffReference,
          since: consentedAt.toISOString(),
          until: consentUntil.toISOString(),
        })),
      ),

    revokeOmbud: (saverId) => asSaver(db, saverId, endOmbudHelp),
  }
}

/** Staff who have the saver at the telephone see nothing from now on. */
async function endOmbudHelp(t: SaverTransaction): Promise<void> {
  if (await revokeConsents(t)) await recordAccess(t, { role: 'saver', act: 'consent-revoked' })
}

/** Higher than any. */
const newest: AccessPlace = { entry: 999_999_999, look: 999_999_999_999_999 }

/**
 * The chain of the log and what others have looked at, by time. A look is recorded in the transaction of the one who
 * looks, which cannot write in another's chain: it becomes an entry of it when the other is forgotten.
 */
async function readAccesses(t: SaverTransaction, before: AccessPlace): Promise<AccessView> {
  const most = entriesPerPage + 1
  const entries = (await listAccessSpans(t, { most, before: before.entry })).map(viewOf)
  const looks = (await listLooks(t, { most, before: before.look })).map(lookViewOf)
  const shown: Placed[] = []
  while (shown.length < entriesPerPage) {
    const [entry, look] = [entries[0], looks[0]]
    const next = look === undefined || (entry !== undefined && entry.at >= look.at) ? entries.shift() : looks.shift()
    if (next === undefined) break
    shown.push(next)
  }
  const olderBefore = shown.reduce((place, one) => ({ ...place, ...one.place }), before)
  return {
    // Looks that were moved into the chain stand in it later than they happened.
    entries: shown
      .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
      .map(({ place: _place, ...entry }) => entry),
    olderBefore: entries.length + looks.length > 0 ? olderBefore : null,
  }
}

type Placed = AccessView['entries'][number] & { readonly place: Partial<AccessPlace> }

const viewOf = ({ place, times, since, until, role, actorReference, act, reason }: AccessSpan): Placed => ({
  place: { entry: place },
  id: `entry-${place}`,
  at: until.toISOString(),
  times,
  since: since.toISOString(),
  role: role === 'helper' && reason === lookAs.household.reason ? 'household' : role,
  actorReference,
  act,
  reason,
})

const lookViewOf = ({ readingId, readAt, kind, peer }: Look): Placed => ({
  place: { look: readingId },
  id: `look-${readingId}`,
  at: readAt.toISOString(),
  times: 1,
  since: readAt.toISOString(),
  role: kind,
  actorReference: peer,
  ...lookAs[kind],
})

/** All of it or nothing; what is as it was is neither written nor logged. */
async function changeSettings(t: SaverTransaction, change: SettingsChange): Promise<SettingsResult> {
  await holdSaver(t)
  const known = await readSaver(t)
  if (change.email !== undefined) {
    if (!isEmail(change.email)) return { kind: 'bad-email' }
    if (!(await changeEmail(t, change.email))) return { kind: 'too-many-changes' }
  }
  const log = (act: AccessAct) => recordAccess(t, { role: 'saver', act })
  const { language, notices, protectedIdentity, ombudHelp } = change
  // Protected anew, nobody helps by telephone until the saver says so once more.
  const protectedNow = protectedIdentity === true && !known.protectedIdentity
  if (known.ombudHelp && (protectedNow || ombudHelp === false)) {
    await updateSaver(t, { ombudHelp: false })
    await endOmbudHelp(t)
  }
  if (language !== undefined && language !== known.language) {
    await updateSaver(t, { language })
    await log('language-changed')
  }
  if (notices !== undefined && notices !== known.notices) {
    await updateSaver(t, { notices })
    await log(notices ? 'notices-turned-on' : 'notices-turned-off')
  }
  if (protectedIdentity !== undefined && protectedIdentity !== known.protectedIdentity) {
    await updateSaver(t, { protectedIdentity })
    await log(protectedIdentity ? 'protection-turned-on' : 'protection-turned-off')
  }
  if (ombudHelp !== undefined && ombudHelp !== known.ombudHelp && !protectedNow) {
    await updateSaver(t, { ombudHelp })
    await log(ombudHelp ? 'ombud-help-turned-on' : 'ombud-help-turned-off')
  }
  return { kind: 'saved' }
}

/** What is shown to others is closed at once. Questions that are out are given up; what comes of them later is not taken. */
async function withdraw(t: SaverTransaction): Promise<void> {
  await holdSaver(t)
  if (await areTermsWithdrawn(t)) return
  await withdrawApprovals(t)
  await endOmbudHelp(t)
  await recordAccess(t, { role: 'saver', act: 'terms-withdrawn' })
  await endSharing(t)
  const underWay = await currentCollectionUnderWay(t)
  if (underWay === null) return
  for (const { retrievalId, outcome } of await listRetrievals(t, underWay.collectionId)) {
    if (outcome === 'waiting') await markFailed(t, retrievalId, 'interrupted')
  }
  await settleIfDone(t, underWay.collectionId)
}
