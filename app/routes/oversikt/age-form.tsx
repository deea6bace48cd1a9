import { Link } from '@remix-run/react'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { AgeView } from '#server/services/api.ts'
import { Notice } from '../../components/notice.tsx'
import { useAddress } from '../../components/realm.tsx'
import { useWords } from '../../texts/words.ts'
import { useAgeChoice } from './use-age-choice.ts'

export interface AgeFormProps {
  readonly age: AgeView
  readonly unreadable: boolean
}

/** A slider with number fields beside it; without JavaScript the fields and a button. */
export function AgeForm({ age, unreadable }: AgeFormProps) {
  const { t, words } = useWords()
  const address = useAddress()
  const { shown, choose } = useAgeChoice(age.chosen)
  return (
    <form
      className="age"
      method="get"
      action={address('/oversikt')}
      aria-labelledby="age"
      onSubmit={(event: FormEvent) => event.preventDefault()}
    >
      <h2 id="age">{t(age.moves === 'rest' ? 'overview.age.titleDrawing' : 'overview.age.title')}</h2>
      {unreadable ? <Notice tone="warning" title={t('overview.age.bad')} /> : null}
      {age.moved ? <Notice tone="warning" title={t('overview.age.moved', { age: words.age(age.chosen) })} /> : null}
      <AgeControls age={age} shown={shown} choose={choose} />
      <p className="age-reset" hidden={age.chosen === age.riktalder || age.riktalder < age.earliest}>
        <Link to={address('/oversikt')} replace preventScrollReset>
          {t('overview.age.reset')}
        </Link>
      </p>
    </form>
  )
}

export interface AgeControlsProps {
  readonly age: Omit<AgeView, 'chosen' | 'moved'>
  /** Completed months, as the controls stand. */
  readonly shown: number
  readonly choose: (months: number) => void
}

/** What an age is chosen with, within whatever form it stands in: fields `ar` and `manader`. */
export function AgeControls({ age, shown, choose }: AgeControlsProps) {
  const { t, words } = useWords()
  const [typed, setTyped] = useState<{ readonly years: string; readonly months: string } | null>(null)
  const fields = typed ?? { years: String(Math.floor(shown / 12)), months: String(shown % 12) }

  const type = (next: { readonly years: string; readonly months: string }) => {
    setTyped(next)
    const months = Number(next.years) * 12 + Number(next.months)
    if (next.years !== '' && months >= age.earliest && months <= age.latest) choose(months)
  }

  return (
    <>
      <div className="age-controls">
        <div className="slider">
          <label htmlFor="age-slider">
            {t(age.moves === 'rest' ? 'overview.age.sliderDrawing' : 'overview.age.slider')}
          </label>
          <input
            id="age-slider"
            type="range"
            min={age.earliest}
            max={age.latest}
            step="1"
            value={shown}
            aria-valuetext={words.age(shown)}
            aria-describedby="age-help"
            onChange={(event) => {
              setTyped(null)
              choose(Number(event.currentTarget.value))
            }}
          />
          <SliderMark age={age} />
        </div>
        <div className="field">
          <label htmlFor="age-years">{t('overview.age.years')}</label>
          <input
            id="age-years"
            name="ar"
            type="number"
            inputMode="numeric"
            min={Math.floor(age.earliest / 12)}
            max={Math.floor(age.latest / 12)}
            value={fields.years}
            aria-describedby="age-help"
            onChange={(event) => type({ ...fields, years: event.currentTarget.value })}
            onBlur={() => setTyped(null)}
          />
        </div>
        <div className="field">
          <label htmlFor="age-months">{t('overview.age.months')}</label>
          <input
            id="age-months"
            name="manader"
            type="number"
            inputMode="numeric"
            min="0"
            max="11"
            value={fields.months}
            aria-describedby="age-help"
            onChange={(event) => type({ ...fields, months: event.currentTarget.value })}
            onBlur={() => setTyped(null)}
          />
        </div>
        <button className="button second without-script" type="submit">
          {t('overview.age.apply')}
        </button>
      </div>
      <p className="help" id="age-help">
        {t('overview.age.help', { earliest: words.age(age.earliest), latest: words.age(age.latest) })}{' '}
        {age.moves === 'work' ? t('overview.age.workAlone') : age.drawing ? null : <AgeOfLaw age={age} />}
      </p>
    </>
  )
}

/** What the law says of the ages, for one who has not begun to draw. */
function AgeOfLaw({ age }: Pick<AgeControlsProps, 'age'>) {
  const { t, words } = useWords()
  return (
    <>
      {t(age.riktalderDecided ? 'overview.age.riktalder' : 'overview.age.riktalderProjected', {
        age: words.age(age.riktalder),
      })}{' '}
      {age.publicEarliest > age.earliest
        ? t('overview.age.publicEarliest', { age: words.age(age.publicEarliest) })
        : null}
    </>
  )
}

/** Where the riktålder lies on the slider. Percentages, so that it needs no style of its own. */
function SliderMark({ age }: Pick<AgeControlsProps, 'age'>) {
  const { t } = useWords()
  const share = (age.riktalder - age.earliest) / (age.latest - age.earliest)
  if (share < 0 || share > 1) return null
  const x = `${(share * 100).toFixed(2)}%`
  return (
    <svg className="slider-mark" aria-hidden="true" focusable="false">
      <line x1={x} x2={x} y1="0" y2="8" />
      <text x={x} y="24" textAnchor={share < 0.15 ? 'start' : share > 0.85 ? 'end' : 'middle'}>
        {t('overview.age.mark')}
      </text>
    </svg>
  )
}
