/** Every service of every room, asked by one saver with all the ids, codes and versions of another. */
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import { addApproval } from '#server/db/approvals.ts'
import { createCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { storeAnswer } from '#server/db/retrievals.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { openSession } from '#server/db/sessions.ts'
import type { OwnEntryContent } from '#server/services/api/entries.ts'
import type { SaverFacts } from '#server/services/api/facts.ts'
import type { RoomsForAnySaver, SaverRooms } from '#server/services/api/rooms.ts'
import { PersonCache } from '#server/services/portfolio/person-cache.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anyNumberOfTheSeventies, answered, contractHolding, providerEntry } from '#server/testing/examples.ts'
import { createRooms } from './rooms.ts'

let test: TestDatabase
let rooms: RoomsForAnySaver
/** The database has its own clock: invitations go by it. */
const at = new Date()
const day = (days: number): string => new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10)
const provider = providerEntry('nordfjall-liv')

beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [provider])
  // One cache for both, as in the portal.
  rooms = createRooms({
    db: test.app,
    now: () => at,
    pinLetters: true,
    persons: new PersonCache({ size: 10, now: () => at }),
  })
})
afterAll(() => test.close())

async function saverNamed(name: string, contractNumber: string): Promise<string> {
  const { saverId } = await findOrCreateSaver(test.app, { number: anyNumberOfTheSeventies(), name })
  await asSaver(test.app, saverId, async (t) => {
    await addApproval(t, { version: '1', channel: 'portal' })
    const created = await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(at.getTime() + 60_000),
      providers: [provider],
    })
    const { original } = answered(contractNumber)
    const holdings = [contractHolding(contractNumber, { productName: `Avtal för ${name}` })] as const
    await storeAnswer(t, created?.retrievals[0]?.retrievalId ?? '', { kind: 'answered', holdings, original })
  })
  return saverId
}

const entryOf = (name: string, amount: number): OwnEntryContent => ({
  what: 'inkomst',
  name,
  amount,
  from: age(65),
  to: null,
  taxed: true,
})

/** Everything that can be named of what a saver has. */
async function belongings(saverId: string, name: string) {
  await rooms.entries.add(saverId, entryOf(`Post för ${name}`, 4321))
  const [entry] = (await rooms.entries.list(saverId)).entries
  const [item] = (await rooms.forecast.view(saverId, {}))?.frame.items ?? []
  const contractId = item?.id ?? ''
  const choices = { retirementAge: age(66), contracts: { [contractId]: { duration: 120 } } }
  const plan = await rooms.plans.save(saverId, { name: `Plan för ${name}`, choices, wish: null })
  await rooms.corrections.report(saverId, contractId, { what: 'belopp', words: `Ord av ${name}` })
  const given = await rooms.helpers.give(saverId, { scope: 'forecast-and-plans', endsOn: day(30) }, randomUUID())
  const helper = (await rooms.helpers.list(saverId)).helpers[0]
  if (plan.kind !== 'saved' || given.kind !== 'invited' || !entry || !helper) throw new Error('Not everything was made')
  await openSession(test.app, { tokenHash: randomBytes(32), saverId, level: 'loa2', partnerId: null, idToken: null })
  const [session] = await rooms.sessions.list(saverId, null)
  return { entry, contractId, planId: plan.planId, helperId: helper.id, choices, session: session?.id ?? '' }
}
type Belongings = Awaited<ReturnType<typeof belongings>>

type Asked = {
  readonly [Room in keyof SaverRooms]: {
    readonly [Act in keyof SaverRooms[Room]]: (asking: string, of: Belongings) => Promise<unknown>
  }
}

const facts: SaverFacts = {
  maritalStatus: null,
  municipality: null,
  churchMember: false,
  resident: 'sweden',
  residenceYears: null,
  housing: null,
  salary: null,
  agreement: null,
}

