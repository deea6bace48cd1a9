import type { LowerTaxView } from '#server/services/api/contract.ts'
import { useWords } from '../texts/words.ts'

/** Beside what is left after tax of the first month: what is left of the same pension once the tax on it is lower. */
export function LowerTax({ lowerTax }: { readonly lowerTax: LowerTaxView | null }) {
  const { t, words } = useWords()
  if (lowerTax === null) return null
  return (
    <span className="lower-tax">
      {t('overview.lowerTax', { month: words.month(lowerTax.from), amount: words.perMonth(lowerTax.monthly) })}
    </span>
  )
}
