import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Access } from '#server/db/access-log.ts'
import { listAccesses, recordAccess } from '#server/db/access-log.ts'
import { addApproval } from '#server/db/approvals.ts'
import { createCollection, latestCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { listRetrievals } from '#server/db/retrievals.ts'
import { createCollectionService } from '#server/services/collection/service.ts'
import { approve, readKnownSaver } from '#server/services/saver/profile.ts'
import { termsVersion } from '#server/services/saver/terms.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver, providerEntry } from '#server/testing/examples.ts'
import type { AccessPlace, AccessView } from '../api/mine.ts'
import { createHelperService } from '../sharing/helpers.ts'
import { createMineService } from './service.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [providerEntry('nordfjall')])
})
afterAll(() => test.close())

const now = () => new Date()
const mine = () => createMineService({ db: test.app, now })
const actsOf = async (saverId: string) =>
  (await asSaver(test.app, saverId, (t) => listAccesses(t, { most: 99 }))).map(({ act }) => act)

it('stops a collection under way when the approval is withdrawn, and starts none until it is given anew', async () => {
  const saverId = await anySaver(test.app)
  await asSaver(test.app, saverId, async (t) => {
    await addApproval(t, { version: termsVersion, channel: 'portal' })
    await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 60_000),
      providers: [providerEntry('nordfjall')],
    })
  })
  await mine().withdrawTerms(saverId)
  const [collection, retrievals] = await asSaver(test.app, saverId, async (t) => {
    const latest = await latestCollection(t)
    return [latest, await listRetrievals(t, latest?.collectionId ?? '')]
  })
  expect(collection?.settledAt).not.toBeNull()
  expect(retrievals.map(({ outcome }) => outcome)).toEqual(['failed'])
  expect(await readKnownSaver(test.app, saverId)).toMatchObject({ approved: false, withdrawn: true })
  const collections = createCollectionService({ db: test.app, termsVersion, now })
  expect(await collections.start(saverId)).toEqual({ kind: 'not-approved' })
  expect(await approve(test.app, saverId, { version: termsVersion, email: '', language: 'sv' })).toEqual({
    kind: 'approved',
  })
  expect(await collections.start(saverId)).toEqual({ kind: 'started' })
  const { approvals } = await mine().read(saverId)
  expect(approvals.map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([true, false])
  expect(await actsOf(saverId)).toEqual(['collection-started', 'terms-approved', 'terms-withdrawn'])
})

it('logs each setting that was changed, and none that was not', async () => {
  const saverId = await anySaver(test.app)
  const all = { email: 'a@example.org', language: 'en', notices: false, protectedIdentity: true } as const
  expect(await mine().change(saverId, all)).toEqual({ kind: 'saved' })
  expect(await mine().change(saverId, all)).toEqual({ kind: 'saved' })
  expect(await actsOf(saverId)).toEqual([
    'protection-turned-on',
    'notices-turned-off',
    'language-changed',
    'email-change-asked',
  ])
  expect(await mine().read(saverId)).toMatchObject({
    language: 'en',
    notices: false,
    protectedIdentity: true,
    email: null,
  })
})

it('lets an address that waits be, when the form is sent again with it', async () => {
  const saverId = await anySaver(test.app)
  for (const notices of [true, false]) await mine().change(saverId, { email: 'a@example.org', notices })
  expect(await mine().read(saverId)).toMatchObject({ unconfirmedEmail: 'a@example.org', notices: false })
  await mine().change(saverId, { email: '' })
  expect(await mine().read(saverId)).toMatchObject({ unconfirmedEmail: null })
})

it('changes nothing of a form with a bad address in it', async () => {
  const saverId = await anySaver(test.app)
  expect(await mine().change(saverId, { email: 'a@', language: 'en' })).toEqual({ kind: 'bad-email' })
  expect((await mine().read(saverId)).language).toBe('sv')
})

it('puts what others have looked at in its place by time, over all parts', async () => {
  const [saverId, helper] = [await anySaver(test.app, 'Anna Ask'), await anySaver(test.app, 'Bo Björk')]
  const helpers = createHelperService({ db: test.app, now })
  const endsOn = (await helpers.list(saverId)).latestEnd
  const given = await helpers.give(saverId, { scope: 'forecast', endsOn }, randomUUID())
  if (given.kind !== 'invited') throw new Error('Not invited')
  await helpers.accept(helper, given.code)
  const id = (await helpers.list(saverId)).helpers[0]?.id ?? ''
  await helpers.confirm(saverId, id)
  for (let time = 0; time < 30; time++) {
    await helpers.open(helper, id)
    await mine().change(saverId, { notices: time % 2 === 1 })
  }
  const all: string[] = []
  for (let place: AccessPlace | null = null, parts = 0; parts < 9; parts++) {
    const part: AccessView = await mine().accesses(saverId, place)
    all.push(...part.entries.map(({ act, actorReference }) => actorReference ?? act.replace(/-o[nf]+$/, '')))
    place = part.olderBefore
    if (place === null) break
  }
  expect(all).toEqual([...Array.from({ length: 30 }, () => ['notices-turned', 'Bo Björk']).flat(), 'helper-added'])
})

