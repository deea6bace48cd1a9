import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { age, firstMonthAtAge } from '#forecasting/model/age.ts'
import type { ContractHolding, PaymentPeriod } from '#forecasting/model/holding.ts'
import { kronor, kronorPerMonth, kronorPerYear } from '#forecasting/model/quantity.ts'
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { formatYearMonth, isoDateOf, yearMonth } from '#forecasting/model/year-month.ts'
import type { PaymentRun, Projection } from '#forecasting/projection/types.ts'
import { contractHolding } from '#server/testing/examples.ts'
import type { OverviewView } from '../api.ts'
import { prepareSound } from '../forecast/asking.ts'
import type { OverviewFacts } from './overview-view.ts'
import { overviewView } from './overview-view.ts'

const birthDate = isoDateOf('1979-04-18')
const today = isoDateOf('2026-11-22')
const at67 = firstMonthAtAge(birthDate, age(67))
const ages: Projection['ages'] = {
  earliest: age(55),
  publicEarliest: age(64),
  riktalder: age(68),
  latest: age(75),
  riktalderStatus: 'projected',
}

const contract = (holdingId: string, changes: Partial<ContractHolding> = {}): OverviewFacts['contracts'][number] => ({
  contractId: holdingId,
  report: {
    holdingId,
    providerId: 'bolaget',
    providerOrganisationNumber: '165560001234',
    fetched: isoDateOf('2026-11-20'),
    older: false,
    holding: contractHolding(holdingId, changes),
  },
  reportedBy: ['bolaget'],
  possibleDouble: false,
})

const run = (holdingId: string, amount: number | string, changes: Partial<PaymentRun> = {}): PaymentRun => ({
  holdingId,
  pillar: 'tjanstepension',
  component: 'avtal',
  from: at67,
  to: 'lifelong',
  amount: kronorPerMonth(amount),
  taxed: true,
  calculatedBy: 'provider-forecast',
  ...changes,
})

const unknown = prepareSound({ person: { birthDate }, holdings: [], today })

function view(over: {
  contracts?: OverviewFacts['contracts']
  runs?: readonly PaymentRun[]
  projection?: Partial<Projection>
  facts?: Partial<OverviewFacts>
}): OverviewView {
  const contracts = over.contracts ?? [contract('a')]
  return overviewView({
    name: 'Maria Sandberg',
    prepared: unknown,
    person: { birthDate },
    today,
    contracts,
    assumed: [],
    entries: [],
    feeCosts: new Map(),
    moved: false,
    sources: [
      {
        providerId: 'bolaget',
        name: 'Bolaget Liv',
        kind: 'insurer',
        word: 'answered',
        fault: null,
        figuresFrom: null,
        closedUntil: null,
        holdingCount: 1,
      },
    ],
    count: { answered: 1, of: 1, older: 0 },
    collectionUnderWay: false,
    projection: {
      runs: over.runs ?? [],
      holdings: contracts.map(({ report: { holdingId } }) => ({
        holdingId,
        calculatedBy: 'provider-forecast',
        notProjected: null,
        assumptions: [],
        guaranteed: null,
        otherForecasts: [],
        capitalLeft: [],
        steps: [],
        restsOnProjectedLaw: false,
      })),
      falls: [],
      months: [],
      assumptions: [],
      steps: [],
      ages,
      retirementAge: age(67),
      firstMonth: at67,
      salary: null,
      ...over.projection,
    },
    ...over.facts,
  })
}

