import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding, Holding, Premium } from '#forecasting/model/holding.ts'
import { kronor, kronorPerMonth, kronorPerYear } from '#forecasting/model/quantity.ts'
import { isoDateOf, monthOfDate } from '#forecasting/model/year-month.ts'
import type { Known } from '#forecasting/projection/types.ts'
import { people } from '#forecasting/testing/generated-people.ts'
import { capitalOf, contract, forecast, publicPension, right } from '#forecasting/testing/holdings.ts'
import type { ChangePart, FigureChange } from '../api/changes.ts'
import { ask, prepareSound } from '../forecast/asking.ts'
import { amountsIn, sum } from '../overview/runs.ts'
import { withAssumed } from '../portfolio/assumed-contract.ts'
import type { KnownState } from './compare.ts'
import { compare } from './compare.ts'

const october = '2025-10-31'
const later = '2026-10-31'
const paidMonthly = (amount: number): Premium => ({
  amount: kronor(amount),
  interval: 'month',
  paidUntil: 'not-reported',
})
const saved = (amount: number, date: string, changes: Partial<ContractHolding> = {}): ContractHolding =>
  contract({ capital: capitalOf(amount, date), premium: paidMonthly(1000), ...changes })

interface Given {
  readonly today?: string
  readonly holdings?: Readonly<Record<string, Holding>>
  readonly entries?: Known['entries']
  readonly silent?: readonly string[]
  readonly empty?: readonly string[]
}

/** Each contract is from the source `s` and its own id. */
function state({ today = '2026-11-22', holdings = {}, entries = [], silent = [], empty = [] }: Given): KnownState {
  const ids = Object.keys(holdings)
  return {
    known: {
      person: { birthDate: isoDateOf('1979-04-18') },
      holdings: Object.entries(holdings).map(([id, holding]) => ({ id, holding })),
      entries,
      today: isoDateOf(today),
    },
    sourceOf: new Map(ids.map((id) => [id, `s${id}`])),
    sources: new Map([
      ...['sa', 'sb'].filter((id) => !silent.includes(id)).map((id) => [id, 'answered'] as const),
      ...empty.map((id) => [id, 'nothing-held'] as const),
    ]),
  }
}

const names = new Map(['a', 'b'].map((id) => [id, { label: id, providerName: id }]))
const compared = (before: Given, after: Given) => compare(state(before), state(after), names)
const causes = ({ parts }: FigureChange) => parts.map(({ cause }) => cause)
const total = (parts: readonly ChangePart[]) => parts.reduce((all, { amount }) => all + amount, 0)

