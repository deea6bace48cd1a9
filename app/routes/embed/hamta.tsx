import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { PageHandle } from '../../components/page-handle.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { NothingYet, Sources } from '../hamta/page.tsx'
import { isUnderWay } from '../hamta/under-way.ts'
import { Ended } from './ended.tsx'
import { EmbeddedLinks } from './links.tsx'
import { arrivingEmbedded, visitingEmbedded } from './visitor.ts'

await bringTexts('collection')

export const handle: PageHandle = { title: 'collection', refreshes: isUnderWay }

export async function loader({ context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visitingEmbedded(portal)
  if (!saver) return instead
  const collection = await saver.collection()
  const standing = collection && { count: collection.count, day: collection.startedAt, asked: true }
  return { kind: 'collection' as const, sessionTag: portal.sessionTag, collection, standing }
}

/** Asks every source again, or joins the collection under way. */
export async function action({ context: { portal } }: ActionFunctionArgs) {
  const { saver, instead } = arrivingEmbedded(portal)
  if (!saver) return instead
  const { kind } = await saver.startCollection()
  return redirect(kind === 'not-approved' ? '/embed/valkommen' : '/embed/hamta', 303)
}

export default function EmbeddedCollection() {
  const view = useLoaderData<typeof loader>()
  if (view.kind === 'ended') return <Ended />
  if (view.collection === null) return <NothingYet />
  return (
    <>
      <EmbeddedLinks here="hamta" />
      <Sources loaded={view.collection} sessionTag={view.sessionTag} />
    </>
  )
}
