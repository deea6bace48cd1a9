import type { LoaderFunctionArgs } from '@remix-run/node'
import { data } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import type { SharedWithHelper } from '#server/services/api/sharing.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { useWords } from '../../texts/words.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { SharedContracts, SharedFigures } from './shared-parts.tsx'

await bringTexts('collection', 'overview', 'sharing')

export const handle: PageHandle = { title: 'shared' }

/** Every opening is recorded for the one whose pension it is. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (saver === null) return instead
  const shared = await saver.helpers.open(params.id ?? '')
  const loaded = { kind: 'shared' as const, sessionTag: portal.sessionTag, shared }
  return shared === null ? data(loaded, { status: 404 }) : loaded
}

export default function Shared() {
  const { t } = useWords()
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  const { shared } = loaded
  return (
    <div className="page family-page">
      {shared === null ? (
        <header>
          <h1>{t('sharing.helping.gone')}</h1>
          <p className="lead">{t('sharing.helping.goneText')}</p>
        </header>
      ) : (
        <Shown shared={shared} />
      )}
      <p>
        <Link to="/hjalper">{t('sharing.helping.back')}</Link>
      </p>
    </div>
  )
}

function Shown({ shared: { name, day, endsOn, overview, plans } }: { readonly shared: SharedWithHelper }) {
  const { t, words } = useWords()
  return (
    <>
      <header className="notice calm shared-banner">
        <h1>{t('sharing.helping.banner', { name, day: words.day(day) })}</h1>
        <p>{t('sharing.helping.bannerText', { day: words.day(endsOn) })}</p>
      </header>
      {overview === null ? (
        <p className="lead">{t('sharing.helping.nothing', { name })}</p>
      ) : (
        <>
          <SharedFigures overview={overview} name={name} />
          <SharedContracts contracts={overview.contracts} />
        </>
      )}
      {plans === null ? null : (
        <section aria-labelledby="plans">
          <h2 id="plans">{t('sharing.helping.plans')}</h2>
          {plans.length === 0 ? <p>{t('sharing.helping.noPlans')}</p> : null}
          <dl className="shared-plans">
            {plans.map((plan) => (
              <div key={plan.name}>
                <dt>{plan.name}</dt>
                <dd>
                  {t(plan.monthly === null ? 'sharing.helping.planNothing' : 'sharing.helping.plan', {
                    amount: words.perMonth(plan.monthly ?? 0),
                    month: words.month(plan.firstMonth),
                    name,
                    age: words.age(plan.retirementAge),
                  })}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  )
}
