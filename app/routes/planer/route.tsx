import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { addressOf } from '../../choices/address.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { Notice } from '../../components/notice.tsx'
import { planAddress, thenWords, wishWords } from '../../plans/words.ts'
import { useWords } from '../../texts/words.ts'
import type { Loaded } from '../loaded.ts'
import { sending, visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { changePlans } from './change-plans.ts'
import { Problem } from './problem.tsx'

await bringTexts('overview', 'plans')

export const handle: PageHandle = { title: 'plans' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (instead) return instead
  const search = new URL(request.url).searchParams
  const [plans, bounds] = await Promise.all([saver.plans.list(), saver.plans.bounds()])
  if (bounds === null) return redirect('/hamta')
  return { kind: 'plans' as const, sessionTag: portal.sessionTag, plans, removed: search.has('borttagen') }
}

/** Every form about plans comes here: what is wrong is shown above the list, with what was typed. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sending(request, portal)
  if (instead) return instead
  const outcome = await changePlans(saver, form)
  return 'to' in outcome ? redirect(outcome.to, { status: 303 }) : data(outcome, { status: 422 })
}

export default function Plans() {
  const { t, words } = useWords()
  const view = useLoaderData<Loaded<typeof loader>>()
  const answer = useActionData<Loaded<typeof action>>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  const problem = answer !== undefined && 'problem' in answer ? answer : null
  const { plans } = view
  return (
    <div className="page plans">
      <h1>{t('titles.plans')}</h1>
      {problem === null ? null : <Problem {...problem} />}
      {view.removed && problem === null ? (
        <div role="status">
          <Notice tone="calm" title={t('plans.removed')} />
        </div>
      ) : null}
      <p className="lead">{plans.length === 0 ? t('plans.none') : t('plans.lead')}</p>
      <p className="actions">
        <a className="button" href="/planer/planerare">
          {t('plans.toPlanner')}
        </a>
        <a href="/prognos">{t('plans.toForecast')}</a>
        <a href="/planer/skickat">{t('plans.toSent')}</a>
      </p>
      {plans.length === 0 ? null : (
        <section aria-labelledby="sparade">
          <h2 id="sparade">{t('plans.saved')}</h2>
          <Form method="get" action="/planer/jamfor">
            <ul className="plan-list">
              {plans.map(({ planId, name, choices, wish, then }) => (
                <li key={planId} className="plan">
                  <h3>
                    <Link to={planAddress(planId)}>{name}</Link>
                  </h3>
                  {wish === null ? null : <p>{wishWords(wish, t, words)}</p>}
                  <p>{thenWords(then, t, words)}</p>
                  <p className="plan-links">
                    <Link to={planAddress(planId)}>{t('plans.open')}</Link>
                    <a href={addressOf('/prognos', choices)}>{t('plans.openInForecast')}</a>
                    <a href={`${planAddress(planId)}/ta-bort`}>{t('plans.remove.link')}</a>
                  </p>
                  {plans.length < 2 ? null : (
                    <div className="check">
                      <input id={`jamfor-${planId}`} type="checkbox" name="plan" value={planId} />
                      <label htmlFor={`jamfor-${planId}`}>
                        {t('plans.compare.choose')}
                        <span className="visually-hidden"> {name}</span>
                      </label>
                    </div>
                  )}
                </li>
              ))}
            </ul>
            {plans.length < 2 ? null : (
              <p className="actions">
                <button className="button second" type="submit">
                  {t('plans.compare.submit')}
                </button>
                <span className="help">{t('plans.compare.help')}</span>
              </p>
            )}
          </Form>
        </section>
      )}
    </div>
  )
}
