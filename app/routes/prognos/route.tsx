import type { LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import type { ShouldRevalidateFunctionArgs } from '@remix-run/react'
import { useLoaderData } from '@remix-run/react'
import { addressOf, choicesInAddress, readChoices } from '../../choices/address.ts'
import { formMark, readForm } from '../../choices/form.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { ForecastPage } from './page.tsx'

await bringTexts('collection', 'forecast', 'overview', 'plans')

export const handle: PageHandle = { title: 'forecast' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (instead) return instead
  const search = new URL(request.url).searchParams
  const form = search.has(formMark) ? readForm(search) : null
  const wrong = form !== null && Object.keys(form.errors).length > 0
  if (form && !wrong) return redirect(addressOf('/prognos', form.choices))
  const { choices, unreadable } = form ? { choices: form.choices, unreadable: [] } : readChoices(search)
  const view = await saver.forecast.view(choices)
  if (!view) return redirect('/hamta')
  const { sessionTag } = portal
  const typed = wrong ? Object.fromEntries(search) : null
  const asked = choicesInAddress(choices).toString()
  const page = { kind: 'forecast' as const, sessionTag, view, asked, unreadable, errors: form?.errors ?? {}, typed }
  return data(page, { status: wrong ? 422 : 200 })
}

/** A new choice is answered by /prognos/svar, and only then written into the address. */
export const shouldRevalidate = ({ currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search ? false : defaultShouldRevalidate

export default function Forecast() {
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  const { view, asked, ...page } = loaded
  // Through JSON what was left out and what is undefined are the same; in the address they are not there.
  const { choices } = readChoices(new URLSearchParams(asked))
  return <ForecastPage {...page} view={{ ...view, answer: { ...view.answer, choices } }} />
}
