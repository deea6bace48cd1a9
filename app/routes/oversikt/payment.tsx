import type { ContractPayment } from '#server/services/api.ts'
import { useWords } from '../../texts/words.ts'

/** An amount with its first and last month. */
export function Payment({ payment: { monthly, from, to } }: { readonly payment: Omit<ContractPayment, 'running'> }) {
  const { t, words } = useWords()
  const values = { amount: words.perMonth(monthly), from: words.month(from) }
  return to === null
    ? t('overview.contracts.lifelong', values)
    : t('overview.contracts.limited', { ...values, to: words.month(to) })
}
