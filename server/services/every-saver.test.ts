/** Every view of savers whose lives are unlike each other, and of some that nobody leads: no figure is out of its mind. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { Holding } from '#forecasting/model/holding.ts'
import { kronor } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { createCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { markFailed, storeAnswer } from '#server/db/retrievals.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { createRooms } from '#server/rooms.ts'
import { PersonCache } from '#server/services/portfolio/person-cache.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { contractHolding, providerEntry } from '#server/testing/examples.ts'
import { readChoices } from '../../app/choices/address.ts'
import { checkDigit, PersonalNumber } from '#providers/personal-number.ts'
import { allHoldings } from '#providers/simulator/holdings.ts'
import { testPersons } from '#providers/simulator/persons.ts'
import { simulatedProviders } from '#providers/simulator/providers.ts'
import type { OwnEntryContent } from './api/entries.ts'
import { createOverviewService } from './overview/service.ts'

const now = () => new Date('2026-11-22T10:00:00Z')
const entries = simulatedProviders.map(({ id, name, kind }) => providerEntry(id, { name, kind }))

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, entries)
})
afterAll(() => test.close())

function services() {
  const deps = { db: test.app, now, persons: new PersonCache({ size: 10, now }) }
  return { ...createRooms(deps), overview: createOverviewService(deps) }
}

const numberFrom = (text: string): PersonalNumber => {
  const number = PersonalNumber.parse(text)
  if (number === null) throw new Error('Not a number that can exist')
  return number
}
const made = (born: string): PersonalNumber => numberFrom(`${born}238${checkDigit(`${born.slice(2)}238`)}`)

type Held = readonly { readonly provider: string; readonly holding: Holding }[]

/** @param held null: every provider failed */
async function saverWith(number: PersonalNumber, held: Held | null, own: readonly OwnEntryContent[] = []) {
  const { saverId } = await findOrCreateSaver(test.app, { number, name: 'Åsa Öström-Lindqvist' })
  await asSaver(test.app, saverId, async (t) => {
    const created = await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 3_600_000),
      providers: entries,
    })
    for (const { retrievalId, providerId } of created?.retrievals ?? []) {
      if (held === null) {
        await markFailed(t, retrievalId, 'unreachable')
        continue
      }
      const [first, ...rest] = held.flatMap(({ provider, holding }) => (provider === providerId ? [holding] : []))
      const original = { bytes: Buffer.from('<svar/>'), contentType: 'text/xml' }
      await storeAnswer(
        t,
        retrievalId,
        first === undefined
          ? { kind: 'nothing-held', original }
          : { kind: 'answered', holdings: [first, ...rest], original },
      )
    }
  })
  for (const content of own) await services().entries.add(saverId, content)
  return saverId
}

const insurer = entries.find(({ kind }) => kind !== 'authority')?.id ?? ''
const capital = (value: number, contractNumber = 'A-1') =>
  contractHolding(contractNumber, { capital: { value: kronor(value), date: isoDateOf('2026-10-31') } })
const abroad: OwnEntryContent = {
  what: 'utland',
  name: 'Tysk pension',
  amount: 3000,
  from: age(67),
  to: null,
  taxed: true,
}
const largest: OwnEntryContent = {
  what: 'sparande',
  name: '=1+1"><script>alert(1)</script>',
  value: 1_000_000_000,
  date: '2026-11-22',
  saved: 1_000_000,
  returnPercent: 20,
  from: age(55),
  months: 12,
}

const lives: readonly (readonly [string, () => Promise<string>])[] = [
  ...testPersons.map(({ key, number }): readonly [string, () => Promise<string>] => [
    key,
    () => saverWith(numberFrom(number), allHoldings(numberFrom(number))),
  ]),
  [
    'sixty contracts',
    () =>
      saverWith(
        made('19690412'),
        Array.from({ length: 60 }, (_, index) => ({
          provider: insurer,
          holding: capital(100_000 + index, `S-${index}`),
        })),
      ),
  ],
  ['one öre', () => saverWith(made('19690413'), [{ provider: insurer, holding: capital(0.01) }])],
  ['fifty million', () => saverWith(made('19690414'), [{ provider: insurer, holding: capital(50_000_000) }])],
  ['nothing but a foreign pension', () => saverWith(made('19690415'), [], [abroad])],
  ['own entries at their limits', () => saverWith(made('19690416'), [], [largest, { ...abroad, amount: 0 }])],
  ['every provider failed', () => saverWith(made('19690417'), null)],
  ['nothing at all', () => saverWith(made('19690418'), [])],
  ['99 years old', () => saverWith(made('19270212'), [{ provider: insurer, holding: capital(100_000) }])],
  ['110 years old', () => saverWith(made('19160212'), [{ provider: insurer, holding: capital(100_000) }])],
  ['16 years old', () => saverWith(made('20100312'), [{ provider: insurer, holding: capital(100_000) }])],
  ['a child of six', () => saverWith(made('20200312'), [])],
  ['a coordination number', () => saverWith(made('19790478'), [{ provider: insurer, holding: capital(100_000) }])],
]

