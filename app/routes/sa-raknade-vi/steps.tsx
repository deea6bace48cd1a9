import { useTranslation } from 'react-i18next'
import type { FigureView, StepView } from '#server/services/api/explanation.ts'
import { useWords } from '../../texts/words.ts'
import { figureTerm, figureText, inputName, ruleInWords, ruleName, valueText } from './step-words.ts'

/** So many of the same rule in a row are told one by one; of more, all but the last in short. */
const toldOneByOne = 3

/** Steps in a row by the same rule, as when an amount is counted anew each January. */
function inRows(steps: readonly StepView[]): readonly (readonly StepView[])[] {
  const rows: StepView[][] = []
  for (const step of steps) {
    const row = rows.at(-1)
    if (row?.[0]?.rule === step.rule) row.push(step)
    else rows.push([step])
  }
  return rows
}

/** Each rule in the order in which it was used. */
export function Steps({ steps }: { readonly steps: readonly StepView[] }) {
  const { t } = useWords()
  const told = inRows(steps).flatMap((row) => (row.length <= toldOneByOne ? row.map((step) => [step]) : [row]))
  return (
    <ol className="steps">
      {told.map((row, index) => {
        const last = row.at(-1)
        if (last === undefined) return null
        const earlier = row.slice(0, -1)
        return (
          <li key={`${last.rule}-${index}`}>
            {earlier.length === 0 ? null : (
              <details>
                <summary>{t('explanation.repeated', { rule: ruleName(last, t), count: earlier.length })}</summary>
                <ShortSteps steps={earlier} />
              </details>
            )}
            <OneStep step={last} />
          </li>
        )
      })}
    </ol>
  )
}

/** The result of each, from when it holds. */
export function ShortSteps({ steps }: { readonly steps: readonly StepView[] }) {
  const { t, words } = useWords()
  return (
    <ul className="plain-list">
      {steps.map((step, index) => (
        <li key={`${step.rule}-${step.month ?? ''}-${index}`}>
          {step.month === null ? null : `${t('explanation.fromMonth', { month: words.month(step.month) })}: `}
          {ruleName(step, t)}, {valueText(step.result, t, words)}
        </li>
      ))}
    </ul>
  )
}

function OneStep({ step }: { readonly step: StepView }) {
  const { t, words } = useWords()
  const { month, inputs, result, figures } = step
  return (
    <>
      <h3>{ruleName(step, t)}</h3>
      {month === null ? null : <p className="help">{t('explanation.fromMonth', { month: words.month(month) })}</p>}
      <p>{ruleInWords(step, t)}</p>
      <dl className="step">
        {inputs.map((input) => (
          <div key={`${input.name}-${input.year ?? ''}`}>
            <dt>{inputName(input, t)}</dt>
            <dd>{valueText(input.value, t, words)}</dd>
          </div>
        ))}
        <div className="step-result">
          <dt>{t('explanation.result')}</dt>
          <dd>{valueText(result, t, words)}</dd>
        </div>
      </dl>
      {figures.length === 0 ? null : (
        <details>
          <summary>
            {t('explanation.figures', { count: figures.length })}
            <span className="visually-hidden">: {ruleName(step, t)}</span>
          </summary>
          <Figures figures={figures} />
        </details>
      )}
    </>
  )
}

function Figures({ figures }: { readonly figures: readonly FigureView[] }) {
  const { t, words } = useWords()
  const { i18n } = useTranslation()
  return (
    <div className="table-frame" role="region" aria-label={t('explanation.figuresCaption')} tabIndex={0}>
      <table className="law">
        <thead>
          <tr>
            <th scope="col">{t('explanation.figureTerm')}</th>
            <th scope="col" className="number">
              {t('explanation.figureValue')}
            </th>
            <th scope="col">{t('explanation.figureFrom')}</th>
            <th scope="col">{t('explanation.figureStatus')}</th>
            <th scope="col">{t('explanation.figureSource')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure, index) => (
            <tr key={`${figure.term}-${figure.from}-${index}`}>
              <th scope="row">{figureTerm(figure, i18n.language)}</th>
              <td className="number">{figureText(figure.value, t)}</td>
              <td>{words.day(figure.from)}</td>
              <td>{t(`explanation.status.${figure.status}`)}</td>
              <td>{i18n.language === 'en' ? figure.source.en : figure.source.sv}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
