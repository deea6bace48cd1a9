/** Pages with a total of their own, of a saver of whom nothing gives an amount. */
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import type { FoundPlan, PlanOutlook } from '#server/services/api/plans.ts'
import type { HouseholdShare } from '#server/services/api/sharing.ts'
import { Falls } from '../plans/payouts.tsx'
import { PlanFigure } from '../plans/plan-figure.tsx'
import { PlanLines } from '../plans/plan-lines.tsx'
import { thenWords } from '../plans/words.ts'
import { Joint } from '../routes/familj/hushall/joint.tsx'
import { SharedFigures } from '../routes/hjalper/shared-parts.tsx'
import { FoundPlans } from '../routes/planerare/found.tsx'
import { comparisonRows } from '../routes/planer-jamfor/rows.ts'
import { exampleOutlook, exampleOverview, examplePlan } from '../testing/portal.ts'
import { createI18n } from '../texts/i18n.ts'
import { sv } from '../texts/sv/index.ts'
import { wordsOf } from '../texts/words.ts'

const i18n = createI18n('sv', sv, 'Samlad Pension')
const { t } = i18n
const words = wordsOf(t)
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ')
const textOf = (page: React.ReactNode): string =>
  plain(renderToString(<I18nextProvider i18n={i18n}>{page}</I18nextProvider>).replace(/<[^>]+>/g, ' '))

const nothing: PlanOutlook = {
  ...exampleOutlook,
  gross: 0,
  net: 0,
  at: exampleOutlook.at.map(({ age }) => ({ age, paid: { gross: 0, net: 0 } })),
  lowest: { ...exampleOutlook.lowest, gross: 0 },
  falls: [],
  payouts: [],
  left: [],
  totals: exampleOutlook.totals.map(({ age }) => ({ age, gross: 0, net: 0 })),
  years: [],
}
const then = { ...examplePlan.then, gross: 0, net: 0 }
const zero = /\b0 kr/

test('the list of plans', () => {
  const said = plain(thenWords(then, t, words))
  expect(said).toBe('När du sparade, 1 november 2026, fanns inget belopp att visa.')
  expect(plain(thenWords(examplePlan.then, t, words))).toContain('cirka 19 800 kr/månad')
})

test('a plan, whatever it gave when it was saved', () => {
  for (const before of [then, examplePlan.then]) {
    const text = textOf(<PlanFigure then={before} outlook={nothing} />)
    expect(text).toContain('Inget belopp att visa')
    expect(text).not.toMatch(zero)
  }
  const risen = textOf(<PlanFigure then={then} outlook={exampleOutlook} />)
  expect(risen).toContain('fanns inget belopp att visa')
  expect(risen).not.toMatch(zero)
  expect(textOf(<Falls outlook={nothing} />)).not.toContain('sjunker inte')
})

test('plans side by side: one that gives nothing beside one that does', () => {
  const compared = [nothing, exampleOutlook].map((outlook) => ({ plan: examplePlan, outlook }))
  const rows = comparisonRows(compared, t, words)
  const cellsOf = (index: number) => rows.map(({ cells }) => plain((cells[index] ?? []).join(' ')))
  expect(cellsOf(0).filter((cell) => zero.test(cell))).toEqual([])
  expect(cellsOf(0).filter((cell) => cell === 'Inget belopp att visa').length).toBeGreaterThan(7)
  expect(cellsOf(1)).not.toContain('Inget belopp att visa')
  const lines = textOf(
    <PlanLines
      plans={[
        { letter: 'A', name: 'Tom', years: nothing.years },
        { letter: 'B', name: 'Full', years: exampleOutlook.years },
      ]}
    />,
  )
  expect(lines).toContain('A, Tom: inget belopp att visa.')
  expect(lines).not.toMatch(zero)
})

test('the planner', () => {
  const found: FoundPlan = {
    choices: {},
    outlook: nothing,
    reached: false,
    gap: 20_000,
    lowest: { month: '2032-03', age: 792, amount: 0 },
    lateIncome: 0,
    givesUp: [],
    firstTasks: [],
  }
  const text = textOf(<FoundPlans plans={[found]} wish={{ from: 792, amount: 20_000, afterTax: false }} />)
  expect(text).toContain('Inget belopp att visa')
  expect(text).not.toMatch(zero)
})

test('what a helper sees', () => {
  const overview = {
    ...exampleOverview,
    monthly: 0,
    byPillar: [],
    years: exampleOverview.years.map((year) => ({ ...year, total: 0, parts: [] })),
  }
  const text = textOf(<SharedFigures overview={overview} name="Bo Björk" />)
  expect(text).toContain('Inget belopp att visa')
  expect(text).toContain('Bo Björk')
  expect(text).not.toMatch(zero)
  expect(textOf(<SharedFigures overview={exampleOverview} name="Bo Björk" />)).toContain('20 000 kr/månad')
})

test('a household in which one has no amount', () => {
  const share = (firstName: string, gross: number): HouseholdShare => ({
    firstName,
    birthYear: 1965,
    retirementAge: 804,
    day: '2026-11-22',
    years: [2032, 2033].map((year) => ({ year, gross, net: gross, byPillar: [] })),
  })
  const both = (mine: HouseholdShare, theirs: HouseholdShare) =>
    textOf(
      <Joint
        view={{
          state: 'joined',
          name: 'Bo Björk',
          mine,
          theirs,
          years: mine.years.map(({ year, gross }, index) => {
            const other = theirs.years[index]?.gross ?? 0
            return {
              year,
              ages: { mine: year - 1965, theirs: year - 1965 },
              mine: gross,
              theirs: other,
              gross: gross + other,
              net: gross + other,
            }
          }),
        }}
      />,
    )
  const [full, empty] = [share('Anna', 20_000), share('Bo', 0)]
  expect(both(full, empty)).toContain('Hos Bo finns inget belopp att visa. Bilden gäller dig ensam.')
  expect(both(empty, full)).toContain('Hos dig finns inget belopp att visa. Bilden gäller Anna ensam.')
  expect(both(full, empty)).toMatch(/2032 20 000 20 000 20 000 inte känt/)
  expect(both(full, full)).not.toContain('inget belopp')
})
