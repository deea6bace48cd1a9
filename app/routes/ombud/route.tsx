import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { OpenCaseResult } from '#server/services/api/ombud.ts'
import { ErrorSummary, InputField } from '../../components/form.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { useWords } from '../../texts/words.ts'
import { EndCall, Refused, useCallWatch } from './parts.tsx'
import { atDesk } from './visitor.ts'

await bringTexts('ombud')

const isWaiting = (loaded: unknown): boolean =>
  typeof loaded === 'object' && loaded !== null && 'kind' in loaded && loaded.kind === 'waiting'

export const handle: PageHandle = { title: 'ombud', refreshes: isWaiting }

export async function loader({ context: { portal } }: LoaderFunctionArgs) {
  const { staff, instead } = atDesk(portal)
  if (!staff) return instead
  const call = await staff.ombud.desk()
  if (call.state === 'open') return redirect('/ombud/arende')
  if (call.state === 'waiting') return { kind: 'waiting' as const, code: call.code, until: call.until }
  return { kind: 'desk' as const, reference: staff.reference, over: call.state === 'none' ? null : call.state }
}

/** The number comes in the form alone, never in an address. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { staff, instead } = atDesk(portal)
  if (!staff) return instead
  const number = (await request.formData()).get('nummer')
  const typed = typeof number === 'string' ? number.slice(0, 50) : ''
  const result = await staff.ombud.openCase(typed)
  if (result === 'opened') return redirect('/ombud', 303)
  return data(
    { kind: 'not-opened' as const, why: result, typed },
    { status: result === 'too-many' ? 429 : result === 'bad-number' ? 422 : 409 },
  )
}

export default function Desk() {
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (view.kind === 'staff-refused') return <Refused view={view} />
  const refused = answer?.kind === 'not-opened' ? answer : null
  if (view.kind === 'waiting') return <Waiting code={view.code} until={view.until} why={refused?.why ?? null} />
  return <NewCall reference={view.reference} over={view.over} why={refused?.why ?? null} typed={refused?.typed ?? ''} />
}

type Problem = Exclude<OpenCaseResult, 'opened'> | null

function ProblemNotice({ why }: { readonly why: Problem }) {
  const { t } = useWords()
  if (why === null || why === 'bad-number') return null
  return (
    <div role="alert">
      <Notice tone="warning" title={t(`ombud.problem.${why}`)} />
    </div>
  )
}

function NewCall({
  reference,
  over,
  why,
  typed,
}: {
  readonly reference: string
  readonly over: 'ended' | 'revoked' | 'refused' | 'expired' | null
  readonly why: Problem
  readonly typed: string
}) {
  const { t } = useWords()
  const error = why === 'bad-number' ? t('ombud.badNumber') : undefined
  return (
    <div className="page narrow call">
      <h1>{t('titles.ombud')}</h1>
      {over === null || why !== null ? null : (
        <div role="status">
          <Notice tone={over === 'ended' ? 'calm' : 'warning'} title={t(`ombud.over.${over}`)} />
        </div>
      )}
      <ProblemNotice why={why} />
      <p className="lead">{t('ombud.lead')}</p>
      <form method="post" action="/ombud" noValidate autoComplete="off">
        {error === undefined ? null : <ErrorSummary title={t('ombud.errorTitle')} errors={{ nummer: error }} />}
        <InputField
          name="nummer"
          label={t('ombud.number')}
          help={t('ombud.numberHelp')}
          error={error}
          value={typed}
          inputMode="numeric"
          input={{ autoComplete: 'off', size: 16 }}
        />
        <p className="actions">
          <button className="button large" type="submit">
            {t('ombud.open')}
          </button>
        </p>
      </form>
      <p className="help">{t('ombud.reference', { reference })}</p>
    </div>
  )
}

function Waiting({ code, until, why }: { readonly code: string; readonly until: string; readonly why: Problem }) {
  const { t, words } = useWords()
  useCallWatch('waiting', 2000)
  return (
    <div className="page narrow call">
      <h1>{t('ombud.waitingTitle')}</h1>
      <ProblemNotice why={why} />
      <p className="lead">{t('ombud.waitingLead')}</p>
      <p className="overline">{t('ombud.code')}</p>
      <p className="figure call-code">
        {code.slice(0, 4)} {code.slice(4)}
      </p>
      <p>{t('ombud.codeUntil', { until: words.moment(until) })}</p>
      <p className="help">{t('ombud.consentText')}</p>
      <div className="actions">
        <a className="without-script" href="/ombud">
          {t('ombud.refresh')}
        </a>
        <EndCall label={t('ombud.cancel')} />
      </div>
    </div>
  )
}