describe('the sums', () => {
  const anyRuns = fc.array(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      ore: fc.integer({ min: 1, max: 3_000_000 }),
      from: fc.integer({ min: -24, max: 60 }),
      months: fc.option(fc.integer({ min: 1, max: 240 })),
    }),
    { maxLength: 8 },
  )
  const contracts = [
    contract('a'),
    contract('b', { skatteklass: 'P', kollektivavtal: 'none' }),
    contract('c'),
    contract('d', { skatteklass: 'K', kollektivavtal: 'none' }),
  ]
  const pillarOfId = { a: 'tjanstepension', b: 'privat-sparande', c: 'tjanstepension', d: 'privat-sparande' } as const
  const total = (parts: readonly { readonly monthly: number }[]) => parts.reduce((all, { monthly }) => all + monthly, 0)

  it('every column and the head figure are the sum of their families as shown, in whole hundreds', () => {
    fc.assert(
      fc.property(anyRuns, (made) => {
        const runs = made.map(({ id, ore, from, months }) =>
          run(id, ore / 100, {
            pillar: pillarOfId[id],
            from: (at67 + from) as YearMonth,
            to: months === null ? 'lifelong' : ((at67 + from + months - 1) as YearMonth),
          }),
        )
        const overview = view({ contracts, runs })
        expect(total(overview.byPillar)).toBe(overview.monthly)
        for (const column of overview.years) {
          expect(total(column.parts)).toBe(column.total)
          expect(column.total % 100).toBe(0)
        }
        expect(JSON.parse(JSON.stringify(overview))).toEqual(overview)
      }),
    )
  })

  it('a contract has one amount wherever it stands: in each column that it pays alike, as in its list of payments', () => {
    fc.assert(
      fc.property(anyRuns, fc.boolean(), (made, running) => {
        const runs = made.map(({ id, ore, from, months }) =>
          run(id, ore / 100, {
            pillar: pillarOfId[id],
            from: running ? yearMonth(2020, 1) : ((at67 + from) as YearMonth),
            to: months === null ? 'lifelong' : ((at67 + from + months - 1) as YearMonth),
            calculatedBy: running ? 'in-payment' : 'provider-forecast',
          }),
        )
        const overview = view({ contracts, runs })
        for (const { age: years, contracts: parts } of overview.years) {
          const first = formatYearMonth(firstMonthAtAge(birthDate, age(years)))
          const last = formatYearMonth((firstMonthAtAge(birthDate, age(years + 1)) - 1) as YearMonth)
          for (const { contractId, monthly } of parts) {
            const its = overview.contracts.find((one) => one.contractId === contractId)?.payments ?? []
            const alike = its.find(({ from, to }) => from <= first && (to === null || last <= to))
            if (alike) expect(monthly).toBe(alike.monthly)
          }
        }
      }),
    )
  })

  it('a family in which one contract pays shows what the contract shows, and the total is the sum of the families', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 5_000_000 }), (one, other) => {
        const overview = view({
          contracts: [contract('a'), contract('b', { skatteklass: 'P', kollektivavtal: 'none' })],
          runs: [run('a', one / 100), run('b', other / 100, { pillar: 'privat-sparande' })],
        })
        const shown = overview.contracts.map(({ payments }) => payments[0]?.monthly)
        expect(overview.byPillar.map(({ monthly }) => monthly)).toEqual(shown)
        expect(overview.years[0]?.parts.map(({ monthly }) => monthly)).toEqual(shown)
        expect(overview.years[0]?.contracts.map(({ monthly }) => monthly)).toEqual(shown)
        expect(overview.monthly).toBe(total(overview.byPillar))
      }),
    )
  })

  it('a family is the sum of the exact amounts', () => {
    const overview = view({ contracts: [contract('a'), contract('c')], runs: [run('a', 1049), run('c', 1049)] })
    expect(overview.monthly).toBe(2100)
    expect(overview.contracts.map(({ payments }) => payments[0]?.monthly)).toEqual([1000, 1000])
    expect(overview.years[0]?.contracts.map(({ monthly }) => monthly)).toEqual([1000, 1000])
  })
})

