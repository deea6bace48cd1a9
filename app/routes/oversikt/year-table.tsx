import type { ChartColumn } from '../../charts/layout.ts'
import { pillarOrder } from '../../charts/layout.ts'
import { inThousands, useWords } from '../../texts/words.ts'

export interface YearTableProps {
  readonly columns: readonly ChartColumn[]
  readonly hrefOf: (column: ChartColumn) => string
}

/** The chart as figures. */
export function YearTable({ columns, hrefOf }: YearTableProps) {
  const { t } = useWords()
  const shown = pillarOrder.filter((pillar) =>
    columns.some(({ parts }) => parts.some((part) => part.pillar === pillar && part.monthly > 0)),
  )
  return (
    <div className="table-frame" role="region" aria-label={t('overview.chart.caption')} tabIndex={0}>
      <table>
        <caption>{t('overview.chart.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('overview.chart.age')}</th>
            {shown.map((pillar) => (
              <th key={pillar} scope="col" className="number">
                {t(`overview.pillar.${pillar}`)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('overview.chart.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.from}>
              <th scope="row">
                <a href={hrefOf(column)}>
                  {column.months < 12
                    ? t('overview.chart.partOfYear', { age: column.from, months: column.months })
                    : column.from}
                </a>
              </th>
              {shown.map((pillar) => (
                <td key={pillar} className="number">
                  {inThousands(column.parts.find((part) => part.pillar === pillar)?.monthly ?? 0)}
                </td>
              ))}
              <td className="number total">{inThousands(column.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
