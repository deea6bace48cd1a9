import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { TFunction } from 'i18next'
import type { SentPlan } from '#server/services/api/errands.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { durationWords } from '../../plans/words.ts'
import { useWords } from '../../texts/words.ts'
import type { Loaded } from '../loaded.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'

await bringTexts('overview', 'plans')

export const handle: PageHandle = { title: 'sent' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (instead) return instead
  return { kind: 'sent' as const, sessionTag: portal.sessionTag, sent: await saver.errands.list() }
}

/** The plans that were sent to payers, and what has come of each. */
export default function Sent() {
  const { t } = useWords()
  const view = useLoaderData<Loaded<typeof loader>>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  const { sent } = view
  return (
    <div className="page plans narrow">
      <p className="overline">
        <a href="/planer">{t('plans.allPlans')}</a>
      </p>
      <h1>{t('titles.sent')}</h1>
      <p className="lead">{sent.length === 0 ? t('plans.sent.nothing') : t('plans.sent.lead')}</p>
      {sent.some(({ state }) => state === 'waiting') ? (
        <p>
          <a href="/planer/skickat">{t('plans.sent.again')}</a>
        </p>
      ) : null}
      <ul className="errands">
        {sent.map((plan) => (
          <Plan key={plan.errandId} plan={plan} />
        ))}
      </ul>
      <p>
        <a href="/egna-uppgifter#own-reports">{t('plans.sent.faults')}</a>
      </p>
    </div>
  )
}

function Plan({ plan }: { readonly plan: SentPlan }) {
  const { t, words } = useWords()
  const { providerName, contractNumber, start, duration, state, reason, due, handedIn, decided } = plan
  return (
    <li className="errand">
      <h2>{t('plans.sent.to', { provider: providerName })}</h2>
      <p className="errand-state">{stateWords(plan, t)}</p>
      {reason === null ? null : <blockquote>{reason}</blockquote>}
      {due === null ? null : (
        <p>{t(state === 'unanswered' ? 'plans.sent.wasDue' : 'plans.sent.due', { day: words.day(due) })}</p>
      )}
      <p>{t('plans.send.number', { number: contractNumber })}</p>
      <p>{t('plans.sent.plan', { day: words.day(start), duration: durationWords(duration, t, words) })}</p>
      <p className="help">
        {t('plans.sent.handedIn', { day: words.day(handedIn) })}
        {decided === null ? null : ` ${t('plans.sent.decided', { day: words.day(decided) })}`}
      </p>
    </li>
  )
}

function stateWords({ state, receipted, fault }: SentPlan, t: TFunction): string {
  switch (state) {
    case 'waiting':
      return t(receipted ? 'plans.sent.receipted' : 'plans.sent.waiting')
    case 'failed':
      return t(fault === 'unreachable' || fault === 'timeout' ? 'plans.sent.noAnswer' : 'plans.sent.failed')
    case 'unanswered':
    case 'received':
    case 'rejected':
      return t(`plans.sent.${state}`)
  }
}
