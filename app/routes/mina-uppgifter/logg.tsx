import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { AccessView, OmbudConsentView } from '#server/services/api/mine.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { useWords } from '../../texts/words.ts'
import { sendingOwn, visitingOwn } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'

await bringTexts('mine')

export const handle: PageHandle = { title: 'accessLog' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visitingOwn(request, portal)
  if (!saver) return instead
  const search = new URL(request.url).searchParams
  const before = search.get('fore') ?? ''
  const [, entry, look] = /^([1-9]\d{0,8})\.([1-9]\d{0,14})$/.exec(before) ?? []
  const place = entry === undefined || look === undefined ? null : { entry: Number(entry), look: Number(look) }
  const log = await saver.mine.accesses(place)
  const ombud = await saver.mine.ombudConsents()
  const revoked = search.has('aterkallat')
  return { kind: 'log' as const, sessionTag: portal.sessionTag, isNewest: place === null, log, ombud, revoked }
}

/** Takes back what was consented to by telephone. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, instead } = await sendingOwn(request, portal)
  if (!saver) return instead
  await saver.mine.revokeOmbud()
  return redirect('/mina-uppgifter/logg?aterkallat', 303)
}

export default function AccessLog() {
  const { t } = useWords()
  const view = useLoaderData<typeof loader>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  const { entries, olderBefore } = view.log
  return (
    <div className="page mine">
      <h1>{t('titles.accessLog')}</h1>
      <p className="lead">{t('mine.logLead')}</p>
      {view.isNewest ? <OmbudNow consents={view.ombud} revoked={view.revoked} /> : null}
      {entries.length === 0 ? <p>{t('mine.logEmpty')}</p> : <Entries entries={entries} />}
      <p className="actions">
        {olderBefore === null ? null : (
          <a href={`?fore=${olderBefore.entry}.${olderBefore.look}`}>{t('mine.logOlder')}</a>
        )}
        {view.isNewest ? null : <a href="/mina-uppgifter/logg">{t('mine.logNewest')}</a>}
        <a href="/mina-uppgifter">{t('mine.back')}</a>
      </p>
    </div>
  )
}

/** Whom the saver has let in by telephone, and the way to end it at once. */
function OmbudNow({
  consents,
  revoked,
}: {
  readonly consents: readonly OmbudConsentView[]
  readonly revoked: boolean
}) {
  const { t, words } = useWords()
  return (
    <section aria-labelledby="ombud">
      <h2 id="ombud">{t('mine.ombudNow')}</h2>
      {revoked ? <p role="status">{t('mine.ombudRevoked')}</p> : null}
      {consents.length === 0 ? (
        <p>{t('mine.ombudNone')}</p>
      ) : (
        <form method="post" action="/mina-uppgifter/logg" className="settings">
          <ul className="plain-list">
            {consents.map(({ staffReference, since, until }) => (
              <li key={since}>
                {t('mine.ombudOne', {
                  reference: staffReference,
                  since: words.moment(since),
                  until: words.moment(until),
                })}
              </li>
            ))}
          </ul>
          <p className="actions">
            <button className="button" type="submit">
              {t('mine.ombudRevoke')}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}

function Entries({ entries }: Pick<AccessView, 'entries'>) {
  const { t, words } = useWords()
  return (
    <table className="access-log">
      <caption>{t('mine.logCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('mine.logWhen')}</th>
          <th scope="col">{t('mine.logWho')}</th>
          <th scope="col">{t('mine.logWhat')}</th>
          <th scope="col">{t('mine.logWhy')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ id, at, times, since, role, actorReference, act, reason }) => {
          const who = t(`mine.role.${role}`)
          return (
            <tr key={id}>
              <td>{words.moment(at)}</td>
              <td>{actorReference === null ? who : t('mine.withReference', { who, reference: actorReference })}</td>
              <td>
                {t(`mine.act.${act}`)}
                {times === 1 ? null : (
                  <p className="help">{t('mine.logTimes', { times, since: words.moment(since) })}</p>
                )}
              </td>
              <td>{reason === null ? '' : t(`mine.reason.${reason}`)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
