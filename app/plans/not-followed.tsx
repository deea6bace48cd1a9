import { useTranslation } from 'react-i18next'
import type { UnfollowedChoice } from '#server/services/api/plans.ts'
import { Notice } from '../components/notice.tsx'
import { unfollowedWords } from './words.ts'

/** What a saved plan says that cannot be followed any more; nothing where all can. */
export function NotFollowed({ choices }: { readonly choices: readonly UnfollowedChoice[] }) {
  const { t } = useTranslation()
  if (choices.length === 0) return null
  return (
    <Notice tone="warning" title={t('plans.unfollowed.title')}>
      <ul>
        {choices.map((choice, index) => (
          <li key={index}>{unfollowedWords(choice, t)}</li>
        ))}
      </ul>
    </Notice>
  )
}
