/** Another saver's pension to be looked at: nothing here leads to a choice or a change. */
import type { ContractView } from '#server/services/api.ts'
import type { SharedOverview } from '#server/services/api/sharing.ts'
import { pillarOrder } from '../../charts/layout.ts'
import { NoAmount } from '../../components/no-amount.tsx'
import { isPublicIn, NoPublicPension } from '../../components/no-public-pension.tsx'
import { RestsOn } from '../../components/rests-on.tsx'
import { Swatch } from '../../charts/patterns.tsx'
import { YearStack } from '../../charts/year-stack.tsx'
import { inThousands, useWords } from '../../texts/words.ts'
import { contractName } from '../oversikt/contract-name.ts'
import { givesNothing } from '../oversikt/gives-nothing.ts'

export function SharedFigures({ overview, name }: { readonly overview: SharedOverview; readonly name: string }) {
  const { t, words } = useWords()
  const { age, monthly, firstMonth, byPillar, years } = overview
  if (givesNothing(overview)) {
    return (
      <section className="joint" aria-labelledby="figures">
        <h2 id="figures" className="overline">
          {t('sharing.helping.figures')}
        </h2>
        <NoAmount of={name} />
        <RestsOn of={overview} />
      </section>
    )
  }
  return (
    <section className="joint" aria-labelledby="figures">
      <h2 id="figures" className="overline">
        {t('sharing.helping.figures')}
      </h2>
      <p className="figure medium">{words.perMonth(monthly)}</p>
      <p className="condition">
        {age.moves === 'start'
          ? t('sharing.helping.condition', { month: words.month(firstMonth), name, age: words.age(age.chosen) })
          : t('sharing.helping.conditionDrawing', { month: words.month(firstMonth) })}
      </p>
      <NoPublicPension years={years} reported={isPublicIn(overview.contracts)} />
      <ul className="families">
        {byPillar
          .filter((family) => family.monthly > 0)
          .map((family) => (
            <li key={family.pillar}>
              <Swatch pillar={family.pillar} />
              <span className="family-name">
                {family.pillar === 'eget' ? t('sharing.helping.own', { name }) : t(`overview.pillar.${family.pillar}`)}
              </span>
              <span className="family-amount">{words.kronor(family.monthly)}</span>
            </li>
          ))}
      </ul>
      <RestsOn of={overview} />
      <YearStack
        years={years.map((year) => ({
          year: year.age,
          parts: year.parts.map(({ pillar, monthly: part }) => ({ mark: pillar, monthly: part })),
        }))}
        label={t('sharing.helping.chart')}
      />
      <details className="same">
        <summary>{t('overview.chart.table')}</summary>
        <div className="table-frame" role="region" aria-label={t('overview.chart.caption')} tabIndex={0}>
          <table>
            <caption>{t('overview.chart.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('overview.chart.age')}</th>
                <th scope="col" className="number">
                  {t('overview.chart.total')}
                </th>
              </tr>
            </thead>
            <tbody>
              {years.map((year) => (
                <tr key={year.age}>
                  <th scope="row">{year.age}</th>
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

export function SharedContracts({ contracts }: { readonly contracts: readonly ContractView[] }) {
  const { t, words } = useWords()
  const inOrder = pillarOrder.flatMap((pillar) => contracts.filter((contract) => contract.pillar === pillar))
  return (
    <section aria-labelledby="contracts">
      <h2 id="contracts">{t('sharing.helping.contracts')}</h2>
      {contracts.length === 0 ? (
        <p>{t('sharing.helping.noContracts')}</p>
      ) : (
        <p className="help">{t('overview.contracts.rounded')}</p>
      )}
      <ul className="survivors-list">
        {inOrder.map((contract) => {
          const { contractId, pillar, providerName, capital, earnedMonthly, payments, notProjected, status } = contract
          return (
            <li key={contractId}>
              <Swatch pillar={pillar} />
              <div>
                <h3>{contractName(contract, t)}</h3>
                <p className="help">
                  {status === 'assumed' ? t('overview.contracts.statusWord.assumed') : providerName}
                </p>
                <p>
                  {capital !== null
                    ? t('overview.contracts.capital', { amount: words.kronor(capital) })
                    : earnedMonthly !== null
                      ? t('overview.contracts.earnedMonthly', { amount: words.perMonth(earnedMonthly) })
                      : t(status === 'assumed' ? 'overview.contracts.nothingSaved' : 'overview.contracts.notReported')}
                </p>
                {payments.map(({ monthly, from, to }) => {
                  const values = { amount: words.perMonth(monthly), from: words.month(from) }
                  return (
                    <p key={`${from}-${monthly}`} className="survivors-amount">
                      {to === null
                        ? t('overview.contracts.lifelong', values)
                        : t('overview.contracts.limited', { ...values, to: words.month(to) })}
                    </p>
                  )
                })}
                {payments.length > 0 ? null : <p>{t(`overview.contracts.notProjected.${notProjected ?? 'other'}`)}</p>}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
