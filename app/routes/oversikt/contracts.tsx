import type { ContractView, OverviewView } from '#server/services/api.ts'
import { pillarOrder } from '../../charts/layout.ts'
import { Swatch } from '../../charts/patterns.tsx'
import { useWords } from '../../texts/words.ts'
import { Contract } from './contract.tsx'

export interface ContractsProps {
  readonly contracts: readonly ContractView[]
  readonly byPillar: OverviewView['byPillar']
}

/** Every contract, by family in the usual order. */
export function Contracts({ contracts, byPillar }: ContractsProps) {
  const { t, words } = useWords()
  return (
    <section className="contracts" aria-labelledby="contracts">
      <h2 id="contracts">{t('overview.contracts.title')}</h2>
      <p className="lead">{t('overview.contracts.lead')}</p>
      {pillarOrder.map((pillar) => {
        const own = contracts.filter((contract) => contract.pillar === pillar)
        if (own.length === 0) return null
        const monthly = byPillar.find((family) => family.pillar === pillar)?.monthly ?? 0
        return (
          <section key={pillar} className="family" aria-labelledby={`family-${pillar}`}>
            <div className="family-head">
              <Swatch pillar={pillar} />
              <h3 id={`family-${pillar}`}>{t(`overview.pillar.${pillar}`)}</h3>
              <p>
                {monthly > 0 ? `${words.perMonth(monthly)} · ` : null}
                {t('overview.contracts.count', { count: own.length })}
              </p>
            </div>
            <ul className="contract-list">
              {own.map((contract) => (
                <Contract key={contract.contractId} contract={contract} />
              ))}
            </ul>
          </section>
        )
      })}
    </section>
  )
}
