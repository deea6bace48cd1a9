import type { SurvivorsContract } from '#server/services/api/family.ts'
import { Swatch } from '../../charts/patterns.tsx'
import { useWords } from '../../texts/words.ts'
import { contractName } from '../oversikt/contract-name.ts'
import { ofStatus, statuses } from './survivors-answer.tsx'

/** Every contract under what is known of it. */
export function SurvivorsContracts({ contracts }: { readonly contracts: readonly SurvivorsContract[] }) {
  const { t } = useWords()
  const told = statuses.filter((status) => ofStatus(contracts, status).length > 0)
  return (
    <section className="survivors" aria-labelledby="survivors">
      <h2 id="survivors">{t('family.contracts.title')}</h2>
      {told.length > 0 ? null : <p>{t('family.contracts.none')}</p>}
      {told.map((status) => (
        <section key={status} className="family" aria-labelledby={`group-${status}`}>
          <h3 id={`group-${status}`}>{t(`family.contracts.groupTitle.${status}`)}</h3>
          <p>{t(`family.contracts.groupText.${status}`)}</p>
          <ul className="survivors-list">
            {ofStatus(contracts, status).map((contract) => (
              <Contract key={contract.contractId} contract={contract} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

function Contract({ contract }: { readonly contract: SurvivorsContract }) {
  const { t, words } = useWords()
  const { pillar, providerName, status, covers, payments, capital, beneficiaries } = contract
  const coverNames = (codes: typeof covers) => words.list(codes.map((code) => t(`family.contracts.cover.${code}`)))
  // Beside what is paid: covers of a size that nobody reports.
  const others = covers.filter((code) => code !== 'aterbetalningsskydd')
  return (
    <li>
      <Swatch pillar={pillar} />
      <div>
        <h4>{contractName(contract, t)}</h4>
        {providerName === '' ? null : <p className="help">{providerName}</p>}
        {payments.map(({ monthly, from, to }) => (
          <p key={from} className="survivors-amount">
            {t('family.contracts.payment', {
              amount: words.perMonth(monthly),
              from: words.month(from),
              to: words.month(to),
            })}
          </p>
        ))}
        {capital === null ? null : payments.length > 0 ? (
          <p>{t('family.contracts.worth', { amount: words.kronor(capital) })}</p>
        ) : (
          <p className="survivors-amount">{t('family.contracts.atOnce', { amount: words.kronor(capital) })}</p>
        )}
        {status === 'paid' && others.length > 0 ? (
          <p>{t('family.contracts.alsoUnknown', { covers: coverNames(others) })}</p>
        ) : null}
        {status === 'amount-unknown' ? <p>{t('family.contracts.covers', { covers: coverNames(covers) })}</p> : null}
        {pillar === 'eget' || status === 'none' || status === 'assumed' ? null : (
          <p>{t(`family.contracts.beneficiaries.${beneficiaries}`)}</p>
        )}
      </div>
    </li>
  )
}
