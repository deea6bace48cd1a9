import { Link } from '@remix-run/react'
import type { MouseEvent, ReactNode } from 'react'
import type { ForecastChoices } from '#server/services/api/choices.ts'
import { addressOf, withoutChoice } from '../../choices/address.ts'
import { useAddress } from '../../components/realm.tsx'
import { useWords } from '../../texts/words.ts'

interface ChoiceLinkProps {
  readonly choices: ForecastChoices
  readonly onChoose: (choices: ForecastChoices) => void
  readonly children: ReactNode
}

/** A link to other choices, followed without a page load where that can be. */
export function ChoiceLink({ choices, onChoose, children }: ChoiceLinkProps) {
  const address = useAddress()
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onChoose(choices)
  }
  return (
    <Link to={addressOf(address('/prognos'), choices)} onClick={follow} replace preventScrollReset>
      {children}
    </Link>
  )
}

interface UndoProps {
  readonly choices: ForecastChoices
  readonly part: keyof ForecastChoices
  readonly what: string
  readonly hidden: boolean
  readonly onChoose: (choices: ForecastChoices) => void
}

/** Takes one choice back. */
export function Undo({ choices, part, what, hidden, onChoose }: UndoProps) {
  const { t } = useWords()
  return (
    <p className="undo" hidden={hidden}>
      <ChoiceLink choices={withoutChoice(choices, part)} onChoose={onChoose}>
        {t('forecast.form.reset')}
        <span className="visually-hidden"> {t('forecast.form.resetOf', { what })}</span>
      </ChoiceLink>
    </p>
  )
}
