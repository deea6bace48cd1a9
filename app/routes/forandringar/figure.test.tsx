import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import type { ProviderForecastFacts } from '#server/services/api/changes.ts'
import { createI18n } from '../../texts/i18n.ts'
import { sv } from '../../texts/sv/index.ts'
import { Figure } from './figure.tsx'

const i18n = createI18n('sv', sv, 'Samlad Pension')

function wordsOf(providerForecast: ProviderForecastFacts | null): string {
  const parts = [{ cause: 'provider-forecast', amount: 100 }] as const
  const amounts = { before: 5000, after: 5100, parts }
  const contract = { contractId: 'a', label: 'ITP 1', providerName: 'Nordfjäll Liv', ...amounts, providerForecast }
  const html = renderToString(
    <I18nextProvider i18n={i18n}>
      <Figure name="monthly" title="" lead="" change={{ ...amounts, contracts: [contract] }} inWords={String} />
    </I18nextProvider>,
  )
  return html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}

test('what is known of a source’s own forecast is told, and that it is not split', () => {
  const words = wordsOf({
    capital: { before: 500_000, after: 540_000 },
    paidIn: 15_000,
    returnPercent: { before: 2.1, after: 1.9 },
  })
  expect(words).toContain(
    'Kapitalet var 500 000 kr och är nu 540 000 kr. Av skillnaden är 15 000 kr inbetalt eller intjänat.',
  )
  expect(words).toContain('Källan räknar nu med 1,9 % avkastning om året, förut 2,1 %. Källan säger inte hur mycket')
  expect(wordsOf({ capital: null, paidIn: null, returnPercent: { before: 1.9, after: 1.9 } })).toContain(
    'Källan räknar med samma avkastning som förut, 1,9 % om året.',
  )
})

test('nothing known is said to be so, and of our own calculation nothing is said', () => {
  const nothing = 'Källan berättar inget om varför dess prognos är en annan.'
  expect(wordsOf({ capital: null, paidIn: null, returnPercent: null })).toContain(nothing)
  expect(wordsOf(null)).not.toContain(nothing)
})
