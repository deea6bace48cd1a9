import type { LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { PageHandle } from '../../components/page-handle.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { OverviewPage } from '../oversikt/page.tsx'
import { ageInAddress, readAge } from '../oversikt/read-choices.ts'
import { shouldRevalidate } from '../oversikt/revalidate.ts'
import { Ended } from './ended.tsx'
import { EmbeddedLinks } from './links.tsx'
import { visitingEmbedded } from './visitor.ts'

await bringTexts('collection', 'overview')

export const handle: PageHandle = { title: 'overview' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visitingEmbedded(portal)
  if (!saver) return instead
  const asked = readAge(new URL(request.url).searchParams)
  if (asked.kind === 'fields') return redirect(`/embed/oversikt?alder=${ageInAddress(asked.months)}`)
  const view = await saver.overview(asked.kind === 'age' ? { retirementAge: asked.months } : {})
  if (!view) return redirect('/embed/hamta')
  const standing = { count: view.count, day: view.oldestFigures }
  return { kind: 'overview' as const, view, standing, ageUnreadable: asked.kind === 'unreadable' }
}

export { shouldRevalidate }

export default function EmbeddedOverview() {
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'ended') return <Ended />
  return (
    <>
      <EmbeddedLinks here="oversikt" />
      <OverviewPage view={loaded.view} ageUnreadable={loaded.ageUnreadable} />
    </>
  )
}
