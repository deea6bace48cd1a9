import type { ContractView } from '#server/services/api.ts'
import { useEmbedded } from '../../components/realm.tsx'
import { useWords } from '../../texts/words.ts'
import { explanationAddress } from '../sa-raknade-vi/address.ts'
import { ContractFacts } from './contract-facts.tsx'
import { agreementName, contractName } from './contract-name.ts'
import { Payment } from './payment.tsx'

export interface ContractProps {
  readonly contract: ContractView
  /** The chosen age, in completed months. */
  readonly retirementAge: number
}

/** One contract: what is earned, what it becomes, who says so and how fresh it is; all else that is known below. */
export function Contract({ contract, retirementAge }: ContractProps) {
  const { t, words } = useWords()
  const embedded = useEmbedded()
  const { contractId, providerName, payments, pastPayments, components, notProjected, agreement, status } = contract
  const assumed = status === 'assumed'
  const running = payments.some((payment) => payment.running)
  const name = contractName(contract, t)
  const agreementText = agreement === null ? null : agreementName(agreement, t)
  return (
    <li className="contract" id={`avtal-${contractId}`}>
      <div className="contract-name">
        <h4>{name}</h4>
        <p className="help">
          {assumed ? t('overview.contracts.assumed') : providerName}
          {assumed || agreementText === null || agreementText === name ? null : ` · ${agreementText}`}
        </p>
        {assumed ? null : <p className="contract-status">{t(`overview.contracts.statusWord.${status}`)}</p>}
      </div>
      <dl className="contract-money">
        <div>
          <dt>{t('overview.contracts.earned')}</dt>
          <dd>
            <Earned contract={contract} />
          </dd>
        </div>
        <div>
          <dt>{t(running ? 'overview.contracts.paid' : 'overview.contracts.forecast')}</dt>
          {payments.map((payment) => (
            <dd key={`${payment.from}-${payment.to ?? ''}-${payment.monthly}`}>
              <Payment payment={payment} />
            </dd>
          ))}
          {payments.length > 0 ? null : (
            <dd>
              {t(
                assumed
                  ? 'overview.contracts.nothingComes'
                  : `overview.contracts.notProjected.${notProjected ?? 'other'}`,
              )}
            </dd>
          )}
        </div>
        {pastPayments.map((payment) => (
          <div key={`${payment.state}-${payment.from}-${payment.monthly}`}>
            <dt>{t(`overview.contracts.past.${payment.state}`)}</dt>
            <dd>
              <Payment payment={payment} />
            </dd>
          </div>
        ))}
        {components.length < 2 ? null : (
          <div className="components">
            <dt>{t('overview.contracts.components')}</dt>
            {components.map(({ component, monthly, later }) => (
              <dd key={component}>
                {t(`overview.contracts.component.${component}`)}{' '}
                {later === null
                  ? words.kronor(monthly)
                  : t('overview.contracts.componentFrom', { amount: words.kronor(monthly), from: words.month(later) })}
              </dd>
            ))}
          </div>
        )}
      </dl>
      <Standing contract={contract} />
      <Notes contract={contract} />
      {assumed ? null : (
        <details>
          <summary>
            {t('overview.contracts.more')}
            <span className="visually-hidden">: {name}</span>
          </summary>
          <ContractFacts contract={contract} agreement={agreementText} />
        </details>
      )}
      {embedded ? null : (
        <p className="contract-links">
          <a
            href={explanationAddress({ choices: { retirementAge }, contractId })}
            aria-label={t('overview.howOf', { of: name })}
          >
            {t('overview.howWeCounted')}
          </a>
          {assumed ? (
            <a href="/om-dig">{t('overview.contracts.changeAgreement')}</a>
          ) : (
            <a
              href={`/egna-uppgifter/fel?avtal=${encodeURIComponent(contractId)}`}
              aria-label={`${t('overview.contracts.wrong')} ${name}`}
            >
              {t('overview.contracts.wrong')}
            </a>
          )}
        </p>
      )}
    </li>
  )
}

/** Capital or a monthly benefit, never both added. */
function Earned({ contract: { capital, earnedMonthly, status } }: { readonly contract: ContractView }) {
  const { t, words } = useWords()
  if (capital !== null) return t('overview.contracts.capital', { amount: words.kronor(capital) })
  if (earnedMonthly !== null) return t('overview.contracts.earnedMonthly', { amount: words.perMonth(earnedMonthly) })
  return t(status === 'assumed' ? 'overview.contracts.nothingSaved' : 'overview.contracts.notReported')
}

/** Who calculated, how fresh it is, who is covered and what it costs: two lines under each contract. */
function Standing({ contract }: { readonly contract: ContractView }) {
  const { t, words } = useWords()
  const { calculatedBy, valueDate, fetched, older, survivors, survivorsCover, fees, status } = contract
  const reported = status !== 'assumed'
  // Where the source is silent about it, that stands with all else that is known.
  const cover =
    survivors === null || survivorsCover === 'not-reported'
      ? null
      : t(`overview.contracts.survivorsShort.${survivorsCover}`)
  const source = [
    calculatedBy === null ? null : t(`overview.contracts.calculatedWord.${calculatedBy}`),
    valueDate === null ? null : t('overview.contracts.valueOn', { day: words.day(valueDate) }),
    older || !reported ? null : t('overview.contracts.fetchedOn', { day: words.day(fetched) }),
  ].filter((part) => part !== null)
  const cost =
    fees.monthlyCost === null
      ? null
      : fees.monthlyCost === 0
        ? t('overview.contracts.feeCostNone')
        : t('overview.contracts.feeCost', { amount: words.kronor(fees.monthlyCost) })
  return (
    <div className="contract-standing">
      <p>
        {source.join(' · ')}
        {older ? (
          <>
            {source.length > 0 ? ' · ' : null}
            <strong>{t('overview.contracts.olderFrom', { day: words.day(fetched) })}</strong>
          </>
        ) : null}
      </p>
      {!reported || (cover === null && cost === null) ? null : (
        <p>
          {cover} {cost}
        </p>
      )}
    </div>
  )
}

/** Agreements that may give a defined benefit beside the premiums that are assumed. */
const withBenefit = ['arbetar-ITP2', 'arbetar-KAP-KL', 'arbetar-PA16-2']

/** What the reader must know before trusting the figure. */
function Notes({ contract }: { readonly contract: ContractView }) {
  const { t } = useWords()
  const notes = [
    contract.status === 'assumed' && withBenefit.includes(contract.contractId)
      ? t('overview.contracts.assumedPart')
      : null,
    contract.possibleDouble ? t('overview.contracts.possibleDouble') : null,
    contract.partlyUnderstood ? t('overview.contracts.partly') : null,
    contract.reportedBy.length > 1 ? t('overview.contracts.once') : null,
  ].filter((note) => note !== null)
  if (notes.length === 0) return null
  return (
    <ul className="contract-notes">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}
