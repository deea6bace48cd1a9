import { useTranslation } from 'react-i18next'

/** To what the saver can add, and to why the figures have changed. */
export function OwnLinks() {
  const { t } = useTranslation()
  return (
    <p className="actions">
      <a href="/forandringar">{t('titles.changes')}</a>
      <a href="/egna-uppgifter">{t('titles.ownEntries')}</a>
    </p>
  )
}
