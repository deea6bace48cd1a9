import { describe, expect, it } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding, PublicHolding } from '#forecasting/model/holding.ts'
import { Dec, kronor, kronorPerMonth, kronorPerYear } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { PersonalNumber } from '#providers/personal-number.ts'
import { contractHolding } from '#server/testing/examples.ts'
import type { ForecastChoices } from '../api/choices.ts'
import type { SaverFacts } from '../api/facts.ts'
import { nothingSaid, personOf, salaryOf } from '../facts/service.ts'
import { assumedIn, withAssumed } from '../portfolio/assumed-contract.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { ask } from './asking.ts'
import { forecastAnswer, forecastFrame } from './forecast-view.ts'
import { preparedFor } from './prepared-cache.ts'

const today = isoDateOf('2026-11-22')

const publicPension = (changes: Partial<PublicHolding> = {}): PublicHolding => ({
  kind: 'allman-pension',
  identity: { insurerOrganisationNumber: '162021005521', contractNumber: 'P-1' },
  insurer: { name: 'Pensionsmyndigheten', organisationNumber: '162021005521' },
  underEarlierNumber: false,
  inkomstpensionBalance: { value: kronor(1_800_000), date: isoDateOf('2025-12-31') },
  premiepensionBalance: { value: kronor(400_000), date: isoDateOf('2025-12-31') },
  premiepensionFunds: [],
  tillaggspension: 'not-reported',
  rights: [],
  residenceYears: 'not-reported',
  payments: [],
  forecasts: [],
  unknownCodes: [],
  ...changes,
})

interface Given {
  readonly born?: string
  readonly contracts?: readonly ContractHolding[]
  readonly publicPension?: PublicHolding | null
  readonly facts?: Partial<SaverFacts>
}

const number = PersonalNumber.parse('199006012380')

