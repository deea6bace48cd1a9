import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { Figure } from '../routes/prognos/figure.tsx'
import { Head } from '../routes/oversikt/head.tsx'
import { exampleForecast, exampleOverview } from '../testing/portal.ts'
import { createI18n } from '../texts/i18n.ts'
import { sv } from '../texts/sv/index.ts'

const i18n = createI18n('sv', sv, 'Samlad Pension')
const textOf = (page: React.ReactNode): string =>
  renderToString(<I18nextProvider i18n={i18n}>{page}</I18nextProvider>)
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ')

const zero = { gross: 0, net: 0, guaranteed: 0 }
const { frame, answer } = exampleForecast
const nothingPaid = {
  ...answer,
  outcomes: { low: zero, expected: zero, high: zero },
  byPillar: [],
  items: answer.items.map((item) => ({ ...item, payments: [] })),
}

test('a forecast of what nobody has told an amount of is no zero', () => {
  for (const items of [nothingPaid.items, []]) {
    const text = textOf(<Figure frame={frame} answer={{ ...nothingPaid, items }} failed={false} />)
    expect(text).toContain('Inget belopp att visa')
    expect(text).not.toMatch(/\b0 kr/)
  }
})

test('nor is the overview of it', () => {
  const age = { ...exampleOverview.age, earliest: 804, latest: 804, moves: 'nothing' as const }
  const years = exampleOverview.years.map((year) => ({ ...year, total: 0, parts: [], contracts: [] }))
  const view = {
    ...exampleOverview,
    age,
    years,
    monthly: 0,
    byPillar: [],
    afterTax: { monthly: 0, on: 'average' as const, lowerTax: null },
  }
  const text = textOf(<Head view={view} ageUnreadable={false} />)
  expect(text).toContain('Inget belopp att visa')
  expect(text).not.toMatch(/\b0 kr/)
})

test('nothing in the first month is told as it is when something is paid later', () => {
  const later = { ...nothingPaid, items: answer.items }
  expect(textOf(<Figure frame={frame} answer={later} failed={false} />)).toContain('0 kr/månad')
})
