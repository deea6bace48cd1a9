import { useTranslation } from 'react-i18next'

/** Where to turn to whoever runs the service; said plainly where they have not told. */
export function Contact({ contact }: { readonly contact: string | null }) {
  const { t } = useTranslation()
  return (
    <section className="running-text">
      <h2>{t('help.contactTitle')}</h2>
      <p>{contact === null ? t('help.noContact') : t('help.contact', { contact })}</p>
    </section>
  )
}
