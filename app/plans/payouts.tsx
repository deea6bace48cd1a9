import type { PlanOutlook, PlanPayout } from '#server/services/api/plans.ts'
import { contractName } from '../routes/oversikt/contract-name.ts'
import { useWords } from '../texts/words.ts'
import { fallKind, fallWords, givesNothing, spanWords } from './words.ts'

/** What is drawn when; first what cannot be undone, under the warning of it. */
export function Payouts({ payouts }: { readonly payouts: readonly PlanPayout[] }) {
  const { t } = useWords()
  if (payouts.length === 0) return <p>{t('plans.nothingDrawn')}</p>
  const lasting = payouts.filter(({ irrevocable }) => irrevocable)
  const others = payouts.filter(({ irrevocable }) => !irrevocable)
  return (
    <>
      {lasting.length === 0 ? null : (
        <>
          <p className="irrevocable">{t('plans.irrevocable')}</p>
          <PayoutList payouts={lasting} />
        </>
      )}
      {others.length === 0 ? null : (
        <>
          {lasting.length === 0 ? null : <p className="help">{t('plans.revocable')}</p>}
          <PayoutList payouts={others} />
        </>
      )}
    </>
  )
}

function PayoutList({ payouts }: { readonly payouts: readonly PlanPayout[] }) {
  const { t, words } = useWords()
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
        </li>
      ))}
    </ul>
  )
}

/** Each fall in words; what ends in one and the same month is one fall. */
export function Falls({ outlook }: { readonly outlook: PlanOutlook }) {
  const { t, words } = useWords()
  const { falls } = outlook
  if (givesNothing(outlook)) return <p>{t('overview.noAmount')}</p>
  if (falls.length === 0) return <p>{t('plans.noFalls')}</p>
  const steps = [...Map.groupBy(falls, fallKind).entries()].map(([kind, together]) => ({
    kind,
    minor: together.every(({ minor }) => minor),
    text: fallWords(together, t, words),
  }))
  const [large, small] = [steps.filter(({ minor }) => !minor), steps.filter(({ minor }) => minor)]
  return (
    <>
      {large.length === 0 ? null : (
        <ul>
          {large.map(({ kind, text }) => (
            <li key={kind}>{text}</li>
          ))}
        </ul>
      )}
      {small.length === 0 ? null : <p className="help">{small.map(({ text }) => text).join(' ')}</p>}
    </>
  )
}
