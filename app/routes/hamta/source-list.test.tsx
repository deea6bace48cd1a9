import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import type { SourceState } from '#server/services/api.ts'
import { exampleCollection } from '../../testing/portal.ts'
import { en } from '../../texts/en/index.ts'
import { createI18n } from '../../texts/i18n.ts'
import { sv } from '../../texts/sv/index.ts'
import { SourceList } from './source-list.tsx'

const shown = (language: 'sv' | 'en', changes: Partial<SourceState>): string => {
  const sources = exampleCollection.sources.map((source) => ({ ...source, ...changes }))
  const i18n = createI18n(language, language === 'sv' ? sv : en, 'Samlad Pension')
  return renderToString(
    <I18nextProvider i18n={i18n}>
      <SourceList title="" kind="authority" sources={sources} />
    </I18nextProvider>,
  )
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
}

test('what came in a collection of an earlier day is not said to have come just now', () => {
  expect(shown('sv', { figuresFrom: null })).toContain('Hämtat just nu')
  expect(shown('sv', { figuresFrom: '2026-11-02' })).toContain('Hämtat 2 november 2026')
  expect(shown('sv', { figuresFrom: '2026-11-02' })).not.toContain('just nu')
  expect(shown('en', { figuresFrom: null })).toContain('Just collected')
  expect(shown('en', { figuresFrom: '2026-11-02' })).toContain('Collected 2 November 2026')
  expect(shown('sv', { word: 'stored', figuresFrom: '2026-11-02' })).toContain('Uppgift från 2 november 2026')
})
