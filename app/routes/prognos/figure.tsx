import { memo } from 'react'
import type { ForecastAnswer, ForecastFrame } from '#server/services/api/forecast.ts'
import { Swatch } from '../../charts/patterns.tsx'
import { LowerTax } from '../../components/lower-tax.tsx'
import { NoAmount } from '../../components/no-amount.tsx'
import { isPublicIn, NoPublicPension } from '../../components/no-public-pension.tsx'
import { Announcement } from '../../components/announcement.tsx'
import { useAddress, useEmbedded } from '../../components/realm.tsx'
import { Sources } from '../../components/rests-on.tsx'
import { inThousands, useWords } from '../../texts/words.ts'
import { explanationAddress } from '../sa-raknade-vi/address.ts'
import { givesNothing } from './gives-nothing.ts'

export interface FigureProps {
  readonly frame: ForecastFrame
  readonly answer: ForecastAnswer
  readonly failed: boolean
}

/** The answer to the choices: before tax, after tax, and what they rest on. */
export const Figure = memo(function Figure({ frame, answer, failed }: FigureProps) {
  const { t, words } = useWords()
  const embedded = useEmbedded()
  const { choices, outcomes, byPillar, work, lowerTax } = answer
  const { gross, net } = outcomes[choices.market ?? 'expected']
  const unknown = givesNothing(answer)
  // The words around the amount stand smaller than the amount itself.
  const [before = '', after = ''] = t('overview.figure', { amount: '|' }).split('|')
  const condition =
    frame.age.moves === 'start'
      ? t('overview.condition', { age: words.age(answer.age) })
      : t('overview.conditionDrawing', { month: words.month(answer.firstMonth) })
  return (
    <section className="answer" aria-labelledby="answer">
      <div className="answer-main">
        <h1 id="answer" className="overline">
          {t('titles.forecast')}
        </h1>
        {unknown ? (
          <NoAmount />
        ) : (
          <>
            <p className="figure" data-testid="figure">
              {before === '' ? null : <span className="unit">{before}</span>}
              <span className="amount">{inThousands(gross)}</span>
              <span className="unit">{after}</span>
            </p>
            <p className="condition">{condition}</p>
            <p className="net">
              {net === null ? (
                t('forecast.noNet')
              ) : (
                <strong>{t('forecast.net', { amount: words.perMonth(net) })}</strong>
              )}
              <LowerTax lowerTax={lowerTax} />
            </p>
            <NoPublicPension years={answer.years} reported={isPublicIn(frame.items)} />
          </>
        )}
        {work === null ? null : (
          <p>
            {t('forecast.besides', { amount: words.perMonth(work.monthly) })}{' '}
            {work.net === null ? null : t('forecast.besidesNet', { amount: words.perMonth(work.net) })}
          </p>
        )}
        <ForecastBasis frame={frame} nominal={choices.nominal === true} />
        {embedded ? null : (
          <p className="further">
            <a href={explanationAddress({ choices })}>{t('overview.howWeCounted')}</a>
            <a href="/om-dig">{t('forecast.aboutYou')}</a>
            <a href="/ord">{t('overview.words')}</a>
          </p>
        )}
        <p role="alert" className="error" hidden={!failed}>
          {failed ? t('forecast.failed') : null}
        </p>
      </div>
      <Announcement
        text={unknown ? t('overview.noAmount') : t('overview.announce', { amount: inThousands(gross), condition })}
      />
      <ul className="families">
        {byPillar
          .filter((family) => family.monthly > 0)
          .map(({ pillar, monthly }) => (
            <li key={pillar}>
              <Swatch pillar={pillar} />
              <span className="family-name">{t(`overview.pillar.${pillar}`)}</span>
              <span className="family-amount">{words.kronor(monthly)}</span>
            </li>
          ))}
      </ul>
    </section>
  )
})

/** Under the answer: from how many sources, in whose year's money, by which tax, and that it is no promise. */
const ForecastBasis = memo(function ForecastBasis({
  frame,
  nominal,
}: {
  readonly frame: ForecastFrame
  readonly nominal: boolean
}) {
  const { t } = useWords()
  const address = useAddress()
  const { facts, municipality, collectionUnderWay } = frame
  return (
    <>
      <Sources of={frame}>
        <li>{t(nominal ? 'forecast.nominal' : 'overview.todaysMoney')}</li>
        {facts.resident === 'abroad' ? null : (
          <li>
            {municipality === null ? t('forecast.taxByAverage') : t('forecast.taxBy', { municipality })}
            {facts.churchMember ? ` ${t('forecast.church')}` : null}
          </li>
        )}
        <li>{t('overview.promise')}</li>
      </Sources>
      {collectionUnderWay ? (
        <p className="under-way">
          {t('overview.underWay')} <a href={address('/hamta')}>{t('overview.toCollection')}</a>
        </p>
      ) : null}
    </>
  )
})
