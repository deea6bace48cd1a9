import type { TFunction } from 'i18next'
import { memo } from 'react'
import type { ForecastAnswer, ForecastFrame, ForecastView } from '#server/services/api/forecast.ts'
import type { ChoicePart } from '../../choices/address.ts'
import type { FormError } from '../../choices/form.ts'
import { Notice } from '../../components/notice.tsx'
import { PortalLink, useEmbedded } from '../../components/realm.tsx'
import { useSettled } from '../../components/use-settled.ts'
import { SavePlan } from '../../plans/save-plan.tsx'
import { useWords } from '../../texts/words.ts'
import { ChoicesForm } from './choices-form.tsx'
import { Figure } from './figure.tsx'
import { givesNothing } from './gives-nothing.ts'
import { itemName } from './item-name.ts'
import { Outcomes } from './outcomes.tsx'
import { Supplements } from './supplements.tsx'
import { useForecast } from './use-forecast.ts'
import { Years } from './years.tsx'

export interface ForecastPageProps {
  readonly view: ForecastView
  readonly sessionTag: string | null
  readonly unreadable: readonly ChoicePart[]
  readonly errors: Readonly<Record<string, FormError>>
  /** The fields as they were sent, when something in them was wrong. */
  readonly typed: Readonly<Record<string, string>> | null
}

/**
 * The figure follows the hand; what stands below it (chart, tables, contracts) is painted when the hand rests.
 */
export function ForecastPage({ view, sessionTag, unreadable, errors, typed }: ForecastPageProps) {
  const { frame } = view
  const forecast = useForecast(view, sessionTag ?? '')
  const { answer, failed } = forecast
  const below = useSettled(answer)
  return (
    <div className="page overview forecast">
      <Figure frame={frame} answer={answer} failed={failed} />
      <Moved frame={frame} answer={below} unreadable={unreadable} />
      <ChoicesForm frame={frame} forecast={forecast} below={below} errors={errors} typed={typed} />
      {givesNothing(below) ? null : (
        <>
          <Years frame={frame} answer={below} />
          <Outcomes answer={below} />
        </>
      )}
      {useEmbedded() ? null : <Save answer={below} />}
      <Supplements frame={frame} answer={below} />
      <Earliest frame={frame} />
      <Assumed answer={below} />
    </div>
  )
}

/** Keeps the very choices that are shown. */
const Save = memo(function Save({ answer }: { readonly answer: ForecastAnswer }) {
  const { t } = useWords()
  return (
    <section aria-labelledby="spara">
      <h2 id="spara">{t('plans.save.title')}</h2>
      <SavePlan choices={answer.choices} />
    </section>
  )
})

interface MovedProps {
  readonly frame: ForecastFrame
  readonly answer: ForecastAnswer
  readonly unreadable: readonly ChoicePart[]
}

/** What was asked and could not be followed. */
const Moved = memo(function Moved({ frame, answer, unreadable }: MovedProps) {
  const { t, words } = useWords()
  const { age, notFollowed } = answer
  const known = (id: string) => frame.items.find((item) => item.id === id)
  const texts = [
    ...(unreadable.length > 0
      ? [
          t('forecast.moved.unreadable', {
            parts: words.list(unreadable.map((part) => t(`forecast.moved.part.${part}`))),
          }),
        ]
      : []),
    ...(notFollowed.age ? [t('forecast.moved.age', { age: words.age(age) })] : []),
    ...(notFollowed.work ? [t('forecast.moved.work')] : []),
    ...(notFollowed.withdrawal ? [t('forecast.moved.withdrawal', { age: words.age(frame.age.publicEarliest) })] : []),
    ...notFollowed.contracts.map((id) => {
      const item = known(id)
      return item === undefined ? t('forecast.moved.gone') : t('forecast.moved.contract', { name: itemName(item, t) })
    }),
  ]
  return (
    <div role="status">
      {texts.length === 0 ? null : (
        <Notice tone="warning" title={t('forecast.moved.title')}>
          <ul>
            {[...new Set(texts)].map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
})

/** Its label names what sets the age, where that is not the family itself. */
function earliestOf(
  { pillar, age, label }: Readonly<Record<'pillar' | 'age' | 'label', string>>,
  t: TFunction,
): string {
  return label === pillar
    ? t('forecast.earliest.itemAlone', { pillar, age })
    : t('forecast.earliest.item', { pillar, age, label })
}

/** The earliest age, and what sets it for each family. */
const Earliest = memo(function Earliest({ frame: { age, earliest, items } }: { readonly frame: ForecastFrame }) {
  const { t, words } = useWords()
  return (
    <section aria-labelledby="earliest">
      <h2 id="earliest">{t('forecast.earliest.title')}</h2>
      {earliest.length === 0 ? (
        <p>{t(items.length === 0 ? 'forecast.earliest.unknown' : 'forecast.earliest.nothing')}</p>
      ) : (
        <>
          <p>{t('forecast.earliest.all', { age: words.age(age.earliest) })}</p>
          <ul className="plain-list">
            {earliest.map((one) => (
              <li key={one.pillar}>
                {earliestOf(
                  { pillar: t(`overview.pillar.${one.pillar}`), age: words.age(one.age), label: itemName(one, t) },
                  t,
                )}
              </li>
            ))}
          </ul>
          <p className="help">
            {t('forecast.earliest.publicLaw', { age: words.age(age.publicEarliest) })}{' '}
            {t('forecast.earliest.contracts')}
          </p>
        </>
      )}
    </section>
  )
})

/** What is taken for granted in this very answer. */
const Assumed = memo(function Assumed({ answer }: { readonly answer: ForecastAnswer }) {
  const { t } = useWords()
  return (
    <section className="assumptions" aria-labelledby="assumptions">
      <h2 id="assumptions">{t('overview.assumptions.title')}</h2>
      <ul className="plain-list">
        {answer.assumptions.map((code) => (
          <li key={code}>{t(`overview.assumptions.code.${code}`)}</li>
        ))}
        {answer.restsOnProjectedLaw ? <li>{t('overview.assumptions.projectedLaw')}</li> : null}
      </ul>
      <h3>{t('overview.assumptions.promiseTitle')}</h3>
      <p>
        {t('overview.assumptions.promise')}{' '}
        <PortalLink href="/om-uppgifterna">{t('overview.assumptions.more')}</PortalLink>
      </p>
    </section>
  )
})
