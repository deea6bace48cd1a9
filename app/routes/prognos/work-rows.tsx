import type { ChosenWork, ForecastChoices } from '#server/services/api/choices.ts'
import type { ForecastFrame } from '#server/services/api/forecast.ts'
import { workField } from '../../choices/form.ts'
import { InputField } from '../../components/form.tsx'
import { inThousands, useWords } from '../../texts/words.ts'
import { AgeFields } from './age-fields.tsx'
import { ChoiceLink } from './choice-link.tsx'

export interface RowsProps {
  readonly frame: ForecastFrame
  readonly choices: ForecastChoices
  /** What was typed in a field, else what is chosen. */
  readonly given: (name: string, chosen: string) => string
  readonly told: (name: string) => string | undefined
  readonly onChoose: (choices: ForecastChoices) => void
}

/** Spans of other pay: each a row of fields; new ones begin as something to change. */
export function WorkRows({ frame, choices, given, told, onChoose }: RowsProps) {
  const { t } = useWords()
  const { work = [] } = choices
  const without = (row: number): ForecastChoices =>
    withWork(
      choices,
      work.filter((_, index) => index !== row),
    )
  return (
    <fieldset className="rows">
      <legend>{t('forecast.work.title')}</legend>
      <p className="help">{t('forecast.work.lead')}</p>
      {work.map((span, row) => {
        const money = (part: 'lon' | 'ers', amount: number) => ({
          name: workField(row, part),
          inputMode: 'numeric' as const,
          unit: t('forecast.form.perMonth'),
          value: given(workField(row, part), amount === 0 && part === 'ers' ? '' : inThousands(amount)),
          error: told(workField(row, part)),
        })
        return (
          <fieldset key={row} className="row">
            <legend>{t('forecast.work.row', { number: row + 1 })}</legend>
            <AgeFields
              names={[workField(row, 'fran-ar'), workField(row, 'fran-man')]}
              labels={[t('forecast.work.fromYears'), t('forecast.work.fromMonths')]}
              age={span.from}
              given={given}
              told={told}
            />
            <AgeFields
              names={[workField(row, 'till-ar'), workField(row, 'till-man')]}
              labels={[t('forecast.work.toYears'), t('forecast.work.toMonths')]}
              age={span.to}
              given={given}
              told={told}
            />
            <InputField {...money('lon', span.salary)} label={t('forecast.work.salary')} />
            <InputField
              {...money('ers', span.benefit ?? 0)}
              label={t('forecast.work.benefit')}
              help={t('forecast.work.benefitHelp')}
            />
            <p>
              <ChoiceLink choices={without(row)} onChoose={onChoose}>
                {t('forecast.form.remove')}
                <span className="visually-hidden"> {t('forecast.work.row', { number: row + 1 })}</span>
              </ChoiceLink>
            </p>
          </fieldset>
        )
      })}
      <ul className="additions">
        {additionsTo(work, frame, choices).map(({ kind, span }) => (
          <li key={kind}>
            <ChoiceLink choices={withWork(choices, ordered([...work, span]))} onChoose={onChoose}>
              {t(`forecast.work.${kind}`)}
            </ChoiceLink>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

const ordered = (work: readonly ChosenWork[]): readonly ChosenWork[] => work.toSorted((a, b) => a.from - b.from)

function withWork({ work: _before, ...others }: ForecastChoices, work: readonly ChosenWork[]): ForecastChoices {
  return work.length === 0 ? others : { ...others, work }
}

/** A year at home; three years of half-time at the end; two years at a third beside the pension. */
function additionsTo(
  work: readonly ChosenWork[],
  { age, ageNow, salary }: ForecastFrame,
  choices: ForecastChoices,
): readonly { readonly kind: 'addPartTime' | 'addLeave' | 'addBeside'; readonly span: ChosenWork }[] {
  const pay = choices.salary ?? salary?.monthly ?? 0
  const hundreds = (amount: number) => Math.round(amount / 100) * 100
  const usual = age.moves === 'start' || age.moves === 'rest' ? Math.max(age.riktalder, age.earliest) : age.earliest
  const stops = choices.retirementAge ?? usual
  const wished = [
    { kind: 'addPartTime', span: { from: Math.max(ageNow, stops - 36), to: stops, salary: hundreds(pay / 2) } },
    ...(age.drawing ? [] : [{ kind: 'addLeave' as const, span: { from: ageNow, to: ageNow + 12, salary: 0 } }]),
    { kind: 'addBeside', span: { from: stops, to: stops + 24, salary: hundreds(pay / 3) } },
  ] as const
  return wished.filter(
    ({ span }) => span.from < span.to && work.every((other) => span.to <= other.from || other.to <= span.from),
  )
}
