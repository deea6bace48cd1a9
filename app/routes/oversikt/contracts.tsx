import type { ContractView, OverviewView } from '#server/services/api.ts'
import type { EntryView } from '#server/services/api/contract.ts'
import { pillarOrder } from '../../charts/layout.ts'
import { Swatch } from '../../charts/patterns.tsx'
import { useWords } from '../../texts/words.ts'
import { Contract } from './contract.tsx'
import { OwnEntries } from './own-entries.tsx'

export interface ContractsProps {
  readonly contracts: readonly ContractView[]
  readonly entries: readonly EntryView[]
  readonly byPillar: OverviewView['byPillar']
  /** The chosen age, in completed months. */
  readonly retirementAge: number
}

/** Every contract, by family in the usual order; what the saver has added last. */
export function Contracts({ contracts, entries, byPillar, retirementAge }: ContractsProps) {
  const { t, words } = useWords()
  return (
    <section className="contracts" aria-labelledby="contracts">
      <h2 id="contracts">{t('overview.contracts.title')}</h2>
      <p className="lead">{t('overview.contracts.lead')}</p>
      <p className="help">{t('overview.contracts.rounded')}</p>
      {pillarOrder.map((pillar) => {
        const own = contracts.filter((contract) => contract.pillar === pillar)
        if (own.length === 0) return null
        const reported = own.filter(({ status }) => status !== 'assumed').length
        const monthly = byPillar.find((family) => family.pillar === pillar)?.monthly ?? 0
        return (
          <section key={pillar} className="family" aria-labelledby={`family-${pillar}`}>
            <div className="family-head">
              <Swatch pillar={pillar} />
              <h3 id={`family-${pillar}`}>{t(`overview.pillar.${pillar}`)}</h3>
              <p>
                {[
                  monthly > 0 ? words.perMonth(monthly) : null,
                  reported === 0 ? null : t('overview.contracts.count', { count: reported }),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </p>
            </div>
            <ul className="contract-list">
              {own.map((contract) => (
                <Contract key={contract.contractId} contract={contract} retirementAge={retirementAge} />
              ))}
            </ul>
          </section>
        )
      })}
      {entries.length === 0 ? null : (
        <OwnEntries
          entries={entries}
          monthly={byPillar.find((family) => family.pillar === 'eget')?.monthly ?? 0}
          retirementAge={retirementAge}
        />
      )}
    </section>
  )
}
