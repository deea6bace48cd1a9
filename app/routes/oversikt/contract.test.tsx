import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import type { ContractView, FallView } from '#server/services/api.ts'
import { createI18n } from '../../texts/i18n.ts'
import { sv } from '../../texts/sv/index.ts'
import { Contract } from './contract.tsx'
import { Falls } from './falls.tsx'
import { Missing } from './missing.tsx'

const i18n = createI18n('sv', sv, 'Samlad Pension')

const textOf = (page: React.ReactNode): string =>
  renderToString(<I18nextProvider i18n={i18n}>{page}</I18nextProvider>)
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ')

const contract: ContractView = {
  contractId: 'itp',
  pillar: 'tjanstepension',
  label: 'ITPK',
  providerName: 'Nordfjäll Liv',
  reportedBy: ['Nordfjäll Liv'],
  agreement: 'ITPK',
  capital: 123_456,
  earnedMonthly: null,
  valueDate: '2026-10-31',
  fetched: '2026-11-20',
  older: false,
  calculatedBy: 'provider-values',
  notProjected: null,
  status: 'saving',
  payments: [{ monthly: 2300, from: '2047-05', to: '2052-04', running: false }],
  partlyUnderstood: false,
  possibleDouble: false,
  survivorsCover: 'no',
  components: [],
  pastPayments: [],
  premium: { amount: 900, interval: 'month', paidUntil: '2026-10-31' },
  terms: { earliest: 660, latest: null, agreed: 780, durations: ['lifelong', 60] },
  survivors: {
    aterbetalningsskydd: 'no',
    survivorsPension: 'no',
    familyCover: 'no',
    beneficiariesNamed: 'not-reported',
  },
  fees: {
    rows: [
      { kind: 'management', percent: 0.35, kronor: null },
      { kind: 'premium', percent: 1, kronor: null },
      { kind: 'administration', percent: null, kronor: 65 },
    ],
    monthlyCost: 120,
    costMissing: null,
  },
  guaranteedCapital: 90_000,
  guaranteedMonthly: null,
  policyholder: 'Tallmo kommun',
  unknownCodes: 0,
}
const shown = (changes: Partial<ContractView> = {}) =>
  textOf(<Contract contract={{ ...contract, ...changes }} retirementAge={816} />)

test('who calculated, how fresh, what cover and what cost stand with the contract', () => {
  expect(shown()).toContain(
    'Räknat av oss med källans värden · värdet gäller 31 oktober 2026 · hämtat 20 november 2026',
  )
  expect(shown()).toContain(
    'Det finns inget skydd till efterlevande. Avgifterna kostar cirka 120 kr i månaden av pensionen.',
  )
  expect(shown({ older: true })).toContain('äldre uppgift, hämtad 20 november 2026')
  expect(shown({ fees: { ...contract.fees, monthlyCost: 0 } })).toContain('kostar mindre än 10 kr i månaden')
})

test('all else that is known is told below', () => {
  const text = shown()
  for (const told of [
    'Betalas in av Tallmo kommun',
    'Inbetalning 900 kr i månaden till och med 31 oktober 2026',
    'Får tas ut från 55 år',
    'Avtalad pensionsålder 65 år',
    'Hur länge det kan betalas ut livet ut och 5 år',
    'Garanterat kapital 90 000 kr',
    'Förmånstagare angivna Källan har inte svarat på det',
    'förvaltning 0,35 % om året, 1 % av varje inbetalning och administration 65 kr om året.',
  ]) {
    expect(text).toContain(told)
  }
  const missing = { rows: null, monthlyCost: null, costMissing: 'not-reported' as const }
  expect(shown({ fees: missing })).toContain('Källan har inte angett alla avgifter.')
  expect(shown({ terms: { ...contract.terms, earliest: null, latest: 900 } })).toContain('Får tas ut till 75 år')
})

test('a public pension is told by its parts, a rest with its months', () => {
  const components = [
    { component: 'inkomstpension' as const, monthly: 12_000, later: null },
    { component: 'garantipension' as const, monthly: 800, later: '2048-01' },
  ]
  expect(shown({ components })).toContain('Av det Inkomstpension 12 000 kr Garantipension 800 kr från januari 2048')
  const pastPayments = [{ state: 'paused' as const, monthly: 2346, from: '2019-03', to: null }]
  expect(shown({ pastPayments, status: 'paused', payments: [], notProjected: 'paused' })).toContain(
    'Vilande utbetalning 2 346 kr/månad från mars 2019, livet ut',
  )
})

test('each fall is worded by its reason, and a small one more quietly', () => {
  const fall = (reason: FallView['reason'], minor = false): FallView => ({
    month: '2057-05',
    age: 936,
    amount: 4200,
    contractId: 'itp',
    label: 'ITPK',
    reason,
    minor,
  })
  const told = (falls: readonly FallView[]) => {
    const felt = falls.filter(({ minor }) => !minor)
    const amount = felt.reduce((sum, one) => sum + one.amount, 0)
    const stepsDown = felt.length === 0 ? [] : [{ month: '2057-05', age: 936, amount, falls: felt }]
    return textOf(<Falls choices={{ retirementAge: 816 }} falls={falls} stepsDown={stepsDown} />)
  }
  const text = told([fall('temporary-payout-ends'), fall('guarantee-lowered', true)])
  expect(text).toContain('Vid 78 år, i maj 2057, sjunker pensionen med 4 200 kr/månad: ITPK tar slut.')
  expect(text).toContain('Pensionen sjunker också lite grann: vid 78 år med 4 200 kr (garantipensionen blir lägre).')
  const together = [fall('payment-ends'), { ...fall('payment-ends'), amount: 1700, label: 'ISK' }]
  expect(told(together)).toContain(
    'sjunker pensionen med 5 900 kr/månad: ITPK tar slut (4 200 kr) och ISK tar slut (1 700 kr).',
  )
  expect(told([fall('supplement-lowered', true)])).not.toContain('När pensionen sjunker')
})

test('what is missing is part of no amount where there is none', () => {
  const missing = [{ providerId: 'a', name: 'Lindö', word: 'failed' as const, closedUntil: null }]
  const of = { missing, missingHeldNothing: 0, count: { answered: 1, of: 2, older: 0 } }
  const said = (anyAmount: boolean) => textOf(<Missing of={of} underWay={false} anyAmount={anyAmount} />)
  expect(said(true)).toContain('En källa ingår inte i beloppet.')
  expect(said(false)).toContain('En källa har inte svarat.')
  expect(said(false)).not.toContain('beloppet')
})

test('a contract of our own making says so, claims no source and no savings, and leads to what was said', () => {
  const text = shown({
    contractId: 'arbetar-ITP2',
    label: 'arbetar-ITP2',
    providerName: '',
    reportedBy: [],
    capital: null,
    valueDate: null,
    status: 'assumed',
    calculatedBy: 'standard-assumptions',
  })
  expect(text).toContain('Framtida tjänstepension enligt ITP 2 (vårt antagande)')
  expect(text).toContain('Vårt antagande, eftersom du har sagt att du arbetar med det avtalet.')
  expect(text).toContain('Inget än: det är bara framtida inbetalningar')
  expect(text).toContain('Bara den premiebestämda delen är med.')
  expect(text).toContain('Ändra vad du har sagt')
  for (const claim of ['hämtat', 'skydd till efterlevande', 'Avgifterna', 'Stämmer det inte?']) {
    expect(text).not.toContain(claim)
    expect(shown()).toContain(claim)
  }
})
