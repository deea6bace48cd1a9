import type { FaultReportView } from '#server/services/api/corrections.ts'
import { useWords } from '../../texts/words.ts'

/** The faults that the saver has reported, and what came of each. */
export function Reports({ reports }: { readonly reports: readonly FaultReportView[] }) {
  const { t } = useWords()
  return (
    <section aria-labelledby="own-reports">
      <h2 id="own-reports">{t('entries.reports.title')}</h2>
      {reports.length === 0 ? (
        <p>{t('entries.reports.empty')}</p>
      ) : (
        <ul className="own-list">
          {reports.map((report) => (
            <Report key={report.id} report={report} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Report({ report }: { readonly report: FaultReportView }) {
  const { t, words } = useWords()
  const { providerName: provider, state, sent, due, overdue, providersWords, text } = report
  return (
    <li className={`report state-${state}`}>
      <h3>{t(`entries.reports.state.${overdue ? 'unanswered' : state}`, { provider })}</h3>
      <p className="help">{t('entries.reports.to', { provider, day: words.day(sent) })}</p>
      {providersWords === null ? null : (
        <>
          <p>{t('entries.reports.providersWords', { provider })}:</p>
          <blockquote>{providersWords}</blockquote>
        </>
      )}
      {due === null ? null : (
        <p>{t(overdue ? 'entries.reports.overdue' : 'entries.reports.due', { day: words.day(due), provider })}</p>
      )}
      {state === 'failed' ? <p>{t('entries.reports.failed', { provider })}</p> : null}
      <details>
        <summary>{t('entries.reports.wrote')}</summary>
        <blockquote>{text}</blockquote>
      </details>
    </li>
  )
}
