import type { PlanFigures, PlanOutlook } from '#server/services/api/plans.ts'
import { LowerTax } from '../components/lower-tax.tsx'
import { Sources, StandingText } from '../components/rests-on.tsx'
import { useWords } from '../texts/words.ts'
import { givesNothing } from './words.ts'

export interface PlanFigureProps {
  readonly then: PlanFigures
  readonly outlook: PlanOutlook
}

/** What a plan gives now, and what it gave when it was saved; where nothing gives an amount, that is said. */
export function PlanFigure({ then, outlook }: PlanFigureProps) {
  const { t, words } = useWords()
  if (givesNothing(outlook)) {
    return (
      <>
        <h2 id="ger" className="plan-figure" data-testid="no-amount">
          {t('overview.noAmount')}
        </h2>
        <p className="lead">{t('overview.noAmountText')}</p>
        <Sources of={outlook.standing} />
        {then.gross === 0 ? null : (
          <p>{t('plans.since.gave', { day: words.day(then.day), then: words.perMonth(then.gross) })}</p>
        )}
      </>
    )
  }
  return (
    <>
      <h2 id="ger" className="plan-figure">
        {t('plans.about', { amount: words.perMonth(outlook.gross) })}
      </h2>
      <p className="lead">
        {t(outlook.net === null ? 'plans.figureGross' : 'plans.figure', {
          month: words.month(outlook.firstMonth),
          age: words.age(outlook.age),
          net: words.perMonth(outlook.net ?? 0),
        })}{' '}
        <LowerTax lowerTax={outlook.lowerTax} /> {t('plans.figureIs')}
      </p>
      <StandingText of={outlook.standing} families={outlook.payouts} />
      <ChangedSince then={then} now={outlook} />
    </>
  )
}

/** Less is rounding. */
const noticeable = 100

/** What the plan gave when it was saved, where that was something else. */
function ChangedSince({ then, now }: { readonly then: PlanFigures; readonly now: PlanOutlook }) {
  const { t, words } = useWords()
  if (then.gross === 0) return <p>{t('plans.since.nothing', { day: words.day(then.day) })}</p>
  const moved = then.firstMonth !== now.firstMonth
  const difference = now.gross - then.gross
  if (!moved && Math.abs(difference) < noticeable) return <p>{t('plans.since.same', { day: words.day(then.day) })}</p>
  const told = {
    day: words.day(then.day),
    then: words.perMonth(then.gross),
    thenMonth: words.month(then.firstMonth),
    difference: words.perMonth(Math.abs(difference)),
  }
  if (moved) return <p>{t('plans.since.moved', told)}</p>
  return <p>{t(difference > 0 ? 'plans.since.more' : 'plans.since.less', told)}</p>
}
