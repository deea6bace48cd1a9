import { useTranslation } from 'react-i18next'
import type { SourceCount } from '#server/services/api.ts'

/** "18 av 31 källor, varav 2 äldre uppgifter": stands at every total. */
export function SourceCountText({ count }: { readonly count: SourceCount }) {
  const { t } = useTranslation()
  const { answered, of, older } = count
  return older === 0
    ? t('collection.count', { answered, of })
    : t('collection.countOlder', { answered, of, count: older })
}
