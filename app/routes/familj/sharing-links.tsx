import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

/** The ways to a household, to helpers, and to those one helps. */
export function Sharing() {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="share">
      <h2 id="share">{t('family.more.title')}</h2>
      <ul className="ways">
        <li>
          <Link to="/familj/hushall">{t('titles.household')}</Link>
          <p>{t('family.more.householdText')}</p>
        </li>
        <li>
          <Link to="/familj/hjalpare">{t('titles.helpers')}</Link>
          <p>{t('family.more.helpersText')}</p>
        </li>
        <li>
          <Link to="/hjalper">{t('titles.helping')}</Link>
          <p>{t('family.more.helpingText')}</p>
        </li>
      </ul>
    </section>
  )
}
