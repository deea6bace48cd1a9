import type { FallView, StepDown } from '#server/services/api.ts'
import type { ForecastChoices } from '#server/services/api/choices.ts'
import { whyItFalls } from '../../charts/falls.ts'
import { PortalLink } from '../../components/realm.tsx'
import { useWords } from '../../texts/words.ts'
import { explanationAddress } from '../sa-raknade-vi/address.ts'

export interface FallsProps {
  readonly falls: readonly FallView[]
  readonly stepsDown: readonly StepDown[]
  /** Those that the falls are of. */
  readonly choices: ForecastChoices
}

/** A warning in words at each fall; those that are hardly felt share one quiet sentence. */
export function Falls({ falls, stepsDown, choices }: FallsProps) {
  const { t, words } = useWords()
  if (falls.length === 0) return null
  const minor = falls.filter((fall) => fall.minor)
  return (
    <div className="fall-list">
      {stepsDown.length === 0 ? null : (
        <>
          <h3>{t('overview.chart.fallsTitle')}</h3>
          <ul className="plain-list falls">
            {stepsDown.map((step) => (
              <li key={step.month}>
                {t('overview.chart.fallSentence', {
                  age: words.age(step.age),
                  month: words.month(step.month),
                  amount: words.perMonth(step.amount),
                  why: words.list(
                    step.falls.map((fall) =>
                      step.falls.length === 1
                        ? whyItFalls(fall, t)
                        : t('overview.chart.fallPart', { why: whyItFalls(fall, t), amount: words.kronor(fall.amount) }),
                    ),
                  ),
                })}{' '}
                <PortalLink
                  href={explanationAddress({ choices, month: step.month })}
                  aria-label={t('overview.howOf', { of: words.month(step.month) })}
                >
                  {t('overview.howWeCounted')}
                </PortalLink>
              </li>
            ))}
          </ul>
        </>
      )}
      {minor.length === 0 ? null : (
        <p className="help">
          {t('overview.chart.fallsMinor', {
            falls: words.list(
              minor.map((fall) =>
                t('overview.chart.fallMinor', {
                  age: words.age(fall.age),
                  amount: words.kronor(fall.amount),
                  why: whyItFalls(fall, t),
                }),
              ),
            ),
          })}
        </p>
      )}
    </div>
  )
}
