import { memo } from 'react'
import type { ForecastAnswer, ForecastFrame } from '#server/services/api/forecast.ts'
import { PortalLink } from '../../components/realm.tsx'
import { useWords } from '../../texts/words.ts'

export interface SupplementsProps {
  readonly frame: ForecastFrame
  readonly answer: ForecastAnswer
}

/** What the saver may have a right to on top, and what it is calculated on. */
export const Supplements = memo(function Supplements({ frame: { facts }, answer }: SupplementsProps) {
  const { t, words } = useWords()
  const { supplements } = answer
  const rests = [
    t(
      facts.maritalStatus === null
        ? 'forecast.supplements.singleAssumed'
        : `forecast.supplements.${facts.maritalStatus}`,
    ),
    facts.residenceYears === null
      ? t('forecast.supplements.yearsAssumed')
      : t('forecast.supplements.years', { count: facts.residenceYears }),
    facts.housing === null
      ? t('forecast.supplements.noHousing')
      : t('forecast.supplements.housing', { amount: words.perMonth(facts.housing.cost) }),
  ]
  return (
    <section aria-labelledby="supplements">
      <h2 id="supplements">{t('forecast.supplements.title')}</h2>
      {supplements.length === 0 ? (
        <p>{t('forecast.supplements.none')}</p>
      ) : (
        <>
          <ul className="plain-list">
            {supplements.map(({ kind, monthly, from }) => (
              <li key={kind}>
                <strong>
                  {t('forecast.supplements.item', {
                    name: t(`forecast.supplements.kind.${kind}`),
                    amount: words.perMonth(monthly),
                    month: words.month(from),
                  })}
                </strong>{' '}
                {t(`forecast.supplements.why.${kind}`)}
              </li>
            ))}
          </ul>
          <p>{t('forecast.supplements.counted')}</p>
        </>
      )}
      <p className="help">
        {rests.join(' ')} <PortalLink href="/om-dig">{t('forecast.aboutYou')}</PortalLink>
      </p>
    </section>
  )
})
