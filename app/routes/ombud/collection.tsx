import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import type { PageHandle } from '../../components/page-handle.ts'
import { SourceCountText } from '../../components/source-count.tsx'
import { bringTexts } from '../../texts/arrived.ts'
import { useWords } from '../../texts/words.ts'
import { SourceList } from '../hamta/source-list.tsx'
import { CallPage, Refused } from './parts.tsx'
import { forCaller } from './visitor.ts'

await bringTexts('collection', 'ombud')

const isUnderWay = (loaded: unknown): boolean =>
  typeof loaded === 'object' && loaded !== null && 'underWay' in loaded && loaded.underWay === true

export const handle: PageHandle = { title: 'ombud', refreshes: isUnderWay }

export async function loader({ context: { portal } }: LoaderFunctionArgs) {
  const { saver, view, instead } = forCaller(portal)
  if (instead) return instead
  const collection = await saver.collection()
  return { kind: 'collection' as const, view, collection, underWay: collection?.state === 'under-way' }
}

export async function action({ context: { portal } }: ActionFunctionArgs) {
  const { saver, instead } = forCaller(portal)
  if (instead) return instead
  await saver.startCollection()
  return redirect('/ombud/arende/hamtning', 303)
}

/** Each look is an entry in the caller's log, so they are few. */
const lookAgainEvery = 5000

export default function Collection() {
  const { t } = useWords()
  const loaded = useLoaderData<typeof loader>()
  const { revalidate } = useRevalidator()
  const underWay = loaded.kind === 'collection' && loaded.underWay
  useEffect(() => {
    if (!underWay) return
    const timer = setInterval(() => {
      revalidate()
    }, lookAgainEvery)
    return () => clearInterval(timer)
  }, [underWay, revalidate])
  if (loaded.kind === 'staff-refused') return <Refused view={loaded} />
  const { view, collection } = loaded
  return (
    <CallPage view={view} title={t('ombud.page.collection')} ready>
      {collection === null ? (
        <p className="lead">{t('ombud.collectionNone')}</p>
      ) : (
        <>
          <p className="lead" role="status">
            {t(underWay ? 'ombud.collectionUnderWay' : 'ombud.collectionSettled')}
          </p>
          <p>
            <SourceCountText count={collection.count} />
          </p>
        </>
      )}
      {underWay ? (
        <p className="without-script">
          <a href="/ombud/arende/hamtning">{t('ombud.refresh')}</a>
        </p>
      ) : (
        <form method="post" action="/ombud/arende/hamtning">
          <button className="button" type="submit">
            {t(collection === null ? 'ombud.collectionStart' : 'ombud.collectionAgain')}
          </button>
        </form>
      )}
      {collection === null ? null : (
        <>
          <SourceList title={t('collection.authorities')} sources={collection.sources} kind="authority" />
          <SourceList title={t('collection.insurers')} sources={collection.sources} kind="insurer" />
        </>
      )}
    </CallPage>
  )
}
