import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import type { PlanSend, SeenSend } from '#server/services/api/errands.ts'
import { ErrorSummary } from '../../components/form.tsx'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { durationWords, planAddress } from '../../plans/words.ts'
import { useWords } from '../../texts/words.ts'
import { contractName } from '../oversikt/contract-name.ts'
import type { Loaded } from '../loaded.ts'
import { sending, visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'

await bringTexts('overview', 'plans')

export const handle: PageHandle = { title: 'planSending' }

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (instead) return instead
  const view = await saver.errands.planToSend(params['plan'] ?? '')
  if (view === null) throw new Response(null, { status: 404 })
  return { kind: 'sending' as const, sessionTag: portal.sessionTag, ...view }
}

/** `Ab3….2029-06-01.60`: what was shown for one contract, so that nothing else is sent. */
const seenInForm = ({ contractId, start, duration }: SeenSend): string => `${contractId}.${start}.${duration}`

function seenFromForm(value: FormDataEntryValue): SeenSend | null {
  const found = /^([\w-]{1,40})\.(\d{4}-\d{2}-\d{2})\.(lifelong|\d{1,4})$/.exec(typeof value === 'string' ? value : '')
  const [, contractId, start, duration] = found ?? []
  if (contractId === undefined || start === undefined || duration === undefined) return null
  return { contractId, start, duration: duration === 'lifelong' ? duration : Number(duration) }
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sending(request, portal)
  if (instead) return instead
  const values = form.getAll('avtal').slice(0, 100)
  const seen = values.map(seenFromForm)
  const known = seen.filter((one) => one !== null)
  const chosen = known.map(({ contractId }) => contractId)
  if (known.length < seen.length) return data({ problem: 'changed' as const, chosen }, { status: 422 })
  const result = await saver.errands.sendPlan(params['plan'] ?? '', known)
  if (result.kind === 'gone') throw new Response(null, { status: 404 })
  if (result.kind !== 'sent') return data({ problem: result.kind, chosen }, { status: 422 })
  return redirect('/planer/skickat', { status: 303 })
}

export default function PlanSending() {
  const { t } = useWords()
  const view = useLoaderData<Loaded<typeof loader>>()
  const answer = useActionData<Loaded<typeof action>>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  const { plan, sends } = view
  const refused = answer !== undefined && 'problem' in answer ? answer : null
  const ready = sends.filter(({ notSent }) => notSent === null)
  const others = sends.filter(({ notSent }) => notSent !== null)
  return (
    <div className="page plans narrow">
      <p className="overline">
        <a href={planAddress(plan.planId)}>{plan.name}</a>
      </p>
      <h1>{t('titles.planSending')}</h1>
      <p className="lead">{ready.length === 0 ? t('plans.send.nothing') : t('plans.send.lead')}</p>
      {ready.length === 0 ? null : (
        <Form method="post" action={`${planAddress(plan.planId)}/skicka`}>
          <ErrorSummary
            title={t('plans.send.problemTitle')}
            errors={refused === null ? {} : { avtal: t(`plans.send.${refused.problem}`) }}
          />
          <fieldset className="sends" id="avtal">
            <legend>{t('plans.send.legend')}</legend>
            {ready.map((send) => (
              <Send key={send.contractId} send={send} chosen={refused?.chosen.includes(send.contractId) ?? false} />
            ))}
          </fieldset>
          <p>{t('plans.send.after')}</p>
          <p className="actions">
            <button className="button" type="submit">
              {t('plans.send.submit')}
            </button>
            <a href={planAddress(plan.planId)}>{t('plans.send.cancel')}</a>
          </p>
        </Form>
      )}
      {others.length === 0 ? null : (
        <section aria-labelledby="ovriga">
          <h2 id="ovriga">{t('plans.send.notSent')}</h2>
          <ul>
            {others.map(({ contractId, what, notSent }) => (
              <li key={contractId}>
                {t('plans.send.what', { name: contractName(what, t), provider: what.providerName })}{' '}
                {notSent === null ? null : t(`plans.send.why.${notSent}`)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <a href="/planer/skickat">{t('plans.toSent')}</a>
      </p>
    </div>
  )
}

interface SendProps {
  readonly send: PlanSend
  readonly chosen: boolean
}

/** Not chosen beforehand: what begins can as a rule not be undone. */
function Send({ send, chosen }: SendProps) {
  const { t, words } = useWords()
  const { contractId, what, contractNumber, start, duration, replacesEarlier } = send
  return (
    <div className="send">
      <div className="check">
        <input id={contractId} type="checkbox" name="avtal" value={seenInForm(send)} defaultChecked={chosen} />
        <label htmlFor={contractId}>
          {t('plans.send.what', { name: contractName(what, t), provider: what.providerName })}
        </label>
      </div>
      <ul>
        <li>{t('plans.send.number', { number: contractNumber })}</li>
        <li>{t('plans.send.start', { day: words.day(start) })}</li>
        <li>{t('plans.send.duration', { duration: durationWords(duration, t, words) })}</li>
      </ul>
      {replacesEarlier ? <p className="irrevocable">{t('plans.send.replaces')}</p> : null}
    </div>
  )
}
