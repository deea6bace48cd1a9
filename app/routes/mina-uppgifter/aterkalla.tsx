import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { visitingOwn } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'

await bringTexts('mine')

export const handle: PageHandle = { title: 'withdraw' }

export function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visitingOwn(request, portal)
  if (!saver) return instead
  return { kind: 'withdraw' as const, sessionTag: portal.sessionTag, withdrawn: saver.terms.withdrawn }
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, instead } = visitingOwn(request, portal)
  if (!saver) return instead
  if (!saver.terms.withdrawn) await saver.mine.withdrawTerms()
  return redirect('/mina-uppgifter', { status: 303 })
}

export default function Withdraw() {
  const { t } = useTranslation()
  const view = useLoaderData<typeof loader>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  return (
    <div className="page narrow">
      <h1>{t('titles.withdraw')}</h1>
      {view.withdrawn ? (
        <p className="lead">{t('mine.alreadyWithdrawn')}</p>
      ) : (
        <>
          <p className="lead">{t('mine.withdrawLead')}</p>
          <ul className="plain-list">
            {([1, 2, 3, 4, 5] as const).map((number) => (
              <li key={number}>{t(`mine.withdraw${number}`)}</li>
            ))}
          </ul>
          <form method="post" action="/mina-uppgifter/aterkalla">
            <button className="button" type="submit">
              {t('mine.withdrawSubmit')}
            </button>
          </form>
        </>
      )}
      <p>
        <a href="/mina-uppgifter">{t('mine.back')}</a>
      </p>
    </div>
  )
}
