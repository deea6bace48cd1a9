import type { PlanOutlook, PlanPayout } from '#server/services/api/plans.ts'
import { contractName } from '../routes/oversikt/contract-name.ts'
import { useWords } from '../texts/words.ts'
import { fallWords, givesNothing, spanWords } from './words.ts'

/** What is drawn when; what cannot be undone says so. */
export function Payouts({ payouts }: { readonly payouts: readonly PlanPayout[] }) {
  const { t, words } = useWords()
  if (payouts.length === 0) return <p>{t('plans.nothingDrawn')}</p>
  return (
    <ul className="payouts">
      {payouts.map((payout) => (
        <li key={`${payout.contractId}-${payout.firstMonth}`}>
          <p className="payout-name">{contractName(payout, t)}</p>
          <p>
            {t(payout.running ? 'plans.payoutRunning' : 'plans.payout', {
              amount: words.perMonth(payout.monthly),
              span: spanWords(payout, t, words),
            })}
          </p>
          {payout.irrevocable ? <p className="irrevocable">{t('plans.irrevocable')}</p> : null}
        </li>
      ))}
    </ul>
  )
}

export function Falls({ outlook }: { readonly outlook: PlanOutlook }) {
  const { t, words } = useWords()
  const { falls } = outlook
  if (givesNothing(outlook)) return <p>{t('overview.noAmount')}</p>
  if (falls.length === 0) return <p>{t('plans.noFalls')}</p>
  return (
    <ul>
      {falls.map((fall) => (
        <li key={`${fall.month}-${fall.what?.label ?? ''}-${fall.amount}`}>{fallWords(fall, t, words)}</li>
      ))}
    </ul>
  )
}
