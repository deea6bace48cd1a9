import type { OverviewView } from '#server/services/api.ts'
import { meanOverYears } from '../../charts/layout.ts'
import { Swatch } from '../../charts/patterns.tsx'
import { useWords } from '../../texts/words.ts'
import { contractName } from './contract-name.ts'
import type { YearRange } from './read-choices.ts'

export interface BehindProps {
  readonly view: OverviewView
  readonly opened: YearRange | null
}

/** The contracts that make up the column chosen in the chart. */
export function Behind({ view: { years, contracts, entries }, opened }: BehindProps) {
  const { t, words } = useWords()
  const chosen = opened === null ? [] : years.filter(({ age }) => age >= opened.from && age <= opened.to)
  const column = meanOverYears(chosen)
  if (column === null) return null
  return (
    <section className="behind" id="bakom" aria-live="polite">
      <h3>
        {column.from === column.to
          ? t('overview.chart.behind', { age: column.from })
          : t('overview.chart.behindRange', { from: column.from, to: column.to })}
      </h3>
      <ul className="families">
        {column.contracts.map(({ contractId, monthly }) => {
          const contract = contracts.find((candidate) => candidate.contractId === contractId)
          const entry = entries.find(({ entryId }) => entryId === contractId)
          const name = contract ? contractName(contract, t) : entry?.name
          if (name === undefined || monthly <= 0) return null
          return (
            <li key={contractId}>
              <Swatch pillar={contract?.pillar ?? 'eget'} />
              <span className="family-name">
                <a href={`#avtal-${contractId}`}>{name}</a>
                {contract ? <span className="help"> {contract.providerName}</span> : null}
              </span>
              <span className="family-amount">{words.kronor(monthly)}</span>
            </li>
          )
        })}
      </ul>
      <p className="help">{t('overview.contracts.rounded')}</p>
    </section>
  )
}
