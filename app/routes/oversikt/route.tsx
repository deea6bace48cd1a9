import type { LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import type { ShouldRevalidateFunctionArgs } from '@remix-run/react'
import { useLoaderData } from '@remix-run/react'
import { memo } from 'react'
import type { OverviewView } from '#server/services/api.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { useSettled } from '../../components/use-settled.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { Assumptions } from './assumptions.tsx'
import { Contracts } from './contracts.tsx'
import type { HeadProps } from './head.tsx'
import { Head } from './head.tsx'
import { Missing } from './missing.tsx'
import { NothingBeside, NothingHeld } from './nothing-held.tsx'
import { OwnLinks } from './own-links.tsx'
import { ageInAddress, readAge } from './read-choices.ts'
import { YearByYear } from './year-by-year.tsx'

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

const withoutColumn = (url: URL): string => {
  const search = new URLSearchParams(url.search)
  search.delete('vid')
  return url.pathname + search.toString()
}

/** Opening a column in the chart changes the address, but nothing the server knows. */
export const shouldRevalidate = ({ currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  currentUrl.search !== nextUrl.search && withoutColumn(currentUrl) === withoutColumn(nextUrl)
    ? false
    : defaultShouldRevalidate

export default function Overview() {
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  return <Known view={loaded.view} ageUnreadable={loaded.ageUnreadable} />
}

/** The figure follows the hand; what stands below it is painted when the hand rests. */
function Known({ view, ageUnreadable }: HeadProps) {
  const below = useSettled(view)
  if (view.contracts.length === 0 && view.entries.length === 0) {
    return (
      <div className="page overview">
        <NothingHeld view={view} />
        <Missing missing={view.missing} underWay={view.collectionUnderWay} anyAmount={false} />
      </div>
    )
  }
  return (
    <div className="page overview">
      {view.contracts.length === 0 ? <NothingBeside view={view} /> : null}
      <Head view={view} ageUnreadable={ageUnreadable} />
      <Below view={below} />
    </div>
  )
}

const Below = memo(function Below({ view }: { readonly view: OverviewView }) {
  return (
    <>
      {view.years.length === 0 ? null : <YearByYear view={view} />}
      <Contracts
        contracts={view.contracts}
        entries={view.entries}
        byPillar={view.byPillar}
        retirementAge={view.age.chosen}
      />
      <OwnLinks />
      <Missing missing={view.missing} underWay={view.collectionUnderWay} anyAmount={view.monthly > 0} />
      <Assumptions codes={view.assumptions} restsOnProjectedLaw={view.restsOnProjectedLaw} drawing={view.age.drawing} />
    </>
  )
})
