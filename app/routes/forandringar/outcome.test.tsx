import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import type { ForecastOutcome } from '#server/services/api/changes.ts'
import { createI18n } from '../../texts/i18n.ts'
import { sv } from '../../texts/sv/index.ts'
import { Outcome } from './outcome.tsx'

const i18n = createI18n('sv', sv, 'Samlad Pension')

/** Without mark-up, and with ordinary spaces. */
function wordsOf(outcome: Partial<ForecastOutcome>): string {
  const html = renderToString(
    <I18nextProvider i18n={i18n}>
      <Outcome outcome={{ madeOn: '2025-11-20', capital: null, paid: null, left: 0, ...outcome }} />
    </I18nextProvider>,
  )
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('\u202f', '\u00a0')
    .replaceAll(/\s+/g, ' ')
}

const capital: ForecastOutcome['capital'] = {
  families: [
    { pillar: 'tjanstepension', forecast: 207_101, came: 200_000 },
    { pillar: 'privat-sparande', forecast: 103_550, came: 103_550 },
  ],
  forecast: 310_651,
  came: 303_550,
  parts: [
    { cause: 'returns', amount: -9101 },
    { cause: 'contributions', amount: 2000 },
  ],
}

test('what the forecast said and what came is said family by family, and what it comes from', () => {
  const words = wordsOf({ capital, left: 2 })
  expect(words).toContain('Prognosen är från 20 november 2025')
  expect(words).toContain('Kapital 7 101 kr mindre än prognosen.')
  expect(words).toContain('Tjänstepension 7 101 kr mindre än prognosen. 207 101 200 000')
  expect(words).toContain('Privat sparande Precis som prognosen. 103 550 103 550')
  expect(words).toContain('Tillsammans 310 651 303 550')
  expect(words).toMatch(/Avkastning, avgifter och uppräkning : −9 101 .* räknade med : \+2 000/)
  expect(words).toContain('2 avtal är inte med')
})

test('payments are said in kronor a month, without parts', () => {
  const paid = {
    families: [{ pillar: 'tjanstepension', forecast: 5100, came: 5150 }],
    forecast: 5100,
    came: 5150,
  } as const
  const words = wordsOf({ paid: { ...paid, parts: [{ cause: 'returns', amount: 50 }] } })
  expect(words).toContain('50 kr/månad mer än prognosen.')
  expect(words).not.toContain('Det beror på')
})

test('when it is too early, that is what is said, and nothing of what is left out', () => {
  const words = wordsOf({ left: 9 })
  expect(words).toContain('Det är för tidigt att säga')
  expect(words).not.toContain('är inte med')
})
