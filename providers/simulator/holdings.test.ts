import type { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding, Dated, Holding, PublicHolding, Reported } from '#forecasting/model/holding.ts'
import { Dec } from '#forecasting/model/quantity.ts'
import { holdingToText } from '#forecasting/model/stored.ts'
import { readAnswer } from '../answer.ts'
import type { AskedFor } from '../operations.ts'
import type { PersonalNumber } from '../personal-number.ts'
import { writeEnvelope } from '../ssek/envelope.ts'
import { encodeAnswer } from './answers.ts'
import { careerOf } from './careers.ts'
import { allHoldings as freshHoldings, holdingsAt } from './holdings.ts'
import type { TestPersonKey } from './persons.ts'
import { testPersons } from './persons.ts'
import { simulatedProvider, simulatedProviders } from './providers.ts'
import { incomeIndex, valueDate } from './tables.ts'
import { madeNumber, manyNumbers, numberOf } from './testing.ts'

const everyone: readonly PersonalNumber[] = [...testPersons.map(({ key }) => numberOf(key)), ...manyNumbers]

type Held = ReturnType<typeof freshHoldings>
const remembered = new Map<string, Held>()
/** Once per person, as nearly every test looks at everyone; that they never change has a test of its own. */
function allHoldings(person: PersonalNumber): Held {
  const held = remembered.get(person.reveal()) ?? freshHoldings(person)
  remembered.set(person.reveal(), held)
  return held
}

const contractsOf = (person: PersonalNumber): readonly ContractHolding[] =>
  allHoldings(person)
    .map(({ holding }) => holding)
    .filter((holding): holding is ContractHolding => holding.kind === 'avtal')

function publicOf(person: PersonalNumber): PublicHolding {
  const [holding] = holdingsAt('pensionsmyndigheten', person)
  if (holding?.kind !== 'allman-pension') throw new Error('No public pension')
  return holding
}

const amountOf = (dated: Reported<Dated<Decimal>>): number => (dated === 'not-reported' ? 0 : dated.value.toNumber())

/** Zero for someone the agency does not know: one who came to the country late, say. */
const incomeBalanceOf = (person: PersonalNumber): number =>
  holdingsAt('pensionsmyndigheten', person).length === 0 ? 0 : amountOf(publicOf(person).inkomstpensionBalance)

/** Occupational and private capital, each contract once. */
function capitalOf(person: PersonalNumber): number {
  const counted = new Map(
    contractsOf(person)
      .filter((holding) => holding.underlyingContractNumber === 'not-reported')
      .map((holding) => [holding.identity.contractNumber, amountOf(holding.capital)]),
  )
  return [...counted.values()].reduce((sum, amount) => sum + amount, 0)
}

const receiver = '165560001234'
const txId = 'f5b3a0e4-5a0f-4b0d-9d3c-6c6f2a9f3b11'
const asked = (person: PersonalNumber, wishedAges: readonly number[] = []): AskedFor => ({
  person,
  purpose: 'pensionsoversikt',
  approval: { version: '1', time: new Date('2026-11-22T08:00:00Z') },
  wishedAges,
})
/** On the day of value, when nothing has moved yet. */
const context = { receiver, txId, created: new Date(`${valueDate}T08:00:01Z`), fault: 'none' } as const

describe('determinism', () => {
  it('gives the same bytes for the same number and question', () => {
    for (const person of [...testPersons.map(({ key }) => numberOf(key)), ...manyNumbers.slice(0, 20)]) {
      for (const provider of simulatedProviders) {
        expect(encodeAnswer(provider, asked(person), context)).toBe(encodeAnswer(provider, asked(person), context))
      }
    }
  })

  it('gives different people different lives', () => {
    const lives = manyNumbers.map((person) =>
      allHoldings(person)
        .map(({ holding }) => holdingToText(holding))
        .join(),
    )
    const held = lives.filter((life) => life !== '')
    expect(new Set(held).size).toBe(held.length)
  })

  it('never moves: Åsa’s figures of today are those of every later day', () => {
    const { inkomstpensionBalance, premiepensionBalance } = publicOf(numberOf('long-name'))
    expect([inkomstpensionBalance, premiepensionBalance].map((dated) => amountOf(dated))).toEqual([
      1357469.96, 400459.33,
    ])
  })
})