describe('the columns', () => {
  it('begin with the chosen age and end with 95, each year of life once', () => {
    const overview = view({ runs: [run('a', 10_000)] })
    expect(overview.years.map(({ age: years }) => years)).toEqual(Array.from({ length: 29 }, (_, index) => 67 + index))
    expect(overview.years.every(({ months, total }) => months === 12 && total === 10_000)).toBe(true)
  })

  it('begin with a part of a year when the age has months', () => {
    const firstMonth = firstMonthAtAge(birthDate, age(67, 3))
    const overview = view({ runs: [run('a', 10_000, { from: firstMonth })], projection: { firstMonth } })
    expect(overview.years[0]).toMatchObject({ age: 67, months: 9, total: 10_000 })
    expect(overview.years[1]).toMatchObject({ age: 68, months: 12 })
    expect(overview.firstMonth).toBe('2046-08')
  })

  it('show the mean of a year in which a payment ends', () => {
    const overview = view({ runs: [run('a', 12_000, { to: (at67 + 12 + 2) as YearMonth })] })
    expect(overview.years.slice(0, 3).map(({ total }) => total)).toEqual([12_000, 3000, 0])
  })

  it('have one object for what years alike are made of', () => {
    const { years } = view({ runs: [run('a', 12_000, { to: (at67 + 3 * 12 - 1) as YearMonth })] })
    const [first, second, third, fourth, fifth] = years
    expect([second?.parts, third?.parts].every((parts) => parts === first?.parts)).toBe(true)
    expect([second?.contracts, third?.contracts].every((contracts) => contracts === first?.contracts)).toBe(true)
    expect(fourth).toMatchObject({ total: 0, contracts: [] })
    expect(fifth?.parts).toBe(fourth?.parts)
  })

  it('begin now for one who already draws a pension', () => {
    const running = run('a', 5000, { from: yearMonth(2020, 1), calculatedBy: 'in-payment' })
    const overview = view({ runs: [running, run('a', 10_000)] })
    expect(overview.years[0]).toMatchObject({ age: 47, months: 6, total: 5000 })
    expect(overview.monthly).toBe(15_000)
  })

  it('show the present month when the chosen age has passed', () => {
    const overview = view({ projection: { firstMonth: yearMonth(2020, 1) } })
    expect(overview.firstMonth).toBe('2026-11')
  })
})

it('all that falls in a month is one step down, and what is hardly felt is none', () => {
  const fall = (month: YearMonth, holdingId: string, amount: number) => ({
    month,
    amount: kronorPerMonth(amount),
    holdingId,
    reason: 'payment-ends' as const,
  })
  const later = (at67 + 24) as YearMonth
  const { stepsDown } = view({
    contracts: [contract('a'), contract('b')],
    runs: [run('a', 20_000)],
    projection: { falls: [fall(at67, 'a', 4200), fall(at67, 'b', 1700), fall(later, 'a', 900), fall(later, 'b', 120)] },
  })
  expect(stepsDown.map(({ month, amount, falls }) => [month, amount, falls.length])).toEqual([
    ['2046-05', 5900, 2],
    ['2048-05', 900, 1],
  ])
})