describe('the parts', () => {
  const pairs = fc
    .tuple(people, people, fc.constantFrom('2026-11-22', '2026-12-15', '2027-03-01'), fc.boolean())
    .map(([one, other, today, sameHoldings]) => {
      const asState = (
        { choices: _choices, assumptions: _assumptions, ...known }: typeof one,
        on: string,
      ): KnownState => ({
        known: { ...known, person: { ...known.person, birthDate: one.person.birthDate }, today: isoDateOf(on) },
        sourceOf: new Map(known.holdings.map(({ id }, index) => [id, `s${index % 3}`])),
        sources: new Map([
          ['s0', 'answered'],
          ['s1', on === today ? 'nothing-held' : 'answered'],
        ]),
      })
      const after = asState(other, today)
      return {
        before: asState(one, '2026-10-22'),
        after: sameHoldings ? { ...after, known: { ...after.known, holdings: one.holdings } } : after,
      }
    })

  const sumsUp = (change: FigureChange) => {
    expect(total(change.parts)).toBe(change.after - change.before)
    const perCause = new Map<string, number>()
    for (const one of change.contracts) {
      expect(total(one.parts)).toBe(one.after - one.before)
      for (const { cause, amount } of one.parts) perCause.set(cause, (perCause.get(cause) ?? 0) + amount)
    }
    for (const { cause, amount } of change.parts) expect(perCause.get(cause)).toBe(amount)
    for (const { amount } of change.parts) {
      expect(Number.isSafeInteger(amount)).toBe(true)
      expect(amount).not.toBe(0)
    }
    const sizes = change.parts.map(({ amount }) => Math.abs(amount))
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  }

  test('sum to the whole to the krona, over all and in each contract, whatever has changed', () => {
    fc.assert(
      fc.property(pairs, ({ before, after }) => {
        const { monthly, capital, age: at } = compare(before, after, new Map())
        sumsUp(monthly)
        sumsUp(capital)
        // The two ends are what the forecast itself says.
        for (const [known, shown] of [
          [before.known, monthly.before],
          [after.known, monthly.after],
        ] as const) {
          const { projection } = ask(prepareSound(known), { retirementAge: at })
          const ids = [...new Set(projection.runs.map(({ holdingId }) => holdingId))]
          const month = Math.max(projection.firstMonth, monthOfDate(known.today)) as typeof projection.firstMonth
          expect(shown).toBe(
            sum(amountsIn(projection.runs, ids, month, month))
              .round()
              .toNumber(),
          )
        }
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  test('are none when nothing has changed', () => {
    const same = { holdings: { a: saved(500_000, october), b: publicPension() } }
    const { monthly, capital } = compared(same, same)
    expect([monthly.parts, capital.parts, monthly.contracts]).toEqual([[], [], []])
    expect(monthly.after).toBe(monthly.before)
  })
})

describe('capital', () => {
  const paid = (amount: number, date: string) => ({
    totalPremiumsPaid: { value: kronor(amount), date: isoDateOf(date) },
  })

  test('is what was paid in, and the rest returns', () => {
    const before = { holdings: { a: saved(500_000, october, paid(300_000, october)) } }
    const after = { holdings: { a: saved(540_000, later, paid(315_000, later)) } }
    const { capital, contributionsEstimated } = compared(before, after)
    expect(capital).toMatchObject({ before: 500_000, after: 540_000 })
    expect(capital.parts).toEqual([
      { cause: 'returns', amount: 25_000 },
      { cause: 'contributions', amount: 15_000 },
    ])
    expect(contributionsEstimated).toBe(false)
  })

  test('is estimated from the running premium where the sum is not told, and is said to be', () => {
    const { capital, contributionsEstimated } = compared(
      { holdings: { a: saved(500_000, october) } },
      { holdings: { a: saved(505_000, later) } },
    )
    // Twelve months of 1,000.
    expect(capital.parts).toEqual([
      { cause: 'contributions', amount: 12_000 },
      { cause: 'returns', amount: -7000 },
    ])
    expect(contributionsEstimated).toBe(true)
  })

  test('is not split where nobody says what was paid in', () => {
    const silent = { premium: 'not-reported' as const }
    const { capital } = compared(
      { holdings: { a: saved(500_000, october, silent) } },
      { holdings: { a: saved(505_000, later, silent) } },
    )
    expect(capital.parts).toEqual([{ cause: 'not-split', amount: 5000 }])
  })

  test('sinks by what is paid out', () => {
    const running = {
      premium: { ...paidMonthly(0) },
      payments: [
        {
          from: isoDateOf('2024-01-01'),
          to: 'lifelong' as const,
          amount: kronorPerMonth(2000),
          state: 'running' as const,
        },
      ],
    }
    const { capital } = compared(
      { holdings: { a: saved(500_000, october, running) } },
      { holdings: { a: saved(486_000, later, running) } },
    )
    expect(capital.parts).toEqual([
      { cause: 'payouts', amount: -24_000 },
      { cause: 'returns', amount: 10_000 },
    ])
  })

  test('of the public pension grows by the rights of new years', () => {
    const [old, next] = [right(2024, 400_000), right(2025, 400_000)]
    const credited = next.inkomstpension.plus(next.premiepension).round().toNumber()
    const { capital } = compared(
      { holdings: { a: publicPension({ inkomstpensionBalance: capitalOf(1_000_000, october), rights: [old] }) } },
      { holdings: { a: publicPension({ inkomstpensionBalance: capitalOf(1_100_000, later), rights: [old, next] }) } },
    )
    expect(capital.parts).toContainEqual({ cause: 'contributions', amount: credited })
  })
})

describe('the cause', () => {
  const a = saved(500_000, october)
  const b = saved(300_000, october)

  test('is a source that is gone, or back', () => {
    const gone = compared({ holdings: { a, b } }, { holdings: { a }, silent: ['sb'], empty: ['sb'] })
    expect([causes(gone.monthly), causes(gone.capital)]).toEqual([['sources'], ['sources']])
    expect(gone.capital.parts).toEqual([{ cause: 'sources', amount: -300_000 }])
    const back = compared({ holdings: { a }, silent: ['sb'] }, { holdings: { a, b } })
    expect([causes(back.monthly), causes(back.capital)]).toEqual([['sources'], ['sources']])
    expect(total(back.monthly.parts)).toBeGreaterThan(0)
  })

  test('is a contract that is new, or no longer listed, at a source that is there', () => {
    const added = compared({ holdings: { a } }, { holdings: { a, b } })
    expect([causes(added.monthly), causes(added.capital)]).toEqual([['contracts'], ['contracts']])
    const nothingBefore = compared({ holdings: { a }, silent: ['sb'], empty: ['sb'] }, { holdings: { a, b } })
    expect(causes(nothingBefore.monthly)).toEqual(['contracts'])
    const ended = compared({ holdings: { a, b } }, { holdings: { a } })
    expect(causes(ended.capital)).toEqual(['contracts'])
  })

  test('is a correction when the source says another figure of the same day', () => {
    const { monthly, capital } = compared({ holdings: { a } }, { holdings: { a: saved(450_000, october) } })
    expect(capital.parts).toEqual([{ cause: 'corrections', amount: -50_000 }])
    expect(causes(monthly)).toEqual(['corrections'])
  })

  test('is the saver’s own: an entry added, or one’s pay said anew', () => {
    const entry = {
      kind: 'sparande' as const,
      name: 'ISK',
      value: capitalOf(100_000, october),
      saved: kronorPerMonth(0),
      months: 120,
    }
    const { monthly, capital } = compared({ holdings: { a } }, { holdings: { a }, entries: [{ id: 'e', entry }] })
    expect(capital.parts).toEqual([{ cause: 'own', amount: 100_000 }])
    expect(causes(monthly)).toEqual(['own'])
    const held = { holdings: { a: publicPension({ inkomstpensionBalance: capitalOf(1_000_000, october) }) } }
    const [plain, paid] = [state(held), state(held)]
    const said = { ...paid, known: { ...paid.known, salary: kronorPerYear(600_000) } }
    expect(causes(compare(plain, said, names).monthly)).toEqual(['own'])
  })

  test('is rules and time when nothing but the day differs', () => {
    const found = fc
      .sample(people, { numRuns: 30, seed: 3 })
      .map(({ choices: _choices, assumptions: _taken, ...known }) => {
        const on = (today: string): KnownState => ({
          known: { ...known, today: isoDateOf(today) },
          sourceOf: new Map(),
          sources: new Map(),
        })
        const { monthly, capital } = compare(on('2026-10-22'), on('2027-02-01'), new Map())
        expect(capital.parts).toEqual([])
        return causes(monthly)
      })
    expect(new Set(found.flat())).toEqual(new Set(['rules']))
  })

  test('is the provider’s own forecast where that is what counts', () => {
    const of = (amount: number) => ({ forecasts: [67, 68, 69].map((at) => forecast(age(at), amount)) })
    const { monthly } = compared(
      { holdings: { a: saved(500_000, october, of(5000)) } },
      { holdings: { a: saved(540_000, later, of(5600)) } },
    )
    expect(causes(monthly)).toEqual(['provider-forecast'])
    const [change] = monthly.contracts
    expect(change?.providerForecast).toMatchObject({ capital: { before: 500_000, after: 540_000 } })
    // Of our own calculation there is nothing to tell.
    const own = compared({ holdings: { a: saved(500_000, october) } }, { holdings: { a: saved(600_000, later) } })
    expect(own.monthly.contracts[0]?.providerForecast).toBeNull()
  })

  test('is returns when the capital grew by more than the standard, and contributions when more is paid in', () => {
    const grown = compared({ holdings: { a: saved(500_000, october) } }, { holdings: { a: saved(600_000, later) } })
    const part = (change: FigureChange, cause: string) => change.parts.find((one) => one.cause === cause)?.amount ?? 0
    expect(part(grown.monthly, 'returns')).toBeGreaterThan(100)
    const more = compared(
      { holdings: { a: saved(500_000, october) } },
      { holdings: { a: saved(512_000, later, { premium: paidMonthly(4000) }) } },
    )
    expect(part(more.monthly, 'contributions')).toBeGreaterThan(100)
  })
})

describe('what is assumed of the saver’s work', () => {
  const assuming = (given: Given, agreement: 'ITP1' | null): KnownState => {
    const plain = state(given)
    return { ...plain, known: withAssumed({ agreement }, { ...plain.known, salary: kronorPerYear(480_000) }) }
  }
  const before = { today: '2025-11-22', holdings: { a: publicPension() } }
  const after = { holdings: { a: publicPension() } }

  test.each([
    ['said', null, 'ITP1'],
    ['taken back', 'ITP1', null],
    ['still said a year later', 'ITP1', 'ITP1'],
  ] as const)('is the saver’s own change when it is %s, and holds nothing', (_, then, now) => {
    const { monthly, capital } = compare(assuming(before, then), assuming(after, now), names)
    const change = monthly.contracts.find(({ contractId }) => contractId === 'arbetar-ITP1')
    expect(change?.parts).toEqual([{ cause: 'own', amount: (change?.after ?? 0) - (change?.before ?? 0) }])
    expect(change?.parts[0]?.amount).not.toBe(0)
    expect(capital.contracts).toEqual([])
  })

  test('is no change of anything else: a housing supplement that rests on all payments stays as it is', () => {
    const poor = assuming({ holdings: { a: publicPension({ inkomstpensionBalance: capitalOf(500_000) }) } }, 'ITP1')
    const housing = { cost: kronorPerMonth(7000), wealth: kronor(0) }
    const housed = { ...poor, known: { ...poor.known, person: { ...poor.known.person, housing } } }
    const { monthly } = compare(housed, housed, names)
    expect(monthly.contracts).toEqual([])
    // It is a supplement that the assumed payments lower.
    const without = { ...housed, known: { ...housed.known, holdings: housed.known.holdings.slice(0, 1) } }
    const change = compare(without, housed, names).monthly.contracts
    expect(change.find(({ contractId }) => contractId === 'a')?.parts).toEqual([
      { cause: 'own', amount: expect.any(Number) as number },
    ])
  })

  test('gives way to what a source reports: a new contract, and an own change', () => {
    const reported = { holdings: { a: publicPension(), b: saved(1000, later, { kollektivavtal: 'ITP1' }) } }
    const { monthly } = compare(assuming(before, 'ITP1'), assuming(reported, 'ITP1'), names)
    const causesOf = (id: string) =>
      monthly.contracts.find(({ contractId }) => contractId === id)?.parts.map(({ cause }) => cause)
    expect([causesOf('arbetar-ITP1'), causesOf('b')]).toEqual([['own'], ['contracts']])
    expect(total(monthly.parts)).toBe(monthly.after - monthly.before)
  })
})