it('hands out the log a part at a time, down to its first entry', async () => {
  const saverId = await anySaver(test.app)
  for (let number = 0; number < 27; number++) {
    await mine().change(saverId, { notices: false })
    await mine().change(saverId, { notices: true })
  }
  const first = await mine().accesses(saverId, null)
  expect([first.entries.length, first.entries[0]?.id, first.olderBefore?.entry]).toEqual([50, 'entry-54', 5])
  const rest = await mine().accesses(saverId, first.olderBefore)
  expect([rest.entries.length, rest.olderBefore]).toEqual([4, null])
})

describe('what is read again and again', () => {
  const bank = { role: 'partner', actorReference: 'banken', reason: 'sign-on-by-partner' } as const
  const minute = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 10, minutes))
  const logOf = async (...accesses: readonly Access[]) => {
    const saverId = await anySaver(test.app)
    await asSaver(test.app, saverId, async (t) => {
      for (const access of accesses) await recordAccess(t, access)
    })
    return saverId
  }
  const shown = async (saverId: string, before: AccessPlace | null = null) =>
    (await mine().accesses(saverId, before)).entries.map(
      ({ act, actorReference, times, since, at }) =>
        `${actorReference ?? ''} ${act} ${times} ${since.slice(14, 16)}-${at.slice(14, 16)}`,
    )

  it('in one visit is told once, with how often, whatever else is read in between', async () => {
    const read = (act: 'overview-read' | 'forecast-read', at: number): Access => ({ ...bank, act, seenAt: minute(at) })
    const saverId = await logOf(
      read('overview-read', 0),
      read('forecast-read', 1),
      read('forecast-read', 1),
      read('overview-read', 2),
      read('forecast-read', 9),
    )
    expect(await shown(saverId)).toEqual(['banken forecast-read 3 01-09', 'banken overview-read 2 00-02'])
    expect(await actsOf(saverId)).toHaveLength(5)
  })

  it('is told anew after a quarter of an hour', async () => {
    const saverId = await logOf(
      ...[0, 15, 30, 46].map((at) => ({ ...bank, act: 'forecast-read', seenAt: minute(at) }) as const),
    )
    expect(await shown(saverId)).toEqual(['banken forecast-read 1 46-46', 'banken forecast-read 3 00-30'])
  })

  it('is told of each by themselves: another partner, another consent, another reason', async () => {
    const staff = {
      role: 'ombud',
      actorReference: 'abc',
      act: 'overview-read',
      reason: 'consent-by-telephone',
    } as const
    const saverId = await logOf(
      { ...bank, act: 'overview-read', seenAt: minute(0) },
      { ...bank, actorReference: 'andra', act: 'overview-read', seenAt: minute(0) },
      { ...staff, consentId: '00000000-0000-4000-8000-000000000001', seenAt: minute(1) },
      { ...staff, consentId: '00000000-0000-4000-8000-000000000002', seenAt: minute(1) },
      { ...bank, actorReference: 'andra', act: 'overview-read', reason: 'helping', seenAt: minute(2) },
    )
    expect(await shown(saverId)).toHaveLength(5)
  })

  it('is never told once where it was done, and not read, nor where the saver did it', async () => {
    const saverId = await logOf(
      { ...bank, act: 'signed-data-given', seenAt: minute(0) },
      { ...bank, act: 'signed-data-given', seenAt: minute(0) },
      { role: 'saver', act: 'overview-read', seenAt: minute(1) },
      { role: 'saver', act: 'overview-read', seenAt: minute(1) },
    )
    expect(await shown(saverId)).toHaveLength(4)
  })

  it('does not push anything else off the page, and goes on where the part before ended', async () => {
    const visits = Array.from({ length: 60 }, (_, visit) => visit)
    const saverId = await logOf(
      ...visits.flatMap((visit) =>
        [0, 1, 2].map((at) => ({ ...bank, act: 'forecast-read', seenAt: minute(visit * 60 + at) }) as const),
      ),
    )
    const first = await mine().accesses(saverId, null)
    const rest = await mine().accesses(saverId, first.olderBefore)
    expect([first.entries.length, rest.entries.length, rest.olderBefore]).toEqual([50, 10, null])
    expect([...first.entries, ...rest.entries].map(({ times }) => times)).toEqual(visits.map(() => 3))
  })
})
