import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ContractHolding, UnknownCode } from '#forecasting/model/holding.ts'
import { kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { readAnswer } from '../../answer.ts'
import { ProviderError } from '../../errors.ts'
import { contractHoldings } from '../../testing/arbitraries.ts'
import {
  answerWith,
  asked,
  contract,
  earlierNumber,
  expected,
  misMessage,
  misVersions,
  plain,
  providerEntry,
  secretName,
  someoneElse,
} from '../../testing/messages.ts'
import type { Xml } from '../../xml/write.ts'

type Version = (typeof misVersions)[number]

const read = (xml: string, vocabulary: Version = 'mis-1.6') =>
  readAnswer(answerWith(xml as Xml), { ...expected, provider: { ...providerEntry, vocabulary } })

function holdingsOf(xml: string, vocabulary: Version = 'mis-1.6'): ContractHolding[] {
  const answer = read(xml, vocabulary)
  return answer.kind === 'answered' ? answer.holdings.filter((holding) => holding.kind === 'avtal') : []
}

function errorOf(xml: string): ProviderError {
  try {
    read(xml)
  } catch (error) {
    if (error instanceof ProviderError) return error
  }
  throw new Error('Expected a ProviderError')
}

const changed = (from: string | RegExp, to: string, holdings: readonly ContractHolding[] = [contract]): string => {
  const before = misMessage('mis-1.6', holdings)
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  return after
}

test('both versions carry every holding whole, and tell the same', () => {
  fc.assert(
    fc.property(fc.array(contractHoldings, { minLength: 1, maxLength: 3 }), (holdings) => {
      for (const version of misVersions) {
        expect(holdingsOf(misMessage(version, holdings), version).map(plain)).toEqual(holdings.map(plain))
      }
    }),
    { numRuns: 150 },
  )
})

test('the terms stand flat below each Forsakring, by their own names', () => {
  const xml = misMessage('mis-1.6', [
    {
      ...contract,
      serviceTimes: { monthsUnder: 300, monthsOver: 12 },
      fees: [
        { kind: 'management', applies: 'fund', amount: { variable: share('0.004') } },
        { kind: 'administration', applies: 'contract', amount: { fixed: kronorPerYear('65') } },
      ],
    },
  ])
  expect(xml).toContain('<VersionAvXmlFil>1.6</VersionAvXmlFil>')
  expect(xml).toContain('<AntalForsakringar>1</AntalForsakringar>')
  expect(xml).toContain('<Forsakring><Avtalsnummer>NL-100200</Avtalsnummer><Personnummer>')
  expect(xml).toContain('<Datering>2026-10-31</Datering></Forsakringskapital>')
  expect(xml).toContain('<BeraknadTjanstetidUnder75>300</BeraknadTjanstetidUnder75>')
  expect(xml).toContain('<AvgiftFondRorligForvaltning>0.004</AvgiftFondRorligForvaltning>')
  expect(xml).not.toMatch(/<\/?[a-z]/)
})

describe('nothing held', () => {
  test('is Overforing with AntalForsakringar 0 and no Forsakring', () => {
    expect(misMessage('mis-1.6', [])).toContain('<AntalForsakringar>0</AntalForsakringar></Overforing></MisLife>')
    expect(read(misMessage('mis-1.6', [])).kind).toBe('nothing-held')
  })

  test.each([
    ['a count without its contracts', misMessage('mis-1.6', []).replace('>0</Antal', '>1</Antal')],
    ['contracts that the count denies', misMessage('mis-1.6', [contract]).replace('>1</Antal', '>0</Antal')],
    ['one contract fewer than counted', misMessage('mis-1.6', [contract]).replace('>1</Antal', '>2</Antal')],
    ['no count', misMessage('mis-1.6', []).replace(/<AntalForsakringar>0<\/AntalForsakringar>/, '')],
    ['no Overforing', '<MisLife xmlns="urn:samlad-pension:mis:1.6"/>'],
  ])('is not %s', (_name, xml) => {
    expect(errorOf(xml).code).toBe('malformed-response')
  })
})

describe('an answer that is not in order is refused', () => {
  test.each([
    ['the other version’s namespace', changed('mis:1.6', 'mis:2.0')],
    ['the other version’s message', misMessage('mis-2.0', [contract])],
    ['another version', changed('Fil>1.6', 'Fil>1.5')],
    ['names in the other version’s spelling', changed(/Skatteklass>/g, 'skatteklass>')],
    ['decimal comma', changed('412345.67', '412345,67')],
    ['negative amount', changed('412345.67', '-412345.67')],
    ['absurd amount', changed('412345.67', '1000000000000')],
    ['a day that does not exist', changed('2026-10-31', '2026-02-30')],
    ['a day in year 9999', changed('2026-10-31', '9999-12-31')],
    ['an age of twelve months', changed('<Manader>0<', '<Manader>12<')],
    [
      'a fee of no known name',
      changed(
        '<Aterbetalningsskydd>',
        '<Avgifter><AvgiftGuldFastPremie>1</AvgiftGuldFastPremie></Avgifter><Aterbetalningsskydd>',
      ),
    ],
    ['a term that is not ours', changed('<Skatteklass>', '<Hemligt/><Skatteklass>')],
    ['no contract number', changed(/<Avtalsnummer>[^<]+<\/Avtalsnummer>/, '')],
  ])('%s', (_name, xml) => {
    expect(errorOf(xml).code).toBe('malformed-response')
  })

  test('another person', () => {
    expect(errorOf(misMessage('mis-1.6', [contract], someoneElse)).code).toBe('wrong-person')
  })

  test('another transaction', () => {
    const xml = changed(/<Transaktionsid>[^<]+/, '<Transaktionsid>00000000-0000-4000-8000-000000000000')
    expect(errorOf(xml).code).toBe('wrong-transaction')
  })

  test('in words that quote nothing of it', () => {
    const error = errorOf(changed('412345.67', `${asked.reveal()} ${secretName}`))
    const told = `${error.message} ${error.stack ?? ''} ${String(error.cause)}`
    for (const secret of ['Åsa', 'Öström', asked.reveal()]) expect(told).not.toContain(secret)
  })
})

test('an answer under an earlier number is taken, and marked', () => {
  const [holding] = holdingsOf(misMessage('mis-1.6', [contract], earlierNumber))
  expect(holding?.underEarlierNumber).toBe(true)
})

describe('an unknown code stands on its contract, by the same name as in the other version', () => {
  test.each([
    ['kollektivavtalskoppling', '>ITP1<', 'kollektivavtal'],
    ['skatteklass', '<Skatteklass>T<', 'skatteklass'],
    ['formanstyp', '>PB<', 'formanstyp'],
    ['forvaltningsform', '>FOND<', 'forvaltningsform'],
    ['prognos_saknas', '>FOR-UNG<', 'forecastMissing'],
  ] as const)('%s', (field, from, property) => {
    const xml = changed(from, from.replace(/>[^<]+</, '>NYTT<'), [{ ...contract, forecastMissing: 'too-young' }])
    const [holding] = holdingsOf(xml)
    expect(holding?.unknownCodes).toEqual([{ field, code: 'NYTT' }])
    expect(holding?.[property]).toBe('not-reported')
  })

  test('carried by a holding, it is encoded and comes back in both', () => {
    const unknownCodes: UnknownCode[] = [{ field: 'forvaltningsform', code: 'KRYPTO' }]
    const holding: ContractHolding = { ...contract, forvaltningsform: 'not-reported', unknownCodes }
    for (const version of misVersions) {
      expect(holdingsOf(misMessage(version, [holding]), version).map(plain)).toEqual([plain(holding)])
    }
  })
})

test('what stands in the open slot is ignored, and cannot pose as a term of ours', () => {
  const xml = changed('</Forsakring>', '<PrognosSaknas xmlns="urn:x">ANNAT</PrognosSaknas></Forsakring>')
  expect(holdingsOf(xml).map(plain)).toEqual([plain(contract)])
})
