import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { OwnEntryView } from '#server/services/api/entries.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { useWords } from '../../texts/words.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { changedEntry, newEntry, removedEntry } from './addresses.ts'
import { entryKinds } from './read-entry.ts'
import { Reports } from './reports.tsx'
import { summaryOf } from './summary.ts'

await bringTexts('entries', 'overview')

export const handle: PageHandle = { title: 'ownEntries' }

/** What has just been done: `?klart=sparad`. */
const done = { sparad: 'entries.saved', borttagen: 'entries.removed', anmald: 'entries.reported' } as const
type Done = keyof typeof done
const isDone = (text: string | null): text is Done => text !== null && Object.hasOwn(done, text)

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (!saver) return instead
  const klart = new URL(request.url).searchParams.get('klart')
  const [own, reports] = await Promise.all([saver.entries.list(), saver.corrections.list()])
  return { kind: 'own' as const, sessionTag: portal.sessionTag, own, reports, klart: isDone(klart) ? klart : null }
}

export default function OwnEntries() {
  const { t } = useWords()
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  const { own, reports, klart } = loaded
  const isFull = own.entries.length >= own.most
  return (
    <div className="page own-entries">
      <h1>{t('titles.ownEntries')}</h1>
      <p className="lead">{t('entries.lead')}</p>
      {klart === null ? null : (
        <div role="status">
          <Notice tone="calm" title={t(done[klart])} />
        </div>
      )}
      <section aria-labelledby="own-list">
        <h2 id="own-list">{t('entries.listTitle')}</h2>
        {own.entries.length === 0 ? (
          <p>{t('entries.empty')}</p>
        ) : (
          <ul className="own-list">
            {own.entries.map((entry) => (
              <Entry key={entry.entryId} entry={entry} />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="own-add">
        <h2 id="own-add">{t('entries.addTitle')}</h2>
        {isFull ? (
          <p>{t('entries.full', { count: own.most })}</p>
        ) : (
          <ul className="own-kinds">
            {entryKinds.map((what) => (
              <li key={what}>
                <a href={newEntry(what)}>{t(`entries.kind.${what}`)}</a>
                <p className="help">{t(`entries.kindHelp.${what}`)}</p>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Reports reports={reports} />
      <p>
        <a href="/oversikt">{t('entries.overview')}</a>
        {' · '}
        <a href="/forandringar">{t('titles.changes')}</a>
      </p>
    </div>
  )
}

function Entry({ entry }: { readonly entry: OwnEntryView }) {
  const { t, words } = useWords()
  const { content } = entry
  return (
    <li>
      <h3>{content.name}</h3>
      <p className="help">
        {t(`entries.kind.${content.what}`)} · {t('overview.pillar.eget')}
      </p>
      <p>{summaryOf(content, t, words)}</p>
      <p className="actions">
        <a href={changedEntry(entry)}>
          {t('entries.change')}
          <span className="visually-hidden"> {content.name}</span>
        </a>
        <a href={removedEntry(entry)}>
          {t('entries.remove')}
          <span className="visually-hidden"> {content.name}</span>
        </a>
      </p>
    </li>
  )
}
