import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import type { PlanFall, PlanPayout } from '#server/services/api/plans.ts'
import { exampleOutlook } from '../testing/portal.ts'
import { createI18n } from '../texts/i18n.ts'
import { sv } from '../texts/sv/index.ts'
import { Falls, Payouts } from './payouts.tsx'

const i18n = createI18n('sv', sv, 'Samlad Pension')
const htmlOf = (page: React.ReactNode): string =>
  renderToString(<I18nextProvider i18n={i18n}>{page}</I18nextProvider>).replaceAll('\u00a0', ' ')

const fall = (label: string, amount: number, month = '2048-05', minor = false): PlanFall => ({
  month,
  age: 828,
  amount,
  what: { pillar: 'tjanstepension', label, providerName: 'Nordfjäll Liv' },
  reason: 'payment-ends',
  minor,
})

test('what ends in one month is one fall, and a small one is told more quietly', () => {
  const falls = [fall('ITP 1', 2000), fall('ITPK', 1500), fall('Tapp', 100, '2053-05', true)]
  const html = htmlOf(<Falls outlook={{ ...exampleOutlook, falls }} />)
  expect(html.match(/<li>/g)).toHaveLength(1)
  expect(html).toContain('sjunker den med cirka 3 500 kr: ITP 1 och ITPK tar slut.')
  expect(html).toMatch(/<p class="help">[^<]*cirka 100 kr: Tapp tar slut\./)
})

test('what cannot be undone stands under one warning, apart from what can', () => {
  const payout = (label: string, irrevocable: boolean): PlanPayout => ({
    contractId: label,
    pillar: 'tjanstepension',
    label,
    providerName: 'Nordfjäll Liv',
    firstMonth: '2043-05',
    age: 768,
    to: null,
    monthly: 900,
    running: false,
    irrevocable,
  })
  const html = htmlOf(<Payouts payouts={[payout('Fri', false), payout('ITP 1', true), payout('ITPK', true)]} />)
  expect(html.match(/Kan som regel inte ändras/g)).toHaveLength(1)
  expect(html.match(/<li>/g)).toHaveLength(3)
  expect(html).toMatch(/Kan som regel inte ändras.*ITP 1.*ITPK.*De här går att ändra senare.*Fri/)
  expect(htmlOf(<Payouts payouts={[payout('Fri', false)]} />)).not.toMatch(/ändra/)
})