function portfolioOf({ born = '1979-04-18', contracts = [], facts = {}, ...given }: Given): Portfolio {
  const birthDate = isoDateOf(born)
  const said: SaverFacts = { ...nothingSaid, ...facts }
  const own = given.publicPension === undefined ? publicPension() : given.publicPension
  const holdings = [...(own === null ? [] : [own]), ...contracts].map((holding, index) => ({
    id: `h${index}`,
    holding,
  }))
  const known = withAssumed(said, {
    person: personOf(birthDate, said, today),
    holdings,
    entries: [],
    ...salaryOf(said),
    today,
  })
  if (number === null) throw new Error('Not a number of the test series')
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
    contracts: holdings.map(({ id, holding }) => ({
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
    count: { answered: 1, of: 1, older: 0 },
    collectionUnderWay: false,
    facts: said,
    known,
  }
}

function show(given: Given, choices: ForecastChoices = {}) {
  const portfolio = portfolioOf(given)
  const { salary } = choices
  const under = (market?: 'low' | 'high') =>
    ask(
      preparedFor(portfolio.known, {
        ...(market !== undefined && { market }),
        ...(salary !== undefined && { salary }),
      }),
      choices,
    )
  const answers = { low: under('low'), expected: under(), high: under('high') }
  const frame = forecastFrame(portfolio, answers.expected)
  return { frame, answer: forecastAnswer(frame, portfolio.known.person.birthDate, today, choices, answers) }
}

const fund = (number: string, capital: number | string, changes: Partial<ContractHolding> = {}): ContractHolding =>
  contractHolding(number, {
    forvaltningsform: 'fond',
    capital: { value: kronor(capital), date: isoDateOf('2026-10-31') },
    ...changes,
  })

describe('the figure', () => {
  const given = { contracts: [fund('A', 900_000)], facts: { salary: 40_000, municipality: '0180' } }

  it('is before and after tax, under three markets, and its families add up to it', () => {
    const { answer, frame } = show(given)
    const { low, expected, high } = answer.outcomes
    expect(low.gross).toBeLessThan(expected.gross)
    expect(expected.gross).toBeLessThan(high.gross)
    expect(expected.net).toBeLessThan(expected.gross)
    expect(answer.byPillar.reduce((sum, { monthly }) => sum + monthly, 0)).toBe(expected.gross)
    expect(frame.municipality).toBe('Stockholm')
    for (const { total, parts } of answer.years) {
      expect(parts.reduce((sum, { monthly }) => sum + monthly, 0)).toBe(total)
    }
  })

  it('is lower after tax for a member of the church, and not taxed abroad', () => {
    const net = (facts: Partial<SaverFacts>) => show({ ...given, facts: { ...given.facts, ...facts } }).answer.outcomes
    expect(net({ churchMember: true }).expected.net).toBeLessThan(net({}).expected.net ?? 0)
    expect(net({ resident: 'abroad' }).expected.net).toBeNull()
  })

  it('grows by 2 per cent a year to the month of payment in the money of that year', () => {
    const choices = { retirementAge: age(67) }
    const real = show(given, choices).answer
    const nominal = show(given, { ...choices, nominal: true }).answer
    const growth = new Dec('1.02').pow(2046 - 2026).toNumber()
    expect(real.firstMonth).toBe('2046-05')
    expect(Math.abs(nominal.outcomes.expected.gross - real.outcomes.expected.gross * growth)).toBeLessThanOrEqual(150)
    expect(nominal.years.at(-1)?.total).toBeGreaterThan((real.years.at(-1)?.total ?? 0) * 2.5)
  })

  it('keeps apart what a contract guarantees whatever the market', () => {
    const guaranteedCapital = { value: kronor(500_000), date: isoDateOf('2026-10-31') }
    const contracts = [fund('A', 900_000, { forvaltningsform: 'traditionell', guaranteedCapital })]
    const { low, expected } = show({ ...given, contracts }).answer.outcomes
    expect(expected.guaranteed).toBeGreaterThan(0)
    expect(expected.guaranteed).toBeLessThan(expected.gross)
    expect(low.guaranteed).toBe(expected.guaranteed)
    expect(show(given).answer.outcomes.expected.guaranteed).toBe(0)
  })

  it('tells what the outcomes come to late in life, as the years have it', () => {
    const { later, years } = show(given).answer
    expect(later?.age).toBe(85)
    expect(later?.expected).toBe(years.find(({ age: at }) => at === 85)?.total)
    expect(later?.low).toBeLessThan(later?.expected ?? 0)
    expect(later?.high).toBeGreaterThan(later?.expected ?? Infinity)
    expect(show({ ...given, born: '1945-05-15' }).answer.later?.age).toBe(95)
    expect(show({ ...given, born: '1934-05-15' }).answer.later).toBeNull()
  })

  it('tells pay beside the pension apart from it', () => {
    const work = [{ from: age(67), to: age(69), salary: 12_000 }]
    const { answer } = show(given, { retirementAge: age(67), work })
    expect(answer.work).toMatchObject({ monthly: 12_000 })
    expect(answer.work?.net).toBeGreaterThan(answer.outcomes.expected.net ?? Infinity)
    expect(show(given, { retirementAge: age(67) }).answer.work).toBeNull()
  })
})

describe('supplements', () => {
  it('are named, with those of a low pension', () => {
    const poor = publicPension({
      inkomstpensionBalance: { value: kronor(300_000), date: isoDateOf('2025-12-31') },
      premiepensionBalance: { value: kronor(20_000), date: isoDateOf('2025-12-31') },
    })
    const housing = { cost: 7500, wealth: 0, partner: null }
    const facts = { residenceYears: 40, housing, maritalStatus: 'single', salary: 0 } as const
    const { answer } = show({ publicPension: poor, facts })
    expect(answer.supplements.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['garantipension', 'bostadstillagg']),
    )
    expect(show({ facts: { salary: 60_000 } }).answer.supplements).toEqual([])
  })
})

describe('what may be chosen', () => {
  it('is the earliest age of each family, and for each contract what its rules allow', () => {
    const terms = {
      earliestAge: age(60),
      latestAge: age(70),
      agreedAge: 'not-reported',
      durations: 'not-reported',
    } as const
    const { frame } = show({ contracts: [fund('A', 500_000, { payoutTerms: terms })] })
    expect(frame.earliest).toEqual([
      { pillar: 'allman-pension', age: frame.age.publicEarliest, label: 'Allmän pension' },
      { pillar: 'tjanstepension', age: age(60), label: 'ITP 1 Traditionell' },
    ])
    expect(frame.age.earliest).toBe(age(60))
    expect(frame.items.find(({ id }) => id === 'h1')?.choice).toMatchObject({ earliest: age(60), latest: age(70) })
  })

  it('is nothing of a contract that is being paid', () => {
    const payments = [
      {
        from: isoDateOf('2025-01-01'),
        to: isoDateOf('2034-12-31'),
        amount: kronorPerMonth(4000),
        state: 'running',
      },
    ] as const
    const { frame } = show({ born: '1958-01-05', contracts: [fund('A', 500_000, { payments })] })
    expect(frame.items.find(({ id }) => id === 'h1')?.choice).toBeNull()
  })
})

describe('edges', () => {
  const contracts = [fund('A', 500_000)]

  it.each([
    ['an age before the earliest', { retirementAge: age(20) }, { age: true }],
    ['a start before the contract allows', { contracts: { h1: { start: age(40) } } }, {}],
    ['a duration that is not allowed', { contracts: { h1: { duration: 7 } } }, { contracts: ['h1'] }],
    ['a contract that is gone', { contracts: { gone: { start: age(66) } } }, { contracts: ['gone'] }],
    ['the public pension too early', { withdrawal: [{ from: age(55), share: 50 }] }, { withdrawal: true }],
    ['an absurd pay', { salary: 9_999_999 }, {}],
  ] as const)('%s is told, and the rest is answered', (_case, choices, told) => {
    const { answer } = show({ contracts }, choices)
    expect(answer.notFollowed).toEqual({ age: false, work: false, withdrawal: false, contracts: [], ...told })
    expect(answer.outcomes.expected.gross).toBeGreaterThan(0)
  })

  it('says so when a contract had to begin later than chosen', () => {
    const { answer } = show({ contracts }, { contracts: { h1: { start: age(40) } } })
    const item = answer.items.find(({ id }) => id === 'h1')
    expect(item?.assumptions).toContain('start-moved-to-earliest')
    expect(item?.start).toBeGreaterThan(age(50))
  })

  it.each([
    ['nothing at all', { publicPension: null, contracts: [] }],
    ['one öre', { publicPension: null, contracts: [fund('A', '0.01')] }],
    ['capital of 50 million', { contracts: [fund('A', 50_000_000)] }],
    ['60 contracts', { contracts: Array.from({ length: 60 }, (_, index) => fund(`A-${index}`, 10_000 + index)) }],
    ['a 16-year-old', { born: '2010-06-01', contracts: [fund('A', 1000)] }],
    ['a 99-year-old', { born: '1927-06-01', contracts: [fund('A', 1000)] }],
    ['only foreign: nothing from any source, living abroad', { publicPension: null, facts: { resident: 'abroad' } }],
  ] as const)('%s is shown', (_case, given) => {
    const { frame, answer } = show(given)
    expect(frame.items).toHaveLength(answer.items.length)
    expect(answer.outcomes.low.gross).toBeLessThanOrEqual(answer.outcomes.high.gross)
    for (const { payments, notProjected } of answer.items) {
      // Nothing paid, and no word why, would be an empty place on the page.
      expect(payments.length > 0 || notProjected !== null).toBe(true)
      for (const { monthly } of payments) expect(Number.isFinite(monthly)).toBe(true)
    }
    expect(answer.years.every(({ total }) => Number.isFinite(total))).toBe(true)
  })

  it('counts every one of 60 contracts', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      fund(`A-${index}`, 100_000, { reportedSalary: { value: kronorPerYear(0), date: today } }),
    )
    const one = show({ publicPension: null, contracts: many.slice(0, 1) }).answer.outcomes.expected.gross
    const all = show({ publicPension: null, contracts: many }).answer.outcomes.expected.gross
    expect(Math.abs(all - one * 60)).toBeLessThanOrEqual(60 * 50)
  })
})

