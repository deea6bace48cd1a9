import type { LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readChoices } from '../../choices/address.ts'
import type { PageHandle } from '../../components/page-handle.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { askedForecast } from '../prognos/asked.ts'
import { ForecastPage } from '../prognos/page.tsx'
import { shouldRevalidate } from '../prognos/revalidate.ts'
import { Ended } from './ended.tsx'
import { EmbeddedLinks } from './links.tsx'
import { visitingEmbedded } from './visitor.ts'

await bringTexts('collection', 'forecast', 'overview', 'plans')

export const handle: PageHandle = { title: 'forecast' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visitingEmbedded(portal)
  if (!saver) return instead
  const asked = askedForecast(request, '/embed/prognos')
  if (asked.kind === 'elsewhere') return redirect(asked.to)
  const view = await saver.forecast.view(asked.choices)
  if (!view) return redirect('/embed/hamta')
  const standing = { count: view.frame.count, day: view.frame.oldestFigures }
  const page = { kind: 'forecast' as const, sessionTag: portal.sessionTag, standing, view, ...asked.page }
  return data(page, { status: asked.page.typed === null ? 200 : 422 })
}

export { shouldRevalidate }

export default function EmbeddedForecast() {
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'ended') return <Ended />
  const { view, asked, ...page } = loaded
  // Through JSON what was left out and what is undefined are the same; in the address they are not there.
  const { choices } = readChoices(new URLSearchParams(asked))
  return (
    <>
      <EmbeddedLinks here="prognos" />
      <ForecastPage {...page} view={{ ...view, answer: { ...view.answer, choices } }} />
    </>
  )
}
