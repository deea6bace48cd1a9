import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { exampleOverview } from '../testing/portal.ts'
import { createI18n } from '../texts/i18n.ts'
import { sv } from '../texts/sv/index.ts'
import { wordsOf } from '../texts/words.ts'
import { byYear, wideFrame } from './layout.ts'
import { PensionChart } from './pension-chart.tsx'
import { chartSentence, columnSentence } from './sentences.ts'

const i18n = createI18n('sv', sv, 'Samlad Pension')
const words = wordsOf(i18n.t)
const columns = byYear(exampleOverview.years)
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

const html = renderToString(
  <I18nextProvider i18n={i18n}>
    <PensionChart
      columns={columns}
      firstAge={61}
      retirementAge={804}
      salary={41_300}
      falls={[]}
      frame={wideFrame}
      label="Diagram"
      retirementLabel="Slutar vid 67 år"
      className="wide"
      hint="Välj ett år"
      selected={70}
      hrefOf={({ from }) => `/oversikt?vid=${from}`}
      onSelect={() => undefined}
    />
  </I18nextProvider>,
)

test('every column is a link that says its sentence, and one is in the tab order', () => {
  expect(html.match(/<a /g)).toHaveLength(columns.length)
  expect(html.match(/tabindex="0"/gi)).toHaveLength(1)
  for (const column of columns) expect(html).toContain(`aria-label="${columnSentence(column, i18n.t, words)}"`)
  expect(html).toMatch(/aria-current="true"[^>]*tabindex="0"/i)
})

test('the picture needs no style attribute', () => {
  expect(html).not.toContain('style=')
})

test('the sentences say what the columns show', () => {
  expect(
    plain(
      columnSentence(columns[0] ?? { from: 0, to: 0, months: 0, total: 0, parts: [], contracts: [] }, i18n.t, words),
    ),
  ).toBe(
    'Vid 67 års ålder: i snitt cirka 20 000 kr/månad. Av det: allmän pension 15 000 kr och tjänstepension 5 000 kr.',
  )
  expect(plain(chartSentence(exampleOverview, i18n.t, words))).toBe(
    'Pensionen börjar på cirka 20 000 kr/månad. Den sjunker en gång, vid 72 år, med 3 000 kr. Vid 95 års ålder är den cirka 17 000 kr/månad.',
  )
  expect(
    plain(
      chartSentence({ ...exampleOverview, stepsDown: [], years: exampleOverview.years.slice(0, 3) }, i18n.t, words),
    ),
  ).toBe('Pensionen är cirka 20 000 kr/månad, livet ut.')
})

test('what is paid before the chosen age is told first, and is not what the pension begins at', () => {
  const [first] = exampleOverview.years
  if (first === undefined) throw new Error('No column')
  const before = { ...first, age: 65, months: 3, total: 17_200 }
  const said = (years: typeof exampleOverview.years) =>
    plain(chartSentence({ ...exampleOverview, years }, i18n.t, words))
  expect(said([before, { ...before, age: 66, months: 12 }, ...exampleOverview.years])).toContain(
    'Pensionen är cirka 17 200 kr/månad till att börja med och cirka 20 000 kr/månad från mars 2033.',
  )
  expect(said([{ ...before, total: 20_100 }, ...exampleOverview.years])).toContain('Pensionen börjar på cirka 20 000')
  const age = { ...exampleOverview.age, moves: 'work' as const }
  expect(plain(chartSentence({ ...exampleOverview, age }, i18n.t, words))).toContain(
    'Pensionen är cirka 20 000 kr/månad nu.',
  )
})
