import { useTranslation } from 'react-i18next'

/** What the law gives survivors, in words: none of it is calculated here. */
export function StateBenefits() {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="state">
      <h2 id="state">{t('family.state.title')}</h2>
      <p className="lead">{t('family.state.lead')}</p>
      <ul className="plain-list">
        <li>{t('family.state.omstallningspension')}</li>
        <li>{t('family.state.barnpension')}</li>
        <li>{t('family.state.ankepension')}</li>
        <li>{t('family.state.premiepension')}</li>
      </ul>
      <p>{t('family.state.turn')}</p>
    </section>
  )
}
