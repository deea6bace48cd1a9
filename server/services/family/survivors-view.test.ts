import { describe, expect, test } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding } from '#forecasting/model/holding.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { survivorsOf } from '#forecasting/projection/survivors.ts'
import type { Known } from '#forecasting/projection/types.ts'
import { contract as held, capitalOf, publicPension } from '#forecasting/testing/holdings.ts'
import { ask, prepareSound } from '../forecast/asking.ts'
import { assumedIn, withAssumed } from '../portfolio/assumed-contract.ts'
import { deathAgeOf, survivorsView } from './survivors-view.ts'

const birthDate = isoDateOf('1965-05-15')
const today = isoDateOf('2026-11-22')

/** 0 % before the payout and in it, so that amounts can be counted in the head. */
const covered = (changes: Partial<ContractHolding> = {}): ContractHolding =>
  held({
    kollektivavtal: 'AKAP-KR',
    capital: capitalOf(600_000),
    fees: [{ kind: 'management', applies: 'contract', amount: { variable: share('0.0152') } }],
    premium: { amount: kronor(1), interval: 'single', paidUntil: 'not-reported' },
    aterbetalningsskydd: true,
    survivorsPension: false,
    familyCover: false,
    ...changes,
  })

function view(
  holdings: Readonly<Record<string, ContractHolding>>,
  asked: number | null,
  rest: Partial<Known> = {},
): ReturnType<typeof survivorsView> {
  const delivered = [...Object.entries(holdings).map(([id, holding]) => ({ id, holding })), ...(rest.holdings ?? [])]
  const known: Known = { person: { birthDate }, today, ...rest, holdings: delivered }
  const { prepared, choices, projection } = ask(prepareSound(known), {})
  const facts = {
    contracts: delivered
      .filter(({ id }) => !id.startsWith('arbetar-'))
      .map(({ id, holding }) => ({
        contractId: id,
        report: {
          holdingId: id,
          providerId: 'bolaget',
          providerOrganisationNumber: '165560001234',
          fetched: today,
          older: false,
          holding,
        },
        reportedBy: ['bolaget'],
        possibleDouble: false,
      })),
    assumed: assumedIn(known),
    sources: [],
    today,
    projection,
    birthDate,
    entries: known.entries ?? [],
    asked,
  }
  const death = deathAgeOf(facts)
  return survivorsView(facts, death, survivorsOf(prepared, choices, death.deathAge))
}

test('tomorrow: from next month, over five years, by calendar year', () => {
  const shown = view({ a: covered() }, null)
  expect(shown).toMatchObject({ firstMonth: '2026-12', moved: false, deathAge: age(61, 6), monthly: 10_000 })
  // One month of 2026, four whole years, eleven of twelve months of 2031: 10,000 · 11 ÷ 12.
  expect(shown.years.map(({ year, months, total }) => [year, months, total])).toEqual([
    [2026, 1, 10_000],
    [2027, 12, 10_000],
    [2028, 12, 10_000],
    [2029, 12, 10_000],
    [2030, 12, 10_000],
    [2031, 12, 9200],
  ])
  expect(shown.contracts).toMatchObject([
    { status: 'paid', capital: 600_000, payments: [{ monthly: 10_000, from: '2026-12', to: '2031-11' }] },
  ])
})

test('at an age: from the month after it', () => {
  expect(view({ a: covered() }, age(63))).toMatchObject({ firstMonth: '2028-06', deathAge: age(63) })
})

test.each([
  [age(20), age(61, 6)],
  [age(120), age(95)],
])('an age of %d months cannot be asked about and is moved', (asked, used) => {
  expect(view({ a: covered() }, asked)).toMatchObject({ deathAge: used, moved: true })
})

describe('what is said of each contract', () => {
  const without = covered({ aterbetalningsskydd: false })
  test.each([
    ['none', without],
    ['unknown', { ...without, familyCover: 'not-reported' as const }],
    ['amount-unknown', { ...without, familyCover: true }],
  ])('%s', (status, holding) => {
    expect(view({ a: holding }, null)).toMatchObject({ monthly: 0, years: [], contracts: [{ status, capital: null }] })
  })

  test.each([
    ['named', true],
    ['not-named', false],
    ['not-reported', 'not-reported'],
  ] as const)('beneficiaries %s', (word, beneficiariesNamed) => {
    expect(view({ a: covered({ beneficiariesNamed }) }, null).contracts[0]?.beneficiaries).toBe(word)
  })

  test('the public pension lies outside, and what the engine refuses is unknown', () => {
    const odd = covered({ fees: [{ kind: 'management', applies: 'contract', amount: { variable: share('0.42') } }] })
    const shown = view({ odd, a: covered() }, null, {
      holdings: [{ id: 'public', holding: publicPension({ inkomstpensionBalance: capitalOf(1_000_000) }) }],
    })
    expect(Object.fromEntries(shown.contracts.map(({ contractId, status }) => [contractId, status]))).toEqual({
      public: 'outside',
      odd: 'unknown',
      a: 'paid',
    })
  })

  test('own savings are left to the survivors as they are', () => {
    const shown = view({}, null, {
      entries: [
        {
          id: 'own',
          entry: {
            kind: 'sparande',
            name: 'Sparkonto',
            value: { value: kronor(120_000), date: today },
            saved: kronorPerMonth(0),
            months: 120,
          },
        },
      ],
    })
    expect(shown.contracts).toMatchObject([
      { contractId: 'own', label: 'Sparkonto', pillar: 'eget', status: 'paid', payments: [] },
    ])
    expect(shown.contracts[0]?.capital).toBeGreaterThan(100_000)
  })
})

test('families are shared out so that they add up to each year', () => {
  const shown = view(
    { a: covered({ capital: capitalOf(333_333) }), b: covered({ capital: capitalOf(77_777), skatteklass: 'P' }) },
    null,
  )
  expect(shown.years[0]?.parts.map(({ pillar }) => pillar)).toEqual(['tjanstepension', 'privat-sparande'])
  for (const { total, parts } of shown.years) {
    expect(parts.reduce((whole, { monthly }) => whole + monthly, 0)).toBe(total)
  }
})

test.each([null, age(64)])('what is assumed of the saver’s work is told apart, and pays nobody (%j)', (asked) => {
  const salary = kronorPerYear(480_000)
  const known = withAssumed({ agreement: 'ITP1' }, { person: { birthDate }, holdings: [], salary, today })
  expect(view({}, asked, known)).toMatchObject({
    monthly: 0,
    contracts: [{ contractId: 'arbetar-ITP1', label: 'arbetar-ITP1', status: 'assumed', payments: [], capital: null }],
  })
})
