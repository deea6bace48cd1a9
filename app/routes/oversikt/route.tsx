import type { LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { OverviewPage } from './page.tsx'
import { ageInAddress, readAge } from './read-choices.ts'
import { shouldRevalidate } from './revalidate.ts'

await bringTexts('collection', 'overview')

export const handle: PageHandle = { title: 'overview' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (!saver) return instead
  const asked = readAge(new URL(request.url).searchParams)
  if (asked.kind === 'fields') return redirect(`/oversikt?alder=${ageInAddress(asked.months)}`)
  const view = await saver.overview(asked.kind === 'age' ? { retirementAge: asked.months } : {})
  if (!view) return redirect('/hamta')
  return { kind: 'overview' as const, sessionTag: portal.sessionTag, view, ageUnreadable: asked.kind === 'unreadable' }
}

export { shouldRevalidate }

export default function Overview() {
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  return <OverviewPage view={loaded.view} ageUnreadable={loaded.ageUnreadable} />
}