describe('a contract', () => {
  const only = (changes: Partial<ContractHolding>, runs: readonly PaymentRun[] = []) => {
    const [shown] = view({ contracts: [contract('a', changes)], runs }).contracts
    if (!shown) throw new Error('No contract')
    return shown
  }
  const payment = (from: string, to: string, state: PaymentPeriod['state'] = 'running'): PaymentPeriod => ({
    from: isoDateOf(from),
    to: to === 'lifelong' ? to : isoDateOf(to),
    amount: kronorPerMonth(4000),
    state,
  })
  const premium = (amount: number, interval: 'month' | 'single', paidUntil = '2026-10-31') => ({
    amount: kronor(amount),
    interval,
    paidUntil: isoDateOf(paidUntil),
  })

  const cases: readonly (readonly [string, Partial<ContractHolding>])[] = [
    ['saving', { premium: premium(900, 'month') }],
    ['paid-up', { premium: premium(0, 'month') }],
    ['paid-up', { premium: premium(900, 'month', '2019-01-31') }],
    ['paid-up', { premium: premium(900, 'single') }],
    ['paid-up', {}],
    ['in-payment', { payments: [payment('2020-01-01', 'lifelong')] }],
    ['in-payment', { payments: [payment('2020-01-01', '2030-12-31')] }],
    ['ending', { payments: [payment('2020-01-01', '2027-06-30')] }],
    ['paused', { payments: [payment('2020-01-01', '2030-12-31', 'paused')] }],
    ['ended', { payments: [payment('2010-01-01', '2019-12-31', 'ended')] }],
    ['ended', { payments: [payment('2010-01-01', '2019-12-31')] }],
    ['paid-up', { payments: [payment('2030-01-01', '2034-12-31', 'planned')] }],
  ]
  it.each(cases)('is %s: %#', (status, changes) => {
    expect(only(changes).status).toBe(status)
  })

  it('shows capital or benefit, never both', () => {
    const both = { earnedBenefit: { value: kronorPerMonth('4321.6'), date: isoDateOf('2025-12-31') } }
    expect(only(both)).toMatchObject({ capital: 1_234_567, earnedMonthly: null, valueDate: '2026-10-31' })
    expect(only({ ...both, formanstyp: 'formansbestamd' })).toMatchObject({
      capital: null,
      earnedMonthly: 4322,
      valueDate: '2025-12-31',
    })
    expect(only({ capital: 'not-reported' })).toMatchObject({ capital: null, earnedMonthly: null, valueDate: null })
  })

  it('in payment is shown to the krona, with its first and last month; a forecast in hundreds', () => {
    const { payments } = only({}, [
      run('a', '4321.6', { from: yearMonth(2020, 1), to: yearMonth(2029, 12), calculatedBy: 'in-payment' }),
      run('a', '4321.6', { from: yearMonth(2046, 5) }),
    ])
    expect(payments).toEqual([
      { monthly: 4322, from: '2020-01', to: '2029-12', running: true },
      { monthly: 4300, from: '2046-05', to: null, running: false },
    ])
  })

  it('in payment and counted anew each January is one payment until it is another hundred', () => {
    const paid = (amount: number, from: number, to?: number) =>
      run('a', amount, {
        calculatedBy: 'in-payment',
        from: yearMonth(from, 1),
        to: to === undefined ? 'lifelong' : yearMonth(to, 12),
      })
    const { payments } = only({}, [
      paid(14_094, 2020, 2026),
      paid(14_143, 2027, 2027),
      paid(14_149, 2028, 2028),
      paid(14_151, 2029),
    ])
    expect(payments).toEqual([
      { monthly: 14_094, from: '2020-01', to: '2028-12', running: true },
      { monthly: 14_200, from: '2029-01', to: null, running: false },
    ])
  })

  it('paid in components is shown as one payment', () => {
    const { payments } = only({}, [
      run('a', 10_040, { component: 'inkomstpension' }),
      run('a', 2040, { component: 'premiepension' }),
    ])
    expect(payments).toEqual([{ monthly: 12_100, from: '2046-05', to: null, running: false }])
  })

  it('counted anew each year is one payment for as long as it is shown as the same', () => {
    const { payments } = only({}, [
      run('a', 2040, { to: yearMonth(2046, 12) }),
      run('a', 2044, { from: yearMonth(2047, 1), to: yearMonth(2047, 12) }),
      run('a', 2051, { from: yearMonth(2048, 1) }),
    ])
    expect(payments).toEqual([
      { monthly: 2000, from: '2046-05', to: '2047-12', running: false },
      { monthly: 2100, from: '2048-01', to: null, running: false },
    ])
  })

  it('has no survivors\u2019 cover only when that is said of every kind', () => {
    expect(only({}).survivorsCover).toBe('not-reported')
    expect(only({ aterbetalningsskydd: false }).survivorsCover).toBe('not-reported')
    expect(only({ aterbetalningsskydd: false, survivorsPension: true }).survivorsCover).toBe('yes')
    expect(only({ aterbetalningsskydd: false, survivorsPension: false, familyCover: false }).survivorsCover).toBe('no')
  })

  it('is called by its product, else its agreement, else its provider', () => {
    expect(only({}).label).toBe('ITP 1 Traditionell')
    expect(only({ productName: 'not-reported' }).label).toBe('ITP1')
    expect(only({ productName: 'not-reported', kollektivavtal: 'none' })).toMatchObject({
      label: 'Bolaget Liv',
      agreement: null,
    })
  })

  it('of our own making is named and marked as such, holds nothing, is no source’s, and is part of the total', () => {
    const holding = contractHolding('x', { capital: { value: kronor(0), date: today } })
    const assumed = [{ contractId: 'arbetar-ITP1', holding }]
    const runs = [run('a', 900), run('arbetar-ITP1', 2000, { calculatedBy: 'standard-assumptions' })]
    const { contracts, monthly, oldestFigures, count } = view({ runs, facts: { assumed } })
    expect(contracts.map(({ contractId }) => contractId)).toEqual(['arbetar-ITP1', 'a'])
    expect(contracts[0]).toMatchObject({
      label: 'arbetar-ITP1',
      status: 'assumed',
      providerName: '',
      reportedBy: [],
      capital: null,
      earnedMonthly: null,
      valueDate: null,
      payments: [{ monthly: 2000, to: null, running: false }],
    })
    expect(monthly).toBe(2900)
    const none = view({ runs: [run('arbetar-ITP1', 0)], facts: { assumed } })
    expect(none.contracts.find(({ status }) => status === 'assumed')?.payments).toEqual([])
    const without = view({ runs: [run('a', 900)] })
    expect([oldestFigures, count]).toEqual([without.oldestFigures, without.count])
  })

  it('stands with its family, the largest first', () => {
    const contracts = [
      contract('small'),
      contract('private', { skatteklass: 'P', kollektivavtal: 'none' }),
      contract('large'),
      contract('silent'),
    ]
    const runs = [run('small', 100), run('large', 900), run('private', 9000, { pillar: 'privat-sparande' })]
    expect(view({ contracts, runs }).contracts.map(({ contractId }) => contractId)).toEqual([
      'large',
      'small',
      'silent',
      'private',
    ])
  })
})

