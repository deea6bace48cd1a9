import type { EntryView } from '#server/services/api/contract.ts'
import { Swatch } from '../../charts/patterns.tsx'
import { PortalLink, useEmbedded } from '../../components/realm.tsx'
import { useWords } from '../../texts/words.ts'
import { explanationAddress } from '../sa-raknade-vi/address.ts'
import { Payment } from './payment.tsx'

export interface OwnEntriesProps {
  readonly entries: readonly EntryView[]
  readonly monthly: number
  readonly retirementAge: number
}

/** What the saver has added: a family of its own, since no source has said it. */
export function OwnEntries({ entries, monthly, retirementAge }: OwnEntriesProps) {
  const { t, words } = useWords()
  return (
    <section className="family" aria-labelledby="family-eget">
      <div className="family-head">
        <Swatch pillar="eget" />
        <h3 id="family-eget">{t('overview.pillar.eget')}</h3>
        <p>
          {monthly > 0 ? `${words.perMonth(monthly)} · ` : null}
          {t('overview.entries.count', { count: entries.length })}
        </p>
      </div>
      <p className="help family-lead">
        {t('overview.entries.lead')} <PortalLink href="/egna-uppgifter">{t('overview.entries.change')}</PortalLink>
      </p>
      <ul className="contract-list">
        {entries.map((entry) => (
          <Entry key={entry.entryId} entry={entry} retirementAge={retirementAge} />
        ))}
      </ul>
    </section>
  )
}

function Entry({ entry, retirementAge }: { readonly entry: EntryView; readonly retirementAge: number }) {
  const { t, words } = useWords()
  const embedded = useEmbedded()
  const { entryId, name, value, valueDate, payments } = entry
  return (
    <li className="contract" id={`avtal-${entryId}`}>
      <div className="contract-name">
        <h4>{name}</h4>
        {valueDate === null ? null : (
          <p className="help">{t('overview.entries.valueDate', { day: words.day(valueDate) })}</p>
        )}
      </div>
      <dl className="contract-money">
        <div>
          <dt>{t(value === null ? 'overview.entries.what' : 'overview.entries.saved')}</dt>
          <dd>{value === null ? t('overview.entries.income') : words.kronor(value)}</dd>
        </div>
        <div>
          <dt>{t('overview.contracts.forecast')}</dt>
          {payments.map((payment) => (
            <dd key={payment.from}>
              <Payment payment={payment} />
            </dd>
          ))}
          {payments.length > 0 ? null : <dd>{t('overview.entries.notPaid')}</dd>}
        </div>
      </dl>
      {embedded ? null : (
        <p className="contract-links">
          <a
            href={explanationAddress({ choices: { retirementAge }, contractId: entryId })}
            aria-label={t('overview.howOf', { of: name })}
          >
            {t('overview.howWeCounted')}
          </a>
        </p>
      )}
    </li>
  )
}
