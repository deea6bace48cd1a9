import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CheckField, ErrorSummary, InputField } from '../../components/form.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { TextSections } from '../../components/text-sections.tsx'
import { bringTexts } from '../../texts/arrived.ts'
import { useWords } from '../../texts/words.ts'
import { CallPage, Refused } from './parts.tsx'
import { inCall } from './visitor.ts'

await bringTexts('ombud', 'terms')

export const handle: PageHandle = { title: 'ombud' }

export function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, view, instead } = inCall(portal)
  if (instead) return instead
  const { terms } = saver ?? {}
  const state = terms === undefined ? ('new' as const) : terms.approved ? ('ready' as const) : ('terms' as const)
  const notTicked = new URL(request.url).searchParams.has('olast')
  return { kind: 'caller' as const, view, state, version: terms?.version ?? '', notTicked }
}

/** Registers a caller who is new. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { staff, instead } = inCall(portal)
  if (instead) return instead
  const name = (await request.formData()).get('namn')
  const typed = typeof name === 'string' ? name : ''
  const result = await staff.ombud.register(typed)
  if (result === 'bad-name') return data({ kind: 'bad-name' as const, typed }, { status: 422 })
  return redirect('/ombud/arende', 303)
}

export default function Caller() {
  const { t } = useWords()
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (loaded.kind === 'staff-refused') return <Refused view={loaded} />
  const { view, state, version, notTicked } = loaded
  if (state === 'new') return <Register view={view} typed={answer?.kind === 'bad-name' ? answer.typed : null} />
  if (state === 'terms') {
    return (
      <CallPage view={view} title={t('ombud.termsTitle')} ready={false}>
        <Terms version={version} notTicked={notTicked} />
      </CallPage>
    )
  }
  return (
    <CallPage view={view} title={t('ombud.page.caller')} ready>
      <p className="lead">{t('ombud.ready')}</p>
      <ul className="ways">
        <li>
          <a href="/ombud/arende/hamtning">{t('ombud.page.collection')}</a>
        </li>
        <li>
          <a href="/ombud/arende/oversikt">{t('ombud.page.overview')}</a>
        </li>
        <li>
          <a href="/ombud/arende/prognos">{t('ombud.page.forecast')}</a>
        </li>
        <li>
          <a href="/ombud/arende/brev">{t('ombud.page.letter')}</a>
        </li>
      </ul>
    </CallPage>
  )
}

function Register({
  view,
  typed,
}: {
  readonly view: Parameters<typeof CallPage>[0]['view']
  /** What was refused. */
  readonly typed: string | null
}) {
  const { t } = useWords()
  const error = typed === null ? undefined : t('ombud.badName')
  return (
    <CallPage view={view} title={t('ombud.registerTitle')} ready={false}>
      <p className="lead">{t('ombud.registerLead')}</p>
      <form method="post" action="/ombud/arende" noValidate>
        {error === undefined ? null : <ErrorSummary title={t('ombud.errorTitle')} errors={{ namn: error }} />}
        <InputField
          name="namn"
          label={t('ombud.name')}
          error={error}
          value={typed ?? ''}
          input={{ autoComplete: 'off', maxLength: 200 }}
        />
        <p className="actions">
          <button className="button" type="submit">
            {t('ombud.register')}
          </button>
        </p>
      </form>
    </CallPage>
  )
}

function Terms({ version, notTicked }: { readonly version: string; readonly notTicked: boolean }) {
  const { t } = useWords()
  const error = notTicked ? t('ombud.termsMissing') : undefined
  return (
    <>
      <p className="lead">{t('ombud.termsLead', { version })}</p>
      <TextSections sections={t('terms.sections', { returnObjects: true })} level={2} />
      <form method="post" action="/ombud/arende/villkor" noValidate>
        {error === undefined ? null : <ErrorSummary title={t('ombud.errorTitle')} errors={{ upplast: error }} />}
        <input type="hidden" name="version" value={version} />
        <CheckField name="upplast" label={t('ombud.termsCheck')} error={error} checked={false} />
        <p className="actions">
          <button className="button" type="submit">
            {t('ombud.termsSubmit')}
          </button>
        </p>
      </form>
    </>
  )
}
