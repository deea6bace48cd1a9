import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { createI18n } from '../texts/i18n.ts'
import { sv } from '../texts/sv/index.ts'
import { wideFrame } from './layout.ts'
import { layOutYears, YearStack } from './year-stack.tsx'

const years = Array.from({ length: 30 }, (_, index) => ({
  year: 2031 + index,
  parts: [
    { mark: 'allman-pension' as const, monthly: 12_000 },
    { mark: 'tjanstepension' as const, monthly: index < 5 ? 0 : 6000 },
  ],
}))

test('the parts stand on each other, and what is nothing is not drawn', () => {
  const { columns, floor } = layOutYears(years, wideFrame)
  expect(columns[0]?.parts).toHaveLength(1)
  const [below, above] = columns[9]?.parts ?? []
  expect((below?.y ?? 0) + (below?.height ?? 0)).toBeCloseTo(floor, 6)
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeCloseTo(below?.y ?? 0, 6)
  expect((below?.height ?? 0) / (above?.height ?? 1)).toBeCloseTo(2, 6)
})

test('every fifth year is named where there are many, and the columns stay within the frame', () => {
  const { columns } = layOutYears(years, wideFrame)
  expect(columns.filter(({ isTick }) => isTick).map(({ year }) => year)).toEqual([2035, 2040, 2045, 2050, 2055, 2060])
  const last = columns.at(-1)
  expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(wideFrame.width - wideFrame.right)
  expect(layOutYears(years.slice(0, 3), wideFrame).columns.every(({ width }) => width <= 80)).toBe(true)
})

test('it is one picture with a name, twice, and needs no style attribute', () => {
  const html = renderToString(
    <I18nextProvider i18n={createI18n('sv', sv, 'Samlad Pension')}>
      <YearStack years={years} label="Två pensioner" />
    </I18nextProvider>,
  )
  expect(html.match(/role="img" aria-label="Två pensioner"/g)).toHaveLength(2)
  expect(html).not.toContain('style=')
})
