import { describe, expect, it } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding, PublicHolding } from '#forecasting/model/holding.ts'
import { kronorPerMonth, kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { findPlans } from '#forecasting/plan/index.ts'
import { forecast } from '#forecasting/projection/forecast.ts'
import { capitalOf, publicPension } from '#forecasting/testing/holdings.ts'
import { PersonalNumber } from '#providers/personal-number.ts'
import { contractHolding } from '#server/testing/examples.ts'
import type { ForecastChoices } from '../api/choices.ts'
import { assumedIn, withAssumed } from '../portfolio/assumed-contract.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { preparedFor } from '../forecast/prepared-cache.ts'
import { outlookOf } from './outlook.ts'
import { answerTo } from './service.ts'
import { foundPlans } from './found.ts'
import { begunIn, tasksOf } from './tasks.ts'

const today = isoDateOf('2026-11-22')
const number = PersonalNumber.parse('19630501-2384')

function portfolioWith(holdings: Readonly<Record<string, ContractHolding | PublicHolding>>): Portfolio {
  if (number === null) throw new Error('Not a number that can exist')
  return {
    saver: {
      number,
      name: 'Åsa Öström-Lindqvist',
      email: null,
      language: 'sv',
      protectedIdentity: false,
      notices: true,
      ombudHelp: true,
    },
    today,
    contracts: Object.entries(holdings).map(([contractId, holding]) => ({
      contractId,
      report: {
        holdingId: contractId,
        providerId: contractId,
        providerOrganisationNumber: '165560001234',
        fetched: today,
        older: false,
        holding,
      },
      reportedBy: [contractId],
      possibleDouble: false,
    })),
    assumed: [],
    sources: [],
    count: { answered: 1, of: 1, older: 0 },
    collectionUnderWay: false,
    facts: {
      maritalStatus: null,
      municipality: null,
      churchMember: false,
      resident: 'sweden',
      residenceYears: null,
      housing: null,
      salary: null,
      agreement: null,
    },
    known: {
      person: { birthDate: number.birthDate },
      holdings: Object.entries(holdings).map(([id, holding]) => ({ id, holding })),
      today,
    },
  }
}

const saved = contractHolding('A-1', {
  payoutTerms: {
    earliestAge: age(55),
    latestAge: age(75),
    agreedAge: age(65),
    durations: ['lifelong', { months: 60 }],
  },
  aterbetalningsskydd: true,
})
const running = contractHolding('R-1', {
  payments: [
    {
      from: isoDateOf('2025-01-01'),
      to: isoDateOf('2034-12-31'),
      amount: kronorPerMonth('1234.50'),
      state: 'running',
    },
  ],
})
const allman = publicPension({
  inkomstpensionBalance: capitalOf(2_400_000),
  premiepensionBalance: capitalOf(400_000),
})

function look(portfolio: Portfolio, choices: ForecastChoices) {
  const answer = answerTo(portfolio, choices)
  const payers = tasksOf({ portfolio, asked: choices, answer, done: [], errands: [] })
  return { outlook: outlookOf(portfolio, answer), tasks: payers.flatMap(({ tasks }) => tasks), payers }
}

describe('a plan’s outlook', () => {
  const { outlook } = look(portfolioWith({ a: saved, r: running, p: allman }), {
    retirementAge: age(66),
    contracts: { a: { start: age(66), duration: 60 } },
  })

  it('shows what is paid already as it is, and what is drawn as it will be', () => {
    expect(
      outlook.payouts.map(({ contractId, running: paid, irrevocable, to }) => ({ contractId, paid, irrevocable, to })),
    ).toEqual([
      { contractId: 'r', paid: true, irrevocable: false, to: '2034-12' },
      { contractId: 'a', paid: false, irrevocable: true, to: '2034-05' },
      { contractId: 'p', paid: false, irrevocable: false, to: null },
    ])
    expect(outlook.payouts[0]?.monthly).toBe(1235)
    expect((outlook.payouts[1]?.monthly ?? 1) % 100).toBe(0)
  })

  it('adds up: the first month is what is paid in it, the total what is paid until then', () => {
    const [r, a, p] = outlook.payouts.map(({ monthly }) => monthly)
    expect(outlook.firstMonth).toBe('2029-06')
    expect(Math.abs(outlook.gross - ((r ?? 0) + (a ?? 0) + (p ?? 0)))).toBeLessThanOrEqual(200)
    expect(outlook.at[0]?.paid?.gross).toBe(Math.round((r ?? 0) / 100) * 100)
    expect(outlook.at.at(-1)?.paid?.gross).toBe(outlook.lowest.gross)
    const [until85, until95] = outlook.totals.map(({ gross }) => gross)
    expect((until95 ?? 0) - (until85 ?? 0)).toBeCloseTo(outlook.lowest.gross * 120, -5)
    expect(outlook.net).toBeLessThan(outlook.gross)
    expect(outlook.falls.map(({ what, month }) => [what?.providerName, month])).toEqual([
      ['a', '2034-06'],
      ['r', '2035-01'],
    ])
  })

  it('counts no capital that is spent, and what a lifelong payout has left', () => {
    const contracts = { a: { start: age(66), duration: 60 } }
    expect(look(portfolioWith({ a: saved }), { retirementAge: age(66), contracts }).outlook.left).toEqual([
      { age: 80, amount: 0 },
      { age: 85, amount: 0 },
    ])
    const lifelong = look(portfolioWith({ a: saved }), { retirementAge: age(66) }).outlook.left
    expect(lifelong[0]?.amount).toBeGreaterThan(lifelong[1]?.amount ?? Infinity)
    expect(lifelong[1]?.amount).toBeGreaterThan(0)
  })
})

describe('an assumed contract', () => {
  const known = withAssumed({ agreement: 'ITP1' }, { ...portfolioWith({}).known, salary: kronorPerYear(480_000) })
  const { outlook, tasks, payers } = look({ ...portfolioWith({}), known, assumed: assumedIn(known) }, {})

  it('is paid in the plan under its own name, and nobody is asked for it', () => {
    expect(outlook.payouts).toMatchObject([{ contractId: 'arbetar-ITP1', label: 'arbetar-ITP1', running: false }])
    expect([tasks, payers]).toEqual([[], []])
  })
})

describe('what is to be done', () => {
  it('is nothing for a contract in payment, and comes in the order of the days', () => {
    const { tasks, payers } = look(portfolioWith({ a: saved, r: running, p: allman }), { retirementAge: age(66) })
    expect(tasks.map(({ taskId, actBy, basis, passed }) => [taskId, actBy, basis, passed])).toEqual([
      ['a.2029-06.lifelong', '2029-03-01', 'assumed', false],
      ['p.2029-06.100', '2029-05-31', 'law', false],
    ])
    expect(payers.map(({ provider }) => provider)).toEqual(['a', 'p'])
  })

  it('has one task per step of the public pension', () => {
    const { tasks } = look(portfolioWith({ p: allman }), {
      retirementAge: age(66),
      withdrawal: [
        { from: age(64), share: 50 },
        { from: age(65, 8), share: 0 },
        { from: age(67), share: 100 },
      ],
    })
    expect(tasks.map(({ taskId, actBy }) => [taskId, actBy])).toEqual([
      ['p.2027-06.50', '2027-05-31'],
      ['p.2029-02.0', '2029-01-31'],
      ['p.2030-06.100', '2030-05-31'],
    ])
  })

  it('begins nothing of a contract that pays something already', () => {
    const portfolio = portfolioWith({ a: saved, r: running })
    const answer = answerTo(portfolio, { retirementAge: age(66) })
    const { projection } = answer
    const more = projection.runs.filter(({ holdingId }) => holdingId === 'a').map((run) => ({ ...run, holdingId: 'r' }))
    const runs = [...projection.runs, ...more]
    const begun = begunIn(portfolio, { ...answer, projection: { ...projection, runs } })
    expect(begun.map(({ contract }) => contract.contractId)).toEqual(['a'])
  })

  it('says when the day to act has passed', () => {
    const { tasks } = look(portfolioWith({ a: saved }), { contracts: { a: { start: age(63, 8) } } })
    expect(tasks).toMatchObject([{ firstMonth: '2027-02', actBy: '2026-11-01', passed: true }])
  })
})

describe('what a found plan gives up', () => {
  const temporary = { ...saved.payoutTerms, durations: [{ months: 60 }, { months: 120 }] }
  const portfolio = portfolioWith({
    a: contractHolding('A-1', { payoutTerms: temporary, aterbetalningsskydd: true }),
    b: contractHolding('B-1', { payoutTerms: temporary, aterbetalningsskydd: false }),
    c: saved,
    p: allman,
  })
  const prepared = preparedFor(portfolio.known, {})
  const plans = findPlans(prepared, { from: age(65), amount: kronorPerMonth(45_000), afterTax: false })
  const asIs = forecast(prepared, { retirementAge: age(65) })
  const found = foundPlans(portfolio, prepared, plans, asIs)

  it('is each payout that ends, and the cover where there is one', () => {
    expect(found.length).toBeGreaterThan(1)
    for (const { givesUp } of found) {
      const ending = (kind: string) =>
        givesUp.flatMap((one) => (one.kind === kind && 'what' in one ? one.what?.providerName : []))
      expect(ending('money-ends')).toEqual(expect.arrayContaining(['a', 'b']))
      expect(ending('cover-ends')).toContain('a')
      expect(ending('cover-ends')).not.toContain('b')
    }
  })

  it('is what another gives more of', () => {
    const late = (months: typeof asIs.months) => Math.min(...months.slice(-12).map(({ gross }) => gross.toNumber()))
    const most = Math.max(...[asIs, ...plans.map(({ projection }) => projection)].map(({ months }) => late(months)))
    const lost = found.map(({ givesUp }) => givesUp.find((one) => one.kind === 'late-income-lower')?.amount ?? 0)
    for (const [index, amount] of lost.entries()) {
      expect(Math.abs(amount - (most - late(plans[index]?.projection.months ?? [])))).toBeLessThanOrEqual(150)
    }
    const taxes = found.map(({ givesUp }) => givesUp.find((one) => one.kind === 'higher-tax')?.amount ?? 0)
    expect(Math.max(...lost, ...taxes)).toBeGreaterThan(0)
  })
})

describe('a contract that is paid for a time, and again later', () => {
  const period = (from: string, to: string, amount: number, state: 'running' | 'planned') => ({
    from: isoDateOf(from),
    to: isoDateOf(to),
    amount: kronorPerMonth(amount),
    state,
  })

  it('has a line for each', () => {
    const payments = [
      period('2025-01-01', '2027-11-30', 5000, 'running'),
      period('2030-01-01', '2034-12-31', 3000, 'planned'),
    ]
    const { outlook } = look(portfolioWith({ r: { ...running, payments } }), {})
    expect(outlook.payouts.map(({ monthly, firstMonth, to, running: now }) => [monthly, firstMonth, to, now])).toEqual([
      [5000, '2025-01', '2027-11', true],
      [3000, '2030-01', '2034-12', false],
    ])
  })

  it('and in funds, counted anew each January, one to its end', () => {
    const payments = [period('2025-01-01', '2029-12-31', 5000, 'running')]
    const held = { ...running, forvaltningsform: 'fond', formanstyp: 'premiebestamd', payments } as const
    const { outlook } = look(portfolioWith({ r: held }), { market: 'low' })
    expect(outlook.payouts.map(({ firstMonth, to, running: now }) => [firstMonth, to, now])).toEqual([
      ['2025-01', '2029-12', true],
    ])
  })

  it('also when the second follows in January', () => {
    const payments = [
      period('2025-01-01', '2029-12-31', 5000, 'running'),
      period('2030-01-01', '2034-12-31', 3000, 'planned'),
    ]
    const { outlook } = look(portfolioWith({ r: { ...running, payments } }), {})
    expect(outlook.payouts.map(({ monthly, to, running: now }) => [monthly, to, now])).toEqual([
      [5000, '2029-12', true],
      [3000, '2034-12', false],
    ])
  })
})

describe('one who has drawn everything and works a little', () => {
  const drawn: PublicHolding = {
    ...allman,
    payments: (['inkomstpension', 'premiepension'] as const).map((component) => ({
      component,
      from: isoDateOf('2026-06-01'),
      to: 'lifelong',
      amount: kronorPerMonth(6000),
      state: 'running',
      shareDrawn: share(1),
    })),
  }
  const all = portfolioWith({ p: drawn, r: running })
  const person = { birthDate: isoDateOf('1961-05-01') }
  const portfolio = { ...all, known: { ...all.known, person, salary: kronorPerYear(30_000) } }

  it('sees what is paid now, and no payment of nothing that the work would add', () => {
    const { outlook } = look(portfolio, {})
    expect(outlook.firstMonth).toBe('2026-12')
    expect(outlook.payouts.map(({ monthly }) => monthly)).toEqual([1235, 12_000])
    // Premiepension is counted anew that month, so what the total sinks by is a forecast.
    expect(outlook.falls.map(({ month, amount, minor }) => [month, amount, minor])).toEqual([['2035-01', 1200, false]])
    const level: PublicHolding = {
      ...drawn,
      premiepensionBalance: 'not-reported',
      payments: drawn.payments.filter(({ component }) => component === 'inkomstpension'),
    }
    const { known } = portfolioWith({ p: level, r: running })
    const alone = look({ ...portfolio, known: { ...portfolio.known, holdings: known.holdings } }, {})
    expect(alone.outlook.falls.map(({ month, amount }) => [month, amount])).toEqual([['2035-01', 1235]])
  })

  it('is found one way to draw it, for there is nothing to choose', () => {
    const prepared = preparedFor(portfolio.known, {})
    const plans = findPlans(prepared, { from: age(67), amount: kronorPerMonth(9_000), afterTax: false })
    expect(plans.length).toBeGreaterThan(1)
    const asIs = forecast(prepared, { retirementAge: age(67) })
    expect(foundPlans(portfolio, prepared, plans, asIs)).toHaveLength(1)
  })
})