/** A service that is added must say here how it is asked. What closes something off stands last in its room. */
const asked = (): Asked => ({
  facts: {
    read: (me) => rooms.facts.read(me),
    save: (me) => rooms.facts.save(me, facts, 1),
    work: (me) => rooms.facts.work(me),
  },
  forecast: {
    view: (me, { choices }) => rooms.forecast.view(me, choices),
    answers: (me, { choices }) => rooms.forecast.answers(me, choices, 1),
  },
  explanation: { read: (me, { choices, contractId }) => rooms.explanation.read(me, choices, null, contractId) },
  plans: {
    list: (me) => rooms.plans.list(me),
    save: (me, { choices }) => rooms.plans.save(me, { name: 'Egen', choices, wish: null }),
    open: (me, { planId }) => rooms.plans.open(me, planId),
    compare: (me, { planId }) => rooms.plans.compare(me, [planId]),
    bounds: (me) => rooms.plans.bounds(me),
    find: (me) => rooms.plans.find(me, { from: age(66), amount: 20_000, afterTax: false }),
    tick: (me, { planId }) => rooms.plans.tick(me, planId, 'gjord', true),
    copy: (me, { planId }) => rooms.plans.copy(me, planId, 'Kopia'),
    change: (me, { planId, choices }) =>
      rooms.plans.change(me, { planId, version: 1 }, { name: 'Tagen', choices, wish: null }),
    remove: (me, { planId }) => rooms.plans.remove(me, { planId, version: 1 }),
  },
  errands: {
    list: (me) => rooms.errands.list(me),
    planToSend: (me, { planId }) => rooms.errands.planToSend(me, planId),
    sendPlan: (me, { planId, contractId }) =>
      rooms.errands.sendPlan(me, planId, [{ contractId, start: '2040-01-01', duration: 120 }]),
  },
  entries: {
    list: (me) => rooms.entries.list(me),
    add: (me) => rooms.entries.add(me, entryOf('Egen', 1)),
    change: (me, { entry }) => rooms.entries.change(me, entry, entryOf('Tagen', 1)),
    remove: (me, { entry }) => rooms.entries.remove(me, entry),
  },
  corrections: {
    contract: (me, { contractId }) => rooms.corrections.contract(me, contractId),
    report: (me, { contractId }) => rooms.corrections.report(me, contractId, { what: 'annat', words: 'Tagen' }),
    list: (me) => rooms.corrections.list(me),
  },
  changes: { read: (me) => rooms.changes.read(me) },
  family: { survivors: (me) => rooms.family.survivors(me, null) },
  household: {
    view: (me) => rooms.household.view(me),
    invite: (me) => rooms.household.invite(me, 'a form'),
    look: (me, { helperId }) => rooms.household.look(me, helperId),
    accept: (me, { helperId }) => rooms.household.accept(me, helperId),
    confirm: (me) => rooms.household.confirm(me),
    leave: (me) => rooms.household.leave(me),
  },
  helpers: {
    list: (me) => rooms.helpers.list(me),
    give: (me) => rooms.helpers.give(me, { scope: 'forecast', endsOn: day(30) }, randomUUID()),
    look: (me, { helperId }) => rooms.helpers.look(me, helperId),
    accept: (me, { helperId }) => rooms.helpers.accept(me, helperId),
    helping: (me) => rooms.helpers.helping(me),
    open: (me, { helperId }) => rooms.helpers.open(me, helperId),
    confirm: (me, { helperId }) => rooms.helpers.confirm(me, helperId),
    revoke: (me, { helperId }) => rooms.helpers.revoke(me, helperId),
    forget: (me, { helperId }) => rooms.helpers.forget(me, helperId),
    stop: (me, { helperId }) => rooms.helpers.stop(me, helperId),
  },
  mine: {
    read: (me) => rooms.mine.read(me),
    change: (me) => rooms.mine.change(me, { notices: false }),
    accesses: (me) => rooms.mine.accesses(me, { entry: 1000, look: 1000 }),
    extract: async (me) => Buffer.from((await rooms.mine.extract(me, 'json', 'sv')).bytes).toString('utf8'),
    withdrawTerms: (me) => rooms.mine.withdrawTerms(me),
    ombudConsents: (me) => rooms.mine.ombudConsents(me),
    revokeOmbud: (me) => rooms.mine.revokeOmbud(me),
  },
  sessions: {
    list: (me) => rooms.sessions.list(me, null),
    end: (me, { session }) => rooms.sessions.end(me, session),
    endOthers: (me) => rooms.sessions.endOthers(me, null),
  },
  pin: { read: (me) => rooms.pin.read(me), order: (me) => rooms.pin.order(me), turnOff: (me) => rooms.pin.turnOff(me) },
})

/** What is held of a saver, as it was: what is made anew at each look (when it was made) left out. */
const heldOf = async (saverId: string): Promise<unknown> => ({
  facts: await rooms.facts.read(saverId),
  plans: await rooms.plans.list(saverId),
  entries: await rooms.entries.list(saverId),
  errands: await rooms.errands.list(saverId),
  helpers: await rooms.helpers.list(saverId),
  household: await rooms.household.view(saverId),
  settings: await rooms.mine.read(saverId),
  pin: await rooms.pin.read(saverId),
  sessions: await rooms.sessions.list(saverId, null),
  forecast: await rooms.forecast.view(saverId, {}),
})

it('gives nothing of another, and changes nothing of theirs, whatever ids are named', async () => {
  const [anna, bo] = [await saverNamed('Annasdotter', 'A-1'), await saverNamed('Boson', 'B-1')]
  const hers = await belongings(anna, 'Annasdotter')
  const before = await heldOf(anna)
  const walk = Object.entries<Readonly<Record<string, (asking: string, of: Belongings) => Promise<unknown>>>>(asked())
  let count = 0
  for (const [room, acts] of walk) {
    for (const [act, ask] of Object.entries(acts)) {
      const answer = JSON.stringify((await ask(bo, hers)) ?? null)
      expect(answer, `${room}.${act}`).not.toMatch(/Annasdotter|A-1\b|4321/)
      count++
    }
  }
  expect(count).toBeGreaterThan(40)
  expect(await heldOf(anna)).toEqual(before)
})

it('answers each with their own when both ask at the same time', async () => {
  const [anna, bo] = [await saverNamed('Annasdotter', 'A-2'), await saverNamed('Boson', 'B-2')]
  const answers = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const [me, name, other] = index % 2 === 0 ? [anna, 'Annasdotter', 'Boson'] : [bo, 'Boson', 'Annasdotter']
      const text = JSON.stringify(await rooms.forecast.view(me, { retirementAge: age(64) + (index % 5) }))
      return text.includes(name) && !text.includes(other)
    }),
  )
  expect(answers).not.toContain(false)
})
