/** Where a plan tells what is left after tax, it tells at once what is left later, before anything else is said. */
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test, vi } from 'vitest'
import type { LowerTaxView } from '#server/services/api/contract.ts'
import type { PlanOutlook } from '#server/services/api/plans.ts'
import { PlanFigure } from '../plans/plan-figure.tsx'
import { FoundPlans } from '../routes/planerare/found.tsx'
import { exampleOutlook, examplePlan } from '../testing/portal.ts'
import { createI18n } from '../texts/i18n.ts'
import { sv } from '../texts/sv/index.ts'

// The library's own asks for a router, and nothing is sent here.
vi.mock('@remix-run/react', async (original) => ({ ...(await original<object>()), Form: 'form' }))

const textOf = (page: React.ReactNode): string =>
  renderToString(<I18nextProvider i18n={createI18n('sv', sv, 'Samlad Pension')}>{page}</I18nextProvider>)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const later: LowerTaxView = { monthly: 17_100, from: '2048-01' }
const outlookWith = (lowerTax: LowerTaxView | null): PlanOutlook => ({ ...exampleOutlook, lowerTax })

test('a plan that is kept', () => {
  const said = (lowerTax: LowerTaxView | null) =>
    textOf(<PlanFigure then={examplePlan.then} outlook={outlookWith(lowerTax)} />)
  expect(said(null)).toContain('Efter skatt cirka 16 000 kr/månad. I dagens penningvärde.')
  expect(said(later)).toContain(
    'Efter skatt cirka 16 000 kr/månad. Från januari 2048 blir skatten lägre: cirka 17 100 kr/månad efter skatt. I dagens penningvärde.',
  )
})

test('a way that the planner found', () => {
  const said = (lowerTax: LowerTaxView | null) => {
    const found = {
      choices: {},
      outlook: outlookWith(lowerTax),
      reached: true,
      gap: 0,
      lowest: { month: '2032-03', age: 792, amount: 20_000 },
      lateIncome: 18_200,
      givesUp: [],
      firstTasks: [],
    }
    return textOf(<FoundPlans plans={[found]} wish={{ from: 792, amount: 20_000, afterTax: false }} />)
  }
  expect(said(null)).toContain('16 000 kr/månad efter. Från 85 år')
  expect(said(later)).toContain(
    '16 000 kr/månad efter. Från januari 2048 blir skatten lägre: cirka 17 100 kr/månad efter skatt. Från 85 år',
  )
})
