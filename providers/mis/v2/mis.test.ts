import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ContractHolding, UnknownCode } from '#forecasting/model/holding.ts'
import { readAnswer } from '../../answer.ts'
import { ProviderError } from '../../errors.ts'
import { contractHoldings } from '../../testing/arbitraries.ts'
import {
  answerWith,
  asked,
  contract,
  earlierNumber,
  expected,
  mislife,
  plain,
  secretName,
  someoneElse,
} from '../../testing/messages.ts'
import type { Xml } from '../../xml/write.ts'

const read = (xml: string) => readAnswer(answerWith(xml as Xml), expected)

function holdingsOf(xml: string): ContractHolding[] {
  const answer = read(xml)
  return answer.kind === 'answered' ? answer.holdings.filter((holding) => holding.kind === 'avtal') : []
}

function only(xml: string): ContractHolding {
  const [holding, ...more] = holdingsOf(xml)
  if (holding === undefined || more.length > 0) throw new Error('Expected one holding')
  return holding
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
  const before = mislife(holdings)
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  return after
}

test('what is encoded is decoded to the same holdings, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(contractHoldings, { minLength: 1, maxLength: 3 }), (holdings) => {
      expect(holdingsOf(mislife(holdings)).map(plain)).toEqual(holdings.map(plain))
    }),
    { numRuns: 150 },
  )
})

test('an amount keeps every digit', () => {
  const xml = changed(/412345\.67/, '999999999999.1234')
  const { capital } = only(xml)
  expect(capital === 'not-reported' ? null : capital.value.toFixed()).toBe('999999999999.1234')
})

test('overforing alone is nothing held', () => {
  expect(read(mislife([])).kind).toBe('nothing-held')
})

describe('an answer that is not in order is refused', () => {
  test.each([
    ['neither overforing nor forsakring', '<mislife xmlns="urn:samlad-pension:mis:2.0"/>'],
    ['forsakring without overforing', changed(/<overforing>.*<\/overforing>/, '')],
    ['another root', '<other xmlns="urn:samlad-pension:mis:2.0"/>'],
    ['no namespace', changed(' xmlns="urn:samlad-pension:mis:2.0"', '')],
    ['another namespace', changed('mis:2.0', 'mis:9.9')],
    ['another version', changed('<version>2.0', '<version>1.6')],
    ['decimal comma', changed('412345.67', '412345,67')],
    ['exponent', changed('412345.67', '4e5')],
    ['negative amount', changed('412345.67', '-412345.67')],
    ['absurd amount', changed('412345.67', '1000000000000')],
    ['another currency', changed('valuta="SEK"', 'valuta="EUR"')],
    ['a day that does not exist', changed('2026-10-31', '2026-02-30')],
    ['a day with a time zone', changed('2026-10-31', '2026-10-31Z')],
    ['a day in year 9999', changed('2026-10-31', '9999-12-31')],
    ['an organisation number without its century', changed('<organisationsnummer>16', '<organisationsnummer>')],
    ['an unknown element of our own namespace', changed('<moment>', '<hemligt/><moment>')],
    ['a personal number of ten digits', changed(/<personnummer>\d\d/, '<personnummer>')],
    ['no contract number', changed(/<identitet>[^<]+<\/identitet>/, '')],
  ])('%s', (_name, xml) => {
    expect(errorOf(xml).code).toBe('malformed-response')
  })

  test('another person', () => {
    expect(errorOf(mislife([contract], someoneElse)).code).toBe('wrong-person')
  })

  test('another person among several contracts', () => {
    const xml = changed(new RegExp(`(.*)${asked.reveal()}`), `$1${someoneElse.reveal()}`, [
      contract,
      contract,
      contract,
    ])
    expect(errorOf(xml).code).toBe('wrong-person')
  })

  test('a transaction id in the message that is not the one of the envelope', () => {
    const xml = changed(/<transaktionsid>[^<]+/, '<transaktionsid>00000000-0000-4000-8000-000000000000')
    expect(errorOf(xml).code).toBe('wrong-transaction')
  })

  test('more than 2,000 contracts', () => {
    const [one = ''] = /<forsakring>.*<\/forsakring>/.exec(mislife([contract])) ?? []
    const many = (count: number) => mislife([]).replace('</mislife>', `${one.repeat(count)}</mislife>`)
    expect(errorOf(many(2001)).code).toBe('too-large')
    expect(holdingsOf(many(2000))).toHaveLength(2000)
  })
})

