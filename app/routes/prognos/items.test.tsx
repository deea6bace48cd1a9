import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { exampleForecast } from '../../testing/portal.ts'
import { createI18n } from '../../texts/i18n.ts'
import { sv } from '../../texts/sv/index.ts'
import { Items } from './items.tsx'

const i18n = createI18n('sv', sv, 'Samlad Pension')
const { frame, answer } = exampleForecast

/** The first contract's lines when its amount is another each year, the last for life. */
function linesOf(years: number): readonly string[] {
  const payments = Array.from({ length: years }, (_, i) => ({
    monthly: 9000 - 100 * i,
    from: `${2027 + i}-01`,
    to: i === years - 1 ? null : `${2027 + i}-12`,
    running: false,
  }))
  const items = answer.items.map((item, i) => (i === 0 ? { ...item, payments } : item))
  const page = renderToString(
    <I18nextProvider i18n={i18n}>
      <Items frame={frame} answer={{ ...answer, items }} choices={{}} errors={{}} typed={null} />
    </I18nextProvider>,
  )
  const [list = ''] = /<ul class="item-payments">.*?<\/ul>/.exec(page) ?? []
  return [...list.matchAll(/<li>(.*?)<\/li>/g)].map(([, line = '']) => line.replaceAll('\u00a0', ' '))
}

test('four amounts are told each; of more the first and the last, so that the end is always told', () => {
  expect(linesOf(4)).toHaveLength(4)
  expect(linesOf(4).at(-1)).toBe('8 700 kr/månad från januari 2030, livet ut')
  expect(linesOf(30)).toEqual([
    '9 000 kr/månad från januari 2027 till och med december 2027',
    '8 900 kr/månad från januari 2028 till och med december 2028',
    '8 800 kr/månad från januari 2029 till och med december 2029',
    'Därefter andra belopp, och sist:',
    '6 100 kr/månad från januari 2056, livet ut',
  ])
})