describe('the wire', () => {
  it.each(simulatedProviders)('carries all that $name holds, for everyone, there and back', (provider) => {
    for (const person of everyone) {
      const held = allHoldings(person).flatMap((each) => (each.provider === provider.id ? [each.holding] : []))
      const text = writeEnvelope({
        header: { senderId: provider.organisationNumber, receiverId: receiver, txId, asynchMethod: null },
        bodyXml: encodeAnswer(provider, asked(person), context),
      })
      const answer = readAnswer(
        { bytes: Buffer.from(text), contentType: 'text/xml' },
        {
          provider: { ...provider, messageSecurity: 'none', certificates: [] },
          receiver,
          txId,
          asked: person,
          earlierNumbers: [],
        },
      )
      expect(answer.kind).toBe(held.length === 0 ? 'nothing-held' : 'answered')
      if (answer.kind === 'answered') expect(answer.holdings.map(plain)).toEqual(held.map(plain))
    }
  })

  it.each([
    ['2026-10-31T12:00:00Z', '2027-02-28'],
    ['2026-11-30T23:30:00Z', '2027-04-30'],
    ['2028-12-31T12:00:00Z', '2029-04-30'],
  ])('asked at %s, the pensioner’s contract that ends soon ends on %s', (at, day) => {
    const pensioner = numberOf('pensioner')
    const answers = simulatedProviders.map((provider) =>
      encodeAnswer(provider, asked(pensioner), { ...context, created: new Date(at) }),
    )
    expect(answers.filter((answer) => answer.includes(day))).toHaveLength(1)
  })

  it('carries the ages that are wished for, and only those', () => {
    const person = numberOf('itp2')
    const agesAt = (wished: readonly number[]): readonly number[] =>
      holdingsAt('sparhamn-liv', person, wished).flatMap(({ forecasts }) => forecasts.map((each) => each.age))
    expect(agesAt([63, 67])).toEqual([age(63), age(67)])
    expect(agesAt([])).toEqual([65, 66, 67, 68, 69, 70].map((years) => age(years)))
    // She is 58: what lies behind her cannot be forecast.
    expect(agesAt([57])).toEqual([])
  })
})

/** Comparable: decimals as text, keys in any order. */
const plain = (holding: Holding): unknown => JSON.parse(holdingToText(holding))

