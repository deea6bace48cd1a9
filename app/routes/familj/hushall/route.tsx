import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import type { HouseholdView } from '#server/services/api/sharing.ts'
import { CheckField, ErrorSummary } from '../../../components/form.tsx'
import { LoggedOut } from '../../../components/logged-out.tsx'
import { Notice } from '../../../components/notice.tsx'
import type { PageHandle } from '../../../components/page-handle.ts'
import { useWords } from '../../../texts/words.ts'
import { sending, visiting } from '../../visitor.ts'
import { CodeForm, CodeShown } from '../code-parts.tsx'
import type { InvitationAnswer } from '../invitation.ts'
import { answerInvitation, saidYes, textOf } from '../invitation.ts'
import { bringTexts } from '../../../texts/arrived.ts'
import { Invited } from './invited.tsx'
import { Joint } from './joint.tsx'

await bringTexts('collection', 'overview', 'sharing')

export const handle: PageHandle = { title: 'household' }
const address = '/familj/hushall'

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (saver === null) return instead
  const view = await saver.household.view()
  return { kind: 'household' as const, sessionTag: portal.sessionTag, view, form: crypto.randomUUID() }
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sending(request, portal)
  if (saver === null) return instead
  const { household } = saver
  switch (textOf(form, 'gor')) {
    case 'bjud-in': {
      if (!saidYes(form)) return data({ kind: 'no-consent' as const }, { status: 422 })
      // Without a number of its own a form that is sent twice could not be told from two.
      const code = await household.invite(textOf(form, 'id') || crypto.randomUUID())
      // Shown in this answer and nowhere else: an address would keep it.
      if (code !== null) return { kind: 'code' as const, code }
      break
    }
    case 'kod':
    case 'ja': {
      const answer = await answerInvitation(form, 'household', household)
      if (answer !== null) return answer
      break
    }
    case 'bekrafta':
      await household.confirm()
      break
    case 'lamna':
      await household.leave()
      break
    default:
      break
  }
  return redirect(address, 303)
}

export default function Household() {
  const { t } = useWords()
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  const { view, form } = loaded
  return (
    <div className="page family-page sharing">
      <header>
        <h1>{t('titles.household')}</h1>
        <p className="lead">{t('sharing.household.lead')}</p>
      </header>
      {answer?.kind === 'code' ? <CodeShown code={answer.code} /> : null}
      <Standing
        view={view}
        form={form}
        answer={answer?.kind === 'invitation' ? answer : null}
        withoutConsent={answer?.kind === 'no-consent'}
      />
    </div>
  )
}

interface StandingProps {
  readonly view: HouseholdView
  readonly form: string
  readonly answer: InvitationAnswer | null
  readonly withoutConsent: boolean
}

function Standing({ view, form, answer, withoutConsent }: StandingProps) {
  const { t, words } = useWords()
  switch (view.state) {
    case 'none':
    case 'ended':
      if (answer?.invitation) return <Invited answer={answer} name={answer.invitation.name} action={address} />
      return (
        <>
          {view.state === 'ended' ? <Ended name={view.name} /> : null}
          <Invite form={form} withoutConsent={withoutConsent} />
          <CodeForm action={address} answer={answer} />
        </>
      )
    case 'invited':
      return (
        <section aria-labelledby="waiting">
          <h2 id="waiting">{t('sharing.household.invite.waiting')}</h2>
          <p>{t('sharing.household.invite.waitingText', { day: words.day(view.until) })}</p>
          <Act what="lamna" text={t('sharing.household.invite.takeBack')} />
          {answer === null ? null : <CodeForm action={address} answer={answer} />}
        </section>
      )
    case 'to-confirm':
      return (
        <section aria-labelledby="confirm">
          <h2 id="confirm">{t('sharing.household.confirm.title', { name: view.name })}</h2>
          <p>{t('sharing.household.confirm.text')}</p>
          <Shown />
          <div className="actions">
            <Act what="bekrafta" text={t('sharing.household.confirm.yes', { name: view.name })} first />
            <Act what="lamna" text={t('sharing.household.confirm.no')} />
          </div>
        </section>
      )
    case 'awaits-confirmation':
      return (
        <>
          <section aria-labelledby="awaits">
            <h2 id="awaits">{t('sharing.household.awaits.title', { name: view.name })}</h2>
            <p>{t('sharing.household.awaits.text', { name: view.name })}</p>
          </section>
          <Leave name={view.name} />
        </>
      )
    case 'joined':
      return (
        <>
          <Joint view={view} />
          <Leave name={view.name} />
        </>
      )
  }
}

function Act({
  what,
  text,
  first = false,
}: {
  readonly what: string
  readonly text: string
  readonly first?: boolean
}) {
  return (
    <Form method="post" action={address}>
      <button className={first ? 'button' : 'button second'} type="submit" name="gor" value={what}>
        {text}
      </button>
    </Form>
  )
}

function Ended({ name }: { readonly name: string | null }) {
  const { t } = useWords()
  return name === null ? (
    <Notice tone="calm" title={t('sharing.household.ended.expired')}>
      <p>{t('sharing.household.ended.expiredText')}</p>
    </Notice>
  ) : (
    <Notice tone="calm" title={t('sharing.household.ended.left', { name })}>
      <p>{t('sharing.household.ended.leftText')}</p>
    </Notice>
  )
}

function Shown() {
  const { t } = useWords()
  return (
    <>
      <h3>{t('sharing.household.shown')}</h3>
      <p>{t('sharing.shows.household')}</p>
    </>
  )
}

function Invite({ form, withoutConsent }: { readonly form: string; readonly withoutConsent: boolean }) {
  const { t } = useWords()
  const error = withoutConsent ? t('sharing.code.error.consent') : undefined
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{t('sharing.household.invite.title')}</h2>
      <ErrorSummary title={t('sharing.errors')} errors={error === undefined ? {} : { samtycke: error }} />
      <h3>{t('sharing.household.how')}</h3>
      <ol className="numbered">
        <li>{t('sharing.household.steps.one')}</li>
        <li>{t('sharing.household.steps.two')}</li>
        <li>{t('sharing.household.steps.three')}</li>
      </ol>
      <Shown />
      <Form method="post" action={address} noValidate className="stacked">
        <input type="hidden" name="id" value={form} />
        <CheckField name="samtycke" label={t('sharing.household.invite.consent')} checked={false} error={error} />
        <button className="button" type="submit" name="gor" value="bjud-in">
          {t('sharing.household.invite.submit')}
        </button>
      </Form>
    </section>
  )
}

function Leave({ name }: { readonly name: string }) {
  const { t } = useWords()
  return (
    <section aria-labelledby="leave">
      <h2 id="leave">{t('sharing.household.leave.title')}</h2>
      <p>{t('sharing.household.leave.text', { name })}</p>
      <Act what="lamna" text={t('sharing.household.leave.submit')} />
    </section>
  )
}