describe('the agreement that the saver works under', () => {
  const facts = { salary: 40_000, agreement: 'ITP1' as const }

  it('is an item of its own, with a payout to choose, and follows pay and market', () => {
    const { frame, answer } = show({ facts })
    expect(frame.items.find(({ id }) => id === 'arbetar-ITP1')).toMatchObject({
      pillar: 'tjanstepension',
      label: 'arbetar-ITP1',
      providerName: '',
      choice: { earliest: 55 * 12 },
    })
    const monthlyOf = ({ items }: typeof answer) =>
      items.find(({ id }) => id === 'arbetar-ITP1')?.payments.at(-1)?.monthly ?? 0
    expect(monthlyOf(answer)).toBeGreaterThan(0)
    expect(answer.items.find(({ id }) => id === 'arbetar-ITP1')).toMatchObject({
      calculatedBy: 'standard-assumptions',
      guaranteed: null,
    })
    expect(monthlyOf(show({ facts }, { salary: 60_000 }).answer)).toBeGreaterThan(monthlyOf(answer))
    expect(monthlyOf(show({ facts }, { market: 'low' }).answer)).toBeLessThan(monthlyOf(answer))
    const duration = show({ facts }, { contracts: { 'arbetar-ITP1': { duration: 120 } } }).answer
    expect(monthlyOf(duration)).toBeGreaterThan(monthlyOf(answer))
  })

  it('pays nothing, and no 0, where the pay is chosen to be none', () => {
    const { items } = show({ facts }, { salary: 0 }).answer
    expect(items.find(({ id }) => id === 'arbetar-ITP1')?.payments).toEqual([])
  })

  it('has no part in how old the figures are', () => {
    const frameOf = (agreement: SaverFacts['agreement']) =>
      show({ contracts: [fund('A', 900_000)], facts: { ...facts, agreement } }).frame
    expect(frameOf('ITP1').oldestFigures).toBe(frameOf(null).oldestFigures)
    expect(frameOf('ITP1').items).toHaveLength(frameOf(null).items.length + 1)
  })
})
