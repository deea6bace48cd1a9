import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { SessionView } from '#server/services/api/sessions.ts'
import { EidLink, useByPin } from '../../components/eid-link.tsx'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { useWords } from '../../texts/words.ts'
import { sendingOwn, visitingOwn } from '../visitor.ts'

await bringTexts('mine')

export const handle: PageHandle = { title: 'sessions' }

const address = '/mina-uppgifter/inloggningar'

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visitingOwn(request, portal)
  if (!saver) return instead
  const ended = new URL(request.url).searchParams.has('utloggad')
  const sessions = await saver.sessions.list(portal.sessionTag)
  return { kind: 'sessions' as const, sessionTag: portal.sessionTag, ended, sessions }
}

/** Ends the one that is named; without a name, all but the one that the form comes from. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sendingOwn(request, portal)
  if (!saver) return instead
  const id = form.get('id')
  if (typeof id === 'string') await saver.sessions.end(id)
  else await saver.sessions.endOthers(portal.sessionTag)
  return redirect(`${address}?utloggad`, 303)
}

export default function Sessions() {
  const { t } = useWords()
  const view = useLoaderData<typeof loader>()
  const byPin = useByPin()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  const others = view.sessions.filter(({ own }) => !own)
  return (
    <div className="page narrow mine">
      <h1>{t('titles.sessions')}</h1>
      <p className="lead">{t('mine.sessionsLead')}</p>
      {view.ended ? (
        <div role="status">
          <Notice tone="calm" title={t('mine.sessionsEnded')} />
        </div>
      ) : null}
      <ul className="ways">
        {view.sessions.map((session) => (
          <OneSession key={session.id} session={session} mayEnd={!byPin} />
        ))}
      </ul>
      {others.length === 0 ? (
        <p>{t('mine.sessionsNoOther')}</p>
      ) : (
        <>
          {byPin ? (
            <p>
              <EidLink className="button" to={address}>
                {t('mine.sessionsEndOthers')}
              </EidLink>
            </p>
          ) : (
            <form method="post" action={address} className="actions">
              <button className="button" type="submit">
                {t('mine.sessionsEndOthers')}
              </button>
            </form>
          )}
          <p className="help">{t('mine.sessionsUnknown')}</p>
        </>
      )}
      <p className="actions">
        <a href="/mina-uppgifter/logg">{t('mine.toLog')}</a>
        <a href="/mina-uppgifter">{t('mine.back')}</a>
      </p>
    </div>
  )
}

function OneSession({
  session: { id, own, way, partner, begun, lastUsed },
  mayEnd,
}: {
  readonly session: SessionView
  readonly mayEnd: boolean
}) {
  const { t, words } = useWords()
  return (
    <li>
      <h2 id={id}>{t(`mine.sessionWay.${way}`, { partner: partner ?? '' })}</h2>
      <dl className="who">
        <dt>{t('mine.sessionBegun')}</dt>
        <dd>{words.moment(begun)}</dd>
        <dt>{t('mine.sessionUsed')}</dt>
        <dd>{words.moment(lastUsed)}</dd>
      </dl>
      {own ? (
        <p>
          <strong>{t('mine.sessionHere')}</strong>
        </p>
      ) : !mayEnd ? null : (
        <form method="post" action={address} className="actions">
          <input type="hidden" name="id" value={id} />
          <button className="button second" type="submit" aria-describedby={id}>
            {t('mine.sessionEnd')}
          </button>
        </form>
      )}
    </li>
  )
}
