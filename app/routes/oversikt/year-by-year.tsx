import { useNavigate, useSearchParams } from '@remix-run/react'
import type { OverviewView } from '#server/services/api.ts'
import type { ChartColumn } from '../../charts/layout.ts'
import { CourseCharts } from '../../charts/course-charts.tsx'
import { byYear } from '../../charts/layout.ts'
import { chartSentence, columnSentence } from '../../charts/sentences.ts'
import { useAddress } from '../../components/realm.tsx'
import { useWords } from '../../texts/words.ts'
import { Behind } from './behind.tsx'
import { Falls } from './falls.tsx'
import { overviewAddress, readYears } from './read-choices.ts'
import { YearTable } from './year-table.tsx'

/** The same answer four ways: a sentence, a picture, a list of sentences and a table. */
export function YearByYear({ view }: { readonly view: OverviewView }) {
  const { t, words } = useWords()
  const navigate = useNavigate()
  const address = useAddress()
  const [search] = useSearchParams()
  const opened = readYears(search)
  const { age, years, falls, stepsDown, salary } = view
  const columns = byYear(years)
  const hrefOf = ({ from, to }: ChartColumn) => address(overviewAddress({ age: age.chosen, years: { from, to } }))
  const hrefOfColumn = (column: ChartColumn) => `${hrefOf(column)}#bakom`

  return (
    <section className="years" aria-labelledby="years">
      <h2 id="years">{t('overview.chart.title')}</h2>
      <p className="lead">{chartSentence(view, t, words)}</p>
      <CourseCharts
        years={years}
        stepsDown={stepsDown}
        age={age}
        salary={salary?.monthly ?? null}
        selected={opened?.from ?? null}
        hrefOf={hrefOfColumn}
        onSelect={(column) => navigate(hrefOf(column), { replace: true, preventScrollReset: true })}
        hints={{ wide: t('overview.chart.keys'), narrow: t('overview.chart.keysTouch') }}
      />
      {salary === null ? null : (
        <p className="help">
          {t('overview.chart.salaryNote', { amount: words.perMonth(salary.monthly), day: words.day(salary.date) })}
        </p>
      )}
      <Behind view={view} opened={opened} />
      <Falls falls={falls} stepsDown={stepsDown} choices={{ retirementAge: age.chosen }} />
      <details className="same">
        <summary>{t('overview.chart.table')}</summary>
        <YearTable columns={columns} hrefOf={hrefOfColumn} />
      </details>
      <details className="same">
        <summary>{t('overview.chart.sentences')}</summary>
        <ul className="plain-list">
          {columns.map((column) => (
            <li key={column.from}>{columnSentence(column, t, words)}</li>
          ))}
        </ul>
      </details>
    </section>
  )
}
