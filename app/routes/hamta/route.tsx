import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { CollectionView } from '#server/services/api.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { useWords } from '../../texts/words.ts'
import { arriving, visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { SourceList } from './source-list.tsx'
import { useLiveCollection } from './use-live-collection.ts'

await bringTexts('collection')

const underWay = (loaded: unknown): boolean =>
  typeof loaded === 'object' &&
  loaded !== null &&
  'collection' in loaded &&
  (loaded.collection as CollectionView | null)?.state === 'under-way'

export const handle: PageHandle = { title: 'collection', refreshes: underWay }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (!saver) return instead
  return { kind: 'collection' as const, sessionTag: portal.sessionTag, collection: await saver.collection() }
}

/** Asks every source again, or joins the collection under way. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, instead } = arriving(request, portal)
  if (!saver) return instead
  const { kind } = await saver.startCollection()
  return redirect(kind === 'not-approved' ? '/valkommen' : '/hamta', 303)
}

export default function Collection() {
  const view = useLoaderData<typeof loader>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  return view.collection ? <Sources loaded={view.collection} sessionTag={view.sessionTag} /> : <NothingYet />
}

function NothingYet() {
  const { t } = useTranslation()
  return (
    <section className="page narrow">
      <h1>{t('collection.titleNone')}</h1>
      <p className="lead">{t('collection.leadNone')}</p>
      <form method="post" action="/hamta">
        <button className="button large" type="submit">
          {t('collection.first')}
        </button>
      </form>
    </section>
  )
}

function Sources({ loaded, sessionTag }: { readonly loaded: CollectionView; readonly sessionTag: string | null }) {
  const { t, words } = useWords()
  const { collection, announcement } = useLiveCollection(loaded, sessionTag)
  const { count, state } = collection
  const waiting = state === 'under-way'
  return (
    <div className="page">
      <section className="collection-head">
        <h1>{t(waiting ? 'collection.titleUnderWay' : 'collection.titleSettled')}</h1>
        <p className="figure medium">{t('collection.count', { answered: count.answered, of: count.of })}</p>
        <progress
          max={collection.sources.length}
          value={collection.sources.filter(({ word }) => word !== 'waiting' && word !== 'closed').length}
          aria-label={t('collection.sourcesTitle')}
        />
        <p className="lead">
          {count.older > 0 ? `${t('collection.older', { count: count.older })} ` : null}
          {t(waiting ? 'collection.leadUnderWay' : 'collection.leadSettled')}
        </p>
        <div className="actions">
          <a className="button large" href="/oversikt">
            {t('collection.open')}
          </a>
          {waiting ? (
            <a className="without-script" href="/hamta">
              {t('collection.refresh')}
            </a>
          ) : (
            <form method="post" action="/hamta">
              <button className="button second large" type="submit">
                {t('collection.again')}
              </button>
            </form>
          )}
        </div>
        <p className="help">
          {t('collection.newHere')} <a href="/rundtur">{t('collection.tour')}</a>
        </p>
        {waiting && !collection.workerAlive ? (
          <Notice tone="warning" title={t('collection.workerDown')}>
            <p>{t('collection.workerDownText')}</p>
          </Notice>
        ) : null}
        <p className="visually-hidden" role="status">
          {announcement}
        </p>
      </section>
      <section aria-labelledby="sources">
        <h2 id="sources">{t('collection.sourcesTitle')}</h2>
        <SourceList title={t('collection.authorities')} sources={collection.sources} kind="authority" />
        <SourceList title={t('collection.insurers')} sources={collection.sources} kind="insurer" />
        <p className="help">{t('collection.started', { day: words.day(collection.startedAt) })}</p>
      </section>
    </div>
  )
}
