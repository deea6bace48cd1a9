import { useTranslation } from 'react-i18next'

/** In place of the page, once the session is over. */
export function Ended() {
  const { t } = useTranslation()
  return (
    <section className="page narrow">
      <h1>{t('embedded.endedTitle')}</h1>
      <p className="lead">{t('embedded.endedText')}</p>
    </section>
  )
}
