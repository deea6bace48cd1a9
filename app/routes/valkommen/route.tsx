import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useWords } from '../../texts/words.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { TextSections } from '../../components/text-sections.tsx'
import { arriving } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { ApprovalForm } from './approval-form.tsx'
import { readApproval } from './read-approval.ts'

await bringTexts('mine', 'terms', 'welcome')

export const handle: PageHandle = { title: 'welcome' }

export function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = arriving(request, portal)
  if (!saver) return instead
  const { terms, profile } = saver
  return { kind: 'terms' as const, terms, name: profile.name, email: profile.email ?? '', language: portal.language }
}

/** Stores the approval, then starts the first collection at once. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const form = readApproval(await request.formData())
  const { saver, refusal } = portal
  if (!saver) return data({ errors: [], typed: form.typed }, { status: 401 })
  if (refusal !== null) return data({ errors: [], typed: form.typed }, { status: 403 })
  if (!form.approval) return data({ errors: form.errors, typed: form.typed }, { status: 422 })
  const result = await saver.approve(form.approval)
  if (result.kind !== 'approved') return data({ errors: [result.kind], typed: form.typed }, { status: 422 })
  const cookie = await portal.chooseLanguage(form.approval.language)
  await saver.startCollection()
  return redirect('/hamta', { status: 303, headers: { 'Set-Cookie': cookie } })
}

export default function Welcome() {
  const { t, words } = useWords()
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} typedEmail={answer?.typed.email ?? ''} />
  const { terms, name } = view
  const text = (
    <section className="terms" aria-labelledby="terms">
      <h2 id="terms">{t('welcome.termsTitle')}</h2>
      <p className="help">{t('welcome.termsVersion', { version: terms.version })}</p>
      <TextSections sections={t('terms.sections', { returnObjects: true })} level={3} />
    </section>
  )
  if (terms.approved) {
    return (
      <div className="page narrow">
        <h1>{t('welcome.alreadyTitle')}</h1>
        <p className="lead">{t('welcome.already', { version: terms.version })}</p>
        {text}
        <p>
          <a className="button" href="/oversikt">
            {t('welcome.continue')}
          </a>
        </p>
      </div>
    )
  }
  return (
    <div className="page narrow">
      <p className="overline">{t('welcome.greeting', { name })}</p>
      <h1>{t('titles.welcome')}</h1>
      <p className="lead">{t('welcome.lead')}</p>
      <section className="in-short" aria-labelledby="in-short">
        <h2 id="in-short">{t('welcome.shortTitle')}</h2>
        <ul className="plain-list">
          {([1, 2, 3, 4] as const).map((point) => (
            <li key={point}>{t(`welcome.short${point}`)}</li>
          ))}
        </ul>
        <p>
          <a href="#godkann">{t('welcome.toApproval')}</a>
        </p>
      </section>
      {terms.withdrawn ? (
        <Notice tone="warning" title={t('mine.withdrawnTitle')}>
          <p>{t('mine.withdrawnText')}</p>
          <p>
            <a href="/mina-uppgifter">{t('mine.back')}</a>
          </p>
        </Notice>
      ) : null}
      {terms.readOutOn ? (
        <Notice tone="calm" title={t('welcome.readOutTitle')}>
          <p>{t('welcome.readOut', { version: terms.version, day: words.day(terms.readOutOn) })}</p>
        </Notice>
      ) : null}
      <ApprovalForm
        version={terms.version}
        errors={answer?.errors ?? []}
        typed={answer?.typed ?? { email: view.email, language: view.language, approved: false }}
      >
        {text}
      </ApprovalForm>
    </div>
  )
}
