import { useTranslation } from 'react-i18next'

/**
 * In place of a total, where nothing that is known gives an amount: never a zero.
 *
 * @param props.of whose, where it is not the one who reads
 */
export function NoAmount({ of }: { readonly of?: string }) {
  const { t } = useTranslation()
  return (
    <>
      <p className="figure medium" data-testid="no-amount">
        {t('overview.noAmount')}
      </p>
      <p className="condition">
        {of === undefined ? t('overview.noAmountText') : t('overview.noAmountTextOf', { name: of })}
      </p>
    </>
  )
}