describe('beside the figures', () => {
  it('a fall is said with its month, age and contract, when it is still to come', () => {
    const fall = (month: YearMonth, amount: number) => ({
      month,
      amount: kronorPerMonth(amount),
      holdingId: 'a',
      reason: 'temporary-payout-ends' as const,
    })
    const { falls } = view({
      projection: { falls: [fall(yearMonth(2020, 1), 900), fall((at67 + 60) as YearMonth, 4216), fall(at67, 20)] },
    })
    expect(falls).toEqual([
      {
        month: '2051-05',
        age: age(72),
        amount: 4200,
        contractId: 'a',
        label: 'ITP 1 Traditionell',
        reason: 'temporary-payout-ends',
        minor: false,
      },
    ])
  })

  it('a small fall is told more quietly: less than 2 % of what was paid, and less than 300 kr', () => {
    const fallOf = (amount: number, paid: number) =>
      view({
        runs: [run('a', paid)],
        projection: {
          falls: [
            {
              month: (at67 + 60) as YearMonth,
              amount: kronorPerMonth(amount),
              holdingId: 'a',
              reason: 'guarantee-lowered',
            },
          ],
        },
      }).falls[0]
    expect(fallOf(240, 20_000)).toMatchObject({ amount: 200, minor: true, reason: 'guarantee-lowered' })
    expect(fallOf(240, 10_000)).toMatchObject({ minor: false })
    expect(fallOf(310, 20_000)).toMatchObject({ amount: 300, minor: false })
  })

  it('a fall is to the krona when the payment that ends is running, else in hundreds', () => {
    const end = yearMonth(2029, 12)
    const falls = [
      {
        month: (end + 1) as YearMonth,
        amount: kronorPerMonth('836.4'),
        holdingId: 'a',
        reason: 'payment-ends' as const,
      },
    ]
    const ending = (from: YearMonth) => [run('a', '836.4', { from, to: end, calculatedBy: 'in-payment' })]
    expect(view({ runs: ending(yearMonth(2025, 1)), projection: { falls } }).falls[0]?.amount).toBe(836)
    expect(view({ runs: ending(yearMonth(2027, 1)), projection: { falls } }).falls[0]?.amount).toBe(800)
  })

  it('sources without an answer are named; those whose older figures are shown are not missing', () => {
    const source = (
      providerId: string,
      word: OverviewView['missing'][number]['word'],
      figuresFrom: string | null = null,
    ) => ({
      providerId,
      name: providerId.toUpperCase(),
      kind: 'insurer' as const,
      word,
      fault: null,
      figuresFrom,
      closedUntil: null,
      holdingCount: 0,
    })
    const sources = [
      source('a', 'answered'),
      source('b', 'failed'),
      source('c', 'waiting'),
      { ...source('i', 'closed'), closedUntil: { time: '06:00', day: null } },
      source('d', 'disconnected'),
      source('e', 'disconnected', '2026-01-01'),
      source('f', 'stored', '2026-01-01'),
      source('g', 'nothing-held'),
      source('h', 'no-longer-held'),
    ]
    expect(view({ facts: { sources } }).missing).toEqual([
      { providerId: 'b', name: 'B', word: 'failed', closedUntil: null },
      { providerId: 'c', name: 'C', word: 'waiting', closedUntil: null },
      { providerId: 'i', name: 'I', word: 'closed', closedUntil: { time: '06:00', day: null } },
      { providerId: 'd', name: 'D', word: 'disconnected', closedUntil: null },
    ])
  })

  it('no salary is shown that is older than two years', () => {
    const salaryOf = (date: string) =>
      view({ projection: { salary: { amount: kronorPerYear(500_000), date: isoDateOf(date) } } }).salary
    expect(salaryOf('2024-11-30')).not.toBeNull()
    expect(salaryOf('2024-10-31')).toBeNull()
  })

  it('one who draws the public pension chooses only for the rest, and is compared with no salary', () => {
    const salary = { amount: kronorPerYear(500_000), date: isoDateOf('2026-09-30') }
    const drawn = run('a', 14_000, {
      pillar: 'allman-pension',
      component: 'inkomstpension',
      from: yearMonth(2020, 9),
      calculatedBy: 'in-payment',
    })
    expect(view({ projection: { salary, runs: [drawn] } })).toMatchObject({ salary: null, age: { drawing: true } })
    const promised = { ...drawn, from: at67, calculatedBy: 'provider-forecast' as const }
    expect(view({ projection: { salary, runs: [promised] } })).toMatchObject({ age: { drawing: false } })
  })

  it('salary per month with its day, the bounds of the age, the oldest figures', () => {
    const salary = { amount: kronorPerYear(500_000), date: isoDateOf('2026-09-30') }
    expect(view({ projection: { salary } })).toMatchObject({
      salary: { monthly: 41_667, date: '2026-09-30' },
      age: { chosen: 804, earliest: 660, latest: 900, riktalder: 816, riktalderDecided: false, moved: false },
      oldestFigures: '2026-10-31',
    })
    const older = contract('b', { capital: { value: kronor(10_000), date: isoDateOf('2025-12-31') } })
    expect(view({ contracts: [contract('a'), older] })).toMatchObject({ oldestFigures: '2025-12-31' })
    expect(view({ contracts: [] })).toMatchObject({
      afterTax: null,
      monthly: 0,
      byPillar: [],
      contracts: [],
      oldestFigures: null,
    })
  })

  it('after tax is the payments\u2019 own part of the first month, and says on what tax it rests', () => {
    const month = (from: YearMonth, to: YearMonth, netPayments: number) => ({
      from,
      to,
      gross: kronorPerMonth(20_000),
      taxed: kronorPerMonth(20_000),
      work: kronorPerMonth(10_000),
      benefit: kronorPerMonth(0),
      tax: kronorPerMonth(7000),
      net: kronorPerMonth(23_000),
      netPayments: kronorPerMonth(netPayments),
    })
    const months = [
      month(yearMonth(2026, 12), (at67 - 1) as YearMonth, 0),
      month(at67, (at67 + 400) as YearMonth, 15_340),
    ]
    expect(view({ projection: { months } }).afterTax).toEqual({ monthly: 15_300, on: 'average', lowerTax: null })
    const person = { birthDate, municipality: '0180' }
    expect(view({ projection: { months }, facts: { person } }).afterTax).toEqual({
      monthly: 15_300,
      on: 'municipality',
      lowerTax: null,
    })
    const untaxed = months.map((one) => ({ ...one, tax: null, net: null, netPayments: null }))
    expect(view({ projection: { months: untaxed } }).afterTax).toBeNull()
  })

  it('what is assumed of the person stands first, and nothing stands twice', () => {
    const [one, two] = [contract('a'), contract('b')]
    const { assumptions } = view({ contracts: [one, two], projection: { assumptions: ['municipality-average'] } })
    expect(assumptions).toEqual(['municipality-average'])
  })
})

