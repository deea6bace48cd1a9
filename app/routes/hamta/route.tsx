import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { arriving, visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { NothingYet, Sources } from './page.tsx'
import { isUnderWay } from './under-way.ts'

await bringTexts('collection')

export const handle: PageHandle = { title: 'collection', refreshes: isUnderWay }

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