/** Every number and text of an answer, with its place. */
function leaves(value: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([name, part]) => leaves(part, `${path}.${name}`))
}

const wrong = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) ||
  (typeof value === 'string' && /NaN|undefined|Infinity|\[object|Invalid/.test(value))

const sum = (list: readonly { readonly monthly: number }[]): number =>
  list.reduce((all, { monthly }) => all + monthly, 0)

it.each(lives)('%s', async (_life, make) => {
  const saverId = await make()
  const { overview, forecast, explanation, plans, family, changes, entries: own, household } = services()
  const seen = await overview.view(saverId, {})
  const asked = await forecast.view(saverId, {})
  const nominal = await forecast.view(saverId, { nominal: true, market: 'low' })
  const steps = await explanation.read(saverId, {}, null, null)
  const contracts = await Promise.all(
    (asked?.frame.items ?? []).slice(0, 3).map(({ id }) => explanation.read(saverId, {}, null, id)),
  )
  const bounds = await plans.bounds(saverId)
  const found = await plans.find(saverId, {
    from: bounds?.riktalder ?? 0,
    amount: 20_000,
    afterTax: false,
  })
  const survivors = await family.survivors(saverId, null)
  const all = {
    seen,
    asked,
    nominal,
    steps,
    contracts,
    bounds,
    found,
    survivors,
    changed: await changes.read(saverId),
    own: await own.list(saverId),
    household: await household.view(saverId),
  }
  expect(leaves(all).filter(([, value]) => wrong(value))).toEqual([])
  if (seen === null || asked === null || survivors === null) throw new Error('Nothing was shown')
  // Parts add up to what they are parts of; after tax there is never more than before.
  expect(sum(seen.byPillar)).toBe(seen.monthly)
  for (const { total, parts } of seen.years) expect(sum(parts)).toBe(total)
  if (nominal === null) throw new Error('Nothing was shown')
  for (const { answer } of [asked, nominal]) {
    for (const { gross, net, guaranteed } of Object.values(answer.outcomes)) {
      expect(net ?? 0).toBeLessThanOrEqual(gross)
      expect(guaranteed).toBeLessThanOrEqual(gross)
    }
    for (const { total, parts } of answer.years) expect(sum(parts)).toBe(total)
    const { gross } = answer.outcomes[answer.choices.market ?? 'expected']
    expect(sum(answer.byPillar)).toBe(gross)
  }
  for (const { total, parts } of survivors.years) expect(sum(parts)).toBe(total)
})

it('answers whatever choices stand in an address', async () => {
  const number = made('19690419')
  const held = Array.from({ length: 5 }, (_, index) => ({ provider: insurer, holding: capital(200_000, `F-${index}`) }))
  const saverId = await saverWith(number, held, [abroad])
  const { forecast } = services()
  const ids = (await forecast.view(saverId, {}))?.frame.items.map(({ id }) => id) ?? []
  expect(ids).toHaveLength(6)
  const ages = fc.oneof(
    fc.nat({ max: 130 }).map(String),
    fc.tuple(fc.nat({ max: 110 }), fc.nat({ max: 12 })).map(([years, months]) => `${years}-${months}`),
    fc.string(),
  )
  const amounts = fc.oneof(fc.constantFrom('0', '1', '10000000', '99999999', '-1', ''), fc.nat().map(String))
  const some = (name: string, ...cells: readonly fc.Arbitrary<string>[]): fc.Arbitrary<readonly [string, string]> =>
    fc.tuple(...cells).map((texts) => [name, texts.join('.')])
  const part = fc.oneof(
    some('alder', ages),
    some('marknad', fc.constantFrom('lag', 'hog', 'x')),
    some('pengar', fc.constant('lopande')),
    some('lon', amounts),
    some('arbete', ages, ages, amounts, amounts),
    some('uttag', ages, fc.constantFrom('0', '25', '50', '75', '100', '33')),
    some(
      'avtal',
      fc.constantFrom(...ids, '__proto__', 'constructor'),
      fc.oneof(fc.constant(''), ages),
      fc.constantFrom('', 'livet', '0', '1', '7', '60', '120', '10000000'),
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) => {
      const { choices } = readChoices(new URLSearchParams(parts.map(([name, text]) => [name, text])))
      const view = await forecast.view(saverId, choices)
      expect(leaves(view).filter(([, value]) => wrong(value))).toEqual([])
      for (const { gross, net } of Object.values(view?.answer.outcomes ?? {})) {
        expect(net ?? 0).toBeLessThanOrEqual(gross)
      }
    }),
    { numRuns: 60 },
  )
})
