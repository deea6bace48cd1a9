import type { ChosenWithdrawal, ForecastChoices } from '#server/services/api/choices.ts'
import { withdrawalField } from '../../choices/form.ts'
import { SelectField } from '../../components/form.tsx'
import { useWords } from '../../texts/words.ts'
import { AgeFields } from './age-fields.tsx'
import { ChoiceLink } from './choice-link.tsx'
import type { RowsProps } from './work-rows.tsx'

/** How much of the public pension is drawn, from which ages. */
export function WithdrawalRows({ frame, choices, given, told, onChoose }: RowsProps) {
  const { t } = useWords()
  const { withdrawal = [] } = choices
  if (frame.items.every(({ pillar, choice }) => pillar !== 'allman-pension' || choice === null)) return null
  const last = withdrawal.at(-1)
  const first = Math.max(frame.age.publicEarliest, frame.ageNow, choices.retirementAge ?? frame.age.riktalder)
  const next: readonly ChosenWithdrawal[] =
    last === undefined
      ? [
          { from: first, share: 50 },
          { from: first + 24, share: 100 },
        ]
      : [...withdrawal, { from: last.from + 12, share: 100 }]
  return (
    <fieldset className="rows">
      <legend>{t('forecast.withdrawal.title')}</legend>
      <p className="help">{t('forecast.withdrawal.lead')}</p>
      {withdrawal.length === 0 ? <p>{t('forecast.withdrawal.whole')}</p> : null}
      {withdrawal.map(({ from, share }, row) => (
        <fieldset key={row} className="row">
          <legend>{t('forecast.withdrawal.row', { number: row + 1 })}</legend>
          <AgeFields
            names={[withdrawalField(row, 'ar'), withdrawalField(row, 'man')]}
            labels={[t('forecast.withdrawal.fromYears'), t('forecast.withdrawal.fromMonths')]}
            age={from}
            given={given}
            told={told}
          />
          <SelectField
            name={withdrawalField(row, 'andel')}
            label={t('forecast.withdrawal.share')}
            value={given(withdrawalField(row, 'andel'), String(share))}
            error={told(withdrawalField(row, 'andel'))}
            options={[0, 25, 50, 75, 100].map((one) => ({
              value: String(one),
              text: t('forecast.withdrawal.percent', { share: one }),
            }))}
          />
          <p>
            <ChoiceLink choices={without(choices, row)} onChoose={onChoose}>
              {t('forecast.form.remove')}
              <span className="visually-hidden"> {t('forecast.withdrawal.row', { number: row + 1 })}</span>
            </ChoiceLink>
          </p>
        </fieldset>
      ))}
      <p className="additions">
        <ChoiceLink choices={{ ...choices, withdrawal: next }} onChoose={onChoose}>
          {t(withdrawal.length === 0 ? 'forecast.withdrawal.add' : 'forecast.withdrawal.addChange')}
        </ChoiceLink>
      </p>
    </fieldset>
  )
}

function without({ withdrawal = [], ...others }: ForecastChoices, row: number): ForecastChoices {
  const left = withdrawal.filter((_, index) => index !== row)
  return left.length === 0 ? others : { ...others, withdrawal: left }
}
