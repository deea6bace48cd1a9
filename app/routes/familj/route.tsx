import type { LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { useWords } from '../../texts/words.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { readDeathAge } from './read-death-age.ts'
import { Sharing } from './sharing-links.tsx'
import { StateBenefits } from './state-benefits.tsx'
import { SurvivorsAnswer } from './survivors-answer.tsx'
import { SurvivorsContracts } from './survivors-contracts.tsx'
import { SurvivorsYears } from './survivors-years.tsx'
import { WhenForm } from './when-form.tsx'

await bringTexts('collection', 'family', 'overview')

export const handle: PageHandle = { title: 'family' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (saver === null) return instead
  const { asked, unreadable } = readDeathAge(new URL(request.url).searchParams)
  const view = await saver.family.survivors(asked)
  if (view === null) return redirect('/hamta')
  return { kind: 'family' as const, sessionTag: portal.sessionTag, view, tomorrow: asked === null, unreadable }
}

export default function Family() {
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  return <Shown {...loaded} />
}

function Shown({ view, tomorrow, unreadable }: Pick<FamilyLoaded, 'view' | 'tomorrow' | 'unreadable'>) {
  const { t } = useWords()
  return (
    <div className="page family-page">
      <header>
        <h1>{t('titles.family')}</h1>
        <p className="lead">{t('family.lead')}</p>
      </header>
      <WhenForm view={view} tomorrow={tomorrow} unreadable={unreadable} />
      <SurvivorsAnswer view={view} tomorrow={tomorrow} />
      {view.years.length === 0 ? null : <SurvivorsYears years={view.years} />}
      <SurvivorsContracts contracts={view.contracts} />
      <StateBenefits />
      <Sharing />
    </div>
  )
}

type FamilyLoaded = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { kind: 'family' }>
