import type { ContractSteps as View } from '#server/services/api/explanation.ts'
import { useWords } from '../../texts/words.ts'
import { ShortSteps, Steps } from './steps.tsx'

export interface ContractStepsProps {
  readonly contract: View
  /** What begins to hold after it is told in short. */
  readonly month: string
}

/** How one contract's amount came about, and what changes it later. */
export function ContractSteps({ contract, month }: ContractStepsProps) {
  const { t } = useWords()
  const { calculatedBy, notProjected, steps, assumptions } = contract
  const isLater = (from: string | null): boolean => from !== null && from > month
  const now = steps.filter((step) => !isLater(step.month))
  const later = steps.filter((step) => isLater(step.month))
  return (
    <section aria-labelledby="steps">
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
