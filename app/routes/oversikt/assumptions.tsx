import { useTranslation } from 'react-i18next'
import type { OverviewView } from '#server/services/api.ts'

export interface AssumptionsProps {
  readonly codes: OverviewView['assumptions']
  readonly restsOnProjectedLaw: boolean
  /** Pensions are being paid already; see AgeView. */
  readonly drawing: boolean
}

/** What the forecast takes for granted. */
export function Assumptions({ codes, restsOnProjectedLaw, drawing }: AssumptionsProps) {
  const { t } = useTranslation()
  return (
    <section className="assumptions" aria-labelledby="assumptions">
      <h2 id="assumptions">{t('overview.assumptions.title')}</h2>
      <ul className="plain-list">
        <li>{t(drawing ? 'overview.assumptions.alwaysDrawing' : 'overview.assumptions.always')}</li>
        {codes.map((code) => (
          <li key={code}>{t(`overview.assumptions.code.${code}`)}</li>
        ))}
        {restsOnProjectedLaw ? <li>{t('overview.assumptions.projectedLaw')}</li> : null}
      </ul>
      <h3>{t('overview.assumptions.promiseTitle')}</h3>
      <p>
        {t('overview.assumptions.promise')} <a href="/om-uppgifterna">{t('overview.assumptions.more')}</a>
      </p>
    </section>
  )
}
