import { useTranslation } from 'react-i18next'
import type { OverviewView } from '#server/services/api.ts'
import { PortalLink } from '../../components/realm.tsx'

export interface AssumptionsProps {
  readonly codes: OverviewView['assumptions']
  readonly restsOnProjectedLaw: boolean
  /** Pensions are being paid already; see AgeView. */
  readonly drawing: boolean
}

/** What need not be assumed once the saver has told of themselves. */
const mendable: ReadonlySet<OverviewView['assumptions'][number]> = new Set([
  'municipality-average',
  'single-assumed',
  'residence-years-assumed',
  'no-housing-supplement',
  'housing-supplement-needs-partner',
] as const)

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
      {codes.some((code) => mendable.has(code)) ? (
        <p>
          <PortalLink href="/om-dig">{t('overview.assumptions.tellUs')}</PortalLink>
        </p>
      ) : null}
      <h3>{t('overview.assumptions.promiseTitle')}</h3>
      <p>
        {t('overview.assumptions.promise')}{' '}
        <PortalLink href="/om-uppgifterna">{t('overview.assumptions.more')}</PortalLink>
      </p>
    </section>
  )
}