describe('figures are likely', () => {
  it('gives no negative amount, and nothing that is not a number', () => {
    for (const person of everyone) {
      for (const { holding } of allHoldings(person)) {
        const amounts = [...holdingToText(holding).matchAll(/"\$dec":"([^"]*)"/g)].map((match) => Number(match[1]))
        expect(amounts.every((amount) => Number.isFinite(amount) && amount >= 0)).toBe(true)
      }
    }
  })

  it('states money to the öre at most', () => {
    for (const person of everyone) {
      for (const holding of contractsOf(person)) {
        for (const dated of [holding.capital, holding.guaranteedCapital, holding.earnedBenefit]) {
          if (dated === 'not-reported') continue
          expect(dated.value.decimalPlaces()).toBeLessThanOrEqual(2)
          expect(dated.date).toBe(valueDate)
        }
      }
    }
  })

  it('gives a 45-year-old with 38,000 kr a month what a reader expects', () => {
    const person = numberOf('long-name')
    const { inkomstpensionBalance, premiepensionBalance, rights } = publicOf(person)
    expect(rights.at(-1)?.pgi.toNumber()).toBeGreaterThan(390_000)
    expect(amountOf(inkomstpensionBalance)).toBeGreaterThan(1_300_000)
    expect(amountOf(inkomstpensionBalance)).toBeLessThan(1_600_000)
    expect(amountOf(premiepensionBalance)).toBeGreaterThan(200_000)
    expect(amountOf(premiepensionBalance)).toBeLessThan(500_000)
    expect(capitalOf(person)).toBeGreaterThan(300_000)
    expect(capitalOf(person)).toBeLessThan(900_000)
  })

  it.each([
    ['young', 100_000, 200_000, 20_000, 100_000],
    ['itp1', 900_000, 1_300_000, 250_000, 700_000],
    ['itp2', 2_500_000, 3_300_000, 700_000, 1_500_000],
    ['saf-lo', 1_300_000, 1_800_000, 350_000, 900_000],
    ['municipal', 1_300_000, 1_800_000, 350_000, 900_000],
    ['state', 1_600_000, 2_200_000, 500_000, 1_200_000],
    ['foreign-years', 500_000, 800_000, 150_000, 400_000],
    ['self-employed', 1_600_000, 2_200_000, 700_000, 1_600_000],
  ] as const)('%s: income pension %i–%i, contracts %i–%i kr', (key, low, high, contractsLow, contractsHigh) => {
    const balance = amountOf(publicOf(numberOf(key)).inkomstpensionBalance)
    expect(balance).toBeGreaterThan(low)
    expect(balance).toBeLessThan(high)
    expect(capitalOf(numberOf(key))).toBeGreaterThan(contractsLow)
    expect(capitalOf(numberOf(key))).toBeLessThan(contractsHigh)
  })

  it('lets pension grow with age among people who work', () => {
    const meanAt = (birthYear: number): number => {
      const people = Array.from({ length: 24 }, (_, index) =>
        madeNumber(`${birthYear}${String((index % 12) + 1).padStart(2, '0')}${index < 12 ? '05' : '17'}`),
      )
      return people.reduce((sum, person) => sum + incomeBalanceOf(person), 0) / people.length
    }
    const means = [1996, 1986, 1976, 1966].map(meanAt)
    expect(means).toEqual([...means].sort((a, b) => a - b))
    expect(means[0]).toBeGreaterThan(100_000)
    expect(means[3]).toBeLessThan(3_500_000)
  })

  it('pays more the later a pension starts', () => {
    for (const person of everyone) {
      for (const { holding } of allHoldings(person)) {
        const standard = holding.forecasts.filter(({ basis }) => basis === 'standard').map(({ amount }) => amount)
        standard.slice(1).forEach((amount, index) => {
          expect(amount.greaterThanOrEqualTo(standard[index] ?? 0)).toBe(true)
        })
      }
    }
  })

  it('sums the premium pension funds to the balance, to the öre', () => {
    for (const person of everyone.filter((each) => holdingsAt('pensionsmyndigheten', each).length > 0)) {
      const { premiepensionFunds, premiepensionBalance } = publicOf(person)
      const sum = premiepensionFunds.reduce((total, { value }) => total.plus(value), new Dec(0))
      expect(sum.toNumber()).toBe(amountOf(premiepensionBalance))
    }
  })

  it('guarantees no more than there is', () => {
    for (const holding of everyone.flatMap(contractsOf)) {
      expect(amountOf(holding.guaranteedCapital)).toBeLessThanOrEqual(amountOf(holding.capital))
    }
  })

  it('counts rights on income up to the ceiling alone', () => {
    const { rights } = publicOf(numberOf('bank'))
    const latest = rights.find(({ incomeYear }) => incomeYear === 2025)
    expect(latest?.pgi.toNumber()).toBe(604_500)
    expect(latest?.inkomstpension.toNumber()).toBe(96_720)
    expect(latest?.premiepension.toNumber()).toBe(15_112)
    expect(latest?.status).toBe('preliminary')
  })

  it('has wages that follow the income index', () => {
    expect(incomeIndex(2026)).toBe(228.08)
    expect(incomeIndex(1960)).toBe(6.54)
    expect(incomeIndex(1999)).toBe(100)
  })
})

