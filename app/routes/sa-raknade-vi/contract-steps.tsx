import type { ContractSteps as View, ExplainedContract } from '#server/services/api/explanation.ts'
import { useWords } from '../../texts/words.ts'
import { componentName, kronorAndOre } from './step-words.ts'
import { ShortSteps, Steps } from './steps.tsx'

export interface ContractStepsProps {
  readonly contract: View
  /** Its part of the sum; `null` when nothing is paid in that month. */
  readonly paid: ExplainedContract | null
  /** What begins to hold after it is told in short. */
  readonly month: string
}

/** How one contract's amount came about, and what changes it later. */
export function ContractSteps({ contract, paid, month }: ContractStepsProps) {
  const { t, words } = useWords()
  const { calculatedBy, notProjected, steps, assumptions } = contract
  const isLater = (from: string | null): boolean => from !== null && from > month
  const now = steps.filter((step) => !isLater(step.month))
  const later = steps.filter((step) => isLater(step.month))
  return (
    <section aria-labelledby="steps">
      {paid === null ? (
        <p>{t('explanation.nothing')}</p>
      ) : (
        <dl className="step">
          <div className="step-result">
            <dt>{t('explanation.in', { month: words.month(month) })}</dt>
            <dd>{kronorAndOre(paid.amount, t)}</dd>
          </div>
          {paid.before === null ? null : (
            <div>
              <dt>{t('explanation.before')}</dt>
              <dd>{kronorAndOre(paid.before, t)}</dd>
            </div>
          )}
          {paid.parts.length < 2
            ? null
            : paid.parts.map((part) => (
                <div key={`${part.component}-${part.calculatedBy}`}>
                  <dt>{componentName(part, t)}</dt>
                  <dd>{kronorAndOre(part.amount, t)}</dd>
                </div>
              ))}
        </dl>
      )}
      <h2 id="steps">{t('explanation.stepsTitle')}</h2>
      <p className="lead">{t('explanation.stepsLead')}</p>
      {calculatedBy === null ? (
        <p>{t(`overview.contracts.notProjected.${notProjected ?? 'other'}`)}</p>
      ) : (
        <p>{t(`overview.contracts.calculatedWord.${calculatedBy}`)}</p>
      )}
      {steps.length === 0 ? <p>{t('explanation.noSteps')}</p> : <Steps steps={now} />}
      {later.length === 0 ? null : (
        <details className="same">
          <summary>{t('explanation.laterTitle')}</summary>
          <ShortSteps steps={later} />
        </details>
      )}
      {assumptions.length === 0 ? null : (
        <>
          <h2>{t('explanation.assumptionsTitle')}</h2>
          <ul className="plain-list">
            {assumptions.map((code) => (
              <li key={code}>{t(`overview.assumptions.code.${code}`)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
