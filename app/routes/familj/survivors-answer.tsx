import type { SurvivorsContract, SurvivorsView } from '#server/services/api/family.ts'
import { Sources } from '../../components/rests-on.tsx'
import { useWords } from '../../texts/words.ts'

/** In the order in which they are told. */
export const statuses = ['paid', 'amount-unknown', 'none', 'unknown', 'assumed'] as const

export const ofStatus = (contracts: readonly SurvivorsContract[], status: SurvivorsContract['status']) =>
  contracts.filter((contract) => contract.status === status)

export interface SurvivorsAnswerProps {
  readonly view: SurvivorsView
  readonly tomorrow: boolean
}

/** The known amount first, then how much of the whole is known. */
export function SurvivorsAnswer({ view, tomorrow }: SurvivorsAnswerProps) {
  const { t, words } = useWords()
  const { deathAge, monthly, firstMonth, retirementAge, contracts } = view
  return (
    <section className="survivors-answer" aria-labelledby="answer">
      <h2 id="answer" className="overline">
        {tomorrow ? t('family.answer.tomorrow') : t('family.answer.at', { age: words.age(deathAge) })}
      </h2>
      {monthly > 0 ? (
        <>
          <p className="figure medium">{words.perMonth(monthly)}</p>
          <p className="condition">{t('family.answer.condition', { month: words.month(firstMonth) })}</p>
          <p>{t('family.answer.knownOnly')}</p>
        </>
      ) : (
        <>
          <p className="figure medium">{t('family.answer.nothing')}</p>
          <p>{t('family.answer.nothingText')}</p>
        </>
      )}
      <ul className="plain-list">
        {statuses.map((status) => {
          const count = ofStatus(contracts, status).length
          return count === 0 ? null : <li key={status}>{t(`family.count.${status}`, { count })}</li>
        })}
      </ul>
      <Sources of={view.standing} />
      <p className="help">
        {t('family.answer.retire', { age: words.age(retirementAge) })} {t('family.answer.money')}
      </p>
    </section>
  )
}
