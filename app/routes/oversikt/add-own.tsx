import { useTranslation } from 'react-i18next'

/** To what the saver can add of what no source has told. */
export function AddOwn() {
  const { t } = useTranslation()
  return (
    <p>
      {t('overview.nothing.own')} <a href="/egna-uppgifter">{t('overview.nothing.toOwn')}</a>
    </p>
  )
}
