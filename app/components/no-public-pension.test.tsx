import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { exampleOverview } from '../testing/portal.ts'
import { createI18n } from '../texts/i18n.ts'
import { sv } from '../texts/sv/index.ts'
import { NoPublicPension } from './no-public-pension.tsx'

const i18n = createI18n('sv', sv, 'Samlad Pension')
const { years } = exampleOverview
const without = years.map((year) => ({
  ...year,
  parts: year.parts.map((part) => ({ ...part, monthly: part.pillar === 'allman-pension' ? 0 : part.monthly })),
}))
const told = (of: typeof years, reported: boolean): string =>
  renderToString(
    <I18nextProvider i18n={i18n}>
      <NoPublicPension years={of} reported={reported} />
    </I18nextProvider>,
  )

test('an amount without the public pension says so, and why; one with it says nothing', () => {
  expect(told(without, false)).toContain('Ingen allmän pension är med i beloppet, för ingen källa har rapporterat')
  expect(told(without, true)).toContain('Allmän pension är inte med i beloppet. Det som har rapporterats')
  expect(told(years, true)).toBe('')
  // Drawn later than the rest: counted from then on.
  expect(told([...without.slice(0, 3), ...years.slice(3)], true)).toBe('')
})