test('an answer under an earlier number is taken, and marked', () => {
  expect(only(mislife([contract], earlierNumber)).underEarlierNumber).toBe(true)
  expect(only(mislife([contract], asked)).underEarlierNumber).toBe(false)
})

describe('an unknown code stands on its contract, which stays', () => {
  const full: ContractHolding = { ...contract, forecastMissing: 'too-young' }
  const payment =
    '<utbetalning><fran>2030-01-01</fran><livsvarig/><belopp_per_manad>1200</belopp_per_manad><status>NYTT</status></utbetalning>'
  const forecast =
    '<prognos><alder><ar>67</ar><manader>0</manader></alder><utbetalningstid><livsvarig/></utbetalningstid><belopp_per_manad>900</belopp_per_manad><grund>standard</grund><prisbas>NYTT</prisbas><premieantagande>fortsatt</premieantagande><skatt>fore</skatt><datering>2026-01-01</datering></prognos>'
  const cases: [string, string, string, keyof ContractHolding][] = [
    ['kollektivavtalskoppling', '>ITP1<', '>NYTT<', 'kollektivavtal'],
    ['skatteklass', '<skatteklass>T', '<skatteklass>NYTT', 'skatteklass'],
    ['formanstyp', '>premiebestamd<', '>NYTT<', 'formanstyp'],
    ['forvaltningsform', '>fond<', '>NYTT<', 'forvaltningsform'],
    ['prognos_saknas', '>for_ung<', '>NYTT<', 'forecastMissing'],
  ]
  test.each(cases)('%s', (field, from, to, property) => {
    const [first, second] = holdingsOf(changed(from, to, [full, full]))
    expect(first?.unknownCodes).toEqual([{ field, code: 'NYTT' }])
    expect(first?.[property]).toBe('not-reported')
    expect(second?.unknownCodes).toEqual([])
    expect(second?.[property]).not.toBe('not-reported')
  })

  test.each([
    ['utbetalning/status', '<utbetalningsvillkor>', `${payment}<utbetalningsvillkor>`],
    ['prognos/prisbas', '<prognos_saknas>', `${forecast}<prognos_saknas>`],
  ])('%s: the part that cannot be understood is left out', (field, from, to) => {
    const holding = only(changed(from, to, [full]))
    expect(holding.unknownCodes).toEqual([{ field, code: 'NYTT' }])
    expect(holding.payments).toEqual([])
    expect(holding.forecasts).toEqual([])
  })

  test('carried by a holding, it is encoded and comes back', () => {
    const unknownCodes: UnknownCode[] = [{ field: 'kollektivavtalskoppling', code: 'ITP9' }]
    const holding: ContractHolding = { ...contract, kollektivavtal: 'not-reported', unknownCodes }
    expect(plain(only(mislife([holding])))).toEqual(plain(holding))
  })
})

describe('the open slot', () => {
  test('what stands there is ignored', () => {
    const xml = changed('</forsakring>', '<x:extra xmlns:x="urn:x"><x:moment>1</x:moment></x:extra></forsakring>')
    expect(plain(only(xml))).toEqual(plain(contract))
  })

  test('an element there cannot pose as one of ours', () => {
    const xml = changed(
      '</forsakring>',
      '<x:prognos_saknas xmlns:x="urn:x">erbjuds_ej</x:prognos_saknas><_ xmlns="urn:x">1</_></forsakring>',
    )
    expect(plain(only(xml))).toEqual(plain(contract))
  })
})

test('comments, CDATA and references give the value that was checked', () => {
  const xml = changed('412345.67', '4123<!-- 99 --><![CDATA[45]]>.6&#55;')
  expect(plain(only(xml))).toEqual(plain(contract))
})

test('an error quotes nothing of the message', () => {
  const bad = [
    changed('412345.67', `${asked.reveal()} ${secretName}`),
    changed('<moment>', `<${secretName.split(' ')[0] ?? ''}/><moment>`),
    mislife([contract], someoneElse),
  ]
  for (const xml of bad) {
    const error = errorOf(xml)
    const told = `${error.message} ${error.stack ?? ''} ${JSON.stringify(error)} ${String(error.cause)}`
    for (const secret of ['Åsa', 'Öström', asked.reveal(), someoneElse.reveal(), '412345']) {
      expect(told).not.toContain(secret)
    }
  }
})
