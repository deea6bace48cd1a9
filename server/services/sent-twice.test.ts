/** Forms that arrive twice at once, as a double click without scripts sends them. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import { listAccesses } from '#server/db/access-log.ts'
import { asSaver } from '#server/db/database.ts'
import { markNotSent } from '#server/db/pins.ts'
import { createRooms } from '#server/rooms.ts'
import type { RoomsForAnySaver } from '#server/services/api/rooms.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver } from '#server/testing/examples.ts'
import type { OwnEntryContent } from './api/entries.ts'
import type { HelperGiving, HelperOffer } from './api/sharing.ts'
import { nothingSaid } from './facts/service.ts'
import { approve } from './saver/profile.ts'
import { termsVersion } from './saver/terms.ts'

let test: TestDatabase
let rooms: RoomsForAnySaver
const at = new Date()
beforeAll(async () => {
  test = await testDatabase()
  rooms = createRooms({ db: test.app, now: () => at })
})
afterAll(() => test.close())

const twice = <Answer>(act: () => Promise<Answer>): Promise<readonly Answer[]> => Promise.all([act(), act()])
const abroad: OwnEntryContent = { what: 'utland', name: 'Oslo', amount: 3000, from: age(67), to: null, taxed: true }

it('adds an own entry once, and another when anything in it is another', async () => {
  const saverId = await anySaver(test.app)
  expect(await twice(() => rooms.entries.add(saverId, abroad))).toEqual([{ kind: 'saved' }, { kind: 'saved' }])
  expect((await rooms.entries.list(saverId)).entries).toHaveLength(1)
  await rooms.entries.add(saverId, { ...abroad, amount: 3001 })
  expect((await rooms.entries.list(saverId)).entries).toHaveLength(2)
})

it('invites to a household once, and shows the code both times', async () => {
  const [saverId, other, bo] = [await anySaver(test.app), await anySaver(test.app), await anySaver(test.app)]
  const form = randomUUID()
  const [first, second] = await twice(() => rooms.household.invite(saverId, form))
  expect([first, second]).toEqual([expect.stringMatching(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/), first])
  // Another form of the same saver shows nothing of it, and the same number with another saver is another code.
  expect(await rooms.household.invite(saverId, randomUUID())).toBeNull()
  expect(await rooms.household.invite(other, form)).not.toBe(first)
  expect(await rooms.household.accept(bo, first ?? '')).toBe('taken')
  expect(await rooms.household.invite(saverId, form)).toBeNull()
})

it('invites a helper once, and shows the code both times', async () => {
  const [saverId, other, helper] = [await anySaver(test.app), await anySaver(test.app), await anySaver(test.app)]
  const endsOn = new Date(at.getTime() + 30 * 86_400_000).toISOString().slice(0, 10)
  const [offer, form] = [{ scope: 'forecast', endsOn } as const, randomUUID()]
  const give = (whose: string, what: HelperOffer = offer, by = form) => rooms.helpers.give(whose, what, by)
  const codeOf = (giving: HelperGiving) => (giving.kind === 'invited' ? giving.code : giving.kind)
  const count = async () => (await rooms.helpers.list(saverId)).helpers.length
  const [first, second] = (await twice(() => give(saverId))).map(codeOf)
  expect([first, second]).toEqual([expect.stringMatching(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/), first])
  expect(await count()).toBe(1)
  // What is changed in the form, another form and another saver are other invitations.
  const others = [
    await give(saverId, { ...offer, scope: 'forecast-and-plans' }),
    await give(saverId, offer, randomUUID()),
    await give(other),
  ]
  expect(new Set([first, ...others.map(codeOf)]).size).toBe(4)
  expect(await count()).toBe(3)
  // Sent once more when there are as many as there may be, it still shows what it gave.
  for (let time = 0; time < 2; time++) await give(saverId, offer, randomUUID())
  expect((await give(saverId, offer, randomUUID())).kind).toBe('too-many')
  expect(codeOf(await give(saverId))).toBe(first)
  // Taken, it invites nobody else.
  expect(await rooms.helpers.accept(helper, first ?? '')).toBe('taken')
  for (const { id, state } of (await rooms.helpers.list(saverId)).helpers) {
    if (state === 'invited') await rooms.helpers.revoke(saverId, id)
  }
  expect((await give(saverId)).kind).toBe('sent-before')
  expect((await rooms.helpers.list(saverId)).helpers.filter(({ state }) => state === 'invited')).toEqual([])
})

it('changes an own entry, and says of neither that another tab was there', async () => {
  const saverId = await anySaver(test.app)
  await rooms.entries.add(saverId, abroad)
  const [entry] = (await rooms.entries.list(saverId)).entries
  if (entry === undefined) throw new Error('Not added')
  const changed = { ...abroad, amount: 4000 }
  expect(await twice(() => rooms.entries.change(saverId, entry, changed))).toEqual([
    { kind: 'saved' },
    { kind: 'saved' },
  ])
  expect((await rooms.entries.list(saverId)).entries).toMatchObject([{ version: 2, content: changed }])
})

it('saves the facts, and says of neither that another tab was there', async () => {
  const saverId = await anySaver(test.app)
  for (const [version, residenceYears] of [30, 31].entries()) {
    const facts = { ...nothingSaid, residenceYears }
    expect(await twice(() => rooms.facts.save(saverId, facts, version))).toEqual([{ kind: 'saved' }, { kind: 'saved' }])
    expect(await rooms.facts.read(saverId)).toMatchObject({ version: version + 1, facts: { residenceYears } })
  }
})

it('sends no more mails to addresses than it may, and gives no more helpers, however many ask at once', async () => {
  const saverId = await anySaver(test.app)
  const changes = await Promise.all(
    Array.from({ length: 12 }, (_, index) => rooms.mine.change(saverId, { email: `okand${index}@example.se` })),
  )
  expect(changes.filter(({ kind }) => kind === 'saved')).toHaveLength(5)
  const endsOn = new Date(at.getTime() + 30 * 86_400_000).toISOString().slice(0, 10)
  const given = await Promise.all(
    Array.from({ length: 12 }, () => rooms.helpers.give(saverId, { scope: 'forecast', endsOn }, randomUUID())),
  )
  expect(given.filter(({ kind }) => kind === 'invited')).toHaveLength(5)
})

const actsOf = async (saverId: string): Promise<readonly string[]> =>
  (await asSaver(test.app, saverId, (t) => listAccesses(t, { most: 99 }))).map(({ act }) => act)

it('approves the terms once', async () => {
  const saverId = await anySaver(test.app)
  const approval = { version: termsVersion, email: '', language: 'sv' } as const
  expect(await twice(() => approve(test.app, saverId, approval))).toEqual([{ kind: 'approved' }, { kind: 'approved' }])
  expect((await rooms.mine.read(saverId)).approvals).toHaveLength(1)
  expect(await actsOf(saverId)).toEqual(['terms-approved'])
})

it('orders a PIN, a first one and one in place of another, and sends one letter', async () => {
  const saverId = await anySaver(test.app)
  const ordering = createRooms({ db: test.app, now: () => at, pinLetters: true }).pin
  for (const letters of [1, 2]) {
    expect(await twice(() => ordering.order(saverId))).toEqual([{ kind: 'ordered' }, { kind: 'ordered' }])
    expect((await actsOf(saverId)).filter((act) => act === 'pin-ordered')).toHaveLength(letters)
    await asSaver(test.worker, saverId, (t) => markNotSent(t, 'no-address'))
  }
})

it('withdraws the terms, and turns help by telephone off, once', async () => {
  const saverId = await anySaver(test.app)
  await approve(test.app, saverId, { version: termsVersion, email: '', language: 'sv' })
  await twice(() => rooms.mine.change(saverId, { ombudHelp: false }))
  await twice(() => rooms.mine.withdrawTerms(saverId))
  expect(await actsOf(saverId)).toEqual(['terms-withdrawn', 'ombud-help-turned-off', 'terms-approved'])
})

it('says yes to a helper and to the other of a household once', async () => {
  const [saverId, other] = [await anySaver(test.app), await anySaver(test.app)]
  const endsOn = new Date(at.getTime() + 30 * 86_400_000).toISOString().slice(0, 10)
  const given = await rooms.helpers.give(saverId, { scope: 'forecast', endsOn }, randomUUID())
  if (given.kind !== 'invited') throw new Error('Not given')
  await rooms.helpers.accept(other, given.code)
  const [helper] = (await rooms.helpers.list(saverId)).helpers
  await twice(() => rooms.helpers.confirm(saverId, helper?.id ?? ''))
  await rooms.household.accept(other, (await rooms.household.invite(saverId, randomUUID())) ?? '')
  await twice(() => rooms.household.confirm(saverId))
  expect((await actsOf(saverId)).toSorted()).toEqual(['helper-added', 'household-joined'])
})
