import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { hiddenMark } from '../../plans/hidden.ts'
import { planAddress } from '../../plans/words.ts'
import type { Loaded } from '../loaded.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'

await bringTexts('overview', 'plans')

export const handle: PageHandle = { title: 'planRemoval' }

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (instead) return instead
  const plan = (await saver.plans.list()).find(({ planId }) => planId === params['plan'])
  if (plan === undefined) throw new Response(null, { status: 404 })
  return { kind: 'removal' as const, sessionTag: portal.sessionTag, plan }
}

export default function PlanRemoval() {
  const { t } = useTranslation()
  const view = useLoaderData<Loaded<typeof loader>>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  const { plan } = view
  return (
    <div className="page narrow">
      <h1>{t('plans.remove.title', { name: plan.name })}</h1>
      <p className="lead">{t('plans.remove.text')}</p>
      <Form method="post" action="/planer" className="actions">
        <HiddenFields values={{ gor: 'ta-bort', ...hiddenMark(plan) }} />
        <button className="button" type="submit">
          {t('plans.remove.submit')}
        </button>
        <a href={planAddress(plan.planId)}>{t('plans.remove.keep')}</a>
      </Form>
    </div>
  )
}
