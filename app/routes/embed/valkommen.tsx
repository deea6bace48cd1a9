import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { CheckField, ErrorSummary } from '../../components/form.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { TextSections } from '../../components/text-sections.tsx'
import { bringTexts } from '../../texts/arrived.ts'
import { readApproval } from '../valkommen/read-approval.ts'
import { Ended } from './ended.tsx'
import { arrivingEmbedded } from './visitor.ts'

await bringTexts('mine', 'terms', 'welcome')

export const handle: PageHandle = { title: 'welcome' }

export function loader({ context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = arrivingEmbedded(portal)
  if (!saver) return instead
  if (saver.terms.approved) return redirect('/embed/oversikt')
  return { kind: 'terms' as const, terms: saver.terms, partner: portal.embedded?.partnerName ?? '' }
}

/** Stores the approval, then starts the first collection at once. E-mail and language are the portal's own to ask for. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, instead } = arrivingEmbedded(portal)
  if (!saver) return instead
  const { approval } = readApproval(await request.formData())
  if (!approval) return data({ kind: 'refused' as const, error: 'not-approved' as const }, { status: 422 })
  const result = await saver.approve({ ...approval, email: '', language: portal.language })
  if (result.kind !== 'approved') {
    return data({ kind: 'refused' as const, error: 'other-version-in-force' as const }, { status: 422 })
  }
  await saver.startCollection()
  return redirect('/embed/hamta', 303)
}

export default function EmbeddedWelcome() {
  const { t } = useTranslation()
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (view.kind === 'ended' || answer?.kind === 'ended') return <Ended />
  const { terms, partner } = view
  const notApproved = answer?.error === 'not-approved'
  return (
    <div className="page narrow">
      <h1>{t('titles.welcome')}</h1>
      <p className="lead">{t('embedded.welcomeLead', { partner })}</p>
      {terms.withdrawn ? (
        <Notice tone="warning" title={t('mine.withdrawnTitle')}>
          <p>{t('mine.withdrawnText')}</p>
        </Notice>
      ) : null}
      <form method="post" action="/embed/valkommen" noValidate className="approval">
        {answer?.error === 'other-version-in-force' ? (
          <Notice tone="warning" title={t('welcome.otherVersion')} />
        ) : null}
        <ErrorSummary
          title={t('welcome.errorTitle', { count: 1 })}
          errors={notApproved ? { godkann: t('welcome.notApproved') } : {}}
        />
        <section className="terms" aria-labelledby="terms">
          <h2 id="terms">{t('welcome.termsTitle')}</h2>
          <p className="help">{t('welcome.termsVersion', { version: terms.version })}</p>
          <TextSections sections={t('terms.sections', { returnObjects: true })} level={3} />
        </section>
        <input type="hidden" name="version" value={terms.version} />
        <CheckField
          name="godkann"
          label={t('welcome.approve')}
          checked={false}
          error={notApproved ? t('welcome.notApproved') : undefined}
        />
        <p className="actions">
          <button className="button large" type="submit">
            {t('welcome.submit')}
          </button>
        </p>
        <p className="help">{t('embedded.declineHelp', { partner })}</p>
      </form>
    </div>
  )
}
