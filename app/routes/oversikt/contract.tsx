import type { ContractPayment, ContractView } from '#server/services/api.ts'
import { useWords } from '../../texts/words.ts'
import { agreementName, contractName } from './contract-name.ts'

/** One contract: what is earned, what it becomes, and who says so. */
export function Contract({ contract }: { readonly contract: ContractView }) {
  const { t, words } = useWords()
  const { contractId, providerName, payments, notProjected, capital, earnedMonthly, agreement } = contract
  const running = payments.some((payment) => payment.running)
  const earned =
    capital !== null
      ? t('overview.contracts.capital', { amount: words.kronor(capital) })
      : earnedMonthly !== null
        ? t('overview.contracts.earnedMonthly', { amount: words.perMonth(earnedMonthly) })
        : t('overview.contracts.notReported')
  const name = contractName(contract, t)
  const agreementText = agreement === null ? null : agreementName(agreement, t)
  return (
    <li className="contract" id={`avtal-${contractId}`}>
      <div className="contract-name">
        <h4>{name}</h4>
        <p className="help">
          {providerName}
          {agreementText === null || agreementText === name ? null : ` · ${agreementText}`}
        </p>
      </div>
      <dl className="contract-money">
        <div>
          <dt>{t('overview.contracts.earned')}</dt>
          <dd>{earned}</dd>
        </div>
        <div>
          <dt>{t(running ? 'overview.contracts.paid' : 'overview.contracts.forecast')}</dt>
          {payments.map((payment) => (
            <dd key={`${payment.from}-${payment.to ?? ''}-${payment.monthly}`}>
              <Payment payment={payment} />
            </dd>
          ))}
          {payments.length > 0 ? null : <dd>{t(`overview.contracts.notProjected.${notProjected ?? 'other'}`)}</dd>}
        </div>
      </dl>
      <Notes contract={contract} />
      <details>
        <summary>
          {t('overview.contracts.more')}
          <span className="visually-hidden">: {name}</span>
        </summary>
        <Facts contract={contract} agreement={agreementText} />
      </details>
    </li>
  )
}

function Payment({ payment: { monthly, from, to } }: { readonly payment: ContractPayment }) {
  const { t, words } = useWords()
  const values = { amount: words.perMonth(monthly), from: words.month(from) }
  return to === null
    ? t('overview.contracts.lifelong', values)
    : t('overview.contracts.limited', { ...values, to: words.month(to) })
}

/** What the reader must know before trusting the figure. */
function Notes({ contract }: { readonly contract: ContractView }) {
  const { t } = useWords()
  const notes = [
    contract.older ? t('overview.contracts.older') : null,
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

function Facts({ contract, agreement }: { readonly contract: ContractView; readonly agreement: string | null }) {
  const { t, words } = useWords()
  const { status, valueDate, fetched, calculatedBy, survivorsCover, reportedBy, providerName } = contract
  const facts: readonly (readonly [string, string | null])[] = [
    [t('overview.contracts.provider'), providerName],
    [t('overview.contracts.reportedBy'), reportedBy.length > 1 ? words.list(reportedBy) : null],
    [t('overview.contracts.agreement'), agreement],
    [t('overview.contracts.status'), t(`overview.contracts.statusWord.${status}`)],
    [t('overview.contracts.valueDate'), valueDate === null ? null : words.day(valueDate)],
    [t('overview.contracts.fetched'), words.day(fetched)],
    [
      t('overview.contracts.calculatedBy'),
      calculatedBy === null ? null : t(`overview.contracts.calculatedWord.${calculatedBy}`),
    ],
    [t('overview.contracts.survivors'), t(`overview.contracts.survivorsWord.${survivorsCover}`)],
  ]
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
