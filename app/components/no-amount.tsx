import { useTranslation } from 'react-i18next'

/** In place of a total, where nothing that is known gives an amount: never a zero. */
export function NoAmount() {
  const { t } = useTranslation()
  return (
    <>
      <p className="figure medium" data-testid="no-amount">
        {t('overview.noAmount')}
      </p>
      <p className="condition">{t('overview.noAmountText')}</p>
    </>
  )
}
