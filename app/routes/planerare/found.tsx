import { Form } from '@remix-run/react'
import type { TFunction } from 'i18next'
import type { FoundPlan, GivenUp, PlanWish } from '#server/services/api/plans.ts'
import { addressOf } from '../../choices/address.ts'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { LowerTax } from '../../components/lower-tax.tsx'
import { NoAmount } from '../../components/no-amount.tsx'
import { Sources, StandingText } from '../../components/rests-on.tsx'
import { Payouts } from '../../plans/payouts.tsx'
import { hiddenPlan } from '../../plans/hidden.ts'
import { letters, PlanLines } from '../../plans/plan-lines.tsx'
import { givesNothing, wishWords } from '../../plans/words.ts'
import { useWords } from '../../texts/words.ts'
import type { Words } from '../../texts/words.ts'
import { contractName } from '../oversikt/contract-name.ts'

export interface FoundPlansProps {
  readonly plans: readonly FoundPlan[]
  readonly wish: PlanWish
}

/** The ways that were found, in one chart and one by one. */
export function FoundPlans({ plans, wish }: FoundPlansProps) {
  const { t, words } = useWords()
  // All are of one moment.
  const [first] = plans
  if (plans.every(({ outlook }) => givesNothing(outlook))) {
    return (
      <section aria-labelledby="forslag" className="found-plans">
        <h2 id="forslag">{t('plans.planner.found', { count: 1 })}</h2>
        <p>{wishWords(wish, t, words)}</p>
        <NoAmount />
        {first === undefined ? null : <Sources of={first.outlook.standing} />}
      </section>
    )
  }
  const told = plans.map((found, index) => ({ found, letter: letters[index] ?? '' }))
  return (
    <section aria-labelledby="forslag" className="found-plans">
      <h2 id="forslag">{t('plans.planner.found', { count: told.length })}</h2>
      <p>{wishWords(wish, t, words)}</p>
      <p className="lead">{answerWords(told, wish, t, words)}</p>
      {first === undefined ? null : (
        <StandingText of={first.outlook.standing} families={plans.flatMap(({ outlook }) => outlook.payouts)} />
      )}
      <p className="help">{t('plans.planner.order')}</p>
      <PlanLines
        plans={told.map(({ found, letter }) => ({
          letter,
          years: found.outlook.years,
        }))}
      />
      {wish.afterTax ? <p className="help">{t('plans.planner.chartBeforeTax')}</p> : null}
      {told.map(({ found, letter }) => (
        <Found key={letter} found={found} letter={letter} wish={wish} />
      ))}
      <p className="help">{t('plans.planner.outside')}</p>
    </section>
  )
}

/** Whether it is enough, and with which of the ways: the first is the nearest. */
function answerWords(
  told: readonly { readonly found: FoundPlan; readonly letter: string }[],
  { afterTax }: PlanWish,
  t: TFunction,
  words: Words,
): string {
  const reached = told.filter(({ found }) => found.reached)
  const [first] = told
  if (first === undefined || reached.length > 0) {
    return t('plans.planner.answer.reached', { ways: words.list(reached.map(({ letter }) => letter)) })
  }
  const { gap, lowest } = first.found
  return t(`plans.planner.answer.${gap === 0 ? 'nearly' : 'lacks'}`, {
    ways: first.letter,
    amount: t(`plans.planner.taxed.${afterTax ? 'after' : 'before'}`, { amount: words.perMonth(lowest.amount) }),
  })
}

interface FoundProps {
  readonly found: FoundPlan
  readonly letter: string
  readonly wish: PlanWish
}

/** One way to draw the pension: what it gives, what it gives up, what cannot be undone, what comes first. */
function Found({ found, letter, wish }: FoundProps) {
  const { t, words } = useWords()
  const { outlook, choices, givesUp, firstTasks } = found
  const name = t('plans.planner.savedName', { letter, amount: words.kronor(wish.amount), age: words.age(wish.from) })
  return (
    <article className="found" aria-labelledby={`forslag-${letter}`}>
      <h3 id={`forslag-${letter}`}>{t('plans.planner.lettered', { letter })}</h3>
      <p className="lead">
        {t(`plans.planner.${found.reached ? 'reached' : found.gap === 0 ? 'nearly' : 'lacks'}`, {
          gap: words.perMonth(found.gap),
          amount: t(`plans.planner.taxed.${wish.afterTax ? 'after' : 'before'}`, {
            amount: words.perMonth(found.lowest.amount),
          }),
          month: words.month(found.lowest.month),
          age: words.age(found.lowest.age),
        })}
      </p>
      <p>
        {t(outlook.net === null ? 'plans.planner.startGross' : 'plans.planner.start', {
          gross: words.perMonth(outlook.gross),
          net: words.perMonth(outlook.net ?? 0),
        })}{' '}
        <LowerTax lowerTax={outlook.lowerTax} /> {t('plans.planner.late', { amount: words.perMonth(found.lateIncome) })}
      </p>
      <h4>{t('plans.planner.givesUp')}</h4>
      {givesUp.length === 0 ? (
        <p>{t('plans.planner.givesUpNothing')}</p>
      ) : (
        <ul>
          {givesUp.map((one, index) => (
            <li key={index}>{givenUpWords(one, t, words)}</li>
          ))}
        </ul>
      )}
      <h4>{t('plans.payoutsTitle')}</h4>
      <Payouts payouts={outlook.payouts} />
      {firstTasks.length === 0 ? null : (
        <>
          <h4>{t('plans.planner.first')}</h4>
          <ul>
            {firstTasks.map((task) => (
              <li key={task.taskId}>
                {t('plans.planner.task', { name: contractName(task.what, t), day: words.day(task.actBy) })}{' '}
                {t(`plans.task.basis.${task.basis}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="actions">
        <Form method="post" action="/planer">
          <HiddenFields values={{ gor: 'spara', namn: name, ...hiddenPlan({ choices, wish }) }} />
          <button className="button second" type="submit">
            {t('plans.planner.save', { letter })}
          </button>
        </Form>
        <a href={addressOf('/prognos', choices)}>
          {t('plans.openInForecast')}
          <span className="visually-hidden"> {letter}</span>
        </a>
      </div>
    </article>
  )
}

function givenUpWords(one: GivenUp, t: TFunction, words: Words): string {
  switch (one.kind) {
    case 'money-ends':
    case 'cover-ends':
      return t(`plans.givenUp.${one.kind}`, {
        name: one.what === null ? '' : contractName(one.what, t),
        month: words.month(one.month),
        age: words.age(one.age),
      })
    case 'late-income-lower':
      return t('plans.givenUp.late-income-lower', { amount: words.perMonth(one.amount) })
    case 'higher-tax':
    case 'less-left':
      return t(`plans.givenUp.${one.kind}`, { amount: words.kronor(one.amount) })
  }
}
