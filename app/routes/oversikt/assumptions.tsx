import { useTranslation } from 'react-i18next'
import type { Texts } from '../../texts/sv/index.ts'

type KnownCode = keyof Texts['overview']['assumptions']['code']
const known: Readonly<Record<KnownCode, true>> = {
  'return-1.9': true,
  'premiums-continue': true,
  'default-fee': true,
  'default-payout-rate': true,
  'agreed-age-65': true,
  'salary-unchanged': true,
  'divisor-projected': true,
  'payment-indexation-level': true,
  'start-moved-to-earliest': true,
  'start-moved-to-latest': true,
}
const isKnown = (code: string): code is KnownCode => Object.hasOwn(known, code)

export interface AssumptionsProps {
  readonly codes: readonly string[]
  readonly restsOnProjectedLaw: boolean
}

/** What the forecast takes for granted. */
export function Assumptions({ codes, restsOnProjectedLaw }: AssumptionsProps) {
  const { t } = useTranslation()
  return (
    <section className="assumptions" aria-labelledby="assumptions">
      <h2 id="assumptions">{t('overview.assumptions.title')}</h2>
      <ul className="plain-list">
        <li>{t('overview.assumptions.always')}</li>
        {codes.filter(isKnown).map((code) => (
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
