import { useTranslation } from 'react-i18next'

/** The one way on from an embedded page: between overview, forecast and how the collection goes. */
export function EmbeddedLinks({ here }: { readonly here: 'oversikt' | 'prognos' | 'hamta' }) {
  const { t } = useTranslation()
  const links = [
    ['oversikt', t('shell.overview')],
    ['prognos', t('shell.forecast')],
    ['hamta', t('shell.collection')],
  ] as const
  return (
    <div className="frame-row">
      <p className="embedded-links">
        {links.map(([page, text]) => (
          <a key={page} href={`/embed/${page}`} aria-current={page === here ? 'page' : undefined}>
            {text}
          </a>
        ))}
      </p>
    </div>
  )
}
