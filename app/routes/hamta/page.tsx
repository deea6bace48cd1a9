import { useTranslation } from 'react-i18next'
import type { CollectionView } from '#server/services/api.ts'
import { Notice } from '../../components/notice.tsx'
import { useAddress, useEmbedded } from '../../components/realm.tsx'
import { useWords } from '../../texts/words.ts'
import { SourceList } from './source-list.tsx'
import { useLiveCollection } from './use-live-collection.ts'

export function NothingYet() {
  const { t } = useTranslation()
  const address = useAddress()
  return (
    <section className="page narrow">
      <h1>{t('collection.titleNone')}</h1>
      <p className="lead">{t('collection.leadNone')}</p>
      <form method="post" action={address('/hamta')}>
        <button className="button large" type="submit">
          {t('collection.first')}
        </button>
      </form>
    </section>
  )
}

/** So many are named; of more it is said how many. */
const namedAtMost = 3

/** Who gave no answer, first of all: what they hold is not in any amount. */
function Settled({ sources }: Pick<CollectionView, 'sources'>) {
  const { t, words } = useWords()
  const silent = sources.filter(({ word }) => word === 'failed' || word === 'disconnected')
  if (silent.length === 0) return t('collection.leadSettled')
  return silent.length > namedAtMost
    ? t('collection.leadSilentMany', { count: silent.length })
    : t('collection.leadSilent', { names: words.list(silent.map(({ name }) => name)) })
}

export function Sources({
  loaded,
  sessionTag,
}: {
  readonly loaded: CollectionView
  readonly sessionTag: string | null
}) {
  const { t, words } = useWords()
  const address = useAddress()
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
          {waiting ? t('collection.leadUnderWay') : <Settled sources={collection.sources} />}
        </p>
        <div className="actions">
          <a className="button large" href={address('/oversikt')}>
            {t('collection.open')}
          </a>
          {waiting ? (
            <a className="without-script" href={address('/hamta')}>
              {t('collection.refresh')}
            </a>
          ) : (
            <form method="post" action={address('/hamta')}>
              <button className="quiet" type="submit">
                {t('collection.again')}
              </button>
            </form>
          )}
        </div>
        {useEmbedded() ? null : (
          <p className="help">
            {t('collection.newHere')} <a href="/rundtur">{t('collection.tour')}</a>
          </p>
        )}
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
