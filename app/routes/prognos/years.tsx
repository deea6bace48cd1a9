import { memo } from 'react'
import type { ForecastAnswer, ForecastFrame } from '#server/services/api/forecast.ts'
import type { ChartColumn } from '../../charts/layout.ts'
import { byFiveYears, byYear, fallsByMonth, isEnd, narrowFrame, shortLabel, wideFrame } from '../../charts/layout.ts'
import { PensionChart } from '../../charts/pension-chart.tsx'
import { chartSentence } from '../../charts/sentences.ts'
import { inThousands, useWords } from '../../texts/words.ts'
import { agreementName } from '../oversikt/contract-name.ts'
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
  const { years, falls, choices, outcomes } = answer
  const { age } = frame
  if (years.length === 0) return null
  const columns = byYear(years)
  const choosable = age.earliest < age.latest
  const firstAge = Math.min(Math.floor((choosable ? age.earliest : answer.age) / 12), years[0]?.age ?? 0)
  const fallTexts = (longest: number) =>
    fallsByMonth(falls).flatMap((together) => {
      const [first] = together
      if (!first) return []
      const values = {
        amount: inThousands(together.reduce((sum, fall) => sum + fall.amount, 0)),
        label: shortLabel(together.map((fall) => agreementName(fall.label, t)).join(', '), longest),
      }
      const key = together.every(isEnd) ? 'overview.chart.fall' : 'overview.chart.fallLowered'
      return [{ age: first.age, texts: [t(key, values), t('overview.chart.fallShort', values)] }]
    })
  const shared = {
    firstAge,
    retirementAge: choosable && !age.drawing ? answer.age : null,
    salary: choices.nominal === true ? null : (frame.salary?.monthly ?? null),
    label: t('overview.chart.label'),
    selected: null,
    hrefOf: (_column: ChartColumn) => hrefOf(),
    onSelect: openTable,
    retirementLabel: t('overview.chart.retire', { age: words.age(answer.age) }),
  }
  return (
    <section className="years" aria-labelledby="years">
      <h2 id="years">{t('overview.chart.title')}</h2>
      <p className="lead">
        {chartSentence({ years, falls, monthly: outcomes[choices.market ?? 'expected'].gross }, t, words)}
      </p>
      <PensionChart {...shared} columns={columns} frame={wideFrame} className="wide" falls={fallTexts(30)} />
      <PensionChart
        {...shared}
        columns={byFiveYears(years)}
        frame={narrowFrame}
        firstAge={Math.floor(firstAge / 5) * 5}
        className="narrow-chart"
        falls={fallTexts(14)}
      />
      <Falls falls={falls} choices={choices} />
      <details className="same" id="tabell">
        <summary>{t('overview.chart.table')}</summary>
        <YearTable columns={columns} hrefOf={hrefOf} />
      </details>
    </section>
  )
})
