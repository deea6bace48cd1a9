import type { SurvivorsYear } from '#server/services/api/family.ts'
import { pillarOrder } from '../../charts/layout.ts'
import { Swatch } from '../../charts/patterns.tsx'
import { YearStack } from '../../charts/year-stack.tsx'
import { inThousands, useWords } from '../../texts/words.ts'

/** What survivors are paid, as a sentence, a picture and a table. */
export function SurvivorsYears({ years }: { readonly years: readonly SurvivorsYear[] }) {
  const { t, words } = useWords()
  const shown = pillarOrder.filter((pillar) => years.some(({ parts }) => parts.some((part) => part.pillar === pillar)))
  const amountOf = ({ parts }: SurvivorsYear, pillar: (typeof shown)[number]): number =>
    parts.find((part) => part.pillar === pillar)?.monthly ?? 0
  return (
    <section aria-labelledby="years">
      <h2 id="years">{t('family.chart.title')}</h2>
      <p className="lead">
        {t('family.chart.sentence', {
          first: words.perMonth(years[0]?.total ?? 0),
          last: String(years.at(-1)?.year ?? ''),
        })}
      </p>
      <YearStack
        years={years.map((year) => ({
          year: year.year,
          parts: shown.map((pillar) => ({ mark: pillar, monthly: amountOf(year, pillar) })),
        }))}
        label={t('family.chart.label')}
      />
      <ul className="chart-legend">
        {shown.map((pillar) => (
          <li key={pillar}>
            <Swatch pillar={pillar} /> {t(`overview.pillar.${pillar}`)}
          </li>
        ))}
      </ul>
      <details className="same">
        <summary>{t('family.chart.table')}</summary>
        <div className="table-frame" role="region" aria-label={t('family.chart.caption')} tabIndex={0}>
          <table>
            <caption>{t('family.chart.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('family.chart.year')}</th>
                {shown.map((pillar) => (
                  <th key={pillar} scope="col" className="number">
                    {t(`overview.pillar.${pillar}`)}
                  </th>
                ))}
                <th scope="col" className="number">
                  {t('family.chart.total')}
                </th>
              </tr>
            </thead>
            <tbody>
              {years.map((year) => (
                <tr key={year.year}>
                  <th scope="row">
                    {year.months < 12
                      ? t('family.chart.partOfYear', { year: year.year, months: year.months })
                      : year.year}
                  </th>
                  {shown.map((pillar) => (
                    <td key={pillar} className="number">
                      {inThousands(amountOf(year, pillar))}
                    </td>
                  ))}
                  <td className="number total">{inThousands(year.total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  )
}