describe('what the saver has added', () => {
  const saving = {
    id: 'e1',
    entry: {
      kind: 'sparande',
      name: 'Åsas buffert',
      value: { value: kronor('150000.4'), date: isoDateOf('2026-11-01') },
      saved: kronorPerMonth(500),
      months: 60,
    },
  } as const
  const income = {
    id: 'e2',
    entry: {
      kind: 'inkomst',
      name: 'Pension från Norge',
      amount: kronorPerMonth(3456),
      from: age(67),
      to: 'lifelong',
      taxed: true,
    },
  } as const
  const own = { pillar: 'eget', component: 'eget', calculatedBy: 'own-entry' } as const

  it('is a family of its own in the figure and in every column', () => {
    const overview = view({
      runs: [
        run('a', 10_000),
        run('e1', 2540, { ...own, to: (at67 + 59) as YearMonth, taxed: false }),
        run('e2', 3456, own),
      ],
      facts: { entries: [saving, income] },
    })
    expect(overview.monthly).toBe(16_000)
    expect(overview.byPillar).toEqual([
      { pillar: 'tjanstepension', monthly: 10_000 },
      { pillar: 'eget', monthly: 6000 },
    ])
    expect(overview.years[0]?.contracts).toEqual([
      { contractId: 'a', monthly: 10_000 },
      { contractId: 'e1', monthly: 2500 },
      { contractId: 'e2', monthly: 3456 },
    ])
    expect(overview.entries).toEqual([
      {
        entryId: 'e1',
        kind: 'sparande',
        name: 'Åsas buffert',
        value: 150_000,
        valueDate: '2026-11-01',
        payments: [{ monthly: 2500, from: '2046-05', to: '2051-04' }],
      },
      {
        entryId: 'e2',
        kind: 'inkomst',
        name: 'Pension från Norge',
        value: null,
        valueDate: null,
        payments: [{ monthly: 3456, from: '2046-05', to: null }],
      },
    ])
  })

  it('falls by its own name', () => {
    const { falls } = view({
      runs: [run('e1', 2540, { ...own, to: (at67 + 59) as YearMonth })],
      projection: {
        falls: [
          {
            month: (at67 + 60) as YearMonth,
            amount: kronorPerMonth(2540),
            holdingId: 'e1',
            reason: 'temporary-payout-ends',
          },
        ],
      },
      facts: { entries: [saving] },
    })
    expect(falls).toMatchObject([{ contractId: 'e1', label: 'Åsas buffert', amount: 2500 }])
  })
})
