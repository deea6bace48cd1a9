import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { TFunction } from 'i18next'
import type { SentErrand } from '#server/services/api/errands.ts'
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
  return { kind: 'sent' as const, sessionTag: portal.sessionTag, errands: await saver.errands.list() }
}

/** All that was sent to payers, and what has come of it. */
export default function Sent() {
  const { t } = useWords()
  const view = useLoaderData<Loaded<typeof loader>>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  const { errands } = view
  return (
    <div className="page plans narrow">
      <p className="overline">
        <a href="/planer">{t('plans.allPlans')}</a>
      </p>
      <h1>{t('titles.sent')}</h1>
      <p className="lead">{errands.length === 0 ? t('plans.sent.nothing') : t('plans.sent.lead')}</p>
      {errands.some(({ state }) => state === 'waiting') ? (
        <p>
          <a href="/planer/skickat">{t('plans.sent.again')}</a>
        </p>
      ) : null}
      <ul className="errands">
        {errands.map((errand) => (
          <Errand key={errand.errandId} errand={errand} />
        ))}
      </ul>
    </div>
  )
}

function Errand({ errand }: { readonly errand: SentErrand }) {
  const { t, words } = useWords()
  const { providerName, contractNumber, asked, words: said, handedIn, decided } = errand
  return (
    <li className="errand">
      <h2>{t('plans.sent.to', { provider: providerName })}</h2>
      <p className="errand-state">{stateWords(errand, t)}</p>
      {said === null ? null : <blockquote>{said}</blockquote>}
      <p>{t('plans.send.number', { number: contractNumber })}</p>
      <p>
        {asked.kind === 'fault'
          ? t('plans.sent.fault', { text: asked.text })
          : t('plans.sent.plan', {
              day: words.day(asked.start),
              duration: durationWords(asked.duration, t, words),
            })}
      </p>
      <p className="help">
        {t('plans.sent.handedIn', { day: words.day(handedIn) })}
        {decided === null ? null : ` ${t('plans.sent.decided', { day: words.day(decided) })}`}
      </p>
    </li>
  )
}

function stateWords({ state, receipted, fault }: SentErrand, t: TFunction): string {
  switch (state) {
    case 'waiting':
      return t(receipted ? 'plans.sent.receipted' : 'plans.sent.waiting')
    case 'failed':
      return t(fault === 'unreachable' || fault === 'timeout' ? 'plans.sent.noAnswer' : 'plans.sent.failed')
    case 'received':
    case 'rejected':
    case 'answered':
      return t(`plans.sent.${state}`)
  }
}
