import { memo } from 'react'
import type { ForecastAnswer, ForecastFrame } from '#server/services/api/forecast.ts'
import { CourseCharts } from '../../charts/course-charts.tsx'
import { byYear } from '../../charts/layout.ts'
import { chartSentence } from '../../charts/sentences.ts'
import { useWords } from '../../texts/words.ts'
import { Falls } from '../oversikt/falls.tsx'
import { YearTable } from '../oversikt/year-table.tsx'

export interface YearsProps {
  readonly frame: ForecastFrame
  readonly answer: ForecastAnswer
}

const hrefOf = (): string => '#tabell'
const openTable = (): void => {
  const table = document.getElementById('tabell')
  if (table instanceof HTMLDetailsElement) table.open = true
  table?.scrollIntoView()
}

/** The chosen course year by year: sentence, picture, falls in words, table. */
export const Years = memo(function Years({ frame, answer }: YearsProps) {
  const { t, words } = useWords()
  const { years, falls, stepsDown, age, firstMonth, choices, outcomes } = answer
  if (years.length === 0) return null
  return (
    <section className="years" aria-labelledby="years">
      <h2 id="years">{t('overview.chart.title')}</h2>
      <p className="lead">
        {chartSentence(
          {
            years,
            stepsDown,
            age: { ...frame.age, chosen: age },
            firstMonth,
            monthly: outcomes[choices.market ?? 'expected'].gross,
          },
          t,
          words,
        )}
      </p>
      <CourseCharts
        years={years}
        stepsDown={stepsDown}
        age={{ ...frame.age, chosen: age }}
        salary={choices.nominal === true || frame.age.drawing ? null : (frame.salary?.monthly ?? null)}
        selected={null}
        hrefOf={hrefOf}
        onSelect={openTable}
        hints={{ wide: t('overview.chart.keysTable'), narrow: t('overview.chart.keysTableTouch') }}
      />
      <Falls falls={falls} stepsDown={stepsDown} choices={choices} />
      <details className="same" id="tabell">
        <summary>{t('overview.chart.table')}</summary>
        <YearTable columns={byYear(years)} hrefOf={hrefOf} />
      </details>
    </section>
  )
})
