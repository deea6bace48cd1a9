import type { ChangePart, ContractChange, FigureChange, ProviderForecastFacts } from '#server/services/api/changes.ts'
import { agreementName } from '../oversikt/contract-name.ts'
import { inThousands, percent, useWords } from '../../texts/words.ts'

export interface FigureProps {
  /** For the ids of its headings. */
  readonly name: string
  readonly title: string
  readonly lead: string
  readonly change: FigureChange
  readonly inWords: (amount: number) => string
}

/** One figure then and now, what the difference comes from, and the same contract by contract. */
export function Figure({ name, title, lead, change, inWords }: FigureProps) {
  const { t } = useWords()
  const { before, after, parts, contracts } = change
  const difference = after - before
  const amount = inWords(Math.abs(difference))
  return (
    <section className="change" aria-labelledby={`change-${name}`}>
      <h2 id={`change-${name}`}>{title}</h2>
      <p className="help">{lead}</p>
      <dl className="then-and-now">
        <div>
          <dt>{t('changes.before')}</dt>
          <dd>{inWords(before)}</dd>
        </div>
        <div>
          <dt>{t('changes.after')}</dt>
          <dd>{inWords(after)}</dd>
        </div>
      </dl>
      <p className="difference">
        {difference !== 0
          ? t(difference > 0 ? 'changes.up' : 'changes.down', { amount })
          : t(contracts.length === 0 ? 'changes.same' : 'changes.evened')}
      </p>
      {parts.length === 0 ? null : <Parts title={t('changes.why')} parts={parts} difference={difference} />}
      {contracts.length === 0 ? null : (
        <details>
          <summary>
            {t('changes.contractsTitle')}
            <span className="visually-hidden">: {title}</span>
          </summary>
          <ul className="changed-contracts">
            {contracts.map((contract) => (
              <Contract key={contract.contractId} contract={contract} inWords={inWords} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

export const signed = (amount: number): string => `${amount > 0 ? '+' : ''}${inThousands(amount)}`

function Parts({
  title,
  parts,
  difference,
}: {
  readonly title: string
  readonly parts: readonly ChangePart[]
  readonly difference: number
}) {
  const { t } = useWords()
  return (
    <table className="change-parts">
      <caption>
        <strong>{title}.</strong> {t('changes.caption')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('changes.causeColumn')}</th>
          <th scope="col">{t('changes.amountColumn')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ cause, amount }) => (
          <tr key={cause}>
            <th scope="row">
              {t(`changes.cause.${cause}`)}
              <span className="help">{t(`changes.causeHelp.${cause}`)}</span>
            </th>
            <td>{signed(amount)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('changes.sum')}</th>
          <td>{signed(difference)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function Contract({
  contract,
  inWords,
}: {
  readonly contract: ContractChange
  readonly inWords: FigureProps['inWords']
}) {
  const { t } = useWords()
  const { label, providerName, before, after, parts, providerForecast } = contract
  return (
    <li>
      <h3>{providerName === null ? label : agreementName(label, t)}</h3>
      <p className="help">{providerName ?? t('overview.pillar.eget')}</p>
      <p>{t('changes.contract', { before: inWords(before), after: inWords(after) })}</p>
      <ul className="plain-list">
        {parts.map(({ cause, amount }) => (
          <li key={cause}>
            {t(`changes.cause.${cause}`)}: {signed(amount)}
          </li>
        ))}
      </ul>
      {providerForecast === null ? null : <ForecastFacts facts={providerForecast} />}
    </li>
  )
}

/** What is known of why the source's own forecast is another. */
function ForecastFacts({ facts }: { readonly facts: ProviderForecastFacts }) {
  const { t, words } = useWords()
  const { capital, paidIn, returnPercent } = facts
  const known = [
    capital &&
      t('changes.forecast.capital', { before: words.kronor(capital.before), after: words.kronor(capital.after) }),
    paidIn === null ? null : t('changes.forecast.paidIn', { amount: words.kronor(paidIn) }),
    returnPercent &&
      t(returnPercent.before === returnPercent.after ? 'changes.forecast.sameReturn' : 'changes.forecast.return', {
        before: percent(returnPercent.before, t),
        after: percent(returnPercent.after, t),
      }),
  ].filter((sentence) => sentence !== null)
  return (
    <p className="help">
      {known.length === 0
        ? t('changes.forecast.nothing')
        : [t('changes.forecast.known'), ...known, t('changes.forecast.notSplit')].join(' ')}
    </p>
  )
}
