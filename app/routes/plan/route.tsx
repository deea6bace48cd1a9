import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { addressOf } from '../../choices/address.ts'
import { EidLink } from '../../components/eid-link.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { NotFollowed } from '../../plans/not-followed.tsx'
import { Falls, Payouts } from '../../plans/payouts.tsx'
import { PlanFigure } from '../../plans/plan-figure.tsx'
import { hiddenPlan } from '../../plans/hidden.ts'
import { planAddress, wishWords } from '../../plans/words.ts'
import { useWords } from '../../texts/words.ts'
import { RenamePlan } from '../planer/problem.tsx'
import type { Loaded } from '../loaded.ts'
import { sending, visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { Tasks } from './tasks.tsx'

await bringTexts('collection', 'overview', 'plans')

export const handle: PageHandle = { title: 'plan' }

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (instead) return instead
  const opened = await saver.plans.open(params['plan'] ?? '')
  if (opened === null) throw new Response(null, { status: 404 })
  return { kind: 'plan' as const, sessionTag: portal.sessionTag, ...opened }
}

/** A task that is done, or not done after all. */
export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sending(request, portal)
  if (instead) return instead
  const [task, done] = [form.get('uppgift'), form.get('klar')]
  const planId = params['plan'] ?? ''
  const isTask = typeof task === 'string' && task.length > 0 && task.length <= 100
  if (!isTask || !(await saver.plans.tick(planId, task, done === 'ja'))) throw new Response(null, { status: 404 })
  return redirect(`${planAddress(planId)}#att-gora`, { status: 303 })
}

export default function Plan() {
  const { t, words } = useWords()
  const view = useLoaderData<Loaded<typeof loader>>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  const { plan, outlook, payers } = view
  return (
    <div className="page plans">
      <p className="overline">
        <a href="/planer">{t('plans.allPlans')}</a>
      </p>
      <h1>{plan.name}</h1>
      {plan.wish === null ? null : <p className="lead">{wishWords(plan.wish, t, words)}</p>}
      <section aria-labelledby="ger">
        <PlanFigure then={plan.then} outlook={outlook} />
        <NotFollowed choices={outlook.notFollowed} />
        <p className="actions">
          <a className="button second" href={addressOf('/prognos', plan.choices)}>
            {t('plans.openInForecast')}
          </a>
          <EidLink to={`${planAddress(plan.planId)}/skicka`}>{t('plans.toSend')}</EidLink>
        </p>
      </section>
      <section aria-labelledby="tas-ut">
        <h2 id="tas-ut">{t('plans.payoutsTitle')}</h2>
        <Payouts payouts={outlook.payouts} />
        <h3>{t('plans.fallsTitle')}</h3>
        <Falls outlook={outlook} />
      </section>
      <Tasks planId={plan.planId} payers={payers} />
      <section className="plan-manage" aria-labelledby="planen">
        <h2 id="planen">{t('plans.manage')}</h2>
        <RenamePlan plan={plan} />
        <Form method="post" action="/planer">
          <HiddenFields
            values={{
              gor: 'kopiera',
              plan: plan.planId,
              namn: t('plans.copyName', { name: plan.name }),
              ...hiddenPlan(plan),
            }}
          />
          <button className="button second" type="submit">
            {t('plans.copy')}
          </button>
        </Form>
        <p>
          <a href={`${planAddress(plan.planId)}/ta-bort`}>{t('plans.remove.link')}</a>
        </p>
      </section>
    </div>
  )
}