describe('each test person shows what it is there for', () => {
  const agreements = (key: TestPersonKey): readonly unknown[] =>
    contractsOf(numberOf(key)).map(({ kollektivavtal }) => kollektivavtal)
  const providersOf = (key: TestPersonKey): readonly string[] =>
    allHoldings(numberOf(key)).map(({ provider }) => provider)

  it('the young one has one single contract', () => {
    expect(contractsOf(numberOf('young'))).toHaveLength(1)
    expect(agreements('young')).toEqual(['SAF-LO'])
  })

  it('the mixed career left nine contracts with nine providers', () => {
    expect(contractsOf(numberOf('mixed-career'))).toHaveLength(9)
    expect(new Set(providersOf('mixed-career')).size).toBe(10)
    expect(new Set(agreements('mixed-career'))).toEqual(new Set(['SAF-LO', 'KAP-KL', 'PA16-2', 'ITP1', 'none']))
  })

  it('ITP 1 is part traditional, part funds', () => {
    expect(agreements('itp1')).toEqual(['ITP1', 'ITP1', 'ITP1'])
    const forms = contractsOf(numberOf('itp1')).map(({ forvaltningsform }) => forvaltningsform)
    expect(new Set(forms)).toEqual(new Set(['traditionell', 'fond']))
  })

  it('ITP 2 is defined benefit with service times, and ITPK beside it', () => {
    const [benefit, itpk] = contractsOf(numberOf('itp2'))
    expect(benefit).toMatchObject({
      kollektivavtal: 'ITP2',
      formanstyp: 'formansbestamd',
      capital: 'not-reported',
      serviceTimes: { monthsUnder: 360 },
    })
    expect(benefit?.earnedBenefit === 'not-reported' ? 0 : benefit?.earnedBenefit.value.toNumber()).toBeGreaterThan(
      8_000,
    )
    expect(itpk?.kollektivavtal).toBe('ITPK')
  })

  it('the municipal one has KAP-KL behind, AKAP-KR now', () => {
    expect(agreements('municipal')).toEqual(['KAP-KL', 'KAP-KL', 'AKAP-KR'])
  })

  it('the state employee is known to SPV and to the state’s own insurer', () => {
    expect(providersOf('state')).toEqual(['pensionsmyndigheten', 'spv', 'manteln-tjanstepension', 'kronvalv-fond'])
    expect(agreements('state')).toEqual(['PA16-2', 'PA16-2', 'PA16-2'])
  })

  it('the pensioner has payments for life, one that ends soon and one that is paused', () => {
    const payments = contractsOf(numberOf('pensioner')).flatMap((holding) => holding.payments)
    expect(payments.filter(({ state, to }) => state === 'running' && to === 'lifelong').length).toBeGreaterThan(0)
    expect(payments.find(({ state, to }) => state === 'running' && to !== 'lifelong')?.to).toBe('2027-02-28')
    expect(payments.map(({ state }) => state)).toContain('paused')
    const { payments: fromState } = publicOf(numberOf('pensioner'))
    expect(fromState.map(({ component }) => component)).toEqual(['inkomstpension', 'premiepension'])
    expect(fromState.reduce((sum, { amount }) => sum + amount.toNumber(), 0)).toBeGreaterThan(11_000)
  })

  it('the newcomer has nothing anywhere, not even with the agency', () => {
    expect(careerOf(numberOf('nothing-held'))).toBeNull()
    for (const { id } of simulatedProviders) expect(holdingsAt(id, numberOf('nothing-held'))).toEqual([])
  })

  it('few years of residence are stated', () => {
    expect(publicOf(numberOf('foreign-years')).residenceYears).toBe(13)
  })

  it('one contract is reported by its insurer and by a selection centre, which names it as the underlying one', () => {
    const [first] = holdingsAt('bjorkvik-tjanstepension', numberOf('doubled-selection-centre'))
    const [second] = holdingsAt('tallbacken-pensionsval', numberOf('doubled-selection-centre'))
    if (first?.kind !== 'avtal' || second?.kind !== 'avtal') throw new Error('Not reported twice')
    expect(second.underlyingContractNumber).toBe(first.identity.contractNumber)
    expect(second.identity.insurerOrganisationNumber).toBe(first.identity.insurerOrganisationNumber)
    expect(second.identity.contractNumber).not.toBe(first.identity.contractNumber)
    expect(second.capital).toEqual(first.capital)
    expect(first.selectionCentre).toMatchObject({ name: simulatedProvider('tallbacken-pensionsval').name })
  })

  it('one contract is reported by SPV too, under the very same identity', () => {
    const [insurers] = holdingsAt('manteln-tjanstepension', numberOf('doubled-state'))
    const spvs = holdingsAt('spv', numberOf('doubled-state'))
    expect(spvs.map(({ identity }) => identity)).toContainEqual(insurers?.identity)
    expect(spvs).toHaveLength(2)
  })

  it('private savings, an endowment policy and a planned payout belong to the self-employed one', () => {
    const contracts = contractsOf(numberOf('self-employed'))
    expect(new Set(contracts.map(({ skatteklass }) => skatteklass))).toEqual(new Set(['T', 'P', 'K']))
    expect(contracts.flatMap(({ payments }) => payments.map(({ state }) => state))).toEqual(['planned'])
    expect(contracts.map(({ forvaltningsform }) => forvaltningsform)).toContain('deposition')
  })

  it('some contracts are forecast by their provider, some nominally beside it, some only valued', () => {
    const contracts = testPersons.flatMap(({ key }) => contractsOf(numberOf(key)))
    const forecast = contracts.filter(({ forecasts }) => forecasts.length > 0)
    expect(forecast.length / contracts.length).toBeGreaterThan(0.3)
    expect(forecast.length / contracts.length).toBeLessThan(0.7)
    expect(forecast.some(({ forecasts }) => forecasts.some(({ prices }) => prices === 'nominal'))).toBe(true)
    expect(contracts.some(({ premium }) => premium !== 'not-reported' && premium.amount.isZero())).toBe(true)
    expect(new Set(contracts.map(({ aterbetalningsskydd }) => aterbetalningsskydd)).size).toBe(3)
  })

  it('nobody holds anything with the provider that always fails or the one that is not connected', () => {
    const providers = everyone.flatMap((person) => allHoldings(person).map(({ provider }) => provider))
    expect(providers).not.toContain('stenskvatta-pension')
    expect(providers).not.toContain('vintergrona-liv')
  })
})

