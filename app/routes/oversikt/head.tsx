import type { OverviewView } from '#server/services/api.ts'
import { Swatch } from '../../charts/patterns.tsx'
import { LowerTax } from '../../components/lower-tax.tsx'
import { NoAmount } from '../../components/no-amount.tsx'
import { isPublicIn, NoPublicPension } from '../../components/no-public-pension.tsx'
import { PortalLink, useEmbedded } from '../../components/realm.tsx'
import { Announcement } from '../../components/announcement.tsx'
import { inThousands, useWords } from '../../texts/words.ts'
import { explanationAddress } from '../sa-raknade-vi/address.ts'
import { AgeForm } from './age-form.tsx'
import { givesNothing } from './gives-nothing.ts'
import { Honesty } from './honesty.tsx'

export interface HeadProps {
  readonly view: OverviewView
  readonly ageUnreadable: boolean
}

/** The answer first: one figure, its condition, its honesty; then the one choice. */
export function Head({ view, ageUnreadable }: HeadProps) {
  const { t, words } = useWords()
  const embedded = useEmbedded()
  const { age, monthly, byPillar } = view
  // The words around the amount stand smaller than the amount itself.
  const [before = '', after = ''] = t('overview.figure', { amount: '|' }).split('|')
  const choices = { retirementAge: age.chosen }
  const unknown = givesNothing(view)
  const condition =
    age.moves === 'start'
      ? t('overview.condition', { age: words.age(age.chosen) })
      : t('overview.conditionDrawing', { month: words.month(view.firstMonth) })
  return (
    <>
      <section className="answer" aria-labelledby="answer">
        <div className="answer-main">
          <h1 id="answer" className="overline">
            {t('titles.overview')}
          </h1>
          {unknown ? (
            <NoAmount />
          ) : (
            <>
              <p className="figure">
                {before === '' ? null : <span className="unit">{before}</span>}
                <span className="amount">{inThousands(monthly)}</span>
                <span className="unit">{after}</span>
              </p>
              <p className="condition">{condition}</p>
              <AfterTax afterTax={view.afterTax} />
              <NoPublicPension years={view.years} reported={isPublicIn(view.contracts)} />
            </>
          )}
          <Honesty view={view} />
          {embedded ? null : (
            <p className="further">
              <a href={explanationAddress({ choices })}>{t('overview.howWeCounted')}</a>
              <a href="/forandringar">{t('titles.changes')}</a>
              <a href="/ord">{t('overview.words')}</a>
              <a href="/lattlast">{t('overview.easy')}</a>
            </p>
          )}
        </div>
        <Announcement
          text={unknown ? t('overview.noAmount') : t('overview.announce', { amount: inThousands(monthly), condition })}
        />
        <ul className="families">
          {byPillar
            .filter((family) => family.monthly > 0)
            .map(({ pillar, monthly: amount }) => (
              <li key={pillar}>
                <Swatch pillar={pillar} />
                <span className="family-name">
                  {t(`overview.pillar.${pillar}`)}
                  <span className="help"> {t(`overview.pillarFrom.${pillar}`)}</span>
                </span>
                <span className="family-amount">
                  {embedded ? (
                    words.kronor(amount)
                  ) : (
                    <a
                      href={`${explanationAddress({ choices })}#${pillar}`}
                      aria-label={t('overview.howOf', {
                        of: `${t(`overview.pillar.${pillar}`)}, ${words.perMonth(amount)}`,
                      })}
                    >
                      {words.kronor(amount)}
                    </a>
                  )}
                </span>
              </li>
            ))}
        </ul>
      </section>
      {age.moves === 'start' || age.moves === 'rest' ? <AgeForm age={age} unreadable={ageUnreadable} /> : null}
      {age.moves === 'work' ? (
        <p className="help">
          {t('overview.age.allPaid')} <PortalLink href="/prognos">{t('overview.age.toForecast')}</PortalLink>
        </p>
      ) : null}
    </>
  )
}

/** Beside the amount before tax: what is left of it, and on what tax that rests. */
function AfterTax({ afterTax }: Pick<OverviewView, 'afterTax'>) {
  const { t, words } = useWords()
  if (afterTax === null) return null
  return (
    <p className="after-tax">
      <strong>{t('overview.afterTax', { amount: words.perMonth(afterTax.monthly) })}</strong>{' '}
      {t(`overview.afterTaxOn.${afterTax.on}`)}.{' '}
      <PortalLink href="/om-dig">{t(`overview.aboutYou.${afterTax.on}`)}</PortalLink>
      <LowerTax lowerTax={afterTax.lowerTax} />
    </p>
  )
}
