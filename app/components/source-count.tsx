import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { SourceCount } from '#server/services/api.ts'

/** "18 av 31 källor, varav 2 äldre uppgifter" */
export const sourceCountText = ({ answered, of, older }: SourceCount, t: TFunction): string =>
  older === 0 ? t('collection.count', { answered, of }) : t('collection.countOlder', { answered, of, count: older })

/** Stands at every total. */
export function SourceCountText({ count }: { readonly count: SourceCount }) {
  const { t } = useTranslation()
  return sourceCountText(count, t)
}
