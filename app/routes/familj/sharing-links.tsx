import { useTranslation } from 'react-i18next'
import { EidLink } from '../../components/eid-link.tsx'

/** The ways to a household, to helpers, and to those one helps. */
export function Sharing() {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="share">
      <h2 id="share">{t('family.more.title')}</h2>
      <ul className="ways">
        <li>
          <EidLink to="/familj/hushall">{t('titles.household')}</EidLink>
          <p>{t('family.more.householdText')}</p>
        </li>
        <li>
          <EidLink to="/familj/hjalpare">{t('titles.helpers')}</EidLink>
          <p>{t('family.more.helpersText')}</p>
        </li>
        <li>
          <EidLink to="/hjalper">{t('titles.helping')}</EidLink>
          <p>{t('family.more.helpingText')}</p>
        </li>
      </ul>
    </section>
  )
}
