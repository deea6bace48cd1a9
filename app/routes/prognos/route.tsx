import type { LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readChoices } from '../../choices/address.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { askedForecast } from './asked.ts'
import { ForecastPage } from './page.tsx'
import { shouldRevalidate } from './revalidate.ts'

await bringTexts('collection', 'forecast', 'overview', 'plans')

export const handle: PageHandle = { title: 'forecast' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (instead) return instead
  const asked = askedForecast(request, '/prognos')
  if (asked.kind === 'elsewhere') return redirect(asked.to)
  const view = await saver.forecast.view(asked.choices)
  if (!view) return redirect('/hamta')
  const page = { kind: 'forecast' as const, sessionTag: portal.sessionTag, view, ...asked.page }
  return data(page, { status: asked.page.typed === null ? 200 : 422 })
}

export { shouldRevalidate }

export default function Forecast() {
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  const { view, asked, ...page } = loaded
  // Through JSON what was left out and what is undefined are the same; in the address they are not there.
  const { choices } = readChoices(new URLSearchParams(asked))
  return <ForecastPage {...page} view={{ ...view, answer: { ...view.answer, choices } }} />
}
