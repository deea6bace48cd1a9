import { memo, useCallback, useRef, useState } from 'react'
import type { ForecastChoices } from '#server/services/api/choices.ts'
import type { ForecastAnswer, ForecastFrame } from '#server/services/api/forecast.ts'
import { addressOf } from '../../choices/address.ts'
import type { FormError } from '../../choices/form.ts'
import { formMark, formMarkValue, readForm } from '../../choices/form.ts'
import { ChoiceField, ErrorSummary, InputField } from '../../components/form.tsx'
import { useAddress, useEmbedded } from '../../components/realm.tsx'
import { inThousands, useWords } from '../../texts/words.ts'
import { AgeControls } from '../oversikt/age-form.tsx'
import { ChoiceLink, Undo } from './choice-link.tsx'
import { givesNothing } from './gives-nothing.ts'
import { Items } from './items.tsx'
import type { Forecast } from './use-forecast.ts'
import { WithdrawalRows } from './withdrawal-rows.tsx'
import { WorkRows } from './work-rows.tsx'

export interface ChoicesFormProps {
  readonly frame: ForecastFrame
  readonly forecast: Forecast
  /** The answer that the contracts are shown with. */
  readonly below: ForecastAnswer
  readonly errors: Readonly<Record<string, FormError>>
  readonly typed: Readonly<Record<string, string>> | null
}

type Errors = Readonly<Record<string, FormError>>

/** Every choice in one form: sent as it is without JavaScript, else read at each change. */
export function ChoicesForm({ frame, forecast, below, errors: sent, typed }: ChoicesFormProps) {
  const { t } = useWords()
  const address = useAddress()
  const form = useRef<HTMLFormElement>(null)
  const [errors, setErrors] = useState<Errors>(sent)
  const { choices, answer, revision, type, choose } = forecast

  const read = useCallback(() => {
    if (form.current === null) return
    const fields = new URLSearchParams()
    for (const [name, value] of new FormData(form.current)) if (typeof value === 'string') fields.append(name, value)
    const now = readForm(fields)
    setErrors(now.errors)
    if (Object.keys(now.errors).length === 0) type(now.choices)
  }, [type])
  const moveAge = useCallback((retirementAge: number) => type({ ...choices, retirementAge }), [choices, type])
  const go = useCallback(
    (next: ForecastChoices) => {
      setErrors({})
      choose(next)
    },
    [choose],
  )
  const shownAge = choices.retirementAge ?? answer.age
  const { earliest, latest } = frame.age
  return (
    <form
      ref={form}
      className="choices"
      method="get"
      action={address('/prognos')}
      aria-labelledby="choices"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        read()
      }}
    >
      <input type="hidden" name={formMark} value={formMarkValue} />
      <h2 id="choices">{t('forecast.form.title')}</h2>
      {useEmbedded() ? null : <p className="help">{t('forecast.lead')}</p>}
      <ErrorSummary title={t('forecast.form.errors')} errors={texts(sent, t)} />
      {frame.age.moves === 'nothing' ? null : (
        <div className="age">
          <AgeControls age={frame.age} shown={Math.min(latest, Math.max(earliest, shownAge))} choose={moveAge} />
          <Undo
            choices={choices}
            part="retirementAge"
            what={t('overview.age.slider')}
            hidden={choices.retirementAge === undefined}
            onChoose={go}
          />
        </div>
      )}
      {/* Fields are told of in one place: what is typed in any of them. */}
      <div key={revision} className="choice-fields" onChange={read}>
        <Fields frame={frame} choices={choices} errors={errors} typed={typed} onChoose={go} />
        <Items frame={frame} answer={below} choices={choices} errors={errors} typed={typed} />
      </div>
      <Following answer={answer} />
      <p className="actions">
        <button className="button second without-script" type="submit">
          {t('forecast.form.apply')}
        </button>
        <ChoiceLink choices={{}} onChoose={go}>
          {t('forecast.form.resetAll')}
        </ChoiceLink>
      </p>
    </form>
  )
}

/** The figure once more, at the lower edge of the window while the choices are in it: for the eye alone. */
const Following = memo(function Following({ answer }: { readonly answer: ForecastAnswer }) {
  const { t, words } = useWords()
  const { gross, net } = answer.outcomes[answer.choices.market ?? 'expected']
  if (givesNothing(answer)) return null
  return (
    <p className="following" aria-hidden="true">
      <strong>{words.perMonth(gross)}</strong>
      <span>{net === null ? null : t('forecast.net', { amount: words.kronor(net) })}</span>
    </p>
  )
})

const texts = (errors: Errors, t: ReturnType<typeof useWords>['t']): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(errors).map(([name, error]) => [name, t(`forecast.error.${error}`)]))

interface FieldsProps {
  readonly frame: ForecastFrame
  readonly choices: ForecastChoices
  readonly errors: Errors
  readonly typed: Readonly<Record<string, string>> | null
  readonly onChoose: (choices: ForecastChoices) => void
}

/** What does not change along the slider is not painted anew. */
const sameButAge = (before: FieldsProps, after: FieldsProps): boolean =>
  before.frame === after.frame &&
  before.errors === after.errors &&
  before.typed === after.typed &&
  before.onChoose === after.onChoose &&
  addressOf('', { ...before.choices, retirementAge: 0 }) === addressOf('', { ...after.choices, retirementAge: 0 })

const Fields = memo(function Fields({ frame, choices, errors, typed, onChoose }: FieldsProps) {
  const { t, words } = useWords()
  const { salary } = frame
  const told = (name: string): string | undefined => {
    const error = errors[name]
    return error === undefined ? undefined : t(`forecast.error.${error}`)
  }
  const given = (name: string, chosen: string): string => typed?.[name] ?? chosen
  return (
    <>
      <div className="choice-row">
        <ChoiceField
          name="marknad"
          label={t('forecast.form.market')}
          value={given('marknad', choices.market === 'low' ? 'lag' : choices.market === 'high' ? 'hog' : 'vantat')}
          options={[
            { value: 'lag', text: t('forecast.form.marketLow') },
            { value: 'vantat', text: t('forecast.form.marketExpected') },
            { value: 'hog', text: t('forecast.form.marketHigh') },
          ]}
        />
        <ChoiceField
          name="pengar"
          label={t('forecast.form.money')}
          value={given('pengar', choices.nominal === true ? 'lopande' : 'dagens')}
          options={[
            { value: 'dagens', text: t('forecast.form.moneyToday') },
            { value: 'lopande', text: t('forecast.form.moneyNominal') },
          ]}
        />
        <div>
          <InputField
            name="lon"
            label={t('forecast.form.salary')}
            inputMode="numeric"
            unit={t('forecast.form.perMonth')}
            value={given('lon', choices.salary === undefined ? '' : inThousands(choices.salary))}
            error={told('lon')}
            help={
              salary === null
                ? t('forecast.form.salaryHelpNone')
                : t('forecast.form.salaryHelp', { amount: words.perMonth(salary.monthly), day: words.day(salary.date) })
            }
          />
          <Undo
            choices={choices}
            part="salary"
            what={t('forecast.form.salary')}
            hidden={choices.salary === undefined}
            onChoose={onChoose}
          />
        </div>
      </div>
      <WorkRows frame={frame} choices={choices} given={given} told={told} onChoose={onChoose} />
      <WithdrawalRows frame={frame} choices={choices} given={given} told={told} onChoose={onChoose} />
    </>
  )
}, sameButAge)