describe('any number of the test series', () => {
  it('gives nearly every grown person a public pension and some contracts', () => {
    const grown = manyNumbers.filter((person) => Number(person.birthDate.slice(0, 4)) < 1998)
    const held = grown.filter((person) => allHoldings(person).length >= 2)
    expect(held.length / grown.length).toBeGreaterThan(0.85)
  })

  it('gives a child nothing', () => {
    expect(allHoldings(madeNumber('20150606'))).toEqual([])
  })

  it('reaches every provider that answers', () => {
    const reached = new Set(everyone.flatMap((person) => allHoldings(person).map(({ provider }) => provider)))
    const answering = simulatedProviders.filter(({ manner, connected }) => manner === 'answers' && connected)
    expect(answering.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([])
  })

  it('pays pensioners their tilläggspension when they are old enough to have one', () => {
    const { tillaggspension, payments } = publicOf(madeNumber('19450606'))
    expect(amountOf(tillaggspension)).toBeGreaterThan(1_000)
    expect(payments.map(({ component }) => component)).toContain('tillaggspension')
  })

  it('has no right to pension before there were any, in 1960', () => {
    for (const born of ['19360101', '19380507', '19400820']) {
      const years = publicOf(madeNumber(born)).rights.map(({ incomeYear }) => incomeYear)
      expect(Math.min(...years)).toBeGreaterThanOrEqual(1960)
    }
  })
})
