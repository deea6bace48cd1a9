import { useNavigate, useSearchParams } from '@remix-run/react'
import type { OverviewView } from '#server/services/api.ts'
import type { ChartColumn } from '../../charts/layout.ts'
import { majorFalls, whatFalls } from '../../charts/falls.ts'
import { byFiveYears, byYear, fallsByMonth, isEnd, narrowFrame, shortLabel, wideFrame } from '../../charts/layout.ts'
import { PensionChart } from '../../charts/pension-chart.tsx'
import { chartSentence, columnSentence } from '../../charts/sentences.ts'
import { inThousands, useWords } from '../../texts/words.ts'
import { Behind } from './behind.tsx'
import { Falls } from './falls.tsx'
import { overviewAddress, readYears } from './read-choices.ts'
import { YearTable } from './year-table.tsx'

/** The same answer four ways: a sentence, a picture, a list of sentences and a table. */
export function YearByYear({ view }: { readonly view: OverviewView }) {
  const { t, words } = useWords()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const opened = readYears(search)
  const { age, years, falls, salary } = view
  const choosable = age.earliest < age.latest
  const columns = byYear(years)
  const firstAge = Math.min(Math.floor((choosable ? age.earliest : age.chosen) / 12), years[0]?.age ?? 0)

  const hrefOf = ({ from, to }: ChartColumn) => overviewAddress({ age: age.chosen, years: { from, to } })
  const shared = {
    firstAge,
    retirementAge: choosable && !age.drawing ? age.chosen : null,
    salary: salary?.monthly ?? null,
    label: t('overview.chart.label'),
    selected: opened?.from ?? null,
    hrefOf: (column: ChartColumn) => `${hrefOf(column)}#bakom`,
    onSelect: (column: ChartColumn) => navigate(hrefOf(column), { replace: true, preventScrollReset: true }),
  }
  const fallTexts = (longest: number) =>
    fallsByMonth(majorFalls(falls)).flatMap((together) => {
      const [first] = together
      if (!first) return []
      const amount = together.reduce((sum, fall) => sum + fall.amount, 0)
      const values = {
        amount: inThousands(amount),
        label: shortLabel(together.map((fall) => whatFalls(fall, t)).join(', '), longest),
      }
      const key = together.every(isEnd) ? 'overview.chart.fall' : 'overview.chart.fallLowered'
      return [{ age: first.age, texts: [t(key, values), t('overview.chart.fallShort', values)] }]
    })

  return (
    <section className="years" aria-labelledby="years">
      <h2 id="years">{t('overview.chart.title')}</h2>
      <p className="lead">{chartSentence(view, t, words)}</p>
      <PensionChart
        {...shared}
        columns={columns}
        frame={wideFrame}
        className="wide"
        retirementLabel={t('overview.chart.retire', { age: words.age(age.chosen) })}
        falls={fallTexts(30)}
      />
      <PensionChart
        {...shared}
        columns={byFiveYears(years)}
        frame={narrowFrame}
        firstAge={Math.floor(firstAge / 5) * 5}
        className="narrow-chart"
        retirementLabel={t('overview.chart.retire', { age: words.age(age.chosen) })}
        falls={fallTexts(14)}
      />
      <p className="help chart-keys">{t('overview.chart.keys')}</p>
      <p className="help chart-touch">{t('overview.chart.keysTouch')}</p>
      {salary === null ? null : (
        <p className="help">
          {t('overview.chart.salaryNote', { amount: words.perMonth(salary.monthly), day: words.day(salary.date) })}
        </p>
      )}
      <Behind view={view} opened={opened} />
      <Falls falls={falls} choices={{ retirementAge: age.chosen }} />
      <details className="same">
        <summary>{t('overview.chart.table')}</summary>
        <YearTable columns={columns} hrefOf={shared.hrefOf} />
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
