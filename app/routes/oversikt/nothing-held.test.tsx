import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { exampleOverview } from '../../testing/portal.ts'
import { createI18n } from '../../texts/i18n.ts'
import { sv } from '../../texts/sv/index.ts'
import { NothingHeld } from './nothing-held.tsx'

const i18n = createI18n('sv', sv, 'Samlad Pension')
const empty = { ...exampleOverview, contracts: [], years: [], byPillar: [], monthly: 0 }

function headingOf(answered: number, older: number, collectionUnderWay: boolean): string | undefined {
  const html = renderToString(
    <I18nextProvider i18n={i18n}>
      <NothingHeld view={{ ...empty, count: { answered, of: 31, older }, collectionUnderWay }} />
    </I18nextProvider>,
  )
  return /<h1>(.*)<\/h1>/.exec(html)?.[1]
}

test('while nobody has answered and answers are awaited, nothing is known yet', () => {
  expect(headingOf(0, 0, true)).toBe('Vi vet inget än')
})

test('when nobody answered at all, that is what is said', () => {
  expect(headingOf(0, 0, false)).toBe('Ingen källa har svarat')
})

test('only when someone has answered is no pension found', () => {
  expect(headingOf(1, 0, true)).toBe('Vi har inte hittat någon pension')
  expect(headingOf(29, 0, false)).toBe('Vi har inte hittat någon pension')
  expect(headingOf(0, 1, false)).toBe('Vi har inte hittat någon pension')
})
