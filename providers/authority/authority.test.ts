import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding, Holding, PublicHolding } from '#forecasting/model/holding.ts'
import { kronor, kronorPerYear } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { readAnswer } from '../answer.ts'
import { ProviderError } from '../errors.ts'
import type { Vocabulary } from '../pension-source.ts'
import { contractHoldings, publicHoldings } from '../testing/arbitraries.ts'
import {
  answerWith,
  asked,
  contract,
  earlierNumber,
  expected,
  mislife,
  plain,
  providerEntry,
  secretName,
  someoneElse,
  transfer,
} from '../testing/messages.ts'
import type { Xml } from '../xml/write.ts'
import { encodeAllmanPension } from './pensionsmyndigheten/encode.ts'
import { encodeSpv } from './spv/encode.ts'

const read = (vocabulary: Vocabulary, xml: string) =>
  readAnswer(answerWith(xml as Xml), { ...expected, provider: { ...providerEntry, vocabulary } })

function holdingsOf(vocabulary: Vocabulary, xml: string): readonly Holding[] {
  const answer = read(vocabulary, xml)
  return answer.kind === 'answered' ? answer.holdings : []
}

function codeOf(vocabulary: Vocabulary, xml: string): string {
  try {
    return read(vocabulary, xml).kind
  } catch (error) {
    if (error instanceof ProviderError) return error.code
    throw error
  }
}

const person = { number: asked, name: secretName, earlierNumber }

describe('Pensionsmyndigheten', () => {
  const statement = (holding: PublicHolding | null, number = asked): string =>
    encodeAllmanPension({ ...transfer, person: { ...person, number }, holding })
  const holding: PublicHolding = {
    kind: 'allman-pension',
    identity: contract.identity,
    insurer: contract.insurer,
    underEarlierNumber: false,
    inkomstpensionBalance: { value: kronor('812000'), date: isoDateOf('2025-12-31') },
    premiepensionBalance: 'not-reported',
    premiepensionFunds: [],
    rights: [
      {
        incomeYear: 2024,
        pgi: kronorPerYear('400000'),
        pgb: [{ kind: 'barnar', amount: kronorPerYear('50000') }],
        inkomstpension: kronorPerYear('72000'),
        premiepension: kronorPerYear('11250'),
        status: 'decided',
      },
    ],
    tillaggspension: 'not-reported',
    payments: [],
    forecasts: [],
    residenceYears: 36,
    unknownCodes: [],
  }

  test('what is encoded is decoded to the same, whatever it holds', () => {
    fc.assert(
      fc.property(publicHoldings, (generated) => {
        expect(holdingsOf('pensionsmyndigheten', statement(generated)).map(plain)).toEqual([plain(generated)])
      }),
      { numRuns: 100 },
    )
  })

  test('nothing held is said outright', () => {
    expect(codeOf('pensionsmyndigheten', statement(null))).toBe('nothing-held')
    expect(codeOf('pensionsmyndigheten', statement(null).replace('<inget_innehav/>', ''))).toBe('malformed-response')
    expect(codeOf('pensionsmyndigheten', statement(null, someoneElse))).toBe('wrong-person')
  })

  test('another person is refused', () => {
    expect(codeOf('pensionsmyndigheten', statement(holding, someoneElse))).toBe('wrong-person')
    expect(codeOf('pensionsmyndigheten', statement(holding, earlierNumber))).toBe('answered')
  })

  test('an unknown kind of credit and an unknown status stand on the statement', () => {
    const xml = statement(holding).replace('>barnar<', '>NYTT<').replace('>beslutad<', '>OKÄND<')
    const [decoded] = holdingsOf('pensionsmyndigheten', xml)
    expect(decoded).toMatchObject({
      unknownCodes: [
        { field: 'pgb/slag', code: 'NYTT' },
        { field: 'intjanandear/status', code: 'OKÄND' },
      ],
      rights: [{ pgb: [], status: 'preliminary' }],
    })
  })

  test('a mislife is not its message, nor its message a mislife', () => {
    expect(codeOf('pensionsmyndigheten', mislife([contract]))).toBe('malformed-response')
    expect(codeOf('mis-2.0', statement(holding))).toBe('malformed-response')
  })
})

describe('SPV', () => {
  const pa16: ContractHolding = {
    ...contract,
    kollektivavtal: 'PA16-1',
    reportedSalary: { value: kronorPerYear('480000'), date: isoDateOf('2026-01-01') },
    payoutTerms: { ...contract.payoutTerms, agreedAge: age(66, 3) },
  }
  const message = (holdings: readonly ContractHolding[]): string => encodeSpv({ ...transfer, person, holdings })

  test('what is encoded is decoded to the same, whatever it holds', () => {
    const state = fc
      .tuple(contractHoldings, fc.constantFrom('PA03', 'PA16-1', 'PA16-2', 'none'))
      .map(([holding, kollektivavtal]): ContractHolding => ({ ...holding, kollektivavtal }))
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 2 }), (holdings) => {
        expect(holdingsOf('spv', message(holdings)).map(plain)).toEqual(holdings.map(plain))
      }),
      { numRuns: 50 },
    )
  })

  test('agreement, pension age and salary come from the parameters in the open slot', () => {
    const xml = message([pa16])
    expect(xml).toContain('<avtal>PA16</avtal><avdelning>1</avdelning>')
    expect(xml).not.toContain('kollektivavtalskoppling')
    expect(holdingsOf('spv', xml)).toMatchObject([{ kollektivavtal: 'PA16-1', payoutTerms: { agreedAge: age(66, 3) } }])
  })

  test('an unknown part of the agreement stands on the contract', () => {
    const xml = message([pa16]).replace('<avdelning>1', '<avdelning>7')
    expect(holdingsOf('spv', xml)).toMatchObject([
      { kollektivavtal: 'not-reported', unknownCodes: [{ field: 'statlig_tjanstepension/avtal', code: 'PA16/7' }] },
    ])
  })

  test('the parameters are checked by their schema', () => {
    expect(codeOf('spv', message([pa16]).replace('>480000<', '>mycket<'))).toBe('malformed-response')
  })

  test('nothing held, and another person', () => {
    expect(codeOf('spv', message([]))).toBe('nothing-held')
    expect(codeOf('spv', message([pa16]).replaceAll(asked.reveal(), someoneElse.reveal()))).toBe('wrong-person')
  })
})
